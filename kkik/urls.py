from django.urls import path

from kkik.views import definitioner, importer, index, katalog, nyckeltal, rapport, riktningar

app_name = "kkik"
urlpatterns = [
    path("import/", importer.importer, name="importer"),
    path("import/starta/", importer.importera, name="importera"),
    path("import/<int:pk>/", importer.importkorning, name="importkorning"),
    path("import/<int:pk>/framsteg/", importer.framsteg, name="importframsteg"),
    path("import/<int:pk>/godkann/", importer.godkann, name="importgodkann"),
    path("import/<int:pk>/avsla/", importer.avsla, name="importavsla"),
    path("nyckeltal/", katalog.katalog, name="katalog"),
    path("nyckeltal/<slug:kolada_id>/", nyckeltal.nyckeltal, name="nyckeltal"),
    path("kkik/", rapport.rapport, name="rapport"),
    path("kkik/definitioner/", definitioner.definitioner, name="definitioner"),
    path("kkik/definitioner/<int:pk>/", definitioner.definition, name="definition"),
    path("kkik/definitioner/<int:pk>/bekrafta/", definitioner.bekrafta, name="definition_bekrafta"),
    path("kkik/definitioner/<int:pk>/avfarda/", definitioner.avfarda, name="definition_avfarda"),
    path("kkik/definitioner/<int:pk>/ta-tillbaka/", definitioner.ta_tillbaka, name="definition_ta_tillbaka"),
    path("nyckeltal/<slug:kolada_id>/ny-definition/", definitioner.lagg_till, name="definition_ny"),
    path("kkik/index/", index.resultatindex, name="index"),
    path("kkik/effektivitet/", index.effektivitet, name="effektivitet"),
    path("kkik/riktningar/", riktningar.riktningar, name="riktningar"),
    path("kkik/riktningar/bekrafta/", riktningar.bekrafta, name="riktningar_bekrafta"),
    path("kkik/riktningar/<slug:kolada_id>/", riktningar.riktning, name="riktning"),
]
