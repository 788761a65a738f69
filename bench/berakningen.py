"""Computing every nyckeltal × municipality against merely reading the values out of the database."""

import time

from django.db import connection

from bench.verktyg import kommando, spara


class Sank:
    """A file that only counts."""

    def __init__(self) -> None:
        self.antal = 0

    def write(self, bitar: bytes) -> int:
        self.antal += len(bitar)
        return len(bitar)


def copy_ut() -> float:
    """Seconds for COPY kkik_varde TO STDOUT."""
    start = time.perf_counter()
    with connection.cursor() as markor:
        markor.copy_expert("COPY kkik_varde TO STDOUT", Sank())
    return time.perf_counter() - start


def mat() -> None:
    copy_ut()  # warm the cache for both
    svar, sekunder, minne = kommando("berakna")
    utlasning = copy_ut()
    spara(
        "beräkningen",
        {
            "COPY varde TO STDOUT, s": utlasning,
            "beräkning av allt, s": sekunder,
            "beräkning / COPY": sekunder / utlasning,
            "minne, MB": minne,
            **{nyckel: varde for nyckel, varde in svar.items() if isinstance(varde, int | float | str)},
        },
    )
