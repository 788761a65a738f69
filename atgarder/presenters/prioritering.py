"""A round of prioritising in words: the working surface of one participant, and the facts to place by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from atgarder.domain.matrisbild import bokstav
from atgarder.domain.prioritering import STEG, Kvadrant, Rost, kvadranter
from atgarder.models import Forvantadeffekt, Kriterium, Placering, Prioriteringsforslag
from atgarder.queries.prioriteringsfakta import Fakta
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.models import Atgardsforslag

STEGORD = ("mycket liten", "liten", "ganska liten", "ganska stor", "stor", "mycket stor")
POANGORD = ("mycket dåligt", "dåligt", "ganska dåligt", "ganska bra", "bra", "mycket bra")


def stegval(ord_: Sequence[str] = STEGORD) -> list[tuple[int, str]]:
    """The scale as choices: 2 → "2 liten"."""
    return [(s, f"{s} {text}") for s, text in zip(STEG, ord_, strict=True)]


def kvadranttext(vilka: Sequence[Kvadrant]) -> str:
    """ "Gör först", or what it is on the border between."""
    if len(vilka) == 1:
        return vilka[0].etikett
    if len(vilka) == len(Kvadrant):
        return "På gränsen mellan alla fyra"
    return f"På gränsen mellan {vilka[0].etikett} och {vilka[1].etikett}"


def lagestext(insats: int, effekt: int) -> str:
    """One placement: "liten insats (2), stor effekt (5): Gör först"."""
    kvadrant = Rost(None, insats, effekt).kvadrant.etikett
    return f"{STEGORD[insats - 1]} insats ({insats}), {STEGORD[effekt - 1]} effekt ({effekt}): {kvadrant}"


@dataclass(frozen=True, slots=True)
class Ruta:
    """A square of the matrix, with the proposals that lie in it."""

    insats: int
    effekt: int
    kvadrant: Kvadrant
    nalar: tuple["Arbetsrad", ...]


@dataclass(frozen=True, slots=True)
class Arbetsrad:
    """A proposal on the working surface. `insats` and `effekt` None: not placed. `poang`: (criterion, own score)."""

    rad: Prioriteringsforslag
    bokstav: str
    fakta: tuple[str, ...]
    utan_beskrivning: bool
    insats: int | None = None
    effekt: int | None = None
    poang: tuple[tuple[Kriterium, int | None], ...] = ()

    @property
    def titel(self) -> str:
        return self.rad.forslag.titel

    @property
    def tillbakadraget(self) -> bool:
        """The analysis no longer puts it forward."""
        return self.rad.forslag.status != Atgardsforslag.Status.FORESLAS

    @property
    def placerad(self) -> bool:
        return self.insats is not None

    @property
    def bedomd(self) -> bool:
        """Placed, or scored on at least one criterion."""
        return self.placerad or any(p is not None for _, p in self.poang)

    @property
    def lage(self) -> str:
        return lagestext(self.insats, self.effekt) if self.insats and self.effekt else ""


def arbetsrader(
    rader: Sequence[Prioriteringsforslag],
    fakta: Mapping[int, Fakta],
    placeringar: Mapping[int, Placering],
    kriterier: Sequence[Kriterium] = (),
    poang: Mapping[int, Mapping[int, int]] | None = None,
) -> list[Arbetsrad]:
    ut = []
    for nr, rad in enumerate(rader):
        p, egna = placeringar.get(rad.pk), (poang or {}).get(rad.pk, {})
        om = fakta.get(rad.forslag_id, Fakta())
        ut.append(
            Arbetsrad(
                rad,
                bokstav(nr),
                faktatexter(om),
                om.beskrivning is None or om.beskrivning.klar is None,
                p.insats if p else None,
                p.effekt if p else None,
                tuple((k, egna.get(k.pk)) for k in kriterier),
            )
        )
    return ut


def rutor(rader: Sequence[Arbetsrad]) -> list[Ruta]:
    """All squares, in the order of reading: the largest effekt first, each row from the smallest insats."""
    return [
        Ruta(
            insats,
            effekt,
            kvadranter(Fraction(insats), Fraction(effekt))[0],
            tuple(r for r in rader if (r.insats, r.effekt) == (insats, effekt)),
        )
        for effekt in reversed(STEG)
        for insats in STEG
    ]


# ---- Facts to place by ----


def faktatexter(f: Fakta) -> tuple[str, ...]:
    """The expected effects, and what it costs. Nothing known is nothing said."""
    return (*map(_effekt, f.effekter), *_kostnad(f))


def _effekt(e: Forvantadeffekt) -> str:
    d, enhet = e.indikator.decimaler, e.indikator.matt.enhet
    till = formatera(e.till, d, enhet)
    if e.fran is None:
        return f"{e.indikator.namn}: till {till} {e.effektar}"
    return f"{e.indikator.namn}: från {formatera(e.fran, d)} till {till} {e.effektar}"


def _kostnad(f: Fakta) -> list[str]:
    """The whole period's money, and the posts of the year that has most: they are never summed over years."""
    ar = f.kostnader.ar
    if not ar:
        svar = f.beskrivning.resurser if f.beskrivning else ""
        return ["Ryms i det som finns"] if svar == "nej" else []
    period = f"{ar[0].ar}–{ar[-1].ar}" if len(ar) > 1 else str(ar[0].ar)
    ut, summa = [], f.kostnader.summa
    if summa:
        ord_ = "Kostar" if summa > 0 else "Sparar"
        ut.append(f"{ord_} {formatera(abs(summa), 0, 'tkr')} {period}")
    flest = max(ar, key=lambda a: abs(a.tjanster))
    if flest.tjanster:
        ord_ = "tjänst" if abs(flest.tjanster) == 1 else "tjänster"
        text = f"{formatera(abs(flest.tjanster))} {ord_}"
        ut.append(f"{text if flest.tjanster > 0 else f'{text} färre'} {flest.ar}")
    return ut
