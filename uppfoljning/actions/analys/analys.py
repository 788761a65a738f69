"""Opening, changing, concluding and reopening an analysis."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from organisation.actions import logga
from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from planering.models import Indikator
from uppfoljning.actions.analys.gemensamt import besvarade, las_analys, namn
from uppfoljning.domain.analysregler import kan_avslutas
from uppfoljning.domain.orsakslista import kvar_av_matfel
from uppfoljning.models import Analys, Analysavvikelse, Analysdeltagare, Atgardsforslag, Hypotes

Avvikelse = dict[str, Any]
Deltagare = tuple[Person | None, str, str]


class Redanoppen(Planeringsfel):
    """The deviation is already being analysed, in `analys`."""

    def __init__(self, analys: Analys) -> None:
        self.analys = analys
        super().__init__(f"Avvikelsen analyseras redan i ”{analys.titel}”. Fortsätt där.")


@transaction.atomic
def oppna_analys(
    *,
    av: Person | None,
    nar: datetime,
    titel: str,
    fraga: str,
    enhet: Enhet,
    avvikelser: Sequence[Avvikelse],
    grupp: str = "",
    klar_senast: date | None = None,
    till: str = "",
    deltagare: Sequence[Deltagare] = (),
) -> Analys:
    """Open an analysis of one or more deviations: dicts with indikator, ar, kon, mening and ljus, which are frozen.

    Raises Redanoppen when one of them is under analysis already.
    """
    if not avvikelser:
        raise Planeringsfel("Välj minst en avvikelse att analysera.")
    # Two who open the same at once are put after each other by the indicators' rows.
    ids = sorted({a["indikator"].pk for a in avvikelser})
    list(Indikator.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids).order_by("pk"))
    for a in avvikelser:
        if finns := pagaende_analys(a["indikator"], a["ar"], a["kon"]):
            raise Redanoppen(finns)
    analys = Analys(
        titel=titel.strip(),
        fraga=fraga.strip(),
        enhet=enhet,
        grupp=grupp.strip(),
        klar_senast=klar_senast,
        till=till.strip(),
        oppnad=nar,
        oppnad_av=namn(av),
    )
    gemensamt.fraga_fel({"enhet": gemensamt.enhetsfel(enhet, None, nar.date())})
    gemensamt.spara(analys, av, nar)
    Analysavvikelse.objects.bulk_create(Analysavvikelse(analys=analys, **a) for a in avvikelser)
    _satt_deltagare(analys, deltagare)
    data = {
        "efter": gemensamt.innehall(analys),
        "avvikelser": [[a["indikator"].pk, a["ar"], a["kon"]] for a in avvikelser],
    }
    logga(av=av, nar=nar, typ="uppfoljning.oppna_analys", objekt=analys, data=data)
    return analys


def pagaende_analys(indikator: Indikator, ar: int, kon: str) -> Analys | None:
    """The analysis under way that has this deviation."""
    return Analys.objects.filter(
        status=Analys.Status.PAGAR,
        avvikelser__indikator=indikator,
        avvikelser__ar=ar,
        avvikelser__kon=kon,
    ).first()


@transaction.atomic
def andra_analys(
    *,
    av: Person | None,
    nar: datetime,
    analys: Analys,
    titel: str,
    fraga: str,
    enhet: Enhet,
    grupp: str = "",
    klar_senast: date | None = None,
    till: str = "",
    deltagare: Sequence[Deltagare] | None = None,
    revision: int | None = None,
) -> Analys:
    """`deltagare` None leaves those who take part as they are."""
    tidigare = las_analys(analys.pk)
    rad = gemensamt.las_rad(analys, revision)
    gemensamt.fraga_fel({"enhet": gemensamt.enhetsfel(enhet, tidigare.enhet_id, nar.date())})
    ovrigt = {}
    if deltagare is not None:
        fore = _deltagarnamn(rad)
        _satt_deltagare(rad, deltagare)
        ovrigt["antal_deltagare"] = [len(fore), len(_deltagarnamn(rad))]
    falt = {
        "titel": titel.strip(),
        "fraga": fraga.strip(),
        "enhet": enhet,
        "grupp": grupp.strip(),
        "klar_senast": klar_senast,
        "till": till.strip(),
    }
    return gemensamt.andra(rad, falt, av=av, nar=nar, ovrigt=ovrigt)


def _deltagarnamn(analys: Analys) -> list[str]:
    return list(analys.deltagare.values_list("namn", flat=True))


def _satt_deltagare(analys: Analys, deltagare: Sequence[Deltagare]) -> None:
    """Those named, in the given order, each once. The log counts them only: it names nobody."""
    analys.deltagare.all().delete()
    unika: dict[str, Analysdeltagare] = {}
    for person, fritt, roll in deltagare:
        text = (person.namn if person is not None else fritt).strip()[:120]
        if text:
            unika.setdefault(
                text, Analysdeltagare(analys=analys, person=person, namn=text, roll=roll.strip()[:160])
            )
    Analysdeltagare.objects.bulk_create(unika.values())


@transaction.atomic
def satt_slutord(
    *, av: Person | None, nar: datetime, analys: Analys, text: str, revision: int | None = None
) -> Analys:
    """What happens next, which the told story ends with."""
    las_analys(analys.pk)
    rad = gemensamt.las_rad(analys, revision)
    return gemensamt.andra(rad, {"avslutande_ord": text.strip()}, av=av, nar=nar)


def brister(analys: Analys) -> list[str]:
    """What is missing before the analysis can be concluded; [] when nothing is."""
    forslag = (
        Atgardsforslag.objects.filter(analys=analys, utan_hypotes_skal="")
        .exclude(status=Atgardsforslag.Status.AVSTAS)
        .exclude(hypoteser__utslag=Hypotes.Utslag.VERIFIERAD)
    )
    return kan_avslutas(
        kvar_av_matfel=kvar_av_matfel(besvarade(analys)),
        besvarade=analys.slutsatser.values_list("fraga", flat=True),
        lost_hangande=forslag.values_list("titel", flat=True),
    )


@transaction.atomic
def avsluta_analys(*, av: Person | None, nar: datetime, analys: Analys, avslutande_ord: str) -> Analys:
    """Conclude it: both questions are answered and every proposal has its ground. Locked from then on."""
    rad = las_analys(analys.pk)
    if saknas := brister(rad):
        raise Planeringsfel({"": saknas})
    if not avslutande_ord.strip():
        raise Planeringsfel({"avslutande_ord": ["Skriv vad som händer nu."]})
    rad.avslutande_ord = avslutande_ord.strip()
    rad.status, rad.avslutad, rad.avslutad_av = Analys.Status.KLAR, nar, namn(av)
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    logga(av=av, nar=nar, typ="uppfoljning.avsluta_analys", objekt=rad, data={"ord": rad.avslutande_ord})
    return rad


@transaction.atomic
def ateroppna_analys(*, av: Person | None, nar: datetime, analys: Analys, skal: str) -> Analys:
    """Unlock a concluded analysis. Its deviations must not be under another analysis meanwhile."""
    rad = Analys.objects.select_for_update(of=("self",)).get(pk=analys.pk)
    if not rad.ar_klar:
        raise Planeringsfel("Analysen är redan öppen.")
    if not skal.strip():
        raise Planeringsfel({"skal": ["Skriv varför analysen öppnas igen."]})
    for a in rad.avvikelser.select_related("indikator"):
        if annan := pagaende_analys(a.indikator, a.ar, a.kon):
            raise Redanoppen(annan)
    rad.status, rad.avslutad, rad.avslutad_av = Analys.Status.PAGAR, None, ""
    rad.ateroppnad_skal = skal.strip()
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    logga(av=av, nar=nar, typ="uppfoljning.ateroppna_analys", objekt=rad, data={"skal": rad.ateroppnad_skal})
    return rad
