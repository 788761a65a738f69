"""Dates: ISO 8601 in and out, and words for what is near. No clock in here: today is an argument."""

import re
from datetime import date, datetime

_MANADER = {
    namn: nummer
    for nummer, namn in enumerate(
        ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"), start=1
    )
}
_STRECK = dict.fromkeys(map(ord, "\u2212\u2013\u2014\u2010\u2011"), "-")
# What a date that somebody writes may be, unless the field says otherwise.
FORSTA_DAG, SISTA_DAG = date(2000, 1, 1), date(2100, 12, 31)
_EXEMPEL = "Skriv datum som åååå-mm-dd, till exempel 2026-05-09."


class DatumFel(ValueError):
    """The text is not an ISO date; str() is a message for the user."""


def tolka_datum(text: str) -> date:
    """An ISO date (åååå-mm-dd). Everything else is refused; where it can be understood, we ask.

    "11/12/2026" could be November or December: never guessed. Raises DatumFel.
    """
    rent = " ".join(text.translate(_STRECK).split())
    if not rent:
        raise DatumFel("Skriv ett datum.")
    traff = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", rent, re.ASCII)
    if traff:
        dag = _dag(*map(int, traff.groups()))
        if dag is None:
            raise DatumFel(f"Datumet {rent} finns inte.")
        return dag
    forslag = [f.isoformat() for f in _forslag(rent)]
    if forslag:
        raise DatumFel(f"Menade du {' eller '.join(forslag)}? Skriv datum som åååå-mm-dd.")
    raise DatumFel(_EXEMPEL)


def utanfor(dag: date, minst: date = FORSTA_DAG, hogst: date = SISTA_DAG) -> str:
    """What is wrong with a day that lies outside, both ends inclusive; empty when it does not."""
    return (
        ""
        if minst <= dag <= hogst
        else f"Datumet ska ligga mellan {minst.isoformat()} och {hogst.isoformat()}."
    )


def iso(dag: date | datetime | None) -> str:
    """åååå-mm-dd; missing → "–". A datetime gives its own local date."""
    return "–" if dag is None else dag.strftime("%Y-%m-%d")


def iso_tid(tid: datetime | None) -> str:
    """åååå-mm-dd tt.mm; missing → "–"."""
    return "–" if tid is None else tid.strftime("%Y-%m-%d %H.%M")


def relativt(dag: date, idag: date) -> str:
    """A day in relation to today, in words within two weeks, otherwise as an ISO date."""
    skillnad = (dag - idag).days
    if skillnad in _NARA:
        return _NARA[skillnad]
    if 0 < skillnad <= 14:
        return f"om {skillnad} dagar"
    if -14 <= skillnad < 0:
        return f"för {-skillnad} dagar sedan"
    return dag.isoformat()


_NARA = {0: "i dag", 1: "i morgon", -1: "i går"}


def _forslag(rent: str) -> list[date]:
    """Possible meanings of a date in another form, in the order year-first, day-first, month-first."""
    if traff := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", rent, re.ASCII):
        return _finns((int(traff[1]), int(traff[2]), int(traff[3])))
    if traff := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", rent, re.ASCII):
        return _finns((int(traff[1]), int(traff[2]), int(traff[3])))
    if traff := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", rent, re.ASCII):
        a, b, ar = map(int, traff.groups())
        return _finns((ar, b, a), (ar, a, b))
    if traff := re.fullmatch(
        r"(?:den )?(\d{1,2}) ([a-zåäö]{3,9})\.? (\d{4})", rent, re.ASCII | re.IGNORECASE
    ):
        manad = _MANADER.get(traff[2][:3])
        return _finns((int(traff[3]), manad, int(traff[1]))) if manad else []
    return []


def _finns(*datum: tuple[int, int, int]) -> list[date]:
    funna = (_dag(*d) for d in dict.fromkeys(datum))
    return list(dict.fromkeys(d for d in funna if d is not None))


def _dag(ar: int, manad: int, dag: int) -> date | None:
    try:
        return date(ar, manad, dag)
    except ValueError:
        return None
