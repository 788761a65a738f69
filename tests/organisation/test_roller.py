"""Roles, periods and enheter."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from organisation.domain.roller import ALLMAN, BEHORIGHETER, Roll, racker
from organisation.models import Enhet, Enhetsniva, Person, Rolltilldelning
from organisation.queries import roller_med_enheter

DAG = date(2026, 3, 11)
ANDRA = "uppfoljning.kommentera"


@pytest.fixture
def anna(db):
    return Person.objects.create_user("Anna@Storkoping.example", namn="Anna")


def tillhor(enhet):
    return SimpleNamespace(behorighet_enhet_id=enhet and enhet.pk)


def farsk(person):
    return Person.objects.get(pk=person.pk)


def test_varje_behorighet_har_roller_som_finns():
    assert [n for n, roller in BEHORIGHETER.items() if not roller or not roller <= set(Roll)] == []
    assert ALLMAN - BEHORIGHETER.keys() == set()


@pytest.mark.parametrize(
    ("roller", "enhet", "svar"),
    [
        ({}, None, False),
        ({Roll.ANSVARIG: None}, None, True),
        ({Roll.ANSVARIG: None}, 5, True),
        ({Roll.ANSVARIG: frozenset({5})}, 5, True),
        ({Roll.ANSVARIG: frozenset({5})}, 6, False),
        ({Roll.ANSVARIG: frozenset({5})}, None, False),
        ({Roll.ANSVARIG: frozenset({5}), Roll.ANALYTIKER: None}, 6, True),
        ({Roll.LASARE: None}, 5, False),
    ],
)
def test_racker(roller, enhet, svar):
    assert racker(roller, ANDRA, enhet) is svar


def test_okand_behorighet_nekas_alla():
    assert racker(dict.fromkeys(Roll), "uppfoljning.flyga", None) is False


def test_roll_galler_enheten_och_dem_under(anna, storkoping):
    anna.roller.create(roll=Roll.ANSVARIG, enhet=storkoping["skolnamnd"])
    svar = {namn: anna.has_perm(ANDRA, tillhor(enhet)) for namn, enhet in storkoping.items()}
    assert svar == {"kf": False, "skolnamnd": True, "kulturnamnd": False, "forvaltning": True, "skola": True}
    assert anna.has_perm(ANDRA, tillhor(None)) is False
    assert anna.has_perm(ANDRA) is True


def test_roll_for_hela_kommunen(anna, storkoping):
    anna.roller.create(roll=Roll.ANSVARIG)
    assert {anna.has_perm(ANDRA, tillhor(e)) for e in [*storkoping.values(), None]} == {True}


def test_enheter_i_ring_hanger_inte(anna):
    a = Enhet.objects.create(namn="A", niva=Enhetsniva.ENHET)
    b = Enhet.objects.create(namn="B", niva=Enhetsniva.ENHET, overordnad=a)
    Enhet.objects.filter(pk=a.pk).update(overordnad=b)
    anna.roller.create(roll=Roll.ANSVARIG, enhet=a)
    assert roller_med_enheter(anna.pk, DAG) == {Roll.ANSVARIG: frozenset({a.pk, b.pk})}


@pytest.mark.parametrize(
    ("fran", "till", "galler"),
    [
        (None, None, True),
        (DAG, DAG, True),
        (None, DAG - timedelta(1), False),
        (DAG + timedelta(1), None, False),
        (DAG - timedelta(1), DAG + timedelta(1), True),
    ],
)
def test_period(anna, fran, till, galler):
    anna.roller.create(roll=Roll.LASARE, galler_fran=fran, galler_till=till)
    assert roller_med_enheter(anna.pk, DAG) == ({Roll.LASARE: None} if galler else {})


def test_dagen_ar_svensk(anna, klocka):
    """At 23.30 UTC the Swedish day is already the next one."""
    anna.roller.create(roll=Roll.ANSVARIG, galler_till=date(2026, 7, 1))
    klocka.move_to("2026-07-01T21:59:00+00:00")
    assert farsk(anna).has_perm(ANDRA) is True
    klocka.move_to("2026-07-01T22:01:00+00:00")
    assert farsk(anna).has_perm(ANDRA) is False


def test_alla_fragor_kostar_en(anna, storkoping, django_assert_num_queries):
    anna.roller.create(roll=Roll.ANSVARIG, enhet=storkoping["skolnamnd"])
    anna.roller.create(roll=Roll.LASARE)
    person = farsk(anna)
    with django_assert_num_queries(1):
        for namn in BEHORIGHETER:
            person.has_perm(namn)
            person.has_perm(namn, tillhor(storkoping["skola"]))


def test_inaktiv_far_inget(anna):
    anna.roller.create(roll=Roll.ADMINISTRATOR)
    anna.is_active = False
    assert [n for n in BEHORIGHETER if n not in ALLMAN and anna.has_perm(n)] == []


def test_anonym_far_det_allmanna():
    assert {n for n in BEHORIGHETER if AnonymousUser().has_perm(n)} == ALLMAN


@pytest.mark.parametrize("roll", Roll)
def test_djangos_egna_behorigheter_ar_administratorens(personer, roll):
    person = personer[roll]
    namn = ["organisation.change_person", "django_celery_beat.view_periodictask", "kkik.delete_nyckeltal"]
    ar_administrator = roll == Roll.ADMINISTRATOR
    assert {person.has_perm(n) for n in namn} == {ar_administrator}
    assert person.is_staff is ar_administrator
    assert person.has_module_perms("kkik") is ar_administrator
    assert person.has_perm("organisation.change_everything.now") is False


def test_administrator_ar_det_for_hela_kommunen(anna, storkoping):
    with pytest.raises(IntegrityError, match="rolltilldelning_administrator_hela"):
        Rolltilldelning.objects.create(person=anna, roll=Roll.ADMINISTRATOR, enhet=storkoping["kf"])


def test_createsuperuser_ger_administrator(db):
    person = Person.objects.create_superuser("eva@storkoping.example", "ett långt lösenord", namn="Eva")
    assert [(r.roll, r.enhet) for r in person.roller.all()] == [(Roll.ADMINISTRATOR, None)]
