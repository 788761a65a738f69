"""The decision paper, the decision and what is told to those who took part."""

from django.urls import URLPattern

BESLUT: list[URLPattern] = []
