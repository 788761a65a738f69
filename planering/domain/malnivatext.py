"""A target level as one cell of text: "85", "10–20", "öka". What is shown reads back as the same level."""

import re

from planering.domain.malnivaer import Niva
from styrsnurra.gemensamt.tal import TalFel, antal_decimaler, formatera, tolka_tal

_ORD = {"oka": "öka", "minska": "minska", "oforandrad": "oförändrad"}
_LAST_ORD = {"öka": "oka", "minska": "minska", "oförändrad": "oforandrad", "vara oförändrad": "oforandrad"}
_MELLAN = re.compile(r"\s*(?:–|—|\.\.\.?|…|\btill\b)\s*|\s+[-\u2212]\s+")


class Cellfel(ValueError):
    """The text is no target level; str() says what to write."""


def visa(niva: Niva | None) -> str:
    if niva is None:
        return ""
    if niva.slag == "forandring":
        return _ORD[niva.forandring]
    if niva.slag == "intervall":
        return f"{_tal(niva.a)}–{_tal(niva.b)}"
    return _tal(niva.varde)


def _tal(tal: float | None) -> str:
    return formatera(tal, antal_decimaler(tal))


def tolka(text: str, riktning: str, enhet: str = "") -> Niva | None:
    """None for an empty cell. `riktning` says whether two ends are expected. Raises Cellfel.

    Numbers as people type them and as Excel pastes them; what can be read in two ways ("1.234") is asked about.
    """
    rent = " ".join(text.split())
    if not rent:
        return None
    if rent.casefold() in _LAST_ORD:
        return Niva.av(_LAST_ORD[rent.casefold()])
    if riktning == "intervall":
        return _intervall(rent, enhet)
    try:
        return Niva.av(float(tolka_tal(rent, enhet)))
    except TalFel as fel:
        raise Cellfel(str(fel)) from fel


def _intervall(text: str, enhet: str) -> Niva:
    delar = [del_ for del_ in _MELLAN.split(text) if del_]
    if len(delar) != 2:
        raise Cellfel("Skriv båda ändarna, till exempel 10–20.")
    try:
        a, b = (float(tolka_tal(del_, enhet)) for del_ in delar)
    except TalFel as fel:
        raise Cellfel(str(fel)) from fel
    return Niva.av((a, b))
