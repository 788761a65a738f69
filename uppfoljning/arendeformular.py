"""Answering an item."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms

from uppfoljning.actions.arenden import LANGST, SVAR
from uppfoljning.models import Arende


class Arendeformular(forms.Form):
    svar = forms.ChoiceField(
        label="Vad gör vi?",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett svar.", "invalid_choice": "Välj ett av svaren."},
    )
    motivering = forms.CharField(
        label="Varför?",
        required=False,
        max_length=LANGST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Behövs när ni behåller det, eller inte gör något. Den som undrar sedan ska få ett svar.",
        error_messages={
            "max_length": "Motiveringen kan vara högst %(limit_value)d tecken. Den är %(show_value)d."
        },
    )

    def __init__(self, *args: Any, arende: Arende, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nyckeltal = arende.orsak in (Arende.Orsak.FORSVUNNET, Arende.Orsak.UPPHOR)
        self.fields["svar"].choices = [
            (s.value, s.label) for s in SVAR if nyckeltal or s is not Arende.Svar.BYT
        ]
        self.helper = FormHelper()
        self.helper.form_class = "formular"
        self.helper.attrs = {"novalidate": True, "data-varna-osparat": True}
        self.helper.layout = Layout("svar", "motivering", Div(Submit("spara", "Svara"), css_class="knapprad"))
