"""Everything that changes a plan. Each raises Planeringsfel (refused), PlanLast (decided) or Krock (stale edit)."""

from planering.actions.aktivitet import (
    andra_aktivitet,
    avfor_aktivitet,
    flytta_aktivitet,
    skapa_aktivitet,
    stam_av,
    ta_bort_aktivitet,
)
from planering.actions.angra import angra, kan_angras
from planering.actions.avstamning import avstamningens_handelse
from planering.actions.egetmatt import andra_egetmatt, skapa_egetmatt, ta_bort_egetmatt
from planering.actions.egetmatt import hinder_mot_borttagning as hinder_mot_matt
from planering.actions.gemensamt import foljer_med, last_text
from planering.actions.handlingsplan import (
    andra_handlingsplan,
    skapa_handlingsplan,
    ta_bort_handlingsplan,
)
from planering.actions.indikator import (
    andra_indikator,
    flytta_indikator,
    skapa_indikator,
    ta_bort_indikator,
)
from planering.actions.kopiera import kopiera_framat, ny_version, pagaende_version
from planering.actions.kunskapskort import skriv_kunskapskort
from planering.actions.mal import andra_mal, flytta_mal, hinder_mot_borttagning, skapa_mal, ta_bort_mal
from planering.actions.malkvalitet import (
    andra_malforbattring,
    skapa_malforbattring,
    svara_om_malkvalitet,
    ta_bort_malforbattring,
)
from planering.actions.malniva import granska as granska_malnivaer
from planering.actions.malniva import nivaer_for, satt_malnivaer
from planering.actions.ordna import ordna
from planering.actions.plan import (
    andra_malomrade,
    andra_plan,
    besluta_plan,
    flytta_malomrade,
    skapa_malomrade,
    skapa_plan,
    ta_bort_malomrade,
    ta_bort_plan,
)
from planering.actions.styrperiod import andra_styrperiod, skapa_styrperiod, ta_bort_styrperiod
from planering.actions.utkast import kasta_utkast, spara_en_gang, spara_utkast, sparat_svar
from planering.domain.fel import Krock, Planeringsfel, PlanLast

__all__ = [
    "Krock",
    "PlanLast",
    "Planeringsfel",
    "andra_aktivitet",
    "andra_egetmatt",
    "andra_handlingsplan",
    "andra_indikator",
    "andra_mal",
    "andra_malforbattring",
    "andra_malomrade",
    "andra_plan",
    "andra_styrperiod",
    "angra",
    "avfor_aktivitet",
    "avstamningens_handelse",
    "besluta_plan",
    "flytta_aktivitet",
    "flytta_indikator",
    "flytta_mal",
    "flytta_malomrade",
    "foljer_med",
    "granska_malnivaer",
    "hinder_mot_borttagning",
    "hinder_mot_matt",
    "kan_angras",
    "kasta_utkast",
    "kopiera_framat",
    "last_text",
    "nivaer_for",
    "ny_version",
    "ordna",
    "pagaende_version",
    "satt_malnivaer",
    "skapa_aktivitet",
    "skapa_egetmatt",
    "skapa_handlingsplan",
    "skapa_indikator",
    "skapa_mal",
    "skapa_malforbattring",
    "skapa_malomrade",
    "skapa_plan",
    "skapa_styrperiod",
    "skriv_kunskapskort",
    "spara_en_gang",
    "spara_utkast",
    "sparat_svar",
    "stam_av",
    "svara_om_malkvalitet",
    "ta_bort_aktivitet",
    "ta_bort_egetmatt",
    "ta_bort_handlingsplan",
    "ta_bort_indikator",
    "ta_bort_mal",
    "ta_bort_malforbattring",
    "ta_bort_malomrade",
    "ta_bort_plan",
    "ta_bort_styrperiod",
]
