"""The import itself: fetch → keep → check → stage → compare → merge. All of it, or nothing."""

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kkik.actions import infogning
from kkik.actions.efterat import rensa_radata, skicka_efter_import
from kkik.actions.framsteg import Framsteg, Rapport
from kkik.actions.granser import stopp
from kkik.actions.importera import fanga_avbrutna_importer
from kkik.actions.importlas import importlas
from kkik.actions.katalog import Andringar, NycklarnaSlut, planera_nycklar, spara_katalog
from kkik.actions.omfang import OmfangFel, gor_plan
from kkik.demo.adress import koladas_adress
from kkik.importers.hamtning import LISTOR, Hamtning, Kalla, Mappkalla, Natkalla
from kkik.importers.katalog import Katalog, tolka
from kkik.importers.klient import HamtningFel, Kolada, Talamod
from kkik.importers.plan import Plan
from kkik.importers.radata import Radata, RadataFel, Radataskrivare, mappnamn
from kkik.importers.varden import Kartor
from kkik.models import Importkorning, Nyckeltal
from organisation.actions import avsluta, logga, misslyckas, ta_jobb
from organisation.models import Jobbstatus
from styrsnurra.gemensamt.tal import formatera

logg = logging.getLogger(__name__)
VANTADE_FEL = (HamtningFel, RadataFel, OmfangFel, NycklarnaSlut)
VARNINGSTAK = 50


class _Vantar(Exception):
    """The guard rails say no. Rolls the transaction back."""


class _Frantagen(Exception):
    """The row was given to another try meanwhile. Rolls the transaction back."""


@dataclass
class _Korning:
    """What one run carries with it."""

    rad: Importkorning
    klocka: Callable[[], datetime]
    framsteg: Framsteg
    varningar: list[str] = field(default_factory=list)
    vagrade: Counter[str] = field(default_factory=Counter)
    hamtade: int = 0
    gruppvarden: list[tuple] = field(default_factory=list)
    katalog: Katalog | None = None
    nycklar: dict[str, int] = field(default_factory=dict)
    plan: Plan | None = None
    hamtad: datetime | None = None  # when the pages were fetched: for raw pages, long ago


def kor_import(
    *,
    korning: Importkorning,
    klocka: Callable[[], datetime],
    rapport: Rapport | None = None,
    talamod: Talamod | None = None,
) -> Importkorning:
    """Run a queued import to its end; the row tells how it went (KLAR, VANTAR or MISSLYCKAD).

    Raises ImportPagar when another process is importing: the row then stays queued. Must not be called within a
    transaction. Unexpected errors are written on the row and raised.
    """
    with importlas():
        fanga_avbrutna_importer(nar=klocka())
        if not ta_jobb(rad=korning, nar=klocka()):
            return korning
        try:
            with Framsteg(korning, klocka, rapport) as framsteg:
                _kor(_Korning(korning, klocka, framsteg), talamod)
        except VANTADE_FEL as fel:
            misslyckas(rad=korning, nar=klocka(), fel=str(fel)[:2000])
            logga(
                av=None,
                nar=klocka(),
                typ="kkik.misslyckad_import",
                objekt=korning,
                data={"fel": str(fel)[:500]},
            )
        except _Frantagen:
            logg.warning("Import %s har tagits över av ett annat försök; ingenting fördes in", korning.pk)
        except KeyboardInterrupt:
            misslyckas(rad=korning, nar=klocka(), fel="Avbröts för hand. Ingenting fördes in.")
            raise
        except BaseException as fel:
            misslyckas(rad=korning, nar=klocka(), fel=f"Oväntat fel: {type(fel).__name__}: {fel}"[:2000])
            raise
        finally:
            infogning.slang_mellanlager()
    korning.refresh_from_db()
    return korning


