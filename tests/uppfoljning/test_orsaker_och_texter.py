"""Why something is missing, and the small texts, without a database."""

from datetime import date

import pytest

from uppfoljning.orsaker import orsakstext, saknas_orsak
from uppfoljning.texter import (
    avstand_text,
    malniva_grans,
    malniva_text,
    med_ar,
    orsak_text,
    rang_text,
    visad_enhet,
)

IDAG = date(2026, 3, 11)
MAJ, MARS = date(2026, 5, 1), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("ar", "publiceringsar", "prel", "slutlig", "nagon", "borttagen", "svar"),
    [
        (2025, 2025, None, MAJ, False, False, "ej_publicerad"),
        (2026, 2025, None, MAJ, False, False, "ej_publicerad"),
        (2024, 2025, None, MAJ, False, False, "ej_insamlad"),
        (2024, 2025, None, MAJ, True, False, "uppgift_saknas"),
        (2025, 2025, MARS, MAJ, True, False, "uppgift_saknas"),  # the preliminary figures are out
        (2025, 2025, None, MARS, False, False, "ej_insamlad"),
        (2025, 2025, None, IDAG, False, False, "ej_insamlad"),  # published today is published
        (2026, None, None, None, False, False, "ej_publicerad"),  # the year is not over
        (2026, None, None, None, True, False, "uppgift_saknas"),
        (2025, None, None, None, False, False, "ej_insamlad"),
        (2025, 2025, None, MAJ, True, True, "borttagen"),
    ],
)
def test_saknas_orsak(ar, publiceringsar, prel, slutlig, nagon, borttagen, svar):
    assert (
        saknas_orsak(
            ar,
            idag=IDAG,
            publiceringsar=publiceringsar,
            preliminar_publicering=prel,
            publicering=slutlig,
            nagon_har_varde=nagon,
            borttagen=borttagen,
        )
        == svar
    )


def test_orsakerna_i_ord():
    koder = ("", "utfall_saknas", "ej_publicerad", "tolerans_saknas")
    assert [orsakstext(k) for k in koder] == ["", "utfall saknas", "ej publicerad", "toleransen saknas"]
    assert orsak_text("utfall_saknas", "ej_insamlad") == "ej insamlad"
    assert orsak_text("ingen_malniva", "ej_insamlad") == "ingen målnivå för året"
    with pytest.raises(ValueError, match="unknown reason: 'hej'"):
        orsakstext("hej")


@pytest.mark.parametrize(
    ("enhet", "svar"),
    [("kr/inskrivet barn", "kr"), ("antal", ""), ("antal/1000 inv", ""), ("%", "%"), ("", "")],
)
def test_visad_enhet(enhet, svar):
    assert visad_enhet(enhet) == svar


def mal(slag, **falt):
    return {
        "slag": slag,
        "varde": None,
        "a": None,
        "b": None,
        "forandring": None,
        "utgangsvarde": None,
        **falt,
    }


NIVA, INTERVALL = mal("niva", varde=87.5), mal("intervall", a=48.0, b=52.0)
OKA = mal("forandring", forandring="oka", utgangsvarde=70.33)


@pytest.mark.parametrize(
    ("malet", "text", "grans"),
    [
        (NIVA, "87,5\u00a0%", 87.5),
        (INTERVALL, "48–52\u00a0%", (48.0, 52.0)),
        (OKA, "öka från 70,3\u00a0%", 70.33),
        (mal("forandring", forandring="oforandrad"), "vara oförändrad", None),
        (None, "–", None),
    ],
)
def test_malnivan_i_ord_och_bild(malet, text, grans):
    assert malniva_text(malet, "%") == text
    assert malniva_grans(malet) == grans


@pytest.mark.parametrize(
    ("signal", "avvikelse", "malet", "riktning", "svar"),
    [
        ("rod", -16.0, NIVA, "hog", "16\u00a0procentenheter kvar"),
        ("gul", -0.04, NIVA, "hog", "0,04\u00a0procentenheter kvar"),
        ("rod", -16.0, NIVA, "lag", "16\u00a0procentenheter för mycket"),
        ("gul", -1.0, INTERVALL, "intervall", "1\u00a0procentenhet utanför"),
        ("rod", -4.0, OKA, "hog", "4\u00a0procentenheter åt fel håll"),
        ("gron", 4.0, NIVA, "hog", ""),
        ("gra", None, None, "hog", ""),
    ],
)
def test_avstandet_till_malet(signal, avvikelse, malet, riktning, svar):
    assert avstand_text(signal, avvikelse, malet, riktning, "%", 0) == svar


def test_platsen():
    assert [rang_text(141, 289), rang_text(None, 3), rang_text(1, 0)] == ["plats 141 av\u00a0290", "", ""]


def test_talet_och_aret_halls_isar():
    """Not "19 år 2025", which reads as an age."""
    assert (med_ar("84,2\u00a0%", 2025, "%"), med_ar("19", 2025, "")) == ("84,2\u00a0% 2025", "19 (2025)")
