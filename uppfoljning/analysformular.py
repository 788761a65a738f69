"""The forms of the analysis room. Drafts, stale edits and error summaries are the frame's (planering.forms.bas)."""

from datetime import date
from typing import Any

from crispy_forms.layout import Div, Row
from django import forms

from organisation.models import Enhet, Person
from planering.forms.bas import Planeringsformular, Radval, enhetsval
from styrsnurra.gemensamt.falt import IsoDatumfalt
from uppfoljning.domain.orsakslista import FRAGOR, RUBRIK_AV, RUBRIKER
from uppfoljning.models import Analys, Hypotes

DATUMHJALP = "Skriv som åååå-mm-dd."
KLASSER = [("", "Välj …")] + [(r.kod, r.namn) for r in RUBRIKER]


def ruta(rader: int = 4) -> forms.Textarea:
    """A text box of so many lines."""
    return forms.Textarea(attrs={"rows": rader})


class Analysformular(Planeringsformular):
    """Opening and changing. `enheter`: the keys of those the person may analyse for, None for all."""

    knapp = "Öppna analysen"
    titel = forms.CharField(
        label="Titel", max_length=200, help_text="Gärna som en fråga: Varför når färre elever gymnasiet?"
    )
    fraga = forms.CharField(
        label="Vad ska analysen svara på?",
        max_length=1000,
        widget=ruta(3),
        help_text="Skriv så att den som beslutar känner igen frågan.",
    )
    grupp = forms.CharField(
        label="Analysgrupp",
        max_length=200,
        required=False,
        help_text="Gruppen eller sammanhanget som gör analysen.",
    )
    deltagare = forms.CharField(
        label="Deltagare",
        required=False,
        max_length=4000,
        widget=ruta(4),
        help_text="En per rad: namn, och efter ett kommatecken vad hen bidrar med.",
    )
    klar_senast = IsoDatumfalt(label="Klar senast", required=False, help_text=DATUMHJALP)
    till = forms.CharField(
        label="Lämnas till", max_length=200, required=False, help_text="Till exempel kommunstyrelsen i maj."
    )

    def __init__(self, *args: Any, dag: date, enheter: frozenset[int] | None, **kwargs: Any) -> None:
        self.dag, self.enheter = dag, enheter
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Analys) -> dict[str, Any]:
        falt = ("titel", "fraga", "grupp", "klar_senast", "till", "enhet")
        return {namn: getattr(objekt, namn) for namn in falt} | {"deltagare": som_rader(objekt)}

    def bygg(self) -> None:
        nuvarande: Enhet | None = self.objekt.enhet if self.objekt else None
        falt = enhetsval(
            self.dag,
            nuvarande=nuvarande,
            label="Vems analys är det?",
            help_text="Den del av organisationen som resultatet hör till. Den styr vem som får skriva i analysen.",
        )
        if self.enheter is not None:
            falt = enhetsval_bland(falt, self.enheter | ({nuvarande.pk} if nuvarande else set()))
        self.fields["enhet"] = falt
        self.knapp = "Spara analysen" if self.objekt else self.knapp

    def layout(self) -> list[Any]:
        return [
            "titel",
            "fraga",
            "enhet",
            "grupp",
            "deltagare",
            Row("klar_senast", "till", css_class="breda"),
        ]

    def varden(self) -> dict[str, Any]:
        varden = super().varden()
        return varden | {"deltagare": deltagare_av(varden["deltagare"])}


def enhetsval_bland(falt: Radval, nycklar: set[int] | frozenset[int]) -> Radval:
    """The same choice with fewer rows."""
    falt.rader = {n: rad for n, rad in falt.rader.items() if rad.pk in nycklar}
    kvar = []
    for nyckel, etikett in falt.choices:
        if isinstance(etikett, (list, tuple)):
            if par := [(n, e) for n, e in etikett if n in falt.rader]:
                kvar.append((nyckel, par))
        elif not nyckel or nyckel in falt.rader:
            kvar.append((nyckel, etikett))
    falt.choices = kvar
    return falt


