"""Uppdrag and resources by keyboard alone, with paste and automatic saving; axe on every page, wide and narrow."""

import re
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.webblasare.test_planering import SVARAR_FEL, skriv, tabba_till, tryck

NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
D = Decimal


@pytest.fixture
def plan(kommun_9999, storkoping, personer):
    from planering import actions

    vem = {"av": personer["analytiker"], "nar": NAR}
    plan = actions.skapa_plan(**vem, namn="Mål och budget 2026–2028", fran_ar=2026, till_ar=2028)
    omrade = actions.skapa_malomrade(**vem, plan=plan, namn="Lärande")
    actions.skapa_mal(**vem, malomrade=omrade, titel="Alla når gymnasiet", enhet=storkoping["kf"])
    return plan


@pytest.fixture
def verksamheter(plan, storkoping, personer):
    from planering.actions import resurs

    vem = {"av": personer["analytiker"], "nar": NAR}
    return [
        resurs.skapa_verksamhet(**vem, plan=plan, enhet=storkoping[enhet], namn=namn, volymnamn=volym)
        for enhet, namn, volym in (
            ("skolnamnd", "Förskola", "barn"),
            ("skolnamnd", "Grundskola", "elever"),
            ("kulturnamnd", "Bibliotek", ""),
        )
    ]


