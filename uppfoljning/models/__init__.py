from uppfoljning.models.analys import Analys, Analysavvikelse, Analysdeltagare
from uppfoljning.models.analysgrupp import Analysgrupp, Gruppmedlem
from uppfoljning.models.arbetsplan import Arbetsplan, Arbetsuppgift
from uppfoljning.models.arende import Arende
from uppfoljning.models.atgardsforslag import Atgardsforslag, Kunskapskalla
from uppfoljning.models.bedomning import Bedomning, Berakning
from uppfoljning.models.belagg import Belagg
from uppfoljning.models.exempel import GottExempel
from uppfoljning.models.hypotes import Hypotes, Hypotesutslag
from uppfoljning.models.kalenderadress import Kalenderadress
from uppfoljning.models.kkikberattelse import Kkikberattelse
from uppfoljning.models.kommentar import Kommentar
from uppfoljning.models.leveransnyckel import Leveransnyckel
from uppfoljning.models.malansikte import Malansikte
from uppfoljning.models.mattrapportering import Mattrapportering
from uppfoljning.models.omgang import Inlamning, Ogonblicksbild, Omgang, Rapportrad
from uppfoljning.models.orsakssvar import Orsakssvar
from uppfoljning.models.slutsats import Slutsats
from uppfoljning.models.utfall import Utfall
from uppfoljning.models.utfallsinlasning import Utfallsinlasning

__all__ = [
    "Analys",
    "Analysavvikelse",
    "Analysdeltagare",
    "Analysgrupp",
    "Arbetsplan",
    "Arbetsuppgift",
    "Arende",
    "Atgardsforslag",
    "Bedomning",
    "Belagg",
    "Berakning",
    "GottExempel",
    "Gruppmedlem",
    "Hypotes",
    "Hypotesutslag",
    "Inlamning",
    "Kalenderadress",
    "Kkikberattelse",
    "Kommentar",
    "Kunskapskalla",
    "Leveransnyckel",
    "Malansikte",
    "Mattrapportering",
    "Ogonblicksbild",
    "Omgang",
    "Orsakssvar",
    "Rapportrad",
    "Slutsats",
    "Utfall",
    "Utfallsinlasning",
]
