"""Thin entrances."""

from uppfoljning.views.ansikte import ansikte
from uppfoljning.views.indikator import indikator, indikator_csv, kommentar
from uppfoljning.views.signaltabell import maluppfyllelse, maluppfyllelse_csv

__all__ = ["ansikte", "indikator", "indikator_csv", "kommentar", "maluppfyllelse", "maluppfyllelse_csv"]
