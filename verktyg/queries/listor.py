"""Rounds in lists, and how far the checklists of a step have come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window

from organisation.models import Person
from verktyg.domain.checklista import Checklistlage, lage
from verktyg.domain.instrument import Instrument, Slag, Steg
from verktyg.instrument import alla
from verktyg.models import Deltagande, Genomforande, Inbjudan, Svar
from verktyg.queries.amnen import Amne
from verktyg.queries.svar import antal_platser
from verktyg.tilltrade import deltagarnycklar

BESVARAT = Q(deltaganden__svar__galler=True) & ~Q(deltaganden__svar__varde="")


@dataclass(frozen=True, slots=True)
class Rundrad:
    """A round in a list. `platser`: how much there is to answer; `mina`: how much of it the reader has answered (in
    a checklist: anybody). `deltagit`: how many have begun."""

    genomforande: Genomforande
    instrument: Instrument
    platser: int
    mina: int
    deltagit: int
    inbjudna: int
    inbjuden: bool

    @property
    def far_svara(self) -> bool:
        return self.genomforande.ar_oppen and (self.inbjuden or self.genomforande.oppen_for_alla)

    @property
    def att_svara(self) -> bool:
        return self.far_svara and self.mina < self.platser


@dataclass(frozen=True, slots=True)
class Checklistrad:
    """A checklist at its step. `genomforande` None: nobody has begun. `kvar`: the questions that remain, in words,
    each with whether it is unanswered, "delvis" or "nej"; `senast`: when anything was last answered. `amne`: what
    the page is about, None where it is about no one thing; `fler`: how many other rounds there are (about that).
    """

    instrument: Instrument
    genomforande: Genomforande | None
    lage: Checklistlage
    senast: datetime | None
    kvar: tuple[tuple[str, str], ...]
    amne: Amne | None = None
    fler: int = 0

    @property
    def galler(self) -> str:
        """What the round is about, unless its title says it already."""
        text = self.genomforande.galler if self.genomforande else ""
        return "" if text and text in self.genomforande.titel else text

    @property
    def fraga(self) -> str:
        """The end of the checklist's address that takes the subject along."""
        return self.amne.fraga if self.amne else ""


@dataclass(frozen=True, slots=True)
class Ovningsrad:
    """An exercise at its step, with the rounds that are open. `adress`: where it is done for what the page is about,
    "" for the exercise as it is."""

    instrument: Instrument
    oppna: tuple[Rundrad, ...] = ()
    adress: str = ""


@dataclass(frozen=True, slots=True)
class Stegstod:
    """What supports a step of the wheel."""

    steg: Steg
    checklistor: tuple[Checklistrad, ...]
    ovningar: tuple[Ovningsrad, ...]


def genomforanden(
    *,
    instrument: str | None = None,
    galler_nyckel: str | None = None,
    oppna: bool | None = None,
) -> QuerySet[Genomforande]:
    """Rounds, newest first, also when they are counted (the model's own order is not kept then)."""
    rader = Genomforande.objects.select_related("enhet", "skapad_av").order_by("-skapad", "-id")
    if instrument is not None:
        rader = rader.filter(instrument=instrument)
    if galler_nyckel is not None:
        rader = rader.filter(galler_nyckel=galler_nyckel)
    if oppna is not None:
        rader = rader.filter(avslutad__isnull=oppna)
    return rader


def rundor(person: Person, urval: QuerySet[Genomforande]) -> list[Rundrad]:
    """Four queries, whatever the number of rounds."""
    antal = urval.annotate(
        antal_rader=Count("rader", distinct=True), antal_inbjudna=Count("inbjudningar", distinct=True)
    )
    funna = list(antal)
    nycklar = {
        nyckel: runda.pk for runda in funna if runda.anonym for nyckel in deltagarnycklar(runda, person)
    }
    inbjuden = set(
        Inbjudan.objects.filter(genomforande__in=funna, person=person).values_list(
            "genomforande_id", flat=True
        )
    )
    deltagit = dict(
        Genomforande.objects.filter(pk__in=[runda.pk for runda in funna])
        .annotate(deltagit=Count("deltaganden", filter=BESVARAT, distinct=True))
        .values_list("pk", "deltagit")
    )
    egna = Q(person=person) | Q(nyckel=Deltagande.GEMENSAM) | Q(nyckel__in=list(nycklar))
    mina = dict(
        Deltagande.objects.filter(egna, genomforande__in=funna)
        .values("genomforande_id")
        .annotate(antal=Count("svar", filter=Q(svar__galler=True) & ~Q(svar__varde="")))
        .values_list("genomforande_id", "antal")
    )
    return [
        Rundrad(
            genomforande=runda,
            instrument=runda.fragorna,
            platser=antal_platser(runda, runda.antal_rader),
            mina=mina.get(runda.pk, 0),
            deltagit=deltagit.get(runda.pk, 0),
            inbjudna=runda.antal_inbjudna,
            inbjuden=runda.pk in inbjuden,
        )
        for runda in funna
    ]


