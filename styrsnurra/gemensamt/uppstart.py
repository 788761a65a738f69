"""What a web process does once, before it answers anybody."""

import gc

from django.urls import get_resolver

# New objects between two collections. A page over a large plan makes some tens of thousands and leaves at most
# sixteen thousand behind in rings (a model and its state): with Python's own 700 every such page was gone through a
# hundred times while it was being made, all of memory now and then. docs/prestanda.md has the measurements.
NYA_MELLAN_GENOMGANGAR = 50_000


def varm_upp() -> None:
    """Load every view, set what is then in memory aside from garbage collection (it lives as long as the process),
    and let it run seldom."""
    get_resolver().url_patterns  # noqa: B018  (importing the addresses imports their views)
    gc.collect()
    gc.freeze()
    gc.set_threshold(NYA_MELLAN_GENOMGANGAR)
