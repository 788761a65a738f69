"""The plan out to Excel and back: nothing changes by itself; what is changed is shown, refused or saved whole."""

import io
import zipfile
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import Workbook, load_workbook

from planering import actions
from planering.actions import planbok as boken
from planering.importers import Filfel
from planering.importers.arbetsbok import FORMEL, las_arbetsbok
from planering.models import Aktivitet, Handlingsplan, Indikator, Mal, Malomrade, Planinlasning
from planering.planbok.jamfor import lika
from planering.planbok.skriv import planen_som_xlsx
from styrsnurra.gemensamt.kalkylblad import ForLangText, in_i_cell, ur_cell

pytestmark = pytest.mark.django_db
NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))


# ---- Text in cells ----

TEXTER = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXTER | st.from_regex(r"'*[=+\-@\t\r\n_x0-9A-F]{1,12}", fullmatch=True))
def test_en_text_kommer_tillbaka_precis(text):
    cell = in_i_cell(text)
    assert ur_cell(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\u2212"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("'=1", "''=1"),
        ("'n Eva", "'n Eva"),
        ("a\x0bb", "a_x000B_b"),
        ("a_x000B_b", "a_x005F_x000B_b"),
        ("Mål å", "Mål å"),
    ],
)
def test_sa_har_star_det_i_cellen(text, cell):
    assert in_i_cell(text) == cell


def test_for_lang_text_ryms_inte():
    assert len(in_i_cell("å" * 32_767)) == 32_767
    with pytest.raises(ForLangText):
        in_i_cell("å" * 32_768)


@pytest.mark.parametrize(
    ("a", "b", "svar"),
    [
        ("rad\r\nrad ", "rad\nrad", True),
        ("a", "b", False),
        (0.1 + 0.2, 0.3, True),
        (85.0, 85, True),
        (3.9030667541334345e-256, float(f"{3.9030667541334345e-256:.16g}"), True),
        (85.0, 85.0001, False),
        (0.0, 1e-300, False),
        (None, "", False),
        (True, 1, True),
        (["M1", "M2"], ["M2", "M1"], True),
    ],
)
def test_vad_som_ar_lika(a, b, svar):
    assert lika(a, b) == svar


# ---- A plan, and the file of it ----


@pytest.fixture
def rik(vem, plan, omrade, mal, storkoping, nytt_nyckeltal, personer):
    """A plan with something of everything, texts that a spreadsheet would take for formulas, and awkward numbers."""
    namnd = storkoping["skolnamnd"]
    actions.andra_malomrade(**vem, malomrade=omrade, namn="=Lärande", beskrivning="-1\r\nrad två")
    tomt = actions.skapa_malomrade(**vem, plan=plan, namn="Tomt")
    jamlikt = actions.skapa_mal(
        **vem, malomrade=omrade, titel="Jämställt", enhet=storkoping["kf"], horisontellt=True
    )
    under = actions.skapa_mal(
        **vem, overordnat=mal, titel="@Trygga elever", enhet=namnd, ansvarig=vem["av"], bidrar_till=[jamlikt]
    )
    niva = actions.skapa_indikator(
        **vem,
        mal=under,
        nyckeltal=nytt_nyckeltal("N00001", konsuppdelat=True),
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="stor",
        agare=namnd,
        ansvarig=personer["ansvarig"],
        varfor="+för att",
    )
    actions.satt_malnivaer(
        **vem, indikator=niva, nivaer={2026: 0.1 + 0.2, 2027: 85}, utgangsvarde=81.25, utgangsar=2025
    )
    actions.satt_malnivaer(**vem, indikator=niva, nivaer={2027: 86}, kon="K")
    intervall = actions.skapa_indikator(
        **vem,
        mal=under,
        nyckeltal=nytt_nyckeltal("N00002", "Nettoavvikelse"),
        riktning="intervall",
        intervall_a=-2.5,
        intervall_b=3,
        kategori="effektivitet",
        paverkansgrad="viss",
        agare=namnd,
    )
    actions.satt_malnivaer(
        **vem,
        indikator=intervall,
        nivaer={2026: (-1, 1)},
        tolerans=0.5,
        tolerans_slag="absolut",
        marginal=0.1,
    )
    eget = actions.skapa_egetmatt(**vem, namn="Väntetid i växeln", agare=namnd, enhet="min")
    forandring = actions.skapa_indikator(
        **vem, mal=mal, egetmatt=eget, riktning="lag", kategori="subjektiv", paverkansgrad="stor", agare=namnd
    )
    actions.satt_malnivaer(
        **vem, indikator=forandring, nivaer={2028: "minska"}, utgangsvarde=10, utgangsar=2025
    )
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="69 %", malbild="85 %", enhet=storkoping["skola"], mal=mal
    )
    hel = actions.skapa_aktivitet(
        **vem, handlingsplan=h, namn="Hel", ansvar="R", kostnad_tkr=25, tjanst=0.2, startar=date(2026, 1, 1),
        klar_senast=date(2026, 3, 31), leder="ja", vag_till_mal="'=Så",
    )  # fmt: skip
    actions.skapa_aktivitet(**vem, handlingsplan=h, namn="Del", ansvar="R", overordnad=hel)
    actions.skapa_aktivitet(
        **vem, handlingsplan=h, namn="Avförd", ansvar="R", status="avford", avford_skal="Nej"
    )
    return {"plan": plan, "tomt": tomt, "under": under, "niva": niva, "h": h, "hel": hel, "mal": mal}


