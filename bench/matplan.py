"""A plan larger than most, on real nyckeltal, made by the same actions as people use; made once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import cycle
from typing import Any

from django.db import transaction
from django.utils import timezone

from bench.verktyg import kommando
from kkik.models import Kommun, Lage, Nyckeltal
from organisation.actions import valj_kommun
from organisation.domain.roller import Roll
from organisation.models import Enhet, Enhetsniva, Person, Rolltilldelning
from planering import actions as planera
from planering.actions.resurs import skapa_oronmarkning, skapa_verksamhet
from planering.actions.resurstabell import Cell, spara_celler
from planering.actions.uppdrag import skapa_uppdrag, skriv_uppdragstext
from planering.models import Handlingsplan, Indikator, Mal, Malomrade, Plan, Ram

KOMMUN = 1382
AR = 2022
ANTAL_OMRADEN, ANTAL_KF, ANTAL_NAMNDMAL, ANTAL_ENHETSMAL = 6, 12, 36, 12
ANTAL_INDIKATORER, ANTAL_NAMNDER, ANTAL_ENHETER = 250, 12, 200
ANTAL_HANDLINGSPLANER, AKTIVITETER_I_VARJE, VERKSAMHETER_I_VARJE = 30, 5, 5
EPOST = "matning@matning.example"
Vem = dict[str, Any]


def bygg() -> tuple[Person, Plan, Plan]:
    """Whoever may change plans, the decided plan, and a draft for the year after with everything in it copied."""
    if person := Person.objects.filter(epost=EPOST).first():
        return person, *Plan.objects.order_by("fran_ar")
    if not Lage.objects.exists():
        kommando("berakna")
    return _ny()


@transaction.atomic
def _ny() -> tuple[Person, Plan, Plan]:
    nu = timezone.now()
    kommun = Kommun.objects.get(pk=KOMMUN)
    valj_kommun(av=None, nar=nu, kommunkod=f"{KOMMUN:04d}", namn=kommun.namn, ar_pahittad=False)
    person = Person.objects.create_user(EPOST, None, namn="Mätning")
    Rolltilldelning.objects.create(person=person, roll=Roll.ANALYTIKER.value)
    vem: Vem = {"av": person, "nar": nu}
    planera.skapa_styrperiod(**vem, namn="Mätperioden", fran_ar=AR, till_ar=AR + 3)
    plan = planera.skapa_plan(**vem, namn="Mätplan", fran_ar=AR, till_ar=AR + 2)
    kf, namnder, enheter = _organisation()
    mal = _mal(vem, plan, kf, namnder, enheter)
    indikatorer = _indikatorer(vem, mal, namnder)
    for indikator in indikatorer[::2]:
        planera.skriv_kunskapskort(**vem, indikator=indikator, mater="Vad det mäter.", paverkar="Det vi gör.")
    _handlingsplaner(vem, mal, namnder)
    _uppdrag(vem, plan, [kf, *namnder])
    _resurser(vem, plan, namnder, mal)
    planera.besluta_plan(**vem, plan=plan, datum=date(AR - 1, 11, 22), paragraf="KF § 1")
    utkast = planera.kopiera_framat(**vem, plan=plan, namn="Nästa mätplan", fran_ar=AR + 1, till_ar=AR + 3)
    return person, Plan.objects.get(pk=plan.pk), utkast


def _organisation() -> tuple[Enhet, list[Enhet], list[Enhet]]:
    kf = Enhet.objects.create(namn="Kommunfullmäktige", niva=Enhetsniva.KOMMUN)

    def nya(antal: int, namn: str, niva: str, over: Sequence[Enhet]) -> list[Enhet]:
        return Enhet.objects.bulk_create(
            Enhet(namn=f"{namn} {i + 1}", niva=niva, overordnad=over[i % len(over)]) for i in range(antal)
        )

    namnder = nya(ANTAL_NAMNDER, "Nämnd", Enhetsniva.NAMND, [kf])
    return kf, namnder, nya(ANTAL_ENHETER, "Enhet", Enhetsniva.ENHET, namnder)


def _mal(vem: Vem, plan: Plan, kf: Enhet, namnder: Sequence[Enhet], enheter: Sequence[Enhet]) -> list[Mal]:
    """KF's goals, the nämnder's below them, the enheter's below some of those; one is horizontal."""
    omraden: list[Malomrade] = [
        planera.skapa_malomrade(**vem, plan=plan, namn=f"Målområde {i + 1}") for i in range(ANTAL_OMRADEN)
    ]
    overst = [
        planera.skapa_mal(
            **vem, malomrade=omraden[i % ANTAL_OMRADEN], titel=f"Mål {i + 1}", enhet=kf, horisontellt=i == 0
        )
        for i in range(ANTAL_KF)
    ]
    mitten = [
        planera.skapa_mal(
            **vem,
            overordnat=overst[i % ANTAL_KF],
            titel=f"Nämndens mål {i + 1}",
            enhet=namnder[i % ANTAL_NAMNDER],
            beskrivning="Det här betyder målet för dem som berörs.",
            ansvarig=vem["av"] if i % 2 else None,
            bidrar_till=[overst[0]] if i % 4 == 1 else [],
        )
        for i in range(ANTAL_NAMNDMAL)
    ]
    underst = [
        planera.skapa_mal(
            **vem, overordnat=mitten[i], titel=f"Enhetens mål {i + 1}", enhet=enheter[i % ANTAL_NAMNDER]
        )
        for i in range(ANTAL_ENHETSMAL)
    ]
    return [*overst, *mitten, *underst]


