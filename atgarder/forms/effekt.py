"""What people make of an effect."""

from typing import Any

from django import forms

from atgarder.models import Effektbedomning
from planering.forms.bas import Planeringsformular
from styrsnurra.gemensamt.falt import IsoDatumfalt
from uppfoljning.analysformular import ruta


class Bedomningsformular(Planeringsformular):
    knapp = "Spara bedömningen"
    slutsats = forms.ChoiceField(
        label="Vad menar vi?",
        choices=Effektbedomning.Slutsats.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad ni menar."},
    )
    text = forms.CharField(
        label="Varför?",
        max_length=4000,
        widget=ruta(6),
        help_text="Vad har ni sett som talar för och emot? Texten visas öppet i Det som fungerade: skriv inga namn.",
        error_messages={"required": "Skriv varför ni menar det."},
    )
    datum = IsoDatumfalt(label="Datum för bedömningen")

    def ur(self, objekt: Effektbedomning) -> dict[str, Any]:
        return {"slutsats": objekt.slutsats, "text": objekt.text, "datum": objekt.datum}
