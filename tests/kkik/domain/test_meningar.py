"""Every light of rules 3, 4 and 6 says itself in one Swedish sentence."""

import pytest

from kkik.domain import signaler
from kkik.domain.jamforelse import mot_andra
from kkik.domain.kon import kon_gap
from kkik.domain.meningar import mening_kon, mening_mot_andra, mening_trend, mening_vana, mening_xmr
from kkik.domain.trend import trend_av_punkter
from kkik.domain.vana import Vanor
from kkik.domain.xmr import Sarskild, xmr

H = "\u00a0"  # hard space
FYRA = [60, 65, 70, 80]


def utan_hart(text):
    return text.replace(H, " ")


@pytest.mark.parametrize(
    ("r", "vantat"),
    [
        (
            mot_andra(70, FYRA, "hog"),
            "70,0 % 2022 – i mitten: delad plats 2 av 5, de andras median är 67,5 %",
        ),
        (
            mot_andra(81, FYRA, "hog"),
            "81,0 % 2022 – bland de bästa 25 %: plats 1 av 5, de andras median är 67,5 %",
        ),
        (
            mot_andra(81, FYRA, "lag"),
            "81,0 % 2022 – bland de sämsta 25 %: plats 5 av 5, de andras median är 67,5 %",
        ),
        (
            mot_andra(81, FYRA, "hog", marginal=12),
            "81,0 % 2022 – i mitten: plats 1 av 5, de andras median är 67,5 %; "
            "felmarginalen ±12,0 procentenheter når en annan färg",
        ),
        (
            mot_andra(81, FYRA, "intervall", (60, 66)),
            "81,0 % 2022 – bland de sämsta 25 %: plats 5 av 5 efter avstånd till 60–66 %, "
            "de andras median är 67,5 %",
        ),
        (mot_andra(None, FYRA, "hog"), "Kan inte bedömas: utfall saknas 2022 (de andras median är 67,5 %)"),
        (mot_andra(None, [], "hog"), "Kan inte bedömas: utfall saknas 2022"),
        (mot_andra(70, FYRA[:3], "hog"), "Kan inte bedömas: bara 3 andra kommuner har ett värde 2022"),
        (mot_andra(70, FYRA[:1], "hog"), "Kan inte bedömas: bara en annan kommun har ett värde 2022"),
        (mot_andra(70, [], "hog"), "Kan inte bedömas: ingen annan kommun har ett värde 2022"),
        (
            mot_andra(70, FYRA, "neutral"),
            "Kan inte bedömas: måttet värderas inte (de andras median är 67,5 %)",
        ),
    ],
)
def test_mot_andra(r, vantat):
    assert utan_hart(mening_mot_andra(r, "%", 1, 2022)) == vantat


def trendmening(varden, enhet="%", decimaler=1, **mer):
    punkter = [(2023 - len(varden) + i, v) for i, v in enumerate(varden) if v is not None]
    r = trend_av_punkter(**{"ar": 2022, "punkter": punkter, "sigma": 1.0, "riktning": "lag", **mer})
    return utan_hart(mening_trend(r, enhet, decimaler))


def test_trend():
    brukar = "vad slumpen brukar ge i kommuner av samma storlek"
    assert trendmening([1, 2, 3, 4, 5], antal_per_trend=(0, 28, 72)) == (
        f"Stiger – försämras: +1,0 procentenheter per år 2018–2022 (5 mätta år), mer än {brukar}; "
        "som i 72 % av kommunerna"
    )
    assert trendmening([5000, None, 3000, 1000], "kr/inv", 0, sigma=9) == (
        "Sjunker – förbättras: −1 333,3 kr/inv per år 2019–2022 (3 mätta år), mer än " + brukar
    )
    assert trendmening([1, 2, 3, 4, 5], riktning="neutral") == (
        f"Stiger: +1,0 procentenheter per år 2018–2022 (5 mätta år), mer än {brukar}"
    )
    assert trendmening([1, 2, 1, 2, 1], antal_per_trend=(0, 90, 10)) == (
        f"Ingen säker förändring: 0,0 procentenheter per år 2018–2022 (5 mätta år), inte mer än {brukar}"
    )
    assert trendmening([100, 110, 120, 130], sigma=None) == (
        "Stiger – försämras: +10,0 procentenheter per år 2019–2022 (4 mätta år), "
        "åt samma håll hela vägen och mer än 5 % i allt (måttets brus är inte känt)"
    )
    assert trendmening([100, 101, 100, 101], sigma=None).endswith(
        "inte åt samma håll hela vägen eller högst 5 % i allt"
    )