def hamta(plan):
    return load_workbook(io.BytesIO(planen_som_xlsx(plan, NAR)))


def bytes_av(bok) -> bytes:
    ut = io.BytesIO()
    bok.save(ut)
    return ut.getvalue()


def kolumn(bok, blad, rubrik) -> str:
    return next(c.column_letter for c in bok[blad][1] if c.value == rubrik)


def cell(bok, blad, rubrik, rad):
    return bok[blad][f"{kolumn(bok, blad, rubrik)}{rad}"]


def hitta(bok, blad, rubrik, varde) -> int:
    """The row where a column has a value."""
    bokstav = kolumn(bok, blad, rubrik)
    return next(r for r in range(2, bok[blad].max_row + 1) if bok[blad][f"{bokstav}{r}"].value == varde)


def ny_rad(bok, blad, **varden) -> int:
    nr = bok[blad].max_row + 1
    for rubrik, varde in varden.items():
        cell(bok, blad, rubrik, nr).value = varde
    return nr


def prova(vem, plan, bok):
    return boken.prova(**vem, plan=plan, blad=las_arbetsbok(bytes_av(bok)))


def fel(vem, plan, bok) -> list[tuple[str, str]]:
    return [(f.plats, f.text) for f in prova(vem, plan, bok).fel]


def las_in(vem, plan, bok):
    inlasning = boken.las_in_planbok(**vem, plan=plan, namn="p.xlsx", blad=las_arbetsbok(bytes_av(bok)))
    return boken.bekrafta_planinlasning(**vem, inlasning=inlasning)


def test_ut_och_in_igen_andrar_inget(rik, vem, handelser):
    provning = prova(vem, rik["plan"], hamta(rik["plan"]))
    assert (provning.fel, provning.andringar) == ([], [])
    fore = len(handelser())
    blad = las_arbetsbok(planen_som_xlsx(rik["plan"], NAR))
    inlasning = boken.las_in_planbok(**vem, plan=rik["plan"], namn="p.xlsx", blad=blad)
    boken.bekrafta_planinlasning(**vem, inlasning=inlasning)
    assert [typ for typ, _ in handelser()[fore:]] == ["planering.las_in_planbok"]


def test_cellerna_ar_text_och_aldrig_formler(rik):
    bok = hamta(rik["plan"])
    slag = {c.data_type for ark in bok for rad in ark for c in rad if c.value is not None}
    assert slag == {"s", "n"}
    assert cell(bok, "Målområden", "Namn", 2).value == "'=Lärande"
    rad = hitta(bok, "Indikatorer", "Nyckel", f"I{rik['niva'].pk}")
    assert cell(bok, "Indikatorer", "Varför mäter vi det?", rad).value == "'+för att"
    assert bok["Uttag"].sheet_state == "hidden"


