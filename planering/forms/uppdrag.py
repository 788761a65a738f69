"""Descriptions of what is to be done: which enheter, the sections' texts, and their sources."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import HTML, Row
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from organisation.models import Enhet
from organisation.models.enhet import Enhetsniva
from planering.actions.uppdrag import LANGST_TEXT
from planering.forms.bas import NIVARUBRIKER, Planeringsformular, avslutad_enhet, enhetsnamn
from planering.models import Plan, Uppdragsbeskrivning, Uppdragskalla, Uppdragstext
from styrsnurra.gemensamt.falt import IsoDatumfalt
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.webblank import Webblankfalt


class Namnlista(list):
    """Keys for the field, names for people."""

    def __init__(self, nycklar: Iterable[str], namn: dict[str, str]) -> None:
        super().__init__(nycklar)
        self.namn = [namn.get(nyckel, nyckel) for nyckel in self]

    def __str__(self) -> str:
        return ", ".join(self.namn) or "tomt"


class Enhetsurval(forms.MultipleChoiceField):
    """One or more enheter, by level → a list of rows."""

    default_error_messages = {
        "required": "Välj minst en del av organisationen.",
        "invalid_choice": "Välj bland alternativen i listan.",
        "invalid_list": "Välj bland alternativen i listan.",
    }
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, rader: Iterable[Enhet], dagar: tuple[date, date], **kwargs: Any) -> None:
        self.dagar = dagar
        ordnade = sorted(
            rader, key=lambda e: (list(Enhetsniva).index(Enhetsniva(e.niva)), svensk_nyckel(e.namn))
        )
        self.rader = {str(e.pk): e for e in ordnade}
        grupper: dict[str, list[tuple[str, str]]] = {}
        for e in ordnade:
            grupper.setdefault(NIVARUBRIKER[e.niva], []).append((str(e.pk), enhetsnamn(e, *dagar)))
        super().__init__(choices=list(grupper.items()), **kwargs)

    def clean(self, value: Any) -> list[Enhet]:
        """What could have been chosen when the form was opened, but has ended, stays chosen and is said."""
        borta = {
            nyckel: avslutad
            for nyckel in self.to_python(value)
            if nyckel not in self.rader
            and (avslutad := avslutad_enhet(Enhet.objects.all(), nyckel, *self.dagar))
        }
        if borta:
            self.choices = [*self.choices, *((nyckel, namn) for nyckel, (namn, _) in borta.items())]
            raise ValidationError([skal for _, skal in borta.values()])
        return [self.rader[nyckel] for nyckel in dict.fromkeys(super().clean(value))]

    def prepare_value(self, value: Any) -> Any:
        namn = {nyckel: e.namn for nyckel, e in self.rader.items()}
        return Namnlista((str(v.pk) if isinstance(v, Enhet) else str(v) for v in value or ()), namn)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.prepare_value(initial)) != set(self.prepare_value(data))


class Uppdragsformular(Planeringsformular):
    knapp = "Spara"
    namn = forms.CharField(
        label="Namn", max_length=160, help_text="Till exempel Kommunens uppdrag, eller nämndens namn."
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Uppdragsbeskrivning) -> dict[str, Any]:
        return {
            "namn": objekt.namn,
            "enheter": [rad.enhet for rad in objekt.enhetsrader.select_related("enhet")],
        }

    def bygg(self) -> None:
        rader = list(Enhet.objects.gallande(*self.plan.dagar))
        if self.objekt is not None:
            rader += [e for e in self.initial["enheter"] if e not in rader]
        self.fields["enheter"] = Enhetsurval(
            rader=rader,
            dagar=self.plan.dagar,
            label="Vilka delar av organisationen gäller den?",
            help_text="Det som ligger under en vald del ingår.",
        )


class Uppdragstextformular(Planeringsformular):
    """`fonster` names the opened page, so that its own automatic saves are not taken for somebody else's."""

    knapp = "Spara"
    text = forms.CharField(
        label="Text",
        required=False,
        max_length=LANGST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"max_length": "Texten är för lång: högst %(limit_value)d tecken."},
    )

    def __init__(self, *args: Any, objekt: Uppdragstext, fonster: str, **kwargs: Any) -> None:
        self.fonster = fonster
        super().__init__(*args, objekt=objekt, **kwargs)

    def bygg(self) -> None:
        self.fields["text"].label = self.objekt.get_avsnitt_display()
        self.fields["text"].widget.attrs |= {
            "hx-post": reverse("planering:uppdragstext", args=[self.objekt.pk]),
            "hx-trigger": "input changed delay:800ms, forsok-igen",
            "hx-include": "closest form",
            "hx-target": "#sparlage",
            "hx-sync": "this:queue last",
            "data-autospar": "sparlage",
        }

    def med_utkast(self, adress: str, aterstallt: bool = False) -> None:
        """No draft beside it: what is typed here is saved as the text itself."""

    def layout(self) -> list[Any]:
        fonster = format_html('<input type="hidden" name="fonster" value="{}">', self.fonster)
        return ["text", HTML(fonster), HTML('<div id="sparlage" class="sparlage" role="status"></div>')]


class Uppdragskallformular(Planeringsformular):
    knapp = "Spara källan"
    titel = forms.CharField(
        label="Titel", max_length=200, help_text="Till exempel Befolkningsprognos 2025–2035."
    )
    lank = Webblankfalt(label="Länk", max_length=500, required=False)
    datum = IsoDatumfalt(
        label="Datum", required=False, help_text="När den är beslutad eller gjord. Skriv som åååå-mm-dd."
    )

    def ur(self, objekt: Uppdragskalla) -> dict[str, Any]:
        return {"titel": objekt.titel, "lank": objekt.lank, "datum": objekt.datum}

    def layout(self) -> list[Any]:
        return ["titel", "lank", Row("datum")]
