"""Loads Storköping, or a real municipality without goals, through the same actions that people use.

Every step can be run again: what is there is left as it is, so that a load which was cut off goes on where it stood.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from kkik.actions.riktning import valj_riktning
from kkik.demo.generator import STORKOPING
from kkik.demo.matt import MATT
from kkik.models import Kommun, Nyckeltal, Riktningsval
from kkik.queries import matris
from kommunikation.demo import organisation as folk
from kommunikation.demo.handlingsplaner import HANDLINGSPLANER
from kommunikation.demo.ladda_resurser import ladda_ramar, ladda_uppdrag, ladda_utfall
from kommunikation.demo.plan import (
    ANSIKTE,
    BEDOMT_AR,
    BESLUT,
    FORE_NYTT_BESLUT,
    NYTT_BESLUT,
    OMRADEN,
    PLAN,
    STYRPERIOD,
    DemoIndikator,
    DemoMal,
)
from organisation.actions import valj_bort_kommun, valj_kommun
from organisation.models import Enhet, Kommuninstallning, Person, Rolltilldelning
from organisation.queries import kommuninstallning
from planering import actions as planera
from planering.models import Aktivitet, Handlingsplan, Indikator, Mal, Plan
from uppfoljning import actions as folj_upp
from uppfoljning.models import Kommentar, Malansikte

UTGANGSAR = 2023  # the newest year that was known when the plan was decided in the autumn of 2024


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
            _mal(
                mal,
                None,
                lambda over, falt, o=malomrade: planera.skapa_mal(
                    av=av, nar=nar, malomrade=None if over else o, overordnat=over, **falt
                ),
                personer,
                enheter,
                nar,
            )
    _bryt_ned_horisontella(plan, av, nar)
    ladda_uppdrag(plan=plan, av=av, enheter=enheter, nar=nar)
    ladda_ramar(plan=plan, av=av, enheter=enheter, nar=nar)
    plan = planera.besluta_plan(av=av, nar=nar, plan=plan, **BESLUT)
    ladda_utfall(plan=plan, av=av, nar=nar)
    _handlingsplaner(personer, enheter, nar)
    return _nytt_beslut(plan, enheter, av, nar)


def _bryt_ned_horisontella(plan: Plan, av: Person, nar: datetime) -> None:
    mal = {m.titel: m for m in Mal.objects.filter(malomrade__plan=plan).select_related("malomrade")}
    for demo in _alla_mal():
        if demo.bidrar_till:
            rad = mal[demo.titel]
            planera.andra_mal(
                av=av,
                nar=nar,
                mal=rad,
                titel=rad.titel,
                enhet=rad.enhet,
                overordnat=rad.overordnat,
                beskrivning=rad.beskrivning,
                ansvarig=rad.ansvarig,
                bidrar_till=[mal[titel] for titel in demo.bidrar_till],
            )


def _nytt_beslut(plan: Plan, enheter: dict[str, Enhet], av: Person, nar: datetime) -> Plan:
    """The second version: the same plan with the few things that were decided anew."""
    ny = planera.ny_version(av=av, nar=nar, plan=plan)
    rader = {
        (i.nyckeltal.kolada_id, i.mal.titel): i
        for i in Indikator.objects.filter(mal__malomrade__plan=ny).select_related(
            "nyckeltal", "mal__malomrade"
        )
    }
    for demo, mal in _indikatorer(OMRADEN):
        fore = FORE_NYTT_BESLUT.get((demo.nyckeltal, mal))
        if fore is None:
            continue
        rad = rader[demo.nyckeltal, mal]
        if "nivaer" in fore:
            planera.satt_malnivaer(av=av, nar=nar, indikator=rad, nivaer=_nivaer(demo))
        if "agare" in fore:
            falt = {n: getattr(rad, n) for n in ("riktning", "kategori", "paverkansgrad", "namn", "varfor")}
            falt |= {n: getattr(rad, n) for n in ("ansvarig", "jamforelsegrupp", "decimaler", "kon")}
            planera.andra_indikator(av=av, nar=nar, indikator=rad, **(falt | {"agare": enheter[demo.agare]}))
    return planera.besluta_plan(av=av, nar=nar, plan=ny, **NYTT_BESLUT)


def _nivaer(demo: DemoIndikator, nivaer: tuple[float, ...] | None = None) -> dict[int, float]:
    return dict(enumerate(nivaer or demo.nivaer, PLAN["fran_ar"]))


def _mal(
    mal: DemoMal,
    overordnat: Mal | None,
    skapa: Callable[[Mal | None, dict], Mal],
    personer: dict[str, Person],
    enheter: dict[str, Enhet],
    nar: datetime,
) -> None:
    rad = skapa(
        overordnat,
        {
            "titel": mal.titel,
            "enhet": enheter[mal.enhet],
            "beskrivning": mal.beskrivning,
            "ansvarig": personer[mal.ansvarig],
            "horisontellt": mal.horisontellt,
        },
    )
    for indikator in mal.indikatorer:
        _indikator(indikator, rad, personer, enheter, nar)
    for under in mal.underordnade:
        _mal(under, rad, skapa, personer, enheter, nar)


def _indikator(
    i: DemoIndikator, mal: Mal, personer: dict[str, Person], enheter: dict[str, Enhet], nar: datetime
) -> None:
    av = personer["analytiker"]
    fore = FORE_NYTT_BESLUT.get((i.nyckeltal, mal.titel), {})
    nyckeltal = Nyckeltal.objects.get(kolada_id=i.nyckeltal)
    utgangsvarde, utgangsar = _utgangslage(nyckeltal, i.kon)
    indikator = planera.skapa_indikator(
        av=av,
        nar=nar,
        mal=mal,
        nyckeltal=nyckeltal,
        namn=i.namn,
        riktning=i.riktning,
        kategori=i.kategori,
        paverkansgrad=i.paverkan,
        agare=enheter[fore.get("agare", i.agare)],
        ansvarig=personer[i.ansvarig],
        jamforelsegrupp=i.grupp,
        decimaler=i.decimaler,
        varfor=i.varfor,
        utgangsvarde=utgangsvarde,
        utgangsar=utgangsar,
        kon=i.kon,
    )
    tolerans = {} if i.tolerans is None else {"tolerans": i.tolerans, "tolerans_slag": i.tolerans_slag}
    planera.satt_malnivaer(
        av=av, nar=nar, indikator=indikator, nivaer=_nivaer(i, fore.get("nivaer")), **tolerans
    )


def _utgangslage(nyckeltal: Nyckeltal, kon: str) -> tuple[float | None, int | None]:
    """Storköping's newest value that was known when the plan was decided, and its year."""
    m = matris(nyckeltal.pk, kon)
    egna = m.varden[:, list(m.kommuner).index(STORKOPING)]
    kanda = [(float(v), int(a)) for a, v in zip(m.ar, egna, strict=True) if a <= UTGANGSAR and v == v]
    return kanda[-1] if kanda else (None, None)


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


def _alla_mal() -> Iterator[DemoMal]:
    def ned(mal: DemoMal) -> Iterator[DemoMal]:
        yield mal
        for under in mal.underordnade:
            yield from ned(under)

    for omrade in OMRADEN:
        for mal in omrade.mal:
            yield from ned(mal)


def _indikatorer(omraden) -> Iterator[tuple[DemoIndikator, str]]:
    def ur(mal: DemoMal) -> Iterator[tuple[DemoIndikator, str]]:
        yield from ((i, mal.titel) for i in mal.indikatorer)
        for under in mal.underordnade:
            yield from ur(under)

    for omrade in omraden:
        for mal in omrade.mal:
            yield from ur(mal)


@transaction.atomic
def ladda_uppfoljning(*, personer: dict[str, Person], nar: datetime) -> None:
    """The comments on the judged year, and the school goal's face with its reason."""
    if Kommentar.objects.exists() or Malansikte.objects.exists():
        return
    plan = Plan.objects.aktuell()
    rader = {
        (i.nyckeltal.kolada_id, i.mal.titel): i
        for i in Indikator.objects.filter(mal__malomrade__plan=plan).select_related("nyckeltal", "mal")
    }
    for i, mal in _indikatorer(OMRADEN):
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
