"""Starting a round, changing it, and inviting people."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.utils.html import format_html
from django.utils.text import slugify

from organisation.models import Enhet, Person
from styrsnurra.gemensamt.falt import IsoDatumfalt
from styrsnurra.gemensamt.sortering import svensk_nyckel
from verktyg.domain.fel import Verktygsfel
from verktyg.domain.instrument import Instrument
from verktyg.models import Genomforande
from verktyg.queries import Amne
from verktyg.tilltrade import far_leda


class Verktygsformular(forms.Form):
    knapp = "Spara"

    def __init__(self, *args: Any, avbryt: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.bygg()
        knappar = [Submit("spara", self.knapp)]
        if avbryt:
            knappar.append(HTML(format_html('<a class="btn btn-link" href="{}">Avbryt</a>', avbryt)))
        self.helper = FormHelper()
        self.helper.form_class = "formular"
        self.helper.attrs = {"novalidate": True, "data-varna-osparat": True}
        self.helper.layout = Layout(*self.fields, Div(*knappar, css_class="knapprad"))

    def bygg(self) -> None:
        """Take away or add what depends on more than the class."""

    def ta_emot_fel(self, fel: Verktygsfel) -> None:
        """Put an action's messages at their fields; those without a field become the form's own."""
        for namn, texter in fel.fel.items():
            for text in texter:
                self.add_error(namn if namn in self.fields else None, text)


class Startformular(Verktygsformular):
    """`person` starts it; only the enheter that the person may lead for are offered."""

    knapp = "Starta"
    titel = forms.CharField(
        label="Rubrik",
        max_length=160,
        help_text="Så att alla känner igen det, till exempel planens namn och året.",
        error_messages={"max_length": "Rubriken är för lång: högst %(limit_value)d tecken."},
    )
    enhet = forms.ChoiceField(label="För vilken del av organisationen?", required=False)
    rader = forms.CharField(label="Rader", widget=forms.Textarea(attrs={"rows": 8}), max_length=60_000)
    vilka = forms.ChoiceField(
        label="Vilka får svara?",
        choices=[("inbjudna", "De som bjuds in"), ("alla", "Alla som kan logga in")],
        initial="inbjudna",
        widget=forms.RadioSelect,
    )
    anonym = forms.ChoiceField(
        label="Ska det synas vem som svarat vad?",
        choices=[("nej", "Ja, för dem som leder"), ("ja", "Nej, svaren är anonyma")],
        initial="nej",
        widget=forms.RadioSelect,
        help_text="Anonyma svar sparas utan namn. Resultatet visas först när genomförandet har avslutats, och bara "
        "för rader som minst fem har svarat på.",
    )
    grupper = forms.CharField(
        label="Grupper att jämföra",
        required=False,
        max_length=400,
        help_text="Med komma emellan, till exempel Förtroendevalda, Tjänstepersoner. Är svaren anonyma behöver varje "
        "grupp minst fem svar för att visas.",
    )
    sista_dag = IsoDatumfalt(label="Svara senast", required=False, help_text="Skriv som åååå-mm-dd.")

    def __init__(
        self,
        *args: Any,
        instrument: Instrument,
        person: Person,
        dag: date,
        amne: Amne | None = None,
        **kwargs: Any,
    ) -> None:
        self.instrument, self.person, self.dag, self.amne = instrument, person, dag, amne
        titel = f"{instrument.titel}: {amne.namn}" if amne else f"{instrument.titel} {dag.year}"
        initial = {"titel": titel[:160], "enhet": str(amne.enhet.pk) if amne and amne.enhet else ""}
        super().__init__(*args, initial=initial, **kwargs)

    def bygg(self) -> None:
        if self.instrument.gemensam:
            del self.fields["anonym"], self.fields["grupper"]
            self.fields["vilka"].label = "Vilka får fylla i?"
            self.fields["vilka"].choices = [
                ("inbjudna", "Du, andra som leder och de som bjuds in"),
                ("alla", "Alla som kan logga in"),
            ]
        if self.instrument.rader is None:
            del self.fields["rader"]
        else:
            self.fields["rader"].label = self.instrument.rader.flera.capitalize()
            self.fields["rader"].help_text = self.instrument.rader.hjalp
        self.enheter = {str(e.pk): e for e in self._enheter()}
        val = sorted(((pk, e.namn) for pk, e in self.enheter.items()), key=lambda v: svensk_nyckel(v[1]))
        hela = [("", "Hela kommunen")] if self._far(None) else []
        self.fields["enhet"].choices = hela + val
        self.fields["enhet"].required = not hela

    def _enheter(self) -> list[Enhet]:
        return [e for e in Enhet.objects.gallande(self.dag) if self._far(e)]

    def _far(self, enhet: Enhet | None) -> bool:
        return far_leda(self.person, Genomforande(enhet=enhet))

    def clean_rader(self) -> list[tuple[str, str, str]]:
        """One row a line, "heading | label" or the label alone → (key, label, heading)."""
        funna: dict[str, tuple[str, str, str]] = {}
        for rad in filter(None, (rad.strip() for rad in self.cleaned_data["rader"].splitlines())):
            rubrik, skilje, etikett = rad.rpartition("|")
            etikett, rubrik = etikett.strip(), rubrik.strip() if skilje else ""
            if not etikett:
                raise forms.ValidationError(f"Raden ”{rad[:40]}” saknar namn efter lodstrecket.")
            if max(len(etikett), len(rubrik)) > 250:
                raise forms.ValidationError(f"Raden ”{rad[:40]} …” är för lång. Högst 250 tecken går.")
            nyckel = slugify(f"{rubrik} {etikett}")[:90] or "rad"
            while nyckel in funna and funna[nyckel][1:] != (etikett, rubrik):
                nyckel += "-2"
            if nyckel in funna:
                raise forms.ValidationError(f"”{etikett}” finns två gånger.")
            funna[nyckel] = (nyckel, etikett, rubrik)
        return list(funna.values())

    def varden(self) -> dict[str, Any]:
        """The action's arguments."""
        data = self.cleaned_data
        return {
            "titel": data["titel"],
            "enhet": self.enheter.get(data["enhet"]),
            "rader": data.get("rader", ()),
            "oppen_for_alla": data["vilka"] == "alla",
            "anonym": data.get("anonym") == "ja",
            "grupper": data.get("grupper", "").split(","),
            "sista_dag": data["sista_dag"],
            "galler": self.amne.namn[:200] if self.amne else "",
            "galler_nyckel": self.amne.nyckel if self.amne else "",
        }


