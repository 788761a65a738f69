"""The red thread."""

from django.urls import URLPattern

TRAD: list[URLPattern] = []
