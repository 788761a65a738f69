"""Recording a decision, correcting it, and återkoppling."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import HTML, Div, Fieldset, Row
from django import forms
from django.utils.html import format_html

from atgarder.actions.registrera import NAMNDER
from atgarder.models import Aterkoppling, Beslut, Beslutspunkt, Beslutsunderlag, Underlagsforslag
from planering.forms.bas import Planeringsformular, enhetsval
from styrsnurra.gemensamt.falt import IsoDatumfalt
from uppfoljning.analysformular import DATUMHJALP, ruta


class Beslutsformular(Planeringsformular):
    """`rader` are the paper's proposals. `rattar`: the decision that is corrected, whose text the form begins with."""

    knapp = "Granska beslutet"
    instans = forms.ChoiceField(
        label="Var fattades beslutet?",
        choices=Beslut.Instans.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj var beslutet fattades."},
    )
    sammantrade = IsoDatumfalt(label="Sammanträde", help_text=DATUMHJALP)
    diarienummer = forms.CharField(label="Diarienummer", max_length=40)
    paragraf = forms.CharField(label="Paragraf", max_length=40, help_text="Till exempel § 23.")
    lydelse = forms.CharField(
        label="Beslutets lydelse",
        max_length=4000,
        widget=ruta(7),
        help_text="Som det står i protokollet. Förslaget ur underlaget är ifyllt.",
    )
    reservation = forms.CharField(
        label="Reservation",
        max_length=4000,
        required=False,
        widget=ruta(3),
        help_text="Vem som reserverade sig, och vad som yrkades. Tomt om ingen gjorde det.",
    )
    informeras = forms.CharField(
        label="Vilka i verksamheten informeras, och hur?", max_length=2000, widget=ruta(3)
    )
    uppfoljning_hur = forms.CharField(
        label="Hur följs det upp att det görs?", max_length=2000, widget=ruta(3)
    )
    uppfoljning_nar = IsoDatumfalt(label="När?", help_text=DATUMHJALP)
    effektuppfoljning_nar = IsoDatumfalt(
        label="När följs effekten upp?",
        required=False,
        help_text=f"När utfallet för effektåret väntas vara känt. {DATUMHJALP}",
    )
    rattar_skal = forms.CharField(
        label="Vad rättas, och varför?",
        max_length=1000,
        widget=ruta(3),
        help_text="Det gamla beslutet står kvar, med en hänvisning hit.",
        error_messages={"required": "Skriv vad som rättas, och varför."},
    )

    def __init__(
        self,
        *args: Any,
        dag: date,
        underlag: Beslutsunderlag,
        rader: Iterable[Underlagsforslag],
        rattar: Beslut | None = None,
        **kwargs: Any,
    ) -> None:
        self.dag, self.underlag, self.rader, self.rattar = dag, underlag, list(rader), rattar
        super().__init__(*args, **kwargs)

    def forval(self) -> dict[str, Any]:
        b = self.rattar
        if b is None:
            u = self.underlag
            namnd = u.enhet if u.enhet.niva in NAMNDER else None
            grund = {"diarienummer": u.diarienummer, "lydelse": u.att_satser, "namnd": namnd}
            return grund | ({"instans": Beslut.Instans.NAMND} if namnd is not None else {})
        falt = [n for n in self.base_fields if n not in {"revision", "rattar_skal"}]
        ut = {n: getattr(b, n) for n in [*falt, "namnd"]}
        for p in b.punkter.all():
            ut |= {f"utfall_{p.forslag_id}": p.utfall, f"andring_{p.forslag_id}": p.andring}
        return ut

    def bygg(self) -> None:
        if self.rattar is None:
            del self.fields["rattar_skal"]
        else:
            self.fields["lydelse"].help_text = "Som det står i protokollet."
        self.fields["namnd"] = enhetsval(
            self.dag,
            NAMNDER,
            nuvarande=self.rattar.namnd if self.rattar else None,
            label="Vilken nämnd?",
            required=False,
            help_text="Bara om det var en nämnd eller ett bolag som beslutade.",
        )
        self.fields["namnd"].kravs_senare = True
        for r in self.rader:
            self.fields[f"utfall_{r.forslag_id}"] = forms.ChoiceField(
                label="Utfall",
                choices=Beslutspunkt.Utfall.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Välj utfall för ”{r.forslag.titel}”."},
            )
            self.fields[f"andring_{r.forslag_id}"] = forms.CharField(
                label="Vad ändrades, eller varför?",
                max_length=2000,
                required=False,
                widget=ruta(2),
                help_text="Måste skrivas vid ändring och återremiss.",
            )
            self.fields[f"andring_{r.forslag_id}"].kravs_senare = True

    def layout(self) -> list[Any]:
        skal = ["rattar_skal"] if self.rattar is not None else []
        punkter = [
            Fieldset(
                r.forslag.titel,
                HTML(format_html('<p class="liten">Underlaget föreslog {}.</p>', _foreslog(r))),
                f"utfall_{r.forslag_id}",
                f"andring_{r.forslag_id}",
                css_class="beslutspunktfalt",
            )
            for r in self.rader
        ]
        return [
            *skal,
            "instans",
            "namnd",
            Row("sammantrade", "paragraf", "diarienummer", css_class="breda"),
            HTML("<h2>Utfall för varje förslag</h2>"),
            *punkter,
            HTML("<h2>Lydelsen</h2>"),
            "lydelse",
            "reservation",
            HTML("<h2>Det som följer</h2>"),
            "informeras",
            "uppfoljning_hur",
            Row("uppfoljning_nar", "effektuppfoljning_nar", css_class="breda"),
        ]

    def clean(self) -> dict[str, Any]:
        """The nämnd that was proposed does not count when it was KF or KS that decided."""
        varden = super().clean()
        if varden.get("instans") in (Beslut.Instans.KF, Beslut.Instans.KS):
            varden["namnd"] = None
        return varden

    def varden(self) -> dict[str, Any]:
        v = super().varden()
        punkter = [
            (r.forslag, v.pop(f"utfall_{r.forslag_id}"), v.pop(f"andring_{r.forslag_id}")) for r in self.rader
        ]
        return v | {"punkter": punkter}