def checklistor(
    steg: Steg | str | None = None, *, amnen: Collection[Amne] = (), forst: str = ""
) -> list[Checklistrad]:
    """The checklists of a step (or of all), each as it stands in its newest round: among those about any of `amnen`
    when some are given; else, where there is one, the newest of those whose key is `forst`. Two queries."""
    instrument = [i for i in alla() if i.slag == Slag.CHECKLISTA and steg in (None, i.steg)]
    rader = genomforanden().filter(instrument__in=[i.id for i in instrument])
    if amnen:
        rader = rader.filter(galler_nyckel__in=[amne.nyckel for amne in amnen])
    nyaste = {runda.instrument: runda for runda in _nyaste(rader, forst)}
    svar = svar_av(nyaste.values())
    amne = next(iter(amnen), None)
    ut = []
    for ett in instrument:
        runda = nyaste.get(ett.id)
        rad = checklistrad(runda.fragorna if runda else ett, runda, svar[runda.pk] if runda else [])
        ut.append(replace(rad, amne=amne, fler=runda.antal - 1 if runda else 0))
    return ut


def _nyaste(rader: QuerySet[Genomforande], forst: str) -> QuerySet[Genomforande]:
    """The newest round of each instrument, those about `forst` before others, with how many there are (`antal`)."""
    egen = Case(
        When(~Q(galler_nyckel="") & Q(galler_nyckel=forst), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        rader.annotate(antal=Window(Count("pk"), partition_by=[F("instrument")]), egen=egen)
        .order_by("instrument", "egen", "-skapad", "-id")
        .distinct("instrument")
    )


def ovningar(
    steg: Steg, rundor: Iterable[Rundrad] = (), *, adresser: Mapping[str, str] | None = None
) -> tuple[Ovningsrad, ...]:
    """The exercises of a step, each with those of `rundor` that are rounds of it. `adresser`: by instrument, where
    it is done for what the page is about. No queries."""
    funna = list(rundor)
    return tuple(
        Ovningsrad(i, tuple(r for r in funna if r.instrument.id == i.id), (adresser or {}).get(i.id, ""))
        for i in alla()
        if i.steg == steg and i.slag == Slag.OVNING
    )


def stegstod(steg: Steg | str, *amnen: Amne, adresser: Mapping[str, str] | None = None) -> Stegstod:
    """What a page that does the step shows beside it. `amnen`: what the page is about; only rounds about any of it
    are shown, and a new one will be about the first. Two queries."""
    vilket = Steg(steg)
    return Stegstod(vilket, tuple(checklistor(vilket, amnen=amnen)), ovningar(vilket, adresser=adresser))


def svar_av(rundor: Iterable[Genomforande]) -> dict[int, list[Svar]]:
    """The answers that hold in some checklists, by round. One query."""
    funna: dict[int, list[Svar]] = defaultdict(list)
    for svar in Svar.objects.filter(deltagande__genomforande__in=list(rundor), galler=True).select_related(
        "deltagande", "av"
    ):
        funna[svar.deltagande.genomforande_id].append(svar)
    return funna


def checklistrad(instrument: Instrument, runda: Genomforande | None, svar: list[Svar]) -> Checklistrad:
    """From the answers of one round that hold."""
    varden = {ett.fraga: ett.varde for ett in svar}
    laget = lage((f.id for f in instrument.fragor), varden)
    kvar = [(f.text, varden.get(f.id, "")) for f in instrument.fragor if f.id not in laget.ja]
    senast = max((ett.nar for ett in svar), default=None)
    return Checklistrad(instrument, runda, laget, senast, tuple(kvar))
