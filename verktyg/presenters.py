"""From answers and results to what the pages show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils import timezone

from verktyg.actions import Post
from verktyg.domain.instrument import Alternativ, Instrument
from verktyg.domain.plats import Plats
from verktyg.domain.resultat import Fordelning, oenigast, summa
from verktyg.models import Genomforande, Konsensus, Rad, Svar
from verktyg.queries import Radresultat, Resultat


@dataclass(slots=True)
class Block:
    """One question (of one row) on a page where it is answered. `forra`: key of what stands saved, for the conflict
    check. `krock`: what somebody else saved in between."""

    plats: Plats
    nummer: int
    etikett: str
    rubrik: str
    alternativ: tuple[Alternativ, ...]
    hjalp: str = ""
    varde: str = ""
    text: str = ""
    forra: int = 0
    sparat: str = ""
    fel: list[str] = field(default_factory=list)
    krock: dict[str, str] | None = None
    rad: Radresultat | None = None

    @property
    def besvarad(self) -> bool:
        return bool(self.varde or (self.text and not self.alternativ))

    @property
    def valen(self) -> list[tuple[Alternativ, int | None, tuple[str, ...]]]:
        """For agreeing: each alternative, how many chose it (None when that is not shown) and who."""
        f = self.rad.fordelning if self.rad else None
        return [
            (a, f.antal[i] if f else None, self.rad.vem.get(a.kod, ()) if self.rad else ())
            for i, a in enumerate(self.alternativ)
        ]


def klockslag(nar: datetime, nu: datetime) -> str:
    """14.32 today, else the date and the time."""
    lokal = timezone.localtime(nar)
    return lokal.strftime("%H.%M" if lokal.date() == timezone.localdate(nu) else "%Y-%m-%d %H.%M")


def svarsblock(
    runda: Genomforande, rader: Iterable[Rad], svar: Mapping[Plats, Svar], nu: datetime
) -> list[Block]:
    """Every place to answer, in order."""
    instrument = runda.fragorna
    block: list[Block] = []
    if instrument.rader is None:
        par = [(a.rubrik, f.text, f, Plats(f.id)) for a in instrument.avsnitt for f in a.fragor]
    else:
        en = len(instrument.fragor) == 1
        par = [
            (rad.rubrik if en else rad.etikett, rad.etikett if en else f.text, f, Plats(f.id, rad.pk))
            for rad in rader
            for f in instrument.fragor
        ]
    for nummer, (rubrik, etikett, fraga, plats) in enumerate(par, start=1):
        ett = Block(plats, nummer, etikett, rubrik, instrument.svarssatt(fraga).alternativ, fraga.hjalp)
        fyll(ett, svar.get(plats), runda, nu)
        block.append(ett)
    return block


def fyll(block: Block, svar: Svar | None, runda: Genomforande, nu: datetime) -> None:
    """What stands saved, as the block's own."""
    if svar is None:
        return
    block.varde, block.text, block.forra = svar.varde, svar.text, svar.pk
    block.sparat = sparat(svar, runda, nu)


def sparat(svar: Svar | Konsensus | None, runda: Genomforande, nu: datetime) -> str:
    """ "Sparat 14.32, Anna". In an anonymous round no time is kept."""
    if svar is None:
        return ""
    if runda.anonym and isinstance(svar, Svar):
        return "Sparat"
    return f"Sparat {klockslag(svar.nar, nu)}{f', {svar.av}' if svar.av_id else ''}"


def konsensusblock(res: Resultat, nu: datetime) -> list[Block]:
    """Every row to agree on: those most disagreed on first, then the others in their order."""
    oense = [rad for rad, _ in oenigast((r, r.fordelning) for r in res.rader if r.fordelning)]
    forst = {rad.plats for rad in oense}
    ovriga = [rad for rad in res.rader if rad.plats not in forst]
    block = []
    for nummer, rad in enumerate([*oense, *ovriga], start=1):
        alternativ = res.instrument.svarssatt(rad.fraga).alternativ
        ett = Block(rad.plats, nummer, rad.etikett, rad.rubrik, alternativ, rad=rad)
        if rad.konsensus is not None:
            ett.varde, ett.text = rad.konsensus.varde, rad.konsensus.anteckning
            ett.forra = rad.konsensus.pk
            ett.sparat = sparat(rad.konsensus, res.genomforande, nu)
        block.append(ett)
    return block


def ta_emot(block: Iterable[Block], data: Mapping[str, str]) -> list[Post]:
    """What a form sent, for each block, kept in the block too."""
    poster = []
    for ett in block:
        kod = ett.plats.kod
        ett.varde, ett.text = data.get(f"v-{kod}", ""), data.get(f"t-{kod}", "").replace("\r\n", "\n")
        forra = data.get(f"f-{kod}", "")
        forra = int(forra) if forra.isascii() and forra.isdecimal() and len(forra) < 19 else 0
        poster.append(Post(ett.plats, ett.varde, ett.text, forra))
    return poster


