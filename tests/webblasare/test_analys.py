"""The analysis room in a browser: from the deviation to the proposal by keyboard, and then read by a politician."""

import pytest
from django.urls import reverse

from tests.conftest import NU
from tests.uppfoljning.analyshjalp import hel_analys, hypotes, oppna, samtal, utan_matfel, verifiera
from tests.uppfoljning.conftest import Varld, rik
from uppfoljning import actions
from uppfoljning.actions import analys as analysactions
from uppfoljning.models import Analys, Hypotes

__all__ = ["rik"]
STEG = ("matfel", "orsaker", "hypoteser", "belagg", "prioritera", "slutsatser", "forslag")


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def indikator(rik):
    actions.berakna_bedomningar(av=None, nar=NU)
    return rik["sjunker"]


def adress(namn: str, *args) -> str:
    return reverse(f"uppfoljning:{namn}", args=args)


def tryck(sida, roll: str, namn: str) -> None:
    """Enter on a link or button, as the keyboard does it, and the page that follows."""
    sak = sida.get_by_role(roll, name=namn, exact=True).first
    sak.focus()
    with sida.expect_navigation():
        sida.keyboard.press("Enter")


def skriv(sida, etikett: str, text: str) -> None:
    sida.get_by_label(etikett).first.focus()
    sida.keyboard.press("Control+A")
    sida.keyboard.type(text)


def valj(sida, etikett: str) -> None:
    sida.get_by_role("radio", name=etikett).first.focus()
    sida.keyboard.press("Space")


def test_fran_avvikelse_till_forslag_med_tangentbordet(indikator, sida, inloggad, axe):
    inloggad(sida, "analytiker").goto(adress("indikator", indikator.pk))
    tryck(sida, "link", "Öppna en analys")
    skriv(sida, "Titel", "Varför sjunker behörigheten?")
    skriv(sida, "Vad ska analysen svara på?", "Vad beror det på att färre når gymnasiet?")
    tryck(sida, "button", "Öppna analysen")
    assert sida.locator("h2").first.inner_text() == "Stämmer siffran?"
    assert axe(sida) == []

    # The other headings are closed until measuring error has been answered.
    tryck(sida, "link", "Orsaker 0 av 20 svar")
    assert sida.get_by_role("radio").count() == 0
    tryck(sida, "link", "Till frågorna om mätfel")
    for nr in range(4):
        sida.locator("fieldset.orsaksfraga").nth(nr).get_by_role("radio", name="Nej").focus()
        sida.keyboard.press("Space")
    tryck(sida, "button", "Spara svaren")
    tryck(sida, "link", "Vidare till orsaker")
    fraga = sida.locator("#aktiviteter-satt")
    fraga.get_by_role("radio", name="Ja").focus()
    sida.keyboard.press("Space")
    tryck(sida, "button", "Spara svaren")

    # A "ja" becomes a hypothesis; a verdict without evidence is refused and keeps what was typed.
    lank = sida.locator("#aktiviteter-satt").get_by_role("link", name="Gör en hypotes av det")
    lank.focus()
    with sida.expect_navigation():
        sida.keyboard.press("Enter")
    skriv(sida, "Hypotes", "Stödet kommer för sent")
    tryck(sida, "button", "Spara hypotesen")
    pk = Hypotes.objects.get().pk
    sida.goto(adress("utslag", pk))
    valj(sida, "Verifierad")
    skriv(sida, "Varför?", "Det känns så.")
    tryck(sida, "button", "Spara utslaget")
    assert sida.title().startswith("Fel: ")
    assert sida.get_by_label("Varför?").input_value() == "Det känns så."
    assert axe(sida) == []

    sida.goto(adress("hypotes", pk))
    tryck(sida, "link", "Lägg till belägg")
    tryck(sida, "link", "Samtal")
    skriv(sida, "Med vem?", "rektorerna")
    skriv(sida, "När?", "2026-03-01")
    valj(sida, "Talar för")
    skriv(sida, "Vad sades?", "Stödet ligger i årskurs 9.")
    tryck(sida, "button", "Spara belägget")
    tryck(sida, "link", "Avgör")
    valj(sida, "Verifierad")
    skriv(sida, "Varför?", "Rektorerna säger samma sak var för sig.")
    tryck(sida, "button", "Spara utslaget")
    assert sida.locator(".utslagsruta h3").inner_text() == "Verifierad"

    tryck(sida, "link", "Prioritera 0 av 1 vägda")
    tryck(sida, "button", "Stor")
    assert sida.get_by_role("button", name="Stor").get_attribute("aria-pressed") == "true"

    for nr, (fraga_, text) in enumerate(
        (
            ("Vad beror det på?", "Stödet ligger för sent."),
            ("Vad ska vi göra för att bli bättre?", "Flytta stödet."),
        )
    ):
        tryck(sida, "link", f"Slutsatser {nr} av 2 frågor")
        ny = sida.locator(".slutsatsfraga").nth(nr).get_by_role("link", name="Ny slutsats")
        ny.focus()
        with sida.expect_navigation():
            sida.keyboard.press("Enter")
        assert sida.get_by_role("radio", name=fraga_).is_checked()
        skriv(sida, "Slutsats", text)
        sida.get_by_role("checkbox").first.focus()
        sida.keyboard.press("Space")
        tryck(sida, "button", "Spara slutsatsen")
    tryck(sida, "link", "Förslag inget än")
    tryck(sida, "link", "Nytt förslag")
    skriv(sida, "Förslag", "Stöd inom två veckor")
    skriv(sida, "Vad vill vi göra?", "Flytta fyra tjänster.")
    sida.get_by_role("checkbox", name="Stödet kommer för sent").focus()
    sida.keyboard.press("Space")
    tryck(sida, "button", "Spara förslaget")
    tryck(sida, "link", "Lägg till kunskapskälla för Stöd inom två veckor")
    valj(sida, "Forskning")
    skriv(sida, "Vad säger den?", "Tidigt stöd ger mest.")
    tryck(sida, "button", "Spara kunskapskällan")
    assert sida.locator(".forslag .kallslag").all_inner_texts() == ["Forskning"]

    sida.goto(adress("avsluta_analys", Analys.objects.get().pk))
    skriv(sida, "Vad händer nu?", "Nämnden tar ställning i maj.")
    tryck(sida, "button", "Avsluta analysen")
    assert sida.locator("h1").inner_text() == "Varför sjunker behörigheten?"


