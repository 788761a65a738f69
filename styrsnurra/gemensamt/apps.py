from django.apps import AppConfig


class GemensamtConfig(AppConfig):
    name = "styrsnurra.gemensamt"
    label = "gemensamt"
    verbose_name = "Gemensamt"
