"""A plan's goals against the ten questions: what data answer, what people have answered, what will be improved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from kkik import queries as kkik
from kkik.domain.jamforelse import MINST_ANDRA
from kkik.models import Definitionsbrott, Lage, Nyckeltalslage, Varde
from planering.domain.malkvalitet import (
    FRAGOR,
    MANNISKOR,
    OBESVARAD,
    Indikatorfakta,
    Kvalitetssumma,
    Kvalitetssvar,
    Malfakta,
    bedom,
    per_fraga,
    summera,
)
from planering.models import (
    Egetmatt,
    Indikator,
    Mal,
    Malforbattring,
    Malkvalitetssvar,
    Malniva,
    Malplats,
    Plan,
)
from planering.queries.planbild import foregangare_till, och_foregangare


@dataclass(frozen=True, slots=True)
class Kvalitetsrad:
    """A goal with its ten answers. `personsvar`: what people have answered, newest, by question."""

    mal: Mal
    svar: dict[int, Kvalitetssvar]
    personsvar: dict[int, Malkvalitetssvar]
    forbattringar: tuple[Malforbattring, ...]

    @property
    def summa(self) -> Kvalitetssumma:
        return summera(self.svar.values())


@dataclass(frozen=True, slots=True)
class Kvalitetsmatris:
    """`bokslutsar`: the newest of the plan's years that has ended, None while none has."""

    plan: Plan
    rader: tuple[Kvalitetsrad, ...]
    bokslutsar: int | None

    @property
    def summor(self) -> dict[int, Kvalitetssumma]:
        return per_fraga([rad.svar for rad in self.rader])

    @property
    def summa(self) -> Kvalitetssumma:
        return summera(svar for rad in self.rader for svar in rad.svar.values())

    @property
    def forbattringar(self) -> list[Malforbattring]:
        """In the order they are to be done; what is done last."""
        alla = [f for rad in self.rader for f in rad.forbattringar]
        return sorted(alla, key=lambda f: (f.klar, f.klar_senast, f.pk))


def malkvalitet(
    plan: Plan, kommun_id: int | None, dag: date, *, mal: Mal | None = None, bara_kf: bool = False
) -> Kvalitetsmatris:
    """All goals of the plan, only fullmäktige's, or one. What people have answered and what is still to be improved
    stands also in the plans that are made from the one it was said of. The queries depend only on how many kinds of
    comparison groups are in use, and on whether the plan was made from another."""
    urval = Mal.objects.filter(malomrade__plan=plan)
    if mal is not None:
        urval = urval.filter(pk=mal.pk)
    if bara_kf:
        urval = urval.filter(niva=Malplats.KF)
    rader = list(
        urval.select_related("malomrade", "enhet")
        .prefetch_related(
            Prefetch("indikatorer", _indikatorer()),
            Prefetch("indikatorer__malnivaer", Malniva.objects.only("indikator_id", "ar", "kon")),
        )
        .order_by("malomrade__ordning", "malomrade_id", "ordning", "id")
    )
    indikatorer = [i for rad in rader for i in rad.indikatorer.all()]
    kunskap = _Underlag.las(indikatorer, kommun_id)
    kedjor = foregangare_till(Mal, [rad.pk for rad in rader]) if any(r.foregangare_id for r in rader) else {}
    personsvar, forbattringar = _personsvar(rader, kedjor), _forbattringar(rader, kedjor)
    bokslutsar = max((ar for ar in plan.ar if ar < dag.year), default=None)
    ut = []
    for rad in rader:
        fakta = Malfakta([kunskap.fakta(i) for i in rad.indikatorer.all()], plan.ar, bokslutsar, MINST_ANDRA)
        av_folk = personsvar[rad.pk]
        svar = bedom(fakta) | {nr: _persons(av_folk.get(nr)) for nr in MANNISKOR}
        ordnat = {nr: svar[nr] for nr in FRAGOR}
        ut.append(Kvalitetsrad(rad, ordnat, av_folk, tuple(forbattringar[rad.pk])))
    return Kvalitetsmatris(plan, tuple(ut), bokslutsar)


