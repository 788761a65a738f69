"""The import pages over HTTP: who sees what, starts what, decides what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kkik.actions.korning import kor_import
from kkik.models import Importkorning, Importsteg
from kkik.presenters.importer import vad, varaktighet
from organisation.actions import valj_kommun
from organisation.models import Handelse

from .conftest import OTALIG, facit

pytestmark = pytest.mark.django_db


def korning(**falt) -> Importkorning:
    return Importkorning.objects.create(**{"slag": "full", "omfattning": {"nyckeltal": "alla"}} | falt)


@pytest.fixture
def administrator(klient):
    return klient("administrator")


def test_tom_sida_sager_vad_som_ar_nasta_steg(administrator, klocka):
    text = administrator.get("/import/").content.decode()
    assert "Inga importer än" in text
    assert "Ingenting är hämtat än" in text
    assert "2026-03-12 03.30 (ändringar)<br>2026-03-15 02.30 (allt)" in text


def test_schemat_lases_dar_administratoren_andrar_det(administrator, klocka):
    from django_celery_beat.models import CrontabSchedule, PeriodicTask

    natt = CrontabSchedule.objects.create(minute="15", hour="4", timezone="Europe/Stockholm")
    for namn, pa in (("natt", True), ("av", False)):
        PeriodicTask.objects.create(
            name=namn,
            task="kkik.tasks.schemalagd_import",
            crontab=natt,
            enabled=pa,
            kwargs='{"slag": "andringar"}' if pa else '{"slag": "full"}',
        )
    text = administrator.get("/import/").content.decode()
    assert "2026-03-12 04.15 (ändringar)</dd>" in text


def test_historiken_visar_status_antal_och_fel(administrator, klocka):
    nu = timezone.now()
    tid = {"skapad": nu, "startad": nu, "avslutad": nu + timedelta(seconds=83)}
    korning(status="klar", hamtade=179298, nya=1200, **tid)
    korning(status="misslyckad", fel="Kolada svarade 500", **tid)
    text = administrator.get("/import/").content.decode()
    assert "179\u00a0298" in text
    assert "1 min 23 s" in text
    assert "Kolada svarade 500" in text
    assert "Den senaste importen blev inte klar" in text


def test_en_lyckad_eller_vantande_efterat_tar_bort_varningen(administrator):
    nu = timezone.now()
    korning(status="misslyckad", fel="x", skapad=nu, avslutad=nu)
    korning(status="klar", skapad=nu, startad=nu, avslutad=nu)
    assert "blev inte klar" not in administrator.get("/import/").content.decode()


def test_en_koad_sager_att_den_borjar_strax(administrator):
    k = korning(status="koad", skapad=timezone.now())
    svar = administrator.get(f"/import/{k.pk}/").content.decode()
    assert "I kö. Börjar så snart det finns en ledig plats." in svar


def test_sidan_marker_en_dod_korning(administrator):
    k = korning(status="pagar", skapad=timezone.now(), startad=timezone.now())
    assert "Körningen avbröts" in administrator.get(f"/import/{k.pk}/").content.decode()
    k.refresh_from_db()
    assert k.status == "avbruten"


def test_framsteget_uppdaterar_sig_sjalvt_tills_det_ar_klart(administrator, monkeypatch):
    monkeypatch.setattr("kkik.views.importer.fanga_avbrutna_importer", lambda **_: 0)  # it runs elsewhere
    k = korning(status="pagar", skapad=timezone.now(), startad=timezone.now())
    Importsteg.objects.create(
        importkorning=k, ordning=1, namn="Hämta Koladas fyra listor", status="klar", gjort=4
    )
    Importsteg.objects.create(
        importkorning=k,
        ordning=2,
        namn="Hämta värden, nyckeltal för nyckeltal",
        status="pagar",
        gjort=1250,
        totalt=6099,
    )
    for adress in (f"/import/{k.pk}/framsteg/", f"/import/{k.pk}/", "/import/"):
        text = administrator.get(adress).content.decode()
        assert f'hx-get="/import/{k.pk}/framsteg/" hx-trigger="every 2s"' in text
        assert 'value="1250" max="6099"' in text
        assert "Steg 2 av 2, 1\u00a0250 av 6\u00a0099" in text
    Importkorning.objects.update(status="klar", avslutad=timezone.now())
    svar = administrator.get(f"/import/{k.pk}/framsteg/")
    assert (svar.status_code, svar["HX-Refresh"]) == (204, "true")
    assert "hx-get" not in administrator.get(f"/import/{k.pk}/").content.decode()


def test_en_import_startas_fran_sidan(administrator, skickade, django_capture_on_commit_callbacks, personer):
    with django_capture_on_commit_callbacks(execute=True):
        svar = administrator.post(
            "/import/starta/", {"vad": "valda", "ids": "n15428; U07414", "fran_ar": "2015", "till_ar": "2022"}
        )
    k = Importkorning.objects.get()
    assert svar.url == f"/import/{k.pk}/"
    assert (k.slag, k.status) == ("urval", "koad")
    assert k.omfattning == {
        "nyckeltal": ["N15428", "U07414"],
        "fran_ar": 2015,
        "till_ar": 2022,
        "sedan": None,
    }
    assert k.startad_av == personer["administrator"].pseudonym
    assert skickade == [("kkik.tasks.kor_import", (k.pk,), {})]
    administrator.post("/import/starta/", {"vad": "kkik"})
    assert Importkorning.objects.count() == 1


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({}, "Välj vad som ska hämtas."),
        ({"vad": "allt"}, "Välj ett av alternativen."),
        ({"vad": "valda"}, "Skriv minst ett nyckeltal."),
        ({"vad": "valda", "ids": "N15428, hej"}, "”HEJ” är inte ett id i Kolada."),
        ({"vad": "kkik", "fran_ar": "2015"}, "Skriv båda åren, eller inget av dem."),
        (
            {"vad": "kkik", "fran_ar": "2022", "till_ar": "2015"},
            "Det sista året måste vara minst det första.",
        ),
        ({"vad": "kkik", "fran_ar": "tjugo", "till_ar": "2015"}, "Skriv ett årtal med fyra siffror."),
    ],
)
def test_ett_fel_i_formularet_behaller_det_skrivna(administrator, falt, fel):
    svar = administrator.post("/import/starta/", falt)
    text = svar.content.decode()
    assert (svar.status_code, fel in text) == (422, True)
    assert "<title>Fel: " in text
    assert all(f'value="{v}"' in text for n, v in falt.items() if n != "vad")
    assert Importkorning.objects.count() == 0


def test_analytikern_ser_men_startar_och_beslutar_inte(klient):
    analytiker = klient("analytiker")
    nu = timezone.now()
    k = korning(
        status="vantar", skapad=nu, startad=nu, avslutad=nu, stopp=[{"text": "20 % skulle försvinna."}]
    )
    for adress in ("/import/", f"/import/{k.pk}/"):
        text = analytiker.get(adress).content.decode()
        assert "20 % skulle försvinna." in text
        assert "<form method" not in text.split("<main")[1].replace('<form method="get"', "")
    for adress in ("starta", f"{k.pk}/godkann", f"{k.pk}/avsla"):
        assert analytiker.post(f"/import/{adress}/", {"vad": "kkik"}).status_code == 403
    k.refresh_from_db()
    assert k.status == "vantar"


def test_en_vantande_import_godkanns_pa_sidan(miljo, administrator, lagrat, skickade):
    miljo.importera()
    miljo.kolada.data.celler["N00002"].clear()
    k = miljo.importera()
    assert "Godkänn och för in" in administrator.get(f"/import/{k.pk}/").content.decode()
    svar = administrator.post(f"/import/{k.pk}/godkann/", follow=True)
    assert "Importen är godkänd och förs in." in svar.content.decode()
    assert skickade[-1] == ("kkik.tasks.kor_import", (k.pk,), {})
    k.refresh_from_db()
    kor_import(korning=k, klocka=timezone.now, talamod=OTALIG)
    assert [v for n, v in lagrat().items() if n[0] == "N00002"] == ["borttaget"] * 30
    assert "senare" not in administrator.get(f"/import/{k.pk}/").content.decode()


def test_de_sparade_sidorna_visas_med_namn_och_inte_med_serverns_sokvag(miljo, administrator):
    k = miljo.importera()
    text = administrator.get(f"/import/{k.pk}/").content.decode()
    assert f'<dt>Sparade sidor</dt><dd class="sokvag">import-{k.startad:%Y%m%dT%H%M%S}-{k.pk:06}</dd>' in text
    assert str(miljo.mapp) not in text
    assert str(miljo.mapp) in k.rakatalog


def test_fel_i_sparade_sidor_visar_inte_serverns_sokvag(miljo, administrator):
    k = miljo.importera()
    for sida in miljo.mapp.rglob("*.gz"):
        sida.write_bytes(b"x")
    ny = miljo.fran_mapp(k.rakatalog)
    assert ny.status == "misslyckad"
    assert miljo.fran_mapp(miljo.mapp / "borta").status == "misslyckad"
    for adress in (f"/import/{ny.pk}/", f"/import/{ny.pk + 1}/", "/import/"):
        assert str(miljo.mapp) not in administrator.get(adress).content.decode()


@pytest.mark.parametrize("pahittad", [True, False])
def test_sidan_sager_var_vardena_kommer_ifran(administrator, pahittad):
    valj_kommun(av=None, nar=timezone.now(), kommunkod="9999", namn="Storköping", ar_pahittad=pahittad)
    text = administrator.get("/import/").content.decode()
    assert ("<h1>Import av påhittade värden</h1>" in text) is pahittad
    assert ("<h1>Import från Kolada</h1>" in text) is not pahittad
    assert ("ingenting hämtas från Kolada" in text) is pahittad


def test_en_vantande_import_avslas_pa_sidan(miljo, administrator, lagrat):
    miljo.importera()
    miljo.kolada.data.celler["N00002"].clear()
    k = miljo.importera()
    svar = administrator.post(f"/import/{k.pk}/avsla/", follow=True)
    assert "Importen är avslagen. Ingenting fördes in." in svar.content.decode()
    assert lagrat() == facit(miljo.data)
    assert Handelse.objects.latest("id").typ == "kkik.avsla_import"
    svar = administrator.post(f"/import/{k.pk}/godkann/", follow=True)
    assert "väntar inte på godkännande" in svar.content.decode()


def test_en_forlegad_import_kan_inte_godkannas(administrator):
    nu = timezone.now()
    k = korning(status="vantar", skapad=nu, startad=nu, avslutad=nu, stopp=[{"text": "x"}])
    korning(status="klar", skapad=nu, startad=nu, avslutad=nu)
    text = administrator.get(f"/import/{k.pk}/").content.decode()
    assert "En senare import har redan lästs in." in text
    assert "Godkänn och för in" not in text


@pytest.mark.parametrize("antal", [1, 3])
def test_lika_manga_fragor_for_en_och_tre_korningar(administrator, django_assert_num_queries, antal):
    for _ in range(antal):
        korning(status="klar", skapad=timezone.now(), startad=timezone.now(), avslutad=timezone.now())
    administrator.get("/import/")
    with django_assert_num_queries(11):
        administrator.get("/import/")


def test_en_korning_som_inte_finns(administrator):
    assert administrator.get("/import/4711/").status_code == 404


@pytest.mark.parametrize(
    ("omfattning", "text"),
    [
        ({"nyckeltal": "alla"}, "Alla nyckeltal i Kolada"),
        ({"nyckeltal": "kkik", "fran_ar": 2020, "till_ar": 2020}, "KKiK och det som målen använder, 2020"),
        ({"nyckeltal": ["N00001"], "fran_ar": 2015, "till_ar": 2022}, "Nyckeltalet N00001, 2015–2022"),
        (
            {"nyckeltal": ["N00001", "N00002", "N00003", "N00004"], "sedan": "2026-03-01"},
            "4 nyckeltal: N00001, N00002, N00003 …, ändringar sedan 2026-03-01",
        ),
        (
            {"nyckeltal": "lagrade", "sedan": "senast"},
            "Ändringar: allt som är lagrat, KKiK och det som målen använder",
        ),
    ],
)
def test_vad_som_begardes(omfattning, text):
    assert vad(Importkorning(slag="urval", omfattning=omfattning)) == text


@pytest.mark.parametrize(
    ("sekunder", "text"),
    [
        (None, ""),
        (0.7, "1 sekund"),
        (4.4, "4 sekunder"),
        (83, "1 min 23 s"),
        (3599.6, "1 tim 0 min"),
        (7384, "2 tim 3 min"),
    ],
)
def test_varaktighet(sekunder, text):
    assert varaktighet(sekunder) == text
