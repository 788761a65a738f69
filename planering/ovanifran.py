"""What the apps above have to say of plans and action plans. planering knows nobody above itself: they say so, through
settings.HANDLINGSPLANENS_BAKGRUND and settings.VANTAR_PA_PLANEN."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from planering.models import Plan


@dataclass(frozen=True, slots=True)
class Bakgrund:
    """Why an action plan is: a word for what it is, a text, and where that is shown ("" nowhere)."""

    etikett: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Vantar:
    """Something that waits for a plan to be answered in, and where that is done."""

    text: str
    url: str


def handlingsplanernas_bakgrund(nycklar: Iterable[int]) -> dict[int, list[Bakgrund]]:
    """Every key asked for is there. The number of queries does not depend on how many they are."""
    ids = list(dict.fromkeys(nycklar))
    ut: dict[int, list[Bakgrund]] = {i: [] for i in ids}
    if not ids:
        return ut
    for namn in settings.HANDLINGSPLANENS_BAKGRUND:
        for nyckel, rader in import_string(namn)(ids).items():
            ut[nyckel] += [Bakgrund(*rad) for rad in rader]
    return ut


def vantar_pa(plan: Plan) -> list[Vantar]:
    """Nothing for a plan that is decided: it can take nothing in."""
    if plan.ar_last:
        return []
    return [Vantar(*rad) for namn in settings.VANTAR_PA_PLANEN for rad in import_string(namn)(plan)]
