"""The forms of collecting: a round, a reason to send a report back, a key, how a measure is reported."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from crispy_forms.layout import HTML
from django import forms

from organisation.models import Enhet, Enhetsniva, Person
from planering.forms.bas import Flerval, Planeringsformular, Radval
from planering.models import Egetmatt, Plan
from styrsnurra.gemensamt.falt import ArFalt, IsoDatumfalt, Listval
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.domain.perioder import MANADER
from uppfoljning.models import Mattrapportering, Omgang


def _periodval() -> list[Any]:
    """Every kind of round with its periods, as grouped choices: "tertial-2" is the second tertial's."""
    slag = Omgang.Slag
    manader = [m.capitalize() for m in MANADER]
    tertial = ("januari–april", "maj–augusti", "september–december")
    return [
        ("", "Välj …"),
        (slag.TERTIAL.label, [(f"tertial-{n}", f"Tertial {n}, {t}") for n, t in enumerate(tertial, start=1)]),
        (slag.DELAR.label, [(f"delar-{n}", f"Januari–{MANADER[n - 1]}") for n in (6, 7, 8)]),
        (slag.ARSBOKSLUT.label, [("arsbokslut-", "Hela året")]),
        (slag.MANAD.label, [(f"manad-{n}", m) for n, m in enumerate(manader, start=1)]),
    ]


