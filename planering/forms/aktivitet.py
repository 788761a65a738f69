"""Activities, their parts, and check-ins."""

from datetime import date
from typing import Any

from crispy_forms.layout import HTML, Div, Row
from django import forms
from django.utils import timezone
from django.utils.html import format_html

from planering.forms.bas import Planeringsformular, personval
from planering.models import Aktivitet, Avstamning, LederTillMal
from styrsnurra.gemensamt.falt import IsoDatumfalt, SvensktTalfalt

DATUMHJALP = "Skriv som åååå-mm-dd."


def _rubrik(text: str) -> HTML:
    return HTML(format_html('<h2 class="formdel">{}</h2>', text))


class Aktivitetsformular(Planeringsformular):
    """`ar_del` leaves out money and time, which stand on the whole."""

    knapp = "Spara aktiviteten"
    namn = forms.CharField(label="Aktivitet", max_length=200, help_text="Vad ska göras?")
    leder = forms.ChoiceField(
        label="Leder den till målet?",
        choices=LederTillMal.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="En aktivitet som inte leder till målet tar resurser från dem som gör det.",
    )
    vag_till_mal = forms.CharField(
        label="Hur leder den till målet?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eller, om svaret är nej: varför den inte gör det.",
    )
    hur = forms.CharField(
        label="Hur ska det gå till?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hur arbetet läggs upp, och om invånare, brukare eller medarbetare ska vara med.",
    )
    viktiga_faktorer = forms.CharField(
        label="Viktiga faktorer",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vad krävs för att det ska bli av: stöd, upphandling, beslut. Pengar och tid har egna fält.",
    )
    kostnad_tkr = SvensktTalfalt(
        label="Pengar", enhet="tkr", required=False, minst=0, hogst=2_000_000_000, decimaler=0
    )
    tjanst = SvensktTalfalt(label="Tid", enhet="tjänst", required=False, hogst=1000, decimaler=2)
    ansvar = forms.CharField(
        label="Ansvar", max_length=120, help_text="Vem gör det: en person, en grupp eller en enhet."
    )
    startar = IsoDatumfalt(label="Startar", required=False, help_text=DATUMHJALP)
    klar_senast = IsoDatumfalt(label="Klar senast", required=False, help_text=DATUMHJALP)
    uppfoljning = forms.CharField(
        label="Uppföljning", max_length=160, required=False, help_text="Hur, och till vem?"
    )
    hur_ofta = forms.CharField(
        label="Följs upp", max_length=120, required=False, help_text="Till exempel Varje månad."
    )
    status = forms.ChoiceField(
        label="Status",
        choices=Aktivitet.Status.choices,
        widget=forms.RadioSelect,
        help_text="En avförd aktivitet står kvar med sitt skäl. Det som inte är klart av dess delar avförs med den.",
    )
    avford_skal = forms.CharField(
        label="Varför avförs den?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Att den inte leder till målet, att pengarna inte räcker, att något annat görs i stället.",
    )

    def __init__(self, *args: Any, ar_del: bool = False, **kwargs: Any) -> None:
        self.ar_del = ar_del
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Aktivitet) -> dict[str, Any]:
        return {namn: getattr(objekt, namn) for namn in (*self.base_fields, "ansvarig") if namn != "revision"}

    def forval(self) -> dict[str, Any]:
        return {"status": Aktivitet.Status.PLANERAD}

    def bygg(self) -> None:
        self.fields["ansvarig"] = personval(
            self.objekt.ansvarig if self.objekt else None,
            label="Person",
            help_text="Den som svarar för hur det går. Behövs om ansvaret ligger på en grupp.",
        )
        if self.ar_del:
            self.fields["namn"].label = "Delaktivitet"
            for namn in ("kostnad_tkr", "tjanst"):
                del self.fields[namn]

    def layout(self) -> list[Any]:
        return [
            _rubrik("Vad"),
            "namn",
            _rubrik("Varför"),
            "leder",
            "vag_till_mal",
            _rubrik("Hur"),
            "hur",
            "viktiga_faktorer",
            *([] if self.ar_del else [Row("kostnad_tkr", "tjanst")]),
            _rubrik("Vem"),
            Row("ansvar", "ansvarig", css_class="breda"),
            _rubrik("När"),
            Row("startar", "klar_senast"),
            Row("uppfoljning", "hur_ofta", css_class="breda"),
            _rubrik("Läge"),
            "status",
            Div("avford_skal", css_class="vid-avford"),
        ]

    def varden(self) -> dict[str, Any]:
        data = super().varden()
        if data.get("kostnad_tkr") is not None:
            data["kostnad_tkr"] = int(data["kostnad_tkr"])
        if data.get("tjanst") is not None:
            data["tjanst"] = float(data["tjanst"])
        return data


class Avforandeformular(Planeringsformular):
    """Only the reason: what the activity is stays as it is."""

    knapp = "Avför aktiviteten"
    skal = forms.CharField(
        label="Varför avförs den?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Skriv varför aktiviteten avförs, så att frågan inte behöver ställas om."
        },
        help_text="Skälet står kvar i handlingsplanen, med ditt namn och dagen.",
    )


class Avstamningsformular(Planeringsformular):
    """`aktivitet` is the one that is checked; the question of the goal is put anew, with the last answer beside it and
    its reason (`skal`, when a check-in gave it)."""

    knapp = "Spara avstämningen"
    lage = forms.ChoiceField(
        label="Hur går det?",
        choices=Avstamning.Lage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur det går."},
    )
    leder = forms.ChoiceField(
        label="Leder aktiviteten till målet?",
        choices=LederTillMal.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Svara på om aktiviteten leder till målet."},
    )
    text = forms.CharField(
        label="Vad har hänt?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Behövs om aktiviteten är försenad eller inte leder till målet: skriv varför. Och om den inte "
        "gjorde det men nu gör det: skriv hur.",
    )
    kvar = forms.CharField(
        label="Vad återstår?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    dag = IsoDatumfalt(label="Dag", help_text=DATUMHJALP)

    def __init__(self, *args: Any, aktivitet: Aktivitet, dag: date, skal: str = "", **kwargs: Any) -> None:
        self.aktivitet, self.idag, self.skal = aktivitet, dag, skal
        super().__init__(*args, **kwargs)

    def forval(self) -> dict[str, Any]:
        return {"dag": self.idag}

    def bygg(self) -> None:
        self.fields["leder"].help_text = self._senaste_svar()

    def _senaste_svar(self) -> str:
        a = self.aktivitet
        if not a.leder:
            return a.vag_till_mal
        svar = f"Senast: {a.get_leder_display().lower()}"
        if a.leder_nar:
            svar += f", {timezone.localdate(a.leder_nar).isoformat()}"
        if a.leder_av:
            svar += f", {a.leder_av.namn}"
        skal = self.skal or a.vag_till_mal
        return f"{svar}. {skal}" if skal else f"{svar}."
