"""Rounds and what is handed in, in words; a closed round's numbers beside today's."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kkik.domain.signaler import Signal, Trend
from styrsnurra.gemensamt.datum import iso, relativt
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.tal import HARDBLANK, SAKNAS, formatera
from uppfoljning.domain.perioder import periodrubrik
from uppfoljning.models import Inlamning, Ogonblicksbild, Omgang
from uppfoljning.queries.fryst import Nulage, nulage
from uppfoljning.queries.omgangar import Skyldighet
from uppfoljning.texter import malniva_text, med_ar, visad_enhet

SLAGTAGG = {"utkast": "", "inlamnad": "gul", "faststalld": "gron"}


@dataclass(frozen=True, slots=True)
class Omgangsrad:
    """A round in a list: how many of its reports are where."""

    omgang: Omgang
    utkast: tuple[str, ...]
    inlamnade: tuple[str, ...]
    faststallda: tuple[str, ...]
    sen: bool
    sista_dag: str
    oppen: bool

    @property
    def antal(self) -> int:
        return len(self.utkast) + len(self.inlamnade) + len(self.faststallda)

    @property
    def lage(self) -> str:
        """In words: "2 av 4 har lämnat in, 1 är fastställd"."""
        if self.omgang.faststalld is not None:
            return f"Fastställd {iso(self.omgang.faststalld)}"
        klara = self.antal - len(self.utkast)
        text = f"{klara} av {self.antal} har lämnat in"
        n = len(self.faststallda)
        return text + (f", {n} är {'fastställd' if n == 1 else 'fastställda'}" if n else "")


def omgangsrad(o: Omgang, idag: date) -> Omgangsrad:
    per: dict[str, list[str]] = {s.value: [] for s in Inlamning.Status}
    for i in sorted(o.inlamningar.all(), key=lambda i: svensk_nyckel(i.enhet.namn)):
        per[i.status].append(i.enhet.namn)
    return Omgangsrad(
        o,
        tuple(per["utkast"]),
        tuple(per["inlamnad"]),
        tuple(per["faststalld"]),
        not o.ar_faststalld and bool(per["utkast"]) and o.sista_dag < idag,
        f"{iso(o.sista_dag)} ({relativt(o.sista_dag, idag)})"
        if abs((o.sista_dag - idag).days) < 15
        else iso(o.sista_dag),
        o.oppnar <= idag,
    )


@dataclass(frozen=True, slots=True)
class Rundlage:
    """One enhet's part of a round."""

    inlamning: Inlamning
    lage: str
    tagg: str
    sen: bool
    oppen: bool
    sista_dag: str
    varden: str = ""
    kommentarer: str = ""

    @property
    def vantar(self) -> bool:
        """Whether it waits for somebody to approve it."""
        return self.inlamning.status == Inlamning.Status.INLAMNAD


def rundlage(i: Inlamning, idag: date, s: Skyldighet | None = None) -> Rundlage:
    o = i.omgang
    sen = i.ar_utkast and o.sista_dag < idag
    if i.ar_utkast:
        paborjad = bool(i.__dict__.get("utkast"))
        lage = "Tillbaka för ändring" if i.aterlamnad_skal else "Påbörjad" if paborjad else "Inte inlämnad"
        lage, tagg = (f"{lage}, försenad", "rod") if sen else (lage, "gul" if i.aterlamnad_skal else "")
    else:
        lage, tagg = i.get_status_display(), SLAGTAGG[i.status]
    varden = kommentarer = ""
    if s is not None:
        varden = f"{s.antal_sparade} av {s.antal_varden}" if s.antal_varden else SAKNAS
        gjorda = sum(bool(r.kommentar) for r in s.rapportrader.values())
        kommentarer = f"{gjorda} av {len(s.indikatorer)}" if s.indikatorer else SAKNAS
    return Rundlage(
        i,
        lage,
        tagg,
        sen,
        o.oppnar <= idag,
        f"{iso(o.sista_dag)} ({relativt(o.sista_dag, idag)})",
        varden,
        kommentarer,
    )


# ---- A closed round ----

# What is shown of an indicator that nothing had been computed for.
OBERAKNAD: dict[str, Any] = {
    "mal_signal": "gra",
    "mal_indata": {},
    "andra_signal": "gra",
    "andra_n": 0,
    "andra_grupp": "",
    "trend": "",
    "godhet": "",
}


@dataclass(frozen=True, slots=True)
class Frystrad:
    """An indicator as it stood, and in words what is otherwise today."""

    bild: Ogonblicksbild
    namn: str
    agare: str
    malniva: str
    utfall: str
    signal: str
    signalord: str
    andra_signal: str
    andra_ord: str
    andra_under: str
    trend: str
    godhet: str
    kommentar: str
    av: str
    prognos: str
    perioder: tuple[str, ...]
    skillnader: tuple[str, ...]


@dataclass(slots=True)
class Fryst:
    """`grupper`: goal → its rows. `andrade`: how many rows have a number that is another today."""

    grupper: dict[str, list[Frystrad]] = field(default_factory=dict)
    antal: int = 0
    andrade: int = 0
    utan: list[str] = field(default_factory=list)

    @property
    def andrat(self) -> list[Frystrad]:
        return [rad for rader in self.grupper.values() for rad in rader if rad.skillnader]


