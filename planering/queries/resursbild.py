"""Money and uppdrag of two plans, as the domain compares them. Read for both at once."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import MD5

from planering.domain.resurser import Delar
from planering.domain.skillnad_pengar import Oronmarkt, Rambild, Verksamhetsbild
from planering.domain.skillnad_uppdrag import Avsnittsbild, Uppdragsbild
from planering.models import (
    Avsnitt,
    Oronmarkning,
    Plan,
    Ram,
    Uppdragsbeskrivning,
    Uppdragsenhet,
    Uppdragskalla,
    Uppdragstext,
    Verksamhet,
)
from styrsnurra.gemensamt.sortering import svensk_nyckel

DELFALT = ("bas", "upprakning", "demografi", "prioritering")
# What is planned beside the frame: field → (label, unit; None is what the verksamhet counts). What became of it is not
# part of what is decided.
VOLYMFALT = {
    "volym": ("Volymen", None),
    "volym_kvinnor": ("Volymen, kvinnor och flickor,", None),
    "volym_man": ("Volymen, män och pojkar,", None),
    "ersattning": ("Ersättningen per volym", "kr"),
    "kompensationsgrad": ("Kompensationsgraden", "%"),
}


def verksamhetsbilder(
    planer: list[Plan], malrot: Mapping[int, int]
) -> dict[int, tuple[Verksamhetsbild, ...]]:
    """By plan, nämnd by nämnd. `malrot`: goal → the first one that it continues. Three queries."""
    oronmarkt: dict[int, dict[object, Oronmarkt]] = defaultdict(dict)
    for ram, mal, titel, belopp, kommentar in (
        Oronmarkning.objects.filter(ram__verksamhet__plan__in=planer)
        .order_by("id")
        .values_list("ram_id", "mal_id", "mal__titel", "belopp", "kommentar")
    ):
        oronmarkt[ram][malrot.get(mal, mal)] = Oronmarkt(titel, belopp, kommentar)
    ramar: dict[int, list[Ram]] = defaultdict(list)
    for ram in Ram.objects.filter(verksamhet__plan__in=planer).order_by("ar"):
        ramar[ram.verksamhet_id].append(ram)
    ut: dict[int, list[Verksamhetsbild]] = defaultdict(list)
    rader = Verksamhet.objects.filter(plan__in=planer).select_related("enhet").order_by("id")
    for v in rader.annotate(kostnadsmatt=F("nyckeltal__titel")):
        bilder = {r.ar: _rambild(r, v, oronmarkt.get(r.pk, {})) for r in ramar[v.pk]}
        ut[v.plan_id].append(_verksamhetsbild(v, bilder))
    return {plan: tuple(sorted(bilder, key=lambda b: svensk_nyckel(b.namnd))) for plan, bilder in ut.items()}


def _verksamhetsbild(v: Verksamhet, ramar: dict[int, Rambild]) -> Verksamhetsbild:
    falt = {
        "Slaget": v.get_slag_display().lower(),
        "Volymen": v.volymnamn,
        "Koladas kostnadsmått": v.kostnadsmatt or "",
    }
    return Verksamhetsbild(
        None, v.enhet.namn, v.namn, v.omrade, falt, ramar, v.slag == Verksamhet.Slag.RESERV
    )


def _rambild(ram: Ram, v: Verksamhet, oronmarkt: dict[object, Oronmarkt]) -> Rambild:
    volymer: dict[str, tuple[Decimal | None, str]] = {
        etikett: (getattr(ram, falt), v.volymnamn if enhet is None else enhet)
        for falt, (etikett, enhet) in VOLYMFALT.items()
    }
    return Rambild(Delar(*(getattr(ram, falt) for falt in DELFALT)), volymer, oronmarkt)


def uppdragsbilder(planer: list[Plan]) -> dict[int, tuple[Uppdragsbild, ...]]:
    """By plan, in order. The texts stay in the database: what comes is a print of each. Four queries."""
    enheter: dict[int, dict[int, str]] = defaultdict(dict)
    for uppdrag, enhet, namn in (
        Uppdragsenhet.objects.filter(plan__in=planer)
        .order_by("id")
        .values_list("uppdrag_id", "enhet_id", "enhet__namn")
    ):
        enheter[uppdrag][enhet] = namn
    kallor: dict[int, dict[str, str]] = defaultdict(dict)
    for text, titel, lank, datum in (
        Uppdragskalla.objects.filter(text__uppdrag__plan__in=planer)
        .order_by("ordning", "id")
        .values_list("text_id", "titel", "lank", "datum")
    ):
        kallor[text][titel] = f"{lank} {datum}"
    avsnitt: dict[int, dict[str, Avsnittsbild]] = defaultdict(dict)
    avtryck = Case(When(text="", then=Value("")), default=MD5("text"), output_field=TextField())
    texter = Uppdragstext.objects.filter(uppdrag__plan__in=planer).annotate(avtryck=avtryck)
    for pk, uppdrag, slag, tryck in texter.values_list("pk", "uppdrag_id", "avsnitt", "avtryck"):
        avsnitt[uppdrag][slag] = Avsnittsbild(Avsnitt(slag).label, tryck, kallor[pk])
    ut: dict[int, list[Uppdragsbild]] = defaultdict(list)
    for u in Uppdragsbeskrivning.objects.filter(plan__in=planer).order_by("ordning", "id"):
        delar = {slag: avsnitt[u.pk][slag] for slag in Avsnitt.values if slag in avsnitt[u.pk]}
        ut[u.plan_id].append(Uppdragsbild(None, u.namn, enheter[u.pk], delar))
    return {plan: tuple(bilder) for plan, bilder in ut.items()}
