"""Own measures, the assistant, knowledge cards and goal quality: keyboard alone, while typing, without script; axe."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
SVARAR_FEL = "() => document.title.startsWith('Fel: ')"
AR = range(2020, 2025)


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, storkoping, personer):
    """The municipality, its organisation and its people."""


@pytest.fixture
def nyckeltal(db):
    """Everybody has 80 in even years; in odd years 1–20 have 84. Forty of the nearest 150 times rise by four."""
    from kkik.models import Kommun, Nyckeltal, Varde

    n = Nyckeltal.objects.create(
        kolada_id="N15436",
        titel="Elever i åk 9 som är behöriga till yrkesprogram, andel (%)",
        enhet="%",
        verksamhetsomrade="Grundskola",
        konsuppdelat=True,
        hamtad=NAR,
    )
    Kommun.objects.bulk_create(Kommun(id=k, namn=f"K{k:02d}", typ="K") for k in (*range(1, 61), 9999))
    Varde.objects.bulk_create(
        Varde(nyckeltal=n, kommun_id=k, ar=ar, kon="T", varde=84.0 if k <= 20 and ar % 2 else 80.0, andrad=1)
        for k in (*range(1, 61), 9999)
        for ar in AR
    )
    return n


@pytest.fixture
def fylld(nyckeltal, storkoping, personer):
    """A draft from 2025 with an indicator, an own measure with one, an answer and an improvement; their keys."""
    from planering import actions
    from planering.actions.bedomning import starta_bedomning
    from verktyg import actions as verktyg
    from verktyg.domain.plats import Plats

    vem = {"av": personer["analytiker"], "nar": NAR}
    plan = actions.skapa_plan(**vem, namn="Mål och budget 2025–2027", fran_ar=2025, till_ar=2027)
    omrade = actions.skapa_malomrade(**vem, plan=plan, namn="Lärande")
    mal = actions.skapa_mal(**vem, malomrade=omrade, titel="Alla når gymnasiet", enhet=storkoping["kf"])
    grund = {"mal": mal, "riktning": "hog", "kategori": "objektiv", "agare": storkoping["skolnamnd"]}
    i = actions.skapa_indikator(
        **vem, **grund, nyckeltal=nyckeltal, paverkansgrad="stor", namn="Behöriga till yrkesprogram"
    )
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2025: 84, 2026: 85})
    actions.skriv_kunskapskort(
        **vem, indikator=i, mater="Andelen behöriga.", bakgrund="Föräldrarnas utbildning."
    )
    matt = actions.skapa_egetmatt(
        **vem, namn="Lösta samtal", enhet="%", frekvens="manad", sammanstallning="medel",
        agare=storkoping["skolnamnd"],
    )  # fmt: skip
    egen = actions.skapa_indikator(**vem, **grund, egetmatt=matt, paverkansgrad="liten")
    actions.svara_om_malkvalitet(**vem, mal=mal, fraga=1, svar="nej", motivering="Bara skolan.")
    forbattring = actions.skapa_malforbattring(
        **vem, mal=mal, fraga=6, text="Lägg till ett månadsmått", klar_senast=NAR.date()
    )
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad", oppen_for_alla=True)
    rad = runda.rader.get(nyckel=str(i.pk))
    plats = Plats(runda.fragorna.fragor[0].id, rad.pk)
    verktyg.satt_konsensus(**vem, genomforande=runda, plats=plats, varde="liten")
    return {
        "plan": plan.pk, "mal": mal.pk, "i": i.pk, "matt": matt.pk, "egen": egen.pk, "f": forbattring.pk,
        "runda": runda.pk,
    }  # fmt: skip


def tabba_till(page, vad: str) -> None:
    """Tab until the focused element has the id `vad`, or is a link or button whose text starts with it."""
    for _ in range(150):
        funnen = page.evaluate(
            "vad => { const e = document.activeElement;"
            " return e.id === vad || (/^(A|BUTTON)$/.test(e.tagName) && e.textContent.trim().startsWith(vad)) }",
            vad,
        )
        if funnen:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {vad!r}")


def skriv(page, falt: str, text: str) -> None:
    tabba_till(page, falt)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def tryck(page, vad: str, till: str) -> None:
    """Press Enter on `vad` and wait for the address `till`."""
    tabba_till(page, vad)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(till))
    page.wait_for_load_state()


def test_ett_eget_matt_fran_malet_med_bara_tangentbordet(sida, inloggad, fylld):
    from planering.models import Indikator

    inloggad(sida, "analytiker").goto(f"/planering/mal/{fylld['mal']}/indikator/")
    tryck(sida, "Skapa ett eget mått", r"/matt/nytt/\?mal=\d+$")
    assert not sida.is_visible("[name=sammanstallning]")
    skriv(sida, "id_namn", "Bygglov inom fyra veckor")
    skriv(sida, "id_enhet", "%")
    tabba_till(sida, "id_frekvens_0")
    sida.keyboard.press("ArrowDown")
    tabba_till(sida, "id_sammanstallning_0")
    sida.keyboard.press("ArrowDown")
    tabba_till(sida, "id_agare")
    sida.keyboard.type("Barn")
    tryck(sida, "submit-id-spara", r"\?egetmatt=\d+$")
    tabba_till(sida, "id_riktning_0")
    sida.keyboard.press("Space")
    tabba_till(sida, "id_kategori_0")
    sida.keyboard.press("Space")
    # The reason is asked for when the choice takes the target levels away.
    tabba_till(sida, "id_paverkansgrad_0")
    assert not sida.is_visible("#id_malniva_skal")
    sida.keyboard.press("ArrowUp")
    assert sida.is_checked("[name=paverkansgrad][value=liten]")
    skriv(sida, "id_malniva_skal", "Fullmäktige vill ha en nivå.")
    tabba_till(sida, "id_agare")
    sida.keyboard.type("Barn")
    tryck(sida, "submit-id-spara", r"/malnivaer/$")
    skriv(sida, "id_ar_2025", "80")
    tryck(sida, "submit-id-spara", r"#indikator-\d+$")
    i = Indikator.objects.get(egetmatt__namn="Bygglov inom fyra veckor")
    assert (i.egetmatt.frekvens, i.egetmatt.sammanstallning, i.malniva_skal) == (
        "tertial", "medel", "Fullmäktige vill ha en nivå.",
    )  # fmt: skip
    assert list(i.malnivaer.values_list("ar", "varde")) == [(2025, 80.0)]


def test_assistenten_raknar_medan_man_skriver(sida, inloggad, fylld, axe):
    from planering.models import Malniva

    inloggad(sida, "analytiker").goto(f"/planering/indikator/{fylld['i']}/malnivaer/")
    assert sida.inner_text("#assistent-rubrik") == "Hur ambitiöst är 85\u00a0% till 2026?"
    skriv(sida, "id_ar_2025", "83")
    sida.wait_for_selector("#assistent-rubrik:has-text('83\u00a0% till 2025')")
    assert sida.inner_text("#assistent .stortal") == "40 av 150"
    assert "Hur ambitiöst är 83" in sida.inner_text("#assistent-sagt")
    # The cursor stays where it was, and nothing is saved.
    assert sida.evaluate("() => document.activeElement.id") == "id_ar_2025"
    assert Malniva.objects.get(ar=2025).varde == 84.0
    skriv(sida, "id_ar_2025", "90")
    sida.wait_for_selector("#assistent .stortal:has-text('0 av 150')")
    tabba_till(sida, "2026")
    sida.keyboard.press("Enter")
    sida.wait_for_selector("#assistent-rubrik:has-text('till 2026')")
    assert axe(sida) == []


def test_utan_skript_finns_knappen(chromium, live_server, klient, fylld):
    kontext = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    kontext.add_cookies(
        [
            {
                "name": "sessionid",
                "value": klient("analytiker").cookies["sessionid"].value,
                "url": live_server.url,
            }
        ]
    )
    page = kontext.new_page()
    page.goto(f"/planering/indikator/{fylld['i']}/malnivaer/")
    page.fill("#id_ar_2025", "83")
    page.click("button:has-text('Räkna')")
    page.wait_for_load_state()
    assert page.inner_text("#assistent-rubrik") == "Hur ambitiöst är 83\u00a0% till 2025?"
    assert page.input_value("#id_ar_2025") == "83"
    page.click(".flikar a:has-text('Kvinnor')")
    page.wait_for_load_state()
    assert page.locator("#id_tolerans").count() == 0
    kontext.close()


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_sidorna_for_alla(sida, inloggad, fylld, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("plan-kort", f"plan/{fylld['plan']}/"),
        ("matt-val", f"mal/{fylld['mal']}/indikator/?q=elever"),
        ("egna-matt", "matt/"),
        ("eget-matt", f"matt/{fylld['matt']}/"),
        ("malniva-assistent", f"indikator/{fylld['i']}/malnivaer/"),
        ("malniva-kvinnor", f"indikator/{fylld['i']}/malnivaer/?kon=K"),
        ("malniva-egen", f"indikator/{fylld['egen']}/malnivaer/"),
        ("kunskapskort", f"indikator/{fylld['i']}/kunskapskort/"),
        ("malkvalitet", f"plan/{fylld['plan']}/malkvalitet/"),
        ("malets-kvalitet", f"mal/{fylld['mal']}/kvalitet/"),
        ("malkvalitet-svar", f"mal/{fylld['mal']}/kvalitet/1/"),
        ("forbattring", f"forbattring/{fylld['f']}/"),
        ("bedomningar", f"plan/{fylld['plan']}/bedomning/"),
        ("bedomning-start", f"plan/{fylld['plan']}/bedomning/kategorisering/"),
        ("bedomning-forslag", f"plan/{fylld['plan']}/bedomning/genomforande/{fylld['runda']}/"),
    ):
        sida.goto(f"/planering/{adress}")
        sida.evaluate("() => document.querySelectorAll('main details').forEach(d => { d.open = true })")
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}")


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_felen_for_alla(sida, inloggad, fylld, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "analytiker")
    for namn, adress, knapp in (
        ("eget-matt", "matt/nytt/", "#submit-id-spara"),
        ("forbattring", f"mal/{fylld['mal']}/forbattring/", "#submit-id-spara"),
        ("bedomning-start", f"plan/{fylld['plan']}/bedomning/kategorisering/", "#submit-id-spara"),
        (
            "bedomning-forslag",
            f"plan/{fylld['plan']}/bedomning/genomforande/{fylld['runda']}/",
            "main button[type=submit]:has-text('Skriv in i planen')",
        ),
    ):
        sida.goto(f"/planering/{adress}")
        sida.click(knapp)
        sida.wait_for_function(SVARAR_FEL)
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}-fel")
    sida.goto(f"/planering/indikator/{fylld['egen']}/malnivaer/")
    sida.fill("#id_ar_2025", "80")
    sida.click("#submit-id-spara")
    sida.wait_for_function(SVARAR_FEL)
    assert ("skäl", bredd(sida, pixlar), axe(sida)) == ("skäl", True, [])
    assert sida.locator("#id_malniva_skal.is-invalid").count() == 1


@pytest.mark.parametrize("pixlar", [1280, 320])
def test_tomma_sidor(sida, inloggad, personer, axe, bredd, skarmbild, pixlar):
    from planering import actions

    plan = actions.skapa_plan(av=personer["analytiker"], nar=NAR, namn="Ny", fran_ar=2026, till_ar=2028)
    inloggad(sida, "analytiker")
    for namn, adress in (
        ("egna-matt", "matt/"),
        ("malkvalitet", f"plan/{plan.pk}/malkvalitet/"),
        ("bedomningar", f"plan/{plan.pk}/bedomning/"),
    ):
        sida.goto(f"/planering/{adress}")
        assert (namn, bredd(sida, pixlar), axe(sida)) == (namn, True, [])
        skarmbild(sida, f"planering-{namn}-tom")


def test_politikern_laser_malkvaliteten(sida, inloggad, fylld, axe):
    inloggad(sida, "fortroendevald").goto(f"/planering/plan/{fylld['plan']}/malkvalitet/")
    assert axe(sida) == []
    sida.click("main th a:has-text('Alla når gymnasiet')")
    sida.wait_for_load_state()
    assert sida.locator("main form, main a:has-text('Svara'), main a:has-text('Lägg till')").count() == 0
