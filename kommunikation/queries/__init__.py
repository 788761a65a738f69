"""Reads for the cockpit and the wheel."""

from kommunikation.queries.att_gora import Attgora, Forbattring, att_gora
from kommunikation.queries.beslutslage import Beslutslage, Fattat, atgardslage, att_prioritera, beslutslage
from kommunikation.queries.planlage import planlagen
from kommunikation.queries.vid import KLARA, SNART, Vid, vid_sidan

__all__ = [
    "KLARA",
    "SNART",
    "Attgora",
    "Beslutslage",
    "Fattat",
    "Forbattring",
    "Vid",
    "atgardslage",
    "att_gora",
    "att_prioritera",
    "beslutslage",
    "planlagen",
    "vid_sidan",
]
