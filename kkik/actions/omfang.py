"""What a run is to ask for: the person's or the schedule's wish, against Kolada's lists and what is stored."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from kkik.definitioner import befolkningsmatt
from kkik.domain.osakerhet import tvillingar
from kkik.importers.katalog import Katalog
from kkik.importers.plan import Plan
from kkik.models import Nyckeltal, Varde
from kkik.queries.nyckeltal import KKIK_GRUPP
from organisation.queries import kommuninstallning

OVERLAPP = timedelta(
    days=2
)  # Kolada does not say whether from_date includes its day, or whose midnight it is


class OmfangFel(Exception):
    """Nothing can be asked for. str() is Swedish."""


def gor_plan(katalog: Katalog, omfattning: dict[str, Any]) -> tuple[Plan, list[str]]:
    """The plan, and warnings about what was wished for in vain.

    `omfattning`: "nyckeltal" = "kkik" | "alla" | "lagrade" (what is stored, and kkik) | ids; "fran_ar" and "till_ar";
    "sedan" = an ISO date, or "senast": since each was last fetched, and everything for those never fetched.
    """
    onskade, varningar = _onskade(katalog, omfattning["nyckeltal"])
    ids = tuple(sorted(onskade & katalog.nyckeltal.keys()))
    if saknade := sorted(onskade - katalog.nyckeltal.keys()):
        varningar.append(f"Finns inte i Koladas katalog, och hämtades därför inte: {_nagra(saknade)}.")
    if not ids:
        raise OmfangFel("Inget av de önskade nyckeltalen finns i Koladas katalog.")
    hela, andrade, sedan = _dela(ids, omfattning.get("sedan"))
    fran, till = omfattning.get("fran_ar"), omfattning.get("till_ar")
    grupper = _egna_grupper(katalog)
    visade = set(ids) & (_kkik(katalog) | _extra()) if grupper else set()
    plan = Plan(
        hela=hela,
        andrade=andrade,
        sedan=sedan,
        omraden=katalog.omraden,
        ar=None if fran is None else tuple(range(fran, till + 1)),
        grupp_kpi=tuple(sorted(visade)),
        grupper=grupper,
    )
    return plan, varningar


def _onskade(katalog: Katalog, onskan: str | list[str]) -> tuple[set[str], list[str]]:
    if onskan == "alla":
        return set(katalog.nyckeltal), []
    if not isinstance(onskan, str):
        return set(onskan), []
    kkik = _kkik(katalog)
    varningar = [] if kkik else [f"Koladas grupp {KKIK_GRUPP} (KKiK) finns inte, eller har inga medlemmar."]
    ids = kkik | _extra() | (set(befolkningsmatt()) & katalog.nyckeltal.keys())
    if onskan == "lagrade":
        ids |= _lagrade() & katalog.nyckeltal.keys()
    # With a survey comes its margin of error, which Kolada keeps as a nyckeltal of its own.
    tvilling = tvillingar({k: rad.titel for k, rad in katalog.nyckeltal.items()})
    return ids | {tvilling[i] for i in ids if i in tvilling}, varningar


def _kkik(katalog: Katalog) -> set[str]:
    """The members of Kolada's own group; where it is gone, of the largest group that bears the name."""
    grupp = katalog.nyckeltalsgrupper.get(KKIK_GRUPP)
    if grupp is None or not grupp.medlemmar:
        namne = [g for g in katalog.nyckeltalsgrupper.values() if "kkik" in g.titel.casefold()]
        grupp = max(namne, key=lambda g: len(g.medlemmar), default=None)
    return set(grupp.medlemmar) if grupp is not None else set()


def _extra() -> set[str]:
    return set(import_string(settings.EXTRA_NYCKELTAL)()) if settings.EXTRA_NYCKELTAL else set()


def _lagrade() -> set[str]:
    """Nyckeltal with any stored value: one look in the index for each."""
    from django.db.models import Exists, OuterRef

    har = Exists(Varde.objects.filter(nyckeltal=OuterRef("pk")))
    return set(Nyckeltal.objects.filter(har).values_list("kolada_id", flat=True))


def _dela(ids: tuple[str, ...], sedan: str | None) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """(in full, only changes, since when)."""
    if sedan is None:
        return ids, (), None
    if sedan != "senast":
        return (), ids, date.fromisoformat(sedan).isoformat()
    hamtade = dict(
        Nyckeltal.objects.filter(kolada_id__in=ids, hamtad__isnull=False).values_list("kolada_id", "hamtad")
    )
    if not hamtade:
        return ids, (), None
    dag = timezone.localdate(min(hamtade.values())) - OVERLAPP
    return tuple(i for i in ids if i not in hamtade), tuple(i for i in ids if i in hamtade), dag.isoformat()


def _egna_grupper(katalog: Katalog) -> tuple[str, ...]:
    """The groups whose means are shown: the own municipality's peers and county, and all municipalities."""
    installning = kommuninstallning()
    if installning is None:
        return ()
    egen = int(installning.kommunkod)
    return tuple(
        sorted(
            g.kolada_id
            for g in katalog.grupper.values()
            if (g.slag == "liknande" and g.kommun == egen)
            or (g.slag == "lan" and egen in g.medlemmar)
            or g.slag == "alla"
        )
    )


def _nagra(ids: Iterable[str], tak: int = 20) -> str:
    ids = list(ids)
    return ", ".join(ids[:tak]) + (f" och {len(ids) - tak} till" if len(ids) > tak else "")
