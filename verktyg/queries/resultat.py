"""What a round's answers amount to, with what nobody should see left out."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from styrsnurra.gemensamt.sortering import svensk_nyckel
from verktyg.domain.instrument import Fraga, Fritext, Instrument
from verktyg.domain.plats import Plats
from verktyg.domain.resultat import MINST, Fordelning, dolda_grupper, fordelning
from verktyg.models import Genomforande, Grupp, Konsensus, Rad, Svar
from verktyg.queries.svar import platser


@dataclass(frozen=True, slots=True)
class Anteckning:
    """A note. `namn` is empty in an anonymous round, and when the person has been removed."""

    text: str
    namn: str = ""


@dataclass(frozen=True, slots=True)
class Radresultat:
    """One place. `fordelning` None: too few have answered for it to be shown (see `Resultat`), or the question is
    answered in words. `grupper` goes with `Resultat.grupper`, None where the group is hidden. `vem`: alternative →
    names, empty in an anonymous round."""

    plats: Plats
    fraga: Fraga
    etikett: str
    rubrik: str
    nyckel: str
    antal: int
    fordelning: Fordelning | None
    grupper: tuple[Fordelning | None, ...]
    vem: dict[str, tuple[str, ...]]
    anteckningar: tuple[Anteckning, ...]
    konsensus: Konsensus | None

    @property
    def enat(self) -> str:
        """The code agreed on, or nothing."""
        return self.konsensus.varde if self.konsensus else ""


@dataclass(frozen=True, slots=True)
class Resultat:
    """In an anonymous round a row that fewer than MINST have answered is not shown at all, and groups of fewer than
    MINST are not laid beside others, nor one whose answers could be told by subtraction. In a named round, where
    whoever leads sees who answered what, nothing is hidden."""

    genomforande: Genomforande
    instrument: Instrument
    grupper: tuple[Grupp, ...]
    rader: tuple[Radresultat, ...]
    deltagit: int

    @property
    def dolda(self) -> int:
        """Rows with answers that are not shown."""
        return sum(r.fordelning is None and r.antal > 0 and not _ord(self.instrument, r) for r in self.rader)


@dataclass(frozen=True, slots=True)
class Konsensusrad:
    """What was agreed about one row: `varde` is the code, `varde_etikett` its words, `foljd` what follows."""

    nyckel: str
    etikett: str
    varde: str
    varde_etikett: str
    foljd: str
    anteckning: str
    nar: datetime
    av: str


class _Svar(NamedTuple):
    """One answer that holds, as plain values: there can be thousands."""

    fraga: str
    rad: int | None
    varde: str
    text: str
    deltagande: int
    grupp: int | None
    namn: str | None


_FALT = (
    "fraga",
    "rad_id",
    "varde",
    "text",
    "deltagande_id",
    "deltagande__grupp_id",
    "deltagande__person__namn",
)


def resultat(runda: Genomforande) -> Resultat:
    """Four queries, whatever the number of rows and people."""
    instrument, grupper, rader = runda.fragorna, tuple(runda.grupper.all()), list(runda.rader.all())
    gallande = Svar.objects.filter(deltagande__genomforande=runda, galler=True).exclude(varde="", text="")
    alla = [_Svar(*falt) for falt in gallande.values_list(*_FALT)]
    # Sorted by name once, so that every list made of them is in that order.
    plats_av = {namn: svensk_nyckel(namn or "") for namn in {ett.namn for ett in alla}}
    alla.sort(key=lambda ett: plats_av[ett.namn])
    svar: dict[Plats, list[_Svar]] = defaultdict(list)
    for ett in alla:
        svar[Plats(ett.fraga, ett.rad)].append(ett)
    enat = {Plats(k.fraga, k.rad_id): k for k in _konsensus(runda.pk).select_related("av")}
    raden = {rad.pk: rad for rad in rader}
    return Resultat(
        runda,
        instrument,
        grupper,
        tuple(
            _rad(runda, instrument, grupper, plats, raden.get(plats.rad), svar[plats], enat.get(plats))
            for plats in platser(runda, rader)
        ),
        len({ett.deltagande for ett in alla}),
    )


def _rad(
    runda: Genomforande,
    instrument: Instrument,
    grupper: Iterable[Grupp],
    plats: Plats,
    rad: Rad | None,
    svar: list[_Svar],
    enat: Konsensus | None,
) -> Radresultat:
    fraga = instrument.fraga(plats.fraga)
    svarssatt = instrument.svarssatt(fraga)
    val = [ett for ett in svar if ett.varde]
    koder = [a.kod for a in svarssatt.alternativ]
    per_grupp: dict[int | None, list[str]] = {g.pk: [] for g in grupper} | {None: []}
    for ett in val:
        per_grupp[ett.grupp].append(ett.varde)
    skyddad = runda.anonym and len(val) < MINST
    dolda: Collection[int | None] = ()
    if runda.anonym:
        antal = {g: len(varden) for g, varden in per_grupp.items()}
        dolda = per_grupp.keys() if skyddad else dolda_grupper(antal)

    def fordela(varden: Iterable[str]) -> Fordelning:
        return fordelning(varden, koder, ordnad=svarssatt.ordnad)

    ord_ = isinstance(svarssatt, Fritext)
    return Radresultat(
        plats=plats,
        fraga=fraga,
        etikett=rad.etikett if rad else fraga.text,
        rubrik=rad.rubrik if rad else "",
        nyckel=rad.nyckel if rad else "",
        antal=len(val),
        fordelning=None if skyddad or ord_ else fordela(ett.varde for ett in val),
        grupper=tuple(None if g.pk in dolda else fordela(per_grupp[g.pk]) for g in grupper),
        vem={} if runda.anonym else _vem(val, koder),
        anteckningar=() if skyddad and not ord_ else _anteckningar(runda, svar),
        konsensus=enat if enat is None or enat.varde or enat.anteckning else None,
    )


def _vem(val: list[_Svar], koder: list[str]) -> dict[str, tuple[str, ...]]:
    namn: dict[str, list[str]] = {kod: [] for kod in koder}
    for ett in val:
        namn[ett.varde].append(ett.namn or "Borttagen person")
    return {kod: tuple(vilka) for kod, vilka in namn.items() if vilka}


def _anteckningar(runda: Genomforande, svar: list[_Svar]) -> tuple[Anteckning, ...]:
    """In alphabetical order: the order they came in says something of who wrote them."""
    noter = [Anteckning(e.text, "" if runda.anonym else e.namn or "") for e in svar if e.text]
    return tuple(sorted(noter, key=lambda note: (svensk_nyckel(note.text), note.text, note.namn)))


def _ord(instrument: Instrument, rad: Radresultat) -> bool:
    return isinstance(instrument.svarssatt(rad.fraga), Fritext)


def _konsensus(genomforande_id: int):
    return Konsensus.objects.filter(genomforande_id=genomforande_id, galler=True)


def konsensus(genomforande_id: int, fraga: str | None = None) -> dict[str, str]:
    """What was agreed, by the caller's key for the row; rows without agreement are left out. `fraga` is needed only
    for instruments that ask several questions of each row."""
    rader = Konsensus.objects.filter(genomforande_id=genomforande_id, galler=True, rad__isnull=False)
    if fraga is not None:
        rader = rader.filter(fraga=fraga)
    return dict(
        rader.exclude(varde="").order_by("rad__ordning", "rad_id").values_list("rad__nyckel", "varde")
    )


def konsensusrader(runda: Genomforande, fraga: str | None = None) -> list[Konsensusrad]:
    """The same with words, note, time and name, in the order of the rows."""
    instrument = runda.fragorna
    vald = instrument.fraga(fraga) if fraga else instrument.fragor[0]
    alternativ = {a.kod: a for a in instrument.svarssatt(vald).alternativ}
    rader = [
        k
        for k in _konsensus(runda.pk).select_related("av", "rad")
        if k.fraga == vald.id and k.rad and k.varde
    ]
    return [
        Konsensusrad(
            nyckel=k.rad.nyckel,
            etikett=k.rad.etikett,
            varde=k.varde,
            varde_etikett=instrument.etikett(vald, k.varde),
            foljd=alternativ[k.varde].foljd if k.varde in alternativ else "",
            anteckning=k.anteckning,
            nar=k.nar,
            av=str(k.av or ""),
        )
        for k in sorted(rader, key=lambda k: (k.rad.ordning, k.rad_id))
    ]
