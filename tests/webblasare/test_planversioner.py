"""Versions, the red thread, drag, drafts and undo in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.webblasare.test_planering import NAR, SVARAR_FEL, fylld, nyckeltal, skriv, tabba_till, tryck

__all__ = ["fylld", "nyckeltal"]


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, storkoping, personer):
    """The municipality, its organisation and its people."""


@pytest.fixture
def beslutad(fylld, personer, storkoping):
    from planering import actions
    from planering.models import Mal, Malomrade, Plan

    vem = {"av": personer["analytiker"], "nar": NAR}
    jamlikt = actions.skapa_mal(
        **vem,
        malomrade=Malomrade.objects.get(),
        titel="Jämställd kommun",
        enhet=storkoping["kf"],
        horisontellt=True,
    )
    under = Mal.objects.get(pk=fylld["under"])
    actions.andra_mal(
        **vem,
        mal=under,
        titel=under.titel,
        enhet=under.enhet,
        overordnat=under.overordnat,
        bidrar_till=[jamlikt],
    )
    actions.skapa_mal(**vem, overordnat=under, titel="Ingen ensam på rasten", enhet=storkoping["skola"])
    return actions.besluta_plan(**vem, plan=Plan.objects.get(), datum=NAR.date(), paragraf="KF § 42")


def test_kopiera_andra_jamfor_och_besluta_med_bara_tangentbordet(sida, inloggad, beslutad):
    from planering.models import Indikator, Plan

    inloggad(sida, "analytiker").goto("/planering/")
    tryck(sida, "Ny version", r"/plan/\d+/$")
    ny = Plan.objects.get(version=2)
    i = Indikator.objects.get(mal__malomrade__plan=ny)
    sida.wait_for_selector("text=Version 2 är påbörjad")

    tryck(sida, "Målnivåer", r"/malnivaer/$")
    skriv(sida, "id_ar_2026", "80")
    tryck(sida, "submit-id-spara", r"#indikator-\d+$")
    tryck(sida, "Vad som ändrats", r"/skillnad/$")
    assert sida.locator(".skillnadslista li").all_inner_texts() == [
        "Ändrat\nMålnivån 2026 för Behöriga till yrkesprogram sänktes från 85 till 80\u00a0%. Lättare att nå."
    ]
    sida.goto(f"/planering/plan/{ny.pk}/")
    tryck(sida, "Registrera beslut", r"/beslut/$")
    skriv(sida, "id_datum", "2026-03-11")
    skriv(sida, "id_paragraf", "KF § 60")
    tryck(sida, "submit-id-spara", rf"/plan/{ny.pk}/$")
    ny.refresh_from_db()
    i.refresh_from_db()
    assert (ny.status, ny.paragraf, Plan.objects.aktuell()) == ("beslutad", "KF § 60", ny)
    assert list(i.malnivaer.values_list("ar", "varde")) == [(2026, 80.0), (2027, 88.0)]

    tryck(sida, "Kopiera till nästa år", r"/kopiera/$")
    tabba_till(sida, "id_nivaer_0")
    sida.keyboard.press("ArrowDown")
    tryck(sida, "submit-id-spara", r"/plan/\d+/$")
    nasta = Plan.objects.get(fran_ar=2027)
    i = Indikator.objects.get(mal__malomrade__plan=nasta)
    # One level a year before: 80, then 88, so the line goes on to 96.
    assert list(i.malnivaer.values_list("ar", "varde")) == [(2027, 88.0), (2028, 96.0), (2029, 100.0)]


def test_traden_gar_att_vandra_med_tangentbordet(sida, inloggad, beslutad):
    inloggad(sida, "fortroendevald").goto("/planering/trad/")
    vag = []
    for lank in ("↓ Ned till Trygga", "↓ Ned till Ingen", "↑ Upp till Trygga", "↑ Upp till Alla"):
        tabba_till(sida, lank)
        sida.keyboard.press("Enter")
        mal = sida.evaluate("() => document.querySelector(':target .nod-titel').textContent.trim()")
        vag.append(mal)
        sida.evaluate("() => document.querySelector(':target').focus()")
    assert vag == [
        "Trygga elever med behöriga lärare",
        "Ingen ensam på rasten",
        "Trygga elever med behöriga lärare",
        "Alla når gymnasiet",
    ]


@pytest.mark.parametrize("satt", ["dra", "pil"])
def test_att_dra_ger_detsamma_som_pilarna(sida, inloggad, fylld, personer, satt):
    from planering import actions
    from planering.models import Plan

    plan = Plan.objects.get()
    for namn in ("Trygghet", "Miljö"):
        actions.skapa_malomrade(av=personer["analytiker"], nar=NAR, plan=plan, namn=namn)
    inloggad(sida, "analytiker").goto("/planering/")
    if satt == "pil":
        sida.click("button:has-text('Flytta upp Miljö')")
    else:
        huvud = sida.locator(".planomrade", has=sida.get_by_role("heading", name="Miljö"))
        huvud.locator(".handtag").first.drag_to(
            sida.get_by_role("heading", name="Trygghet"), target_position={"x": 5, "y": 2}
        )
    sida.wait_for_url(re.compile(r"#omrade-\d+$"))
    assert sida.locator(".omradeshuvud h2").all_inner_texts() == ["Lärande", "Miljö", "Trygghet"]
    assert list(plan.malomraden.values_list("namn", flat=True)) == ["Lärande", "Miljö", "Trygghet"]


def test_det_som_slapps_bredvid_gar_tillbaka(sida, inloggad, fylld, personer):
    """Let go outside the list, nothing is moved, and the next drag is taken as it is."""
    from planering import actions
    from planering.models import Plan

    plan = Plan.objects.get()
    for namn in ("Trygghet", "Miljö"):
        actions.skapa_malomrade(av=personer["analytiker"], nar=NAR, plan=plan, namn=namn)
    inloggad(sida, "analytiker").goto("/planering/")

    def dra(till, **var):
        huvud = sida.locator(".planomrade", has=sida.get_by_role("heading", name="Miljö"))
        huvud.locator(".handtag").first.hover()
        sida.mouse.down()
        sida.get_by_role("heading", name="Trygghet").hover(position={"x": 5, "y": 2})
        sida.get_by_role("heading", name="Trygghet").hover(position={"x": 6, "y": 2})
        till.hover(**var)
        sida.mouse.up()

    rubriker = sida.locator(".omradeshuvud h2")
    dra(sida.locator("h1"))
    expect(rubriker).to_have_text(["Lärande", "Trygghet", "Miljö"])
    dra(sida.get_by_role("heading", name="Trygghet"), position={"x": 6, "y": 2})
    sida.wait_for_url(re.compile(r"#omrade-\d+$"))
    expect(rubriker).to_have_text(["Lärande", "Miljö", "Trygghet"])


def test_pilen_gar_att_trycka_igen(sida, inloggad, fylld, personer):
    """After a move the focus is on the arrow that made it, or on the other one when it can go no further."""
    from planering import actions
    from planering.models import Plan

    plan = Plan.objects.get()
    for namn in ("Trygghet", "Miljö"):
        actions.skapa_malomrade(av=personer["analytiker"], nar=NAR, plan=plan, namn=namn)
    inloggad(sida, "analytiker").goto("/planering/")
    rubriker = sida.locator(".omradeshuvud h2")
    tabba_till(sida, "↑Flytta upp Miljö")
    sida.keyboard.press("Enter")
    expect(rubriker).to_have_text(["Lärande", "Miljö", "Trygghet"])
    expect(sida.locator("button:focus")).to_have_text("↑Flytta upp Miljö")
    sida.keyboard.press("Enter")
    expect(rubriker).to_have_text(["Miljö", "Lärande", "Trygghet"])
    expect(sida.locator("button:focus")).to_have_text("↓Flytta ned Miljö")


def test_det_skrivna_sparas_medan_man_skriver(sida, inloggad, fylld, axe):
    from planering.models import Malomrade, Utkast

    adress = f"/planering/plan/{fylld['plan']}/malomrade/"
    inloggad(sida, "analytiker").goto(adress)
    sida.fill("#id_namn", "Halvfärdigt")
    sida.wait_for_selector("text=Utkast sparat")
    # Leaving asks nothing, for nothing is lost.
    sida.goto("/planering/")
    sida.goto(adress)
    assert sida.input_value("#id_namn") == "Halvfärdigt"
    assert sida.inner_text(".utkast-finns").startswith("Du har osparade ändringar från ")
    assert axe(sida) == []
    sida.press("#id_namn", "Enter")
    sida.wait_for_url(re.compile(r"#omrade-\d+$"))
    assert (Malomrade.objects.filter(namn="Halvfärdigt").count(), Utkast.objects.count()) == (1, 0)
    sida.goto(adress)
    sida.fill("#id_namn", "Ångrar mig")
    sida.wait_for_selector("text=Utkast sparat")
    sida.goto(adress)
    sida.click("text=Kasta ändringarna")
    sida.wait_for_load_state()
    assert (sida.input_value("#id_namn"), sida.locator(".utkast-finns").count()) == ("", 0)


def test_borttaget_kommer_tillbaka(sida, inloggad, fylld):
    from planering.models import Indikator

    inloggad(sida, "analytiker").goto(f"/planering/indikator/{fylld['indikator']}/ta-bort/")
    sida.click("button:has-text('Ta bort')")
    sida.wait_for_load_state()
    assert Indikator.objects.count() == 0
    sida.click("text=Ångra borttagningen")
    sida.click("button:has-text('Ångra')")
    sida.wait_for_url(re.compile(r"#indikator-\d+$"))
    assert list(Indikator.objects.get().malnivaer.values_list("varde", flat=True)) == [85.0, 88.0]


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_sidorna_for_alla(sida, inloggad, beslutad, fylld, axe, bredd, skarmbild, personer, pixlar):
    from organisation.models import Handelse
    from planering import actions
    from planering.models import Indikator

    vem = {"av": personer["analytiker"], "nar": NAR}
    actions.skapa_styrperiod(**vem, namn="Mandatperioden 2023–2026", fran_ar=2023, till_ar=2026)
    ny = actions.ny_version(**vem, plan=beslutad)
    i = Indikator.objects.get(mal__malomrade__plan=ny)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 80, 2027: 88, 2028: 90})
    handelse = Handelse.objects.latest("id")
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("trad", f"/planering/trad/?plan={ny.pk}"),
        ("trad-lista", f"/planering/trad/?plan={ny.pk}&visa=lista"),
        ("skillnad", f"/planering/plan/{ny.pk}/skillnad/"),
        ("skillnad-tom", f"/planering/plan/{ny.pk}/skillnad/?mot={ny.pk}"),
        ("version", f"/planering/plan/{ny.pk}/"),
        ("beslut-andringar", f"/planering/plan/{ny.pk}/beslut/"),
        ("kopiera", f"/planering/plan/{beslutad.pk}/kopiera/"),
        ("historik", f"/planering/plan/{ny.pk}/historik/"),
        ("historik-indikator", f"/planering/indikator/{i.pk}/historik/"),
        ("angra", f"/planering/angra/{handelse.pk}/"),
        ("styrperioder", "/planering/styrperioder/"),
        ("mal-horisontellt", f"/planering/mal/{i.mal_id}/"),
    ):
        sida.goto(adress)
        for detaljer in sida.locator("details.historik").all():
            detaljer.locator("summary").click()
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_tomma_sidor_och_fel(sida, inloggad, axe, bredd, skarmbild, personer, pixlar):
    from planering import actions

    inloggad(sida, "analytiker")
    for namn, adress in (
        ("trad-utan-plan", "/planering/trad/"),
        ("styrperioder-tom", "/planering/styrperioder/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}")
    plan = actions.skapa_plan(av=personer["analytiker"], nar=NAR, namn="Tom", fran_ar=2026, till_ar=2028)
    for namn, adress in (
        ("trad-tom", "/planering/trad/"),
        ("skillnad-utan", f"/planering/plan/{plan.pk}/skillnad/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
    for namn, adress, falt in (
        ("kopiera", f"/planering/plan/{plan.pk}/kopiera/", "#id_fran_ar"),
        ("styrperiod", "/planering/styrperiod/ny/", "#id_namn"),
    ):
        sida.goto(adress)
        sida.fill(falt, "")
        sida.click("#submit-id-spara")
        sida.wait_for_function(SVARAR_FEL)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}-fel")
