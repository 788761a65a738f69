"""From a proposal in the list to a finished consequence description by keyboard; realism while typing; axe and width.

The country is tests.uppfoljning.conftest's: two years on, 87 cases of which all rose by one unit.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from atgarder.actions import konsekvens as actions
from atgarder.models import Forvantadeffekt, Konsekvensbelopp, Konsekvensbeskrivning
from tests.atgarder.besluthjalp import framlagt
from tests.atgarder.konsekvenshjalp import DELAR, allt, las, ny_del
from tests.conftest import NU
from tests.uppfoljning.conftest import Varld, rik

__all__ = ["rik"]


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999, klocka) -> Varld:
    return Varld(storkoping)


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


def tryck(sida, roll: str, namn: str) -> None:
    """Enter on a link or button, as the keyboard does it, and the page that follows."""
    sak = sida.get_by_role(roll, name=namn, exact=True).first
    sak.focus()
    with sida.expect_navigation():
        sida.keyboard.press("Enter")


def skriv(sida, etikett: str, text: str) -> None:
    sida.get_by_label(etikett, exact=True).first.focus()
    sida.keyboard.press("Control+A")
    sida.keyboard.type(text)


def valj(sida, fraga: str, svar: str) -> None:
    sida.get_by_role("group", name=fraga).get_by_role("radio", name=svar, exact=True).focus()
    sida.keyboard.press("Space")


def test_fran_forslaget_till_klar_beskrivning_med_tangentbordet(rik, sida, inloggad, axe, skarmbild):
    framlagt(rik["sjunker"])
    inloggad(sida, "analytiker").goto(adress("start"))
    tryck(sida, "link", "Beskriv konsekvenserna för Tidigt stöd")
    skriv(sida, "Så blir det (valfritt)", "Det är oktober och Alma läser.")
    valj(sida, "Behövs mer resurser?", "Ja")
    skriv(sida, "Vilka resurser?", "Två speciallärare.")
    for fraga in (
        "Ändras verksamheten?",
        "Märker invånare och brukare skillnad?",
        "Behöver övergripande mål ändras?",
    ):
        valj(sida, fraga, "Nej")
    # The goals are not asked for when none is to change.
    expect(sida.get_by_role("group", name="Vilka mål")).to_be_hidden()
    tryck(sida, "button", "Spara konsekvenserna")
    expect(sida.locator(".scenario")).to_contain_text("Alma läser")

    # A number that could be two is asked about, and all that was typed is kept.
    tryck(sida, "link", "Lägg till belopp eller tjänster")
    skriv(sida, "Vad?", "Speciallärare")
    valj(sida, "Vilket slag?", "Löpande: kostar varje år")
    skriv(sida, "År", "2027")
    skriv(sida, "Till och med år (valfritt)", "2029")
    skriv(sida, "Belopp (valfritt)", "1.350")
    tryck(sida, "button", "Spara beloppet")
    expect(sida).to_have_title(re.compile("^Fel: "))
    expect(sida.locator(".felsammanfattning")).to_be_focused()
    assert axe(sida) == []
    assert sida.get_by_label("Vad?", exact=True).input_value() == "Speciallärare"
    skriv(sida, "Belopp (valfritt)", "1 350")
    tryck(sida, "button", "Spara beloppet")
    expect(sida.locator("table.pengar tfoot td").last).to_have_text(re.compile(r"4\s050"))
    assert Konsekvensbelopp.objects.count() == 3

    # An expected effect: what it is now and whether it is realistic, while typing.
    tryck(sida, "link", "Lägg till effekt")
    expect(sida.locator(".nuvarde")).to_contain_text("69")
    skriv(sida, "Vad väntas den bli?", "70")
    skriv(sida, "Vilket år?", "2027")
    expect(sida.locator("#assistent .stortal")).to_have_text("87 av 87")
    skriv(sida, "Vad väntas den bli?", "71,5")
    expect(sida.locator("#assistent .stortal")).to_have_text("0 av 87")
    expect(sida.locator("#assistent")).to_contain_text("Nästan utan motstycke.")
    expect(sida.locator("#assistent-sagt")).to_contain_text("0 av 87")
    assert axe(sida) == []
    assert Forvantadeffekt.objects.count() == 0
    tryck(sida, "button", "Spara effekten")
    expect(sida.locator(".effekttal")).to_contain_text("71,5")

    tryck(sida, "button", "Klarmarkera beskrivningen")
    expect(sida.get_by_role("button", name="Öppna beskrivningen igen")).to_be_visible()
    assert Konsekvensbeskrivning.objects.get().klar is not None
    skarmbild(sida, "konsekvens-klar")
    sida.goto(adress("start"))
    expect(sida.locator("h2").first).to_contain_text("Klara att prioritera")


@pytest.mark.parametrize("lage", ["tom", "full", "last"])
def test_sidorna_ar_tillgangliga_och_far_plats(lage, rik, sida, inloggad, axe, bredd):
    c = inloggad(sida, "analytiker")
    if lage == "tom":
        c.goto(adress("start"))
        expect(sida.get_by_role("link", name="Till analyserna")).to_be_visible()
        assert (axe(sida), bredd(sida, 360), axe(sida)) == ([], True, [])
        bredd(sida, 1300)
        pk = framlagt(rik["sjunker"]).pk
        sidor = [
            adress("start"),
            adress("forslag", pk),
            adress("andra_konsekvens", pk),
            adress("ny_forvantan", pk),
        ]
        sidor += [adress(f"ny_{slag}", pk) for slag in DELAR]
    else:
        saker = allt(rik["sjunker"])
        ny_del("belopp", saker["beskrivning"], ar=2031, post="Ett mycket långt namn på en post " * 4)
        ny_del("risk", saker["beskrivning"], text="Oavbrutetlångtordutanmellanslag" * 6)
        f = saker["forslag"].pk
        if lage == "last":
            actions.klarmarkera(av=None, nar=NU, beskrivning=saker["beskrivning"])
            las(saker["forslag"])
            sidor = [adress("start"), adress("forslag", f), adress("andra_konsekvens", f)]
        else:
            sidor = [adress("start"), adress("start") + "?skede=beskriva", adress("forslag", f)]
            sidor += [adress("andra_konsekvens", f), adress("andra_forvantan", saker["forvantan"].pk)]
            sidor += [adress("forslagshistorik", f)]
            sidor += [
                adress(f"{gor}_{slag}", saker[slag].pk) for slag in DELAR for gor in ("andra", "ta_bort")
            ]
    for url in sidor:
        sida.goto(url)
        assert (url, axe(sida)) == (url, [])
        assert (url, bredd(sida, 360), axe(sida)) == (url, True, [])
        assert (url, bredd(sida, 320)) == (url, True)
        bredd(sida, 1300)


def test_fel_i_varje_formular_ar_tillgangligt(rik, sida, inloggad, axe, bredd):
    pk = framlagt(rik["sjunker"]).pk
    inloggad(sida, "analytiker")
    for url in (adress("ny_forvantan", pk), *(adress(f"ny_{slag}", pk) for slag in DELAR)):
        sida.goto(url)
        sida.locator("form.formular [type=submit]").click()
        expect(sida).to_have_title(re.compile("^Fel: "))
        assert (url, axe(sida), bredd(sida, 360), axe(sida)) == (url, [], True, [])
        bredd(sida, 1300)
