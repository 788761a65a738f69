"""Plan, målområde, and the decision."""

from typing import Any

from crispy_forms.layout import Field, Row
from django import forms
from django.urls import reverse
from django.utils.html import format_html

from planering.domain import regler
from planering.domain.fel import Planeringsfel, PlanFinns
from planering.domain.framskrivning import Framskrivning
from planering.forms.bas import Planeringsformular, forklarade_val
from planering.models import Plan, Planstatus
from styrsnurra.gemensamt.falt import ArFalt, IsoDatumfalt


class _Planval(Planeringsformular):
    """A form that may be refused because there is a plan already; the way to it stands in the message."""

    def ta_emot_fel(self, fel: Planeringsfel) -> None:
        if not isinstance(fel, PlanFinns):
            return super().ta_emot_fel(fel)
        for namn, texter in fel.fel.items():
            text = format_html(
                '{} <a href="{}">Öppna {}, {}</a>',
                " ".join(texter),
                reverse("planering:planvy", args=[fel.plan.pk]),
                fel.plan.namn,
                fel.plan.lage,
            )
            self.add_error(namn or None, text)
        return None


class Planformular(_Planval):
    namn = forms.CharField(
        label="Planens namn", max_length=160, help_text="Till exempel Mål och budget 2027–2029."
    )
    fran_ar = ArFalt(label="Första år", help_text="Budgetåret.", minst=2000, hogst=2100)
    till_ar = ArFalt(label="Sista år", help_text="Målnivåernas sista.", minst=2000, hogst=2109)
    status = forms.ChoiceField(
        label="Läge",
        choices=[(Planstatus.UTKAST, "Utkast"), (Planstatus.REMISS, "På remiss")],
        widget=forms.RadioSelect,
        help_text="Beslutad blir planen när du registrerar fullmäktiges beslut.",
    )

    def bygg(self) -> None:
        self.knapp = "Spara planen" if self.objekt else "Skapa planen"
        if self.objekt is None:
            del self.fields["status"]

    def layout(self) -> list[Any]:
        return ["namn", Row("fran_ar", "till_ar"), *(["status"] if self.objekt else [])]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("fran_ar") and data.get("till_ar"):
            text = regler.planar(data["fran_ar"], data["till_ar"])
            if text:
                self.add_error("till_ar", text)
        return data


class Kopieringsformular(_Planval):
    """Next year's plan from an earlier: `fran` is the one that is copied."""

    knapp = "Kopiera planen"
    namn = forms.CharField(label="Den nya planens namn", max_length=160)
    fran_ar = ArFalt(label="Första år", help_text="Budgetåret.", minst=2000, hogst=2100)
    till_ar = ArFalt(label="Sista år", help_text="Målnivåernas sista.", minst=2000, hogst=2109)
    nivaer = forms.ChoiceField(
        label="Målnivåer för år som planen inte har",
        choices=forklarade_val(
            (
                (
                    Framskrivning.SAMMA,
                    "Samma som sista året",
                    "År som båda planerna har behåller sina nivåer. Nya år får den sista.",
                ),
                (
                    Framskrivning.LINJE,
                    "Fortsätt i samma takt",
                    "År som båda har behåller sina nivåer. Nya år fortsätter linjen genom de två sista.",
                ),
                (Framskrivning.TOMT, "Inga", "Alla målnivåer sätts på nytt, för alla år."),
            )
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur målnivåerna ska föras vidare."},
    )

    def __init__(self, *args: Any, fran: Plan, **kwargs: Any) -> None:
        self.fran = fran
        super().__init__(*args, **kwargs)

    def forval(self) -> dict[str, Any]:
        fran_ar, till_ar = self.fran.fran_ar + 1, self.fran.till_ar + 1
        namn = self.fran.namn.replace(self.fran.period, regler.period(fran_ar, till_ar))
        return {"namn": namn, "fran_ar": fran_ar, "till_ar": till_ar, "nivaer": Framskrivning.SAMMA}

    def layout(self) -> list[Any]:
        return ["namn", Row("fran_ar", "till_ar"), Field("nivaer", wrapper_class="spalt")]


class Styrperiodformular(Planeringsformular):
    knapp = "Spara styrperioden"
    namn = forms.CharField(label="Namn", max_length=120, help_text="Till exempel Mandatperioden 2023–2026.")
    fran_ar = ArFalt(label="Första år", help_text="Året efter valet.", minst=1990, hogst=2100)
    till_ar = ArFalt(label="Sista år", help_text="Nästa valår.", minst=1990, hogst=2105)

    def layout(self) -> list[Any]:
        return ["namn", Row("fran_ar", "till_ar")]


class Malomradesformular(Planeringsformular):
    knapp = "Spara målområdet"
    namn = forms.CharField(
        label="Målområde", max_length=120, help_text="Ett kort namn, till exempel Lärande eller Trygghet."
    )
    beskrivning = forms.CharField(
        label="Beskrivning",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En eller två meningar om vad området rymmer.",
    )


class Beslutsformular(Planeringsformular):
    knapp = "Registrera beslutet"
    datum = IsoDatumfalt(label="Beslutsdatum", help_text="Skriv som åååå-mm-dd.")
    paragraf = forms.CharField(label="Paragraf", max_length=40, help_text="Med nummer, till exempel KF § 42.")

    def ur(self, objekt: Any) -> dict[str, Any]:
        return {}
