"""Kolada's lists → what we keep of them. Pure; whatever is refused or mended is told in `varningar`."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kkik.importers import struktur
from kkik.importers.enhet import enhet, utan_slutar

KPI_ID = re.compile(r"[A-Z][0-9]{5}")
OMRADE_ID = re.compile(r"[0-9]{4}")
GRUPP_ID = re.compile(r"G[0-9]{1,12}")
KPIGRUPP_ID = re.compile(r"G[0-9]?KPI[0-9]{1,12}", re.IGNORECASE)
LIKNANDE = re.compile(r"Liknande kommuner,? (?P<familj>.+), (?P<kommun>[^,]+), (?P<ar>\d{4})")
KOMMUNTYPER = frozenset(
    {
        "Storstäder",
        "Pendlingskommun nära storstad",
        "Större stad",
        "Pendlingskommun nära större stad",
        "Lågpendlingskommun nära större stad",
        "Mindre stad/tätort",
        "Pendlingskommun nära mindre tätort",
        "Landsbygdskommun, ej nära större stad",
        "Landsbygdskommun med besöksnäring",
    }
)


@dataclass(frozen=True, slots=True)
class Nyckeltalspost:
    """Field for field what `kkik.models.Nyckeltal` keeps."""

    kolada_id: str
    titel: str
    beskrivning: str
    enhet: str
    konsuppdelat: bool
    kommuntyp: str
    huvudman: str
    verksamhetsomrade: str
    perspektiv: str
    preliminar_publicering: date | None
    publicering: date | None
    publiceringsar: int | None
    har_enhetsdata: bool


@dataclass(frozen=True, slots=True)
class Kommunpost:
    id: int
    namn: str
    typ: str


@dataclass(frozen=True, slots=True)
class Grupppost:
    """`medlemmar` are keys of known areas. `kommun` is whose peers they are, for "liknande" only."""

    kolada_id: str
    titel: str
    slag: str
    familj: str
    kommun: int | None
    ar: int | None
    medlemmar: frozenset[int]


@dataclass(frozen=True, slots=True)
class Nyckeltalsgruppost:
    kolada_id: str
    titel: str
    medlemmar: frozenset[str]


@dataclass(frozen=True, slots=True)
class Katalog:
    nyckeltal: dict[str, Nyckeltalspost]
    kommuner: dict[int, Kommunpost]
    grupper: dict[str, Grupppost]
    nyckeltalsgrupper: dict[str, Nyckeltalsgruppost]
    varningar: tuple[str, ...]

    @property
    def omraden(self) -> tuple[str, ...]:
        """Kolada's ids, municipalities first: they are dense, and the first batch is to tell what a page holds."""
        ordning = sorted(self.kommuner.values(), key=lambda k: (k.typ != "K", k.id))
        return tuple(f"{k.id:04d}" for k in ordning)


