"""Rule 3, against other municipalities."""

from itertools import pairwise

from tests.orakel.grund import avstand, lika, percentil, storre


def _varre(x, y, riktning, intervall):
    """−1 when x is worse than y, 0 when equal, 1 when better; y is the reference."""
    if riktning == "intervall":
        x, y = avstand(x, *intervall), avstand(y, *intervall)
    if lika(x, y):
        return 0
    if riktning == "hog":
        return -1 if x < y else 1
    return -1 if x > y else 1


def andel_samre(egen, andra, riktning, intervall=None):
    samre = equal = 0
    for x in andra:
        jamfort = _varre(x, egen, riktning, intervall)
        if jamfort == -1:
            samre += 1
        elif jamfort == 0:
            equal += 1
    return (samre + equal / 2) / len(andra)


def farg(egen, andra, riktning, intervall=None):
    s = andel_samre(egen, andra, riktning, intervall)
    if s >= 0.75:
        return "gron"
    if s <= 0.25:
        return "rod"
    return "gul"


def mot_andra(egen, andra, riktning, intervall=None, marginal=None):
    """dict: signal, orsak, n, andel_samre, rang, median, p25, p75, min, max."""
    andra = [x for x in andra if x is not None]
    ut = {
        "n": len(andra),
        "median": percentil(andra, 50),
        "p25": percentil(andra, 25),
        "p75": percentil(andra, 75),
        "min": min(andra, default=None),
        "max": max(andra, default=None),
        "andel_samre": None,
        "rang": None,
    }
    if riktning == "neutral":
        return {**ut, "signal": "gra", "orsak": "varderas_ej"}
    if egen is None:
        return {**ut, "signal": "gra", "orsak": "utfall_saknas"}
    ut["rang"] = 1 + sum(_varre(x, egen, riktning, intervall) == 1 for x in andra)
    if andra:
        ut["andel_samre"] = andel_samre(egen, andra, riktning, intervall)
    if len(andra) < 4:
        return {**ut, "signal": "gra", "orsak": "for_fa_jamforbara"}
    signal = farg(egen, andra, riktning, intervall)
    if marginal and signal in ("gron", "rod"):
        for v in _provpunkter(egen, marginal, andra, riktning, intervall):
            if farg(v, andra, riktning, intervall) != signal:
                return {**ut, "signal": "gul", "orsak": "inom_felmarginal"}
    return {**ut, "signal": signal, "orsak": None}


def _brytpunkter(andra, riktning, intervall):
    """Every value at which the own municipality would be level with another one."""
    if riktning != "intervall":
        return sorted(set(andra))
    a, b = intervall
    punkter = {a, b}
    for x in andra:
        d = avstand(x, a, b)
        punkter |= {a - d, b + d}
    return sorted(punkter)


def _provpunkter(egen, marginal, andra, riktning, intervall):
    """The ends of the range, every turning point in it, and a point between each pair of these."""
    lagst, hogst = egen - marginal, egen + marginal
    inre = [p for p in _brytpunkter(andra, riktning, intervall) if lagst < p < hogst]
    punkter = [lagst, *inre, hogst]
    return punkter + [(x + y) / 2 for x, y in pairwise(punkter)]


def till_grans(egen, andra, riktning, intervall=None):
    """Smallest |δ| (infimum) to another colour, by trying every point and every gap between points.

    Only for values where nothing is nearly but not quite equal.
    """
    nu = farg(egen, andra, riktning, intervall)
    punkter = sorted({egen, *_brytpunkter(andra, riktning, intervall)})
    utanfor = [punkter[0] - 1, *punkter, punkter[-1] + 1]
    basta = None
    for p in punkter:
        if farg(p, andra, riktning, intervall) != nu:
            basta = _minst(basta, abs(p - egen))
    for x, y in pairwise(utanfor):
        if farg((x + y) / 2, andra, riktning, intervall) != nu:
            ends = [e for e in (x, y) if e in punkter]
            basta = _minst(basta, min(abs(e - egen) for e in ends))
    return basta


def _minst(a, b):
    return b if a is None else min(a, b)


def under_lika_over(egen, andra):
    """How many others have a lower, an equal and a higher value."""
    under = sum(1 for x in andra if x < egen and not lika(x, egen))
    over = sum(1 for x in andra if storre(x, egen))
    return under, len(andra) - under - over, over
