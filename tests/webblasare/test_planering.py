"""Planering by keyboard alone, and axe on its pages: empty, full and in error, wide and narrow."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
SVARAR_FEL = "() => document.title.startsWith('Fel: ')"


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, storkoping, personer):
    """The municipality, its organisation and its people."""


@pytest.fixture
def nyckeltal(db):
    from kkik.models import Kommun, Nyckeltal, Varde

    rad = Nyckeltal.objects.create(
        kolada_id="N15436",
        titel="Elever i åk 9 som är behöriga till yrkesprogram, andel (%)",
        beskrivning="Avser elever i årskurs 9.",
        enhet="%",
        verksamhetsomrade="Grundskola",
        hamtad=NAR,
    )
    kommun = Kommun.objects.create(id=9999, namn="Storköping", typ="K")
    for ar, varde in {2021: 82.9, 2022: 84.2, 2023: 81.2, 2024: 83.6, 2025: 84.2}.items():
        Varde.objects.create(nyckeltal=rad, kommun=kommun, ar=ar, kon="T", varde=varde, andrad=1)
    return rad


@pytest.fixture
def fylld(nyckeltal, storkoping, personer):
    """A draft with a goal, a nämnd's goal, an indicator with target levels, and an action plan; their keys."""
    from planering import actions

    vem = {"av": personer["analytiker"], "nar": NAR}
    plan = actions.skapa_plan(**vem, namn="Mål och budget 2026–2028", fran_ar=2026, till_ar=2028)
    omrade = actions.skapa_malomrade(**vem, plan=plan, namn="Lärande", beskrivning="Alla ska lyckas.")
    mal = actions.skapa_mal(**vem, malomrade=omrade, titel="Alla når gymnasiet", enhet=storkoping["kf"])
    under = actions.skapa_mal(
        **vem, overordnat=mal, titel="Trygga elever med behöriga lärare", enhet=storkoping["skolnamnd"]
    )
    indikator = actions.skapa_indikator(
        **vem,
        mal=mal,
        nyckeltal=nyckeltal,
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="stor",
        agare=storkoping["skolnamnd"],
        namn="Behöriga till yrkesprogram",
    )
    actions.satt_malnivaer(**vem, indikator=indikator, nivaer={2026: 85, 2027: 88})
    handlingsplan = actions.skapa_handlingsplan(
        **vem,
        namn="Bättre svar i telefon",
        omrade="Tillgänglighet",
        nulage="69 % får svar.",
        malbild="85 % får svar.",
        enhet=storkoping["kulturnamnd"],
        mal=mal,
    )
    actions.skapa_aktivitet(
        **vem,
        handlingsplan=handlingsplan,
        namn="Kundtjänst",
        ansvar="Ledningsgruppen",
        kostnad_tkr=750,
        startar=NAR.date(),
        klar_senast=NAR.date().replace(year=2027),
    )
    actions.skapa_aktivitet(
        **vem,
        handlingsplan=handlingsplan,
        namn="Smarta telefoner",
        ansvar="IT",
        status="avford",
        avford_skal="Leder inte till målet.",
    )
    return {
        "plan": plan.pk,
        "mal": mal.pk,
        "under": under.pk,
        "indikator": indikator.pk,
        "h": handlingsplan.pk,
    }


def tabba_till(page, vad: str) -> None:
    """Tab until the focused element has the id `vad`, or is a link or button whose text starts with it."""
    for _ in range(120):
        funnen = page.evaluate(
            "vad => { const e = document.activeElement;"
            " return e.id === vad || (/^(A|BUTTON)$/.test(e.tagName) && e.textContent.trim().startsWith(vad)) }",
            vad,
        )
        if funnen:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {vad!r}")


def skriv(page, falt: str, text: str) -> None:
    tabba_till(page, falt)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def tryck(page, vad: str, till: str) -> None:
    """Press Enter on `vad` and wait for the address `till`."""
    tabba_till(page, vad)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(till))
    page.wait_for_load_state()


