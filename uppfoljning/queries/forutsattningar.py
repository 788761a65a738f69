"""Analysis groups as they are on a day, and the year of a work plan with the fixed points of the budget cycle."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q

from organisation.models import Enhet
from planering.domain.regler import uppraknat
from planering.models import Indikator, Plan
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.domain.gruppsammansattning import Medlemslage, Sammansattning, sammansattning
from uppfoljning.domain.publicering import kalender
from uppfoljning.models import Analysgrupp, Arbetsplan, Arbetsuppgift, Gruppmedlem, Omgang
from uppfoljning.queries.enheter import namnder
from uppfoljning.queries.fokus import kalenderrader

ROLLORDNING = list(Gruppmedlem.Roll)


@dataclass(slots=True)
class Gruppbild:
    """A group on a day. `medlemmar`: (member, the nämnd she comes from), the one who calls together first."""

    grupp: Analysgrupp
    upphord: bool
    medlemmar: list[tuple[Gruppmedlem, Enhet | None]] = field(default_factory=list)
    ovriga: list[Gruppmedlem] = field(default_factory=list)
    borttagna: list[Gruppmedlem] = field(default_factory=list)
    arbetsplaner: list[Arbetsplan] = field(default_factory=list)
    lage: Sammansattning | None = None

    @property
    def tackta(self) -> str:
        return uppraknat(self.lage.tackta) if self.lage and self.lage.tackta else ""

    @property
    def saknade(self) -> str:
        return uppraknat(self.lage.saknade) if self.lage and self.lage.saknade else ""

    @property
    def utan(self) -> str:
        return uppraknat(self.lage.utan) if self.lage and self.lage.utan else ""


def gruppbilder(dag: date) -> list[Gruppbild]:
    """Those that are there, the working ones first. Constant number of queries."""
    medlemmar = Gruppmedlem.objects.select_related("person", "enhet")
    planer = Arbetsplan.objects.annotate(
        antal=Count("uppgifter", filter=Q(uppgifter__borttaget=None)),
        klara=Count("uppgifter", filter=Q(uppgifter__borttaget=None, uppgifter__status="klar")),
    )
    grupper = list(
        Analysgrupp.objects.filter(borttaget=None).prefetch_related(
            Prefetch("medlemmar", medlemmar), Prefetch("arbetsplaner", planer)
        )
    )
    if not grupper:
        return []
    tillhor = namnder()
    plan = Plan.objects.aktuell(dag.year)
    agare = (
        Indikator.objects.filter(mal__malomrade__plan=plan).values_list("agare", flat=True).distinct()
        if plan is not None
        else ()
    )
    med_indikatorer = sorted({tillhor[a].namn for a in agare}, key=svensk_nyckel)
    bilder = [_bild(g, dag, tillhor, med_indikatorer) for g in grupper]
    return sorted(bilder, key=lambda b: (b.upphord, svensk_nyckel(b.grupp.namn), b.grupp.pk))


def _bild(grupp: Analysgrupp, dag: date, tillhor: dict[int, Enhet], med_indikatorer: list[str]) -> Gruppbild:
    bild = Gruppbild(grupp, grupp.upphord(dag), arbetsplaner=list(grupp.arbetsplaner.all()))
    for m in grupp.medlemmar.all():
        if m.borttaget is not None:
            bild.borttagna.append(m)
        elif (m.galler_fran or dag) <= dag <= (m.galler_till or dag) and m.person.is_active:
            bild.medlemmar.append((m, tillhor.get(m.enhet_id)))
        else:
            bild.ovriga.append(m)
    bild.medlemmar.sort(key=lambda par: (ROLLORDNING.index(par[0].roll), svensk_nyckel(par[0].person.namn)))
    bild.lage = sammansattning(
        (
            Medlemslage(m.roll == Gruppmedlem.Roll.SAMMANKALLANDE, n.namn if n else None, m.perspektiv)
            for m, n in bild.medlemmar
        ),
        mandat=grupp.mandat,
        beslutar=grupp.beslutar,
        namnder=med_indikatorer,
    )
    return bild


def borttagna_grupper() -> list[Analysgrupp]:
    return list(Analysgrupp.objects.filter(borttaget__isnull=False))


@dataclass(frozen=True, slots=True)
class Fastpunkt:
    """A day that the group does not choose. `slag`: omgang, beslut or publicering; `pk` of the round or the plan."""

    dag: date
    slag: str
    text: str
    pk: int | None = None
    namn: tuple[str, ...] = ()


def fasta_punkter(plan: Plan | None, ar: int) -> list[Fastpunkt]:
    """Rounds' first and last days, the days plans were decided, and when the values of the plan's nyckeltal are
    published, in the year `ar`. Constant number of queries."""
    ut: list[Fastpunkt] = []
    for o in Omgang.objects.filter(Q(oppnar__year=ar) | Q(sista_dag__year=ar)).order_by("sista_dag", "pk"):
        if o.oppnar.year == ar:
            ut.append(Fastpunkt(o.oppnar, "omgang", f"{o.namn} öppnar", o.pk))
        if o.sista_dag.year == ar:
            ut.append(Fastpunkt(o.sista_dag, "omgang", f"{o.namn}: sista dag att lämna in", o.pk))
    for p in Plan.objects.filter(beslutad__year=ar).order_by("beslutad", "pk"):
        version = f", version {p.version}" if p.version > 1 else ""
        ut.append(Fastpunkt(p.beslutad, "beslut", f"{p.namn}{version} beslutades", p.pk))
    ut += _publiceringar(plan, ar) if plan is not None else []
    return sorted(ut, key=lambda f: (f.dag, f.slag, f.pk or 0))


def _publiceringar(plan: Plan, ar: int) -> list[Fastpunkt]:
    rader = kalenderrader(plan)
    dagar: dict[tuple[date, str], list[str]] = {}
    for h in kalender((r.dagar for r in rader.values()), date(ar, 1, 1)).kommande:
        if h.dag.year == ar:
            namn = [i.namn for i, _ in rader[h.nyckel].indikatorer]
            dagar.setdefault((h.dag, h.slag.etikett), []).extend(namn)
    ut = []
    for (dag, slag), namn in sorted(dagar.items()):
        vad = "en indikator" if len(namn) == 1 else f"{len(namn)} indikatorer"
        ut.append(
            Fastpunkt(
                dag,
                "publicering",
                f"{slag.capitalize()} för {vad} publiceras",
                namn=tuple(sorted(namn, key=svensk_nyckel)),
            )
        )
    return ut


def arbetsplan_for(pk: int) -> Arbetsplan | None:
    """With its tasks, removed ones too, in `uppgifter`. Also of a group that has been removed."""
    uppgifter = Arbetsuppgift.objects.select_related("ansvarig", "mal", "indikator")
    return (
        Arbetsplan.objects.select_related("grupp", "plan")
        .prefetch_related(Prefetch("uppgifter", uppgifter))
        .filter(pk=pk)
        .first()
    )
