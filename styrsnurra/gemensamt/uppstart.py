"""What a web process does once, before it answers anybody."""

import gc

from django.core.signals import request_finished
from django.urls import get_resolver

# New objects after which an answer is cleaned up after. A page over a large plan leaves up to sixteen thousand behind
# in rings (a model and its state), a small one a few hundred.
NYA_EFTER_SVAR = 5_000
# As many cleanings between those that go through everything; Python's own number.
MELLAN_ALLT = 10
# New objects at which even an answer that is being made must wait: an import of a large file.
NYA_MITT_I_SVAR = 200_000


def varm_upp() -> None:
    """Load every view, set what is then in memory aside from garbage collection (it lives as long as the process),
    and let the collection wait until an answer has been sent: in the middle of one it costs a tenth of a second."""
    get_resolver().url_patterns  # noqa: B018  (importing the addresses imports their views)
    gc.collect()
    gc.freeze()
    gc.set_threshold(NYA_MITT_I_SVAR)
    request_finished.connect(stada, dispatch_uid="stada")


def stada(**_) -> None:
    """When an answer has been sent: collect what is new, now and then everything."""
    nya, stadningar = gc.get_count()[:2]
    if nya > NYA_EFTER_SVAR:
        gc.collect(2 if stadningar >= MELLAN_ALLT else 0)
