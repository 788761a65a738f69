"""The Celery application. JSON only; settings come from Django under the prefix CELERY_."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrsnurra.settings")

app = Celery("styrsnurra")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
