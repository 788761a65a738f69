"""Opening, changing, deleting and closing a round."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from atgarder.actions.prioritering.gemensamt import (
    Kriterier,
    bedomda,
    deltagarfel,
    forslagsfel,
    har_bedomt,
    kriteriefel,
    kriterierna_star,
    las_prioritering,
    rena,
    svar,
    unika,
)
from atgarder.models import Kriterium, Prioritering, Prioriteringsdeltagare, Prioriteringsforslag
from organisation.actions import koa_utskick, logga
from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from uppfoljning.models import Atgardsforslag


@transaction.atomic
def oppna_prioritering(
    *,
    av: Person | None,
    nar: datetime,
    titel: str,
    enhet: Enhet,
    datum: date,
    modell: str,
    forslag: Iterable[Atgardsforslag],
    deltagare: Iterable[Person],
    kriterier: Kriterier = (),
) -> Prioritering:
    """Open a round about proposals that are laid forward and not yet held by a paper. `kriterier` are (name, weight
    1–5), needed by the model kriterier and refused by the other."""
    valda, personer = unika(forslag), unika(deltagare)
    kriterier = rena(kriterier)
    gemensamt.fraga_fel(
        {
            "enhet": gemensamt.enhetsfel(enhet, None, nar.date()),
            "forslag": forslagsfel(valda),
            "deltagare": deltagarfel(personer, nar.date()),
            "kriterier": kriteriefel(modell, kriterier),
        }
    )
    rad = Prioritering(
        titel=titel.strip(), enhet=enhet, datum=datum, modell=modell, oppnad_av=av.namn if av else "Systemet"
    )
    gemensamt.spara(rad, av, nar)
    _lagg_till(rad, valda, personer, kriterier)
    _bjud_in(rad, personer, av, nar)
    data = {"efter": gemensamt.innehall(rad)} | _delar(valda, personer, kriterier)
    logga(av=av, nar=nar, typ="atgarder.oppna_prioritering", objekt=rad, data=data)
    return rad


@transaction.atomic
def andra_prioritering(
    *,
    av: Person | None,
    nar: datetime,
    prioritering: Prioritering,
    titel: str,
    enhet: Enhet,
    datum: date,
    forslag: Iterable[Atgardsforslag],
    deltagare: Iterable[Person],
    kriterier: Kriterier = (),
    revision: int | None = None,
) -> Prioritering:
    """Change an open round. What somebody has judged already stays: neither a judged proposal nor a person who has
    judged can be taken out, and the criteria stand from the first score. The model stays."""
    tidigare = las_prioritering(prioritering.pk)
    rad = gemensamt.las_rad(prioritering, revision)
    rader = {r.forslag_id: r for r in rad.rader.select_related("forslag")}
    med = {d.person_id: d for d in rad.deltagare.select_related("person") if d.person_id is not None}
    valda, personer, kriterier = unika(forslag), unika(deltagare), rena(kriterier)
    bort_rader = [r for pk, r in rader.items() if pk not in {f.pk for f in valda}]
    bort_med = [d for pk, d in med.items() if pk not in {p.pk for p in personer}]
    nya_forslag = [f for f in valda if f.pk not in rader]
    nya_med = [p for p in personer if p.pk not in med]
    forra = [(k.namn, k.vikt) for k in rad.kriterier.all()]
    gemensamt.fraga_fel(
        {
            "enhet": gemensamt.enhetsfel(enhet, tidigare.enhet_id, nar.date()),
            "forslag": forslagsfel(nya_forslag, valda) or bedomda(bort_rader),
            "deltagare": deltagarfel(nya_med, nar.date(), personer) or har_bedomt(bort_med),
            "kriterier": kriteriefel(rad.modell, kriterier)
            or (kriterierna_star(rad) if kriterier != forra else None),
        }
    )
    fore = _i_ord([r.forslag for r in rader.values()], [d.person for d in med.values()], forra)
    Prioriteringsforslag.objects.filter(pk__in=[r.pk for r in bort_rader]).delete()
    Prioriteringsdeltagare.objects.filter(pk__in=[d.pk for d in bort_med]).delete()
    if kriterier != forra:
        rad.kriterier.all().delete()
    _lagg_till(rad, nya_forslag, nya_med, kriterier if kriterier != forra else [], forst=len(rader))
    _bjud_in(rad, nya_med, av, nar)
    efter = _i_ord(valda, personer, kriterier)
    ovrigt = {namn: [fore[namn], efter[namn]] for namn in efter}
    return gemensamt.andra(
        rad, {"titel": titel.strip(), "enhet": enhet, "datum": datum}, av=av, nar=nar, ovrigt=ovrigt
    )


@transaction.atomic
def avsluta_prioritering(
    *, av: Person | None, nar: datetime, prioritering: Prioritering, sammanfattning: str
) -> Prioritering:
    """Close it with what it shows. Everything that has been placed counts from then on, also by those who never said
    that they were done. Refused while nothing has been placed."""
    rad = las_prioritering(prioritering.pk)
    if not sammanfattning.strip():
        raise Planeringsfel({"sammanfattning": ["Skriv vad ni kom fram till."]})
    bedomningar = svar(rad)
    if not bedomningar:
        raise Planeringsfel(
            "Ingen har bedömt något än. En prioritering avslutas när det finns något att visa."
        )
    rad.sammanfattning = sammanfattning.strip()
    rad.avslutad, rad.avslutad_av = nar, av.namn if av else "Systemet"
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    data = {"sammanfattning": rad.sammanfattning, "bedomningar": bedomningar}
    logga(av=av, nar=nar, typ="atgarder.avsluta_prioritering", objekt=rad, data=data)
    return rad


def _lagg_till(
    runda: Prioritering,
    forslag: list[Atgardsforslag],
    personer: list[Person],
    kriterier: Kriterier,
    forst: int = 0,
) -> None:
    Prioriteringsforslag.objects.bulk_create(
        Prioriteringsforslag(prioritering=runda, forslag=f, ordning=i)
        for i, f in enumerate(forslag, start=forst + 1)
    )
    Prioriteringsdeltagare.objects.bulk_create(
        Prioriteringsdeltagare(prioritering=runda, person=p, namn=p.namn) for p in personer
    )
    Kriterium.objects.bulk_create(
        Kriterium(prioritering=runda, namn=namn, vikt=vikt, ordning=i)
        for i, (namn, vikt) in enumerate(kriterier, start=1)
    )


def _bjud_in(runda: Prioritering, personer: list[Person], av: Person | None, nar: datetime) -> None:
    """Tell those who are to take part, once each; not the one who asks."""
    for person in personer:
        if person != av:
            koa_utskick(
                slag="atgarder.prioritering",
                nyckel=str(runda.pk),
                mottagare=person,
                amne=f"Prioritera: {runda.titel}",
                text=f"{runda.titel}, {runda.datum:%Y-%m-%d}\n\n"
                "Du är med och prioriterar åtgärdsförslag. Gör din del i Styrsnurran, under Åtgärder och Prioritera.",
                nar=nar,
            )


def _delar(
    forslag: list[Atgardsforslag], personer: list[Person], kriterier: Kriterier
) -> dict[str, list[Any]]:
    """For the log, which knows people by pseudonym only."""
    return {
        "forslag": [f.pk for f in forslag],
        "deltagare": [str(p.pseudonym) for p in personer],
        "kriterier": [[namn, vikt] for namn, vikt in kriterier],
    }


def _i_ord(forslag: list[Atgardsforslag], personer: list[Person], kriterier: Kriterier) -> dict[str, Any]:
    """The same as the round's history tells it. People are told by pseudonym, and by how many they are."""
    return {
        "förslag": "; ".join(f.titel for f in sorted(forslag, key=lambda f: f.pk)),
        "pseudonymer": sorted(str(p.pseudonym) for p in personer),
        "antal_deltagare": len(personer),
        "kriterier": ", ".join(f"{namn} ({vikt})" for namn, vikt in kriterier),
    }
