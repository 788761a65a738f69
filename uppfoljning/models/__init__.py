from uppfoljning.models.bedomning import Bedomning, Berakning
from uppfoljning.models.kommentar import Kommentar
from uppfoljning.models.malansikte import Malansikte
from uppfoljning.models.omgang import Inlamning, Ogonblicksbild, Omgang, Rapportrad
from uppfoljning.models.utfall import Utfall

__all__ = [
    "Bedomning",
    "Berakning",
    "Inlamning",
    "Kommentar",
    "Malansikte",
    "Ogonblicksbild",
    "Omgang",
    "Rapportrad",
    "Utfall",
]
