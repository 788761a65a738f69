"""Who one is compared with, and what that is called."""

import pytest

from kkik import queries
from kkik.queries import GruppSaknas
from tests.kkik import bygg

pytestmark = pytest.mark.django_db


@pytest.fixture
def land():
    bygg.kommuner(*range(1001, 1011))
    bygg.grupp("G1", "Norra läns kommuner (ovägt medel)", [1001, 1002, 1003, 9], slag="lan")
    bygg.grupp("G2", "Södra läns kommuner (ovägt medel)", [1004], slag="lan")
    for nr, (familj, ar, medlemmar) in enumerate(
        [
            ("övergripande", 2025, [1002, 1003]),
            ("grundskola", 2024, [1004, 1005]),
            ("grundskola", 2023, [1009]),
            ("LSS", 2024, [1006]),
        ]
    ):
        bygg.grupp(
            f"G1{nr}", f"{familj} 1001 {ar}", medlemmar, slag="liknande", familj=familj, kommun_id=1001, ar=ar
        )
    bygg.grupp(
        "G19", "övergripande 1002", [1001], slag="liknande", familj="övergripande", kommun_id=1002, ar=2025
    )
    bygg.grupp("G7", "Småkommuner (ovägt medel)", [1001, 1002, 9], slag="ovrig")
    bygg.grupp("G8", "Borta", [1001], slag="ovrig", forsvunnen=bygg.NU)


def matt(omrade: str, titel: str = "Ett mått"):
    return bygg.nyckeltal(titel=titel, verksamhetsomrade=omrade)


def test_alla_ar_bara_kommuner(land):
    g = queries.grupp("alla", 1001)
    assert (g.kod, g.etikett, g.ar) == ("alla", "alla kommuner", None)
    assert g.medlemmar == frozenset(range(1001, 1011))


def test_lanet_utan_region(land):
    g = queries.grupp("lan", 1002)
    assert (g.etikett, g.medlemmar) == ("Norra läns kommuner", frozenset({1001, 1002, 1003}))


def test_liknande_foljer_nyckeltalets_omrade_och_senaste_argangen(land):
    g = queries.grupp("liknande", 1001, matt("Grundskola åk 0-9 inkl förskoleklass"))
    assert (g.etikett, g.ar, g.medlemmar) == (
        "liknande kommuner, grundskola (2024)", 2024, frozenset({1004, 1005}),
    )  # fmt: skip


def test_titeln_kan_peka_ut_ett_annat_omrade(land):
    g = queries.grupp("liknande", 1001, matt("Äldre och funktionshinder", "Boende enligt LSS, andel (%)"))
    assert (g.etikett, g.medlemmar) == ("liknande kommuner, LSS (2024)", frozenset({1006}))


def test_omrade_utan_lista_sager_det(land):
    g = queries.grupp("liknande", 1001, matt("Kultur och fritid"))
    assert g.etikett == "liknande kommuner, övergripande (2025), eftersom området saknar en egen lista"
    assert g.medlemmar == frozenset({1002, 1003})


def test_kommun_utan_omradets_lista_sager_det(land):
    g = queries.grupp("liknande", 1002, matt("Grundskola åk 0-9 inkl förskoleklass"))
    assert (
        g.etikett
        == "liknande kommuner, övergripande (2025), eftersom kommunen saknar en lista för grundskola"
    )


@pytest.mark.parametrize("skrivet", ["liknande:LSS", "liknande:lss", "liknande: LSS "])
def test_ett_namngivet_omrade(land, skrivet):
    assert queries.grupp(skrivet, 1001).medlemmar == frozenset({1006})


def test_koladas_id(land):
    g = queries.grupp("G7", 1005)
    assert (g.kod, g.etikett, g.medlemmar) == ("G7", "Småkommuner", frozenset({1001, 1002}))


