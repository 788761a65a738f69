"""Who is asked."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from organisation.actions import logga
from organisation.models import Person
from verktyg.actions.gemensamt import NOLLTECKEN, granska, las
from verktyg.domain.fel import Verktygsfel
from verktyg.models import Deltagande, Genomforande, Grupp, Inbjudan


@transaction.atomic
def bjud_in(
    *,
    av: Person | None,
    nar: datetime,
    genomforande: Genomforande,
    personer: Iterable[Person],
    grupp: str = "",
) -> int:
    """Invite people, into the group named `grupp` if one is given (made if it is new). Somebody already invited is
    moved to that group; in an anonymous round the answers already given stay in the group they were given in.
    Returns how many are newly invited."""
    runda = las(genomforande, oppen=True)
    vilka = list(personer)
    if not vilka:
        raise Verktygsfel({"personer": ["Välj minst en person."]})
    borta = [person for person in vilka if not person.is_active]
    if borta:
        raise Verktygsfel({"personer": [f"{borta[0].namn} är inte längre aktiv."]})
    antal = lagg_till(runda, vilka, _grupp(runda, grupp.strip()))
    logga(
        av=av,
        nar=nar,
        typ="verktyg.bjud_in",
        objekt=runda,
        data={"personer": [str(person.pseudonym) for person in vilka], "grupp": grupp.strip()},
    )
    return antal


def lagg_till(runda: Genomforande, personer: Iterable[Person], grupp: Grupp | None) -> int:
    """Invite, or move to another group, in the caller's transaction."""
    vilka = {person.pk: person for person in personer}
    redan = set(
        Inbjudan.objects.filter(genomforande=runda, person__in=vilka).values_list("person_id", flat=True)
    )
    Inbjudan.objects.filter(genomforande=runda, person__in=redan).update(grupp=grupp)
    nya = [
        Inbjudan(genomforande=runda, person=person, grupp=grupp)
        for pk, person in vilka.items()
        if pk not in redan
    ]
    Inbjudan.objects.bulk_create(nya)
    Deltagande.objects.filter(genomforande=runda, person__in=vilka).update(grupp=grupp)
    return len(nya)


@transaction.atomic
def gruppera(
    *, av: Person | None, nar: datetime, genomforande: Genomforande, grupper: Mapping[Person, str]
) -> int:
    """Put invited people in the round's groups, by name; "" for none. In an anonymous round the answers already given
    stay in the group they were given in. Who is not invited is left out. Returns how many were moved."""
    runda = las(genomforande, oppen=True)
    finns: dict[str, Grupp | None] = {g.namn: g for g in runda.grupper.all()} | {"": None}
    if set(grupper.values()) - finns.keys():
        raise Verktygsfel("Gruppen finns inte. Ladda om sidan.")
    inbjudna = runda.inbjudningar.filter(person__in=grupper).select_related("person", "grupp")
    flyttas = [i for i in inbjudna if (i.grupp.namn if i.grupp else "") != grupper[i.person]]
    for namn in dict.fromkeys(grupper[i.person] for i in flyttas):
        personer = [i.person for i in flyttas if grupper[i.person] == namn]
        lagg_till(runda, personer, finns[namn])
        data = {"personer": [str(person.pseudonym) for person in personer], "grupp": namn}
        logga(av=av, nar=nar, typ="verktyg.gruppera", objekt=runda, data=data)
    return len(flyttas)


def _grupp(runda: Genomforande, namn: str) -> Grupp | None:
    if not namn:
        return None
    if "\0" in namn:
        raise Verktygsfel({"grupp": [NOLLTECKEN]})
    finns = runda.grupper.filter(namn__iexact=namn).first()
    if finns is not None:
        return finns
    sist = runda.grupper.aggregate(storst=Max("ordning"))["storst"] or 0
    ny = Grupp(genomforande=runda, namn=namn, ordning=sist + 1)
    try:
        granska(ny)
    except Verktygsfel as fel:
        raise Verktygsfel({"grupp": fel.fel.get("namn", [str(fel)])}) from fel
    ny.save()
    return ny


@transaction.atomic
def ta_bort_inbjudan(*, av: Person | None, nar: datetime, genomforande: Genomforande, person: Person) -> bool:
    """The person may answer no more; answers already given stay. False when there was no invitation."""
    runda = las(genomforande)
    antal, _ = Inbjudan.objects.filter(genomforande=runda, person=person).delete()
    if antal:
        logga(
            av=av,
            nar=nar,
            typ="verktyg.ta_bort_inbjudan",
            objekt=runda,
            data={"person": str(person.pseudonym)},
        )
    return bool(antal)
