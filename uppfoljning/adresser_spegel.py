"""Addresses of the year's mirror, and of the year in KKiK."""

from django.urls import path

from uppfoljning.views import kkikaret, spegel

SPEGEL = [
    path("spegel/", spegel.start, name="spegelstart"),
    path("spegel/<int:pk>/", spegel.spegel, name="spegel"),
    path("kkik-aret/", kkikaret.aret, name="kkikaret"),
    path("kkik-aret/berattelse/<str:kolada_id>/", kkikaret.skriv, name="skriv_kkikberattelse"),
]
