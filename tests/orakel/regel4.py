"""Rule 4: repeated years, newest year, classes, noise, trend, habits, XmR.

A series is a dict year → value (only what exists); a country is a dict municipality → series.
"""

from itertools import pairwise

from tests.orakel.grund import avstand, median, mindre, percentil, storre


def senaste_ar(land):
    antal = {}
    for serie in land.values():
        for y in serie:
            antal[y] = antal.get(y, 0) + 1
    if not antal:
        return None
    return max(y for y in antal if antal[y] >= 0.5 * max(antal.values()))


def upprepat(land, y):
    bada = samma = 0
    for serie in land.values():
        if y in serie and y - 1 in serie and not (serie[y] == 0 and serie[y - 1] == 0):
            bada += 1
            if serie[y] == serie[y - 1]:
                samma += 1
    return bada >= 20 and samma / bada >= 0.99


def upprepade(land):
    ar = {y for serie in land.values() for y in serie}
    return {y for y in ar if upprepat(land, y)}


def befolkningsklass(folkmangd, kommun):
    """0–4; None without a population of its own."""
    if folkmangd.get(kommun) is None:
        return None
    alla = [v for v in folkmangd.values() if v is not None]
    klass = 0
    for p in (20, 40, 60, 80):
        if mindre(percentil(alla, p), folkmangd[kommun]):
            klass += 1
    return klass


def over_brott(fran, till, brott):
    return any(fran < b <= till for b in brott)


def sigma(land, kommuner, ar, brott, ej_matt):
    """σ of the pooled second differences of `kommuner`; None with fewer than 30."""
    differenser, nivaer = [], []
    for k in kommuner:
        serie = land[k]
        for y in range(ar - 9 + 2, ar + 1):
            tre = (y - 2, y - 1, y)
            if all(t in serie and t not in ej_matt for t in tre) and not over_brott(y - 2, y, brott):
                differenser.append(serie[y] - 2 * serie[y - 1] + serie[y - 2])
                nivaer.append(abs(serie[y]))
    if len(differenser) < 30:
        return None
    mitt = median(differenser)
    damm = 1e-9 * max(1, median(nivaer))
    fran_mitt = [abs(d - mitt) for d in differenser]
    mad = median(fran_mitt)
    if mad > damm:
        return 1.4826 * mad / 6**0.5
    medel = sum(fran_mitt) / len(fran_mitt)
    return 1.2533 * medel / 6**0.5 if 1.2533 * medel > damm else 0.0


def theil_sen(punkter):
    lutningar = []
    for i, (y1, v1) in enumerate(punkter):
        for y2, v2 in punkter[i + 1 :]:
            lutningar.append((v2 - v1) / (y2 - y1))
    return median(lutningar)


def fonster(serie, ar, brott, ej_matt):
    """The measured points of the five years, none from before a definition break."""
    return [
        (y, serie[y])
        for y in range(ar - 4, ar + 1)
        if y in serie and y not in ej_matt and not over_brott(y, ar, brott)
    ]


def pil(punkter, ar, s, ar_upprepat):
    """(arrow or None, reason or None, slope, z, without σ) from points and noise."""
    if ar_upprepat:
        return None, "ej_matt", None, None, False
    minst = 3 if s is not None else 4
    if len(punkter) < minst or punkter[-1][0] != ar:
        return None, "for_kort_serie", None, None, False
    b = theil_sen(punkter)
    if s is None:
        return _utan_brusmatt(punkter), None, b, None, True
    medelar = sum(y for y, _ in punkter) / len(punkter)
    rot = sum((y - medelar) ** 2 for y, _ in punkter) ** 0.5
    if s == 0:
        if abs(b) <= 1e-9 * max(1, abs(punkter[-1][1])):
            return "plan", None, b, 0.0, False
        return ("stigande" if b > 0 else "sjunkande"), None, b, None, False
    z = b / (s / rot)
    if storre(z, 1.75):
        return "stigande", None, b, z, False
    if mindre(z, -1.75):
        return "sjunkande", None, b, z, False
    return "plan", None, b, z, False


