"""Which of a municipality's plans is the one to follow, and which have been replaced."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Planlik(Protocol):
    pk: int
    foregangare_id: int | None
    fran_ar: int
    version: int

    @property
    def ar_last(self) -> bool: ...


P = TypeVar("P", bound=Planlik)


def som_foljs(planer: Iterable[P], ar: int) -> P | None:
    """The plan that is followed in a year: the newest decided one that has begun by then.

    Next year's plan is decided in the autumn and is followed from its first year. When no decided plan has begun,
    the earliest decided one; when none is decided, the newest there is. None: there is no plan.
    """
    alla = sorted(planer, key=_ordning)
    beslutade = [p for p in alla if p.ar_last]
    borjat = [p for p in beslutade if p.fran_ar <= ar]
    if borjat:
        return borjat[-1]
    if beslutade:
        return [p for p in beslutade if p.fran_ar == beslutade[0].fran_ar][-1]
    return alla[-1] if alla else None


def ersatta(planer: Iterable[P]) -> list[P]:
    """The decided plans that a later decided version has taken the place of."""
    beslutade = [p for p in planer if p.ar_last]
    nyast = {p.fran_ar: p.version for p in sorted(beslutade, key=_ordning)}
    return [p for p in beslutade if p.version < nyast[p.fran_ar]]


def levande(planer: Iterable[P], ar: int) -> list[P]:
    """The plans that still matter in a year: the one that is followed, first; those decided for later years and not
    replaced; and those not decided yet."""
    alla = sorted(planer, key=_ordning)
    foljs, borta = som_foljs(alla, ar), ersatta(alla)
    return [
        p
        for p in sorted(alla, key=lambda p: not p.ar_last)
        if not p.ar_last or (p not in borta and _ordning(p) >= _ordning(foljs))
    ]


def senare_versioner(plan: P, planer: Iterable[P]) -> list[P]:
    """The plans of the same years that were made from this one, step by step, in order."""
    kedja, ut = {plan.pk}, []
    for p in sorted(planer, key=_ordning):
        if p.fran_ar == plan.fran_ar and p.version > plan.version and p.foregangare_id in kedja:
            kedja.add(p.pk)
            ut.append(p)
    return ut


def narmast_fore(plan: P, planer: Iterable[P]) -> P | None:
    """What a plan is compared with: the one that it was made from, as that was last decided; else the one before."""
    tidigare = sorted((p for p in planer if _ordning(p) < _ordning(plan)), key=_ordning)
    fran = next((p for p in tidigare if p.pk == plan.foregangare_id), None)
    if fran is None:
        return tidigare[-1] if tidigare else None
    return next((p for p in reversed(senare_versioner(fran, tidigare)) if p.ar_last), fran)


def _ordning(plan: Planlik) -> tuple[int, int]:
    return plan.fran_ar, plan.version
