"""An expected effect in words."""

from atgarder.models import Forvantadeffekt
from planering.presenters.assistent import efter_tal
from styrsnurra.gemensamt.tal import antal_decimaler, formatera, formatera_skillnad


def decimaler(f: Forvantadeffekt) -> int:
    """As many as the indicator shows, and as what was typed has."""
    return max(f.indikator.decimaler, antal_decimaler(f.till))


def franortext(f: Forvantadeffekt) -> str:
    """ "84,8 % (2024)"; "inte mätt än" without a measured value."""
    if f.fran is None:
        return "inte mätt än"
    return f"{formatera(f.fran, decimaler(f), efter_tal(f.indikator.matt.enhet))} ({f.franar})"


def tilltext(f: Forvantadeffekt) -> str:
    """ "88,0 % 2027"."""
    return f"{formatera(f.till, decimaler(f), efter_tal(f.indikator.matt.enhet))} {f.effektar}"


def skillnadstext(f: Forvantadeffekt) -> str:
    """ "+3,2 procentenheter", empty without a measured value."""
    if f.fran is None:
        return ""
    return formatera_skillnad(f.till - f.fran, decimaler(f), efter_tal(f.indikator.matt.enhet))


def forsamring(f: Forvantadeffekt) -> bool:
    """Whether it is expected to get worse, by what the indicator says is good. False where that is not said."""
    if f.fran is None or f.till == f.fran:
        return False
    riktning = f.indikator.riktning
    return (riktning == "hog" and f.till < f.fran) or (riktning == "lag" and f.till > f.fran)


def effekttext(f: Forvantadeffekt) -> str:
    """The whole in a line: "Behöriga elever: 84,8 % (2024) → 88,0 % 2027"."""
    return f"{f.indikator.namn}: {franortext(f)} → {tilltext(f)}"
