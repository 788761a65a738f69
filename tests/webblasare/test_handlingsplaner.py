"""Action plans and the grid of target levels by keyboard alone; axe empty, full and in error, wide and narrow."""

import io
import re

import pytest
from openpyxl import load_workbook

from tests.webblasare.test_planering import (  # noqa: F401
    NAR,
    SVARAR_FEL,
    _kommun,
    fylld,
    nyckeltal,
    skriv,
    tabba_till,
    tryck,
)


def valj(page, falt: str) -> None:
    """Tab to a group of choices by its first choice, and take that or the one with this id by the arrows."""
    tabba_till(page, falt)
    page.keyboard.press("Space")


@pytest.fixture
def hela(fylld, personer, klocka):  # noqa: F811
    """Parts, check-ins and a late one beside what there is."""
    from datetime import date, datetime, timedelta

    from planering import actions
    from planering.models import Aktivitet

    vem = {"av": personer["analytiker"], "nar": NAR}
    kundtjanst = Aktivitet.objects.get(namn="Kundtjänst")
    h = kundtjanst.handlingsplan
    actions.skapa_aktivitet(
        **vem,
        handlingsplan=h,
        overordnad=kundtjanst,
        namn="Upphandla ärendesystem",
        ansvar="IT",
        startar=date(2026, 3, 11),
        klar_senast=date(2026, 4, 30),
        status="pagar",
    )
    utbildning = actions.skapa_aktivitet(
        **vem,
        handlingsplan=h,
        namn="Utbildning av all personal som svarar i telefon",
        ansvar="HR-avdelningen",
        startar=date(2025, 9, 1),
        klar_senast=date(2026, 2, 27),
        leder="ja",
        vag_till_mal="Fler kan svara.",
    )
    for dag, lage in ((date(2025, 11, 3), "pa_plan"), (date(2026, 2, 2), "forsenad")):
        nar = datetime.combine(dag, NAR.timetz()) + timedelta(hours=1)
        actions.stam_av(
            av=vem["av"],
            nar=nar,
            aktivitet=utbildning,
            dag=dag,
            lage=lage,
            leder="ja",
            text="Halva vägen.",
            kvar="Kurs 2",
        )
    return fylld


def test_ny_aktivitet_stams_av_och_forsenad_syns(sida, inloggad, fylld, klocka):  # noqa: F811
    inloggad(sida, "analytiker").goto(f"/planering/handlingsplan/{fylld['h']}/")
    tryck(sida, "Lägg till aktivitet", r"/aktivitet/$")
    skriv(sida, "id_namn", "Intervjuer med växeln")
    valj(sida, "id_leder_0")
    skriv(sida, "id_vag_till_mal", "Visar var det brister.")
    skriv(sida, "id_ansvar", "Stöd och resurs")
    skriv(sida, "id_startar", "2026-01-12")
    skriv(sida, "id_klar_senast", "2026-06-30")
    tryck(sida, "submit-id-spara", r"#aktivitet-\d+$")
    rad = sida.locator("tr", has_text="Intervjuer med växeln")
    assert "skulle ha börjat 2026-01-12" in rad.inner_text()
    tabba_till(sida, "Stäm av Intervjuer")
    sida.keyboard.press("Enter")
    sida.wait_for_url(re.compile(r"/avstamning/$"))
    # The question is put anew, with the last answer beside it.
    assert "Senast: ja, 2026-03-11" in sida.inner_text("main form")
    tabba_till(sida, "id_lage_0")
    sida.keyboard.press("Space")
    sida.keyboard.press("ArrowDown")
    sida.keyboard.press("Enter")
    sida.wait_for_function(SVARAR_FEL)
    valj(sida, "id_leder_0")
    skriv(sida, "id_text", "Växeln har inte haft tid.")
    skriv(sida, "id_kvar", "Åtta intervjuer")
    tryck(sida, "submit-id-spara", r"#aktivitet-\d+$")
    text = sida.locator("tr", has_text="Intervjuer med växeln").inner_text()
    assert ["Försenad" in text, "enligt avstämningen 2026-03-11" in text, "Återstår: Åtta" in text] == [
        True
    ] * 3
    assert "försenad" in sida.locator(".tidslinje li", has_text="Intervjuer").inner_text()
    sida.goto("/planering/handlingsplaner/?forsenade=1")
    assert sida.locator(".planlista h2").all_inner_texts() == ["Bättre svar i telefon"]


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_handlingsplanens_sidor_for_alla(sida, inloggad, hela, axe, bredd, skarmbild, pixlar):
    from planering.models import Aktivitet

    inloggad(sida, "analytiker")
    a = Aktivitet.objects.get(namn__startswith="Utbildning").pk
    for namn, adress in (
        ("handlingsplan-full", f"/planering/handlingsplan/{hela['h']}/"),
        ("handlingsplaner-full", "/planering/handlingsplaner/"),
        ("handlingsplaner-inget", "/planering/handlingsplaner/?mina=1"),
        ("stam-av", f"/planering/aktivitet/{a}/avstamning/"),
        ("delaktivitet", f"/planering/aktivitet/{a}/del/"),
        ("malnivanat", f"/planering/plan/{hela['plan']}/malnivaer/"),
        ("las-in-plan", f"/planering/plan/{hela['plan']}/excel/las-in/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}")
    for namn in ("stam-av", "delaktivitet", "las-in-plan"):
        adress = {
            "stam-av": f"/planering/aktivitet/{a}/avstamning/",
            "delaktivitet": f"/planering/aktivitet/{a}/del/",
        }.get(namn, f"/planering/plan/{hela['plan']}/excel/las-in/")
        sida.goto(adress)
        if namn == "delaktivitet":
            sida.fill("#id_ansvar", "")
        sida.click("#submit-id-spara")
        sida.wait_for_function(SVARAR_FEL)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}-fel")


