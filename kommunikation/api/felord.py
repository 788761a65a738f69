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
# The question in a body: what it may hold, and where it takes less than an address does.
FRAGANS_FALT = ("mal", "malar", "riktning", "kon", "ar")
I_KROPPEN = {
    "riktning": "riktning är hog, lag eller intervall. Ett mått som inte värderas har ingen prognos.",
}
KROPP = f"Kroppen ska vara ett JSON-objekt med fälten mal och malar, och om det behövs {', '.join(FRAGANS_FALT[2:])}."
LANGSTA_NAMN = 40


def felsvar(fel: list[dict[str, Any]]) -> dict[str, str | None]:
    """The first error as an answer; a misspelt field first, for it may be why another is missing. What was sent is not
    repeated, but for the name of a field that does not exist."""
    forst = next((f for f in fel if f.get("type") == "extra_forbidden"), fel[0])
    plats = [str(del_) for del_ in forst.get("loc", ())]
    if forst.get("type") == "extra_forbidden":
        namn = plats[-1][:LANGSTA_NAMN]
        return {"fel": f"Fältet ”{namn}” finns inte. Fälten är {', '.join(FRAGANS_FALT)}.", "falt": namn}
    falt = next((del_ for del_ in reversed(plats) if del_ in TILLATNA), None)
    if plats[:1] != ["body"]:
        return {"fel": TILLATNA.get(falt or "", "Parametrarna kunde inte läsas."), "falt": falt}
    if falt is None:
        return {"fel": KROPP, "falt": None}
    text = I_KROPPEN.get(falt, TILLATNA[falt])
    return {"fel": f"{falt} saknas. {text}" if forst.get("type") == "missing" else text, "falt": falt}
