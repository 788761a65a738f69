"""From what is known to the stored lights of one indicator and year: the rules' functions put together.

No queries and no clock: `Underlag` in, the fields of a `Bedomning` out.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

import numpy as np

from kkik.domain.jamforelse import MotAndra, mot_andra
from kkik.domain.kon import KonResultat, kon_gap
from kkik.domain.prognostyper import Malprognos
from kkik.domain.signaler import Riktning
from kkik.domain.trend import trend_av_punkter, trend_ur
from kkik.domain.trendtyper import TrendResultat
from kkik.domain.xmr import XmrResultat
from kkik.queries import Jamforelsegrupp, gruppnyckel
from planering.models import Indikator
from planering.models import Malniva as Malnivarad
from uppfoljning.egna import Egenserie
from uppfoljning.landet import Landsbild
from uppfoljning.ljusfalt import Falt, andra_falt, mal_ljus, prognos_falt, trend_falt, vag_ljus
from uppfoljning.orsaker import Saknas, saknas_orsak
from uppfoljning.queries.underlag import Underlag
from uppfoljning.regelindata import fokus_av, intervall_av, malniva_av, prognosmal_av, regel_av, vantas_dag

INDIKATORNS = "indikator"  # where a margin comes from when a person has entered it
_FINNS: Falt = {"saknas_orsak": "", "vantas": None, "senast_utfall": None, "senast_ar": None}
EGET_JAMFORS_INTE = "Egna mått har inga andra kommuner att jämföras med."


class Bedomare:
    """Judges indicators against one `Underlag`; what several of them share is worked out once."""

    def __init__(self, underlag: Underlag, idag: date) -> None:
        self.u, self.idag = underlag, idag
        self._dataar: dict[int, int | None] = {}
        self._landet: dict[tuple[int, str], Landsbild] = {}

    def alla(self) -> Iterator[tuple[Indikator, list[Falt]]]:
        """Each indicator with the fields of all its rows."""
        for indikator in self.u.indikatorer:
            yield indikator, [self.bedom(indikator, ar, kon) for kon, ar in self.rader_for(indikator)]

    def rader_for(self, indikator: Indikator) -> list[tuple[str, int]]:
        """(kön, year): the plan's years up to the newest data year and the years with a target level.

        A plan whose years all lie ahead is seen from where it starts: the newest data year. A kön that only has
        target levels of its own is judged for those years. An own measure has its own reported years too.
        """
        plan = indikator.mal.malomrade.plan
        if plan.pk not in self._dataar:
            self._dataar[plan.pk] = self.u.senaste_dataar(plan.pk)
        nyast = self._dataar[plan.pk]
        planar = set() if nyast is None else {a for a in plan.ar if a <= nyast} or {nyast}
        serie = self.u.egen_serie(indikator, indikator.kon)
        kanda = set() if serie is None else serie.kanda_ar
        # Before the plan has begun: what was reported last, though the year may not be whole.
        rapporterade = kanda & set(plan.ar) or {max(kanda)} if kanda and max(kanda) <= plan.till_ar else set()
        malnivaer = self.u.malnivaer[indikator.pk]
        egna = planar | rapporterade | malnivaer.get(indikator.kon, {}).keys()
        ovriga = [(kon, ar) for kon, ars in malnivaer.items() if kon != indikator.kon for ar in ars]
        return sorted([(indikator.kon, ar) for ar in egna] + ovriga)

    def bedom(self, indikator: Indikator, ar: int, kon: str) -> Falt:
        """The fields of one `Bedomning`, `indikator` and times left out."""
        serie = self.u.egen_serie(indikator, kon)
        land = None if serie is not None else self._land(indikator, kon)
        utfall = serie.ar.get(ar) if serie is not None else land.varde(ar)
        tunt = land is not None and land.ar_tunt(ar)
        marginal, marginal_kalla = self._marginal(indikator, ar, kon)
        regel = regel_av(indikator, marginal)
        mal = mal_ljus(self._mal_indata(indikator, ar, kon, utfall, regel))
        vag = self._vag(indikator, ar, kon, utfall, regel)
        andra, gruppnamn, gruppar = self._andra(indikator, land, ar, utfall, tunt, marginal)
        trend = self._trend(indikator, ar, land, serie)
        gap = self._kon(indikator, ar, kon, tunt)
        prognos = None if land is None else self._prognos(indikator, land, ar, kon, utfall)
        # What is not known yet is no deviation: the forecast counts only beside an outcome.
        fokus = fokus_av(indikator, mal, vag, andra, trend, gap, None if utfall is None else prognos)
        if utfall is not None:
            saknas = _FINNS
        else:
            saknas = (
                self._saknas(ar, serie) if land is None else self._saknas_i_kolada(indikator, land, ar, kon)
            )
        return {
            "ar": ar,
            "kon": kon,
            "data_hamtade": None if indikator.nyckeltal is None else indikator.nyckeltal.hamtad,
            "utfall": utfall,
            **saknas,
            "ofullstandigt": tunt,
            "marginal": marginal,
            "marginal_kalla": marginal_kalla,
            **mal,
            **vag,
            **andra_falt(andra, gruppnamn, gruppar),
            **trend_falt(trend),
            **prognos_falt(prognos),
            **self._landets_vanor(indikator, land, ar),
            "kon_avviker": gap is not None and gap.avviker,
            "kon_indata": {} if gap is None else gap.indata(),
            "avviker": fokus.avviker,
            "overraskning": fokus.overraskning,
            "poang": fokus.poang,
            "skal": fokus.skal_i_ord,
        }

    def _land(self, indikator: Indikator, kon: str) -> Landsbild:
        nyckel = (indikator.nyckeltal_id, kon)
        if nyckel not in self._landet:
            enhet = indikator.nyckeltal.enhet
            self._landet[nyckel] = Landsbild(self.u.matriser[nyckel], self.u.egen, self.u.befolkning, enhet)
        return self._landet[nyckel]

    def _marginal(self, indikator: Indikator, ar: int, kon: str) -> tuple[float | None, str]:
        """The margin of error and where it comes from: what a person has entered rules over what is published."""
        if indikator.marginal is not None:
            return indikator.marginal, INDIKATORNS
        return self.u.marginaler.get((indikator.nyckeltal_id, ar, kon), (None, ""))

    def _saknas(self, ar: int, serie: Egenserie) -> Falt:
        """Of an own measure: why the outcome is missing, and the newest older one."""
        senast_ar, senast = serie.senast(ar)
        return {
            "saknas_orsak": str(serie.saknas(ar)),
            "vantas": None,
            "senast_utfall": senast,
            "senast_ar": senast_ar,
        }

    def _saknas_i_kolada(self, indikator: Indikator, land: Landsbild, ar: int, kon: str) -> Falt:
        """Of a nyckeltal: the same, and when it is to be published."""
        n = indikator.nyckeltal
        orsak = saknas_orsak(
            ar,
            idag=self.idag,
            publiceringsar=n.publiceringsar,
            preliminar_publicering=n.preliminar_publicering,
            publicering=n.publicering,
            nagon_har_varde=bool(np.any(~np.isnan(land.matris.varden_for(ar)))),
            borttagen=(n.pk, ar, kon) in self.u.borttagna,
        )
        aldre = [(int(a), v) for a in land.matris.ar if a < ar and (v := land.varde(int(a))) is not None]
        senast_ar, senast = aldre[-1] if aldre else (None, None)
        return {
            "saknas_orsak": str(orsak),
            "vantas": vantas_dag(n, ar, self.idag) if orsak is Saknas.EJ_PUBLICERAD else None,
            "senast_utfall": senast,
            "senast_ar": senast_ar,
        }

    def _mal_indata(self, indikator: Indikator, ar: int, kon: str, utfall: float | None, regel: Falt) -> Falt:
        rad = self.u.malnivaer[indikator.pk].get(kon, {}).get(ar)
        mal = None if rad is None else asdict(malniva_av(rad, indikator))
        return {"utfall": utfall, "mal": mal, **regel}

    def _vag(self, indikator: Indikator, ar: int, kon: str, utfall: float | None, regel: Falt) -> Falt:
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
                **regel,
            }
        )

    def _andra(
        self,
        indikator: Indikator,
        land: Landsbild | None,
        ar: int,
        utfall: float | None,
        tunt: bool,
        marginal: float | None,
    ) -> tuple[MotAndra, str, int | None]:
        if land is None:
            grupp: Jamforelsegrupp | str = EGET_JAMFORS_INTE
        else:
            grupp = self.u.grupper[gruppnyckel(indikator.jamforelsegrupp, indikator.nyckeltal)]
        finns = not isinstance(grupp, str)
        ovriga = land.andras(ar, grupp.medlemmar) if finns and not tunt else []
        ljus = mot_andra(utfall, ovriga, indikator.riktning, intervall_av(indikator), marginal)
        return ljus, (grupp.etikett if finns else grupp), (grupp.ar if finns else None)

    def _trend(
        self, indikator: Indikator, ar: int, land: Landsbild | None, serie: Egenserie | None
    ) -> TrendResultat | XmrResultat:
        granser = intervall_av(indikator)
        if serie is not None:
            return serie.trend(ar, indikator.riktning, granser)
        if not land.finns_har():
            return trend_av_punkter(
                ar=ar, punkter=(), sigma=None, riktning=indikator.riktning, intervall=granser
            )
        avstand = land.trend(ar, granser) if granser else None
        return trend_ur(land.trend(ar), self.u.egen, indikator.riktning, granser, avstand)

    def _prognos(
        self, indikator: Indikator, land: Landsbild, ar: int, kon: str, utfall: float | None
    ) -> Malprognos | None:
        """Rule 5 as it looked in the year: from our newest measured value to the next target, the year's own where its
        outcome is missing. None where there is no value to start from."""
        if not land.finns_har():
            return None
        nivaer = self.u.malnivaer[indikator.pk].get(kon, {})
        malar = min((a for a in nivaer if a > ar or (a == ar and utfall is None)), default=None)
        mal = None if malar is None else prognosmal_av(nivaer[malar], indikator)
        prognos = land.prognos(mal, ar + 1 if malar is None else malar, indikator.riktning, till=ar)
        return None if prognos.start_ar is None else prognos

    def _landets_vanor(self, indikator: Indikator, land: Landsbild | None, ar: int) -> Falt:
        if land is None or land.senaste is None or indikator.riktning == Riktning.NEUTRAL:
            return {"fargbyte": None, "vana": None}
        granser, sist = intervall_av(indikator), min(ar, land.senaste)
        return {
            "fargbyte": land.fargbyte(sist, granser),
            "vana": land.vana(sist, Riktning.LAG if granser else indikator.riktning, granser),
        }

    def _kon(self, indikator: Indikator, ar: int, kon: str, tunt: bool) -> KonResultat | None:
        """None where the measure is not divided by gender, or the row itself is about one of them. Of an own measure
        there is a gap, and nobody to compare it with."""
        if kon != "T":
            return None
        if indikator.egetmatt is not None:
            kvinnor, man = (self.u.egen_serie(indikator, k).ar.get(ar) for k in ("K", "M"))
            return None if kvinnor is None or man is None else kon_gap(kvinnor, man, ())
        if (
            self.u.egen is None
            or not {(indikator.nyckeltal_id, k) for k in ("K", "M")} <= self.u.matriser.keys()
        ):
            return None
        kvinnor, man = (self._land(indikator, k) for k in ("K", "M"))
        gap = kvinnor.matris.varden_for(ar) - man.matris.varden_for(ar)
        andras = [] if tunt else gap[kvinnor.matris.kommuner != self.u.egen]
        return kon_gap(kvinnor.varde(ar), man.varde(ar), andras)
