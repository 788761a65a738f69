"""Assignments made ready for the pages: where each stands, and what is followed up next."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from atgarder.domain.skede import Skede, sammanvagt
from atgarder.domain.uppdrag import Uppfoljning, nasta_uppfoljning
from atgarder.models import Atgardseffekt, Atgardsuppdrag, Beslutadeffekt, Effektbedomning
from atgarder.queries.forval import effektord
from planering.models import Handlingsplan
from planering.presenters import Planrad, planrad

SIGNAL = {Skede.EFFEKT_VISAD: "gron", Skede.EFFEKT_EJ_VISAD: "gul", Skede.SAMRE: "rod"}
UTSLAGSSIGNAL = {
    Atgardseffekt.Utslag.VISAD: "gron",
    Atgardseffekt.Utslag.EJ_VISAD: "gul",
    Atgardseffekt.Utslag.SAMRE: "rod",
}


@dataclass(frozen=True, slots=True)
class Effektrad:
    """What was expected, and the verdict when there is one."""

    effekt: Beslutadeffekt
    text: str
    utslag: str
    signal: str


@dataclass(frozen=True, slots=True)
class Uppdragsrad:
    """An assignment in the list and at the top of its page."""

    uppdrag: Atgardsuppdrag
    plan: Planrad
    skede: Skede
    effekter: tuple[Effektrad, ...]
    nasta: Uppfoljning | None
    sen: bool

    @property
    def titel(self) -> str:
        return self.uppdrag.punkt.forslag.titel

    @property
    def lage(self) -> str:
        """ "Pågår", or that it is done and what is known of its effect."""
        return (
            self.uppdrag.get_genomforande_display() if self.skede is Skede.GENOMFORS else self.skede.etikett
        )

    @property
    def signal(self) -> str:
        return SIGNAL.get(self.skede, "")


def nasta_for(uppdrag: Atgardsuppdrag) -> Uppfoljning | None:
    """Uses the decision and the judgement of the effect."""
    bedomning: Effektbedomning | None = getattr(uppdrag, "effektbedomning", None)
    # Nothing said is nothing followed up: the stamp is then of when it was given.
    foljt = uppdrag.andrad if uppdrag.genomforande_text else None
    return nasta_uppfoljning(
        genomforande=uppdrag.genomforande,
        gjort_nar=uppdrag.punkt.beslut.uppfoljning_nar,
        effekt_nar=uppdrag.punkt.beslut.effektuppfoljning_nar,
        senast=timezone.localdate(foljt) if foljt is not None else None,
        effekt_bedomd=bedomning.datum if bedomning is not None else None,
        for_tidigt=bedomning is not None and bedomning.slutsats == Effektbedomning.Slutsats.FOR_TIDIGT,
    )


def uppdragsrad(uppdrag: Atgardsuppdrag, plan: Handlingsplan, idag: date) -> Uppdragsrad:
    """`uppdrag` from `queries.uppdragen`, `plan` from `planer_for`."""
    effekter = tuple(_effektrad(e) for e in uppdrag.punkt.effekter.all())
    nasta = nasta_for(uppdrag)
    return Uppdragsrad(
        uppdrag=uppdrag,
        plan=planrad(plan, idag),
        skede=_skede(uppdrag),
        effekter=effekter,
        nasta=nasta,
        sen=nasta is not None and nasta.ar_sen(idag),
    )


def _skede(uppdrag: Atgardsuppdrag) -> Skede:
    if uppdrag.genomforande == Atgardsuppdrag.Genomforande.GENOMFORD:
        return sammanvagt(e.utslag.utslag for e in uppdrag.punkt.effekter.all() if hasattr(e, "utslag"))
    avbruten = uppdrag.genomforande == Atgardsuppdrag.Genomforande.AVBRUTEN
    return Skede.AVBRUTET if avbruten else Skede.GENOMFORS


def _effektrad(effekt: Beslutadeffekt) -> Effektrad:
    utslag: Atgardseffekt | None = getattr(effekt, "utslag", None)
    return Effektrad(
        effekt,
        effektord(effekt),
        utslag.get_utslag_display() if utslag is not None else "",
        UTSLAGSSIGNAL.get(utslag.utslag, "") if utslag is not None else "",
    )
