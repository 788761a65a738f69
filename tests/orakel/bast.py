"""Whom to call, written from the text. A country is a dict municipality → {year: value}."""

from tests.orakel import prognos
from tests.orakel.grund import avstand, percentil
from tests.orakel.regel4 import (
    avstandsland,
    fonster,
    godhet,
    klassens_kommuner,
    pil,
    senaste_ar,
    sigma,
    upprepade,
)


def nytta(v, riktning, intervall):
    if intervall is not None:
        return -avstand(v, *intervall)
    return v if riktning == "hog" else -v


def bast(land, kommun, riktning, grupp=None, klasser=None, intervall=None, nar=None, h=4, brott=()):
    """dict: ar, n, lika, battre, snabbast, uppryckare as ids (the last with start year), andel_forbattras, inom_brus.
    `nar`: outcome → reached, or None. None for the whole when there is no start."""
    if riktning == "neutral":
        return None
    ar, v, hinder = prognos.start(land, kommun)
    if hinder is not None:
        return None
    klasser = klasser or {}
    land = {k: {y: x for y, x in serie.items() if y <= senaste_ar(land)} for k, serie in land.items()}
    andra = [k for k in land if k != kommun and ar in land[k]]
    lika = set(grupp) - {kommun} if grupp is not None else lika_i_niva(land, kommun, ar, klasser, brott)
    egen = nytta(v, riktning, intervall)
    damm = 1e-9 * max(1, abs(v))
    vinner = {k: nytta(land[k][ar], riktning, intervall) - egen for k in andra}
    matt = land if intervall is None else avstandsland(land, intervall)
    ej_matt = upprepade(land)
    s, omdome, lutning = {}, {}, {}
    for k in [kommun, *andra]:
        s[k] = sigma(matt, klassens_kommuner(matt, klasser, k), ar, brott, ej_matt)
        arrow, _, b, _, _ = pil(fonster(matt[k], ar, brott, ej_matt), ar, s[k], ar in ej_matt)
        omdome[k], lutning[k] = godhet(arrow, riktning), b
    battre = sorted((k for k in andra if k in lika and vinner[k] > damm), key=lambda k: (-vinner[k], k))
    i_klassen = [k for k in andra if klasser.get(k) == klasser.get(kommun)]
    snabbast = sorted(
        (k for k in andra if omdome[k] == "forbattras" and (k in lika or k in i_klassen)),
        key=lambda k: (-abs(lutning[k]), k),
    )
    alla = [pil_av(matt, k, ar, klasser, brott, ej_matt) for k in matt]
    med = [godhet(p, riktning) for p in alla if p is not None]
    brus = {}
    for k in andra:
        if s[k] is None or s[kommun] is None:
            brus[k] = None
        else:
            brus[k] = abs(vinner[k]) <= 1.75 * (s[k] ** 2 + s[kommun] ** 2) ** 0.5 + damm
    return {
        "ar": ar,
        "n": len(andra),
        "lika": sorted(lika & set(andra)),
        "battre": battre,
        "snabbast": snabbast,
        "andel_forbattras": sum(g == "forbattras" for g in med) / len(med) if med else None,
        "inom_brus": brus,
        **uppryckare(
            land,
            kommun,
            ar,
            v,
            riktning,
            intervall,
            nar,
            h,
            brott,
            lambda k: (k not in lika, klasser.get(k) != klasser.get(kommun)),
        ),
    }


def pil_av(land, k, ar, klasser, brott, ej_matt):
    s = sigma(land, klassens_kommuner(land, klasser, k), ar, brott, ej_matt)
    return pil(fonster(land[k], ar, brott, ej_matt), ar, s, ar in ej_matt)[0]


def lika_i_niva(land, kommun, ar, klasser, brott):
    da = max([ar - 5, *(b for b in brott if b <= ar)])
    if da not in land[kommun]:
        return set()
    med = [k for k in land if k != kommun and da in land[k] and klasser.get(k) == klasser.get(kommun)]
    return set(sorted(med, key=lambda k: (abs(land[k][da] - land[kommun][da]), k))[:7])


def uppryckare(land, kommun, ar, v, riktning, intervall, nar, h, brott, narhet):
    tomt = {"uppryckare": [], "till_malet": False, "fall": 0}
    if any(ar < b <= ar + h for b in brott):
        return tomt
    fall = prognos.klass(land, kommun, ar, h, brott)
    if len(fall) < 50:
        return {**tomt, "fall": len(fall)}
    egen, damm = nytta(v, riktning, intervall), 1e-9 * max(1, abs(v))
    vinst = [nytta(v + f[3], riktning, intervall) - egen for f in fall]
    till_malet = nar is not None and not nar(v)
    grans = max(0, percentil(vinst, 75))
    sist = {}
    for (k, j, _, andring), w in sorted(zip(fall, vinst, strict=True)):
        nadde = nar(v + andring) if till_malet else w >= grans - damm
        if nadde and w > damm:
            sist[k] = (w, j)
    kvar = [
        (*narhet(k), -w, k, j)
        for k, (w, j) in sist.items()
        if ar in land[k] and nytta(land[k][ar], riktning, intervall) - egen > damm
    ]
    return {"uppryckare": [rad[-2:] for rad in sorted(kvar)], "till_malet": till_malet, "fall": len(fall)}
