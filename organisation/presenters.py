"""The log as people read it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from organisation.domain.roller import ETIKETTER
from organisation.models import Handelse

BORTTAGEN, SYSTEMET = "borttagen person", "Systemet"
KOLUMNER = ("Tid", "Person", "Händelse", "Gäller", "Uppgifter")
FORMELTECKEN = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Loggrad:
    tid: datetime
    person: str
    handelse: str
    galler: str
    uppgifter: str

    def csv(self) -> list[str]:
        """The row's cells, none of which a spreadsheet takes for a formula."""
        tid = f"{timezone.localtime(self.tid):%Y-%m-%d %H:%M:%S}"
        return [tid, *map(ofarlig, (self.person, self.handelse, self.galler, self.uppgifter))]


def ofarlig(cell: str) -> str:
    """A cell that a spreadsheet shows as text, whatever somebody has named their goal."""
    return f"'{cell}" if cell.startswith(FORMELTECKEN) else cell


def handelsenamn() -> dict[str, str]:
    """Event type → words, from every app's `handelser` in its AppConfig; those above are known by no import."""
    return {
        typ: ord_ for app in apps.get_app_configs() for typ, ord_ in getattr(app, "handelser", {}).items()
    }


def loggrad(handelse: Handelse, namn: dict[UUID, str], ord_: dict[str, str]) -> Loggrad:
    """`namn` is pseudonym → name of the people that are still there, `ord_` is `handelsenamn()`."""
    if handelse.objekt == "organisation.Person":
        galler = namn.get(UUID(handelse.objekt_id), BORTTAGEN)
    else:
        galler = handelse.etikett or handelse.objekt_id
    person = SYSTEMET if handelse.pseudonym is None else namn.get(handelse.pseudonym, BORTTAGEN)
    uppgifter = ", ".join(f"{falt}: {_text(falt, varde)}" for falt, varde in handelse.data.items())
    return Loggrad(handelse.tid, person, ord_.get(handelse.typ, handelse.typ), galler, uppgifter)


def _text(falt: str, varde: Any) -> str:
    if falt == "roll":
        return ETIKETTER.get(varde, varde)
    return varde if isinstance(varde, str) else json.dumps(varde, ensure_ascii=False)
