"""Deciding on a possible break in a definition."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.utils.html import format_html

from kkik.actions.definition import LANGST


class Beslutsformular(forms.Form):
    """A reason, and for a break the year. `status` is how the question stood when the page was opened."""

    status = forms.CharField(widget=forms.HiddenInput, required=False)
    motivering = forms.CharField(
        label="Varför?",
        max_length=LANGST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Skriv varför.",
            "max_length": "Motiveringen kan vara högst %(limit_value)d tecken. Den är %(show_value)d.",
        },
    )

    def __init__(
        self,
        *args: Any,
        adress: str,
        knapp: str,
        hjalp: str,
        arsval: list[int] | None = None,
        avbryt: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motivering"].help_text = hjalp
        falt: list[Any] = ["status"]
        if arsval is not None:
            self.fields["ar"] = forms.TypedChoiceField(
                label="Första året med den nya definitionen",
                choices=[("", "Välj år …"), *((a, str(a)) for a in arsval)],
                coerce=int,
                help_text="Året före det och tidigare räknas som ett annat mått.",
                error_messages={
                    "required": "Välj det första året med den nya definitionen.",
                    "invalid_choice": "Välj ett av åren i listan.",
                },
            )
            falt.append("ar")
        knappar: list[Any] = [Submit("spara", knapp)]
        if avbryt:
            knappar.append(HTML(format_html('<a class="btn btn-link" href="{}">Avbryt</a>', avbryt)))
        self.helper = FormHelper()
        self.helper.form_action = adress
        self.helper.form_class = "formular"
        self.helper.attrs = {"novalidate": True, "data-varna-osparat": True}
        self.helper.layout = Layout(*falt, "motivering", Div(*knappar, css_class="knapprad"))
