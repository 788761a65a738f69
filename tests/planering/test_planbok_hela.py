"""The workbook holds the whole plan: knowledge cards, own measures, what is to be done with sources, and frames."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from organisation.domain.roller import BEHORIGHETER
from planering import actions
from planering.actions import planbok as boken
from planering.actions import resurs, uppdrag
from planering.domain.fel import Planeringsfel
from planering.importers import Filfel
from planering.importers.arbetsbok import SAMMANFOGAD, las_arbetsbok
from planering.models import (
    Egetmatt,
    Indikator,
    Kunskapskort,
    Malomrade,
    Oronmarkning,
    Ram,
    Uppdragsbeskrivning,
    Uppdragskalla,
    Uppdragstext,
)
from planering.planbok import handlingar
from planering.planbok.genomfor import VAGRAD
from planering.planbok.kolumner import BLAD
from planering.planbok.kolumnslag import FOR_LANG
from tests.planering.test_planbok import (
    bytes_av,
    cell,
    fel,
    hamta,
    hitta,
    kolumn,
    las_in,
    ny_rad,
    packad,
    prova,
    rik,  # noqa: F401
)

pytestmark = pytest.mark.django_db
D = Decimal


def skapa_ram(verksamhet, ar, **varden):
    return Ram.objects.create(verksamhet=verksamhet, ar=ar, **varden)


@pytest.fixture
def hel(rik, vem, storkoping):  # noqa: F811
    """The rich plan with something in every sheet."""
    plan = rik["plan"]
    actions.skriv_kunskapskort(
        **vem, indikator=rik["niva"], mater="=Andelen som är behöriga", bakgrund="Rad 1\nRad 2"
    )
    u = uppdrag.skapa_uppdrag(**vem, plan=plan, namn="Skolan", enheter=[storkoping["skolnamnd"]])
    vision = u.texter.get(avsnitt="vision")
    uppdrag.skriv_uppdragstext(**vem, text=vision, innehall="Alla lyckas.\n\n-Alltid.")
    kalla = uppdrag.skapa_uppdragskalla(
        **vem, text=vision, titel="Skollagen", lank="https://example.org/lag", datum=date(2025, 5, 1)
    )
    v = resurs.skapa_verksamhet(
        **vem, plan=plan, enhet=storkoping["skolnamnd"], namn="Grundskola", volymnamn="elever"
    )
    ram = skapa_ram(v, 2026, bas=D("1000.5"), upprakning=D("25"), volym=D("312.5"))
    ora = resurs.skapa_oronmarkning(**vem, ram=ram, mal=rik["under"], belopp=D("12.345"), kommentar="Stöd")
    return rik | {"u": u, "vision": vision, "kalla": kalla, "v": v, "ram": ram, "ora": ora}


def plats(bok, blad, rubrik, rad) -> str:
    return f"{blad}!{kolumn(bok, blad, rubrik)}{rad}"


def test_ut_och_in_igen_andrar_inget(hel, vem, handelser):
    plan = hel["plan"]
    assert {blad: hamta(plan)[blad].max_row for blad in [b.titel for b in BLAD][5:]} == {
        "Kunskapskort": 4, "Egna mått": 2, "Handlingsplaner": 2, "Aktiviteter": 4, "Uppdrag": 2,
        "Uppdragstexter": 12, "Källor": 2, "Ramar": 4, "Öronmärkningar": 2,
    }  # fmt: skip
    fore = len(handelser())
    provning = las_in(vem, plan, hamta(plan))
    assert (provning.fel, provning.andringar) == ([], [])
    assert [typ for typ, _ in handelser()[fore:]] == ["planering.las_in_planbok"]


def test_bladen_sager_vad_som_star_i_planen(hel):
    bok = hamta(hel["plan"])
    kort = hitta(bok, "Kunskapskort", "Nyckel", f"K{hel['niva'].pk}")
    assert [cell(bok, "Kunskapskort", r, kort).value for r in ("Revision", "Vad mäter indikatorn?")] == [
        1,
        "'=Andelen som är behöriga",
    ]
    tomt = hitta(bok, "Kunskapskort", "Revision", 0)
    assert cell(bok, "Kunskapskort", "Vad mäter indikatorn?", tomt).value is None
    matt = [cell(bok, "Egna mått", r, 2).value for r in ("Namn", "Enhet", "Mäts", "Könsuppdelat", "Ägare")]
    assert matt == ["Väntetid i växeln", "min", "Varje år", "nej", "Barn- och utbildningsnämnden"]
    assert (
        cell(bok, "Uppdrag", "Gäller (en enhet per rad i cellen)", 2).value == "Barn- och utbildningsnämnden"
    )
    text = hitta(bok, "Uppdragstexter", "Avsnitt", "Vision")
    assert cell(bok, "Uppdragstexter", "Text", text).value == "Alla lyckas.\n\n-Alltid."
    assert cell(bok, "Källor", "Uppdrag och avsnitt (läses inte)", 2).value == "Skolan: Vision"
    ramar = [
        [
            cell(bok, "Ramar", r, nr).value
            for r in ("År", "Ingående ram", "Ram (räknas ut, läses inte)", "Volym")
        ]
        for nr in (2, 3, 4)
    ]
    assert ramar == [[2026, 1000.5, 1025.5, 312.5], [2027, None, None, None], [2028, None, None, None]]
    assert cell(bok, "Öronmärkningar", "Ram (nyckel)", 2).value == cell(bok, "Ramar", "Nyckel", 2).value
    las_mig = " ".join(c.value or "" for (c,) in bok["Läs mig"].iter_rows(max_col=1))
    assert "egna filer" not in las_mig


def test_allt_kan_andras(hel, vem, storkoping):
    plan = hel["plan"]
    bok = hamta(plan)
    kort = hitta(bok, "Kunskapskort", "Nyckel", f"K{hel['niva'].pk}")
    cell(bok, "Kunskapskort", "Vilkas processer påverkar den?", kort).value = "Skolans"
    cell(bok, "Egna mått", "Så räknas det", 2).value = "Medelvärdet av alla samtal"
    cell(bok, "Uppdrag", "Uppdragsbeskrivning", 2).value = "Skola och förskola"
    enheter = "Barn- och utbildningsnämnden\nKultur- och fritidsnämnden"
    cell(bok, "Uppdrag", "Gäller (en enhet per rad i cellen)", 2).value = enheter
    lag = hitta(bok, "Uppdragstexter", "Avsnitt", "Lagstiftning")
    cell(bok, "Uppdragstexter", "Text", lag).value = "Skollagen gäller."
    cell(bok, "Källor", "Länk", 2).value = "https://example.org/ny"
    cell(bok, "Ramar", "Uppräkning", 2).value = 30
    cell(bok, "Ramar", "Ingående ram", 3).value = "1 100,5"
    cell(bok, "Öronmärkningar", "Belopp (tkr)", 2).value = 20
    provning = las_in(vem, plan, bok)
    assert [(a.slag, a.blad, a.namn, [f.efter for f in a.falt]) for a in provning.andringar] == [
        ("andrad", "Kunskapskort", "Behöriga elever, andel (%)", ["Skolans"]),
        ("andrad", "Egna mått", "Väntetid i växeln", ["Medelvärdet av alla samtal"]),
        ("andrad", "Uppdrag", "Skolan", ["Skola och förskola", enheter]),
        ("andrad", "Uppdragstexter", "Skola och förskola: Lagstiftning", ["Skollagen gäller."]),
        ("andrad", "Källor", "Skollagen", ["https://example.org/ny"]),
        ("andrad", "Ramar", "Barn- och utbildningsnämnden: Grundskola 2026", ["30"]),
        ("andrad", "Ramar", "Barn- och utbildningsnämnden: Grundskola 2027", ["1100,5"]),
        ("andrad", "Öronmärkningar", "Barn- och utbildningsnämnden: Grundskola 2026: @Trygga elever", ["20"]),
    ]
    assert Kunskapskort.objects.get().paverkar == "Skolans"
    assert Egetmatt.objects.get().formel == "Medelvärdet av alla samtal"
    u = Uppdragsbeskrivning.objects.get()
    assert (u.namn, sorted(r.enhet.namn for r in u.enhetsrader.all())) == (
        "Skola och förskola",
        ["Barn- och utbildningsnämnden", "Kultur- och fritidsnämnden"],
    )
    assert u.texter.get(avsnitt="lagstiftning").versioner.get().innehall == "Skollagen gäller."
    assert Uppdragskalla.objects.get().lank == "https://example.org/ny"
    assert list(Ram.objects.order_by("ar").values_list("ar", "bas", "upprakning", "volym")) == [
        (2026, D("1000.500"), D("30.000"), D("312.50")), (2027, D("1100.500"), D(0), None),
    ]  # fmt: skip
    assert Oronmarkning.objects.get().belopp == D(20)
    assert prova(vem, plan, hamta(plan)).andringar == []


def test_nya_rader_i_varje_blad(hel, vem, storkoping):
    plan = hel["plan"]
    bok = hamta(plan)
    ny_rad(
        bok, "Egna mått", **{"Namn": "Svarstid", "Enhet": "min", "Decimaler": 1, "Mäts": "Varje månad",
                             "Året blir": "Medelvärdet av perioderna", "Könsuppdelat": "ja",
                             "Ägare": "Kommunfullmäktige"}
    )  # fmt: skip
    ny_rad(
        bok, "Indikatorer", **{"Nyckel": "ny2", "Mål (nyckel)": f"M{hel['under'].pk}", "Eget mått": "svarstid",
                               "Vad är bra?": "Lågt värde", "Kategori": "Resurs", "Påverkas": "Till viss del",
                               "Ägare": "Kommunfullmäktige", "Jämförs med": "alla", "Kön": "Totalt", "Decimaler": 1,
                               "Toleransen anges": "procent av målnivån"}
    )  # fmt: skip
    ny_rad(bok, "Kunskapskort", **{"Indikator (nyckel)": "ny2", "Vad mäter indikatorn?": "Väntan"})
    ny_rad(
        bok, "Uppdrag", **{"Nyckel": "nyU", "Uppdragsbeskrivning": "Kultur",
                           "Gäller (en enhet per rad i cellen)": "Kultur- och fritidsnämnden"}
    )  # fmt: skip
    ny_rad(
        bok,
        "Uppdragstexter",
        **{"Nyckel": "nyT", "Uppdrag (nyckel)": "nyU", "Avsnitt": "Vision", "Text": "Mer"},
    )
    ny_rad(bok, "Källor", **{"Uppdragstext (nyckel)": "nyT", "Källa": "Bibliotekslagen"})
    for ar, bas in ((2026, 500), (2027, 510)):
        ny_rad(
            bok, "Ramar", **{"Nyckel": f"ram{ar}", "År": ar, "Nämnd": "Kultur- och fritidsnämnden",
                             "Verksamhet": "Bibliotek", "Slag": "Verksamhet", "Ingående ram": bas}
        )  # fmt: skip
    ny_rad(
        bok, "Öronmärkningar", **{"Ram (nyckel)": "ram2027", "Mål (nyckel)": f"M{hel['mal'].pk}", "Belopp (tkr)": 10}
    )  # fmt: skip
    provning = prova(vem, plan, bok)
    assert (provning.fel, provning.antal("ny"), provning.antal("andrad")) == ([], 9, 0)
    las_in(vem, plan, bok)
    ny = Indikator.objects.get(egetmatt__namn="Svarstid")
    assert (ny.kunskapskort.mater, ny.egetmatt.konsuppdelat) == ("Väntan", True)
    text = Uppdragstext.objects.get(uppdrag__namn="Kultur", avsnitt="vision")
    assert (text.text, text.kallor.get().titel) == ("Mer", "Bibliotekslagen")
    assert Oronmarkning.objects.get(ram__verksamhet__namn="Bibliotek").ram.bas == 510
    assert prova(vem, plan, hamta(plan)).andringar == []


def test_det_som_hor_till_en_borttagen_rad_foljer_med(hel, vem):
    """Nobody has to find the card of an indicator, or the eleven texts of a description, to take them away."""
    plan = hel["plan"]
    bok = hamta(plan)
    nyckel = f"I{hel['niva'].pk}"
    bok["Indikatorer"].delete_rows(hitta(bok, "Indikatorer", "Nyckel", nyckel))
    for _ in range(3):
        bok["Målnivåer"].delete_rows(hitta(bok, "Målnivåer", "Indikator (nyckel)", nyckel))
    bok["Uppdrag"].delete_rows(2)
    provning = las_in(vem, plan, bok)
    assert [(a.slag, a.blad, a.namn) for a in provning.andringar] == [
        ("borttagen", "Indikatorer", "Behöriga elever, andel (%)"),
        ("borttagen", "Kunskapskort", "Behöriga elever, andel (%)"),
        ("borttagen", "Uppdrag", "Skolan"),
        ("borttagen", "Uppdragstexter", "Skolan: Vision"),
        ("borttagen", "Källor", "Skollagen"),
    ]
    finns = (Kunskapskort, Uppdragsbeskrivning, Uppdragstext, Uppdragskalla)
    assert [m.objects.count() for m in finns] == [0, 0, 0, 0]


def test_en_borttagen_rad_tommer_kortet_och_texten(hel, vem):
    plan = hel["plan"]
    bok = hamta(plan)
    bok["Kunskapskort"].delete_rows(2, 3)
    bok["Källor"].delete_rows(2)
    bok["Uppdragstexter"].delete_rows(2, 11)
    bok["Öronmärkningar"].delete_rows(2)
    provning = las_in(vem, plan, bok)
    assert [(a.slag, a.blad) for a in provning.andringar] == [
        ("borttagen", blad) for blad in ("Kunskapskort", "Uppdragstexter", "Källor", "Öronmärkningar")
    ]
    assert (Kunskapskort.objects.get().mater, Uppdragstext.objects.count()) == ("", 11)
    assert list(Uppdragstext.objects.exclude(text="")) == []
    assert (Uppdragskalla.objects.count(), Oronmarkning.objects.count()) == (0, 0)


def test_vad_som_inte_gar_har_vagras_med_cell(hel, vem):
    plan = hel["plan"]
    bok = hamta(plan)
    kort = hitta(bok, "Kunskapskort", "Nyckel", f"K{hel['niva'].pk}")
    annat = next(r for r in range(2, 5) if r != kort)
    cell(bok, "Kunskapskort", "Indikator (nyckel)", kort).value = cell(
        bok, "Kunskapskort", "Indikator (nyckel)", annat
    ).value
    bok["Kunskapskort"].delete_rows(annat)
    kort = hitta(bok, "Kunskapskort", "Nyckel", f"K{hel['niva'].pk}")
    cell(bok, "Ramar", "Verksamhet", 2).value = "Gymnasium"
    bok["Egna mått"].delete_rows(2)
    bok["Ramar"].delete_rows(4)
    felen = dict(fel(vem, plan, bok))
    assert felen == {
        "Egna mått": f"E{Egetmatt.objects.get().pk} ”Väntetid i växeln” kan inte tas bort här. Indikatorer i filen "
        "mäts med måttet.",
        "Ramar": f"R{hel['v'].pk}2028 ”Grundskola” kan inte tas bort här. En verksamhet tas bort på sidan Resurser, "
        "med alla sina år.",
    }
    bok = hamta(plan)
    cell(bok, "Ramar", "Verksamhet", 2).value = "Gymnasium"
    cell(bok, "Ramar", "Volymen avser", 3).value = "barn"
    cell(
        bok, "Uppdragstexter", "Avsnitt", hitta(bok, "Uppdragstexter", "Avsnitt", "Vision")
    ).value = "Vision "
    felen = fel(vem, plan, bok)
    assert [p for p, _ in felen] == [
        plats(bok, "Ramar", "Verksamhet", 2),
        plats(bok, "Ramar", "Volymen avser", 4),
    ]
    assert felen[1][1] == "Verksamheten har något annat på rad 3. Skriv samma på alla dess rader."


def test_kortet_hor_till_sin_indikator(hel, vem):
    bok = hamta(hel["plan"])
    nycklar = [cell(bok, "Kunskapskort", "Indikator (nyckel)", r).value for r in (2, 3)]
    cell(bok, "Kunskapskort", "Indikator (nyckel)", 2).value = nycklar[1]
    cell(bok, "Kunskapskort", "Indikator (nyckel)", 3).value = nycklar[0]
    text = "Kortet hör till sin indikator. Skriv i den indikatorns rad i stället."
    assert fel(vem, hel["plan"], bok) == [
        (plats(bok, "Kunskapskort", "Indikator (nyckel)", r), text) for r in (2, 3)
    ]
    cell(bok, "Kunskapskort", "Indikator (nyckel)", 2).value = nycklar[0]
    assert fel(vem, hel["plan"], bok) == [
        (plats(bok, "Kunskapskort", "Indikator (nyckel)", 3), "Det finns redan på rad 2. Skriv texten där.")
    ]


def test_ramens_fel_star_vid_cellen_och_inget_sparas(hel, vem):
    bok = hamta(hel["plan"])
    cell(bok, "Målområden", "Namn", 2).value = "Ändrat"
    cell(bok, "Ramar", "Ingående ram", 2).value = 5
    cell(bok, "Ramar", "Volym kvinnor", 2).value = 100
    felen = fel(vem, hel["plan"], bok)
    assert [p for p, _ in felen] == [
        plats(bok, "Ramar", "Volym män", 2),
        plats(bok, "Ramar", "Uppräkning", 2).replace(
            kolumn(bok, "Ramar", "Uppräkning"), kolumn(bok, "Ramar", "Ingående ram")
        ),
    ] or [p for p, _ in felen] == [plats(bok, "Ramar", "Volym män", 2)]
    assert Malomrade.objects.filter(namn="Ändrat").count() == 0


def test_nagon_annans_andring_skrivs_inte_over(hel, vem, storkoping):
    plan = hel["plan"]
    bok = hamta(plan)
    actions.skriv_kunskapskort(**vem, indikator=hel["niva"], mater="Annat")
    resurs.andra_verksamhet(
        **vem, verksamhet=hel["v"], enhet=storkoping["skolnamnd"], namn="Grundskola", volymnamn="barn"
    )
    felen = dict(fel(vem, plan, bok))
    kort = hitta(bok, "Kunskapskort", "Nyckel", f"K{hel['niva'].pk}")
    assert felen[plats(bok, "Kunskapskort", "Vad mäter indikatorn?", kort)] == (
        "Någon annan har ändrat raden sedan filen hämtades. Nu står det ”Annat”, i filen ”=Andelen som är behöriga”. "
        "Hämta filen på nytt."
    )
    assert {p for p in felen if p.startswith("Ramar")} == {
        plats(bok, "Ramar", "Volymen avser", r) for r in (2, 3, 4)
    }


def test_en_text_som_inte_ryms_star_kvar(hel, vem):
    """Nothing is cut, and the file can still be taken out."""
    plan = hel["plan"]
    lang = "å" * 32_768
    actions.skriv_kunskapskort(**vem, indikator=hel["niva"], mater=lang)
    bok = hamta(plan)
    kort = hitta(bok, "Kunskapskort", "Nyckel", f"K{hel['niva'].pk}")
    assert cell(bok, "Kunskapskort", "Vad mäter indikatorn?", kort).value == FOR_LANG
    assert (prova(vem, plan, bok).fel, prova(vem, plan, bok).andringar) == ([], [])
    cell(bok, "Kunskapskort", "Vilkas processer påverkar den?", kort).value = "Skolans"
    las_in(vem, plan, bok)
    assert (Kunskapskort.objects.get().mater, Kunskapskort.objects.get().paverkar) == (lang, "Skolans")
    # It cannot be taken for a text of its own.
    bok = hamta(plan)
    cell(bok, "Mål", "Vad målet betyder", 2).value = FOR_LANG
    assert fel(vem, plan, bok) == [
        (plats(bok, "Mål", "Vad målet betyder", 2),
         "Texten har kortats av någon annan sedan filen hämtades. Hämta filen på nytt.")
    ]  # fmt: skip


def test_en_lang_text_som_finns_far_sta_men_inte_skrivas(hel, vem):
    plan = hel["plan"]
    actions.skriv_kunskapskort(**vem, indikator=hel["niva"], mater="å" * 4001)
    bok = hamta(plan)
    assert (prova(vem, plan, bok).fel, prova(vem, plan, bok).andringar) == ([], [])
    kort = hitta(bok, "Kunskapskort", "Nyckel", f"K{hel['niva'].pk}")
    cell(bok, "Kunskapskort", "Vad mäter indikatorn?", kort).value = "ä" * 4001
    assert fel(vem, plan, bok) == [
        (plats(bok, "Kunskapskort", "Vad mäter indikatorn?", kort),
         "Texten är för lång. Den får ha högst 4000 tecken.")
    ]  # fmt: skip


def test_beslutad_plan_tar_kort_och_utfall_men_inte_ramar(hel, vem):
    plan = actions.besluta_plan(**vem, plan=hel["plan"], datum=date(2026, 3, 1), paragraf="KF § 1")
    bok = hamta(plan)
    assert (prova(vem, plan, bok).fel, prova(vem, plan, bok).andringar) == ([], [])
    kort = hitta(bok, "Kunskapskort", "Nyckel", f"K{hel['niva'].pk}")
    cell(bok, "Kunskapskort", "Vad mäter indikatorn?", kort).value = "Nytt"
    cell(bok, "Ramar", "Utfall", 2).value = 400
    las_in(vem, plan, bok)
    assert (Kunskapskort.objects.get().mater, Ram.objects.get(ar=2026).utfall) == ("Nytt", D(400))
    bok = hamta(plan)
    cell(bok, "Ramar", "Ingående ram", 2).value = 1
    vision = hitta(bok, "Uppdragstexter", "Avsnitt", "Vision")
    cell(bok, "Uppdragstexter", "Text", vision).value = "Nej"
    assert fel(vem, plan, bok) == [
        (f"Uppdragstexter, rad {vision}", actions.last_text(plan)),
        ("Ramar, rad 2", actions.last_text(plan)),
    ]


def test_en_fil_fran_fore_de_nya_bladen_gar_att_lasa_in(hel, vem):
    """What it never had is not taken for removed; a sheet that it had may not go."""
    plan = hel["plan"]
    bok = hamta(plan)
    for blad in (
        "Kunskapskort",
        "Egna mått",
        "Uppdrag",
        "Uppdragstexter",
        "Källor",
        "Ramar",
        "Öronmärkningar",
    ):
        del bok[blad]
    with pytest.raises(Filfel, match="Bladet Kunskapskort saknas"):
        prova(vem, plan, bok)
    for rad in range(bok["Uttag"].max_row, 1, -1):
        if bok["Uttag"].cell(rad, 1).value[0] in "KEUTLRB":
            bok["Uttag"].delete_rows(rad)
    assert (prova(vem, plan, bok).fel, prova(vem, plan, bok).andringar) == ([], [])


# ---- Own measures that differ only in case ----


def test_ett_eget_matts_namn_ar_upptaget_hur_det_an_skrivs(vem, storkoping):
    matt = actions.skapa_egetmatt(**vem, namn="Kö till Åby (%)", agare=storkoping["kf"])
    for namn in ("kö TILL åby (%)", " KÖ till Åby (%) "):
        with pytest.raises(Planeringsfel) as fangat:
            actions.skapa_egetmatt(**vem, namn=namn, agare=storkoping["kf"])
        assert fangat.value.fel == {
            "namn": ["Det finns redan ett eget mått med det namnet, ”Kö till Åby (%)”."]
        }
    annat = actions.skapa_egetmatt(**vem, namn="Annat", agare=storkoping["kf"])
    with pytest.raises(Planeringsfel):
        actions.andra_egetmatt(**vem, egetmatt=annat, namn="KÖ TILL ÅBY (%)", agare=storkoping["kf"])
    andrat = actions.andra_egetmatt(**vem, egetmatt=matt, namn="kö till åby (%)", agare=storkoping["kf"])
    assert andrat.namn == "kö till åby (%)"


def test_tva_matt_som_redan_heter_lika_skiljs_at_i_filen(hel, vem, storkoping):
    matt = Egetmatt.objects.get()
    tva = Egetmatt.objects.create(namn="VÄNTETID i växeln", agare=storkoping["kf"])
    plan = hel["plan"]
    bok = hamta(plan)
    i = hitta(bok, "Indikatorer", "Nyckel", f"I{Indikator.objects.get(egetmatt=matt).pk}")
    assert cell(bok, "Indikatorer", "Eget mått", i).value == f"Väntetid i växeln [{matt.pk}]"
    assert (prova(vem, plan, bok).fel, prova(vem, plan, bok).andringar) == ([], [])
    cell(bok, "Indikatorer", "Eget mått", i).value = f"VÄNTETID i växeln [{tva.pk}]"
    assert [p for p, _ in fel(vem, plan, bok)] == [plats(bok, "Indikatorer", "Eget mått", i)]


# ---- Cells, rows and refusals ----


def test_aret_ar_fel_och_inte_nivan(hel, vem):
    bok = hamta(hel["plan"])
    cell(bok, "Målnivåer", "År", 2).value = 2035
    assert fel(vem, hel["plan"], bok) == [
        (plats(bok, "Målnivåer", "År", 2), "2035 ligger utanför planen, som gäller 2026–2028.")
    ]


def test_sammanfogade_celler_namns(hel, vem):
    bok = hamta(hel["plan"])
    bok["Målnivåer"].merge_cells("A2:A3")
    assert fel(vem, hel["plan"], bok) == [("Målnivåer!A3", SAMMANFOGAD)]


def test_sammanfogade_celler_kan_inte_ta_hela_servern():
    bok = Workbook()
    bok.active.append(["a", "b"])
    bok.active.append(["c", None])
    with zipfile.ZipFile(io.BytesIO(bytes_av(bok))) as paket:
        delar = {namn: paket.read(namn) for namn in paket.namelist()}
    arket = "xl/worksheets/sheet1.xml"
    ett = b'<mergeCell ref="A2:XFD1048576"/>'
    grund = delar[arket].replace(b"</sheetData>", b"</sheetData><mergeCells>%s</mergeCells>")
    rader = las_arbetsbok(packad(delar | {arket: grund % ett}))["Sheet"]
    assert (rader[0], rader[1][1][:2], len(rader[1][1])) == ((1, ["a", "b"]), ["c", {"fel": SAMMANFOGAD}], 60)
    with pytest.raises(Filfel, match="för många sammanfogade celler"):
        las_arbetsbok(packad(delar | {arket: grund % (ett * 4000)}))


def test_otaliga_tomma_celler_vagras_innan_de_lases():
    rad = b'<row r="1">' + b"<c/>" * 200_001 + b"</row>"
    ark = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>'
    delar = {
        "[Content_Types].xml": b"<x/>",
        "xl/workbook.xml": b"<x/>",
        "xl/worksheets/sheet1.xml": ark % rad + b"</worksheet>",
    }
    with pytest.raises(Filfel, match="fler celler än som kan läsas"):
        las_arbetsbok(packad(delar))
    delar["xl/worksheets/sheet1.xml"] = ark % rad.replace(b"<c/>", b"<x:c />") + b"</worksheet>"
    with pytest.raises(Filfel, match="fler celler än som kan läsas"):
        las_arbetsbok(packad(delar))
    delar["xl/worksheets/sheet1.xml"] = b"<si>" * 2_000_001
    with pytest.raises(Filfel, match="fler celler än som kan läsas"):
        las_arbetsbok(packad(delar))


def test_vad_databasen_vagrar_star_vid_raden_och_inget_sparas(hel, vem, monkeypatch):
    """A constraint that no action looks for."""

    def slarvig(*, av, nar, plan, namn, beskrivning):
        return Malomrade.objects.create(plan=plan, namn=Malomrade.objects.first().namn)

    monkeypatch.setitem(handlingar.SKAPA, "malomrade", slarvig)
    bok = hamta(hel["plan"])
    cell(bok, "Plan", "Namn", 2).value = "Nytt namn"
    rad = ny_rad(bok, "Målområden", Namn="Dubblett")
    assert fel(vem, hel["plan"], bok) == [(f"Målområden, rad {rad}", VAGRAD)]
    with pytest.raises(boken.Bokenfel):
        las_in(vem, hel["plan"], bok)
    hel["plan"].refresh_from_db()
    assert (hel["plan"].namn, Malomrade.objects.count()) == ("Mål och budget 2026–2028", 2)


def test_en_grupp_som_inte_finns_tas_inte_emot(hel, vem, kommun_9999):
    from kkik.models import Kommun
    from tests.kkik import bygg

    Kommun.objects.get_or_create(id=9999, defaults={"namn": "Storköping", "typ": "K"})
    bygg.grupp(
        "G1", "Liknande, grundskola", [], slag="liknande", kommun_id=9999, familj="grundskola", ar=2024
    )
    bygg.grupp("G2", "Pendlingskommuner", [9999], slag="ovrig")
    bygg.grupp("G3", "Andra", [], slag="ovrig")
    plan = hel["plan"]
    bok = hamta(plan)
    i = hitta(bok, "Indikatorer", "Nyckel", f"I{hel['niva'].pk}")
    for kod in ("liknande:hittepå", "G3"):
        cell(bok, "Indikatorer", "Jämförs med", i).value = kod
        assert fel(vem, plan, bok) == [
            (plats(bok, "Indikatorer", "Jämförs med", i),
             f"Gruppen ”{kod}” finns inte att jämföra med. Välj bland alla, liknande, liknande:grundskola, G2.")
        ]  # fmt: skip
    for kod in ("liknande:grundskola", "G2", "lan"):
        cell(bok, "Indikatorer", "Jämförs med", i).value = kod
        assert fel(vem, plan, bok) == []


# ---- Who may ----


@pytest.mark.parametrize("roll", ["fortroendevald", "ansvarig", "lasare"])
def test_den_som_far_lasa_planen_far_ta_ut_den(hel, klient, kommun_9999, klocka, roll):
    client = klient(roll)
    svar = client.get(reverse("planering:plan_xlsx", args=[hel["plan"].pk]))
    assert (svar.status_code, load_workbook(io.BytesIO(svar.content)).sheetnames[0]) == (200, "Läs mig")
    sida = client.get(reverse("planering:planvy", args=[hel["plan"].pk])).content.decode()
    las_in_adress = reverse("planering:las_in_plan", args=[hel["plan"].pk])
    assert (reverse("planering:plan_xlsx", args=[hel["plan"].pk]) in sida, las_in_adress in sida) == (
        True,
        False,
    )
    assert client.get(las_in_adress).status_code == 403


def test_den_som_far_lasa_in_en_plan_far_andra_dess_ramar():
    """The file holds frames too, so that the one permission must not be given without the other."""
    assert BEHORIGHETER["planering.andra_plan"] <= BEHORIGHETER["planering.andra_resurser"]


@pytest.mark.parametrize("antal", [1, 4])
def test_uttagets_fragor(hel, vem, storkoping, django_assert_num_queries, antal):
    from planering.planbok.skriv import planen_som_xlsx

    for nr in range(antal):
        u = uppdrag.skapa_uppdrag(
            **vem, plan=hel["plan"], namn=f"U{nr}", enheter=[storkoping[n] for n in ("kulturnamnd",)][:1]
        ) if nr == 0 else Uppdragsbeskrivning.objects.create(plan=hel["plan"], namn=f"U{nr}")  # fmt: skip
        v = resurs.skapa_verksamhet(**vem, plan=hel["plan"], enhet=storkoping["kulturnamnd"], namn=f"V{nr}")
        skapa_ram(v, 2027, bas=D(nr))
        assert u.pk
    with django_assert_num_queries(18):
        planen_som_xlsx(hel["plan"], vem["nar"])
