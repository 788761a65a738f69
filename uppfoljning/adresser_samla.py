"""Addresses of collecting."""

from django.urls import path

from uppfoljning.views import inlamning, omgangar, utfall

SAMLA = [
    path("omgangar/", omgangar.lista, name="omgangar"),
    path("omgangar/ny/", omgangar.ny, name="ny_omgang"),
    path("omgangar/saknas/", omgangar.visa_saknas, name="saknas"),
    path("omgang/<int:pk>/", omgangar.omgang, name="omgang"),
    path("omgang/<int:pk>/andra/", omgangar.andra, name="andra_omgang"),
    path("omgang/<int:pk>/faststall/", omgangar.faststall, name="faststall_omgang"),
    path("inlamning/<int:pk>/", inlamning.inlamning, name="inlamning"),
    path("inlamning/<int:pk>/mall/", inlamning.mall, name="rapportmall"),
    path("inlamning/<int:pk>/tillbaka/", inlamning.tillbaka, name="lamna_tillbaka"),
    path("inlamning/<int:pk>/faststall/", inlamning.faststall, name="faststall_inlamning"),
    path("utfall/", utfall.lista, name="utfall"),
    path("utfall/las-in/", utfall.las_in, name="las_in_utfall"),
    path("utfall/matt/<int:pk>/", utfall.matt, name="matt"),
    path("utfall/matt/<int:pk>/rapportering/", utfall.rapportering, name="mattrapportering"),
    path("utfall/utfallsinlasning/<int:pk>/", utfall.inlasning, name="utfallsinlasning"),
    path("nycklar/", utfall.nycklar, name="nycklar"),
    path("nycklar/ny/", utfall.ny_nyckel, name="ny_nyckel"),
    path("nycklar/<int:pk>/aterkalla/", utfall.aterkalla, name="aterkalla_nyckel"),
]
