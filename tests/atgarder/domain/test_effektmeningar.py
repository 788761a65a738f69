"""The verdict in words."""

import pytest

from atgarder.domain.effekt import Effekt
from atgarder.domain.effektmeningar import ar_text, forvantat, hindertext, hur_det_gick, i_hundra, mening
from tests.atgarder.domain.test_effekt import EGNA, doma, land_med

H = "\u00a0"
LAND = land_med(EGNA, [64.0] * 3 + [51.0] * 36)  # Δ 12, the others' median Δ 1.25


def test_effekt_visad():
    assert mening(doma(LAND), "%") == (
        f"Kommunen förbättrades 10,8{H}procentenheter mer än 39 kommuner som låg lika till. "
        "10 av 100 slumpvis valda förändrades minst lika gynnsamt: effekt visad."
    )


def test_samre_an_jamforbara_raknas_at_det_andra_hallet():
    assert mening(doma(land_med(EGNA, [51.0] * 3 + [70.0] * 36)), "%") == (
        f"Kommunen utvecklades 8,3{H}procentenheter sämre än 39 kommuner som låg lika till. "
        "10 av 100 slumpvis valda förändrades minst lika ogynnsamt: sämre än jämförbara."
    )


def test_forsamrades_mer_nar_bade_vi_och_de_andra_forsamrades():
    """Low is good: we rose by 12, the others by 1.25."""
    assert mening(doma(LAND, "lag"), "kr").startswith(f"Kommunen försämrades 10,8{H}kr mer än 39 kommuner")


def test_forsamrades_mindre_sags_inte_som_en_forbattring():
    egna = {2018: 52.0, 2019: 50.0, 2020: 48.0, 2022: 49.0, 2023: 49.0, 2024: 49.0}
    text = mening(doma(land_med(egna, [40.0] * 39)), "%")
    assert text.startswith(f"Kommunen utvecklades 8,8{H}procentenheter bättre än 39 kommuner")


def test_lika_mycket():
    egna = {2018: 48.0, 2019: 50.0, 2020: 52.0, 2022: 51.0, 2023: 51.25, 2024: 51.5}
    text = mening(doma(land_med(egna, [51.0] * 39)), "%")
    assert text == (
        "Kommunen förändrades lika mycket som 39 kommuner som låg lika till. "
        "100 av 100 slumpvis valda förändrades minst lika gynnsamt: effekt ej visad."
    )


def test_inget_utslag_ar_aldrig_ingen_effekt():
    text = mening(doma(land_med(EGNA, [51.0] * 19)), "%")
    assert text == (
        "Bara 19 andra kommuner är mätta både före och efter, och det behövs 20. "
        "Det betyder inte att åtgärden saknade effekt."
    )


@pytest.mark.parametrize(
    ("andel", "text"),
    [(0.1, "10"), (5 / 48, "10,4"), (1 / 51, "2"), (6 / 51, "12"), (1.0, "100"), (0.0999, "10")],
)
def test_strax_over_en_pa_tio_ser_inte_ut_som_en_pa_tio(andel, text):
    assert i_hundra(andel) == text


@pytest.mark.parametrize(
    ("hinder", "text"),
    [
        ("for_tidigt", "det är för tidigt, effektåret 2022 är inte mätt i landet än"),
        ("ej_matt_fore", "kommunen har inget mätt värde 2018–2020, åren före beslutet"),
        ("ej_matt_efter", "kommunen har inget mätt värde 2022–2024"),
        ("eget_matt", "måttet är kommunens eget, så det finns inga andra kommuner att jämföra med"),
        ("", ""),
    ],
)
def test_varfor_det_inte_finns_nagot_utslag(hinder, text):
    assert hindertext(hinder, doma(LAND)) == text


def test_varje_hinder_har_ord_ocksa_utan_resultat():
    from atgarder.domain.effekttyper import Utslagshinder

    assert all(hindertext(h) == h.etikett for h in Utslagshinder)


def test_stegen_bakom():
    assert hur_det_gick(doma(LAND), "%", 0) == [
        f"Vi gick från 50,0{H}% (medel 2018–2020) till 62,0{H}% (medel 2022–2024): +12,0{H}procentenheter.",
        f"Mitten av de 39 kommuner som låg närmast oss före beslutet förändrades +1,3{H}procentenheter på samma tid.",
        "3 av dem förändrades minst lika gynnsamt som vi, 36 minst lika ogynnsamt.",
    ]


def test_stegen_for_ett_intervall_ar_avstand():
    forst = hur_det_gick(doma(land_med(EGNA, [51.0] * 39), "intervall", (60.0, 65.0)), "%")[0]
    assert forst == (
        f"Vi gick från 10,0{H}procentenheter utanför 60–65{H}% (medel 2018–2020) till 0,0{H}procentenheter "
        f"(medel 2022–2024): −10,0{H}procentenheter."
    )


def test_utan_jamforda_finns_inga_steg():
    assert hur_det_gick(doma(land_med({2020: 50.0}, [51.0] * 39)), "%") == []


@pytest.mark.parametrize(
    ("ar", "text"),
    [((2023,), "2023"), ((2021, 2022), "medel 2021–2022"), ((2021, 2023), "medel 2021 och 2023"), ((), "")],
)
def test_aren(ar, text):
    assert ar_text(ar) == text


@pytest.mark.parametrize(
    ("riktning", "till", "utfall", "fran", "intervall", "nadd"),
    [
        ("hog", 80, 80, None, None, True),
        ("hog", 80, 79.99, None, None, False),
        ("lag", 80, 80.01, None, None, False),
        ("lag", 80, 12, None, None, True),
        ("hog", 80, None, 70, None, None),
        ("neutral", 80, 81, 70, None, True),
        ("neutral", 80, 79, 90, None, True),
        ("neutral", 80, 81, 90, None, False),
        ("neutral", 80, 81, None, None, None),
        ("intervall", 42, 61, 30, (40, 60), False),
        ("intervall", 38, 61, 30, (40, 60), True),
        ("intervall", 38, 63, 30, (40, 60), False),
    ],
)
def test_naddes_det_vantade(riktning, till, utfall, fran, intervall, nadd):
    assert forvantat(riktning, till, utfall, fran, intervall) is nadd


def test_ett_intervall_behovs():
    with pytest.raises(ValueError, match="intervall"):
        forvantat("intervall", 1, 1)


def test_tusental_far_inga_decimaler():
    egna = {ar: 1000 * v for ar, v in EGNA.items()}
    andra = land_med(egna, [51000.0] * 39, fore=50000.0)
    assert mening(doma(andra), "kr", 0).startswith(f"Kommunen förbättrades 11{H}000{H}kr mer än")


def test_sma_skillnader_visas_inte_som_inga():
    r = Effekt.fran_indata(doma(LAND).indata() | {"fore": 50.0, "efter": 51.26})
    assert mening(r, "%").startswith(f"Kommunen förbättrades 0,01{H}procentenheter mer än")
