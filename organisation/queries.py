"""Reads."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Q, QuerySet

from organisation.domain.roller import Roll
from organisation.models import Handelse, Kommuninstallning, Person, Rolltilldelning, Utskick
from styrsnurra.gemensamt.sortering import svensk_nyckel

INSTALLNING_NYCKEL = "kommuninstallning"


def kommuninstallning() -> Kommuninstallning | None:
    """The own municipality, or None before one is chosen. Cached for a minute; actions clear it."""
    installning = cache.get(INSTALLNING_NYCKEL)
    if installning is None:
        installning = Kommuninstallning.objects.filter(pk=1).first()
        if installning is not None:
            cache.set(INSTALLNING_NYCKEL, installning, 60)
    return installning


# UNION, not UNION ALL: a ring of enheter, should one be made, ends the recursion instead of running for ever.
ROLLER_MED_ENHETER = """
    WITH RECURSIVE omfattning AS (
        SELECT roll, enhet_id
        FROM organisation_rolltilldelning
        WHERE person_id = %(person)s
          AND (galler_fran IS NULL OR galler_fran <= %(dag)s)
          AND (galler_till IS NULL OR galler_till >= %(dag)s)
        UNION
        SELECT omfattning.roll, under.id
        FROM organisation_enhet under
        JOIN omfattning ON under.overordnad_id = omfattning.enhet_id
    )
    SELECT roll, enhet_id FROM omfattning
"""


def roller_med_enheter(person_id: int, dag: date) -> dict[Roll, frozenset[int] | None]:
    """The roles of a person on `dag`: each with the keys of the enheter it holds for, those below included, or with
    None for the whole municipality. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ROLLER_MED_ENHETER, {"person": person_id, "dag": dag})
        rader = cursor.fetchall()
    enheter: dict[Roll, set[int | None]] = {}
    for roll, enhet in rader:
        enheter.setdefault(Roll(roll), set()).add(enhet)
    return {roll: None if None in keys else frozenset(keys) for roll, keys in enheter.items()}


def har_annan_administrator(*, utom: Person, dag: date) -> bool:
    """Whether somebody else is an active administrator on `dag`."""
    return (
        Rolltilldelning.objects.gallande(dag)
        .filter(roll=Roll.ADMINISTRATOR, person__is_active=True)
        .exclude(person=utom)
        .exists()
    )


def handelser(
    *,
    pseudonym: UUID | str | None = "",
    typ: str = "",
    fran: datetime | None = None,
    till: datetime | None = None,
) -> QuerySet[Handelse]:
    """The log, newest first: of one person (or None: of no person), one type, in `fran` ≤ time < `till`."""
    rader = Handelse.objects.all()
    if pseudonym != "":
        rader = rader.filter(pseudonym=pseudonym)
    if typ:
        rader = rader.filter(typ=typ)
    if fran is not None:
        rader = rader.filter(tid__gte=fran)
    if till is not None:
        rader = rader.filter(tid__lt=till)
    return rader


def handelsetyper() -> list[str]:
    """The types that are in the log. Walks the index from one type to the next: the log is long, its types few."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE t(typ) AS ((SELECT typ FROM organisation_handelse ORDER BY typ LIMIT 1) UNION ALL"
            " SELECT (SELECT h.typ FROM organisation_handelse h WHERE h.typ > t.typ ORDER BY h.typ LIMIT 1)"
            " FROM t WHERE t.typ IS NOT NULL) SELECT typ FROM t WHERE typ IS NOT NULL"
        )
        return [typ for (typ,) in cursor.fetchall()]


def personval() -> list[tuple[str, str]]:
    """(pseudonym, name) of everybody, in Swedish order."""
    rader = Person.objects.values_list("pseudonym", "namn")
    return sorted(((str(p), namn) for p, namn in rader), key=lambda par: svensk_nyckel(par[1]))


def pseudonymer(rader: Iterable[Handelse]) -> set[UUID]:
    """The people in some rows of the log: those who did, and those it was done to."""
    gjorde = {rad.pseudonym for rad in rader if rad.pseudonym is not None}
    return gjorde | {UUID(rad.objekt_id) for rad in rader if rad.objekt == Person._meta.label}


def namn_av_pseudonym(vilka: set[UUID]) -> dict[UUID, str]:
    """Names of those who are still there."""
    return dict(Person.objects.filter(pseudonym__in=vilka).values_list("pseudonym", "namn"))


UTSKICKSLAGEN = {
    "ko": ("I kö", Q(skickad=None, paborjad=None)),
    "skickade": ("Skickade", Q(skickad__isnull=False)),
    "fel": ("Kunde inte skickas", Q(skickad=None, paborjad__isnull=False, fel__gt="")),
    "oklara": ("Oklara", Q(skickad=None, paborjad__isnull=False, fel="")),
}


def utskick(lage: str = "") -> QuerySet[Utskick]:
    """The newest first; all of them, or those that stand so (a key of UTSKICKSLAGEN)."""
    villkor = UTSKICKSLAGEN[lage][1] if lage else Q()
    return Utskick.objects.filter(villkor).select_related("mottagare").order_by("-skapad", "-id")


def utskick_per_lage() -> dict[str, int]:
    """How many stand how. One query."""
    antal = Utskick.objects.aggregate(
        **{f"antal_{namn}": Count("pk", filter=villkor) for namn, (_, villkor) in UTSKICKSLAGEN.items()}
    )
    return {namn: antal[f"antal_{namn}"] for namn in UTSKICKSLAGEN}
