"""Settings that guard the installation: what production demands, and what every response carries."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from kombu import serialization
from kombu.exceptions import ContentDisallowed

ROT = Path(__file__).resolve().parents[2]
PRODUKTION = {
    "HEMLIG_NYCKEL": "kL3-" * 20 + "abcdefghijklmnopqrstuvwxyz",
    "TILLATNA_VARDAR": "styrsnurran.example",
    "DATABASE_URL": "postgres://styrsnurra_app:hemligt@db.example/styrsnurra",
    "BROKER_URL": "redis://broker.example:6379/0",
}
SKRIV_UT = (
    "import json, styrsnurra.settings as s;"
    "print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper() and"
    " not callable(getattr(s, n))}, default=str))"
)


def kor(*argument, **miljo):
    """A Python of its own, with nothing in its environment but `miljo`."""
    ren = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "DJANGO_SETTINGS_MODULE": "styrsnurra.settings"}
    return subprocess.run(
        [sys.executable, *argument], cwd=ROT, env=ren | miljo, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def produktion() -> dict:
    """The settings as production has them."""
    svar = kor("-c", SKRIV_UT, **PRODUKTION)
    assert svar.returncode == 0, svar.stderr
    return json.loads(svar.stdout)


def test_driftsattningskontrollen_har_inget_att_saga():
    svar = kor("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUKTION)
    assert (svar.returncode, svar.stdout + svar.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


@pytest.mark.parametrize("saknas", PRODUKTION)
def test_det_som_fattas_sags_tydligt(saknas):
    svar = kor("-c", SKRIV_UT, **{namn: varde for namn, varde in PRODUKTION.items() if namn != saknas})
    assert svar.returncode == 1
    sista = svar.stderr.strip().splitlines()[-1]
    assert sista.startswith(f"django.core.exceptions.ImproperlyConfigured: {saknas} is missing: ")


def test_okant_lage_vagras():
    svar = kor("-c", SKRIV_UT, **PRODUKTION, STYRSNURRA_LAGE="produktino")
    assert "STYRSNURRA_LAGE='produktino' is not one of produktion, demo" in svar.stderr


def test_produktion_ar_strang_utan_att_nagon_ber_om_det(produktion):
    strangt = {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 63072000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "X_FRAME_OPTIONS": "DENY",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "AUTHENTICATION_BACKENDS": ["organisation.behorighet.RollBackend"],
        "ANTAL_PROXYER": 1,
        "ALLOWED_HOSTS": ["styrsnurran.example"],
        "CELERY_ACCEPT_CONTENT": ["json"],
        "CELERY_TASK_SERIALIZER": "json",
        "CELERY_RESULT_SERIALIZER": "json",
    }
    assert {namn: produktion.get(namn) for namn in strangt} == strangt


def test_debug_gar_inte_att_sla_pa_i_produktion():
    svar = kor("-c", SKRIV_UT, **PRODUKTION, DEBUG="ja")
    assert json.loads(svar.stdout)["DEBUG"] is False


def test_celery_tar_bara_emot_json():
    from styrsnurra.celery import app

    assert (list(app.conf.accept_content), app.conf.task_serializer, app.conf.result_serializer) == (
        ["json"],
        "json",
        "json",
    )
    with pytest.raises(ContentDisallowed):
        serialization.loads(
            b"\x80\x04N.", "application/x-python-serialize", "binary", accept=app.conf.accept_content
        )


def test_kakornas_flaggor(personer, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/logga-in/")
    client.post("/logga-in/", {"epost": "lasare@storkoping.example", "losenord": "ett långt lösenord"})
    flaggor = {
        namn: (bool(kaka["secure"]), bool(kaka["httponly"]), kaka["samesite"])
        for namn, kaka in client.cookies.items()
    }
    assert flaggor == {
        "csrftoken": (True, True, "Lax"),
        "sessionid": (True, True, "Lax"),
        "kand_enhet": (True, True, "Strict"),
    }


def test_hsts_och_omdirigering_bakom_tls(db, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63072000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    client = Client()
    svar = client.get("/logga-in/")
    assert (svar.status_code, svar.url) == (301, "https://testserver/logga-in/")
    assert client.get("/logga-in/", secure=True)["Strict-Transport-Security"] == (
        "max-age=63072000; includeSubDomains; preload"
    )


def test_sidan_har_sina_huvuden(db, client):
    svar = client.get("/logga-in/")
    assert {
        namn: svar[namn] for namn in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
    } == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    assert "no-store" in svar["Cache-Control"]


def test_sidor_for_inloggade_lagras_inte_av_andra(klient):
    assert klient("lasare").get("/byt-losenord/")["Cache-Control"] == "private, no-cache"


def test_en_olaslig_fraga_besvaras_pa_svenska(db, klient, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    svar = klient("analytiker").post("/planering/plan/ny/", {"namn": "x" * 2000})
    assert svar.status_code == 400
    assert "<h1>Frågan gick inte att läsa</h1>" in svar.content.decode()


@pytest.mark.parametrize(
    ("metod", "vag", "status"), [("get", "/finns-inte/", 404), ("post", "/logga-in/", 403)]
)
def test_felsidor_har_ocksa_csp(db, metod, vag, status):
    """403 here is a form without its token."""
    svar = getattr(Client(enforce_csrf_checks=True), metod)(vag)
    assert svar.status_code == status
    assert re.search(r"default-src 'none'", svar["Content-Security-Policy"])
    assert "<html" in svar.content.decode()
