"""Addresses of databases, brokers and the web: pure functions on text."""

import re
import socket
from urllib.parse import quote, urlsplit, urlunsplit

AGARE = "styrsnurra_agare"
APP = "styrsnurra_app"
DATABAS = "styrsnurra"
PG_PORT = 5432  # only a part of the socket's name: no TCP port is opened
DEMO = "9999"


class Fel(Exception):
    """Something the person at the keyboard can put right; the text says how, in Swedish."""


def postgres(roll: str, databas: str, katalog: str) -> str:
    """The address of a database over the unix socket in `katalog` (plain path: django-environ decodes no %2F)."""
    return f"postgres://{roll}@/{databas}?host={katalog}&port={PG_PORT}"


def broker(sockel: str, index: int = 0) -> str:
    """The broker's address over its unix socket, as Celery reads it."""
    return f"redis+socket://{sockel}?virtual_host={index}"


def libpq(adress: str) -> str:
    """The same address in the form libpq reads: Django's other scheme names are not known to it."""
    schema, delare, rest = adress.partition("://")
    if not delare or schema not in ("postgres", "postgresql", "psql", "pgsql"):
        raise Fel(f"DATABASE_URL ska börja med postgres://, inte {schema!r}.")
    return f"postgresql://{rest}"


def databasnamn(adress: str) -> str:
    """The name of the database in an address; '' when it names none."""
    return urlsplit(libpq(adress)).path.lstrip("/")


def med_databas(adress: str, namn: str) -> str:
    """The same server and role, another database."""
    delar = urlsplit(adress)
    # Not geturl: an empty host would lose its slashes, which libpq needs.
    fraga = f"?{delar.query}" if delar.query else ""
    return f"{delar.scheme}://{delar.netloc}/{quote(namn)}{fraga}"


def med_index(adress: str, index: int) -> str:
    """The same broker, another of its numbered databases."""
    if adress.startswith("redis+socket://"):
        sokvag, _, fraga = adress.partition("?")
        ovrigt = [del_ for del_ in fraga.split("&") if del_ and not del_.startswith("virtual_host=")]
        return f"{sokvag}?" + "&".join([f"virtual_host={index}", *ovrigt])
    if adress.startswith(("redis://", "rediss://")):
        return urlunsplit(urlsplit(adress)._replace(path=f"/{index}"))
    raise Fel(f"BROKER_URL ska börja med redis://, rediss:// eller redis+socket://: {utan_losenord(adress)}")


def cache(adress: str, index: int) -> str:
    """The address of one of the broker's numbered databases as Django's cache reads it."""
    adress = med_index(adress, index)
    if adress.startswith("redis+socket://"):
        sokvag, _, fraga = adress.removeprefix("redis+socket://").partition("?virtual_host=")
        return f"unix://{sokvag}?db={fraga}"
    return adress


def utan_losenord(adress: str) -> str:
    """An address that can be shown: the password replaced by stars."""
    return re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:***@", adress)


def port(text: str) -> int:
    """The port a person wrote. Raises Fel when it is not one."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Fel(f"PORT={text} är inte en port: välj ett tal mellan 1024 och 65535.")
    return int(text)


def kontrollera_port(nummer: int, vard: str = "127.0.0.1") -> None:
    """Raises Fel with another port to try when the web could not listen on this one."""
    if _gar_att_binda(vard, nummer):
        return
    fri = next((n for n in range(nummer + 1, min(nummer + 50, 65536)) if _gar_att_binda(vard, n)), None)
    forslag = f" Välj en annan: PORT={fri}" if fri else " Välj en annan med PORT="
    skal = "kräver root" if nummer < 1024 else "är upptagen av ett annat program"
    raise Fel(f"Port {nummer} {skal}.{forslag}")


def _gar_att_binda(vard: str, nummer: int) -> bool:
    with socket.socket() as prov:
        # As the web server does, so that connections still closing after a stop are no hindrance.
        prov.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prov.bind((vard, nummer))
            prov.listen(1)
        except OSError:
            return False
    return True


def kommun(text: str) -> str | None:
    """The municipality code a person wrote, four digits; None when none was given. Raises Fel otherwise."""
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{4}", text) or text == "0000":
        raise Fel(f"KOMMUN={text} är inte en kommunkod: fyra siffror, till exempel KOMMUN=0180.")
    return text
