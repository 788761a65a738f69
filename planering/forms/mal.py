"""Goals."""

from datetime import date
from typing import Any

from crispy_forms.layout import Div
from django import forms

from organisation.models.enhet import Enhetsniva
from planering.forms.bas import Planeringsformular, Radval, enhetsval, personval
from planering.models import Mal, Malomrade, Malplats, Plan


class Malformular(Planeringsformular):
    """Whose goal it is decides its level, so nobody is asked for both."""

    knapp = "Spara målet"
    titel = forms.CharField(
        label="Mål",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vad ska invånarna eller brukarna märka? En mening.",
    )

    def __init__(self, *args: Any, plan: Plan, malomrade: Malomrade | None, dag: date, **kwargs: Any) -> None:
        self.plan, self.malomrade, self.dag = plan, malomrade, dag
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Mal) -> dict[str, Any]:
        return {
            falt: getattr(objekt, falt)
            for falt in ("titel", "beskrivning", "enhet", "overordnat", "malomrade", "ansvarig")
        }

    def bygg(self) -> None:
        mal: Mal | None = self.objekt
        kf = Mal.objects.filter(malomrade__plan=self.plan, niva=Malplats.KF).select_related("malomrade")
        if mal is not None:
            kf = kf.exclude(pk=mal.pk)
        self.fields["enhet"] = enhetsval(
            self.dag,
            (Enhetsniva.KOMMUN, Enhetsniva.NAMND, Enhetsniva.BOLAG),
            mal.enhet if mal else None,
            label="Vems mål är det?",
            help_text="Fullmäktige sätter de övergripande målen. Nämnder och bolag bryter ned dem.",
        )
        self.fields["overordnat"] = Radval(
            rader=kf,
            sortera=False,
            grupp=lambda m: m.malomrade.namn,
            tomt="Inget av dem",
            label="Vilket av fullmäktiges mål bidrar det till?",
            help_text="Den röda tråden: målet visas under det du väljer.",
            required=False,
        )
        self.fields["malomrade"] = Radval(
            rader=self.plan.malomraden.all(),
            sortera=False,
            label="Målområde",
            help_text="Ett mål som bidrar till fullmäktiges mål ligger alltid i samma område.",
        )
        self.fields["beskrivning"] = forms.CharField(
            label="Vad målet betyder",
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text="Hur målet ska förstås, för den som läser det för första gången.",
        )
        self.fields["ansvarig"] = personval(
            mal.ansvarig if mal else None, label="Ansvarig", help_text="Den tjänsteperson som följer målet."
        )
        if mal is None and self.malomrade is not None:
            self.initial.setdefault("malomrade", self.malomrade)

    def layout(self) -> list[Any]:
        return [
            "titel",
            "enhet",
            Div("overordnat", css_class="vid-namnd"),
            "malomrade",
            "beskrivning",
            "ansvarig",
        ]

    def clean(self) -> dict[str, Any]:
        """Fullmäktige's goal serves no other: the question is hidden then, and an old answer to it is let go."""
        data = super().clean()
        enhet = data.get("enhet")
        if enhet is not None and enhet.niva == Enhetsniva.KOMMUN:
            data["overordnat"] = None
        return data
