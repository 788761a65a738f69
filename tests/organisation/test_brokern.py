"""A worker outlives its broker: what kombu cannot close after the broker has died is let go of."""

import uuid
from functools import partial

import pytest
from redis.exceptions import ConnectionError as Bruten

from styrsnurra.celery import app


@pytest.fixture
def ko():
    namn = f"prov-{uuid.uuid4().hex}"
    yield namn
    with app.connection_for_write() as koppling:
        broker = koppling.default_channel.client
        broker.delete(*broker.keys(f"*{namn}"))  # the queue, and what kombu notes of it


@pytest.fixture
def hamtat(ko):
    """A worker's connection that has fetched a message and not yet answered for it."""
    with app.connection_for_write() as koppling:
        koppling.SimpleQueue(ko).put({"x": 1})
    koppling = app.connection_for_read()
    kanal = koppling.default_channel
    meddelande = kanal.basic_get(ko)
    yield koppling, kanal
    with app.connection_for_write() as annan:  # the broker still waits for the answer
        annan.default_channel.qos.ack(meddelande.delivery_tag)


def brutet(kanal):
    kanal._in_poll = None
    raise Bruten("Connection refused")


def test_en_doende_broker_tar_inte_arbetaren_med_sig(hamtat, monkeypatch, caplog):
    """As Celery does it: everything in the connection is collected, then it is closed. Killed while channels wait for
    it, the broker leaves one that is not closed, in a connection that is gone."""
    koppling, kanal = hamtat
    for vantande in (kanal, koppling.channel()):
        vantande._in_poll = True
        monkeypatch.setattr(vantande, "_brpop_read", partial(brutet, vantande))
    koppling.collect()
    koppling.close()
    assert "kunde inte stängas" in caplog.text
    assert koppling.connected is False


def test_andra_fel_i_kanalen_sags_som_vanligt(monkeypatch):
    class Kanal:
        def close(self):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        app.connection_for_read().maybe_close_channel(Kanal())
