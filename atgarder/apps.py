from django.apps import AppConfig


class AtgarderConfig(AppConfig):
    name = "atgarder"
    verbose_name = "Åtgärder"
    handelser: dict[str, str] = {}
