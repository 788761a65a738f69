"""Reminders are queued once, to those they are for."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from organisation.models import Utskick
from uppfoljning.actions.paminn import paminn_om_omgangar
from uppfoljning.tasks import paminn_om_omgangar as tasken

pytestmark = pytest.mark.django_db


def dag(manad, nr) -> datetime:
    return datetime(2026, manad, nr, 6, 30, tzinfo=ZoneInfo("Europe/Stockholm"))


def koade() -> list[tuple[str, str]]:
    rader = Utskick.objects.order_by("id").values_list("mottagare__namn", "amne")
    ut = list(rader)
    Utskick.objects.update(slag="hanterad")
    return ut


def test_varje_paminnelse_koas_en_gang(samling):
    assert paminn_om_omgangar(nar=dag(5, 3)) == 0
    assert paminn_om_omgangar(nar=dag(5, 4)) == 2
    assert paminn_om_omgangar(nar=dag(5, 4)) == 0
    assert paminn_om_omgangar(nar=dag(5, 9)) == 0
    assert [u.amne for u in Utskick.objects.order_by("id")] == ["Tertialrapport 1 2026 är öppen"] * 2
    forsta = Utskick.objects.order_by("id").first()
    assert (forsta.mottagare, forsta.text) == (
        samling.skolchef,
        "Nu går det att rapportera för Barn- och utbildningsnämnden. Sista dag är 2026-05-20.\n\nSkriv kort.\n\n"
        "Det som ska lämnas in finns i Styrsnurran under Uppföljning, Samla in.",
    )
    assert paminn_om_omgangar(nar=dag(5, 13)) == 2
    assert paminn_om_omgangar(nar=dag(5, 20)) == 2
    assert paminn_om_omgangar(nar=dag(5, 21)) == 0


def test_den_forsenade_gar_ocksa_till_ledningen(samling):
    samling.lamna()
    assert paminn_om_omgangar(nar=dag(5, 22)) == 2
    assert sorted(koade()) == [
        (
            "Analytiker Storköping",
            "Tertialrapport 1 2026: rapporten för Kultur- och fritidsnämnden är försenad",
        ),
        ("Ingrid Nyberg", "Tertialrapport 1 2026: rapporten för Kultur- och fritidsnämnden är försenad"),
    ]


def test_utan_ansvarig_far_ledningen_veta(samling):
    samling.kulturens.ansvarig = None
    samling.kulturens.save()
    samling.skolchef.is_active = False
    samling.skolchef.save()
    assert paminn_om_omgangar(nar=dag(5, 13)) == 2
    assert [namn for namn, _ in koade()] == ["Analytiker Storköping"] * 2


def test_en_flyttad_sista_dag_paminner_igen(samling):
    assert paminn_om_omgangar(nar=dag(5, 19)) == 2
    samling.omgang.sista_dag = date(2026, 6, 10)
    samling.omgang.save()
    assert paminn_om_omgangar(nar=dag(6, 9)) == 2


def test_en_stangd_omgang_paminner_inte(samling):
    from uppfoljning.actions.omgang import faststall_omgang

    faststall_omgang(av=samling.analytiker, nar=dag(5, 18), omgang=samling.omgang, utan=True)
    assert paminn_om_omgangar(nar=dag(5, 22)) == 0


def test_tasken_kors_varje_morgon_och_gor_inget_dubbelt(samling, klocka):
    assert "uppfoljning.tasks.paminn_om_omgangar" in settings.PAMINNELSER
    klocka.move_to(dag(5, 13))
    tasken()
    tasken()
    assert Utskick.objects.count() == 2