def test_analytikern_lagger_in_en_plan_med_bara_tangentbordet(sida, inloggad, nyckeltal):
    from planering.models import Indikator

    inloggad(sida, "analytiker").goto("/planering/")
    tryck(sida, "Skapa den första planen", r"/plan/ny/$")
    skriv(sida, "id_namn", "Mål och budget")
    skriv(sida, "id_fran_ar", "2026")
    skriv(sida, "id_till_ar", "2028")
    sida.keyboard.press("Enter")
    sida.wait_for_url(re.compile(r"/plan/\d+/$"))

    tryck(sida, "Lägg till målområde", r"/malomrade/$")
    skriv(sida, "id_namn", "Lärande")
    sida.keyboard.press("Enter")
    sida.wait_for_url(re.compile(r"/plan/\d+/#omrade-\d+$"))

    tryck(sida, "Lägg till mål i", r"/mal/$")
    skriv(sida, "id_titel", "Alla elever når gymnasiet")
    tabba_till(sida, "id_enhet")
    sida.keyboard.type("Kommunf")
    tryck(sida, "submit-id-spara", r"/plan/\d+/#mal-\d+$")

    tryck(sida, "Lägg till indikator", r"/indikator/$")
    skriv(sida, "nyckeltalssok", "behöriga")
    # The hits come while typing, without a page load.
    sida.wait_for_selector("#traffar a")
    tryck(sida, "Elever i åk 9", r"\?nyckeltal=N15436$")

    assert sida.locator("[name=riktning]:checked").count() == 0
    tabba_till(sida, "id_riktning_0")
    sida.keyboard.press("Space")
    skriv(sida, "id_namn", "Behöriga till yrkesprogram")
    for grupp in ("id_kategori_0", "id_paverkansgrad_0"):
        tabba_till(sida, grupp)
        sida.keyboard.press("Space")
    tabba_till(sida, "id_agare")
    sida.keyboard.type("Barn")
    tryck(sida, "submit-id-spara", r"/malnivaer/$")

    assert [sida.input_value(f"#id_{f}") for f in ("utgangsvarde", "utgangsar")] == ["84,2", "2025"]
    skriv(sida, "id_ar_2026", "85")
    skriv(sida, "id_ar_2027", "90.5")
    sida.keyboard.press("Enter")
    sida.wait_for_function(SVARAR_FEL)
    # The summary has the focus, its link leads to the box, and the box still holds what was typed.
    assert "felsammanfattning" in sida.evaluate("() => document.activeElement.className")
    assert sida.input_value("#id_ar_2027") == "90.5"
    tabba_till(sida, "Målnivå 2027: menade du 90,5 eller 905?")
    sida.keyboard.press("Enter")
    assert sida.evaluate("() => document.activeElement.id") == "id_ar_2027"
    skriv(sida, "id_ar_2027", "88")
    sida.keyboard.press("Tab")
    sida.wait_for_selector("#granser p:has-text('Gul gräns 2027 blir 83,6')")
    tryck(sida, "submit-id-spara", r"/plan/\d+/#indikator-\d+$")

    indikator = Indikator.objects.get()
    assert list(indikator.malnivaer.values_list("ar", "varde")) == [(2026, 85.0), (2027, 88.0)]
    assert (indikator.utgangsvarde, indikator.riktning) == (84.2, "hog")


def test_fragor_som_inte_galler_ar_gomda(sida, inloggad, fylld, nyckeltal):
    inloggad(sida, "analytiker").goto(f"/planering/mal/{fylld['under']}/indikator/?nyckeltal=N15436")
    assert not sida.is_visible("#id_intervall_a")
    sida.check("[name=riktning][value=intervall]")
    assert sida.is_visible("#id_intervall_a")
    sida.goto(f"/planering/mal/{fylld['under']}/")
    assert sida.is_visible("#id_overordnat")
    sida.select_option("#id_enhet", label="Kommunfullmäktige")
    assert not sida.is_visible("#id_overordnat")
    sida.goto(f"/planering/indikator/{fylld['indikator']}/malnivaer/")
    sida.check("[name=slag][value=forandring]")
    assert (sida.is_visible("#id_ar_2026"), sida.is_visible("#id_ar_2026_f")) == (False, True)


