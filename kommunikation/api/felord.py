"""What is wrong with a parameter, in Swedish."""

from typing import Any

TILLATNA = {
    "kon": "kon är T, K eller M.",
    "riktning": "riktning är hog, lag, intervall eller neutral.",
    "grupp": "grupp är alla, liknande:<område> eller ett grupp-id i Kolada, till exempel G33612.",
    "ar": "ar är ett kalenderår, till exempel 2022.",
    "a": "a är ett tal med decimalpunkt, till exempel 12.5.",
    "mal": "mal är ett tal, till exempel 88, eller intervallets två ändar, till exempel [40, 60].",
    "malar": "malar är ett kalenderår, till exempel 2026.",
    "b": "b är ett tal med decimalpunkt, till exempel 12.5.",
}


def felsvar(fel: list[dict[str, Any]]) -> dict[str, str | None]:
    """The first error as an answer; what was sent is not repeated."""
    falt = next((str(del_) for del_ in reversed(fel[0].get("loc", ())) if str(del_) in TILLATNA), None)
    return {"fel": TILLATNA.get(falt or "", "Parametrarna kunde inte läsas."), "falt": falt}
