"""What a consequence description must say before it is finished, what it had better say too, and what it sums to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

JA, NEJ, OSAKERT = "ja", "nej", "osakert"
ENGANGS, LOPANDE = "engangs", "lopande"
AR_FRAN, AR_TILL = 2000, 2100


@dataclass(frozen=True, slots=True)
class Fraga:
    """One of the four questions. `falt` is the answer's field; its words are in `<falt>_text`. `rubrik` is what it is
    about, `vad` what a yes must say, and `besked` answer → what it says when it is read as a text."""

    falt: str
    rubrik: str
    fraga: str
    vad: str
    besked: Mapping[str, str]


FRAGOR = (
    Fraga(
        "resurser",
        "Resurser",
        "Behövs mer resurser?",
        "vilka resurser som behövs",
        {
            JA: "Ja, åtgärden kräver mer resurser.",
            NEJ: "Nej, åtgärden ryms i det som finns.",
            OSAKERT: "Det vet vi inte än.",
        },
    ),
    Fraga(
        "verksamhet",
        "Verksamheten",
        "Ändras verksamheten?",
        "hur verksamheten ändras",
        {
            JA: "Arbetssätt eller organisation ändras.",
            NEJ: "Verksamheten arbetar som i dag.",
            OSAKERT: "Det vet vi inte än.",
        },
    ),
    Fraga(
        "medborgare",
        "Invånare och brukare",
        "Märker invånare och brukare skillnad?",
        "hur invånare och brukare märker det",
        {
            JA: "Invånare och brukare märker skillnad.",
            NEJ: "Invånare och brukare märker ingen skillnad.",
            OSAKERT: "Det vet vi inte än.",
        },
    ),
    Fraga(
        "malandring",
        "Övergripande mål",
        "Behöver övergripande mål ändras?",
        "vilken ändring som behövs",
        {
            JA: "Ja, mål behöver ändras.",
            NEJ: "Nej, målen kan stå kvar som de är.",
            OSAKERT: "Det vet vi inte än.",
        },
    ),
)


def brister(varden: Mapping[str, str]) -> dict[str, str]:
    """Field → what stops the description from being finished: a question without answer, or a yes without words."""
    ut = {}
    for f in FRAGOR:
        svar = varden.get(f.falt, "")
        if not svar:
            ut[f.falt] = f"Frågan ”{f.fraga}” har inget svar."
        elif svar == JA and not varden.get(f"{f.falt}_text", "").strip():
            ut[f"{f.falt}_text"] = f"Svaret är ja på ”{f.fraga}”. Skriv {f.vad}."
    return ut


@dataclass(frozen=True, slots=True)
class Innehall:
    """What there is of a description beside its answers."""

    svar: Mapping[str, str]
    scenario: bool
    nollalternativ: bool
    antal_belopp: int
    antal_risker: int
    antal_grupper: int
    antal_alternativ: int
    antal_dialoger: int
    antal_forvantningar: int


def kvar(i: Innehall) -> list[tuple[str, str]]:
    """(anchor, what is missing) of what is not demanded but asked for by those who decide. In the page's order."""
    osakra = [f.fraga for f in FRAGOR if i.svar.get(f.falt) == OSAKERT]
    mojliga = (
        ("scenario", not i.scenario, "Berätta hur det blir: ett scenario som går att se framför sig."),
        ("fragor", bool(osakra), f"Ta reda på det som är osäkert: {_citera(osakra)}."),
        (
            "pengar",
            i.svar.get("resurser") == JA and not i.antal_belopp,
            "Mer resurser behövs, men inga belopp eller tjänster är angivna.",
        ),
        (
            "grupper",
            not i.antal_grupper,
            "Skriv vilka som berörs, och om det skiljer mellan kvinnor och män.",
        ),
        ("risker", not i.antal_risker, "Skriv vad som kan gå fel."),
        ("alternativ", not i.nollalternativ, "Skriv vad som händer om vi inte gör något."),
        ("alternativ", not i.antal_alternativ, "Skriv vilka andra sätt som övervägts."),
        ("dialog", not i.antal_dialoger, "Tala med dem i verksamheten som ska göra det."),
        ("effekt", not i.antal_forvantningar, "Ange vilken effekt som väntas, i siffror."),
    )
    return [(ankare, text) for ankare, saknas, text in mojliga if saknas]


