"""The definition ledger: possible and decided breaks, with the texts on both sides and what has been decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kkik.domain.matris import Matris
from kkik.models import Definitionsbrott, NyckeltalVersion
from kkik.queries.matriser import matriser
from organisation.models import Handelse
from organisation.queries import namn_av_pseudonym

Status = Definitionsbrott.Status
_ETIKETT = Definitionsbrott._meta.label


@dataclass(frozen=True, slots=True)
class Texter:
    """Title and description before and after; `fore` None: the change was added by a person, or is not known."""

    fore: NyckeltalVersion | None
    efter: NyckeltalVersion | None


@dataclass(frozen=True, slots=True)
class Beslutsrad:
    """One decision in the ledger's history. `vem` "" is somebody who has left."""

    typ: str
    nar: datetime
    vem: str
    ar: int | None
    motivering: str


def brottrader(status: str = "") -> list[Definitionsbrott]:
    """All, or those of one status; the newest found first. One query."""
    rader = Definitionsbrott.objects.select_related("nyckeltal").defer("nyckeltal__sok")
    if status:
        rader = rader.filter(status=status)
    return list(rader.order_by("-upptackt", "nyckeltal__kolada_id", "-pk"))


def brott_for(pk: int) -> Definitionsbrott | None:
    return Definitionsbrott.objects.select_related("nyckeltal").filter(pk=pk).first()


def antal_per_status() -> dict[str, int]:
    """How many breaks wait, are confirmed, and are dismissed. One query."""
    ut = dict.fromkeys(Status.values, 0)
    for status in Definitionsbrott.objects.values_list("status", flat=True):
        ut[status] += 1
    return ut


def texter(brott: Iterable[Definitionsbrott]) -> dict[int, Texter]:
    """By break: the version that came with it and the one before. One query."""
    rader = list(brott)
    per: dict[int, list[NyckeltalVersion]] = {}
    for v in NyckeltalVersion.objects.filter(nyckeltal__in={b.nyckeltal_id for b in rader}).order_by("fran"):
        per.setdefault(v.nyckeltal_id, []).append(v)
    return {b.pk: _texter(b, per.get(b.nyckeltal_id, [])) for b in rader}


def _texter(brott: Definitionsbrott, versioner: list[NyckeltalVersion]) -> Texter:
    plats = next((i for i, v in enumerate(versioner) if v.fran == brott.upptackt), None)
    if plats is None or plats == 0:
        return Texter(None, None)
    return Texter(versioner[plats - 1], versioner[plats])


def beslutshistorik(brott: Iterable[Definitionsbrott]) -> dict[int, list[Beslutsrad]]:
    """By break, the newest decision first. At most two queries."""
    nycklar = [str(b.pk) for b in brott]
    handelser = list(
        Handelse.objects.filter(objekt=_ETIKETT, objekt_id__in=nycklar, typ__startswith="kkik.").order_by(
            "-tid", "-id"
        )
    )
    namn = namn_av_pseudonym({h.pseudonym for h in handelser if h.pseudonym is not None}) if handelser else {}
    ut: dict[int, list[Beslutsrad]] = {int(n): [] for n in nycklar}
    for h in handelser:
        rad = Beslutsrad(
            h.typ.removeprefix("kkik."),
            h.tid,
            namn.get(h.pseudonym, ""),
            h.data.get("ar"),
            h.data.get("motivering", ""),
        )
        ut[int(h.objekt_id)].append(rad)
    return ut


def egna_serier(
    brott: Iterable[Definitionsbrott], kommun: int | None
) -> dict[int, list[tuple[int, float | None]]]:
    """Our own yearly totals, by nyckeltal; without a municipality, the country's medians. One query."""
    ids = {b.nyckeltal_id for b in brott}
    return {n: _serie(m, kommun) for n, m in matriser(ids).items()} if ids else {}


def _serie(m: Matris, kommun: int | None) -> list[tuple[int, float | None]]:
    if kommun is not None:
        return [(int(y), m.varde(int(y), kommun)) for y in m.ar]
    ut: list[tuple[int, float | None]] = []
    for y, rad in zip(m.ar, m.varden, strict=True):
        finns = rad[~np.isnan(rad)]
        ut.append((int(y), float(np.median(finns)) if finns.size else None))
    return ut