def test_allt_som_kan_andras_andras(rik, vem, storkoping):
    plan = rik["plan"]
    bok = hamta(plan)
    cell(bok, "Plan", "Namn", 2).value = "Ny plan"
    cell(bok, "Målområden", "Namn", 2).value = "Skola"
    i = hitta(bok, "Indikatorer", "Nyckel", f"I{rik['niva'].pk}")
    cell(bok, "Indikatorer", "Namn", i).value = "Behöriga"
    cell(bok, "Indikatorer", "Tolerans", i).value = "2,5 %"
    niva = hitta(bok, "Målnivåer", "Indikator (nyckel)", f"I{rik['niva'].pk}")
    cell(bok, "Målnivåer", "Nivå", niva).value = "84,5"
    a = hitta(bok, "Aktiviteter", "Aktivitet", "Hel")
    cell(bok, "Aktiviteter", "Klar senast", a).value = date(2026, 4, 30)
    ny_rad(
        bok, "Mål", **{"Nyckel": "ny1", "Målområde (nyckel)": f"O{rik['tomt'].pk}", "Mål": "Nytt",
                       "Vems mål": "Kommunfullmäktige"}
    )  # fmt: skip
    ny_rad(
        bok, "Indikatorer",
        **{"Nyckel": "ny2", "Mål (nyckel)": "ny1", "Nyckeltal": "n00001", "Vad är bra?": "lågt värde",
           "Kategori": "Resurs", "Påverkas": "Till viss del", "Ägare": "Barn- och utbildningsnämnden",
           "Jämförs med": "alla", "Kön": "Totalt",
           "Decimaler": 1, "Toleransen anges": "procent av målnivån"},
    )  # fmt: skip
    ny_rad(
        bok, "Målnivåer", **{"Indikator (nyckel)": "ny2", "År": 2026, "Kön": "Totalt", "Slag": "Nivå", "Nivå": 12}
    )  # fmt: skip
    # A part that stands before the whole that it is a part of.
    ny_rad(
        bok, "Aktiviteter", **{"Handlingsplan (nyckel)": f"H{rik['h'].pk}", "Del av (nyckel)": "hel",
        "Aktivitet": "Ny del", "Ansvar": "X", "Status": "Planerad"}
    )  # fmt: skip
    ny_rad(
        bok, "Aktiviteter", **{"Nyckel": "hel", "Handlingsplan (nyckel)": f"H{rik['h'].pk}", "Aktivitet": "Ny hel",
        "Ansvar": "X", "Status": "Planerad"}
    )  # fmt: skip
    provning = prova(vem, plan, bok)
    assert provning.fel == []
    assert {slag: provning.antal(slag) for slag in ("ny", "andrad", "borttagen", "flyttad")} == {
        "ny": 5, "andrad": 5, "borttagen": 0, "flyttad": 0,
    }  # fmt: skip
    assert Mal.objects.filter(titel="Nytt").count() == 0  # a dry run saves nothing
    las_in(vem, plan, bok)
    plan.refresh_from_db()
    assert (plan.namn, Malomrade.objects.get(namn="Skola").pk) == ("Ny plan", rik["niva"].mal.malomrade_id)
    i = Indikator.objects.get(pk=rik["niva"].pk)
    assert (i.namn, i.tolerans, i.utgangsvarde) == ("Behöriga", 2.5, 81.25)
    assert actions.nivaer_for(i)[2026].varde == 84.5
    assert Aktivitet.objects.get(namn="Hel").klar_senast == date(2026, 4, 30)
    ny = Indikator.objects.get(mal__titel="Nytt")
    assert (ny.riktning, ny.namn, list(ny.malnivaer.values_list("ar", "varde"))) == (
        "lag", "Behöriga elever, andel (%)", [(2026, 12.0)],
    )  # fmt: skip
    assert Aktivitet.objects.get(namn="Ny del").overordnad.namn == "Ny hel"
    assert prova(vem, plan, hamta(plan)).andringar == []


def test_det_som_tas_bort_ur_filen_tas_bort(rik, vem):
    plan = rik["plan"]
    bok = hamta(plan)
    for blad, rubrik, varde in (
        ("Målområden", "Namn", "Tomt"),
        ("Aktiviteter", "Aktivitet", "Hel"),
        ("Aktiviteter", "Aktivitet", "Del"),
        ("Indikatorer", "Nyckel", f"I{rik['niva'].pk}"),
    ):
        bok[blad].delete_rows(hitta(bok, blad, rubrik, varde))
    for _ in range(3):
        bok["Målnivåer"].delete_rows(hitta(bok, "Målnivåer", "Indikator (nyckel)", f"I{rik['niva'].pk}"))
    provning = las_in(vem, plan, bok)
    assert [(a.blad, a.namn) for a in provning.andringar if a.slag == "borttagen"] == [
        ("Målområden", "Tomt"),
        ("Indikatorer", "Behöriga elever, andel (%)"),
        ("Aktiviteter", "Hel"),
        ("Aktiviteter", "Del"),
    ]
    assert list(Aktivitet.objects.values_list("namn", flat=True)) == ["Avförd"]
    assert (Indikator.objects.count(), Malomrade.objects.count()) == (2, 1)


