"""Indicators. The measure is chosen before the form, so that everything here can speak of it."""

from datetime import date
from typing import Any

from crispy_forms.layout import HTML, Div, Field, Row
from django import forms

from kkik import queries as kkik
from kkik.models import Kon, Nyckeltal, Riktningsval
from planering.actions.konsbyte import BEHALL, TA_BORT, beror_av_kon
from planering.domain import regler
from planering.forms.bas import (
    Planeringsformular,
    Radval,
    enhetsval,
    forklarade_val,
    personval,
)
from planering.models import Egetmatt, Indikator, Kategori, Mal, Paverkansgrad, Plan
from styrsnurra.gemensamt.falt import SvensktTalfalt

KATEGORIER = (
    (Kategori.OBJEKTIV, "Vad som faktiskt hänt för brukarna. Räknas i måluppfyllelsen."),
    (Kategori.SUBJEKTIV, "Vad brukarna själva säger, till exempel i enkäter. Räknas i måluppfyllelsen."),
    (Kategori.EFFEKTIVITET, "Resultat satt i relation till vad det kostat. Räknas i måluppfyllelsen."),
    (Kategori.RESURS, "Vad som sätts in: pengar, tid, personal. Räknas aldrig i måluppfyllelsen."),
    (Kategori.PROCESS, "Hur arbetet går till inom organisationen. Räknas aldrig i måluppfyllelsen."),
    (
        Kategori.AKTIVITET,
        "Vad som görs för brukarna, inte vad det leder till. Räknas aldrig i måluppfyllelsen.",
    ),
    (
        Kategori.INFORMATION,
        "Bra att följa, men inget vi styr mot: ingen målnivå. Räknas aldrig i måluppfyllelsen.",
    ),
)
PAVERKAN = (
    (Paverkansgrad.STOR, "Resultatet avgörs i huvudsak av kommunens egen verksamhet."),
    (Paverkansgrad.VISS, "Kommunen bidrar, men andra spelar också in."),
    (Paverkansgrad.LITEN, "Andra avgör. Följs utan målnivå, om det inte finns ett skrivet skäl."),
)


