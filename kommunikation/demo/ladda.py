"""Loads Storköping, or a real municipality without goals, through the same actions that people use.

Every step can be run again: what is there is left as it is, so that a load which was cut off goes on where it stood.
"""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from kkik.actions.riktning import valj_riktning
from kkik.demo.generator import STORKOPING
from kkik.demo.matt import MATT
from kkik.models import Kommun, Nyckeltal, Riktningsval
from kommunikation.demo import organisation as folk
from kommunikation.demo.handlingsplaner import HANDLINGSPLANER
from kommunikation.demo.ladda_mal import bryt_ned_horisontella, demoindikatorer, ladda_mal, nytt_beslut
from kommunikation.demo.ladda_resurser import ladda_ramar, ladda_uppdrag, ladda_utfall
from kommunikation.demo.ladda_samla import ladda_egna_indikatorer
from kommunikation.demo.ladda_spegel import lova
from kommunikation.demo.plan import (
    ANSIKTE,
    BEDOMT_AR,
    BESLUT,
    OMRADEN,
    PLAN,
    STYRPERIOD,
)
from organisation.actions import valj_bort_kommun, valj_kommun
from organisation.models import Enhet, Kommuninstallning, Person, Rolltilldelning
from organisation.queries import kommuninstallning
from planering import actions as planera
from planering.models import Aktivitet, Handlingsplan, Indikator, Mal, Plan
from uppfoljning import actions as folj_upp
from uppfoljning.models import Kommentar, Malansikte


class Demofel(Exception):
    """The demo cannot be loaded here; the message says why, in Swedish."""


def valj_demokommun(*, kommunkod: str, namn: str, nar: datetime) -> Kommuninstallning:
    """Make this the demo of one municipality. Refuses an installation that already serves another."""
    finns = kommuninstallning()
    if finns is not None:
        if finns.kommunkod != kommunkod:
            raise Demofel(f"Databasen visar redan {finns.namn} ({finns.kommunkod}).")
        return finns
    return valj_kommun(
        av=None, nar=nar, kommunkod=kommunkod, namn=namn, ar_pahittad=int(kommunkod) == STORKOPING
    )


@transaction.atomic
def ladda_personer() -> dict[str, Person]:
    """Enheter, people and roles. Only the five demo addresses get a password."""
    enheter = ladda_enheter()
    personer: dict[str, Person] = {}
    for konto, (namn, titel, roll, enhet, loggar_in) in folk.PERSONER.items():
        epost = f"{konto}@{folk.DOMAN}"
        person = Person.objects.filter(epost=epost).first()
        if person is None:
            losenord = folk.LOSENORD if loggar_in else None
            person = Person.objects.create_user(epost, losenord, namn=namn, titel=titel)
        Rolltilldelning.objects.get_or_create(
            person=person, roll=roll.value, enhet=enheter[enhet] if enhet else None
        )
        personer[konto] = person
    return personer


def ladda_enheter() -> dict[str, Enhet]:
    enheter: dict[str, Enhet] = {}
    for namn, (niva, overordnad) in folk.ENHETER.items():
        enheter[namn], _ = Enhet.objects.get_or_create(
            namn=namn,
            defaults={
                "niva": niva,
                "overordnad": enheter[overordnad] if overordnad else None,
                "galler_fran": folk.GALLER_FRAN,
            },
        )
    return enheter


@transaction.atomic
def bekrafta_riktningar(*, av: Person, nar: datetime) -> None:
    """The demo's administrator has said which way is good for every invented nyckeltal."""
    valda = set(Riktningsval.objects.values_list("nyckeltal__kolada_id", flat=True))
    nyckeltal = {n.kolada_id: n for n in Nyckeltal.objects.all()}
    for matt in MATT:
        if matt.id in nyckeltal and matt.id not in valda:
            valj_riktning(
                av=av,
                nar=nar,
                nyckeltal=nyckeltal[matt.id],
                riktning=matt.riktning,
                kalla="Storköpings demonstration",
            )


