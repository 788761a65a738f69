"""Forms: a comment on an outcome, and another face for a goal."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms

from uppfoljning.actions.kommentera import LANGST


class Kommentarsformular(forms.Form):
    """What the responsible say, and what is done about it."""

    text = forms.CharField(
        label="Kommentar och åtgärd",
        help_text="Vad beror utfallet på, och vad görs? Den senaste kommentaren visas i signaltabellen.",
        max_length=LANGST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Skriv en kommentar.",
            "max_length": "Kommentaren kan vara högst %(limit_value)d tecken. Den är %(show_value)d.",
        },
    )
    ar = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, adress: str, ar_text: str = "", **kwargs) -> None:
        super().__init__(*args, prefix="kommentar", **kwargs)
        if ar_text:
            self.fields["text"].label = f"Kommentar och åtgärd {ar_text}"
        self.helper = FormHelper()
        self.helper.form_action = adress
        self.helper.form_class = "formular"
        self.helper.attrs = {"novalidate": True, "data-varna-osparat": True}
        self.helper.layout = Layout(
            "text", "ar", Div(Submit("spara", "Spara kommentar"), css_class="knapprad")
        )

    def clean(self) -> dict[str, Any]:
        """The year is ours, not typed: a wrong one is said above the form, where a hidden field has no place to."""
        rent = super().clean() or {}
        ar = rent.get("ar")
        self.errors.pop("ar", None)
        if ar is None or not 1900 <= ar <= 2999:
            raise forms.ValidationError("Året fattas. Läs om sidan och försök igen.")
        return rent


class Ansiktsformular(forms.Form):
    """Another face than the proposed, or back to the proposed. Always with a reason."""

    signal = forms.ChoiceField(
        label="Ansikte",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett ansikte."},
    )
    motivering = forms.CharField(
        label="Varför?",
        help_text="Motiveringen visas för alla bredvid ansiktet, tillsammans med ditt namn och det som räknats fram.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Skriv varför.",
            "max_length": "Motiveringen kan vara högst %(limit_value)d tecken. Den är %(show_value)d.",
        },
    )

    def __init__(self, *args, forslag: str, ar_satt: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        val = [
            ("gron", "Glad: målet nås"),
            ("gul", "Neutral: målet nås delvis"),
            ("rod", "Ledsen: målet nås inte"),
        ]
        if ar_satt:
            val.append(("tillbaka", f"Som räknats fram: {forslag}"))
        self.fields["signal"].choices = val
        self.helper = FormHelper()
        self.helper.form_class = "formular"
        self.helper.attrs = {"novalidate": True, "data-varna-osparat": True}
        self.helper.layout = Layout(
            "signal", "motivering", Div(Submit("spara", "Spara ansikte"), css_class="knapprad")
        )

    def clean_signal(self) -> str:
        """What the action takes: "" takes the set face back."""
        signal = self.cleaned_data["signal"]
        return "" if signal == "tillbaka" else signal
