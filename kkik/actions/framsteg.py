"""How far a run has come, written while it works so that a page can show it.

A thread with a connection of its own writes a few times a second at most: the run's own connection is in a
transaction for minutes, and what it writes is not seen before its end.
"""

import threading
from collections.abc import Callable
from datetime import datetime

from django.db import connection

from kkik.models import Importkorning, Importsteg
from organisation.actions import hjartslag
from organisation.models import Jobbstatus

STEG = (
    "Hämta Koladas fyra listor",
    "Hämta värden, nyckeltal för nyckeltal",
    "Jämföra med det som är lagrat",
    "Föra in ändringarna",
)
MELLAN = 0.4
HJARTSLAG = 5.0
Rapport = Callable[[str, int, int | None], None]


class Framsteg:
    """`borja` a step, say `gjort` as it goes, `sluta` the last. `rapport` hears the same, in the run's own thread."""

    def __init__(
        self, korning: Importkorning, klocka: Callable[[], datetime], rapport: Rapport | None = None
    ):
        self.korning, self.klocka, self.rapport = korning, klocka, rapport
        korning.steg.all().delete()
        self.steg = Importsteg.objects.bulk_create(
            [Importsteg(importkorning=korning, ordning=i, namn=namn) for i, namn in enumerate(STEG, 1)]
        )
        self._nu: Importsteg | None = None
        self._andrade: set[int] = set()
        self._las = threading.Lock()
        self._slut = threading.Event()
        self._trad = threading.Thread(target=self._skriv_i_takt, daemon=True)

    def __enter__(self) -> "Framsteg":
        self._trad.start()
        return self

    def __exit__(self, typ, fel, spar) -> None:
        self._slut.set()
        self._trad.join()
        if typ is not None:
            self._avsluta(Jobbstatus.MISSLYCKAD)
        self._skriv()

    def borja(self, ordning: int, totalt: int | None = None) -> None:
        """Begin step `ordning` (from 1); the one before it is done."""
        self._avsluta(Jobbstatus.KLAR)
        with self._las:
            steg = self._nu = self.steg[ordning - 1]
            steg.status, steg.startad, steg.totalt = Jobbstatus.PAGAR, self.klocka(), totalt
            self._andrade.add(ordning - 1)
        self._rapportera()

    def gjort(self, gjort: int, totalt: int | None = None) -> None:
        with self._las:
            self._nu.gjort = gjort
            if totalt is not None:
                self._nu.totalt = totalt
            self._andrade.add(self._nu.ordning - 1)
        self._rapportera()

    def sluta(self) -> None:
        self._avsluta(Jobbstatus.KLAR)

    def _avsluta(self, status: Jobbstatus) -> None:
        with self._las:
            if (steg := self._nu) is None:
                return
            steg.status, steg.avslutad = status, self.klocka()
            if status == Jobbstatus.KLAR and steg.totalt is not None:
                steg.gjort = steg.totalt
            self._andrade.add(steg.ordning - 1)
            self._nu = None

    def _rapportera(self) -> None:
        if self.rapport is not None:
            self.rapport(self._nu.namn, self._nu.gjort, self._nu.totalt)

    def _skriv_i_takt(self) -> None:
        sedan_slag = 0.0
        try:
            while not self._slut.wait(MELLAN):
                self._skriv()
                sedan_slag += MELLAN
                if sedan_slag >= HJARTSLAG:
                    sedan_slag = 0.0
                    hjartslag(rad=self.korning, nar=self.klocka())
        finally:
            connection.close()

    def _skriv(self) -> None:
        with self._las:
            att_skriva = [
                (s.pk, s.status, s.gjort, s.totalt, s.startad, s.avslutad)
                for s in (self.steg[i] for i in sorted(self._andrade))
            ]
            self._andrade.clear()
        for pk, status, gjort, totalt, startad, avslutad in att_skriva:
            Importsteg.objects.filter(pk=pk).update(
                status=status, gjort=gjort, totalt=totalt, startad=startad, avslutad=avslutad
            )
