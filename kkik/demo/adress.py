"""Where Kolada is for this installation."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from kkik.demo.generator import land_som_kolada
from kkik.demo.kolada import Kolada
from organisation.queries import kommuninstallning


@contextmanager
def koladas_adress() -> Iterator[str]:
    """settings.KOLADA_URL; for an invented municipality a small Kolada that serves the invented country meanwhile.

    The invented never asks the real one: no municipality that exists may be shown beside made-up numbers.
    """
    kommun = kommuninstallning()
    if kommun is None or not kommun.ar_pahittad:
        yield settings.KOLADA_URL
        return
    with Kolada(land_som_kolada()) as kolada:
        yield kolada.url
