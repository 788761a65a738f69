"""Items for an indicator's owner: raised once, answered by the owner, closed by themselves when solved."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kkik.actions.definition import avfarda_brott
from kkik.models import Definitionsbrott
from organisation.models import Enhet
from tests.conftest import NU
from uppfoljning.actions.arenden import Arendefel, Genomgang, besvara_arende, ga_igenom
from uppfoljning.models import Arende
from uppfoljning.queries.arenden import arenden_om
from uppfoljning.tasks import ga_igenom_arenden, ga_igenom_efter_import

pytestmark = pytest.mark.django_db
LISTA = reverse("uppfoljning:arenden")
OMRADE = "Individ- och familjeomsorg"


@pytest.fixture
def fyra(varld):
    """Four indicators: one whose measure has ended and has a successor, one whose is gone, one rewritten, one whose
    owner has ended; and one with nothing the matter."""
    v = varld
    slutar = v.nyckeltal(
        "U31463", {2025: 60.0}, titel="Väntetid, andel (%) (-2024)", verksamhetsomrade=OMRADE
    )
    ny = v.nyckeltal(
        "U31464", {2025: 60.0}, titel="Väntetid, ny definition, andel (%)", verksamhetsomrade=OMRADE
    )
    borta = v.nyckeltal("U31465", {2025: 60.0}, titel="Återaktualiserade, andel (%)", forsvunnet=NU)
    omskrivet = v.nyckeltal("U31466", {2025: 60.0})
    brott = Definitionsbrott.objects.create(nyckeltal=omskrivet, upptackt=NU)
    slut_enhet = Enhet.objects.create(
        namn="Gamla nämnden",
        niva="namnd",
        galler_till=date(2025, 12, 31),
        efterfoljare=v.enheter["skolnamnd"],
    )
    v.indikator(v.nyckeltal("U31467", {2025: 60.0}), namn="Frisk")
    return {
        "upphor": v.indikator(slutar, namn="Väntetid"),
        "forsvunnet": v.indikator(borta, namn="Återaktualiserade"),
        "definition": v.indikator(omskrivet, namn="Omskrivet"),
        "agare": v.indikator(v.nyckeltal("U31468", {2025: 60.0}), namn="Ägarlös", agare=slut_enhet),
        "ny": ny,
        "brott": brott,
    }


def oppna() -> dict[str, Arende]:
    return {a.orsak: a for a in Arende.objects.filter(avslutad__isnull=True)}


def test_ett_arende_for_varje_anledning(fyra):
    assert ga_igenom(nar=NU) == Genomgang(nya=4, andrade=0, losta=0)
    rader = oppna()
    assert {o: a.indikator for o, a in rader.items()} == {
        o: fyra[o] for o in ("upphor", "forsvunnet", "definition", "agare")
    }
    assert (rader["upphor"].text, rader["upphor"].forslag) == (
        "Kolada har slutat mäta U31463: titeln säger ”(-2024)”. Sista året är 2024.",
        fyra["ny"],
    )
    assert (
        rader["forsvunnet"].text
        == "U31465 finns inte längre i Kolada sedan 2026-03-11. Nya värden kommer inte."
    )
    assert rader["definition"].fakta == f"brott:{fyra['brott'].pk}"
    assert rader["agare"].text == (
        "Gamla nämnden upphörde 2025-12-31. Efterföljaren är Barn- och utbildningsnämnden. Vem ska äga indikatorn?"
    )


def test_samma_sak_vacks_aldrig_tva_ganger(fyra, personer):
    ga_igenom(nar=NU)
    assert ga_igenom(nar=NU + timedelta(days=1)) == Genomgang(0, 0, 0)
    besvara_arende(
        av=personer["analytiker"], nar=NU, arende=oppna()["upphor"], svar="behall", motivering="Historiken."
    )
    assert ga_igenom(nar=NU + timedelta(days=2)) == Genomgang(0, 0, 0)
    assert Arende.objects.count() == 4


def test_det_som_loser_sig_avslutas(fyra, personer, skickade):
    ga_igenom(nar=NU)
    avfarda_brott(av=personer["analytiker"], nar=NU, brott=fyra["brott"], motivering="Bara språket.")
    fyra["upphor"].nyckeltal = fyra["ny"]
    fyra["upphor"].save()
    n = fyra["forsvunnet"].nyckeltal
    n.forsvunnet = None
    n.save()
    assert ga_igenom(nar=NU + timedelta(days=1)) == Genomgang(nya=0, andrade=0, losta=3)
    assert set(oppna()) == {"agare"}
    assert set(Arende.objects.exclude(orsak="agare").values_list("svar", flat=True)) == {"lost"}
    n.forsvunnet = NU + timedelta(days=5)  # gone again, another day: that is something new
    n.save()
    assert ga_igenom(nar=NU + timedelta(days=6)) == Genomgang(nya=1, andrade=0, losta=0)


def test_ett_oppet_arende_foljer_med_nar_texten_andras(fyra):
    ga_igenom(nar=NU)
    n = fyra["upphor"].nyckeltal
    n.titel = "Väntetid, andel (%) (-2025)"
    n.save()
    assert ga_igenom(nar=NU) == Genomgang(nya=0, andrade=1, losta=0)
    assert (Arende.objects.count(), oppna()["upphor"].fakta) == (4, "U31463:(-2025)")


def test_gamla_planers_indikatorer_vacker_inget(fyra, varld):
    type(varld.plan).objects.create(
        namn="Nyare",
        fran_ar=2026,
        till_ar=2028,
        status="beslutad",
        beslutad=date(2026, 2, 1),
        paragraf="KF § 1",
    )
    assert ga_igenom(nar=NU) == Genomgang(0, 0, 0)


def test_den_som_fortsatter_i_ett_utkast_fragas_om_dar(fyra, varld):
    gammal = fyra["upphor"]
    plan = type(varld.plan).objects.create(namn="Utkast", fran_ar=2027, till_ar=2029)
    omrade = type(varld.omraden[0]).objects.create(plan=plan, namn="Lärande")
    mal = type(varld.mal).objects.create(malomrade=omrade, titel="Mål", enhet=varld.mal.enhet, niva="namnd")
    ny = varld.indikator(gammal.nyckeltal, namn="Väntetid", mal=mal, foregangare=gammal)
    ga_igenom(nar=NU)
    assert oppna()["upphor"].indikator == ny
    assert [a.indikator for a in arenden_om(gammal.pk)] == [ny]


@pytest.mark.parametrize(
    ("svar", "motivering", "fel"),
    [
        ("", "x", {"svar": "Välj ett svar."}),
        ("lost", "x", {"svar": "Välj ett svar."}),
        ("behall", " ", {"motivering": "Skriv varför."}),
        ("stang", "x" * 2001, {"motivering": "Motiveringen kan vara högst 2000 tecken. Den är 2001."}),
    ],
)
def test_ett_svar_granskas(fyra, personer, svar, motivering, fel):
    ga_igenom(nar=NU)
    with pytest.raises(Arendefel) as svaret:
        besvara_arende(
            av=personer["analytiker"], nar=NU, arende=oppna()["upphor"], svar=svar, motivering=motivering
        )
    assert svaret.value.fel == fel


def test_bada_jobben_gar_igenom(fyra, klocka):
    ga_igenom_efter_import(1)
    assert Arende.objects.count() == 4
    ga_igenom_arenden()
    assert Arende.objects.count() == 4


def test_agaren_ser_och_svarar(fyra, klient, personer):
    ga_igenom(nar=NU)
    ansvarig = klient("ansvarig")
    assert "Väntetid" in ansvarig.get(LISTA).content.decode()
    adress = reverse("uppfoljning:arende", args=[oppna()["upphor"].pk])
    text = ansvarig.get(adress).content.decode()
    assert "U31464, Väntetid, ny definition, andel (%)" in text
    svar = ansvarig.post(adress, {"svar": "behall", "motivering": ""})
    assert svar.status_code == 422
    assert "Fel: Nyckeltalet mäts inte längre: Väntetid" in svar.content.decode()
    assert ansvarig.post(adress, {"svar": "byt", "motivering": ""}).url == LISTA
    assert ansvarig.post(adress, {"svar": "byt", "motivering": ""}).status_code == 409
    assert "Vi byter nyckeltal" in ansvarig.get(f"{LISTA}?visa=avslutade").content.decode()


def test_lasaren_laser_men_svarar_inte(fyra, klient):
    ga_igenom(nar=NU)
    adress = reverse("uppfoljning:arende", args=[oppna()["agare"].pk])
    lasare = klient("lasare")
    assert "Den som äger indikatorn svarar." in lasare.get(adress).content.decode()
    assert lasare.post(adress, {"svar": "stang", "motivering": "x"}).status_code == 409
    assert "agare" in oppna()


def test_arendet_syns_pa_indikatorn_och_i_oversikten(fyra, klient):
    ga_igenom(nar=NU)
    sida = (
        klient("analytiker").get(reverse("uppfoljning:indikator", args=[fyra["upphor"].pk])).content.decode()
    )
    assert "Kolada har slutat mäta U31463" in sida
    assert "Ärenden</h2>" in klient("analytiker").get("/").content.decode()
    assert "Ärenden</h2>" not in klient("lasare").get("/").content.decode()


def test_antalet_fragor_ar_konstant(fyra, klient, django_assert_num_queries):
    analytiker = klient("analytiker")
    Arende.objects.create(indikator=fyra["upphor"], orsak="upphor", fakta="x", text="x", skapad=NU)
    analytiker.get(LISTA)
    with django_assert_num_queries(3):
        analytiker.get(LISTA)
    ga_igenom(nar=NU)
    with django_assert_num_queries(3):
        analytiker.get(LISTA)
