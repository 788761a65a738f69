"""Whether it had effect, and the memory of what worked."""

from django.urls import URLPattern

EFFEKT: list[URLPattern] = []