@transaction.atomic
def ladda_plan(*, personer: dict[str, Person], nar: datetime) -> Plan:
    """The plan with its goals, indicators and target levels, decided; and the action plans. One transaction."""
    finns = Plan.objects.filter(namn=PLAN["namn"]).order_by("-version").first()
    if finns is not None:
        return finns
    av, enheter = personer["analytiker"], ladda_enheter()
    planera.skapa_styrperiod(av=av, nar=nar, **STYRPERIOD)
    plan = planera.skapa_plan(av=av, nar=nar, **PLAN)
    for omrade in OMRADEN:
        malomrade = planera.skapa_malomrade(
            av=av, nar=nar, plan=plan, namn=omrade.namn, beskrivning=omrade.beskrivning
        )
        for mal in omrade.mal:
            ladda_mal(
                mal,
                None,
                lambda over, falt, o=malomrade: planera.skapa_mal(
                    av=av, nar=nar, malomrade=None if over else o, overordnat=over, **falt
                ),
                personer,
                enheter,
                nar,
            )
    bryt_ned_horisontella(plan, av, nar)
    ladda_uppdrag(plan=plan, av=av, enheter=enheter, nar=nar)
    ladda_ramar(plan=plan, av=av, enheter=enheter, nar=nar)
    ladda_egna_indikatorer(plan=plan, personer=personer, enheter=enheter, nar=nar)
    lova(plan=plan, personer=personer, enheter=enheter, nar=nar)
    plan = planera.besluta_plan(av=av, nar=nar, plan=plan, **BESLUT)
    ladda_utfall(plan=plan, av=av, nar=nar)
    _handlingsplaner(personer, enheter, nar)
    return nytt_beslut(plan, enheter, av, nar)


def _handlingsplaner(personer: dict[str, Person], enheter: dict[str, Enhet], nar: datetime) -> None:
    av = personer["analytiker"]
    for data in HANDLINGSPLANER:
        if Handlingsplan.objects.filter(namn=data["namn"]).exists():
            continue
        falt = {k: v for k, v in data.items() if k != "aktiviteter"}
        falt |= {
            "mal": Mal.objects.get(titel=data["mal"]),  # while there is only the first version
            "enhet": enheter[data["enhet"]],
            "ansvarig": personer[data["ansvarig"]],
        }
        handlingsplan = planera.skapa_handlingsplan(av=av, nar=nar, **falt)
        for aktivitet in data["aktiviteter"]:
            _aktivitet(aktivitet, handlingsplan, personer, nar)


def _aktivitet(
    data: dict, plan: Handlingsplan, personer: dict[str, Person], nar: datetime, over: Aktivitet | None = None
) -> None:
    """With its parts, and the check-ins made up to now, each at noon on its day."""
    falt = {k: v for k, v in data.items() if k not in ("delar", "avstamningar", "ansvarig")}
    ansvarig = personer[data["ansvarig"]] if "ansvarig" in data else None
    rad = planera.skapa_aktivitet(
        av=personer["analytiker"], nar=nar, handlingsplan=plan, overordnad=over, ansvarig=ansvarig, **falt
    )
    for del_ in data.get("delar", ()):
        _aktivitet(del_, plan, personer, nar, rad)
    for dag, lage, leder, text, kvar in data.get("avstamningar", ()):
        da = timezone.make_aware(datetime.combine(dag, time(12)))
        if da <= nar:
            planera.stam_av(
                av=plan.ansvarig, nar=da, aktivitet=rad, dag=dag, lage=lage, leder=leder, text=text, kvar=kvar
            )


@transaction.atomic
def ladda_uppfoljning(*, personer: dict[str, Person], nar: datetime) -> None:
    """The comments on the judged year, and the school goal's face with its reason."""
    if Kommentar.objects.exists() or Malansikte.objects.exists():
        return
    plan = Plan.objects.aktuell(nar.year)
    rader = {
        (i.nyckeltal.kolada_id, i.mal.titel): i
        for i in Indikator.objects.filter(mal__malomrade__plan=plan, nyckeltal__isnull=False).select_related(
            "nyckeltal", "mal"
        )
    }
    for i, mal in demoindikatorer(OMRADEN):
        if i.kommentar:
            folj_upp.kommentera(
                av=personer[i.ansvarig],
                nar=nar,
                indikator=rader[i.nyckeltal, mal],
                ar=BEDOMT_AR,
                text=i.kommentar,
            )
    folj_upp.satt_ansikte(
        av=personer[ANSIKTE["av"]],
        nar=nar,
        mal=Mal.objects.get(malomrade__plan=plan, titel=ANSIKTE["mal"]),
        ar=BEDOMT_AR,
        signal=ANSIKTE["signal"],
        motivering=ANSIKTE["motivering"],
    )


def namnge_kommun(*, kommunkod: str, nar: datetime) -> None:
    """Take the municipality's name from Kolada. A code that is no municipality's: Demofel, and none is chosen."""
    kommun = Kommun.objects.kommuner().filter(pk=int(kommunkod)).first()
    if kommun is None:
        valj_bort_kommun(av=None, nar=nar)
        raise Demofel(f"Kolada har ingen kommun med koden {kommunkod}.")
    valj_kommun(av=None, nar=nar, kommunkod=kommunkod, namn=kommun.namn, ar_pahittad=False)
