"""What is typed in the grids is kept, and a paste can be taken back."""

import re
from decimal import Decimal as D

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from planering import actions
from planering.actions import resurs, resurstabell
from planering.models import Indikator, Mal, Plan, Ram, Utkast
from tests.conftest import NU

pytestmark = pytest.mark.django_db(transaction=True)
UTKAST = re.compile(r"Utkast sparat \d\d\.\d\d")


@pytest.fixture
def vem(personer) -> dict:
    return {"av": personer["analytiker"], "nar": NU}


@pytest.fixture
def plan(vem, storkoping, kommun_9999) -> Plan:
    plan = actions.skapa_plan(**vem, namn="Mål och budget 2026–2028", fran_ar=2026, till_ar=2028)
    omrade = actions.skapa_malomrade(**vem, plan=plan, namn="Lärande")
    actions.skapa_mal(**vem, malomrade=omrade, titel="Alla når gymnasiet", enhet=storkoping["kf"])
    return plan


@pytest.fixture
def forskola(vem, plan, storkoping):
    rad = resurs.skapa_verksamhet(**vem, plan=plan, enhet=storkoping["skolnamnd"], namn="Förskola")
    resurstabell.spara_celler(
        **vem, plan=plan, ar=2026, celler={(rad.pk, "bas"): resurstabell.Cell(D(0), D(100))}
    )
    return rad


@pytest.fixture
def indikator(vem, plan, storkoping) -> Indikator:
    from kkik.models import Nyckeltal

    n = Nyckeltal.objects.create(kolada_id="N15436", titel="Behöriga", enhet="%", hamtad=NU)
    return actions.skapa_indikator(
        **vem,
        mal=Mal.objects.get(),
        nyckeltal=n,
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="stor",
        agare=storkoping["skolnamnd"],
    )


def klistra(sida, ruta: str, text: str) -> None:
    sida.focus(f"[name='{ruta}']")
    sida.evaluate(
        "([namn, text]) => { const data = new DataTransfer(); data.setData('text/plain', text);"
        "document.querySelector(`[name='${namn}']`).dispatchEvent("
        "new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) }",
        [ruta, text],
    )


# ---- Drafts in the grids ----


@pytest.mark.parametrize("del_", ["ramar", "utfall"])
def test_natets_utkast_star_kvar(sida, inloggad, axe, plan, forskola, del_):
    adress = reverse(f"planering:{del_}", args=[plan.pk, 2026])
    ruta = f"[name='c-{forskola.pk}-{'upprakning' if del_ == 'ramar' else 'utfall'}']"
    inloggad(sida, "analytiker").goto(adress)
    sida.fill(ruta, "12,5")
    expect(sida.locator(".utkastrad")).to_have_text(UTKAST)
    sida.goto("/planering/")
    sida.goto(adress)
    expect(sida.locator(".utkast-finns")).to_contain_text("Du har osparade ändringar")
    expect(sida.locator(ruta)).to_have_value("12,5")
    assert axe(sida) == []
    sida.get_by_role("button", name="Kasta ändringarna").click()
    expect(sida.locator(ruta)).to_have_value("")
    assert Utkast.objects.count() == 0
    sida.fill(ruta, "7")
    expect(sida.locator(".utkastrad")).to_have_text(UTKAST)
    sida.get_by_role("button", name="Spara", exact=True).click()
    expect(sida.get_by_text("En cell är sparad.")).to_be_visible()
    assert Utkast.objects.count() == 0


def test_det_utkastet_inte_rorde_ar_som_det_ar_sparat(sida, inloggad, vem, plan, forskola):
    adress = reverse("planering:ramar", args=[plan.pk, 2026])
    inloggad(sida, "analytiker").goto(adress)
    sida.fill(f"[name='c-{forskola.pk}-upprakning']", "5")
    expect(sida.locator(".utkastrad")).to_have_text(UTKAST)
    resurstabell.spara_celler(
        **vem, plan=plan, ar=2026, celler={(forskola.pk, "bas"): resurstabell.Cell(D(100), D(300))}
    )
    sida.goto(adress)
    expect(sida.locator(f"[name='c-{forskola.pk}-bas']")).to_have_value("300")
    sida.get_by_role("button", name="Spara", exact=True).click()
    expect(sida.get_by_text("En cell är sparad.")).to_be_visible()
    ram = Ram.objects.get()
    assert (ram.bas, ram.upprakning) == (D(300), D(5))


def test_malnivanatets_utkast_star_kvar(sida, inloggad, axe, plan, indikator):
    adress = reverse("planering:malnivanat", args=[plan.pk])
    ruta = f"[name='c-{indikator.pk}-2027']"
    inloggad(sida, "analytiker").goto(adress)
    sida.fill(ruta, "85")
    expect(sida.locator(".utkastrad")).to_have_text(UTKAST)
    sida.goto("/planering/")
    sida.goto(adress)
    expect(sida.locator(ruta)).to_have_value("85")
    expect(sida.locator(".utkast-finns")).to_be_visible()
    assert axe(sida) == []


def test_den_inklistrade_tabellen_star_kvar(sida, inloggad, plan):
    adress = reverse("planering:las_in", args=[plan.pk])
    inloggad(sida, "analytiker").goto(adress)
    sida.fill("[name=klistrat]", "År\tNämnd\tVerksamhet\n2026\tX\tY")
    expect(sida.locator(".utkastrad")).to_have_text(UTKAST)
    sida.goto("/planering/")
    sida.goto(adress)
    expect(sida.locator("[name=klistrat]")).to_have_value("År\tNämnd\tVerksamhet\n2026\tX\tY")
    expect(sida.locator(".utkast-finns")).to_be_visible()


# ---- A paste taken back ----


@pytest.mark.parametrize("satt", ["knapp", "tangent"])
def test_en_inklistring_tas_tillbaka(sida, inloggad, plan, forskola, satt):
    inloggad(sida, "analytiker").goto(reverse("planering:ramar", args=[plan.pk, 2026]))
    bas, upprakning = (f"[name='c-{forskola.pk}-{namn}']" for namn in ("bas", "upprakning"))
    klistra(sida, f"c-{forskola.pk}-bas", "1\t2")
    expect(sida.locator(upprakning)).to_have_value("2")
    if satt == "knapp":
        sida.get_by_role("button", name="Ångra inklistringen").click()
    else:
        sida.focus(bas)
        sida.keyboard.press("Control+z")
    expect(sida.locator(bas)).to_have_value("100")
    expect(sida.locator(upprakning)).to_have_value("")
    expect(sida.locator("#inklistrat")).to_have_text("Inklistringen är ångrad.")
    expect(sida.get_by_role("button", name="Ångra inklistringen")).to_be_hidden()


def test_det_som_skrivits_over_en_inklistring_star_kvar(sida, inloggad, plan, forskola):
    inloggad(sida, "analytiker").goto(reverse("planering:ramar", args=[plan.pk, 2026]))
    bas, upprakning = (f"[name='c-{forskola.pk}-{namn}']" for namn in ("bas", "upprakning"))
    klistra(sida, f"c-{forskola.pk}-bas", "1\t2")
    sida.fill(upprakning, "77")
    sida.get_by_role("button", name="Ångra inklistringen").click()
    expect(sida.locator(bas)).to_have_value("100")
    expect(sida.locator(upprakning)).to_have_value("77")
