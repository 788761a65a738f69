"""Rules 1, 2, 9 and 10."""


def _minst(x, y, referens):
    """x ≥ y, equality within the slack of the reference."""
    return x >= y - 1e-9 * max(1, abs(referens))


def niva(v, t, w, riktning, m=0):
    """(signal, reason) of a level, by the table."""
    if riktning == "hog":
        nar, nara = _minst(v, t, t), _minst(v, t - w, t)
    else:
        nar, nara = _minst(t, v, t), _minst(t + w, v, t)
    if nar:
        return "gron", None
    if m and _minst(m, abs(v - t), t):
        return "gul", "inom_felmarginal"
    return ("gul" if nara else "rod"), None


def intervall(v, a, b, tolerans, m=0):
    """tolerans: function end → w."""
    if _minst(v, a, a) and _minst(b, v, b):
        return "gron", None
    anden = a if v < a else b
    if m and _minst(m, abs(v - anden), anden):
        return "gul", "inom_felmarginal"
    return ("gul" if _minst(tolerans(anden), abs(v - anden), anden) else "rod"), None


def forandring(v, u, w, slag, riktning):
    damm = 1e-9 * max(1, abs(u))
    d = v - u
    if slag == "oka":
        return "gron" if d > w + damm else "rod" if d < -w - damm else "gul"
    if slag == "minska":
        return "gron" if d < -w - damm else "rod" if d > w + damm else "gul"
    pa_daliga_sidan = d < 0 if riktning == "hog" else d > 0
    if abs(d) <= w + damm or not pa_daliga_sidan:
        return "gron"
    return "gul" if abs(d) <= 2 * w + damm else "rod"


def forvantat(ar, utgangsar, u, nivaer):
    """e(y) year by year, and the next target level; (None, None) outside the way."""
    kvar = {y: t for y, t in nivaer.items() if y > utgangsar}
    if ar < utgangsar or not [y for y in kvar if y >= ar]:
        return None, None
    nasta = min(y for y in kvar if y >= ar)
    tidigare = [y for y in kvar if y < nasta]
    fran, start = (max(tidigare), kvar[max(tidigare)]) if tidigare else (utgangsar, u)
    return start + (kvar[nasta] - start) * ((ar - fran) / (nasta - fran)), kvar[nasta]


def maluppfyllelse(ljus):
    resultat = [s for kategori, s in ljus if kategori in ("subjektiv", "objektiv", "effektivitet")]
    bedomda = [s for s in resultat if s != "gra"]
    if not bedomda or len(bedomda) / len(resultat) < 0.5:
        return "gra"
    if bedomda.count("gron") / len(bedomda) >= 0.75 and "rod" not in bedomda:
        return "gron"
    return "rod" if bedomda.count("rod") / len(bedomda) >= 0.5 else "gul"


def fokuspoang(mal, andra, trend, alla_ror_sig, pa_vag, fore, kon_avviker, p):
    """(deviates, points)."""
    poang = {"rod": 4, "gul": 1}.get(mal, 0)
    poang += 2 if andra == "rod" else 0
    ner = trend == "forsamras" and not alla_ror_sig
    poang += 2 if ner else 0
    poang += 1 if pa_vag == "rod" and fore else 0
    poang += 1 if kon_avviker else 0
    poang += 1 if p is not None and p < 0.2 else 0
    return mal == "rod" or andra == "rod" or ner, poang
