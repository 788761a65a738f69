"""Form fields that read Swedish numbers, years and ISO dates, and give back exactly what was typed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from styrsnurra.gemensamt.datum import FORSTA_DAG, SISTA_DAG, DatumFel, tolka_datum, utanfor
from styrsnurra.gemensamt.tal import TalFel, antal_decimaler, formatera, tolka_tal


class SvensktTalfalt(forms.Field):
    """A decimal number the Swedish way → Decimal (None when empty).

    minst, hogst: limits, both inclusive. decimaler: most decimals allowed. enhet: what the field is
    in; shown by the template after the field, and a different unit of money is refused.
    """

    widget = forms.TextInput
    default_error_messages = {"required": "Skriv ett tal."}

    def __init__(
        self,
        *,
        minst: Decimal | int | None = None,
        hogst: Decimal | int | None = None,
        decimaler: int | None = None,
        enhet: str = "",
        **kwargs: Any,
    ) -> None:
        self.minst, self.hogst, self.decimaler, self.enhet = minst, hogst, decimaler, enhet
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, Decimal):
            return value
        if isinstance(value, (int, float)):
            return Decimal(str(value))
        try:
            return tolka_tal(value, self.enhet)
        except TalFel as fel:
            raise ValidationError(str(fel), code="tal") from fel

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.minst is not None and value < self.minst:
            raise ValidationError(f"Talet ska vara minst {self._visa(self.minst)}.", code="minst")
        if self.hogst is not None and value > self.hogst:
            raise ValidationError(f"Talet ska vara högst {self._visa(self.hogst)}.", code="hogst")
        if self.decimaler is not None and antal_decimaler(value) > self.decimaler:
            hur = {0: "utan decimaler", 1: "med högst en decimal"}
            text = hur.get(self.decimaler, f"med högst {self.decimaler} decimaler")
            raise ValidationError(f"Skriv talet {text}.", code="decimaler")

    def prepare_value(self, value: Any) -> Any:
        """Stored numbers as Swedish text; typed text untouched."""
        if value is None or isinstance(value, str):
            return value
        return formatera(value, antal_decimaler(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}

    def _visa(self, tal: Decimal | int) -> str:
        return formatera(tal, antal_decimaler(tal), self.enhet)


class ArFalt(forms.Field):
    """A calendar year in four digits → int (None when empty)."""

    widget = forms.TextInput
    default_error_messages = {"required": "Skriv ett år."}

    def __init__(self, *, minst: int = 1970, hogst: int = 2100, **kwargs: Any) -> None:
        self.minst, self.hogst = minst, hogst
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if not (len(text) == 4 and text.isascii() and text.isdigit()):
            raise ValidationError("Skriv året med fyra siffror, till exempel 2026.", code="ar")
        return int(text)

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not self.minst <= value <= self.hogst:
            raise ValidationError(f"Året ska vara mellan {self.minst} och {self.hogst}.", code="intervall")

    def prepare_value(self, value: Any) -> Any:
        # As text, so that no template localises the year into a quantity.
        return str(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        return str(initial or "").strip() != str(data or "").strip()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # Room for what is no year: it is kept and asked about, not cut to something else.
        return {"inputmode": "numeric", "autocomplete": "off", "maxlength": "40"}


class IsoDatumfalt(forms.Field):
    """A date written åååå-mm-dd → date (None when empty).

    A text field, not the browser's date control: that one shows the order of the browser's language.

    minst, hogst: the first and the last day, both inclusive. What lies outside the century is a slip of the finger.
    """

    widget = forms.TextInput
    default_error_messages = {"required": "Skriv ett datum."}

    def __init__(self, *, minst: date = FORSTA_DAG, hogst: date = SISTA_DAG, **kwargs: Any) -> None:
        self.minst, self.hogst = minst, hogst
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if value is None or not str(value).strip():
            return None
        try:
            return tolka_datum(str(value))
        except DatumFel as fel:
            raise ValidationError(str(fel), code="datum") from fel

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and (text := utanfor(value, self.minst, self.hogst)):
            raise ValidationError(text, code="intervall")

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%Y-%m-%d") if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off", "maxlength": "40"}


class Listval(forms.Select):
    """A select written without a template per option, for forms that have hundreds of them. The same HTML."""

    def render(self, name: str, value: Any, attrs: dict | None = None, renderer: Any = None) -> SafeString:
        valda = set(self.format_value(value))
        delar = []
        for nyckel, innehall in self.choices:
            if isinstance(innehall, (list, tuple)):
                delar.append(format_html('<optgroup label="{}">', nyckel))
                delar += [_alternativ(n, text, valda) for n, text in innehall]
                delar.append("</optgroup>")
            else:
                delar.append(_alternativ(nyckel, innehall, valda))
        egenskaper = flatatt(self.build_attrs(self.attrs, attrs))
        return mark_safe(f'<select name="{escape(name)}"{egenskaper}>{"".join(delar)}</select>')  # noqa: S308 - each part is escaped


def _alternativ(nyckel: Any, text: Any, valda: set[str]) -> str:
    nyckel = "" if nyckel is None else str(nyckel)
    vald = " selected" if nyckel in valda else ""
    return f'<option value="{escape(nyckel)}"{vald}>{escape(text)}</option>'
