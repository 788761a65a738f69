"""What the actions share."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from verktyg.domain.fel import Verktygsfel
from verktyg.models import Genomforande

TEXTLANGD = 2000
# PostgreSQL cannot keep it, and no keyboard makes it: it comes with what was pasted.
NOLLTECKEN = "Texten har ett osynligt tecken (noll) som inte går att spara. Skriv om det du klistrade in."


def las(runda: Genomforande, *, oppen: bool = False) -> Genomforande:
    """The round anew, locked until the transaction ends: answers, agreements and the closing come one at a time.
    Raises Verktygsfel when it is gone, or closed though `oppen` is demanded."""
    rad = Genomforande.objects.select_for_update(of=("self",)).filter(pk=runda.pk).first()
    if rad is None:
        raise Verktygsfel("Genomförandet har tagits bort av någon annan.")
    if oppen and not rad.ar_oppen:
        raise Verktygsfel("Genomförandet är avslutat och tar inte emot fler svar.")
    return rad


def granska(rad: models.Model) -> None:
    """Check a whole row. Raises Verktygsfel with the fields' messages."""
    nolltecken = [falt.name for falt in rad._meta.concrete_fields if "\0" in str(getattr(rad, falt.attname))]
    if nolltecken:
        raise Verktygsfel({falt: [NOLLTECKEN] for falt in nolltecken})
    try:
        rad.full_clean()
    except ValidationError as fel:
        raise Verktygsfel(
            {("" if falt == NON_FIELD_ERRORS else falt): texter for falt, texter in fel.message_dict.items()}
        ) from fel


def granska_text(text: str) -> str | None:
    """Why a note cannot be saved; None when it can."""
    if "\0" in text:
        return NOLLTECKEN
    if len(text) <= TEXTLANGD:
        return None
    return f"Texten är {len(text)} tecken lång. Korta den till högst {TEXTLANGD}."
