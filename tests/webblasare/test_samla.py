"""Collecting by keyboard: the report is written, pasted into, handed in and approved; axe on every page."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.uppfoljning.conftest import Varld
from tests.uppfoljning.samla.conftest import SEN, Samling
from tests.webblasare.test_planering import SVARAR_FEL, skriv, tryck
from tests.webblasare.test_resurser import klistra


@pytest.fixture
def samling(plan_olast, storkoping, kommun_9999, personer, skickade):
    """The round of the first tertial 2026, whatever the day is: its last day is moved to next week."""
    from uppfoljning.models import Omgang

    ut = Samling(Varld(storkoping), personer)
    idag = timezone.localdate()
    Omgang.objects.update(oppnar=min(idag, date(2026, 5, 4)), sista_dag=idag + timedelta(days=7))
    return ut


@pytest.fixture
def som(live_server, samling):
    def logga_in(page, person):
        session = samling.klient(person).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return logga_in


def test_rapporten_skrivs_lamnas_in_och_fastställs(sida, som, samling):
    from uppfoljning.models import Inlamning, Utfall

    som(sida, samling.skolchef).goto("/uppfoljning/omgangar/")
    tryck(sida, "Barn- och utbildningsnämnden, Tertialrapport 1 2026", r"/inlamning/\d+/$")
    telefon, franvaro = samling.ruta(samling.telefon, 1), samling.ruta(samling.franvaro, 1)
    skriv(sida, telefon, "1.234")
    sida.wait_for_selector("#sparlage:has-text('1 ruta behöver rättas')")
    skriv(sida, telefon, "74,5")
    sida.wait_for_selector("#sparlage:has-text('12 av 13 värden saknas')")
    klistra(sida, franvaro, "6,5\t6,4\t6,1\t5,9\r\n7,2\t7,1\t6,9\t6,6\r\n4,1\t4,0\t3,8\t3,5\r\n")
    sida.wait_for_selector("#sparlage:has-text('Alla värden är ifyllda, 1 avvikelse utan kommentar.')")
    # What is typed stands there for the one who comes back; handing in says what is missing.
    sida.goto(sida.url)
    assert sida.input_value(f"#{franvaro}") == "6,5"
    sida.get_by_role("button", name="Lämna in").focus()
    sida.keyboard.press("Enter")
    sida.wait_for_function(SVARAR_FEL)
    assert "felsammanfattning" in sida.evaluate("() => document.activeElement.className")
    skriv(sida, f"k-{samling.behoriga.pk}", "Färre blev behöriga. Vi börjar med läsning.")
    sida.get_by_role("button", name="Lämna in").focus()
    sida.keyboard.press("Enter")
    sida.wait_for_selector("text=är inlämnad.")
    assert (sida.locator("textarea").count(), Utfall.objects.count()) == (0, 13)
    som(sida, samling.analytiker).goto(f"/uppfoljning/omgang/{samling.omgang.pk}/")
    tryck(sida, "Fastställ Barn- och utbildningsnämnden", r"/omgang/\d+/$")
    sida.wait_for_selector("text=är fastställd.")
    assert Inlamning.objects.get(pk=samling.skolans.pk).status == "faststalld"
    tryck(sida, "Fastställ omgången", r"/faststall/$")
    sida.locator("#id_utan").focus()
    sida.keyboard.press("Space")
    tryck(sida, "Fastställ", r"/omgang/\d+/$")
    sida.wait_for_selector("text=Allt står som det stod då.")


def test_en_krock_visas_och_inget_gar_forlorat(sida, som, samling):
    telefon = samling.ruta(samling.telefon, 1)
    som(sida, samling.skolchef).goto(f"/uppfoljning/inlamning/{samling.skolans.pk}/")
    samling.fyll(samling.skolans, {telefon: "70"}, av=samling.analytiker, fonster="annat", nar=timezone.now())
    skriv(sida, telefon, "75")
    sida.wait_for_selector("#sparlage .krock:has-text('är nu 70')")
    sida.get_by_role("button", name="Spara utkast").click()
    sida.wait_for_function("() => document.title.startsWith('Fel:')")
    assert sida.input_value(f"#{telefon}") == "75"
    assert "Sparat nu: 70" in sida.inner_text("[role=alert]")


def granska(sida, axe, bredd, url, fel=False) -> None:
    for pixlar in (1300, 360):
        sida.set_viewport_size({"width": pixlar, "height": 900})
        sida.goto(url)
        if fel:
            sida.get_by_role("button", name="Lämna in").click()
            sida.wait_for_function(SVARAR_FEL)
        assert axe(sida) == [], (url, pixlar)
        assert bredd(sida, pixlar), (url, pixlar)


def test_axe_finner_inget(sida, som, samling, personer, axe, bredd):
    from uppfoljning.actions.inlamning import faststall_inlamning
    from uppfoljning.actions.leveransnyckel import ge_nyckel
    from uppfoljning.actions.omgang import faststall_omgang

    som(sida, samling.analytiker)
    skolans = f"/uppfoljning/inlamning/{samling.skolans.pk}/"
    sidor = [
        "/uppfoljning/omgangar/", "/uppfoljning/omgangar/ny/", "/uppfoljning/omgangar/saknas/",
        f"/uppfoljning/omgang/{samling.omgang.pk}/", f"/uppfoljning/omgang/{samling.omgang.pk}/faststall/",
        skolans, f"{skolans}tillbaka/", "/uppfoljning/utfall/", f"/uppfoljning/utfall/matt/{samling.telefon.pk}/",
        f"/uppfoljning/utfall/matt/{samling.telefon.pk}/rapportering/", "/uppfoljning/utfall/las-in/",
    ]  # fmt: skip
    for url in sidor:
        granska(sida, axe, bredd, url)
    samling.fyll(samling.skolans, {samling.ruta(samling.telefon, 1): "1.234"})
    granska(sida, axe, bredd, skolans, fel=True)
    samling.lamna()
    granska(sida, axe, bredd, skolans)
    faststall_inlamning(av=samling.analytiker, nar=SEN, inlamning=samling.skolans)
    faststall_omgang(av=samling.analytiker, nar=SEN, omgang=samling.omgang, utan=True)
    granska(sida, axe, bredd, f"/uppfoljning/omgang/{samling.omgang.pk}/")
    som(sida, personer["administrator"])
    granska(sida, axe, bredd, "/uppfoljning/nycklar/")
    ge_nyckel(av=samling.analytiker, nar=SEN, namn="Växeln", matt=[samling.telefon])
    granska(sida, axe, bredd, "/uppfoljning/nycklar/")
    granska(sida, axe, bredd, "/uppfoljning/nycklar/ny/")
    sida.fill("#id_namn", "Växeln")
    sida.locator("input[name=matt]").first.check()
    sida.get_by_role("button", name="Spara").or_(sida.get_by_role("button", name="Skapa nyckeln")).click()
    sida.wait_for_selector("#nyckel")
    assert axe(sida) == []
    assert bredd(sida, 360)


def test_axe_pa_tomma_sidor(sida, inloggad, kommun_9999, storkoping, axe, bredd):
    inloggad(sida, "analytiker")
    for url in ("/uppfoljning/omgangar/", "/uppfoljning/omgangar/ny/", "/uppfoljning/omgangar/saknas/",
                "/uppfoljning/utfall/"):  # fmt: skip
        granska(sida, axe, bredd, url)
