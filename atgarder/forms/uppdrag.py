"""The forms of assignments. Giving one is an action plan's own form: it is that plan one makes."""

from typing import Any

from crispy_forms.layout import Div
from django import forms

from atgarder.models import Atgardsuppdrag
from planering.forms.bas import Planeringsformular
from planering.forms.handlingsplan import Handlingsplanformular
from styrsnurra.gemensamt.falt import IsoDatumfalt


class Uppdragsformular(Handlingsplanformular):
    knapp = "Ge uppdraget"


class Genomforandeformular(Planeringsformular):
    """The first follow-up: is it done?"""

    knapp = "Spara uppföljningen"
    genomforande = forms.ChoiceField(
        label="Är det gjort?", choices=Atgardsuppdrag.Genomforande.choices, widget=forms.RadioSelect
    )
    genomford = IsoDatumfalt(
        label="När?",
        required=False,
        help_text="Den dag det var genomfört eller avbröts. Skriv som åååå-mm-dd.",
    )
    text = forms.CharField(
        label="Hur blev det?",
        max_length=4000,
        error_messages={"required": "Skriv hur det går, vad som gjordes eller varför det avbröts."},
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Pågår det: hur går det? Är det genomfört: vad gjordes, och vad blev annorlunda än tänkt? "
        "Avbröts det: varför?",
    )
    lardom = forms.CharField(
        label="Vad har vi lärt oss?",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Det som den som gör något liknande nästa gång har nytta av att veta.",
    )

    def ur(self, objekt: Atgardsuppdrag) -> dict[str, Any]:
        return {
            "genomforande": objekt.genomforande,
            "genomford": objekt.genomford,
            "text": objekt.genomforande_text,
            "lardom": objekt.lardom,
        }

    def layout(self) -> list[Any]:
        return ["genomforande", Div("genomford", css_class="vid-avslut"), "text", "lardom"]
