"""Items for the owner of an indicator: raised by a job, answered by a person, closed by the job when solved."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from organisation.actions import logga
from organisation.models import Person
from uppfoljning.models import Arende
from uppfoljning.queries.arenden import Anledning, anledningar

LANGST = 2000
SVAR = (Arende.Svar.BYT, Arende.Svar.BEHALL, Arende.Svar.STANG)


class Arendefel(ValueError):
    """The answer was refused. `fel` is field → message, in Swedish."""

    def __init__(self, fel: dict[str, str]) -> None:
        self.fel = fel
        super().__init__(" ".join(fel.values()))


@dataclass(frozen=True, slots=True)
class Genomgang:
    """How many items were raised, got another text, and were closed as solved."""

    nya: int
    andrade: int
    losta: int


@transaction.atomic
def ga_igenom(*, nar: datetime) -> Genomgang:
    """Raise what is new, and close what no longer holds. Again with nothing changed does nothing; what has been
    answered once is not asked again. Two at once wait for each other at the unique rows."""
    finns = {(a.indikator_id, a.orsak, a.fakta): a for a in Arende.objects.select_for_update().order_by("pk")}
    oppna = {(a.indikator_id, a.orsak): a for a in finns.values() if a.oppet}
    nu = {(a.indikator.pk, str(a.orsak)): a for a in anledningar(timezone.localdate(nar))}
    nya = andrade = losta = 0
    for nyckel, rad in oppna.items():
        anledning = nu.get(nyckel)
        if anledning is None or (rad.fakta != anledning.fakta and (*nyckel, anledning.fakta) in finns):
            _avsluta(rad, Arende.Svar.LOST, "", "", nar)
            logga(av=None, nar=nar, typ="uppfoljning.los_arende", objekt=rad)
            losta += 1
        elif _uppdatera(rad, anledning):
            andrade += 1
    for nyckel, anledning in nu.items():
        kvar = oppna.get(nyckel)
        if (kvar is not None and kvar.oppet) or (*nyckel, anledning.fakta) in finns:
            continue
        rad = Arende.objects.create(
            indikator=anledning.indikator,
            orsak=anledning.orsak,
            fakta=anledning.fakta,
            text=anledning.text,
            forslag_id=anledning.forslag,
            skapad=nar,
        )
        logga(av=None, nar=nar, typ="uppfoljning.vack_arende", objekt=rad, data={"fakta": rad.fakta})
        nya += 1
    return Genomgang(nya, andrade, losta)


def _uppdatera(rad: Arende, anledning: Anledning) -> bool:
    ny = (anledning.fakta, anledning.text, anledning.forslag)
    if (rad.fakta, rad.text, rad.forslag_id) == ny:
        return False
    rad.fakta, rad.text, rad.forslag_id = ny
    rad.save(update_fields=["fakta", "text", "forslag"])
    return True


@transaction.atomic
def besvara_arende(*, av: Person, nar: datetime, arende: Arende, svar: str, motivering: str = "") -> Arende:
    """A person's stand. To keep what has ended needs a reason. Raises Arendefel."""
    rad = Arende.objects.select_for_update(of=("self",)).select_related("indikator").get(pk=arende.pk)
    motivering = motivering.strip()
    fel = {}
    if not rad.oppet:
        fel[""] = "Ärendet är redan avslutat."
    if svar not in SVAR:
        fel["svar"] = "Välj ett svar."
    if not motivering and svar != Arende.Svar.BYT:
        fel["motivering"] = "Skriv varför."
    if len(motivering) > LANGST:
        fel["motivering"] = f"Motiveringen kan vara högst {LANGST} tecken. Den är {len(motivering)}."
    if fel:
        raise Arendefel(fel)
    _avsluta(rad, svar, motivering, av.namn, nar)
    logga(
        av=av,
        nar=nar,
        typ="uppfoljning.besvara_arende",
        objekt=rad,
        data={"svar": svar, "motivering": motivering},
    )
    return rad


def _avsluta(rad: Arende, svar: str, motivering: str, vem: str, nar: datetime) -> None:
    rad.svar, rad.motivering, rad.avslutad, rad.avslutad_av = svar, motivering, nar, vem
    rad.save(update_fields=["svar", "motivering", "avslutad", "avslutad_av"])
