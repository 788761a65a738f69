"""What the launcher itself asks of the servers: roles, the demo's mark, and the tests' own databases.

Runs inside the environment (psycopg2, redis); nothing here knows Django.
"""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager

from driftsattning.lokal import adresser
from driftsattning.lokal.adresser import AGARE, APP, DATABAS, DEMO, Fel

MARKE = "styrsnurra_demomarke"
NYCKEL = "styrsnurra:prov"  # claims a broker index for the tests


@contextmanager
def koppla(adress: str) -> Iterator:
    """An autocommitting cursor. Raises Fel when the server cannot be reached."""
    import psycopg2

    try:
        koppling = psycopg2.connect(adresser.libpq(adress), connect_timeout=10)
    except psycopg2.OperationalError as fel:
        raise Fel(f"Databasen svarar inte: {adresser.utan_losenord(adress)}\n{str(fel).strip()}") from fel
    with closing(koppling):
        koppling.autocommit = True
        with koppling.cursor() as markor:
            yield markor


def svarar(adress: str) -> bool:
    """Whether the server lets us in."""
    try:
        with koppla(adress):
            return True
    except Fel:
        return False


def roll(adress: str) -> str:
    """The role that the server knows us as."""
    with koppla(adress) as markor:
        markor.execute("SELECT current_user")
        return markor.fetchone()[0]


def skapa_roller(katalog: str, *, prov: bool) -> None:
    """Makes the two roles and the owner's database in the embedded server, where they are missing.

    The application's role may use the owner's tables and make temporary ones, but own nothing; what it may not
    do with the log is said by `manage.py databasroller`. With `prov` the owner may make databases, for tests.
    """
    with koppla(adresser.postgres("postgres", "postgres", katalog)) as markor:
        markor.execute("SELECT rolname FROM pg_roles")
        finns = {rad[0] for rad in markor.fetchall()}
        for roll in (AGARE, APP):
            if roll not in finns:
                markor.execute(f"CREATE ROLE {roll} LOGIN")
        if prov:
            markor.execute(f"ALTER ROLE {AGARE} CREATEDB")
            markor.execute(f"GRANT {APP} TO {AGARE}")
        markor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABAS])
        if not markor.fetchone():
            markor.execute(f"CREATE DATABASE {DATABAS} OWNER {AGARE}")
        markor.execute(f"REVOKE ALL ON DATABASE {DATABAS} FROM PUBLIC")
        markor.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABAS} TO {APP}")
    with koppla(adresser.postgres(AGARE, DATABAS, katalog)) as markor:
        markor.execute(f"GRANT USAGE ON SCHEMA public TO {APP}")
        for slag, ratt in (("TABLES", "SELECT, INSERT, UPDATE, DELETE"), ("SEQUENCES", "USAGE, SELECT")):
            markor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {ratt} ON {slag} TO {APP}")


# --- The demo's mark ------------------------------------------------------------------------------------------
def tabeller(adress: str) -> list[str]:
    """The tables and views of a database, outside PostgreSQL's own schemas."""
    with koppla(adress) as markor:
        markor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        )
        return [rad[0] for rad in markor.fetchall()]


def markt_for(adress: str) -> str | None:
    """The municipality whose demo the database holds; None for a database that is no demo of ours."""
    if MARKE not in tabeller(adress):
        return None
    with koppla(adress) as markor:
        markor.execute(f"SELECT kommun FROM {MARKE}")
        rad = markor.fetchone()
        return rad[0] if rad else None


def bedom_demo(finns: list[str], markt: str | None, kommun: str) -> bool:
    """Whether the database is to be marked now (it is empty). Raises Fel when the demo must not touch it."""
    if markt == kommun:
        return False
    if markt is not None:
        vems = "Storköpings demo" if markt == DEMO else f"demon för kommun {markt}"
        raise Fel(f"Databasen i DATABASE_URL är {vems}. Demon för {kommun} behöver en egen, tom databas.")
    if [tabell for tabell in finns if tabell != MARKE]:
        raise Fel(
            "Databasen i DATABASE_URL är inte tom och inte gjord av demon, så demon rör den inte.\n"
            "Ange en tom databas, eller starta med make run."
        )
    return True


