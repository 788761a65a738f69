"""The focus list in a browser: choose deviations and open an analysis; the calendar; axe and width, empty and full."""

from datetime import date

import pytest
from django.urls import reverse

from kkik.models import Varde
from tests.conftest import NU
from tests.uppfoljning.conftest import EGEN, Varld, rik
from tests.uppfoljning.test_ljus_av_allt import LUGN, eget
from uppfoljning import actions
from uppfoljning.models import Bedomning

__all__ = ["eget", "rik"]
FOKUS = reverse("uppfoljning:fokus")
KALENDER = reverse("uppfoljning:publiceringskalender")


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


def test_fran_oversikten_till_en_analys_av_tva(rik, sida, inloggad):
    for namn in ("saknas", "ej_insamlad"):
        Varde.objects.filter(nyckeltal=rik[namn].nyckeltal_id, kommun=EGEN, ar=2024).update(varde=20.0)
    actions.berakna_bedomningar(av=None, nar=NU)
    inloggad(sida, "analytiker").goto("/?ar=2024")
    sida.get_by_role("table", name="Indikatorer som avviker").get_by_role(
        "link", name="Barn- och utbildningsnämnden"
    ).click()
    assert "namnd=" in sida.url
    sida.get_by_label("Välj Behöriga").check()
    sida.get_by_label("Välj Ämnesprov").check()
    sida.get_by_role("button", name="Öppna analys").click()
    sida.wait_for_url("**" + reverse("uppfoljning:ny_analys") + "?*")
    valda = Bedomning.objects.filter(indikator__in=[rik["sjunker"], rik["saknas"]], ar=2024)
    assert sorted(sida.url.partition("?")[2].split("&")) == sorted(f"bedomning={b.pk}" for b in valda)
    assert "Behöriga" in sida.locator("main").inner_text()
    assert "Ämnesprov" in sida.locator("main").inner_text()


def test_manaderna_som_tabell(eget, sida, inloggad, axe, bredd):
    i = eget({**LUGN, (2025, 12): 50.0}, niva={2025: 70})
    actions.berakna_bedomningar(av=None, nar=NU)
    sida.set_viewport_size({"width": 1300, "height": 900})
    inloggad(sida, "lasare").goto(reverse("uppfoljning:indikator", args=[i.pk]) + "?ar=2025")
    sida.get_by_text("Visa som tabell").first.click()
    assert sida.get_by_role("row", name="december 2025 50\u00a0% bryter mönstret").is_visible()
    assert axe(sida) == []
    assert bredd(sida, 360)


@pytest.mark.parametrize("fullt", [False, True])
def test_axe_och_bredd(fullt, request, varld, sida, inloggad, axe, bredd, skarmbild):
    if fullt:
        rik_ = request.getfixturevalue("rik")
        n = rik_["ej_publicerad"].nyckeltal
        n.publicering = date(2026, 9, 29)
        n.save()
        varld.indikator(varld.nyckeltal("U99940", {2025: 88.0}), namn="Kostnad", kategori="resurs")
        actions.berakna_bedomningar(av=None, nar=NU)
    inloggad(sida, "analytiker")
    for namn, url in {"fokus": FOKUS, "kalender": KALENDER}.items():
        sida.set_viewport_size({"width": 1300, "height": 900})
        sida.goto(url)
        assert axe(sida) == [], namn
        skarmbild(sida, f"{namn}-{'full' if fullt else 'tom'}")
        assert bredd(sida, 360), namn
        skarmbild(sida, f"{namn}-{'full' if fullt else 'tom'}-smal")
