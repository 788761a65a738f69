"""Pages in the apps above that tell more of the same thing. No app knows those above itself: they say so, through
settings.GRANNSIDOR, a kind of thing → functions by name, each key → [(text, address)]."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Grannsida:
    text: str
    url: str


def grannsidor(slag: str, nyckel: int) -> list[Grannsida]:
    """In the order of the settings. Whoever sees the thing sees the pages: both are open to every role."""
    return [
        Grannsida(*rad) for namn in settings.GRANNSIDOR.get(slag, ()) for rad in import_string(namn)(nyckel)
    ]
