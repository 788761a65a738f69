from django.http import HttpRequest, JsonResponse
from django.urls import include, path, re_path

from kommunikation.api.api import api
from kommunikation.api.grind import vakt
from kommunikation.api.leverans import MED_NYCKEL, nyckelvakt
from kommunikation.api.prognos import MED_KROPP
from kommunikation.api.sida import dokumentation
from organisation.behorighet import oppen


def finns_inte(request: HttpRequest) -> JsonResponse:
    text = "Adressen finns inte. Se /api/ för vad som finns."
    return JsonResponse({"fel": text, "falt": None}, status=404, json_dumps_params={"ensure_ascii": False})


_monster, _, _rymd = api.urls
for _adress in _monster:
    _adress.callback = oppen(
        nyckelvakt(_adress.callback)
        if _adress.name in MED_NYCKEL
        else vakt(_adress.callback, kropp=_adress.name in MED_KROPP)
    )

urlpatterns = [
    path("", dokumentation, name="api_sida"),
    path("v1/", include((_monster, "ninja"), namespace=_rymd)),
    re_path(r"", oppen(vakt(finns_inte)), name="api_finns_inte"),
]