def _kor(k: _Korning, talamod: Talamod | None) -> None:
    with _kalla(k, talamod) as kalla:
        k.framsteg.borja(1, len(LISTOR))
        k.hamtad = kalla.radata.hamtad if isinstance(kalla, Mappkalla) else k.rad.startad
        k.katalog = _hamta_katalog(k, kalla)
        k.plan = _planera(k, kalla)
        k.nycklar = planera_nycklar(k.katalog)
        _hamta_varden(k, kalla)
        if isinstance(kalla, Natkalla):
            kalla.skrivare.avsluta(url=kalla.kolada.url, hamtad=k.hamtad, plan=k.plan)
    _jamfor_och_infor(k)
    rensa_radata(k.rad, k.klocka())


@contextmanager
def _kalla(k: _Korning, talamod: Talamod | None):
    """Kolada, or the raw pages of an earlier run: the person's choice, or an approved run's own."""
    if k.rad.godkand is not None or k.rad.slag == Importkorning.Slag.FRAN_MAPP:
        yield Mappkalla(Radata(Path(k.rad.rakatalog)))
        return
    mapp = settings.RADATA_KATALOG / mappnamn(k.rad.startad, k.rad.pk)
    k.rad.rakatalog = str(mapp)
    k.rad.save(update_fields=["rakatalog"])
    with koladas_adress() as adress:
        kolada = Kolada(adress, talamod=talamod)
        try:
            yield Natkalla(kolada, Radataskrivare(mapp))
        finally:
            kolada.stang()


def _hamta_katalog(k: _Korning, kalla: Kalla) -> Katalog:
    listor = []
    for gjorda, namn in enumerate(LISTOR, start=1):
        listor.append(kalla.lista(namn))
        k.framsteg.gjort(gjorda)
    katalog = tolka(*listor)
    if not katalog.nyckeltal or not katalog.kommuner:
        raise HamtningFel("Koladas lista över nyckeltal eller kommuner är tom.")
    k.varningar += katalog.varningar
    return katalog


def _planera(k: _Korning, kalla: Kalla) -> Plan:
    if isinstance(kalla, Mappkalla):
        return kalla.radata.plan
    plan, varningar = gor_plan(k.katalog, k.rad.omfattning)
    k.varningar += varningar
    return plan


