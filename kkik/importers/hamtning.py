"""Several threads fetch, check and pack; one consumer takes the packets. Never more than a few pages in memory."""

import queue
import threading
from collections.abc import Iterator
from typing import Any, Protocol

from kkik.importers.klient import Avbruten, HamtningFel, Kolada
from kkik.importers.plan import Plan, Sats, Satsfoljd, Satslista
from kkik.importers.radata import Radata, RadataFel, Radataskrivare
from kkik.importers.struktur import AVKODARE, Vardesida
from kkik.importers.varden import Kartor, Packare, Paket

TRADAR = 5
KO = 8
LISTOR = ("kpi", "municipality", "municipality_groups", "kpi_groups")


class Kalla(Protocol):
    """Where pages come from: Kolada, or a folder."""

    stopp: threading.Event

    def lista(self, namn: str) -> list[Any]: ...
    def sidor(self, sats: Sats) -> Iterator[Vardesida]: ...
    def foljd(self, plan: Plan) -> Satsfoljd | Satslista: ...


class Natkalla:
    """Kolada, with every page kept on its way in."""

    def __init__(self, kolada: Kolada, skrivare: Radataskrivare):
        self.kolada, self.skrivare = kolada, skrivare
        self.stopp = kolada.stopp

    def lista(self, namn: str) -> list[Any]:
        poster: list[Any] = []
        filer = []
        for ra, sida in self.kolada.sidor(f"/{namn}", {}, AVKODARE[namn]):
            filer.append(self.skrivare.sida(ra))
            poster += sida.values
        self.skrivare.anrop(namn, None, filer)
        return poster

    def sidor(self, sats: Sats) -> Iterator[Vardesida]:
        filer = []
        for ra, sida in self.kolada.sidor(sats.sokvag, sats.fraga, AVKODARE["data"]):
            filer.append(self.skrivare.sida(ra))
            yield sida
        self.skrivare.anrop("data", sats, filer)

    def foljd(self, plan: Plan) -> Satsfoljd:
        return Satsfoljd(plan)


class Mappkalla:
    """The pages of an earlier run."""

    def __init__(self, radata: Radata):
        self.radata = radata
        self.stopp = threading.Event()

    def lista(self, namn: str) -> list[Any]:
        return [p for ra in self.radata.sidor(namn) for p in self._avkoda(namn, ra).values]

    def sidor(self, sats: Sats) -> Iterator[Vardesida]:
        for ra in self.radata.sidor(sats):
            yield self._avkoda("data", ra)

    def foljd(self, plan: Plan) -> Satslista:
        return Satslista(self.radata.satser)

    def _avkoda(self, slag: str, ra: bytes) -> Any:
        try:
            return AVKODARE[slag](ra)
        except (ValueError, RecursionError) as fel:
            raise RadataFel(f"{self.radata.mapp.name}: en sida har fel form: {fel}") from fel


class Hamtning:
    """Iterate to get the packets. Whatever ends the iteration also ends the threads; the first failure is raised,
    with the batch it belongs to."""

    def __init__(self, kalla: Kalla, plan: Plan, kartor: Kartor, *, tradar: int = TRADAR, ko: int = KO):
        self.kalla, self.kartor = kalla, kartor
        self.foljd = kalla.foljd(plan)
        self.ko: queue.Queue[Paket | BaseException | None] = queue.Queue(ko)
        self.tradar = [threading.Thread(target=self._arbeta, daemon=True) for _ in range(tradar)]

    def __iter__(self) -> Iterator[Paket]:
        for trad in self.tradar:
            trad.start()
        arbetar = len(self.tradar)
        try:
            while arbetar:
                post = self.ko.get()
                if isinstance(post, BaseException):
                    raise post
                if post is None:
                    arbetar -= 1
                else:
                    yield post
        finally:
            self._stoppa()

    def _stoppa(self) -> None:
        self.kalla.stopp.set()
        self.foljd.stoppa()
        for trad in self.tradar:
            while trad.is_alive():
                self._tom()
                trad.join(0.05)

    def _tom(self) -> None:
        while True:
            try:
                self.ko.get_nowait()
            except queue.Empty:
                return

    def _arbeta(self) -> None:
        try:
            while (sats := self.foljd.nasta()) is not None:
                self._hamta(sats)
        except Avbruten as fel:
            # If nobody asked it to give up, its batch must not be missing in silence.
            if not self.kalla.stopp.is_set():
                self.ko.put(fel)
        except BaseException as fel:  # anything that ends a thread must end the run
            self.ko.put(fel)
        self.ko.put(None)

    def _hamta(self, sats: Sats) -> None:
        packare = Packare(sats, self.kartor)
        objekt, vantar = 0, None
        try:
            for sida in self.kalla.sidor(sats):
                if vantar is not None:
                    self._lamna(vantar)
                objekt += len(sida.values)
                vantar = packare.packa(sida.values)
        except HamtningFel as fel:
            raise HamtningFel(f"Hämtningen av {sats} misslyckades. {fel}") from fel
        vantar = vantar or Paket(sats)
        vantar.klar = True
        self.foljd.klar(sats, objekt)
        self._lamna(vantar)

    def _lamna(self, paket: Paket) -> None:
        if self.kalla.stopp.is_set():
            raise Avbruten
        self.ko.put(paket)
