"""A politician reads what was decided, by keyboard alone: cockpit, plan, red thread, action plan. Nothing to change is
shown, nothing sent by hand is taken. And what two people, two clicks or the back button can do to a form."""

import re

import pytest

from tests.conftest import LOSENORD
from tests.webblasare.tangentbord import Tangentbord
from tests.webblasare.test_planering import NAR, fylld, nyckeltal

__all__ = ["fylld", "nyckeltal"]
ANDRAR = re.compile(
    r"^(Ändra|Lägg till|Ta bort|Skapa|Ny |Registrera|Flytta|Läs in|Målnivåer|Skriv |Stäm av|Spara)"
)


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, storkoping, personer):
    """The municipality, its organisation and its people."""


@pytest.fixture
def beslutad(fylld, personer):
    from planering import actions
    from planering.models import Plan

    vem = {"av": personer["analytiker"], "nar": NAR}
    actions.besluta_plan(**vem, plan=Plan.objects.get(), datum=NAR.date(), paragraf="KF § 42")
    return fylld


def las(t: Tangentbord, axe, rubrik: str) -> None:
    """The page is the right one, whole, and has nothing to change in it."""
    assert t.page.inner_text("h1") == rubrik
    assert axe(t.page) == []
    assert t.page.locator("main form, main button:not([data-skriv-ut]), main [data-ordna]").count() == 0
    lankar = t.page.locator("main a").all_inner_texts()
    assert [text for text in lankar if ANDRAR.match(text.strip())] == []


def test_politikern_laser_med_bara_tangentbordet(sida, beslutad, axe, klient, klocka):
    t = Tangentbord(sida)
    sida.goto("/logga-in/")
    t.skriv("E-postadress", "fortroendevald@storkoping.example")
    t.skriv("Lösenord", LOSENORD)
    sida.keyboard.press("Enter")
    sida.wait_for_url(re.compile(r"^https?://[^/]+/$"))
    assert axe(sida) == []
    t.lank("Planering", r"/planering/$", i="Huvudmeny")
    las(t, axe, "Mål och budget 2026–2028")
    assert "Beslutad 2026-03-11, KF § 42." in sida.inner_text("main")
    t.lank("Röda tråden", r"/planering/trad/\?plan=\d+$")
    las(t, axe, "Röda tråden")
    t.lank("Planering", r"/planering/$", i="Huvudmeny", bakat=True)
    t.lank("Bättre svar i telefon", r"/handlingsplan/\d+/$")
    las(t, axe, "Bättre svar i telefon")
    assert "85 % får svar." in sida.inner_text("main")
    assert_inget_tas_emot(klient("fortroendevald"), beslutad)


def assert_inget_tas_emot(klient, nycklar: dict) -> None:
    from planering.models import Handlingsplan, Malomrade, Plan

    for adress in (
        f"/planering/plan/{nycklar['plan']}/andra/",
        f"/planering/plan/{nycklar['plan']}/version/",
        f"/planering/plan/{nycklar['plan']}/malomrade/",
        f"/planering/mal/{nycklar['mal']}/",
        f"/planering/indikator/{nycklar['indikator']}/malnivaer/",
        f"/planering/handlingsplan/{nycklar['h']}/andra/",
        f"/planering/handlingsplan/{nycklar['h']}/ta-bort/",
    ):
        svar = klient.post(adress, {"namn": "Annat", "titel": "Annat", "revision": "1"})
        assert (adress, svar.status_code) == (adress, 403)
    assert (Plan.objects.count(), Malomrade.objects.count(), Handlingsplan.objects.count()) == (1, 1, 1)
    assert Plan.objects.get().namn == "Mål och budget 2026–2028"


def test_tva_tryck_ar_ett(sida, inloggad, fylld):
    from planering.models import Malomrade

    inloggad(sida, "analytiker").goto(f"/planering/plan/{fylld['plan']}/malomrade/")
    sida.fill("#id_namn", "Trygghet")
    sida.locator("#submit-id-spara").dblclick()
    sida.wait_for_url(re.compile(r"#omrade-\d+$"))
    assert sorted(Malomrade.objects.values_list("namn", flat=True)) == ["Lärande", "Trygghet"]


def test_bakat_efter_att_ha_sparat_visar_det_sparade(sida, inloggad, fylld):
    """Back is the page as it is now, with the new stamp: changing it again is no conflict with oneself."""
    from planering.models import Malomrade

    omrade = Malomrade.objects.get()
    inloggad(sida, "analytiker").goto(f"/planering/malomrade/{omrade.pk}/")
    sida.fill("#id_namn", "Skola")
    sida.click("#submit-id-spara")
    sida.wait_for_url(re.compile(r"#omrade-\d+$"))
    sida.go_back()
    sida.wait_for_selector("#id_namn")
    assert sida.input_value("#id_namn") == "Skola"
    sida.fill("#id_namn", "Utbildning")
    sida.click("#submit-id-spara")
    sida.wait_for_url(re.compile(r"#omrade-\d+$"))
    omrade.refresh_from_db()
    assert (omrade.namn, omrade.revision) == ("Utbildning", 3)


def test_tva_analytiker_i_samma_text(sida, inloggad, fylld, personer):
    """The second one sees both texts; saving again is a choice, and both are in the history."""
    from planering import actions
    from planering.models import Mal

    mal = Mal.objects.get(pk=fylld["mal"])
    inloggad(sida, "analytiker").goto(f"/planering/mal/{mal.pk}/")
    actions.andra_mal(
        av=personer["administrator"],
        nar=NAR,
        mal=mal,
        titel="Alla lyckas",
        enhet=mal.enhet,
        malomrade=mal.malomrade,
    )
    sida.fill("#id_titel", "Alla når målen")
    sida.click("#submit-id-spara")
    sida.wait_for_selector(".krock")
    assert sida.input_value("#id_titel") == "Alla når målen"
    assert Mal.objects.get(pk=mal.pk).titel == "Alla lyckas"
    sida.click("#submit-id-spara")
    sida.wait_for_url(re.compile(rf"#mal-{mal.pk}$"))
    assert Mal.objects.get(pk=mal.pk).titel == "Alla når målen"
    sida.goto(f"/planering/mal/{mal.pk}/historik/")
    text = sida.inner_text("main")
    assert [t in text for t in ("Alla når gymnasiet", "Alla lyckas", "Alla når målen")] == [True] * 3
