"""What a web process does once, before it answers anybody."""

import gc

from django.urls import get_resolver


def varm_upp() -> None:
    """Load every view, and set what is then in memory aside from garbage collection: it lives as long as the process.

    Without that Python now and then goes through all of it in the middle of an answer, a tenth of a second.
    """
    get_resolver().url_patterns  # noqa: B018  (importing the addresses imports their views)
    gc.collect()
    gc.freeze()
