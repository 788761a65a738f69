"""Addresses as the launcher writes them, read back by those who use them."""

import socket

import environ
import pytest

from driftsattning.lokal import adresser
from driftsattning.lokal.adresser import Fel


def test_django_reads_the_socket_address():
    adress = adresser.postgres("styrsnurra_app", "styrsnurra", "/tmp/styrsnurra-0123456789ab")
    assert adress == "postgres://styrsnurra_app@/styrsnurra?host=/tmp/styrsnurra-0123456789ab&port=5432"
    last = environ.Env.db_url_config(adress)
    assert (last["NAME"], last["USER"], last["HOST"]) == ("styrsnurra", "styrsnurra_app", "")
    assert last["OPTIONS"] == {"host": "/tmp/styrsnurra-0123456789ab", "port": 5432}


@pytest.mark.parametrize(
    ("adress", "ny"),
    [
        ("postgres://a:b@värd:5433/gammal", "postgres://a:b@värd:5433/ny"),
        ("postgres://a@/gammal?host=/tmp/x&port=5432", "postgres://a@/ny?host=/tmp/x&port=5432"),
        ("postgresql://värd/gammal?sslmode=require", "postgresql://värd/ny?sslmode=require"),
    ],
)
def test_another_database_on_the_same_server(adress, ny):
    assert adresser.med_databas(adress, "ny") == ny
    assert (adresser.databasnamn(adress), adresser.databasnamn(ny)) == ("gammal", "ny")


@pytest.mark.parametrize(
    ("adress", "ny"),
    [
        ("redis://värd:6379/0", "redis://värd:6379/7"),
        ("redis://:hemligt@värd:6379", "redis://:hemligt@värd:6379/7"),
        ("rediss://värd/2?ssl_cert_reqs=required", "rediss://värd/7?ssl_cert_reqs=required"),
        ("redis+socket:///tmp/b.sock?virtual_host=0", "redis+socket:///tmp/b.sock?virtual_host=7"),
        ("redis+socket:///tmp/b.sock", "redis+socket:///tmp/b.sock?virtual_host=7"),
    ],
)
def test_another_index_of_the_same_broker(adress, ny):
    assert adresser.med_index(adress, 7) == ny


def test_the_cache_reads_the_brokers_socket_in_its_own_way():
    assert adresser.cache("redis+socket:///tmp/b.sock?virtual_host=0", 1) == "unix:///tmp/b.sock?db=1"
    assert adresser.cache("redis://värd:6379/0", 1) == "redis://värd:6379/1"


@pytest.mark.parametrize("adress", ["mysql://värd/databas", "databas", ""])
def test_only_postgresql(adress):
    with pytest.raises(Fel, match="DATABASE_URL ska börja med postgres://"):
        adresser.libpq(adress)


def test_only_redis():
    with pytest.raises(Fel, match="BROKER_URL ska börja med redis://"):
        adresser.med_index("amqp://värd", 1)


def test_passwords_are_not_shown():
    assert adresser.utan_losenord("postgres://a:hemligt@värd/x") == "postgres://a:***@värd/x"
    assert adresser.utan_losenord("redis://:hemligt@värd/0") == "redis://:***@värd/0"
    assert adresser.utan_losenord("postgres://a@/x?host=/tmp") == "postgres://a@/x?host=/tmp"


def test_ports():
    assert adresser.port("8000") == 8000
    for text in ("0", "65536", "-1", "åtta", "80 80", "²"):
        with pytest.raises(Fel, match="är inte en port"):
            adresser.port(text)


def test_a_taken_port_names_a_free_one():
    with socket.socket() as upptagen:
        upptagen.bind(("127.0.0.1", 0))
        upptagen.listen(1)
        nummer = upptagen.getsockname()[1]
        with pytest.raises(
            Fel, match=rf"^Port {nummer} är upptagen av ett annat program\. Välj en annan: PORT="
        ):
            adresser.kontrollera_port(nummer)
    adresser.kontrollera_port(nummer)


def test_municipality_codes():
    assert adresser.kommun("0180") == "0180"
    assert adresser.kommun("") is None
    for text in ("180", "0000", "01800", "Solna", "0180 "):
        with pytest.raises(Fel, match="är inte en kommunkod"):
            adresser.kommun(text)
