"""The form of a good example."""

from typing import Any

from crispy_forms.layout import Row
from django import forms

from kkik.models import Nyckeltal
from kkik.queries import hamta_nyckeltal
from planering.forms.bas import Planeringsformular, Radval
from planering.models import Egetmatt
from styrsnurra.gemensamt.webblank import Webblankfalt
from uppfoljning.models import GottExempel
from uppfoljning.queries.exempel import verksamhetsomraden

AR_FEL = {
    "invalid": "Skriv året med fyra siffror.",
    "min_value": "Skriv året med fyra siffror.",
    "max_value": "Skriv året med fyra siffror.",
}


class Exempelformular(Planeringsformular):
    knapp = "Spara exemplet"
    titel = forms.CharField(
        label="Vad ska det heta?", max_length=200, help_text="Till exempel Läsverkstad före skoldagen."
    )
    vem = forms.CharField(
        label="Vem gjorde det?",
        max_length=160,
        help_text="Kommun, enhet eller organisation, så att man vet vem man ringer.",
    )
    gjordes = forms.CharField(
        label="Vad gjordes?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Så att någon annan kan pröva: vad, för vilka, och vad det krävde.",
    )
    gav = forms.CharField(
        label="Vad gav det?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hur vet man det? Skriv också om det inte är utvärderat.",
    )
    nyckeltal = forms.CharField(
        label="Nyckeltal i Kolada",
        required=False,
        max_length=6,
        help_text="Id:t, till exempel N15428. Sök i nyckeltalen om du inte har det.",
    )
    fran_ar = forms.IntegerField(
        label="Från år", required=False, min_value=1900, max_value=2100, error_messages=AR_FEL
    )
    till_ar = forms.IntegerField(
        label="Till år",
        required=False,
        min_value=1900,
        max_value=2100,
        help_text="Tomt om det pågår.",
        error_messages=AR_FEL,
    )
    kalla = forms.CharField(
        label="Källa",
        required=False,
        max_length=250,
        help_text="Rapport, studiebesök eller samtal, och vem som berättade.",
    )
    lank = Webblankfalt(label="Länk", required=False, max_length=400, help_text="Adressen till mer att läsa.")

    def ur(self, objekt: GottExempel) -> dict[str, Any]:
        falt = {n: getattr(objekt, n) for n in (*self.base_fields, "omrade", "egetmatt") if n != "revision"}
        return falt | {"nyckeltal": objekt.nyckeltal.kolada_id if objekt.nyckeltal else ""}

    def bygg(self) -> None:
        omraden = verksamhetsomraden()
        nu = self.initial.get("omrade")
        if nu and nu not in omraden:
            omraden.append(nu)
        self.fields["omrade"] = forms.ChoiceField(
            label="Område", required=False, choices=[("", "Inget särskilt"), *((o, o) for o in omraden)]
        )
        self.fields["egetmatt"] = Radval(
            rader=Egetmatt.objects.all(), required=False, tomt="Inget eget mått", label="Eget mått"
        )

    def layout(self) -> list[Any]:
        return [
            "titel",
            "vem",
            "gjordes",
            "gav",
            Row("fran_ar", "till_ar"),
            "nyckeltal",
            "egetmatt",
            "omrade",
            "kalla",
            "lank",
        ]

    def clean_nyckeltal(self) -> Nyckeltal | None:
        kod = self.cleaned_data["nyckeltal"].strip()
        if not kod:
            return None
        rad = hamta_nyckeltal(kod)
        if rad is None:
            raise forms.ValidationError(f"Det finns inget nyckeltal med id {kod}.")
        return rad
