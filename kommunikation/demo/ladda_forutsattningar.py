"""Loads Storköping's analysis group and the work plan of this year. Can be run again."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kommunikation.demo import forutsattningar as data
from organisation.models import Enhet, Person
from planering.models import Indikator, Plan
from uppfoljning.actions.analysgrupp import lagg_till_medlem, skapa_grupp
from uppfoljning.actions.arbetsplan import skapa_arbetsplan, skapa_uppgift
from uppfoljning.models import Analysgrupp, Arbetsplan


@transaction.atomic
def ladda_forutsattningar(*, personer: dict[str, Person], nar: datetime) -> None:
    """What was due more than a month ago is done, except one that nobody got to: it is late."""
    if Analysgrupp.objects.exists():
        return
    vem = {"av": personer["analytiker"], "nar": nar}
    idag = timezone.localdate(nar)
    grupp = skapa_grupp(**vem, **data.GRUPP, galler_fran=date(idag.year - 1, 1, 1))
    for konto, (roll, enhet, perspektiv) in data.MEDLEMMAR.items():
        lagg_till_medlem(
            **vem,
            grupp=grupp,
            person=personer[konto],
            roll=roll,
            enhet=Enhet.objects.get(namn=enhet),
            perspektiv=perspektiv,
        )
    _aret(skapa_arbetsplan(**vem, grupp=grupp, ar=idag.year), personer, nar, idag)


def _aret(arbetsplan: Arbetsplan, personer: dict[str, Person], nar: datetime, idag: date) -> None:
    ar = arbetsplan.ar
    for vad, hur, fran, till, ansvarig, steg, ord_, gav in data.UPPGIFTER:
        startar, klar_senast = date(ar, *fran), date(ar, *till)
        gjord = (bool(gav) and klar_senast < idag) or _langesedan(klar_senast, idag)
        skapa_uppgift(
            av=personer["analytiker"],
            nar=nar,
            arbetsplan=arbetsplan,
            vad=vad,
            hur=hur,
            startar=startar,
            klar_senast=klar_senast,
            ansvarig=personer[ansvarig],
            steg=steg,
            status="klar" if gjord else "pagar" if startar <= idag else "planerad",
            anteckning=gav if gjord else "",
            indikator=_indikator(ord_, idag.year),
        )


def _langesedan(dag: date, idag: date) -> bool:
    return (idag - dag).days > 30


def _indikator(ord_: str, ar: int) -> Indikator | None:
    """The plan's first indicator with the word in its name."""
    if not ord_:
        return None
    rader = Indikator.objects.filter(
        mal__malomrade__plan=Plan.objects.aktuell(ar), namn__icontains=data.INDIKATORER[ord_]
    )
    return rader.order_by("pk").first()
