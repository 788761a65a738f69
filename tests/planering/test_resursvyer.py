"""The resource pages: cells with errors keep what was typed, files show what would change, decided stays decided."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from planering import actions as planera
from planering.actions import resurs as actions
from planering.models import Oronmarkning, Ram, Resursinlasning, Verksamhet
from tests.planering.resurshjalp import xlsx

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


@pytest.fixture
def forskola(vem, plan, storkoping):
    return actions.skapa_verksamhet(
        **vem, plan=plan, enhet=storkoping["skolnamnd"], namn="Förskola", volymnamn="barn"
    )


@pytest.fixture
def bas(plan):
    return f"/planering/plan/{plan.pk}/resurser/"


TOM_RAM = "0|0|0|0|||||"


def celler(v, fore=TOM_RAM, **andrade) -> dict:
    return {f"f-{v.pk}": fore} | {f"c-{v.pk}-{k}": text for k, text in andrade.items()}


def besluta(vem, plan):
    planera.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 1), paragraf="KF § 1")


def test_verksamhet_ramar_och_oronmarkning(analytiker, plan, mal, storkoping, nytt_nyckeltal, bas):
    nytt_nyckeltal("N11008", "Kostnad förskola, kr/inskrivet barn", enhet="kr")
    svar = analytiker.post(
        f"/planering/plan/{plan.pk}/verksamhet/",
        {
            "enhet": storkoping["skolnamnd"].pk,
            "namn": "Förskola",
            "slag": "verksamhet",
            "volymnamn": "barn",
            "nyckeltal": "n11008",
        },
    )
    v = Verksamhet.objects.get()
    assert (svar.url, v.nyckeltal.kolada_id) == (f"{bas}#namnd-{v.enhet_id}", "N11008")
    svar = analytiker.post(
        f"{bas}2026/ramar/", celler(v, bas="1 000,5", demografi="-10 tkr", volym="12", prioritering="")
    )
    ram = Ram.objects.get()
    assert (svar.url, ram.bas, ram.demografi, ram.volym) == (f"{bas}?ar=2026", D("1000.5"), D(-10), 12)
    svar = analytiker.post(
        f"/planering/ram/{ram.pk}/oronmarkning/",
        {"mal": mal.pk, "belopp": "250", "kommentar": "Speciallärare"},
    )
    assert (svar.url, Oronmarkning.objects.get().belopp) == (f"{bas}?ar=2026#oronmarkt", 250)
    text = analytiker.get(bas).content.decode()
    assert "991 tkr fördelas" in text.replace("\u00a0", " ")
    assert "250 tkr ur Förskola: Speciallärare" in " ".join(text.replace("\u00a0", " ").split())


def test_ett_okant_kostnadsmatt(analytiker, plan, storkoping):
    svar = analytiker.post(
        f"/planering/plan/{plan.pk}/verksamhet/",
        {"enhet": storkoping["skolnamnd"].pk, "namn": "F", "slag": "verksamhet", "nyckeltal": "N99999"},
    )
    assert svar.context["form"].errors == {
        "nyckeltal": ["Nyckeltalet N99999 finns inte i katalogen. Skriv ett id, till exempel N15006."]
    }


def test_fel_i_rutnatet_star_vid_cellen_och_allt_ar_kvar(analytiker, forskola, bas):
    svar = analytiker.post(
        f"{bas}2026/ramar/", celler(forskola, bas="1.234", volym="3", volym_kvinnor="1", volym_man="1")
    )
    text = svar.content.decode()
    assert Ram.objects.count() == 0
    assert "<title>Fel: Ramar 2026" in text
    assert (
        f'<a href="#c-{forskola.pk}-bas">Barn- och utbildningsnämnden, Förskola: ingående ram: menade du'
        in text
    )
    assert f'<a href="#c-{forskola.pk}-volym">' in text  # said at once, though another cell could not be read
    assert 'value="1.234"' in text


def test_granska_sparar_inget(analytiker, forskola, bas):
    svar = analytiker.post(
        f"{bas}2026/ramar/", celler(forskola, bas="50", prioritering="-5") | {"granska": "1"}
    )
    text = " ".join(svar.content.decode().split())
    assert "2 celler ändras i 1 rad. Ramarna ändras tillsammans med +45 tkr. Inget är sparat än." in text
    assert 'value="50"' in text
    assert Ram.objects.count() == 0


def test_krock_visar_bada_och_sparar_inget(analytiker, vem, forskola, bas):
    analytiker.post(f"{bas}2026/ramar/", celler(forskola, bas="100"))
    svar = analytiker.post(f"{bas}2026/ramar/", celler(forskola, bas="120"))  # opened when there was nothing
    text = svar.content.decode()
    assert (svar.status_code, Ram.objects.get().bas) == (409, 100)
    assert "<b>Sparat nu:</b> 100" in text
    assert "<b>Ditt:</b> 120" in text
    fore = "100|0|0|0|||||"
    assert f'name="f-{forskola.pk}" value="{fore}"' in text
    analytiker.post(f"{bas}2026/ramar/", celler(forskola, fore, bas="120"))
    assert Ram.objects.get().bas == 120


@pytest.mark.parametrize("fore", ["", "x|0|0|0|||||", "0|0", "NaN|0|0|0|||||"])
def test_ett_forvanskat_fore_raknas_som_det_som_ar_sparat(analytiker, forskola, bas, fore):
    analytiker.post(f"{bas}2026/ramar/", celler(forskola, fore, bas="100"))
    assert Ram.objects.get().bas == 100


def test_en_verksamhet_i_en_annan_plan_rors_inte(analytiker, vem, storkoping, forskola, bas):
    annan = planera.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2030)
    v = actions.skapa_verksamhet(**vem, plan=annan, enhet=storkoping["kulturnamnd"], namn="B")
    analytiker.post(f"{bas}2026/ramar/", celler(v, bas="100"))
    assert Ram.objects.count() == 0
    assert analytiker.get(f"{bas}2030/ramar/").status_code == 404


def test_beslutad_plan_ramar_stangda_utfall_oppet(analytiker, vem, plan, mal, forskola, bas):
    besluta(vem, plan)
    assert analytiker.post(f"{bas}2026/ramar/", celler(forskola, bas="1")).status_code == 409
    assert "Ändra ramar" not in analytiker.get(bas).content.decode()
    analytiker.post(f"{bas}2026/ramar/", {})
    svar = analytiker.get(f"{bas}2027/utfall/")
    assert svar.url == f"{bas}?ar=2027"


def test_utfall_anges_efter_beslutet(analytiker, vem, plan, mal, forskola, bas):
    analytiker.post(f"{bas}2026/ramar/", celler(forskola, bas="100"))
    besluta(vem, plan)
    svar = analytiker.post(
        f"{bas}2026/utfall/", {f"f-{forskola.pk}": "||", f"c-{forskola.pk}-utfall": "101,25"}
    )
    assert (svar.status_code, Ram.objects.get().utfall) == (302, D("101.25"))


@pytest.mark.parametrize("roll", ["fortroendevald", "lasare", "ansvarig"])
def test_den_som_bara_laser_far_se_men_inga_knappar(klient, kommun_9999, forskola, bas, roll):
    client = klient(roll)
    svar = client.get(bas)
    assert (svar.status_code, b"Ange utfall" in svar.content, b"/verksamhet/" in svar.content) == (
        200,
        False,
        False,
    )
    assert client.get(f"{bas}2026/ramar/").status_code == 403
    assert client.get(f"{bas}xlsx/").status_code == 200


# ---- Files ----

RUBRIK = ["År", "Nämnd", "Verksamhet", "Ingående ram", "Kommentar"]


def ladda_upp(client, bas, rader, namn="ramar.xlsx"):
    fil = SimpleUploadedFile(namn, xlsx([RUBRIK, *rader]))
    return client.post(f"{bas}las-in/", {"fil": fil})


def test_filen_visas_forst_och_sparas_sedan(analytiker, plan, forskola, bas):
    svar = ladda_upp(analytiker, bas, [[2026, "Barn- och utbildningsnämnden", "Förskola", 100.5, "x"]])
    inlasning = Resursinlasning.objects.get()
    assert (svar.url, Ram.objects.count()) == (f"/planering/inlasning/{inlasning.pk}/", 0)
    text = analytiker.get(svar.url).content.decode()
    assert "Kolumner som inte används: Kommentar." in text
    assert "<strong>100,5</strong>" in text
    svar = analytiker.post(f"/planering/inlasning/{inlasning.pk}/")
    assert (svar.url, Ram.objects.get().bas) == (bas, D("100.5"))
    assert analytiker.post(f"/planering/inlasning/{inlasning.pk}/").status_code == 302
    assert Ram.objects.get().revision == 1


def test_avbruten_inlasning(analytiker, forskola, bas):
    svar = ladda_upp(analytiker, bas, [[2026, "Barn- och utbildningsnämnden", "Förskola", 100]])
    analytiker.post(svar.url, {"avbryt": "1"})
    assert (Ram.objects.count(), Resursinlasning.objects.get().status) == (0, "avbruten")


def test_radernas_fel_namns_och_inget_sparas(analytiker, forskola, bas):
    svar = ladda_upp(
        analytiker, bas, [[2026, "Barn- och utbildningsnämnden", "Förskola", "1.234"], ["26", "X", "Y", 1]]
    )
    text = " ".join(svar.content.decode().split())
    assert "Fel: 2 saker i tabellen behöver rättas" in text
    assert '<th scope="row" class="tal">3</th><td>År</td>' in text
    assert Resursinlasning.objects.count() == 0


def test_alla_fel_sags_pa_en_gang_och_texten_ar_kvar(analytiker, forskola, bas):
    """What is wrong in a cell and what is wrong against the plan, in the order of the rows."""
    text = (
        "År\tNämnd\tVerksamhet\tIngående ram\tUtfall\tKoladas kostnadsmått\n"
        "2040\tBarn- och utbildningsnämnden\tFörskola\t1\t\t\n"
        "2026\tNämnden\tFörskola\t1.234\t\t\n"
        "2026\tBarn- och utbildningsnämnden\tFörskola\t1\t\tN99999\n"
        "2027\tBarn- och utbildningsnämnden\tFörskola\t1\t5\t\n"
    )
    svar = analytiker.post(f"{bas}las-in/", {"klistrat": text})
    assert (svar.status_code, svar.context["antal_fel"]) == (422, 5)
    assert [(f.rad, f.kolumn) for f in svar.context["radfel"]] == [
        (2, "År"),
        (3, "Ingående ram"),
        (3, "Nämnd"),
        (4, "Koladas kostnadsmått"),
        (5, "Utfall"),
    ]
    sida = svar.content.decode()
    assert "<title>Fel: Läs in ramar och utfall" in sida
    assert "2040\tBarn- och utbildningsnämnden\tFörskola\t1" in sida
    assert (Resursinlasning.objects.count(), Ram.objects.count()) == (0, 0)


def test_fel_som_uppstar_efter_lasningen_kan_rattas(analytiker, vem, plan, mal, forskola, bas):
    """The plan is decided between the reading and the confirmation: the table is there to be put right."""
    svar = ladda_upp(analytiker, bas, [[2026, "Barn- och utbildningsnämnden", "Förskola", "100,5"]])
    besluta(vem, plan)
    sida = analytiker.get(svar.url).content.decode()
    assert "<title>Fel: Granska inläsningen" in sida
    assert "Läs in</button>" not in sida
    pk = Resursinlasning.objects.get().pk
    assert f'href="{bas}las-in/?ur={pk}"' in sida
    assert analytiker.post(svar.url).status_code == 409
    form = analytiker.get(f"{bas}las-in/?ur={pk}").context["form"]
    assert form["klistrat"].value() == (
        "År\tNämnd\tVerksamhet\tIngående ram\n2026\tBarn- och utbildningsnämnden\tFörskola\t100,5"
    )
    assert Ram.objects.count() == 0


def klistra_in(client, bas, *rader):
    return client.post(f"{bas}las-in/", {"klistrat": "\n".join("\t".join(r) for r in rader)})


def test_ramen_ur_tabellen_kastas_inte_bort(analytiker, forskola, bas):
    """Only the frame is stated: what one comes from is what is left of it. 500 − 20 − 0 − 30 = 450."""
    bun = "Barn- och utbildningsnämnden"
    svar = klistra_in(
        analytiker,
        bas,
        ("År", "Nämnd", "Verksamhet", "Uppräkning", "Prioritering", "Ram"),
        ("2026", bun, "Förskola", "20", "30", "500"),
        ("2027", bun, "Förskola", "0", "", "500"),
    )
    analytiker.post(svar.url)
    assert list(Ram.objects.order_by("ar").values_list("ar", "bas", "upprakning", "prioritering")) == [
        (2026, D(450), D(20), D(30)),
        (2027, D(500), D(0), D(0)),
    ]
    # The stored parts count where the table lacks them: 490 − 20 − 30 = 440.
    svar = klistra_in(analytiker, bas, ("År", "Nämnd", "Verksamhet", "Ram"), ("2026", bun, "Förskola", "490"))
    sida = " ".join(analytiker.get(svar.url).content.decode().replace("\u00a0", " ").split())
    assert "1 rad ändras, 1 cell. Ramarna ändras tillsammans med −10 tkr" in sida
    analytiker.post(svar.url)
    assert Ram.objects.get(ar=2026).bas == 440


@pytest.mark.parametrize(
    ("rubriker", "celler", "fel"),
    [
        (
            ("Uppräkning", "Ram"),
            ("600", "500"),
            "Uppräkning, demografi och prioritering är 600 tkr, mer än ramen på 500 tkr.",
        ),
        (
            ("Ingående ram", "Ram"),
            ("400", "500"),
            "Ramen är 500 tkr, men delarna i tabellen och de som är sparade blir 400 tkr.",
        ),
        (("Ram",), ("femhundra",), "”femhundra” är inte ett tal. Skriv till exempel 1 234,5."),
    ],
)
def test_en_ram_som_inte_gar_ihop_ar_ett_fel_pa_raden(analytiker, forskola, bas, rubriker, celler, fel):
    svar = klistra_in(
        analytiker,
        bas,
        ("År", "Nämnd", "Verksamhet", *rubriker),
        ("2026", "Barn- och utbildningsnämnden", "Förskola", *celler),
    )
    funna = [(f.rad, f.kolumn, f.text.replace("\u00a0", " ")) for f in svar.context["radfel"]]
    assert funna == [(2, "Ram", fel)]
    assert Ram.objects.count() == 0


def test_en_rad_utan_tal_blir_ingen_ram(analytiker, forskola, bas):
    svar = klistra_in(
        analytiker,
        bas,
        ("År", "Nämnd", "Verksamhet", "Ram"),
        ("2027", "Barn- och utbildningsnämnden", "Förskola", ""),
    )
    analytiker.post(svar.url)
    assert Ram.objects.count() == 0


def test_inklistrad_tabell(analytiker, forskola, bas):
    svar = analytiker.post(
        f"{bas}las-in/",
        {
            "klistrat": "År\tNämnd\tVerksamhet\tUppräkning\r\n"
            "2026\tBarn- och utbildningsnämnden\tFörskola\t1\u00a0234,5"
        },
    )
    analytiker.post(svar.url)
    assert Ram.objects.get().upprakning == D("1234.5")


@pytest.mark.parametrize(
    ("data", "falt", "fel"),
    [
        ({}, "fil", "Välj en fil eller klistra in en tabell."),
        ({"klistrat": 'a;"b'}, "klistrat", "Har ett citattecken blivit kvar"),
        ({"fil": ("a.pdf", b"%PDF")}, "fil", "varken Excel"),
        ({"fil": ("a.xlsx", b"PK\x03\x04")}, "fil", "skadad"),
        ({"klistrat": "x", "fil": ("a.csv", b"x")}, "fil", "Välj det ena"),
    ],
)
def test_det_som_inte_gar_att_lasa(analytiker, plan, bas, data, falt, fel):
    if "fil" in data:
        data = data | {"fil": SimpleUploadedFile(*data["fil"])}
    svar = analytiker.post(f"{bas}las-in/", data)
    assert fel in svar.context["form"].errors[falt][0]


def test_nagon_hinner_fore_bekraftelsen(analytiker, forskola, bas):
    svar = ladda_upp(analytiker, bas, [[2026, "Barn- och utbildningsnämnden", "Förskola", 100]])
    analytiker.post(f"{bas}2026/ramar/", celler(forskola, bas="7"))
    nekad = analytiker.post(svar.url)
    assert (nekad.status_code, Ram.objects.get().bas) == (409, 7)
    assert "Planens ramar har ändrats sedan du läste in tabellen" in nekad.content.decode()
    analytiker.post(svar.url)
    assert Ram.objects.get().bas == 100


def test_namn_ur_filen_blir_text_pa_sidan(analytiker, bas, storkoping):
    svar = ladda_upp(
        analytiker, bas, [[2026, "Barn- och utbildningsnämnden", "<script>alert(1)</script>", 1]]
    )
    text = analytiker.get(svar.url).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
