"""The difference between two stored plans, and the pages that show it."""

import csv
from datetime import date
from decimal import Decimal as D
from io import StringIO

import pytest
from django.urls import reverse

from planering import actions, queries
from planering.actions.resurs import skapa_oronmarkning, skapa_verksamhet
from planering.actions.resurstabell import Cell, spara_celler
from planering.actions.uppdrag import skapa_uppdrag, skriv_uppdragstext
from planering.models import Indikator, Malniva, Oronmarkning, Plan, Ram, Uppdragstext, Verksamhet

pytestmark = pytest.mark.django_db


@pytest.fixture
def beslutad(vem, plan, mal, storkoping, ny_indikator, nytt_nyckeltal) -> Plan:
    """Levels for all, women and men; a frame with volume and earmarked money; a reserve; an uppdrag with a text."""
    i = ny_indikator(nytt_nyckeltal(konsuppdelat=True), namn="Behöriga", decimaler=0)
    for kon, niva in (("T", 90), ("K", 92), ("M", 88)):
        actions.satt_malnivaer(
            **vem, indikator=i, kon=kon, nivaer={2026: niva, 2027: niva, 2028: niva + 1}, revision=None
        )
    namnd = storkoping["skolnamnd"]
    v = skapa_verksamhet(**vem, plan=plan, enhet=namnd, namn="Förskola", volymnamn="barn")
    skapa_verksamhet(**vem, plan=plan, enhet=storkoping["kf"], namn="Oförutsett", slag="reserv")
    celler = {(v.pk, "bas"): Cell(D(0), D(800)), (v.pk, "prioritering"): Cell(D(0), D(4))}
    spara_celler(**vem, plan=plan, ar=2026, celler=celler)
    skapa_oronmarkning(**vem, ram=v.ramar.get(ar=2026), mal=mal, belopp=D(5))
    u = skapa_uppdrag(**vem, plan=plan, namn="Skolans uppdrag", enheter=[namnd])
    skriv_uppdragstext(**vem, text=u.texter.get(avsnitt="vision"), innehall="Alla lyckas.")
    return actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")


def texter(fore, efter) -> list[str]:
    return [a.text.replace("\u00a0", " ") for a in queries.planskillnad(fore, efter).andringar]


def test_en_ny_version_ar_lika_i_allt(vem, beslutad):
    assert texter(beslutad, actions.ny_version(**vem, plan=beslutad)) == []


def test_en_plan_kopierad_till_nasta_ar_andrar_inga_nivaer_for_nagon(vem, beslutad):
    ny = actions.kopiera_framat(
        **vem, plan=beslutad, namn=beslutad.namn, fran_ar=2027, till_ar=2029, nivaer="samma"
    )
    assert texter(beslutad, ny) == ["Planen gäller 2027–2029 i stället för 2026–2028."]
    Malniva.objects.filter(indikator__mal__malomrade__plan=ny, kon="K", ar=2028).update(varde=91)
    s = queries.planskillnad(beslutad, ny)
    assert (texter(beslutad, ny)[1:], s.hojda, s.sankta) == (
        ["Målnivån 2028 för Behöriga, kvinnor, sänktes från 93 till 91 %."],
        0,
        1,
    )


@pytest.fixture
def andrad(vem, beslutad) -> Plan:
    ny = actions.ny_version(**vem, plan=beslutad)
    Ram.objects.filter(verksamhet__plan=ny).update(prioritering=D(-50), volym=D(12))
    Verksamhet.objects.filter(plan=ny, slag="reserv").delete()
    Oronmarkning.objects.filter(ram__verksamhet__plan=ny).update(belopp=D(6))
    Uppdragstext.objects.filter(uppdrag__plan=ny, avsnitt="vision").update(text="Alla trivs.")
    Uppdragstext.objects.filter(uppdrag__plan=ny, avsnitt="dialog").update(text="Vi frågade.")
    i = Indikator.objects.get(mal__malomrade__plan=ny)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 91, 2027: 90, 2028: 91})
    return ny


SAGT = [
    "Målnivån 2026 för Behöriga höjdes från 90 till 91 %.",
    "Ramen 2026 för Förskola sänktes med 54 tkr, från 804 till 750 tkr: prioriteringen minskade med 54 tkr "
    "(från 4 till −50 tkr).",
    "Volymen 2026 för Förskola sattes till 12 barn.",
    "Öronmärkningen 2026 i Förskola för målet ”Alla elever når gymnasiet” höjdes från 5 till 6 tkr.",
    "Reserven Oförutsett togs bort.",
    "Avsnittet ”Vision” för Barn- och utbildningsnämnden skrevs om.",
    "Avsnittet ”Dialog med medborgare och brukare” för Barn- och utbildningsnämnden skrevs.",
]


def test_pengar_och_uppdrag_star_efter_malen(beslutad, andrad):
    assert texter(beslutad, andrad) == SAGT


def test_det_som_rapporteras_efter_beslutet_ar_ingen_andring(beslutad, vem):
    ny = actions.ny_version(**vem, plan=beslutad)
    Ram.objects.filter(verksamhet__plan=beslutad).update(
        utfall=D(790), volymutfall=D(11), andel_kvinnor=D(49)
    )
    assert texter(beslutad, ny) == []


def test_sidan_beslutet_och_filen_sager_samma_sak(klient, kommun_9999, klocka, beslutad, andrad):
    analytiker = klient("analytiker")
    sida = reverse("planering:skillnad", args=[andrad.pk])
    html = analytiker.get(sida).content.decode().replace("\u00a0", " ")
    platser = [html.index(text) for text in SAGT]
    assert platser == sorted(platser)
    assert (
        "4 ändringar, 2 tillägg och 1 borttagning: 1 i mål, 4 i pengar och volymer och 2 i uppdrag." in html
    )
    svar = analytiker.get(sida + "csv/").content.decode("utf-8-sig").replace("\u00a0", " ")
    rader = list(csv.reader(StringIO(svar), delimiter=";"))
    assert [r[4] for r in rader[1:]] == SAGT
    assert rader[1] == [
        "Mål, indikatorer och målnivåer",
        "Lärande",
        "Alla elever når gymnasiet",
        "Ändrat",
        SAGT[0],
        "svårare att nå",
    ]
    antal = analytiker.get(sida + "?antal").content.decode()
    assert antal.startswith(
        "7 ändringar mot Mål och budget 2026–2028, version 1: 1 i mål, 4 i pengar och volymer och 2 i uppdrag."
    )
    beslut = analytiker.get(reverse("planering:besluta_plan", args=[andrad.pk])).content.decode()
    assert (
        "Beslutet låser 1 målområde, 1 mål, 1 indikator, 9 målnivåer, 1 ram, 1 öronmärkning och "
        "1 uppdragsbeskrivning. Ramarna är tillsammans 750 tkr 2026." in beslut.replace("\u00a0", " ")
    )
    assert "ramar, volymer och öronmärkningar" in beslut


def test_en_fil_utan_nagot_att_jamfora_med_har_bara_rubriker(klient, kommun_9999, plan):
    svar = klient("analytiker").get(reverse("planering:skillnad_csv", args=[plan.pk]))
    assert len(svar.content.decode("utf-8-sig").splitlines()) == 1