def test_radernas_ordning_ar_planens(rik, vem):
    plan = rik["plan"]
    bok = hamta(plan)
    ark = bok["Målområden"]
    rader = [[c.value for c in rad] for rad in ark.iter_rows(min_row=2)]
    ark.delete_rows(2, 2)
    for rad in [rader[1], [None, None, "Mitt i", None], rader[0]]:
        ark.append(rad)
    akt = bok["Aktiviteter"]
    avford = hitta(bok, "Aktiviteter", "Aktivitet", "Avförd")
    varden = [c.value for c in akt[avford]]
    akt.delete_rows(avford)
    akt.insert_rows(2)
    for nr, v in enumerate(varden, start=1):
        akt.cell(2, nr, v)
    provning = las_in(vem, plan, bok)
    assert [(a.blad, a.namn) for a in provning.andringar if a.slag == "flyttad"] == [
        ("Målområden", "Ordningen"),
        ("Aktiviteter", "H"),
    ]
    assert list(plan.malomraden.order_by("ordning").values_list("namn", flat=True)) == [
        "Tomt",
        "Mitt i",
        "=Lärande",
    ]
    hela = rik["h"].aktiviteter.filter(overordnad=None).order_by("ordning")
    assert [a.namn for a in hela] == ["Avförd", "Hel"]
    assert prova(vem, plan, hamta(plan)).andringar == []


def test_helhet_och_del_flyttas_i_samma_fil(rik, vem):
    """In whatever order they stand, they are held against each other as they will be."""
    plan, hel = rik["plan"], rik["hel"]
    actions.andra_aktivitet(
        **vem, aktivitet=hel.delaktiviteter.get(), namn="Del", ansvar="R", startar=date(2026, 2, 1)
    )
    bok = hamta(plan)
    nr, del_ = (hitta(bok, "Aktiviteter", "Aktivitet", namn) for namn in ("Hel", "Del"))
    cell(bok, "Aktiviteter", "Startar", nr).value = "2027-01-01"
    cell(bok, "Aktiviteter", "Klar senast", nr).value = "2027-03-31"
    (fel_,) = prova(vem, plan, bok).fel
    assert fel_.text == "Delen ”Del” börjar eller slutar redan 2026-02-01."
    cell(bok, "Aktiviteter", "Startar", del_).value = "2027-02-01"
    cell(bok, "Aktiviteter", "Hur", nr).value = "En timme var."
    las_in(vem, plan, bok)
    hel.refresh_from_db()
    assert (hel.startar, hel.hur, hel.delaktiviteter.get().startar) == (
        date(2027, 1, 1),
        "En timme var.",
        date(2027, 2, 1),
    )


def test_inaktuella_rader_vagras_med_bada_vardena(rik, vem):
    plan = rik["plan"]
    bok = hamta(plan)
    actions.andra_mal(
        **vem, mal=rik["under"], titel="Tryggast", enhet=rik["under"].enhet, overordnat=rik["mal"]
    )
    actions.satt_malnivaer(**vem, indikator=rik["niva"], nivaer={2026: 90})
    r = hitta(bok, "Mål", "Nyckel", f"M{rik['under'].pk}")
    i = hitta(bok, "Indikatorer", "Nyckel", f"I{rik['niva'].pk}")
    cell(bok, "Mål", "Mål", r).value = "Min titel"
    felen = dict(fel(vem, plan, bok))
    assert felen[f"Mål!{kolumn(bok, 'Mål', 'Mål')}{r}"] == (
        "Någon annan har ändrat raden sedan filen hämtades. Nu står det ”Tryggast”, i filen ”Min titel”. "
        "Hämta filen på nytt."
    )
    assert felen[f"Indikatorer!{kolumn(bok, 'Indikatorer', 'Målnivåernas revision')}{i}"] == (
        "Någon annan har ändrat målnivåerna sedan filen hämtades. Nu står det 2026: 90, 2027 K: 86, i filen "
        "2026: 0,3, 2027: 85, 2027 K: 86. Hämta filen på nytt."
    )
    # One that is missing in the file, and that somebody has changed, is not removed.
    bok = hamta(plan)
    actions.andra_malomrade(**vem, malomrade=rik["tomt"], namn="Inte tomt")
    bok["Målområden"].delete_rows(hitta(bok, "Målområden", "Namn", "Tomt"))
    assert fel(vem, plan, bok) == [
        ("Målområden", f"O{rik['tomt'].pk} ”Inte tomt” har ändrats av någon annan sedan filen hämtades, och tas därför "
         "inte bort. Hämta filen på nytt.")
    ]  # fmt: skip


