"""What the forms have in common: the layout's frame, stale edits, and errors that come from the actions."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organisation.models import Enhet, Person
from organisation.models.enhet import Enhetsniva
from planering.actions.gemensamt import ansvarigfel, enhetsfel
from planering.domain.fel import Planeringsfel
from planering.forms.skrivet import FORMULARNYCKEL, Skrivet, formularnyckel, visa
from styrsnurra.gemensamt.feltexter import tala_rakt
from styrsnurra.gemensamt.sortering import svensk_nyckel


@dataclass(frozen=True, slots=True)
class Krockrad:
    """One field that two people have written in."""

    etikett: str
    sparat: str
    ditt: str


class Radval(forms.ChoiceField):
    """A choice among rows already read, maybe under headings → the row, or None.

    `sortera` puts the rows in Swedish order; the headings keep the order in which they first appear.

    A key that is not among them (a forged one, or one from another plan) is refused. `borta(key)` knows what could
    have been chosen when the form was opened but no longer can: its name and why. It stays chosen, and that is said.
    """

    default_error_messages = {
        "required": "Välj i listan.",
        "invalid_choice": "Välj ett av alternativen i listan.",
    }

    def __init__(
        self,
        *,
        rader: Iterable[Model],
        etikett: Callable[[Any], str] = str,
        grupp: Callable[[Any], str] | None = None,
        tomt: str = "Välj …",
        sortera: bool = True,
        borta: Callable[[str], tuple[str, str] | None] = lambda nyckel: None,
        **kwargs: Any,
    ) -> None:
        self.rader = {str(rad.pk): rad for rad in rader}
        self.borta = borta
        val = [(nyckel, etikett(rad), grupp(rad) if grupp else "") for nyckel, rad in self.rader.items()]
        grupper: dict[str, list[tuple[str, str]]] = {rubrik: [] for _, _, rubrik in val}
        if sortera:
            val.sort(key=lambda v: svensk_nyckel(v[1]))
        for nyckel, text, rubrik in val:
            grupper[rubrik].append((nyckel, text))
        choices: list[Any] = [("", tomt)]
        choices += list(grupper.items()) if grupp else grupper.get("", [])
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> Model | None:
        vald = self.to_python(value)
        if vald and vald not in self.rader and (avslutad := self.borta(vald)):
            etikett, skal = avslutad
            self.choices = [*self.choices, (vald, etikett)]
            raise ValidationError(skal)
        nyckel = super().clean(value)
        return self.rader[nyckel] if nyckel else None

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Model) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


class Flerval(forms.MultipleChoiceField):
    """Any number of some rows already read → a list of them."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": "Välj bland alternativen i listan."}

    def __init__(self, *, rader: Iterable[Model], etikett: Callable[[Any], str] = str, **kwargs: Any) -> None:
        self.rader = {str(rad.pk): rad for rad in rader}
        super().__init__(choices=[(n, etikett(rad)) for n, rad in self.rader.items()], **kwargs)

    def clean(self, value: Any) -> list[Model]:
        return [self.rader[nyckel] for nyckel in super().clean(value)]

    def prepare_value(self, value: Any) -> list[str]:
        return [str(v.pk) if isinstance(v, Model) else str(v) for v in value or []]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.prepare_value(initial)) != set(map(str, data or []))


class Planeringsformular(forms.Form):
    """`objekt` is the row that is edited, None for a new one; `avbryt` the address of the cancel link."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    knapp = "Spara"
    revisionsfalt = "revision"

    def __init__(self, *args: Any, objekt: Model | None = None, avbryt: str = "", **kwargs: Any) -> None:
        self.objekt = objekt
        self.krockrader: list[Krockrad] = []
        initial = (self.ur(objekt) if objekt else self.forval()) | kwargs.pop("initial", {})
        if objekt is not None:
            initial["revision"] = getattr(objekt, self.revisionsfalt)
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, initial=initial, **kwargs)
        self.bygg()
        self.helper = FormHelper()
        self.helper.form_class = "formular"
        self.helper.attrs = {"novalidate": True, "data-varna-osparat": True}
        self.helper.layout = Layout("revision", *self.layout(), self._knappar(avbryt))

    def full_clean(self) -> None:
        tala_rakt(self.fields.values())
        super().full_clean()

    def ur(self, objekt: Any) -> dict[str, Any]:
        """The fields' values from a stored row."""
        return {namn: getattr(objekt, namn) for namn in self.base_fields if hasattr(objekt, namn)}

    def forval(self) -> dict[str, Any]:
        """The fields' values for a new row."""
        return {}

    def bygg(self) -> None:
        """Add the fields whose choices depend on the row or the day."""

    def layout(self) -> list[Any]:
        return [namn for namn in self.fields if namn != "revision"]

    def _knappar(self, avbryt: str) -> Div:
        delar = [Submit("spara", self.knapp)]
        if avbryt:
            delar.append(HTML(format_html('<a class="btn btn-link" href="{}">Avbryt</a>', avbryt)))
        return Div(*delar, css_class="knapprad")

    def med_utkast(self, adress: str, aterstallt: bool = False) -> None:
        """Keep what is typed as it is typed, under the form's address. `aterstallt`: the form shows such a draft,
        and nothing has been sent yet that could be wrong."""
        nyckel = formularnyckel(self.data) or secrets.token_urlsafe(9)
        self.helper.layout.append(
            HTML(format_html('<input type="hidden" name="{}" value="{}">', FORMULARNYCKEL, nyckel))
        )
        self.helper.layout.append(
            Div(
                css_class="utkastrad",
                data_utkast="ja",
                hx_post=f"{reverse('planering:spara_utkast')}?{urlencode({'adress': adress})}",
                hx_trigger="input from:closest form delay:800ms, change from:closest form delay:800ms, forsok-igen",
                hx_include="closest form",
                hx_sync="this:replace",
            )
        )
        if aterstallt:
            self.is_valid()
            self._errors = ErrorDict()

    def varden(self) -> dict[str, Any]:
        """The cleaned values as the action's arguments."""
        return {namn: varde for namn, varde in self.cleaned_data.items() if namn != "revision"}

    def ta_emot_fel(self, fel: Planeringsfel) -> None:
        """Put an action's messages at their fields; those without a field become the form's own."""
        for namn, texter in fel.fel.items():
            for text in texter:
                self.add_error(namn if namn in self.fields else None, text)

    def jamfor(self, aktuell: "Planeringsformular") -> None:
        """Note every field where what was typed differs from what is stored now (`aktuell` shows it)."""
        for namn, falt in self.fields.items():
            if namn == "revision":
                continue
            sparat, ditt = aktuell.get_initial_for_field(aktuell.fields[namn], namn), self[namn].data
            if falt.has_changed(sparat, ditt):
                rad = Krockrad(str(falt.label), visa(falt, sparat), visa(falt, ditt))
                self.krockrader.append(rad)

    def skrivet(self) -> list[Skrivet]:
        """What was filled in and differs from what is stored, as people read it."""
        ut = []
        for namn, falt in self.fields.items():
            data = self[namn].data
            if not self[namn].is_hidden and falt.has_changed(self.get_initial_for_field(falt, namn), data):
                ut.append(Skrivet(str(falt.label or ""), visa(falt, data)))
        return ut


