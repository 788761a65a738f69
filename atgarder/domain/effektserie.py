"""What the picture of rule 8 shows: us and the compared, year by year, on the rule's axis; and the plain outcome."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from atgarder.domain.effekt import AR_EFTER, AR_FORE, Effekt, atgardseffekt, doma
from atgarder.domain.effekttyper import Utslag, Utslagshinder
from kkik.domain.brus import matta_varden
from kkik.domain.likhet import avstand, mitten, tal
from kkik.domain.matris import Matris, avstandsmatris, senaste_ar, upprepade_ar
from kkik.domain.signaler import Riktning

AR_BAKAT = 8  # years before the decision year that are shown


def effektserie(matris: Matris, r: Effekt, upprepade: np.ndarray | None = None) -> dict[str, Any]:
    """Plain JSON. ar: from eight years before the decision to the newest. egen: our values, distances for `intervall`;
    null where nothing was measured. median, p25, p75: of the compared, where at least four of them are measured.
    utfall: (year, value in the unit) of the first measured year from the effect year to two years on. senast: of our
    newest measured year. Each null without any. redan_fore: see that function.
    """
    upprepade = upprepade_ar(matris) if upprepade is None else upprepade
    axel = matris if r.intervall is None else avstandsmatris(matris, *r.intervall)
    matta, k = matta_varden(axel, upprepade), matris.kolumn(r.kommun)
    visas = (matris.ar >= r.beslutsar - AR_BAKAT) & (matris.ar <= (r.senaste or 0))
    band = [mitten(rad) for rad in matta[visas][:, [matris.kolumn(j.kommun) for j in r.grupp]]]
    egen = np.full(matris.ar.size, np.nan) if k is None else matta[:, k]
    egna = {} if k is None else _per_ar(matris, matta_varden(matris, upprepade)[:, k])
    return {
        "ar": [int(y) for y in matris.ar[visas]],
        "egen": [tal(v) for v in egen[visas]],
        "p25": [b[0] for b in band],
        "median": [b[1] for b in band],
        "p75": [b[2] for b in band],
        **utfallet(egna, r.effektar),
        "redan_fore": redan_fore(matris, r, upprepade),
    }


def redan_fore(matris: Matris, r: Effekt, upprepade: np.ndarray | None = None) -> list[int] | None:
    """Whether the same verdict comes out of a decision that nobody made, as long before its effect, with its years
    after ending in the real decision's year: then what is seen may have been going on already. (decision year, effect
    year) of it, or null; null also for verdicts that are neither shown nor worse.
    """
    if r.utslag not in (Utslag.VISAD, Utslag.SAMRE):
        return None
    effektar = r.beslutsar - AR_EFTER
    beslutsar = effektar - (r.effektar - r.beslutsar)
    da = atgardseffekt(matris, r.kommun, beslutsar, effektar, r.riktning, r.intervall, upprepade)
    return [beslutsar, effektar] if da.utslag is r.utslag else None


def utfallet(egna: Mapping[int, float], effektar: int) -> dict[str, Any]:
    """`utfall` and `senast` as in effektserie, from our measured values by year."""
    efter = [y for y in sorted(egna) if effektar <= y <= effektar + AR_EFTER]
    return {
        "utfall": [efter[0], egna[efter[0]]] if efter else None,
        "senast": [max(egna), egna[max(egna)]] if egna else None,
    }


def eget_matt(
    egna: Mapping[int, float],
    kommun: int,
    beslutsar: int,
    effektar: int,
    riktning: Riktning | str,
    intervall: tuple[float, float] | None = None,
) -> tuple[Effekt, dict[str, Any]]:
    """No verdict on a measure that only we have, but what became of it, and its picture's data."""
    axel = {y: v if intervall is None else avstand(v, *intervall) for y, v in sorted(egna.items())}
    fore = {y: v for y, v in axel.items() if beslutsar - AR_FORE <= y <= beslutsar}
    efter = {y: v for y, v in axel.items() if effektar <= y <= effektar + AR_EFTER}
    r = doma(
        kommun=kommun,
        beslutsar=beslutsar,
        effektar=effektar,
        riktning=riktning,
        intervall=intervall,
        senaste=max(axel, default=None),
        ar_fore=tuple(fore),
        ar_efter=tuple(efter),
        fore=sum(fore.values()) / len(fore) if fore else None,
        efter=sum(efter.values()) / len(efter) if efter else None,
        grupp=(),
        samre_start=None,
        hinder=Utslagshinder.EGET_MATT,
    )
    visas = range(max(min(axel), beslutsar - AR_BAKAT), max(axel) + 1) if axel else range(0)
    tomt = [None] * len(visas)
    serie = {"ar": list(visas), "egen": [axel.get(y) for y in visas]}
    return r, serie | {"p25": tomt, "median": tomt, "p75": tomt, "redan_fore": None} | utfallet(
        egna, effektar
    )


def _per_ar(matris: Matris, kolumn: np.ndarray) -> dict[int, float]:
    """The measured values through the newest year."""
    sista = senaste_ar(matris) or 0
    return {int(y): float(v) for y, v in zip(matris.ar, kolumn, strict=True) if y <= sista and v == v}