def test_det_som_kommit_till_ror_filen_inte(rik, vem, storkoping):
    plan = rik["plan"]
    bok = hamta(plan)
    actions.skapa_mal(**vem, malomrade=rik["tomt"], titel="Kom sedan", enhet=storkoping["kf"])
    assert prova(vem, plan, bok).andringar == []
    bok["Målområden"].delete_rows(hitta(bok, "Målområden", "Namn", "Tomt"))
    assert fel(vem, plan, bok) == [
        ("Målområden", f"O{rik['tomt'].pk} kan inte tas bort: ”Kom sedan” har lagts till där sedan filen hämtades. "
         "Hämta filen på nytt.")
    ]  # fmt: skip


def test_radfel_namns_med_cell(rik, vem):
    plan = rik["plan"]
    bok = hamta(plan)
    cell(bok, "Plan", "Sista år", 2).value = "=2026+2"
    cell(bok, "Målnivåer", "Nivå", 2).value = "1.234"
    cell(bok, "Mål", "Vems mål", 2).value = "Finns inte"
    cell(bok, "Mål", "Mål", 3).value = None
    cell(bok, "Mål", "Ansvarig (e-post)", 2).value = "x@y.se"
    cell(bok, "Aktiviteter", "Startar", 2).value = "11/12/2026"
    cell(bok, "Aktiviteter", "Status", 2).value = "Nästan"
    cell(bok, "Indikatorer", "Mål (nyckel)", 2).value = "M999"
    felen = dict(fel(vem, plan, bok))

    def plats(blad, rubrik, rad):
        return f"{blad}!{kolumn(bok, blad, rubrik)}{rad}"

    assert felen == {
        plats("Plan", "Sista år", 2): FORMEL,
        plats("Målnivåer", "Nivå", 2): "Menade du 1,234 eller 1\u00a0234?",
        plats("Mål", "Vems mål", 2): "Enheten ”Finns inte” finns inte i organisationen.",
        plats("Mål", "Mål", 3): "Mål måste fyllas i.",
        plats("Mål", "Ansvarig (e-post)", 2): "Ingen har e-postadressen ”x@y.se”.",
        plats(
            "Aktiviteter", "Startar", 2
        ): "Menade du 2026-12-11 eller 2026-11-12? Skriv datum som åååå-mm-dd.",
        plats(
            "Aktiviteter", "Status", 2
        ): "”Nästan” finns inte att välja. Välj bland Planerad, Pågår, Klar, Avförd.",
        plats("Indikatorer", "Mål (nyckel)", 2): "Det finns ingen rad med nyckeln M999 i bladet Mål.",
    }


def test_vad_handlingarna_vagrar_star_vid_cellen_och_inget_sparas(rik, vem):
    plan = rik["plan"]
    bok = hamta(plan)
    cell(bok, "Målområden", "Namn", 2).value = "Ändrat"
    niva = hitta(bok, "Målnivåer", "Indikator (nyckel)", f"I{rik['niva'].pk}")
    cell(bok, "Målnivåer", "Nivå", niva).value = 101
    a = hitta(bok, "Aktiviteter", "Aktivitet", "Hel")
    cell(bok, "Aktiviteter", "Klar senast", a).value = "2025-01-01"
    i = hitta(bok, "Indikatorer", "Nyckel", f"I{rik['niva'].pk}")
    cell(bok, "Indikatorer", "Nyckeltal", i).value = "N00002"
    assert fel(vem, plan, bok) == [
        (f"Indikatorer!{kolumn(bok, 'Indikatorer', 'Nyckeltal')}{i}",
         "Vad indikatorn mäter kan inte ändras. Ta bort raden och lägg till en ny."),
        (f"Målnivåer!{kolumn(bok, 'Målnivåer', 'Nivå')}{niva}", "En andel ligger mellan 0 och 100 procent."),
        (f"Aktiviteter!{kolumn(bok, 'Aktiviteter', 'Klar senast')}{a}", "Slutdatumet ligger före starten, 2026-01-01."),
    ]  # fmt: skip
    with pytest.raises(boken.Bokenfel):
        las_in(vem, plan, bok)
    assert Malomrade.objects.filter(namn="Ändrat").count() == 0


