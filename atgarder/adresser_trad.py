"""The whole thread."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from atgarder.views import trad


class Tradslag(StringConverter):
    """What a thread can be drawn for."""

    regex = "|".join(trad.SLAG)


register_converter(Tradslag, "tradslag")
TRAD: list[URLPattern] = [path("trad/<tradslag:slag>/<int:pk>/", trad.trad, name="trad")]
