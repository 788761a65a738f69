"""The forms of a consequence description. Drafts, stale edits and error summaries are the frame's."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import HTML, Div
from django import forms
from django.utils.html import format_html

from atgarder.domain.konsekvens import AR_FRAN, AR_TILL, FRAGOR
from atgarder.models import Berordgrupp, Konsekvensbelopp, Konsekvensbeskrivning, Konsekvensrisk, Svar
from kkik.models import Kon
from planering.forms.bas import Flerval, Planeringsformular
from planering.models import Mal
from styrsnurra.gemensamt.falt import ArFalt, IsoDatumfalt, SvensktTalfalt

DATUMHJALP = "Skriv som åååå-mm-dd."
HJALP = {
    "resurser": "Pengar, tjänster, lokaler eller utrustning. Själva beloppen läggs in för sig, år för år.",
    "verksamhet": "Organisation, arbetssätt, bemanning eller samarbeten.",
    "medborgare": "Det som blir annorlunda för dem det gäller, bättre eller sämre.",
    "malandring": "Mål i planen som skulle behöva skrivas om, tas bort eller läggas till.",
}
ORD = {
    "resurser": "Vilka resurser?",
    "verksamhet": "Vad blir annorlunda i verksamheten?",
    "medborgare": "Vad märker de?",
    "malandring": "Vilken ändring?",
}


def ruta(rader: int = 4) -> forms.Textarea:
    """A text box of so many lines."""
    return forms.Textarea(attrs={"rows": rader})


class Konsekvensformular(Planeringsformular):
    """Scenario, the four questions and what happens otherwise. Nothing is demanded until it is to be finished.

    `malen`: the goals that may be chosen; those of another plan than the first one's are told by it.
    """

    knapp = "Spara konsekvenserna"

    def __init__(self, *args: Any, malen: Iterable[Mal], **kwargs: Any) -> None:
        self.malen = list(malen)
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Konsekvensbeskrivning) -> dict[str, Any]:
        namn = [n for f in FRAGOR for n in (f.falt, f"{f.falt}_text")]
        varden = {n: getattr(objekt, n) for n in (*namn, "scenario", "nollalternativ")}
        return varden | {"mal": list(objekt.mal.all())}

    def forval(self) -> dict[str, Any]:
        return {"revision": 0}  # opened before there was one: another's beginning is then seen

    def bygg(self) -> None:
        self.fields["scenario"] = forms.CharField(
            label="Så blir det",
            required=False,
            max_length=8000,
            widget=ruta(8),
            help_text="Berätta det som ett scenario: åtgärden är genomförd, hur ser en vanlig dag ut då?",
        )
        for f in FRAGOR:
            self.fields[f.falt] = forms.ChoiceField(
                label=f.fraga,
                choices=Svar.choices,
                required=False,
                widget=forms.RadioSelect,
                help_text=HJALP[f.falt],
            )
            self.fields[f"{f.falt}_text"] = forms.CharField(
                label=ORD[f.falt], required=False, max_length=4000, widget=ruta(4)
            )
        if self.malen:
            plan = self.malen[0].malomrade.plan
            self.fields["mal"] = Flerval(
                rader=self.malen,
                etikett=lambda m: (
                    m.titel if m.malomrade.plan == plan else f"{m.titel} ({m.malomrade.plan.namn})"
                ),
                label=f"Vilka mål i {plan.namn}?",
                required=False,
            )
        self.fields["nollalternativ"] = forms.CharField(
            label="Om vi inte gör något",
            required=False,
            max_length=4000,
            widget=ruta(4),
            help_text="Vad händer då? Det är alltid ett av alternativen, och det har också en kostnad.",
        )

        for f in FRAGOR:  # nothing is demanded now, but it is no choice either
            self.fields[f.falt].kravs_senare = self.fields[f"{f.falt}_text"].kravs_senare = True

    def layout(self) -> list[Any]:
        delar: list[Any] = ["scenario"]
        for f in FRAGOR:
            falt = [f.falt, f"{f.falt}_text"]
            if f.falt == "malandring" and "mal" in self.fields:
                falt.append(Div("mal", css_class="val-i-spalt vid-malandring"))
            delar.append(Div(HTML(format_html("<h2>{}</h2>", f.rubrik)), *falt, css_class="konsekvensfraga"))
        return [
            *delar,
            Div(HTML("<h2>Alternativet att låta bli</h2>"), "nollalternativ", css_class="konsekvensfraga"),
        ]

    def varden(self) -> dict[str, Any]:
        return {"mal": []} | super().varden()


class Beloppsformular(Planeringsformular):
    """`till_ar` is there for a new one only: the same amount every year until then."""

    knapp = "Spara beloppet"
    post = forms.CharField(
        label="Vad?", max_length=160, help_text="Till exempel speciallärare, lokal eller utbildning."
    )
    slag = forms.ChoiceField(
        label="Vilket slag?",
        choices=[
            (Konsekvensbelopp.Slag.ENGANGS, "Engångs: kostar en gång"),
            (Konsekvensbelopp.Slag.LOPANDE, "Löpande: kostar varje år"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj engångs eller löpande."},
    )
    ar = ArFalt(label="År", minst=AR_FRAN, hogst=AR_TILL)
    till_ar = ArFalt(
        label="Till och med år",
        required=False,
        minst=AR_FRAN,
        hogst=AR_TILL,
        help_text="För en löpande kostnad som är lika stor flera år.",
    )
    belopp_tkr = SvensktTalfalt(
        label="Belopp",
        enhet="tkr",
        required=False,
        decimaler=0,
        minst=-100_000_000,
        hogst=100_000_000,
        help_text="I det årets priser. Minus framför det som sparas.",
    )
    tjanster = SvensktTalfalt(
        label="Tjänster",
        required=False,
        decimaler=2,
        minst=-9999,
        hogst=9999,
        help_text="I årsarbetare: en halvtid är 0,5. Minus framför det som försvinner.",
    )

    def ur(self, objekt: Konsekvensbelopp) -> dict[str, Any]:
        return {
            "post": objekt.post,
            "slag": objekt.slag,
            "ar": objekt.ar,
            "belopp_tkr": objekt.belopp_tkr or None,
            "tjanster": objekt.tjanster.normalize() if objekt.tjanster else None,
        }

    def bygg(self) -> None:
        if self.objekt is not None:
            del self.fields["till_ar"]

    def layout(self) -> list[Any]:
        return ["post", "slag", "ar", *(["till_ar"] if self.objekt is None else []), "belopp_tkr", "tjanster"]

    def varden(self) -> dict[str, Any]:
        data = super().varden()
        return data | {"belopp_tkr": int(data["belopp_tkr"] or 0), "tjanster": data["tjanster"] or 0}


def _grad(etikett: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=etikett,
        choices=Konsekvensrisk.Grad.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en grad."},
    )


class Riskformular(Planeringsformular):
    knapp = "Spara risken"
    text = forms.CharField(label="Vad kan gå fel?", max_length=300)
    sannolikhet = _grad("Hur stor är sannolikheten?")
    foljd = _grad("Hur stor vore följden?")
    hantering = forms.CharField(
        label="Vad gör vi åt det?",
        required=False,
        max_length=2000,
        widget=ruta(3),
        help_text="För att det inte ska hända, eller om det händer.",
    )


class Gruppformular(Planeringsformular):
    knapp = "Spara gruppen"
    namn = forms.CharField(
        label="Vilka?", max_length=160, help_text="Till exempel elever i årskurs 7–9 eller anhöriga."
    )
    kon = forms.ChoiceField(
        label="Kvinnor, män eller alla?",
        choices=[(Kon.TOTALT, "Alla"), (Kon.KVINNOR, "Kvinnor"), (Kon.MAN, "Män")],
        initial=Kon.TOTALT,
        widget=forms.RadioSelect,
        help_text="Blir det olika för kvinnor och män läggs de in var för sig.",
    )
    riktning = forms.ChoiceField(
        label="Hur går det för dem?",
        choices=Berordgrupp.Riktning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur det går för dem."},
    )
    text = forms.CharField(label="På vilket sätt?", required=False, max_length=2000, widget=ruta(3))


class Alternativformular(Planeringsformular):
    knapp = "Spara alternativet"
    titel = forms.CharField(label="Alternativ", max_length=200)
    text = forms.CharField(label="Vad vore det?", max_length=2000, widget=ruta(4))
    varfor_inte = forms.CharField(
        label="Varför föreslås det inte?", required=False, max_length=2000, widget=ruta(3)
    )


class Dialogformular(Planeringsformular):
    knapp = "Spara dialogen"
    datum = IsoDatumfalt(label="När?", help_text=DATUMHJALP)
    med = forms.CharField(label="Med vilka?", max_length=200)
    sagt = forms.CharField(label="Vad sa de?", max_length=4000, widget=ruta(5))
    ledde_till = forms.CharField(
        label="Vad ledde det till?",
        required=False,
        max_length=2000,
        widget=ruta(3),
        help_text="Det som ändrades i förslaget, eller varför inget ändrades.",
    )
