"""The rows of the cockpit and the signal table: what is stored about a plan's indicators in one year."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, OuterRef, Subquery

from kkik.domain.signaler import Signal
from kkik.models import Varde
from organisation.models import Enhet
from organisation.queries import kommuninstallning
from planering.models import Indikator, Mal, Malomrade, Plan
from planering.queries import Arv, arv, foregangare_till
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.domain.maluppfyllelse import Maluppfyllelse, maluppfyllelse
from uppfoljning.models import Bedomning, Kommentar, Malansikte
from uppfoljning.queries.enheter import enheter, namnder
from uppfoljning.queries.sikt import Sikt
from uppfoljning.queries.utfall import arsutfall

# What only the indicator's own page needs, and is long.
LANGA = ("andra_indata", "trend_indata", "kon_indata", "vag_indata", "prognos_indata")
KORTA = tuple(f.attname for f in Bedomning._meta.concrete_fields if f.name not in LANGA)
# What is enough to count and sort by.
LJUSEN = tuple(namn for namn in KORTA if namn not in ("mal_indata", "vantat", "skal"))
_RAKNEFALT = (
    "mal_id",
    "nyckeltal_id",
    "egetmatt_id",
    "namn",
    "kategori",
    "kon",
    "agare_id",
    "foregangare_id",
)


@dataclass(frozen=True, slots=True)
class Rad:
    """One indicator in the year. `bedomning`: a Bedomning, or a row with its KORTA or LJUSEN; None: not computed yet.
    `serie`: own values over `Sikt.ar_serie`."""

    indikator: Indikator
    mal: Mal
    bedomning: Any
    kommentar: Kommentar | None
    serie: tuple[float | None, ...]
    namnd: Enhet

    @property
    def avviker(self) -> bool:
        return self.bedomning is not None and self.bedomning.avviker

    @property
    def mal_signal(self) -> Signal:
        return Signal(self.bedomning.mal_signal) if self.bedomning is not None else Signal.GRA


@dataclass(frozen=True, slots=True)
class Malgrupp:
    """A goal with all its indicators. `satt` is a person's face, where one rules instead of the proposed."""

    mal: Mal
    forslag: Maluppfyllelse
    satt: Malansikte | None
    rader: tuple[Rad, ...]

    @property
    def signal(self) -> Signal:
        return Signal(self.satt.signal) if self.satt is not None else self.forslag.signal


@dataclass(frozen=True, slots=True)
class Signaltabell:
    """Everything of a plan's year, unfiltered. `hamtad`: when the newest of the values was fetched. `tillhor`: the
    nämnd of each enhet (key). `arv`: what continues what between the plans' goals and indicators; None
    when it has not been read, since nothing here continues anything."""

    sikt: Sikt
    grupper: tuple[Malgrupp, ...]
    hamtad: object = None
    namnder: tuple[Enhet, ...] = field(default=())
    omraden: tuple[Malomrade, ...] = field(default=())
    tillhor: dict[int, Enhet] = field(default_factory=dict)
    arv: Arv | None = None

    def malens_slakt(self) -> dict[int, int]:
        """Any plan's goal (key) → the one of these that is the same. One query when `arv` has not been read."""
        arvet = self.arv if self.arv is not None else arv(Mal)
        return arvet.slakt(Mal, (grupp.mal.pk for grupp in self.grupper))

    @property
    def rader(self) -> list[Rad]:
        return [rad for grupp in self.grupper for rad in grupp.rader]


