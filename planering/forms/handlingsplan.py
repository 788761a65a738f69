"""Action plans."""

from datetime import date
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.db.models import Q

from planering.domain.planval import levande
from planering.forms.bas import Planeringsformular, Radval, enhetsval, personval
from planering.models import Handlingsplan, Mal, Plan
from planering.queries.namnd import planens_namndbrist


class Handlingsplanformular(Planeringsformular):
    knapp = "Spara handlingsplanen"
    namn = forms.CharField(label="Namn", max_length=160, help_text="Till exempel Bättre svar i telefon.")
    omrade = forms.CharField(
        label="Område", max_length=120, help_text="Vilken verksamhet eller vilket område gäller det?"
    )
    nulage = forms.CharField(
        label="Nuläge",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Var är vi i dag, och vad är problemet? Gärna med siffror.",
    )
    malbild = forms.CharField(
        label="Mål",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vad ska vara uppnått när planen är genomförd?",
    )
    uppfoljning = forms.CharField(
        label="Uppföljning",
        max_length=160,
        required=False,
        help_text="Hur följs planen upp? Till exempel Rapport.",
    )
    hur_ofta = forms.CharField(
        label="När", max_length=120, required=False, help_text="Hur ofta? Till exempel Varje kvartal."
    )

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        self.dag = dag
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Handlingsplan) -> dict[str, Any]:
        falt = (*self.base_fields, "mal", "enhet", "ansvarig")
        return {namn: getattr(objekt, namn) for namn in falt if namn != "revision"}

    def bygg(self) -> None:
        plan: Handlingsplan | None = self.objekt
        self.fields["mal"] = Radval(
            rader=self._mal(plan),
            sortera=False,
            grupp=lambda m: m.malomrade.plan.etikett,
            tomt="Inget mål",
            required=False,
            label="Bidrar till målet",
            help_text="Varför planen finns: det mål i planen som den ska hjälpa till att nå.",
        )
        annan_namnd = planens_namndbrist(plan) if plan else ""
        self.fields["enhet"] = enhetsval(
            self.dag,
            nuvarande=plan.enhet if plan else None,
            label="Ansvarig del av organisationen",
            help_text=f"{annan_namnd}. Stämmer det?" if annan_namnd else "",
        )
        self.fields["ansvarig"] = personval(
            plan.ansvarig if plan else None, label="Huvudansvarig", help_text="Den som håller ihop helheten."
        )

    def _mal(self, nu: Handlingsplan | None) -> list[Mal]:
        """Those of the plan that is followed, of decided and coming ones, and the goal that is chosen already."""
        planer = [p.pk for p in levande(Plan.objects.all(), self.dag.year)]
        valda = [nu.mal_id if nu else None, getattr(self.initial.get("mal"), "pk", None)]
        rader = Mal.objects.filter(
            Q(malomrade__plan__in=planer) | Q(pk__in=[v for v in valda if v is not None])
        )
        ordning = {pk: nr for nr, pk in enumerate(planer)}
        return sorted(
            rader.select_related("malomrade__plan").order_by("malomrade__ordning", "ordning", "id"),
            key=lambda m: ordning.get(m.malomrade.plan_id, len(ordning)),
        )

    def layout(self) -> list[Any]:
        return [
            "namn",
            "omrade",
            "mal",
            "nulage",
            "malbild",
            "enhet",
            "ansvarig",
            Row("uppfoljning", "hur_ofta", css_class="breda"),
        ]
