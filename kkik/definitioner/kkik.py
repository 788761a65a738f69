"""The layouts of the KKiK report, and the proposals of which way is good that come with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from kkik.definitioner import DefinitionFel, las
from kkik.demo.matt import MATT
from kkik.domain.signaler import Riktning

FILER = ("kkik_2013.yaml", "kkik_2019.yaml")


class Matt(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One measure of the report. `nyckeltal`: ids that carry it, none where no id is known.

    `riktning` with `skal` is a proposal; `a`, `b` are the ends of an interval and belong to that riktning only.
    """

    namn: str
    riktning: Riktning
    skal: str
    nummer: str = ""
    nyckeltal: tuple[str, ...] = ()
    a: float | None = None
    b: float | None = None


class Del(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A perspective or an area."""

    namn: str
    matt: tuple[Matt, ...]


class Uppstallning(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A layout and the years it was in use; `till_ar` None = still is."""

    namn: str
    fran_ar: int
    till_ar: int | None
    kalla: str
    delar: tuple[Del, ...]

    def id_i_ordning(self) -> list[str]:
        return [i for d in self.delar for m in d.matt for i in m.nyckeltal]


@dataclass(frozen=True, slots=True)
class Forslag:
    """Which way is good for one nyckeltal, why, and where that comes from."""

    kolada_id: str
    riktning: Riktning
    a: float | None
    b: float | None
    skal: str
    kalla: str


@cache
def uppstallningar() -> tuple[Uppstallning, ...]:
    """All layouts, the oldest first. Raises DefinitionFel when one is wrong or two disagree."""
    alla = tuple(granskad(las(fil, Uppstallning), fil) for fil in FILER)
    _bygg_forslag(alla)
    return alla


def uppstallning(ar: int, *, pahittad: bool = False) -> Uppstallning:
    """The layout in use in year `ar`; the oldest for earlier years. pahittad: the invented municipality's own."""
    if pahittad:
        return pahittad_uppstallning()
    tidigare = [u for u in uppstallningar() if u.fran_ar <= ar]
    return tidigare[-1] if tidigare else uppstallningar()[0]


@cache
def pahittad_uppstallning() -> Uppstallning:
    """The invented measures by area, so that the demonstration's report looks as a real one does."""
    namn = list(dict.fromkeys(m.kkik for m in MATT if m.kkik))
    delar = tuple(Del(n, tuple(_pahittat(m) for m in MATT if m.kkik == n)) for n in namn)
    return Uppstallning("Påhittade mått, tre områden", 2012, None, "Påhittad kommun", delar)


def _pahittat(matt) -> Matt:
    return Matt(
        namn=matt.titel, nyckeltal=(matt.id,), riktning=Riktning(matt.riktning), skal="Påhittat mått."
    )


def granskad(layout: Uppstallning, fil: str) -> Uppstallning:
    """The layout itself, or DefinitionFel: an id twice, an interval without ends, years in the wrong order."""
    ids = layout.id_i_ordning()
    dubbla = sorted({i for i in ids if ids.count(i) > 1})
    if dubbla:
        raise DefinitionFel(f"{fil}: {', '.join(dubbla)} stands in two places")
    if layout.till_ar is not None and layout.till_ar < layout.fran_ar:
        raise DefinitionFel(f"{fil}: till_ar comes before fran_ar")
    for m in (m for d in layout.delar for m in d.matt):
        andar = (m.a, m.b)
        ratt = None not in andar and m.a <= m.b if m.riktning is Riktning.INTERVALL else andar == (None, None)
        if not ratt:
            raise DefinitionFel(f"{fil}: {m.namn}: a and b belong to intervall, and there a ≤ b")
        if not m.skal.strip():
            raise DefinitionFel(f"{fil}: {m.namn}: skal is empty")
    return layout


def forslag() -> dict[str, Forslag]:
    """The proposals of all layouts, by Kolada id, in the order of the newest layout."""
    return _bygg_forslag(uppstallningar())


def _bygg_forslag(alla: Iterable[Uppstallning]) -> dict[str, Forslag]:
    ut: dict[str, Forslag] = {}
    for layout in reversed(tuple(alla)):
        for m in (m for d in layout.delar for m in d.matt):
            for kolada_id in m.nyckeltal:
                nytt = Forslag(kolada_id, m.riktning, m.a, m.b, m.skal, f"Förslag: {layout.namn}")
                gammalt = ut.setdefault(kolada_id, nytt)
                if (gammalt.riktning, gammalt.a, gammalt.b) != (nytt.riktning, nytt.a, nytt.b):
                    raise DefinitionFel(f"{kolada_id}: {gammalt.kalla} and {nytt.kalla} disagree")
    return ut


def okanda_id(layout: Uppstallning, kanda: Iterable[str]) -> list[str]:
    """Ids that the layout names and `kanda` (Kolada's own ids, all that were ever seen) lacks."""
    finns = set(kanda)
    return [i for i in layout.id_i_ordning() if i not in finns]
