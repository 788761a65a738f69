"""Own units side by side: an own measure's outcomes unit by unit, with what must not be shown taken out."""

from collections import defaultdict
from dataclasses import dataclass

from organisation.models import Enhet
from planering.models import Egetmatt
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.domain.sekretess import dolda
from uppfoljning.models import Utfall
from uppfoljning.queries.enheter import enheter
from uppfoljning.queries.utfall import arets

KONEN = ("T", "K", "M")


@dataclass(frozen=True, slots=True)
class Cell:
    """A year's outcome. `dold`: there is one that must not be shown; then neither are there figures here."""

    varde: float | None
    antal: int | None
    dold: bool = False


@dataclass(frozen=True, slots=True)
class Enhetsrad:
    """`enhet` None is all of them together. A kön that was not reported has no cell."""

    enhet: Enhet | None
    celler: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Enhetstabell:
    """One year. `ar_val` are the years that have units, the newest first; `konen` those that any unit has."""

    matt: Egetmatt
    ar: int
    ar_val: tuple[int, ...]
    konen: tuple[str, ...]
    rader: tuple[Enhetsrad, ...]
    helhet: Enhetsrad | None

    @property
    def alla(self) -> tuple[Enhetsrad, ...]:
        return self.rader if self.helhet is None else (*self.rader, self.helhet)

    @property
    def antal_dolda(self) -> int:
        return sum(c.dold for rad in self.alla for c in rad.celler.values())


def enhetstabell(matt: Egetmatt, ar: int | None = None) -> Enhetstabell | None:
    """The year `ar`, or the newest that has units; None when no unit has reported any year. Two queries.

    What must not be shown is taken out here, so that nothing above can show it by mistake.
    """
    per_ar = _per_ar(matt)
    val = sorted((a for a, celler in per_ar.items() if any(e is not None for e, _ in celler)), reverse=True)
    if not val:
        return None
    ar = ar if ar in val else val[0]
    celler, alla = per_ar[ar], enheter()
    gomda = dolda(
        {nyckel: antal for nyckel, (_, antal) in celler.items()},
        {e.pk: e.overordnad_id for e in alla.values()},
    )
    rader: dict[int | None, dict[str, Cell]] = defaultdict(dict)
    for (enhet, kon), (varde, antal) in celler.items():
        dold = (enhet, kon) in gomda
        rader[enhet][kon] = Cell(None, None, True) if dold else Cell(varde, antal)
    helhet = Enhetsrad(None, rader.pop(None)) if None in rader else None
    return Enhetstabell(
        matt=matt,
        ar=ar,
        ar_val=tuple(val),
        konen=tuple(k for k in KONEN if any(k in c for c in rader.values())),
        rader=tuple(
            sorted(
                (Enhetsrad(alla[e], c) for e, c in rader.items()), key=lambda r: svensk_nyckel(r.enhet.namn)
            )
        ),
        helhet=helhet,
    )


def _per_ar(matt: Egetmatt) -> dict[int, dict[tuple[int | None, str], tuple[float, int | None]]]:
    """Year → (enhet, kön) → outcome and persons. Of periods the most persons in one of them is what is known for
    sure: they may be the same persons each time."""
    rader: dict[tuple[int, int | None, str], dict[int | None, tuple[float, int | None]]] = defaultdict(dict)
    for u in Utfall.objects.filter(egetmatt=matt).order_by("pk"):
        rader[u.ar, u.enhet_id, u.kon][u.period] = (u.varde, u.antal)
    ut: dict[int, dict[tuple[int | None, str], tuple[float, int | None]]] = defaultdict(dict)
    for (ar, enhet, kon), delar in rader.items():
        varde = arets(matt, {period: v for period, (v, _) in delar.items()})
        if varde is not None:
            antal = max((n for _, n in delar.values() if n is not None), default=None)
            ut[ar][enhet, kon] = (varde, antal)
    return dict(ut)


def har_enhetsutfall(matt: Egetmatt) -> bool:
    return Utfall.objects.filter(egetmatt=matt, enhet__isnull=False).exists()
