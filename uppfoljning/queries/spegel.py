"""What a decided plan promised for a year and what became of it, read from what is stored."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Prefetch

from organisation.models import Enhet
from planering.domain.aktivitetslage import Lage as Aktivitetslaget
from planering.models import Aktivitet, Avstamning, Malniva, Oronmarkning, Plan
from planering.queries.handlingsplaner import lage_for
from uppfoljning.domain import spegel as regler
from uppfoljning.domain.spegel import Forsvunnen, Slag, Svar
from uppfoljning.models import Omgang
from uppfoljning.orsaker import saknas_text
from uppfoljning.queries.bokslut import fastnaglad, faststallt_bokslut
from uppfoljning.queries.sikt import sikt_for
from uppfoljning.queries.spegelversioner import Vad, borttagna_aktiviteter, versioner
from uppfoljning.queries.tabell import Malgrupp, Rad, Signaltabell, signaltabell


@dataclass(frozen=True, slots=True)
class Indikatorlofte:
    """`slag` is MALNIVA where the plan has a target level for the year, else INDIKATOR."""

    rad: Rad
    slag: Slag
    svar: Svar
    niva: Malniva | None


@dataclass(frozen=True, slots=True)
class Pengalofte:
    rad: Oronmarkning
    svar: Svar


@dataclass(frozen=True, slots=True)
class Aktivitetslofte:
    rad: Aktivitet
    lage: Aktivitetslaget
    skal: str
    svar: Svar
    namnd: Enhet


@dataclass(frozen=True, slots=True)
class Malspegel:
    """One goal: its own answer, and that of everything that was promised under it."""

    grupp: Malgrupp
    namnd: Enhet
    svar: Svar
    indikatorer: tuple[Indikatorlofte, ...]
    pengar: tuple[Pengalofte, ...]
    aktiviteter: tuple[Aktivitetslofte, ...]

    @property
    def svaren(self) -> list[Svar]:
        return [self.svar, *(x.svar for x in (*self.indikatorer, *self.pengar, *self.aktiviteter))]


@dataclass(frozen=True, slots=True)
class Spegel:
    """`bokslut`: the closed annual accounts whose numbers are shown; None: the numbers are today's.
    `senare`: the decided version that has replaced this plan, if any."""

    plan: Plan
    ar: int
    mal: tuple[Malspegel, ...]
    forsvunna: tuple[Forsvunnen, ...]
    bokslut: Omgang | None
    senare: Plan | None
    tabell: Signaltabell


def beslutade(planer: Iterable[Plan]) -> list[Plan]:
    """The decided plan of each first year in its last version, newest first."""
    sist: dict[int, Plan] = {}
    for p in sorted(planer, key=lambda p: (p.fran_ar, p.version)):
        if p.ar_last:
            sist[p.fran_ar] = p
    return sorted(sist.values(), key=lambda p: -p.fran_ar)


def arsval(plan: Plan, idag: date) -> list[int]:
    """The plan's years that have begun, newest first; its first year when none has."""
    return [a for a in reversed(plan.ar) if a <= idag.year] or [plan.fran_ar]


def spegel(plan: Plan, ar: int, idag: date) -> Spegel:
    """The mirror of one year of a plan, which is decided. The same number of queries however large the plan is."""
    sikten = sikt_for(plan.pk, ar)
    tabell = signaltabell(replace(sikten, ar=ar), serier=False)
    bokslut = faststallt_bokslut(plan, ar)
    if bokslut is not None:
        tabell = replace(tabell, grupper=fastnaglad(tabell.grupper, bokslut))
    pagar = ar >= idag.year
    pengar = _pengar(plan, ar, pagar)
    aktiviteter = _aktiviteter(ar, idag, tabell)
    nivaer = _malnivaer(plan, ar)
    mal = tuple(
        Malspegel(
            g,
            tabell.tillhor[g.mal.enhet_id],
            regler.malets(str(g.signal), g.satt is not None, pagar),
            tuple(_indikatorlofte(r, nivaer.get(r.indikator.pk), idag, pagar) for r in g.rader),
            tuple(pengar[g.mal.pk]),
            tuple(aktiviteter[g.mal.pk]),
        )
        for g in tabell.grupper
    )
    kedja = versioner(plan, sikten.planer, ar)
    fran = min(p.beslutad for p in sikten.planer if p.ar_last and p.fran_ar == plan.fran_ar)
    borttagna = borttagna_aktiviteter(kedja[-1], fran, ar, {g.mal.pk: g.mal for g in tabell.grupper})
    forsvunna = [*regler.forsvunna(kedja), *borttagna]
    senare = next(
        (p for p in beslutade(sikten.planer) if p.fran_ar == plan.fran_ar and p.version > plan.version), None
    )
    return Spegel(plan, ar, mal, tuple(forsvunna), bokslut, senare, tabell)


