"""Goals."""

from datetime import date
from typing import Any

from crispy_forms.layout import Div
from django import forms

from organisation.models.enhet import Enhetsniva
from planering.domain import trad
from planering.forms.bas import Flerval, Planeringsformular, Radval, enhetsval, personval
from planering.models import Mal, Malomrade, Malplats, Plan
from planering.queries.namnd import hos_en_annan, namnd_av

VEM_SATTE = {Malplats.KF: "Fullmäktige", Malplats.NAMND: "Nämnd eller bolag"}


def _trad_text(mal: Mal | None) -> str:
    """With what there is to see over in the present choice."""
    text = "Den röda tråden: målet visas under det du väljer."
    if mal is None or mal.overordnat is None or mal.niva != Malplats.ENHET:
        return text
    annan = hos_en_annan(mal.overordnat, mal.enhet_id, namnd_av())
    return f"{text} {annan}. Stämmer det?" if annan else text


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
            for falt in (
                "titel",
                "beskrivning",
                "enhet",
                "overordnat",
                "malomrade",
                "ansvarig",
                "horisontellt",
            )
        } | {"bidrar_till": [k.horisontellt_id for k in objekt.horisontkopplingar.all()]}

    def bygg(self) -> None:
        mal: Mal | None = self.objekt
        alla = list(
            Mal.objects.filter(malomrade__plan=self.plan)
            .select_related("malomrade", "enhet")
            .order_by("malomrade__ordning", "malomrade_id", "ordning", "pk")
        )
        under = trad.under(mal.pk, {m.pk: m.overordnat_id for m in alla}) | {mal.pk} if mal else set()
        forsta, sista = self.plan.dagar
        self.fields["enhet"] = enhetsval(
            forsta,
            till=sista,
            nuvarande=mal.enhet if mal else None,
            label="Vems mål är det?",
            help_text="Fullmäktige sätter de övergripande målen. Nämnder och bolag bryter ned dem, och enheterna "
            "bryter ned nämndens.",
        )
        self.fields["overordnat"] = self._overordnat(alla, under)
        if horisonter := [m for m in alla if m.horisontellt and m.pk not in under]:
            self.fields["bidrar_till"] = Flerval(
                rader=horisonter,
                required=False,
                label="Bidrar det också till något horisontellt mål?",
                help_text="Ett horisontellt mål angår alla, vad de än arbetar med. Målet står kvar där det ligger.",
            )
        self.fields["horisontellt"] = forms.BooleanField(
            required=False,
            label="Horisontellt mål",
            help_text="Till exempel jämställdhet eller hållbarhet: varje nämnd bryter ned det i sina egna mål.",
        )
        self.fields["malomrade"] = Radval(
            rader=self.plan.malomraden.all(),
            sortera=False,
            label="Målområde",
            help_text="Ett mål som bidrar till ett annat ligger alltid i samma område som det.",
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

    def _overordnat(self, alla: list[Mal], under: set[int]) -> Radval:
        """The goal it serves, among those above it; `under` are the keys that lie below it, and its own."""
        return Radval(
            rader=sorted(
                (m for m in alla if m.niva != Malplats.ENHET and m.pk not in under),
                key=lambda m: Malplats(m.niva).djup,
            ),
            sortera=False,
            grupp=lambda m: f"{VEM_SATTE[m.niva]}: {m.malomrade.namn}",
            etikett=lambda m: m.titel if m.niva == Malplats.KF else f"{m.titel} ({m.enhet.namn})",
            borta=lambda nyckel: next(
                (
                    (m.titel, f"Välj ett annat: ”{m.titel}” bidrar redan till det här målet.")
                    for m in alla
                    if m.pk in under and str(m.pk) == nyckel
                ),
                None,
            ),
            tomt="Inget av dem",
            label="Vilket mål bidrar det till?",
            help_text=_trad_text(self.objekt),
            required=False,
        )

    def layout(self) -> list[Any]:
        return [
            "titel",
            "enhet",
            Div(
                "overordnat",
                *(["bidrar_till"] if "bidrar_till" in self.fields else []),
                css_class="vid-namnd",
            ),
            Div("horisontellt", css_class="vid-kf"),
            "malomrade",
            "beskrivning",
            "ansvarig",
        ]

    def clean(self) -> dict[str, Any]:
        """Fullmäktige's goal serves no other, and only such a one is horizontal: the questions are hidden then, and
        old answers to them are let go."""
        data = super().clean()
        enhet = data.get("enhet")
        if enhet is not None and enhet.niva == Enhetsniva.KOMMUN:
            data["overordnat"] = None
            data["bidrar_till"] = []
        elif enhet is not None:
            data["horisontellt"] = False
        data.setdefault("bidrar_till", [])
        return data
