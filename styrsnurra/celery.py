"""The Celery application. JSON only; settings come from Django under the prefix CELERY_."""

import os
from typing import Any

from celery import Celery
from celery.app.amqp import AMQP
from celery.signals import worker_ready
from kombu import Connection
from kombu.transport import redis
from redis.exceptions import ConnectionError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrsnurra.settings")


class Kanal(redis.Channel):
    """A channel of a connection that is gone says so as a connection error, which Celery lives with.

    When a broker is killed under a worker, what the worker had fetched and not answered for still belongs to the old
    connection. Giving it back, or answering for it when its job is done, fails in kombu with an AttributeError; Celery
    takes that for a mistake in the program and ends the whole worker. The broker sends such a message again when its
    time is out, and the jobs' own rows know what has been done.
    """

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        if self.connection.client is None:
            raise ConnectionError("Förbindelsen som meddelandet kom med är stängd.")
        return super()._connparams(asynchronous=asynchronous)


class Transport(redis.Transport):
    Channel = Kanal


class Anslutning(Connection):
    """kombu's, with our channels."""

    def get_transport_cls(self) -> type:
        klass = super().get_transport_cls()
        return Transport if klass is redis.Transport else klass


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
