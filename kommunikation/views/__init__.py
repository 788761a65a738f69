"""Thin entrances."""

from kommunikation.views.hjulet import hjulet
from kommunikation.views.metod import metod
from kommunikation.views.oversikt import oversikt

__all__ = ["hjulet", "metod", "oversikt"]