@dataclass
class _Tvatt:
    """Makes text fit for the database, and counts what it had to do."""

    antal: Counter[str] = field(default_factory=Counter)
    exempel: dict[str, str] = field(default_factory=dict)

    def anmark(self, vad: str, vem: str) -> None:
        self.antal[vad] += 1
        self.exempel.setdefault(vad, "".join(t if t.isprintable() else "?" for t in vem[:24]))

    def text(self, text: str | None, langd: int | None, vem: str) -> str:
        rent = (text or "").replace("\x00", "").encode("utf-8", "replace").decode().strip()
        if "\x00" in (text or ""):
            self.anmark("text med NUL-tecken, som togs bort", vem)
        if langd is not None and len(rent) > langd:
            self.anmark(f"text längre än {langd} tecken, som kortades", vem)
            rent = rent[: langd - 1].rstrip() + "…"
        return rent

    def rad(self, text: str | None, langd: int, vem: str) -> str:
        """One line: a title, a name."""
        return " ".join(self.text(text, langd, vem).split())

    def dag(self, text: str | None, vem: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            self.anmark("datum som inte går att läsa", vem)
            return None

    def varningar(self) -> Iterable[str]:
        for vad, antal in self.antal.items():
            yield f"Katalogen: {vad} ({antal} st, t.ex. {self.exempel[vad]})"


def tolka(
    nyckeltal: list[struktur.Kpi],
    omraden: list[struktur.Omrade],
    grupper: list[struktur.Grupp],
    nyckeltalsgrupper: list[struktur.Grupp],
) -> Katalog:
    """The four lists as Kolada sent them, checked and cleaned."""
    tvatt = _Tvatt()
    poster = {k.id: _nyckeltal(k, tvatt) for k in _giltiga(nyckeltal, KPI_ID, tvatt)}
    kommuner = {
        int(o.id): Kommunpost(int(o.id), tvatt.rad(o.title, 80, o.id), o.type)
        for o in _giltiga(omraden, OMRADE_ID, tvatt)
        if o.type in ("K", "L") or tvatt.anmark(f"område av okänd typ {o.type[:5]!r}", o.id)
    }
    namn = {k.namn: k.id for k in kommuner.values() if k.typ == "K"}
    return Katalog(
        nyckeltal=poster,
        kommuner=kommuner,
        grupper={g.id: _grupp(g, kommuner, namn, tvatt) for g in _giltiga(grupper, GRUPP_ID, tvatt)},
        nyckeltalsgrupper={
            g.id.upper(): Nyckeltalsgruppost(
                g.id.upper(),
                tvatt.rad(g.title, 200, g.id),
                frozenset(m.member_id for m in g.members if m.member_id in poster),
            )
            for g in _giltiga(nyckeltalsgrupper, KPIGRUPP_ID, tvatt)
        },
        varningar=tuple(tvatt.varningar()),
    )


def _giltiga(poster: list, monster: re.Pattern, tvatt: _Tvatt) -> Iterable:
    """Those whose id has the right form, each id once."""
    sedda: set[str] = set()
    for post in poster:
        if not monster.fullmatch(post.id):
            tvatt.anmark("id med fel form", post.id)
        elif post.id in sedda:
            tvatt.anmark("id som kom två gånger", post.id)
        else:
            sedda.add(post.id)
            yield post


def _nyckeltal(k: struktur.Kpi, tvatt: _Tvatt) -> Nyckeltalspost:
    titel = tvatt.rad(k.title, 300, k.id)
    ar = str(k.publ_period or "")
    return Nyckeltalspost(
        kolada_id=k.id,
        titel=titel,
        beskrivning=tvatt.text((k.description or "").replace("\\n", "\n"), None, k.id),
        enhet=enhet(titel),
        konsuppdelat=bool(k.is_divided_by_gender),
        kommuntyp=k.municipality_type if k.municipality_type in ("K", "L", "A") else "A",
        huvudman=tvatt.rad(k.auspice, 4, k.id),
        verksamhetsomrade=tvatt.rad(k.operating_area, 80, k.id),
        perspektiv=tvatt.rad(k.perspective, 80, k.id),
        preliminar_publicering=tvatt.dag(k.prel_publication_date, k.id),
        publicering=tvatt.dag(k.publication_date, k.id),
        publiceringsar=int(ar) if re.fullmatch(r"[12]\d{3}", ar) else None,
        har_enhetsdata=bool(k.has_ou_data),
    )


def _grupp(
    g: struktur.Grupp, kommuner: dict[int, Kommunpost], namn: dict[str, int], tvatt: _Tvatt
) -> Grupppost:
    titel = tvatt.rad(g.title, 200, g.id)
    medlemmar = {int(m.member_id) for m in g.members if OMRADE_ID.fullmatch(m.member_id)}
    if len(medlemmar & kommuner.keys()) != len({m.member_id for m in g.members}):
        tvatt.anmark("grupp med okända medlemmar, som utelämnades", g.id)
    slag, familj, kommun, ar = slag_av_grupp(titel, namn)
    return Grupppost(g.id, titel, slag, familj[:60], kommun, ar, frozenset(medlemmar & kommuner.keys()))


def slag_av_grupp(titel: str, kommuner: dict[str, int]) -> tuple[str, str, int | None, int | None]:
    """(slag, family, whose peers, vintage) from a group's title. `kommuner` maps municipalities' names to keys.

    A list of peers for a region is an "ovrig" group: regions are shown, never compared with.
    """
    if (funnen := LIKNANDE.fullmatch(titel)) and funnen["kommun"] in kommuner:
        return "liknande", funnen["familj"], kommuner[funnen["kommun"]], int(funnen["ar"])
    stam = titel.removesuffix("(ovägt medel)").strip()
    if stam == "Alla kommuner":
        return "alla", "", None, None
    if stam.endswith(" läns kommuner"):
        return "lan", "", None, None
    if re.fullmatch(r"Kommuner med .+ invånare", stam):
        return "storlek", "", None, None
    return ("kommuntyp" if stam in KOMMUNTYPER else "ovrig"), "", None, None


def kan_vara_brott(fore: tuple[str, str], efter: tuple[str, str]) -> bool:
    """Whether new (title, description) texts may mean a new definition: not when only spaces, case, or the last year
    of a discontinued nyckeltal differ."""
    return _karna(fore) != _karna(efter)


def _karna(texter: tuple[str, str]) -> tuple[str, str]:
    titel, beskrivning = texter
    return _utan_luft(utan_slutar(titel)), _utan_luft(beskrivning)


def _utan_luft(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .").casefold()
