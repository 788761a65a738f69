"""The verdict, what people make of it, and the public memory, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from atgarder.actions.effekt import rakna_effekter
from atgarder.models import Effektbedomning
from planering.models import Egetmatt, Indikator
from tests.atgarder.effekthjalp import SAMRE, SOM_ANDRA, VISAD, beslutad, effekt_av, gjort, uppdrag_av
from tests.conftest import NU
from tests.uppfoljning.conftest import Varld

LANGT = "Gymnasieförberedandespråkutvecklingsstödsinsatser " * 3


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def uppdrag(varld):
    return gjort(varld, titel="Läslyftet i alla skolor")


@pytest.fixture
def alla(varld, uppdrag):
    """One of each verdict, an own measure, and one too early; long words among them."""
    gjort(varld, "U99912", SOM_ANDRA, LANGT.strip()[:200])
    gjort(varld, "U99913", SAMRE, "Nya scheman")
    uppdrag_av(beslutad(varld.indikator(varld.nyckeltal("U99914", VISAD)), "Väntar", effektar=2028))
    matt = Egetmatt.objects.create(namn="Väntetid", enhet="dagar", agare=varld.enheter["skolnamnd"])
    i = Indikator.objects.create(
        mal=varld.mal, egetmatt=matt, namn="Väntetid", riktning="lag", kategori="objektiv",
        paverkansgrad="stor", agare=varld.enheter["skolnamnd"],
    )  # fmt: skip
    uppdrag_av(beslutad(i, "Kortare väntan"), "avbruten")
    rakna_effekter(nar=NU)
    return uppdrag


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


def tryck(sida, roll: str, namn: str) -> None:
    sak = sida.get_by_role(roll, name=namn, exact=True).first
    sak.focus()
    with sida.expect_navigation():
        sida.keyboard.press("Enter")


def test_fran_uppdraget_till_utslaget_och_bedomningen(uppdrag, sida, inloggad, axe, skarmbild):
    inloggad(sida, "analytiker").goto(adress("uppdrag", uppdrag.pk))
    expect(sida.locator("#effekt")).to_contain_text("förbättrades 9,5 procentenheter mer än 29 kommuner")
    tryck(sida, "link", f"Diagrammet och så är det räknat för {effekt_av(uppdrag).indikator.namn}")
    expect(sida.locator(".effektsvar h2")).to_have_text("Effekt visad")
    expect(sida.get_by_role("img", name="Vi +11,0 pe, de jämförda +1,5 pe").first).to_be_visible()
    sida.get_by_text("De 29 jämförda kommunerna").click()
    expect(sida.get_by_role("row", name="Storköping")).to_contain_text("+11,0")
    assert axe(sida) == []
    skarmbild(sida, "effekt")

    sida.goto(adress("bedom_effekt", uppdrag.pk))
    tryck(sida, "button", "Spara bedömningen")
    assert sida.title().startswith("Fel: ")
    expect(sida.locator(".felsammanfattning")).to_be_visible()
    assert axe(sida) == []
    sida.get_by_role("radio", name="Vi menar att det verkade delvis").check()
    sida.get_by_label("Varför?").fill("Proven blev bättre, men bara i de mindre skolorna.")
    tryck(sida, "button", "Spara bedömningen")
    expect(sida.locator("#effekt")).to_contain_text("Vi menar att det verkade delvis")
    assert Effektbedomning.objects.get().slutsats == "delvis"


def test_medborgaren_hittar_det_som_fungerade(alla, sida, axe, skarmbild):
    sida.goto("/metod/")
    sida.get_by_role("navigation", name="Huvudmeny", exact=True).get_by_role(
        "link", name="Det som fungerade"
    ).click()
    expect(sida.get_by_role("status")).to_contain_text("5 åtgärder.")
    skarmbild(sida, "minne")
    sida.get_by_label("Vad det gav").select_option("Effekt visad")
    sida.get_by_role("search", name="Sök i det som gjorts").get_by_role("button", name="Sök").click()
    expect(sida.get_by_role("status")).to_contain_text("1 åtgärd.")
    sida.get_by_role("link", name="Läslyftet i alla skolor").click()
    expect(sida.get_by_role("heading", name="Vad lärde vi oss?")).to_be_visible()
    assert axe(sida) == []
    sida.get_by_role("link", name="Så räknas effekten").click()
    expect(sida.locator("#effekt")).to_be_visible()


def test_sokning_utan_traff_och_tomt_minne(kommun_9999, transactional_db, sida, axe, bredd):
    for fraga in ("", "?q=m%C3%A5nen"):
        sida.goto(adress("minne") + fraga)
        assert bredd(sida, 360)
        assert axe(sida) == []
        assert bredd(sida, 1300)
        assert axe(sida) == []


@pytest.mark.parametrize("pixlar", [1300, 360])
def test_sidorna_ar_tillgangliga_och_ryms(alla, sida, inloggad, axe, bredd, pixlar):
    """Every kind of verdict, before and after it is computed, and the form."""
    obekant = uppdrag_av(beslutad(effekt_av(alla).indikator, "Inte räknad"))
    inloggad(sida, "analytiker")
    sidor = [adress("minne"), adress("bedom_effekt", alla.pk), adress("effekt", effekt_av(obekant).pk)]
    for u in type(alla).objects.exclude(pk=obekant.pk):
        sidor += [adress("effekt", effekt_av(u).pk), adress("minnet", u.pk), adress("uppdrag", u.pk)]
    for ett in sidor:
        sida.goto(ett)
        assert bredd(sida, pixlar), ett
        assert axe(sida) == [], ett
