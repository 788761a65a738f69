"""The form of an expected effect, with calculation 5 beside it while one types."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from crispy_forms.layout import HTML, Div, Row
from django import forms

from atgarder.models import Forvantadeffekt
from planering.forms.bas import Planeringsformular, Radval
from planering.models import Indikator
from planering.presenters.assistent import efter_tal
from styrsnurra.gemensamt.falt import ArFalt, SvensktTalfalt


class Effektfalt(SvensktTalfalt):
    """A number in the unit of an indicator that may be chosen anew beside it: read in `tolkas_i`, but no unit stands at
    the field, where it would be the former one's."""

    def __init__(self, *, tolkas_i: str, **kwargs: Any) -> None:
        self.tolkas_i = tolkas_i
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        self.enhet = self.tolkas_i
        try:
            return super().to_python(value)
        finally:
            self.enhet = ""


class Forvantansformular(Planeringsformular):
    """`analysens` come first among the choices, then the `ovriga` of the current plan. `url` is where the page asks
    while one types. For one that exists the indicator stays."""

    knapp = "Spara effekten"

    def __init__(
        self,
        *args: Any,
        analysens: Iterable[Indikator],
        ovriga: Iterable[Indikator],
        url: str,
        **kwargs: Any,
    ) -> None:
        self.analysens, self.ovriga, self.url = list(analysens), list(ovriga), url
        self.levande: Callable[[], Any] | None = None  # set by the view: what stands beside the form
        super().__init__(*args, **kwargs)
        self.helper.attrs |= {"id": "forvantan"}

    def ur(self, objekt: Forvantadeffekt) -> dict[str, Any]:
        return {namn: getattr(objekt, namn) for namn in ("till", "effektar", "varfor")}

    def bygg(self) -> None:
        if self.objekt is None:
            forsta = {i.pk for i in self.analysens}
            self.fields["indikator"] = Radval(
                rader=[*self.analysens, *self.ovriga],
                etikett=lambda i: i.namn,
                grupp=lambda i: "I analysen" if i.pk in forsta else "Andra i planen",
                label="Vilken indikator?",
                error_messages={"required": "Välj en indikator."},
            )
        vald = self._vald()
        enhet = efter_tal(vald.matt.enhet) if vald is not None else ""
        grund = {"label": "Vad väntas den bli?", "help_text": "Av den här åtgärden ensam."}
        fast = self.objekt is not None
        self.fields["till"] = (
            SvensktTalfalt(enhet=enhet, **grund) if fast else Effektfalt(tolkas_i=enhet, **grund)
        )
        self.fields["effektar"] = ArFalt(label="Vilket år?", help_text="Det första då effekten syns.")
        self.fields["varfor"] = forms.CharField(
            label="Varför tror vi det?",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text="Forskning, andra kommuners resultat eller egen erfarenhet.",
        )

    def _vald(self) -> Indikator | None:
        """The indicator it is about, before anything has been checked: whose unit the value is in."""
        if self.objekt is not None:
            return self.objekt.indikator
        if not self.is_bound:
            return self.initial.get("indikator")
        return self.fields["indikator"].rader.get(self.data.get("indikator", ""))

    def layout(self) -> list[Any]:
        valet = ["indikator"] if self.objekt is None else []
        return [
            *valet,
            Div(
                HTML("{% include 'atgarder/konsekvens/_nu.html' with nu=form.levande.nu %}"),
                css_id="nuvarde",
                aria_live="polite",
                hx_post=self.url,
                hx_trigger="input from:#forvantan delay:300ms, change from:#forvantan",
                hx_include="#forvantan",
                hx_sync="this:replace",
            ),
            Row("till", "effektar"),
            "varfor",
        ]

    def last(self) -> tuple[Indikator | None, float | None, int | None]:
        """What is filled in, as far as it can be read: indicator, value, year."""
        if not self.is_bound:
            o = self.objekt
            vald = self.initial.get("indikator")
            return (o.indikator, o.till, o.effektar) if o is not None else (vald, None, None)
        self.is_valid()
        data = self.cleaned_data
        till = data.get("till")
        vald = self.objekt.indikator if self.objekt is not None else data.get("indikator")
        return vald, None if till is None else float(till), data.get("effektar")

    def varden(self) -> dict[str, Any]:
        data = super().varden()
        return data | {"till": float(data["till"])}
