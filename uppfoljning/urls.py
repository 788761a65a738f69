from django.urls import path

from uppfoljning import views
from uppfoljning.adresser_analys import ANALYS
from uppfoljning.adresser_fokus import FOKUS
from uppfoljning.adresser_forutsattningar import FORUTSATTNINGAR
from uppfoljning.adresser_lara import LARA
from uppfoljning.adresser_samla import SAMLA
from uppfoljning.adresser_spegel import SPEGEL

app_name = "uppfoljning"
urlpatterns = [
    path("", views.maluppfyllelse, name="maluppfyllelse"),
    path("csv/", views.maluppfyllelse_csv, name="maluppfyllelse_csv"),
    path("indikator/<int:pk>/", views.indikator, name="indikator"),
    path("indikator/<int:pk>/csv/", views.indikator_csv, name="indikator_csv"),
    path("indikator/<int:pk>/kommentar/", views.kommentar, name="kommentar"),
    path("mal/<int:pk>/ansikte/", views.ansikte, name="ansikte"),
    *ANALYS,
    *FOKUS,
    *FORUTSATTNINGAR,
    *LARA,
    *SAMLA,
    *SPEGEL,
]
