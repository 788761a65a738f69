"""One who has been logged out while writing loses nothing, and is told."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from organisation.models import Person
from planering import actions
from planering.actions import uppdrag
from planering.models import Malomrade, Plan, Uppdragstext, Utkast
from tests.conftest import LOSENORD, NU

pytestmark = pytest.mark.django_db(transaction=True)
UTKAST = re.compile(r"Utkast sparat \d\d\.\d\d")


class Utan401(list):
    """What is refused here is refused on purpose: what the browser and htmx say of it is no fault."""

    def append(self, rad: str) -> None:
        if not re.search(
            r"status of 401|error: (htmx:\w+|Response Status Error Code 401 .*), .*htmx-2\.min\.js", rad
        ):
            super().append(rad)


@pytest.fixture
def klagomal() -> list[str]:
    return Utan401()


@pytest.fixture
def vem(personer) -> dict:
    return {"av": personer["analytiker"], "nar": NU}


@pytest.fixture
def plan(vem, storkoping, kommun_9999) -> Plan:
    plan = actions.skapa_plan(**vem, namn="Mål och budget 2026–2028", fran_ar=2026, till_ar=2028)
    actions.skapa_malomrade(**vem, plan=plan, namn="Lärande")
    return plan


def logga_ut(sida) -> None:
    """As after two hours: the session is gone, the page is not."""
    Session.objects.all().delete()
    cache.clear()


def test_den_som_loggats_ut_behaller_texten_och_den_sparas_efter_inloggning(
    sida, inloggad, vem, plan, storkoping
):
    rad = uppdrag.skapa_uppdrag(**vem, plan=plan, namn="Skolan", enheter=[storkoping["skolnamnd"]])
    text = Uppdragstext.objects.filter(uppdrag=rad).first()
    inloggad(sida, "analytiker").goto(reverse("planering:uppdragstext", args=[text.pk]))
    sida.fill("[name=text]", "Ett")
    expect(sida.locator("#sparlage")).to_contain_text("Sparat")
    logga_ut(sida)
    sida.fill("[name=text]", "Ett och två")
    lage = sida.locator("#sparlage")
    expect(lage).to_have_text(
        "Inte sparat: du är utloggad. Det du skrev står kvar här. Logga in i en ny flik."
    )
    lank = lage.get_by_role("link")
    assert (lank.get_attribute("target"), lank.get_attribute("rel")) == ("_blank", "noopener")
    with sida.context.expect_page() as ny:
        lank.click()
    flik = ny.value
    flik.fill("[name=epost]", Person.objects.get(pk=vem["av"].pk).epost)
    flik.fill("[name=losenord]", LOSENORD)
    flik.locator("main form button[type=submit]").click()
    expect(flik.locator("h1")).not_to_have_text("Logga in")
    flik.close()
    sida.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(lage).to_contain_text("Sparat")
    text.refresh_from_db()
    assert text.text == "Ett och två"


def test_ett_formular_som_skickas_av_den_utloggade_star_kvar(sida, inloggad, plan):
    omrade = Malomrade.objects.get()
    adress = reverse("planering:andra_malomrade", args=[omrade.pk])
    inloggad(sida, "analytiker").goto(adress)
    logga_ut(sida)
    sida.fill("[name=namn]", "Nytt namn")
    expect(sida.locator(".utkastrad")).to_contain_text("Inte sparat: du är utloggad.")
    sida.get_by_role("button", name="Spara").click()
    expect(sida).to_have_url(re.compile(re.escape(adress)))
    expect(sida.locator("[name=namn]")).to_have_value("Nytt namn")
    inloggad(sida, "analytiker")
    sida.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(sida.locator(".utkastrad")).to_have_text(UTKAST)
    sida.get_by_role("button", name="Spara").click()
    expect(sida.get_by_text("Målområdet är sparat.")).to_be_visible()
    assert Malomrade.objects.get().namn == "Nytt namn"


def test_nagon_annans_inloggning_sparar_inte(sida, inloggad, plan):
    omrade = Malomrade.objects.get()
    inloggad(sida, "analytiker").goto(reverse("planering:andra_malomrade", args=[omrade.pk]))
    logga_ut(sida)
    sida.fill("[name=namn]", "Nytt namn")
    expect(sida.locator(".utkastrad")).to_contain_text("du är utloggad")
    inloggad(sida, "administrator")
    sida.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(sida.locator(".utkastrad")).to_contain_text("någon annan är inloggad")
    assert Utkast.objects.count() == 0
