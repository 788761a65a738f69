from django.apps import AppConfig


class KkikConfig(AppConfig):
    name = "kkik"
    verbose_name = "KKiK"