def visa_krock(block: Block, nu_svar: Svar | Konsensus | None, nu: datetime) -> None:
    """Put what somebody else saved beside what was typed; saving again is then a choice."""
    namn = {a.kod: a.etikett for a in block.alternativ}
    text = ""
    if nu_svar is not None:
        text = nu_svar.text if isinstance(nu_svar, Svar) else nu_svar.anteckning
    block.krock = {
        "vem": str(nu_svar.av or "Någon annan") if nu_svar else "Någon annan",
        "nar": klockslag(nu_svar.nar, nu) if nu_svar else "",
        "svar": namn.get(nu_svar.varde, "Inget svar") if nu_svar else "Inget svar",
        "text": text,
    }
    block.forra = nu_svar.pk if nu_svar else 0


def grupperat(block: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Neighbours under the same heading together."""
    return [(rubrik, list(delar)) for rubrik, delar in groupby(block, key=lambda b: b.rubrik)]


# ---- Results ----


@dataclass(frozen=True, slots=True)
class Cell:
    """How many chose it; `tathet` 0–4 tints the cell; `enat`: it is what was agreed."""

    antal: int
    tathet: int
    enat: bool
    rubrik: str


@dataclass(frozen=True, slots=True)
class Matrisrad:
    rad: Radresultat
    rubrik: str
    celler: tuple[Cell, ...]
    lika: str
    enat: str
    skillnad: str


@dataclass(frozen=True, slots=True)
class Stapel:
    """One alternative's share of all rows; `bredd` in percent of the bar."""

    etikett: str
    antal: int
    andel: float | None
    bredd: str


def tathet(andel: float | None) -> int:
    """0 for none, 1–4 by quarters."""
    return 0 if not andel else min(4, int(andel * 4 - 1e-9) + 1)


def matris(res: Resultat) -> list[Matrisrad]:
    return [_matrisrad(res.instrument, rad) for rad in res.rader]


def _matrisrad(instrument: Instrument, rad: Radresultat) -> Matrisrad:
    f, alternativ = rad.fordelning, instrument.svarssatt(rad.fraga).alternativ
    celler = tuple(
        Cell(f.antal[i], tathet(f.andel(a.kod)), a.kod == rad.enat, a.kortnamn)
        for i, a in enumerate(alternativ if f else ())
    )
    return Matrisrad(
        rad=rad,
        rubrik=rad.rubrik,
        celler=celler,
        lika=f"{f.storst} av {f.n}" if f and f.n else "",
        enat=instrument.etikett(rad.fraga, rad.enat) if rad.enat else "",
        skillnad=i_ord(f, alternativ) if f else "",
    )


def i_ord(f: Fordelning, alternativ: Iterable[Alternativ]) -> str:
    """ "2 stor, 1 liten": what was chosen, most common first."""
    par = [(antal, a.kortnamn.lower()) for antal, a in zip(f.antal, alternativ, strict=True) if antal]
    return ", ".join(f"{antal} {namn}" for antal, namn in sorted(par, key=lambda p: -p[0]))


def staplar(res: Resultat) -> list[Stapel]:
    """How the rows spread over the alternatives: by what was agreed once all is agreed, else by all answers."""
    if not res.rader:
        return []
    alternativ = res.instrument.svarssatt(res.rader[0].fraga).alternativ
    if alla_enade(res):
        antal = [sum(r.enat == a.kod for r in res.rader) for a in alternativ]
    else:
        f = summa(r.fordelning for r in res.rader if r.fordelning)
        antal = list(f.antal) if f else [0] * len(alternativ)
    total = sum(antal)
    return [
        Stapel(a.etikett, n, 100 * n / total if total else None, f"{100 * n / total:.2f}" if total else "0")
        for a, n in zip(alternativ, antal, strict=True)
    ]


def alla_enade(res: Resultat) -> bool:
    return bool(res.rader) and all(rad.enat for rad in res.rader)


def laget(res: Resultat) -> dict[str, int]:
    """How many rows are in which state."""
    visade = [rad for rad in res.rader if rad.fordelning]
    return {
        "rader": len(res.rader),
        "eniga": sum(rad.fordelning.eniga for rad in visade),
        "oense": sum(rad.fordelning.oense for rad in visade),
        "enade": sum(bool(rad.enat) for rad in res.rader),
        "godtas": sum(rad.fordelning.eniga and not rad.enat for rad in visade),
    }


def gruppmatris(res: Resultat) -> list[tuple[Radresultat, list[tuple[str, str | None]]]]:
    """Each row with (group, its answers in words); None where a group is too small to be shown."""
    rader = []
    for rad in res.rader:
        alternativ = res.instrument.svarssatt(rad.fraga).alternativ
        par = zip(res.grupper, rad.grupper, strict=True)
        rader.append((rad, [(g.namn, None if f is None else i_ord(f, alternativ)) for g, f in par]))
    return rader
