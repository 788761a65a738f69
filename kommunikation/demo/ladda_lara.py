"""Loads rewritten definitions, an ended nyckeltal, good examples, and how pupils read school by school.

Each step can be run again.
"""

from datetime import datetime, timedelta

from django.db import transaction

from kkik.actions.definition import bekrafta_brott
from kkik.models import Definitionsbrott, Nyckeltal, NyckeltalVersion
from kommunikation.demo import lara as data
from organisation.models import Enhet, Person
from organisation.models.enhet import Enhetsniva
from planering import actions as planera
from planering.models import Egetmatt, Indikator, Mal
from uppfoljning.actions.arenden import ga_igenom
from uppfoljning.actions.exempel import skapa_exempel
from uppfoljning.models import GottExempel, Utfall

FORE = timedelta(days=180)  # the text stood so long before it was rewritten


@transaction.atomic
def ladda_lara(*, personer: dict[str, Person], nar: datetime) -> None:
    """Into a database that has Storköping's plan and the draft of the next."""
    _skriv_om(personer["analytiker"], nar)
    _slutat(personer, nar)
    _exempel(personer["analytiker"], nar)
    _lasning(personer["analytiker"], nar)
    ga_igenom(nar=nar)


def _skriv_om(av: Person, nar: datetime) -> None:
    """As if an import had found other texts than the import before it; one of them has been decided on."""
    if Definitionsbrott.objects.exists():
        return
    for kolada_id, byte in data.OMSKRIVNA.items():
        n = Nyckeltal.objects.get(kolada_id=kolada_id)
        nu = NyckeltalVersion.objects.filter(nyckeltal=n).earliest("fran")
        NyckeltalVersion.objects.create(
            nyckeltal=n,
            fran=nu.fran - FORE,
            titel=n.titel.replace(*byte),
            beskrivning=n.beskrivning.replace(*byte),
        )
        Definitionsbrott.objects.create(nyckeltal=n, upptackt=nu.fran, motivering="Kolada har ändrat texten.")
    kolada_id, ar, skal = data.BEKRAFTAT
    brott = Definitionsbrott.objects.get(nyckeltal__kolada_id=kolada_id)
    bekrafta_brott(av=av, nar=nar, brott=brott, ar=ar, motivering=skal)


def _slutat(personer: dict[str, Person], nar: datetime) -> None:
    """In the draft, where it can be changed: an indicator whose measure has ended."""
    n = Nyckeltal.objects.get(kolada_id=data.SLUTAT["nyckeltal"])
    mal = Mal.objects.filter(malomrade__plan__status="utkast", titel=data.SLUTAT["mal"]).first()
    if mal is None or Indikator.objects.filter(nyckeltal=n).exists():
        return
    planera.skapa_indikator(
        av=personer["analytiker"],
        nar=nar,
        mal=mal,
        nyckeltal=n,
        namn=data.SLUTAT["namn"],
        riktning="hog",
        kategori="subjektiv",
        paverkansgrad="stor",
        agare=Enhet.objects.get(namn=data.SLUTAT["agare"]),
        ansvarig=personer[data.SLUTAT["ansvarig"]],
        decimaler=0,
    )


def _exempel(av: Person, nar: datetime) -> None:
    if GottExempel.objects.exists():
        return
    nyckeltal = {n.kolada_id: n for n in Nyckeltal.objects.filter(kolada_id__in=[e[2] for e in data.EXEMPEL])}
    for titel, vem, kolada_id, omrade, fran, till, gjordes, gav, kalla, lank in data.EXEMPEL:
        skapa_exempel(
            av=av,
            nar=nar,
            titel=titel,
            gjordes=gjordes,
            vem=vem,
            nyckeltal=nyckeltal[kolada_id],
            omrade=omrade,
            gav=gav,
            fran_ar=fran,
            till_ar=till,
            kalla=kalla,
            lank=lank,
        )


def _lasning(av: Person, nar: datetime) -> None:
    """Girls, boys and both, school by school, and all of them together."""
    if Egetmatt.objects.filter(namn=data.LASNING["namn"]).exists():
        return
    matt = planera.skapa_egetmatt(av=av, nar=nar, **data.LASNING, agare=Enhet.objects.get(namn=data.LASAGARE))
    forvaltning = Enhet.objects.get(namn="Utbildningsförvaltningen")
    for ar, skolor in data.SKOLOR.items():
        summa = {"K": (0, 0), "M": (0, 0)}
        for namn, (flickor, pojkar) in skolor.items():
            enhet, _ = Enhet.objects.get_or_create(
                namn=namn,
                defaults={
                    "niva": Enhetsniva.ENHET,
                    "overordnad": forvaltning,
                    "galler_fran": forvaltning.galler_fran,
                },
            )
            per_kon = {"K": flickor, "M": pojkar}
            _skriv(matt, enhet, ar, per_kon, av, nar)
            summa = {k: (summa[k][0] + n, summa[k][1] + laser) for k, (n, laser) in per_kon.items()}
        _skriv(matt, None, ar, summa, av, nar)


def _skriv(
    matt: Egetmatt,
    enhet: Enhet | None,
    ar: int,
    per_kon: dict[str, tuple[int, int]],
    av: Person,
    nar: datetime,
) -> None:
    alla = {"T": tuple(map(sum, zip(*per_kon.values(), strict=True))), **per_kon}
    Utfall.objects.bulk_create(
        Utfall(
            egetmatt=matt,
            enhet=enhet,
            ar=ar,
            kon=kon,
            varde=round(100 * laser / antal, 1),
            antal=antal,
            kalla=Utfall.Kalla.FIL,
            rapporterat=nar,
            rapporterat_av=av.namn,
        )
        for kon, (antal, laser) in alla.items()
    )
