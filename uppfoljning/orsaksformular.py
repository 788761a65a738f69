"""The cause checklist as one form: an answer and a note for each question, and the revision it was opened with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from uppfoljning.domain.orsakslista import Fraga, Rubrik, Svar
from uppfoljning.models import Hypotes, Orsakssvar


@dataclass(frozen=True, slots=True)
class Fragerad:
    """One question on the page: its fields, what is stored, and the hypotheses that came from it."""

    fraga: Fraga
    svar: Any
    anteckning: Any
    revision: Any
    sparat: Orsakssvar | None
    hypoteser: tuple[Hypotes, ...]


class Orsaksformular(forms.Form):
    """Questions of some headings. `sparade` by question."""

    def __init__(
        self, *args: Any, rubriker: Iterable[Rubrik], sparade: Mapping[str, Orsakssvar], **kwargs: Any
    ) -> None:
        self.rubriker, self.sparade = tuple(rubriker), sparade
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for rubrik in self.rubriker:
            for f in rubrik.fragor:
                s = sparade.get(f.id)
                self.fields[f"svar-{f.id}"] = forms.ChoiceField(
                    label=f.text,
                    required=False,
                    choices=[(v.value, v.etikett) for v in Svar],
                    widget=forms.RadioSelect,
                    initial=s.svar if s else None,
                    error_messages={"invalid_choice": "Välj ett av svaren."},
                )
                self.fields[f"anteckning-{f.id}"] = forms.CharField(
                    label="Anteckning",
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
                    initial=s.anteckning if s else "",
                )
                self.fields[f"revision-{f.id}"] = forms.IntegerField(
                    required=False, widget=forms.HiddenInput, initial=s.revision if s else 0
                )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for rubrik in self.rubriker:
            for f in rubrik.fragor:
                if data.get(f"anteckning-{f.id}") and not data.get(f"svar-{f.id}"):
                    self.add_error(f"svar-{f.id}", "Välj ett svar, eller ta bort anteckningen.")
        return data

    def svar(self, rubrik: Rubrik) -> dict[str, tuple[str, str]]:
        """What was answered under a heading: question → (answer, note)."""
        d = self.cleaned_data
        return {
            f.id: (d[f"svar-{f.id}"], d[f"anteckning-{f.id}"]) for f in rubrik.fragor if d.get(f"svar-{f.id}")
        }

    def revisioner(self, rubrik: Rubrik) -> dict[str, int]:
        d = self.cleaned_data
        return {f.id: d.get(f"revision-{f.id}") or 0 for f in rubrik.fragor}

    def ta_emot_fel(self, fel: Mapping[str, list[str]]) -> None:
        for fraga, texter in fel.items():
            for text in texter:
                self.add_error(f"svar-{fraga}" if f"svar-{fraga}" in self.fields else None, text)

    def rader(self, rubrik: Rubrik, hypoteser: Mapping[str, list[Hypotes]]) -> list[Fragerad]:
        return [
            Fragerad(
                f,
                self[f"svar-{f.id}"],
                self[f"anteckning-{f.id}"],
                self[f"revision-{f.id}"],
                self.sparade.get(f.id),
                tuple(hypoteser.get(f.id, ())),
            )
            for f in rubrik.fragor
        ]
