"""What the pages of follow-up show when next year's plan has been decided."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from planering import actions as planera
from planering.models import Plan
from uppfoljning.actions import berakna_bedomningar
from uppfoljning.queries import sikt, sikt_for

NOV = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
OPPNA = [
    "kommunikation:oversikt",
    "uppfoljning:maluppfyllelse",
    "uppfoljning:fokus",
    "uppfoljning:publiceringskalender",
]


@pytest.fixture
def nasta(rik, varld, personer, klocka) -> Plan:
    """2027–2029, copied from 2024–2026 and decided in November 2026."""
    klocka.move_to(NOV)
    vem = {"av": personer["analytiker"], "nar": NOV}
    plan = planera.kopiera_framat(
        **vem, plan=varld.plan, namn="Mål och budget 2027–2029", fran_ar=2027, till_ar=2029
    )
    plan = planera.besluta_plan(**vem, plan=plan, datum=date(2026, 11, 20), paragraf="KF § 200")
    berakna_bedomningar(av=None, nar=NOV)
    return plan


def valda(svar) -> tuple[int, int]:
    return svar.context["sikt"].plan.pk, svar.context["sikt"].ar


@pytest.mark.parametrize("namn", OPPNA)
def test_arets_plan_star_kvar(nasta, varld, klient, namn):
    assert valda(klient("lasare").get(reverse(namn))) == (varld.plan.pk, 2025)


def test_hjulet_och_spegeln_visar_arets_plan(nasta, varld, klient):
    lasare = klient("lasare")
    hjulet = lasare.get(reverse("kommunikation:hjulet")).context
    assert (hjulet["plan"], hjulet["ar"], hjulet["utkast"]) == (varld.plan, 2025, nasta)
    spegeln = lasare.get(reverse("uppfoljning:spegelstart"))
    assert spegeln.url == reverse("uppfoljning:spegel", args=[varld.plan.pk])


def test_ett_ar_utan_utfall_visas_planen_som_gallde_aret_fore(nasta, varld):
    """In 2027 nothing is known of 2027 yet; what is known of 2025 was promised by the plan of that year."""
    s = sikt(None, None, i_ar=2027)
    assert (s.plan, s.ar) == (varld.plan, 2025)


def test_ar_och_plan_foljs_at_nar_aret_ar_valt(nasta, varld):
    s = sikt(None, 2024, i_ar=2027)
    assert (s.plan, s.ar) == (varld.plan, 2024)


def test_planen_visas_nar_dess_eget_ar_har_utfall(nasta, varld, rik):
    from kkik.models import Varde

    for rad in nasta.malomraden.get(namn="Lärande").mal.get().indikatorer.all():
        Varde.objects.create(nyckeltal=rad.nyckeltal, kommun_id=9999, ar=2027, kon="T", varde=70.0, andrad=1)
    berakna_bedomningar(av=None, nar=NOV.replace(year=2028))
    s = sikt(None, None, i_ar=2028)
    assert (s.plan, s.ar, s.utanfor) == (nasta, 2027, False)


def test_ett_ar_fore_planen_saknar_inga_malnivaer(nasta, klient):
    """Asked for, the coming plan shows where it starts from, and says so."""
    s = sikt_for(nasta.pk)
    assert (s.plan, s.ar, s.utanfor) == (nasta, 2025, True)
    lasare = klient("lasare")
    for namn in ("kommunikation:oversikt", "uppfoljning:maluppfyllelse", "uppfoljning:fokus"):
        text = lasare.get(f"{reverse(namn)}?plan={nasta.pk}").content.decode()
        assert "Planen börjar 2027. Här är läget 2025, som den utgår från." in text
        assert "ingen målnivå för året" not in text
    indikator = nasta.malomraden.get(namn="Lärande").mal.get().indikatorer.get(namn="Behöriga")
    sida = lasare.get(reverse("uppfoljning:indikator", args=[indikator.pk])).content.decode()
    assert "Kan inte bedömas: planen börjar 2027." in sida


def test_versionerna_gar_att_skilja_at(varld, rik, personer, klient, klocka):
    """In the selector: what tells them apart, and the replaced one only when it is looked at."""
    klocka.move_to(NOV)
    vem = {"av": personer["analytiker"], "nar": NOV}
    berakna_bedomningar(av=None, nar=NOV)
    tva = planera.ny_version(**vem, plan=varld.plan)
    lasare, adress = klient("lasare"), reverse("uppfoljning:maluppfyllelse")
    ett = "Mål och budget 2024–2026, version 1, beslutad 2023-11-20"
    assert [p.etikett for p in lasare.get(adress).context["sikt"].plan_val] == [
        ett,
        "Mål och budget 2024–2026, version 2, utkast",
    ]
    planera.besluta_plan(**vem, plan=tva, datum=date(2026, 11, 20), paragraf="KF § 201")
    tvaan = "Mål och budget 2024–2026, version 2, beslutad 2026-11-20"
    svar = lasare.get(adress)
    assert [p.etikett for p in svar.context["sikt"].plan_val] == [tvaan]
    svar = lasare.get(f"{adress}?plan={varld.plan.pk}")
    assert [p.etikett for p in svar.context["sikt"].plan_val] == [tvaan, ett]
    assert f">{ett}</option>" in svar.content.decode()


def test_lika_manga_fragor_oavsett_antal_planer(varld, rik, personer, django_assert_num_queries):
    with django_assert_num_queries(2):
        sikt(None, None, i_ar=2026)
    for ar in (2025, 2026, 2027):
        Plan.objects.create(
            namn=f"Plan {ar}",
            fran_ar=ar,
            till_ar=ar + 2,
            status="beslutad",
            beslutad=date(ar - 1, 11, 20),
            paragraf="KF § 1",
        )
    with django_assert_num_queries(2):
        sikt(None, None, i_ar=2027)
