"""A person's word on whether a nyckeltal has come to mean something else. Nothing is cut before that."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kkik.models import Definitionsbrott, Nyckeltal
from organisation.actions import logga, skicka_task
from organisation.models import Person

LANGST = 2000
Status = Definitionsbrott.Status


class Definitionsfel(ValueError):
    """The decision was refused. `fel` is field → message, in Swedish."""

    def __init__(self, fel: dict[str, str]) -> None:
        self.fel = fel
        super().__init__(" ".join(fel.values()))


class Redanavgjort(Exception):
    """Somebody else has decided since the page was opened. `brott` is the row as it stands."""

    def __init__(self, brott: Definitionsbrott) -> None:
        self.brott = brott
        super().__init__("Någon annan har hunnit före. Se vad som gäller nu.")


@transaction.atomic
def bekrafta_brott(
    *,
    av: Person,
    nar: datetime,
    brott: Definitionsbrott,
    ar: int | None,
    motivering: str,
    status: str = Status.MOJLIGT,
) -> Definitionsbrott:
    """A new definition holds from `ar` on: no trend or forecast goes across the step into it.

    `status` is how the row stood when the person read it. Raises Definitionsfel, Redanavgjort.
    """
    rad = _las(brott, status)
    fel = _motiveringsfel(motivering)
    if ar is None:
        fel["ar"] = "Välj det första året med den nya definitionen."
    elif _finns_redan(rad.nyckeltal, ar, utom=rad.pk):
        fel["ar"] = f"Det finns redan ett bekräftat brott från {ar}."
    if fel:
        raise Definitionsfel(fel)
    return _avgor(rad, Status.BEKRAFTAT, ar, motivering, av=av, nar=nar, typ="bekrafta_brott")


@transaction.atomic
def avfarda_brott(
    *, av: Person, nar: datetime, brott: Definitionsbrott, motivering: str, status: str = Status.MOJLIGT
) -> Definitionsbrott:
    """The measure means what it did. Raises Definitionsfel, Redanavgjort."""
    rad = _las(brott, status)
    if fel := _motiveringsfel(motivering):
        raise Definitionsfel(fel)
    return _avgor(rad, Status.AVFARDAT, None, motivering, av=av, nar=nar, typ="avfarda_brott")


@transaction.atomic
def ta_tillbaka_beslut(
    *, av: Person, nar: datetime, brott: Definitionsbrott, motivering: str, status: str
) -> Definitionsbrott:
    """The question is open again; what was decided stays in the log. Raises Definitionsfel, Redanavgjort."""
    rad = _las(brott, status)
    if rad.status == Status.MOJLIGT:
        raise Redanavgjort(rad)
    if fel := _motiveringsfel(motivering):
        raise Definitionsfel(fel)
    typ = "ta_tillbaka_brott" if rad.status == Status.BEKRAFTAT else "ta_tillbaka_avfardande"
    return _avgor(rad, Status.MOJLIGT, None, motivering, av=av, nar=nar, typ=typ)


@transaction.atomic
def lagg_till_brott(
    *, av: Person, nar: datetime, nyckeltal: Nyckeltal, ar: int | None, motivering: str
) -> Definitionsbrott:
    """A break that no import could see: the text was changed before the first one, or was not changed at all."""
    Nyckeltal.objects.select_for_update(no_key=True).get(pk=nyckeltal.pk)
    fel = _motiveringsfel(motivering)
    if ar is None:
        fel["ar"] = "Välj det första året med den nya definitionen."
    elif _finns_redan(nyckeltal, ar):
        fel["ar"] = f"Det finns redan ett bekräftat brott från {ar}."
    if fel:
        raise Definitionsfel(fel)
    rad = Definitionsbrott(nyckeltal=nyckeltal, upptackt=nar)
    return _avgor(rad, Status.BEKRAFTAT, ar, motivering, av=av, nar=nar, typ="lagg_till_brott")


def _las(brott: Definitionsbrott, status: str) -> Definitionsbrott:
    """The row, locked with its nyckeltal, so that two breaks from the same year cannot be confirmed at once."""
    Nyckeltal.objects.select_for_update(no_key=True).get(pk=brott.nyckeltal_id)
    rad = (
        Definitionsbrott.objects.select_for_update(of=("self",)).select_related("nyckeltal").get(pk=brott.pk)
    )
    if rad.status != status:
        raise Redanavgjort(rad)
    return rad


def _motiveringsfel(motivering: str) -> dict[str, str]:
    text = motivering.strip()
    if not text:
        return {"motivering": "Skriv varför."}
    if len(text) > LANGST:
        return {"motivering": f"Motiveringen kan vara högst {LANGST} tecken. Den är {len(text)}."}
    return {}


def _finns_redan(nyckeltal: Nyckeltal, ar: int, utom: int | None = None) -> bool:
    rader = Definitionsbrott.objects.filter(nyckeltal=nyckeltal, status=Status.BEKRAFTAT, ar=ar)
    return rader.exclude(pk=utom).exists()


def _avgor(
    rad: Definitionsbrott,
    status: str,
    ar: int | None,
    motivering: str,
    *,
    av: Person,
    nar: datetime,
    typ: str,
) -> Definitionsbrott:
    var_brott = rad.status == Status.BEKRAFTAT
    rad.status, rad.ar, rad.motivering = status, ar, motivering.strip()
    rad.save()
    data = {"kolada_id": rad.nyckeltal.kolada_id, "ar": ar, "motivering": rad.motivering}
    logga(av=av, nar=nar, typ=f"kkik.{typ}", objekt=rad, data=data)
    if var_brott or status == Status.BEKRAFTAT:  # otherwise nothing that is computed has changed
        for task in settings.EFTER_DEFINITION:
            skicka_task(task=task, argument=[rad.nyckeltal_id])
    return rad
