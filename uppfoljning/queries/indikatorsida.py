"""Everything the page of one indicator shows, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import OuterRef, Subquery

from kkik import queries as kkik
from kkik.domain.likhet import percentil
from kkik.domain.matris import Matris, senaste_ar
from kkik.models import Importkorning, Nyckeltalslage, Vardeandring
from kkik.queries import GruppSaknas, Jamforelsegrupp
from organisation.models import Enhet, Kommuninstallning
from organisation.queries import kommuninstallning
from planering.models import Indikator, Malniva
from planering.queries import foregangare_till
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.egna import Egenserie
from uppfoljning.models import Bedomning, Kommentar
from uppfoljning.queries.enheter import namnder
from uppfoljning.queries.underlag import egna_serier, tom_matris

MINST_I_BANDET = 4


@dataclass(frozen=True, slots=True)
class Grannrad:
    """A similar municipality: its value in the year, and the change over five years (None where either end lacks)."""

    kommun_id: int
    namn: str
    varde: float | None
    andring: float | None
    egen: bool = False


@dataclass(frozen=True, slots=True)
class Revidering:
    """An own value that an import changed. `tidigare` None: there was none, or it was deleted (`var_borttaget`)."""

    ar: int
    kon: str
    tidigare: float | None
    var_borttaget: bool
    nar: datetime | None


@dataclass(frozen=True, slots=True, eq=False)
class Indikatorsida:
    """`bedomningar` newest year first, `bedomning` the one looked at (None: nothing computed).

    `matris` holds the whole country, `kon` the two of women and men where asked for. `grupp` and `liknande` are
    None where there is no such group. `lage` is the nyckeltal's newest year in the country. `serie`: an own measure's
    outcomes (None for a nyckeltal), `egna_kon` those of women and men where asked for.
    """

    indikator: Indikator
    kommun: Kommuninstallning | None
    egen: int | None
    bedomningar: tuple[Bedomning, ...]
    bedomning: Bedomning | None
    malnivaer: tuple[Malniva, ...]
    kommentarer: tuple[Kommentar, ...]
    matris: Matris
    kon: tuple[tuple[str, Matris], ...]
    grupp: Jamforelsegrupp | None
    liknande: Jamforelsegrupp | None
    grannar: tuple[Grannrad, ...]
    revideringar: tuple[Revidering, ...]
    lage: Nyckeltalslage | None
    namnd: Enhet
    serie: Egenserie | None = None
    egna_kon: tuple[tuple[str, Egenserie], ...] = ()

    @property
    def ar(self) -> int | None:
        """The year looked at; without lights the measure's own newest."""
        if self.bedomning is not None:
            return self.bedomning.ar
        return senaste_ar(self.matris) if self.serie is None else max(self.serie.ar, default=None)

    def egen_linje(self, ar: Iterable[int]) -> tuple[float | None, ...]:
        """The measure's own values over some years, whatever kind of measure it is."""
        return self.egna(self.matris, ar) if self.serie is None else tuple(self.serie.ar.get(a) for a in ar)

    def egna(self, matris: Matris, ar: Iterable[int]) -> tuple[float | None, ...]:
        """Our own values over some years."""
        if self.egen is None:
            return tuple(None for _ in ar)
        return tuple(matris.varde(a, self.egen) for a in ar)

    def andras(self, ar: int) -> np.ndarray:
        """float64: the values of the comparison group's other municipalities in a year, missing ones left out."""
        if self.grupp is None:
            return np.empty(0)
        med = np.isin(self.matris.kommuner, list(self.grupp.medlemmar - {self.egen}))
        varden = self.matris.varden_for(ar)[med]
        return varden[~np.isnan(varden)]

    def band(self, ar: Iterable[int]) -> list[tuple[float | None, float | None, float | None]]:
        """(P25, median, P75) of the others for each year; nothing where fewer than four of them have a value or
        the year is thinner than the nyckeltal's newest."""
        ut: list[tuple[float | None, float | None, float | None]] = []
        senaste = senaste_ar(self.matris)
        for a in ar:
            v = self.andras(a)
            if v.size < MINST_I_BANDET or senaste is None or a > senaste:
                ut.append((None, None, None))
            else:
                ut.append((percentil(v, 25), percentil(v, 50), percentil(v, 75)))
        return ut

    def alla_andra(self, ar: int) -> list[float]:
        """The values of all other municipalities in a year."""
        v = self.matris.varden_for(ar)[self.matris.kommuner != (self.egen or 0)]
        return [float(x) for x in v if not np.isnan(x)]


def indikator_for(pk: int) -> Indikator | None:
    """The indicator with all that its page's heading needs."""
    return (
        Indikator.objects.select_related(
            "nyckeltal", "egetmatt", "kunskapskort", "agare", "ansvarig", "mal__enhet", "mal__malomrade__plan"
        )
        .defer("nyckeltal__sok")
        .filter(pk=pk)
        .first()
    )