def test_riktning_och_nivaer_kan_bytas_i_samma_fil(rik, vem):
    plan = rik["plan"]
    bok = hamta(plan)
    nyckel = f"I{rik['niva'].pk}"
    i = hitta(bok, "Indikatorer", "Nyckel", nyckel)
    cell(bok, "Indikatorer", "Vad är bra?", i).value = "Inom ett intervall"
    cell(bok, "Indikatorer", "Intervallets nedre ände", i).value = 10
    cell(bok, "Indikatorer", "Intervallets övre ände", i).value = 20
    for _ in range(3):
        bok["Målnivåer"].delete_rows(hitta(bok, "Målnivåer", "Indikator (nyckel)", nyckel))
    ny_rad(bok, "Målnivåer", **{"Indikator (nyckel)": nyckel, "År": 2026, "Kön": "Totalt", "Slag": "Intervall",
                                "Nedre ände": 12, "Övre ände": 15})  # fmt: skip
    assert prova(vem, plan, bok).fel == []
    las_in(vem, plan, bok)
    i = Indikator.objects.get(pk=rik["niva"].pk)
    assert (i.riktning, list(i.malnivaer.values_list("ar", "kon", "a", "b"))) == (
        "intervall", [(2026, "T", 12.0, 15.0)],
    )  # fmt: skip


def test_byte_av_kon_i_filen(rik, vem):
    """Never an error page, and neither levels nor baseline get another meaning unasked."""
    plan = rik["plan"]
    nyckel = f"I{rik['niva'].pk}"
    bok = hamta(plan)
    i = hitta(bok, "Indikatorer", "Nyckel", nyckel)
    cell(bok, "Indikatorer", "Kön", i).value = "Kvinnor"
    ((plats, text),) = fel(vem, plan, bok)
    assert plats == f"Indikatorer!{kolumn(bok, 'Indikatorer', 'Kön')}{i}"
    assert text.startswith("Det finns målnivåer både för alla och för kvinnor")
    for _ in range(3):
        bok["Målnivåer"].delete_rows(hitta(bok, "Målnivåer", "Indikator (nyckel)", nyckel))
    ny_rad(bok, "Målnivåer", **{"Indikator (nyckel)": nyckel, "År": 2026, "Kön": "Kvinnor", "Slag": "Nivå",
                                "Nivå": 88})  # fmt: skip
    ((plats, text),) = fel(vem, plan, bok)
    assert text.startswith("Utgångsvärdet 81,25 (2025) gäller alla. Ändra eller ta bort det samtidigt")
    cell(bok, "Indikatorer", "Utgångsvärde", i).value = 83.5
    assert fel(vem, plan, bok) == []
    las_in(vem, plan, bok)
    rad = Indikator.objects.get(pk=rik["niva"].pk)
    assert (rad.kon, rad.utgangsvarde, rad.utgangsar) == ("K", 83.5, 2025)
    assert list(rad.malnivaer.values_list("ar", "kon", "varde")) == [(2026, "K", 88.0)]


def test_beslutad_plan_tar_bara_handlingsplaner(rik, vem):
    plan = rik["plan"]
    plan = actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 1), paragraf="KF § 1")
    bok = hamta(plan)
    assert prova(vem, plan, bok).andringar == []
    cell(bok, "Aktiviteter", "Status", hitta(bok, "Aktiviteter", "Aktivitet", "Del")).value = "Klar"
    las_in(vem, plan, bok)
    assert Aktivitet.objects.get(namn="Del").status == "klar"
    bok = hamta(plan)
    cell(bok, "Målområden", "Namn", 2).value = "Nej"
    assert fel(vem, plan, bok) == [("Målområden, rad 2", actions.last_text(plan))]


def test_lagret_hinner_andras_mellan_granskning_och_bekraftelse(rik, vem):
    plan = rik["plan"]
    bok = hamta(plan)
    cell(bok, "Målområden", "Namn", 2).value = "Ändrat"
    inlasning = boken.las_in_planbok(**vem, plan=plan, namn="p.xlsx", blad=las_arbetsbok(bytes_av(bok)))
    actions.andra_malomrade(**vem, malomrade=rik["niva"].mal.malomrade, namn="Annat")
    with pytest.raises(boken.Bokenfel):
        boken.bekrafta_planinlasning(**vem, inlasning=inlasning)
    inlasning.refresh_from_db()
    assert (inlasning.status, Malomrade.objects.filter(namn="Annat").count()) == ("vantar", 1)
    # What the same person left waiting goes when a new file comes, and can then not be confirmed.
    boken.las_in_planbok(**vem, plan=plan, namn="q.xlsx", blad=las_arbetsbok(bytes_av(hamta(plan))))
    inlasning.refresh_from_db()
    assert (inlasning.status, inlasning.blad) == ("avbruten", {})


# ---- Files ----


