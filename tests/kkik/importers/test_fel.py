"""When Kolada, the network or this machine does not behave: all or nothing, and never in silence."""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta

import psycopg2
import pytest
from django.conf import settings as installningar
from django.db import connection
from django.utils import timezone

from kkik.actions.importera import fanga_avbrutna_importer, skapa_import
from kkik.actions.importlas import ImportPagar
from kkik.actions.korning import kor_import
from kkik.demo.kolada import Fel
from kkik.models import Importkorning, Vardeandring

from .conftest import OTALIG, facit

URVAL = {"nyckeltal": "alla"}


def databasens_adress() -> str:
    d = connection.settings_dict
    vard = d["HOST"] or d["OPTIONS"].get("host", "")
    port = d["PORT"] or d["OPTIONS"].get("port", 5432)
    if vard.startswith("/") or not vard:
        return f"postgres://{d['USER']}@/{d['NAME']}?host={vard}&port={port}"
    return f"postgres://{d['USER']}:{d['PASSWORD']}@{vard}:{port}/{d['NAME']}"


@contextmanager
def annan_forbindelse():
    """Another session. What it holds is let go before it closes: the server notices a closing only a moment later."""
    d = connection.get_connection_params()
    d.pop("cursor_factory", None)
    d.pop("context", None)
    annan = psycopg2.connect(**d)
    try:
        yield annan
    finally:
        annan.rollback()
        with annan.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
        annan.close()


def starta(miljo, *argument) -> subprocess.Popen:
    """The command in a process of its own, against the test's database and stand-in."""
    omgivning = os.environ | {
        "STYRSNURRA_LAGE": "utveckling",
        "DATABASE_URL": databasens_adress(),
        "KOLADA_URL": miljo.kolada.url,
        "RADATA_KATALOG": str(miljo.mapp),
        "BROKER_URL": "redis+socket:///nonexistent/broker.sock?virtual_host=0",
        "PYTHONWARNINGS": "default",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "importera_kolada", *argument],
        cwd=installningar.BASE_DIR,
        env=omgivning,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def doda(process) -> None:
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=30) == -signal.SIGKILL
    process.communicate()


def test_overgaende_fel_ger_samma_rader_som_utan_fel(miljo, lagrat, antal):
    miljo.kolada.fel += [
        Fel("/kpi$", antal=2, status=500),
        Fel("/municipality_groups", kapa=True),
        Fel("/data/", antal=2, status=503),
        Fel("/data/.*page=2", status=429, rubriker={"Retry-After": "1"}),
        Fel("/data/.*page=3", kapa=True),
        Fel("/data/.*page=4", kapa=True, utan_langd=True),
    ]
    korning = miljo.importera()
    assert (korning.status, korning.nya, korning.hamtade) == ("klar", 150, 150)
    assert lagrat() == facit(miljo.data)
    assert sum(f.antal for f in miljo.kolada.fel) == 0


def test_en_sats_som_inte_gar_att_hamta_faller_hela_korningen_och_sags(miljo, lagrat):
    miljo.importera()
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 1.0)
    miljo.kolada.fel.append(Fel("/data/.*page=3", antal=99, status=500))
    korning = miljo.importera()
    assert korning.status == "misslyckad"
    assert korning.fel.startswith("Hämtningen av nyckeltal N00001–U00003 (4), områden ")
    assert "page=3: Kolada svarade 500 (4 försök)" in korning.fel
    assert lagrat() == facit(miljo.data)
    assert [s.status for s in korning.steg.all()] == ["klar", "misslyckad", "koad", "koad"]


def test_ett_fel_som_inte_gar_over_sags_med_koladas_ord(miljo):
    miljo.kolada.fel.append(
        Fel("/data/", antal=99, status=422, kropp=json.dumps({"detail": "at most 25 values"}))
    )
    korning = miljo.importera()
    assert korning.status == "misslyckad"
    assert "Kolada svarade 422" in korning.fel
    assert "at most 25 values" in korning.fel


def test_ett_vardes_fel_form_faller_korningen(miljo, lagrat):
    miljo.importera()
    miljo.kolada.data.celler["N00001"][2020]["0180"]["T"] = "12,5"
    korning = miljo.importera()
    assert korning.status == "misslyckad"
    assert "fel form" in korning.fel
    assert lagrat() == facit(miljo.data)


