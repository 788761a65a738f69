"""The enheter and which nämnd or bolag each belongs to."""

from organisation.models import Enhet, Enhetsniva

_NAMNDER = (Enhetsniva.NAMND, Enhetsniva.BOLAG)


def enheter() -> dict[int, Enhet]:
    """All of them, by key. One query."""
    return {e.pk: e for e in Enhet.objects.all()}


def namnder(alla: dict[int, Enhet] | None = None) -> dict[int, Enhet]:
    """For each enhet (key) the nämnd or bolag it belongs to: itself, or the nearest above; where there is none, the
    enhet itself. One query, unless `enheter` have been read already."""
    alla = enheter() if alla is None else alla
    return {pk: _namnd(e, alla) for pk, e in alla.items()}


def _namnd(enhet: Enhet, alla: dict[int, Enhet]) -> Enhet:
    sedda: set[int] = set()  # a ring of enheter, should one be made, must not hang a page
    over: Enhet | None = enhet
    while over is not None and over.pk not in sedda:
        if over.niva in _NAMNDER:
            return over
        sedda.add(over.pk)
        over = alla.get(over.overordnad_id)
    return enhet
