"""Reads for the cockpit and the wheel."""

from kommunikation.queries.beslutslage import Beslutslage, Fattat, atgardslage, att_prioritera, beslutslage
from kommunikation.queries.planlage import planlagen
from kommunikation.queries.vid import KLARA, SNART, Vid, vid_sidan

__all__ = [
    "KLARA",
    "SNART",
    "Beslutslage",
    "Fattat",
    "Vid",
    "atgardslage",
    "att_prioritera",
    "beslutslage",
    "planlagen",
    "vid_sidan",
]