@pytest.fixture
def fylld(plan, verksamheter, storkoping, personer):
    """Frames for two years with an outcome, something set aside, and a description with a text; keys by name."""
    from kkik.models import Kommun, Nyckeltal, Varde
    from planering.actions import resurs, resurstabell, uppdrag
    from planering.models import Mal, Ram

    n = Nyckeltal.objects.create(kolada_id="N01951", titel="Invånare totalt, antal", hamtad=NAR)
    Kommun.objects.create(id=9999, namn="Storköping", typ="K")
    for ar in range(2015, 2026):
        for kon, varde in (("T", 1000 + ar), ("K", 500 + ar // 2), ("M", 500 + ar - ar // 2)):
            Varde.objects.create(nyckeltal=n, kommun_id=9999, ar=ar, kon=kon, varde=varde, andrad=1)
    vem = {"av": personer["analytiker"], "nar": NAR}
    for ar in (2026, 2027):
        celler = {(v.pk, "bas"): resurstabell.Cell(D(0), D(1000)) for v in verksamheter}
        celler |= {(v.pk, "volym"): resurstabell.Cell(None, D(ar - 2000)) for v in verksamheter[:2]}
        resurstabell.spara_celler(**vem, plan=plan, ar=ar, celler=celler)
    utfall = {"utfall": D("1010.5"), "volymutfall": D(25), "andel_kvinnor": D(48)}
    celler = {(verksamheter[0].pk, k): resurstabell.Cell(None, t) for k, t in utfall.items()}
    resurstabell.spara_celler(**vem, plan=plan, ar=2026, celler=celler)
    ram = Ram.objects.get(verksamhet=verksamheter[0], ar=2026)
    o = resurs.skapa_oronmarkning(**vem, ram=ram, mal=Mal.objects.get(), belopp=D(100))
    rad = uppdrag.skapa_uppdrag(**vem, plan=plan, namn="Nämndens uppdrag", enheter=[storkoping["skolnamnd"]])
    text = rad.texter.get(avsnitt="befolkning")
    for nr in (1, 2):
        uppdrag.skriv_uppdragstext(**vem, text=text, innehall=f"Vi blir fler.\n\n{nr}", fonster=str(nr))
    kalla = uppdrag.skapa_uppdragskalla(
        **vem, text=text, titel="Prognosen", lank="https://storkoping.example/p"
    )
    return {"ram": ram.pk, "oronmarkning": o.pk, "uppdrag": rad.pk, "text": text.pk, "kalla": kalla.pk}


def klistra(page, ruta: str, text: str) -> None:
    """Paste as from a spreadsheet, with the focus in the box."""
    page.focus(f"#{ruta}")
    page.evaluate(
        "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
        " document.activeElement.dispatchEvent("
        "new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) }",
        text,
    )


def test_ramarna_laggs_in_med_bara_tangentbordet(sida, inloggad, plan):
    from planering.models import Ram

    inloggad(sida, "analytiker").goto("/planering/")
    tryck(sida, "Resurser", r"/resurser/$")
    tryck(sida, "Lägg till den första verksamheten", r"/verksamhet/$")
    tabba_till(sida, "id_enhet")
    sida.keyboard.type("Barn")
    skriv(sida, "id_namn", "Förskola")
    skriv(sida, "id_volymnamn", "barn")
    tryck(sida, "submit-id-spara", r"/resurser/#namnd-\d+$")
    tryck(sida, "Ändra ramar", r"/2026/ramar/$")
    ruta = sida.locator(".rutnat input[type=text]").first.get_attribute("id")
    skriv(sida, ruta, "1.5")
    sida.keyboard.press("Enter")
    sida.wait_for_function(SVARAR_FEL)
    assert "felsammanfattning" in sida.evaluate("() => document.activeElement.className")
    assert sida.input_value(f"#{ruta}") == "1.5"
    skriv(sida, ruta, "1 500,5")
    sida.keyboard.press("Tab")
    sida.wait_for_selector("#granskning:has-text('1 cell ändras i 1 rad')")
    assert Ram.objects.count() == 0
    tryck(sida, "Spara", r"/resurser/\?ar=2026$")
    assert Ram.objects.get().bas == D("1500.5")


def test_celler_ur_excel_klistras_over_flera_rutor(sida, inloggad, plan, verksamheter):
    from planering.models import Ram

    inloggad(sida, "analytiker").goto(f"/planering/plan/{plan.pk}/resurser/2026/ramar/")
    forskola, grundskola, bibliotek = (v.pk for v in verksamheter)
    klistra(sida, f"c-{forskola}-bas", "1\u00a0000,5\t20\r\n2000\tfel\r\n")
    sida.wait_for_selector("#granskning:has-text('1 cell behöver rättas')")
    varden = [sida.input_value(f"#c-{v}-{k}") for v in (forskola, grundskola) for k in ("bas", "upprakning")]
    assert varden == ["1\u00a0000,5", "20", "2000", "fel"]
    sida.click("#granskning a")
    assert sida.evaluate("() => location.hash") == f"#c-{grundskola}-upprakning"
    sida.fill(f"#c-{grundskola}-upprakning", "30")
    sida.press(f"#c-{grundskola}-upprakning", "Tab")
    sida.wait_for_selector("#granskning:has-text('4 celler ändras i 2 rader')")
    # The arrows go to the same column of the next row; Bibliotek comes last (its nämnd does).
    sida.focus(f"#c-{forskola}-bas")
    sida.keyboard.press("ArrowDown")
    sida.keyboard.press("ArrowDown")
    assert sida.evaluate("() => document.activeElement.id") == f"c-{bibliotek}-bas"
    klistra(sida, f"c-{bibliotek}-prioritering", "1\t2\n3\t4")
    sida.wait_for_selector("#inklistrat:has-text('2 celler fick inte plats och klistrades inte in: 3, 4.')")
    sida.wait_for_selector("#inklistrat:has-text('Ramen räknas fram')")
    sida.fill(f"#c-{bibliotek}-prioritering", "")
    sida.click("button:has-text('Spara')")
    sida.wait_for_url(re.compile(r"/resurser/\?ar=2026(#|$)"))
    assert list(Ram.objects.order_by("id").values_list("bas", "upprakning")) == [
        (D("1000.5"), D(20)),
        (D(2000), D(30)),
    ]


def test_det_man_skriver_sparas_av_sig_sjalvt(sida, inloggad, fylld, klagomal):
    from planering.models import Uppdragstext

    inloggad(sida, "analytiker").goto(f"/planering/uppdragstext/{fylld['text']}/")
    sida.locator("#id_text").press_sequentially("Ny text. ")
    sida.wait_for_selector("#sparlage:has-text('Sparat')")
    assert Uppdragstext.objects.get(pk=fylld["text"]).text.startswith("Ny text. Vi blir fler.")
    # Nothing is unsaved now, so leaving asks nothing: a dialog would stop this.
    sida.goto(f"/planering/uppdrag/{fylld['uppdrag']}/")
    assert "Ny text." in sida.inner_text("#befolkning")


def test_nar_natet_ar_borta_sags_det_och_texten_ar_kvar(sida, inloggad, fylld, klagomal):
    inloggad(sida, "analytiker").goto(f"/planering/uppdragstext/{fylld['text']}/")
    sida.route("**/uppdragstext/*/", lambda route: route.abort())
    sida.locator("#id_text").press_sequentially("X")
    sida.wait_for_selector("#sparlage:has-text('Inte sparat. Det du skrev står kvar här.')")
    sida.unroute("**/uppdragstext/*/")
    sida.locator("#id_text").press_sequentially("Y")
    sida.wait_for_selector("#sparlage:has-text('Sparat')")
    klagomal[:] = [rad for rad in klagomal if "net::ERR_FAILED" not in rad and "htmx" not in rad]


def test_tva_som_skriver_far_se_bada(sida, inloggad, fylld, personer, axe, skarmbild):
    from planering.actions import uppdrag
    from planering.models import Uppdragstext

    inloggad(sida, "analytiker").goto(f"/planering/uppdragstext/{fylld['text']}/")
    text = Uppdragstext.objects.get(pk=fylld["text"])
    uppdrag.skriv_uppdragstext(
        av=personer["administrator"], nar=NAR, text=text, innehall="Deras text", fonster="d"
    )
    sida.fill("#id_text", "Min text")
    sida.wait_for_selector("#sparlage .krock:has-text('Administratör Storköping har ändrat texten')")
    assert axe(sida) == []
    sida.click("#submit-id-spara")
    sida.wait_for_function(SVARAR_FEL)
    krock = sida.inner_text(".krock")
    assert [rad in krock for rad in ("Sparat nu: Deras text", "Ditt: Min text")] == [True, True]
    assert axe(sida) == []
    skarmbild(sida, "uppdrag-krock")
    sida.click("#submit-id-spara")
    sida.wait_for_url("**/uppdrag/*/#befolkning")
    text.refresh_from_db()
    assert text.text == "Min text"


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_tomma_sidor(sida, inloggad, plan, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("resurser", f"/planering/plan/{plan.pk}/resurser/"),
        ("ramar", f"/planering/plan/{plan.pk}/resurser/2026/ramar/"),
        ("uppdrag", f"/planering/plan/{plan.pk}/uppdrag/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"{namn}-tom")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_sidorna_for_alla(sida, inloggad, plan, fylld, verksamheter, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("resurser", f"/planering/plan/{plan.pk}/resurser/?ar=2026"),
        ("ramar", f"/planering/plan/{plan.pk}/resurser/2026/ramar/"),
        ("utfall", f"/planering/plan/{plan.pk}/resurser/2026/utfall/"),
        ("las-in", f"/planering/plan/{plan.pk}/resurser/las-in/"),
        ("verksamhet", f"/planering/verksamhet/{verksamheter[0].pk}/"),
        ("verksamhet-ta-bort", f"/planering/verksamhet/{verksamheter[0].pk}/ta-bort/"),
        ("oronmarkning-ny", f"/planering/ram/{fylld['ram']}/oronmarkning/"),
        ("oronmarkning", f"/planering/oronmarkning/{fylld['oronmarkning']}/"),
        ("uppdragslista", f"/planering/plan/{plan.pk}/uppdrag/"),
        ("uppdrag-nytt", f"/planering/plan/{plan.pk}/uppdrag/nytt/"),
        ("uppdrag", f"/planering/uppdrag/{fylld['uppdrag']}/"),
        ("uppdragstext", f"/planering/uppdragstext/{fylld['text']}/"),
        ("uppdragshistorik", f"/planering/uppdragstext/{fylld['text']}/historik/"),
        ("uppdragskalla", f"/planering/uppdragskalla/{fylld['kalla']}/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_felen_for_alla(sida, inloggad, plan, fylld, verksamheter, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("verksamhet", f"/planering/plan/{plan.pk}/verksamhet/"),
        ("oronmarkning", f"/planering/ram/{fylld['ram']}/oronmarkning/"),
        ("uppdrag", f"/planering/plan/{plan.pk}/uppdrag/nytt/"),
        ("uppdragskalla", f"/planering/uppdragstext/{fylld['text']}/kalla/"),
        ("las-in", f"/planering/plan/{plan.pk}/resurser/las-in/"),
    ):
        sida.goto(adress)
        sida.click("#submit-id-spara")
        sida.wait_for_function(SVARAR_FEL)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}-fel")
    sida.goto(f"/planering/plan/{plan.pk}/resurser/2026/ramar/")
    sida.fill(f"#c-{verksamheter[0].pk}-bas", "1.234")
    sida.click("button[name=granska]")
    sida.wait_for_function(SVARAR_FEL)
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "planering-ramar-fel")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_inlasningens_torrkorning(sida, inloggad, plan, fylld, axe, bredd, skarmbild, pixlar):
    adress = f"/planering/plan/{plan.pk}/resurser/las-in/"
    rubrik = "År\tNämnd\tVerksamhet\tIngående ram\tUppräkning\n"
    inloggad(sida, "analytiker").goto(adress)
    sida.fill("#id_klistrat", f"{rubrik}2026\tKultur- och fritidsnämnden\tBibliotek\t1200\t30\n")
    sida.click("#submit-id-spara")
    sida.wait_for_url("**/inlasning/*/")
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "planering-inlasning")
    sida.click("button:has-text('Läs in')")
    sida.wait_for_url("**/resurser/")
    sida.goto(adress)
    sida.fill("#id_klistrat", f"{rubrik}2026\tNämnden\tBibliotek\t1\t1\n2040\tNämnden\tB\t1.234\t1\n")
    sida.click("#submit-id-spara")
    sida.wait_for_function(SVARAR_FEL)
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "planering-inlasning-fel")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_politikern_laser(sida, inloggad, plan, fylld, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "fortroendevald")
    for namn, adress in (
        ("resurser", f"/planering/plan/{plan.pk}/resurser/?ar=2026"),
        ("uppdrag", f"/planering/uppdrag/{fylld['uppdrag']}/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        assert sida.locator("main form").count() == 0
        skarmbild(sida, f"politiker-{namn}")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_ramar_hamtas_och_summeras_medan_man_skriver(
    sida, inloggad, plan, fylld, verksamheter, axe, bredd, skarmbild, pixlar
):
    """1 000 the year before, and 25 more: the row is 1 025, the three together 3 025, before anything is saved."""
    from planering.models import Ram

    inloggad(sida, "analytiker").goto(f"/planering/plan/{plan.pk}/resurser/?ar=2028")
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "planering-resurser-tomt-ar")
    sida.click("text=Hämta från 2027")
    sida.wait_for_url("**/2028/ramar/?hamta=1")
    forskola = verksamheter[0].pk
    expect(sida.locator(f"#c-{forskola}-bas")).to_have_value(re.compile(r"1\s000"))
    sida.fill(f"#c-{forskola}-upprakning", "25")
    sida.press(f"#c-{forskola}-upprakning", "Tab")
    expect(sida.locator(f"#ram-{forskola}")).to_contain_text(re.compile(r"1\s025"))
    expect(sida.locator("#ramsummor .egen-rad")).to_contain_text(re.compile(r"3\s025"))
    assert Ram.objects.filter(ar=2028).count() == 0
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "planering-ramar-hamtade")
    sida.click("button:has-text('Spara')")
    sida.wait_for_url(re.compile(r"/resurser/\?ar=2028(#|$)"))
    assert sorted(Ram.objects.filter(ar=2028).values_list("bas", "upprakning")) == [
        (D(1000), D(0)),
        (D(1000), D(0)),
        (D(1000), D(25)),
    ]


def test_smalt_star_ramen_forst_och_resten_i_en_utfallning(sida, inloggad, plan, fylld, bredd):
    inloggad(sida, "fortroendevald").goto(f"/planering/plan/{plan.pk}/resurser/?ar=2026")
    assert bredd(sida, 360) is True
    rad = sida.locator(".resurstabell tr:has-text('Förskola')").first
    expect(rad.locator("td.bred").first).to_be_hidden()
    expect(rad.locator("dl")).to_be_hidden()
    rad.locator("summary").click()
    expect(rad.locator("dl")).to_contain_text("Uppräkning")
    expect(rad.locator("dl")).to_be_visible()
