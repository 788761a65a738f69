"""Holding an analysis while it is changed, and refusing to change one that is concluded."""

from django.conf import settings
from django.utils.module_loading import import_string

from organisation.models import Person
from planering.domain.fel import Planeringsfel
from uppfoljning.domain.orsakslista import hinder
from uppfoljning.models import Analys, Atgardsforslag, Hypotes, Orsakssvar


class Analyslast(Planeringsfel):
    """The analysis is concluded. It can be reopened, with a reason."""


def las_analys(pk: int) -> Analys:
    """The analysis, locked until the transaction ends. Raises Analyslast."""
    analys = Analys.objects.select_for_update(of=("self",)).get(pk=pk)
    if analys.ar_klar:
        raise Analyslast(
            f"Analysen avslutades {analys.avslutad:%Y-%m-%d} och är låst. Öppna den igen för att ändra."
        )
    return analys


def kraver_olast(forslag: Atgardsforslag) -> None:
    """Raise Planeringsfel while an app above holds the proposal to what was handed in or decided: follow-up knows
    nobody above itself, they say why (settings.FORSLAGSLAS)."""
    for namn in settings.FORSLAGSLAS:
        if skal := import_string(namn)(forslag):
            raise Planeringsfel(skal)


def besvarade(analys: Analys) -> set[str]:
    """The ids of the questions that have an answer."""
    return set(Orsakssvar.objects.filter(analys=analys).values_list("fraga", flat=True))


def kraver_matfel(analys: Analys, kod: str, falt: str = "") -> None:
    """Raise Planeringsfel while the questions about measuring error are not answered and `kod` is another class."""
    if text := hinder(kod, besvarade(analys)):
        raise Planeringsfel({falt: [text]})


def egna_hypoteser(analys: Analys, hypoteser: list[Hypotes]) -> list[Hypotes]:
    """The same, read anew; one from another analysis is refused. In their order."""
    rader = list(Hypotes.objects.filter(analys=analys, pk__in=[h.pk for h in hypoteser]))
    if len(rader) != len({h.pk for h in hypoteser}):
        raise Planeringsfel({"hypoteser": ["Välj bland analysens egna hypoteser."]})
    return rader


def namn(av: Person | None) -> str:
    """What is written beside a verdict: it stays when the person has left."""
    return av.namn if av is not None else "Systemet"
