"""Answers in the cause checklist, a heading at a time."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from planering.domain.fel import Krock, Planeringsfel
from uppfoljning.actions.analys.gemensamt import kraver_matfel, las_analys, namn
from uppfoljning.domain.orsakslista import MATFEL, RUBRIK, Svar
from uppfoljning.models import Analys, Orsakssvar

LANGST = 2000


@transaction.atomic
def svara_om_orsaker(
    *,
    av: Person | None,
    nar: datetime,
    analys: Analys,
    rubrik: str,
    svar: Mapping[str, tuple[str, str]],
    revisioner: Mapping[str, int] | None = None,
) -> list[Orsakssvar]:
    """Answer the questions of one heading: question → (answer, note). Questions left out stay as they are.

    `revisioner`: question → the revision the form was opened with, 0 for none: Krock where an answer differs that
    somebody else has given meanwhile. Other headings than measuring error are refused until that is answered.
    """
    if rubrik not in RUBRIK:
        raise Planeringsfel("Rubriken finns inte.")
    fragor = {f.id: f for f in RUBRIK[rubrik].fragor}
    if not svar.keys() <= fragor.keys():
        raise Planeringsfel("Frågan hör inte till rubriken.")
    rad = las_analys(analys.pk)
    kraver_matfel(rad, rubrik)
    _granska(rubrik, svar)
    finns = {s.fraga: s for s in Orsakssvar.objects.filter(analys=rad, fraga__in=list(svar))}
    andrade = []
    for fraga, (val, anteckning) in svar.items():
        gammalt, text = finns.get(fraga), anteckning.strip()
        if gammalt is not None and (gammalt.svar, gammalt.anteckning) == (val, text):
            continue
        sedd = (revisioner or {}).get(fraga)
        if sedd is not None and sedd != (gammalt.revision if gammalt else 0):
            raise Krock(gammalt)
        fore = [gammalt.svar, gammalt.anteckning] if gammalt else None
        ny = gammalt or Orsakssvar(analys=rad, fraga=fraga, revision=0)
        ny.svar, ny.anteckning, ny.svarad, ny.svarad_av = val, text, nar, namn(av)
        ny.revision, ny.andrad, ny.andrad_av = ny.revision + 1, nar, av
        ny.save()
        data = {"fraga": fraga, "fore": fore, "efter": [val, text]}
        logga(av=av, nar=nar, typ="uppfoljning.svara_om_orsak", objekt=rad, data=data)
        andrade.append(ny)
    return andrade


def _granska(rubrik: str, svar: Mapping[str, tuple[str, str]]) -> None:
    """A doubt about the figure itself must be followed up, so it is not enough to say that one does not know."""
    fel = {}
    for fraga, (val, anteckning) in svar.items():
        if val not in Svar.__members__.values():
            fel[fraga] = ["Välj ett av svaren."]
        elif len(anteckning) > LANGST:
            fel[fraga] = [f"Anteckningen kan vara högst {LANGST} tecken. Den är {len(anteckning)}."]
        elif rubrik == MATFEL and val == Svar.VET_EJ and not anteckning.strip():
            fel[fraga] = ["Skriv hur det ska tas reda på, så går det att arbeta vidare."]
    if fel:
        raise Planeringsfel(fel)
