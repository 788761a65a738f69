"""The file to read a plan from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from planering.forms.bas import Planeringsformular
from planering.importers import MAX_BYTE, Filfel
from planering.importers.arbetsbok import Bladrader, las_arbetsbok


class Planboksformular(Planeringsformular):
    """`blad` is what a valid file holds."""

    knapp = "Visa vad som skulle ändras"
    fil = forms.FileField(
        label="Excelfil",
        help_text="En fil som är hämtad ur planen, högst 2 MB.",
        error_messages={
            "required": "Välj en fil.",
            "empty": "Filen är tom.",
            "missing": "Välj en fil.",
            "invalid": "Filen kom inte fram. Försök igen.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.blad: dict[str, Bladrader] = {}
        super().__init__(*args, **kwargs)

    def clean_fil(self) -> Any:
        fil = self.cleaned_data["fil"]
        if fil.size > MAX_BYTE:
            raise ValidationError("Filen är för stor. Den får vara högst 2 MB.")
        try:
            self.blad = las_arbetsbok(fil.read())
        except Filfel as fel:
            raise ValidationError(str(fel)) from fel
        return fil
