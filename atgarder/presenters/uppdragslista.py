"""The list of assignments as somebody has chosen to see it, on the page and as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from atgarder.domain.skede import Skede
from atgarder.presenters.uppdrag import Uppdragsrad, uppdragsrad
from atgarder.queries.uppdrag import planer_for, uppdragen
from organisation.models import Person
from planering.queries import namnder
from styrsnurra.gemensamt import adressval
from styrsnurra.gemensamt.sortering import svensk_nyckel

LAGEN = {
    "sena": "Uppföljning försenad",
    "pagar": "Pågår",
    "genomfort": "Genomfört",
    "ej-visad": "Effekt ej visad",
    "avbrutet": "Avbrutet",
}
RUBRIKER = (
    "Uppdrag",
    "Beslut",
    "Sammanträde",
    "Diarienummer",
    "Ansvarig enhet",
    "Nämnd",
    "Ansvarig",
    "Handlingsplan",
    "Aktiviteter",
    "Klara",
    "Försenade",
    "Läge",
    "Genomfört",
    "Nästa uppföljning",
    "Fråga",
    "Försenad",
    "Väntad effekt",
    "Utslag",
)


@dataclass(frozen=True, slots=True)
class Uppdragslista:
    """`rader` are the chosen ones; `alla` is how many there are. `namnder` are the choices, (key, name)."""

    rader: tuple[Uppdragsrad, ...]
    alla: int
    sena: int
    lage: str
    mina: bool
    namnd: int | None
    namnder: tuple[tuple[int, str], ...]
    namnd_av: Mapping[int, str]

    @property
    def smalnar(self) -> bool:
        return bool(self.lage) or self.mina or self.namnd is not None

    @property
    def filter(self) -> list[dict[str, Any]]:
        """Chips for `filterrad`; each turns its choice on or off."""
        chips = adressval.chips(LAGEN.items(), self.lage, lambda v: self.fraga(lage=v))
        chips.append({"text": "Mina", "vald": self.mina, "url": self.fraga(mina=not self.mina)})
        if len(self.namnder) > 1 or self.namnd is not None:
            chips += adressval.chips(self.namnder, self.namnd, lambda n: self.fraga(enhet=n))
        return chips

    @property
    def csv_url(self) -> str:
        return adressval.med(self.fraga(), "format=csv")

    def fraga(self, **andrat: Any) -> str:
        return adressval.fraga({"lage": self.lage, "mina": self.mina, "enhet": self.namnd} | andrat)

    def csvrader(self) -> Iterator[list[Any]]:
        for rad in self.rader:
            u, beslut = rad.uppdrag, rad.uppdrag.punkt.beslut
            ansvarig = u.handlingsplan.ansvarig
            yield [
                rad.titel,
                f"{beslut.instansnamn} {beslut.paragraf}",
                beslut.sammantrade,
                beslut.diarienummer,
                u.enhet.namn,
                self.namnd_av[u.enhet_id],
                ansvarig.namn if ansvarig else "",
                u.handlingsplan.namn,
                rad.plan.antal,
                rad.plan.klara,
                rad.plan.sena,
                rad.lage,
                u.genomford or "",
                rad.nasta.dag if rad.nasta else "",
                rad.nasta.slag.fraga if rad.nasta else "",
                rad.sen,
                "; ".join(e.text for e in rad.effekter),
                "; ".join(e.utslag for e in rad.effekter if e.utslag),
            ]


def uppdragslista(fraga: Mapping[str, str], person: Person, idag: date) -> Uppdragslista:
    """From the parameters of an address; what cannot be read counts as not said. Overdue follow-ups first, then by
    when the next one is."""
    uppdrag = list(uppdragen())
    planer, per_enhet = planer_for(uppdrag), namnder()
    alla = [uppdragsrad(u, planer[u.handlingsplan_id], idag) for u in uppdrag]
    lage = fraga.get("lage", "")
    lage = lage if lage in LAGEN else ""
    mina = fraga.get("mina") == "1"
    namnd = adressval.heltal(fraga.get("enhet", ""))
    valda = [
        rad
        for rad in alla
        if _har_laget(rad, lage)
        and (not mina or rad.uppdrag.handlingsplan.ansvarig_id == person.pk)
        and (namnd is None or per_enhet[rad.uppdrag.enhet_id].pk == namnd)
    ]
    val = {per_enhet[u.enhet_id].pk: per_enhet[u.enhet_id].namn for u in uppdrag}
    return Uppdragslista(
        rader=tuple(sorted(valda, key=_ordning)),
        alla=len(alla),
        sena=sum(rad.sen for rad in alla),
        lage=lage,
        mina=mina,
        namnd=namnd,
        namnder=tuple(sorted(val.items(), key=lambda v: svensk_nyckel(v[1]))),
        namnd_av={nyckel: enhet.namn for nyckel, enhet in per_enhet.items()},
    )


def _ordning(rad: Uppdragsrad) -> tuple[bool, bool, date, int]:
    dag = rad.nasta.dag if rad.nasta else date.max
    return not rad.sen, rad.nasta is None, dag, -rad.uppdrag.pk


def _har_laget(rad: Uppdragsrad, lage: str) -> bool:
    return {
        "": True,
        "sena": rad.sen,
        "pagar": rad.skede is Skede.GENOMFORS,
        "genomfort": rad.uppdrag.genomforande == "genomford",
        "ej-visad": rad.skede is Skede.EFFEKT_EJ_VISAD,
        "avbrutet": rad.skede is Skede.AVBRUTET,
    }[lage]
