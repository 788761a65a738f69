"""The page Vad gör de bästa: other municipalities for a nyckeltal, own units for an own measure."""

import pytest
from django.urls import reverse

from kkik.models import Kommungrupp
from planering.models import Egetmatt, Indikator
from tests.conftest import NU
from tests.uppfoljning.conftest import EGEN, SJUNKER
from uppfoljning.models import Utfall
from uppfoljning.queries.egna_enheter import Cell, enhetstabell
from uppfoljning.queries.forebilder import forebilder_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def indikator(varld) -> Indikator:
    """Ours falls to 69 in 2025; municipality k has 60 + k and gains half a unit a year."""
    grupp = Kommungrupp.objects.create(
        kolada_id="G1", titel="Liknande", slag="liknande", familj="övergripande", kommun_id=EGEN, ar=2025
    )
    grupp.medlemmar.set([2, 9, 12, 20, 29])
    return varld.indikator(varld.nyckeltal("U99901", SJUNKER), {2026: 80}, namn="Behöriga")


def test_urvalet(indikator):
    f = forebilder_for(indikator, EGEN)
    assert (f.bast.ar, f.bast.varde, f.bast.lika) == (2025, 69.0, (2, 9, 12, 20, 29))
    assert [(k.kommun, k.skillnad) for k in f.bast.battre] == [(29, 20.0), (20, 11.0), (12, 3.0)]
    # All the others rise half a unit a year without any noise, so all have a sure trend.
    assert (f.bast.antal_snabbast, f.bast.horisont) == (29, 1)


def test_sidan(indikator, klient):
    text = klient("lasare").get(reverse("uppfoljning:bast", args=[indikator.pk])).content.decode()
    assert "Vi hade 69\u00a0% 2025." in text
    assert "Fem liknande kommuner, övergripande (2025)" in text
    assert "Tre ligger bättre till än vi." in text
    assert f"{reverse('kkik:nyckeltal', args=['U99901'])}?kommun=0029" in text
    assert "+20,0" in text
    assert "Lägg till ett exempel" not in text
    assert (
        "Lägg till ett exempel"
        in klient("analytiker").get(reverse("uppfoljning:bast", args=[indikator.pk])).content.decode()
    )


def test_sidan_sager_varfor_det_inte_gar(varld, klient):
    neutral = varld.indikator(varld.nyckeltal("U99902", {2025: 70.0}), riktning="neutral")
    saknas = varld.indikator(varld.nyckeltal("U99903", {}, har_enhetsdata=True))
    for i, ord_ in ((neutral, "värderas inte"), (saknas, "inget utfall att jämföra med")):
        assert ord_ in klient("lasare").get(reverse("uppfoljning:bast", args=[i.pk])).content.decode()
    assert (
        "hämtas inte hit"
        in klient("lasare").get(reverse("uppfoljning:bast", args=[saknas.pk])).content.decode()
    )


def test_antalet_fragor_ar_konstant(indikator, varld, klient, django_assert_num_queries):
    lasare, adress = klient("lasare"), reverse("uppfoljning:bast", args=[indikator.pk])
    lasare.get(adress)
    with django_assert_num_queries(9):
        lasare.get(adress)
    Kommungrupp.objects.get().medlemmar.set([2, 29])
    with django_assert_num_queries(9):
        lasare.get(adress)


@pytest.fixture
def matt(storkoping) -> Egetmatt:
    return Egetmatt.objects.create(
        namn="Läser flytande i årskurs 1", enhet="%", konsuppdelat=True, agare=storkoping["skolnamnd"]
    )


def utfall(matt: Egetmatt, rader: list[tuple], ar: int = 2025) -> None:
    """(enhet, kön, value, persons)"""
    Utfall.objects.bulk_create(
        Utfall(egetmatt=matt, enhet=e, ar=ar, kon=k, varde=v, antal=n, rapporterat=NU, rapporterat_av="Anna")
        for e, k, v, n in rader
    )


