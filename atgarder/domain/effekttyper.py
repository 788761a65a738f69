"""Rule 8's words: the verdicts, why there is none, and one compared municipality."""

from dataclasses import dataclass
from enum import StrEnum


class Utslag(StrEnum):
    """The verdict. `inget_utslag` always comes with an `Utslagshinder`, and never means "no effect"."""

    VISAD = "effekt_visad"
    EJ_VISAD = "effekt_ej_visad"
    SAMRE = "samre_an_jamforbara"
    INGET = "inget_utslag"


class Utslagshinder(StrEnum):
    """Why there is no verdict."""

    EGET_MATT = "eget_matt"
    VARDERAS_EJ = "varderas_ej"
    EFFEKTAR = "effektar_fore_beslut"
    EJ_MATT_FORE = "ej_matt_fore"
    FOR_TIDIGT = "for_tidigt"
    EJ_MATT_EFTER = "ej_matt_efter"
    DEFINITIONSBROTT = "definitionsbrott"
    FOR_FA = "for_fa_jamforbara"

    @property
    def etikett(self) -> str:
        return _HINDER[self]


_HINDER = {
    Utslagshinder.EGET_MATT: "måttet är kommunens eget, så det finns inga andra kommuner att jämföra med",
    Utslagshinder.VARDERAS_EJ: "måttet värderas inte, så ingen förändring är bättre eller sämre än en annan",
    Utslagshinder.EFFEKTAR: "effektåret ligger inte efter beslutet",
    Utslagshinder.EJ_MATT_FORE: "kommunen har inget mätt värde från åren före beslutet",
    Utslagshinder.FOR_TIDIGT: "det är för tidigt, effektåret är inte mätt än",
    Utslagshinder.EJ_MATT_EFTER: "kommunen har inget mätt värde från effektåret och framåt",
    Utslagshinder.DEFINITIONSBROTT: "måttet har fått en ny definition mellan före och efter",
    Utslagshinder.FOR_FA: "för få andra kommuner är mätta både före och efter",
}


@dataclass(frozen=True, slots=True)
class Jamford:
    """One municipality: the mean of its measured values before and after, on the rule's axis (see Effekt)."""

    kommun: int
    fore: float
    efter: float

    @property
    def forandring(self) -> float:
        return self.efter - self.fore
