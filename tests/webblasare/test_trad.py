"""The whole thread in a browser: by keyboard from node to node, lit by focus and pointer; axe, wide and narrow, with
long names, empty and full, on paper."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from planering.models import Mal
from tests.atgarder.besluthjalp import beskriv, beslutat, fler_forslag, framlagt, lamnat
from tests.conftest import NU
from tests.uppfoljning.conftest import Varld, rik
from tests.webblasare.tangentbord import Tangentbord
from uppfoljning import actions as folj_upp

__all__ = ["rik"]
LANGT = "Gymnasieförberedandespråkutvecklingsstödsinsatser för alla som behöver det, "


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999, klocka) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def sjunker(rik):
    folj_upp.berakna_bedomningar(av=None, nar=NU)
    return rik["sjunker"]


@pytest.fixture
def full(sjunker):
    """Two proposals with names as long as they may be: one carried with a change, one on its way."""
    Mal.objects.filter(pk=sjunker.mal_id).update(titel=(LANGT * 4)[:250])
    type(sjunker).objects.filter(pk=sjunker.pk).update(namn=(LANGT * 3)[:200])
    forslag = framlagt(sjunker)
    fler_forslag(forslag.analys, (LANGT * 3)[:200].strip())
    beskriv(forslag, sjunker)
    return beslutat(lamnat(forslag), "andring", paragraf="KF § 123")


def adress(slag: str, pk: int) -> str:
    return reverse("atgarder:trad", args=[slag, pk])


def nod(sida, slag: str):
    return sida.locator(f".tradbild [data-nyckel^='{slag}-']").first


def tand(sida) -> list[str]:
    """The kinds of the nodes that are lit, in the picture's order."""
    nycklar = sida.locator(".tradnod.tand").evaluate_all("alla => alla.map(n => n.dataset.nyckel)")
    return [n.split("-")[0] for n in nycklar]


def test_fran_nod_till_nod_med_tangentbordet(sjunker, sida, inloggad, skarmbild):
    forslag = framlagt(sjunker)
    beskriv(forslag, sjunker)
    inloggad(sida, "analytiker").goto(reverse("uppfoljning:indikator", args=[sjunker.pk]))
    t = Tangentbord(sida)
    t.lank("Hela tråden", r"/atgarder/trad/indikator/\d+/$")
    # The region itself can be reached, to scroll it; then the nodes in the order of the thread.
    t.till("region", "Tråden som bild")
    slag = []
    for _ in range(9):
        sida.keyboard.press("Tab")
        slag.append(sida.evaluate("() => document.activeElement.dataset.nyckel.split('-')[0]"))
    assert slag == [
        "omrade",
        "mal",
        "indikator",
        "utfall",
        "analys",
        "hypotes",
        "slutsats",
        "slutsats",
        "forslag",
    ]
    # The focus is on the proposal: all that led to it and all that came of it is lit.
    expect(sida.locator(".tradbild")).to_have_class(re.compile("lyser"))
    expect(sida.locator(".tradnod.tand")).to_have_count(11)
    assert tand(sida) == [*slag, "konsekvens", "nasta"]
    skarmbild(sida, "hela-traden")
    t.till(
        "link",
        "Analys: Varför når färre gymnasiet? Pågår sedan 2026-03-11. Utgick från utfallet 2025.",
        bakat=True,
    )
    sida.keyboard.press("Enter")
    sida.wait_for_url(re.compile(r"/uppfoljning/analys/\d+/$"))


def test_pekaren_tander_nodens_egen_trad(full, sida, inloggad):
    inloggad(sida, "lasare").goto(adress("beslut", full.pk))
    assert tand(sida) == []
    nod(sida, "forslag").hover()
    expect(nod(sida, "punkt")).to_have_class(re.compile(r"\btand\b"))
    expect(sida.locator(".tradlank.tand").first).to_be_visible()
    sida.mouse.move(1, 1)
    expect(sida.locator(".tradnod.tand")).to_have_count(0)


def test_listan_leder_fram_och_tillbaka(full, sida, inloggad, sjunker):
    inloggad(sida, "lasare").goto(adress("indikator", sjunker.pk))
    sida.get_by_role("link", name="Läs den som lista").click()
    expect(sida.get_by_role("heading", name="Som lista")).to_be_focused()
    rad = sida.locator("#rad-" + nod(sida, "forslag").get_attribute("data-nyckel"))
    rad.get_by_role("link", name="Stödet ligger sent.").click()
    expect(sida.locator(".helatraden li:target")).to_contain_text("Vad beror det på?")


@pytest.mark.parametrize("slag", ["mal", "indikator", "beslut"])
def test_tillganglig_och_ryms(slag, full, sjunker, sida, inloggad, axe, bredd, skarmbild):
    pk = {"mal": sjunker.mal_id, "indikator": sjunker.pk, "beslut": full.pk}[slag]
    inloggad(sida, "analytiker").goto(adress(slag, pk))
    for pixlar in (1300, 360, 320):
        assert bredd(sida, pixlar)
        assert axe(sida) == []
    skarmbild(sida, f"traden-{slag}-smal")
    bredd(sida, 1300)
    # No word stands outside its box, however long.
    utanfor = sida.evaluate("""() => [...document.querySelectorAll('.tradnod')].filter(n => {
      const ram = n.querySelector('rect').getBoundingClientRect();
      return [...n.querySelectorAll('text')].some(t => {
        const r = t.getBoundingClientRect();
        return r.left < ram.left || r.right > ram.right + 1 || r.top < ram.top || r.bottom > ram.bottom + 1;
      });
    }).map(n => n.dataset.nyckel)""")
    assert utanfor == []
    skarmbild(sida, f"traden-{slag}")
    sida.emulate_media(media="print")
    bilden = sida.locator(".tradbild").bounding_box()
    assert bilden["width"] <= sida.locator("main").bounding_box()["width"]
    expect(sida.get_by_text("Läs den som lista")).to_be_hidden()


def test_den_som_just_har_borjat(sjunker, sida, inloggad, axe, bredd, skarmbild):
    """Nothing but a goal without an indicator; and an indicator that nobody has analysed."""
    tomt = Mal.objects.create(
        malomrade=sjunker.mal.malomrade, titel="Nytt mål", enhet=sjunker.mal.enhet, niva="namnd"
    )
    inloggad(sida, "lasare").goto(adress("mal", tomt.pk))
    expect(sida.locator(".tradnasta")).to_contain_text("Välj en indikator som visar om målet nås")
    expect(sida.locator(".tradnasta a")).to_have_count(0)
    assert (axe(sida), bredd(sida, 320), axe(sida)) == ([], True, [])
    sida.goto(adress("indikator", sjunker.pk))
    expect(sida.locator(".tradnasta")).to_contain_text("Görs av analytiker eller ansvarig")
    assert axe(sida) == []
    bredd(sida, 1300)
    skarmbild(sida, "traden-borjan")


def test_det_som_inte_finns(sida, inloggad, axe, varld):
    inloggad(sida, "lasare").goto(adress("mal", 987654))
    assert axe(sida) == []