def signaltabell(
    s: Sikt, bara: Collection[int] | None = None, serier: bool = True, texter: bool = True
) -> Signaltabell:
    """The goals and indicators of the plan with what is stored for the year. At most nine queries, however
    many.

    `bara`: only these indicators (keys), with their goals, whose faces are then of these alone. `serier` False:
    the rows are without series. `texter` False: the rows can be counted but not put into words; their
    `bedomning` has only LJUSEN, and their indicators not what they measure by.

    What was said of a goal or an indicator in an earlier version of the plan is said of the one that continues it.
    """
    if s.plan is None:
        return Signaltabell(s, ())
    mal, indikatorer = _innehall(s.plan, bara, texter)
    bedomningar = _bedomningar(s, bara, KORTA if texter else LJUSEN)
    fortsatter = any(rad.foregangare_id is not None for rad in (*mal, *indikatorer))
    arvet = arv(Mal, Indikator) if fortsatter else Arv()
    ids, malids = [i.pk for i in indikatorer], [m.pk for m in mal]
    kommentarer = _nyaste_kommentarer(s, ids, arvet.foregangare(Indikator, ids))
    satta = _nyaste_ansikten(s, malids, arvet.foregangare(Mal, malids))
    per_matt = _serier(s, indikatorer) if serier else {}
    alla_enheter = enheter()
    tillhor = namnder(alla_enheter)
    under: dict[int, list[Rad]] = {m.pk: [] for m in mal}
    mal_av = {m.pk: m for m in mal}
    for i in indikatorer:
        i.agare = alla_enheter[i.agare_id]  # few enheter, many indicators: each is built once
        serie = per_matt.get((i.nyckeltal_id, i.egetmatt_id, i.kon), {})
        under[i.mal_id].append(
            Rad(
                i,
                mal_av[i.mal_id],
                bedomningar.get(i.pk),
                kommentarer.get(i.pk),
                tuple(serie.get(a) for a in s.ar_serie),
                tillhor[i.agare_id],
            )
        )
    grupper = tuple(_malgrupp(m, under[m.pk], satta.get(m.pk)) for m in mal)
    anvanda = {rad.namnd.pk: rad.namnd for rader in under.values() for rad in rader}
    return Signaltabell(
        s,
        grupper,
        _hamtad(indikatorer) if texter else None,
        tuple(sorted(anvanda.values(), key=lambda e: svensk_nyckel(e.namn))),
        tuple(dict.fromkeys(m.malomrade for m in mal)),
        tillhor,
        arvet if fortsatter or len(s.planer) == 1 else None,
    )


def _innehall(plan: Plan, bara: Collection[int] | None, texter: bool) -> tuple[list[Mal], list[Indikator]]:
    """The plan's goals and indicators in order; `bara` and `texter` as in `signaltabell`."""
    mal = Mal.objects.filter(malomrade__plan=plan)
    indikatorer = Indikator.objects.filter(mal__malomrade__plan=plan)
    if bara is not None:
        indikatorer = indikatorer.filter(pk__in=bara)
        mal = mal.filter(pk__in=indikatorer.values("mal"))
    if texter:
        indikatorer = indikatorer.select_related("nyckeltal", "egetmatt", "ansvarig").defer(
            "nyckeltal__sok", "nyckeltal__beskrivning"
        )
    else:
        indikatorer = indikatorer.only(*_RAKNEFALT)
    malen = list(
        mal.select_related("malomrade", "enhet", "ansvarig").order_by(
            "malomrade__ordning", "malomrade_id", "ordning", "id"
        )
    )
    for m in malen:
        m.malomrade.plan = plan
    return (
        malen,
        list(indikatorer.order_by("ordning", "id")),
    )


def _hamtad(indikatorer: Iterable[Indikator]) -> Any:
    return max((i.nyckeltal.hamtad for i in indikatorer if i.nyckeltal and i.nyckeltal.hamtad), default=None)


def malgrupp(mal_id: int, ar: int | None) -> Malgrupp | None:
    """One goal in one year, rows without series; None when there is no such goal or no such year in its plan."""
    mal = Mal.objects.select_related("malomrade__plan", "enhet", "ansvarig").filter(pk=mal_id).first()
    if mal is None or ar is None:
        return None
    indikatorer = list(
        mal.indikatorer.select_related("nyckeltal", "egetmatt", "agare", "ansvarig").order_by("ordning", "id")
    )
    rader = Bedomning.objects.filter(indikator__mal=mal, ar=ar, kon=F("indikator__kon")).defer(*LANGA)
    bedomningar = {b.indikator_id: b for b in rader}
    if not bedomningar and ar not in mal.malomrade.plan.ar:
        return None
    satt = next(iter(ansiktshistorik(mal.pk, ar)), None)
    return _malgrupp(mal, [Rad(i, mal, bedomningar.get(i.pk), None, (), i.agare) for i in indikatorer], satt)


