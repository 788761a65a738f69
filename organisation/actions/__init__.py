"""Writes."""

from organisation.actions.inloggning import (
    byt_losenord,
    logga_inloggning,
    logga_misslyckad_inloggning,
    logga_utloggning,
)
from organisation.actions.jobb import (
    avsluta,
    fanga_stannade,
    hjartslag,
    misslyckas,
    skicka_jobb,
    skicka_task,
    ta_jobb,
)
from organisation.actions.kommun import valj_bort_kommun, valj_kommun
from organisation.actions.logg import logga
from organisation.actions.personer import logga_roll, ta_bort_person, tilldela_roll
from organisation.actions.utskick import koa_utskick, skicka_koade, skicka_om

__all__ = [
    "avsluta",
    "byt_losenord",
    "fanga_stannade",
    "hjartslag",
    "koa_utskick",
    "logga",
    "logga_inloggning",
    "logga_misslyckad_inloggning",
    "logga_roll",
    "logga_utloggning",
    "misslyckas",
    "skicka_jobb",
    "skicka_koade",
    "skicka_om",
    "skicka_task",
    "ta_bort_person",
    "ta_jobb",
    "tilldela_roll",
    "valj_bort_kommun",
    "valj_kommun",
]