def for_namnd(s: Spegel, namnd: int) -> Spegel:
    """Only what one nämnd answers for. A goal above it stays as long as something under it is the nämnd's."""
    mal = []
    for m in s.mal:
        nytt = replace(
            m,
            indikatorer=tuple(i for i in m.indikatorer if i.rad.namnd.pk == namnd),
            pengar=tuple(p for p in m.pengar if p.rad.ram.verksamhet.enhet_id == namnd),
            aktiviteter=tuple(a for a in m.aktiviteter if a.namnd.pk == namnd),
        )
        if m.namnd.pk == namnd or nytt.indikatorer or nytt.pengar or nytt.aktiviteter:
            mal.append(nytt)
    tillhor = s.tabell.tillhor
    borta = [f for f in s.forsvunna if isinstance(f.post.vad, Vad) and tillhor[f.post.vad.enhet].pk == namnd]
    return replace(s, mal=tuple(mal), forsvunna=tuple(borta))


def namnder_i(s: Spegel) -> list[Enhet]:
    """Every nämnd that answers for something, or answered for what is gone, in the order met."""
    ut: dict[int, Enhet] = {}
    for m in s.mal:
        for e in (m.namnd, *(i.rad.namnd for i in m.indikatorer), *(a.namnd for a in m.aktiviteter)):
            ut.setdefault(e.pk, e)
        for p in m.pengar:
            ut.setdefault(p.rad.ram.verksamhet.enhet_id, p.rad.ram.verksamhet.enhet)
    for f in s.forsvunna:
        if isinstance(f.post.vad, Vad):
            e = s.tabell.tillhor[f.post.vad.enhet]
            ut.setdefault(e.pk, e)
    return list(ut.values())


def _indikatorlofte(rad: Rad, niva: Malniva | None, idag: date, pagar: bool) -> Indikatorlofte:
    b = rad.bedomning
    svar = regler.indikatorns(
        b.utfall if b is not None else None,
        rad.kommentar.text if rad.kommentar is not None else "",
        saknas_text(b.saknas_orsak, b.vantas, idag) if b is not None else "",
        pagar or (b is not None and b.vantas is not None and b.vantas >= idag),
    )
    return Indikatorlofte(rad, Slag.INDIKATOR if niva is None else Slag.MALNIVA, svar, niva)


def _malnivaer(plan: Plan, ar: int) -> dict[int, Malniva]:
    """The year's target level of each indicator, of the kön that it is judged by."""
    rader = Malniva.objects.filter(indikator__mal__malomrade__plan=plan, ar=ar, kon=F("indikator__kon"))
    return {n.indikator_id: n for n in rader}


def _pengar(plan: Plan, ar: int, pagar: bool) -> dict[int, list[Pengalofte]]:
    ut: dict[int, list[Pengalofte]] = defaultdict(list)
    rader = (
        Oronmarkning.objects.filter(mal__malomrade__plan=plan, ram__ar=ar)
        .select_related("ram__verksamhet__enhet")
        .order_by("id")
    )
    for rad in rader:
        ut[rad.mal_id].append(Pengalofte(rad, regler.pengarnas(rad.ram.utfall, pagar)))
    return ut


def _aktiviteter(ar: int, idag: date, tabell: Signaltabell) -> dict[int, list[Aktivitetslofte]]:
    """Those of the goals' action plans that the year was promised, whole ones; their parts stand within them."""
    ut: dict[int, list[Aktivitetslofte]] = defaultdict(list)
    samma = tabell.malens_slakt()
    rader = (
        Aktivitet.objects.filter(handlingsplan__mal__in=list(samma), overordnad__isnull=True)
        .select_related("handlingsplan")
        .prefetch_related(Prefetch("avstamningar", Avstamning.objects.order_by("dag", "id")))
        .order_by("handlingsplan__namn", "handlingsplan_id", "ordning", "id")
    )
    for rad in rader:
        if not regler.galler_aret(rad.startar, rad.klar_senast, ar):
            continue
        avstamd = max((a.dag for a in rad.avstamningar.all()), default=None)
        svar = regler.aktivitetens(rad.status, rad.startar, rad.klar_senast, avstamd, ar, idag)
        lage = lage_for(rad, idag)
        ut[samma[rad.handlingsplan.mal_id]].append(
            Aktivitetslofte(rad, lage.lage, lage.skal, svar, tabell.tillhor[rad.handlingsplan.enhet_id])
        )
    return ut
