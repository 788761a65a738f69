"""A small Kolada, API v3, over real HTTP: for the demonstration and for tests. Standard library only.

    python -m kkik.demo.kolada --port 8098 --data demo.json.gz        # http://127.0.0.1:8098/v3

    with Kolada(data) as kolada:            # in tests: a free port, in a thread of its own
        client.get(kolada.url + "/kpi")
        kolada.fel.append(Fel("/data/", antal=2, status=500))         # the next two such requests fail
        kolada.anrop                        # every path asked for, in order

The data set is a dict, or a JSON file (.json or .json.gz) of it:

    {"kpi": [{"id", "title", "description", …}],            as in /kpi; missing fields get Kolada's usual ones
     "municipality": [{"id", "title", "type"}],
     "municipality_groups": [{"id", "title", "members": [{"member_id", "member_title"}]}],
     "kpi_groups": [{"id", "title", "members": [{"member_id", "member_title"}]}],
     "values": {kpi: {gender: {municipality: {year: number or null}}}}}      all keys are text

It is awkward where Kolada is: `next_url` speaks http and names Kolada's own host (`vard`), the genders of one object
come in no fixed order, a missing value is null with count 0, group means come along when no area is asked for, more
than 25 ids on an axis is refused with 422, and an unknown id or misspelt parameter gives 200 with nothing in it.
"""

import argparse
import gzip
import json
import re
import statistics
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

PER_SIDA = 5000
AXELTAK = 25
LISTOR = ("kpi", "municipality", "municipality_groups", "kpi_groups")
KPI_FALT = {
    "description": "",
    "is_divided_by_gender": False,
    "municipality_type": "K",
    "auspice": None,
    "operating_area": "",
    "perspective": None,
    "prel_publication_date": None,
    "publication_date": None,
    "publ_period": None,
    "has_ou_data": False,
}


def las(fil: str | Path) -> dict:
    """The data set in a .json or .json.gz file."""
    fil = Path(fil)
    text = gzip.decompress(fil.read_bytes()) if fil.suffix == ".gz" else fil.read_bytes()
    return json.loads(text)


@dataclass
class Fel:
    """What to do wrong with the next `antal` requests whose path and query match the regular expression `monster`.

    `status` with `kropp` and `rubriker` replaces the answer; `kapa` sends half of it and hangs up; `hall` makes the
    request wait for that event first, after `natt` has been set. Without any of them the answer is as usual.
    """

    monster: str = ""
    antal: int = 1
    status: int | None = None
    kropp: bytes | str = b""
    rubriker: dict[str, str] = field(default_factory=dict)
    kapa: bool = False
    utan_langd: bool = False
    hall: threading.Event | None = None
    natt: threading.Event = field(default_factory=threading.Event)

    def galler(self, sokvag: str) -> bool:
        return self.antal > 0 and re.search(self.monster, unquote(sokvag)) is not None


