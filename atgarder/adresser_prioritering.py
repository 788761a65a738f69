"""Weighing proposals against each other."""

from django.urls import URLPattern

PRIORITERING: list[URLPattern] = []
