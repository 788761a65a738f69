"""Promises beside outcomes, a year in KKiK, and quality against cost, in a browser: axe and width, empty and full."""

from datetime import date

import pytest
from django.urls import reverse

from kkik.actions.riktning import valj_riktning
from kkik.definitioner.verksamheter import verksamheter
from planering.models import Aktivitet, Handlingsplan, Malomrade, Plan
from tests.conftest import NU
from tests.kkik import bygg
from tests.uppfoljning.conftest import ANDRA, EGEN, Varld, rik
from uppfoljning import actions
from uppfoljning.models import Kkikberattelse

__all__ = ["rik"]
SPEGEL, ARET = reverse("uppfoljning:spegelstart"), reverse("uppfoljning:kkikaret")
INDEX, EFFEKTIVITET = "/kkik/index/", "/kkik/effektivitet/"
BREDDER = [1300, 360]


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def full(rik, varld, personer):
    """A second version that has lost an indicator, activities, comments, and the areas' measures."""
    ny = Plan.objects.create(
        namn=varld.plan.namn, fran_ar=2024, till_ar=2026, version=2, foregangare=varld.plan,
        status="beslutad", beslutad=date(2025, 2, 24), paragraf="KF § 21",
    )  # fmt: skip
    forra = varld.mal
    omrade = Malomrade.objects.create(plan=ny, namn="Lärande")
    varld.mal = omrade.mal.create(
        titel=forra.titel,
        enhet=forra.enhet,
        niva=forra.niva,
        foregangare=forra,
        beskrivning="Alla, varje år.",
    )
    i = varld.indikator(rik["sjunker"].nyckeltal, {2025: 85}, namn="Behöriga")
    varld.indikator(rik["saknas"].nyckeltal, {2025: 70}, namn="Ämnesprov")
    plan = Handlingsplan.objects.create(
        mal=varld.mal, namn="Läslyftet", omrade="Skola", nulage="Svagt", malbild="Starkt", enhet=forra.enhet
    )
    for namn, status in (("Lässtund", "klar"), ("Läsambassadör", "pagar")):
        Aktivitet.objects.create(
            handlingsplan=plan, namn=namn, ansvar="Rektor", status=status, klar_senast=date(2025, 6, 1)
        )
    actions.kommentera(av=personer["analytiker"], nar=NU, indikator=i, ar=2025, text="Två skolor drar ned.")
    _verksamheterna(varld, personer)
    actions.berakna_bedomningar(av=None, nar=NU)
    return ny


def _verksamheterna(varld, personer) -> None:
    """Every measure that the invented areas use; the quality measures are members of KKiK with a riktning."""
    kvalitet = []
    for v in verksamheter(pahittad=True):
        riktning = {d.nyckeltal: d.riktning for d in v.kvalitet}
        for n, kolada_id in enumerate(dict.fromkeys(v.nyckeltal)):
            rad = bygg.nyckeltal(kolada_id, f"Mått {kolada_id}, andel (%)")
            bygg.varden(
                rad,
                {k: dict.fromkeys((2023, 2024, 2025), 50.0 + k * (7 + n) % 31) for k in (*ANDRA, EGEN)},
            )
            if kolada_id in riktning:
                kvalitet.append(rad)
                valj_riktning(
                    av=personer["administrator"],
                    nar=NU,
                    nyckeltal=rad,
                    riktning=riktning[kolada_id],
                    kalla="Prov",
                )
    bygg.kkik_grupp(*kvalitet)


@pytest.mark.parametrize("pixlar", BREDDER)
def test_tomma_sidor(storkoping, kommun_9999, transactional_db, sida, inloggad, axe, bredd, pixlar):
    inloggad(sida, "analytiker")
    for url in (SPEGEL, ARET, INDEX, EFFEKTIVITET):
        sida.goto(url)
        assert bredd(sida, pixlar), url
        assert axe(sida) == [], url


@pytest.mark.parametrize("pixlar", BREDDER)
def test_fulla_sidor(full, sida, inloggad, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    skriv = reverse("uppfoljning:skriv_kkikberattelse", args=["X15004"]) + "?ar=2025"
    sidor = {
        "spegel": f"{SPEGEL}?ar=2025",
        "kkikaret": ARET,
        "kkikberattelse": skriv,
        "resultatindex": INDEX,
        "effektivitet": EFFEKTIVITET,
    }
    for namn, url in sidor.items():
        sida.goto(url)
        assert bredd(sida, pixlar), namn
        assert axe(sida) == [], namn
        skarmbild(sida, namn)


def test_kostnadens_delar_och_tva_verksamheter(full, sida, inloggad):
    inloggad(sida, "fortroendevald").goto(EFFEKTIVITET)
    assert sida.get_by_role("link", name="Äldreomsorg").is_visible()
    assert sida.get_by_role("heading", name="Kostnaden är gjord av").is_visible()
    assert sida.get_by_text("Mått X15012").is_visible()
    sida.get_by_role("link", name="Äldreomsorg").click()
    assert sida.get_by_text("Mått X20004").is_visible()


def test_det_som_lovades_och_forsvann(full, sida, inloggad):
    inloggad(sida, "fortroendevald").goto(SPEGEL)
    assert sida.locator("h1").inner_text() == "Löften och utfall 2025"
    olovat = sida.get_by_role("region", name="Lovat men inte redovisat")
    assert olovat.get_by_text("Läslust").is_visible()
    assert "version 2 (2025-02-24, KF §\u00a021)" in olovat.inner_text()
    olovat.get_by_role("link", name="Ämnesprov").click()
    rad = sida.locator("tr:target")
    assert rad.get_by_role("link", name="Ämnesprov").is_visible()
    assert "Inte redovisat: utfall saknas" in rad.inner_text()
    sida.get_by_label("Nämnd").select_option("Kultur- och fritidsnämnden")
    sida.get_by_role("button", name="Visa").click()
    assert sida.get_by_text("0 av 3 löften redovisade, 3 försvann med version 2.").is_visible()
    with sida.expect_download() as hamtning:
        sida.get_by_role("link", name="Ladda ner CSV").click()
    assert hamtning.value.suggested_filename == "spegel-2024-v2-2025.csv"


def test_en_analytiker_skriver_vad_som_har_hant_med_fel_forst(full, sida, inloggad, axe):
    inloggad(sida, "analytiker").goto(ARET)
    sida.locator("#X15004").get_by_role("link", name="Skriv vad som har hänt").click()
    sida.get_by_role("button", name="Spara").click()
    assert sida.title().startswith("Fel: ")
    assert axe(sida) == []
    sida.get_by_label("Vad har hänt?").fill("Sommarskolan hölls för andra året.")
    sida.get_by_role("button", name="Spara").click()
    sida.get_by_text("Texten är sparad.").wait_for()
    assert sida.locator("#X15004").get_by_text("Sommarskolan hölls för andra året.").is_visible()
    assert Kkikberattelse.objects.get().skriven_av == "Analytiker Storköping"