class Datamangd:
    """The data, and what has been revised in it since it was loaded."""

    def __init__(self, data: dict):
        self.listor = {namn: list(data.get(namn, [])) for namn in LISTOR}
        self.listor["kpi"] = [
            {"id": k["id"], "title": k["title"], **KPI_FALT, **k} for k in self.listor["kpi"]
        ]
        self.medlemmar = {
            g["id"]: [m["member_id"] for m in g["members"]] for g in self.listor["municipality_groups"]
        }
        self.celler: dict[str, dict[int, dict[str, dict[str, float | None]]]] = {}
        self.borttagna: set[tuple[str, int, str, str]] = set()
        self.rorda: dict[tuple[str, int, str], str] = {}
        for kpi, kon_karta in data.get("values", {}).items():
            for kon, kommuner in kon_karta.items():
                for kommun, ar_karta in kommuner.items():
                    for ar, varde in ar_karta.items():
                        self.satt(kpi, kommun, int(ar), kon, varde)

    def satt(
        self,
        kpi: str,
        kommun: str,
        ar: int,
        kon: str,
        varde: float | None,
        *,
        datum: str = "",
        borttaget=False,
    ) -> None:
        """Add or revise a value. With `datum` (YYYY-MM-DD) `from_date` finds it from that day on."""
        self.celler.setdefault(kpi, {}).setdefault(ar, {}).setdefault(kommun, {})[kon] = varde
        (self.borttagna.add if borttaget else self.borttagna.discard)((kpi, ar, kommun, kon))
        if datum:
            self.rorda[kpi, ar, kommun] = datum

    def glom(self, kpi: str, kommun: str, ar: int, kon: str) -> None:
        """Take a value away without a trace, as when Kolada simply stops sending it."""
        del self.celler[kpi][ar][kommun][kon]
        if not self.celler[kpi][ar][kommun]:
            del self.celler[kpi][ar][kommun]

    def objekt(self, kpier: list[str], omraden: list[str], ar: set[int], fran: str) -> Iterator[dict]:
        """Objects as in /data: by kpi, year, area; then the groups' means. No areas means all, groups included."""
        for kpi in sorted(set(kpier)):
            for period, rad in sorted(self.celler.get(kpi, {}).items()):
                if ar and period not in ar:
                    continue
                for omrade in sorted(set(omraden) & rad.keys() if omraden else rad):
                    if not fran or self.rorda.get((kpi, period, omrade), "") >= fran:
                        yield self._objekt(kpi, period, omrade, rad[omrade])
                grupper = set(omraden) & self.medlemmar.keys() if omraden else self.medlemmar
                for grupp in sorted(grupper) if not fran else ():
                    tal = [rad.get(m, {}).get("T") for m in self.medlemmar[grupp]]
                    tal = [t for t in tal if t is not None]
                    if tal:
                        medel = round(statistics.fmean(tal), 8)
                        yield _objekt(kpi, period, grupp, [_varde("T", len(tal), medel)])

    def _objekt(self, kpi: str, period: int, omrade: str, varden: dict[str, float | None]) -> dict:
        kon = sorted(varden, reverse=(int(omrade) + period) % 3 == 0)
        rader = [
            _varde(k, 0 if varden[k] is None else 1, varden[k], (kpi, period, omrade, k) in self.borttagna)
            for k in kon
        ]
        return _objekt(kpi, period, omrade, rader)


def _varde(kon: str, antal: int, varde: float | None, borttaget: bool = False) -> dict:
    return {"gender": kon, "count": antal, "status": "", "value": varde, "isdeleted": borttaget}


def _objekt(kpi: str, period: int, omrade: str, varden: list[dict]) -> dict:
    return {"kpi": kpi, "period": period, "municipality": omrade, "values": varden}