@pytest.fixture
def klar(indikator) -> Analys:
    allt = hel_analys(indikator)
    h = hypotes(allt["analys"], "Fler har det svårt", "omvarld")
    samtal(
        h,
        "mot",
        slag="nyckeltal",
        nyckeltal=indikator.nyckeltal,
        gruppkod="alla",
        visar="Tvärtom.",
        avgorande=True,
    )
    verifiera(h, "forkastad", "Det är tvärtom.")
    samtal(
        allt["hypotes"],
        slag="kon",
        nyckeltal=indikator.nyckeltal,
        visar="Flickorna ligger över.",
        avgorande=True,
    )
    hypotes(allt["analys"], "Lärare saknas", "resurser")
    return analysactions.avsluta_analys(
        av=None, nar=NU, analys=allt["analys"], avslutande_ord="Nämnden tar ställning i maj."
    )


def test_politikern_laser_och_presenterar_berattelsen(klar, sida, inloggad, axe, bredd, skarmbild):
    inloggad(sida, "fortroendevald").goto(adress("maluppfyllelse"))
    tryck(sida, "link", "Analys klar")
    kapitel = sida.locator(".kapitel")
    assert kapitel.count() == 8
    assert axe(sida) == []
    skarmbild(sida, "berattelse")

    # Reading: arrows go from chapter to chapter, and the heading takes focus.
    sida.keyboard.press("ArrowRight")
    assert sida.evaluate("document.activeElement.textContent") == "Så ser det ut"
    sida.keyboard.press("ArrowLeft")

    # Presenting: one chapter at a time under the title, until Escape.
    tryckt = sida.get_by_role("button", name="Presentera")
    tryckt.focus()
    sida.keyboard.press("Enter")
    assert [k.is_visible() for k in kapitel.all()] == [True] + [False] * 7
    for _ in range(3):
        sida.keyboard.press("ArrowRight")
    assert [k.is_visible() for k in kapitel.all()] == [i in (0, 3) for i in range(8)]
    assert sida.locator("[data-bladlage]").inner_text() == "4 av 8"
    assert axe(sida) == []
    sida.keyboard.press("Escape")
    assert [k.is_visible() for k in kapitel.all()] == [True] * 8
    assert sida.get_by_role("button", name="Presentera").evaluate("e => e === document.activeElement")

    # On paper nothing but the story.
    sida.emulate_media(media="print")
    assert [sida.locator(v).first.is_visible() for v in (".verktygsrad", ".flikar", ".kapitel-forst h1")] == [
        False,
        False,
        True,
    ]
    sida.emulate_media(media="screen")
    assert bredd(sida, 320)


@pytest.mark.parametrize("lage", ["full", "tom"])
def test_varje_steg_ar_tillgangligt_och_far_plats(lage, klar, rik, sida, inloggad, axe, bredd):
    if lage == "tom":
        analys = oppna(rik["lan"])
        utan_matfel(analys)
        h = hypotes(analys)
    else:
        analys = analysactions.ateroppna_analys(av=None, nar=NU, analys=klar, skal="Nya uppgifter.")
        h = analys.hypoteser.order_by("ordning").first()
    inloggad(sida, "analytiker")
    sidor = [adress(f"analys_{s}", analys.pk) for s in STEG]
    sidor += [adress("analys", analys.pk), adress("hypotes", h.pk), adress("berattelse", analys.pk)]
    sidor += [
        adress("analyser"),
        adress("ny_analys"),
        adress("nytt_belagg", h.pk),
        adress("nytt_forslag", analys.pk),
    ]
    for url in sidor:
        sida.goto(url)
        assert (url, axe(sida)) == (url, [])
        assert (url, bredd(sida, 360), axe(sida)) == (url, True, [])
        bredd(sida, 1300)


def test_orsaker_dras_om(klar, sida, inloggad):
    analysactions.ateroppna_analys(av=None, nar=NU, analys=klar, skal="Nya uppgifter.")
    inloggad(sida, "analytiker").goto(adress("analys_prioritera", klar.pk))
    namn = sida.locator(".prioriterade h3")
    assert namn.all_inner_texts() == ["Stödet kommer för sent", "Fler har det svårt", "Lärare saknas"]
    with sida.expect_navigation():
        sida.locator(".prioriterade > li").nth(2).locator(".handtag").drag_to(
            sida.locator(".prioriterade > li").first, target_position={"x": 60, "y": 4}
        )
    assert namn.all_inner_texts() == ["Lärare saknas", "Stödet kommer för sent", "Fler har det svårt"]
    tryck(sida, "button", "Flytta ned Lärare saknas")
    assert namn.all_inner_texts() == ["Stödet kommer för sent", "Lärare saknas", "Fler har det svårt"]
