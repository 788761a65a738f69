"""Action plans with where their activities stand, and the activities that somebody should be reminded of."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from organisation.models import Person
from planering.domain.aktivitetslage import Aktivitetslage, Lage, bedom
from planering.models import Aktivitet, Avstamning, Handlingsplan
from planering.queries.urval import handlingsplaner


def _avstamningar() -> Prefetch:
    return Prefetch("avstamningar", Avstamning.objects.select_related("andrad_av").order_by("dag", "id"))


def handlingsplaner_med_lage(**urval) -> QuerySet[Handlingsplan]:
    """`queries.handlingsplaner` with what `lage_for` needs, in four queries. Takes the same choices."""
    return (
        handlingsplaner(**urval)
        .prefetch_related(None)
        .prefetch_related(
            Prefetch(
                "aktiviteter",
                Aktivitet.objects.select_related("ansvarig", "leder_av", "avford_av", "overordnad")
                .prefetch_related(_avstamningar())
                .order_by("ordning", "id"),
            )
        )
    )


def lage_for(aktivitet: Aktivitet, idag: date) -> Aktivitetslage:
    """Where it stands today. Uses prefetched `avstamningar`, oldest first, and the whole that it is a part of."""
    rader = list(aktivitet.avstamningar.all())
    return _lage(aktivitet, (rader[-1].dag, rader[-1].lage) if rader else None, idag)


def med_lage(rader: QuerySet[Aktivitet], idag: date) -> list[tuple[Aktivitet, Aktivitetslage]]:
    """Some activities with where they stand today. One query; the check-ins themselves are not read."""
    nyast = Avstamning.objects.filter(aktivitet=OuterRef("pk")).order_by("-dag", "-id")
    rader = rader.annotate(
        senast_dag=Subquery(nyast.values("dag")[:1]), senast_lage=Subquery(nyast.values("lage")[:1])
    ).select_related("overordnad")
    return [(a, _lage(a, (a.senast_dag, a.senast_lage) if a.senast_dag else None, idag)) for a in rader]


def _lage(aktivitet: Aktivitet, senaste: tuple[date, str] | None, idag: date) -> Aktivitetslage:
    over = aktivitet.overordnad
    return bedom(
        status=aktivitet.status,
        startar=aktivitet.startar,
        klar_senast=aktivitet.klar_senast,
        senaste=senaste,
        idag=idag,
        helheten_avford=over is not None and over.status == Aktivitet.Status.AVFORD,
    )


@dataclass(frozen=True, slots=True)
class Forfallen:
    """An activity that is late, or should have begun. `mottagare` is whom to remind: the activity's own person, else
    the plan's; None when neither is named, or has left."""

    aktivitet: Aktivitet
    lage: Aktivitetslage
    mottagare: Person | None


def forfallna(idag: date) -> list[Forfallen]:
    """Everything that needs a reminder on `idag`, the longest overdue first. Three queries.

    Parts of what has been rejected are left out.
    """
    oppna = Aktivitet.objects.exclude(status__in=(Aktivitet.Status.KLAR, Aktivitet.Status.AVFORD)).exclude(
        overordnad__status=Aktivitet.Status.AVFORD
    )
    rader = oppna.select_related(
        "handlingsplan__ansvarig", "handlingsplan__enhet", "overordnad", "ansvarig"
    ).prefetch_related(_avstamningar())
    funna = [
        Forfallen(a, lage, _mottagare(a))
        for a in rader
        if (lage := lage_for(a, idag)).lage in (Lage.FORSENAD, Lage.INTE_BORJAD)
    ]
    return sorted(
        funna, key=lambda f: (f.lage.lage is not Lage.FORSENAD, -(f.lage.dagar or 0), f.aktivitet.pk)
    )


def _mottagare(a: Aktivitet) -> Person | None:
    for person in (a.ansvarig, a.handlingsplan.ansvarig):
        if person is not None and person.is_active:
            return person
    return None
