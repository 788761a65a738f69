"""How far an analysis has come, step by step."""

from dataclasses import dataclass

from django.urls import reverse

from uppfoljning.domain.analysregler import Steg
from uppfoljning.domain.orsakslista import MATFEL, RUBRIK, RUBRIKER
from uppfoljning.models import Atgardsforslag
from uppfoljning.queries.analyser import Analysbild


@dataclass(frozen=True, slots=True)
class Stegvy:
    """One step: whether it is done, and how far in words. `nu`: the page that is shown."""

    nummer: int
    namn: str
    url: str
    klart: bool
    text: str
    nu: bool


def stegen(bild: Analysbild, nu: str = "") -> list[Stegvy]:
    """All seven, in order."""
    lagen = {
        Steg.MATFEL: _svar(bild, (RUBRIK[MATFEL],)),
        Steg.ORSAKER: _svar(bild, tuple(r for r in RUBRIKER if r.kod != MATFEL)),
        Steg.HYPOTESER: _hypoteser(bild),
        Steg.BELAGG: _belagg(bild),
        Steg.PRIORITERA: _prioritera(bild),
        Steg.SLUTSATSER: _slutsatser(bild),
        Steg.FORSLAG: _forslag(bild),
    }
    return [
        Stegvy(
            nr,
            steg.etikett,
            reverse(f"uppfoljning:analys_{steg.value}", args=[bild.analys.pk]),
            *lagen[steg],
            steg.value == nu,
        )
        for nr, steg in enumerate(Steg, start=1)
    ]


def nasta(stegen_: list[Stegvy]) -> Stegvy | None:
    """The first step that is not done."""
    return next((s for s in stegen_ if not s.klart), None)


def antal(n: int, en: str, flera: str) -> str:
    return f"{n} {en if n == 1 else flera}"


def _svar(bild: Analysbild, rubriker: tuple) -> tuple[bool, str]:
    har, av = bild.antal_svar(rubriker)
    return har == av, f"{har} av {av} svar"


def _hypoteser(bild: Analysbild) -> tuple[bool, str]:
    n = len(bild.hypoteser)
    return n > 0, antal(n, "hypotes", "hypoteser") if n else "ingen än"


def _belagg(bild: Analysbild) -> tuple[bool, str]:
    n = len(bild.hypoteser)
    avgjorda = n - len(bild.oppna)
    return n > 0 and not bild.oppna, f"{avgjorda} av {n} avgjorda" if n else "inga än"


def _prioritera(bild: Analysbild) -> tuple[bool, str]:
    n = len(bild.verifierade)
    vagda = sum(bool(h.paverkan) for h in bild.verifierade)
    return n > 0 and vagda == n, f"{vagda} av {n} vägda" if n else "inget att väga än"


def _slutsatser(bild: Analysbild) -> tuple[bool, str]:
    har = bool(bild.beror) + bool(bild.battre)
    return har == 2, f"{har} av 2 frågor"


def _forslag(bild: Analysbild) -> tuple[bool, str]:
    n = len(bild.forslag)
    fram = [f for f in bild.forslag if f.status == Atgardsforslag.Status.FORESLAS]
    return bool(fram), antal(n, "förslag", "förslag") if n else "inget än"
