"""A nyckeltal's margin of error: which "Osäkerhetstal" is its twin.

Kolada publishes the margins of its surveys as nyckeltal of their own, tied to what they are about by nothing but the
title: "Osäkerhetstal - " and then what the other is called, more or less. What differs without changing the meaning is
laid aside: case and spaces, the survey's name in front, the word "Andel" in front, the full stop of an abbreviation.
Other ages, other subjects and misspelt words are other titles: no twin is better than the wrong one.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

_TVILLING = re.compile(r"osäkerhetstal\s*[-–:]\s*", re.IGNORECASE)
_UNDERSOKNING = re.compile(r"^(medborgarundersökningen|ntu)\s*[-–:]\s*")


def ar_osakerhetstal(titel: str) -> bool:
    """Whether a title is that of a margin of error."""
    return _TVILLING.match(titel.strip()) is not None


def grundtitel(titel: str) -> str:
    """What a title is about, laid bare: equal for a nyckeltal and its margin of error."""
    text = _TVILLING.sub("", titel.strip(), count=1).lower()
    text = _UNDERSOKNING.sub("", re.sub(r"\s+", " ", text).strip())
    text = (
        re.sub(r"\s*,+", ",", text).removeprefix("andel ").replace("pga.", "pga").replace("andel(", "andel (")
    )
    return text.strip()


def tvillingar(titlar: Mapping[str, str]) -> dict[str, str]:
    """Kolada id of a nyckeltal → Kolada id of its margin of error.

    titlar: every nyckeltal's title by Kolada id. Where several nyckeltal, or several margins, are about the same, it
    cannot be told which belongs to which, and there is no twin.
    """
    vanliga, marginaler = defaultdict(list), defaultdict(list)
    for kolada_id, titel in titlar.items():
        (marginaler if ar_osakerhetstal(titel) else vanliga)[grundtitel(titel)].append(kolada_id)
    return {
        vanliga[om][0]: ids[0]
        for om, ids in marginaler.items()
        if om and len(ids) == 1 and len(vanliga.get(om, ())) == 1
    }
