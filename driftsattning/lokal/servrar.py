"""The servers that a command works with: our own, or those that DATABASE_URL and BROKER_URL name."""

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from driftsattning.lokal import adresser, databas, processer, tjanster
from driftsattning.lokal.instans import Instans
from driftsattning.lokal.miljo import ren_omgivning

# Management commands that change the database's structure or rights: they run as its owner.
AGARKOMMANDON = ("migrate", "databasroller", "flush", "sqlflush")
# What a person may have set for the application, and tests and checks must not feel.
PERSONLIGA = (
    "ANTAL_PROXYER BAKOM_TLS BETRODDA_URSPRUNG DEBUG EPOST_FRAN EPOST_URL HEMLIG_NYCKEL HEMLIG_NYCKEL_TIDIGARE"
    " JOBB_STANNAT_EFTER KOLADA_URL KOMMUN LOGGNIVA PORT RADATA_BEHALL RADATA_KATALOG STATISK_KATALOG TILLATNA_VARDAR"
).split()


@dataclass(frozen=True, slots=True)
class Servrar:
    """Addresses, and whether the servers behind them are ours. `cache` None = settings derive it."""

    agare: str
    app: str
    broker: str
    cache: str | None
    egen_databas: bool
    egen_broker: bool
    barn: list[processer.Barn] = field(default_factory=list)


def yttre(namn: str) -> str | None:
    """An address from the environment, unless it is unset or empty."""
    return os.environ.get(namn, "").strip() or None


def beskrivning() -> str:
    """Which servers are started and which are used, as a line for the start."""
    delar = {"databas": yttre("DATABASE_URL"), "broker": yttre("BROKER_URL")}
    egna = [slag for slag, adress in delar.items() if not adress]
    andras = [f"{slag} {adresser.utan_losenord(adress)}" for slag, adress in delar.items() if adress]
    rader = ([f"startar {' och '.join(egna)}"] if egna else []) + [f"använder {en}" for en in andras]
    text = ", ".join(rader)
    return text[0].upper() + text[1:]


def fran_tillstand(tillstand: Mapping) -> Servrar:
    """The servers of a launcher that runs already, from what it noted."""
    namn = ("agare", "app", "broker", "cache", "egen_databas", "egen_broker")
    return Servrar(**{ett: tillstand[ett] for ett in namn})


@contextmanager
def starta(
    rot: Path, instans: Instans, signaler: processer.Signaler, *, skydd: bool = True, prov: bool = False
) -> Iterator[Servrar]:
    """Starts the servers that are not given from outside, and stops them afterwards, whatever happened.

    The caller holds the instance's lock. Without `skydd` the data survive no power cut; with `prov` the owner
    may make databases.
    """
    yttre_databas, yttre_broker = yttre("DATABASE_URL"), yttre("BROKER_URL")
    barn: list[processer.Barn] = []
    anteckning = instans.katalog / "processer.json"
    instans.tillstand.unlink(missing_ok=True)  # a killed run's
    try:
        if yttre_databas and yttre_broker:
            processer.stada(anteckning)
            yield _utifran(yttre_databas, yttre_broker, None, barn)
            return
        plats = tjanster.bered(rot, instans)
        if not yttre_databas:
            barn.append(tjanster.starta_postgres(plats, skydd=skydd))
        if not yttre_broker:
            barn.append(tjanster.starta_broker(plats, skydd=skydd))
        processer.anteckna(anteckning, barn)
        yield _vanta_in(plats, barn, yttre_databas, yttre_broker, prov=prov)
    finally:
        signaler.stoppar, signaler.forsta = True, signaler.forsta or time.monotonic()
        for ett in reversed(barn):  # the broker before the database
            processer.stoppa([ett], signaler)
        anteckning.unlink(missing_ok=True)
        instans.tillstand.unlink(missing_ok=True)
        shutil.rmtree(instans.korkatalog, ignore_errors=True)


def _vanta_in(plats, barn, yttre_databas: str | None, yttre_broker: str | None, *, prov: bool) -> Servrar:
    katalog = str(plats.instans.korkatalog)
    for ett in barn:
        if ett.namn == "postgres":
            tjanster.vanta(ett, partial(databas.svarar, adresser.postgres("postgres", "postgres", katalog)))
            databas.skapa_roller(katalog, prov=prov)
        else:
            tjanster.vanta(ett, partial(tjanster.broker_svarar, plats))
    broker = yttre_broker or tjanster.broker_adress(plats)
    cache = None if yttre_broker else yttre("CACHE_URL") or adresser.cache(broker, 1)
    if yttre_databas:
        return _utifran(yttre_databas, broker, cache, barn, egen_broker=not yttre_broker)
    roller = [adresser.postgres(roll, adresser.DATABAS, katalog) for roll in (adresser.AGARE, adresser.APP)]
    return Servrar(*roller, broker, cache, True, not yttre_broker, barn)


def _utifran(url: str, broker: str, cache: str | None, barn: list, *, egen_broker: bool = False) -> Servrar:
    """Servers where the database is someone else's: without DATABASE_AGARE_URL one role does it all."""
    agare = yttre("DATABASE_AGARE_URL") or url
    for adress in (url, agare):
        with databas.koppla(adress):  # says now, in plain words, what would be a long traceback later
            pass
    return Servrar(agare, url, broker, cache, False, egen_broker, barn)


def med_databas(servrar: Servrar, namn: str) -> Servrar:
    """The same servers, another database."""
    return replace(
        servrar,
        agare=adresser.med_databas(servrar.agare, namn),
        app=adresser.med_databas(servrar.app, namn),
    )


def omgivning(
    rot: Path, instans: Instans, servrar: Servrar, lage: str, *, som_agare: bool = False
) -> dict[str, str]:
    """The environment of the Django processes. What a person has set stands, except the servers' addresses; a
    throwaway instance is what the defaults make it."""
    bort = {"DATABASE_AGARE_URL"}  # the application has no business with the owner's password
    bort.update(PERSONLIGA if instans.tillfallig else ())
    given = {namn: varde for namn, varde in ren_omgivning(os.environ).items() if varde and namn not in bort}
    satta = {
        "DJANGO_SETTINGS_MODULE": "styrsnurra.settings",
        "STYRSNURRA_LAGE": lage,
        "DATABASE_URL": servrar.agare if som_agare else servrar.app,
        "BROKER_URL": servrar.broker,
        "PATH": os.pathsep.join([str(rot / ".venv" / "bin"), given.get("PATH", os.defpath)]),
        "PYTHONUNBUFFERED": "1",
    }
    if servrar.cache:
        satta["CACHE_URL"] = servrar.cache
    if som_agare:
        satta["DATABAS_APP_ROLL"] = databas.roll(servrar.app)
    forvalda = {
        "HEMLIG_NYCKEL": instans.hemlig_nyckel(),
        "RADATA_KATALOG": str(instans.katalog / "kolada"),
        "STATISK_KATALOG": str(instans.katalog / "statiskt"),
    }
    return {**forvalda, **given, **satta}
