"""The pages of descriptions: saved as one types, restored, and nothing overwritten."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planering import actions as planera
from planering.actions import uppdrag as actions
from planering.charts import befolkningsdiagram
from planering.models import Uppdragsbeskrivning, Uppdragskalla

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


@pytest.fixture
def vision(vem, plan, storkoping):
    rad = actions.skapa_uppdrag(**vem, plan=plan, namn="Nämndens uppdrag", enheter=[storkoping["skolnamnd"]])
    return rad.texter.get(avsnitt="vision")


@pytest.fixture
def folk(nytt_nyckeltal):
    from kkik.models import Varde

    n = nytt_nyckeltal(
        "N01951", "Invånare totalt, antal", enhet="antal", varden={2014: 900, 2015: 1000, 2025: 1100}
    )
    for kon, varde in (("K", 540), ("M", 560)):
        Varde.objects.create(nyckeltal=n, kommun_id=9999, ar=2025, kon=kon, varde=varde, andrad=1)
    return n


def adress(text) -> str:
    return f"/planering/uppdragstext/{text.pk}/"


def test_skapa_och_skriva_utan_skript(analytiker, plan, storkoping):
    svar = analytiker.post(
        f"/planering/plan/{plan.pk}/uppdrag/nytt/", {"namn": "Uppdraget", "enheter": [storkoping["kf"].pk]}
    )
    rad = Uppdragsbeskrivning.objects.get()
    assert svar.url == f"/planering/uppdrag/{rad.pk}/"
    text = rad.texter.get(avsnitt="vision")
    svar = analytiker.post(adress(text), {"revision": "1", "text": "Alla\r\nlyckas", "fonster": "f"})
    assert svar.url == f"/planering/uppdrag/{rad.pk}/#vision"
    assert "Alla<br>lyckas" in analytiker.get(f"/planering/uppdrag/{rad.pk}/").content.decode()


def test_overlappande_enheter_sags_vid_faltet(analytiker, plan, storkoping):
    valda = [storkoping["skolnamnd"].pk, storkoping["skola"].pk]
    svar = analytiker.post(
        f"/planering/plan/{plan.pk}/uppdrag/nytt/", {"namn": "Uppdraget", "enheter": valda}
    )
    form = svar.context["form"]
    assert form.errors == {
        "enheter": [
            "Välj bara den ena: Ängsskolan ligger under Barn- och utbildningsnämnden och ingår redan."
        ]
    }
    assert sorted(form["enheter"].value()) == sorted(map(str, valda))
    assert "<title>Fel: Ny uppdragsbeskrivning" in svar.content.decode()


def test_sparas_medan_man_skriver(analytiker, vision):
    svar = analytiker.post(adress(vision), {"revision": "1", "text": "Alla", "fonster": "f1"}, **HTMX)
    assert (svar.status_code, svar["HX-Trigger"]) == (200, "sparat")
    assert "Sparat 09.30" in svar.content.decode()
    assert 'name="revision" value="2" id="id_revision" hx-swap-oob="true"' in svar.content.decode()
    vision.refresh_from_db()
    assert vision.text == "Alla"


def test_automatiken_skriver_aldrig_over_nagon_annan(analytiker, vision, personer, vem):
    actions.skriv_uppdragstext(
        av=personer["administrator"], nar=vem["nar"], text=vision, innehall="Deras", fonster="d"
    )
    svar = analytiker.post(adress(vision), {"revision": "1", "text": "Min", "fonster": "m"}, **HTMX)
    assert "Administratör Storköping har ändrat texten medan du skrev" in svar.content.decode()
    assert not svar.has_header("HX-Trigger")
    svar = analytiker.post(adress(vision), {"revision": "1", "text": "Min", "fonster": "m"})
    text = svar.content.decode()
    assert (svar.status_code, "<b>Sparat nu:</b> Deras" in text, "<b>Ditt:</b> Min" in text) == (
        409,
        True,
        True,
    )
    assert "Fonster" not in text
    assert svar.context["form"]["revision"].value() == "2"
    vision.refresh_from_db()
    assert vision.text == "Deras"
    analytiker.post(adress(vision), {"revision": "2", "text": "Min", "fonster": "m"})
    vision.refresh_from_db()
    assert vision.text == "Min"


@pytest.mark.parametrize("revision", ["", "x", "9" * 30, "٣"])
def test_en_forvanskad_revision_ar_en_krock(analytiker, vision, revision):
    svar = analytiker.post(adress(vision), {"revision": revision, "text": "Min"}, **HTMX)
    assert "har ändrat texten" in svar.content.decode()


def test_historik_och_aterstallning(analytiker, vision, vem):
    actions.skriv_uppdragstext(**vem, text=vision, innehall="Ett", fonster="1")
    actions.skriv_uppdragstext(**vem, text=vision, innehall="Två", fonster="2")
    sida = analytiker.get(f"{adress(vision)}historik/").content.decode()
    assert sida.index("Version 2, gäller nu") < sida.index("Version 1")
    ett = vision.versioner.get(nummer=1)
    aterstall = f"/planering/uppdragsversion/{ett.pk}/aterstall/"
    analytiker.post(aterstall, {"revision": "2"})  # opened before the second version
    vision.refresh_from_db()
    assert vision.text == "Två"
    analytiker.post(aterstall, {"revision": "3"})
    vision.refresh_from_db()
    assert vision.text == "Ett"


def test_kalla_med_fel_lank(analytiker, vision):
    svar = analytiker.post(
        f"{adress(vision)}kalla/", {"titel": "V", "lank": "javascript:alert(1)", "datum": "27/5 2019"}
    )
    assert set(svar.context["form"].errors) == {"lank", "datum"}
    analytiker.post(
        f"{adress(vision)}kalla/", {"titel": "V", "lank": "https://a.example/", "datum": "2019-05-27"}
    )
    assert list(Uppdragskalla.objects.values_list("titel", "lank", "datum")) == [
        ("V", "https://a.example/", date(2019, 5, 27))
    ]


def test_beslutad_plan(analytiker, vem, plan, mal, vision):
    planera.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 1), paragraf="KF § 1")
    assert analytiker.post(adress(vision), {"text": "x"}).status_code == 409
    svar = analytiker.post(adress(vision), {"revision": "1", "text": "x"}, **HTMX)
    assert "Inte sparat. Planen" in svar.content.decode()
    sida = analytiker.get(f"/planering/uppdrag/{vision.uppdrag_id}/").content.decode()
    assert ("ligger fast med den" in sida, "/uppdragstext/" in sida.replace("historik/", "")) == (True, False)


def test_texten_blir_text(analytiker, vision, vem):
    actions.skriv_uppdragstext(**vem, text=vision, innehall="<img src=x onerror=alert(1)>")
    sida = analytiker.get(f"/planering/uppdrag/{vision.uppdrag_id}/").content.decode()
    assert "<img" not in sida
    assert "&lt;img src=x onerror=alert(1)&gt;" in sida


def test_befolkningen_ur_kolada(analytiker, vision, folk):
    svar = analytiker.get(f"/planering/uppdrag/{vision.uppdrag_id}/")
    bild = svar.context["folk"]
    assert bild.rubrik == "1\u00a0100 invånare 2025, 10,0\u00a0% fler än 2015"
    assert bild.sammanfattning == "540 är kvinnor och 560 män."
    assert (bild.ar, bild.egen[0], bild.egen[2]) == (tuple(range(2014, 2026)), 900, None)
    assert [(namn, serie[-1]) for namn, serie in bild.kon] == [("Kvinnor", 540), ("Män", 560)]


def test_befolkningen_i_ord():
    from types import SimpleNamespace

    def rubrik(**alla):
        serie = {int(ar[1:]): v for ar, v in alla.items()}
        folk = SimpleNamespace(serier={"T": serie}, ar=tuple(range(min(serie), max(serie) + 1)))
        return befolkningsdiagram(folk, "Storköping").rubrik

    assert rubrik(a2015=1000, a2025=900) == "900 invånare 2025, 10,0\u00a0% färre än 2015"
    assert rubrik(a2020=900, a2025=900) == "900 invånare 2025, lika många som 2020"
    assert rubrik(a2025=900) == "900 invånare 2025"


def test_lika_manga_fragor_for_en_som_for_tre(analytiker, vem, plan, vision, folk, storkoping):
    def fragor(adress):
        analytiker.get(adress)
        with CaptureQueriesContext(connection) as lista:
            assert analytiker.get(adress).status_code == 200
        return len(lista)

    adresser = [
        f"/planering/plan/{plan.pk}/uppdrag/",
        f"/planering/uppdrag/{vision.uppdrag_id}/",
        f"{adress(vision)}historik/",
    ]
    antal = []
    enheter = ["kulturnamnd", "forvaltning", "kf"]
    for nr, enhet in enumerate(enheter):
        actions.skapa_uppdragskalla(**vem, text=vision, titel=f"K{nr}")
        actions.skriv_uppdragstext(**vem, text=vision, innehall=f"T{nr}", fonster=str(nr))
        if nr:
            actions.skapa_uppdrag(**vem, plan=plan, namn=f"U{nr}", enheter=[storkoping[enhet]])
        if nr in (0, 2):
            antal.append([fragor(a) for a in adresser])
    assert antal[0] == antal[1]
