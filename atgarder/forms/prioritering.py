"""Opening, changing and closing a round of prioritising."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import HTML, Div
from django import forms
from django.utils.html import format_html

from atgarder.actions.prioritering.gemensamt import HOGST_KRITERIER
from atgarder.models import Prioritering
from organisation.models import Person
from planering.forms.bas import (
    Flerval,
    Planeringsformular,
    Radval,
    enhetsval,
    forklarade_val,
)
from styrsnurra.gemensamt.falt import IsoDatumfalt
from styrsnurra.gemensamt.sortering import svensk_nyckel
from uppfoljning.analysformular import DATUMHJALP, enhetsval_bland, ruta
from uppfoljning.models import Atgardsforslag

MODELLER = (
    (
        "matris",
        "Insats mot effekt",
        "Var och en lägger förslagen i matrisen: hur mycket kräver det, och hur mycket ger det?",
    ),
    (
        "kriterier",
        "Egna kriterier med vikter",
        "Var och en sätter poäng 1–6 på de kriterier ni väljer. Kriterierna väger olika tungt.",
    ),
)
VIKTER = [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")]


class Prioriteringsformular(Planeringsformular):
    """`forslag` and `personer` are those that can be chosen; `enheter` the keys of the enheter the person may lead
    for, None for all. The model of a round that exists stays."""

    knapp = "Öppna prioriteringen"
    titel = forms.CharField(
        label="Namn",
        max_length=200,
        help_text="Så att deltagarna känner igen den: Skolförslagen inför budget 2027.",
    )
    datum = IsoDatumfalt(label="Datum", help_text=f"Dagen då ni prioriterar tillsammans. {DATUMHJALP}")
    modell = forms.ChoiceField(
        label="Hur ska förslagen vägas?",
        choices=forklarade_val(MODELLER),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en modell."},
    )

    def __init__(
        self,
        *args: Any,
        dag: date,
        enheter: frozenset[int] | None,
        forslag: Iterable[Atgardsforslag],
        personer: Iterable[Person],
        fakta: dict[int, str],
        **kwargs: Any,
    ) -> None:
        self.dag, self.enheter, self.fakta = dag, enheter, fakta
        self.forslag = list(forslag)
        self.personer = sorted(personer, key=lambda p: svensk_nyckel(p.namn))
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Prioritering) -> dict[str, Any]:
        kriterier = list(objekt.kriterier.all())
        valda = [r.forslag for r in objekt.rader.select_related("forslag")]
        ut = {
            "titel": objekt.titel,
            "enhet": objekt.enhet,
            "datum": objekt.datum,
            "modell": objekt.modell,
            "forslag": valda,
            "deltagare": [d.person for d in objekt.deltagare.select_related("person") if d.person],
        }
        for i, k in enumerate(kriterier, start=1):
            ut |= {f"kriterium_{i}": k.namn, f"vikt_{i}": k.vikt}
        return ut

    def forval(self) -> dict[str, Any]:
        return {"datum": self.dag, "modell": "matris"}

    def bygg(self) -> None:
        self.fields["enhet"] = self._enhetsval()
        self.per_analys = defaultdict(list)
        for f in self.forslag:
            self.per_analys[f.analys].append(f)
        self.fields["forslag"] = Flerval(
            rader=[f for rader in self.per_analys.values() for f in rader],
            etikett=self._forslagsetikett,
            label="Förslag",
            help_text="De som lagts fram i analyserna och som inget beslut eller lämnat underlag håller fast.",
            error_messages={"required": "Välj minst ett förslag."},
        )
        self.fields["deltagare"] = Flerval(
            rader=self.personer,
            etikett=lambda p: f"{p.namn}, {p.titel}" if p.titel else p.namn,
            label="Vilka deltar?",
            help_text="De placerar var för sig, och ser de andras först när de är klara med sin del.",
            error_messages={"required": "Välj minst en deltagare."},
        )
        if self.objekt is not None:
            del self.fields["modell"]
        if self.objekt is None or self.objekt.modell == Prioritering.Modell.KRITERIER:
            self._bygg_kriterier()

    def _enhetsval(self) -> Radval:
        nuvarande = self.objekt.enhet if self.objekt is not None else None
        falt = enhetsval(self.dag, nuvarande=nuvarande, label="För vilken del av organisationen?")
        if self.enheter is None:
            return falt
        return enhetsval_bland(falt, self.enheter | ({nuvarande.pk} if nuvarande else set()))

    def _forslagsetikett(self, f: Atgardsforslag) -> str:
        return format_html(
            '<span>{}<span class="liten d-block">{} · {}</span></span>',
            f.titel,
            f.analys.titel,
            self.fakta[f.pk],
        )

    def _bygg_kriterier(self) -> None:
        for i in range(1, HOGST_KRITERIER + 1):
            self.fields[f"kriterium_{i}"] = forms.CharField(
                label=f"Kriterium {i}", max_length=120, required=False
            )
            self.fields[f"vikt_{i}"] = forms.TypedChoiceField(
                label=f"Vikt för kriterium {i}",
                choices=VIKTER,
                coerce=int,
                required=False,
                empty_value=1,
                initial=1,
            )

    def layout(self) -> list[Any]:
        delar = [
            "titel",
            "enhet",
            "datum",
            Div("forslag", css_class="val-i-spalt"),
            Div("deltagare", css_class="val-i-spalt deltagarval"),
        ]
        if "modell" in self.fields:
            delar.append(Div("modell", css_class="val-i-spalt modellval"))
        if "kriterium_1" in self.fields:
            hjalp = HTML(
                '<p class="hjalp">Högt är alltid bra: skriv ”liten risk”, inte ”risk”. Vikten är 1 till 5, och '
                "5 väger fem gånger så tungt som 1. Lämna de rader ni inte behöver tomma.</p>"
            )
            rader = [
                Div(f"kriterium_{i}", f"vikt_{i}", css_class="kriterierad")
                for i in range(1, HOGST_KRITERIER + 1)
            ]
            delar.append(Div(hjalp, *rader, css_class="kriterieval"))
        return delar

    def ta_emot_fel(self, fel: Any) -> None:
        """What is wrong with the criteria stands at the first of them."""
        byt = {"kriterier": "kriterium_1"}
        fel.fel = {byt.get(falt, falt): texter for falt, texter in fel.fel.items()}
        super().ta_emot_fel(fel)

    def varden(self) -> dict[str, Any]:
        data = self.cleaned_data
        ut = {n: data[n] for n in ("titel", "enhet", "datum", "forslag", "deltagare")}
        modell = self.objekt.modell if self.objekt is not None else data["modell"]
        if self.objekt is None:
            ut["modell"] = modell
        ut["kriterier"] = []
        if modell == Prioritering.Modell.KRITERIER:
            rader = range(1, HOGST_KRITERIER + 1)
            ut["kriterier"] = [
                (data[f"kriterium_{i}"], data[f"vikt_{i}"] or 1)
                for i in rader
                if data[f"kriterium_{i}"].strip()
            ]
        return ut


class Avslutsformular(Planeringsformular):
    knapp = "Avsluta prioriteringen"
    sammanfattning = forms.CharField(
        label="Vad kom ni fram till?",
        max_length=4000,
        widget=ruta(6),
        help_text="Det ni enades om, och det ni inte enades om. Texten följer med till beslutsunderlaget.",
        error_messages={"required": "Skriv vad ni kom fram till."},
    )

    def ur(self, objekt: Prioritering) -> dict[str, Any]:
        return {"sammanfattning": objekt.sammanfattning}