def _indikatorer() -> QuerySet[Indikator]:
    """With what the rules look at, and not the texts: a plan has hundreds."""
    return Indikator.objects.select_related("nyckeltal", "egetmatt").only(
        "mal_id",
        "namn",
        "kategori",
        "kon",
        "jamforelsegrupp",
        "nyckeltal__titel",
        "nyckeltal__verksamhetsomrade",
        "egetmatt__frekvens",
    )


def kvalitetshistorik(mal: Mal, fraga: int | None = None) -> QuerySet[Malkvalitetssvar]:
    """Everything that people have answered about a goal, here and in the plans that it comes from, newest first: the
    first for a question is the one that holds."""
    rader = Malkvalitetssvar.objects.filter(mal__in=och_foregangare(Mal, mal.pk)).select_related(
        "av", "mal__malomrade__plan"
    )
    return (
        rader.order_by("-nar", "-id") if fraga is None else rader.filter(fraga=fraga).order_by("-nar", "-id")
    )


def _persons(rad: Malkvalitetssvar | None) -> Kvalitetssvar:
    if rad is None or not rad.svar:
        return Kvalitetssvar(OBESVARAD, "Ingen har svarat än.")
    return Kvalitetssvar(rad.svar, rad.motivering)


def _personsvar(
    mal: Sequence[Mal], kedjor: Mapping[int, Sequence[int]]
) -> dict[int, dict[int, Malkvalitetssvar]]:
    """By goal and question the newest answer, to the goal or to one that it continues."""
    nyast = (
        Malkvalitetssvar.objects.filter(mal__in=_med_kedjor(mal, kedjor))
        .select_related("av", "mal__malomrade__plan")
        .order_by("mal_id", "fraga", "-nar", "-id")
        .distinct("mal_id", "fraga")
    )
    svar: dict[int, list[Malkvalitetssvar]] = defaultdict(list)
    for rad in nyast:
        svar[rad.mal_id].append(rad)
    ut: dict[int, dict[int, Malkvalitetssvar]] = defaultdict(dict)
    for m in mal:
        alla = [rad for nyckel in (m.pk, *kedjor.get(m.pk, ())) for rad in svar[nyckel]]
        ut[m.pk] = {rad.fraga: rad for rad in sorted(alla, key=lambda rad: (rad.nar, rad.pk))}
    return ut


def _forbattringar(
    mal: Sequence[Mal], kedjor: Mapping[int, Sequence[int]]
) -> dict[int, list[Malforbattring]]:
    """By goal its own, and those still to be done of the goals that it continues."""
    rader = (
        Malforbattring.objects.filter(mal__in=_med_kedjor(mal, kedjor))
        .exclude(~Q(mal__in=mal), klar=True)
        .select_related("ansvarig", "mal__malomrade__plan")
        .order_by("klar_senast", "id")
    )
    hos: dict[int, list[Malforbattring]] = defaultdict(list)
    for rad in rader:
        hos[rad.mal_id].append(rad)
    return {m.pk: [rad for nyckel in (m.pk, *kedjor.get(m.pk, ())) for rad in hos[nyckel]] for m in mal}


def _med_kedjor(mal: Sequence[Mal], kedjor: Mapping[int, Sequence[int]]) -> set[int]:
    return {m.pk for m in mal}.union(*kedjor.values())


