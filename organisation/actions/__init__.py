"""Writes."""

from organisation.actions.jobb import avsluta, fanga_stannade, hjartslag, misslyckas, skicka_jobb, ta_jobb
from organisation.actions.kommun import valj_kommun
from organisation.actions.logg import logga

__all__ = [
    "avsluta",
    "fanga_stannade",
    "hjartslag",
    "logga",
    "misslyckas",
    "skicka_jobb",
    "ta_jobb",
    "valj_kommun",
]
