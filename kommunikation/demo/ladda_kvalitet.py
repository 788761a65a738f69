"""Loads knowledge cards, own measures, goal quality and the draft of the next plan. Each step can be run again."""

from datetime import datetime
from functools import partial

from django.db import transaction

from kommunikation.demo.kvalitet import (
    EGNA_INDIKATORER,
    EGNA_MATT,
    FORBATTRINGAR,
    KONSNIVAER,
    KUNSKAPSKORT,
    MALKVALITET,
    UNDANTAG,
    UTKAST,
)
from kommunikation.demo.ladda_resurser import ladda_ramar_framat
from organisation.models import Enhet, Person
from planering import actions as planera
from planering.actions.kunskapskort import FRAGOR as KORTFRAGOR
from planering.models import Egetmatt, Indikator, Mal, Malforbattring, Malkvalitetssvar, Plan


@transaction.atomic
def ladda_kvalitet(*, plan: Plan, personer: dict[str, Person], nar: datetime) -> None:
    """What hangs on the plan in force, and the draft that is made from it."""
    _kunskapskort(plan, personer["analytiker"], nar)
    _malkvalitet(plan, personer, nar)
    _egna_matt(personer["analytiker"], nar)
    if not Plan.objects.filter(fran_ar=UTKAST["fran_ar"]).exists():
        utkast = planera.kopiera_framat(av=personer["analytiker"], nar=nar, plan=plan, **UTKAST)
        ladda_ramar_framat(plan=utkast, av=personer["analytiker"], nar=nar)
        _utkastet(utkast, personer["analytiker"], nar)


def _kunskapskort(plan: Plan, av: Person, nar: datetime) -> None:
    rader = Indikator.objects.filter(
        mal__malomrade__plan=plan, nyckeltal__kolada_id__in=KUNSKAPSKORT, kunskapskort__isnull=True
    )
    for indikator in rader.select_related("nyckeltal"):
        texter = dict(zip(KORTFRAGOR, KUNSKAPSKORT[indikator.nyckeltal.kolada_id], strict=True))
        planera.skriv_kunskapskort(av=av, nar=nar, indikator=indikator, **texter)


def _malkvalitet(plan: Plan, personer: dict[str, Person], nar: datetime) -> None:
    mal = {m.titel: m for m in Mal.objects.filter(malomrade__plan=plan)}
    if not Malkvalitetssvar.objects.filter(mal__malomrade__plan=plan).exists():
        for (titel, fraga), (svar, motivering, av) in MALKVALITET.items():
            planera.svara_om_malkvalitet(
                av=personer[av], nar=nar, mal=mal[titel], fraga=fraga, svar=svar, motivering=motivering
            )
    if not Malforbattring.objects.filter(mal__malomrade__plan=plan).exists():
        for titel, fraga, text, ansvarig, dag, klar in FORBATTRINGAR:
            planera.skapa_malforbattring(
                av=personer["analytiker"],
                nar=nar,
                mal=mal[titel],
                fraga=fraga,
                text=text,
                ansvarig=personer[ansvarig],
                klar_senast=dag,
                klar=klar,
            )


def _egna_matt(av: Person, nar: datetime) -> None:
    for data in EGNA_MATT:
        if not Egetmatt.objects.filter(namn=data["namn"]).exists():
            agare = Enhet.objects.get(namn=data["agare"])
            planera.skapa_egetmatt(av=av, nar=nar, **(data | {"agare": agare}))


def _utkastet(utkast: Plan, av: Person, nar: datetime) -> None:
    """New in the draft: two measures of our own, a reason that overrides the rule, and levels for girls and boys."""
    gor = {"av": av, "nar": nar}
    for data in EGNA_INDIKATORER:
        falt = {n: data[n] for n in ("namn", "kategori", "paverkansgrad", "varfor")}
        indikator = planera.skapa_indikator(
            **gor,
            mal=Mal.objects.select_related("malomrade").get(malomrade__plan=utkast, titel=data["mal"]),
            egetmatt=Egetmatt.objects.get(namn=data["matt"]),
            riktning="hog",
            agare=Enhet.objects.get(namn=data["agare"]),
            decimaler=0,
            **falt,
        )
        planera.satt_malnivaer(**gor, indikator=indikator, nivaer=data["nivaer"])
    rader = partial(
        Indikator.objects.select_related("nyckeltal", "agare", "ansvarig", "mal__malomrade__plan").get,
        mal__malomrade__plan=utkast,
        kon="T",
    )
    i = rader(nyckeltal__kolada_id=UNDANTAG["nyckeltal"])
    falt = {n: getattr(i, n) for n in ("riktning", "kategori", "agare", "ansvarig", "namn", "varfor")}
    falt |= {n: getattr(i, n) for n in ("jamforelsegrupp", "decimaler", "intervall_a", "intervall_b")}
    planera.andra_indikator(
        **gor,
        indikator=i,
        paverkansgrad=UNDANTAG["paverkansgrad"],
        malniva_skal=UNDANTAG["skal"],
        **falt,
    )
    for nyckeltal, per_kon in KONSNIVAER.items():
        for kon, nivaer in per_kon.items():
            rad = rader(nyckeltal__kolada_id=nyckeltal)
            planera.satt_malnivaer(**gor, indikator=rad, nivaer=nivaer, kon=kon)