@pytest.fixture
def skolor(storkoping, matt):
    from organisation.models import Enhet

    ur = {
        n: Enhet.objects.create(namn=n, niva="enhet", overordnad=storkoping["forvaltning"])
        for n in ("Byskolan", "Centralskolan")
    } | {"Ängsskolan": storkoping["skola"]}
    utfall(
        matt,
        [
            (None, "T", 80.0, 96),
            (None, "K", 82.0, 49),
            (None, "M", 78.0, 47),
            (ur["Ängsskolan"], "T", 75.0, 44),
            (ur["Ängsskolan"], "K", 77.0, 22),
            (ur["Ängsskolan"], "M", 73.0, 22),
            (ur["Byskolan"], "T", 66.6, 12),
            (ur["Byskolan"], "K", 50.0, 3),
            (ur["Byskolan"], "M", 72.5, 9),
            (ur["Centralskolan"], "T", 88.0, 40),
            (ur["Centralskolan"], "K", 89.0, 24),
            (ur["Centralskolan"], "M", 85.0, 16),
        ],
    )
    return ur


def test_det_dolda_lamnar_aldrig_fragan(matt, skolor):
    t = enhetstabell(matt)
    celler = {r.enhet.namn: r.celler for r in t.rader}
    assert list(celler) == ["Byskolan", "Centralskolan", "Ängsskolan"]
    dolt = Cell(None, None, True)
    assert celler["Byskolan"] == {"T": Cell(66.6, 12), "K": dolt, "M": dolt}
    assert celler["Centralskolan"] == {"T": Cell(88.0, 40), "K": dolt, "M": dolt}
    assert celler["Ängsskolan"]["K"] == Cell(77.0, 22)
    assert (t.helhet.celler["K"], t.antal_dolda) == (Cell(82.0, 49), 4)


def test_enheterna_pa_sidan(matt, skolor, klient):
    text = klient("lasare").get(reverse("uppfoljning:egna_enheter", args=[matt.pk])).content.decode()
    assert text.count("visas inte</span>") == 4
    for hemligt in ("50,0", "72,5", "89,0", "85,0", "50\u00a0%", "72,5\u00a0%", "89\u00a0%", "85\u00a0%"):
        assert hemligt not in text
    assert "Alla tillsammans" in text
    assert "Ängsskolan: totalt 75\u00a0%, kvinnor 77\u00a0%, män 73\u00a0%." in text


def test_ett_manadsmatt_blir_ett_ar_och_flest_personer_i_en_manad_raknas(storkoping):
    matt = Egetmatt.objects.create(
        namn="Väntetid", frekvens="tertial", sammanstallning="medel", agare=storkoping["skolnamnd"]
    )
    for period, varde, antal in ((1, 10.0, 3), (2, 20.0, 4), (3, 30.0, 6)):
        Utfall.objects.create(
            egetmatt=matt, enhet=storkoping["skola"], ar=2025, period=period, varde=varde, antal=antal,
            rapporterat=NU, rapporterat_av="Anna",
        )  # fmt: skip
    assert enhetstabell(matt).rader[0].celler == {"T": Cell(20.0, 6)}
    Utfall.objects.filter(period=3).update(antal=4)
    assert enhetstabell(matt).rader[0].celler == {"T": Cell(None, None, True)}
    Utfall.objects.filter(period=2).delete()
    assert enhetstabell(matt) is None


def test_aret_valjs_och_utan_enheter_finns_ingen_tabell(matt, skolor, klient, django_assert_num_queries):
    utfall(matt, [(skolor["Byskolan"], "T", 70.0, 10)], ar=2024)
    assert (enhetstabell(matt).ar, enhetstabell(matt, 2024).ar, enhetstabell(matt, 1999).ar) == (
        2025,
        2024,
        2025,
    )
    with django_assert_num_queries(2):
        enhetstabell(matt)
    annat = Egetmatt.objects.create(namn="Annat", agare=matt.agare)
    assert enhetstabell(annat) is None
    text = klient("lasare").get(reverse("uppfoljning:egna_enheter", args=[annat.pk])).content.decode()
    assert "Ingen enhet har rapporterat" in text
