from django.apps import AppConfig


class PlaneringConfig(AppConfig):
    name = "planering"
    verbose_name = "Planering"
