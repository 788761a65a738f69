"""Holding a proposal while something about it is changed, and refusing once a paper or a decision holds it."""

from atgarder.queries.lage import lasskal
from planering.domain.fel import Planeringsfel
from uppfoljning.models import Atgardsforslag


class Forslagslast(Planeringsfel):
    """The proposal lies in a paper that has been handed in, or has been decided."""


def las_forslag(pk: int) -> Atgardsforslag:
    """The proposal, locked until the transaction ends. Raises Forslagslast, and Planeringsfel when it is not laid
    forward."""
    forslag = (
        Atgardsforslag.objects.select_for_update(of=("self",)).select_related("analys__enhet").get(pk=pk)
    )
    if forslag.status != Atgardsforslag.Status.FORESLAS:
        raise Planeringsfel("Förslaget läggs inte fram längre. Ändra det i analysen först.")
    if skal := lasskal(forslag):
        raise Forslagslast(skal)
    return forslag
