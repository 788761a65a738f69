"""The sentences that a difference between two plans is made of, and what pairs the rows of the two."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Slag(StrEnum):
    TILLAGT = "tillagt"
    BORTTAGET = "borttaget"
    ANDRAT = "andrat"

    @property
    def etikett(self) -> str:
        return {"tillagt": "Nytt", "borttaget": "Borttaget", "andrat": "Ändrat"}[self.value]


class Del(StrEnum):
    """The parts of a plan, in the order they are read."""

    MAL = "mal"
    PENGAR = "pengar"
    UPPDRAG = "uppdrag"

    @property
    def etikett(self) -> str:
        return {
            "mal": "Mål, indikatorer och målnivåer",
            "pengar": "Pengar och volymer",
            "uppdrag": "Uppdragsbeskrivningar",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Andring:
    """One sentence. `hojd_ambition`: a target level became harder (True) or easier (False) to reach; else None."""

    slag: Slag
    text: str
    hojd_ambition: bool | None = None


@dataclass(frozen=True, slots=True)
class Malskillnad:
    """What happened to one goal (or, with no `mal`, to the plan or a målområde as such).

    In the other parts `omrade` is the nämnd and `mal` its verksamhet, or `mal` the uppdragsbeskrivning.
    """

    omrade: str
    mal: str
    slag: Slag
    andringar: tuple[Andring, ...]
    del_: Del = Del.MAL


@dataclass(frozen=True, slots=True)
class Planskillnad:
    """The groups stand in the order of `Del`."""

    grupper: tuple[Malskillnad, ...]

    @property
    def andringar(self) -> tuple[Andring, ...]:
        return tuple(a for g in self.grupper for a in g.andringar)

    def __bool__(self) -> bool:
        return bool(self.grupper)

    def antal(self, slag: Slag) -> int:
        return sum(a.slag is slag for a in self.andringar)

    def antal_i(self, del_: Del) -> int:
        return sum(len(g.andringar) for g in self.grupper if g.del_ is del_)

    @property
    def hojda(self) -> int:
        return sum(a.hojd_ambition is True for a in self.andringar)

    @property
    def sankta(self) -> int:
        return sum(a.hojd_ambition is False for a in self.andringar)


Rad = TypeVar("Rad")


def para(
    fore: Iterable[Rad], efter: Iterable[Rad], *nycklar: Callable[[Rad], object]
) -> tuple[list[tuple[Rad | None, Rad]], list[Rad]]:
    """Each row of the later plan with the earlier one's that it is (None: it is new), and what is gone.

    Two rows are the same when the first of `nycklar` says so; those left over are tried by the next. A key that is
    None is nobody's.
    """
    kvar, nya = list(fore), list(efter)
    par: dict[int, Rad] = {}
    for nyckel in nycklar:
        fria = {k: rad for rad in kvar if (k := nyckel(rad)) is not None}
        for plats, rad in enumerate(nya):
            if plats in par or (k := nyckel(rad)) is None or k not in fria:
                continue
            par[plats] = fria.pop(k)
        tagna = set(map(id, par.values()))
        kvar = [rad for rad in kvar if id(rad) not in tagna]
    return [(par.get(plats), rad) for plats, rad in enumerate(nya)], kvar


def faltandringar(vems: str, da: Mapping[str, str], nu: Mapping[str, str]) -> list[Andring]:
    """ "Ägare för Behöriga ändrades från ”A” till ”B”." A long text is only said to have changed."""
    rader = []
    for etikett, varde in nu.items():
        tidigare = da.get(etikett, "")
        if tidigare == varde:
            continue
        vad = f"{etikett} för {vems}" if vems else etikett
        if not tidigare:
            text = f"{vad} är nu {citat(varde)}." if _kort(varde) else f"{vad} skrevs."
        elif not varde:
            text = f"{vad} togs bort" + (f", var {citat(tidigare)}." if _kort(tidigare) else ".")
        elif _kort(varde) and _kort(tidigare):
            text = f"{vad} ändrades från {citat(tidigare)} till {citat(varde)}."
        else:
            text = f"{vad} skrevs om."
        rader.append(Andring(Slag.ANDRAT, text))
    return rader


def citat(text: str) -> str:
    """In quotes, so that a value of several words is not read as part of the sentence."""
    return text if "”" in text else f"”{text}”"


def _kort(text: str) -> bool:
    return len(text) <= 120 and "\n" not in text
