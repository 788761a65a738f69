"""From a proposal to a closed decision in a browser, by keyboard; and then read by a politician."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from atgarder.models import Beslut, Beslutsunderlag
from tests.atgarder.besluthjalp import beskriv, beslutat, fler_forslag, framlagt, lamnat, underlaget
from tests.uppfoljning.conftest import Varld, rik
from tests.webblasare.tangentbord import Tangentbord

__all__ = ["rik"]


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def forslag(rik):
    rad = framlagt(rik["sjunker"])
    beskriv(rad, rik["sjunker"])
    return rad


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


def tryck(sida, roll: str, namn: str) -> None:
    """Enter on a link or button, as the keyboard does it, and the page that follows."""
    sak = sida.get_by_role(roll, name=namn, exact=True).first
    sak.focus()
    with sida.expect_navigation():
        sida.keyboard.press("Enter")


def test_fran_underlag_till_avslutat_beslut_med_tangentbordet(forslag, sida, inloggad, axe, bredd):
    inloggad(sida, "analytiker").goto(adress("beslutslista"))
    assert axe(sida) == []
    tryck(sida, "link", "Nytt beslutsunderlag")
    assert axe(sida) == []
    tangenter = Tangentbord(sida)
    tangenter.skriv("Rubrik", "Tidigt stöd i skolan")
    tangenter.skriv("Ärendet i korthet", "Färre når gymnasiet.")

    # Refused without a proposal, and what was typed is there.
    tryck(sida, "button", "Spara underlaget")
    assert sida.title().startswith("Fel: ")
    expect(sida.get_by_label("Ärendet i korthet")).to_have_value("Färre når gymnasiet.")
    assert axe(sida) == []
    sida.get_by_label("Vems ärende är det?").select_option(str(forslag.analys.enhet_id))
    ruta = sida.locator("input[name=forslag]").first
    ruta.focus()
    sida.keyboard.press("Space")
    tryck(sida, "button", "Spara underlaget")
    expect(sida.locator("ol.attsatser li").first).to_contain_text("att bifalla förslaget ”Tidigt stöd”")
    assert axe(sida) == []
    tryck(sida, "link", "Lämna underlaget")
    tryck(sida, "button", "Lämna underlaget")
    expect(sida.locator(".taggar").first).to_have_text("Väntar på beslut")
    underlag = Beslutsunderlag.objects.get()

    # The nämndsekreterare records what was decided.
    inloggad(sida, "namndsekreterare").goto(adress("beslutslista"))
    tryck(sida, "link", "Registrera beslutet om Tidigt stöd i skolan")
    assert axe(sida) == []
    tangenter.skriv("Sammanträde", "2026-03-10")
    tangenter.skriv("Paragraf", "§ 23")
    tangenter.skriv("Diarienummer", "BUN 2026/17")
    tryck(sida, "button", "Granska beslutet")
    assert sida.title().startswith("Fel: ")
    assert axe(sida) == []
    sida.get_by_role("radio", name="Bifall", exact=True).first.focus()
    sida.keyboard.press("Space")
    tangenter.skriv("Vilka i verksamheten informeras, och hur?", "Rektorerna, på ett möte.")
    tangenter.skriv("Hur följs det upp att det görs?", "I delårsrapporten.")
    tangenter.skriv("När?", "2026-09-30")
    tryck(sida, "button", "Granska beslutet")
    expect(sida.locator("h1")).to_have_text("Stämmer det?")
    assert axe(sida) == []
    tryck(sida, "button", "Ändra först")
    expect(sida.get_by_label("Paragraf")).to_have_value("§ 23")
    tryck(sida, "button", "Granska beslutet")
    tryck(sida, "button", "Registrera beslut")
    beslut = Beslut.objects.get()
    assert (beslut.underlag, beslut.paragraf) == (underlag, "§ 23")
    assert axe(sida) == []

    # Those who took part are told, or it is said why not; only then can it be closed.
    for namn in ("analysgruppen", "medarbetare", "brukare", "medborgare"):
        tryck(sida, "link", f"Återkoppla till {namn}")
        sida.get_by_role("radio", name="Nej, vi avstår").focus()
        sida.keyboard.press("Space")
        tangenter.skriv("Varför ingen återkoppling?", "De deltog inte den här gången.")
        tryck(sida, "button", "Spara återkopplingen")
    tryck(sida, "link", "Avsluta beslutet")
    assert axe(sida) == []
    tryck(sida, "button", "Avsluta beslutet")
    expect(sida.locator(".taggar").first).to_have_text("Avslutat")
    assert bredd(sida, 320)
    assert axe(sida) == []


def test_politikern_hittar_det_som_vantar(forslag, sida, inloggad, axe, bredd, skarmbild):
    annat = fler_forslag(forslag.analys, "Läxhjälp")
    beskriv(annat)
    beslutat(lamnat(annat, titel="Läxhjälp i alla skolor"), "andring", reservation="(X) yrkar avslag.")
    rad = lamnat(forslag)
    inloggad(sida, "fortroendevald").goto(adress("beslutslista"))
    expect(sida.locator("h3 a").first).to_have_text("Tidigt stöd i skolan")
    for pixlar in (1280, 360, 320):
        assert bredd(sida, pixlar)
        assert axe(sida) == []
        skarmbild(sida, "beslutslista")
    sida.locator("h3 a").first.click()
    assert sida.url.endswith(adress("underlag", rad.pk))
    for pixlar in (1280, 360, 320):
        assert bredd(sida, pixlar)
        assert axe(sida) == []
        skarmbild(sida, "underlag")


def test_tomt_last_och_rattat(forslag, sida, inloggad, axe, bredd):
    inloggad(sida, "namndsekreterare").goto(adress("beslutslista"))
    assert axe(sida) == []
    rad = underlaget(forslag)
    inloggad(sida, "analytiker").goto(adress("lamna_underlag", rad.pk))
    assert axe(sida) == []
    sida.get_by_role("button", name="Lämna underlaget").click()
    sida.goto(adress("andra_underlag", rad.pk))
    expect(sida.locator("h1")).to_have_text("Underlaget ligger fast")
    assert axe(sida) == []
    rad.refresh_from_db()
    gammalt = beslutat(rad)
    inloggad(sida, "namndsekreterare").goto(adress("ratta_beslut", gammalt.pk))
    for pixlar in (360, 1280):
        assert bredd(sida, pixlar)
        assert axe(sida) == []
    sida.get_by_label("Vad rättas, och varför?").fill("Paragrafen blev fel.")
    sida.get_by_label("Paragraf", exact=True).fill("§ 24")
    sida.get_by_role("button", name="Granska beslutet").click()
    sida.get_by_role("button", name="Rätta beslutet").click()
    expect(sida.locator("main")).to_contain_text("Paragrafen blev fel.")
    assert axe(sida) == []
    sida.goto(adress("beslut", gammalt.pk))
    expect(sida.locator(".taggar").first).to_have_text("Rättat, gäller inte längre")
    for pixlar in (360, 1280):
        assert bredd(sida, pixlar)
        assert axe(sida) == []
