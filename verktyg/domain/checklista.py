"""How far a checklist has come, and what remains."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verktyg.domain.instrument import DELVIS, JA, NEJ


@dataclass(frozen=True, slots=True)
class Checklistlage:
    """Ids of questions, in the checklist's order, by how they have been answered."""

    ja: tuple[str, ...]
    delvis: tuple[str, ...]
    nej: tuple[str, ...]
    obesvarade: tuple[str, ...]

    @property
    def antal(self) -> int:
        return self.besvarade + len(self.obesvarade)

    @property
    def besvarade(self) -> int:
        return len(self.ja) + len(self.delvis) + len(self.nej)

    @property
    def att_gora(self) -> int:
        """What is answered, but not with yes."""
        return len(self.delvis) + len(self.nej)

    @property
    def kvar(self) -> int:
        """What remains: to answer, or to do because the answer is not yes."""
        return self.antal - len(self.ja)

    @property
    def klar(self) -> bool:
        return not self.kvar


def lage(fragor: Iterable[str], svar: Mapping[str, str]) -> Checklistlage:
    """`svar`: question → ja, delvis or nej; a question without one (or with an empty one) is unanswered."""
    delar: dict[str, list[str]] = {JA: [], DELVIS: [], NEJ: [], "": []}
    for fraga in fragor:
        delar[svar.get(fraga, "")].append(fraga)
    return Checklistlage(*(tuple(delar[kod]) for kod in (JA, DELVIS, NEJ, "")))
