"""Reads."""

from datetime import date

from django.core.cache import cache
from django.db import connection

from organisation.domain.roller import Roll
from organisation.models import Kommuninstallning

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
