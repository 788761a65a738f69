"""The sheets of the plan's workbook and their columns. What is written is what is read."""

from dataclasses import dataclass, replace

from kkik.models import Kon
from planering.models import (
    Aktivitet,
    Indikator,
    Kategori,
    LederTillMal,
    Malniva,
    Paverkansgrad,
    Planstatus,
)

TEXT, HELTAL, TAL, DATUM, VAL, JANEJ = "text", "heltal", "tal", "datum", "val", "janej"
REF, REFLISTA, ENHET, PERSON, NYCKELTAL, EGETMATT = (
    "ref", "reflista", "enhet", "person", "nyckeltal", "egetmatt",
)  # fmt: skip
VISAS = "visas"

NYCKEL, REVISION, NIVAREVISION = "nyckel", "revision", "malnivarevision"


@dataclass(frozen=True, slots=True)
class Kolumn:
    """`namn` is the field, `rubrik` its heading. `val` are (code, label); `blad` the sheet that a reference is to.

    A column that is only shown (`visas`) helps the reader and is not read.
    """

    namn: str
    rubrik: str
    slag: str = TEXT
    val: tuple[tuple[str, str], ...] = ()
    blad: str = ""
    kravs: bool = False
    langst: int = 4000
    bredd: int = 24


@dataclass(frozen=True, slots=True)
class Blad:
    """`kod` is the kind of row, `prefix` what its keys begin with; `ordnas_inom` the columns that siblings, among
    which a row has its place, have in common (none: all are siblings; None: the order means nothing)."""

    kod: str
    titel: str
    prefix: str
    kolumner: tuple[Kolumn, ...]
    ordnas_inom: tuple[str, ...] | None = None

    @property
    def lasta(self) -> tuple[Kolumn, ...]:
        """The columns that are read, key and revision apart."""
        return tuple(
            k for k in self.kolumner if k.slag != VISAS and k.namn not in (NYCKEL, REVISION, NIVAREVISION)
        )


def _val(val) -> tuple[tuple[str, str], ...]:
    return tuple((str(kod), str(namn)) for kod, namn in val)


_NYCKEL = Kolumn(NYCKEL, "Nyckel", bredd=9)
_REVISION = Kolumn(REVISION, "Revision", HELTAL, bredd=9)
_ANSVARIG = Kolumn("ansvarig", "Ansvarig (e-post)", PERSON, bredd=28)
_ENHET = Kolumn("enhet", "Enhet", ENHET, kravs=True, bredd=28)


def _namn(rubrik: str = "Namn", langst: int = 160, bredd: int = 36) -> Kolumn:
    return Kolumn("namn", rubrik, kravs=True, langst=langst, bredd=bredd)


