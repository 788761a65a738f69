"""What an analysis may hold, as pure functions. Each gives a Swedish message, or None when all is well."""

from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import urlsplit


class Steg(StrEnum):
    """The steps of an analysis, in order."""

    MATFEL = "matfel"
    ORSAKER = "orsaker"
    HYPOTESER = "hypoteser"
    BELAGG = "belagg"
    PRIORITERA = "prioritera"
    SLUTSATSER = "slutsatser"
    FORSLAG = "forslag"

    @property
    def etikett(self) -> str:
        return _STEG[self]


_STEG = {
    Steg.MATFEL: "Mätfel",
    Steg.ORSAKER: "Orsaker",
    Steg.HYPOTESER: "Hypoteser",
    Steg.BELAGG: "Belägg",
    Steg.PRIORITERA: "Prioritera",
    Steg.SLUTSATSER: "Slutsatser",
    Steg.FORSLAG: "Förslag",
}


def lank(text: str) -> str | None:
    """Only addresses of the web: a link is shown to others, and a "javascript:" one would run as them."""
    if not text:
        return None
    fel = "Skriv en webbadress som börjar med https:// eller http://."
    try:
        delar = urlsplit(text)
    except ValueError:
        return fel
    otillatet = any(t.isspace() or ord(t) < 32 or t in '<>"\\' for t in text)
    return fel if delar.scheme not in ("http", "https") or not delar.hostname or otillatet else None


def utslag(utslag: str, skal: str, antal_for: int, antal_mot: int) -> dict[str, str]:
    """A verdict needs evidence of its own kind and a reason; back to open needs only the reason. Field → message."""
    fel = {}
    if utslag == "verifierad" and not antal_for:
        fel["utslag"] = "Hypotesen har inget belägg som talar för den. Lägg till ett, så kan den verifieras."
    if utslag == "forkastad" and not antal_mot:
        fel["utslag"] = "Hypotesen har inget belägg som talar emot den. Lägg till ett, så kan den förkastas."
    if not skal.strip():
        fel["skal"] = "Skriv varför, så att den som inte var med förstår."
    return fel


def belagget_bar(utslag: str, antal_for: int, antal_mot: int) -> str | None:
    """Whether what is left still carries the verdict, when a piece of evidence is changed or taken away."""
    if utslag == "verifierad" and not antal_for:
        return "Hypotesen är verifierad och det här är dess enda belägg för. Öppna hypotesen först, med ett skäl."
    if utslag == "forkastad" and not antal_mot:
        return "Hypotesen är förkastad och det här är dess enda belägg emot. Öppna hypotesen först, med ett skäl."
    return None


def forslag_bygger_pa(antal_verifierade: int, antal_andra: int, skal: str) -> dict[str, str]:
    """A proposal builds on what has been verified, or says why it does not. Field → message."""
    if antal_andra:
        return {"hypoteser": "Ett förslag kan bara bygga på verifierade hypoteser."}
    if not antal_verifierade and not skal.strip():
        return {
            "utan_hypotes_skal": "Välj minst en verifierad hypotes, eller skriv varför förslaget ändå läggs."
        }
    return {}


def kan_avslutas(*, kvar_av_matfel: int, besvarade: Iterable[str], lost_hangande: Iterable[str]) -> list[str]:
    """What is missing before an analysis can be concluded. `besvarade`: the questions that have a conclusion;
    `lost_hangande`: titles of proposals that build on nothing verified any more, and do not say why."""
    brister = []
    if kvar_av_matfel:
        brister.append("Svara på alla frågor om mätfel.")
    har = set(besvarade)
    if "beror" not in har:
        brister.append("Skriv minst en slutsats om vad avvikelsen beror på.")
    if "battre" not in har:
        brister.append("Skriv minst en slutsats om vad vi ska göra för att bli bättre.")
    brister += [
        f"Förslaget ”{titel}” bygger inte på någon verifierad hypotes. Välj en, eller skriv varför."
        for titel in lost_hangande
    ]
    return brister
