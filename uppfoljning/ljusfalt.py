"""The fields of a stored light, and the way back: each light computed again from nothing but its stored inputs."""

import json
from typing import Any

from kkik.domain.jamforelse import MotAndra
from kkik.domain.kon import KonResultat
from kkik.domain.prognostyper import Malprognos
from kkik.domain.signaler import Signal
from kkik.domain.trendtyper import TrendResultat
from kkik.domain.xmr import XmrResultat
from uppfoljning.domain.malniva import MotMalniva, ToleransKravs
from uppfoljning.domain.pa_vag import PaVag
from uppfoljning.orsaker import Hinder

Falt = dict[str, Any]
XMR = "xmr"


def mal_ljus(indata: Falt) -> Falt:
    """The fields of the target light, from its stored inputs."""
    try:
        ljus = MotMalniva.fran_indata(indata)
    except ToleransKravs:
        return _mal_falt(Signal.GRA, Hinder.TOLERANS_SAKNAS, indata)
    except ValueError:
        return _mal_falt(Signal.GRA, Hinder.PASSAR_INTE, indata)
    return _mal_falt(ljus.signal, ljus.orsak, indata, ljus)


def _mal_falt(signal: Signal, orsak: Any, indata: Falt, ljus: MotMalniva | None = None) -> Falt:
    return {
        "mal_signal": str(signal),
        "mal_orsak": str(orsak or ""),
        "mal_indata": indata,
        "avvikelse": ljus.avvikelse if ljus else None,
        "avvikelse_procent": ljus.avvikelse_procent if ljus else None,
    }


def vag_ljus(indata: Falt) -> Falt:
    """The fields of the light on the way, from its stored inputs; no inputs, no light."""
    if not indata:
        return _vag_falt(None, {})
    try:
        return _vag_falt(PaVag.fran_indata(indata), indata)
    except ToleransKravs:
        return {"vag_signal": str(Signal.GRA), "vag_orsak": str(Hinder.TOLERANS_SAKNAS), "vag_indata": indata}


def _vag_falt(ljus: PaVag | None, indata: Falt) -> Falt:
    return {
        "vag_signal": str(ljus.signal) if ljus else "",
        "vag_orsak": str(ljus.orsak or "") if ljus else "",
        "vag_indata": indata,
    }


def andra_falt(ljus: MotAndra, grupp: str, gruppar: int | None) -> Falt:
    return {
        "andra_signal": str(ljus.signal),
        "andra_orsak": str(ljus.orsak or ""),
        "andra_indata": ljus.indata(),
        "andra_n": ljus.n,
        "andra_rang": ljus.rang,
        "andra_grupp": grupp,
        "andra_grupp_ar": gruppar,
    }


def trend_falt(trend: TrendResultat | XmrResultat) -> Falt:
    grund = {
        "trend": str(trend.trend or ""),
        "trend_orsak": str(trend.orsak or ""),
        "godhet": str(trend.godhet or ""),
        "trend_indata": trend.indata(),
    }
    if isinstance(trend, XmrResultat):
        antal = sum(v is not None for v in trend.varden)
        return grund | {
            "trend_fran": None,
            "trend_antal": antal,
            "alla_ror_sig": False,
            "utan_brusmatt": False,
            "trend_regel": XMR,
        }
    return grund | {
        "trend_fran": trend.punkter[0][0] if trend.punkter else None,
        "trend_antal": len(trend.punkter),
        "alla_ror_sig": trend.alla_ror_sig,
        "utan_brusmatt": trend.utan_brusmatt,
        "trend_regel": "",
    }


def trend_av(falt: Falt) -> TrendResultat | XmrResultat:
    """The trend again, from what is stored of it."""
    slag = XmrResultat if falt["trend_regel"] == XMR else TrendResultat
    return slag.fran_indata(falt["trend_indata"])


def prognos_falt(prognos: Malprognos | None) -> Falt:
    """The fields of rule 5. The target year is told only where there is a target."""
    if prognos is None:
        return {
            "prognos_p": None, "prognos_orsak": "", "prognos_fran": None, "prognos_ar": None,
            "prognos_indata": {}, "vantat": [],
        }  # fmt: skip
    return {
        "prognos_p": prognos.p,
        "prognos_orsak": str(prognos.orsak or ""),
        "prognos_fran": prognos.start_ar,
        "prognos_ar": None if prognos.mal is None else prognos.malar,
        "prognos_indata": prognos.indata(),
        "vantat": [[v.ar, v.p10, v.p50, v.p90] for v in prognos.trend if v.p50 is not None],
    }


def som_json(falt: Falt) -> Falt:
    """The same fields as the database gives them back: tuples as lists, so that equal means equal."""
    return {k: json.loads(json.dumps(v)) if isinstance(v, dict | list) else v for k, v in falt.items()}


def ljus_av(falt: Falt) -> Falt:
    """The lights computed again from the stored inputs alone: what they are must be what is stored."""
    andra = MotAndra.fran_indata(falt["andra_indata"])
    trend = trend_av(falt)
    prognos = Malprognos.fran_indata(falt["prognos_indata"]) if falt["prognos_indata"] else None
    gap = KonResultat.fran_indata(falt["kon_indata"]) if falt["kon_indata"] else None
    return {
        **mal_ljus(falt["mal_indata"]),
        **vag_ljus(falt["vag_indata"]),
        **andra_falt(andra, falt["andra_grupp"], falt["andra_grupp_ar"]),
        **trend_falt(trend),
        **prognos_falt(prognos),
        "kon_avviker": gap is not None and gap.avviker,
    }
