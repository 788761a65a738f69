"""Addresses of the focus pages."""

from django.urls import path

from uppfoljning.views import fokus

FOKUS = [
    path("fokus/", fokus.fokus, name="fokus"),
    path("fokus/kalender/", fokus.publiceringskalender, name="publiceringskalender"),
]
