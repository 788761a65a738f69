"""What a year is divided into: months (1–12), tertial (1–3), or nothing (None: the year itself)."""

from datetime import date

AR, TERTIAL, MANAD = "ar", "tertial", "manad"
MANADER = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
Period = tuple[int, int | None]


def perioder(frekvens: str) -> tuple[int | None, ...]:
    """The periods of a year, in order; (None,) for what is measured once a year. Unknown → ValueError."""
    if frekvens == AR:
        return (None,)
    if frekvens not in (TERTIAL, MANAD):
        raise ValueError(f"no frequency: {frekvens!r}")
    return tuple(range(1, 4 if frekvens == TERTIAL else 13))


def sista_manad(frekvens: str, period: int | None) -> int:
    """The month a period ends with, 1–12."""
    if period is None:
        return 12
    return period * 4 if frekvens == TERTIAL else period


def har_gatt(frekvens: str, ar: int, period: int | None, idag: date) -> bool:
    """Whether the period has ended before `idag`."""
    return (ar, sista_manad(frekvens, period)) < (idag.year, idag.month)


def senaste_gangna(frekvens: str, idag: date) -> Period:
    """The last period that has ended before `idag`."""
    alla = [(ar, p) for ar in (idag.year - 1, idag.year) for p in perioder(frekvens)]
    return max((p for p in alla if har_gatt(frekvens, *p, idag)), key=lambda p: (p[0], p[1] or 0))


def periodnamn(frekvens: str, ar: int, period: int | None) -> str:
    """ "2026", "tertial 2 2026", "mars 2026"."""
    if period is None:
        return str(ar)
    return f"tertial {period} {ar}" if frekvens == TERTIAL else f"{MANADER[period - 1]} {ar}"


def periodrubrik(frekvens: str, ar: int, period: int | None) -> str:
    """The same for a narrow column: "2026", "T2 2026", "mar 2026"."""
    if period is None:
        return str(ar)
    return f"T{period} {ar}" if frekvens == TERTIAL else f"{MANADER[period - 1][:3]} {ar}"
