"""The knowledge card of an indicator."""

from typing import Any

from django import forms

from planering.forms.bas import Planeringsformular


class Kunskapskortsformular(Planeringsformular):
    """`objekt` is the card; one that does not exist yet is an unsaved row with revision 0."""

    knapp = "Spara kunskapskortet"
    mater = forms.CharField(
        label="Vad mäter indikatorn?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vem eller vad räknas, när, och vad räknas inte? Med egna ord.",
    )
    paverkar = forms.CharField(
        label="Vilkas processer påverkar den?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De verksamheter och arbetssätt som kan flytta värdet, också i andra nämnder.",
    )
    paverkar_inte = forms.CharField(
        label="Vilkas processer påverkar den inte?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Det som man lätt tror spelar in. Så att ingen förklarar resultatet med fel sak.",
    )
    bakgrund = forms.CharField(
        label="Vilka bakgrundsvariabler spelar in?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sådant som kommunen inte själv råder över, till exempel ålder, inkomst eller konjunktur.",
    )

    def ur(self, objekt: Any) -> dict[str, Any]:
        return {namn: getattr(objekt, namn) for namn in self.base_fields if namn != "revision"}
