"""Measures of the municipality's own."""

from datetime import date
from typing import Any

from crispy_forms.layout import Div, Field, Row
from django import forms

from planering.domain import regler
from planering.forms.bas import Planeringsformular, enhetsval, forklarade_val
from planering.models import Egetmatt

SAMMANSTALLNINGAR = (
    (Egetmatt.Sammanstallning.SUMMA, "För antal som läggs ihop, till exempel ärenden eller besök."),
    (Egetmatt.Sammanstallning.MEDEL, "För andelar och tider, när perioderna väger lika."),
    (Egetmatt.Sammanstallning.SENASTE, "För lägen som gäller en viss dag, till exempel kö den 31 december."),
)


class Egetmattformular(Planeringsformular):
    knapp = "Spara måttet"
    namn = forms.CharField(
        label="Namn", max_length=200, help_text="Till exempel Bygglov inom fyra veckor, andel (%)."
    )
    enhet = forms.CharField(
        label="Enhet",
        max_length=40,
        required=False,
        help_text="Det som står efter siffran: %, kr, dagar. Lämna tomt för ett antal.",
    )
    decimaler = forms.TypedChoiceField(
        label="Visas med",
        coerce=int,
        choices=[(0, "inga decimaler"), (1, "en decimal"), (2, "två decimaler"), (3, "tre decimaler")],
    )
    frekvens = forms.ChoiceField(
        label="Hur ofta mäts det?", choices=Egetmatt.Frekvens.choices, widget=forms.RadioSelect
    )
    sammanstallning = forms.ChoiceField(
        label="Hur blir perioderna ett år?",
        choices=forklarade_val((s, s.label, text) for s, text in SAMMANSTALLNINGAR),
        widget=forms.RadioSelect,
        required=False,
    )
    konsuppdelat = forms.BooleanField(
        label="Utfallet delas upp på kvinnor och män",
        required=False,
        help_text="Dela upp om det går. Skillnader mellan könen syns bara då.",
    )
    formel = forms.CharField(
        label="Så räknas det",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Vad räknas, vad delas det med, varifrån tas siffrorna? Så att någon annan får samma svar.",
    )

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        self.dag = dag
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Egetmatt) -> dict[str, Any]:
        return {n: getattr(objekt, n) for n in (*self.base_fields, "agare") if n != "revision"}

    def forval(self) -> dict[str, Any]:
        return {"frekvens": Egetmatt.Frekvens.AR, "decimaler": 0}

    def bygg(self) -> None:
        matt: Egetmatt | None = self.objekt
        self.fields["agare"] = enhetsval(
            self.dag,
            nuvarande=matt.agare if matt else None,
            label="Ägare",
            help_text="Den del av organisationen som svarar för att måttet mäts på samma sätt varje gång.",
        )

    def layout(self) -> list[Any]:
        return [
            "namn",
            Row("enhet", "decimaler"),
            "frekvens",
            Div(Field("sammanstallning", wrapper_class="spalt"), css_class="vid-perioder"),
            "konsuppdelat",
            "formel",
            "agare",
        ]

    def clean(self) -> dict[str, Any]:
        """What is hidden for a yearly measure is let go."""
        data = super().clean()
        if data.get("frekvens") == Egetmatt.Frekvens.AR:
            data["sammanstallning"] = ""
            self.errors.pop("sammanstallning", None)
        if data.get("frekvens") and "sammanstallning" in data:
            text = regler.sammanstallning(data["frekvens"], data["sammanstallning"])
            if text:
                self.add_error("sammanstallning", text)
        return data
