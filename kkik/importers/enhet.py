"""The unit of a nyckeltal. Kolada has none; it stands, if anywhere, at the end of the title."""

import re

# Discontinued nyckeltal carry their last year: "… andel (%) (-2024)", now and then "(- 2024)".
SLUTAR = re.compile(r"\s*\(\s*[-–]\s*\d{4}\s*\)\s*$")
KODAD = re.compile(r"\(([^()]*=\s*\d[^()]*)\)\s*$")
INDEX = re.compile(
    r"index(?:,? (?:kvinnor|män))?(?:\s*\(max\s*=\s*\d+\))?(?:, senaste mätning på tre år)?$", re.IGNORECASE
)
PARENTES = re.compile(r"\s*\([^()]*\)\s*$")

# A segment is a unit when all of it matches: a bare unit, or one with what it is counted per.
PER = r"(?:\s*/\s*\S.*)"
BARA = re.compile(
    rf"(?:antal{PER}?|(?:kr|tkr|mkr|1000 kr){PER}?|(?:k?g|gram|ton){PER}?|ton \w+{PER}?|[kMGT]?Wh?{PER}?"
    rf"|(?:meter|km|kvm|kbm|hektar|liter){PER}?|kvm BRA|(?:timmar|minuter|sekunder|dagar|månader|veckor|år){PER}?"
    rf"|index|balanstal|procentenheter|promille|recept{PER}|Mbit/s|årsarbetare{PER}?)",
)
LIKA = {"kronor": "kr", "miljoner kronor": "mkr", "procent": "%", "%": "%", "mnkr": "mkr"}
RAKNADE = re.compile(
    r"(?:antal|mediantid i|medeltid i|genomsnittligt antal) (dagar|månader|minuter|timmar|år)\b.*"
)
DAGAR = re.compile(r"\bi? ?antal (dagar|månader|minuter|timmar)\b")
PROCENT = re.compile(r"\(\s*%\s*\)|\bandel %")


def utan_slutar(titel: str) -> str:
    """The title without the last year of a discontinued nyckeltal."""
    return SLUTAR.sub("", titel).strip()


def enhet(titel: str) -> str:
    """The unit as shown after a number ("%", "kr/elev", "antal", "dagar", "ja/nej"), "" when none can be read.

    A mean, a median or a share of something is not a unit in itself: "genomsnitt" gives "".
    """
    namn = " ".join(utan_slutar(titel).split()).partition(" Källa:")[0].rstrip(".")
    if INDEX.search(namn):
        return "index"
    if kodad := KODAD.search(namn):
        return "ja/nej" if re.search(r"\bja\s*=", kodad[1], re.IGNORECASE) else ""
    segment = [s.strip() for s in re.split(r",\s+", namn)][1:]
    for del_ in reversed(segment[-3:]):
        if funnen := _segmentets(del_):
            return funnen[:60]
    if PROCENT.search(namn):
        return "%"
    if dagar := DAGAR.search(namn):
        return dagar[1]
    return ""


def _segmentets(segment: str) -> str:
    if PROCENT.search(segment):
        return "%"
    if segment.startswith("index "):
        return "index"
    if re.fullmatch(r"antal [^/]+", segment) and not RAKNADE.fullmatch(segment):
        return "antal"
    if raknade := RAKNADE.fullmatch(segment):
        return raknade[1]
    if re.fullmatch(r".*\(([kMG]?Wh?)\)", segment):
        return segment.rpartition("(")[2].rstrip(")")
    bar = PARENTES.sub("", segment)
    if bar in LIKA:
        return LIKA[bar]
    return re.sub(r"\s*/\s*", "/", bar) if BARA.fullmatch(bar) else ""
