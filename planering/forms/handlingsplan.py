"""Action plans and activities."""

from datetime import date
from typing import Any

from crispy_forms.layout import Row
from django import forms

from planering.forms.bas import Planeringsformular, Radval, enhetsval, personval
from planering.models import Aktivitet, Handlingsplan, Mal
from styrsnurra.gemensamt.falt import IsoDatumfalt, SvensktTalfalt


class Handlingsplanformular(Planeringsformular):
    knapp = "Spara handlingsplanen"
    namn = forms.CharField(label="Namn", max_length=160, help_text="Till exempel Bättre svar i telefon.")
    omrade = forms.CharField(
        label="Område", max_length=120, help_text="Vilken verksamhet eller vilket område gäller det?"
    )
    nulage = forms.CharField(
        label="Nuläge",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Var är vi i dag, och vad är problemet? Gärna med siffror.",
    )
    malbild = forms.CharField(
        label="Mål",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vad ska vara uppnått när planen är genomförd?",
    )
    uppfoljning = forms.CharField(
        label="Uppföljning",
        max_length=160,
        required=False,
        help_text="Hur följs planen upp? Till exempel Rapport.",
    )
    hur_ofta = forms.CharField(
        label="När", max_length=120, required=False, help_text="Hur ofta? Till exempel Varje kvartal."
    )

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        self.dag = dag
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Handlingsplan) -> dict[str, Any]:
        falt = (*self.base_fields, "mal", "enhet", "ansvarig")
        return {namn: getattr(objekt, namn) for namn in falt if namn != "revision"}

    def bygg(self) -> None:
        plan: Handlingsplan | None = self.objekt
        mal = Mal.objects.select_related("malomrade__plan")
        self.fields["mal"] = Radval(
            rader=mal,
            sortera=False,
            grupp=lambda m: m.malomrade.plan.namn,
            tomt="Inget mål",
            required=False,
            label="Bidrar till målet",
            help_text="Varför planen finns: det mål i planen som den ska hjälpa till att nå.",
        )
        self.fields["enhet"] = enhetsval(
            self.dag,
            nuvarande=plan.enhet if plan else None,
            label="Ansvarig del av organisationen",
        )
        self.fields["ansvarig"] = personval(
            plan.ansvarig if plan else None, label="Huvudansvarig", help_text="Den som håller ihop helheten."
        )

    def layout(self) -> list[Any]:
        return [
            "namn",
            "omrade",
            "mal",
            "nulage",
            "malbild",
            "enhet",
            "ansvarig",
            Row("uppfoljning", "hur_ofta", css_class="breda"),
        ]


class Aktivitetsformular(Planeringsformular):
    knapp = "Spara aktiviteten"
    namn = forms.CharField(label="Aktivitet", max_length=200, help_text="Vad ska göras?")
    viktiga_faktorer = forms.CharField(
        label="Viktiga faktorer",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vad krävs för att det ska bli av: avsatta resurser, stöd, upphandling.",
    )
    kostnad_tkr = SvensktTalfalt(
        label="Pengar", enhet="tkr", required=False, minst=0, hogst=2_000_000_000, decimaler=0
    )
    tjanst = SvensktTalfalt(label="Tid", enhet="tjänst", required=False, hogst=1000, decimaler=2)
    ansvar = forms.CharField(
        label="Ansvar", max_length=120, help_text="Vem gör det: en person, en grupp eller en enhet."
    )
    uppfoljning = forms.CharField(
        label="Uppföljning", max_length=160, required=False, help_text="Hur, och till vem?"
    )
    hur_ofta = forms.CharField(
        label="Följs upp", max_length=120, required=False, help_text="Till exempel Varje månad."
    )
    startar = IsoDatumfalt(label="Startar", required=False, help_text="Skriv som åååå-mm-dd.")
    klar_senast = IsoDatumfalt(label="Klar senast", required=False, help_text="Skriv som åååå-mm-dd.")
    status = forms.ChoiceField(
        label="Status",
        choices=Aktivitet.Status.choices,
        widget=forms.RadioSelect,
        help_text="En avförd aktivitet står kvar med sitt skäl.",
    )
    vag_till_mal = forms.CharField(
        label="Leder den till målet?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skriv hur, eller om aktiviteten avförs: varför den inte gör det.",
    )

    def ur(self, objekt: Aktivitet) -> dict[str, Any]:
        return {namn: getattr(objekt, namn) for namn in self.base_fields if namn != "revision"}

    def forval(self) -> dict[str, Any]:
        return {"status": Aktivitet.Status.PLANERAD}

    def layout(self) -> list[Any]:
        return [
            "namn",
            "vag_till_mal",
            "viktiga_faktorer",
            Row("kostnad_tkr", "tjanst"),
            "ansvar",
            Row("startar", "klar_senast"),
            Row("uppfoljning", "hur_ofta", css_class="breda"),
            "status",
        ]

    def varden(self) -> dict[str, Any]:
        data = super().varden()
        if data["kostnad_tkr"] is not None:
            data["kostnad_tkr"] = int(data["kostnad_tkr"])
        if data["tjanst"] is not None:
            data["tjanst"] = float(data["tjanst"])
        return data
