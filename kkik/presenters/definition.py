"""The definition ledger as it is shown."""

from dataclasses import dataclass

from kkik.anvandning import Anvandare
from kkik.domain.textskillnad import Del, forkortad, orddiff
from kkik.models import Definitionsbrott
from kkik.presenters.ord import kort_enhet, utan_slutar
from kkik.queries.definitioner import Beslutsrad, Texter
from styrsnurra.gemensamt.diagram import Linjedata

Status = Definitionsbrott.Status
FLEST_AR = 14
GJORT = {
    "bekrafta_brott": "Bekräftades som ny definition från {ar}",
    "lagg_till_brott": "Lades till som ny definition från {ar}",
    "avfarda_brott": "Avfärdades: måttet betyder samma sak",
    "ta_tillbaka_brott": "Beslutet togs tillbaka",
    "ta_tillbaka_avfardande": "Avfärdandet togs tillbaka",
}


@dataclass(frozen=True, slots=True)
class Brottrad:
    """One row of the ledger. `serie` is (years, own values)."""

    brott: Definitionsbrott
    titel: str
    enhet: str
    vad: str
    lage: str
    titeldiff: tuple[Del, ...]
    textdiff: tuple[Del, ...]
    anvands: tuple[Anvandare, ...]
    ar: tuple[int, ...]
    serie: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Historikrad:
    vad: str
    nar: object
    vem: str
    motivering: str


def brottrad(
    brott: Definitionsbrott,
    texter: Texter,
    anvands: list[Anvandare],
    serie: list[tuple[int, float | None]],
) -> Brottrad:
    titel, text = _skillnader(texter)
    serie = serie[-FLEST_AR:]
    return Brottrad(
        brott=brott,
        titel=utan_slutar(brott.nyckeltal.titel),
        enhet=kort_enhet(brott.nyckeltal.enhet),
        vad=_vad(titel, text),
        lage=_lage(brott),
        titeldiff=titel,
        textdiff=text,
        anvands=tuple(anvands),
        ar=tuple(a for a, _ in serie),
        serie=tuple(v for _, v in serie),
    )


def _skillnader(texter: Texter) -> tuple[tuple[Del, ...], tuple[Del, ...]]:
    """Of title and description; empty where the text is the same."""
    if texter.fore is None or texter.efter is None:
        return (), ()
    ut = []
    for fore, efter in (
        (texter.fore.titel, texter.efter.titel),
        (texter.fore.beskrivning, texter.efter.beskrivning),
    ):
        ut.append(tuple(forkortad(orddiff(fore, efter))) if fore != efter else ())
    return ut[0], ut[1]


def _vad(titel: tuple[Del, ...], text: tuple[Del, ...]) -> str:
    if titel and text:
        return "Titeln och beskrivningen har ändrats"
    if titel:
        return "Titeln har ändrats"
    return "Beskrivningen har ändrats" if text else "Tillagt av en person, texten har inte ändrats"


def _lage(brott: Definitionsbrott) -> str:
    return {
        Status.MOJLIGT: "Väntar på beslut",
        Status.BEKRAFTAT: f"Ny definition från {brott.ar}",
        Status.AVFARDAT: "Samma definition",
    }[Status(brott.status)]


def historikrader(beslut: list[Beslutsrad]) -> list[Historikrad]:
    return [
        Historikrad(
            GJORT.get(b.typ, "Ändrades").format(ar=b.ar),
            b.nar,
            b.vem or "Någon som slutat",
            b.motivering,
        )
        for b in beslut
    ]


def diagram(rad: Brottrad, namn: str) -> Linjedata | None:
    """Our own course, with the confirmed break; None without any value."""
    if all(v is None for v in rad.serie):
        return None
    b = rad.brott
    return Linjedata(
        rubrik=f"{namn}, år för år",
        sammanfattning=f"Streckad linje: ny definition från {b.ar}." if b.status == Status.BEKRAFTAT else "",
        ar=rad.ar,
        egen=rad.serie,
        egen_namn=namn,
        enhet=rad.enhet,
        brott=frozenset({b.ar}) if b.status == Status.BEKRAFTAT and b.ar in rad.ar[1:] else frozenset(),
    )


def arsval(serie: list[tuple[int, float | None]]) -> list[int]:
    """Years that a new definition may hold from, the newest first: the year after the last value too."""
    ar = [a for a, _ in serie]
    return list(range(max(ar) + 1, min(ar), -1)) if ar else []