def fryst(o: Omgang) -> Fryst:
    """The closed round. Constant number of queries."""
    bilder, nu = nulage(o)
    ut = Fryst(utan=[i.enhet.namn for i in o.inlamningar.all() if i.ar_utkast])
    med_utfall = {(b.indikator_id, b.kon) for b in bilder if b.utfall is not None}
    for b in bilder:
        rad = _frystrad(b, nu.get(b.pk))
        tom = b.utfall is None and not rad.skillnader
        if tom and (b.indikator_id, b.kon) in med_utfall:
            continue  # the newest year that has an outcome says it all
        ut.grupper.setdefault(b.data["indikator"]["mal"], []).append(rad)
        ut.antal += 1
        ut.andrade += bool(rad.skillnader)
    return ut


def _frystrad(b: Ogonblicksbild, nu: Nulage | None) -> Frystrad:
    i, f = b.data["indikator"], b.data["bedomning"] or OBERAKNAD
    enhet, rapport = visad_enhet(i["enhet"]), b.data["rapport"] or {}
    grupp = b.data["grupp"] or {}
    andra = Signal(f["andra_signal"])
    under = ""
    if andra is not Signal.GRA:
        under = f"{f['andra_n']} av {len(grupp.get('medlemmar', []))} i {f['andra_grupp']}"
    return Frystrad(
        bild=b,
        namn=i["namn"],
        agare=i["agare"],
        malniva=malniva_text(f["mal_indata"].get("mal"), enhet),
        utfall=_tal(b.utfall, b.ar, i["decimaler"], enhet),
        signal=f["mal_signal"],
        signalord=Signal(f["mal_signal"]).etikett_mal,
        andra_signal=f["andra_signal"],
        andra_ord=andra.etikett_andra,
        andra_under=under,
        trend=f["trend"] or "gra",
        godhet=f["godhet"],
        kommentar=rapport.get("kommentar", ""),
        av=rapport.get("av", ""),
        prognos=""
        if rapport.get("prognos") is None
        else formatera(rapport["prognos"], i["decimaler"], enhet),
        perioder=tuple(_perioder(b.data["perioder"], i["decimaler"], enhet)),
        skillnader=tuple(_skillnader(b, nu, i["decimaler"], enhet)) if nu is not None else (),
    )


def _tal(varde: float | None, ar: int, decimaler: int, enhet: str) -> str:
    return f"saknades {ar}" if varde is None else med_ar(formatera(varde, decimaler, enhet), ar, enhet)


def _perioder(rader: list[dict[str, Any]], decimaler: int, enhet: str) -> list[str]:
    """The round's outcomes of an own measure, one line for each kön: "jan 8,3, feb 8,4 %", "kvinnor: jan 9,4 %"."""
    ut = []
    for kon, vem in (("T", ""), ("K", "kvinnor: "), ("M", "män: ")):
        egna = [p for p in rader if p["enhet"] is None and p["kon"] == kon]
        if egna:
            delar = [f"{_period(p)} {formatera(p['varde'], decimaler)}" for p in egna]
            ut.append(f"{vem}{', '.join(delar)}{HARDBLANK}{enhet}".rstrip(HARDBLANK))
    return ut


def _period(p: dict[str, Any]) -> str:
    rubrik = periodrubrik(p["frekvens"], p["ar"], p["period"])
    return rubrik.removesuffix(f" {p['ar']}") if p["frekvens"] == "manad" else rubrik


def _skillnader(b: Ogonblicksbild, nu: Nulage, decimaler: int, enhet: str) -> list[str]:
    ut = []
    if nu.utfall != b.utfall:
        # As many decimals as it takes for the two to look different.
        d = decimaler
        while d < 6 and formatera(b.utfall, d) == formatera(nu.utfall, d):
            d += 1
        da, blev = (SAKNAS if v is None else formatera(v, d, enhet) for v in (b.utfall, nu.utfall))
        ut.append(f"då {da} – nu {blev}{_nar(nu.reviderad, b.utfall is None)}")
    f = b.data["bedomning"] or OBERAKNAD
    if nu.mal_signal is not None and nu.mal_signal != f["mal_signal"]:
        ut.append(
            f"målet: då {Signal(f['mal_signal']).etikett_mal.lower()} – nu {Signal(nu.mal_signal).etikett_mal.lower()}"
        )
    if nu.andra_signal is not None and nu.andra_signal != f["andra_signal"]:
        da, blev = (
            Signal(f["andra_signal"]).etikett_andra.lower(),
            Signal(nu.andra_signal).etikett_andra.lower(),
        )
        ut.append(f"mot andra: då {da} – nu {blev}")
    if nu.trend is not None and nu.trend != f["trend"]:
        da, blev = (Trend(t).etikett.lower() if t else "kan inte bedömas" for t in (f["trend"], nu.trend))
        ut.append(f"trenden: då {da} – nu {blev}")
    return ut


def _nar(reviderad: datetime | None, saknades: bool) -> str:
    if reviderad is None:
        return ""
    return f" ({'kom' if saknades else 'reviderat'} {iso(reviderad)})"
