"""An indicator's target levels: one box a year, with baseline and tolerance.

Women's and men's levels stand on tabs of their own: there baseline, tolerance and margin are those of all.
"""

from collections.abc import Callable
from typing import Any

from crispy_forms.layout import HTML, Div, Row
from django import forms
from django.urls import reverse

from planering.actions import granska_malnivaer, nivaer_for
from planering.domain.malnivaer import Niva
from planering.forms.malnivaar import utanfor_planen
from planering.forms.malnivalevande import Levandeformular
from planering.models import Indikator, Malniva, Plan
from styrsnurra.gemensamt.falt import ArFalt, SvensktTalfalt

STANDARD = 5
FORANDRINGAR = [("", "Ingen målnivå"), *Malniva.Forandring.choices]


class Malnivaformular(Levandeformular):
    """The fields are named ar_<år> (a level), ar_<år>_a and ar_<år>_b (an interval), ar_<år>_f (a change).

    `historik` is the own municipality's values, (year, value): the newest is proposed as baseline. `kon` is whose
    levels they are, the indicator's own unless said.
    """

    knapp = "Spara målnivåer"
    revisionsfalt = "malnivarevision"

    def __init__(
        self,
        *args: Any,
        objekt: Indikator,
        plan: Plan,
        historik: list[tuple[int, float]],
        kon: str = "",
        **kwargs: Any,
    ) -> None:
        self.kon = kon or objekt.kon
        self.assistent: Callable[[], Any] | None = None  # set by the view: what stands beside the form
        self.egen = self.kon == objekt.kon
        self.plan, self.historik, self.enhet = plan, historik, objekt.matt.enhet
        self.ar = list(plan.ar)
        self.intervall = objekt.riktning == Indikator.Riktning.INTERVALL
        super().__init__(*args, objekt=objekt, **kwargs)
        self.helper.attrs |= {"id": "malnivaer"}

    def ur(self, objekt: Indikator) -> dict[str, Any]:
        nivaer = nivaer_for(objekt, self.kon)
        varden: dict[str, Any] = {
            "slag": "forandring" if any(n.slag == "forandring" for n in nivaer.values()) else "niva",
            "malniva_skal": objekt.malniva_skal,
            "utgangsvarde": objekt.utgangsvarde,
            "utgangsar": objekt.utgangsar,
            "tolerans": STANDARD if objekt.tolerans is None else objekt.tolerans,
            "tolerans_slag": objekt.tolerans_slag,
            "marginal": objekt.marginal,
        }
        for ar, niva in nivaer.items():
            varden |= {
                f"ar_{ar}": niva.varde,
                f"ar_{ar}_a": niva.a,
                f"ar_{ar}_b": niva.b,
                f"ar_{ar}_f": niva.forandring,
            }
        if objekt.tolerans is None and objekt.tolerans_slag == Indikator.Toleransslag.ABSOLUT:
            varden["tolerans"] = None
        if not nivaer and objekt.utgangsvarde is None and self.egen:
            varden |= self._forslag()
        if not nivaer and self.intervall:
            for ar in self.ar:
                varden |= {f"ar_{ar}_a": objekt.intervall_a, f"ar_{ar}_b": objekt.intervall_b}
        return varden

    def _forslag(self) -> dict[str, Any]:
        """The newest own value before the plan's first year as baseline."""
        fore = [(ar, varde) for ar, varde in self.historik if ar < self.plan.fran_ar]
        return {"utgangsar": fore[-1][0], "utgangsvarde": fore[-1][1]} if fore else {}

    def bygg(self) -> None:
        if self.egen:
            self._bygg_utgangslage()
        for ar in self.ar:
            self._bygg_ar(ar)
        if self.egen:
            self._bygg_tolerans()
        if self.objekt.malnivahinder:
            self.fields["malniva_skal"] = forms.CharField(
                label="Skäl att ändå sätta målnivå",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=f"{self.objekt.malnivahinder} Skälet visas i planen och i uppföljningen.",
            )

    def _bygg_utgangslage(self) -> None:
        self.fields["utgangsvarde"] = SvensktTalfalt(label="Utgångsvärde", enhet=self.enhet, required=False)
        self.fields["utgangsar"] = ArFalt(label="Utgångsår", required=False)
        if not self.intervall:
            self.fields["slag"] = forms.ChoiceField(
                label="Hur anges målet?",
                choices=[("niva", "Som en nivå"), ("forandring", "Som en förändring från utgångsvärdet")],
                widget=forms.RadioSelect,
                help_text="Ange en nivå om det går. En förändring är för mått där ingen nivå kan sättas.",
            )

    def _bygg_ar(self, ar: int) -> None:
        if self.intervall:
            for ande, namn in (("a", "nedre ände"), ("b", "övre ände")):
                self.fields[f"ar_{ar}_{ande}"] = SvensktTalfalt(
                    label=f"{ar}, {namn}", enhet=self.enhet, required=False
                )
            return
        self.fields[f"ar_{ar}"] = SvensktTalfalt(label=f"Målnivå {ar}", enhet=self.enhet, required=False)
        if self.egen:
            self.fields[f"ar_{ar}_f"] = forms.ChoiceField(
                label=f"Förändring {ar}", choices=FORANDRINGAR, required=False
            )

    def _bygg_tolerans(self) -> None:
        enhet = "procentenheter" if self.enhet == "%" else self.enhet
        self.fields["tolerans"] = SvensktTalfalt(
            label="Tolerans",
            required=False,
            minst=0,
            help_text="Så långt från målet räknas som nära.",
        )
        slag = [
            (Indikator.Toleransslag.PROCENT, "procent av målnivån"),
            (Indikator.Toleransslag.ABSOLUT, enhet or "i måttets enhet"),
        ]
        self.fields["tolerans_slag"] = forms.ChoiceField(label="Toleransen anges i", choices=slag)
        self.fields["marginal"] = SvensktTalfalt(
            label="Felmarginal",
            enhet=enhet,
            required=False,
            minst=0,
            help_text="För enkäter: missar utfallet målet med mindre än så blir det gult, inte rött.",
        )

    def layout(self) -> list[Any]:
        delar: list[Any] = [Row("utgangsvarde", "utgangsar")] if self.egen else []
        if self.intervall:
            delar += [Row(f"ar_{ar}_a", f"ar_{ar}_b") for ar in self.ar]
        else:
            delar += ["slag"] if self.egen else []
            delar.append(Row(*[f"ar_{ar}" for ar in self.ar], css_class="vid-niva"))
            if self.egen:
                delar.append(Row(*[f"ar_{ar}_f" for ar in self.ar], css_class="vid-forandring"))
        if self.egen:
            delar.append(Row("tolerans", "tolerans_slag"))
        delar.append(self._levande())
        if self.egen:
            delar.append("marginal")
        return [*delar, *(["malniva_skal"] if "malniva_skal" in self.fields else [])]

    def _levande(self) -> Div:
        """Where yellow ends; and, by the same answer, the assistant beside the form."""
        return Div(
            HTML("{% include 'planering/_granser.html' %}"),
            css_id="granser",
            aria_live="polite",
            hx_post=f"{reverse('planering:malnivaer', args=[self.objekt.pk])}?kon={self.kon}",
            hx_trigger="input from:#malnivaer delay:300ms",
            hx_include="#malnivaer",
            hx_sync="this:replace",
        )

    def clean(self) -> dict[str, Any]:
        """Say everything that is wrong at once, but nothing that only follows from a box that could not be read."""
        data = super().clean()
        for text in utanfor_planen(self.data, self.plan):
            self.add_error(None, text)
        self._slapp_det_gomda()
        olasta = set(self.errors)
        fel = granska_malnivaer(
            self.objekt, self.plan.fran_ar, self.plan.till_ar, self.nivaer(), self._ovrigt(), self.kon
        )
        if olasta & {"utgangsvarde", "utgangsar"}:
            olasta |= {"utgangsvarde", "utgangsar"}
        elif data.get("utgangsar") and self._oklart_forsta_ar(olasta):
            olasta.add("utgangsar")
        for namn, text in fel.items():
            if text and namn not in olasta and not any(o.startswith(f"{namn}_") for o in olasta):
                self.add_error(self._falt(namn), text)
        return data

    def _slapp_det_gomda(self) -> None:
        """What cannot be read in boxes that the chosen kind of target hides stands in nobody's way."""
        if self.cleaned_data.get("slag") == "forandring":
            for ar in self.ar:
                self.errors.pop(f"ar_{ar}", None)

    def _oklart_forsta_ar(self, olasta: set[str]) -> bool:
        """Whether an unread box may be the first level, so that nothing can be said of what comes before it."""
        forsta = min(self.nivaer(), default=self.plan.till_ar)
        return any(namn.startswith(f"ar_{ar}") for ar in self.ar if ar < forsta for namn in olasta)

    def nivaer(self) -> dict[int, Niva]:
        """The levels that were filled in, of the kind that was chosen. Years left empty have none."""
        data, nivaer = self.cleaned_data, {}
        for ar in self.ar:
            if self.intervall:
                a, b = data.get(f"ar_{ar}_a"), data.get(f"ar_{ar}_b")
                if a is not None or b is not None:
                    nivaer[ar] = Niva.av((a, b))
            elif data.get("slag") == "forandring":
                if data.get(f"ar_{ar}_f"):
                    nivaer[ar] = Niva.av(data[f"ar_{ar}_f"])
            elif data.get(f"ar_{ar}") is not None:
                nivaer[ar] = Niva.av(data[f"ar_{ar}"])
        return nivaer

    def varden(self) -> dict[str, Any]:
        """Baseline, tolerance, margin and reason as the action takes them: those that the form has."""
        data = self.cleaned_data
        varden = {
            namn: None if data.get(namn) is None else float(data[namn])
            for namn in ("utgangsvarde", "tolerans", "marginal")
            if namn in self.fields
        }
        if self.egen:
            varden["utgangsar"] = data.get("utgangsar")
            varden["tolerans_slag"] = data.get("tolerans_slag") or Indikator.Toleransslag.PROCENT
        if "malniva_skal" in self.fields:
            varden["malniva_skal"] = data.get("malniva_skal", "")
        return varden

    def _ovrigt(self) -> dict[str, Any]:
        """The same with what the form does not have as it is stored."""
        namn = ("utgangsvarde", "utgangsar", "tolerans", "tolerans_slag", "marginal", "malniva_skal")
        return {n: getattr(self.objekt, n) for n in namn} | self.varden()

    def _falt(self, namn: str) -> str | None:
        """The box that a message about a year belongs to."""
        for kandidat in (namn, f"{namn}_b", f"{namn}_f"):
            if kandidat in self.fields and not (
                kandidat == namn and namn.startswith("ar_") and self.cleaned_data.get("slag") == "forandring"
            ):
                return kandidat
        return None

    def ta_emot_fel(self, fel) -> None:
        for namn, texter in fel.fel.items():
            for text in texter:
                self.add_error(self._falt(namn), text)
