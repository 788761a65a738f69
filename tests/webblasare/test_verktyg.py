"""Three assessors, their disagreement, and what they settle on, by keyboard alone; axe on every page of verktyg."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
RADER = [
    ("i1", "Behöriga till yrkesprogram", "Alla elever når gymnasiet"),
    ("i2", "Nystartade företag per 1 000 invånare", "Egen försörjning"),
]
SVARAR_FEL = "() => document.title.startsWith('Fel: ')"


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, storkoping, personer):
    """The municipality, its organisation and its people."""


@pytest.fixture
def runda(personer):
    from verktyg import actions

    roller = ("ansvarig", "fortroendevald", "namndsekreterare")
    return actions.starta(
        av=personer["analytiker"],
        nar=NAR,
        instrument="paverkansgrad",
        titel="Påverkansgrad 2027",
        rader=RADER,
        personer=[personer[roll] for roll in roller],
    )


@pytest.fixture
def kategorier(personer):
    """Two who have put the same rows in different categories."""
    from verktyg import actions
    from verktyg.queries import platser

    vem = {"av": personer["analytiker"], "nar": NAR}
    runda = actions.starta(
        **vem, instrument="kategorisering", titel="Kategorier", rader=RADER, oppen_for_alla=True
    )
    for roll, kod in (("ansvarig", "effektivitet"), ("fortroendevald", "information")):
        svar = [actions.Post(plats, kod) for plats in platser(runda, runda.rader.all())]
        actions.svara(av=personer[roll], nar=NAR, genomforande=runda, svar=svar)
    return runda


@pytest.fixture
def checklista(personer):
    from verktyg import actions
    from verktyg.domain.plats import Plats

    vem = {"av": personer["analytiker"], "nar": NAR}
    runda = actions.starta(**vem, instrument="satta-mal", titel="Sätta mål 2027", oppen_for_alla=True)
    svar = [
        actions.Post(Plats("strategiskt"), "ja", "Skola och omsorg."),
        actions.Post(Plats("paverkan"), "nej"),
    ]
    actions.svara(**vem, genomforande=runda, svar=svar)
    return runda


@pytest.fixture
def besvarad(runda, personer):
    """The round after three have answered, one with a comment."""
    from verktyg import actions
    from verktyg.queries import platser

    p = platser(runda, runda.rader.all())
    for roll, forsta, andra in (
        ("ansvarig", "stor", "liten"),
        ("fortroendevald", "stor", "stor"),
        ("namndsekreterare", "stor", "liten"),
    ):
        svar = [actions.Post(p[0], forsta), actions.Post(p[1], andra, "Konjunkturen avgör.")]
        actions.svara(av=personer[roll], nar=NAR, genomforande=runda, svar=svar)
    return runda


def falt(runda, i: int) -> str:
    return f"falt-paverkansgrad-{list(runda.rader.values_list('pk', flat=True))[i]}"


def tabba_in_i(page, block: str, selektor: str) -> None:
    """Tab until what is focused is inside the block with that id and matches."""
    for _ in range(120):
        if page.evaluate(
            "([b, s]) => { const e = document.activeElement; return !!e.closest('#' + b) && e.matches(s) }",
            [block, selektor],
        ):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {selektor} in {block}")


def tabba_till(page, text: str) -> None:
    for _ in range(120):
        if page.evaluate("t => document.activeElement.textContent.trim().startsWith(t)", text):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {text!r}")


def valj(page, block: str, pilar: int) -> None:
    """Choose in a group of radios by keyboard: the first with space, then that many arrows down."""
    tabba_in_i(page, block, "[type=radio]")
    page.keyboard.press("Space")
    for _ in range(pilar):
        page.keyboard.press("ArrowDown")


def test_tre_bedommer_och_enas_med_bara_tangentbordet(sida, inloggad, runda, klient, personer):
    from verktyg.models import Svar
    from verktyg.queries import konsensus

    for roll, pilar in (("ansvarig", (0, 2)), ("fortroendevald", (0, 0)), ("namndsekreterare", (0, 2))):
        inloggad(sida, roll).goto("/verktyg/")
        tabba_till(sida, "Påverkansgrad 2027")
        sida.keyboard.press("Enter")
        sida.wait_for_url(re.compile(r"/svara/$"))
        for i, antal in enumerate(pilar):
            block = falt(runda, i)
            valj(sida, block, antal)
            sida.wait_for_selector(f"#{block} .svarslage:has-text('Sparat')")
        sida.wait_for_selector("#framsteg:has-text('2 av 2 besvarade')")
        tabba_till(sida, "Spara och gå vidare")
        sida.keyboard.press("Enter")
        sida.wait_for_url(re.compile(r"/genomforande/\d+/$"))
    gallande = Svar.objects.filter(galler=True).order_by("deltagande", "rad").values_list("varde", flat=True)
    assert list(gallande) == ["stor", "liten", "stor", "stor", "stor", "liten"]

    inloggad(sida, "analytiker").goto(f"/verktyg/genomforande/{runda.pk}/")
    assert sida.inner_text(".oense li").split("\n") == [
        "Nystartade företag per 1 000 invånare",
        "2 liten, 1 stor",
        "Från ena änden till den andra",
    ]
    tabba_till(sida, "Enas om raderna")
    sida.keyboard.press("Enter")
    sida.wait_for_url(re.compile(r"/enas/$"))
    # The row most disagreed on comes first.
    assert sida.locator(".enasblock").first.get_attribute("id") == falt(runda, 1)
    block = falt(runda, 1)
    tabba_in_i(sida, block, "[type=radio]")
    sida.keyboard.press("ArrowUp")  # from "Inte avgjort", last, to "Liten"
    tabba_in_i(sida, block, "textarea")
    sida.keyboard.type("Marknaden avgör")
    sida.keyboard.press("Tab")
    sida.wait_for_selector(f"#{block} .svarslage:has-text('Sparat')")
    sida.wait_for_selector("#framsteg:has-text('1 av 2 avgjorda')")
    tabba_till(sida, "Spara och visa resultatet")
    sida.keyboard.press("Enter")
    sida.wait_for_url(re.compile(r"/genomforande/\d+/$"))
    assert konsensus(runda.pk) == {"i2": "liten"}
    assert sida.inner_text(f"#rad-{block.removeprefix('falt-')} td:last-child").split("\n") == [
        "Till liten del",
        "Marknaden avgör",
    ]


def test_krocken_syns_vid_fragan(sida, inloggad, besvarad, personer, axe, klient):
    from verktyg import actions
    from verktyg.queries import konsensus, platser

    inloggad(sida, "analytiker").goto(f"/verktyg/genomforande/{besvarad.pk}/enas/")
    plats = platser(besvarad, besvarad.rader.all())[0]
    actions.satt_konsensus(
        av=personer["administrator"], nar=NAR, genomforande=besvarad, plats=plats, varde="viss"
    )
    block = f"#falt-{plats.id}"
    sida.check(f"{block} [value=liten]")
    sida.wait_for_selector(f"{block} .svarskrock:has-text('Administratör Storköping sparade')")
    assert (konsensus(besvarad.pk), axe(sida)) == ({"i1": "viss"}, [])
    sida.click(f"{block} button:has-text('Spara mitt i stället')")
    sida.wait_for_selector(f"{block} .svarslage:has-text('Analytiker Storköping')")
    assert konsensus(besvarad.pk) == {"i1": "liten"}


def test_det_som_inte_kan_sparas_sags(sida, inloggad, runda, klagomal):
    inloggad(sida, "ansvarig").goto(f"/verktyg/genomforande/{runda.pk}/svara/")
    block = falt(runda, 0)
    sida.context.set_offline(True)
    sida.check(f"#{block} [value=viss]")
    sida.wait_for_selector(f"#{block} .svarslage:has-text('Inte sparat.')")
    sida.context.set_offline(False)
    sida.check(f"#{block} [value=stor]")
    sida.wait_for_selector(f"#{block} .svarslage:has-text('Sparat')")
    vantat = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    klagomal[:] = [rad for rad in klagomal if not any(del_ in rad for del_ in vantat)]


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_tomma_sidor(sida, inloggad, runda, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("start", "/verktyg/"),
        ("checklista", "/verktyg/instrument/satta-mal/"),
        ("resultat", f"/verktyg/genomforande/{runda.pk}/"),
        ("enas", f"/verktyg/genomforande/{runda.pk}/enas/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"verktyg-{namn}-tom")
    inloggad(sida, "lasare").goto(f"/verktyg/genomforande/{runda.pk}/")
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_fyllda_sidor(sida, inloggad, besvarad, kategorier, checklista, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("start", "/verktyg/"),
        ("instrument", "/verktyg/instrument/paverkansgrad/"),
        ("starta", "/verktyg/instrument/kategorisering/starta/"),
        ("resultat", f"/verktyg/genomforande/{besvarad.pk}/"),
        ("enas", f"/verktyg/genomforande/{besvarad.pk}/enas/"),
        ("deltagare", f"/verktyg/genomforande/{besvarad.pk}/deltagare/"),
        ("andra", f"/verktyg/genomforande/{besvarad.pk}/andra/"),
        ("kategorier", f"/verktyg/genomforande/{kategorier.pk}/"),
        ("kategorier-svara", f"/verktyg/genomforande/{kategorier.pk}/svara/"),
        ("checklista", f"/verktyg/genomforande/{checklista.pk}/"),
        ("fyll-i", f"/verktyg/genomforande/{checklista.pk}/svara/"),
    ):
        sida.goto(adress)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"verktyg-{namn}")
    inloggad(sida, "ansvarig").goto(f"/verktyg/genomforande/{besvarad.pk}/svara/")
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "verktyg-svara")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_felen(sida, inloggad, runda, checklista, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("starta", "/verktyg/instrument/paverkansgrad/starta/"),
        ("deltagare", f"/verktyg/genomforande/{runda.pk}/deltagare/"),
    ):
        sida.goto(adress)
        sida.click("#submit-id-spara")
        sida.wait_for_function(SVARAR_FEL)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"verktyg-{namn}-fel")
    sida.goto(f"/verktyg/genomforande/{checklista.pk}/svara/")
    sida.evaluate(
        "() => { const t = document.querySelector('textarea'); t.maxLength = 9999; t.value = 'x'.repeat(2001) }"
    )
    sida.click("#spara")
    sida.wait_for_function(SVARAR_FEL)
    assert "felsammanfattning" in sida.evaluate("() => document.activeElement.className")
    assert sida.evaluate("() => document.querySelector('textarea').value.length") == 2001
    assert (bredd(sida, pixlar), axe(sida)) == (True, [])
    skarmbild(sida, "verktyg-svar-fel")
