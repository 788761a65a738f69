"""The catalogue, the comparison, the report, the riktningar and the API's page in a real browser."""

import pytest

from kkik.actions.lagen import berakna_lagen
from kkik.actions.riktning import bekrafta_forslag
from tests.kkik import bygg

pytestmark = pytest.mark.django_db(transaction=True)
BREDDER = [1280, 320]


@pytest.fixture
def land(personer, kommun_9999):
    """Storköping and thirty others, two measures that the layouts know, one unknown, one without values."""
    bygg.kommuner(*range(1001, 1031))
    bygg.kommuner(9999, namn="Storköping")
    alla = [*range(1001, 1031), 9999]
    behoriga = bygg.nyckeltal(
        "N15428", "Elever i åk 9 som är behöriga till yrkesprogram, hemkommun, andel (%)"
    )
    kostnad = bygg.nyckeltal("N11008", "Kostnad förskola, kr/inskrivet barn", enhet="kr/inskrivet barn")
    okant = bygg.nyckeltal("N99001", "Ett mått som ingen uppställning känner, antal", enhet="antal")
    tomt = bygg.nyckeltal("N99002", "Ett mått utan värden (-2019)", enhet="antal", forsvunnet=bygg.NU)
    for i, k in enumerate(alla):
        ar = range(2015, 2023)
        bygg.varden(behoriga, {k: {y: 70.0 + i / 2 + (y * 7 + i * 3) % 5 for y in ar}})
        bygg.varden(behoriga, {k: dict.fromkeys(ar, 72.0 + i / 2)}, kon="K")
        bygg.varden(behoriga, {k: dict.fromkeys(ar, 68.0 + i / 3)}, kon="M")
        bygg.varden(kostnad, {k: {y: 120_000.0 + 900 * i + 2_500 * (y - 2015) for y in ar}})
        bygg.varden(okant, {k: {y: float(i) for y in ar}})
    bygg.varden(kostnad, {1001: {2023: 140_000.0}})
    bygg.grupp(
        "G6", "x", [1001, 1002, 1003, 1004, 1005, 1006, 1007], slag="liknande", familj="övergripande",
        kommun_id=9999, ar=2024,
    )  # fmt: skip
    bygg.grupp("G7", "Påhittade läns kommuner (ovägt medel)", [*alla[:12], 9999], slag="lan")
    bygg.kkik_grupp(behoriga, kostnad, okant, tomt)
    berakna_lagen(av=None, nar=bygg.NU)
    return personer


@pytest.mark.parametrize("pixlar", BREDDER)
@pytest.mark.parametrize(
    ("adress", "namn"),
    [
        ("/nyckeltal/", "katalog"),
        ("/nyckeltal/?q=xyzzy", "katalog-tom"),
        ("/nyckeltal/N15428/?riktning=hog", "jamforelse"),
        ("/nyckeltal/N15428/?visa=kon&ar=x", "jamforelse-kon"),
        ("/nyckeltal/N11008/?grupp=liknande&sortera=-varde", "jamforelse-tabell"),
        ("/nyckeltal/N99002/", "jamforelse-tom"),
        ("/kkik/", "rapport"),
        ("/kkik/riktningar/", "riktningar"),
        ("/api/", "api"),
    ],
)
def test_oppna_sidor(sida, land, axe, bredd, skarmbild, pixlar, adress, namn):
    sida.goto(adress)
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    skarmbild(sida, f"kkik-{namn}")


@pytest.mark.parametrize("pixlar", BREDDER)
def test_administratoren_bekraftar_och_farg_syns(sida, inloggad, land, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "administrator").goto("/kkik/riktningar/")
    assert bredd(sida, pixlar)
    sida.get_by_role("button", name="Bekräfta alla 2 förslag").click()
    sida.get_by_text("2 riktningar är bekräftade. Färgerna syns nu.").wait_for()
    assert axe(sida) == []
    sida.goto("/kkik/")
    assert sida.locator(".kvartil").count() == 3
    assert sida.locator(".marke-gron .kvartil").count() == 1
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    skarmbild(sida, "kkik-rapport-farg")


@pytest.mark.parametrize("pixlar", BREDDER)
def test_en_enskild_riktning_med_fel(sida, inloggad, land, axe, bredd, skarmbild, pixlar):
    inloggad(sida, "administrator").goto("/kkik/riktningar/N15428/")
    sida.check("input[name=riktning][value=intervall]")
    sida.fill("#id_a", "90")
    sida.fill("#id_b", "80")
    sida.fill("#id_kalla", "KS § 12")
    sida.get_by_role("button", name="Bekräfta riktningen").click()
    sida.wait_for_function("() => document.title.startsWith('Fel: ')")
    assert bredd(sida, pixlar)
    assert axe(sida) == []
    assert sida.input_value("#id_a") == "90"
    skarmbild(sida, "kkik-riktning-fel")
    sida.fill("#id_b", "95,5")
    sida.get_by_role("button", name="Bekräfta riktningen").click()
    sida.wait_for_url("**/nyckeltal/N15428/")
    assert sida.get_by_text("Riktningen för N15428 är bekräftad. Färgerna följer den.").is_visible()


def test_sok_fran_sidhuvudet_till_jamforelsen(sida, land):
    bekrafta_forslag(av=land["administrator"], nar=bygg.NU)
    sida.goto("/kkik/")
    sida.fill("#sok", "behöriga yrk")
    sida.keyboard.press("Enter")
    sida.wait_for_url("**/nyckeltal/?q=*")
    sida.get_by_role("link", name="Elever i åk 9 som är behöriga").click()
    sida.wait_for_url("**/nyckeltal/N15428/")
    assert (
        sida.locator("h1").inner_text()
        == "Elever i åk 9 som är behöriga till yrkesprogram, hemkommun, andel (%)"
    )
    sida.select_option("#val-kommun", label="Kommun 1003")
    sida.select_option("#val-grupp", label="Alla kommuner")
    sida.get_by_role("button", name="Visa", exact=True).click()
    sida.wait_for_url("**kommun=1003**")
    assert (
        sida.locator(".ingress").first.inner_text()
        == "Kommun 1003 2022, jämfört med alla kommuner. Högt värde är bra."
    )


def test_tabellen_oppnas_sorterad(sida, land):
    sida.goto("/nyckeltal/N11008/")
    sida.get_by_text("Alla kommuner som tabell").click()
    sida.locator("#alla-kommuner thead").get_by_role("link", name="2022").click()
    sida.wait_for_url("**sortera=-varde**")
    assert sida.locator("#alla-kommuner tbody th").first.inner_text() == "Storköping 9999"
