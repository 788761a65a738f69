from atgarder.models.beslut import (
    Aterkoppling,
    Beslut,
    Beslutadeffekt,
    Beslutsavslut,
    Beslutspunkt,
    Beslutsunderlag,
    Underlagsforslag,
)
from atgarder.models.effekt import Atgardseffekt, Effektbedomning
from atgarder.models.forvantan import Forvantadeffekt
from atgarder.models.konsekvens import (
    Alternativ,
    Berordgrupp,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Svar,
    Verksamhetsdialog,
)
from atgarder.models.prioritering import (
    Kriteriepoang,
    Kriterium,
    Placering,
    Prioritering,
    Prioriteringsdeltagare,
    Prioriteringsforslag,
)
from atgarder.models.uppdrag import Atgardsuppdrag, Malandringsforslag, Resursbehov

__all__ = [
    "Alternativ",
    "Aterkoppling",
    "Atgardseffekt",
    "Atgardsuppdrag",
    "Berordgrupp",
    "Beslut",
    "Beslutadeffekt",
    "Beslutsavslut",
    "Beslutspunkt",
    "Beslutsunderlag",
    "Effektbedomning",
    "Forvantadeffekt",
    "Konsekvensbelopp",
    "Konsekvensbeskrivning",
    "Konsekvensrisk",
    "Kriteriepoang",
    "Kriterium",
    "Malandringsforslag",
    "Placering",
    "Prioritering",
    "Prioriteringsdeltagare",
    "Prioriteringsforslag",
    "Resursbehov",
    "Svar",
    "Underlagsforslag",
    "Verksamhetsdialog",
]
