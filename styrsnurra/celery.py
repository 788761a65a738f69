"""The Celery application. JSON only; settings come from Django under the prefix CELERY_."""

import logging
import os
from typing import Any

from celery import Celery
from celery.app.amqp import AMQP
from celery.signals import worker_ready
from kombu import Connection

logg = logging.getLogger(__name__)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrsnurra.settings")


class Anslutning(Connection):
    """A connection that can be let go of when the broker has died under it.

    When a broker is killed while a worker waits for it and has messages that it has not answered for, kombu's Redis
    channel is left open in a connection that is gone. Closing it then fails with an error that Celery takes for a
    mistake in the program, and the whole worker ends. What could not be given back is sent again by the broker when
    its time is out, and the jobs' own rows know what has been done.
    """

    def maybe_close_channel(self, channel: Any) -> None:
        try:
            super().maybe_close_channel(channel)
        except (AttributeError, AssertionError) as fel:
            logg.warning("En kanal till brokern kunde inte stängas, och släpps: %r", fel)


class Koppling(AMQP):
    Connection = Anslutning


app = Celery("styrsnurra", amqp=Koppling)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def fanga_stannade_jobb(sender, **_) -> None:
    """A worker that starts may be the one after one that was killed: look for the jobs it left."""
    sender.app.send_task("kkik.tasks.fanga_avbrutna_importer")
    sender.app.send_task("organisation.tasks.fanga_stannade_jobb")
