"""Kolada's lists into the database: what is new, changed, vanished or come back. In the caller's transaction."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Model

from kkik.importers.katalog import Katalog, Nyckeltalspost, kan_vara_brott
from kkik.models import (
    Definitionsbrott,
    Kommun,
    Kommungrupp,
    Nyckeltal,
    Nyckeltalsgrupp,
    NyckeltalVersion,
)

STORSTA_NYCKEL = 32_767
LANGSTA_TITEL_I_MOTIVERING = 150


@dataclass(slots=True)
class Andringar:
    """How many rows of one list the import touched, and how many unmarked ones there were before it."""

    nya: int = 0
    andrade: int = 0
    forsvunna: int = 0
    aterkomna: int = 0
    fanns: int = 0

    @property
    def nagot(self) -> bool:
        return bool(self.nya or self.andrade or self.forsvunna or self.aterkomna)

    def som_json(self) -> dict[str, int]:
        return {n: v for n, v in asdict(self).items() if n != "fanns"}


class NycklarnaSlut(Exception):
    """More nyckeltal than the key has room for."""


def planera_nycklar(katalog: Katalog) -> dict[str, int]:
    """The key of every nyckeltal, also of those that are not stored yet.

    New ones get the numbers after the highest, not from the sequence: a sequence never takes a number back, and
    some interrupted first imports would use up a smallint.
    """
    nycklar = dict(Nyckeltal.objects.values_list("kolada_id", "id"))
    nasta = max(nycklar.values(), default=0) + 1
    for kolada_id in sorted(katalog.nyckeltal.keys() - nycklar.keys()):
        nycklar[kolada_id] = nasta
        nasta += 1
    if nasta - 1 > STORSTA_NYCKEL:
        raise NycklarnaSlut(f"Nyckeltalens nycklar är slut ({nasta - 1} av {STORSTA_NYCKEL}).")
    return nycklar


def spara_katalog(
    *, katalog: Katalog, nycklar: dict[str, int], nar: datetime, bara_nya: bool = False
) -> dict[str, Andringar]:
    """Store the four lists. Nothing is deleted: what is gone from Kolada is marked with `nar`.

    `bara_nya`: the lists are older than those that are stored, so only what is missing altogether is added.
    """
    return {
        "kommuner": _spara_kommuner(katalog, nar, bara_nya),
        "nyckeltal": _spara_nyckeltal(katalog, nycklar, nar, bara_nya),
        "kommungrupper": _spara_grupper(
            Kommungrupp,
            {
                g.kolada_id: {
                    "titel": g.titel,
                    "slag": g.slag,
                    "familj": g.familj,
                    "kommun_id": g.kommun,
                    "ar": g.ar,
                }
                for g in katalog.grupper.values()
            },
            {g.kolada_id: g.medlemmar for g in katalog.grupper.values()},
            nar,
            bara_nya,
        ),
        "nyckeltalsgrupper": _spara_grupper(
            Nyckeltalsgrupp,
            {g.kolada_id: {"titel": g.titel} for g in katalog.nyckeltalsgrupper.values()},
            {
                g.kolada_id: frozenset(nycklar[m] for m in g.medlemmar)
                for g in katalog.nyckeltalsgrupper.values()
            },
            nar,
            bara_nya,
        ),
    }


def _satt(rad: Model, falt: dict[str, object]) -> bool:
    """Put `falt` on the row; whether anything differed."""
    olika = {n: v for n, v in falt.items() if getattr(rad, n) != v}
    for namn, varde in olika.items():
        setattr(rad, namn, varde)
    return bool(olika)


def _stam_av(
    modell: type[Model],
    nyckelfalt: str,
    borta: str,
    poster: dict[object, dict[str, object]],
    nar: datetime,
    bara_nya: bool,
) -> tuple[Andringar, list[Model], list[Model]]:
    """Compare the stored rows with `poster` by key. Rows to add and rows to save, and how many of each sort."""
    andringar, nya, andrade = Andringar(), [], []
    rader = {getattr(r, nyckelfalt): r for r in modell.objects.all()}
    if bara_nya:
        nya = [modell(**{nyckelfalt: n}, **falt) for n, falt in poster.items() if n not in rader]
        return Andringar(nya=len(nya), fanns=len(rader)), nya, []
    for nyckel, falt in poster.items():
        rad = rader.pop(nyckel, None)
        if rad is None:
            nya.append(modell(**{nyckelfalt: nyckel}, **falt))
            continue
        aterkom = getattr(rad, borta) is not None
        andringar.aterkomna += aterkom
        andringar.fanns += not aterkom
        if olika := _satt(rad, falt):
            andringar.andrade += 1
        if olika or aterkom:
            setattr(rad, borta, None)
            andrade.append(rad)
    for rad in rader.values():
        if getattr(rad, borta) is None:
            andringar.fanns += 1
            andringar.forsvunna += 1
            setattr(rad, borta, nar)
            andrade.append(rad)
    andringar.nya = len(nya)
    return andringar, nya, andrade


def _spara_kommuner(katalog: Katalog, nar: datetime, bara_nya: bool) -> Andringar:
    poster = {k.id: {"namn": k.namn, "typ": k.typ} for k in katalog.kommuner.values()}
    andringar, nya, andrade = _stam_av(Kommun, "id", "forsvunnen", poster, nar, bara_nya)
    Kommun.objects.bulk_create(nya)
    Kommun.objects.bulk_update(andrade, ["namn", "typ", "forsvunnen"], batch_size=500)
    return andringar


def _spara_nyckeltal(katalog: Katalog, nycklar: dict[str, int], nar: datetime, bara_nya: bool) -> Andringar:
    falt = [n for n in Nyckeltalspost.__slots__ if n != "kolada_id"]
    poster = {i: {n: getattr(p, n) for n in falt} for i, p in katalog.nyckeltal.items()}
    fore = {i: (t, b) for i, t, b in Nyckeltal.objects.values_list("kolada_id", "titel", "beskrivning")}
    andringar, nya, andrade = _stam_av(Nyckeltal, "kolada_id", "forsvunnet", poster, nar, bara_nya)
    for rad in nya:
        rad.id = nycklar[rad.kolada_id]
    Nyckeltal.objects.bulk_create(nya, batch_size=1000)
    Nyckeltal.objects.bulk_update(andrade, [*falt, "forsvunnet"], batch_size=200)
    omskrivna = [n for n in andrade if (n.titel, n.beskrivning) != fore[n.kolada_id]]
    _minns_texter([*nya, *omskrivna], fore, nar)
    _stall_om_sekvensen()
    _gor_sokbara([n.id for n in [*nya, *omskrivna]])
    return andringar


def _minns_texter(rader: list[Nyckeltal], fore: dict[str, tuple[str, str]], nar: datetime) -> None:
    """A version for each new wording, and a possible break for a person to judge where the meaning may differ."""
    NyckeltalVersion.objects.bulk_create(
        [NyckeltalVersion(nyckeltal=n, fran=nar, titel=n.titel, beskrivning=n.beskrivning) for n in rader],
        batch_size=1000,
    )
    Definitionsbrott.objects.bulk_create(
        [
            Definitionsbrott(nyckeltal=n, upptackt=nar, motivering=_vad_andrades(fore[n.kolada_id], n))
            for n in rader
            if n.kolada_id in fore and kan_vara_brott(fore[n.kolada_id], (n.titel, n.beskrivning))
        ]
    )


def _vad_andrades(fore: tuple[str, str], nu: Nyckeltal) -> str:
    delar = []
    if fore[0] != nu.titel:
        delar.append(f"Titeln var ”{fore[0][:LANGSTA_TITEL_I_MOTIVERING]}”.")
    if fore[1] != nu.beskrivning:
        delar.append("Beskrivningen har ändrats.")
    return "Kolada har ändrat texten. " + " ".join(delar)


def _stall_om_sekvensen() -> None:
    """Bring the sequence up to the highest key, number by number: the application's role may not set it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH s AS (SELECT pg_get_serial_sequence('kkik_nyckeltal', 'id') AS namn)
               SELECT count(nextval(s.namn::regclass)) FROM s
               JOIN pg_sequences q ON format('%%I.%%I', q.schemaname, q.sequencename) = s.namn
               CROSS JOIN generate_series(coalesce(q.last_value, 0) + 1, (SELECT max(id) FROM kkik_nyckeltal))""",
            [],
        )


def _gor_sokbara(ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE kkik_nyckeltal
               SET sok = setweight(to_tsvector('swedish', kolada_id || ' ' || titel), 'A')
                      || setweight(to_tsvector('swedish', beskrivning), 'C')
               WHERE id = ANY(%s)""",
            [list(ids)],
        )


