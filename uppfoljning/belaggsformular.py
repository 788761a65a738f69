"""The form for a piece of evidence: the same question always, and the fields of its kind."""

from datetime import date
from typing import Any

from crispy_forms.layout import Div, Row
from django import forms

from kkik.models import Nyckeltal
from kkik.queries import gruppval
from planering.forms.bas import Planeringsformular
from planering.models import Egetmatt
from styrsnurra.gemensamt.falt import ArFalt, IsoDatumfalt
from uppfoljning.actions.analys.belagg import MED_EGET, MED_NYCKELTAL
from uppfoljning.models import Belagg

VISAR = {
    Belagg.Slag.DIALOG: ("Vad sades?", "Återge det viktiga, så att de ni talade med känner igen det."),
    Belagg.Slag.DOKUMENT: ("Vad visar det?", "Det i dokumentet som talar för eller emot hypotesen."),
    Belagg.Slag.FRITEXT: ("Vad har ni sett?", "Vad, var och när."),
}


class Belaggsformular(Planeringsformular):
    knapp = "Spara belägget"
    riktning = forms.ChoiceField(
        label="Talar det för eller emot hypotesen?",
        choices=Belagg.Riktning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj om det talar för eller emot."},
    )
    visar = forms.CharField(
        label="Vad visar det?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Med ord, så att den som inte läser diagram förstår.",
    )
    avgorande = forms.BooleanField(label="Avgörande: visas i berättelsen", required=False)

    def __init__(
        self,
        *args: Any,
        slag: str,
        nyckeltal: Nyckeltal | None = None,
        egetmatt: Egetmatt | None = None,
        kommun_id: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.slag, self.nyckeltal, self.egetmatt, self.kommun_id = slag, nyckeltal, egetmatt, kommun_id
        super().__init__(*args, **kwargs)

    def ur(self, objekt: Belagg) -> dict[str, Any]:
        falt = (*self.base_fields, "gruppkod", "fran_ar", "till_ar", "rubrik", "lank", "datum", "kalla")
        return {namn: getattr(objekt, namn) for namn in falt if namn != "revision"}

    def bygg(self) -> None:
        falt = self.fields
        if self.slag in VISAR:
            falt["visar"].label, falt["visar"].help_text = VISAR[Belagg.Slag(self.slag)]
        if self.slag == Belagg.Slag.NYCKELTAL:
            falt["gruppkod"] = forms.ChoiceField(
                label="Jämför med", required=False, choices=self._grupper(), initial="liknande"
            )
        if self.slag in MED_NYCKELTAL | MED_EGET:
            falt["fran_ar"] = ArFalt(label="Från år", required=False)
            falt["till_ar"] = ArFalt(label="Till år", required=False)
        if self.slag == Belagg.Slag.DIALOG:
            falt["kalla"] = forms.CharField(
                label="Med vem?",
                max_length=200,
                help_text="En roll eller grupp räcker, till exempel rektorerna på högstadiet.",
                error_messages={"required": "Skriv vem ni talade med."},
            )
            falt["datum"] = IsoDatumfalt(label="När?", help_text="Skriv som åååå-mm-dd.")
        if self.slag == Belagg.Slag.DOKUMENT:
            falt["rubrik"] = forms.CharField(label="Dokumentets namn", max_length=200)
            falt["lank"] = forms.CharField(
                label="Länk", max_length=500, required=False, help_text="Börjar med https:// eller http://."
            )
            falt["datum"] = IsoDatumfalt(
                label="Daterat",
                required=False,
                minst=date(1900, 1, 1),  # a document may be older than what is planned and measured
                help_text="Skriv som åååå-mm-dd.",
            )
        if self.slag == Belagg.Slag.FRITEXT:
            falt["rubrik"] = forms.CharField(label="Rubrik", max_length=200, required=False)

    def _grupper(self) -> list[Any]:
        val: list[Any] = [("", "Ingen jämförelse")]
        if self.nyckeltal is None or self.kommun_id is None:
            return val
        grupper: dict[str, list[tuple[str, str]]] = {}
        for g in gruppval(self.kommun_id, self.nyckeltal):
            grupper.setdefault(g.slag, []).append((g.kod, g.etikett))
        nuvarande = self.objekt.gruppkod if self.objekt else ""
        if nuvarande and nuvarande not in {kod for par in grupper.values() for kod, _ in par}:
            val.append((nuvarande, nuvarande))
        return val + list(grupper.items())

    def layout(self) -> list[Any]:
        delar: list[Any] = []
        if "rubrik" in self.fields:
            delar.append("rubrik")
        if "lank" in self.fields:
            delar += ["lank", "datum"]
        if "kalla" in self.fields:
            delar += ["kalla", "datum"]
        delar += [Div("riktning", css_class="val-i-spalt"), "visar", "avgorande"]
        if "gruppkod" in self.fields:
            delar.append("gruppkod")
        if "fran_ar" in self.fields:
            delar.append(Row("fran_ar", "till_ar"))
        return delar