def test_fel_fil(rik, vem, ny_plan_i):
    plan = rik["plan"]
    for innehall, text in (
        (b"hej", "Filen är ingen Excelfil (.xlsx)."),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 20,
         "Det är en äldre Excelfil eller en med lösenord. Spara den som .xlsx utan lösenord."),
        (b"PK" + b"x" * 3_000_000, "Filen är för stor. Den får vara högst 2 MB."),
        (b"PK\x03\x04trasig", "Excelfilen är skadad och kan inte packas upp."),
    ):  # fmt: skip
        with pytest.raises(Filfel) as fangat:
            las_arbetsbok(innehall)
        assert str(fangat.value) == text
    bok = hamta(plan)
    del bok["Mål"]
    with pytest.raises(Filfel, match="Bladet Mål saknas"):
        prova(vem, plan, bok)
    with pytest.raises(Filfel, match="ur en annan plan"):
        prova(vem, ny_plan_i, hamta(plan))
    bok = hamta(plan)
    bok["Mål"]["C1"].value = "Område"
    assert fel(vem, plan, bok) == [("Mål, rad 1", "Kolumnen ”Målområde (nyckel)” saknas.")]


@pytest.fixture
def ny_plan_i(vem):
    return actions.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2030)


def packad(delar: dict[str, bytes]) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as paket:
        for namn, innehall in delar.items():
            paket.writestr(namn, innehall)
    return ut.getvalue()


@pytest.mark.parametrize(
    ("delar", "text"),
    [
        ({"xl/worksheets/sheet1.xml": b"0" * 32_000_000}, "Excelfilen är för stor när den packas upp."),
        ({f"d{nr}": b"" for nr in range(201)}, "Excelfilen är för stor när den packas upp."),
        ({"xl/vbaProject.bin": b"x"}, "Filen innehåller makron. Spara den som .xlsx utan makron."),
        (
            {"xl/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
            "Excelfilen innehåller något som inte hör hemma i ett kalkylark.",
        ),
    ],
)
def test_farliga_paket_vagras_innan_de_lases(delar, text):
    grund = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}
    with pytest.raises(Filfel) as fangat:
        las_arbetsbok(packad(grund | delar))
    assert str(fangat.value) == text


def test_for_manga_rader_och_kolumner():
    bok = Workbook()
    for nr in range(5003):
        bok.active.append([nr])
    with pytest.raises(Filfel, match="för många rader"):
        las_arbetsbok(bytes_av(bok))
    bok = Workbook()
    bok.active.append([1] * 61)
    with pytest.raises(Filfel, match="fler än 60 kolumner"):
        las_arbetsbok(bytes_av(bok))


def test_celler_som_de_visas():
    bok = Workbook()
    ark = bok.active
    for adress, varde in {
        "A1": 0.8,
        "B1": "=SUM(1)",
        "C1": date(2026, 3, 1),
        "D1": True,
        "E1": "_x0000_",
    }.items():
        ark[adress] = varde
    ark["A1"].number_format = "0 %"
    rad = las_arbetsbok(bytes_av(bok))["Sheet"][0][1]
    assert rad[:4] == [80.0, {"fel": FORMEL}, "2026-03-01", True]
    assert rad[4] == {"fel": "Cellen har något som inte kan läsas. Skriv värdet i stället."}


# ---- The pages ----


def test_hela_vagen_genom_sidorna(rik, klient, kommun_9999, klocka):
    client, plan = klient("analytiker"), rik["plan"]
    svar = client.get(reverse("planering:plan_xlsx", args=[plan.pk]))
    assert svar["Content-Disposition"] == 'attachment; filename="mal-och-budget-20262028-v1.xlsx"'
    bok = load_workbook(io.BytesIO(svar.content))
    cell(bok, "Målområden", "Namn", 2).value = "Skola"
    url = reverse("planering:las_in_plan", args=[plan.pk])
    svar = client.post(url, {"fil": SimpleUploadedFile("p.xlsx", b"inte excel")})
    assert dict(svar.context["form"].errors) == {"fil": ["Filen är ingen Excelfil (.xlsx)."]}
    svar = client.post(url, {})
    assert dict(svar.context["form"].errors) == {"fil": ["Välj en fil."]}
    svar = client.post(url, {"fil": SimpleUploadedFile("p.xlsx", bytes_av(bok))})
    inlasning = Planinlasning.objects.get()
    assert svar.url == reverse("planering:planinlasning", args=[inlasning.pk])
    sida = client.get(svar.url)
    ((andring),) = sida.context["visade"]
    assert [(f.rubrik, f.fore, f.efter) for f in andring.falt] == [("Namn", "=Lärande", "Skola")]
    assert client.post(svar.url).url == reverse("planering:planvy", args=[plan.pk])
    assert Malomrade.objects.filter(namn="Skola").count() == 1
    assert client.get(svar.url).status_code == 302  # it is done


