"""What somebody has chosen to see, in an address."""

import pytest

from styrsnurra.gemensamt.adressval import chips, fraga, heltal, med


@pytest.mark.parametrize(
    ("text", "tal"),
    [
        ("17", 17),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("٣", None),
        ("9" * 19, None),
    ],
)
def test_heltal(text, tal):
    assert heltal(text) == tal


def test_bara_det_valda_star_i_adressen():
    assert fraga({"mina": True, "sena": False, "namnd": 3, "lage": "", "ar": None}) == "?mina=1&namnd=3"
    assert fraga({}) == "?"
    assert fraga({"q": "å&b"}) == "?q=%C3%A5%26b"
    assert (med("?", "format=csv"), med("?a=1", "format=csv")) == ("?format=csv", "?a=1&format=csv")


def test_det_valda_slacks_om_det_far():
    val = [(1, "En"), (2, "Två")]
    assert chips(val, 2, lambda v: f"?v={v}") == [
        {"text": "En", "vald": False, "url": "?v=1"},
        {"text": "Två", "vald": True, "url": "?v=None"},
    ]
    assert chips(val, 2, lambda v: f"?v={v}", kan_slackas=False)[1]["url"] == "?v=2"
