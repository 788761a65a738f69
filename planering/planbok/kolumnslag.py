"""What a sheet and a column of the plan's workbook are, and the columns that many sheets share."""

from dataclasses import dataclass

from planering.domain import resurskolumner

TEXT, HELTAL, TAL, DATUM, VAL, JANEJ = "text", "heltal", "tal", "datum", "val", "janej"
REF, REFLISTA, ENHET, PERSON, NYCKELTAL, EGETMATT = (
    "ref", "reflista", "enhet", "person", "nyckeltal", "egetmatt",
)  # fmt: skip
ENHETLISTA, DECIMAL = "enhetlista", "decimal"
VISAS = "visas"

# Stands in the cell of a text that is longer than a cell can hold.
FOR_LANG = "[Texten är för lång för en cell i Excel. Den finns kvar i planen och ändras på sin sida.]"

NYCKEL, REVISION, NIVAREVISION = "nyckel", "revision", "malnivarevision"


@dataclass(frozen=True, slots=True)
class Kolumn:
    """`namn` is the field, `rubrik` its heading. `val` are (code, label); `blad` the sheet that a reference is to.

    A column that is only shown (`visas`) helps the reader and is not read: it is the name of what column `av` points
    to. `tal` says how a decimal is read, and what an empty cell means.
    """

    namn: str
    rubrik: str
    slag: str = TEXT
    val: tuple[tuple[str, str], ...] = ()
    blad: str = ""
    kravs: bool = False
    langst: int = 4000
    bredd: int = 24
    av: str = ""
    tal: resurskolumner.Kolumn | None = None


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


def val_av(val) -> tuple[tuple[str, str], ...]:
    return tuple((str(kod), str(namn)) for kod, namn in val)


NYCKELKOLUMN = Kolumn(NYCKEL, "Nyckel", bredd=9)
REVISIONSKOLUMN = Kolumn(REVISION, "Revision", HELTAL, bredd=9)
ANSVARIG = Kolumn("ansvarig", "Ansvarig (e-post)", PERSON, bredd=28)
INDIKATORNAMN = Kolumn("indikatornamn", "Indikatorns namn (läses inte)", VISAS, bredd=36, av="indikator")
ENHETSKOLUMN = Kolumn("enhet", "Enhet", ENHET, kravs=True, bredd=28)


def namnkolumn(rubrik: str = "Namn", langst: int = 160, bredd: int = 36) -> Kolumn:
    return Kolumn("namn", rubrik, kravs=True, langst=langst, bredd=bredd)
