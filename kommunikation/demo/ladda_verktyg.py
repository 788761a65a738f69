"""Loads the checklists and the two exercises, through the same actions that people use. Can be run again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kommunikation.demo.kvalitet import UTKAST
from kommunikation.demo.ovningar import OVNINGAR, DemoOvning
from kommunikation.demo.verktyg import CHECKLISTOR, DemoChecklista
from organisation.models import Person
from planering.actions.bedomning import FALT, forslag, plannyckel, skriv_in_bedomning, starta_bedomning
from planering.models import Handlingsplan, Indikator, Plan
from planering.queries.amnen import handlingsplansamne, planamne
from uppfoljning.models import Analys
from uppfoljning.queries.amnen import analysamne
from verktyg import actions as verktyg
from verktyg.domain.plats import Plats
from verktyg.models import Genomforande, Rad
from verktyg.queries import Amne

SVARSTID = timedelta(days=10)


@transaction.atomic
def ladda_verktyg(*, personer: dict[str, Person], nar: datetime) -> None:
    """The checklists, and the exercises over the draft's indicators if there is a draft."""
    finns = set(Genomforande.objects.values_list("titel", flat=True))
    for checklista in CHECKLISTOR:
        if checklista.titel not in finns:
            _checklista(checklista, personer, nar)
    plan = Plan.objects.filter(fran_ar=UTKAST["fran_ar"]).order_by("version").first()
    if plan is None or plan.ar_last:
        return
    startade = set(
        Genomforande.objects.filter(galler_nyckel=plannyckel(plan)).values_list("instrument", flat=True)
    )
    for ovning in OVNINGAR:
        if ovning.instrument not in startade:
            _ovning(ovning, plan, personer, nar)


def _checklista(data: DemoChecklista, personer: dict[str, Person], nar: datetime) -> None:
    """Each answer on its day, in the order they were given."""
    amne = _amne(data.galler)
    runda = verktyg.starta(
        av=personer["analytiker"],
        nar=nar - timedelta(days=data.dagar),
        instrument=data.instrument,
        titel=data.titel,
        galler=data.galler,
        galler_nyckel=amne.nyckel if amne else "",
        oppen_for_alla=True,
    )
    for fraga, (varde, text, vem, dagar) in data.svar.items():
        verktyg.svara(
            av=personer[vem],
            nar=nar - timedelta(days=dagar),
            genomforande=runda,
            svar=[verktyg.Post(Plats(fraga), varde, text)],
        )


def _amne(namn: str) -> Amne | None:
    """The plan, the action plan or the analysis of that name, if there is one."""
    if (plan := Plan.objects.filter(namn=namn).order_by("version").first()) is not None:
        return planamne(plan)
    handlingsplan = Handlingsplan.objects.select_related("enhet").filter(namn=namn).first()
    if handlingsplan is not None:
        return handlingsplansamne(handlingsplan)
    analys = Analys.objects.select_related("enhet").filter(titel=namn).first()
    return analysamne(analys) if analys is not None else None


def _ovning(data: DemoOvning, plan: Plan, personer: dict[str, Person], nar: datetime) -> None:
    av, start = personer["analytiker"], nar - timedelta(days=data.dagar)
    alla = [*data.svarat, *(vem for vem, _ in data.halvvags), *data.vantar]
    runda = starta_bedomning(
        av=av,
        nar=start,
        plan=plan,
        instrument=data.instrument,
        personer=[personer[vem] for vem in alla],
        sista_dag=timezone.localdate(nar if data.svarsdagar is None else start) + SVARSTID,
    )
    rader = list(runda.rader.all())
    star = _star_i_planen(plan, FALT[data.instrument])
    antal = {vem: len(rader) for vem in data.svarat} | dict(data.halvvags)
    for dag, (vem, hur_manga) in enumerate(antal.items(), start=1):
        poster = [
            _svar(data, rad, vem, star[rad.nyckel], runda.fragorna.fragor[0].id) for rad in rader[:hur_manga]
        ]
        verktyg.svara(av=personer[vem], nar=start + timedelta(days=dag), genomforande=runda, svar=poster)
    _enas(data, runda, rader, av, nar - timedelta(days=data.svarsdagar or 1))
    if data.alla_enade:
        dag = nar - timedelta(days=data.svarsdagar or 0)
        verktyg.avsluta(av=av, nar=dag, genomforande=runda)
        valda = {f.indikator.pk: f.efter for f in forslag(plan, runda)}
        skriv_in_bedomning(av=av, nar=nar, plan=plan, runda=runda, valda=valda)


def _star_i_planen(plan: Plan, falt: str) -> dict[str, str]:
    rader = Indikator.objects.filter(mal__malomrade__plan=plan).values_list("pk", falt)
    return {str(pk): varde for pk, varde in rader}


def _svar(data: DemoOvning, rad: Rad, vem: str, annars: str, fraga: str) -> verktyg.Post:
    varde, text = data.skiljer.get(rad.etikett, {}).get(vem, (annars, ""))
    return verktyg.Post(Plats(fraga, rad.pk), varde, text)


def _enas(data: DemoOvning, runda: Genomforande, rader: list[Rad], av: Person, nar: datetime) -> None:
    """Where they differed first; then, if they finished, everything they already agreed on."""
    fraga = runda.fragorna.fragor[0].id
    plats = {rad.etikett: Plats(fraga, rad.pk) for rad in rader}
    for namn, (varde, varfor) in data.enats.items():
        verktyg.satt_konsensus(
            av=av, nar=nar, genomforande=runda, plats=plats[namn], varde=varde, anteckning=varfor
        )
    if data.alla_enade:
        verktyg.godta_eniga(av=av, nar=nar, genomforande=runda)
