"""Weighing proposals against each other."""

from django.urls import URLPattern, path

from atgarder.views import prioritering, prioriteringsdel, prioriteringsform

PRIORITERING: list[URLPattern] = [
    path("prioritering/", prioritering.lista, name="prioriteringar"),
    path("prioritering/csv/", prioritering.lista_csv, name="prioriteringar_csv"),
    path("prioritering/ny/", prioriteringsform.ny, name="ny_prioritering"),
    path("prioritering/<int:pk>/", prioritering.visa, name="prioritering"),
    path("prioritering/<int:pk>/csv/", prioritering.resultat_csv, name="prioritering_csv"),
    path("prioritering/<int:pk>/andra/", prioriteringsform.andra, name="andra_prioritering"),
    path("prioritering/<int:pk>/avsluta/", prioriteringsform.avsluta, name="avsluta_prioritering"),
    path("prioritering/<int:pk>/ta-bort/", prioriteringsform.ta_bort, name="ta_bort_prioritering"),
    path("prioritering/<int:pk>/klar/", prioriteringsdel.klar, name="klar_med_prioritering"),
    path("prioritering/<int:pk>/oppna/", prioriteringsdel.oppna, name="oppna_prioriteringsdel"),
    path("prioritering/borttagen-prioritering/<int:pk>/", prioriteringsform.angra, name="angra_prioritering"),
    path("prioritering/placera/<int:pk>/", prioriteringsdel.placera, name="placera"),
    path("prioritering/poang/<int:pk>/", prioriteringsdel.poang, name="poangsatt"),
]
