"""A worker outlives its broker: what came with a connection that is gone is let go of."""

import logging
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
    yield koppling, kanal, meddelande
    with app.connection_for_write() as annan:  # the broker still waits for the answer
        annan.default_channel.qos.ack(meddelande.delivery_tag)


def brutet(kanal):
    kanal._in_poll = None
    raise Bruten("Connection refused")


@pytest.fixture
def borta(hamtat, monkeypatch):
    """What is left when the broker is killed while channels wait for it: as Celery does, everything in the connection
    is collected, which stops half-way, and then it is closed."""
    koppling, kanal, meddelande = hamtat
    for vantande in (kanal, koppling.channel()):
        vantande._in_poll = True
        monkeypatch.setattr(vantande, "_brpop_read", partial(brutet, vantande))
    koppling.collect()
    return koppling, kanal, meddelande


def test_en_doende_broker_tar_inte_arbetaren_med_sig(borta):
    koppling, kanal, _ = borta
    koppling.close()
    assert (koppling.connected, kanal.closed) == (False, True)


def test_ett_jobb_som_blir_klart_efterat_tar_inte_arbetaren_med_sig(borta, caplog):
    """Its message came with a connection that is gone: that is said in the log, and no more."""
    koppling, _, meddelande = borta
    koppling.close()
    meddelande.ack_log_error(logging.getLogger("prov"), koppling.connection_errors)
    assert "Förbindelsen som meddelandet kom med är stängd." in caplog.text