def _citera(texter: Iterable[str]) -> str:
    return ", ".join(f"”{t}”" for t in texter)


@dataclass(frozen=True, slots=True)
class Post:
    """An amount as the table takes it. `belopp` tkr and `tjanster` årsarbetare, both signed."""

    nyckel: int
    ar: int
    namn: str
    slag: str
    belopp: int
    tjanster: Decimal


@dataclass(frozen=True, slots=True)
class Arssumma:
    """One year's money in tkr and posts in årsarbetare."""

    ar: int
    engangs: int
    lopande: int
    tjanster: Decimal

    @property
    def summa(self) -> int:
        return self.engangs + self.lopande


@dataclass(frozen=True, slots=True)
class Kostnadsbild:
    """The amounts year by year. Years between the first and the last without any are in `ar` too: nothing is a sum.

    `engangs` and `lopande` are the whole period's tkr. Årsarbetare are never summed over years.
    """

    ar: tuple[Arssumma, ...]
    engangs: int
    lopande: int

    @property
    def summa(self) -> int:
        return self.engangs + self.lopande


def kostnadsbild(poster: Iterable[Post]) -> Kostnadsbild:
    per_ar: dict[int, list[Post]] = defaultdict(list)
    for p in poster:
        per_ar[p.ar].append(p)
    ar = range(min(per_ar), max(per_ar) + 1) if per_ar else range(0)
    summor = tuple(
        Arssumma(
            a,
            sum(p.belopp for p in per_ar.get(a, ()) if p.slag == ENGANGS),
            sum(p.belopp for p in per_ar.get(a, ()) if p.slag == LOPANDE),
            sum((p.tjanster for p in per_ar.get(a, ())), Decimal(0)),
        )
        for a in ar
    )
    return Kostnadsbild(summor, sum(s.engangs for s in summor), sum(s.lopande for s in summor))


def riskniva(sannolikhet: int, foljd: int) -> str:
    """ "liten", "mattlig" or "stor", from how likely times how bad, 1–16: up to 3, up to 8, above."""
    tal = sannolikhet * foljd
    return "liten" if tal <= 3 else "mattlig" if tal <= 8 else "stor"


def beloppsfel(ar: int | None, belopp_tkr: int | None, tjanster: Decimal | float | None) -> dict[str, str]:
    fel = {}
    if ar is None or not AR_FRAN <= ar <= AR_TILL:
        fel["ar"] = f"Året ska vara mellan {AR_FRAN} och {AR_TILL}."
    if not belopp_tkr and not tjanster:
        fel["belopp_tkr"] = "Skriv ett belopp eller ett antal tjänster."
    return fel


FLEST_AR = 10


def arsfel(ar: int, till_ar: int | None, slag: str) -> dict[str, str]:
    """Whether an amount may be the same every year from `ar` to `till_ar`."""
    if till_ar is None or till_ar == ar:
        return {}
    if slag == ENGANGS:
        return {"till_ar": "Det som kostar en gång hör till ett år. Lämna det tomt, eller välj löpande."}
    if not ar < till_ar < ar + FLEST_AR:
        return {"till_ar": f"Sista året ska ligga efter {ar} och högst {FLEST_AR - 1} år senare."}
    return {}


def dialogfel(datum: date | None, idag: date) -> dict[str, str]:
    if datum is not None and datum > idag:
        return {"datum": "Datumet har inte varit än. Skriv in samtalet när det är hållet."}
    return {}


def malfel(malandring: str, antal_mal: int) -> dict[str, str]:
    if antal_mal and malandring == NEJ:
        return {"mal": "Svaret är att inga mål behöver ändras. Ta bort de valda målen, eller ändra svaret."}
    return {}
