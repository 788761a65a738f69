"""Search: words as people write them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkik import queries
from kkik.models import Nyckeltal, Nyckeltalslage
from tests.kkik import bygg

pytestmark = pytest.mark.django_db

TITLAR = {
    "N15001": "Elever i åk 9 som är behöriga till yrkesprogram, andel (%)",
    "N15002": "Elever som trivs i grundskolan, andel (%)",
    "N11001": "Kostnad förskola, kr/inskrivet barn",
    "N11002": "Kostnad öppen förskola, kr/inv",
    "N21001": "Väntetid till särskilt boende, dagar",
    "U07001": "Ekologiska livsmedel, andel (%)",
}


@pytest.fixture
def register():
    bygg.kommuner(1001)
    for kod, titel in TITLAR.items():
        bygg.nyckeltal(kod, titel, beskrivning="Mätt i kommunerna.", verksamhetsomrade=f"Område {kod[1]}")
    Nyckeltal.objects.filter(kolada_id="U07001").update(beskrivning="")


def traffar(text: str, **val) -> list[str]:
    return list(queries.sok_nyckeltal(text, **val).values_list("kolada_id", flat=True))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("elev", ["N15001", "N15002"]),  # inflected: elever
        ("behöriga yrkesp", ["N15001"]),  # the last word is unfinished
        ("yrkesp behöriga", ["N15001"]),  # and any word may be a piece of the title's words
        ("skola", ["N11001", "N11002", "N15002"]),  # a part of a longer word
        ("förskola -öppen", ["N11001"]),
        ('"öppen förskola"', ["N11002"]),
        ("ekologiska or väntetid", ["N21001", "U07001"]),
        ("ekologiska eller väntetid", ["N21001", "U07001"]),
        ("N15001", ["N15001"]),
        ("n15", ["N15001", "N15002"]),
        ("u07001", ["U07001"]),
        ("N99999", []),
        ("finns inte", []),
        ("  KOSTNAD   Förskola ", ["N11001", "N11002"]),
    ],
)
def test_sokning(register, text, ids):
    assert sorted(traffar(text)) == ids


def test_tom_fraga_ger_allt_i_id_ordning(register):
    assert traffar("") == sorted(TITLAR)
    assert traffar("   ") == sorted(TITLAR)


def test_traff_i_titeln_gar_fore_traff_i_beskrivningen(register):
    bygg.nyckeltal("N00001", "Något annat", beskrivning="Handlar om livsmedel.")
    assert traffar("livsmedel") == ["U07001", "N00001"]


def test_forsvunna_sist_och_kan_lamnas_bort(register):
    Nyckeltal.objects.filter(kolada_id="N11001").update(forsvunnet=bygg.NU)
    assert traffar("förskola") == ["N11002", "N11001"]
    assert traffar("förskola", med_forsvunna=False) == ["N11002"]
    assert traffar("")[-1] == "N11001"


def test_omrade_och_har_varden(register):
    n = Nyckeltal.objects.get(kolada_id="N15002")
    Nyckeltalslage.objects.create(
        nyckeltal=n, kon="T", ar=2022, n=1, median=1, p25=1, p75=1, minst=1, storst=1, beraknad=bygg.NU
    )
    assert traffar("", omrade="Område 1") == ["N11001", "N11002", "N15001", "N15002"]
    assert traffar("elev", omrade="Område 2") == []
    assert traffar("", bara_med_varden=True) == ["N15002"]
    assert [(x.kolada_id, x.har_varden) for x in queries.sok_nyckeltal("elev")] == [
        ("N15002", True),
        ("N15001", False),
    ]


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.one_of(st.text(max_size=60), st.text(alphabet="ab'\"-&|!:*()<>\\ \x00%_åÖ", max_size=30)))
def test_vad_man_an_skriver_blir_det_en_sokning(register, text):
    assert isinstance(traffar(text), list)