class Andraformular(Verktygsformular):
    titel = forms.CharField(label="Rubrik", max_length=160)
    galler = forms.CharField(
        label="Gäller", max_length=200, required=False, help_text="Till exempel vilken plan det handlar om."
    )
    sista_dag = IsoDatumfalt(label="Svara senast", required=False, help_text="Skriv som åååå-mm-dd.")


class Deltagarformular(Verktygsformular):
    """`valbara`: the persons who can be invited, with what they are told by."""

    knapp = "Bjud in"
    personer = forms.MultipleChoiceField(
        label="Personer",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en person."},
    )
    grupp = forms.CharField(
        label="Grupp",
        required=False,
        max_length=80,
        help_text="De du valt läggs i gruppen. Skriv ett nytt namn för att skapa en grupp.",
    )

    def __init__(self, *args: Any, valbara: list[Person], grupper: list[str], **kwargs: Any) -> None:
        self.valbara = {str(person.pk): person for person in valbara}
        self.grupper = grupper
        super().__init__(*args, **kwargs)

    def bygg(self) -> None:
        val = sorted(self.valbara.items(), key=lambda par: svensk_nyckel(par[1].namn))
        self.fields["personer"].choices = [
            (pk, f"{person.namn}, {person.titel}" if person.titel else person.namn) for pk, person in val
        ]
        if self.grupper:
            self.fields["grupp"].help_text += f" Finns redan: {', '.join(self.grupper)}."

    def varden(self) -> dict[str, Any]:
        return {
            "personer": [self.valbara[pk] for pk in self.cleaned_data["personer"]],
            "grupp": self.cleaned_data["grupp"],
        }