@pytest.mark.parametrize(
    ("kod", "kommun", "text"),
    [
        ("G8", 1001, "Gruppen G8 finns inte."),
        ("hej", 1001, "Gruppen hej finns inte."),
        ("lan", 1005, "Kommunens län är inte inläst."),
        ("liknande:IFO", 1001, "Det finns ingen lista över liknande kommuner (IFO) för den här kommunen."),
        (
            "liknande",
            1005,
            "Det finns ingen lista över liknande kommuner (övergripande) för den här kommunen.",
        ),
    ],
)
def test_det_som_inte_finns(land, kod, kommun, text):
    with pytest.raises(GruppSaknas) as fel:
        queries.grupp(kod, kommun)
    assert str(fel.value) == text


@pytest.mark.parametrize("kod", ["alla", "lan", "liknande", "liknande:LSS", "G7"])
def test_en_fraga(land, kod, django_assert_num_queries):
    n = matt("Grundskola åk 0-9 inkl förskoleklass")
    with django_assert_num_queries(1):
        queries.grupp(kod, 1001, n)


def test_alla_omradens_listor_i_en_fraga(land, django_assert_num_queries):
    skola, kultur = matt("Grundskola åk 0-9 inkl förskoleklass"), bygg.nyckeltal("N10003")
    grupper = queries.Grupper(1001)
    with django_assert_num_queries(2):
        funna = [grupper.grupp(kod, skola) for kod in ("liknande", "liknande:LSS", "lan", "lan")]
        funna.append(grupper.grupp("liknande", kultur))
        with pytest.raises(GruppSaknas):
            grupper.grupp("liknande:hamn", skola)
    assert funna == [
        queries.grupp("liknande", 1001, skola),
        queries.grupp("liknande:LSS", 1001),
        queries.grupp("lan", 1001),
        queries.grupp("lan", 1001),
        queries.grupp("liknande", 1001, kultur),
    ]


def test_valjaren_visar_det_som_gar_att_valja(land, django_assert_num_queries):
    n = matt("Grundskola åk 0-9 inkl förskoleklass")
    with django_assert_num_queries(1):
        val = queries.gruppval(1001, n)
    assert [(v.kod, v.etikett) for v in val] == [
        ("alla", "Alla kommuner"),
        ("lan", "Länets kommuner"),
        ("liknande", "Liknande kommuner, grundskola"),
        ("liknande:LSS", "Liknande kommuner, LSS"),
        ("liknande:grundskola", "Liknande kommuner, grundskola"),
        ("liknande:övergripande", "Liknande kommuner, övergripande"),
        ("G7", "Småkommuner"),
    ]
    assert [v.kod for v in queries.gruppval(1010)] == ["alla"]


def test_valen_gar_att_anvanda(land):
    n = matt("Kultur och fritid")
    assert [queries.grupp(v.kod, 1001, n).kod for v in queries.gruppval(1001, n)] == [
        v.kod for v in queries.gruppval(1001, n)
    ]


def test_samma_nyckel_ar_samma_grupp(land):
    skola, lss, kultur = (
        matt("Grundskola åk 0-9 inkl förskoleklass"),
        bygg.nyckeltal("N10002", "Boende enligt LSS", verksamhetsomrade="Äldre och funktionshinder"),
        bygg.nyckeltal("N10003", verksamhetsomrade="Kultur och fritid"),
    )
    aldre = bygg.nyckeltal("N10004", "Hemtjänst", verksamhetsomrade="Äldre och funktionshinder")
    demokrati = bygg.nyckeltal("N10005", verksamhetsomrade="Demokrati")
    nycklar = [queries.gruppnyckel("liknande", n) for n in (skola, lss, aldre, kultur, demokrati)]
    assert nycklar == [
        ("liknande", "grundskola"),
        ("liknande", "LSS"),
        ("liknande", "äldreomsorg"),
        ("liknande", ""),
        ("liknande", ""),
    ]
    assert queries.gruppnyckel("alla", skola) == queries.gruppnyckel("alla", lss) == ("alla", "")
