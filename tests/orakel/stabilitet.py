"""How often the colours against others change from a year to the next, municipality by municipality."""

from tests.orakel.regel3 import farg
from tests.orakel.regel4 import over_brott, upprepade


def fargbyten(land, ar, brott=()):
    """(cases, changes) over the pairs of years within ten years back from `ar`."""
    ej_matt = upprepade(land)
    fall = byten = 0
    for y in range(ar - 9, ar + 1):
        if y in ej_matt or y - 1 in ej_matt or over_brott(y - 1, y, brott):
            continue
        for k in land:
            farger = []
            for a in (y - 1, y):
                andra = [land[j][a] for j in land if j != k and a in land[j]]
                if a in land[k] and len(andra) >= 4:
                    farger.append(farg(land[k][a], andra, "hog"))
            if len(farger) == 2:
                fall += 1
                byten += farger[0] != farger[1]
    return fall, byten
