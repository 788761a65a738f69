"""Swedish numbers, out and in.

Out: decimal comma, U+00A0 between thousands and before a unit, U+2212 as minus, half away from
zero. Missing (None, NaN, infinity, pandas' NA) is shown as an en dash, never as zero.
In: what people type and what Excel pastes. Where two readings are possible we ask, never guess:
a wrong target level is worse than one more key press.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

HARDBLANK = "\u00a0"
MINUS = "\u2212"
SAKNAS = "\u2013"

# Every kind of blank that spreadsheets and word processors put between thousands.
_BLANKA = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2002\u2003\u2008\t\r\n"), " ")
_OSYNLIGA = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u2060"))
_STRECK = dict.fromkeys(map(ord, "\u2212\u2013\u2014\u2010\u2011"), "-")

_PENGAR = {"kr": 0, "kronor": 0, "sek": 0, "tkr": 3, "mkr": 6, "mnkr": 6, "mdkr": 9}
_PROCENT = frozenset({"procentenheter", "procentenhet", "procent", "%", "pe"})
_OVRIGA_ENHETER = ("procentenheter", "procentenhet", "procent", "%", "pe", "st")
_ENHET = re.compile(
    r"\s*("
    + "|".join(map(re.escape, sorted([*_PENGAR, *_OVRIGA_ENHETER], key=len, reverse=True)))
    + r")\.?$",
    re.IGNORECASE,
)
_TAL = re.compile(r"(-?)(\d{1,3}(?: \d{3})+|\d+)?(?:,(\d+))?", re.ASCII)
_MED_PUNKT = re.compile(r"(-?)(\d*)\.(\d*)", re.ASCII)
_EXPONENT = re.compile(r"-?\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}", re.ASCII)
_EN_AV = {"procentenheter": "procentenhet", "dagar": "dag", "timmar": "timme", "minuter": "minut"}
_LANGST = 40
# Room for any float: quantize must never fail on a large number.
_RYMLIG = Context(prec=400)


class TalFel(ValueError):
    """The text is not a number. str() is a message for the user; `forslag` what may have been meant."""

    def __init__(self, meddelande: str, forslag: tuple[str, ...] = ()) -> None:
        super().__init__(meddelande)
        self.forslag = forslag


def som_decimal(tal: Any) -> Decimal | None:
    """Any number (int, float, Decimal, numpy scalar) as the Decimal its shortest text says; None if missing.

    Going through the text keeps 2.675 at 2.675, so that rounding follows what people see.
    Raises TypeError for what is no number (text and bool included).
    """
    if tal is None:
        return None
    if type(tal) is Decimal:
        return tal if tal.is_finite() else None
    if isinstance(tal, (str, bytes, bool)):
        raise TypeError(f"not a number: {tal!r}")
    text = str(tal)
    if text in {"<NA>", "NaT", "--"}:
        return None
    try:
        varde = Decimal(text)
    except InvalidOperation:
        raise TypeError(f"not a number: {tal!r}") from None
    return varde if varde.is_finite() else None


@lru_cache(maxsize=16384, typed=True)
def antal_decimaler(tal: Any) -> int:
    """How many decimals the number itself has (trailing zeros do not count); 0 if missing."""
    varde = som_decimal(tal)
    if varde is None:
        return 0
    exponent = varde.normalize(_RYMLIG).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def avrunda(tal: Any, decimaler: int) -> Decimal | None:
    """Rounded half away from zero; None if missing. Never a negative zero."""
    varde = som_decimal(tal)
    if varde is None:
        return None
    avrundat = varde.quantize(_steg(decimaler), rounding=ROUND_HALF_UP, context=_RYMLIG)
    return abs(avrundat) if avrundat == 0 else avrundat


@cache
def _steg(decimaler: int) -> Decimal:
    """One in the last of the decimals."""
    return Decimal(1).scaleb(-decimaler)


def decimaler_for(varden: Iterable[Any]) -> int:
    """How many decimals a column with these values needs: none for whole numbers and for thousands,
    one for everyday figures, more only when everything is below one. Missing values do not count."""
    tal = [abs(d) for d in map(som_decimal, varden) if d is not None]
    if not tal or all(abs(d - d.to_integral_value()) <= Decimal("1e-9") * max(1, d) for d in tal):
        return 0
    storst = max(tal)
    if storst >= 1000:
        return 0
    if storst >= 1:
        return 1
    # Two significant digits of the largest, at most four decimals and none that no value has.
    return min(4, 1 - storst.adjusted(), max(map(antal_decimaler, tal)))


# The same figure is always the same text, and a page over a plan shows some thousands, most of them seen before.
@lru_cache(maxsize=16384, typed=True)
def formatera(tal: Any, decimaler: int | None = None, enhet: str = "", *, tecken: bool = False) -> str:
    """The number as Swedish text, e.g. "178 594 kr", "84,2 %", "−10 procentenheter".

    decimaler: None lets the magnitude decide. enhet: written after a hard space.
    tecken: plus sign on positive numbers too (differences). Missing → "–" without unit.
    Years are no quantities: use `ar`.
    """
    varde = som_decimal(tal)
    if varde is None:
        return SAKNAS
    avrundat = avrunda(varde, decimaler_for([varde]) if decimaler is None else decimaler)
    assert avrundat is not None
    text = f"{abs(avrundat):,f}".replace(",", HARDBLANK).replace(".", ",")
    fore = MINUS if avrundat < 0 else "+" if tecken and avrundat > 0 else ""
    if not enhet:
        return fore + text
    return f"{fore}{text}{HARDBLANK}{_EN_AV.get(enhet, enhet) if text == '1' else enhet}"


def skillnadsenhet(enhet: str) -> str:
    """The unit of a difference: shares differ in percentage points, everything else in its own unit."""
    return "procentenheter" if enhet.strip().lower() in {"%", "procent", "andel (%)"} else enhet


def formatera_skillnad(
    tal: Any, decimaler: int | None = None, enhet: str = "", *, tecken: bool = True, kort: bool = False
) -> str:
    """A difference between two values whose unit is `enhet`: "+3,7 procentenheter", "−1 200 kr".

    kort: "pe" instead of "procentenheter", for tables.
    """
    ny_enhet = skillnadsenhet(enhet)
    if kort and ny_enhet == "procentenheter":
        ny_enhet = "pe"
    return formatera(tal, decimaler, ny_enhet, tecken=tecken)


def ar(tal: Any) -> str:
    """A year: digits only, never grouped. Missing → "–"."""
    varde = som_decimal(tal)
    return SAKNAS if varde is None else str(int(varde))


def tolka_tal(text: str, enhet: str = "") -> Decimal:
    """What a person typed or pasted, as a Decimal.

    Takes blanks of any kind between thousands, a decimal comma, any kind of minus (also trailing,
    as some ledgers write it) and a trailing unit (%, procent, pe, st, kr, tkr, mkr, mnkr).
    The unit is taken away and never scales the number: the field decides the unit. Say what it is
    with `enhet` ("kr", "tkr", "kr/elev", …): a different unit of money is refused with the right figure, and money
    where the field is in something else ("85 tkr" in a field in percent), or percent where it is in money.

    Raises TalFel, with a question when the text can be read in two ways ("1.234", "90.5").
    """
    rent = text.translate(_OSYNLIGA).translate(_BLANKA).translate(_STRECK).strip()
    if not rent or rent in {"-", ".", "..", "...", ","}:
        raise TalFel("Skriv ett tal.")
    if rent.startswith("#"):
        raise TalFel(f"{_citat(text)} är ett fel från kalkylarket, inte ett tal.")
    if len(rent) > _LANGST:
        raise TalFel("Talet är för långt.")
    traff = _ENHET.search(rent)
    skriven = traff.group(1).lower() if traff else ""
    if traff:
        rent = rent[: traff.start()].strip()
    varde = _tolka_rent(_minus_forst(rent), text)
    _granska_enhet(varde, skriven, enhet.strip().lower())
    return varde


def _tolka_rent(rent: str, text: str) -> Decimal:
    """The number in a cleaned text (blanks are ' ', minus is a leading '-', no unit)."""
    traff = _TAL.fullmatch(rent)
    if traff and (traff[2] or traff[3]):
        minus, hela, brak = traff[1], (traff[2] or "0").replace(" ", ""), traff[3]
        return Decimal(f"{minus}{hela}.{brak}" if brak else f"{minus}{hela}")
    raise _fraga(rent, text)


def _minus_forst(rent: str) -> str:
    if rent.startswith("-"):
        return "-" + rent[1:].lstrip()
    if rent.startswith("+"):
        return rent[1:].lstrip()
    if rent.endswith("-") and rent[:-1].strip():
        return "-" + rent[:-1].rstrip()
    return rent


def _fraga(rent: str, text: str) -> TalFel:
    """The most helpful error for a text that is not a Swedish number."""
    if rent == "":
        return TalFel("Skriv ett tal.")
    forslag = _forslag(rent)
    if forslag:
        return TalFel(f"Menade du {' eller '.join(forslag)}?", forslag)
    return TalFel(f"{_citat(text)} är inte ett tal. Skriv till exempel 1{HARDBLANK}234,5.")


def _forslag(rent: str) -> tuple[str, ...]:
    utan = rent.replace(" ", "")
    punkt = _MED_PUNKT.fullmatch(utan)
    if punkt and (punkt[2] or punkt[3]):
        minus, fore, efter = punkt.groups()
        if not efter:
            return (_visa(minus + fore),)
        forsta = _visa(f"{minus}{fore or '0'}.{efter}")
        if not fore.strip("0"):
            return (forsta,)
        return forsta, _visa(minus + fore + efter)
    for tusental, decimal in ((".", ","), (",", ".")):
        # 1.234,5 and 1,234.5 and 1.234.567: one sign groups, the other one (if any) is the decimal sign.
        if re.fullmatch(rf"-?\d{{1,3}}(?:\{tusental}\d{{3}})+(?:\{decimal}\d+)?", utan, re.ASCII):
            return (_visa(utan.replace(tusental, "").replace(decimal, ".")),)
    if _EXPONENT.fullmatch(utan):
        return (_visa(utan.replace(",", ".")),)
    if re.fullmatch(r"-?\d+,", utan, re.ASCII):
        return (_visa(utan[:-1]),)
    if re.fullmatch(r"-?\d+(?:,\d+)?", utan, re.ASCII):
        return (_visa(utan.replace(",", ".")),)
    return ()


def _visa(siffror: str) -> str:
    varde = Decimal(siffror)
    exponent = varde.as_tuple().exponent
    return formatera(varde, max(0, -int(exponent)))


def _citat(text: str) -> str:
    kort = " ".join(text.split())
    return f"”{kort if len(kort) <= 30 else kort[:29] + '…'}”"


def _granska_enhet(varde: Decimal, skriven: str, enhet: str) -> None:
    """Refuses "165 tkr" in a field that is in kronor (and the like); says what to write instead. A field without a
    unit may be in anything."""
    vantad = enhet.partition("/")[0].strip()
    pengar = skriven in _PENGAR
    if not skriven or not vantad or pengar != (vantad in _PENGAR):
        if vantad and (pengar or (skriven in _PROCENT and vantad in _PENGAR)):
            raise TalFel(f"Här anges {vantad}, inte {skriven}.")
        return
    if not pengar or _PENGAR[skriven] == _PENGAR[vantad]:
        return
    omraknat = varde.scaleb(_PENGAR[skriven] - _PENGAR[vantad])
    forslag = _visa(f"{omraknat.normalize():f}")
    raise TalFel(f"Här anges {vantad}, inte {skriven}. Menade du {forslag}{HARDBLANK}{vantad}?", (forslag,))


def spann(fran: float, till: float, decimaler: int | None = None, enhet: str = "") -> str:
    """From one number to another: "80,1–86,0 %", and "−63,1 till 5,0" where a dash would be read as a minus."""
    mellan = " till " if fran < 0 or till < 0 else "–"
    return f"{formatera(fran, decimaler)}{mellan}{formatera(till, decimaler, enhet)}"