PLAN = Blad(
    "plan",
    "Plan",
    "P",
    (
        _NYCKEL,
        _REVISION,
        _namn(),
        Kolumn("fran_ar", "Första år", HELTAL, kravs=True, bredd=10),
        Kolumn("till_ar", "Sista år", HELTAL, kravs=True, bredd=10),
        Kolumn("status", "Status", VAL, val=_val(Planstatus.choices), kravs=True, bredd=14),
    ),
)
MALOMRADEN = Blad(
    "malomrade",
    "Målområden",
    "O",
    (_NYCKEL, _REVISION, _namn(langst=120), Kolumn("beskrivning", "Beskrivning", bredd=60)),
    (),
)
MAL = Blad(
    "mal",
    "Mål",
    "M",
    (
        _NYCKEL,
        _REVISION,
        Kolumn("malomrade", "Målområde (nyckel)", REF, blad="malomrade", kravs=True, bredd=12),
        Kolumn("overordnat", "Överordnat mål (nyckel)", REF, blad="mal", bredd=14),
        Kolumn("titel", "Mål", kravs=True, langst=250, bredd=48),
        Kolumn("beskrivning", "Vad målet betyder", bredd=48),
        replace(_ENHET, rubrik="Vems mål"),
        _ANSVARIG,
        Kolumn("horisontellt", "Horisontellt", JANEJ, bredd=12),
        Kolumn("bidrar_till", "Bidrar till (nycklar)", REFLISTA, blad="mal", bredd=16),
    ),
    ("malomrade", "overordnat"),
)
INDIKATORER = Blad(
    "indikator",
    "Indikatorer",
    "I",
    (
        _NYCKEL,
        _REVISION,
        Kolumn(NIVAREVISION, "Målnivåernas revision", HELTAL, bredd=12),
        Kolumn("mal", "Mål (nyckel)", REF, blad="mal", kravs=True, bredd=10),
        Kolumn("maltitel", "Målets titel (läses inte)", VISAS, bredd=36),
        Kolumn("nyckeltal", "Nyckeltal", NYCKELTAL, bredd=11),
        Kolumn("egetmatt", "Eget mått", EGETMATT, bredd=24),
        Kolumn("namn", "Namn", langst=200, bredd=36),
        Kolumn("riktning", "Vad är bra?", VAL, val=_val(Indikator.Riktning.choices), kravs=True, bredd=16),
        Kolumn("intervall_a", "Intervallets nedre ände", TAL, bredd=12),
        Kolumn("intervall_b", "Intervallets övre ände", TAL, bredd=12),
        Kolumn("kategori", "Kategori", VAL, val=_val(Kategori.choices), kravs=True),
        Kolumn("paverkansgrad", "Påverkas", VAL, val=_val(Paverkansgrad.choices), kravs=True, bredd=16),
        Kolumn("agare", "Ägare", ENHET, kravs=True, bredd=28),
        _ANSVARIG,
        Kolumn("jamforelsegrupp", "Jämförs med", kravs=True, langst=80, bredd=14),
        Kolumn("kon", "Kön", VAL, val=_val(Kon.choices), kravs=True, bredd=10),
        Kolumn("decimaler", "Decimaler", HELTAL, kravs=True, bredd=10),
        Kolumn("varfor", "Varför mäter vi det?", bredd=40),
        Kolumn("malniva_skal", "Skäl för målnivå", bredd=30),
        Kolumn("utgangsvarde", "Utgångsvärde", TAL, bredd=13),
        Kolumn("utgangsar", "Utgångsår", HELTAL, bredd=11),
        Kolumn("tolerans", "Tolerans", TAL, bredd=10),
        Kolumn(
            "tolerans_slag",
            "Toleransen anges",
            VAL,
            val=_val(Indikator.Toleransslag.choices),
            kravs=True,
            bredd=20,
        ),
        Kolumn("marginal", "Felmarginal", TAL, bredd=12),
    ),
    ("mal",),
)
MALNIVAER = Blad(
    "malniva",
    "Målnivåer",
    "",
    (
        Kolumn("indikator", "Indikator (nyckel)", REF, blad="indikator", kravs=True, bredd=10),
        Kolumn("indikatornamn", "Indikatorns namn (läses inte)", VISAS, bredd=36),
        Kolumn("ar", "År", HELTAL, kravs=True, bredd=8),
        Kolumn("kon", "Kön", VAL, val=_val(Kon.choices), kravs=True, bredd=10),
        Kolumn("slag", "Slag", VAL, val=_val(Malniva.Slag.choices), kravs=True, bredd=12),
        Kolumn("varde", "Nivå", TAL, bredd=12),
        Kolumn("a", "Nedre ände", TAL, bredd=12),
        Kolumn("b", "Övre ände", TAL, bredd=12),
        Kolumn("forandring", "Förändring", VAL, val=_val(Malniva.Forandring.choices), bredd=18),
    ),
)
HANDLINGSPLANER = Blad(
    "handlingsplan",
    "Handlingsplaner",
    "H",
    (
        _NYCKEL,
        _REVISION,
        Kolumn("mal", "Mål (nyckel)", REF, blad="mal", bredd=10),
        _namn(),
        Kolumn("omrade", "Område", kravs=True, langst=120),
        Kolumn("nulage", "Nuläge", kravs=True, bredd=48),
        Kolumn("malbild", "Vad ska vara uppnått?", kravs=True, bredd=48),
        replace(_ENHET, rubrik="Ansvarig enhet"),
        _ANSVARIG,
        Kolumn("uppfoljning", "Uppföljning", langst=160),
        Kolumn("hur_ofta", "När", langst=120, bredd=18),
    ),
)
AKTIVITETER = Blad(
    "aktivitet",
    "Aktiviteter",
    "A",
    (
        _NYCKEL,
        _REVISION,
        Kolumn("handlingsplan", "Handlingsplan (nyckel)", REF, blad="handlingsplan", kravs=True, bredd=14),
        Kolumn("overordnad", "Del av (nyckel)", REF, blad="aktivitet", bredd=10),
        _namn("Aktivitet", 200, 40),
        Kolumn("leder", "Leder den till målet?", VAL, val=_val(LederTillMal.choices), bredd=12),
        Kolumn("vag_till_mal", "Hur, eller varför inte", langst=2000, bredd=40),
        Kolumn("viktiga_faktorer", "Viktiga faktorer", langst=2000, bredd=36),
        Kolumn("kostnad_tkr", "Kostnad (tkr)", HELTAL, bredd=11),
        Kolumn("tjanst", "Tjänst", TAL, bredd=9),
        Kolumn("ansvar", "Ansvar", kravs=True, langst=120),
        replace(_ANSVARIG, rubrik="Person (e-post)"),
        Kolumn("startar", "Startar", DATUM, bredd=12),
        Kolumn("klar_senast", "Klar senast", DATUM, bredd=12),
        Kolumn("status", "Status", VAL, val=_val(Aktivitet.Status.choices), kravs=True, bredd=12),
        Kolumn("uppfoljning", "Uppföljning", langst=160),
        Kolumn("hur_ofta", "Följs upp", langst=120, bredd=18),
    ),
    ("handlingsplan", "overordnad"),
)
BLAD = (PLAN, MALOMRADEN, MAL, INDIKATORER, MALNIVAER, HANDLINGSPLANER, AKTIVITETER)
PER_KOD = {blad.kod: blad for blad in BLAD}
UTTAG = "Uttag"
LAS_MIG = "Läs mig"