class Indikatorformular(Planeringsformular):
    riktning = forms.ChoiceField(
        label="Vad är bra?",
        choices=Indikator.Riktning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad som är bra. Kolada vet inte det, och systemet gissar aldrig."},
    )
    intervall_a = SvensktTalfalt(label="Nedre ände", required=False)
    intervall_b = SvensktTalfalt(label="Övre ände", required=False)
    namn = forms.CharField(
        label="Namn i planen",
        max_length=200,
        help_text="Korta gärna ned nyckeltalets titel till något som går att läsa i en tabell.",
    )
    kategori = forms.ChoiceField(
        label="Vad mäter den?",
        choices=forklarade_val((k, k.label, text) for k, text in KATEGORIER),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad indikatorn mäter."},
    )
    paverkansgrad = forms.ChoiceField(
        label="Hur mycket kan kommunen påverka?",
        choices=forklarade_val((p, p.label, text) for p, text in PAVERKAN),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur mycket kommunen kan påverka."},
    )
    malniva_skal = forms.CharField(
        label="Skäl att ändå sätta målnivå",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Det du valt följs annars utan målnivå. Skälet visas i planen och i uppföljningen.",
    )
    kon = forms.ChoiceField(label="Avser", choices=Kon.choices, widget=forms.RadioSelect)
    decimaler = forms.TypedChoiceField(
        label="Visas med",
        coerce=int,
        choices=[(0, "inga decimaler"), (1, "en decimal"), (2, "två decimaler"), (3, "tre decimaler")],
    )
    varfor = forms.CharField(
        label="Varför mäter vi det här?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Visas på indikatorns sida och i årsredovisningen.",
    )

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        matt: Nyckeltal | Egetmatt,
        kommun_id: int | None,
        dag: date,
        decimaler: int = 1,
        **kwargs: Any,
    ) -> None:
        self.plan, self.matt, self.kommun_id, self.dag = plan, matt, kommun_id, dag
        self.nyckeltal = matt if isinstance(matt, Nyckeltal) else None
        self.decimalforslag = decimaler
        self.bekraftad: Riktningsval | None = (
            kkik.gallande_riktning(self.nyckeltal.pk) if self.nyckeltal else None
        )
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Indikator) -> dict[str, Any]:
        falt = (*self.base_fields, "agare", "ansvarig", "jamforelsegrupp", "mal")
        return {namn: getattr(objekt, namn) for namn in falt if namn != "revision"}

    def forval(self) -> dict[str, Any]:
        forval = {
            "namn": self.matt.titel[:200],
            "kon": Kon.TOTALT,
            "decimaler": self.decimalforslag,
            "jamforelsegrupp": "alla",
        }
        if self.bekraftad is not None:
            forval |= {
                "riktning": self.bekraftad.riktning,
                "intervall_a": self.bekraftad.intervall_a,
                "intervall_b": self.bekraftad.intervall_b,
            }
        return forval

    def bygg(self) -> None:
        indikator: Indikator | None = self.objekt
        self.knapp = "Spara indikatorn" if indikator else "Spara och sätt målnivåer"
        if self.bekraftad is not None:
            self.fields["riktning"].help_text = (
                f"Bekräftat för nyckeltalet: {self.bekraftad.get_riktning_display().lower()}. "
                "Du kan välja något annat för den här indikatorn."
            )
        for namn in ("intervall_a", "intervall_b"):
            self.fields[namn].enhet = self.matt.enhet
        if not self.matt.konsuppdelat:
            del self.fields["kon"]
        elif indikator is not None and (vad := beror_av_kon(indikator)):
            self.fields["vid_konsbyte"] = forms.ChoiceField(
                label="Vad ska hända med det som redan är satt?",
                choices=[(TA_BORT, "Ta bort det"), (BEHALL, "Behåll det, för siffrorna stämmer ändå")],
                widget=forms.RadioSelect,
                required=False,
                help_text=vad,
            )
        forsta, sista = self.plan.dagar
        self.fields["agare"] = enhetsval(
            forsta,
            till=sista,
            nuvarande=indikator.agare if indikator else None,
            label="Ägare",
            help_text="Den del av organisationen som svarar för resultatet.",
        )
        self.fields["ansvarig"] = personval(
            indikator.ansvarig if indikator else None,
            label="Ansvarig",
            help_text="Den person som kommenterar utfallet. Bara aktiva personer kan väljas.",
        )
        if self.nyckeltal is not None:
            self.fields["jamforelsegrupp"] = self._gruppfalt()
        if indikator is not None:
            mal = Mal.objects.filter(malomrade__plan=self.plan).select_related("malomrade")
            self.fields["mal"] = Radval(
                rader=mal, sortera=False, grupp=lambda m: m.malomrade.namn, label="Hör till målet"
            )

    def _gruppfalt(self) -> forms.ChoiceField:
        """The groups that the own municipality can be compared with, and the present one even if it is gone."""
        val = kkik.gruppval(self.kommun_id, self.nyckeltal) if self.kommun_id else []
        grupper: dict[str, list[tuple[str, str]]] = {}
        for rad in val:
            grupper.setdefault(rad.slag, []).append((rad.kod, rad.etikett))
        koder = {rad.kod for rad in val}
        if not val:
            grupper["Vanliga"] = [("alla", "Alla kommuner")]
            koder = {"alla"}
        nu = self.objekt.jamforelsegrupp if self.objekt else "alla"
        if nu not in koder:
            grupper["Vald nu, men finns inte längre"] = [(nu, nu)]
        return forms.ChoiceField(
            label="Jämförs med",
            choices=list(grupper.items()),
            help_text="Gruppen bakom ljuset ”mot andra kommuner”.",
            error_messages={"invalid_choice": "Välj en grupp i listan."},
        )

    def layout(self) -> list[Any]:
        return [
            "riktning",
            Div(
                HTML('<p class="hjalp">Värden från den nedre till och med den övre änden är bra.</p>'),
                Row("intervall_a", "intervall_b"),
                css_class="vid-intervall",
            ),
            "namn",
            Field("kategori", wrapper_class="spalt"),
            Field("paverkansgrad", wrapper_class="spalt"),
            Div("malniva_skal", css_class="vid-hinder"),
            "agare",
            "ansvarig",
            *(["jamforelsegrupp"] if "jamforelsegrupp" in self.fields else []),
            *(["kon"] if "kon" in self.fields else []),
            *(
                [Div("vid_konsbyte", css_class=f"vid-konsbyte vid-konsbyte-{self.objekt.kon}")]
                if "vid_konsbyte" in self.fields
                else []
            ),
            "decimaler",
            "varfor",
            *(["mal"] if "mal" in self.fields else []),
        ]

    def clean(self) -> dict[str, Any]:
        """Ends of an interval that is not chosen are hidden, and let go."""
        data = super().clean()
        for namn in ("intervall_a", "intervall_b"):
            if data.get("riktning") != Indikator.Riktning.INTERVALL:
                data[namn] = None
                self.errors.pop(namn, None)
            elif data.get(namn) is not None:
                data[namn] = float(data[namn])
        if "vid_konsbyte" in self.fields:
            if data.get("kon") == self.objekt.kon:
                data["vid_konsbyte"] = ""
            elif data.get("kon") and data.get("vid_konsbyte") == "":
                self.add_error("vid_konsbyte", "Välj om det ska tas bort eller behållas.")
        riktning = data.get("riktning")
        if riktning and "intervall_a" in data and "intervall_b" in data:
            fel = regler.intervall(riktning, data["intervall_a"], data["intervall_b"])
            for namn, text in fel.items():
                self.add_error(namn, text)
        return data