def test_ett_ovantat_fel_star_pa_raden_och_hojs(miljo, monkeypatch, lagrat):
    miljo.importera()
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 1.0)
    monkeypatch.setattr("kkik.actions.korning._klar", lambda *a: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        miljo.importera()
    korning = Importkorning.objects.latest("pk")
    assert (korning.status, korning.fel) == ("misslyckad", "Oväntat fel: ZeroDivisionError: division by zero")
    assert lagrat() == facit(miljo.data)
    assert Vardeandring.objects.count() == 0


def test_en_import_i_taget(miljo):
    """While another process holds the lock the job stays queued."""
    korning = skapa_import(av=None, nar=timezone.now(), slag="urval", omfattning=URVAL)
    with annan_forbindelse() as annan, annan.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(20814, 1)")
        with pytest.raises(ImportPagar):
            kor_import(korning=korning, klocka=timezone.now, talamod=OTALIG)
    korning.refresh_from_db()
    assert korning.status == "koad"
    assert kor_import(korning=korning, klocka=timezone.now, talamod=OTALIG).status == "klar"


def test_en_levande_korning_tas_inte_for_dod(miljo):
    Importkorning.objects.create(slag="urval", status="pagar", skapad=timezone.now())
    with annan_forbindelse() as annan, annan.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(20814, 1)")
        assert fanga_avbrutna_importer(nar=timezone.now()) == 0
    assert fanga_avbrutna_importer(nar=timezone.now()) == 1


def test_dodad_under_hamtningen(miljo, lagrat, antal):
    miljo.importera()
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 1.0)
    fel = Fel("/data/.*page=2", hall=threading.Event())
    miljo.kolada.fel.append(fel)
    process = starta(miljo, "--nyckeltal", "alla")
    assert fel.natt.wait(60)
    vanta_tills("SELECT count(*) FROM kkik_importsteg WHERE ordning = 2 AND status = 'pagar'", 1, process)
    assert Importkorning.objects.latest("pk").status == "pagar"
    doda(process)
    vanta_pa_fritt_las()
    fel.hall.set()
    assert lagrat() == facit(miljo.data)
    nasta = miljo.importera()
    avbruten = Importkorning.objects.get(pk=nasta.pk - 1)
    assert (avbruten.status, avbruten.fel) == (
        "avbruten",
        "Körningen avbröts. Det som fanns lagrat är orört.",
    )
    assert [s.status for s in avbruten.steg.all()] == ["klar", "avbruten", "koad", "koad"]
    assert (nasta.status, nasta.andrade, nasta.oforandrade) == ("klar", 1, 149)
    assert sorted(str(m) for m in miljo.mapp.iterdir()) == sorted(
        Importkorning.objects.filter(status="klar").values_list("rakatalog", flat=True)
    )


def test_dodad_under_inforandet(miljo, lagrat):
    """Another session holds a row that the merge is to change, so the merge stands still in the middle of its work."""
    miljo.importera()
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 1.0)
    miljo.kolada.data.satt("N00002", "0180", 2023, "T", 2.0)
    miljo.kolada.data.listor["kpi"][0]["title"] = "Nytt namn, andel (%)"
    with annan_forbindelse() as annan, annan.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM kkik_varde WHERE kommun_id = 180 AND ar = 2021 AND kon = 'T' FOR UPDATE"
        )
        process = starta(miljo, "--nyckeltal", "alla")
        vanta_pa_sparr(process)
        assert lagrat() == facit(miljo.data)
        doda(process)
        # The killed process's server notices by itself, while it still waits for the row.
        vanta_pa_fritt_las()
    assert lagrat() == facit(miljo.data)
    assert Vardeandring.objects.count() == 0
    assert fanga_avbrutna_importer(nar=timezone.now()) == 1
    assert Importkorning.objects.latest("pk").status == "avbruten"
    nasta = miljo.importera()
    assert (nasta.status, nasta.andrade, nasta.nya) == ("klar", 1, 1)


def vanta_pa_sparr(process) -> None:
    """Until some session of this database waits for a row that another holds."""
    vanta_tills(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        " AND query LIKE '%%kkik_varde%%'",
        1,
        process,
    )


def vanta_pa_fritt_las() -> None:
    vanta_tills(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 20814 AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        0,
    )


def vanta_tills(fraga: str, vantat: int, process=None) -> None:
    slut, tyst = timezone.now() + timedelta(seconds=60), threading.Event()
    with connection.cursor() as cursor:
        while True:
            cursor.execute(fraga)
            if cursor.fetchone()[0] == vantat:
                return
            assert timezone.now() < slut, fraga
            assert process is None or process.poll() is None, process.communicate()
            tyst.wait(0.02)


def test_lasare_ser_det_gamla_tills_allt_ar_infort(miljo, lagrat):
    miljo.importera()
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 1.0)
    miljo.kolada.data.satt("N00002", "0180", 2023, "T", 2.0)
    efter = facit(miljo.data) | {("N00001", "0180", 2021, "T"): 1.0, ("N00002", "0180", 2023, "T"): 2.0}
    with annan_forbindelse() as annan, annan.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM kkik_varde WHERE kommun_id = 180 AND ar = 2021 AND kon = 'T' FOR UPDATE"
        )
        process = starta(miljo, "--nyckeltal", "alla", "--json")
        vanta_pa_sparr(process)
        assert lagrat() == facit(miljo.data)
        annan.rollback()
        ut, fel = process.communicate(timeout=60)
    svar = json.loads(ut)
    assert (process.returncode, svar["status"], svar["andrade"], svar["nya"]) == (0, "klar", 1, 1)
    assert "manage.py berakna" in fel
    assert lagrat() == efter
