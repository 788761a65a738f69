"""The forms of analysis groups and work plans. Drafts, stale edits and error summaries are the frame's."""

from datetime import date
from typing import Any

from crispy_forms.layout import Row
from django import forms

from planering.forms.bas import Planeringsformular, Radval, enhetsval, personval
from planering.models import Indikator, Mal, Plan
from styrsnurra.gemensamt.falt import ArFalt, IsoDatumfalt
from uppfoljning.domain.gruppsammansattning import PERSPEKTIV
from uppfoljning.models import Arbetsplan, Arbetsuppgift, Gruppmedlem

DATUMHJALP = "Skriv som åååå-mm-dd."
MAL, INDIKATOR = "mal", "indikator"


def _text(rader: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rader})


class Gruppformular(Planeringsformular):
    knapp = "Spara gruppen"
    namn = forms.CharField(label="Namn", max_length=120, help_text="Till exempel Kommunens analysgrupp.")
    understalld = forms.CharField(
        label="Underställd",
        required=False,
        max_length=120,
        help_text="Den som gruppen svarar inför. Närmast kommundirektören ger störst tyngd.",
    )
    mandat = forms.CharField(
        label="Uppdrag och mandat",
        required=False,
        max_length=4000,
        widget=_text(5),
        help_text="Vad gruppen ska göra, åt vem, och vad den har rätt till: tid, uppgifter, plats hos ledningen.",
    )
    beslutar = forms.CharField(
        label="Vad gruppen får besluta själv",
        required=False,
        max_length=4000,
        widget=_text(3),
        help_text="Till exempel vilka avvikelser som ska analyseras, och vilka som ska bjudas in.",
    )
    galler_fran = IsoDatumfalt(label="Från och med", required=False, help_text=DATUMHJALP)
    galler_till = IsoDatumfalt(
        label="Till och med", required=False, help_text="Tomt så länge gruppen arbetar."
    )

    def layout(self) -> list[Any]:
        return [
            "namn",
            "understalld",
            "mandat",
            "beslutar",
            Row("galler_fran", "galler_till", css_class="breda"),
        ]


class Medlemsformular(Planeringsformular):
    knapp = "Spara medlemmen"
    roll = forms.ChoiceField(
        label="Roll i gruppen", choices=Gruppmedlem.Roll.choices, widget=forms.RadioSelect, initial="medlem"
    )
    perspektiv = forms.CharField(
        label="Horisontella perspektiv",
        required=False,
        max_length=200,
        help_text=f"De perspektiv hen bevakar, med kommatecken emellan. Till exempel {', '.join(PERSPEKTIV)}.",
    )
    galler_fran = IsoDatumfalt(label="Med från och med", required=False, help_text=DATUMHJALP)
    galler_till = IsoDatumfalt(label="Till och med", required=False, help_text="Tomt så länge hen är med.")

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        self.dag = dag
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Gruppmedlem) -> dict[str, Any]:
        falt = ("person", "roll", "enhet", "perspektiv", "galler_fran", "galler_till")
        return {namn: getattr(objekt, namn) for namn in falt}

    def bygg(self) -> None:
        self.fields["person"] = personval(self.objekt.person if self.objekt else None, label="Person")
        self.fields["person"].required = True
        self.fields["enhet"] = enhetsval(
            self.dag,
            nuvarande=self.objekt.enhet if self.objekt else None,
            label="Verksamhet",
            required=False,
            tomt="Ingen särskild",
            help_text="Den del av kommunen som hen känner och kommer från.",
        )

    def layout(self) -> list[Any]:
        return ["person", "roll", "enhet", "perspektiv", Row("galler_fran", "galler_till", css_class="breda")]


class Arbetsplansformular(Planeringsformular):
    """`forra`: the group's latest work plan, whose tasks a new one may take along."""

    knapp = "Spara arbetsplanen"
    ar = ArFalt(label="År", minst=2000)

    def __init__(self, *args: Any, forra: Arbetsplan | None = None, **kwargs: Any) -> None:
        self.forra = forra
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Arbetsplan) -> dict[str, Any]:
        return {"ar": objekt.ar, "plan": objekt.plan}

    def bygg(self) -> None:
        self.fields["plan"] = Radval(
            rader=Plan.objects.order_by("-fran_ar", "-version"),
            etikett=lambda p: p.etikett,
            sortera=False,
            label="Plan",
            required=False,
            tomt="Den som gäller",
            help_text="Dagarna då värden för planens nyckeltal publiceras visas i arbetsplanen.",
        )
        if self.forra is not None:
            self.fields["kopiera"] = forms.BooleanField(
                label=f"Ta med uppgifterna från {self.forra.ar}",
                required=False,
                initial=True,
                help_text="De flyttas till samma dagar i det nya året och blir planerade.",
            )

    def layout(self) -> list[Any]:
        return ["ar", "plan", *(["kopiera"] if self.forra is not None else [])]

    def varden(self) -> dict[str, Any]:
        varden = super().varden()
        if varden.pop("kopiera", False):
            varden["kopiera"] = self.forra
        return varden


