"""The application does its work as its own database role, which owns nothing. (Other tests connect as the owner.)

Every connection here, those of further threads too, acts as that role from its first statement.
"""

import json
import uuid
from datetime import date

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, connections, transaction
from django.utils import timezone
from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler

from kkik import tasks
from kkik.actions import importera as importactions
from kkik.models import Importkorning, Nyckeltal, Nyckeltalslage, Vardeandring
from organisation.actions import valj_kommun
from organisation.models import Handelse, Person
from planering import actions as planera
from styrsnurra.celery import app
from tests.conftest import LOSENORD
from uppfoljning.models import Bedomning, Kommentar
from verktyg import actions as verktyg
from verktyg.domain.plats import Plats
from verktyg.models import Svar

from .conftest import facit

LOGGEN = "organisation_handelse"


def fraga(satsen: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(satsen)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def approll(transactional_db):
    """The application's role: one made for the test and gone after it, or the launcher's where tests may make none."""
    if not fraga("SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolcreaterole OR rolsuper)"):
        if not fraga(
            "SELECT 1 FROM pg_roles WHERE rolname = 'styrsnurra_app' AND pg_has_role(oid, 'MEMBER')"
        ):
            pytest.skip("The database role of the tests may neither make roles nor act as styrsnurra_app.")
        yield "styrsnurra_app"
        return
    namn = f"styrsnurra_prov_{uuid.uuid4().hex[:10]}"
    fraga(f"CREATE ROLE {namn}")
    fraga(f"GRANT {namn} TO CURRENT_USER")
    yield namn
    fraga(f"DROP OWNED BY {namn}")
    fraga(f"DROP ROLE {namn}")


@pytest.fixture
def som_app(approll, miljo, personer, storkoping):
    """From here on the application is at work: the tables have been made and the rights given, as at a deployment."""
    call_command("databasroller", app=approll, verbosity=0)
    val = connection.settings_dict["OPTIONS"]
    connections.close_all()
    connection.settings_dict["OPTIONS"] = {**val, "options": f"-c role={approll}"}
    assert fraga("SELECT current_user") == [(approll,)]
    yield approll
    connections.close_all()
    connection.settings_dict["OPTIONS"] = val
    assert fraga("SELECT current_user") != [(approll,)]


def test_rollen_ager_ingenting(som_app):
    assert fraga("SELECT relname FROM pg_class WHERE pg_has_role(current_user, relowner, 'MEMBER')") == []
    assert fraga(
        "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ) == [(False, False, False)]


def test_importen_hamtar_jamfor_stannar_och_godkanns(som_app, miljo, lagrat, antal, personer, skickade):
    forsta = miljo.importera()
    assert (forsta.status, lagrat()) == ("klar", facit(miljo.data))
    miljo.kolada.data.celler["N00001"][2022]["0180"]["T"] = 99.5
    andra = miljo.importera()
    assert (andra.status, antal(andra)["andrade"]) == ("klar", 1)
    miljo.kolada.data.celler["N00002"].clear()
    tredje = miljo.importera()
    assert tredje.status == "vantar"
    importactions.godkann_import(av=personer["administrator"], nar=timezone.now(), korning=tredje)
    tasks.kor_import(tredje.pk)
    tredje.refresh_from_db()
    assert (tredje.status, tredje.forsvunna) == ("klar", 30)
    assert Vardeandring.objects.count() == 31
    tasks.schemalagd_import("andringar")
    tasks.fanga_avbrutna()
    assert Importkorning.objects.latest("id").slag == "andringar"


def test_plan_ljus_kommentar_och_verktyg(som_app, miljo, personer, storkoping, klient, capsys):
    vem = {"av": personer["analytiker"], "nar": timezone.now()}
    valj_kommun(**vem, kommunkod="0180", namn="Stockholm", ar_pahittad=False)
    miljo.importera()
    plan = planera.skapa_plan(**vem, namn="Plan", fran_ar=2022, till_ar=2024)
    omrade = planera.skapa_malomrade(**vem, plan=plan, namn="Lärande")
    mal = planera.skapa_mal(**vem, titel="Alla klarar skolan", enhet=storkoping["kf"], malomrade=omrade)
    nyckeltal = Nyckeltal.objects.get(kolada_id="N00001")
    indikator = planera.skapa_indikator(
        **vem,
        mal=mal,
        nyckeltal=nyckeltal,
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="viss",
        agare=storkoping["kf"],
    )
    planera.satt_malnivaer(**vem, indikator=indikator, nivaer={2022: 80.0, 2023: 85.0})
    planera.besluta_plan(**vem, plan=plan, datum=date(2021, 11, 22), paragraf="KF § 1")
    call_command("berakna", json=True)
    assert json.loads(capsys.readouterr().out)["bedomningar"] == Bedomning.objects.count() > 0
    assert Nyckeltalslage.objects.count() > 0

    k = klient("analytiker")
    adress = f"/uppfoljning/indikator/{indikator.pk}/kommentar/"
    assert k.post(adress, {"kommentar-text": "Två skolor.", "kommentar-ar": "2022"}).status_code == 302
    assert Kommentar.objects.get().text == "Två skolor."
    for sida in (
        "/",
        "/uppfoljning/",
        "/planering/",
        "/kkik/",
        "/nyckeltal/",
        "/nyckeltal/N00001/",
        "/metod/",
    ):
        assert k.get(sida).status_code == 200, sida

    runda = verktyg.starta(
        **vem,
        instrument="paverkansgrad",
        rader=[("i1", "Behöriga")],
        personer=[personer["ansvarig"]],
        anonym=True,
    )
    plats = Plats(runda.fragorna.fragor[0].id, runda.rader.get().pk)
    svaret = [verktyg.Post(plats, "stor")]
    verktyg.svara(av=personer["ansvarig"], nar=vem["nar"], genomforande=runda, svar=svaret)
    verktyg.avsluta(**vem, genomforande=runda)
    assert Svar.objects.get().varde == "stor"


def test_man_loggar_in_och_ut_och_administreras(som_app, client, klient, personer):
    svar = client.post("/logga-in/", {"epost": "analytiker@storkoping.example", "losenord": LOSENORD})
    assert svar.status_code == 302
    client.post("/logga-ut/")
    assert set(Handelse.objects.values_list("typ", flat=True)) >= {
        "organisation.logga_in",
        "organisation.logga_ut",
    }
    person = Person.objects.create_user("ny@storkoping.example", namn="Ny")
    adress = f"/administration/organisation/person/{person.pk}/delete/"
    assert klient("administrator").post(adress, {"post": "yes"}).status_code == 302
    assert not Person.objects.filter(pk=person.pk).exists()
    call_command("clearsessions")


def test_schemat_skrivs_och_lases(som_app):
    schema = DatabaseScheduler(app=app)
    schema.sync()
    assert set(app.conf.beat_schedule) <= set(PeriodicTask.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    "sats", [f"UPDATE {LOGGEN} SET typ = 'x'", f"DELETE FROM {LOGGEN}", f"TRUNCATE {LOGGEN}"]
)
def test_loggen_andras_inte(som_app, personer, sats):
    valj_kommun(av=None, nar=timezone.now(), kommunkod="0180", namn="Stockholm", ar_pahittad=False)
    with pytest.raises(ProgrammingError, match=f"permission denied for table {LOGGEN}"), transaction.atomic():
        fraga(sats)
    assert [h.typ for h in Handelse.objects.all()] == ["organisation.valj_kommun"]


def test_en_ny_tabell_far_sina_rattigheter_sjalv(som_app, approll):
    """A migration of the next version makes it as the owner; the application can use it at once."""
    val = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict["OPTIONS"] = {n: v for n, v in val.items() if n != "options"}
    try:
        fraga("CREATE TABLE kommande (id int GENERATED BY DEFAULT AS IDENTITY, nr serial, x int)")
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = val
    try:
        fraga("INSERT INTO kommande (x) VALUES (1)")
        fraga("UPDATE kommande SET x = 2")
        assert fraga("SELECT id, nr, x FROM kommande") == [(1, 1, 2)]
        fraga("DELETE FROM kommande")
        with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic():
            fraga("DROP TABLE kommande")
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = {n: v for n, v in val.items() if n != "options"}
        fraga("DROP TABLE kommande")
        connection.close()
        connection.settings_dict["OPTIONS"] = val
