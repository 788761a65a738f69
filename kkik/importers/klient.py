"""One HTTP client for Kolada: every request tried a few times, every page checked before it is believed."""

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import httpx
import msgspec

OMFORSOK = frozenset({408, 425, 429, 500, 502, 503, 504})
SIDTAK = 10_000


class HamtningFel(Exception):
    """A request that failed for good. str() is Swedish and says which and why."""


class Avbruten(Exception):
    """Another request has failed for good, so this one gave up."""


@dataclass(frozen=True, slots=True)
class Talamod:
    """How long to bear with Kolada. Seconds; `storsta` is bytes of an unpacked page."""

    forsok: int = 6
    forsta_vantan: float = 0.5
    langsta_vantan: float = 30.0
    retry_after_tak: float = 120.0
    storsta: int = 64 * 1024 * 1024
    tidsgrans: float = 60.0
    anslutning: float = 10.0


class _Igen(Exception):
    """This try failed; another may not. `vanta` is what Kolada asked for, in seconds."""

    def __init__(self, orsak: str, vanta: float | None = None):
        super().__init__(orsak)
        self.vanta = vanta


def retry_after(varde: str | None, nu: datetime) -> float | None:
    """Seconds from a Retry-After header (seconds or an HTTP date); None when absent or unreadable."""
    if varde is None:
        return None
    if varde.strip().isdecimal():
        return float(varde)
    try:
        tid = parsedate_to_datetime(varde)
    except ValueError:
        return None
    if tid.tzinfo is None:
        tid = tid.replace(tzinfo=UTC)
    return max(0.0, (tid - nu).total_seconds())


def nasta_fraga(next_url: str | None, sokvag: str, fraga: dict[str, str]) -> dict[str, str] | None:
    """The query of the next page, or None when there is none.

    Of `next_url` only the query is taken: its scheme is http and its host need not be ours, so the request goes to
    the address that was asked, never to another. What we asked with is kept (per_page is dropped by Kolada).
    Raises ValueError when `next_url` speaks of another resource than `sokvag`.
    """
    if not next_url:
        return None
    delar = urlsplit(next_url)
    if not unquote(delar.path).rstrip("/").endswith(unquote(sokvag).rstrip("/")):
        raise ValueError(f"next_url leder någon annanstans: {next_url[:200]}")
    return {**fraga, **dict(parse_qsl(delar.query))}


class Kolada:
    """Thread-safe. `vanta` sleeps and returns True when told to stop; tests give their own."""

    def __init__(
        self,
        url: str,
        *,
        talamod: Talamod | None = None,
        stopp: threading.Event | None = None,
        vanta: Callable[[float], bool] | None = None,
        klocka: Callable[[], datetime] = lambda: datetime.now(UTC),
    ):
        self.url = url.rstrip("/")
        self.talamod = talamod or Talamod()
        self.stopp = stopp or threading.Event()
        self.vanta = vanta or self.stopp.wait
        self.klocka = klocka
        self.slump = random.Random()  # noqa: S311  jitter, not secrets
        self.http = httpx.Client(
            timeout=httpx.Timeout(self.talamod.tidsgrans, connect=self.talamod.anslutning),
            follow_redirects=False,
            headers={"Accept": "application/json", "User-Agent": "Styrsnurran"},
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=8),
        )

    def stang(self) -> None:
        self.http.close()

    def sidor(
        self, sokvag: str, fraga: dict[str, str], avkoda: Callable[[bytes], Any]
    ) -> Iterator[tuple[bytes, Any]]:
        """Every page of a resource, as (bytes, decoded). Raises HamtningFel, or Avbruten when told to stop."""
        sedda: set[str] = set()
        nu: dict[str, str] | None = dict(fraga)
        while nu is not None:
            nyckel = urlencode(sorted(nu.items()))
            if nyckel in sedda or len(sedda) >= SIDTAK:
                raise HamtningFel(f"{sokvag}: sidorna går i cirkel ({nyckel})")
            sedda.add(nyckel)
            ra, sida = self.hamta(sokvag, nu, avkoda)
            yield ra, sida
            if not sida.values:
                return
            try:
                nu = nasta_fraga(sida.next_url, sokvag, nu)
            except ValueError as fel:
                raise HamtningFel(f"{sokvag}: {fel}") from fel

    def hamta(self, sokvag: str, fraga: dict[str, str], avkoda: Callable[[bytes], Any]) -> tuple[bytes, Any]:
        """One page. Tried again, with growing waits, as long as there is reason to believe it will help."""
        adress = f"{self.url}{sokvag}" + (f"?{urlencode(fraga)}" if fraga else "")
        for nr in range(1, self.talamod.forsok + 1):
            if self.stopp.is_set():
                raise Avbruten
            try:
                ra = self._las(adress)
                return ra, self._avkoda(adress, ra, avkoda)
            except _Igen as fel:
                if nr == self.talamod.forsok:
                    raise HamtningFel(f"{adress}: {fel} ({nr} försök)") from fel
                if self.vanta(self._paus(nr, fel.vanta)):
                    raise Avbruten from fel
        raise AssertionError("unreachable")

    def _paus(self, nr: int, begard: float | None) -> float:
        """Full jitter on a doubling wait; never shorter than what was asked for, up to its ceiling."""
        tak = min(self.talamod.langsta_vantan, self.talamod.forsta_vantan * 2 ** (nr - 1))
        egen = self.slump.uniform(tak / 2, tak)
        return egen if begard is None else max(egen, min(begard, self.talamod.retry_after_tak))

    def _las(self, adress: str) -> bytes:
        """The body, after its status is known to be good and its length to be whole."""
        try:
            with self.http.stream("GET", adress) as svar:
                if svar.status_code != 200:
                    self._avvisa(adress, svar)
                delar, langd = [], 0
                for del_ in svar.iter_bytes():
                    langd += len(del_)
                    if langd > self.talamod.storsta:
                        raise HamtningFel(f"{adress}: svaret är större än {self.talamod.storsta} byte")
                    delar.append(del_)
                return b"".join(delar)
        except httpx.TimeoutException as fel:
            raise _Igen("inget svar i tid") from fel
        except httpx.ConnectError as fel:
            raise _Igen(f"Kolada går inte att nå: {fel}") from fel
        except (httpx.TransportError, httpx.DecodingError) as fel:
            raise _Igen(f"förbindelsen bröts: {fel or type(fel).__name__}") from fel

    def _avvisa(self, adress: str, svar: httpx.Response) -> None:
        if svar.status_code in OMFORSOK:
            vanta = retry_after(svar.headers.get("Retry-After"), self.klocka())
            raise _Igen(f"Kolada svarade {svar.status_code}", vanta)
        kropp = next(svar.iter_bytes(300), b"").decode("utf-8", "replace").replace("\x00", "")[:300]
        raise HamtningFel(f"{adress}: Kolada svarade {svar.status_code}: {kropp}")

    @staticmethod
    def _avkoda(adress: str, ra: bytes, avkoda: Callable[[bytes], Any]) -> Any:
        try:
            return avkoda(ra)
        except msgspec.ValidationError as fel:
            raise HamtningFel(f"{adress}: svaret har fel form: {fel}") from fel
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fel:
            raise _Igen(f"svaret går inte att läsa: {fel}") from fel
