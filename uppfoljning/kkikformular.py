"""The form of what has happened with a KKiK measure."""

from django import forms

from planering.forms.bas import Planeringsformular
from uppfoljning.actions.kkikberattelse import LANGST


class Kkikformular(Planeringsformular):
    """May be emptied when there is a text: the leaflet then shows the indicators' comments again."""

    knapp = "Spara"
    text = forms.CharField(
        label="Vad har hänt?",
        required=False,
        max_length=LANGST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Några meningar som en invånare förstår: vad kommunen har gjort under året och vad det gett. "
        "Töm fältet för att i stället visa kommentaren på indikatorn.",
        error_messages={"max_length": "Texten kan vara högst %(limit_value)d tecken. Den är %(show_value)d."},
    )
