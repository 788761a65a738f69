"""What a goal and an indicator lack: one list, which the plan's page, the red thread and the decision all show."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from organisation.models import Enhet
from planering.domain.regler import uppraknat
from planering.models import Indikator, Mal, Malplats


class Bristslag(StrEnum):
    """What kind of thing is missing; it decides what can be done about it."""

    NEDBRYTNING = "nedbrytning"
    INDIKATOR = "indikator"
    OVERORDNAT = "overordnat"
    ANNAN_NAMND = "annan_namnd"
    MALETS_ANSVARIG = "malets_ansvarig"
    MALETS_ENHET = "malets_enhet"
    MALNIVA = "malniva"
    INDIKATORNS_ANSVARIG = "indikatorns_ansvarig"
    INDIKATORNS_AGARE = "indikatorns_agare"
    NYCKELTAL = "nyckeltal"


@dataclass(frozen=True, slots=True)
class Brist:
    slag: Bristslag
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Grannskap:
    """What the goal's surroundings say. `under`: there are goals below it or, if it is horizontal, goals that carry
    it; `matt_under`: some of those have indicators; `syskon_bryter_ned`: another goal of the same nämnd is broken
    down, so that the nämnd is one that does; `horisontellt`: it carries a horizontal goal; `annan_namnd`: what
    is said when the goal it serves is another nämnd's."""

    under: bool
    matt_under: bool
    syskon_bryter_ned: bool
    horisontellt: bool
    annan_namnd: str = ""


def malets_brister(
    mal: Mal, indikatorer: Collection[Indikator], g: Grannskap, ar: Collection[int]
) -> Iterable[Brist]:
    """In the order of the page: how it hangs together, how it is measured, whose it is. `ar`: the plan's years."""
    if not g.under and mal.niva == Malplats.KF:
        yield Brist(Bristslag.NEDBRYTNING, "Ingen nämnd har brutit ned målet")
    elif not g.under and mal.niva == Malplats.NAMND and g.syskon_bryter_ned:
        yield Brist(Bristslag.NEDBRYTNING, "Ingen enhet har brutit ned målet, som nämndens andra mål")
    if not indikatorer:
        utan = "Inga egna indikatorer, bara målen under det mäts" if g.matt_under else "Indikatorer saknas"
        yield Brist(Bristslag.INDIKATOR, utan)
    elif not any(i.raknas for i in indikatorer):
        yield Brist(Bristslag.INDIKATOR, "Ingen indikator mäter resultat, så målet kan inte bedömas")
    if mal.overordnat_id is None and not g.horisontellt:
        if mal.niva == Malplats.NAMND:
            yield Brist(Bristslag.OVERORDNAT, "Inte kopplat till något av fullmäktiges mål")
        elif mal.niva == Malplats.ENHET:
            yield Brist(
                Bristslag.OVERORDNAT, "Inte kopplat till något mål som nämnden eller fullmäktige satt"
            )
    if g.annan_namnd:
        yield Brist(Bristslag.ANNAN_NAMND, g.annan_namnd)
    yield from _ansvarig(mal, Bristslag.MALETS_ANSVARIG)
    if slut := _upphor(mal.enhet, ar):
        yield Brist(Bristslag.MALETS_ENHET, f"Målets enhet, {slut}")


def indikatorns_brister(i: Indikator, ar: Collection[int], med_niva: Collection[int]) -> Iterable[Brist]:
    """`ar`: the plan's years; `med_niva`: those with a target level of the indicator's own kön."""
    if i.riktning != Indikator.Riktning.NEUTRAL and i.far_malniva:
        saknas = [str(ett) for ett in ar if ett not in med_niva]
        if len(saknas) == len(ar):
            yield Brist(Bristslag.MALNIVA, "Målnivåer saknas")
        elif saknas:
            yield Brist(Bristslag.MALNIVA, f"Målnivå saknas för {uppraknat(saknas)}")
    yield from _ansvarig(i, Bristslag.INDIKATORNS_ANSVARIG)
    if slut := _upphor(i.agare, ar):
        yield Brist(Bristslag.INDIKATORNS_AGARE, f"Ägaren, {slut}")
    if i.nyckeltal is not None and i.nyckeltal.forsvunnet:
        yield Brist(Bristslag.NYCKELTAL, "Nyckeltalet finns inte längre i Kolada")


def _upphor(enhet: Enhet, ar: Collection[int]) -> str:
    """When an enhet does not last as long as the plan: then somebody else answers for it. Empty when it does."""
    if enhet.galler_till is None or enhet.galler_till >= date(max(ar), 12, 31):
        return ""
    return f"{enhet.namn}, finns bara till och med {enhet.galler_till:%Y-%m-%d}"


def _ansvarig(rad: Mal | Indikator, slag: Bristslag) -> Iterable[Brist]:
    if rad.ansvarig is None:
        yield Brist(slag, "Ansvarig saknas")
    elif not rad.ansvarig.is_active:
        yield Brist(slag, f"{rad.ansvarig.namn} är inte längre aktiv")