def test_pilarna_flyttar(sida, inloggad, fylld, personer):
    from planering import actions
    from planering.models import Plan

    plan = Plan.objects.get()
    actions.skapa_malomrade(av=personer["analytiker"], nar=NAR, plan=plan, namn="Trygghet")
    inloggad(sida, "analytiker").goto("/planering/")
    sida.click("button:has-text('Flytta upp Trygghet')")
    sida.wait_for_url(re.compile(r"#omrade-\d+$"))
    assert sida.locator(".omradeshuvud h2").all_inner_texts() == ["Trygghet", "Lärande"]


def test_krocken_syns(sida, inloggad, fylld, axe, personer):
    from planering import actions
    from planering.models import Malomrade

    omrade = Malomrade.objects.get()
    inloggad(sida, "analytiker").goto(f"/planering/malomrade/{omrade.pk}/")
    actions.andra_malomrade(av=personer["administrator"], nar=NAR, malomrade=omrade, namn="Skola")
    sida.fill("#id_namn", "Utbildning")
    sida.press("#id_namn", "Enter")
    sida.wait_for_selector(".krock")
    text = sida.inner_text(".krock")
    assert [rad in text for rad in ("Administratör Storköping", "Sparat nu: Skola", "Ditt: Utbildning")] == [
        True
    ] * 3
    assert axe(sida) == []


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_tomma_sidor(sida, inloggad, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (("plan-tom", "/planering/"), ("handlingsplaner-tom", "/planering/handlingsplaner/")):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, namn)


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_sidorna_for_alla(sida, inloggad, fylld, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("plan", f"/planering/plan/{fylld['plan']}/"),
        ("plan-andra", f"/planering/plan/{fylld['plan']}/andra/"),
        ("plan-beslut", f"/planering/plan/{fylld['plan']}/beslut/"),
        ("mal", f"/planering/mal/{fylld['under']}/"),
        ("mal-ta-bort", f"/planering/mal/{fylld['mal']}/ta-bort/"),
        ("nyckeltalsval", f"/planering/mal/{fylld['under']}/indikator/?q=elever"),
        ("indikator-ny", f"/planering/mal/{fylld['under']}/indikator/?nyckeltal=N15436"),
        ("indikator-andra", f"/planering/indikator/{fylld['indikator']}/"),
        ("malnivaer", f"/planering/indikator/{fylld['indikator']}/malnivaer/"),
        ("handlingsplaner", "/planering/handlingsplaner/"),
        ("handlingsplan", f"/planering/handlingsplan/{fylld['h']}/"),
        ("aktivitet", f"/planering/handlingsplan/{fylld['h']}/aktivitet/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_felen_for_alla(sida, inloggad, fylld, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("plan-ny", "/planering/plan/ny/"),
        ("malomrade", f"/planering/plan/{fylld['plan']}/malomrade/"),
        ("beslut", f"/planering/plan/{fylld['plan']}/beslut/"),
        ("indikator", f"/planering/mal/{fylld['under']}/indikator/?nyckeltal=N15436"),
        ("handlingsplan", "/planering/handlingsplan/ny/"),
        ("aktivitet", f"/planering/handlingsplan/{fylld['h']}/aktivitet/"),
    ):
        sida.goto(adress)
        if namn == "plan-ny":  # it comes filled in
            sida.fill("#id_namn", "")
        sida.click("#submit-id-spara")
        sida.wait_for_function(SVARAR_FEL)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}-fel")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_politikern_laser_den_beslutade_planen(
    sida, inloggad, fylld, personer, axe, bredd, skarmbild, pixlar
):
    from planering import actions
    from planering.models import Plan

    actions.besluta_plan(
        av=personer["analytiker"], nar=NAR, plan=Plan.objects.get(), datum=NAR.date(), paragraf="KF § 42"
    )
    inloggad(sida, "fortroendevald").goto("/planering/")
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    assert sida.locator("main form, main button").count() == 0
    assert sida.inner_text(".ingress").startswith("Beslutad 2026-03-11, KF § 42.")
    skarmbild(sida, "planering-politiker")
