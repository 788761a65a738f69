"""Geometry worked out by hand, and what the pictures say in words."""

import math

import pytest

from styrsnurra.gemensamt import farger
from styrsnurra.gemensamt.gnista import gnista
from styrsnurra.gemensamt.punkter import prickbild, svarm
from styrsnurra.gemensamt.skala import Skala, arsmarken, isar, jamna_steg, strackor


def test_gnista_med_lucka():
    # Width 132: years at 6, 46, 86, 126. Height 34, values 1..4 and target 3.5: one unit is 8.
    bild = gnista([1, None, 3, 4], [2019, 2020, 2021, 2022], 3.5, enhet="%")
    assert bild.linjer == ("86,13 126,5",)
    assert bild.ensamma == ((6.0, 29.0),)
    assert bild.sist == (126.0, 5.0)
    assert bild.mal_y == 9.0
    assert bild.beskrivning == (
        "Från 1,0\u00a0% 2019 till 4,0\u00a0% 2022. Målnivå 3,5\u00a0%. Uppgift saknas 2020."
    )


def test_gnistans_ar_skiljs_fran_ett_tal_utan_enhet():
    """Not "14 2016", one number too many, nor "14 år 2016", an age."""
    bild = gnista([14, 19], [2016, 2025])
    assert bild.beskrivning == "Från 14 (2016) till 19 (2025)."


def test_gnista_nar_senaste_aret_saknas_star_punkten_pa_sitt_ar():
    bild = gnista([0, 10, float("nan")], [2020, 2021, 2022])
    assert (bild.linjer, bild.sist) == (("6,29 66,5",), (66.0, 5.0))


def test_gnista_med_hopp_i_aren_binds_inte_ihop():
    assert gnista([1, 2], [2018, 2022]).linjer == ()


def test_gnista_med_intervall():
    bild = gnista([0, 24], [2021, 2022], (6, 12))
    assert (bild.malband, bild.mal_y) == ((17.0, 6.0), None)


def test_gnista_utan_spridning_och_utan_varden():
    assert gnista([5, 5], [2021, 2022]).linjer == ("6,17 126,17",)
    tom = gnista([None, None], [2021, 2022], 80)
    assert (tom.sist, tom.beskrivning) == (None, "Inga uppgifter.")


@pytest.mark.parametrize(
    ("lag", "hog", "steg"),
    [
        (81.2, 91.3, [80, 85, 90, 95]),
        (0.013, 0.04, [0.01, 0.02, 0.03, 0.04]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (-7, 12, [-10, -5, 0, 5, 10, 15]),
        (121000, 178594, [120000, 140000, 160000, 180000]),
    ],
)
def test_jamna_steg(lag, hog, steg):
    assert jamna_steg(lag, hog) == steg


def test_jamna_steg_tacker_aven_ett_enda_varde():
    steg = jamna_steg(5, 5)
    assert steg[0] < 5 < steg[-1]
    with pytest.raises(ValueError, match="finite"):
        jamna_steg(math.nan, 1)


def test_skala_strackor_arsmarken_och_isar():
    assert Skala(0, 10, 100, 0)(2.5) == 75.0
    assert strackor([1, 2, 4, 5], [1, 2, 4, None]) == [[(1, 1), (2, 2)], [(4, 4)]]
    assert arsmarken(2008, 2024) == [2008, 2012, 2016, 2020, 2024]
    assert isar([10, 12, 90], 10, 95) == [10, 20, 90]
    assert isar([80, 90, 94], 10, 95) == [75, 85, 95]


def test_svarmen_overlappar_inte():
    platser = svarm([100.0] * 9 + [101.5, 103.0])
    avstand = [math.dist(a, b) for i, a in enumerate(platser) for b in platser[i + 1 :]]
    assert min(avstand) >= 2 * 2.3 - 1e-6
    assert [x for x, _ in platser] == [100.0] * 9 + [101.5, 103.0]


def test_prickbild():
    # Axis 60–100 over x 22–498: 11.9 a unit.
    bild = prickbild((61, 80, 99, None), 80, 70, 90, "Storköping", "%", 0)
    assert [x for x, _ in bild.punkter] == [33.9, 260.0, 486.1]
    assert (bild.egen, bild.band) == (260.0, (141.0, 238.0))
    assert bild.beskrivning == (
        "3 kommuner mellan 61 och 99\u00a0%. Mittersta hälften 70–90\u00a0%. Storköping 80\u00a0%."
    )
    assert prickbild((None,), 5) is None


def test_kontrast_enligt_wcag():
    assert farger.kontrast("#000000", "#ffffff") == pytest.approx(21)
    assert farger.kontrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("accent", ["#ffcc00", "#00ff00", "#e30613", "#1B4B7A", "#ffffff", "#000000"])
def test_accenten_gar_alltid_att_lasa(accent):
    v = dict(farger.accentvariabler(accent))
    assert farger.kontrast(v["--accent"], "#ffffff") >= 4.5
    assert farger.kontrast(v["--accent-mork"], "#ffffff") >= 9
    assert farger.kontrast(v["--accent-mellan"], "#ffffff") >= 3
    # Dark accent text stands on the two light surfaces.
    assert farger.kontrast(v["--accent-mork"], v["--accent-ljus"]) >= 4.5
    assert farger.kontrast(v["--accent"], v["--accent-dimma"]) >= 3.5


def test_en_lasbar_accent_ror_vi_inte():
    assert dict(farger.accentvariabler("#7a0019"))["--accent"] == "#7a0019"


@pytest.mark.parametrize("skrap", [None, "", "red", "#12", "#1B4B7A;}body{", "#1b4b7a"])
def test_allt_annat_ger_standardaccenten(skrap):
    assert dict(farger.accentvariabler(skrap))["--accent"] == "#1b4b7a"


def test_signalfargerna_syns_pa_vitt_och_texten_pa_sina_toner():
    for farg in ("#007D79", "#C27C00", "#7A0019"):
        assert farger.kontrast(farg, "#ffffff") >= 3
    for text, ton in (("#004D4A", "#D9F0EE"), ("#5C3A00", "#FDEBC8"), ("#6A0016", "#F8DDE1")):
        assert farger.kontrast(text, ton) >= 7
