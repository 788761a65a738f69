"""The wheel: by keyboard through its steps, and axe, empty and filled, wide and narrow."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
ORDNING = [
    "#kultur",
    "#del-planering",
    "#beskriv-uppdrag",
    "#satta-mal",
    "#resursfordelning",
    "#handlingsplan",
    "#del-uppfoljning",
    "#samla-information",
    "#fokusera",
    "#sok-orsaker",
    "#slutsatser",
    "#del-atgarder",
    "#konsekvenser",
    "#prioritera",
    "#besluta",
    "#kommunicera",
]
FOKUS = "() => document.activeElement.getAttribute('href')"


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, storkoping, personer):
    """The municipality, its organisation and its people."""


@pytest.fixture
def fylld(personer, storkoping):
    """A plan with a goal, a checklist begun and an exercise open."""
    from planering.models import Mal, Malomrade, Plan
    from verktyg import actions
    from verktyg.domain.plats import Plats

    plan = Plan.objects.create(namn="Mål och budget 2026–2028", fran_ar=2026, till_ar=2028)
    omrade = Malomrade.objects.create(plan=plan, namn="Lärande")
    Mal.objects.create(malomrade=omrade, enhet=storkoping["skolnamnd"], titel="Alla elever når gymnasiet")
    vem = {"av": personer["analytiker"], "nar": NAR}
    runda = actions.starta(**vem, instrument="satta-mal", titel="Sätta mål 2027")
    actions.svara(**vem, genomforande=runda, svar=[actions.Post(Plats("strategiskt"), "ja", "Fem områden.")])
    actions.starta(
        **vem,
        instrument="kategorisering",
        titel="Kategorier",
        rader=[("i1", "Behöriga")],
        personer=[personer["analytiker"]],
    )
    return plan


@pytest.mark.parametrize("pixlar", [1300, 360])
def test_stegen_med_tangentbordet(sida, inloggad, fylld, pixlar):
    """The steps in their order, and Enter goes to the step's own words, from where Tab goes on among its links."""
    inloggad(sida, "analytiker")
    sida.set_viewport_size({"width": pixlar, "height": 900})
    sida.goto("/hjulet/")
    sida.locator(".hjul:visible a").first.focus()
    gang = [sida.evaluate(FOKUS)]
    for _ in ORDNING[1:]:
        sida.keyboard.press("Tab")
        gang.append(sida.evaluate(FOKUS))
    assert gang == ORDNING
    sida.locator('.hjul:visible a[href="#satta-mal"]').focus()
    sida.keyboard.press("Enter")
    assert sida.evaluate("location.hash") == "#satta-mal"
    assert sida.locator("#satta-mal").evaluate("e => e.matches(':target')") is True
    sida.keyboard.press("Tab")
    assert sida.evaluate(FOKUS) == f"/planering/plan/{fylld.pk}/"


@pytest.mark.parametrize("pixlar", [1300, 360])
def test_axe_fylld(sida, inloggad, fylld, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker").goto("/hjulet/")
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    assert sida.locator(".hjul:visible").count() == 1
    skarmbild(sida, f"hjulet-{pixlar}")


@pytest.mark.parametrize("pixlar", [1300, 360])
def test_axe_tom(sida, inloggad, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "lasare").goto("/hjulet/")
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, f"hjulet-tom-{pixlar}")