def test_ett_block_klistras_rattas_och_sparas_utan_skript(chromium, live_server, inloggad, fylld, axe):  # noqa: F811
    """Without a script at all: the block goes by way of the text area."""
    from planering.models import Indikator

    kontext = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    sida = inloggad(kontext.new_page(), "analytiker")
    sida.goto(f"/planering/plan/{fylld['plan']}/malnivaer/")
    sida.click("summary:has-text('Klistra in')")
    sida.fill("#block", "85,5 %\t1.234\t90")
    sida.click("text=Lägg in i tabellen")
    i = fylld["indikator"]
    assert sida.input_value(f"#c-{i}-2027") == "1.234"
    assert "menade du 1,234 eller" in sida.inner_text(".felsammanfattning").lower()
    sida.fill(f"#c-{i}-2027", "88")
    sida.click("text=Spara alla")
    sida.wait_for_url(re.compile(r"/plan/\d+/$"))
    kontext.close()
    assert list(Indikator.objects.get().malnivaer.values_list("ar", "varde")) == [
        (2026, 85.5),
        (2027, 88.0),
        (2028, 90.0),
    ]


def test_rutnatet_med_tangentbordet(sida, inloggad, fylld, axe, skarmbild):  # noqa: F811
    from planering.models import Indikator

    i = fylld["indikator"]
    inloggad(sida, "analytiker").goto(f"/planering/plan/{fylld['plan']}/malnivaer/")
    tabba_till(sida, f"c-{i}-2026")
    # What a spreadsheet has put on the clipboard, pasted in the box that has the focus.
    sida.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "85,5\\u00a0%\\tnittio\\t90\\n");
            const h = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(h);
        }"""
    )
    assert [sida.input_value(f"#c-{i}-{ar}") for ar in (2026, 2027, 2028)] == ["85,5\u00a0%", "nittio", "90"]
    sida.keyboard.press("Enter")
    sida.wait_for_function(SVARAR_FEL)
    assert axe(sida) == []
    skarmbild(sida, "planering-malnivanat-fel")
    tabba_till(sida, "Behöriga till yrkesprogram, 2027")
    sida.keyboard.press("Enter")
    assert sida.evaluate("() => document.activeElement.id") == f"c-{i}-2027"
    sida.keyboard.press("Control+a")
    sida.keyboard.type("88")
    sida.keyboard.press("Enter")
    sida.wait_for_url(re.compile(r"/plan/\d+/$"))
    assert [n.varde for n in Indikator.objects.get().malnivaer.order_by("ar")] == [85.5, 88.0, 90.0]


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_planen_ut_andras_och_las_in(sida, inloggad, fylld, axe, bredd, skarmbild, pixlar, tmp_path):  # noqa: F811
    from planering.models import Malomrade

    inloggad(sida, "analytiker").goto(f"/planering/plan/{fylld['plan']}/excel/las-in/")
    with sida.expect_download() as hamtad:
        sida.click("text=Hämta planen som den är nu")
    bok = load_workbook(io.BytesIO(hamtad.value.path().read_bytes()))
    bok["Målområden"]["C2"].value = "Skola och lärande"
    bok["Mål"]["E2"].value = None
    fel = tmp_path / "fel.xlsx"
    bok.save(fel)
    sida.set_input_files("#id_fil", fel)
    sida.click("#submit-id-spara")
    sida.wait_for_url(re.compile(r"/planinlasning/\d+/$"))
    assert "Mål!E2" in sida.inner_text("main")
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "planering-planinlasning-fel")
    bok["Mål"]["E2"].value = "Alla når gymnasiet 2028"
    ratt = tmp_path / "ratt.xlsx"
    bok.save(ratt)
    sida.goto(f"/planering/plan/{fylld['plan']}/excel/las-in/")
    sida.set_input_files("#id_fil", ratt)
    sida.click("#submit-id-spara")
    sida.wait_for_url(re.compile(r"/planinlasning/\d+/$"))
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "planering-planinlasning")
    sida.click("text=Läs in >> nth=-1")
    sida.wait_for_url(re.compile(r"/plan/\d+/$"))
    assert Malomrade.objects.get().namn == "Skola och lärande"