def mark_demo(adress: str, kommun: str) -> None:
    """Lets the demo have the database: marks an empty one, knows a marked one again. Raises Fel otherwise."""
    if bedom_demo(tabeller(adress), markt_for(adress), kommun):
        with koppla(adress) as markor:
            markor.execute(
                f"CREATE TABLE IF NOT EXISTS {MARKE} (kommun text NOT NULL, skapad timestamptz DEFAULT now())"
            )
            markor.execute(f"INSERT INTO {MARKE} (kommun) VALUES (%s)", [kommun])


# --- The tests' own -------------------------------------------------------------------------------------------
def eget_namn(slag: str) -> str:
    """A database name that no one else has."""
    return f"{DATABAS}_{slag}_{secrets.token_hex(5)}"


def skapa_databas(adress: str) -> None:
    """Makes the database that an address names, on a server that is not ours; raises Fel when not allowed to."""
    import psycopg2

    namn = adresser.databasnamn(adress)
    with koppla(adresser.med_databas(adress, "postgres")) as markor:
        try:
            markor.execute(f'CREATE DATABASE "{namn}"')
        except psycopg2.Error as fel:
            raise Fel(
                f"Rollen i DATABASE_URL får inte skapa databaser (CREATEDB): {str(fel).strip()}"
            ) from fel


def ta_bort_databaser(adress: str, namn: str) -> None:
    """Drops the databases whose names hold `namn`, one of `eget_namn`'s: the tests' and their workers'."""
    with koppla(adresser.med_databas(adress, "postgres")) as markor:
        markor.execute("SELECT datname FROM pg_database WHERE strpos(datname, %s) > 0", [namn])
        for (databas,) in markor.fetchall():
            markor.execute(f'DROP DATABASE IF EXISTS "{databas}" WITH (FORCE)')


def _broker(adress: str, index: int):
    import redis

    return redis.Redis.from_url(adresser.cache(adress, index), socket_timeout=10, socket_connect_timeout=10)


@contextmanager
def eget_brokerindex(adress: str, antal: int = 2) -> Iterator[list[int]]:
    """Claims `antal` empty numbered databases of a broker that is not ours, and empties them afterwards.

    A claim is a key of our own in an index that held nothing; indexes with anything in them are not touched.
    """
    import redis

    tagna: list[int] = []
    try:
        try:
            for index in reversed(range(_antal_index(adress))):
                if len(tagna) < antal and _ta_index(adress, index):
                    tagna.append(index)
        except redis.RedisError as fel:
            raise Fel(f"Brokern svarar inte: {adresser.utan_losenord(adress)}\n{fel}") from fel
        if len(tagna) < antal:
            raise Fel(
                f"Brokern i BROKER_URL har inte {antal} tomma databasnummer, och proven rör inga andras."
            )
        yield tagna
    finally:
        for index in tagna:
            with closing(_broker(adress, index)) as klient:
                klient.flushdb()


def _antal_index(adress: str) -> int:
    import redis

    with closing(_broker(adress, 0)) as klient:
        try:
            return int(klient.config_get("databases")["databases"])
        except (redis.ResponseError, KeyError):  # hosted servers may keep their settings to themselves
            return 16


def _ta_index(adress: str, index: int) -> bool:
    with closing(_broker(adress, index)) as klient:
        if klient.dbsize() or not klient.set(NYCKEL, secrets.token_hex(5), nx=True, ex=6 * 3600):
            return False
        if klient.dbsize() == 1:
            return True
        klient.delete(NYCKEL)  # someone wrote there in the same moment: theirs, not ours
        return False
