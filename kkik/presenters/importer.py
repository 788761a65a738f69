"""Import runs as people read them. No database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from kkik.models import Importkorning, Importsteg
from organisation.models import Jobbstatus
from styrsnurra.gemensamt.tal import formatera

SIGNAL = {
    Jobbstatus.VANTAR: "gul",
    Jobbstatus.MISSLYCKAD: "rod",
    Jobbstatus.AVBRUTEN: "rod",
    Jobbstatus.PARKERAD: "rod",
}
VAD = {
    "kkik": "KKiK och det som målen använder",
    "alla": "Alla nyckeltal i Kolada",
    "lagrade": "Allt som är lagrat, KKiK och det som målen använder",
}
LISTOR = {
    "nyckeltal": "Nyckeltal",
    "kommuner": "Kommuner och regioner",
    "kommungrupper": "Kommungrupper",
    "nyckeltalsgrupper": "Nyckeltalsgrupper",
}
ANTAL = (
    ("hamtade", "Hämtade"),
    ("nya", "Nya"),
    ("andrade", "Ändrade"),
    ("oforandrade", "Oförändrade"),
    ("forsvunna", "Försvunna"),
    ("vagrade", "Avvisade"),
)


@dataclass(frozen=True, slots=True)
class Korningsrad:
    """A run in the list. `antal` is None for one that counted nothing."""

    korning: Importkorning
    vad: str
    status: str
    signal: str
    tid: str
    har_antal: bool


@dataclass(frozen=True, slots=True)
class Framstegsrad:
    """`lage` as the progress component's: pagar, klar, fel."""

    text: str
    klart: int | None
    av: int | None
    detalj: str
    lage: str


def vad(korning: Importkorning) -> str:
    """What was asked for."""
    o: dict[str, Any] = korning.omfattning
    if korning.slag == Importkorning.Slag.FRAN_MAPP:
        return "Sparade sidor från en tidigare körning"
    nyckeltal = o.get("nyckeltal", "")
    text = VAD.get(nyckeltal, "") if isinstance(nyckeltal, str) else _valda(nyckeltal)
    if o.get("fran_ar"):
        text += f", {o['fran_ar']}" if o["fran_ar"] == o["till_ar"] else f", {o['fran_ar']}–{o['till_ar']}"
    sedan = o.get("sedan")
    if sedan == "senast":
        return f"Ändringar: {text[:1].lower()}{text[1:]}"
    return f"{text}, ändringar sedan {sedan}" if sedan else text


def _valda(ids: list[str]) -> str:
    if len(ids) == 1:
        return f"Nyckeltalet {ids[0]}"
    return f"{len(ids)} nyckeltal: {', '.join(ids[:3])}" + (" …" if len(ids) > 3 else "")


def sparade_sidor(korning: Importkorning) -> str:
    """The folder of raw pages by its name: where it lies on the server is no reader's business."""
    return PurePath(korning.rakatalog).name


def varaktighet(sekunder: float | None) -> str:
    """ "4 sekunder", "1 min 20 s"; "" while it runs."""
    if sekunder is None:
        return ""
    hela = round(sekunder)
    if hela < 60:
        return "1 sekund" if hela == 1 else f"{hela} sekunder"
    timmar, rest = divmod(hela, 3600)
    minuter, s = divmod(rest, 60)
    return f"{timmar} tim {minuter} min" if timmar else f"{minuter} min {s} s"


def korningsrader(korningar: Iterable[Importkorning]) -> list[Korningsrad]:
    return [
        Korningsrad(
            korning=k,
            vad=vad(k),
            status=k.get_status_display(),
            signal=SIGNAL.get(k.status, ""),
            tid=varaktighet(k.sekunder) if k.status in (Jobbstatus.KLAR, Jobbstatus.VANTAR) else "",
            har_antal=k.status in (Jobbstatus.KLAR, Jobbstatus.VANTAR),
        )
        for k in korningar
    ]


def framsteg(korning: Importkorning, steg: list[Importsteg]) -> Framstegsrad:
    """Where a queued or running run is right now."""
    if korning.status == Jobbstatus.KOAD:
        return Framstegsrad("I kö. Börjar så snart det finns en ledig plats.", None, None, "", "pagar")
    nu = next((s for s in steg if s.status == Jobbstatus.PAGAR), None)
    if nu is None:
        return Framstegsrad("Startar", None, None, "", "pagar")
    detalj = f"Steg {nu.ordning} av {len(steg)}"
    if nu.totalt:
        detalj += f", {formatera(nu.gjort, 0)} av {formatera(nu.totalt, 0)}"
    return Framstegsrad(nu.namn, nu.gjort if nu.totalt else None, nu.totalt or None, detalj, "pagar")


def katalograder(korning: Importkorning) -> list[tuple[str, dict[str, int]]]:
    """The lists in which anything changed."""
    return [
        (text, korning.katalog[n]) for n, text in LISTOR.items() if any(korning.katalog.get(n, {}).values())
    ]


def antalsrader(korning: Importkorning) -> list[tuple[str, int]]:
    return [(etikett, getattr(korning, namn)) for namn, etikett in ANTAL]
