"""The Celery application. JSON only; settings come from Django under the prefix CELERY_."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrsnurra.settings")

app = Celery("styrsnurra")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def fanga_stannade_jobb(sender, **_) -> None:
    """A worker that starts may be the one after one that was killed: look for the jobs it left."""
    sender.app.send_task("kkik.tasks.fanga_avbrutna_importer")
    sender.app.send_task("organisation.tasks.fanga_stannade_jobb")
