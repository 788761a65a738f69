"""Every page of planering with what people can do to it: names as long as they may be and without a space, tags,
quotes and emoji, three levels of goals, an enhet that has ended; a plan with nothing in it; and every form in error.

The addresses come from urls.py, so a page that is added is looked at by being there.
"""

from datetime import date
from itertools import pairwise

import pytest

from tests.test_urlar import adresser, ifylld
from tests.webblasare.test_planering import NAR, nyckeltal

__all__ = ["nyckeltal"]
SIDOR = [a for a in adresser() if a.namn.startswith("planering:")]
FILER = {
    "planering:plan_xlsx",
    "planering:resurser_xlsx",
    "planering:resurser_csv",
    "planering:skillnad_csv",
    "planering:malkvalitet_csv",
}
VASST = "<script>alert('x')</script>\"'&👩‍🏫"
FRAGA = {"planering:trad": "?visa=lista", "planering:ny_indikator": "?nyckeltal=N15436"}


def langt(langd: int) -> str:
    """As long as the field takes, without a space."""
    return VASST + "Ö" * (langd - len(VASST))


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, storkoping, personer):
    """The municipality, its organisation and its people."""


@pytest.fixture
def plan(personer):
    from planering import actions

    return actions.skapa_plan(av=personer["analytiker"], nar=NAR, namn=langt(160), fran_ar=2026, till_ar=2028)


@pytest.fixture
def vassa(plan, nyckeltal, storkoping, personer, klocka) -> dict[str, object]:
    """What stands in the addresses, by the word before it."""
    from organisation.models import Enhet
    from tests.planering.resurshjalp import adressobjekt

    Enhet.objects.filter(pk=storkoping["skolnamnd"].pk).update(namn=langt(120))
    storkoping["skolnamnd"].refresh_from_db()
    mal = tre_nivaer(plan, storkoping, personer)
    objekt = {"plan": plan.pk, "malomrade": mal.malomrade_id, "mal": mal.pk, "kvalitet": 1}
    objekt |= indikatorn(mal, nyckeltal, storkoping, personer)
    objekt |= handlingsplanen(mal, storkoping, personer)
    objekt |= adressobjekt(plan, storkoping["skolnamnd"], mal) | {"resurser": 2026}
    objekt |= resten(plan, mal, personer)
    Enhet.objects.filter(pk=storkoping["skolnamnd"].pk).update(galler_till=date(2026, 2, 28))
    return objekt


def tre_nivaer(plan, storkoping, personer):
    from planering import actions

    vem = {"av": personer["analytiker"], "nar": NAR}
    omrade = actions.skapa_malomrade(**vem, plan=plan, namn=langt(120), beskrivning=langt(400))
    kf = actions.skapa_mal(
        **vem, malomrade=omrade, titel=langt(250), enhet=storkoping["kf"], ansvarig=personer["analytiker"]
    )
    namnd = actions.skapa_mal(**vem, overordnat=kf, titel=langt(249), enhet=storkoping["skolnamnd"])
    actions.skapa_mal(**vem, overordnat=namnd, titel=langt(248), enhet=storkoping["skola"])
    return namnd


def indikatorn(mal, nyckeltal, storkoping, personer) -> dict[str, object]:
    from planering import actions

    vem = {"av": personer["analytiker"], "nar": NAR}
    i = actions.skapa_indikator(
        **vem, mal=mal, nyckeltal=nyckeltal, namn=langt(200), riktning="hog", kategori="objektiv",
        paverkansgrad="stor", agare=storkoping["skolnamnd"], varfor=langt(300),
    )  # fmt: skip
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 88.25})
    actions.skriv_kunskapskort(**vem, indikator=i, mater=langt(300))
    matt = actions.skapa_egetmatt(
        **vem, namn=langt(200), enhet="%", frekvens="manad", sammanstallning="medel",
        agare=storkoping["skolnamnd"],
    )  # fmt: skip
    return {"indikator": i.pk, "matt": matt.pk}


