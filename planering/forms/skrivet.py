"""What somebody wrote in a form, told to people; and the key that tells one opened form from another."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.http import QueryDict
from django.utils.choices import flatten_choices

FORMULARNYCKEL = "formularnyckel"  # the hidden field
UTANFOR = "något som inte finns i listan"


@dataclass(frozen=True, slots=True)
class Skrivet:
    """One field that was filled in, and could not be saved."""

    etikett: str
    text: str


class Ruta(Protocol):
    """A box of a grid."""

    etikett: str
    text: str

    @property
    def andrad(self) -> bool: ...


def formularnyckel(data: Mapping[str, str]) -> str:
    """The key that a form was opened with; empty when there is none, or a made-up one."""
    nyckel = data.get(FORMULARNYCKEL, "")
    return nyckel if re.fullmatch(r"[\w-]{12}", nyckel, re.ASCII) else ""


def skrivna_texter(data: QueryDict) -> list[Skrivet]:
    """What was written, where nobody knows in which fields: whatever has a letter in it."""
    dolda = {"csrfmiddlewaretoken", "spara", FORMULARNYCKEL}
    return [
        Skrivet("", text)
        for namn, texter in data.lists()
        for text in texter
        if namn not in dolda and any(tecken.isalpha() for tecken in text)
    ]


def ifyllda(rutor: Iterable[Ruta]) -> list[Skrivet]:
    """What was filled in in a grid's boxes and differs from what is stored."""
    return [Skrivet(ruta.etikett, ruta.text or "tomt") for ruta in rutor if ruta.andrad]


def visa(falt: forms.Field, varde: Any) -> str:
    """A field's value as people read it: the words of a choice, the text of a number; "tomt" when there is none."""
    text = falt.prepare_value(varde)
    if text is None or text in ("", []):
        return "tomt"
    if isinstance(falt, forms.BooleanField):
        return "ja" if varde in (True, "on", "True") else "nej"
    if not isinstance(falt, forms.ChoiceField):
        return str(text)
    namn = {str(n): str(e) for n, e in flatten_choices(falt.choices)} | getattr(falt, "korta", {})
    if isinstance(text, list):
        return ", ".join(namn.get(str(t), UTANFOR) for t in text)
    return namn.get(str(text), UTANFOR)
