"""Stored rows as the rules know them."""

from dataclasses import asdict
from datetime import date

from kkik.domain.jamforelse import MotAndra
from kkik.domain.kon import KonResultat
from kkik.domain.prognostyper import Malprognos, Prognosmal
from kkik.domain.signaler import Riktning, Signal
from kkik.domain.trendtyper import TrendResultat
from kkik.domain.xmr import XmrResultat
from kkik.models import Nyckeltal
from planering.domain.regler import ar_skillnadsmatt
from planering.models import Indikator
from planering.models import Malniva as Malnivarad
from uppfoljning.domain.fokus import Fokus, FokusUnderlag, fokusera
from uppfoljning.domain.malniva import Malniva, Tolerans, galler_tolerans, kontrollera_mal
from uppfoljning.ljusfalt import Falt


def intervall_av(indikator: Indikator) -> tuple[float, float] | None:
    """(a, b) for the riktning intervall, otherwise None."""
    if indikator.riktning != Riktning.INTERVALL:
        return None
    return indikator.intervall_a, indikator.intervall_b


def malniva_av(rad: Malnivarad, indikator: Indikator) -> Malniva:
    """The row as the rules know it; a change is counted from the indicator's baseline, which has its own kön."""
    utgang = indikator.utgangsvarde if rad.kon == indikator.kon else None
    utgang = utgang if rad.slag == Malnivarad.Slag.FORANDRING else None
    return Malniva(rad.slag, rad.varde, rad.a, rad.b, rad.forandring or None, utgang)


def prognosmal_av(rad: Malnivarad, indikator: Indikator) -> Prognosmal | None:
    """The row as rule 5 knows it; None where it cannot be aimed at (the target light says why)."""
    mal = malniva_av(rad, indikator)
    bredd = 0.0
    try:
        kontrollera_mal(mal, indikator.riktning)
        if mal.slag == Malnivarad.Slag.FORANDRING and mal.referenser():
            regel = regel_av(indikator, None)
            tolerans = None if regel["tolerans"] is None else Tolerans(**regel["tolerans"])
            bredd = galler_tolerans(mal, tolerans, regel["ar_differens"]).bredd(mal.referenser()[0])
    except ValueError:
        return None
    return Prognosmal(mal.slag, mal.varde, mal.a, mal.b, mal.forandring, mal.utgangsvarde, bredd)


def vantas_dag(nyckeltal: Nyckeltal, ar: int, idag: date) -> date | None:
    """The next day that the year's figures are to be published; None where only other years' days are known."""
    dagar = [
        d for d in (nyckeltal.preliminar_publicering, nyckeltal.publicering) if d is not None and d > idag
    ]
    return min(dagar, default=None) if nyckeltal.publiceringsar == ar else None


def regel_av(indikator: Indikator, marginal: float | None) -> Falt:
    """What rules 1 and 2 need to know of the indicator, as plain JSON."""
    w = indikator.tolerans
    procent = indikator.tolerans_slag == Indikator.Toleransslag.PROCENT
    return {
        "riktning": indikator.riktning,
        "tolerans": None if w is None else asdict(Tolerans(w, procent)),
        "marginal": marginal,
        "ar_differens": ar_skillnadsmatt(indikator.matt.titel),
    }


def fokus_av(
    indikator: Indikator,
    mal: Falt,
    vag: Falt,
    andra: MotAndra,
    trend: TrendResultat | XmrResultat,
    gap: KonResultat | None,
    prognos: Malprognos | None,
) -> Fokus:
    nasta = [ar for ar, _ in vag["vag_indata"].get("malnivaer", []) if ar >= vag["vag_indata"]["ar"]]
    return fokusera(
        FokusUnderlag(
            nyckel=indikator.pk,
            namn=indikator.namn,
            mal=Signal(mal["mal_signal"]),
            avvikelse=mal["avvikelse"],
            avvikelse_procent=mal["avvikelse_procent"],
            andra=andra.signal,
            trend=trend.godhet,
            alla_ror_sig=isinstance(trend, TrendResultat) and trend.alla_ror_sig,
            pa_vag=Signal(vag["vag_signal"] or Signal.GRA),
            pa_vag_fore_malaret=bool(nasta) and vag["vag_indata"]["ar"] < min(nasta),
            kon_avviker=gap is not None and gap.avviker,
            prognos_p=None if prognos is None else prognos.p,
        )
    )
