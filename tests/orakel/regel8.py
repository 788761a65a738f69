"""Rule 8, whether a decided action had effect, written from the text.

A country is a dict municipality → {year: value}.
"""

from tests.orakel.grund import avstand, median
from tests.orakel.regel4 import over_brott, senaste_ar, upprepade


def matta(land, ar):
    """The years of `ar` that are measurements in this country, with an own value or not."""
    sista, ej_matt = senaste_ar(land), upprepade(land)
    return [y for y in ar if sista is not None and y <= sista and y not in ej_matt]


def medel(serie, ar):
    varden = [serie[y] for y in ar if y in serie]
    return sum(varden) / len(varden) if varden else None


def brutet(serie, ar, brott):
    egna = [y for y in ar if y in serie]
    return bool(egna) and over_brott(min(egna), max(egna), brott)


def effekt(land, kommun, d, e, riktning, intervall=None, brott=()):
    """dict: utslag, hinder, fore, efter, grupp {municipality: Δ}, median, placebo, spegel."""
    fore_ar, efter_ar = matta(land, [d - 2, d - 1, d]), matta(land, [e, e + 1, e + 2])
    if intervall is not None:
        land = {k: {y: avstand(v, *intervall) for y, v in serie.items()} for k, serie in land.items()}
    egen = land.get(kommun, {})
    fore, efter = medel(egen, fore_ar), medel(egen, efter_ar)
    ut = {
        "fore": fore,
        "efter": efter,
        "grupp": {},
        "median": None,
        "samre": None,
        "placebo": None,
        "spegel": None,
    }
    hinder = None
    if e <= d:
        hinder = "effektar_fore_beslut"
    elif fore is None:
        hinder = "ej_matt_fore"
    elif senaste_ar(land) is None or senaste_ar(land) < e:
        hinder = "for_tidigt"
    elif efter is None:
        hinder = "ej_matt_efter"
    elif brutet(egen, fore_ar + efter_ar, brott):
        hinder = "definitionsbrott"
    if hinder is not None:
        return {**ut, "utslag": "inget_utslag", "hinder": hinder}
    s = 1e-9 * max(1, abs(fore), abs(efter))
    mojliga = []
    for k in sorted(land):
        f, g = medel(land[k], fore_ar), medel(land[k], efter_ar)
        if k != kommun and f is not None and g is not None and not brutet(land[k], fore_ar + efter_ar, brott):
            mojliga.append((k, abs(f - fore), g - f))
    if mojliga and riktning != "neutral":
        begynte = [medel(land[k], fore_ar) for k, _, _ in mojliga]
        samre = [f for f in begynte if (f < fore - s if riktning == "hog" else f > fore + s)]
        ut["samre"] = len(samre) / len(begynte)
    if len(mojliga) > 50:
        grans = sorted(m[1] for m in mojliga)[49]
        narmare = [m for m in mojliga if m[1] < grans - s]
        vid_gransen = [m for m in mojliga if grans - s <= m[1] <= grans + s]
        mojliga = narmare + vid_gransen[: 50 - len(narmare)]
    ut["grupp"] = {k: delta for k, _, delta in mojliga}
    ut["median"] = median(ut["grupp"].values())
    n, eget = len(mojliga), efter - fore
    if n < 20:
        return {**ut, "utslag": "inget_utslag", "hinder": "for_fa_jamforbara"}
    if riktning == "neutral":
        return {**ut, "utslag": "inget_utslag", "hinder": "varderas_ej"}
    battre = worse = 0
    for delta in ut["grupp"].values():
        vinst = delta - eget if riktning == "hog" else eget - delta
        battre += vinst >= -s
        worse += vinst <= s
    ut["placebo"], ut["spegel"] = (1 + battre) / (n + 1), (1 + worse) / (n + 1)
    if ut["placebo"] <= 0.1:
        utslag = "effekt_visad"
    elif ut["spegel"] <= 0.1:
        utslag = "samre_an_jamforbara"
    else:
        utslag = "effekt_ej_visad"
    return {**ut, "utslag": utslag, "hinder": None}
