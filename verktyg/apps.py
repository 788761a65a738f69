from django.apps import AppConfig


class VerktygConfig(AppConfig):
    name = "verktyg"
    verbose_name = "Verktyg"
