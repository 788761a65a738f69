"""What became of Storköping's proposals: consequences, expected effects, priorities, papers, decisions, assignments.
All invented. Years and days are counted from the load, save for what was decided in 2022."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Belopp:
    """`om`: years after the load's."""

    om: int
    post: str
    slag: str
    tkr: int = 0
    tjanster: float = 0


@dataclass(frozen=True, slots=True)
class Konsekvens:
    """`svar`: question → (answer, words). `grupper` are (who, kön, how it goes, words), `risker` (what, probability,
    harm, what is done about it), `alternativ` (title, what, why not), `dialog` (with whom, what was said, what it led
    to). `mal`: titles of the goals that would change. A description that is not `klar` is still being written."""

    svar: Mapping[str, tuple[str, str]]
    scenario: str = ""
    nollalternativ: str = ""
    belopp: tuple[Belopp, ...] = ()
    risker: tuple[tuple[str, int, int, str], ...] = ()
    grupper: tuple[tuple[str, str, str, str], ...] = ()
    alternativ: tuple[tuple[str, str, str], ...] = ()
    dialog: tuple[str, str, str] | None = None
    mal: tuple[str, ...] = ()
    klar: bool = True


@dataclass(frozen=True, slots=True)
class Vantan:
    """An expected effect: `om` years after the load's, or in the year `ar`."""

    nyckeltal: str
    till: float
    om: int = 0
    ar: int = 0
    varfor: str = ""


@dataclass(frozen=True, slots=True)
class Uppdrag:
    """`aktiviteter` are (name, who, begins and ends as days from the load, state, how it leads to the goal,
    how it is done)."""

    enhet: str
    ansvarig: str
    namn: str
    aktiviteter: tuple[tuple[str, str, int, int, str, str, str], ...] = ()
    gjort: date | None = None
    gjort_text: str = ""
    lardom: str = ""
    slutsats: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Atgard:
    """A proposal by its title. `utfall` in the decision, with what was changed or why."""

    forslag: str
    konsekvens: Konsekvens
    vantan: tuple[Vantan, ...] = ()
    utfall: str = ""
    andring: str = ""
    uppdrag: Uppdrag | None = None


@dataclass(frozen=True, slots=True)
class Arende:
    """What goes to one meeting. `dag`: the day of the decision, `dagar`: days before the load; a paper with neither
    waits for its meeting. `forberedd`: days before the load (or, with `dag`, before it) when the work on it begins.
    `diarienummer` may hold {ar}. `placeringar`: person → (insats, effekt) or scores for each proposal, in their order."""

    titel: str
    enhet: str
    forberedd: int
    inledning: str
    atgarder: tuple[Atgard, ...]
    prioritering: str
    sammanfattning: str
    placeringar: Mapping[str, tuple[tuple[int, ...], ...]]
    kriterier: tuple[tuple[str, int], ...] = ()
    instans: str = ""
    dag: date | None = None
    dagar: int = 0
    diarienummer: str = ""
    paragraf: str = ""
    reservation: str = ""
    aterkoppling: tuple[tuple[str, str, str], ...] = ()
    avstar: tuple[tuple[str, str], ...] = ()
    informeras: str = "Förvaltningschefen informerar berörda chefer samma vecka, och de sina medarbetare."
    uppfoljning: str = "Nämnden får en lägesrapport i varje delårsrapport tills åtgärderna är genomförda."
