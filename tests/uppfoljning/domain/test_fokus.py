"""Rule 10: the focus list."""

import itertools
import random

import pytest

from kkik.domain.signaler import Godhet, Signal
from tests.orakel import mal as orakel
from uppfoljning.domain.fokus import FokusUnderlag, fokusera, fokuslista, overraskningar


def test_alla_sammansattningar_som_orakel():
    """Every combination of what the rule looks at."""
    signaler = [Signal.GRON, Signal.GUL, Signal.ROD, Signal.GRA]
    trender = [None, *Godhet]
    for mal, andra, trend, alla, vag, fore, kon, p in itertools.product(
        signaler, signaler, trender, [False, True], [Signal.GUL, Signal.ROD], [False, True], [False, True],
        [None, 0.1999, 0.2],
    ):  # fmt: skip
        f = fokusera(
            FokusUnderlag(
                1, "x", mal=mal, andra=andra, trend=trend, alla_ror_sig=alla, pa_vag=vag,
                pa_vag_fore_malaret=fore, kon_avviker=kon, prognos_p=p,
            )
        )  # fmt: skip
        assert (f.avviker, f.poang) == orakel.fokuspoang(mal, andra, trend, alla, vag, fore, kon, p)
        assert sum(s.poang for s in f.skal) == f.poang


def test_skalen_i_ord():
    f = fokusera(
        FokusUnderlag(
            1, "x", mal=Signal.ROD, andra=Signal.ROD, trend=Godhet.FORSAMRAS, pa_vag=Signal.ROD,
            pa_vag_fore_malaret=True, kon_avviker=True, prognos_p=0.1,
        )
    )  # fmt: skip
    assert f.poang == 11
    assert f.skal_i_ord == [
        "når inte målet",
        "bland de sämsta 25 %",
        "försämras",
        "inte på väg mot målet",
        "skillnaden mellan kvinnor och män är större än i de flesta kommuner",
        "få kommuner i samma läge har nått så långt på den tiden",
    ]


def test_text_ur_databasen_duger():
    """Stored lights are text: they mean the same."""
    assert fokusera(FokusUnderlag(1, "x", mal="rod", trend="forsamras")).poang == 6


@pytest.mark.parametrize(
    ("mal", "avvikelse", "andra", "vantat"),
    [
        (Signal.GRON, 2.0, Signal.GRON, True),
        (Signal.GRON, 0.0, Signal.GRON, False),  # reached, not exceeded
        (Signal.GRON, None, Signal.GRON, False),
        (Signal.GRON, 2.0, Signal.GUL, False),
        (Signal.GUL, 2.0, Signal.GRON, False),  # a change in the right direction within the tolerance
    ],
)
def test_overraskning(mal, avvikelse, andra, vantat):
    u = FokusUnderlag(1, "x", mal=mal, avvikelse=avvikelse, andra=andra)
    assert fokusera(u).overraskning is vantat
    assert bool(overraskningar([u])) is vantat


def test_ordning():
    rod = {"mal": Signal.ROD}
    vantad = [
        FokusUnderlag(1, "ö", mal=Signal.ROD, andra=Signal.ROD),
        FokusUnderlag(2, "z", **rod, avvikelse_procent=-30.0),
        FokusUnderlag(3, "a", **rod, avvikelse_procent=-20.0),
        FokusUnderlag(4, "Zebra", **rod, avvikelse_procent=-10.0),
        FokusUnderlag(5, "Ålder", **rod, avvikelse_procent=-10.0),
        FokusUnderlag(6, "ändamål", **rod, avvikelse_procent=-10.0),
        FokusUnderlag(7, "Öppethållande", **rod, avvikelse_procent=-10.0),
        FokusUnderlag(8, "a", **rod),
        FokusUnderlag(9, "b", **rod),
        FokusUnderlag(10, "a", andra=Signal.ROD, mal=Signal.GUL, avvikelse_procent=-99.0),
        FokusUnderlag(11, "a", andra=Signal.ROD),
    ]
    utanfor = [FokusUnderlag(12, "a", mal=Signal.GUL, kon_avviker=True), FokusUnderlag(13, "a")]
    blandade = [*vantad, *utanfor]
    random.Random(1).shuffle(blandade)
    assert [f.underlag.nyckel for f in fokuslista(blandade)] == list(range(1, 12))


def test_overraskningarnas_ordning():
    bra = {"mal": Signal.GRON, "andra": Signal.GRON, "avvikelse": 1.0}
    lista = [
        FokusUnderlag(3, "a", **bra),
        FokusUnderlag(2, "ö", **bra, avvikelse_procent=5.0),
        FokusUnderlag(1, "b", **bra, avvikelse_procent=9.0, trend=Godhet.FORSAMRAS),
    ]
    assert [f.underlag.nyckel for f in overraskningar(lista)] == [1, 2, 3]
