"""Logging in by keyboard alone; axe on the log-in page, empty and in error, wide and narrow."""

import re

import pytest

from organisation import begransning

LOSENORD = "ett långt lösenord"
EPOST = "analytiker@storkoping.example"


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, personer):
    """The municipality and its people."""


def fokus(page) -> str:
    return page.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim()")


def tabba_till(page, namn: str) -> None:
    for _ in range(20):
        if fokus(page) == namn:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {namn!r}")


def fyll_i(page, epost: str, losenord: str) -> None:
    tabba_till(page, "id_epost")
    page.keyboard.press("Control+a")
    page.keyboard.type(epost)
    page.keyboard.press("Tab")
    assert fokus(page) == "id_losenord"
    page.keyboard.type(losenord)
    page.keyboard.press("Enter")


def test_fel_och_ratt_med_bara_tangentbordet(sida):
    sida.goto("/byt-losenord/?x=1")
    assert sida.title() == "Logga in – Styrsnurran"
    fyll_i(sida, EPOST, "fel lösenord")
    sida.wait_for_function("() => document.title.startsWith('Fel: ')")
    assert "felsammanfattning" in sida.evaluate("() => document.activeElement.className")
    assert sida.input_value("#id_epost") == EPOST
    assert sida.input_value("#id_losenord") == ""
    fyll_i(sida, EPOST, LOSENORD)
    sida.wait_for_url(re.compile(r"/byt-losenord/\?x=1$"))
    assert sida.text_content("h1") == "Byt lösenord"


def test_lank_i_felsammanfattningen_gar_till_faltet(sida):
    sida.goto("/logga-in/")
    sida.focus("#id_losenord")
    sida.keyboard.press("Enter")
    sida.wait_for_function("() => document.title.startsWith('Fel: ')")
    sida.keyboard.press("Tab")
    sida.keyboard.press("Enter")
    assert fokus(sida) == "id_epost"


def test_for_manga_forsok(sida, monkeypatch):
    """The page that refuses is a whole page, and the browser's word about its 429 is no fault."""
    monkeypatch.setattr(begransning, "FONSTER", 10**9)  # no new count begins while the test runs
    sida.goto("/logga-in/")
    sida.fill("#id_epost", EPOST)
    for _ in range(begransning.PER_ADRESS_OCH_KONTO + 1):
        sida.fill("#id_losenord", "gissning")
        with sida.expect_navigation():
            sida.press("#id_losenord", "Enter")
    assert "För många försök härifrån" in sida.text_content(".felsammanfattning")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_inloggningssidan_for_alla(sida, axe, bredd, skarmbild, pixlar):
    sida.goto("/logga-in/?next=/byt-losenord/")
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    skarmbild(sida, "logga-in")
    sida.click("main button")
    sida.wait_for_function("() => document.title.startsWith('Fel: ')")
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    skarmbild(sida, "logga-in-fel")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_byt_losenord(sida, inloggad, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker").goto("/byt-losenord/")
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    sida.fill("#id_nuvarande", LOSENORD)
    sida.fill("#id_nytt", "kort")
    sida.fill("#id_igen", "annat")
    sida.press("#id_igen", "Enter")
    sida.wait_for_function("() => document.title.startsWith('Fel: ')")
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    skarmbild(sida, "byt-losenord-fel")


def test_webblasaren_klagar_nar_csp_bryts(sida, klagomal):
    """The frame itself: what the policy stops is seen, and would have failed the test."""
    sida.goto("/logga-in/")
    sida.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.slapp = 1';
        document.body.append(s) }"""
    )
    assert sida.evaluate("() => window.slapp ?? null") is None
    assert [rad.split(":")[0] for rad in klagomal] == ["error"]
    assert "Content Security Policy" in klagomal.pop()
