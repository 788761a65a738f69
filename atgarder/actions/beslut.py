"""Everything about papers, decisions and återkoppling. Each raises Planeringsfel (refused) or Krock (stale edit)."""

from atgarder.actions.aterkoppling import aterkoppla, avsta_aterkoppling, stang_beslut
from atgarder.actions.registrera import ratta_beslut, registrera_beslut
from atgarder.actions.underlag import (
    Underlagslast,
    andra_underlag,
    aterta_underlag,
    lamna_underlag,
    skapa_underlag,
    svara_pa_aterremiss,
    ta_bort_underlag,
)

__all__ = [
    "Underlagslast",
    "andra_underlag",
    "aterkoppla",
    "aterta_underlag",
    "avsta_aterkoppling",
    "lamna_underlag",
    "ratta_beslut",
    "registrera_beslut",
    "skapa_underlag",
    "stang_beslut",
    "svara_pa_aterremiss",
    "ta_bort_underlag",
]