def test_sidan_visar_fel_och_avbryter(rik, klient, kommun_9999, klocka, vem):
    client, plan = klient("analytiker"), rik["plan"]
    bok = hamta(plan)
    cell(bok, "Mål", "Mål", 2).value = None
    url = reverse("planering:las_in_plan", args=[plan.pk])
    svar = client.post(url, {"fil": SimpleUploadedFile("p.xlsx", bytes_av(bok))})
    sida = client.get(svar.url)
    assert [f.text for f in sida.context["felen"]] == ["Mål måste fyllas i."]
    assert client.post(svar.url).status_code == 409
    assert client.post(svar.url, {"avbryt": "1"}).status_code == 302
    assert Planinlasning.objects.get().status == "avbruten"


# ---- Plans made by chance ----

NAMN = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda t: any(c.isalnum() for c in t)
)
FRITEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
TAL = st.floats(-1e6, 1e6, allow_nan=False, allow_infinity=False)
NIVA = TAL | st.sampled_from(["oka", "oforandrad"])
INDIKATOR = st.fixed_dictionaries(
    {
        "namn": NAMN,
        "varfor": FRITEXT,
        "nivaer": st.dictionaries(st.integers(2026, 2028), NIVA, max_size=3),
        "utgangsvarde": TAL,
        "tolerans": st.floats(0, 1e6),
    }
)
AKTIVITET = st.fixed_dictionaries(
    {
        "namn": NAMN,
        "ansvar": NAMN,
        "viktiga_faktorer": FRITEXT,
        "vag_till_mal": FRITEXT,
        "kostnad_tkr": st.none() | st.integers(0, 10**6),
        "tjanst": st.none() | st.floats(0.01, 100),
        "klar_senast": st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    }
)
PLAN = st.lists(
    st.tuples(NAMN, FRITEXT, st.lists(st.tuples(NAMN, st.lists(INDIKATOR, max_size=2)), max_size=2)),
    max_size=3,
    unique_by=lambda o: o[0].strip(),
)


class Slumpplaner(TestCase):
    @settings(
        max_examples=15,
        deadline=None,
        phases=[Phase.reuse, Phase.generate],  # a smaller example costs minutes of database work
        suppress_health_check=list(HealthCheck),
    )
    @given(omraden=PLAN, aktiviteter=st.lists(AKTIVITET, max_size=3))
    def test_ut_och_in_igen_andrar_inget(self, omraden, aktiviteter):
        from kkik.models import Nyckeltal
        from organisation.models import Enhet

        vem = {"av": None, "nar": NAR}
        kf = Enhet.objects.create(namn="Kommunfullmäktige", niva="kommun")
        plan = actions.skapa_plan(**vem, namn="P", fran_ar=2026, till_ar=2028)
        nr = 0
        for namn, text, malen in omraden:
            omrade = actions.skapa_malomrade(**vem, plan=plan, namn=namn, beskrivning=text)
            for titel, indikatorer in malen:
                mal = actions.skapa_mal(**vem, malomrade=omrade, titel=titel, enhet=kf, beskrivning=text)
                for data in indikatorer:
                    nr += 1
                    n = Nyckeltal.objects.create(kolada_id=f"N{nr:05d}", titel="T", hamtad=NAR)
                    i = actions.skapa_indikator(
                        **vem, mal=mal, nyckeltal=n, namn=data["namn"], varfor=data["varfor"], riktning="hog",
                        kategori="objektiv", paverkansgrad="stor", agare=kf,
                    )  # fmt: skip
                    actions.satt_malnivaer(
                        **vem, indikator=i, nivaer=data["nivaer"], utgangsvarde=data["utgangsvarde"], utgangsar=2025,
                        tolerans=data["tolerans"], tolerans_slag="absolut",
                    )  # fmt: skip
                h = actions.skapa_handlingsplan(
                    **vem, namn=titel, omrade="O", nulage=f"N{text}", malbild="M", enhet=kf, mal=mal
                ) if text.strip() else None  # fmt: skip
                for a in aktiviteter if h else ():
                    actions.skapa_aktivitet(**vem, handlingsplan=h, **a)
        provning = boken.prova(**vem, plan=plan, blad=las_arbetsbok(planen_som_xlsx(plan, NAR)))
        assert (provning.fel, provning.andringar) == ([], [])
        assert Handlingsplan.objects.filter(mal__malomrade__plan=plan).count() <= len(omraden) * 2
