"""Thin entrances."""

from kommunikation.views.metod import metod
from kommunikation.views.oversikt import oversikt

__all__ = ["metod", "oversikt"]
