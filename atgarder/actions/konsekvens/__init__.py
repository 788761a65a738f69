"""Describing what a proposal would mean. Each raises Planeringsfel (refused, nothing saved), its Forslagslast (a paper
or a decision holds the proposal) or Beskrivningklar (said to be finished), or Krock (stale edit)."""

from atgarder.actions.gemensamt import Forslagslast
from atgarder.actions.konsekvens.beskrivning import (
    Beskrivningklar,
    angra_konsekvens,
    klarmarkera,
    oppna_igen,
    spara_konsekvens,
)
from atgarder.actions.konsekvens.delar import (
    andra_alternativ,
    andra_belopp,
    andra_dialog,
    andra_grupp,
    andra_risk,
    skapa_alternativ,
    skapa_belopp,
    skapa_belopp_flera_ar,
    skapa_dialog,
    skapa_grupp,
    skapa_risk,
    ta_bort_alternativ,
    ta_bort_belopp,
    ta_bort_dialog,
    ta_bort_grupp,
    ta_bort_risk,
)

__all__ = [
    "Beskrivningklar",
    "Forslagslast",
    "andra_alternativ",
    "andra_belopp",
    "andra_dialog",
    "andra_grupp",
    "andra_risk",
    "angra_konsekvens",
    "klarmarkera",
    "oppna_igen",
    "skapa_alternativ",
    "skapa_belopp",
    "skapa_belopp_flera_ar",
    "skapa_dialog",
    "skapa_grupp",
    "skapa_risk",
    "spara_konsekvens",
    "ta_bort_alternativ",
    "ta_bort_belopp",
    "ta_bort_dialog",
    "ta_bort_grupp",
    "ta_bort_risk",
]
