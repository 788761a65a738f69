"""Prioritising in a browser: two persons place, one by mouse and finger and one by keyboard, and then see together."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from atgarder.actions import prioritering as actions
from atgarder.models import Kriteriepoang, Placering, Prioritering, Prioriteringsdeltagare
from tests.atgarder.prioriteringshjalp import forslagen, placera_alla, runda, satt_poang
from tests.conftest import NU
from tests.uppfoljning.conftest import Varld, rik

__all__ = ["rik"]


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def forslag(rik):
    return forslagen(rik["sjunker"])


@pytest.fixture
def ada(personer):
    return personer["analytiker"]


@pytest.fixture
def bo(personer):
    return personer["fortroendevald"]


@pytest.fixture
def r(forslag, ada, bo):
    return runda(forslag, [ada, bo], av=ada)


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


def nal(sida, bokstav: str):
    return sida.locator("button.nal").filter(has_text=re.compile(f"^{bokstav}$"))


def ruta(sida, insats: int, effekt: int):
    return sida.locator(f'.matrisruta[data-insats="{insats}"][data-effekt="{effekt}"]')


def lage(sida):
    return sida.locator("[data-lagestext]")


def dra(sida, fran, till) -> None:
    """Press in the middle of one, move there in steps, release."""
    fran.scroll_into_view_if_needed()
    a, b = fran.bounding_box(), till.bounding_box()
    sida.mouse.move(a["x"] + a["width"] / 2, a["y"] + a["height"] / 2)
    sida.mouse.down()
    sida.mouse.move(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2, steps=8)
    sida.mouse.up()


def platser(person) -> dict[str, tuple[int, int]]:
    rader = Placering.objects.filter(deltagare__person=person)
    return {p.rad.forslag.titel: (p.insats, p.effekt) for p in rader.select_related("rad__forslag")}


def test_tva_personer_prioriterar(r, ada, bo, sida, inloggad, axe, bredd, skarmbild):
    url = adress("prioritering", r.pk)
    # Ada drags with the mouse.
    inloggad(sida, "analytiker").goto(url)
    assert axe(sida) == []
    dra(sida, nal(sida, "A"), ruta(sida, 2, 5))
    expect(ruta(sida, 2, 5).locator("button.nal")).to_have_text("A")
    expect(lage(sida)).to_have_text(
        "A: liten insats (2), stor effekt (5): Gör först. Sparat. 1 av 3 bedömda."
    )
    expect(sida.locator("#insats-" + str(r.rader.first().pk))).to_have_value("2")
    dra(sida, nal(sida, "B"), ruta(sida, 5, 2))
    expect(lage(sida)).to_contain_text("2 av 3 bedömda")
    # Dragged from square to square, and taken back.
    dra(sida, nal(sida, "B"), ruta(sida, 6, 1))
    expect(lage(sida)).to_contain_text("B: mycket stor insats (6), mycket liten effekt (1): Avstå. Sparat.")
    sida.get_by_role("button", name="Ångra", exact=True).click()
    expect(lage(sida)).to_contain_text("B: stor insats (5), liten effekt (2): Avstå. Sparat.")
    expect(ruta(sida, 5, 2).locator("button.nal")).to_have_text("B")
    assert platser(ada) == {"Tidigt stöd": (2, 5), "Läxhjälp": (5, 2)}
    assert axe(sida) == []
    skarmbild(sida, "prioritera")
    sida.get_by_role("button", name="Klar med min del").click()
    expect(sida.get_by_role("heading", name="Tidigt stöd kommer först")).to_be_visible()
    sida.context.clear_cookies()

    # Bo uses the keyboard only: from outside, the first arrow leads to the middle.
    inloggad(sida, "fortroendevald").goto(url)
    expect(sida.locator(".matrisruta button.nal")).to_have_count(0)
    nal(sida, "A").focus()
    for tangent in ("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp", "ArrowUp"):
        sida.keyboard.press(tangent)
    expect(nal(sida, "A")).to_be_focused()
    expect(lage(sida)).to_contain_text(
        "A: mycket liten insats (1), mycket stor effekt (6): Gör först. Sparat."
    )
    nal(sida, "B").focus()
    sida.keyboard.press("ArrowUp")
    expect(lage(sida)).to_contain_text(
        "B: ganska liten insats (3), ganska stor effekt (4): Gör först. Sparat."
    )
    sida.keyboard.press("Delete")
    expect(lage(sida)).to_contain_text("B: Inte placerad. Sparat. 1 av 3 bedömda.")
    sida.keyboard.press("Control+z")
    expect(ruta(sida, 3, 4).locator("button.nal")).to_have_text("B")
    expect(lage(sida)).to_contain_text("2 av 3 bedömda")
    # The choices below do the same.
    sida.get_by_label("Insats: Ny skola").select_option("6")
    expect(lage(sida)).to_have_text("C: välj också effekt.")
    sida.get_by_label("Effekt: Ny skola").select_option("1")
    expect(ruta(sida, 6, 1).locator("button.nal")).to_have_text("C")
    expect(lage(sida)).to_contain_text("3 av 3 bedömda")
    assert platser(bo) == {"Tidigt stöd": (1, 6), "Läxhjälp": (3, 4), "Ny skola": (6, 1)}
    sida.get_by_role("button", name="Klar med min del").focus()
    with sida.expect_navigation():
        sida.keyboard.press("Enter")

    # The common picture: Tidigt stöd 5,5 − 1,5 = 4; Läxhjälp 3 − 4 = −1; Ny skola 1 − 6 = −5, by one alone.
    expect(sida.locator(".rangordning h3")).to_contain_text(["Tidigt stöd", "Läxhjälp", "Ny skola"])
    expect(sida.locator(".matrisbild .mb-marke")).to_have_count(3)
    expect(sida.locator(".matrisbild .mb-prick")).to_have_count(5)
    sida.get_by_text("Visa alla bedömningar som tabell").click()
    expect(sida.get_by_role("region", name="Alla bedömningar")).to_contain_text("Förtroendevald Storköping")
    assert axe(sida) == []
    skarmbild(sida, "prioriterat")
    assert bredd(sida, 320)
    assert axe(sida) == []

    # Ada closes it.
    sida.context.clear_cookies()
    inloggad(sida, "analytiker").goto(url)
    bredd(sida, 1280)
    sida.get_by_role("link", name="Avsluta").click()
    sida.get_by_role("button", name="Avsluta prioriteringen").click()
    assert sida.title().startswith("Fel: ")
    assert axe(sida) == []
    sida.get_by_label("Vad kom ni fram till?").fill("Stödet först. Om läxhjälpen är vi oense.")
    sida.get_by_role("button", name="Avsluta prioriteringen").click()
    expect(sida.get_by_role("heading", name="Det här kom vi fram till")).to_be_visible()
    expect(sida.get_by_text("Stödet först. Om läxhjälpen är vi oense.")).to_be_visible()
    assert Prioritering.objects.get().ar_avslutad
    assert axe(sida) == []


def test_tryck_pa_bokstaven_och_sedan_pa_rutan(r, ada, sida, inloggad, axe, bredd, skarmbild):
    """As on a telephone: what is not placed waits under the matrix."""
    inloggad(sida, "analytiker").goto(adress("prioritering", r.pk))
    assert bredd(sida, 320)
    expect(sida.locator(".naltray button.nal")).to_have_count(3)
    nal(sida, "C").click()
    expect(nal(sida, "C")).to_have_attribute("aria-pressed", "true")
    expect(lage(sida)).to_have_text("C, Ny skola, är vald. Tryck på en ruta.")
    ruta(sida, 6, 6).click()
    expect(lage(sida)).to_contain_text("C: mycket stor insats (6), mycket stor effekt (6): Satsa. Sparat.")
    expect(nal(sida, "C")).to_have_attribute("aria-pressed", "false")
    expect(sida.locator(".naltray button.nal")).to_have_count(2)
    # Back to the tray.
    dra(sida, nal(sida, "C"), sida.locator(".naltray"))
    expect(sida.locator(".naltray button.nal")).to_have_count(3)
    expect(lage(sida)).to_contain_text("C: Inte placerad. Sparat.")
    assert platser(ada) == {}
    assert axe(sida) == []
    skarmbild(sida, "prioritera-smal")


def test_dra_med_fingret(r, ada, sida, inloggad):
    """The finger drags the pin, and the page stays where it is."""
    inloggad(sida, "analytiker").goto(adress("prioritering", r.pk))
    sida.set_viewport_size({"width": 390, "height": 844})
    fran = nal(sida, "B")
    fran.scroll_into_view_if_needed()
    rullat = sida.evaluate("window.scrollY")
    a, b = fran.bounding_box(), ruta(sida, 4, 3).bounding_box()
    x, y = a["x"] + a["width"] / 2, a["y"] + a["height"] / 2
    dx, dy = b["x"] + b["width"] / 2 - x, b["y"] + b["height"] / 2 - y
    cdp = sida.context.new_cdp_session(sida)
    cdp.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for i in range(1, 9):
        punkt = {"x": x + dx * i / 8, "y": y + dy * i / 8}
        cdp.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [punkt]})
    cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(ruta(sida, 4, 3).locator("button.nal")).to_have_text("B")
    expect(lage(sida)).to_contain_text("B: ganska stor insats (4), ganska liten effekt (3): Avstå. Sparat.")
    assert sida.evaluate("window.scrollY") == rullat
    assert platser(ada) == {"Läxhjälp": (4, 3)}


def test_det_som_inte_gick_att_spara_star_kvar(r, ada, sida, inloggad, klagomal):
    inloggad(sida, "analytiker").goto(adress("prioritering", r.pk))
    sida.route("**/placera/**", lambda vag: vag.abort())
    dra(sida, nal(sida, "A"), ruta(sida, 2, 5))
    expect(sida.locator("[data-osparat]")).to_contain_text("Inte sparat. Kontrollera anslutningen.")
    expect(ruta(sida, 2, 5).locator("button.nal-osparad")).to_have_text("A")
    assert platser(ada) == {}
    sida.unroute("**/placera/**")
    sida.get_by_role("button", name="Försök igen").click()
    expect(lage(sida)).to_contain_text("A: liten insats (2), stor effekt (5): Gör först. Sparat.")
    expect(sida.locator("[data-osparat]")).to_have_count(0)
    assert platser(ada) == {"Tidigt stöd": (2, 5)}
    klagomal[:] = [rad for rad in klagomal if "net::ERR_FAILED" not in rad]


def test_klar_vantar_pa_det_som_sparas(r, ada, sida, inloggad):
    inloggad(sida, "analytiker").goto(adress("prioritering", r.pk))
    pa_vag = []
    sida.route("**/placera/**", lambda vag: pa_vag.append(vag))
    with sida.expect_request("**/placera/**"):
        nal(sida, "A").press("ArrowRight")
    sida.get_by_role("button", name="Klar med min del").click()
    expect(sida.get_by_role("button", name="Klar med min del")).to_be_visible()
    assert Prioriteringsdeltagare.objects.filter(klar__isnull=False).count() == 0
    with sida.expect_navigation():
        pa_vag[0].continue_()
    expect(sida.get_by_role("heading", name="Tidigt stöd kommer först")).to_be_visible()
    assert platser(ada) == {"Tidigt stöd": (4, 4)}


def test_en_som_avslutats_under_tiden_sags(r, ada, bo, sida, inloggad, klagomal):
    inloggad(sida, "analytiker").goto(adress("prioritering", r.pk))
    placera_alla(r, bo, [(1, 6), None, None])
    actions.avsluta_prioritering(av=bo, nar=NU, prioritering=r, sammanfattning="Klart.")
    nal(sida, "A").focus()
    sida.keyboard.press("ArrowRight")
    expect(sida.locator("[data-osparat]")).to_contain_text("Prioriteringen avslutades 2026-03-11")
    sida.on("dialog", lambda ruta: ruta.accept())
    sida.goto(adress("prioriteringar"))
    assert platser(ada) == {}
    klagomal[:] = [rad for rad in klagomal if "409" not in rad]


def test_med_egna_kriterier(forslag, ada, bo, sida, inloggad, axe, bredd, skarmbild):
    r = runda(forslag, [ada, bo], modell="kriterier", kriterier=[("Nytta", 3), ("Liten risk", 1)])
    satt_poang(r, bo, [(6, 2), (1, 1), (4, 4)])
    inloggad(sida, "analytiker").goto(adress("prioritering", r.pk))
    assert axe(sida) == []
    sida.get_by_label("Nytta vikt 3: Tidigt stöd").select_option("2")
    expect(lage(sida)).to_have_text("A: 1 av 2 poäng satta. Sparat. 1 av 3 bedömda.")
    sida.get_by_label("Liten risk vikt 1: Tidigt stöd").select_option("4")
    expect(lage(sida)).to_contain_text("A: 2 av 2 poäng satta. Sparat.")
    sida.get_by_role("button", name="Ångra", exact=True).click()
    expect(lage(sida)).to_contain_text("A: 1 av 2 poäng satta. Sparat.")
    assert Kriteriepoang.objects.filter(deltagare__person=ada).count() == 1
    assert bredd(sida, 320)
    assert axe(sida) == []
    bredd(sida, 1280)
    sida.get_by_role("button", name="Klar med min del").click()
    # Tidigt stöd: Nytta (6 + 2) / 2 = 4, Liten risk 2, so (12 + 2) / 4 = 3,5. Ny skola 4, Läxhjälp 1.
    expect(sida.locator(".rangordning h3")).to_contain_text(["Ny skola", "Tidigt stöd", "Läxhjälp"])
    expect(sida.locator(".rangord").nth(1)).to_contain_text("3,5 poäng")
    expect(sida.locator(".delade-ord").first).to_have_text(
        "Delade meningar om ”Nytta”: 2–6 (Analytiker Storköping 2, Förtroendevald Storköping 6)."
    )
    sida.get_by_text("Visa alla bedömningar som tabell").click()
    assert axe(sida) == []
    skarmbild(sida, "prioriterat-kriterier")
    assert bredd(sida, 320)


def test_oppna_en_prioritering(forslag, ada, bo, sida, inloggad, axe, bredd, skarmbild):
    inloggad(sida, "analytiker").goto(adress("prioriteringar"))
    assert axe(sida) == []
    sida.get_by_role("link", name="Öppna en prioritering").first.click()
    expect(sida.locator("#id_kriterium_1")).to_be_hidden()
    sida.get_by_label("Egna kriterier med vikter").check()
    expect(sida.locator("#id_kriterium_1")).to_be_visible()
    sida.get_by_role("button", name="Öppna prioriteringen").click()
    assert sida.title().startswith("Fel: ")
    expect(sida.locator("[data-felsammanfattning]")).to_contain_text("Förslag: välj minst ett förslag.")
    assert axe(sida) == []
    assert bredd(sida, 320)
    assert axe(sida) == []
    bredd(sida, 1280)
    sida.get_by_label("Insats mot effekt").check()
    sida.get_by_label("Namn").fill("Inför budgeten")
    sida.get_by_label("För vilken del av organisationen?").select_option("Barn- och utbildningsnämnden")
    sida.get_by_label("Tidigt stöd").check()
    sida.get_by_label("Förtroendevald Storköping").check()
    sida.get_by_role("button", name="Öppna prioriteringen").click()
    expect(sida.get_by_role("heading", name="Inför budgeten")).to_be_visible()
    expect(sida.get_by_text("0 av 1 är klara med sin del.")).to_be_visible()
    assert [d.person for d in Prioriteringsdeltagare.objects.all()] == [bo]
    assert axe(sida) == []
    sida.goto(adress("prioriteringar"))
    assert bredd(sida, 320)
    assert axe(sida) == []


def test_utan_skript(r, ada, chromium, live_server, klient):
    """The choices under each proposal are a form of their own, with a way back."""
    kontext = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="sv-SE")
    session = klient("analytiker").cookies["sessionid"].value
    kontext.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    sida = kontext.new_page()
    sida.goto(adress("prioritering", r.pk))
    sida.get_by_label("Insats: Tidigt stöd").select_option("2")
    sida.get_by_label("Effekt: Tidigt stöd").select_option("5")
    sida.get_by_role("button", name="Spara").first.click()
    expect(sida.locator('.matrisruta[data-insats="2"][data-effekt="5"] .nal')).to_have_text("A")
    sida.get_by_role("button", name="Ångra ändringen").click()
    expect(sida.locator(".matrisruta .nal")).to_have_count(0)
    assert platser(ada) == {}
    kontext.close()