def ansiktshistorik(mal_id: int, ar: int) -> list[Malansikte]:
    """Every face that was set or taken back, newest first, in earlier versions of the plan too."""
    vilka = [mal_id, *foregangare_till(Mal, {mal_id}).get(mal_id, [])]
    return list(Malansikte.objects.filter(mal__in=vilka, ar=ar).order_by("-satt", "-id"))


def _malgrupp(mal: Mal, rader: list[Rad], satt: Malansikte | None) -> Malgrupp:
    forslag = maluppfyllelse([(r.indikator.kategori, r.mal_signal) for r in rader])
    return Malgrupp(mal, forslag, satt if satt is not None and satt.signal else None, tuple(rader))


def _bedomningar(s: Sikt, bara: Collection[int] | None, falt: tuple[str, ...]) -> dict[int, Any]:
    """By indikator. Rows of plain values: building hundreds of model objects takes longer than the query."""
    rader = Bedomning.objects.filter(indikator__mal__malomrade__plan=s.plan, ar=s.ar, kon=F("indikator__kon"))
    if bara is not None:
        rader = rader.filter(indikator__in=bara)
    return {b.indikator_id: b for b in rader.values_list(*falt, named=True)}


def _nyaste_kommentarer(
    s: Sikt, indikatorer: Iterable[int], kedjor: dict[int, list[int]]
) -> dict[int, Kommentar]:
    """For each indicator the newest comment on the year, on it or on one that it continues from an earlier plan."""
    nyast = Kommentar.objects.filter(indikator=OuterRef("indikator"), ar=OuterRef("ar")).values("pk")[:1]
    rader = {
        k.indikator_id: k
        for k in Kommentar.objects.filter(
            indikator__in=_med_foregangare(indikatorer, kedjor), ar=s.ar, pk=Subquery(nyast)
        ).order_by()
    }
    return _senaste(indikatorer, kedjor, rader, lambda k: (k.skriven, k.pk))


def _nyaste_ansikten(s: Sikt, mal: Iterable[int], kedjor: dict[int, list[int]]) -> dict[int, Malansikte]:
    """Likewise for the goals' faces."""
    nyast = Malansikte.objects.filter(mal=OuterRef("mal"), ar=OuterRef("ar")).values("pk")[:1]
    rader = {
        a.mal_id: a
        for a in Malansikte.objects.filter(
            mal__in=_med_foregangare(mal, kedjor), ar=s.ar, pk=Subquery(nyast)
        ).order_by()
    }
    return _senaste(mal, kedjor, rader, lambda a: (a.satt, a.pk))


def _med_foregangare(nycklar: Iterable[int], kedjor: dict[int, list[int]]) -> set[int]:
    return {*nycklar, *(f for kedja in kedjor.values() for f in kedja)}


def _senaste(nycklar: Iterable[int], kedjor: dict[int, list[int]], rader: dict, nar) -> dict:
    ut = {}
    for nyckel in nycklar:
        if funna := [rader[k] for k in (nyckel, *kedjor.get(nyckel, ())) if k in rader]:
            ut[nyckel] = max(funna, key=nar)
    return ut


def _serier(
    s: Sikt, indikatorer: list[Indikator]
) -> dict[tuple[int | None, int | None, str], dict[int, float]]:
    """Our own values of the sparklines' years, by (nyckeltal, own measure, kön). At most three narrow queries."""
    installning = kommuninstallning()
    if installning is None or s.ar is None:
        return {}
    egna = arsutfall({i.egetmatt_id for i in indikatorer if i.egetmatt_id is not None})
    ut: dict[tuple[int | None, int | None, str], dict[int, float]] = {
        (None, matt, kon): per_ar for (matt, kon), per_ar in egna.items()
    }
    rader = Varde.objects.filter(
        nyckeltal_id__in={i.nyckeltal_id for i in indikatorer if i.nyckeltal_id is not None},
        kommun_id=int(installning.kommunkod),
        ar__range=(s.ar_serie[0], s.ar),
        kon__in={i.kon for i in indikatorer},
        borttagen=False,
        varde__isnull=False,
    )
    for nyckeltal, kon, ar, varde in rader.values_list("nyckeltal_id", "kon", "ar", "varde"):
        ut.setdefault((nyckeltal, None, kon), {})[ar] = varde
    return ut
