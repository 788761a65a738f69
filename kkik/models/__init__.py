from kkik.models.definition import Definitionsbrott, NyckeltalVersion, Riktningsval
from kkik.models.grupp import Kommungrupp, Nyckeltalsgrupp
from kkik.models.importkorning import Importkorning, Importsteg
from kkik.models.kommun import Kommun
from kkik.models.lage import Lage, Nyckeltalslage
from kkik.models.nyckeltal import Nyckeltal
from kkik.models.varde import Gruppvarde, Kon, Varde, Vardeandring

__all__ = [
    "Definitionsbrott",
    "Gruppvarde",
    "Importkorning",
    "Importsteg",
    "Kommun",
    "Kommungrupp",
    "Kon",
    "Lage",
    "Nyckeltal",
    "NyckeltalVersion",
    "Nyckeltalsgrupp",
    "Nyckeltalslage",
    "Riktningsval",
    "Varde",
    "Vardeandring",
]
