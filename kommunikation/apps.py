from django.apps import AppConfig


class KommunikationConfig(AppConfig):
    name = "kommunikation"
    verbose_name = "Kommunikation"
