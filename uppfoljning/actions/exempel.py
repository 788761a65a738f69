"""Good examples: written, changed, taken out of sight, and put back."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from kkik.models import Nyckeltal
from organisation.models import Person
from planering.actions import gemensamt
from planering.models import Egetmatt
from uppfoljning.actions import angra
from uppfoljning.models import GottExempel


@dataclass(frozen=True, slots=True)
class Exempeluppgifter:
    """What is said of an example; the names are those of the row and of the form."""

    titel: str
    gjordes: str
    vem: str
    nyckeltal: Nyckeltal | None = None
    egetmatt: Egetmatt | None = None
    omrade: str = ""
    gav: str = ""
    fran_ar: int | None = None
    till_ar: int | None = None
    kalla: str = ""
    lank: str = ""

    def falt(self) -> dict[str, Any]:
        """Field → value, trimmed. Raises Planeringsfel."""
        ut = {f.name: getattr(self, f.name) for f in fields(self)}
        ut = {namn: v.strip() if isinstance(v, str) else v for namn, v in ut.items()}
        _granska(ut)
        return ut


@transaction.atomic
def skapa_exempel(*, av: Person, nar: datetime, **uppgifter: Any) -> GottExempel:
    """`uppgifter` as in Exempeluppgifter. Raises Planeringsfel."""
    falt = Exempeluppgifter(**uppgifter).falt()
    rad = gemensamt.skapa(GottExempel(**falt, skapad=nar, skapad_av=av.namn), av=av, nar=nar)
    _gor_sokbart(rad)
    return rad


@transaction.atomic
def andra_exempel(
    *, av: Person, nar: datetime, exempel: GottExempel, revision: int | None = None, **uppgifter: Any
) -> GottExempel:
    """All of `uppgifter` anew. Raises Planeringsfel, and Krock when somebody else has changed it since `revision`."""
    falt = Exempeluppgifter(**uppgifter).falt()
    rad = gemensamt.andra(gemensamt.las_rad(exempel, revision), falt, av=av, nar=nar)
    _gor_sokbart(rad)
    return rad


def ta_bort_exempel(*, av: Person, nar: datetime, exempel: GottExempel) -> GottExempel:
    """Out of lists and search. Its address still answers, for those that have written it down."""
    return angra.ta_bort(av=av, nar=nar, rad=exempel)


@transaction.atomic
def angra_exempel(*, av: Person, nar: datetime, exempel: GottExempel) -> GottExempel:
    """Take back the latest change, or the removal. Raises Planeringsfel when there is none."""
    rad = angra.angra(av=av, nar=nar, rad=exempel)
    _gor_sokbart(rad)
    return rad


def _granska(falt: dict[str, Any]) -> None:
    fran, till = falt["fran_ar"], falt["till_ar"]
    gemensamt.fraga_fel(
        {
            "titel": None if falt["titel"] else "Ge exemplet ett namn.",
            "gjordes": None if falt["gjordes"] else "Skriv vad som gjordes.",
            "vem": None if falt["vem"] else "Skriv vilken kommun, enhet eller organisation det var.",
            "till_ar": "Det sista året kan inte komma före det första."
            if fran is not None and till is not None and till < fran
            else None,
        }
    )


def _gor_sokbart(rad: GottExempel) -> None:
    """The words of the example, and of what it was to move."""
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE uppfoljning_gottexempel e
               SET sok = setweight(to_tsvector('swedish', e.titel), 'A')
                      || setweight(to_tsvector('swedish', e.vem || ' ' || e.omrade), 'B')
                      || setweight(to_tsvector('swedish', coalesce((SELECT n.kolada_id || ' ' || n.titel
                           FROM kkik_nyckeltal n WHERE n.id = e.nyckeltal_id), '') || ' ' || coalesce((SELECT m.namn
                           FROM planering_egetmatt m WHERE m.id = e.egetmatt_id), '')), 'B')
                      || setweight(to_tsvector('swedish', e.gjordes || ' ' || e.gav || ' ' || e.kalla), 'C')
               WHERE e.id = %s""",
            [rad.pk],
        )