def _foreslog(r: Underlagsforslag) -> str:
    return "bifall" if r.foreslas == Underlagsforslag.Foreslas.BIFALL else "avslag"


class Aterkopplingsformular(Planeringsformular):
    """Told, or waived: `gjord` chooses, and the fields of the other are left as they are."""

    knapp = "Spara återkopplingen"
    gjord = forms.ChoiceField(
        label="Har de fått veta?",
        choices=[("ja", "Ja, vi har återkopplat"), ("nej", "Nej, vi avstår och säger varför")],
        widget=forms.RadioSelect,
        initial="ja",
    )
    datum = IsoDatumfalt(label="När?", required=False, help_text=DATUMHJALP)
    hur = forms.CharField(
        label="Hur?",
        required=False,
        max_length=2000,
        widget=ruta(3),
        help_text="Möte, brev, webbplats: så att den som var med hade kunnat se det.",
    )
    sagt = forms.CharField(
        label="Vad sa de?",
        required=False,
        max_length=2000,
        widget=ruta(3),
        help_text="Det som är värt att ta med sig, också det som var kritiskt.",
    )
    skal = forms.CharField(
        label="Varför ingen återkoppling?",
        required=False,
        max_length=1000,
        widget=ruta(3),
        help_text="Så att den som var med förstår det.",
    )

    def ur(self, objekt: Aterkoppling) -> dict[str, Any]:
        return {
            "gjord": "nej" if objekt.avstar_skal else "ja",
            "datum": objekt.datum,
            "hur": objekt.hur,
            "sagt": objekt.sagt,
            "skal": objekt.avstar_skal,
        }

    def bygg(self) -> None:
        for namn in ("datum", "hur", "skal"):  # asked for by the answer above them
            self.fields[namn].kravs_senare = True

    def layout(self) -> list[Any]:
        return [
            "gjord",
            Div("datum", "hur", "sagt", css_class="vid-gjord"),
            Div("skal", css_class="vid-avstas"),
        ]
