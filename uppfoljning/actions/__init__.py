"""Writes."""

from uppfoljning.actions.ansikte import Ansiktsfel, satt_ansikte
from uppfoljning.actions.berakna import Beraknat, berakna_bedomningar
from uppfoljning.actions.berakning import koa_berakning, koa_missad_berakning, kor_berakning
from uppfoljning.actions.kommentera import Kommentarsfel, kommentera

__all__ = [
    "Ansiktsfel",
    "Beraknat",
    "Kommentarsfel",
    "berakna_bedomningar",
    "koa_berakning",
    "koa_missad_berakning",
    "kommentera",
    "kor_berakning",
    "satt_ansikte",
]
