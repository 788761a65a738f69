"""One participant's own answers."""

from collections.abc import Iterable

from organisation.models import Person
from verktyg.domain.plats import Plats
from verktyg.models import Deltagande, Genomforande, Inbjudan, Rad, Svar
from verktyg.tilltrade import deltagarnycklar


def platser(runda: Genomforande, rader: Iterable[Rad]) -> list[Plats]:
    """Everything that can be answered, in order: row by row, or question by question where there are no rows."""
    instrument = runda.fragorna
    if instrument.rader is None:
        return [Plats(fraga.id) for fraga in instrument.fragor]
    return [Plats(fraga.id, rad.pk) for rad in rader for fraga in instrument.fragor]


def antal_platser(runda: Genomforande, rader: int) -> int:
    """How many that is, with so many rows."""
    instrument = runda.fragorna
    return len(instrument.fragor) * (rader if instrument.rader is not None else 1)


def inbjudan_for(runda: Genomforande, person: Person) -> Inbjudan | None:
    return Inbjudan.objects.filter(genomforande=runda, person=person).first()


def deltagande_for(runda: Genomforande, person: Person) -> Deltagande | None:
    """The participation that the person's answers belong to, if there are any yet."""
    rader = runda.deltaganden.all()
    if runda.fragorna.gemensam:
        return rader.filter(nyckel=Deltagande.GEMENSAM).first()
    if not runda.anonym:
        return rader.filter(person=person).first()
    nycklar = list(deltagarnycklar(runda, person))
    return min(rader.filter(nyckel__in=nycklar), key=lambda d: nycklar.index(d.nyckel), default=None)


def gallande_svar(deltagande: Deltagande | None) -> dict[Plats, Svar]:
    """The newest answer at each place, also one that has been taken back."""
    if deltagande is None:
        return {}
    rader = Svar.objects.filter(deltagande=deltagande, galler=True).select_related("av")
    return {Plats(svar.fraga, svar.rad_id): svar for svar in rader}
