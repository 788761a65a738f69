"""Which nämnd or company an enhet lies under, and whether what it does serves another's goal."""

from collections.abc import Mapping

from organisation.models import Enhet, Enhetsniva
from planering.models import Handlingsplan, Mal, Malplats

Namnder = Mapping[int, tuple[int, str]]


def namnder() -> dict[int, Enhet]:
    """Which nämnd or company each enhet (its key) lies under: itself, or the nearest above; else the top. One query."""
    alla = {e.pk: e for e in Enhet.objects.all()}
    over = _over({pk: (e.overordnad_id, e.niva) for pk, e in alla.items()})
    return {pk: alla[namnd] for pk, namnd in over.items()}


def namnd_av() -> dict[int, tuple[int, str]]:
    """`namnder` with only (key, name) of each: one query, no whole rows."""
    rader = list(Enhet.objects.values_list("pk", "overordnad_id", "niva", "namn"))
    namn = {pk: text for pk, _, _, text in rader}
    over = _over({pk: (overordnad, niva) for pk, overordnad, niva, _ in rader})
    return {pk: (namnd, namn[namnd]) for pk, namnd in over.items()}


def _over(alla: Mapping[int, tuple[int | None, str]]) -> dict[int, int]:
    """Enhet → its nämnd, both keys, by what each lies under and its level."""
    ut = {}
    for nyckel in alla:
        har = nyckel
        while alla[har][1] not in (Enhetsniva.NAMND, Enhetsniva.BOLAG) and alla[har][0] is not None:
            har = alla[har][0]
        ut[nyckel] = har
    return ut


def hos_en_annan(mal: Mal, enhet: int, namnder: Namnder) -> str:
    """Said of an enhet (key) that serves a goal of a nämnd which it does not lie under; "" otherwise. A goal of the
    council's is everybody's. Allowed, for nämnder do work together, but it may also be a slip."""
    if mal.niva == Malplats.KF:
        return ""
    (malets, namn), (egen, eget) = namnder[mal.enhet_id], namnder[enhet]
    return "" if malets == egen else f"Bidrar till ett mål hos {namn}, men ligger hos {eget}"


def planens_namndbrist(plan: Handlingsplan) -> str:
    """The same of an action plan. One query, none when the goal is its own enhet's, the council's, or there is none."""
    if plan.mal is None or plan.mal.niva == Malplats.KF or plan.mal.enhet_id == plan.enhet_id:
        return ""
    return hos_en_annan(plan.mal, plan.enhet_id, namnd_av())
