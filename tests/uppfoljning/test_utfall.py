"""How outcomes of own measures are read: by year as the measure says, and by period."""

from datetime import date

import pytest

from planering.models import Egetmatt
from tests.conftest import NU
from uppfoljning.domain.perioder import har_gatt, perioder, periodnamn, periodrubrik, sista_manad
from uppfoljning.models import Utfall
from uppfoljning.queries.utfall import arsutfall, periodutfall


@pytest.fixture
def matt(storkoping):
    def skapa(namn, frekvens="ar", sammanstallning="", **falt):
        return Egetmatt.objects.create(
            namn=namn,
            frekvens=frekvens,
            sammanstallning=sammanstallning,
            agare=storkoping["skolnamnd"],
            andrad=NU,
            **falt,
        )

    return skapa


def lagg(matt, rader, kon="T", enhet=None):
    Utfall.objects.bulk_create(
        Utfall(egetmatt=matt, ar=ar, period=period, varde=v, kon=kon, enhet=enhet, rapporterat=NU)
        for ar, period, v in rader
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sammanstallning", "vantat"),
    [("summa", {2024: 12.0}), ("medel", {2024: 4.0}), ("senaste", {2024: 5.0, 2025: 7.0})],
)
def test_aret_av_tertialen(matt, sammanstallning, vantat):
    rad = matt("Svar i telefon", "tertial", sammanstallning)
    lagg(rad, [(2024, 1, 3), (2024, 2, 4), (2024, 3, 5), (2025, 1, 7)])
    assert arsutfall([rad.pk]) == {(rad.pk, "T"): vantat}


@pytest.mark.django_db
def test_manaderna_blir_aret_forst_nar_alla_finns(matt):
    rad = matt("Sjukfrånvaro", "manad", "medel", konsuppdelat=True)
    lagg(rad, [(2024, m, float(m)) for m in range(1, 13)])
    lagg(rad, [(2024, m, float(m)) for m in range(1, 12)], "K")
    assert arsutfall([rad.pk]) == {(rad.pk, "T"): {2024: 6.5}}


@pytest.mark.django_db
def test_arsmatt_enheters_varden_och_andra_matt(matt, storkoping, django_assert_num_queries):
    ett, annat, tomt = matt("Ett"), matt("Annat"), matt("Tomt")
    lagg(ett, [(2023, None, 1.5), (2024, None, 2.5)])
    lagg(ett, [(2025, None, 99.0)], enhet=storkoping["skola"])
    lagg(annat, [(2024, None, 8.0)], "M")
    with django_assert_num_queries(2):
        svar = arsutfall([ett.pk, annat.pk, tomt.pk])
    assert svar == {(ett.pk, "T"): {2023: 1.5, 2024: 2.5}, (annat.pk, "M"): {2024: 8.0}}
    assert arsutfall([ett.pk]) == {(ett.pk, "T"): {2023: 1.5, 2024: 2.5}}
    assert arsutfall([]) == {}


@pytest.mark.django_db
def test_ett_helt_rapporterat_ar_galler_nar_perioderna_saknas(matt):
    rad = matt("Väntetid", "tertial", "medel")
    lagg(rad, [(2022, None, 9.0), (2023, None, 8.0), (2023, 1, 1.0)])
    assert arsutfall([rad.pk]) == {(rad.pk, "T"): {2022: 9.0}}


@pytest.mark.django_db
def test_perioderna_i_ordning(matt, storkoping, django_assert_num_queries):
    rad = matt("Svar i telefon", "tertial", "medel")
    lagg(rad, [(2025, 1, 5.0), (2024, 3, 4.0), (2024, 1, 2.0), (2023, None, 1.0)])
    lagg(rad, [(2024, 2, 3.0)], "K")
    lagg(rad, [(2024, 2, 9.0)], enhet=storkoping["skola"])
    with django_assert_num_queries(1):
        assert periodutfall(rad.pk, "T") == [(2024, 1, 2.0), (2024, 3, 4.0), (2025, 1, 5.0)]
    assert periodutfall(rad.pk, "K") == [(2024, 2, 3.0)]
    arligt = matt("Årligt")
    lagg(arligt, [(2024, None, 3.0)])
    assert periodutfall(arligt.pk, "T") == [(2024, None, 3.0)]


def test_perioderna_och_deras_namn():
    assert (perioder("ar"), perioder("tertial")) == ((None,), (1, 2, 3))
    assert perioder("manad") == tuple(range(1, 13))
    with pytest.raises(ValueError, match="vecka"):
        perioder("vecka")
    assert [sista_manad("tertial", p) for p in (1, 2, 3)] == [4, 8, 12]
    assert (sista_manad("ar", None), sista_manad("manad", 2)) == (12, 2)
    assert periodnamn("ar", 2026, None) == "2026"
    assert periodnamn("tertial", 2026, 2) == "tertial 2 2026"
    assert periodnamn("manad", 2026, 3) == "mars 2026"
    assert [periodrubrik(*a) for a in (("ar", 2026, None), ("tertial", 2026, 2), ("manad", 2026, 12))] == [
        "2026", "T2 2026", "dec 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("frekvens", "period", "dag", "vantat"),
    [
        ("tertial", 1, date(2026, 4, 30), False),
        ("tertial", 1, date(2026, 5, 1), True),
        ("manad", 12, date(2026, 12, 31), False),
        ("manad", 12, date(2027, 1, 1), True),
        ("ar", None, date(2026, 12, 31), False),
        ("ar", None, date(2027, 1, 1), True),
    ],
)
def test_en_period_har_gatt_dagen_efter(frekvens, period, dag, vantat):
    assert har_gatt(frekvens, 2026, period, dag) is vantat