def _indikatorer(vem: Vem, mal: Sequence[Mal], namnder: Sequence[Enhet]) -> list[Indikator]:
    """Spread over the catalogue, with three years of levels near the municipality's outcome."""
    lagen = Lage.objects.filter(kommun_id=KOMMUN, kon="T", ar=AR, varde__gt=0, n__gte=100).order_by(
        "nyckeltal_id"
    )
    rader = list(lagen[:: max(1, lagen.count() // ANTAL_INDIKATORER)][:ANTAL_INDIKATORER])
    if len(rader) < ANTAL_INDIKATORER:
        raise RuntimeError(f"the database has outcomes of {AR} for no more than {len(rader)} nyckeltal")
    nyckeltal = Nyckeltal.objects.in_bulk([rad.nyckeltal_id for rad in rader])
    return [
        _indikator(vem, i, rad, nyckeltal[rad.nyckeltal_id], mal[i % len(mal)], namnder[i % len(namnder)])
        for i, rad in enumerate(rader)
    ]


def _indikator(vem: Vem, i: int, rad: Lage, nyckeltal: Nyckeltal, mal: Mal, agare: Enhet) -> Indikator:
    indikator = planera.skapa_indikator(
        **vem,
        mal=mal,
        nyckeltal=nyckeltal,
        riktning="hog" if i % 3 else "lag",
        kategori="objektiv",
        paverkansgrad="stor",
        agare=agare,
        ansvarig=vem["av"] if i % 2 else None,
        jamforelsegrupp=("alla", "liknande", "lan")[i % 3],
        utgangsvarde=rad.varde,
        utgangsar=AR - 1,
    )
    niva = round(rad.varde * (1 + 0.02 * (i % 5 - 2)), 1)
    return planera.satt_malnivaer(
        **vem,
        indikator=indikator,
        nivaer=dict.fromkeys(range(AR, AR + 3), min(niva, 100.0) if nyckeltal.enhet == "%" else niva),
        tolerans=abs(rad.varde) * 0.05,
        tolerans_slag="absolut",
    )


def _handlingsplaner(vem: Vem, mal: Sequence[Mal], namnder: Sequence[Enhet]) -> None:
    for i in range(ANTAL_HANDLINGSPLANER):
        plan: Handlingsplan = planera.skapa_handlingsplan(
            **vem,
            namn=f"Handlingsplan {i + 1}",
            omrade=f"Område {i % 6 + 1}",
            nulage="Så är det nu.",
            malbild="Så ska det bli.",
            enhet=namnder[i % len(namnder)],
            ansvarig=vem["av"],
            mal=mal[i % len(mal)],
        )
        for j in range(AKTIVITETER_I_VARJE):
            planera.skapa_aktivitet(
                **vem,
                handlingsplan=plan,
                namn=f"Aktivitet {j + 1}",
                ansvar="Enhetschef",
                ansvarig=vem["av"] if j % 2 else None,
                kostnad_tkr=100 * j,
                startar=date(AR, 1 + j, 1),
                klar_senast=date(AR, 6 + j, 28),
                status="planerad" if j % 2 else "pagar",
                leder="ja",
                vag_till_mal="Den som får hjälp i tid klarar mer själv.",
            )


def _uppdrag(vem: Vem, plan: Plan, enheter: Sequence[Enhet]) -> None:
    for enhet in enheter[1:]:
        uppdrag = skapa_uppdrag(**vem, plan=plan, namn=f"Uppdrag för {enhet.namn}", enheter=[enhet])
        for text in uppdrag.texter.order_by("pk"):
            skriv_uppdragstext(**vem, text=text, innehall="Nämnden ansvarar för det som lagen kräver. " * 20)


def _resurser(vem: Vem, plan: Plan, namnder: Sequence[Enhet], mal: Sequence[Mal]) -> None:
    verksamheter = [
        skapa_verksamhet(
            **vem, plan=plan, enhet=namnd, namn=f"Verksamhet {i + 1}", volymnamn="brukare" if i else ""
        )
        for namnd in namnder
        for i in range(VERKSAMHETER_I_VARJE)
    ]
    tom = Decimal(0)
    for ar in plan.ar:
        celler = {}
        for nr, v in enumerate(verksamheter, start=1):
            celler |= {
                (v.pk, "bas"): Cell(tom, Decimal(10_000 * nr)),
                (v.pk, "upprakning"): Cell(tom, Decimal(250 * nr)),
                (v.pk, "prioritering"): Cell(tom, Decimal(-40 * nr)),
            }
            if v.volymnamn:
                celler[v.pk, "volym"] = Cell(None, Decimal(100 * nr))
        spara_celler(**vem, plan=plan, ar=ar, celler=celler)
    ramar = Ram.objects.filter(verksamhet__plan=plan, ar=AR).order_by("pk")[::VERKSAMHETER_I_VARJE]
    for ram, ett_mal in zip(ramar, cycle(mal)):
        skapa_oronmarkning(**vem, ram=ram, mal=ett_mal, belopp=Decimal(500))
