"""The columns of the frames' table: what a cell may hold, and what a whole row may. Used by grid, paste and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from styrsnurra.gemensamt.tal import TalFel, antal_decimaler, formatera, som_decimal, tolka_tal

RAM, UTFALL = "ram", "utfall"


@dataclass(frozen=True, slots=True)
class Kolumn:
    """`namn` is the field of Ram. `tom` is what an empty cell means: zero for amounts, None (not known) for others."""

    namn: str
    rubrik: str
    kort: str
    enhet: str
    decimaler: int
    del_: str = RAM
    minst: Decimal | None = None
    hogst: Decimal = Decimal("9999999999")
    tom: Decimal | None = None
    forklaring: str = ""


NOLL, HUNDRA = Decimal(0), Decimal(100)
KOLUMNER: tuple[Kolumn, ...] = (
    Kolumn("bas", "Ingående ram", "Ingående", "tkr", 3, minst=NOLL, tom=NOLL, forklaring="Förra årets ram."),
    Kolumn("upprakning", "Uppräkning", "Uppräkning", "tkr", 3, tom=NOLL, forklaring="För priser och löner."),
    Kolumn("demografi", "Demografi", "Demografi", "tkr", 3, tom=NOLL, forklaring="För ändrad volym."),
    Kolumn("prioritering", "Prioritering", "Prioritering", "tkr", 3, tom=NOLL, forklaring="Politiskt beslut."),
    Kolumn("volym", "Volym", "Volym", "", 2, minst=NOLL, forklaring="Så många som ramen är räknad för."),
    Kolumn("volym_kvinnor", "Volym kvinnor", "varav kvinnor", "", 2, minst=NOLL),
    Kolumn("volym_man", "Volym män", "varav män", "", 2, minst=NOLL),
    Kolumn("ersattning", "Ersättning per volym", "Ersättning", "kr", 2, minst=NOLL, forklaring="För en till."),
    Kolumn(
        "kompensationsgrad", "Kompensationsgrad", "Kompensation", "%", 2, minst=NOLL, hogst=HUNDRA,
        forklaring="Så stor del av ersättningen som betalas.",
    ),
    Kolumn("utfall", "Utfall", "Utfall", "tkr", 3, UTFALL, minst=Decimal("-9999999999")),
    Kolumn("volymutfall", "Volymutfall", "Volymutfall", "", 2, UTFALL, minst=NOLL),
    Kolumn(
        "andel_kvinnor", "Andel kvinnor", "Andel kvinnor", "%", 2, UTFALL, minst=NOLL, hogst=HUNDRA,
        forklaring="Så stor del av utfallet som gick till kvinnor och flickor.",
    ),
)  # fmt: skip
PER_NAMN = {k.namn: k for k in KOLUMNER}
DELAR = ("bas", "upprakning", "demografi", "prioritering")
# What only a verksamhet whose volume has a name may have.
VOLYMFALT = ("volym", "volym_kvinnor", "volym_man", "ersattning", "kompensationsgrad", "volymutfall")


class Cellfel(ValueError):
    """A cell or a row that cannot be saved; str() is for the person, `kolumn` the cell's column or ""."""

    def __init__(self, text: str, kolumn: str = "") -> None:
        self.kolumn = kolumn
        super().__init__(text)


def kolumner(del_: str) -> list[Kolumn]:
    return [k for k in KOLUMNER if k.del_ == del_]


def tolka(kolumn: Kolumn, varde: Any) -> Decimal | None:
    """A cell as it was typed, pasted or read from a file → the stored value. Raises Cellfel."""
    if varde is None or (isinstance(varde, str) and not varde.strip()):
        return kolumn.tom
    if isinstance(varde, str):
        try:
            tal = tolka_tal(varde, kolumn.enhet)
        except TalFel as fel:
            raise Cellfel(str(fel), kolumn.namn) from fel
    else:
        tal = _fran_kalkylark(kolumn, varde)
    if kolumn.minst is not None and tal < kolumn.minst:
        raise Cellfel(f"Talet ska vara minst {formatera(kolumn.minst)}.", kolumn.namn)
    if abs(tal) > kolumn.hogst:
        raise Cellfel(f"Talet ska vara högst {formatera(kolumn.hogst, None, kolumn.enhet)}.", kolumn.namn)
    if antal_decimaler(tal) > kolumn.decimaler:
        raise Cellfel(f"Skriv talet med högst {kolumn.decimaler} decimaler.", kolumn.namn)
    return tal + 0  # never a negative zero


def _fran_kalkylark(kolumn: Kolumn, varde: Any) -> Decimal:
    """A number as a spreadsheet holds it. What is only binary noise is taken away; real decimals are left."""
    try:
        tal = som_decimal(varde)
    except TypeError:
        tal = None
    if tal is None:
        raise Cellfel("Cellen är inte ett tal.", kolumn.namn)
    if abs(tal) > kolumn.hogst:
        return tal
    rundat = tal.quantize(Decimal(1).scaleb(-kolumn.decimaler), rounding=ROUND_HALF_UP)
    return rundat if abs(tal - rundat) < Decimal("1e-7") else tal


def har_volymer(varden: Mapping[str, Decimal | None]) -> bool:
    """Whether a row holds anything that needs a volume with a name."""
    return any(varden[namn] is not None for namn in VOLYMFALT)


def granska(varden: Mapping[str, Decimal | None], *, reserv: bool, har_volym: bool) -> list[Cellfel]:
    """What is wrong with a whole row (every column's stored value), apart from the cells themselves."""
    fel = []
    ram = sum((varden[namn] for namn in DELAR), NOLL)
    if ram < 0:
        fel.append(Cellfel(f"Ramen kan inte bli mindre än noll. Nu blir den {formatera(ram)} tkr.", "bas"))
    k, m, alla = varden["volym_kvinnor"], varden["volym_man"], varden["volym"]
    if (k is None) != (m is None):
        saknas = "volym_kvinnor" if k is None else "volym_man"
        fel.append(Cellfel("Ange volymen för både kvinnor och män, eller för ingen av dem.", saknas))
    elif k is not None and alla != k + m:
        text = f"Kvinnor och män blir {formatera(k + m)} tillsammans, men volymen är {formatera(alla)}."
        fel.append(Cellfel(text, "volym"))
    if reserv or not har_volym:
        for namn in VOLYMFALT:
            if varden[namn] is not None:
                vad = "En reserv har ingen volym." if reserv else "Ange först vad verksamhetens volym avser."
                fel.append(Cellfel(vad, namn))
                break
    if varden["andel_kvinnor"] is not None and varden["utfall"] is None:
        fel.append(Cellfel("Andelen gäller utfallet. Ange utfallet också.", "utfall"))
    return fel
