"""What is stale or without an owner is found."""

from datetime import date

import pytest

from tests.uppfoljning.samla.conftest import SEN
from uppfoljning.domain.perioder import senaste_gangna
from uppfoljning.models import Utfall
from uppfoljning.queries.saknas import saknas

IDAG = date(2026, 5, 11)


@pytest.mark.parametrize(
    ("frekvens", "dag", "vantat"),
    [
        ("ar", date(2026, 1, 1), (2025, None)),
        ("tertial", date(2026, 4, 30), (2025, 3)),
        ("tertial", date(2026, 5, 1), (2026, 1)),
        ("manad", date(2026, 1, 31), (2025, 12)),
        ("manad", date(2026, 5, 11), (2026, 4)),
    ],
)
def test_den_senaste_perioden_som_gatt(frekvens, dag, vantat):
    assert senaste_gangna(frekvens, dag) == vantat


def utfall(matt, ar, period=None, kon="T", **falt):
    return Utfall.objects.create(
        egetmatt=matt, ar=ar, period=period, kon=kon, varde=5.0, rapporterat=SEN, rapporterat_av="", **falt
    )


@pytest.mark.django_db
def test_matt_utan_senaste_utfall(samling):
    utfall(samling.telefon, 2026, 1)
    utfall(samling.franvaro, 2026, 3)
    utfall(samling.franvaro, 2026, 4, "K")
    utfall(samling.besok, 2026, 1, enhet=samling.enheter["skola"])
    assert [(u.matt.namn, u.period, u.senast) for u in saknas(IDAG).utan_utfall] == [
        ("Besök", "tertial 1 2026", "aldrig"),
        ("Sjukfrånvaro", "april 2026", "mars 2026"),
        ("Årlig enkät", "2025", "aldrig"),
    ]


@pytest.mark.django_db
def test_indikatorer_utan_agare(samling):
    from organisation.models import Enhet

    ny = Enhet.objects.create(namn="Fritidsnämnden", niva="namnd")
    Enhet.objects.filter(pk=samling.enheter["kulturnamnd"].pk).update(
        galler_till=date(2026, 5, 10), efterfoljare=ny
    )
    samling.skolchef.is_active = False
    samling.skolchef.save()
    assert [(u.indikator.namn, u.skal, u.efterfoljare) for u in saknas(IDAG).utan_agare] == [
        ("Behöriga", "Ingen person är ansvarig", None),
        ("Svarar i tid", "Per Hedin är inte längre aktiv", None),
        ("Lån", "Kultur- och fritidsnämnden upphörde 2026-05-10", ny),
    ]


@pytest.mark.django_db
def test_indikatorer_utan_utfall_tva_ar_i_rad(samling):
    from kkik.actions.lagen import berakna_lagen
    from kkik.models import Varde

    berakna_lagen(av=None, nar=SEN)
    utfall(samling.telefon, 2024)
    # What we have: Behöriga every year, Lån 2025 only, the own measure 2024: all within the last two years.
    assert saknas(IDAG).utan_matning == ()
    Varde.objects.filter(nyckeltal=samling.lan.nyckeltal_id, kommun=9999).delete()
    Utfall.objects.all().delete()
    assert [(u.indikator.namn, u.ar) for u in saknas(IDAG).utan_matning] == [
        ("Svarar i tid", (2024, 2025)),
        ("Lån", (2024, 2025)),
    ]


@pytest.mark.django_db
def test_utan_plan_och_matt_saknas_inget(kommun_9999):
    s = saknas(IDAG)
    assert (s.plan, s.antal) == (None, 0)
