from verktyg.models.deltagare import Deltagande, Grupp, Inbjudan
from verktyg.models.genomforande import Genomforande, Rad
from verktyg.models.svar import Konsensus, Svar

__all__ = ["Deltagande", "Genomforande", "Grupp", "Inbjudan", "Konsensus", "Rad", "Svar"]
