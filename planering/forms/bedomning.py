"""Starting an exercise for the plan's indicators."""

from typing import Any

from django import forms

from organisation.models import Person
from planering.forms.bas import Flerval, Planeringsformular
from styrsnurra.gemensamt.falt import IsoDatumfalt
from styrsnurra.gemensamt.sortering import svensk_nyckel


class Bedomningsformular(Planeringsformular):
    knapp = "Starta"
    vilka = forms.ChoiceField(
        label="Vilka bedömer?",
        choices=[("inbjudna", "De som jag bjuder in"), ("alla", "Alla som kan logga in")],
        initial="inbjudna",
        widget=forms.RadioSelect,
    )
    grupper = forms.CharField(
        label="Grupper att jämföra",
        required=False,
        max_length=400,
        help_text="Med komma emellan, till exempel Förtroendevalda, Tjänstepersoner. Vilka som hör till vilken grupp "
        "väljer du på nästa sida.",
    )
    anonym = forms.BooleanField(
        label="Svaren är anonyma",
        required=False,
        help_text="Då visas resultatet först när övningen är avslutad, och bara för rader och grupper med minst fem "
        "svar.",
    )
    sista_dag = IsoDatumfalt(label="Svara senast", required=False, help_text="Skriv som åååå-mm-dd.")

    def bygg(self) -> None:
        personer = sorted(Person.objects.filter(is_active=True), key=lambda p: svensk_nyckel(p.namn))
        self.fields["personer"] = Flerval(
            rader=personer,
            etikett=lambda p: f"{p.namn}, {p.titel}" if p.titel else p.namn,
            required=False,
            label="Bjud in",
            help_text="Behövs om bara inbjudna ska bedöma. Ta gärna med både tjänstepersoner och förtroendevalda: "
            "skillnaderna är det intressanta.",
        )
        self.fields["personer"].kravs_senare = True

    def layout(self) -> list[Any]:
        return ["vilka", "personer", "grupper", "sista_dag", "anonym"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("vilka") == "inbjudna" and not data.get("personer") and "personer" not in self.errors:
            self.add_error("personer", "Bjud in minst en, eller låt alla svara.")
        return data

    def varden(self) -> dict[str, Any]:
        data = super().varden()
        oppen = data.pop("vilka") == "alla"
        return data | {
            "oppen_for_alla": oppen,
            "personer": [] if oppen else data["personer"],
            "grupper": data["grupper"].split(","),
        }
