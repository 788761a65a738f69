"""From what is known to the stored lights of one indicator and year: the rules' functions put together.

No queries and no clock: `Underlag` in, the fields of a `Bedomning` out.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np

from kkik.domain.brus import klasser_for
from kkik.domain.jamforelse import MotAndra, mot_andra
from kkik.domain.kon import KonResultat, kon_gap
from kkik.domain.matris import Matris, senaste_ar
from kkik.domain.signaler import Riktning, Signal
from kkik.domain.trend import trend_alla, trend_av_punkter, trend_avstand, trend_ur
from kkik.domain.trendtyper import TrendResultat, TrendTabell
from kkik.queries import Jamforelsegrupp, gruppnyckel
from planering.domain.regler import ar_skillnadsmatt
from planering.models import Indikator
from planering.models import Malniva as Malnivarad
from uppfoljning.domain.fokus import Fokus, FokusUnderlag, fokusera
from uppfoljning.domain.malniva import Malniva, Tolerans
from uppfoljning.ljusfalt import Falt, andra_falt, mal_ljus, trend_falt, vag_ljus
from uppfoljning.orsaker import Egetsaknas, saknas_orsak
from uppfoljning.queries.underlag import Underlag

EGET_JAMFORS_INTE = "Egna mått har inga andra kommuner att jämföras med."


class Bedomare:
    """Judges indicators against one `Underlag`; what several of them share is worked out once."""

    def __init__(self, underlag: Underlag, idag: date) -> None:
        self.u, self.idag = underlag, idag
        self._senaste: dict[tuple[int, str], int | None] = {}
        self._dataar: dict[int, int | None] = {}
        self._trender: dict[tuple[Any, ...], TrendTabell] = {}

    def alla(self) -> Iterator[tuple[Indikator, list[Falt]]]:
        """Each indicator with the fields of all its rows."""
        for indikator in self.u.indikatorer:
            yield indikator, [self.bedom(indikator, ar, kon) for kon, ar in self.rader_for(indikator)]

    def rader_for(self, indikator: Indikator) -> list[tuple[str, int]]:
        """(kön, year): the plan's years up to the newest data year and the years with a target level.

        A plan whose years all lie ahead is seen from where it starts: the newest data year. A kön that only has
        target levels of its own is judged for those years.
        """
        plan = indikator.mal.malomrade.plan
        if plan.pk not in self._dataar:
            self._dataar[plan.pk] = self.u.senaste_dataar(plan.pk)
        nyast = self._dataar[plan.pk]
        planar = set() if nyast is None else {a for a in plan.ar if a <= nyast} or {nyast}
        malnivaer = self.u.malnivaer[indikator.pk]
        egna = planar | malnivaer.get(indikator.kon, {}).keys()
        ovriga = [(kon, ar) for kon, ars in malnivaer.items() if kon != indikator.kon for ar in ars]
        return sorted([(indikator.kon, ar) for ar in egna] + ovriga)

    def bedom(self, indikator: Indikator, ar: int, kon: str) -> Falt:
        """The fields of one `Bedomning`, `indikator` and times left out."""
        matris = self.u.matriser[indikator.nyckeltal_id, kon]
        utfall = self._egen(matris, ar)
        senaste = self._senaste_ar(indikator.nyckeltal_id, kon)
        ofullstandigt = (
            senaste is not None and ar > senaste and bool(np.any(~np.isnan(matris.varden_for(ar))))
        )
        mal = mal_ljus(self._mal_indata(indikator, ar, kon, utfall))
        vag = self._vag(indikator, ar, kon, utfall)
        andra, gruppnamn, gruppar = self._andra(indikator, matris, ar, utfall, ofullstandigt)
        trend = self._trend(indikator, matris, ar, kon, senaste)
        gap = self._kon(indikator, ar, kon, ofullstandigt)
        fokus = _fokus(indikator, mal, vag, andra, trend, gap)
        return {
            "ar": ar,
            "kon": kon,
            "data_hamtade": None if indikator.nyckeltal is None else indikator.nyckeltal.hamtad,
            **self._utfall(indikator, matris, ar, kon, utfall),
            "ofullstandigt": ofullstandigt,
            **mal,
            **vag,
            **andra_falt(andra, gruppnamn, gruppar),
            **trend_falt(trend),
            "kon_avviker": gap is not None and gap.avviker,
            "kon_indata": {} if gap is None else gap.indata(),
            "avviker": fokus.avviker,
            "overraskning": fokus.overraskning,
            "poang": fokus.poang,
            "skal": fokus.skal_i_ord,
        }

    def _egen(self, matris: Matris, ar: int) -> float | None:
        return None if self.u.egen is None else matris.varde(ar, self.u.egen)

    def _senaste_ar(self, nyckeltal_id: int, kon: str) -> int | None:
        nyckel = (nyckeltal_id, kon)
        if nyckel not in self._senaste:
            self._senaste[nyckel] = senaste_ar(self.u.matriser[nyckel])
        return self._senaste[nyckel]

    def _utfall(self, indikator: Indikator, matris: Matris, ar: int, kon: str, utfall: float | None) -> Falt:
        """The outcome, or why it is missing and the newest older one."""
        if utfall is not None:
            return {"utfall": utfall, "saknas_orsak": "", "senast_utfall": None, "senast_ar": None}
        n = indikator.nyckeltal
        if n is None:
            orsak = Egetsaknas.EJ_INRAPPORTERAT
            return {"utfall": None, "saknas_orsak": str(orsak), "senast_utfall": None, "senast_ar": None}
        orsak = saknas_orsak(
            ar,
            idag=self.idag,
            publiceringsar=n.publiceringsar,
            preliminar_publicering=n.preliminar_publicering,
            publicering=n.publicering,
            nagon_har_varde=bool(np.any(~np.isnan(matris.varden_for(ar)))),
            borttagen=(n.pk, ar, kon) in self.u.borttagna,
        )
        aldre = [(int(a), v) for a in matris.ar if a < ar and (v := self._egen(matris, int(a))) is not None]
        senast_ar, senast = aldre[-1] if aldre else (None, None)
        return {"utfall": None, "saknas_orsak": str(orsak), "senast_utfall": senast, "senast_ar": senast_ar}

    def _mal_indata(self, indikator: Indikator, ar: int, kon: str, utfall: float | None) -> Falt:
        rad = self.u.malnivaer[indikator.pk].get(kon, {}).get(ar)
        mal = None if rad is None else asdict(malniva_av(rad, indikator))
        return {"utfall": utfall, "mal": mal, **_regel(indikator)}

    def _vag(self, indikator: Indikator, ar: int, kon: str, utfall: float | None) -> Falt:
        """Rule 2 has levels of the kind `niva` only, and the baseline is that of the indicator's own kön."""
        rader = self.u.malnivaer[indikator.pk].get(kon, {}).values()
        nivaer = sorted((r.ar, r.varde) for r in rader if r.slag == Malnivarad.Slag.NIVA)
        if indikator.riktning == Riktning.INTERVALL or (rader and not nivaer):
            return vag_ljus({})
        egen_kon = kon == indikator.kon
        return vag_ljus(
            {
                "utfall": utfall,
                "ar": ar,
                "utgangsar": indikator.utgangsar if egen_kon else None,
                "utgangsvarde": indikator.utgangsvarde if egen_kon else None,
                "malnivaer": [list(n) for n in nivaer],
                **_regel(indikator),
            }
        )

    def _andra(
        self, indikator: Indikator, matris: Matris, ar: int, utfall: float | None, ofullstandigt: bool
    ) -> tuple[MotAndra, str, int | None]:
        if indikator.nyckeltal is None:
            grupp: Jamforelsegrupp | str = EGET_JAMFORS_INTE
        else:
            grupp = self.u.grupper[gruppnyckel(indikator.jamforelsegrupp, indikator.nyckeltal)]
        finns = not isinstance(grupp, str)
        ovriga: list[float] = []
        if finns and not ofullstandigt:
            med = np.isin(matris.kommuner, list(grupp.medlemmar - {self.u.egen}))
            ovriga = [float(v) for v in matris.varden_for(ar)[med] if not np.isnan(v)]
        ljus = mot_andra(utfall, ovriga, indikator.riktning, intervall_av(indikator), indikator.marginal)
        return ljus, (grupp.etikett if finns else grupp), (grupp.ar if finns else None)

    def _trend(
        self, indikator: Indikator, matris: Matris, ar: int, kon: str, senaste: int | None
    ) -> TrendResultat:
        granser = intervall_av(indikator)
        if senaste is None or self.u.egen is None or matris.kolumn(self.u.egen) is None:
            return trend_av_punkter(
                ar=ar, punkter=(), sigma=None, riktning=indikator.riktning, intervall=granser
            )
        tabell = self._trendtabell(indikator.nyckeltal_id, kon, ar, senaste)
        avstand = self._trendtabell(indikator.nyckeltal_id, kon, ar, senaste, granser) if granser else None
        return trend_ur(tabell, self.u.egen, indikator.riktning, granser, avstand)

    def _trendtabell(
        self, nyckeltal_id: int, kon: str, ar: int, senaste: int, granser: tuple[float, float] | None = None
    ) -> TrendTabell:
        """The whole country's trends; years after the newest one are too thin to be measurements."""
        nyckel = (nyckeltal_id, kon, ar, granser)
        if nyckel not in self._trender:
            hel = self.u.matriser[nyckeltal_id, kon]
            till = hel.ar <= senaste
            matris = Matris(hel.ar[till], hel.kommuner, hel.varden[till], hel.brott)
            klasser = klasser_for(matris.kommuner, self.u.befolkning, ar)
            self._trender[nyckel] = (
                trend_alla(matris, ar, klasser)
                if granser is None
                else trend_avstand(matris, ar, granser, klasser)
            )
        return self._trender[nyckel]

    def _kon(self, indikator: Indikator, ar: int, kon: str, ofullstandigt: bool) -> KonResultat | None:
        """None where the nyckeltal is not divided by gender, or the row itself is about one of them."""
        if indikator.nyckeltal is None:
            return None
        kvinnor = self.u.matriser.get((indikator.nyckeltal_id, "K"))
        man = self.u.matriser.get((indikator.nyckeltal_id, "M"))
        if kon != "T" or self.u.egen is None or kvinnor is None or man is None:
            return None
        gap = kvinnor.varden_for(ar) - man.varden_for(ar)
        andras = [] if ofullstandigt else gap[kvinnor.kommuner != self.u.egen]
        return kon_gap(self._egen(kvinnor, ar), self._egen(man, ar), andras)


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


def _regel(indikator: Indikator) -> Falt:
    """What rules 1 and 2 need to know of the indicator, as plain JSON."""
    w = indikator.tolerans
    procent = indikator.tolerans_slag == Indikator.Toleransslag.PROCENT
    return {
        "riktning": indikator.riktning,
        "tolerans": None if w is None else asdict(Tolerans(w, procent)),
        "marginal": indikator.marginal,
        "ar_differens": ar_skillnadsmatt(indikator.matt.titel),
    }


def _fokus(
    indikator: Indikator, mal: Falt, vag: Falt, andra: MotAndra, trend: TrendResultat, gap: KonResultat | None
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
            alla_ror_sig=trend.alla_ror_sig,
            pa_vag=Signal(vag["vag_signal"] or Signal.GRA),
            pa_vag_fore_malaret=bool(nasta) and vag["vag_indata"]["ar"] < min(nasta),
            kon_avviker=gap is not None and gap.avviker,
        )
    )
