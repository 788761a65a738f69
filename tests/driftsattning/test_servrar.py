"""The embedded servers and the launcher's dealings with databases, on real servers."""

import os
import secrets
import signal
from contextlib import contextmanager

import psycopg2
import pytest
from django.conf import settings
from kombu import Connection

from driftsattning.lokal import adresser, databas, instans, processer, servrar, tjanster
from driftsattning.lokal.adresser import Fel


# --- The demo's mark ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tabeller", "markt", "ska_markas"),
    [([], None, True), ([databas.MARKE], None, True), ([databas.MARKE, "kkik_varde"], "9999", False)],
)
def test_the_demo_takes_an_empty_database_and_knows_its_own(tabeller, markt, ska_markas):
    assert databas.bedom_demo(tabeller, markt, "9999") is ska_markas


def test_the_demo_refuses_what_it_did_not_make():
    with pytest.raises(Fel, match="är inte tom och inte gjord av demon"):
        databas.bedom_demo(["fakturor"], None, "9999")
    with pytest.raises(Fel, match=r"är Storköpings demo\. Demon för 0180 behöver en egen, tom databas"):
        databas.bedom_demo([databas.MARKE, "kkik_varde"], "9999", "0180")
    with pytest.raises(Fel, match="är demon för kommun 0180"):
        databas.bedom_demo([databas.MARKE, "kkik_varde"], "0180", "9999")


@contextmanager
def _egen_databas():
    """The address of a database made for one test, on the server the tests use."""
    adress = adresser.med_databas(os.environ["DATABASE_URL"], databas.eget_namn("enhetsprov"))
    databas.skapa_databas(adress)
    try:
        yield adress
    finally:
        databas.ta_bort_databaser(adress, adresser.databasnamn(adress))


def test_marking_a_database():
    with _egen_databas() as adress:
        assert databas.markt_for(adress) is None
        databas.mark_demo(adress, "9999")
        databas.mark_demo(adress, "9999")
        assert databas.markt_for(adress) == "9999"
        assert databas.tabeller(adress) == [databas.MARKE]
        with pytest.raises(Fel, match="Storköpings demo"):
            databas.mark_demo(adress, "0180")


def test_a_database_with_something_in_it_is_not_marked():
    with _egen_databas() as adress:
        with databas.koppla(adress) as markor:
            markor.execute("CREATE TABLE fakturor (nummer int)")
        with pytest.raises(Fel, match="är inte tom"):
            databas.mark_demo(adress, "9999")
        assert databas.tabeller(adress) == ["fakturor"]


def test_a_databases_own_name_takes_only_its_own_with_it():
    with _egen_databas() as adress, _egen_databas() as annan:
        databas.ta_bort_databaser(adress, adresser.databasnamn(adress))
        assert not databas.svarar(adress)
        assert databas.svarar(annan)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path):
    adress = f"postgres://roll:hemligt@/x?host={tmp_path}"
    with pytest.raises(Fel, match="Databasen svarar inte: postgres://roll:") as fel, databas.koppla(adress):
        pass
    assert "hemligt" not in str(fel.value)


def test_broker_indexes_are_claimed_empty_and_emptied():
    with databas.eget_brokerindex(settings.BROKER_URL, 1) as [index]:
        klient = databas._broker(settings.BROKER_URL, index)
        assert klient.keys() == [databas.NYCKEL.encode()]
        with Connection(
            adresser.med_index(settings.BROKER_URL, index)
        ) as celery:  # Celery means the same place
            assert celery.default_channel.client.keys() == [databas.NYCKEL.encode()]
        klient.set("mitt", secrets.token_hex(4))
        assert databas._ta_index(settings.BROKER_URL, index) is False  # in use: nobody else gets it
    assert klient.dbsize() == 0
    klient.close()


