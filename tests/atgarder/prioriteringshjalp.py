"""Rounds of prioritising for the tests, made through the actions."""

from collections.abc import Sequence
from typing import Any

from atgarder.actions.prioritering import klar_med_min_del, oppna_prioritering, placera, poangsatt
from atgarder.models import Prioritering
from organisation.models import Person
from planering.models import Indikator
from tests.atgarder.uppdragshjalp import forslag_att_besluta
from tests.conftest import NU
from uppfoljning.actions import analys as analysactions
from uppfoljning.models import Atgardsforslag

TITLAR = ("Tidigt stöd", "Läxhjälp", "Ny skola")


def forslagen(indikator: Indikator, titlar: Sequence[str] = TITLAR) -> list[Atgardsforslag]:
    """All from one analysis."""
    forsta = forslag_att_besluta(indikator, titlar[0])
    return [forsta] + [
        analysactions.skapa_forslag(
            av=None,
            nar=NU,
            analys=forsta.analys,
            titel=titel,
            beskrivning="Det här vill vi göra.",
            hypoteser=list(forsta.hypoteser.all()),
            status=Atgardsforslag.Status.FORESLAS,
        )
        for titel in titlar[1:]
    ]


def runda(forslag: list[Atgardsforslag], deltagare: list[Person], av: Person | None = None, **falt: Any):
    grund = {
        "titel": "Skolförslagen",
        "enhet": forslag[0].analys.enhet,
        "datum": NU.date(),
        "modell": "matris",
        "forslag": forslag,
        "deltagare": deltagare,
    }
    return oppna_prioritering(av=av, nar=NU, **grund | falt)


def placera_alla(
    r: Prioritering, person: Person, platser: Sequence[tuple[int, int] | None], klar: bool = True
) -> None:
    """The proposals in order, each at (insats, effekt), or None for not placed."""
    for rad, plats in zip(r.rader.all(), platser, strict=True):
        if plats is not None:
            placera(av=person, nar=NU, rad=rad, insats=plats[0], effekt=plats[1])
    if klar:
        klar_med_min_del(av=person, nar=NU, prioritering=r)


def satt_poang(
    r: Prioritering, person: Person, rader: Sequence[Sequence[int | None]], klar: bool = True
) -> None:
    """For each proposal in order, a score for each criterion in order, or None."""
    kriterier = [k.pk for k in r.kriterier.all()]
    for rad, varden in zip(r.rader.all(), rader, strict=True):
        poang = {k: v for k, v in zip(kriterier, varden, strict=True) if v is not None}
        poangsatt(av=person, nar=NU, rad=rad, poang=poang)
    if klar:
        klar_med_min_del(av=person, nar=NU, prioritering=r)


def prioriteringsobjekt(indikator: Indikator, personer: dict[str, Person]) -> dict[str, int]:
    """What stands in the addresses of prioritising, by the word before it."""
    from atgarder.actions.prioritering import ta_bort_prioritering
    from organisation.models import Handelse

    forslag = forslagen(indikator, ("Ett förslag att prioritera",))
    borta = runda(forslag, [personer["analytiker"]], titel="Borttagen")
    ta_bort_prioritering(av=None, nar=NU, prioritering=borta)
    r = runda(forslag, [personer["analytiker"]])
    rad = r.rader.get().pk
    return {
        "prioritering": r.pk,
        "borttagen-prioritering": Handelse.objects.get(typ="atgarder.ta_bort_prioritering").pk,
        "placera": rad,
        "poang": rad,
    }