class Uppgiftsformular(Planeringsformular):
    """`plan`: whose goals and indicators the task may be about."""

    knapp = "Spara uppgiften"
    vad = forms.CharField(
        label="Vad ska göras?",
        max_length=200,
        help_text="Till exempel Analysera skolresultaten inför delåret.",
    )
    hur = forms.CharField(
        label="Hur ska det göras?",
        required=False,
        max_length=4000,
        widget=_text(3),
        help_text="Vilka uppgifter, vilka som är med, och vad det ska leda till.",
    )
    startar = IsoDatumfalt(label="Börjar", required=False, help_text=DATUMHJALP)
    klar_senast = IsoDatumfalt(label="Klar senast", help_text=DATUMHJALP)
    steg = forms.ChoiceField(label="Del av budgetåret", choices=Arbetsuppgift.Steg.choices, initial="annat")
    status = forms.ChoiceField(
        label="Status", choices=Arbetsuppgift.Status.choices, widget=forms.RadioSelect, initial="planerad"
    )
    anteckning = forms.CharField(
        label="Anteckning",
        required=False,
        max_length=4000,
        widget=_text(3),
        help_text="Vad det gav, var underlaget finns, eller vad som hindrar.",
    )

    def __init__(self, *args: Any, plan: Plan | None, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Arbetsuppgift) -> dict[str, Any]:
        falt = ("vad", "hur", "startar", "klar_senast", "steg", "status", "anteckning", "ansvarig")
        galler = (
            f"{INDIKATOR}:{objekt.indikator_id}"
            if objekt.indikator_id
            else f"{MAL}:{objekt.mal_id}"
            if objekt.mal_id
            else ""
        )
        return {namn: getattr(objekt, namn) for namn in falt} | {"galler": galler}

    def bygg(self) -> None:
        self.fields["ansvarig"] = personval(
            self.objekt.ansvarig if self.objekt else None,
            label="Ansvarig",
            help_text="Får uppgiften i sin kalender, och en påminnelse en vecka före och på sista dagen.",
        )
        self.gallande = _gallande(self.plan, self.objekt)
        grupper: dict[str, list[tuple[str, str]]] = {"Mål": [], "Indikatorer": []}
        for nyckel, rad in self.gallande.items():
            ar_mal = isinstance(rad, Mal)
            grupper["Mål" if ar_mal else "Indikatorer"].append((nyckel, rad.titel if ar_mal else rad.namn))
        val = [("", "Inget särskilt"), *((g, rader) for g, rader in grupper.items() if rader)]
        self.fields["galler"] = forms.ChoiceField(
            label="Gäller",
            required=False,
            choices=val,
            error_messages={"invalid_choice": "Välj ett av alternativen i listan."},
        )

    def layout(self) -> list[Any]:
        rad = Row("startar", "klar_senast", css_class="breda")
        return ["vad", "hur", rad, "ansvarig", "steg", "galler", "status", "anteckning"]

    def varden(self) -> dict[str, Any]:
        varden = super().varden()
        rad = self.gallande.get(varden.pop("galler"))
        return varden | {
            "mal": rad if isinstance(rad, Mal) else None,
            "indikator": rad if isinstance(rad, Indikator) else None,
        }


def _gallande(plan: Plan | None, uppgift: Arbetsuppgift | None) -> dict[str, Mal | Indikator]:
    """The goals and indicators of a plan by their words in the form, and the task's own even if of another plan."""
    ut: dict[str, Mal | Indikator] = {}
    if plan is not None:
        ordning = ("malomrade__ordning", "ordning", "pk")
        ut |= {f"{MAL}:{m.pk}": m for m in Mal.objects.filter(malomrade__plan=plan).order_by(*ordning)}
        indikatorer = Indikator.objects.filter(mal__malomrade__plan=plan).order_by(
            *(f"mal__{o}" for o in ordning), "ordning", "pk"
        )
        ut |= {f"{INDIKATOR}:{i.pk}": i for i in indikatorer}
    if uppgift is not None and uppgift.mal_id:
        ut.setdefault(f"{MAL}:{uppgift.mal_id}", uppgift.mal)
    if uppgift is not None and uppgift.indikator_id:
        ut.setdefault(f"{INDIKATOR}:{uppgift.indikator_id}", uppgift.indikator)
    return ut
