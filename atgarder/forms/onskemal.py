"""Answering several wishes at once: take them into a draft plan, decline them, or take the answer back."""

from collections.abc import Sequence
from typing import Any

from django import forms

from planering.forms.bas import Flerval, Planeringsformular, Radval
from planering.models import Plan

TA_IN, AVBOJ, VANTA = "ta_in", "avboj", "vanta"


class Svarsformular(Planeringsformular):
    """`rader` may be chosen, those shown first; `planer` are the drafts. The page draws the choices itself, in its
    table, and the buttons say what is done (`gor`)."""

    gor = forms.ChoiceField(
        choices=[(TA_IN, "Ta in i planen"), (AVBOJ, "Avböj"), (VANTA, "Ta tillbaka svaret")],
        label="Vad ska göras?",
    )
    svar = forms.CharField(
        label="Svar",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text="Krävs för att avböja.",
    )

    def __init__(self, *args: Any, rader: Sequence[Any], planer: Sequence[Plan], **kwargs: Any) -> None:
        self.rader, self.planer = list(rader), list(planer)
        super().__init__(*args, **kwargs)

    def forval(self) -> dict[str, Any]:
        return {"plan": self.planer[0]} if len(self.planer) == 1 else {}

    def bygg(self) -> None:
        self.fields["rad"] = Flerval(
            rader=self.rader, label="Vilka?", error_messages={"required": "Välj minst en i listan."}
        )
        self.fields["plan"] = Radval(
            rader=self.planer,
            sortera=False,
            required=False,
            etikett=lambda p: p.etikett,
            tomt="Välj plan …",
            label="Plan",
            help_text="Bland dem som inte är beslutade.",
        )

    def clean(self) -> dict[str, Any]:
        varden = super().clean()
        if varden.get("gor") == TA_IN and "plan" not in self.errors and not varden.get("plan"):
            self.add_error("plan" if self.planer else None, "Välj vilken plan det tas in i.")
        return varden

    @property
    def valda(self) -> set[str]:
        """The keys that are ticked, as they were sent."""
        return set(self["rad"].data or []) if self.is_bound else set()

    def falt_id(self, pk: int) -> str:
        """The id of a row's box; the first is the one that an error leads to."""
        return f"{self['rad'].auto_id}_{list(self.fields['rad'].rader).index(str(pk))}"
