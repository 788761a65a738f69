"""A change in a plan asks for the lights to be computed anew, when it commits, and never fails for want of a broker."""

import pytest
from celery import Celery
from django.conf import settings
from django.test import TestCase
from django.utils import timezone
from kombu.exceptions import OperationalError

from planering import actions
from planering.models import Plan
from styrsnurra.celery import app

BERAKNA = ("uppfoljning.tasks.berakna_efter_planandring", (), {})


@pytest.fixture
def plan(db) -> Plan:
    return Plan.objects.create(namn="Plan", fran_ar=2026, till_ar=2028, andrad=timezone.now())


def test_a_change_is_followed_by_a_calculation(plan, personer, skickade):
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.skapa_malomrade(av=personer["analytiker"], nar=timezone.now(), plan=plan, namn="Skola")
    assert skickade == [BERAKNA]


def test_without_a_broker_the_change_is_saved_all_the_same(plan, personer, monkeypatch):
    def nere(*_, **__):
        raise ConnectionError("no broker")

    monkeypatch.setattr(app, "send_task", nere)
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.skapa_malomrade(av=personer["analytiker"], nar=timezone.now(), plan=plan, namn="Skola")
    assert list(plan.malomraden.values_list("namn", flat=True)) == ["Skola"]


def test_nobody_waits_for_a_broker_that_is_away(monkeypatch):
    sovit: list[float] = []
    monkeypatch.setattr("kombu.utils.functional.sleep", sovit.append)
    utan = Celery("prov", broker="redis+socket:///finns/inte.sock?virtual_host=0")
    utan.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    with pytest.raises(OperationalError):
        utan.send_task("x", retry=False)
    assert sovit == [0.1]
