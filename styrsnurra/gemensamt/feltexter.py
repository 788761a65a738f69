"""What a field says of a value it cannot take, in plain Swedish. A field's own words go before these."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError

ALLMANNA = {
    "required": "Fyll i fältet.",
    "null": "Fyll i fältet.",
    "blank": "Fyll i fältet.",
    "max_length": "Skriv högst %(limit_value)d tecken. Nu är det %(show_value)d.",
    "min_length": "Skriv minst %(limit_value)d tecken. Nu är det %(show_value)d.",
    "max_value": "Skriv ett tal som är högst %(limit_value)s.",
    "min_value": "Skriv ett tal som är minst %(limit_value)s.",
    "null_characters_not_allowed": "Texten innehåller ett tecken som inte går att spara. Skriv om den för hand.",
    "invalid_choice": "Välj ett av alternativen i listan.",
    "invalid_list": "Välj bland alternativen i listan.",
    "invalid_pk_value": "Välj bland alternativen i listan.",
    "unique": "Det finns redan en med samma uppgift. Skriv något annat.",
}
# What cannot be read as what it should be, by the kind of field; the first that fits.
OLASLIGA: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.URLField, "Skriv hela adressen, till exempel https://www.kommunen.se."),
    (forms.EmailField, "Skriv en hel e-postadress, till exempel namn@kommunen.se."),
    (forms.DateTimeField, "Skriv datum och tid, till exempel 2026-11-20 14:30."),
    (forms.DateField, "Skriv datum som åååå-mm-dd."),
    (forms.TimeField, "Skriv klockslag som tt:mm."),
    (forms.FloatField, "Skriv ett tal."),  # also decimals
    (forms.IntegerField, "Skriv ett heltal, utan decimaler."),
    (forms.FileField, "Filen kom inte fram. Välj den igen."),
)
FILER = {
    "required": "Välj en fil.",
    "missing": "Välj en fil.",
    "empty": "Filen är tom. Välj en annan.",
    "max_length": "Filens namn är för långt. Kalla den något kortare.",
}


def tala_rakt(falt: Iterable[forms.Field]) -> None:
    """Exchange what Django would have said for plain words. What a field or a form says itself stays."""
    for f in falt:
        texter = ALLMANNA | (FILER if isinstance(f, forms.FileField) else {})
        if olaslig := next((text for slag, text in OLASLIGA if isinstance(f, slag)), None):
            texter = texter | {"invalid": olaslig}
        for kod, text in texter.items():
            # Our own words are plain strings, Django's lazy translations. A code that the field has no word for is
            # that of a validator, which the field's word overrules.
            if not isinstance(f.error_messages.get(kod), str):
                f.error_messages[kod] = text


def raka_texter(fel: Iterable[ValidationError]) -> list[str]:
    """The messages of a stored row's checks, in plain words where they are Django's."""
    texter = []
    for ett in fel:
        text = ett.message
        if not isinstance(text, str) and ett.code in ALLMANNA:
            text = ALLMANNA[ett.code]
        texter.append(str(text) % ett.params if ett.params else str(text))
    return texter
