"""What the comparison page shows beside the comparison: Kolada's own means, revisions, earlier definitions."""

from dataclasses import dataclass
from datetime import datetime

from kkik.models import (
    Definitionsbrott,
    Gruppvarde,
    Importkorning,
    Kommungrupp,
    Nyckeltal,
    NyckeltalVersion,
    Varde,
    Vardeandring,
)
from kkik.queries.grupper import gruppnamn

RIKET = 0
FLEST_ANDRINGAR = 50


@dataclass(frozen=True, slots=True)
class Koladamedel:
    """Kolada's own figure for a group or the country. `antal` municipalities behind it, None for the country."""

    namn: str
    varde: float
    antal: int | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A value that an import changed. `nu` None with `borttagen`: it was taken away."""

    ar: int
    kon: str
    fore: float | None
    nu: float | None
    borttagen: bool
    nar: datetime | None


def koladamedel(nyckeltal: Nyckeltal, kommun: int, ar: int, kon: str) -> list[Koladamedel]:
    """The country first, then the means of all municipalities, the county, and the groups the municipality is in.
    Two queries."""
    riket = Varde.objects.filter(
        nyckeltal=nyckeltal.pk, kommun=RIKET, ar=ar, kon=kon, borttagen=False
    ).first()
    ut = [Koladamedel("Riket", riket.varde, None)] if riket is not None and riket.varde is not None else []
    slag = Kommungrupp.Slag
    rader = (
        Gruppvarde.objects.filter(nyckeltal=nyckeltal.pk, ar=ar, kon=kon, varde__isnull=False)
        .filter(grupp__medlemmar=kommun)
        .exclude(grupp__slag__in=[slag.LIKNANDE, slag.OVRIG])
        .select_related("grupp")
    )
    ordning = [slag.ALLA, slag.LAN, slag.STORLEK, slag.KOMMUNTYP]
    egna = sorted(rader, key=lambda r: (ordning.index(r.grupp.slag), r.grupp.titel))
    return ut + [Koladamedel(gruppnamn(r.grupp.titel), r.varde, r.antal) for r in egna]


def revisioner(nyckeltal: Nyckeltal, kommun: int) -> list[Revision]:
    """Values of this municipality that imports have changed, the latest first. Three queries."""
    rader = list(
        Vardeandring.objects.filter(nyckeltal=nyckeltal.pk, kommun=kommun).order_by("-id")[:FLEST_ANDRINGAR]
    )
    if not rader:
        return []
    nar = dict(
        Importkorning.objects.filter(pk__in={r.importkorning for r in rader}).values_list("pk", "avslutad")
    )
    nu = {
        (v.ar, v.kon): v
        for v in Varde.objects.filter(nyckeltal=nyckeltal.pk, kommun=kommun, ar__in={r.ar for r in rader})
    }
    ut = []
    for r in rader:  # the newest first: what followed a change is what the change after it found
        senare = next((s for s in reversed(ut) if (s.ar, s.kon) == (r.ar, r.kon)), None)
        galler = nu.get((r.ar, r.kon))
        efter = senare.fore if senare is not None else (galler.varde if galler is not None else None)
        borttagen = senare is None and galler is not None and galler.borttagen
        ut.append(
            Revision(
                r.ar, r.kon, r.tidigare, None if borttagen else efter, borttagen, nar.get(r.importkorning)
            )
        )
    return ut


def definitionshistorik(nyckeltal: Nyckeltal) -> tuple[list[NyckeltalVersion], list[Definitionsbrott]]:
    """Earlier texts, the newest first, and the breaks that are not dismissed. Two queries."""
    versioner = list(NyckeltalVersion.objects.filter(nyckeltal=nyckeltal).order_by("-fran"))
    brott = Definitionsbrott.objects.filter(nyckeltal=nyckeltal).exclude(
        status=Definitionsbrott.Status.AVFARDAT
    )
    return versioner[1:], list(brott.order_by("ar"))
