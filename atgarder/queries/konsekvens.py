"""A proposal's consequences and expected effects, whole."""

from dataclasses import dataclass
from functools import cached_property

from atgarder.domain.konsekvens import Innehall, Kostnadsbild, Post, brister, kostnadsbild, kvar
from atgarder.models import (
    Alternativ,
    Berordgrupp,
    Forvantadeffekt,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Verksamhetsdialog,
)
from planering.models import Mal
from uppfoljning.models import Atgardsforslag

FRAGEFALT = ("resurser", "verksamhet", "medborgare", "malandring")


@dataclass(frozen=True)
class Konsekvensbild:
    """`beskrivning` None: nobody has begun it, and the rest but `forvantningar` is empty. Risks come worst first."""

    forslag: Atgardsforslag
    beskrivning: Konsekvensbeskrivning | None
    mal: tuple[Mal, ...] = ()
    belopp: tuple[Konsekvensbelopp, ...] = ()
    risker: tuple[Konsekvensrisk, ...] = ()
    grupper: tuple[Berordgrupp, ...] = ()
    alternativ: tuple[Alternativ, ...] = ()
    dialoger: tuple[Verksamhetsdialog, ...] = ()
    forvantningar: tuple[Forvantadeffekt, ...] = ()

    @property
    def ar_klar(self) -> bool:
        return self.beskrivning is not None and self.beskrivning.klar is not None

    @cached_property
    def svar(self) -> dict[str, str]:
        """Field → answer or words, as `atgarder.domain.konsekvens` takes them; empty before it is begun."""
        namn = [n for f in FRAGEFALT for n in (f, f"{f}_text")]
        return {n: getattr(self.beskrivning, n) for n in namn} if self.beskrivning is not None else {}

    @cached_property
    def kostnader(self) -> Kostnadsbild:
        return kostnadsbild(Post(b.pk, b.ar, b.post, b.slag, b.belopp_tkr, b.tjanster) for b in self.belopp)

    @cached_property
    def brister(self) -> dict[str, str]:
        """What stops it from being finished, field → text."""
        return brister(self.svar)

    @cached_property
    def kvar(self) -> list[tuple[str, str]]:
        """What is asked for but not demanded, (anchor, text)."""
        b = self.beskrivning
        return kvar(
            Innehall(
                svar=self.svar,
                scenario=b is not None and bool(b.scenario),
                nollalternativ=b is not None and bool(b.nollalternativ),
                antal_belopp=len(self.belopp),
                antal_risker=len(self.risker),
                antal_grupper=len(self.grupper),
                antal_alternativ=len(self.alternativ),
                antal_dialoger=len(self.dialoger),
                antal_forvantningar=len(self.forvantningar),
            )
        )


def forvantningar(forslag: Atgardsforslag) -> list[Forvantadeffekt]:
    """Those of one proposal, in order, with indicator and measure. One query."""
    rader = forslag.forvantningar.select_related(
        "indikator__nyckeltal", "indikator__egetmatt", "indikator__mal"
    ).defer("indikator__nyckeltal__sok", "indikator__nyckeltal__beskrivning")
    return list(rader.order_by("id"))


def konsekvensbild(forslag: Atgardsforslag) -> Konsekvensbild:
    """Eight queries at most, however much there is in it."""
    vantas = tuple(forvantningar(forslag))
    b = Konsekvensbeskrivning.objects.filter(forslag=forslag).first()
    if b is None:
        return Konsekvensbild(forslag, None, forvantningar=vantas)
    b.forslag = forslag
    return Konsekvensbild(
        forslag,
        b,
        mal=tuple(b.mal.select_related("malomrade__plan", "enhet").order_by("titel", "id")),
        belopp=tuple(b.belopp.order_by("ar", "id")),
        risker=tuple(sorted(b.risker.order_by("id"), key=lambda r: -r.sannolikhet * r.foljd)),
        grupper=tuple(b.grupper.order_by("id")),
        alternativ=tuple(b.alternativ.order_by("id")),
        dialoger=tuple(b.dialoger.order_by("datum", "id")),
        forvantningar=vantas,
    )
