"""manage.py importera_kolada, and the jobs."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kkik import tasks
from kkik.actions.importera import koa_import, skapa_import
from kkik.models import Importkorning

from .conftest import facit
from .test_fel import annan_forbindelse, starta


def kor(*argument) -> tuple[int, str]:
    ut = io.StringIO()
    try:
        call_command("importera_kolada", *argument, stdout=ut, stderr=io.StringIO())
    except SystemExit as slut:
        return slut.code, ut.getvalue()
    return 0, ut.getvalue()


def test_json_har_antal_och_sekunder(miljo, lagrat):
    kod, ut = kor("--nyckeltal", "alla", "--json")
    svar = json.loads(ut)
    korning = Importkorning.objects.get()
    assert kod == 0
    assert (svar.pop("sekunder"), svar.pop("katalog"), svar.pop("rakatalog")) == (
        korning.sekunder,
        korning.katalog,
        korning.rakatalog,
    )
    assert svar == {
        "import": korning.pk,
        "status": "klar",
        "fel": "",
        "hamtade": 150,
        "nya": 150,
        "andrade": 0,
        "oforandrade": 0,
        "forsvunna": 0,
        "vagrade": 0,
        "varningar": [],
        "stopp": [],
    }
    assert lagrat() == facit(miljo.data)


def test_forvalet_ar_kkik_och_alla_ar(miljo, lagrat):
    assert kor()[0] == 0
    assert lagrat() == {n: v for n, v in facit(miljo.data).items() if n[0] in ("N00001", "N01951")}


def test_urval_ar_och_datum(miljo, lagrat):
    assert kor("--nyckeltal", "n00001,N00002", "--ar", "2020-2021")[0] == 0
    vantat = {
        n: v for n, v in facit(miljo.data).items() if n[0] in ("N00001", "N00002") and 2020 <= n[2] <= 2021
    }
    assert lagrat() == vantat
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 1.0, datum="2026-03-01")
    miljo.kolada.data.satt("N00001", "0180", 2020, "T", 2.0, datum="2026-02-01")
    assert kor("--nyckeltal", "N00001", "--sedan", "2026-02-15")[0] == 0
    assert lagrat() == vantat | {("N00001", "0180", 2021, "T"): 1.0}
    assert list(Importkorning.objects.order_by("pk").values_list("slag", flat=True)) == ["urval", "andringar"]


def test_ett_fel_ger_ett(miljo):
    miljo.kolada.data.listor["kpi"].clear()
    kod, ut = kor("--json")
    assert (kod, json.loads(ut)["fel"]) == (1, "Koladas lista över nyckeltal eller kommuner är tom.")


def test_den_som_vantar_ger_tva_och_godkanns(miljo, lagrat):
    kor("--nyckeltal", "alla")
    miljo.kolada.data.celler["N00002"].clear()
    kod, ut = kor("--nyckeltal", "alla")
    assert kod == 2
    assert "20,0\xa0% av de lagrade värdena skulle försvinna (30 av 150" in ut.replace("\u202f", "\xa0")
    korning = Importkorning.objects.latest("pk")
    assert f"--godkann {korning.pk}" in ut
    assert lagrat() == facit(miljo.data)
    assert kor("--godkann")[0] == 0
    assert {n[0] for n, v in lagrat().items() if v == "borttaget"} == {"N00002"}
    with pytest.raises(CommandError, match="Ingen import väntar"):
        kor("--godkann")
    with pytest.raises(CommandError, match="väntar inte på godkännande"):
        kor("--godkann", str(korning.pk))


def test_efter_sju_dagar_godkanns_ingen(miljo, lagrat):
    kor("--nyckeltal", "alla")
    miljo.kolada.data.celler["N00002"].clear()
    kor("--nyckeltal", "alla")
    korning = Importkorning.objects.latest("pk")
    Importkorning.objects.filter(pk=korning.pk).update(avslutad=timezone.now() - timedelta(days=7, seconds=1))
    with pytest.raises(CommandError, match="sju dagar"):
        kor("--godkann", str(korning.pk))
    assert lagrat() == facit(miljo.data)


def test_fran_mapp(miljo, lagrat):
    kor("--nyckeltal", "alla")
    mapp = Importkorning.objects.get().rakatalog
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 1.0)
    kor("--nyckeltal", "alla")
    assert kor("--fran-mapp", mapp)[0] == 0
    assert lagrat() == facit(miljo.data)
    assert kor("--fran-mapp", mapp + "x")[0] == 1


@pytest.mark.parametrize(
    "argument",
    [
        ["--nyckeltal", "allt"],
        ["--nyckeltal", "N1"],
        ["--nyckeltal", ","],
        ["--ar", "2022-2015"],
        ["--ar", "22"],
        ["--sedan", "i går"],
        ["--sedan", "2026-02-30"],
        ["--fran-mapp", "x", "--nyckeltal", "alla"],
        ["--fran-mapp", "x", "--godkann"],
        ["--godkann", "--ar", "2020"],
    ],
)
def test_felaktiga_argument_startar_ingenting(miljo, argument):
    with pytest.raises(CommandError):
        kor(*argument)
    assert Importkorning.objects.count() == 0
    assert miljo.kolada.anrop == []


def test_ett_felaktigt_argument_slutar_inte_med_koden_for_vantan(miljo):
    process = starta(miljo, "--ar", "i fjol")
    _, fel = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "ange ett år eller ett spann" in fel


def test_en_annan_import_pagar(miljo):
    with annan_forbindelse() as annan, annan.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(20814, 1)")
        with pytest.raises(CommandError, match="En annan import pågår"):
            kor()
    assert Importkorning.objects.count() == 0


# --- jobs ---


def test_en_koad_import_kors_av_jobbet(miljo, lagrat, skickade):
    korning = koa_import(av=None, nar=timezone.now(), slag="full", omfattning={"nyckeltal": "alla"})
    assert skickade == [("kkik.tasks.kor_import", (korning.pk,), {})]
    assert koa_import(av=None, nar=timezone.now(), slag="full", omfattning={"nyckeltal": "alla"}) is None
    tasks.kor_import(korning.pk)
    assert lagrat() == facit(miljo.data)
    korning.refresh_from_db()
    assert (korning.status, korning.forsok) == ("klar", 1)
    tasks.kor_import(korning.pk)
    korning.refresh_from_db()
    assert korning.forsok == 1


def test_ett_jobb_utan_rad_gor_ingenting(miljo):
    tasks.kor_import(4711)
    assert miljo.kolada.anrop == []


def test_ett_jobb_som_far_vanta_blir_kvar_i_kon(miljo):
    korning = skapa_import(av=None, nar=timezone.now(), slag="full", omfattning={"nyckeltal": "alla"})
    with annan_forbindelse() as annan, annan.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(20814, 1)")
        tasks.kor_import(korning.pk)
    korning.refresh_from_db()
    assert (korning.status, korning.forsok) == ("koad", 0)


def test_schemat_tar_allt_som_lagrats_varje_vecka_och_andringar_varje_natt(miljo, lagrat):
    """Not U00003: it has no values, and nobody uses it. N00002 is not in KKiK, but stored."""
    kor("--nyckeltal", "N00002")
    miljo.kolada.anrop.clear()
    for slag in ("full", "andringar"):
        tasks.schemalagd_import(slag=slag)
        korning = Importkorning.objects.get(status="koad")
        tasks.kor_import(korning.pk)
        korning.refresh_from_db()
        assert (korning.slag, korning.status) == (slag, "klar")
    assert lagrat() == facit(miljo.data)
    natt = [a for a in miljo.kolada.anrop if "from_date" in a]
    assert {a.split("/")[4] for a in natt} == {"N00001,N00002,N01951,U00003"}


def test_schemat_startar_ingen_andra(miljo):
    skapa_import(av=None, nar=timezone.now(), slag="full", omfattning={"nyckeltal": "alla"})
    tasks.schemalagd_import(slag="full")
    assert Importkorning.objects.count() == 1


def test_ett_dodat_jobb_marks_av_det_aterkommande_jobbet(miljo):
    Importkorning.objects.create(slag="full", status="pagar", skapad=timezone.now())
    tasks.fanga_avbrutna()
    assert Importkorning.objects.get().status == "avbruten"


def test_alla_schemalagda_jobb_finns(miljo):
    from django.conf import settings

    from styrsnurra.celery import app

    egna = {v["task"] for v in settings.CELERY_BEAT_SCHEDULE.values() if v["task"].startswith("kkik.")}
    assert egna == {"kkik.tasks.schemalagd_import", "kkik.tasks.fanga_avbrutna_importer"}
    assert egna <= set(app.tasks)