def handlingsplanen(mal, storkoping, personer) -> dict[str, object]:
    from planering import actions

    vem = {"av": personer["analytiker"], "nar": NAR}
    h = actions.skapa_handlingsplan(
        **vem, namn=langt(160), omrade=langt(120), nulage=langt(300), malbild=langt(300), mal=mal,
        enhet=storkoping["skolnamnd"], ansvarig=personer["analytiker"],
    )  # fmt: skip
    a = actions.skapa_aktivitet(
        **vem, handlingsplan=h, namn=langt(200), ansvar=langt(120), kostnad_tkr=1_999_999_999,
        startar=date(2025, 9, 1), klar_senast=date(2026, 2, 27), viktiga_faktorer=langt(300),
    )  # fmt: skip
    actions.skapa_aktivitet(
        **vem, handlingsplan=h, overordnad=a, namn=langt(200), ansvar="IT", startar=date(2025, 9, 1)
    )
    actions.stam_av(
        **vem, aktivitet=a, dag=NAR.date(), lage="forsenad", leder="ja", text=langt(300), kvar=langt(300)
    )
    return {"handlingsplan": h.pk, "aktivitet": a.pk}


def resten(plan, mal, personer) -> dict[str, object]:
    from organisation.models import Handelse
    from planering import actions
    from planering.actions.bedomning import starta_bedomning
    from planering.models import Planinlasning

    vem = {"av": personer["analytiker"], "nar": NAR}
    period = actions.skapa_styrperiod(**vem, namn=langt(120), fran_ar=2023, till_ar=2026)
    forbattring = actions.skapa_malforbattring(
        **vem, mal=mal, fraga=4, text=langt(300), klar_senast=NAR.date()
    )
    actions.svara_om_malkvalitet(**vem, mal=mal, fraga=1, svar="nej", motivering=langt(300))
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad", oppen_for_alla=True)
    actions.andra_malomrade(**vem, malomrade=mal.malomrade, namn=langt(119))
    return {
        "styrperiod": period.pk,
        "forbattring": forbattring.pk,
        "bedomning": runda.instrument,
        "genomforande": runda.pk,
        "planinlasning": Planinlasning.objects.create(plan=plan, namn=langt(160)).pk,
        "angra": Handelse.objects.filter(typ="planering.andra_malomrade").latest("id").pk,
    }


def visningsbara(klient, objekt) -> list[str]:
    """The addresses that answer with a page."""
    ut = []
    for a in SIDOR:
        if a.namn in FILER or any(f"{ord_}/<" in a.rutt and ord_ not in objekt for ord_ in _ord(a.rutt)):
            continue
        adress = ifylld(a, objekt) + FRAGA.get(a.namn, "")
        svar = klient.get(adress)
        if svar.status_code == 200:
            ut.append(adress)
        else:
            assert (adress, svar.status_code in (302, 405)) == (adress, True)
    return ut


def _ord(rutt: str) -> list[str]:
    delar = rutt.split("/")
    return [fore for fore, efter in pairwise(delar) if efter.startswith("<")]


def se_pa(sida, adress: str, axe, bredd) -> list:
    """What is wrong with a page, all details open: too wide at 1300 or 320 pixels, and what axe finds."""
    sida.goto(adress)
    sida.evaluate("() => document.querySelectorAll('main details').forEach(d => { d.open = true })")
    for_bred = [pixlar for pixlar in (1300, 320) if not bredd(sida, pixlar)]
    return [(adress, fel) for fel in [*for_bred, *axe(sida)]]


@pytest.mark.parametrize("del_", range(3))
def test_alla_sidor_med_det_varsta(sida, inloggad, klient, vassa, axe, bredd, del_):
    sidor = visningsbara(klient("analytiker"), vassa)
    assert len(sidor) > 60
    inloggad(sida, "analytiker")
    assert [fel for adress in sidor[del_::3] for fel in se_pa(sida, adress, axe, bredd)] == []


def test_en_plan_utan_mal_pa_alla_sidor(sida, inloggad, klient, plan, axe, bredd):
    sidor = visningsbara(
        klient("analytiker"), {"plan": plan.pk, "resurser": 2026, "bedomning": "paverkansgrad"}
    )
    assert f"/planering/plan/{plan.pk}/malkvalitet/" in sidor
    inloggad(sida, "analytiker")
    assert [fel for adress in sidor for fel in se_pa(sida, adress, axe, bredd)] == []
