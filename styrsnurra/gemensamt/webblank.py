"""Links to the web that people type, also to an intranet's plain names, and that are written into pages."""

import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.core.exceptions import ValidationError

FEL = "Skriv hela adressen, till exempel https://www.storkoping.se/prognos."
_SCHEMA = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_OTILLATET = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f\x7f]")


def granska_webblank(text: str) -> None:
    """Raises ValidationError unless `text` is a whole address with http or https and a host, and no log-in in it."""
    try:
        delar = urlsplit(text)
        helt = delar.scheme in ("http", "https") and bool(delar.hostname) and delar.port != 0
    except ValueError:  # a broken [IPv6] or a port that is no number
        helt = False
    if not helt or "@" in delar.netloc or _OTILLATET.search(text):
        raise ValidationError(FEL)


class Webblankfalt(forms.CharField):
    """An address; https:// is put before one that is typed without."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        )
        super().__init__(validators=[granska_webblank], **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return text
        if not _SCHEMA.match(text):
            text = f"https://{text}"
        schema, kvar = text.split(":", 1)
        try:
            delar = urlsplit(f"{schema.lower()}:{kvar}")
        except ValueError:
            return text
        return urlunsplit(delar._replace(netloc=delar.netloc.lower()))
