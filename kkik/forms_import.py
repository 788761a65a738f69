"""Starting an import by hand."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.urls import reverse_lazy

MAX_IDS = 500


class Importformular(forms.Form):
    vad = forms.ChoiceField(
        label="Vad ska hämtas?",
        choices=[
            ("kkik", "KKiK, invånarna och det som målen använder"),
            ("lagrade", "Allt som redan är lagrat"),
            ("alla", "Alla nyckeltal i Kolada (några tusen; tar en stund)"),
            ("valda", "Nyckeltal som jag anger"),
        ],
        initial="kkik",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Välj vad som ska hämtas.",
            "invalid_choice": "Välj ett av alternativen.",
        },
    )
    ids = forms.CharField(
        label="Vilka nyckeltal?",
        required=False,
        max_length=8000,
        help_text="För det sista valet: Koladas id:n, till exempel N15428, U07414.",
        error_messages={"max_length": "Det är för många nyckeltal. Välj alla i stället."},
    )
    fran_ar = forms.IntegerField(
        label="Från år",
        required=False,
        min_value=1900,
        max_value=2199,
        error_messages={
            "invalid": "Skriv ett årtal med fyra siffror.",
            "min_value": "Skriv ett årtal med fyra siffror.",
            "max_value": "Skriv ett årtal med fyra siffror.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    till_ar = forms.IntegerField(
        label="Till år",
        required=False,
        min_value=1900,
        max_value=2199,
        error_messages=fran_ar.error_messages,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = reverse_lazy("kkik:importera")
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field("vad", wrapper_class="spalt"),
            Field("ids"),
            Div(Field("fran_ar"), Field("till_ar"), css_class="rad-falt"),
            HTML('<p class="liten">Utan år hämtas alla år.</p>'),
            Submit("starta", "Starta importen", css_class="btn btn-primary"),
        )

    def clean_ids(self) -> list[str]:
        ids = [i for i in re.split(r"[,;\s]+", self.cleaned_data["ids"].upper()) if i]
        if fel := [i for i in ids if not re.fullmatch(r"[A-Z][0-9]{5}", i)]:
            raise forms.ValidationError(f"”{fel[0][:20]}” är inte ett id i Kolada. De ser ut som N15428.")
        if len(ids) > MAX_IDS:
            raise forms.ValidationError(f"Ange högst {MAX_IDS} nyckeltal, eller välj alla.")
        return sorted(set(ids))

    def clean(self) -> dict[str, Any]:
        rent = super().clean() or {}
        if rent.get("vad") == "valda" and "ids" in rent and not rent["ids"]:
            self.add_error("ids", "Skriv minst ett nyckeltal.")
        fran, till = rent.get("fran_ar"), rent.get("till_ar")
        if not self.errors and (fran is None) != (till is None):
            self.add_error("fran_ar" if fran is None else "till_ar", "Skriv båda åren, eller inget av dem.")
        elif fran is not None and till is not None and fran > till:
            self.add_error("till_ar", "Det sista året måste vara minst det första.")
        return rent

    def omfattning(self) -> dict[str, Any]:
        """As `kkik.actions.omfang.gor_plan` wants it."""
        rent = self.cleaned_data
        return {
            "nyckeltal": rent["ids"] if rent["vad"] == "valda" else rent["vad"],
            "fran_ar": rent["fran_ar"],
            "till_ar": rent["till_ar"],
            "sedan": None,
        }
