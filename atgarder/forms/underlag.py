"""Writing a decision paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import Div
from django import forms

from atgarder.models import Beslutsunderlag, Prioritering, Underlagsforslag
from planering.forms.bas import Flerval, Planeringsformular, Radval, enhetsval
from uppfoljning.analysformular import enhetsval_bland, ruta
from uppfoljning.models import Atgardsforslag


class Underlagsformular(Planeringsformular):
    """`forslag` and `prioriteringar` are those that can be chosen; `enheter` the keys of the enheter the person may
    write for, None for all. `fakta`: proposal → where it stands."""

    knapp = "Spara underlaget"
    titel = forms.CharField(
        label="Rubrik", max_length=200, help_text="Ärendet som det ska stå på dagordningen."
    )
    diarienummer = forms.CharField(label="Diarienummer", max_length=40, required=False)
    inledning = forms.CharField(
        label="Ärendet i korthet",
        max_length=4000,
        required=False,
        widget=ruta(5),
        help_text="Det som den ska veta som bara läser början. Analys, konsekvenser och prioritering följer "
        "med av sig själva.",
    )
    att_satser = forms.CharField(
        label="Förslag till beslut",
        max_length=4000,
        required=False,
        widget=ruta(6),
        help_text="En att-sats per rad. Lämna tomt, så skrivs ett förslag ur det du valt; det går att ändra.",
    )

    def __init__(
        self,
        *args: Any,
        dag: date,
        enheter: frozenset[int] | None,
        forslag: Iterable[Atgardsforslag],
        fakta: dict[int, str],
        prioriteringar: Iterable[Prioritering],
        **kwargs: Any,
    ) -> None:
        self.dag, self.enheter, self.fakta = dag, enheter, fakta
        self.forslag, self.prioriteringar = list(forslag), list(prioriteringar)
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Beslutsunderlag) -> dict[str, Any]:
        rader = list(objekt.rader.select_related("forslag").order_by("ordning", "id"))
        falt = ("titel", "enhet", "diarienummer", "inledning", "att_satser", "prioritering")
        return {n: getattr(objekt, n) for n in falt} | {
            "forslag": [r.forslag for r in rader],
            "avsla": [r.forslag for r in rader if r.foreslas == Underlagsforslag.Foreslas.AVSLAG],
        }

    def bygg(self) -> None:
        nuvarande = self.objekt.enhet if self.objekt else None
        falt = enhetsval(
            self.dag,
            nuvarande=nuvarande,
            label="Vems ärende är det?",
            help_text="Nämnden eller den del av organisationen som bereder ärendet.",
        )
        if self.enheter is not None:
            falt = enhetsval_bland(falt, self.enheter | ({nuvarande.pk} if nuvarande else set()))
        self.fields["enhet"] = falt
        self.fields["forslag"] = Flerval(
            rader=self.forslag,
            etikett=lambda f: f"{f.titel} ({f.analys.titel}). {self.fakta[f.pk]}.",
            label="Förslag att besluta om",
            error_messages={"required": "Välj minst ett förslag att besluta om."},
        )
        self.fields["avsla"] = Flerval(
            rader=self.forslag,
            etikett=lambda f: f.titel,
            label="Av dem föreslår underlaget avslag på",
            required=False,
            help_text="Kryssa bara för det som underlaget föreslår att säga nej till.",
        )
        self.fields["prioritering"] = Radval(
            rader=self.prioriteringar,
            etikett=_prioriteringsnamn,
            label="Prioritering att luta sig mot",
            required=False,
            tomt="Ingen",
            sortera=False,
        )

    def layout(self) -> list[Any]:
        return [
            "titel",
            "enhet",
            "diarienummer",
            Div("forslag", css_class="val-i-spalt"),
            Div("avsla", css_class="val-i-spalt"),
            "prioritering",
            "inledning",
            "att_satser",
        ]

    def clean(self) -> dict[str, Any]:
        varden = super().clean()
        if set(varden.get("avsla") or ()) - set(varden.get("forslag") or ()):
            self.add_error("avsla", "Det som föreslås avslås måste vara med bland förslagen.")
        return varden


def _prioriteringsnamn(p: Prioritering) -> str:
    return f"{p.titel}, {p.datum:%Y-%m-%d}" + ("" if p.ar_avslutad else " (pågår)")
