"""The address that calendar programs read from: short, and outside every page."""

from django.urls import path

from uppfoljning.views.kalender import flode

app_name = "kalender"
urlpatterns = [path("kalender/<str:nyckel>.ics", flode, name="flode")]
