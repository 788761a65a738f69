"""What to ask Kolada for, in batches of at most 25 ids an axis.

The server builds every earlier page again for a later one, so a batch should fill about one page: the first batch of
25 nyckeltal asks for a few areas only, and what comes back tells how many areas the following ones may hold.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

AXELTAK = 25
SIDA = 5000
FYLL = 4600  # aim a little below a page: the areas are not all equally dense
PROV_UTAN_AR = 5


@dataclass(frozen=True, slots=True)
class Sats:
    """One request. `ar` None = every year; `sedan` an ISO date = only what changed from then on."""

    kpi: tuple[str, ...]
    omraden: tuple[str, ...]
    ar: tuple[int, ...] | None = None
    sedan: str | None = None
    grupper: bool = False

    @property
    def sokvag(self) -> str:
        ar = "" if self.ar is None else f"/year/{','.join(map(str, self.ar))}"
        return f"/data/kpi/{','.join(self.kpi)}/municipality/{','.join(self.omraden)}{ar}"

    @property
    def fraga(self) -> dict[str, str]:
        return {} if self.sedan is None else {"from_date": self.sedan}

    def __str__(self) -> str:
        om = self.omraden
        return (
            f"nyckeltal {self.kpi[0]}–{self.kpi[-1]} ({len(self.kpi)}), områden {om[0]}–{om[-1]} ({len(om)})"
            + (f", år {self.ar[0]}–{self.ar[-1]}" if self.ar else "")
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a run asks for. `hela`: every value; `andrade`: only what changed since `sedan`.

    `grupp_kpi` × `grupper` are the group means. What is missing in a full answer has vanished, so the plan is also
    the scope within which that may be said: `hela` × `omraden` × `ar`.
    """

    hela: tuple[str, ...]
    omraden: tuple[str, ...]
    andrade: tuple[str, ...] = ()
    sedan: str | None = None
    ar: tuple[int, ...] | None = None
    grupp_kpi: tuple[str, ...] = ()
    grupper: tuple[str, ...] = ()

    def som_json(self) -> dict[str, Any]:
        return {namn: getattr(self, namn) for namn in self.__slots__}

    @classmethod
    def fran_json(cls, data: dict[str, Any]) -> "Plan":
        return cls(**{n: tuple(v) if isinstance(v, list) else v for n, v in data.items()})

    @property
    def rutor(self) -> int:
        """Nyckeltal × areas × runs of years: what progress is counted in."""
        return (len(self.hela) + len(self.andrade)) * len(self.omraden) * len(_arsdelar(self.ar))


def delar(ids: Sequence, tak: int = AXELTAK) -> Iterator[tuple]:
    for i in range(0, len(ids), tak):
        yield tuple(ids[i : i + tak])


def _arsdelar(ar: tuple[int, ...] | None) -> list[tuple[int, ...] | None]:
    return [None] if ar is None else list(delar(ar))


def gruppsatser(plan: Plan) -> list[Sats]:
    return [
        Sats(kpi=kpi, omraden=grupper, ar=ar, grupper=True)
        for kpi in delar(plan.grupp_kpi)
        for grupper in delar(plan.grupper)
        for ar in _arsdelar(plan.ar)
    ]


@dataclass
class _Rad:
    """25 nyckeltal and the areas that are still to be asked for them."""

    kpi: tuple[str, ...]
    ar: tuple[int, ...] | None
    sedan: str | None
    kvar: list[str]
    tathet: float | None = None  # objects per area, the densest seen
    ute: int = 0

    def tag(self) -> Sats:
        omraden = tuple(self.kvar[: self._antal()])
        del self.kvar[: len(omraden)]
        self.ute += 1
        return Sats(kpi=self.kpi, omraden=omraden, ar=self.ar, sedan=self.sedan)

    def _antal(self) -> int:
        if self.sedan is not None:
            return AXELTAK
        if self.tathet is None:
            return PROV_UTAN_AR if self.ar is None else _inom(SIDA / (len(self.kpi) * len(self.ar)))
        return _inom(FYLL / self.tathet) if self.tathet else AXELTAK


def _inom(antal: float) -> int:
    return max(1, min(AXELTAK, int(antal)))


@dataclass
class Satsfoljd:
    """Hands out the plan's batches to several threads, each nyckeltal's in one stretch of time."""

    plan: Plan
    _rader: list[_Rad] = field(init=False)
    _forsta: int = 0
    _lagg: threading.Condition = field(default_factory=threading.Condition)
    _stoppad: bool = False

    def __post_init__(self) -> None:
        plan = self.plan
        self._grupper = gruppsatser(plan)
        self._rader = [
            _Rad(kpi=kpi, ar=ar, sedan=sedan, kvar=list(plan.omraden))
            for ids, sedan in ((plan.hela, None), (plan.andrade, plan.sedan))
            for kpi in delar(ids)
            for ar in _arsdelar(plan.ar)
        ]

    def nasta(self) -> Sats | None:
        """The next batch; waits while all that is left depends on a first answer. None when there are no more."""
        with self._lagg:
            while not self._stoppad:
                if self._grupper:
                    return self._grupper.pop()
                while self._forsta < len(self._rader) and not self._rader[self._forsta].kvar:
                    self._forsta += 1
                if self._forsta == len(self._rader):
                    return None
                for rad in self._rader[self._forsta :]:
                    if rad.kvar and (rad.tathet is not None or rad.ute == 0):
                        return rad.tag()
                self._lagg.wait()
            return None

    def klar(self, sats: Sats, objekt: int) -> None:
        """The batch has been answered in full, with so many objects."""
        if sats.grupper:
            return
        with self._lagg:
            rad = next(r for r in self._rader if (r.kpi, r.ar) == (sats.kpi, sats.ar))
            rad.ute -= 1
            rad.tathet = max(rad.tathet or 0.0, objekt / len(sats.omraden))
            self._lagg.notify_all()

    def stoppa(self) -> None:
        with self._lagg:
            self._stoppad = True
            self._lagg.notify_all()


class Satslista:
    """The batches of an earlier run, in order, when its pages are loaded again."""

    def __init__(self, satser: list[Sats]):
        self._kvar = list(reversed(satser))
        self._las = threading.Lock()

    def nasta(self) -> Sats | None:
        with self._las:
            return self._kvar.pop() if self._kvar else None

    def klar(self, sats: Sats, objekt: int) -> None:
        pass

    def stoppa(self) -> None:
        with self._las:
            self._kvar.clear()