def forklarade_val(val: Iterable[tuple[str, str, str]]) -> list[tuple[str, SafeString]]:
    """Choices with a line of explanation under each name."""
    return [
        (kod, format_html('<span><b>{}</b><span class="liten d-block">{}</span></span>', namn, text))
        for kod, namn, text in val
    ]


def personval(nuvarande: Person | None = None, **kwargs: Any) -> Radval:
    """The active people, and the present one even if that person has left."""
    rader = list(Person.objects.filter(is_active=True))
    if nuvarande is not None and nuvarande not in rader:
        rader.append(nuvarande)

    def etikett(person: Person) -> str:
        text = f"{person.namn}, {person.titel}" if person.titel else person.namn
        return text if person.is_active else f"{text} (inte längre aktiv)"

    def borta(nyckel: str) -> tuple[str, str] | None:
        person = _rad(Person.objects.all(), nyckel)
        skal = ansvarigfel(person)
        return (etikett(person), skal) if person is not None and skal else None

    return Radval(rader=rader, etikett=etikett, borta=borta, required=False, tomt="Ingen än", **kwargs)


def _rad(urval: QuerySet, nyckel: str) -> Any:
    """The row with a posted key, None when there is none."""
    giltig = nyckel.isascii() and nyckel.isdecimal() and len(nyckel) <= 18
    return urval.filter(pk=int(nyckel)).first() if giltig else None


def enhetsnamn(enhet: Enhet, dag: date, till: date | None = None) -> str:
    """Its name, and when it ended or begins if it does not hold all the time from `dag` through `till`."""
    if enhet.galler_till is not None and enhet.galler_till < (till or dag):
        ord_ = "upphörde" if enhet.galler_till < dag else "till"
        return f"{enhet.namn} ({ord_} {enhet.galler_till:%Y-%m-%d})"
    if enhet.galler_fran is not None and enhet.galler_fran > dag:
        return f"{enhet.namn} (från {enhet.galler_fran:%Y-%m-%d})"
    return enhet.namn


def avslutad_enhet(
    urval: QuerySet[Enhet], nyckel: str, dag: date, till: date | None = None
) -> tuple[str, str] | None:
    """Name and reason when the key is that of an enhet which cannot be chosen on `dag`, or through `till`."""
    enhet = _rad(urval, nyckel)
    skal = enhetsfel(enhet, None, dag, till) if enhet is not None else None
    return (enhetsnamn(enhet, dag, till), skal) if skal else None


def enhetsval(
    dag: date,
    nivaer: Iterable[str] | None = None,
    nuvarande: Enhet | None = None,
    *,
    till: date | None = None,
    **kwargs: Any,
) -> Radval:
    """The enheter that exist on `dag`, or some time through `till`, by level, and the present one even if it has been
    closed."""
    alla, galler = Enhet.objects.all(), Enhet.objects.gallande(dag, till)
    if nivaer is not None:
        alla, galler = (urval.filter(niva__in=list(nivaer)) for urval in (alla, galler))
    rader = list(galler)
    if nuvarande is not None and nuvarande not in rader:
        rader.append(nuvarande)
    ordning = list(Enhetsniva)
    rader.sort(key=lambda e: ordning.index(Enhetsniva(e.niva)))
    return Radval(
        rader=rader,
        etikett=lambda e: enhetsnamn(e, dag, till),
        grupp=lambda e: NIVARUBRIKER[e.niva],
        borta=lambda nyckel: avslutad_enhet(alla, nyckel, dag, till),
        **kwargs,
    )


NIVARUBRIKER = {
    Enhetsniva.KOMMUN: "Kommunfullmäktige",
    Enhetsniva.NAMND: "Nämnder",
    Enhetsniva.BOLAG: "Bolag",
    Enhetsniva.FORVALTNING: "Förvaltningar",
    Enhetsniva.ENHET: "Enheter",
}
