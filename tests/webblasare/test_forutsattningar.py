"""The analysis group's pages in a browser: making a group and its year, the calendar address; axe and width."""

from datetime import date

import pytest
from django.urls import reverse

from organisation.models import Utskick
from tests.conftest import NU
from tests.uppfoljning import grupphjalp
from uppfoljning.actions.analysgrupp import lagg_till_medlem
from uppfoljning.models import Arbetsuppgift, Gruppmedlem

SIDA = reverse("uppfoljning:forutsattningar")
BREDDER = (1300, 360)


@pytest.fixture
def allt(transactional_db, storkoping, kommun_9999, personer):
    return storkoping


def granska(sida, axe, bredd, skarmbild, namn: str) -> None:
    """axe finds nothing, and nothing is wider than the window."""
    for vidd in BREDDER:
        assert bredd(sida, vidd), (namn, vidd)
        assert axe(sida) == [], (namn, vidd)
        skarmbild(sida, namn)


def test_fran_tomt_till_en_grupp_med_arbetsplan(allt, sida, inloggad, axe, bredd, skarmbild):
    inloggad(sida, "analytiker").goto(SIDA)
    granska(sida, axe, bredd, skarmbild, "forutsattningar-tom")
    sida.set_viewport_size({"width": 1300, "height": 900})
    sida.get_by_role("link", name="Ny analysgrupp").click()
    sida.get_by_role("button", name="Spara gruppen").click()
    assert sida.title() == "Fel: Ny analysgrupp – Styrsnurran"
    assert sida.locator("[data-felsammanfattning]").evaluate("e => e === document.activeElement")
    granska(sida, axe, bredd, skarmbild, "forutsattningar-fel")
    sida.get_by_label("Namn", exact=True).fill("Kommunens analysgrupp")
    sida.get_by_role("button", name="Spara gruppen").click()
    sida.get_by_text("Gruppen är skapad.").wait_for()
    sida.get_by_role("link", name="Lägg till medlem").click()
    sida.get_by_label("Person", exact=True).select_option("Ansvarig Storköping")
    sida.get_by_label("Sammankallande").check()
    sida.get_by_label("Horisontella perspektiv").fill("jämställdhet")
    sida.get_by_role("button", name="Spara medlemmen").click()
    sida.get_by_text("Gruppen bevakar jämställdhet.").wait_for()
    assert list(Gruppmedlem.objects.values_list("roll", flat=True)) == ["sammankallande"]
    sida.get_by_role("link", name="Ny arbetsplan").click()
    sida.get_by_label("År", exact=True).fill("2026")
    sida.get_by_role("button", name="Spara arbetsplanen").click()
    assert sida.locator("h1").inner_text() == "Arbetsplan 2026"
    granska(sida, axe, bredd, skarmbild, "arbetsplan-tom")
    sida.set_viewport_size({"width": 1300, "height": 900})
    sida.get_by_role("link", name="Ny uppgift").first.click()
    sida.get_by_label("Vad ska göras?").fill("Analysera delåret")
    sida.get_by_label("Klar senast").fill("2026-09-25")
    sida.get_by_role("button", name="Spara uppgiften").click()
    sida.get_by_role("heading", name="Analysera delåret").wait_for()
    sida.get_by_role("button", name="Markera som klar").click()
    sida.get_by_text("Uppgiften ”Analysera delåret” är klar.").wait_for()
    assert Arbetsuppgift.objects.get().status == "klar"


def test_fulla_sidor_och_kalenderadressen(allt, sida, inloggad, axe, bredd, skarmbild, personer):
    av = personer["analytiker"]
    g = grupphjalp.grupp(
        av, namn="Kommunens analysgrupp", mandat="Analysera målen.", beslutar="Vad som analyseras."
    )
    for n, person in enumerate(personer.values()):
        lagg_till_medlem(
            av=av, nar=NU, grupp=g, person=person, enhet=allt["skola"], perspektiv="barn" if n else ""
        )
    plan = grupphjalp.arbetsplan(av, ar=2020, grupp=g)
    for manad in range(1, 10):
        grupphjalp.uppgift(
            av,
            plan,
            vad=f"Analys {manad} av det som avviker mest i kommunens alla verksamheter",
            hur="Samtal med varje förvaltning.",
            startar=date(2020, manad, 1),
            klar_senast=date(2020, manad, 20),
            ansvarig=av,
            status="klar" if manad % 2 else "pagar",
            anteckning="Underlaget finns hos ekonomi.",
        )
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("forutsattningar", SIDA),
        ("arbetsplan", reverse("uppfoljning:arbetsplan", args=[plan.pk])),
        ("arbetsuppgift", reverse("uppfoljning:andra_arbetsuppgift", args=[plan.uppgifter.first().pk])),
        ("kalender-tom", reverse("uppfoljning:kalenderadresser")),
    ):
        sida.goto(adress)
        granska(sida, axe, bredd, skarmbild, namn)
    sida.get_by_role("button", name="Skapa adress för mina uppgifter").click()
    adress = sida.locator(".adressrad code").inner_text()
    granska(sida, axe, bredd, skarmbild, "kalender-ny")
    svar = sida.request.get(adress)
    assert (svar.status, svar.text().count("BEGIN:VEVENT")) == (200, 0)  # all of it long ago
    sida.get_by_role("button", name="Återkalla").click()
    sida.get_by_text("Adressen är återkallad.").wait_for()
    assert sida.request.get(adress).status == 404


def test_utskickens_sidor(allt, sida, inloggad, axe, bredd, skarmbild, personer):
    inloggad(sida, "administrator").goto(reverse("organisation:utskick"))
    granska(sida, axe, bredd, skarmbild, "utskick-tom")
    for n, falt in enumerate(
        ({}, {"paborjad": NU}, {"paborjad": NU, "fel": "stängt"}, {"paborjad": NU, "skickad": NU})
    ):
        Utskick.objects.create(
            slag="t",
            nyckel=str(n),
            mottagare=personer["lasare"],
            amne=f"Brev {n}",
            text="I dag.",
            skapad=NU,
            **falt,
        )
    sida.reload()
    granska(sida, axe, bredd, skarmbild, "utskick")
    sida.get_by_role("link", name="Brev 2").click()
    granska(sida, axe, bredd, skarmbild, "utskicksbrev")
