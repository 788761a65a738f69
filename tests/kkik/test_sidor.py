"""The catalogue, the comparison and the report as pages."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.test import Client

from kkik.actions.lagen import berakna_lagen
from kkik.models import (
    Definitionsbrott,
    Gruppvarde,
    Importkorning,
    Nyckeltal,
    NyckeltalVersion,
    Riktningsval,
    Varde,
    Vardeandring,
)
from tests.kkik import bygg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("klocka", "kommun_9999")]


@pytest.fixture
def land():
    """Own 9999 has 70 in 2022; others 60, 65, 70, 80. Earlier years for the own line; 2023 is thin."""
    bygg.kommuner(1002, 1003, 1004, 1005)
    bygg.kommuner(9999, namn="Storköping")
    n = bygg.nyckeltal(verksamhetsomrade="Kultur och fritid")
    bygg.varden(
        n,
        {
            9999: {2017: 60.0, 2019: 61.0, 2020: 64.0, 2021: 67.0, 2022: 70.0},
            1002: {2017: 50.0, 2022: 60.0},
            1003: {2022: 65.0},
            1004: {2022: 70.0},
            1005: {2022: 80.0, 2023: 81.0},
            0: {2022: 68.5},
        },
    )
    bygg.grupp(
        "G6", "x", [1002, 1003, 1004, 1005], slag="liknande", familj="övergripande", kommun_id=9999, ar=2024
    )
    berakna_lagen(av=None, nar=bygg.NU)
    return n


def sida(adress: str, status: int = 200):
    svar = Client().get(adress)
    assert svar.status_code == status
    return svar


def text(svar) -> str:
    return " ".join(svar.content.decode().split())


def csvrader(svar) -> list[list[str]]:
    assert svar["Content-Type"] == "text/csv; charset=utf-8"
    innehall = svar.content.decode("utf-8")
    assert innehall.startswith("\ufeff")
    return list(csv.reader(io.StringIO(innehall.removeprefix("\ufeff")), delimiter=";"))


# ---- The catalogue ----


def test_katalogen_visar_egna_varden(land):
    (rad,) = sida("/nyckeltal/").context["rader"]
    assert (rad.nyckeltal, rad.egen.varde, rad.landet.ar, rad.landet.median) == (land, 70.0, 2022, 70.0)
    assert (rad.kvartil, rad.signal, rad.neutral) == (3, "", True)  # (2 + ½)/4 = 0.625 lower


def test_katalogen_sager_nar_vardena_hamtades(land, kommun_9999):
    Nyckeltal.objects.update(hamtad=datetime(2026, 3, 10, 12, tzinfo=UTC))
    bygg.nyckeltal("U99998", hamtad=datetime(2026, 3, 4, 12, tzinfo=UTC))  # an older one on the same page
    assert "Källa: påhittade uppgifter, hämtat 2026-03-04–2026-03-10. Median" in text(sida("/nyckeltal/"))
    assert "Källa: påhittade uppgifter, hämtat 2026-03-10. Median" in text(sida("/nyckeltal/?q=N10001"))
    Nyckeltal.objects.update(hamtad=None)
    assert "Källa: påhittade uppgifter. Median" in text(sida("/nyckeltal/"))


def test_faltet_sager_att_det_ar_de_andra(land):
    svar = text(sida("/nyckeltal/N10001/?ar=2022"))
    assert "Ljust fält: mittersta hälften av de 4 andra med värde, alla kommuner." in svar


def test_tom_katalog_och_tom_sokning(land):
    assert "Inget nyckeltal stämmer med sökningen" in text(sida("/nyckeltal/?q=xyzzy"))
    Varde.objects.all().delete()
    Nyckeltal.objects.all().delete()
    assert "Inga nyckeltal än" in text(sida("/nyckeltal/"))


def test_filter_och_antal(land):
    for i in range(1, 31):
        bygg.nyckeltal(f"N2{i:04d}", f"Bibliotek {i}, antal", verksamhetsomrade="Demokrati" if i > 10 else "")
    svar = sida("/nyckeltal/?q=bibliotek")
    assert (svar.context["sida"].paginator.count, len(svar.context["rader"])) == (30, 25)
    assert svar.context["omraden"] == ["Demokrati"]
    assert len(sida("/nyckeltal/?q=bibliotek&sida=2").context["rader"]) == 5
    assert sida("/nyckeltal/?q=bibliotek&omrade=Demokrati").context["sida"].paginator.count == 20
    assert sida("/nyckeltal/?q=bibliotek&varden=1").context["sida"].paginator.count == 0
    assert sida("/nyckeltal/?varden=1").context["sida"].paginator.count == 1
    assert sida("/nyckeltal/?sida=99").context["sida"].number == 2
    assert sida("/nyckeltal/?sida=x").context["sida"].number == 1


def test_forsvunna_markeras(land):
    bygg.nyckeltal("N00001", "Borta, antal", forsvunnet=bygg.NU)
    svar = sida("/nyckeltal/")
    assert [r.nyckeltal.kolada_id for r in svar.context["rader"]] == ["N10001", "N00001"]
    assert text(svar).count("Finns inte längre i Kolada") == 1


def test_export_som_filtrerat_utan_formler(land):
    bygg.nyckeltal("N30001", '=HYPERLINK("x")', enhet="+kr")
    rader = csvrader(sida("/nyckeltal/?format=csv"))
    assert rader[0][:6] == ["Id", "Nyckeltal", "Enhet", "Verksamhetsområde", "År", "Värde"]
    assert rader[1] == [
        "N10001", "Ett mått, andel (%)", "%", "Kultur och fritid", "2022", "70", "70", "65", "70", "5", "2",
        "1", "inte vald", "ja",
    ]  # fmt: skip
    assert rader[2][1:3] == ['\'=HYPERLINK("x")', "'+kr"]
    assert len(csvrader(sida("/nyckeltal/?format=csv&omrade=Kultur+och+fritid"))) == 2


@pytest.mark.parametrize("antal", [1, 3])
def test_katalogens_fragor(land, antal, django_assert_num_queries):
    for i in range(antal):
        bygg.nyckeltal(f"N4000{i}", "Bibliotek")
    sida("/nyckeltal/?q=bibliotek")
    with django_assert_num_queries(5):
        sida("/nyckeltal/?q=bibliotek")


# ---- The comparison ----


def test_jamforelsen_utan_riktning_varderar_inte(land):
    svar = sida("/nyckeltal/N10001/")
    j = svar.context["j"]
    assert (j.kommun, j.ar, j.varde, j.mot_andra.n, j.riktning) == (9999, 2022, 70.0, 4, "neutral")
    assert svar.context["andra_rubrik"] == "I mitten"
    assert svar.context["andra_text"] == (
        "70 % 2022. Högre än 2 och lägre än 1 av 4 andra, lika med 1. De andras median är 68 %. Gäller alla kommuner."
    ).replace("70 %", "70\u00a0%").replace("68 %", "68\u00a0%")
    assert svar.context["signal"] == ""


def test_bekraftad_riktning_ger_farg_och_kan_provas_annorlunda(land):
    Riktningsval.objects.create(nyckeltal=land, riktning="hog", kalla="KS", skapad=bygg.NU, bekraftad=bygg.NU)
    svar = sida("/nyckeltal/N10001/")
    assert (svar.context["signal"], svar.context["val"].bekraftad) == ("gul", True)
    svar = sida("/nyckeltal/N10001/?riktning=lag")
    assert (svar.context["signal"], svar.context["val"].bekraftad) == ("gul", False)
    assert "(ditt val på den här sidan)" in text(svar)
    assert sida("/nyckeltal/N10001/?riktning=neutral").context["signal"] == ""
    svar = sida("/nyckeltal/N10001/?riktning=intervall&a=79&b=80")
    assert svar.context["j"].mot_andra.andel_samre == 0.625


def test_ofullstandigt_ar_sags_och_bedoms_inte(land):
    assert sida("/nyckeltal/N10001/").context["ofullstandigt"] == (
        "2023 är ofullständigt: bara en kommun har ett värde ännu. Året bedöms inte."
    )


def test_liknande_kommuner_med_andring(land):
    svar = sida("/nyckeltal/N10001/")
    assert [(r.namn, r.varde, r.andring, r.egen) for r in svar.context["liknande_rader"]] == [
        ("Kommun 1005", 80.0, None, False),
        ("Kommun 1004", 70.0, None, False),
        ("Storköping 9999", 70.0, 10.0, True),
        ("Kommun 1003", 65.0, None, False),
        ("Kommun 1002", 60.0, 10.0, False),
    ]
    assert svar.context["liknande"].etikett == (
        "liknande kommuner, övergripande (2024), eftersom området saknar en egen lista"
    )


@pytest.mark.parametrize(
    ("sortera", "ordning"),
    [
        ("", [1002, 1003, 1004, 1005, 9999]),
        ("-namn", [9999, 1005, 1004, 1003, 1002]),
        ("varde", [1002, 1003, 1004, 9999, 1005]),
        ("-varde", [1005, 1004, 9999, 1003, 1002]),
        ("andring", [1002, 9999, 1003, 1004, 1005]),
        ("hej", [1002, 1003, 1004, 1005, 9999]),
    ],
)
def test_tabellen_kan_sorteras(land, sortera, ordning):
    assert [r.id for r in sida(f"/nyckeltal/N10001/?sortera={sortera}").context["rader"]] == ordning


def test_platsen_ar_bland_alla(land):
    rader = sida("/nyckeltal/N10001/?grupp=G6").context["rader"]
    assert {r.id: r.plats for r in rader} == {1005: 1, 1004: 2, 9999: 2, 1003: 4, 1002: 5}
    rader = sida("/nyckeltal/N10001/?riktning=lag").context["rader"]
    assert {r.id: r.plats for r in rader} == {1002: 1, 1003: 2, 1004: 3, 9999: 3, 1005: 5}


def test_valen_rattas_med_ett_ord(land):
    svar = sida("/nyckeltal/N10001/?ar=x&kon=Q&grupp=G404&riktning=upp")
    assert svar.context["val"].fel == [
        "Året kunde inte läsas; det senaste visas.",
        "Könet kunde inte läsas; totalt visas.",
        "Riktningen kunde inte läsas.",
        "Gruppen G404 finns inte. Alla kommuner visas.",
    ]
    assert (svar.context["j"].ar, svar.context["j"].grupp.kod) == (2022, "alla")


def test_annan_kommun_annat_ar(land):
    j = sida("/nyckeltal/N10001/?kommun=1002&ar=2017").context["j"]
    assert (j.kommun, j.ar, j.varde, j.mot_andra.n) == (1002, 2017, 50.0, 1)
    svar = sida("/nyckeltal/N10001/?ar=2018")
    assert svar.context["andra_text"] == "Ej insamlad 2018."
    sida("/nyckeltal/N10001/?kommun=0009", 404)
    sida("/nyckeltal/N10001/?kommun=abcd", 404)
    sida("/nyckeltal/N99999/", 404)


def test_koladas_egna_medel_star_for_sig(land):
    alla = bygg.grupp("G2328", "Alla kommuner (ovägt medel)", [9999, 1002], slag="alla")
    Gruppvarde.objects.create(nyckeltal=land, grupp=alla, ar=2022, kon="T", varde=69.0, antal=5)
    medel = sida("/nyckeltal/N10001/").context["koladamedel"]
    assert [(m.namn, m.varde, m.antal) for m in medel] == [("Riket", 68.5, None), ("Alla kommuner", 69.0, 5)]


def test_revisioner_visas(land):
    korning = Importkorning.objects.create(
        slag="full", status="klar", skapad=bygg.NU, avslutad=datetime(2025, 5, 1, tzinfo=UTC)
    )
    for tidigare in (66.0, 68.0):  # 66 was changed to 68, and that to 70
        Vardeandring.objects.create(
            nyckeltal=land, kommun_id=9999, ar=2022, kon="T", tidigare=tidigare, tidigare_import=1,
            importkorning=korning.pk,
        )  # fmt: skip
    rader = sida("/nyckeltal/N10001/").context["revisioner"]
    assert [(r.ar, r.fore, r.nu, r.borttagen) for r in rader] == [
        (2022, 68.0, 70.0, False),
        (2022, 66.0, 68.0, False),
    ]


def test_forsvunnet_nedlagt_och_ny_definition_sags(land):
    Nyckeltal.objects.filter(pk=land.pk).update(titel="Ett mått, andel (%) (-2022)")
    assert "Kolada har slutat mäta detta. Sista året är 2022." in text(sida("/nyckeltal/N10001/"))
    Nyckeltal.objects.filter(pk=land.pk).update(forsvunnet=bygg.NU)
    assert "Nyckeltalet finns inte längre i Kolada sedan 2026-03-11" in text(sida("/nyckeltal/N10001/"))
    Definitionsbrott.objects.create(nyckeltal=land, ar=2020, status="bekraftat", upptackt=bygg.NU)
    for ar, titel in ((2019, "Gammalt namn"), (2022, "Ett mått")):
        NyckeltalVersion.objects.create(nyckeltal=land, fran=datetime(ar, 1, 1, tzinfo=UTC), titel=titel)
    svar = text(sida("/nyckeltal/N10001/"))
    assert "Ny definition från 2020." in svar
    assert "Från 2019-01-01 hette det: Gammalt namn" in svar
    assert "hette det: Ett mått" not in svar


def test_utan_varden_sager_varfor(land):
    bygg.nyckeltal("N10002")
    assert "Inga värden att jämföra" in text(sida("/nyckeltal/N10002/"))


def test_csv_har_alla_varden(land):
    rader = csvrader(sida("/nyckeltal/N10001/?format=csv"))
    assert rader[0] == ["Kommunkod", "Kommun", "Kön", "År", "Värde"]
    assert rader[1:3] == [
        ["1002", "Kommun 1002", "T", "2017", "50"],
        ["1002", "Kommun 1002", "T", "2022", "60"],
    ]
    assert len(rader) == 1 + 11


@pytest.mark.parametrize("antal", [1, 3])
def test_jamforelsens_fragor(land, antal, django_assert_num_queries):
    for i in range(antal):
        bygg.grupp(f"G9{i}", f"Grupp {i}", [9999, 1002], slag="ovrig")
        bygg.varden(land, {1003: {2010 + i: 1.0}})
    sida("/nyckeltal/N10001/")
    with django_assert_num_queries(13):
        sida("/nyckeltal/N10001/")


# ---- The report ----


def test_rapporten_visar_fyra_ar_och_platsen(land):
    bygg.kkik_grupp(land)
    svar = sida("/kkik/")
    assert (svar.context["ar"], svar.context["arslista"]) == (2022, [2022, 2021, 2020, 2019])
    (del_,) = svar.context["delar"]
    (rad,) = del_.rader
    assert (del_.namn, del_.utanfor) == ("Mått utan plats i uppställningen", True)
    assert (rad.varden, rad.median, rad.n, rad.kvartil, rad.signal) == (
        (70.0, 67.0, 64.0, 61.0),
        67.5,
        4,
        3,
        "",
    )
    Riktningsval.objects.create(nyckeltal=land, riktning="lag", kalla="KS", skapad=bygg.NU, bekraftad=bygg.NU)
    ((rad,),) = [d.rader for d in sida("/kkik/").context["delar"]]
    assert (rad.kvartil, rad.signal, rad.rang, rad.neutral) == (2, "gul", 3, False)


def test_uppstallningen_foljer_aret_nar_kommunen_ar_riktig(land, kommun_9999):
    type(kommun_9999).objects.update(ar_pahittad=False)
    bast = bygg.nyckeltal("N15428", "Behöriga, andel (%)")
    bygg.varden(bast, {9999: {2014: 80.0, 2022: 85.0}})
    bygg.kkik_grupp(land, bast)
    assert [d.namn for d in sida("/kkik/?ar=2022").context["delar"]] == [
        "Barn och unga", "Mått utan plats i uppställningen",
    ]  # fmt: skip
    gammal = sida("/kkik/?ar=2014").context
    assert [d.namn for d in gammal["delar"]] == [
        "Tillgänglighet", "Trygghet", "Delaktighet och information", "Effektivitet", "Samhällsutvecklare",
    ]  # fmt: skip
    matt = {r.nummer: r for d in gammal["delar"] for r in d.rader}
    assert (matt["18"].varden[0], matt["1"].orsak, matt["17A"].orsak) == (
        80.0, "nyckeltalet finns inte längre i Kolada", "inget känt nyckeltal i Kolada",
    )  # fmt: skip


def test_matt_utan_varde_sager_varfor(land):
    tomt = bygg.nyckeltal("N20001", "Tomt")
    slut = bygg.nyckeltal("N20002", "Slut (-2020)")
    bygg.varden(slut, {9999: {2018: 4.0}})
    bygg.kkik_grupp(land, tomt, slut)
    rader = {r.nyckeltal.kolada_id: r for d in sida("/kkik/?ar=2022").context["delar"] for r in d.rader}
    assert (rader["N20001"].orsak, rader["N20001"].senast) == ("inga värden inlästa", None)
    assert (rader["N20002"].orsak, rader["N20002"].senast) == ("mäts inte efter 2020", (2018, 4.0))
    assert rader["N20002"].alla_saknas


def test_tom_rapport_och_ogiltigt_ar(land):
    assert "Inga mått än" in text(sida("/kkik/"))
    bygg.kkik_grupp(land)
    sida("/kkik/?ar=hej", 404)
    assert sida("/kkik/?grupp=G404").context["fel"] == ["Gruppen G404 finns inte. Alla kommuner visas."]


@pytest.mark.parametrize("antal", [1, 3])
def test_rapportens_fragor(land, antal, django_assert_num_queries):
    matt = [bygg.nyckeltal(f"N5000{i}") for i in range(antal)]
    for n in matt:
        bygg.varden(n, {9999: {2022: 1.0}, 1002: {2022: 2.0}})
    bygg.kkik_grupp(land, *matt)
    sida("/kkik/")
    with django_assert_num_queries(7):
        sida("/kkik/")


def test_ingen_vald_kommun(db):
    from organisation.models import Kommuninstallning

    Kommuninstallning.objects.all().delete()
    bygg.nyckeltal()
    assert "Ingen kommun är vald" in text(sida("/nyckeltal/N10001/"))
    assert "Ingen kommun är vald" in text(sida("/kkik/"))
    sida("/nyckeltal/")
