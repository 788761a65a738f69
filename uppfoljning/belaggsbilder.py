"""Pictures for the evidence of an analysis: any nyckeltal against a group, women and men, an own measure, its units.

Values are read once for all the evidence of a page; what is shown is what is stored now, and says its year.
"""

from collections.abc import Iterable

import numpy as np

from kkik import queries as kkik
from kkik.domain.likhet import percentil
from kkik.domain.matris import Matris, senaste_ar
from kkik.queries import GruppSaknas, Jamforelsegrupp
from organisation.queries import kommuninstallning
from styrsnurra.gemensamt.diagram import Linjedata
from styrsnurra.gemensamt.tal import decimaler_for, formatera
from uppfoljning.enhetsvy import Enhetsvy, enhetsvy
from uppfoljning.models import Belagg
from uppfoljning.queries.egna_enheter import Enhetstabell, enhetstabell
from uppfoljning.queries.utfall import arsutfall
from uppfoljning.texter import med_ar, visad_enhet

FLEST_AR = 15
MINST_I_BANDET = 4
KONSORD = (("K", "Kvinnor"), ("M", "Män"))


class Bildkalla:
    """Reads what some evidence needs, in a number of queries that depends only on how many groups are in use."""

    def __init__(self, belagg: Iterable[Belagg]) -> None:
        belagg = list(belagg)
        installning = kommuninstallning()
        self.egen = int(installning.kommunkod) if installning is not None else None
        self.namn = installning.namn if installning is not None else "Kommunen"
        alla = {b.nyckeltal_id for b in belagg if b.nyckeltal_id is not None}
        kon = {b.nyckeltal_id for b in belagg if b.slag == Belagg.Slag.KON}
        self.matriser = {"T": kkik.matriser(alla, "T")} | {k: kkik.matriser(kon, k) for k, _ in KONSORD}
        self.grupper = self._grupper(belagg)
        egna = {b.egetmatt_id for b in belagg if b.slag == Belagg.Slag.EGET_MATT}
        self.egna = arsutfall(egna) if egna else {}
        self.enheter: dict[tuple[int, int | None], Enhetstabell | None] = {}

    def _grupper(self, belagg: list[Belagg]) -> dict[tuple[str, str], Jamforelsegrupp]:
        ut: dict[tuple[str, str], Jamforelsegrupp] = {}
        for b in belagg:
            if self.egen is None or b.nyckeltal is None or not b.gruppkod:
                continue
            nyckel = kkik.gruppnyckel(b.gruppkod, b.nyckeltal)
            if nyckel not in ut:
                try:
                    ut[nyckel] = kkik.grupp(b.gruppkod, self.egen, b.nyckeltal)
                except GruppSaknas:
                    continue
        return ut

    def linje(self, b: Belagg) -> Linjedata | None:
        """The chart of one piece of evidence; None for one without figures, or without any value."""
        if b.nyckeltal is not None:
            return self._nyckeltalslinje(b)
        if b.slag == Belagg.Slag.EGET_MATT:
            return self._egen_linje(b)
        return None

    def _nyckeltalslinje(self, b: Belagg) -> Linjedata | None:
        matris = self.matriser["T"][b.nyckeltal_id]
        ar = self._ar(b, [int(a) for a in matris.ar], senaste_ar(matris))
        egen = self._egna(matris, ar)
        if not any(v is not None for v in egen):
            return None
        grupp = self.grupper.get(kkik.gruppnyckel(b.gruppkod, b.nyckeltal)) if b.gruppkod else None
        band = [self._band(matris, grupp, a) for a in ar]
        kon = ()
        if b.slag == Belagg.Slag.KON:
            kon = tuple((namn, self._egna(self.matriser[k][b.nyckeltal_id], ar)) for k, namn in KONSORD)
        enhet, decimaler = visad_enhet(b.nyckeltal.enhet), decimaler_for(v for v in egen if v is not None)
        visas = any(m[1] is not None for m in band)
        rubrik, text = _ord(b, ar, egen, band, kon, enhet, decimaler, _gruppnamn(grupp))
        return Linjedata(
            rubrik=rubrik,
            sammanfattning=text,
            ar=ar,
            egen=egen,
            egen_namn=self.namn,
            enhet=enhet,
            decimaler=decimaler,
            p25=tuple(m[0] for m in band) if visas else (),
            median=tuple(m[1] for m in band) if visas else (),
            p75=tuple(m[2] for m in band) if visas else (),
            gruppnamn=_kort(grupp),
            kon=kon,
            brott=frozenset(x for x in matris.brott if ar and ar[0] < x <= ar[-1]),
        )

    def _egen_linje(self, b: Belagg) -> Linjedata | None:
        serie = self.egna.get((b.egetmatt_id, "T"), {})
        alla = list(range(min(serie), max(serie) + 1)) if serie else []
        ar = self._ar(b, alla, alla[-1] if alla else None)
        egen = tuple(serie.get(a) for a in ar)
        if not any(v is not None for v in egen):
            return None
        enhet, decimaler = visad_enhet(b.egetmatt.enhet), b.egetmatt.decimaler
        rubrik, text = _ord(b, ar, egen, [], (), enhet, decimaler, "")
        return Linjedata(
            rubrik=rubrik,
            sammanfattning=text,
            ar=ar,
            egen=egen,
            egen_namn=self.namn,
            enhet=enhet,
            decimaler=decimaler,
        )

    def enhetsbild(self, b: Belagg) -> Enhetsvy | None:
        """The units of an own measure side by side, in the last of the chosen years or the newest that has any; what
        must not be shown is taken out (see `egna_enheter`). None for other evidence, or without values."""
        if b.slag != Belagg.Slag.ENHETER:
            return None
        nyckel = b.egetmatt_id, b.till_ar
        if nyckel not in self.enheter:
            self.enheter[nyckel] = enhetstabell(b.egetmatt, b.till_ar)
        tabell = self.enheter[nyckel]
        return enhetsvy(tabell) if tabell is not None else None

    def _egna(self, matris: Matris, ar: Iterable[int]) -> tuple[float | None, ...]:
        return tuple(matris.varde(a, self.egen) if self.egen is not None else None for a in ar)

    @staticmethod
    def _ar(b: Belagg, alla: list[int], sist: int | None) -> tuple[int, ...]:
        """The chosen years, or the newest fifteen; never a year after the measure's newest whole one."""
        med = [a for a in alla if sist is None or a <= sist]
        med = [a for a in med if (b.fran_ar or 0) <= a <= (b.till_ar or 9999)]
        return tuple(med if b.fran_ar is not None else med[-FLEST_AR:])

    def _band(
        self, matris: Matris, grupp: Jamforelsegrupp | None, ar: int
    ) -> tuple[float | None, float | None, float | None]:
        if grupp is None:
            return None, None, None
        med = np.isin(matris.kommuner, list(grupp.medlemmar - {self.egen}))
        v = matris.varden_for(ar)[med]
        v = v[~np.isnan(v)]
        if v.size < MINST_I_BANDET:
            return None, None, None
        return percentil(v, 25), percentil(v, 50), percentil(v, 75)


