"""Reads for the cockpit and the wheel."""

from kommunikation.queries.planlage import planlagen
from kommunikation.queries.vid import KLARA, SNART, Vid, vid_sidan

__all__ = ["KLARA", "SNART", "Vid", "planlagen", "vid_sidan"]
