"""The words of the lights: signals, directions, arrows and reasons, each with its Swedish label.

The codes are what is stored and sent; the labels are what people read. A signal has different words
for different lights, because "green" means a reached level in one and a place among the best in the other.
"""

from enum import StrEnum


class Signal(StrEnum):
    """Colour of one light. `gra` always comes with an `Orsak`."""

    GRON = "gron"
    GUL = "gul"
    ROD = "rod"
    GRA = "gra"

    @property
    def etikett(self) -> str:
        """The target light's words, which are also the words for a colour on its own."""
        return _MAL[self]

    @property
    def etikett_mal(self) -> str:
        return _MAL[self]

    @property
    def etikett_andra(self) -> str:
        return _ANDRA[self]

    @property
    def etikett_pa_vag(self) -> str:
        return _PA_VAG[self]

    @property
    def etikett_maluppfyllelse(self) -> str:
        """The face of a whole goal."""
        return _ANSIKTE[self]

    @property
    def farg(self) -> str:
        """The colour's own name, for legends and exports."""
        return _FARG[self]


class Riktning(StrEnum):
    """Which way is good. Chosen by a person, never inferred from data."""

    HOG = "hog"
    LAG = "lag"
    INTERVALL = "intervall"
    NEUTRAL = "neutral"

    @property
    def etikett(self) -> str:
        return _RIKTNING[self]


class Trend(StrEnum):
    """How the number itself moves, good or bad unsaid."""

    STIGANDE = "stigande"
    SJUNKANDE = "sjunkande"
    PLAN = "plan"

    @property
    def etikett(self) -> str:
        return _TREND[self]


class Godhet(StrEnum):
    """What the movement means, once a direction is known."""

    FORBATTRAS = "forbattras"
    FORSAMRAS = "forsamras"
    OFORANDRAD = "oforandrad"

    @property
    def etikett(self) -> str:
        return _GODHET[self]


class Konlage(StrEnum):
    """The gap between women and men, against the same gap in other municipalities."""

    AVVIKER = "avviker"
    SOM_ANDRA = "som_andra"

    @property
    def etikett(self) -> str:
        return _KONLAGE[self]


class Vana(StrEnum):
    """What two changes in the bad direction in a row have usually led to, for one nyckeltal."""

    BRUKAR_VANDA = "brukar_vanda"
    BRUKAR_HALLA_I_SIG = "brukar_halla_i_sig"

    @property
    def etikett(self) -> str:
        return _VANA[self]


class Orsak(StrEnum):
    """Why a light is grey, or yellow against the plain rule."""

    UTFALL_SAKNAS = "utfall_saknas"
    INGEN_MALNIVA = "ingen_malniva"
    VARDERAS_EJ = "varderas_ej"
    INGEN_UTGANGSPUNKT = "ingen_utgangspunkt"
    FOR_FA_JAMFORBARA = "for_fa_jamforbara"
    FOR_KORT_SERIE = "for_kort_serie"
    EJ_MATT = "ej_matt"
    FOR_LITE_UNDERLAG = "for_lite_underlag"
    INOM_FELMARGINAL = "inom_felmarginal"

    @property
    def etikett(self) -> str:
        return _ORSAK[self]


_MAL = {
    Signal.GRON: "Når målet",
    Signal.GUL: "Nära målet",
    Signal.ROD: "Når inte målet",
    Signal.GRA: "Kan inte bedömas",
}
_ANDRA = {
    Signal.GRON: "Bland de bästa 25 %",
    Signal.GUL: "I mitten",
    Signal.ROD: "Bland de sämsta 25 %",
    Signal.GRA: "Kan inte bedömas",
}
_PA_VAG = {
    Signal.GRON: "På väg mot målet",
    Signal.GUL: "Nästan på väg",
    Signal.ROD: "Inte på väg mot målet",
    Signal.GRA: "Kan inte bedömas",
}
_ANSIKTE = {
    Signal.GRON: "Målet nås",
    Signal.GUL: "Målet nås delvis",
    Signal.ROD: "Målet nås inte",
    Signal.GRA: "Kan inte bedömas",
}
_FARG = {Signal.GRON: "Grön", Signal.GUL: "Gul", Signal.ROD: "Röd", Signal.GRA: "Grå"}
_RIKTNING = {
    Riktning.HOG: "Högt värde är bra",
    Riktning.LAG: "Lågt värde är bra",
    Riktning.INTERVALL: "Bra inom ett intervall",
    Riktning.NEUTRAL: "Värderas inte",
}
_TREND = {
    Trend.STIGANDE: "Stiger",
    Trend.SJUNKANDE: "Sjunker",
    Trend.PLAN: "Ingen säker förändring",
}
_GODHET = {
    Godhet.FORBATTRAS: "förbättras",
    Godhet.FORSAMRAS: "försämras",
    Godhet.OFORANDRAD: "oförändrad",
}
_KONLAGE = {
    Konlage.AVVIKER: "Större skillnad än i de flesta kommuner",
    Konlage.SOM_ANDRA: "Skillnad som i andra kommuner",
}
_VANA = {Vana.BRUKAR_VANDA: "brukar vända", Vana.BRUKAR_HALLA_I_SIG: "brukar hålla i sig"}
_ORSAK = {
    Orsak.UTFALL_SAKNAS: "utfall saknas",
    Orsak.INGEN_MALNIVA: "ingen målnivå för året",
    Orsak.VARDERAS_EJ: "måttet värderas inte",
    Orsak.INGEN_UTGANGSPUNKT: "utgångspunkt saknas",
    Orsak.FOR_FA_JAMFORBARA: "för få jämförbara kommuner",
    Orsak.FOR_KORT_SERIE: "för få mätta år",
    Orsak.EJ_MATT: "inte mätt på nytt detta år",
    Orsak.FOR_LITE_UNDERLAG: "för få indikatorer kan bedömas",
    Orsak.INOM_FELMARGINAL: "inom felmarginalen",
}