def _gruppnamn(grupp: Jamforelsegrupp | None) -> str:
    """As it reads in a sentence."""
    if grupp is None:
        return ""
    return "liknande kommuner" if grupp.kod.startswith("liknande") else grupp.etikett


def _kort(grupp: Jamforelsegrupp | None) -> str:
    """As it fits at the end of a line."""
    kod = grupp.kod if grupp is not None else ""
    if kod.startswith("liknande"):
        return "liknande"
    return {"alla": "alla", "lan": "länet"}.get(kod, "gruppen")


def _ord(b: Belagg, ar, egen, band, kon, enhet: str, decimaler: int, grupp: str) -> tuple[str, str]:
    """The finding, and a sentence under it."""
    matta = [(a, v) for a, v in zip(ar, egen, strict=True) if v is not None]
    (a0, v0), (a1, v1) = matta[0], matta[-1]
    visa = lambda v: formatera(v, decimaler, enhet)  # noqa: E731
    rubrik, meningar = med_ar(visa(v1), a1, enhet), []
    median = next((m[1] for a, m in zip(ar, band, strict=True) if a == a1), None) if band else None
    if kon:
        sist = [(namn, serie[ar.index(a1)]) for namn, serie in kon]
        delar = [f"{namn.lower()} {visa(v)}" for namn, v in sist if v is not None]
        if delar:
            text = " och ".join(delar)
            rubrik = f"{text[0].upper()}{text[1:]} {a1}"
    elif median is not None:
        rubrik += f", medianen för {grupp} {visa(median)}"
    if len(matta) > 1:
        meningar.append(f"Från {med_ar(visa(v0), a0, enhet)} till {med_ar(visa(v1), a1, enhet)}.")
    p = (
        next((m for a, m in zip(ar, band, strict=True) if a == a1 and m[0] is not None), None)
        if band
        else None
    )
    if p is not None and not kon:
        meningar.append(
            f"Mittersta hälften av {grupp} låg {a1} mellan {formatera(p[0], decimaler)} och {visa(p[2])}."
        )
    return rubrik, " ".join(meningar)
