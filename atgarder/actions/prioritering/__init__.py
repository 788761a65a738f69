"""Everything that changes a round of prioritising. Each raises Planeringsfel (refused, nothing saved), its
Prioriteringslast (closed) or Krock (stale edit). All hold the round's row meanwhile, so that it cannot be closed under
somebody's hands."""

from atgarder.actions.prioritering.angra import angra_borttagning, ta_bort_prioritering
from atgarder.actions.prioritering.egen import klar_med_min_del, oppna_min_del, placera, poangsatt
from atgarder.actions.prioritering.gemensamt import Prioriteringslast
from atgarder.actions.prioritering.runda import (
    andra_prioritering,
    avsluta_prioritering,
    oppna_prioritering,
)

__all__ = [
    "Prioriteringslast",
    "andra_prioritering",
    "angra_borttagning",
    "avsluta_prioritering",
    "klar_med_min_del",
    "oppna_min_del",
    "oppna_prioritering",
    "placera",
    "poangsatt",
    "ta_bort_prioritering",
]
