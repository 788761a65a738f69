"""Whether it had effect, and the memory of what worked."""

from django.urls import URLPattern, path

from atgarder.views import effekt, minne

EFFEKT: list[URLPattern] = [
    path("effekt/<int:pk>/", effekt.effekt, name="effekt"),
    path("effekt/<int:pk>/csv/", effekt.effekt_csv, name="effekt_csv"),
    path("uppdrag/givet/<int:pk>/bedom-effekt/", effekt.bedom, name="bedom_effekt"),
    path("uppdrag/givet/<int:pk>/rakna-effekt/", effekt.rakna, name="rakna_effekt"),
    path("minne/", minne.lista, name="minne"),
    path("minne/csv/", minne.minnen_csv, name="minne_csv"),
    path("minne/<int:pk>/", minne.minnet, name="minnet"),
]
