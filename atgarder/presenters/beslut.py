"""Decisions and papers in words: how far each has come, what remains, and the list's rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from atgarder.models import Aterkoppling, Beslut, Beslutspunkt, Beslutsunderlag
from atgarder.queries.beslut import gallande, obesvarade_aterremisser, pagaende, vantande
from styrsnurra.gemensamt.datum import iso
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.texter import visad_enhet

SIGNAL = {"bifall": "gron", "andring": "gron", "avslag": "", "aterremiss": "gul"}
RUBRIKER = (
    "Ärende",
    "Beslutat av",
    "Sammanträde",
    "Diarienummer",
    "Paragraf",
    "Förslag",
    "Utfall",
    "Vad ändrades, eller varför",
    "Reservation",
    "Följs upp",
    "Effekten följs upp",
    "Återkoppling kvar till",
    "Avslutat",
    "Rättar",
)


@dataclass(frozen=True, slots=True)
class Underlagslage:
    """Where a paper is, and the colour of that ("" none)."""

    text: str
    signal: str


def underlagslage(underlag: Beslutsunderlag, beslut: Iterable[Beslut]) -> Underlagslage:
    if underlag.lamnat is None:
        return Underlagslage("Utkast", "")
    if not list(beslut):
        return Underlagslage("Väntar på beslut", "gul")
    return Underlagslage("Beslutat", "gron")


@dataclass(frozen=True, slots=True)
class Aterkopplingsrad:
    """One of those who took part: `rad` None when they have not been told, nor waived."""

    till: str
    namn: str
    rad: Aterkoppling | None

    @property
    def avstatt(self) -> bool:
        return self.rad is not None and bool(self.rad.avstar_skal)


def aterkopplingar(beslut: Beslut) -> list[Aterkopplingsrad]:
    """All four, in order; from what is prefetched."""
    per = {a.till: a for a in beslut.aterkopplingar.all()}
    return [Aterkopplingsrad(str(t), str(t.label), per.get(t)) for t in Aterkoppling.Till]


@dataclass(frozen=True, slots=True)
class Beslutsrad:
    """A standing decision in the list. `kvar`: those who remain to be told."""

    beslut: Beslut
    punkter: tuple[tuple[Beslutspunkt, str], ...]
    kvar: tuple[str, ...]

    @property
    def avslutat(self) -> bool:
        return hasattr(self.beslut, "avslut")


def beslutsrad(beslut: Beslut) -> Beslutsrad:
    return Beslutsrad(
        beslut,
        tuple((p, SIGNAL[p.utfall]) for p in beslut.punkter.all()),
        tuple(a.namn for a in aterkopplingar(beslut) if a.rad is None),
    )


@dataclass(frozen=True, slots=True)
class Beslutslista:
    """`rader` are those chosen, of `alla` standing decisions."""

    rader: tuple[Beslutsrad, ...]
    alla: int
    vantar: tuple[Beslutsunderlag, ...]
    skrivs: tuple[Beslutsunderlag, ...]
    aterremitterade: tuple[Beslutsunderlag, ...]
    instanser: tuple[dict[str, Any], ...]
    aren: tuple[dict[str, Any], ...]
    csv_url: str

    @property
    def tom(self) -> bool:
        return not (self.alla or self.vantar or self.skrivs)

    @property
    def oavslutade(self) -> int:
        return sum(not r.avslutat for r in self.rader)

    def csvrader(self) -> list[list[Any]]:
        """One for each proposal that was decided on."""
        return [_csvrad(r, p) for r in self.rader for p, _ in r.punkter]


def beslutslista(fraga: Mapping[str, str]) -> Beslutslista:
    """`instans` (kf, ks, or a nämnd's key) and `ar` choose. A constant number of queries."""
    alla = [beslutsrad(b) for b in gallande()]
    instanser = {_instanskod(r.beslut): r.beslut.instansnamn for r in alla}
    aren = sorted({str(r.beslut.sammantrade.year) for r in alla}, reverse=True)
    instans, ar = fraga.get("instans", ""), fraga.get("ar", "")
    instans, ar = (instans if instans in instanser else ""), (ar if ar in aren else "")
    valda = [
        r
        for r in alla
        if instans in ("", _instanskod(r.beslut)) and ar in ("", str(r.beslut.sammantrade.year))
    ]
    return Beslutslista(
        rader=tuple(valda),
        alla=len(alla),
        vantar=tuple(vantande()),
        skrivs=tuple(pagaende()),
        aterremitterade=tuple(obesvarade_aterremisser()),
        instanser=_val(
            "Alla instanser", sorted(instanser.items(), key=lambda p: p[1]), instans, "instans", ar=ar
        ),
        aren=_val("Alla år", [(a, a) for a in aren], ar, "ar", instans=instans),
        csv_url=_adress(instans=instans, ar=ar, format="csv"),
    )


def _instanskod(beslut: Beslut) -> str:
    return str(beslut.namnd_id) if beslut.namnd_id is not None else beslut.instans


def _val(
    alla: str, par: list[tuple[str, str]], vald: str, namn: str, **andra: str
) -> tuple[dict[str, Any], ...]:
    if len(par) < 2:
        return ()
    return tuple(
        {"text": text, "url": _adress(**andra, **{namn: kod}), "vald": kod == vald}
        for kod, text in [("", alla), *par]
    )


def _adress(**val: str) -> str:
    return f"?{urlencode({n: v for n, v in val.items() if v})}"


def _csvrad(r: Beslutsrad, p: Beslutspunkt) -> list[Any]:
    b = r.beslut
    return [
        b.underlag.titel,
        b.instansnamn,
        iso(b.sammantrade),
        b.diarienummer,
        b.paragraf,
        p.forslag.titel,
        p.get_utfall_display(),
        p.andring,
        b.reservation,
        iso(b.uppfoljning_nar),
        iso(b.effektuppfoljning_nar) if b.effektuppfoljning_nar else "",
        ", ".join(r.kvar),
        iso(b.avslut.nar) if r.avslutat else "",
        str(b.rattar) if b.rattar_id else "",
    ]


@dataclass(frozen=True, slots=True)
class Punktvy:
    """A point on the decision's page. `effekter`: what was expected, in words."""

    punkt: Beslutspunkt
    signal: str
    effekter: tuple[str, ...]

    @property
    def uppdrag(self) -> Any:
        return getattr(self.punkt, "uppdrag", None)


def punktvyer(beslut: Beslut) -> list[Punktvy]:
    return [
        Punktvy(p, SIGNAL[p.utfall], tuple(_effekt(e) for e in p.effekter.all()))
        for p in beslut.punkter.all()
    ]


def _effekt(e) -> str:
    i = e.indikator
    enhet = visad_enhet(i.matt.enhet)
    till = formatera(e.till, i.decimaler, enhet)
    fran = f"från {formatera(e.fran, i.decimaler, enhet)} ({e.franar}) " if e.fran is not None else ""
    return f"{i.namn}: {fran}till {till} {e.effektar}"
