"""Choosing which way is good, for one nyckeltal."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms

from kkik.domain.signaler import Riktning
from kkik.models import Riktningsval
from styrsnurra.gemensamt.falt import SvensktTalfalt


class Riktningsformular(forms.Form):
    riktning = forms.ChoiceField(
        label="Vad är bra?",
        choices=Riktningsval.Riktning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad som är bra.", "invalid_choice": "Välj ett av alternativen."},
    )
    a = SvensktTalfalt(label="Nedre ände", required=False)
    b = SvensktTalfalt(label="Övre ände", required=False)
    kalla = forms.CharField(
        label="Varför, och vem har bestämt det?",
        max_length=250,
        help_text="Till exempel: Beslut i kommunstyrelsen, eller Gäller som förslaget.",
        error_messages={"required": "Skriv varför.", "max_length": "Skriv högst 250 tecken."},
    )

    def __init__(self, *args: Any, avbryt: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True, "data-varna-osparat": True}
        self.helper.layout = Layout(
            Field("riktning"),
            Div(
                HTML('<p class="liten">Bara för ett intervall: värden mellan ändarna är bra.</p>'),
                Div(Field("a"), Field("b"), css_class="rad-falt"),
            ),
            Field("kalla"),
            Div(
                Submit("spara", "Bekräfta riktningen", css_class="btn btn-primary"),
                HTML(f'<a class="btn btn-link" href="{avbryt}">Avbryt</a>'),
                css_class="rad",
            ),
        )

    def clean(self) -> dict[str, Any]:
        rent = super().clean() or {}
        if rent.get("riktning") != Riktning.INTERVALL:
            return rent
        for falt, namn in (("a", "nedre"), ("b", "övre")):
            if falt not in self.errors and rent.get(falt) is None:
                self.add_error(falt, f"Skriv intervallets {namn} ände.")
        if not self.errors and rent["a"] > rent["b"]:
            self.add_error("b", "Den övre änden måste vara minst lika stor som den nedre.")
        return rent
