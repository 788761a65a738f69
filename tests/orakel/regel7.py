"""Rule 7 once more, slowly: plain lists, one municipality at a time, exact fractions where they can be had."""

from fractions import Fraction


def _percentil(varden, p):
    v = sorted(Fraction(x) for x in varden)
    h = Fraction(p) / 100 * (len(v) - 1)
    i = int(h)
    return v[i] if i + 1 == len(v) else v[i] + (h - i) * (v[i + 1] - v[i])


def normera(varden, lag):
    """varden: floats, none missing → Fractions 0–100, or None."""
    nedre, ovre = _percentil(varden, "2.5"), _percentil(varden, "97.5")
    if nedre == ovre:
        return None
    ut = []
    for v in varden:
        if Fraction(v) <= nedre:
            plats = Fraction(0)
        elif Fraction(v) >= ovre:
            plats = Fraction(100)
        else:
            plats = 100 * (Fraction(v) - nedre) / (ovre - nedre)
        ut.append(100 - plats if lag else plats)
    return ut


def index(delar):
    """delar: [(list of float or None, "hog"|"lag"|(a, b))] → list of float or None per municipality, or None."""
    antal = len(delar[0][0])
    med = [k for k in range(antal) if all(varden[k] is not None for varden, _ in delar)]
    if len(med) < 20:
        return None
    poang = []
    for varden, riktning in delar:
        tal = [varden[k] for k in med]
        if isinstance(riktning, tuple):
            a, b = riktning
            tal = [max(a - v, v - b, 0.0) for v in tal]
        en = normera(tal, riktning != "hog")
        if en is None:
            return None
        poang.append(en)
    medel = [sum(p[i] for p in poang) / len(poang) for i in range(len(med))]
    igen = normera(medel, lag=False)
    if igen is None:
        return None
    return [float(igen[med.index(k)]) if k in med else None for k in range(antal)]
