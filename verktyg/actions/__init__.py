"""Everything that changes a round. Each raises Verktygsfel (refused) or Krock (somebody else saved in between)."""

from verktyg.actions.deltagare import bjud_in, gruppera, ta_bort_inbjudan
from verktyg.actions.genomforande import andra, avsluta, oppna_igen, starta, ta_bort
from verktyg.actions.konsensus import godta_eniga, satt_konsensus
from verktyg.actions.svar import Post, svara
from verktyg.domain.fel import Krock, Verktygsfel

__all__ = [
    "Krock",
    "Post",
    "Verktygsfel",
    "andra",
    "avsluta",
    "bjud_in",
    "godta_eniga",
    "gruppera",
    "oppna_igen",
    "satt_konsensus",
    "starta",
    "svara",
    "ta_bort",
    "ta_bort_inbjudan",
]