def test_en_pil_star_aldrig_bredvid_noll():
    assert trendmening([1, 1.001, 1.002, 1.003, 1.004], sigma=0.0001).startswith(
        "Stiger – försämras: +0,001 procentenheter per år"
    )


def test_ingen_trend():
    assert trendmening([1, 2]) == "Kan inte bedömas: bara 2 mätta år 2018–2022"
    assert trendmening([1]) == "Kan inte bedömas: bara ett mätt år 2018–2022"
    assert trendmening([1, 2, 3], sigma=None) == (
        "Kan inte bedömas: bara 3 mätta år 2018–2022 och måttets brus är inte känt"
    )
    assert trendmening([1, 2, 3, None]) == "Kan inte bedömas: uppgift för 2022 saknas"
    assert trendmening([1, 2, 3], upprepat=True) == (
        "Kan inte bedömas: 2022 är inte mätt på nytt, nästan alla kommuner har kvar samma värde som 2021"
    )


def test_vana():
    assert utan_hart(mening_vana(Vanor(200, 56, 0, 0), "hog")) == (
        "Två försämringar i rad har följts av en tredje i 28 % av fallen: brukar vända"
    )
    assert utan_hart(mening_vana(Vanor(200, 90, 0, 0), "hog")) == (
        "Två försämringar i rad har följts av en tredje i 45 % av fallen"
    )
    assert mening_vana(Vanor(99, 90, 0, 0), "hog") == ""


def test_kon():
    stor = kon_gap(84, 80, [1] * 16 + [9] * 4)
    assert utan_hart(mening_kon(stor, "%", 1)) == (
        "Kvinnor 84,0 %, män 80,0 % – skillnaden 4,0 procentenheter är större än i de flesta kommuner "
        "(större än i 80 % av 20 andra)"
    )
    assert "är som i andra kommuner" in mening_kon(kon_gap(84, 80, [9] * 20), "%", 1)
    assert utan_hart(mening_kon(kon_gap(84, 80, [1]), "%", 1)).endswith(
        "kan inte jämföras, för få andra kommuner har båda värdena (1)"
    )
    assert mening_kon(kon_gap(None, 80, []), "%", 1) == (
        "Kan inte bedömas: värde för både kvinnor och män saknas"
    )


def test_xmr():
    lugnt = [10, 11, 9] * 4
    assert utan_hart(mening_xmr(xmr([*lugnt, 20], "lag"), "min", 1)) == (
        "Stiger – försämras: senast 20,0 min, vanlig variation 6,4 till 13,6 min – utanför gränserna"
    )
    assert utan_hart(mening_xmr(xmr(lugnt, "lag"), "min", 1)) == (
        "Ingen säker förändring: senast 9,0 min, vanlig variation 6,4 till 13,6 min – "
        "inget utöver den vanliga variationen"
    )
    assert mening_xmr(xmr([1.0])) == "Kan inte bedömas: färre än tolv värden"


def test_varje_ord_har_en_etikett():
    for sort in (*(getattr(signaler, n) for n in ("Signal", "Riktning", "Trend", "Godhet")), Sarskild):
        etiketter = [medlem.etikett for medlem in sort]
        assert len(set(etiketter)) == len(etiketter)
    for sort in (signaler.Orsak, signaler.Konlage, signaler.Vana):
        assert len({medlem.etikett for medlem in sort}) == len(sort)


def test_signalens_ord_skiljer_sig_mellan_ljusen():
    assert [s.etikett_mal for s in signaler.Signal] == [
        "Når målet", "Nära målet", "Når inte målet", "Kan inte bedömas",
    ]  # fmt: skip
    assert [s.etikett_andra for s in signaler.Signal] == [
        "Bland de bästa 25 %", "I mitten", "Bland de sämsta 25 %", "Kan inte bedömas",
    ]  # fmt: skip
    for namn in ("etikett_pa_vag", "etikett_maluppfyllelse", "farg"):
        assert len({getattr(s, namn) for s in signaler.Signal}) == 4
