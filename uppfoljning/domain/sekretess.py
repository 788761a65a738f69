"""Which figures may be shown when some of them are about so few persons that they can be recognised.

A cell about fewer than five persons is never shown. Nor are as many others as it takes for it not to be worked out:
women and men make the total, and the units make the whole. Whoever knows how many persons stand behind each figure
can subtract shares as well as sums, so the measure's own kind does not matter here.
"""

from collections.abc import Collection, Iterator, Mapping

import numpy as np

MINST = 5
TOTALT, KONEN = "T", ("K", "M")
Cell = tuple[int | None, str]  # (unit, None = all of them together; kön)
Likhet = tuple[Cell, frozenset[Cell]]  # a whole, and the parts that make it


def dolda(
    antal: Mapping[Cell, int | None], overordnad: Mapping[int, int | None] | None = None
) -> frozenset[Cell]:
    """The cells that must not be shown.

    antal: every reported cell → persons behind it; None = the figure is not about persons, and needs no protection of
    its own. overordnad: unit → the unit it is part of (None or left out: directly under the whole), where a table
    has units of several levels. A part that is not reported counts as known (nobody is there), so that too much is
    hidden rather than too little. Derivation by subtraction is stopped, within one year; that two tables of
    different years are compared is not.
    """
    gomda = {cell for cell, n in antal.items() if n is not None and n < MINST}
    likheter = list(_likheter(set(antal), overordnad or {}))
    while harledda := harledbara(gomda, likheter):
        nasta = _nasta(harledda, gomda, likheter, antal)
        if nasta is None:
            break
        gomda.add(nasta)
    return frozenset(gomda)


def _likheter(celler: set[Cell], overordnad: Mapping[int, int | None]) -> Iterator[Likhet]:
    """What is tied together: each whole with its parts. One without reported parts is tied to nothing."""
    enheter = {e for e, _ in celler}
    for hel in celler:
        enhet, kon = hel
        delar = {(e, kon) for e in enheter - {enhet, None} if _under(e, enheter, overordnad) == enhet}
        for grupp in (delar, {(enhet, k) for k in KONEN} if kon == TOTALT else set()):
            if finns := frozenset(grupp & celler):
                yield hel, finns


def _under(enhet: int, enheter: set[int | None], overordnad: Mapping[int, int | None]) -> int | None:
    """The nearest unit above that is in the table; None is the whole. A ring of units ends in the whole."""
    sedda = {enhet}
    over = overordnad.get(enhet)
    while over is not None and over not in sedda:
        if over in enheter:
            return over
        sedda.add(over)
        over = overordnad.get(over)
    return None


def harledbara(gomda: Collection[Cell], likheter: list[Likhet]) -> set[Cell]:
    """The hidden cells whose value follows from what is shown: those that some combination of the equations leaves
    alone. By elimination, which in such tables never leaves −1, 0 and 1."""
    ordnade = sorted(gomda, key=_ordning)
    plats = {cell: i for i, cell in enumerate(ordnade)}
    rader = np.zeros((len(likheter), len(ordnade)))
    for rad, (hel, delar) in zip(rader, likheter, strict=True):
        for cell in (hel, *delar):
            if cell in plats:
                rad[plats[cell]] = 1 if cell == hel else -1
    forst = 0
    for kolumn in range(len(ordnade)):
        valda = np.flatnonzero(np.abs(rader[forst:, kolumn]) > 0.5)
        if not valda.size:
            continue
        rader[[forst, forst + valda[0]]] = rader[[forst + valda[0], forst]]
        rader[forst] /= rader[forst, kolumn]
        andra = np.arange(len(rader)) != forst
        rader[andra] -= np.outer(rader[andra, kolumn], rader[forst])
        forst += 1
    ensamma = [np.flatnonzero(np.abs(rad) > 0.5) for rad in rader[:forst]]
    return {ordnade[int(r[0])] for r in ensamma if r.size == 1}


def _nasta(
    harledda: set[Cell], gomda: set[Cell], likheter: list[Likhet], antal: Mapping[Cell, int | None]
) -> Cell | None:
    """Which more to hide: beside one that can be worked out, the least loss first: one kön before a total, a unit
    before the whole, a unit with something hidden already, few persons before many. None when nothing is left."""
    tillsammans = [{hel, *delar} for hel, delar in likheter]
    nara = {c for grupp in tillsammans if grupp & harledda for c in grupp} - gomda
    kvar = nara or {c for grupp in tillsammans for c in grupp} - gomda

    def forlust(cell: Cell) -> tuple:
        n = antal[cell]
        orord = all((cell[0], kon) not in gomda for kon in (TOTALT, *KONEN))
        return cell[0] is None, cell[1] == TOTALT, orord, n is None, n or 0, _ordning(cell)

    return min(kvar, key=forlust, default=None)


def _ordning(cell: Cell) -> tuple[bool, int, str]:
    return cell[0] is not None, cell[0] or 0, cell[1]
