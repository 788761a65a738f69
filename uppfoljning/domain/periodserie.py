"""The months or tertials of an own measure as one unbroken row of slots, for rule 4's XmR."""

from collections.abc import Iterable

from uppfoljning.domain.perioder import AR, Period, perioder

MINST_VARDEN = 12


def slottar(
    utfall: Iterable[tuple[int, int | None, float]], frekvens: str, till_ar: int
) -> list[tuple[Period, float | None]]:
    """((year, period), value) from the first to the last reported period not after `till_ar`; None = missing between.

    utfall: (year, period, value) in any order. [] for a yearly measure and where nothing has been reported.
    """
    if frekvens == AR:
        return []
    varden = {(ar, period): varde for ar, period, varde in utfall if ar <= till_ar}
    if not varden:
        return []
    forst, sist = min(varden), max(varden)
    alla = [(ar, p) for ar in range(forst[0], sist[0] + 1) for p in perioder(frekvens)]
    return [(p, varden.get(p)) for p in alla if forst <= p <= sist]


def racker_for_xmr(rad: list[tuple[Period, float | None]], ar: int) -> bool:
    """Whether there are twelve values, and one of them in the judged year: an older signal says nothing of it."""
    return sum(v is not None for _, v in rad) >= MINST_VARDEN and rad[-1][0][0] == ar
