"""Small words that several pages share."""

import re

from kkik.domain.jamforelse import Farg, farglagg
from kkik.domain.signaler import Riktning, Signal
from kkik.models import Lage, Riktningsval

NEDLAGT = re.compile(r"\(\s*-\s*(\d{4})\s*\)\s*$")


def nedlagt_ar(titel: str) -> int | None:
    """The last year, where Kolada's title says that the measure has ended: "… (-2021)"."""
    traff = NEDLAGT.search(titel)
    return int(traff.group(1)) if traff else None


def utan_slutar(titel: str) -> str:
    """The title without Kolada's note of when the measure ended."""
    return NEDLAGT.sub("", titel).strip()


def kort_enhet(enhet: str) -> str:
    """A unit that fits after a figure: money is "kr", whatever it is divided by stands in the title; long units
    are left out."""
    if enhet.startswith(("kr/", "kr per", "kronor")):
        return "kr"
    return enhet if len(enhet) <= 10 and "(" not in enhet else ""


def stycken(text: str) -> list[str]:
    """Kolada's description as paragraphs; some hold a backslash and an n where a line break was meant."""
    return [
        s
        for rad in text.replace("\\n", "\n").replace("\u00a0", " ").split("\n")
        if (s := " ".join(rad.split()))
    ]


def kalltext(text: str) -> str:
    """What the description says after "Källa:", the statistical producer; "" when it says nothing."""
    _, funnen, efter = text.rpartition("Källa:")
    return " ".join(efter.split()).rstrip(".") if funnen else ""


def kvartil(andel: float | None) -> int | None:
    """Which quarter a share lies in, by the limits of rule 3: 4 from 0.75 up, 1 up to 0.25."""
    if andel is None:
        return None
    if andel >= 0.75:
        return 4
    if andel <= 0.25:
        return 1
    return 3 if andel >= 0.5 else 2


def platsord(kvartil: int | None, neutral: bool) -> str:
    """The quarter in the words of the peer light; "" without one."""
    ytterst = ("högsta", "lägsta") if neutral else ("bästa", "sämsta")
    return {4: f"bland de {ytterst[0]} 25\u00a0%", 1: f"bland de {ytterst[1]} 25\u00a0%", None: ""}.get(
        kvartil, "i mitten"
    )


def andel_lagre(under: int | None, lika: int | None, n: int) -> float | None:
    """Share of the others with a lower value, equal ones by half: the place where nothing is good or bad."""
    return None if under is None or lika is None or not n else (under + lika / 2) / n


def farg_av_lage(lage: Lage | None, val: Riktningsval | None) -> Farg | None:
    """The colour that follows from stored counts and a confirmed riktning. None: no colour is to be shown
    (no choice, neutral, or an interval, whose counts are not stored)."""
    if lage is None or val is None or val.riktning in (Riktning.NEUTRAL, Riktning.INTERVALL):
        return None
    return farglagg(lage.under, lage.lika, lage.n, val.riktning)


def visad_signal(farg: Farg | None) -> str:
    """The signal as a plain string, "" where nothing is coloured."""
    return "" if farg is None or farg.signal is Signal.GRA else str(farg.signal)
