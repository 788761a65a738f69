"""What has been tried before on the same measures. Follow-up knows nobody above itself: they say so, through
settings.TIDIGARE_FORSOK, functions that take keys of nyckeltal and of own measures and give `Forsok`, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from planering.models import Indikator


@dataclass(frozen=True, slots=True)
class Forsok:
    """`utslag`: what came of it, in words; `signal`: the tint of those words."""

    namn: str
    url: str
    utslag: str
    signal: str
    ar: int


def tidigare_forsok(indikatorer: Iterable[Indikator]) -> list[Forsok]:
    """On what these indicators measure by, in any plan. The number of queries does not depend on how many they are."""
    indikatorer = list(indikatorer)
    nyckeltal = sorted({i.nyckeltal_id for i in indikatorer if i.nyckeltal_id is not None})
    egna = sorted({i.egetmatt_id for i in indikatorer if i.egetmatt_id is not None})
    if not nyckeltal and not egna:
        return []
    return [f for namn in settings.TIDIGARE_FORSOK for f in import_string(namn)(nyckeltal, egna)]