def indikatorsida(indikator: Indikator, ar: int | None = None, *, med_kon: bool = False) -> Indikatorsida:
    """`ar` None, or a year that nothing is computed for: the newest with an outcome. At most thirteen queries."""
    kommun = kommuninstallning()
    egen = int(kommun.kommunkod) if kommun is not None else None
    bedomningar = tuple(indikator.bedomningar.filter(kon=indikator.kon).order_by("-ar"))
    vald = next((b for b in bedomningar if b.ar == ar), None)
    if vald is None:
        vald = next((b for b in bedomningar if b.utfall is not None), bedomningar[0] if bedomningar else None)
    per_kon = _matriser(indikator, med_kon)
    matris = per_kon.pop(indikator.kon)
    grupp = _grupp(indikator.jamforelsegrupp, egen, indikator, matris)
    liknande = (
        grupp if indikator.jamforelsegrupp == "liknande" else _grupp("liknande", egen, indikator, matris)
    )
    sida_ar = vald.ar if vald is not None else senaste_ar(matris)
    egna = {} if indikator.egetmatt is None else egna_serier([indikator.egetmatt])
    return Indikatorsida(
        indikator=indikator,
        kommun=kommun,
        egen=egen,
        bedomningar=bedomningar,
        bedomning=vald,
        malnivaer=tuple(indikator.malnivaer.order_by("ar", "kon")),
        kommentarer=_kommentarer(indikator),
        matris=matris,
        kon=tuple(per_kon.items()),
        grupp=grupp,
        liknande=liknande,
        grannar=_grannar(liknande, egen, matris, sida_ar),
        revideringar=_revideringar(indikator, egen),
        lage=_lage(indikator),
        namnd=namnder()[indikator.agare_id],
        serie=_egen_serie(indikator, egna),
        egna_kon=_egna_kon(indikator, egna) if med_kon else (),
    )


def _egen_serie(indikator: Indikator, egna: dict[tuple[int, str], Egenserie]) -> Egenserie | None:
    if indikator.egetmatt is None:
        return None
    return egna.get((indikator.egetmatt_id, indikator.kon)) or Egenserie(indikator.egetmatt.frekvens)


def _egna_kon(
    indikator: Indikator, egna: dict[tuple[int, str], Egenserie]
) -> tuple[tuple[str, Egenserie], ...]:
    if indikator.egetmatt is None or not indikator.egetmatt.konsuppdelat or indikator.kon != "T":
        return ()
    return tuple(
        (k, egna[indikator.egetmatt_id, k]) for k in ("K", "M") if (indikator.egetmatt_id, k) in egna
    )


def _kommentarer(indikator: Indikator) -> tuple[Kommentar, ...]:
    """Newest first, with those on the indicators that it continues from earlier plans."""
    vilka = [indikator.pk]
    if indikator.foregangare_id is not None:
        vilka += foregangare_till(Indikator, vilka)[indikator.pk]
    return tuple(Kommentar.objects.filter(indikator__in=vilka).order_by("-skriven", "-id"))


def _grupp(kod: str, egen: int | None, indikator: Indikator, matris: Matris) -> Jamforelsegrupp | None:
    if egen is None or indikator.nyckeltal is None:
        return None
    if kod == "alla":
        return kkik.alla_kommuner(matris.kommuner.tolist())
    try:
        return kkik.grupp(kod, egen, indikator.nyckeltal)
    except GruppSaknas:
        return None


def _lage(indikator: Indikator) -> Nyckeltalslage | None:
    if indikator.nyckeltal is None:
        return None
    return Nyckeltalslage.objects.filter(nyckeltal=indikator.nyckeltal_id, kon=indikator.kon).first()


def _matriser(indikator: Indikator, med_kon: bool) -> dict[str, Matris]:
    """Of the indicator's own kön, and of women and men where asked for. One query, none for an own measure."""
    n = indikator.nyckeltal
    if n is None:
        return {indikator.kon: tom_matris()}
    delas = med_kon and n.konsuppdelat and indikator.kon == "T"
    return kkik.matriser_per_kon(n.pk, [indikator.kon, *(("K", "M") if delas else ())])


def _grannar(
    grupp: Jamforelsegrupp | None, egen: int | None, matris: Matris, ar: int | None
) -> tuple[Grannrad, ...]:
    """Similar municipalities by name, the own one among them so that it can be compared at a glance."""
    if grupp is None or ar is None or egen is None:
        return ()
    namn = kkik.kommunnamn()
    rader = []
    for kommun_id in grupp.medlemmar | {egen}:
        nu, da = matris.varde(ar, kommun_id), matris.varde(ar - 5, kommun_id)
        brutet = any(ar - 5 < b <= ar for b in matris.brott)
        andring = nu - da if nu is not None and da is not None and not brutet else None
        rader.append(Grannrad(kommun_id, namn.get(kommun_id, ""), nu, andring, kommun_id == egen))
    return tuple(sorted(rader, key=lambda r: svensk_nyckel(r.namn)))


def _revideringar(indikator: Indikator, egen: int | None) -> tuple[Revidering, ...]:
    """Changes of our own values, newest first."""
    if egen is None or indikator.nyckeltal is None:
        return ()
    nar = Importkorning.objects.filter(pk=OuterRef("importkorning")).values("avslutad")[:1]
    rader = (
        Vardeandring.objects.filter(nyckeltal=indikator.nyckeltal_id, kommun=egen, kon=indikator.kon)
        .annotate(nar=Subquery(nar))
        .order_by("-id")
    )
    return tuple(Revidering(r.ar, r.kon, r.tidigare, r.tidigare_borttagen, r.nar) for r in rader)
