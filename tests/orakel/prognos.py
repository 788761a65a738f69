"""Rule 5, forecast of a target, written from the text.

A country is a dict municipality → {year: value}. A target is a function outcome → reached.
"""

from tests.orakel.grund import lika, median, mindre, percentil, storre
from tests.orakel.regel4 import over_brott, senaste_ar, upprepade


def nar_hog(t):
    return lambda v: v > t or lika(v, t)


def nar_lag(t):
    return lambda v: v < t or lika(v, t)


def nar_intervall(a, b):
    return lambda v: nar_hog(a)(v) and nar_lag(b)(v)


def nar_forandring(slag, u, w, riktning):
    """Rule 1's green, with the baseline as the reference of equality."""
    s = 1e-9 * max(1, abs(u))
    if slag == "oka":
        return lambda v: v - u > w + s
    if slag == "minska":
        return lambda v: v - u < -w - s
    if riktning == "hog":
        return lambda v: v - u >= -w - s
    return lambda v: v - u <= w + s


def start(land, kommun, ar=None):
    """(year, value, reason): the newest measured year of the municipality, or the year asked for."""
    ej_matt, serie = upprepade(land), land.get(kommun, {})
    if ar is None:
        sista = senaste_ar(land)
        matta = [y for y in serie if y not in ej_matt and y <= sista]
        return (max(matta), serie[max(matta)], None) if matta else (None, None, "utfall_saknas")
    if ar in ej_matt:
        return ar, serie.get(ar), "ej_matt"
    return ar, serie.get(ar), None if ar in serie else "utfall_saknas"


def relativ(land, kommun, y):
    return land[kommun][y] - median([serie[y] for serie in land.values() if y in serie])


def alla_fall(land, kommun, y, h, brott=()):
    """(municipality, start year, relative start, change) of every case of the others."""
    ej_matt = upprepade(land)
    ut = []
    for k in land:
        if k == kommun:
            continue
        for j in range(y - h - 8, y - h + 1):
            if j not in land[k] or j + h not in land[k] or j in ej_matt or j + h in ej_matt:
                continue
            if over_brott(j, j + h, brott):
                continue
            ut.append((k, j, relativ(land, k, j), land[k][j + h] - land[k][j]))
    return ut


def klass(land, kommun, y, h, brott=()):
    """The 150 nearest; those as far away as the 150th, by municipality and then year."""
    fall, egen = alla_fall(land, kommun, y, h, brott), relativ(land, kommun, y)
    if len(fall) <= 150:
        return fall
    damm = 1e-9 * max(1, abs(egen), abs(land[kommun][y]))
    granslangd = sorted(abs(f[2] - egen) for f in fall)[149]
    narmare = [f for f in fall if abs(f[2] - egen) < granslangd - damm]
    lika_langt = [f for f in fall if granslangd - damm <= abs(f[2] - egen) <= granslangd + damm]
    return narmare + sorted(lika_langt)[: 150 - len(narmare)]


def prognos(land, kommun, malar, nar, *, ar=None, andel=False, brott=()):
    """dict: orsak, p, antal, nadde, p10, p50, p90, ord, fall. `nar` None: no target."""
    y, v, hinder = start(land, kommun, ar)
    tomt = dict.fromkeys(("p", "nadde", "p10", "p50", "p90", "ord"))
    h = None if y is None else malar - y
    if hinder is not None:
        return {**tomt, "antal": 0, "orsak": hinder, "fall": []}
    if h < 1 or h > 4:
        return {
            **tomt,
            "antal": 0,
            "orsak": "malar_passerat" if h < 1 else "malar_for_langt_fram",
            "fall": [],
        }
    if over_brott(y, malar, brott):
        return {**tomt, "antal": 0, "orsak": "definitionsbrott", "fall": []}
    fall = klass(land, kommun, y, h, brott)
    if len(fall) < 50:
        return {**tomt, "antal": len(fall), "orsak": "for_fa_fall", "fall": fall}
    p10, p50, p90 = (troligt(v, [f[3] for f in fall], x, andel) for x in (10, 50, 90))
    ut = {**tomt, "antal": len(fall), "p10": p10, "p50": p50, "p90": p90, "orsak": None, "fall": fall}
    if nar is None:
        return {**ut, "orsak": "ingen_malniva"}
    nadde = sum(1 for f in fall if nar(v + f[3]))
    p = (nadde + 0.5) / (len(fall) + 1)
    return {**ut, "nadde": nadde, "p": p, "ord": ordet(p)}


def troligt(v, andringar, x, andel):
    slut = v + percentil(andringar, x)
    if andel:
        slut = max(0.0, min(100.0, slut))
    return slut


def ordet(p):
    if not mindre(p, 0.8):
        return "nås troligen utan ny kraft"
    if not mindre(p, 0.2):
        return "utmanande men prövat"
    if not mindre(p, 0.02):
        return "mycket ambitiöst"
    return "nästan utan motstycke"


def basta_lyft(serie, h, riktning, ej_matt, brott=()):
    """(change, from, to) of the best h years; of equals the latest."""
    basta = None
    for till in sorted(serie):
        fran = till - h
        if fran not in serie or fran in ej_matt or till in ej_matt or over_brott(fran, till, brott):
            continue
        andring = serie[till] - serie[fran]
        nytta = andring if riktning == "hog" else -andring
        if basta is None or storre(nytta, basta[0]) or lika(nytta, basta[0]):
            basta = (nytta, andring, fran, till)
    return None if basta is None else basta[1:]