def _utan_brusmatt(punkter):
    varden = [v for _, v in punkter]
    par = list(pairwise(varden))
    langt = storre(abs(varden[-1] - varden[0]), 0.05 * abs(varden[0]))
    if langt and all(storre(y, x) for x, y in par):
        return "stigande"
    if langt and all(mindre(y, x) for x, y in par):
        return "sjunkande"
    return "plan"


def klassens_kommuner(land, klasser, kommun):
    """Whose noise counts: the own class, or everybody when the own class is unknown."""
    if klasser.get(kommun) is None:
        return list(land)
    return [k for k in land if klasser.get(k) == klasser[kommun]]


def pil_for(land, kommun, ar, klasser, brott=(), ej_matt=None):
    ej_matt = upprepade(land) if ej_matt is None else ej_matt
    s = sigma(land, klassens_kommuner(land, klasser, kommun), ar, brott, ej_matt)
    punkter = fonster(land[kommun], ar, brott, ej_matt)
    return (*pil(punkter, ar, s, ar in ej_matt), s)


def godhet(arrow, riktning):
    if arrow is None or riktning == "neutral":
        return None
    if arrow == "plan":
        return "oforandrad"
    bra = "stigande" if riktning == "hog" else "sjunkande"
    return "forbattras" if arrow == bra else "forsamras"


def avstandsland(land, intervall):
    return {k: {y: avstand(v, *intervall) for y, v in serie.items()} for k, serie in land.items()}


def vanor(land, at, ar, brott=(), ej_matt=None):
    """(cases, third) of two changes in direction `at` (+1/−1) in a row, up to and including `ar`."""
    ej_matt = upprepade(land) if ej_matt is None else ej_matt
    fall = tredje = 0
    for serie in land.values():
        for y in sorted(serie):
            fyra = [y, y + 1, y + 2, y + 3]
            if any(t not in serie or t in ej_matt or t > ar for t in fyra) or over_brott(y, y + 3, brott):
                continue
            v = [serie[t] for t in fyra]
            at_hall = [(storre if at > 0 else mindre)(efter, fore) for fore, efter in pairwise(v)]
            if at_hall[0] and at_hall[1]:
                fall += 1
                tredje += at_hall[2]
    return fall, tredje


def xmr(varden):
    """(centre, mean moving range, set of (cause, direction)) or None; None in the list is a gap."""
    forsta = [i for i, v in enumerate(varden) if v is not None][:12]
    if len(forsta) < 12:
        return None
    mitt = sum(varden[i] for i in forsta) / 12
    rorelser = [abs(varden[i] - varden[i - 1]) for i in forsta if i - 1 in forsta]
    if not rorelser:
        return None
    rorelse = sum(rorelser) / len(rorelser)
    sist = max(i for i, v in enumerate(varden) if v is not None)
    orsaker = set()
    for at in (1, -1):
        # Turned upside down for −1, so that every rule is written once.
        v = [None if x is None else at * (x - mitt) for x in varden]
        damm = 1e-9 * max(1, abs(mitt))
        if v[sist] > 2.66 * rorelse + damm:
            orsaker.add(("utanfor_grans", at))
        sju = v[max(0, sist - 6) : sist + 1]
        helt = len(sju) == 7 and None not in sju
        if helt and all(
            (storre if at > 0 else mindre)(varden[sist - j], varden[sist - j - 1]) for j in range(6)
        ):
            orsaker.add(("sju_i_foljd", at))
        if helt and all(x > damm for x in sju):
            orsaker.add(("sju_pa_samma_sida", at))
        bortom = [x is not None and x > 2.66 * rorelse * 2 / 3 + damm for x in v]
        if bortom[sist]:
            if sist >= 1 and bortom[sist - 1]:
                orsaker.add(("tva_av_tre", at))
            if sist >= 2 and v[sist - 1] is not None and bortom[sist - 2]:
                orsaker.add(("tva_av_tre", at))
    return mitt, rorelse, orsaker
