"""The three pages that carry the product, in a browser: reading, commenting, setting a face; axe, width, print."""

import pytest
from django.urls import reverse

from tests.conftest import NU
from tests.uppfoljning.conftest import SJUNKER, Varld, rik
from uppfoljning import actions
from uppfoljning.models import Kommentar, Malansikte

__all__ = ["rik"]
TABELL = reverse("uppfoljning:maluppfyllelse")


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def beraknat(rik):
    actions.berakna_bedomningar(av=None, nar=NU)
    return rik


def adress(indikator) -> str:
    return reverse("uppfoljning:indikator", args=[indikator.pk])


def test_en_politiker_laser_vad_som_avviker_och_gar_tillbaka(beraknat, sida, inloggad):
    inloggad(sida, "fortroendevald").goto("/")
    assert sida.locator("h1").inner_text() == "1 av 12 indikatorer avviker"
    sida.get_by_role("link", name="Behöriga").click()
    assert sida.locator("h1").inner_text() == "Behöriga"
    ljus = sida.locator(".ljus h2").all_inner_texts()
    assert [t.strip() for t in ljus] == ["Når inte målet", "I mitten", "Sjunker – försämras"]
    rakning = sida.locator(".ljus details").first
    assert rakning.locator("dl").is_visible() is False
    rakning.locator("summary").click()
    assert rakning.locator("dd").all_inner_texts()[:2] == ["69\u00a0%", "85\u00a0%"]
    sida.get_by_text("Visa som tabell").click()
    assert sida.get_by_role("table", name="69\u00a0% 2025 – målet nås inte").is_visible()
    sida.get_by_label("Uppföljning", exact=True).get_by_role("link", name="Måluppfyllelse").click()
    assert sida.locator("h1").inner_text() == "Måluppfyllelse 2025"
    sida.go_back()
    sida.go_back()
    assert sida.locator("h1").inner_text() == "1 av 12 indikatorer avviker"


def test_kvinnor_och_man_utan_skript(beraknat, sida, inloggad):
    inloggad(sida, "lasare").goto(adress(beraknat["sjunker"]))
    sida.get_by_role("link", name="Visa kvinnor och män i diagrammet").click()
    assert sida.locator(".bred-bild text", has_text="Kvinnor").count() == 1
    sida.get_by_role("link", name="Visa jämförelsen med andra i stället").click()
    assert sida.locator(".bred-bild text", has_text="Kvinnor").count() == 0


def test_tabellen_valjs_och_sorteras_i_adressen(beraknat, varld, sida, inloggad):
    inloggad(sida, "analytiker").goto(TABELL)
    sida.get_by_label("Nämnd").select_option("Kultur- och fritidsnämnden")
    sida.get_by_role("button", name="Visa").click()
    rader = sida.locator("tbody tr:not(.malrad) th a")
    assert rader.all_inner_texts() == ["Besök", "Lån"]
    sida.get_by_role("link", name="Utfall", exact=True).click()
    assert sida.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert rader.all_inner_texts() == ["Lån", "Besök"]
    assert f"namnd={varld.enheter['kulturnamnd'].pk}&sortering=utfall" in sida.url
    with sida.expect_download() as hamtning:
        sida.get_by_role("link", name="Ladda ner CSV").click()
    assert hamtning.value.suggested_filename == "maluppfyllelse-2025.csv"


def test_en_analytiker_kommenterar_med_fel_forst(beraknat, sida, inloggad, axe):
    inloggad(sida, "analytiker").goto(adress(beraknat["sjunker"]))
    sida.get_by_role("button", name="Spara kommentar").click()
    assert sida.title() == "Fel: Behöriga – Styrsnurran"
    assert sida.locator("[data-felsammanfattning]").evaluate("e => e === document.activeElement")
    assert axe(sida) == []
    sida.locator("[data-felsammanfattning] a").click()
    assert sida.get_by_label("Kommentar och åtgärd 2025").evaluate("e => e === document.activeElement")
    sida.keyboard.type("Två skolor drar ned. Analys pågår.")
    sida.get_by_role("button", name="Spara kommentar").click()
    sida.get_by_text("Kommentaren är sparad.").wait_for()
    assert list(Kommentar.objects.values_list("text", "ar")) == [("Två skolor drar ned. Analys pågår.", 2025)]


def test_en_analytiker_satter_ett_ansikte_med_fel_forst(beraknat, varld, sida, inloggad, axe):
    inloggad(sida, "analytiker").goto(TABELL)
    sida.get_by_role("link", name="Sätt ett annat ansikte för Fler läser").click()
    assert axe(sida) == []
    sida.get_by_label("Neutral: målet nås delvis").check()
    sida.get_by_role("button", name="Spara ansikte").click()
    assert "Varför? Skriv varför." in sida.locator("[data-felsammanfattning]").inner_text()
    assert sida.get_by_label("Neutral: målet nås delvis").is_checked()
    assert axe(sida) == []
    sida.get_by_label("Varför?").fill("Besöken är få på vardagar.")
    sida.get_by_role("button", name="Spara ansikte").click()
    sida.get_by_text("Satt av Analytiker Storköping: ”Besöken är få på vardagar.”").wait_for()
    assert [a.signal for a in Malansikte.objects.all()] == ["gul"]


def test_axe_och_bredd_pa_fulla_sidor(beraknat, varld, sida, inloggad, axe, bredd, skarmbild, personer):
    actions.satt_ansikte(
        av=personer["ansvarig"], nar=NU, mal=varld.annat_mal, ar=2025, signal="rod", motivering="Färre besök."
    )
    inloggad(sida, "analytiker")
    sidor = {
        "oversikt": "/",
        "signaltabell": TABELL,
        "indikator": adress(beraknat["sjunker"]),
        "indikator-kon": adress(beraknat["sjunker"]) + "?kon=1",
        "indikator-saknas": adress(beraknat["saknas"]),
        "metod": reverse("kommunikation:metod"),
    }
    for namn, url in sidor.items():
        sida.set_viewport_size({"width": 1280, "height": 900})
        sida.goto(url)
        assert axe(sida) == [], namn
        skarmbild(sida, namn)
        assert bredd(sida, 320), namn
        skarmbild(sida, namn)


def test_axe_och_bredd_pa_tomma_sidor(varld, sida, inloggad, axe, bredd):
    inloggad(sida, "analytiker")
    sida.set_viewport_size({"width": 1280, "height": 900})
    for url in ("/", TABELL):
        sida.goto(url)
        assert axe(sida) == [], url
        assert bredd(sida, 320), url
    i = varld.indikator(varld.nyckeltal("U99901", SJUNKER))
    for url in ("/", TABELL, adress(i)):
        sida.goto(url)
        assert axe(sida) == [], url
        assert bredd(sida, 320), url


def test_tabellen_ryms_pa_ett_papper(beraknat, sida, inloggad):
    inloggad(sida, "fortroendevald").goto(TABELL)
    sida.emulate_media(media="print")
    sida.set_viewport_size(
        {"width": 1040, "height": 700}
    )  # an A4 on its side, less margins, at 96 dots an inch
    assert sida.locator(".verktygsrad").is_visible() is False
    assert sida.locator("form.urval").is_visible() is False
    tabell = sida.locator("table.signaltabell").bounding_box()
    assert tabell["x"] + tabell["width"] <= 1040
