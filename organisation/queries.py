"""Reads."""

from django.core.cache import cache

from organisation.models import Kommuninstallning

INSTALLNING_NYCKEL = "kommuninstallning"


def kommuninstallning() -> Kommuninstallning | None:
    """The own municipality, or None before one is chosen. Cached for a minute; actions clear it."""
    installning = cache.get(INSTALLNING_NYCKEL)
    if installning is None:
        installning = Kommuninstallning.objects.filter(pk=1).first()
        if installning is not None:
            cache.set(INSTALLNING_NYCKEL, installning, 60)
    return installning