def _hamta_varden(k: _Korning, kalla: Kalla) -> None:
    """Every page into the staging table, as it comes. Progress is in nyckeltal: areas done, as parts of one."""
    plan = k.plan
    antal = len(plan.hela) + len(plan.andrade)
    k.framsteg.borja(2, antal)
    infogning.skapa_mellanlager()
    kartor = Kartor(
        kpi={i: k.nycklar[i] for i in {*plan.hela, *plan.andrade, *plan.grupp_kpi}},
        omraden={o: int(o) for o in plan.omraden},
    )
    rutor = 0
    for paket in Hamtning(kalla, plan, kartor):
        k.vagrade.update(paket.vagrade)
        k.gruppvarden += paket.gruppvarden
        if paket.sats.grupper:
            continue
        k.hamtade += paket.mottagna
        if paket.data:
            infogning.kopiera(paket.data)
        if paket.klar:
            rutor += len(paket.sats.kpi) * len(paket.sats.omraden)
            k.framsteg.gjort(antal * rutor // plan.rutor)


def _jamfor_och_infor(k: _Korning) -> None:
    try:
        with transaction.atomic(durable=True):
            k.framsteg.borja(3)
            nar = k.klocka()
            katalog = spara_katalog(katalog=k.katalog, nycklar=k.nycklar, nar=nar, bara_nya=_ar_omkord(k.rad))
            omfang = _omfang(k)
            jamforelse, farska = infogning.jamfor(
                omfang=omfang, korning_id=k.rad.pk, bara_aldre=k.rad.godkand is not None
            )
            _anteckna(k, jamforelse, katalog)
            if k.rad.godkand is None and (skal := stopp(jamforelse, katalog)):
                k.rad.stopp = skal
                raise _Vantar
            k.framsteg.borja(4)
            infogning.infor(farska=farska, korning_id=k.rad.pk)
            _infor_ovrigt(k, omfang, nar)
            _klar(k, bool(jamforelse.nagot or any(a.nagot for a in katalog.values())))
        k.framsteg.sluta()
    except _Vantar:
        with transaction.atomic():
            _spara_rad(k, Jobbstatus.VANTAR)
            logga(
                av=None, nar=k.klocka(), typ="kkik.stoppad_import", objekt=k.rad, data={"stopp": k.rad.stopp}
            )
        k.framsteg.sluta()


def _ar_omkord(rad: Importkorning) -> bool:
    """Whether a later import was loaded while this one waited: then the stored lists are newer than its own."""
    return (
        rad.godkand is not None
        and Importkorning.objects.filter(pk__gt=rad.pk, status=Jobbstatus.KLAR).exists()
    )


def _omfang(k: _Korning) -> infogning.Omfang:
    return infogning.Omfang(
        hela=[k.nycklar[i] for i in k.plan.hela],
        andrade=[k.nycklar[i] for i in k.plan.andrade],
        omraden=[int(o) for o in k.plan.omraden],
        ar=None if k.plan.ar is None else list(k.plan.ar),
    )


def _anteckna(k: _Korning, j: infogning.Jamforelse, katalog: dict[str, Andringar]) -> None:
    """Counts and warnings on the row, in memory."""
    rad = k.rad
    rad.hamtade, rad.vagrade = k.hamtade, sum(k.vagrade.values())
    rad.nya, rad.andrade, rad.forsvunna = j.nya, j.andrade, j.forsvunna
    rad.oforandrade = max(0, k.hamtade - rad.vagrade - j.nya - j.andrade)
    rad.katalog = {namn: a.som_json() for namn, a in katalog.items()}
    varningar = [
        *k.varningar,
        *(f"Avvisades: {vad} ({formatera(antal, 0)} st)." for vad, antal in k.vagrade.most_common()),
    ]
    if j.bara_status:
        varningar.append(f"Kolada har ändrat status, men inte tal, på {formatera(j.bara_status, 0)} värden.")
    namn = {nyckel: kolada_id for kolada_id, nyckel in k.nycklar.items()}
    if j.tommast:
        varningar.append(_flest_saknas([(namn[n], antal) for n, antal in j.tommast]))
    if len(varningar) > VARNINGSTAK:
        varningar = [
            *varningar[: VARNINGSTAK - 1],
            f"… och {len(varningar) - VARNINGSTAK + 1} varningar till.",
        ]
    rad.varningar = varningar


def _infor_ovrigt(k: _Korning, omfang: infogning.Omfang, nar: datetime) -> None:
    """Group means, and when each nyckeltal was fetched. Only changes of what was never fetched is not a fetch."""
    infogning.infor_gruppvarden(
        k.gruppvarden, [k.nycklar[i] for i in k.plan.grupp_kpi], list(k.plan.grupper), omfang.ar
    )
    Nyckeltal.objects.filter(id__in=omfang.hela).update(hamtad=k.hamtad)
    Nyckeltal.objects.filter(id__in=omfang.andrade, hamtad__isnull=False).update(hamtad=k.hamtad)


def _flest_saknas(tommast: list[tuple[str, int]]) -> str:
    """`tommast` is (Kolada id, values that are gone), most first."""
    flest = ", ".join(f"{kolada_id} ({formatera(antal, 0)})" for kolada_id, antal in tommast)
    return f"Kolada har inte längre alla värden. Flest saknas i {flest}."


def _klar(k: _Korning, andrat: bool) -> None:
    k.rad.stopp = k.rad.stopp or []
    _spara_rad(k, Jobbstatus.KLAR)
    rad = k.rad
    antal = {n: getattr(rad, n) for n in ("hamtade", "nya", "andrade", "oforandrade", "forsvunna", "vagrade")}
    logga(av=None, nar=k.klocka(), typ="kkik.klar_import", objekt=rad, data=antal)
    if andrat:
        transaction.on_commit(lambda: skicka_efter_import(rad))


def _spara_rad(k: _Korning, status: Jobbstatus) -> None:
    """What the run found out, and its new status; the last thing written in the transaction."""
    rad = k.rad
    if not avsluta(rad=rad, nar=k.klocka(), status=status):
        raise _Frantagen
    rad.save(
        update_fields=[
            *("hamtade", "nya", "andrade", "oforandrade", "forsvunna", "vagrade"),
            *("katalog", "varningar", "stopp"),
        ]
    )