@dataclass(frozen=True, slots=True)
class _Underlag:
    """What is stored about the nyckeltal. By nyckeltal and kön: own years with a value, how many others have one in
    the newest year; by group code too where it is of a group. `brott`: the newest accepted break."""

    ar: dict[tuple[int, str], set[int]]
    andra: dict[tuple[int, str], int]
    grupper: dict[tuple[int, str, str], int]
    brott: dict[int, int]

    @classmethod
    def las(cls, indikatorer: Iterable[Indikator], kommun_id: int | None) -> "_Underlag":
        rader = [i for i in indikatorer if i.nyckeltal is not None]
        nycklar = {i.nyckeltal_id for i in rader}
        if not nycklar or kommun_id is None:
            return cls({}, {}, {}, {})
        ar: dict[tuple[int, str], set[int]] = defaultdict(set)
        egna = Varde.objects.filter(
            nyckeltal_id__in=nycklar, kommun_id=kommun_id, borttagen=False, varde__isnull=False
        )
        for nyckeltal, kon, ett_ar in egna.values_list("nyckeltal_id", "kon", "ar"):
            ar[nyckeltal, kon].add(ett_ar)
        brott = Definitionsbrott.objects.filter(nyckeltal_id__in=nycklar, status="bekraftat")
        andra = _andra(nycklar, ar)
        return cls(
            ar,
            andra,
            _i_grupperna(rader, kommun_id, andra),
            brott=dict(brott.values_list("nyckeltal_id").annotate(nyast=Max("ar")).order_by()),
        )

    def fakta(self, i: Indikator) -> Indikatorfakta:
        nyckel = (i.nyckeltal_id, i.kon)
        ar = self.ar.get(nyckel, set())
        brott = self.brott.get(i.nyckeltal_id, 0)
        return Indikatorfakta(
            namn=i.namn,
            raknas=i.raknas,
            ar_med_niva=frozenset(m.ar for m in i.malnivaer.all() if m.kon == i.kon),
            ar_med_utfall=frozenset(ar),
            andra=self.andra.get(nyckel, 0),
            i_gruppen=self.grupper.get((*nyckel, i.jamforelsegrupp), 0),
            ar_samma=sum(ett_ar >= brott for ett_ar in ar),
            under_aret=i.egetmatt is not None and i.egetmatt.frekvens != Egetmatt.Frekvens.AR,
        )


def _andra(nycklar: Iterable[int], egna: dict[tuple[int, str], set[int]]) -> dict[tuple[int, str], int]:
    """How many other municipalities have a value in each nyckeltal's newest year, by nyckeltal and kön. `egna`: the
    years with an own one."""
    lagen = Nyckeltalslage.objects.filter(nyckeltal_id__in=nycklar).values_list(
        "nyckeltal_id", "kon", "ar", "n"
    )
    return {(nyckeltal, kon): n - (ar in egna.get((nyckeltal, kon), ())) for nyckeltal, kon, ar, n in lagen}


def _i_grupperna(
    indikatorer: Sequence[Indikator], kommun_id: int, andra: dict[tuple[int, str], int]
) -> dict[tuple[int, str, str], int]:
    """The same by group code of each group in use; of the group of all it is `andra`. A group that is gone compares
    with nobody. One query and those of the groups."""
    grupper = kkik.Grupper(kommun_id)
    delade: dict[kkik.Jamforelsegrupp, set[int]] = defaultdict(set)
    i_grupperna: dict[tuple[int, str, str], int] = {}
    for i in indikatorer:
        if i.jamforelsegrupp == kkik.ALLA:
            i_grupperna[i.nyckeltal_id, i.kon, kkik.ALLA] = andra.get((i.nyckeltal_id, i.kon), 0)
            continue
        try:
            delade[grupper.grupp(i.jamforelsegrupp, i.nyckeltal)].add(i.nyckeltal_id)
        except kkik.GruppSaknas:
            continue
    if not delade:
        return i_grupperna
    inom = {
        f"grupp_{nr}": Count("kommun_id", filter=Q(kommun_id__in=grupp.medlemmar))
        for nr, grupp in enumerate(delade)
    }
    rader = (
        Lage.objects.filter(
            nyckeltal_id__in=set().union(*delade.values()),
            kommun_id__in=frozenset().union(*(grupp.medlemmar for grupp in delade)) - {kommun_id},
        )
        .order_by()
        .values_list("nyckeltal_id", "kon")
        .annotate(**inom)
    )
    for nyckeltal, kon, *antal in rader:
        for (grupp, nycklar), n in zip(delade.items(), antal, strict=True):
            if nyckeltal in nycklar:
                i_grupperna[nyckeltal, kon, grupp.kod] = n
    return i_grupperna
