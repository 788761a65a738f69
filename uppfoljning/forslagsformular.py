"""The forms of what an analysis comes to: conclusions, proposals and what the proposals build on."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div
from django import forms

from planering.forms.bas import Flerval, Planeringsformular
from uppfoljning.analysformular import ruta
from uppfoljning.models import Atgardsforslag, Hypotes, Kunskapskalla, Slutsats


class Slutsatsformular(Planeringsformular):
    knapp = "Spara slutsatsen"
    fraga = forms.ChoiceField(
        label="Vilken fråga svarar den på?", choices=Slutsats.Fraga.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(label="Slutsats", max_length=4000, widget=ruta(5))

    def __init__(self, *args: Any, hypoteser: Iterable[Hypotes], **kwargs: Any) -> None:
        self.hypoteser = list(hypoteser)
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Slutsats) -> dict[str, Any]:
        return {"fraga": objekt.fraga, "text": objekt.text, "hypoteser": list(objekt.hypoteser.all())}

    def bygg(self) -> None:
        if self.hypoteser:
            self.fields["hypoteser"] = Flerval(
                rader=self.hypoteser,
                etikett=lambda h: f"{h.pastaende} ({h.get_utslag_display().lower()})",
                label="Bygger på",
                required=False,
                help_text="De hypoteser som prövats och som slutsatsen vilar på, också de förkastade.",
            )

    def layout(self) -> list[Any]:
        return ["fraga", "text", *([Div("hypoteser", css_class="val-i-spalt")] if self.hypoteser else [])]

    def varden(self) -> dict[str, Any]:
        return {"hypoteser": []} | super().varden()


class Forslagsformular(Planeringsformular):
    """Only verified hypotheses can be chosen; an earlier one that is no longer verified is shown so that it can be
    taken away."""

    knapp = "Spara förslaget"
    titel = forms.CharField(label="Förslag", max_length=200, help_text="Vad ska göras? En mening.")
    beskrivning = forms.CharField(
        label="Vad vill vi göra?",
        max_length=4000,
        widget=ruta(5),
        help_text="Så att det går att ta ställning. Detaljerna utformar verksamheten när det är beslutat.",
    )
    forvantad_effekt = forms.CharField(
        label="Vad väntar vi oss att det ger?",
        required=False,
        max_length=2000,
        widget=ruta(3),
        help_text="Vilket resultat ska röra sig, åt vilket håll och ungefär när?",
    )
    utan_hypotes_skal = forms.CharField(
        label="Varför läggs det utan verifierad hypotes?",
        required=False,
        max_length=1000,
        widget=ruta(2),
        help_text="Fylls i bara om förslaget inte bygger på någon verifierad hypotes.",
    )
    status = forms.ChoiceField(
        label="Status", choices=Atgardsforslag.Status.choices, widget=forms.RadioSelect, initial="utkast"
    )

    def __init__(self, *args: Any, hypoteser: Iterable[Hypotes], **kwargs: Any) -> None:
        self.hypoteser = list(hypoteser)
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Atgardsforslag) -> dict[str, Any]:
        falt = ("titel", "beskrivning", "forvantad_effekt", "utan_hypotes_skal", "status")
        return {n: getattr(objekt, n) for n in falt} | {"hypoteser": list(objekt.hypoteser.all())}

    def bygg(self) -> None:
        valda = set(self.objekt.hypoteser.values_list("pk", flat=True)) if self.objekt else set()
        rader = [h for h in self.hypoteser if h.utslag == Hypotes.Utslag.VERIFIERAD or h.pk in valda]

        def etikett(h: Hypotes) -> str:
            verifierad = h.utslag == Hypotes.Utslag.VERIFIERAD
            return h.pastaende if verifierad else f"{h.pastaende} (inte längre verifierad)"

        self.har_val = bool(rader)
        if rader:
            self.fields["hypoteser"] = Flerval(
                rader=rader,
                etikett=etikett,
                label="Bygger på de verifierade hypoteserna",
                required=False,
            )

    def layout(self) -> list[Any]:
        val = [Div("hypoteser", css_class="val-i-spalt")] if self.har_val else []
        return ["titel", "beskrivning", "forvantad_effekt", *val, "utan_hypotes_skal", "status"]

    def varden(self) -> dict[str, Any]:
        return {"hypoteser": []} | super().varden()


class Kunskapsformular(Planeringsformular):
    knapp = "Spara kunskapskällan"
    slag = forms.ChoiceField(
        label="Slag av kunskap",
        choices=Kunskapskalla.Slag.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj slag av kunskap."},
    )
    text = forms.CharField(
        label="Vad säger den?",
        max_length=2000,
        widget=ruta(),
        help_text="Det som talar för förslaget, och vad som måste anpassas för att det ska fungera hos oss.",
    )
    kalla = forms.CharField(
        label="Källa",
        required=False,
        max_length=300,
        help_text="Rapport, kommun, arbetsplats eller grupp.",
    )
    lank = forms.CharField(
        label="Länk", required=False, max_length=500, help_text="Webbadress, om källan har en."
    )
