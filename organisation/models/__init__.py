from organisation.models.enhet import Enhet, Enhetsniva
from organisation.models.handelse import Handelse
from organisation.models.jobb import Jobbrad, Jobbstatus
from organisation.models.kommuninstallning import Kommuninstallning
from organisation.models.person import Person
from organisation.models.rolltilldelning import Rolltilldelning
from organisation.models.utskick import Utskick

__all__ = [
    "Enhet",
    "Enhetsniva",
    "Handelse",
    "Jobbrad",
    "Jobbstatus",
    "Kommuninstallning",
    "Person",
    "Rolltilldelning",
    "Utskick",
]
