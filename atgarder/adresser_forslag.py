"""The proposals and their consequences."""

from django.urls import URLPattern

FORSLAG: list[URLPattern] = []
