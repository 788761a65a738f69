"""Fixtures for every app: people with roles, clients, the invented municipality, a clock."""

import uuid
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, settings

# The same examples every time, and as long as they need: a busy machine must not fail a change, nor chance.
settings.register_profile(
    "prov", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("prov")

LOSENORD = "ett långt lösenord"
NU = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))


class Cacherum:
    """Gives each test keys of its own in the shared cache, so that nothing is left over from another test or a
    parallel process, and no cache need be emptied."""

    namn = "start"

    @classmethod
    def nyckel(cls, key, key_prefix, version) -> str:
        return f"{key_prefix}:prov:{cls.namn}:{version}:{key}"


@pytest.fixture(scope="session", autouse=True)
def _cacherum_per_session():
    from django.conf import settings
    from django.test import override_settings

    caches = {"default": {**settings.CACHES["default"], "KEY_FUNCTION": Cacherum.nyckel}}
    with override_settings(CACHES=caches):
        yield


@pytest.fixture(autouse=True)
def _cacherum():
    Cacherum.namn = uuid.uuid4().hex


@pytest.fixture
def klocka():
    """The clock stands still at NU; `klocka.shift(seconds)` and `klocka.move_to(time)` move it."""
    with time_machine.travel(NU, tick=False) as resenar:
        yield resenar


@pytest.fixture
def skickade(monkeypatch) -> list[tuple[str, tuple, dict]]:
    """Tasks sent to Celery, as (name, args, kwargs), instead of sending them."""
    from styrsnurra.celery import app

    skickat: list[tuple[str, tuple, dict]] = []

    def send_task(name, args=None, kwargs=None, **_):
        skickat.append((name, tuple(args or ()), dict(kwargs or {})))

    monkeypatch.setattr(app, "send_task", send_task)
    return skickat


LASTA = ("plan", "malomrade", "mal", "indikator", "malniva", "horisontkoppling")


@pytest.fixture
def plan_olast(db):
    """Lets a test put goals and indicators straight into a decided plan, which the database refuses otherwise."""
    from django.db import connection

    def satt(lage: str) -> None:
        with connection.cursor() as cursor:
            for tabell in LASTA:
                cursor.execute(f"ALTER TABLE planering_{tabell} {lage} TRIGGER planering_beslutad")

    satt("DISABLE")
    yield
    if not connection.in_atomic_block:  # in one, the roll-back does it
        satt("ENABLE")


@pytest.fixture
def storkoping(db) -> dict:
    """A small organisation: two nämnder under fullmäktige, a förvaltning under the first, a school under that."""
    from organisation.models import Enhet, Enhetsniva

    kf = Enhet.objects.create(namn="Kommunfullmäktige", niva=Enhetsniva.KOMMUN)
    skolnamnd = Enhet.objects.create(
        namn="Barn- och utbildningsnämnden", niva=Enhetsniva.NAMND, overordnad=kf
    )
    kulturnamnd = Enhet.objects.create(
        namn="Kultur- och fritidsnämnden", niva=Enhetsniva.NAMND, overordnad=kf
    )
    forvaltning = Enhet.objects.create(
        namn="Utbildningsförvaltningen", niva=Enhetsniva.FORVALTNING, overordnad=skolnamnd
    )
    skola = Enhet.objects.create(namn="Ängsskolan", niva=Enhetsniva.ENHET, overordnad=forvaltning)
    return {
        "kf": kf,
        "skolnamnd": skolnamnd,
        "kulturnamnd": kulturnamnd,
        "forvaltning": forvaltning,
        "skola": skola,
    }


@pytest.fixture
def personer(db) -> dict:
    """One person for each role, for the whole municipality; each has the password LOSENORD."""
    from django.contrib.auth.hashers import make_password

    from organisation.domain.roller import Roll
    from organisation.models import Person, Rolltilldelning

    losenord = make_password(LOSENORD)
    skapade = Person.objects.bulk_create(
        [
            Person(epost=f"{roll}@storkoping.example", namn=f"{roll.etikett} Storköping", password=losenord)
            for roll in Roll
        ]
    )
    Rolltilldelning.objects.bulk_create(
        [Rolltilldelning(person=person, roll=roll) for roll, person in zip(Roll, skapade, strict=True)]
    )
    return dict(zip(Roll, skapade, strict=True))


@pytest.fixture
def klient(personer) -> Callable[[str | None], Client]:
    """`klient("analytiker")` is a client logged in with that role; `klient(None)` is the anonymous citizen's."""
    from organisation.sessionsgrans import stampla

    def inloggad(roll: str | None) -> Client:
        client = Client()
        if roll is not None:
            client.force_login(personer[roll])
            session = client.session
            stampla(session)  # as the log-in page does; else the first page would write it
            session.save()
        return client

    return inloggad


@pytest.fixture
def kommun_9999(db):
    """The invented municipality as the own one."""
    from organisation.models import Kommuninstallning

    return Kommuninstallning.objects.create(
        kommunkod="9999", namn="Storköping", genitiv="Storköpings", ar_pahittad=True
    )