# --- The embedded servers -------------------------------------------------------------------------------------
@pytest.fixture
def utan_yttre(monkeypatch):
    for namn in ("DATABASE_URL", "DATABASE_AGARE_URL", "BROKER_URL", "CACHE_URL"):
        monkeypatch.delenv(namn, raising=False)


def _fraga(adress, sats):
    with databas.koppla(adress) as markor:
        markor.execute(sats)
        return markor.fetchall() if markor.description else None


def test_the_embedded_servers(tmp_path, utan_yttre):
    with instans.tillfallig(tmp_path, "enhetsprov", i_var=True) as inst:
        with servrar.starta(tmp_path, inst, processer.Signaler(), skydd=False) as s:
            assert (s.egen_databas, s.egen_broker) == (True, True)
            _fraga(s.agare, "CREATE TABLE tal (n int)")
            _fraga(s.app, "INSERT INTO tal VALUES (1)")
            assert _fraga(s.app, "SELECT n FROM tal") == [(1,)]
            assert _fraga(s.app, "SHOW listen_addresses") == [("",)]
            assert _fraga(s.app, "SELECT lower('ÅÄÖ'), to_tsvector('swedish', 'skolorna')") == [
                ("åäö", "'skol':1")
            ]
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                _fraga(s.app, "CREATE TABLE annat (n int)")
            assert databas._broker(s.broker, 0).ping() is True
            assert [barn.namn for barn in s.barn] == ["postgres", "broker"]
            assert inst.korkatalog.exists()
        assert [barn.process.returncode for barn in s.barn] == [0, 0]
        assert not inst.korkatalog.exists()
        with servrar.starta(tmp_path, inst, processer.Signaler(), skydd=False) as s:
            assert _fraga(s.app, "SELECT n FROM tal") == [(1,)]


def test_servers_that_a_killed_launcher_left_are_stopped_by_the_next(tmp_path, utan_yttre):
    with instans.tillfallig(tmp_path, "enhetsprov", i_var=True) as inst:
        plats = tjanster.bered(tmp_path, inst)
        broker = tjanster.starta_broker(plats, skydd=False)
        tjanster.vanta(broker, lambda: tjanster.broker_svarar(plats))
        processer.anteckna(inst.katalog / "processer.json", [broker])
        tjanster.bered(tmp_path, inst)
        assert broker.process.wait() == 0
        assert list(inst.korkatalog.glob("*.sock")) == []


def test_a_pid_file_whose_number_is_another_programs_is_removed(tmp_path):
    fil = tmp_path / "postmaster.pid"
    fil.write_text(f"{os.getpid()}\n/en/katalog\n")
    tjanster._ta_bort_gammal_pid(fil)
    assert not fil.exists()


def test_data_of_another_postgresql_are_left_alone(tmp_path):
    (tmp_path / "PG_VERSION").write_text("15\n")
    with pytest.raises(Fel, match="är gjord av PostgreSQL 15; nu används 18"):
        tjanster._kontrollera_version(tmp_path)


def test_a_service_that_ends_at_once_shows_its_log(tmp_path):
    barn = processer.starta(
        "tjänsten",
        ["/bin/sh", "-c", "echo trasig"],
        omgivning=os.environ,
        logg=tmp_path / "t.log",
        katalog="/",
    )
    barn.process.wait()
    with pytest.raises(Fel, match="tjänsten startade inte:\n    trasig"):
        tjanster.vanta(barn, lambda: False)


def test_stopping_order_is_kept_when_something_goes_wrong(tmp_path, utan_yttre):
    signaler = processer.Signaler()
    with instans.tillfallig(tmp_path, "enhetsprov", i_var=True) as inst:
        with pytest.raises(Fel, match="trasigt"), servrar.starta(tmp_path, inst, signaler, skydd=False) as s:
            raise Fel("trasigt")
        assert [barn.process.returncode for barn in s.barn] == [0, 0]
        assert signaler.stoppar
        signaler._ta_emot(signal.SIGTERM, None)  # one that comes during the stop does not break it off