class Omgangsformular(Planeringsformular):
    """A round: what, when, who. An enhet is in it when its box is ticked; `ansvarig_<pk>` is who answers for it."""

    knapp = "Öppna omgången"
    revisionsfalt = "pk"  # a round has no stamp: what was changed is in the log
    galler = forms.ChoiceField(
        label="Omgången gäller", choices=_periodval, error_messages={"required": "Välj vad omgången gäller."}
    )
    ar = ArFalt(label="År")
    oppnar = IsoDatumfalt(label="Öppnar")
    sista_dag = IsoDatumfalt(label="Sista dag att lämna in")
    anvisning = forms.CharField(
        label="Anvisning till dem som rapporterar",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Visas överst i rapporten och i påminnelserna.",
    )

    def __init__(
        self,
        *args: Any,
        planer: Iterable[Plan],
        enheter: Iterable[Enhet],
        personer: Mapping[int, list[Person]],
        **kwargs: Any,
    ) -> None:
        self.planer, self.enheter, self.personer = list(planer), list(enheter), personer
        super().__init__(*args, **kwargs)

    def bygg(self) -> None:
        if self.objekt is None:
            self.fields["plan"] = Radval(
                rader=self.planer,
                etikett=lambda p: p.etikett,
                label="Plan",
                sortera=False,
                tomt="Välj plan …",
            )
        else:
            self.knapp = "Spara"
            for namn in ("galler", "ar"):
                del self.fields[namn]
        finns = {i.enhet_id: i for i in self.objekt.inlamningar.all()} if self.objekt else {}
        for e in self.enheter:
            self.fields[f"med_{e.pk}"] = forms.BooleanField(
                label=e.namn, required=False, initial=e.pk in finns
            )
            rader = list(self.personer.get(e.pk, []))
            nu = finns[e.pk].ansvarig if e.pk in finns else None
            if nu is not None and nu not in rader:
                rader.append(nu)
            self.fields[f"ansvarig_{e.pk}"] = Radval(
                rader=rader,
                etikett=lambda p: f"{p.namn}, {p.titel}" if p.titel else p.namn,
                label=f"Ansvarig för {e.namn}",
                required=False,
                tomt="Ingen än",
                initial=nu,
                widget=Listval(attrs={"class": "form-select"}),
            )

    def layout(self) -> list[Any]:
        forst = [] if self.objekt else ["plan", "galler", "ar"]
        enheter = HTML('{% include "uppfoljning/samla/_enheter.html" %}')
        return [*forst, "oppnar", "sista_dag", "anvisning", enheter]

    @property
    def enhetsrader(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """(heading, [(box, chooser)]): nämnder and bolag first; what is below them apart."""
        ovre = ("namnd", "bolag")
        par = [(e, self[f"med_{e.pk}"], self[f"ansvarig_{e.pk}"]) for e in self.enheter]
        grupper = (
            ("", [(m, a) for e, m, a in par if e.niva in ovre]),
            ("Förvaltningar och enheter", [(m, a) for e, m, a in par if e.niva not in ovre]),
        )
        return [(rubrik, rader) for rubrik, rader in grupper if rader]

    def ur(self, objekt: Omgang) -> dict[str, Any]:
        return {n: getattr(objekt, n) for n in ("oppnar", "sista_dag", "anvisning")}

    def varden(self) -> dict[str, Any]:
        """The action's arguments."""
        d = self.cleaned_data
        ut = {n: d[n] for n in ("oppnar", "sista_dag", "anvisning")}
        ut["ansvariga"] = {e: d[f"ansvarig_{e.pk}"] for e in self.enheter if d[f"med_{e.pk}"]}
        if self.objekt is None:
            slag, _, period = d["galler"].partition("-")
            ut |= {"plan": d["plan"], "slag": slag, "ar": d["ar"], "period": int(period) if period else None}
        return ut

    def ta_emot_fel(self, fel: Any) -> None:
        plats = {"period": "galler", "slag": "galler"}
        for namn, texter in fel.fel.items():
            falt = plats.get(namn, namn)
            for text in texter:
                self.add_error(falt if falt in self.fields else None, text)


def rapportenheter(dag: date, utom: Iterable[Enhet] = ()) -> list[Enhet]:
    """The enheter that a round can be opened for: nämnder, bolag and what is under them, in order; and `utom`, those
    that already are in it."""
    rader = {e.pk: e for e in Enhet.objects.gallande(dag).exclude(niva=Enhetsniva.KOMMUN)}
    rader = {e.pk: e for e in utom} | rader
    ordning = {niva.value: plats for plats, niva in enumerate(Enhetsniva)}
    return sorted(rader.values(), key=lambda e: (ordning[e.niva], svensk_nyckel(e.namn)))


class Tillbakaformular(Planeringsformular):
    """Why a report is sent back."""

    knapp = "Lämna tillbaka"
    skal = forms.CharField(
        label="Vad behöver ändras?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Står överst i rapporten, och skickas till den som är ansvarig.",
        error_messages={"required": "Skriv vad som behöver ändras."},
    )


class Nyckelformular(Planeringsformular):
    """A key for a system that delivers."""

    knapp = "Skapa nyckeln"
    namn = forms.CharField(
        label="System", max_length=80, help_text="Vilket system som levererar, till exempel Telefonväxeln."
    )

    def bygg(self) -> None:
        self.fields["matt"] = Flerval(
            rader=Egetmatt.objects.all(),
            label="Får leverera",
            error_messages={"required": "Välj minst ett mått."},
        )


class Rapporteringsformular(Planeringsformular):
    """For which units a measure is reported, and whether with the number of persons."""

    antal = forms.BooleanField(
        label="Antal personer anges bakom varje värde",
        required=False,
        help_text="Behövs för att värden som bygger på färre än fem personer inte ska visas.",
    )

    def __init__(
        self, *args: Any, matt: Egetmatt, rapportering: Mattrapportering | None, dag: date, **kwargs: Any
    ):
        self.matt, self.rapportering, self.dag = matt, rapportering, dag
        super().__init__(*args, **kwargs)

    def bygg(self) -> None:
        valda = list(self.rapportering.enheter.all()) if self.rapportering else []
        rader = list(Enhet.objects.gallande(self.dag).filter(niva=Enhetsniva.ENHET))
        rader += [e for e in valda if e not in rader]
        self.fields["enheter"] = Flerval(
            rader=sorted(rader, key=lambda e: svensk_nyckel(e.namn)),
            label="Rapporteras också för",
            required=False,
            initial=valda,
            help_text="Varje vald enhet får en egen rad i rapporten, under måttet som helhet.",
        )
        self.fields["antal"].initial = bool(self.rapportering and self.rapportering.antal)

    def layout(self) -> list[Any]:
        return ["enheter", "antal"]
