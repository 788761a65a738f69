"""Goal quality: a person's answer, and what is to be improved."""

from typing import Any

from django import forms

from planering.domain.malkvalitet import FRAGOR
from planering.forms.bas import Planeringsformular, personval
from planering.models import Malforbattring, Malkvalitetssvar
from styrsnurra.gemensamt.falt import IsoDatumfalt


class Malkvalitetsformular(Planeringsformular):
    """`objekt` is the answer that holds now; its key is what an answer given meanwhile is found out by."""

    knapp = "Spara svaret"
    revisionsfalt = "pk"
    svar = forms.ChoiceField(
        label="Svar",
        choices=[*Malkvalitetssvar.Svar.choices, ("", "Obesvarad")],
        widget=forms.RadioSelect,
        required=False,
    )
    motivering = forms.CharField(
        label="Motivering",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vad bygger svaret på? Läsaren ser den i tabellen.",
    )

    def ur(self, objekt: Malkvalitetssvar) -> dict[str, Any]:
        return {"svar": objekt.svar, "motivering": objekt.motivering}


class Forbattringsformular(Planeringsformular):
    knapp = "Spara förbättringen"
    fraga = forms.TypedChoiceField(
        label="Gäller frågan",
        coerce=int,
        choices=[(f.nummer, f"{f.nummer}. {f.text}") for f in FRAGOR.values()],
    )
    text = forms.CharField(
        label="Vad ska förbättras?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    klar_senast = IsoDatumfalt(label="Klar senast", help_text="Skriv som åååå-mm-dd.")
    klar = forms.BooleanField(label="Förbättringen är klar", required=False)

    def ur(self, objekt: Malforbattring) -> dict[str, Any]:
        return {n: getattr(objekt, n) for n in (*self.base_fields, "ansvarig") if n != "revision"}

    def bygg(self) -> None:
        rad: Malforbattring | None = self.objekt
        self.fields["ansvarig"] = personval(rad.ansvarig if rad else None, label="Ansvarig")
        if rad is None:
            del self.fields["klar"]

    def layout(self) -> list[Any]:
        return ["fraga", "text", "ansvarig", "klar_senast", *(["klar"] if "klar" in self.fields else [])]
