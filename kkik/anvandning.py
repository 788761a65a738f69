"""Who uses a nyckeltal. kkik knows nobody above itself: they say so, through settings.NYCKELTALSANVANDNING."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Anvandare:
    """What uses it, and where that is shown."""

    namn: str
    url: str


def anvandning(nyckeltal_ids: Iterable[int], idag: date) -> dict[int, list[Anvandare]]:
    """Every id asked for is a key; `idag` says which plan is followed. The number of queries does not depend on how
    many they are."""
    ids = list(dict.fromkeys(nyckeltal_ids))
    ut: dict[int, list[Anvandare]] = {i: [] for i in ids}
    if not ids:
        return ut
    for namn in settings.NYCKELTALSANVANDNING:
        for nyckeltal, rader in import_string(namn)(ids, idag).items():
            ut[nyckeltal] += [Anvandare(n, url) for n, url in rader]
    return ut