def som_rader(analys: Analys) -> str:
    """Those who take part, one a line, as the form has them."""
    return "\n".join(f"{d.namn}, {d.roll}" if d.roll else d.namn for d in analys.deltagare.all())


def deltagare_av(text: str) -> list[tuple[Person | None, str, str]]:
    """Lines of names → (person with that name or None, the name, what she contributes). One query."""
    rader = [rad.partition(",") for rad in text.splitlines() if rad.strip(" ,")]
    namn = [n.strip() for n, _, _ in rader]
    personer = {p.namn: p for p in Person.objects.filter(namn__in=namn, is_active=True)}
    return [(personer.get(n.strip()), n.strip(), roll.strip()) for n, _, roll in rader]


class Hypotesformular(Planeringsformular):
    knapp = "Spara hypotesen"
    pastaende = forms.CharField(
        label="Hypotes",
        max_length=300,
        widget=ruta(2),
        help_text="Ett påstående som går att pröva: verifiera eller förkasta.",
    )
    orsaksklass = forms.ChoiceField(label="Slag av orsak", choices=KLASSER)
    beskrivning = forms.CharField(
        label="Varför tror vi det?",
        required=False,
        max_length=4000,
        widget=ruta(),
        help_text="Vad skulle vi se om den stämmer? Vad skulle vi se om den inte gör det?",
    )
    paverkan = forms.ChoiceField(
        label="Hur mycket påverkar den resultatet?",
        required=False,
        choices=[("", "Vet inte än"), *Hypotes.Paverkan.choices],
        widget=forms.RadioSelect,
    )


class Utslagsformular(Planeringsformular):
    """The verdict; what lacks evidence is refused by the action, with what is typed kept."""

    knapp = "Spara utslaget"
    utslag = forms.ChoiceField(
        label="Vad säger beläggen?",
        choices=[
            ("verifierad", "Verifierad: beläggen visar att det är så"),
            ("forkastad", "Förkastad: beläggen visar att det inte är så"),
            ("oppen", "Öppen: vi vet inte än"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett utslag."},
    )
    skal = forms.CharField(
        label="Varför?",
        max_length=4000,
        widget=ruta(),
        help_text="Vad i beläggen avgör? Skrivs så att den som inte var med förstår.",
        error_messages={"required": "Skriv varför, så att den som inte var med förstår."},
    )

    def ur(self, objekt: Hypotes) -> dict[str, Any]:
        oppen = objekt.utslag == Hypotes.Utslag.OPPEN and not objekt.utslag_skal
        return {} if oppen else {"utslag": objekt.utslag, "skal": objekt.utslag_skal}

    def layout(self) -> list[Any]:
        return [Div("utslag", css_class="val-i-spalt"), "skal"]


class Slutordsformular(Planeringsformular):
    knapp = "Avsluta analysen"
    avslutande_ord = forms.CharField(
        label="Vad händer nu?",
        max_length=4000,
        widget=ruta(5),
        help_text="Vem tar ställning till förslagen, när, och hur får de som deltagit veta? Berättelsen slutar så.",
        error_messages={"required": "Skriv vad som händer nu."},
    )


class Skalformular(Planeringsformular):
    knapp = "Öppna analysen igen"
    skal = forms.CharField(
        label="Varför öppnas den igen?",
        max_length=1000,
        widget=ruta(3),
        error_messages={"required": "Skriv varför analysen öppnas igen."},
    )


def fragans_forval(fraga: str) -> dict[str, str]:
    """What a hypothesis begins with when a question of the checklist was answered "ja"."""
    if fraga not in FRAGOR:
        return {}
    return {"pastaende": FRAGOR[fraga].pastaende, "orsaksklass": RUBRIK_AV[fraga].kod}
