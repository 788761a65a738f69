"""Learning from others, in a browser: whom to call, units side by side, good examples, items, changed definitions."""

import pytest
from django.urls import reverse

from kkik.models import Definitionsbrott, Kommungrupp, NyckeltalVersion
from organisation.models import Enhet
from planering.models import Egetmatt
from tests.conftest import NU
from tests.uppfoljning.conftest import EGEN, SJUNKER, Varld
from uppfoljning.actions.arenden import ga_igenom
from uppfoljning.models import Arende, GottExempel, Utfall

BAST = "uppfoljning:bast"
LISTOR = [reverse(n) for n in ("uppfoljning:exempel_lista", "uppfoljning:arenden", "kkik:definitioner")]


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def indikator(varld):
    grupp = Kommungrupp.objects.create(
        kolada_id="G1", titel="Liknande", slag="liknande", familj="övergripande", kommun_id=EGEN, ar=2025
    )
    grupp.medlemmar.set([2, 9, 12, 20, 29])
    n = varld.nyckeltal(
        "U99901", SJUNKER, titel="Behöriga, andel (%) (-2025)", beskrivning="Elever i <årskurs 9>."
    )
    NyckeltalVersion.objects.create(
        nyckeltal=n, fran=NU.replace(year=2025), titel="Behöriga", beskrivning="Elever."
    )
    NyckeltalVersion.objects.create(nyckeltal=n, fran=NU, titel=n.titel, beskrivning=n.beskrivning)
    Definitionsbrott.objects.create(nyckeltal=n, upptackt=NU)
    i = varld.indikator(n, {2026: 80}, namn="Behöriga")
    ga_igenom(nar=NU)
    return i


@pytest.fixture
def matt(varld):
    matt = Egetmatt.objects.create(
        namn="Läser flytande", enhet="%", konsuppdelat=True, agare=varld.enheter["skolnamnd"]
    )
    by = Enhet.objects.create(namn="Byskolan", niva="enhet", overordnad=varld.enheter["forvaltning"])
    for enhet, k, m in ((by, 3, 9), (varld.enheter["skola"], 22, 25), (None, 25, 34)):
        for kon, antal, varde in (("T", k + m, 70.0), ("K", k, 75.0), ("M", m, 66.0)):
            Utfall.objects.create(
                egetmatt=matt, enhet=enhet, ar=2025, kon=kon, varde=varde, antal=antal,
                rapporterat=NU, rapporterat_av="Anna",
            )  # fmt: skip
    return matt


def test_fran_indikatorn_till_ett_exempel(indikator, sida, inloggad, axe):
    inloggad(sida, "analytiker").goto(reverse("uppfoljning:indikator", args=[indikator.pk]))
    sida.get_by_role("link", name="Vad gör de bästa?").click()
    assert sida.locator("h1").inner_text() == "Vad gör de bästa?"
    tabell = sida.get_by_role("region", name="Bättre med lika förutsättningar")
    assert tabell.locator("tbody th a").all_inner_texts() == ["Påhittad 29", "Påhittad 20", "Påhittad 12"]
    sida.get_by_role("link", name="Lägg till ett exempel").click()
    assert sida.get_by_label("Nyckeltal i Kolada").input_value() == "U99901"
    sida.get_by_role("button", name="Spara exemplet").click()
    assert sida.title() == "Fel: Nytt gott exempel – Styrsnurran"
    assert axe(sida) == []
    sida.get_by_label("Vad ska det heta?").fill("Betygssamtal")
    sida.get_by_label("Vem gjorde det?").fill("Påhittad 29")
    sida.get_by_label("Vad gjordes?").fill("Samtal i februari.")
    sida.get_by_role("button", name="Spara exemplet").click()
    sida.get_by_text("Exemplet är tillagt.").wait_for()
    sida.get_by_role("button", name="Ta bort").click()
    sida.get_by_text("togs bort ur listan").wait_for()
    assert axe(sida) == []
    sida.get_by_role("button", name="Ångra borttagningen").click()
    sida.get_by_text("Det är som det var innan.").wait_for()
    assert list(GottExempel.objects.values_list("titel", "borttaget")) == [("Betygssamtal", None)]


def test_en_definition_avgors(indikator, sida, inloggad, axe, bredd):
    inloggad(sida, "analytiker").goto(reverse("kkik:definitioner"))
    sida.get_by_role("link", name="Behöriga, andel (%)").click()
    assert sida.locator(".orddiff").last.inner_text().replace("\n", "") == "Elever[tillagt: i <årskurs 9>]."
    sida.get_by_role("button", name="Bekräfta ny definition").click()
    assert sida.title() == "Fel: Ändrad definition av U99901 – Styrsnurran"
    assert axe(sida) == []
    assert bredd(sida, 360)
    sida.set_viewport_size({"width": 1300, "height": 900})
    sida.get_by_label("Första året med den nya definitionen").select_option("2023")
    sida.get_by_label("Varför?").first.fill("Andra elever räknas.")
    sida.get_by_role("button", name="Bekräfta ny definition").click()
    sida.get_by_text("Brottet är bekräftat.").wait_for()
    assert sida.locator("h1").inner_text() == "Ny definition från 2023"
    assert axe(sida) == []
    assert Definitionsbrott.objects.values_list("status", "ar").get() == ("bekraftat", 2023)


def test_ett_arende_besvaras(indikator, sida, inloggad, axe):
    arende = Arende.objects.get(orsak="upphor")
    inloggad(sida, "analytiker").goto(reverse("uppfoljning:arende", args=[arende.pk]))
    sida.get_by_role("button", name="Svara").click()
    assert sida.title() == "Fel: Nyckeltalet mäts inte längre: Behöriga – Styrsnurran"
    assert axe(sida) == []
    sida.get_by_label("Vi behåller det som det är").check()
    sida.get_by_label("Varför?").fill("Historiken behövs.")
    sida.get_by_role("button", name="Svara").click()
    sida.get_by_text("Svaret är sparat.").wait_for()
    arende.refresh_from_db()
    assert (arende.svar, arende.motivering) == ("behall", "Historiken behövs.")


def test_axe_och_bredd(indikator, matt, sida, inloggad, axe, bredd, skarmbild):
    GottExempel.objects.create(
        titel="Läsverkstad", gjordes="En timme.", vem="Byn", skapad=NU, skapad_av="Anna"
    )
    inloggad(sida, "analytiker")
    sidor = {
        "bast": reverse(BAST, args=[indikator.pk]),
        "bast-enheter": reverse("uppfoljning:egna_enheter", args=[matt.pk]),
        "definition": reverse("kkik:definition", args=[Definitionsbrott.objects.get().pk]),
        "arende": reverse("uppfoljning:arende", args=[Arende.objects.first().pk]),
        **{url.strip("/").replace("/", "-"): url for url in LISTOR},
    }
    for namn, url in sidor.items():
        sida.set_viewport_size({"width": 1300, "height": 900})
        sida.goto(url)
        assert axe(sida) == [], namn
        skarmbild(sida, namn)
        assert bredd(sida, 360), namn
        assert axe(sida) == [], namn
        skarmbild(sida, namn)


def test_axe_pa_tomma_sidor(varld, sida, inloggad, axe, bredd):
    tomt = varld.indikator(varld.nyckeltal("U99901", {}))
    inloggad(sida, "analytiker")
    for url in (*LISTOR, reverse(BAST, args=[tomt.pk])):
        sida.set_viewport_size({"width": 1300, "height": 900})
        sida.goto(url)
        assert axe(sida) == [], url
        assert bredd(sida, 360), url
