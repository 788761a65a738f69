"""The decision paper, the decision and what is told to those who took part."""

from django.urls import URLPattern, path

from atgarder.views import aterkoppling, beslut, underlag

BESLUT: list[URLPattern] = [
    path("beslut/", beslut.lista, name="beslutslista"),
    path("underlag/nytt/", underlag.nytt, name="nytt_underlag"),
    path("underlag/<int:pk>/", underlag.underlag, name="underlag"),
    path("underlag/<int:pk>/andra/", underlag.andra, name="andra_underlag"),
    path("underlag/<int:pk>/ta-bort/", underlag.ta_bort, name="ta_bort_underlag"),
    path("underlag/<int:pk>/lamna/", underlag.lamna, name="lamna_underlag"),
    path("underlag/<int:pk>/aterta/", underlag.aterta, name="aterta_underlag"),
    path("underlag/<int:pk>/svara/", underlag.svara, name="svara_pa_aterremiss"),
    path("underlag/<int:pk>/word/", underlag.som_word, name="underlag_word"),
    path("underlag/<int:pk>/pdf/", underlag.som_pdf, name="underlag_pdf"),
    path("underlag/<int:pk>/beslut/", beslut.registrera, name="registrera_beslut"),
    path("beslut/<int:pk>/", beslut.beslut, name="beslut"),
    path("beslut/<int:pk>/ratta/", beslut.ratta, name="ratta_beslut"),
    path("beslut/<int:pk>/avsluta/", aterkoppling.avsluta, name="avsluta_beslut"),
    path("beslut/<int:pk>/aterkoppla/<str:till>/", aterkoppling.aterkoppla, name="aterkoppla"),
]
