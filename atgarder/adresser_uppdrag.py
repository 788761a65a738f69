"""Assignments, and what they ask of the next budget and plan."""

from django.urls import URLPattern

UPPDRAG: list[URLPattern] = []
