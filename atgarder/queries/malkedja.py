"""Where a goal is in another plan: a plan that was copied has goals of its own that continue the earlier ones."""

from collections.abc import Iterable

from planering.models import Mal
from planering.queries import foregangare_till


def malen_i(planer: Iterable[int], mal_ids: Iterable[int]) -> dict[tuple[int, int], Mal]:
    """(plan, goal) → the goal in that plan that is, continues or is continued by the goal, or shares its origin with
    it. Pairs without one are left out. Two queries."""
    sokta = set(mal_ids)
    if not sokta:
        return {}
    rader = list(
        Mal.objects.filter(malomrade__plan__in=set(planer)).select_related("malomrade").order_by("pk")
    )
    kedjor = foregangare_till(Mal, sokta | {m.pk for m in rader})

    def rot(pk: int) -> int:
        return kedjor[pk][-1] if pk in kedjor else pk

    per_rot = {(m.malomrade.plan_id, rot(m.pk)): m for m in rader}
    plannycklar = {m.malomrade.plan_id for m in rader}
    return {
        (plan, nyckel): funnet
        for plan in plannycklar
        for nyckel in sokta
        if (funnet := per_rot.get((plan, rot(nyckel)))) is not None
    }
