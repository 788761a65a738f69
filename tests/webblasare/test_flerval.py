"""Choosing several among many: the box to search in, by keyboard alone, and the whole list without the script."""

import pytest
from playwright.sync_api import expect

from organisation.models import Enhet
from planering.models import Plan, Uppdragsbeskrivning

SKOLOR = [
    "Björkskolan",
    "Ekskolan",
    "Lindskolan",
    "Almskolan",
    "Tallskolan",
    "Granskolan",
    "Rönnskolan",
    "Askskolan",
    "Hasselskolan",
]


@pytest.fixture
def adress(kommun_9999, storkoping, personer) -> str:
    for namn in SKOLOR:
        Enhet.objects.create(namn=namn, niva="enhet", overordnad=storkoping["forvaltning"])
    plan = Plan.objects.create(namn="Mål och budget 2027–2029", fran_ar=2027, till_ar=2029)
    return f"/planering/plan/{plan.pk}/uppdrag/nytt/"


def synliga(sida) -> list[str]:
    return [text.strip() for text in sida.locator(".val-lang label:visible").all_inner_texts()]


def test_soka_och_valja_med_tangentbordet(sida, inloggad, axe, bredd, adress):
    inloggad(sida, "analytiker")
    sida.goto(adress)
    antal = Enhet.objects.count()
    sok, lage, valda = sida.get_by_label("Sök i listan"), sida.locator(".valsoklage"), sida.locator(".valda")
    expect(lage).to_have_text(f"{antal} att välja bland")
    expect(valda).to_have_text("Ingen vald")
    assert axe(sida) == []
    sida.get_by_label("Namn", exact=True).fill("Skolornas uppdrag")
    sok.focus()
    sida.keyboard.type("LIND")
    expect(lage).to_have_text(f"1 av {antal} passar")
    assert synliga(sida) == ["Lindskolan"]
    sida.keyboard.press("Enter")  # sends nothing
    expect(sida).to_have_url(f"{sida.url}")
    assert Uppdragsbeskrivning.objects.count() == 0
    sida.keyboard.press("ArrowDown")
    sida.keyboard.press("Space")
    expect(valda).to_have_text("1 vald: Lindskolan")
    sida.keyboard.press("ArrowUp")
    expect(sok).to_be_focused()
    sok.fill("rönn")
    expect(lage).to_have_text(f"1 av {antal} passar")
    assert synliga(sida) == ["Lindskolan", "Rönnskolan"]  # what is chosen stays
    assert (bredd(sida, 360), axe(sida)) == (True, [])
    sida.keyboard.press("Escape")
    expect(sok).to_have_value("")
    assert len(synliga(sida)) == antal
    sida.get_by_label("Ekskolan").check()
    expect(valda).to_have_text("2 valda: Ekskolan; Lindskolan")
    sida.get_by_role("button", name="Spara").click()
    expect(sida.locator("h1")).to_have_text("Skolornas uppdrag")
    rader = Uppdragsbeskrivning.objects.get().enhetsrader.order_by("enhet__namn")
    assert list(rader.values_list("enhet__namn", flat=True)) == ["Ekskolan", "Lindskolan"]


def test_inget_passar(sida, inloggad, axe, adress):
    inloggad(sida, "analytiker")
    sida.goto(adress)
    sida.get_by_label("Sök i listan").fill("finns inte")
    expect(sida.locator(".valsoklage")).to_have_text(f"0 av {Enhet.objects.count()} passar")
    assert (synliga(sida), axe(sida)) == ([], [])
