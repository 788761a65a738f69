from atgarder.adresser_beslut import BESLUT
from atgarder.adresser_effekt import EFFEKT
from atgarder.adresser_forslag import FORSLAG
from atgarder.adresser_prioritering import PRIORITERING
from atgarder.adresser_trad import TRAD
from atgarder.adresser_uppdrag import UPPDRAG

app_name = "atgarder"
urlpatterns = [*FORSLAG, *PRIORITERING, *BESLUT, *UPPDRAG, *EFFEKT, *TRAD]
