"""Which plan and year the pages of follow-up look at."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F

from planering.domain.planval import ersatta, som_foljs
from planering.models import Plan
from planering.queries import planer
from uppfoljning.models import Bedomning

SERIEAR = 10
FOLJS_BAKAT = 4  # years that the outcomes of the plan that is followed may be late


@dataclass(frozen=True, slots=True)
class Sikt:
    """Which plan and year is looked at, and which there are. `ar_val`: (year, how many outcomes), newest first.

    `plan` None: there is no plan. `ar` None: nothing has been computed for the plan. `planer` are all, decided first.
    """

    plan: Plan | None
    planer: tuple[Plan, ...]
    ar: int | None
    ar_val: tuple[tuple[int, int], ...]

    @property
    def plan_val(self) -> tuple[Plan, ...]:
        """The plans to choose between: those that a later version has replaced only when one is looked at."""
        borta = ersatta(self.planer)
        return tuple(p for p in self.planer if p not in borta or p == self.plan)

    @property
    def utanfor(self) -> bool:
        """Whether the year lies outside the plan's own: there is no target level to judge by, nor should there be."""
        return self.plan is not None and self.ar is not None and self.ar not in self.plan.ar

    @property
    def utanfortext(self) -> str:
        """What is shown of such a year, in words."""
        if self.ar < self.plan.fran_ar:
            return f"Planen börjar {self.plan.fran_ar}. Här är läget {self.ar}, som den utgår från."
        return f"Planen slutade {self.plan.till_ar}. Här är läget {self.ar}, efter den."

    @property
    def ar_serie(self) -> tuple[int, ...]:
        """The years of the sparklines."""
        return tuple(range(self.ar - SERIEAR + 1, self.ar + 1)) if self.ar is not None else ()


def sikt(plan_id: int | None, ar: int | None, *, i_ar: int) -> Sikt:
    """The plan and year asked for, or those that pages open with in the year `i_ar`. Two queries.

    The plan to open with is the one that is followed in `i_ar` (`som_foljs`); until there are outcomes of its own
    years, it is the one that was followed before it, if that has such. The year to open with is the newest of the
    plan's own that has at least half as many outcomes as its best year: the rule for a nyckeltal's newest year, used
    on the plan. When none has, it is the newest year at all with as many: where the plan starts from. A year nobody
    has computed is not there to be chosen.
    """
    alla = _alla()
    vald = next((p for p in alla if p.pk == plan_id), None)
    return _sikt(alla, [vald] if vald is not None else _i_foljd(alla, i_ar), ar)


def sikt_for(plan: int, ar: int | None = None) -> Sikt:
    """The year asked for of one plan (its key), or the one that its pages open with. Two queries."""
    alla = _alla()
    return _sikt(alla, [p for p in alla if p.pk == plan], ar)


def _alla() -> tuple[Plan, ...]:
    return tuple(sorted(planer(), key=lambda p: (p.ar_last, p.fran_ar, p.version), reverse=True))


def _sikt(alla: tuple[Plan, ...], tankbara: list[Plan], ar: int | None) -> Sikt:
    """Of the first of the plans that has outcomes of its own years, and of the year asked for."""
    if not tankbara:
        return Sikt(None, alla, None, ())
    antal = _antal_utfall(tankbara)
    egna = [p for p in tankbara if _egna_ar(p, antal[p.pk])]
    plan = next((p for p in egna if ar in p.ar), next(iter(egna), tankbara[0]))
    per_ar = antal[plan.pk]
    oppnas = max(_egna_ar(plan, per_ar) or _med_utfall(per_ar), default=min(per_ar, default=None))
    valt = ar if ar in per_ar else oppnas
    val = tuple((a, n) for a, n in sorted(per_ar.items(), reverse=True) if n or a == valt)
    return Sikt(plan, alla, valt, val)


def _i_foljd(planer: Collection[Plan], i_ar: int) -> list[Plan]:
    """The plan that is followed in the year, and those that were in the years before, as far back as an outcome may
    be late."""
    foljda = [som_foljs(planer, ar) for ar in range(i_ar, i_ar - FOLJS_BAKAT, -1)]
    return list(dict.fromkeys(p for p in foljda if p is not None))


def _antal_utfall(planer: Collection[Plan]) -> dict[int, dict[int, int]]:
    """By plan: year → how many of its indicators have an outcome. One query."""
    rader = (
        Bedomning.objects.filter(indikator__mal__malomrade__plan__in=planer, kon=F("indikator__kon"))
        .order_by()
        .values_list("indikator__mal__malomrade__plan", "ar")
        .annotate(n=Count("utfall"))
    )
    ut: dict[int, dict[int, int]] = {p.pk: {} for p in planer}
    for plan, ar, n in rader:
        ut[plan][ar] = n
    return ut


def _med_utfall(per_ar: dict[int, int]) -> list[int]:
    basta = max(per_ar.values(), default=0)
    return [ar for ar, n in per_ar.items() if n and 2 * n >= basta]


def _egna_ar(plan: Plan, per_ar: dict[int, int]) -> list[int]:
    return [ar for ar in _med_utfall(per_ar) if ar in plan.ar]