class Kolada:
    """The server. A context manager in tests; `kor()` serves until interrupted."""

    def __init__(
        self, data: dict | Datamangd, *, port: int = 0, per_sida: int = PER_SIDA, vard: str = "api.kolada.se"
    ):
        self.data = data if isinstance(data, Datamangd) else Datamangd(data)
        self.per_sida, self.vard = per_sida, vard
        self.fel: list[Fel] = []
        self.anrop: list[str] = []
        self.las = threading.Lock()
        self.server = _Server(("127.0.0.1", port), type("Svarare", (_Svarare,), {"kolada": self}))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v3"

    def __enter__(self) -> "Kolada":
        self._trad = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._trad.start()
        return self

    def __exit__(self, *fel) -> None:
        for f in self.fel:
            if f.hall is not None:
                f.hall.set()
        self.server.shutdown()
        self.server.server_close()
        self._trad.join()

    def kor(self) -> None:
        with self.server:
            self.server.serve_forever()

    def anteckna(self, sokvag: str) -> Fel | None:
        """Remember the request; the fault that is due for it, if any."""
        with self.las:
            self.anrop.append(unquote(sokvag))
            for fel in self.fel:
                if fel.galler(sokvag):
                    fel.antal -= 1
                    return fel
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up is no error of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Svarare(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    kolada: Kolada

    def log_message(self, *args) -> None:
        pass

    def do_GET(self) -> None:
        fel = self.kolada.anteckna(self.path)
        if fel is not None:
            fel.natt.set()
            if fel.hall is not None:
                fel.hall.wait()
        if fel is not None and fel.status is not None:
            return self._skicka(fel.status, fel.kropp, fel)
        status, kropp = self._svara()
        return self._skicka(status, json.dumps(kropp, ensure_ascii=False), fel)

    def _skicka(self, status: int, kropp: bytes | str, fel: Fel | None) -> None:
        ra = kropp.encode() if isinstance(kropp, str) else kropp
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        for namn, varde in fel.rubriker.items() if fel else ():
            self.send_header(namn, varde)
        if fel is not None and fel.utan_langd:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(ra)))
        self.end_headers()
        kapa = fel is not None and fel.kapa
        self.close_connection = kapa or (fel is not None and fel.utan_langd)
        self.wfile.write(ra[: len(ra) // 2] if kapa else ra)

    def _svara(self) -> tuple[int, dict]:
        url = urlsplit(self.path)
        delar = [unquote(d) for d in url.path.strip("/").split("/")]
        fraga = dict(parse_qsl(url.query))
        if delar[0] == "v2":
            return 410, {"error": "This endpoint is deprecated. Please use /v3 instead."}
        if delar[0] != "v3" or len(delar) < 2:
            return 404, {"detail": "Not Found"}
        if delar[1] in LISTOR:
            return self._lista(delar, fraga)
        if delar[1] == "data":
            return self._data(delar, fraga)
        return (
            (200, self._kuvert([], fraga)) if delar[1] in ("ou", "oudata") else (404, {"detail": "Not Found"})
        )

    def _lista(self, delar: list[str], fraga: dict) -> tuple[int, dict]:
        poster = self.kolada.data.listor[delar[1]]
        if len(delar) > 2:
            sokta = delar[2].split(",")
            if len(sokta) > AXELTAK:
                return _for_manga("id")
            poster = [p for p in poster if p["id"] in sokta]
        if "title" in fraga:
            poster = [p for p in poster if fraga["title"].lower() in p["title"].lower()]
        if delar[1] == "municipality" and "region_type" in fraga:
            poster = [p for p in poster if p["type"] == fraga["region_type"]]
        return 200, self._kuvert(poster, fraga)

    def _data(self, delar: list[str], fraga: dict) -> tuple[int, dict]:
        axlar = {namn: ids.split(",") for namn, ids in zip(delar[2::2], delar[3::2], strict=False)}
        for namn, ids in axlar.items():
            if len(ids) > AXELTAK:
                return _for_manga(namn)
        if len(axlar) < 2 or not axlar.keys() <= {"kpi", "municipality", "year"}:
            return 200, self._kuvert([], fraga)
        if not all(ar.isdecimal() for ar in axlar.get("year", [])):
            return _for_manga("year")
        data = self.kolada.data
        objekt = data.objekt(
            axlar.get("kpi") or list(data.celler),
            axlar.get("municipality", []),
            {int(ar) for ar in axlar.get("year", [])},
            fraga.get("from_date", ""),
        )
        return 200, self._kuvert(list(objekt), fraga)

    def _kuvert(self, poster: list[dict], fraga: dict) -> dict:
        per_sida = int(fraga.get("per_page", self.kolada.per_sida))
        sida = int(fraga.get("page", 1))
        start = (sida - 1) * per_sida
        ur = poster[start : start + per_sida]
        return {
            "values": ur,
            "next_url": self._lank(sida + 1, fraga) if start + per_sida < len(poster) else None,
            "previous_url": self._lank(sida - 1, fraga) if sida > 1 else None,
            "count": len(ur),
        }

    def _lank(self, sida: int, fraga: dict) -> str:
        ovriga = {k: v for k, v in fraga.items() if k != "page"}
        return f"http://{self.kolada.vard}{urlsplit(self.path).path}?{urlencode({'page': sida, **ovriga})}"


def _for_manga(axel: str) -> tuple[int, dict]:
    return 422, {"detail": [{"loc": ["path", axel], "msg": "at most 25 values", "type": "value_error"}]}


def main(argv: list[str] | None = None) -> None:
    tolk = argparse.ArgumentParser(prog="kkik.demo.kolada", description="A small Kolada, API v3.")
    tolk.add_argument("--port", type=int, default=8098)
    tolk.add_argument("--data", required=True, help="a .json or .json.gz file, see the module's docstring")
    val = tolk.parse_args(argv)
    kolada = Kolada(las(val.data), port=val.port)
    sys.stdout.write(f"Kolada stand-in on {kolada.url}\n")
    sys.stdout.flush()
    try:
        kolada.kor()
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
