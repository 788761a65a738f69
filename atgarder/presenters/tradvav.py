"""Putting the whole thread together, node by node, and saying who can take it on from where it stops."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from atgarder.domain.trad import Led, Nod
from organisation.domain.roller import BEHORIGHETER, ETIKETTER, Roll
from organisation.models import Enhet
from uppfoljning.behorighet import Tillhor

BEREDA, LEDA = "atgarder.bereda", "atgarder.folja_upp"
LANGT = 140  # letters of a text in the picture and the list; the whole stands on its page


@dataclass(slots=True)
class Vav:
    """The nodes and links so far, for one reader on one day."""

    person: Any
    idag: date
    noder: list[Nod] = field(default_factory=list)
    kanter: list[tuple[str, str]] = field(default_factory=list)

    def lagg(self, nod: Nod, fran: Iterable[str] = ()) -> str:
        self.noder.append(nod)
        self.kanter += [(f, nod.nyckel) for f in fran]
        return nod.nyckel

    def fortsatt(
        self,
        fran: str,
        led: Led,
        text: str,
        *,
        om: str,
        behorighet: str,
        enhet: Enhet | None,
        url: str = "",
    ) -> None:
        """The next step after `fran`, about `om`: a link for whoever may take it, and for others who that is."""
        far = self.person.has_perm(behorighet, Tillhor(enhet.pk) if enhet is not None else None)
        nr = sum(f == fran for f, till in self.kanter if till.startswith("nasta-"))
        vem = "Du kan göra det." if far else f"Görs av {vilka(behorighet, enhet)}."
        self.lagg(
            Nod(
                nyckel=f"nasta-{fran}-{nr}",
                led=led,
                titel=text,
                url=url if far else "",
                fortsattning=True,
                om=om,
                vem=vem,
            ),
            [fran],
        )


def vilka(behorighet: str, enhet: Enhet | None) -> str:
    """The roles that hold the permission: "analytiker eller ansvarig för Socialnämnden"."""
    roller = [ETIKETTER[r].lower() for r in Roll if r in BEHORIGHETER[behorighet]]
    text = " eller ".join([", ".join(roller[:-1]), roller[-1]] if len(roller) > 1 else roller)
    bara_ansvarig = (
        Roll.ANSVARIG in BEHORIGHETER[behorighet] and roller[-1] == ETIKETTER[Roll.ANSVARIG].lower()
    )
    return f"{text} för {enhet.namn}" if enhet is not None and bara_ansvarig else text


def sida(namn: str, *nycklar: int) -> str:
    return reverse(namn, args=nycklar)


def kort(text: str) -> str:
    """The first of a text: its first paragraph, cut between words."""
    forsta = text.strip().partition("\n")[0]
    if len(forsta) <= LANGT:
        return forsta
    return f"{forsta[:LANGT].rpartition(' ')[0].rstrip(' ,.;:')}…"
