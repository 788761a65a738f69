"""Puts Storköping's descriptions and frames into its plan, through the actions that people use."""

from datetime import datetime
from decimal import Decimal

from kkik.models import Nyckeltal
from kommunikation.demo.resurser import ORONMARKT, VERKSAMHETER, ar_for_ar, varden
from kommunikation.demo.resurser_framat import FRAMAT
from kommunikation.demo.uppdrag import UPPDRAG
from organisation.models import Enhet, Person
from planering.actions import resurs, resurstabell
from planering.actions import uppdrag as beskriv
from planering.domain.resursgranskning import TOMMA
from planering.models import Mal, Plan, Ram, Verksamhet

UTFALLSAR = 2025


def ladda_uppdrag(*, plan: Plan, av: Person, enheter: dict[str, Enhet], nar: datetime) -> None:
    """Into a draft. What the plan has already is left as it is."""
    finns = set(plan.uppdrag.values_list("namn", flat=True))
    for data in UPPDRAG:
        if data["namn"] in finns:
            continue
        rad = beskriv.skapa_uppdrag(
            av=av, nar=nar, plan=plan, namn=data["namn"], enheter=[enheter[e] for e in data["enheter"]]
        )
        for text in rad.texter.all():
            if text.avsnitt in data["texter"]:
                beskriv.skriv_uppdragstext(av=av, nar=nar, text=text, innehall=data["texter"][text.avsnitt])
            for titel, lank, datum in data["kallor"].get(text.avsnitt, ()):
                beskriv.skapa_uppdragskalla(av=av, nar=nar, text=text, titel=titel, lank=lank, datum=datum)


def ladda_ramar(*, plan: Plan, av: Person, enheter: dict[str, Enhet], nar: datetime) -> None:
    """Into a draft: frames, volumes, and what is set aside for goals."""
    if plan.verksamheter.exists():
        return
    nyckeltal = {n.kolada_id: n for n in Nyckeltal.objects.all()}
    per_ar: dict[int, dict] = {ar: {} for ar in plan.ar}
    for data in VERKSAMHETER:
        rad = resurs.skapa_verksamhet(
            av=av,
            nar=nar,
            plan=plan,
            enhet=enheter[data.namnd],
            namn=data.namn,
            omrade=data.omrade,
            slag=data.slag,
            volymnamn=data.volymnamn,
            nyckeltal=nyckeltal.get(data.nyckeltal),
        )
        for ar, arets in zip(plan.ar, varden(data), strict=True):
            for kolumn, varde in arets.items():
                tomt = Decimal(0) if kolumn in ("bas", "upprakning", "demografi", "prioritering") else None
                per_ar[ar][rad.pk, kolumn] = resurstabell.Cell(tomt, varde)
    for ar, celler in per_ar.items():
        resurstabell.spara_celler(av=av, nar=nar, plan=plan, ar=ar, celler=celler)
    for namnd, verksamhet, ar, mal, belopp, kommentar in ORONMARKT:
        resurs.skapa_oronmarkning(
            av=av,
            nar=nar,
            ram=Ram.objects.get(
                verksamhet__plan=plan, verksamhet__enhet=enheter[namnd], verksamhet__namn=verksamhet, ar=ar
            ),
            mal=Mal.objects.get(malomrade__plan=plan, titel=mal),
            belopp=Decimal(belopp),
            kommentar=kommentar,
        )


def ladda_ramar_framat(*, plan: Plan, av: Person, nar: datetime) -> None:
    """The years that the draft has beyond the plan it was copied from, each from where the year before ended."""
    nya = list(plan.ar)[1:]
    if Ram.objects.filter(verksamhet__plan=plan, ar__in=nya).exists():
        return
    per_ar: dict[int, dict] = {ar: {} for ar in nya}
    innehall = {(v.namnd, v.namn, v.omrade): v for v in VERKSAMHETER}
    fore = Ram.objects.filter(verksamhet__plan=plan, ar=plan.fran_ar).select_related("verksamhet__enhet")
    for ram in fore:
        v = ram.verksamhet
        nyckel = v.enhet.namn, v.namn, v.omrade
        for ar, arets in zip(nya, ar_for_ar(innehall[nyckel], ram.belopp, FRAMAT[nyckel]), strict=True):
            for kolumn, varde in arets.items():
                per_ar[ar][v.pk, kolumn] = resurstabell.Cell(TOMMA[kolumn], varde)
    for ar, celler in per_ar.items():
        resurstabell.spara_celler(av=av, nar=nar, plan=plan, ar=ar, celler=celler)


def ladda_utfall(*, plan: Plan, av: Person, nar: datetime) -> None:
    """The outcome of the first year, after the decision as in life."""
    if Ram.objects.filter(verksamhet__plan=plan, utfall__isnull=False).exists():
        return
    rader = {
        (v.enhet.namn, v.namn, v.omrade): v
        for v in Verksamhet.objects.filter(plan=plan).select_related("enhet")
    }
    celler = {}
    for data in VERKSAMHETER:
        pk, u = rader[data.namnd, data.namn, data.omrade].pk, data.utfall
        celler[pk, "utfall"] = resurstabell.Cell(None, Decimal(u.utfall))
        if u.volym is not None:
            celler[pk, "volymutfall"] = resurstabell.Cell(None, Decimal(u.volym))
        if u.andel_kvinnor is not None:
            celler[pk, "andel_kvinnor"] = resurstabell.Cell(None, Decimal(u.andel_kvinnor))
    resurstabell.spara_celler(av=av, nar=nar, plan=plan, ar=UTFALLSAR, celler=celler)
