"""The fields of a stored light, and the way back: each light computed again from nothing but its stored inputs."""

import json
from typing import Any

from kkik.domain.jamforelse import MotAndra
from kkik.domain.kon import KonResultat
from kkik.domain.signaler import Signal
from kkik.domain.trendtyper import TrendResultat
from uppfoljning.domain.malniva import MotMalniva, ToleransKravs
from uppfoljning.domain.pa_vag import PaVag
from uppfoljning.orsaker import Hinder

Falt = dict[str, Any]


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


def trend_falt(trend: TrendResultat) -> Falt:
    return {
        "trend": str(trend.trend or ""),
        "trend_orsak": str(trend.orsak or ""),
        "godhet": str(trend.godhet or ""),
        "trend_indata": trend.indata(),
        "trend_fran": trend.punkter[0][0] if trend.punkter else None,
        "trend_antal": len(trend.punkter),
        "alla_ror_sig": trend.alla_ror_sig,
        "utan_brusmatt": trend.utan_brusmatt,
    }


def som_json(falt: Falt) -> Falt:
    """The same fields as the database gives them back: tuples as lists, so that equal means equal."""
    return {k: json.loads(json.dumps(v)) if isinstance(v, dict | list) else v for k, v in falt.items()}


def ljus_av(falt: Falt) -> Falt:
    """The lights computed again from the stored inputs alone: what they are must be what is stored."""
    andra = MotAndra.fran_indata(falt["andra_indata"])
    trend = TrendResultat.fran_indata(falt["trend_indata"])
    gap = KonResultat.fran_indata(falt["kon_indata"]) if falt["kon_indata"] else None
    return {
        **mal_ljus(falt["mal_indata"]),
        **vag_ljus(falt["vag_indata"]),
        **andra_falt(andra, falt["andra_grupp"], falt["andra_grupp_ar"]),
        **trend_falt(trend),
        "kon_avviker": gap is not None and gap.avviker,
    }
