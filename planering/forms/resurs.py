"""Verksamheter that get money, what is set aside for goals, and the reading of tables."""

import re
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from kkik.models import Nyckeltal
from kkik.queries import hamta_nyckeltal, sok_nyckeltal
from planering.domain.resurser import KR_PER
from planering.forms.bas import Planeringsformular, Radval, enhetsval
from planering.importers import MAX_BYTE, Filfel, Tabellrad, las_fil, las_text
from planering.models import Mal, Oronmarkning, Plan, Verksamhet
from planering.queries.resurser import MED_RAM
from styrsnurra.gemensamt.falt import SvensktTalfalt

FORSLAG = 60
NAGRA = 3
_KOD = re.compile(r"[A-Z]\d{4,5}")


def kostnadsmatt(text: str) -> QuerySet[Nyckeltal]:
    """Measures of kronor per something, with values, that match."""
    rader = sok_nyckeltal(text, bara_med_varden=True, med_forsvunna=False)
    return rader.filter(Q(titel__regex=KR_PER) | Q(enhet__regex=KR_PER))


class Nyckeltalsfalt(forms.CharField):
    """Kolada's id → the nyckeltal, or None. Costs with values are proposed while one types."""

    def clean(self, value: Any) -> Nyckeltal | None:
        text = " ".join((super().clean(value) or "").split())
        if not text:
            return None
        kod = text.split(" ")[0].upper()
        if not _KOD.fullmatch(kod):
            raise ValidationError(_valj(text))
        nyckeltal = hamta_nyckeltal(kod)
        if nyckeltal is None:
            raise ValidationError(
                f"Nyckeltalet {kod} finns inte i katalogen. Skriv ett id, till exempel N15006."
            )
        return nyckeltal

    def prepare_value(self, value: Any) -> Any:
        return value.kolada_id if isinstance(value, Nyckeltal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip().upper()


def _valj(text: str) -> str:
    """What to do for the one who wrote words where an id is wanted: the ids that the words lead to."""
    traffar = [f"{n.kolada_id} ({n.titel})" for n in kostnadsmatt(text)[:NAGRA]]
    if not traffar:
        return "Skriv måttets id i Kolada, till exempel N15006. Inget kostnadsmått i katalogen passar orden."
    return f"Välj i listan eller skriv måttets id. Menade du {' eller '.join(traffar)}?"


class Verksamhetsformular(Planeringsformular):
    knapp = "Spara verksamheten"
    namn = forms.CharField(label="Verksamhet", max_length=120, help_text="Till exempel Förskola.")
    omrade = forms.CharField(
        label="Geografiskt område",
        max_length=80,
        required=False,
        help_text="Bara om pengarna fördelas på områden.",
    )
    slag = forms.ChoiceField(label="Slag", choices=Verksamhet.Slag.choices, widget=forms.RadioSelect)
    volymnamn = forms.CharField(
        label="Volymen avser",
        max_length=80,
        required=False,
        help_text="Vad som räknas, till exempel barn 1–5 år. Tomt om inget räknas.",
    )
    nyckeltal = Nyckeltalsfalt(
        label="Koladas kostnadsmått",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "kostnadsmatt", "autocomplete": "off"}),
        help_text="Att jämföra med: id för ett mått i kr per barn, elev eller brukare. Till exempel N15006.",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Verksamhet) -> dict[str, Any]:
        falt = ("enhet", "namn", "omrade", "slag", "volymnamn", "nyckeltal")
        return {namn: getattr(objekt, namn) for namn in falt}

    def forval(self) -> dict[str, Any]:
        return {"slag": Verksamhet.Slag.VERKSAMHET}

    def bygg(self) -> None:
        nuvarande = self.objekt.enhet if self.objekt else None
        forsta, sista = self.plan.dagar
        self.fields["enhet"] = enhetsval(forsta, MED_RAM, nuvarande, till=sista, label="Nämnd eller bolag")

    def layout(self) -> list[Any]:
        return ["enhet", "namn", "omrade", "slag", "volymnamn", "nyckeltal"]

    @property
    def forslag(self) -> list[Nyckeltal]:
        """Costs per something, to choose among."""
        return list(kostnadsmatt("kostnad")[:FORSLAG])


class Oronmarkningsformular(Planeringsformular):
    knapp = "Spara"
    belopp = SvensktTalfalt(label="Belopp", enhet="tkr", decimaler=3, hogst=9_999_999_999)
    kommentar = forms.CharField(
        label="Vad pengarna ska räcka till",
        max_length=250,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Oronmarkning) -> dict[str, Any]:
        return {"mal": objekt.mal, "belopp": objekt.belopp.normalize(), "kommentar": objekt.kommentar}

    def bygg(self) -> None:
        mal = Mal.objects.filter(malomrade__plan=self.plan).select_related("malomrade")
        self.fields["mal"] = Radval(
            rader=mal, sortera=False, grupp=lambda m: m.malomrade.namn, label="Mål", tomt="Välj mål …"
        )

    def layout(self) -> list[Any]:
        return ["mal", Row("belopp"), "kommentar"]


class Inlasningsformular(Planeringsformular):
    """A file or a pasted table; `rader` after validation."""

    knapp = "Läs och visa vad som ändras"
    fil = forms.FileField(
        label="Fil",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        help_text="Excel (.xlsx) eller CSV, högst 2 MB.",
        error_messages={"empty": "Filen är tom."},
    )
    klistrat = forms.CharField(
        label="Eller klistra in tabellen",
        required=False,
        max_length=MAX_BYTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Kopiera cellerna i Excel, rubrikraden också, och klistra in dem här.",
    )
    rader: list[Tabellrad]
    kalla: str

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        fil, text = data.get("fil"), data.get("klistrat") or ""
        if self.errors:
            return data
        if bool(fil) == bool(text.strip()):
            vad = "Välj en fil eller klistra in en tabell."
            self.add_error("fil", "Välj det ena: filen eller det inklistrade." if fil else vad)
            return data
        try:
            if fil:
                if fil.size > MAX_BYTE:
                    raise Filfel("Filen är för stor. Den får vara högst 2 MB.")
                self.rader, self.kalla = las_fil(fil.name, fil.read()), fil.name
            else:
                self.rader, self.kalla = las_text(text), "Inklistrad tabell"
        except Filfel as fel:
            self.add_error("fil" if fil else "klistrat", str(fel))
        return data