def _spara_grupper(
    modell: type[Kommungrupp] | type[Nyckeltalsgrupp],
    poster: dict[str, dict[str, object]],
    medlemmar: dict[str, frozenset[int]],
    nar: datetime,
    bara_nya: bool,
) -> Andringar:
    andringar, nya, andrade = _stam_av(modell, "kolada_id", "forsvunnen", poster, nar, bara_nya)
    falt = list(next(iter(poster.values()))) if poster else []
    modell.objects.bulk_create(nya, batch_size=1000)
    modell.objects.bulk_update(andrade, [*falt, "forsvunnen"], batch_size=500)
    redan, tillkomna = {g.kolada_id for g in andrade}, {g.kolada_id for g in nya}
    if bara_nya:
        medlemmar = {kod: ids for kod, ids in medlemmar.items() if kod in tillkomna}
    rorda = _stam_av_medlemmar(modell, medlemmar) - tillkomna
    andringar.andrade += len(rorda - redan)
    return andringar


def _stam_av_medlemmar(
    modell: type[Kommungrupp] | type[Nyckeltalsgrupp], medlemmar: dict[str, frozenset[int]]
) -> set[str]:
    """Make the memberships as given, for the groups given; the groups where anything differed."""
    genom = modell.medlemmar.through
    grupp, medlem = genom._meta.get_fields()[1].attname, genom._meta.get_fields()[2].attname
    id_till_kod = dict(modell.objects.filter(kolada_id__in=medlemmar).values_list("id", "kolada_id"))
    kod_till_id = {kod: pk for pk, kod in id_till_kod.items()}
    finns = {(g, m): pk for pk, g, m in genom.objects.values_list("pk", grupp, medlem) if g in id_till_kod}
    ska = {(kod_till_id[kod], m) for kod, ids in medlemmar.items() for m in ids}
    genom.objects.filter(pk__in=[pk for par, pk in finns.items() if par not in ska]).delete()
    genom.objects.bulk_create(
        [genom(**{grupp: g, medlem: m}) for g, m in sorted(ska - finns.keys())], batch_size=5000
    )
    return {id_till_kod[g] for g, _ in ska ^ finns.keys()}
