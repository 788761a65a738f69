"""Forms: log-in, one's own password, and what to see of the log."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from styrsnurra.gemensamt.falt import IsoDatumfalt


def _knapp(text: str) -> Div:
    return Div(HTML(f'<button class="btn btn-primary" type="submit">{text}</button>'), css_class="knapprad")


class Inloggningsformular(forms.Form):
    """What is typed is kept, except the password. `next` is where the person was going."""

    epost = forms.EmailField(
        label="E-postadress",
        max_length=254,
        error_messages={
            "required": "Skriv din e-postadress.",
            "invalid": "Skriv e-postadressen som namn@kommun.se.",
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    losenord = forms.CharField(
        label="Lösenord",
        strip=False,
        max_length=1000,
        error_messages={"required": "Skriv ditt lösenord."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = reverse_lazy("organisation:logga_in")
        self.helper.form_class = "formular formular-smal"
        self.helper.attrs = {"novalidate": True}  # the browser's own bubbles speak its language, not ours
        self.helper.layout = Layout("epost", "losenord", "next", _knapp("Logga in"))


class Losenordsformular(forms.Form):
    """A new password of one's own; the old one shows that it is the person and not a passer-by."""

    nuvarande = forms.CharField(
        label="Nuvarande lösenord",
        strip=False,
        error_messages={"required": "Skriv ditt nuvarande lösenord."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    nytt = forms.CharField(
        label="Nytt lösenord",
        strip=False,
        help_text="Minst tolv tecken. Flera ord efter varandra är både starkt och lätt att minnas.",
        error_messages={"required": "Skriv ett nytt lösenord."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    igen = forms.CharField(
        label="Nytt lösenord igen",
        strip=False,
        error_messages={"required": "Skriv det nya lösenordet en gång till."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.helper = FormHelper()
        self.helper.form_class = "formular"
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout("nuvarande", "nytt", "igen", _knapp("Byt lösenord"))

    def clean_nuvarande(self):
        if not self.person.check_password(self.cleaned_data["nuvarande"]):
            raise ValidationError("Det stämmer inte med ditt nuvarande lösenord.")
        return self.cleaned_data["nuvarande"]

    def clean_nytt(self):
        password_validation.validate_password(self.cleaned_data["nytt"], self.person)
        return self.cleaned_data["nytt"]

    def clean(self):
        data = super().clean()
        if "nytt" in data and "igen" in data and data["nytt"] != data["igen"]:
            self.add_error("igen", "De två nya lösenorden är inte lika.")
        return data


class Loggfilter(forms.Form):
    """Which rows of the log to show; everything may be left out."""

    JOBB = "jobb"

    person = forms.ChoiceField(label="Person", required=False)
    typ = forms.ChoiceField(label="Händelse", required=False)
    fran = IsoDatumfalt(label="Från och med", required=False, minst=date.min, hogst=date.max)
    till = IsoDatumfalt(label="Till och med", required=False, minst=date.min, hogst=date.max)

    def __init__(self, *args, personer, typer, **kwargs):
        """`personer` and `typer` are (value, label) pairs to choose from."""
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Alla"), (self.JOBB, "Systemet"), *personer]
        self.fields["typ"].choices = [("", "Alla"), *typer]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Div(
                *(Field(namn) for namn in self.fields),
                Div(
                    HTML('<button class="btn btn-primary" type="submit">Visa</button>'),
                    css_class="falt urval-knapp",
                ),
                css_class="rad-falt urval",
            )
        )

    def clean(self):
        data = super().clean()
        if data.get("fran") and data.get("till") and data["fran"] > data["till"]:
            self.add_error("till", "Till och med kan inte vara före från och med.")
        return data
