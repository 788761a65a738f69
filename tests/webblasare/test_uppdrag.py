"""From a carried proposal to a done assignment in a browser, and what it asks of the next budget."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from atgarder.actions.uppdrag import ge_uppdrag
from atgarder.models import Atgardsuppdrag, Malandringsforslag, Resursbehov
from planering.actions import kopiera_framat, skapa_aktivitet
from planering.models import Mal, Plan
from tests.atgarder.besluthjalp import beskriv, beslutat, framlagt, lamnat
from tests.conftest import NU
from tests.uppfoljning.conftest import Varld, rik
from tests.webblasare.tangentbord import Tangentbord

__all__ = ["rik"]


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def punkt(rik):
    """Carried by the nämnd on a paper, with needs for two years and a goal that should change."""
    forslag = framlagt(rik["sjunker"])
    beskriv(
        forslag, rik["sjunker"], malandring="ja", malandring_text="Höj målnivån.", mal=[rik["sjunker"].mal]
    )
    return beslutat(lamnat(forslag)).punkter.get()


@pytest.fixture
def utkast(varld) -> Plan:
    return kopiera_framat(
        av=None, nar=NU, plan=varld.plan, namn="Mål och budget 2027–2029", fran_ar=2027, till_ar=2029
    )


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


def tryck(sida, roll: str, namn: str) -> None:
    sak = sida.get_by_role(roll, name=namn, exact=True).first
    sak.focus()
    with sida.expect_navigation():
        sida.keyboard.press("Enter")


def test_fran_bifall_till_genomfort_med_tangentbordet(punkt, storkoping, sida, inloggad, axe, skarmbild):
    inloggad(sida, "analytiker").goto(adress("ge_uppdrag", punkt.pk))
    tangenter = Tangentbord(sida)
    expect(sida.get_by_label("Nuläge")).to_have_value("Vad beror det på?\n\n69 % 2025 mot målet 85 %.")

    # Refused, and all that was typed is there.
    tangenter.skriv("Namn", "Stöd i ettan")
    sida.get_by_role("textbox", name="Mål", exact=True).fill("")
    tryck(sida, "button", "Ge uppdraget")
    expect(sida).to_have_title("Fel: Ge uppdraget – Styrsnurran")
    expect(sida.get_by_label("Namn")).to_have_value("Stöd i ettan")
    assert axe(sida) == []
    tangenter.skriv("Mål", "Alla får stöd inom två veckor.")
    tryck(sida, "button", "Ge uppdraget")
    expect(sida.get_by_role("heading", level=1)).to_have_text("Tidigt stöd")
    uppdrag = Atgardsuppdrag.objects.get()
    assert (uppdrag.handlingsplan.namn, uppdrag.enhet) == ("Stöd i ettan", storkoping["skolnamnd"])

    # The plan says where it comes from, and leads back.
    tryck(sida, "link", "Till handlingsplanen Stöd i ettan")
    tryck(sida, "link", "Uppdrag efter beslut i Barn- och utbildningsnämnden 2026-03-10 § 23")
    expect(sida.get_by_role("heading", level=1)).to_have_text("Tidigt stöd")

    # Going on has no day; done has.
    tryck(sida, "link", "Följ upp")
    dag = sida.get_by_label("När?")
    expect(dag).to_be_hidden()
    sida.get_by_role("radio", name="Genomförd").focus()
    sida.keyboard.press("Space")
    expect(dag).to_be_visible()
    sida.get_by_label("Hur blev det?").fill("Fyra tjänster flyttade.")
    tryck(sida, "button", "Spara uppföljningen")
    expect(sida.get_by_role("link", name="När? Skriv när det var genomfört.")).to_be_visible()
    expect(sida.get_by_label("Hur blev det?")).to_have_value("Fyra tjänster flyttade.")
    assert axe(sida) == []
    sida.get_by_label("När?").fill("2026-03-11")
    tryck(sida, "button", "Spara uppföljningen")
    expect(sida.locator(".uppdragssvar")).to_have_text("Genomförd 2026-03-11")
    skarmbild(sida, "uppdrag")
    sida.goto(adress("uppdragslista"))
    expect(sida.locator(".uppdragstabell tbody tr")).to_have_count(1)


def test_behov_och_mal_tas_in_i_nasta_plan(punkt, utkast, sida, inloggad, axe, skarmbild):
    inloggad(sida, "analytiker").goto(reverse("planering:planvy", args=[utkast.pk]))
    tryck(sida, "link", "2 behov och 1 målförslag från beslut väntar")
    assert axe(sida) == []
    skarmbild(sida, "infor-budget")
    behov = sida.locator("#behov")
    behov.get_by_role("checkbox", name="Speciallärare 2027, Tidigt stöd").check()
    behov.get_by_label("Svar").fill("I nämndens ram.")
    with sida.expect_navigation():
        behov.get_by_role("button", name="Ta in i planen").click()
    expect(behov.get_by_role("checkbox")).to_have_count(1)
    assert set(Resursbehov.objects.values_list("ar", "status", "svar")) == {
        (2027, "intaget", "I nämndens ram."),
        (2028, "vantar", ""),
    }

    # Declining without an answer is refused where it is missing, and what was chosen stays chosen.
    mal = sida.locator("#mal")
    mal.get_by_role("checkbox").check()
    with sida.expect_navigation():
        mal.get_by_role("button", name="Avböj").click()
    expect(sida).to_have_title("Fel: Inför nästa budget – Styrsnurran")
    expect(mal.get_by_role("checkbox")).to_be_checked()
    assert axe(sida) == []
    with sida.expect_navigation():
        mal.get_by_role("button", name="Ta in i planen").click()
    assert Malandringsforslag.objects.get().plan == utkast
    tryck(sida, "link", "Med i planen")
    kopia = Mal.objects.get(malomrade__plan=utkast, titel="Alla elever når gymnasiet")
    tryck(sida, "link", "Ändra målet Alla elever når gymnasiet i Mål och budget 2027–2029")
    assert sida.url.endswith(reverse("planering:andra_mal", args=[kopia.pk]))


@pytest.mark.parametrize("lage", ["full", "tom"])
def test_sidorna_ar_tillgangliga_och_far_plats(lage, rik, request, sida, inloggad, axe, bredd, storkoping):
    sidor = [adress("uppdragslista"), adress("infor_budget"), adress("infor_budget") + "?lage=alla"]
    if lage == "full":
        punkt = request.getfixturevalue("punkt")
        request.getfixturevalue("utkast")
        uppdrag = ge_uppdrag(av=None, nar=NU, punkt=punkt, enhet=storkoping["skola"])
        for namn, status in (("Rekrytera", "pagar"), ("Kartlägg", "klar")):
            skapa_aktivitet(
                av=None,
                nar=NU,
                handlingsplan=uppdrag.handlingsplan,
                namn=namn,
                ansvar="Rektor",
                status=status,
                startar=NU.date(),
                klar_senast=NU.date().replace(month=5),
            )
        sidor += [
            adress("uppdrag", uppdrag.pk),
            adress("folj_upp_uppdrag", uppdrag.pk),
            adress("uppdragshistorik", uppdrag.pk),
            adress("ge_uppdrag", punkt.pk),
            reverse("planering:handlingsplan", args=[uppdrag.handlingsplan_id]),
        ]
    inloggad(sida, "analytiker")
    for url in sidor:
        sida.goto(url)
        assert (url, axe(sida)) == (url, [])
        assert (url, bredd(sida, 360), axe(sida)) == (url, True, [])
        assert bredd(sida, 320)
        bredd(sida, 1300)
