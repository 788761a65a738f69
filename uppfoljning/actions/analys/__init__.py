"""Everything that changes an analysis. Each raises Planeringsfel (refused, nothing saved), its Analyslast (concluded),
or Krock (stale edit). All hold the analysis' row meanwhile, so that it cannot be concluded under somebody's hands."""

from planering.domain.fel import Krock, Planeringsfel
from uppfoljning.actions.analys.analys import (
    Redanoppen,
    andra_analys,
    ateroppna_analys,
    avsluta_analys,
    brister,
    oppna_analys,
    satt_slutord,
)
from uppfoljning.actions.analys.angra import angra_analysandring, kan_angras
from uppfoljning.actions.analys.belagg import andra_belagg, skapa_belagg, ta_bort_belagg
from uppfoljning.actions.analys.forslag import (
    andra_forslag,
    andra_kunskapskalla,
    skapa_forslag,
    skapa_kunskapskalla,
    ta_bort_forslag,
    ta_bort_kunskapskalla,
)
from uppfoljning.actions.analys.gemensamt import Analyslast
from uppfoljning.actions.analys.hypotes import (
    andra_hypotes,
    avgor_hypotes,
    flytta_hypotes,
    ordna_hypoteser,
    satt_paverkan,
    skapa_hypotes,
    ta_bort_hypotes,
)
from uppfoljning.actions.analys.orsaker import svara_om_orsaker
from uppfoljning.actions.analys.slutsats import andra_slutsats, skapa_slutsats, ta_bort_slutsats

__all__ = [
    "Analyslast",
    "Krock",
    "Planeringsfel",
    "Redanoppen",
    "andra_analys",
    "andra_belagg",
    "andra_forslag",
    "andra_hypotes",
    "andra_kunskapskalla",
    "andra_slutsats",
    "angra_analysandring",
    "ateroppna_analys",
    "avgor_hypotes",
    "avsluta_analys",
    "brister",
    "flytta_hypotes",
    "kan_angras",
    "oppna_analys",
    "ordna_hypoteser",
    "satt_paverkan",
    "satt_slutord",
    "skapa_belagg",
    "skapa_forslag",
    "skapa_hypotes",
    "skapa_kunskapskalla",
    "skapa_slutsats",
    "svara_om_orsaker",
    "ta_bort_belagg",
    "ta_bort_forslag",
    "ta_bort_hypotes",
    "ta_bort_kunskapskalla",
    "ta_bort_slutsats",
]
