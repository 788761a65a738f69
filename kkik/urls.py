from django.urls import path

from kkik.views import katalog, nyckeltal, rapport, riktningar

app_name = "kkik"
urlpatterns = [
    path("nyckeltal/", katalog.katalog, name="katalog"),
    path("nyckeltal/<slug:kolada_id>/", nyckeltal.nyckeltal, name="nyckeltal"),
    path("kkik/", rapport.rapport, name="rapport"),
    path("kkik/riktningar/", riktningar.riktningar, name="riktningar"),
    path("kkik/riktningar/bekrafta/", riktningar.bekrafta, name="riktningar_bekrafta"),
    path("kkik/riktningar/<slug:kolada_id>/", riktningar.riktning, name="riktning"),
]
