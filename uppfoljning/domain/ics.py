"""Calendar events as an iCalendar file (RFC 5545), for calendar programs that read it again and again.

The icalendar library folds lines, escapes text and writes CRLF. What is decided here: whole days only (so no time zone
is needed), an end that is the day after the last (DTEND is exclusive), a UID that never changes, and DTSTAMP from when
the row last changed, so that an unchanged calendar is the same file, byte for byte.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

PRODUKT = "-//Styrsnurran//Arbetsplan//SV"
TIDSZON = "Europe/Stockholm"
HAMTAS = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Kalenderhandelse:
    """`slut` is the last day, included; `andrad` aware; `revision` grows with every change."""

    uid: str
    titel: str
    start: date
    slut: date
    andrad: datetime
    revision: int = 1
    text: str = ""
    url: str = ""


def rad(text: str) -> str:
    """One line, without control characters: whatever stands in a title, it stays in the title."""
    return " ".join("".join(t if t.isprintable() else " " for t in text).split())


def rader(text: str) -> str:
    """The same of a longer text, whose line breaks stay."""
    return "\n".join(map(rad, text.splitlines())).strip()


def ics(namn: str, handelser: Iterable[Kalenderhandelse]) -> bytes:
    """In order of day, then UID."""
    kalender = Calendar()
    kalender.add("prodid", PRODUKT)
    kalender.add("version", "2.0")
    kalender.add("calscale", "GREGORIAN")
    kalender.add("method", "PUBLISH")
    kalender.add("name", rad(namn))
    kalender.add("x-wr-calname", rad(namn))
    kalender.add("x-wr-timezone", TIDSZON)
    kalender.add("refresh-interval", HAMTAS, parameters={"VALUE": "DURATION"})
    kalender.add("x-published-ttl", "PT6H")
    for h in sorted(handelser, key=lambda h: (h.start, h.uid)):
        kalender.add_component(_handelse(h))
    return kalender.to_ical()


def _handelse(h: Kalenderhandelse) -> Event:
    post = Event()
    post.add("uid", h.uid)
    post.add("dtstamp", h.andrad.astimezone(UTC).replace(microsecond=0))
    post.add("last-modified", h.andrad.astimezone(UTC).replace(microsecond=0))
    post.add("sequence", h.revision)
    post.add("dtstart", h.start)
    post.add("dtend", h.slut + timedelta(days=1))
    post.add("summary", rad(h.titel))
    if h.text:
        post.add("description", rader(h.text))
    if h.url:
        post.add("url", h.url)
    post.add("transp", "TRANSPARENT")
    return post
