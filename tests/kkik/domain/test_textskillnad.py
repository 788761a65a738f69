"""Word by word what differs, of texts of any sort."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkik.domain.textskillnad import FLEST_BITAR, KVAR, Del, Slag, forkortad, orddiff
from tests.orakel.strategier import egenskap

LIKA, BORT, NYTT, HOPP = Slag
ord_ = st.sampled_from(
    ["andel", "elever", "(%)", "i", "åk 9", "<b>", "–2019", "Källa:", "SCB.", "\n", "&amp;"]
)
texter = st.one_of(st.text(max_size=60), st.lists(ord_, max_size=25).map(" ".join))


@pytest.mark.parametrize(
    ("fore", "efter", "delar"),
    [
        ("", "", []),
        ("Samma text.", "Samma text.", [Del(LIKA, "Samma text.")]),
        ("", "Ny text", [Del(NYTT, "Ny text")]),
        ("Bort", "", [Del(BORT, "Bort")]),
        (
            "Köp av grundskola, andel (%)",
            "Kommunens köp av grundskola, andel (%)",
            [Del(BORT, "Köp"), Del(NYTT, "Kommunens köp"), Del(LIKA, " av grundskola, andel (%)")],
        ),
        ("Mäts på våren.", "Mäts på hösten.",
         [Del(LIKA, "Mäts på "), Del(BORT, "våren"), Del(NYTT, "hösten"), Del(LIKA, ".")]),
        ("ett två tre fyra", "fem sex sju fyra",
         [Del(BORT, "ett två tre"), Del(NYTT, "fem sex sju"), Del(LIKA, " fyra")]),
        ("<script>alert(1)</script>", "alert(1)",
         [Del(BORT, "<script>"), Del(LIKA, "alert(1)"), Del(BORT, "</script>")]),
    ],
)  # fmt: skip
def test_fall(fore, efter, delar):
    assert orddiff(fore, efter) == delar


@egenskap
@given(fore=texter, efter=texter)
def test_delarna_ger_bada_texterna_tillbaka(fore, efter):
    delar = orddiff(fore, efter)
    assert "".join(d.text for d in delar if d.slag in (LIKA, BORT)) == fore
    assert "".join(d.text for d in delar if d.slag in (LIKA, NYTT)) == efter
    assert all(d.text for d in delar)
    assert any(d.slag is not LIKA for d in delar) == (fore != efter)


def test_en_text_som_ar_for_lang_att_jamfora_visas_hel():
    lang = "ord " * (FLEST_BITAR // 2 + 1)
    assert orddiff(lang, "kort") == [Del(BORT, lang), Del(NYTT, "kort")]
    assert orddiff(lang, lang) == [Del(LIKA, lang)]


def test_langa_lika_stracka_forkortas():
    ord_ = [f"ord{n}" for n in range(60)]
    fore, efter = " ".join(["a", *ord_, "b", *ord_]), " ".join(["x", *ord_, "y", *ord_])
    kort = forkortad(orddiff(fore, efter))
    assert [d.slag for d in kort] == [BORT, NYTT, LIKA, HOPP, LIKA, BORT, NYTT, LIKA, HOPP]
    assert kort[2].text.split() == ord_[:KVAR]
    assert kort[4].text.split() == ord_[-KVAR:]
    assert kort[7].text.split() == ord_[:KVAR]
    assert forkortad(orddiff("kort text", "kort ny text")) == orddiff("kort text", "kort ny text")
