from django.urls import path

from verktyg.views import enas, genomforande, start, svara

app_name = "verktyg"
urlpatterns = [
    path("", start.start, name="start"),
    path("instrument/<slug:instrument>/", start.instrument, name="instrument"),
    path("instrument/<slug:instrument>/starta/", start.starta, name="starta"),
    path("genomforande/<int:pk>/", genomforande.genomforande, name="genomforande"),
    path("genomforande/<int:pk>/svara/", svara.svara, name="svara"),
    path("genomforande/<int:pk>/enas/", enas.enas, name="enas"),
    path("genomforande/<int:pk>/enas/eniga/", enas.godta_eniga, name="godta_eniga"),
    path("genomforande/<int:pk>/csv/", genomforande.som_csv, name="csv"),
    path("genomforande/<int:pk>/deltagare/", genomforande.deltagare, name="deltagare"),
    path("genomforande/<int:pk>/andra/", genomforande.andra, name="andra"),
    path("genomforande/<int:pk>/status/", genomforande.satt_status, name="status"),
    path("genomforande/<int:pk>/ta-bort/", genomforande.ta_bort, name="ta_bort"),
]
