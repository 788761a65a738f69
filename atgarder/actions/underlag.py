"""The decision paper: written, handed in (and then frozen), taken back as long as nothing has been decided on it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from atgarder.actions.gemensamt import las_forslag
from atgarder.domain.attsatser import att_satser as foreslagna
from atgarder.models import Beslutspunkt, Beslutsunderlag, Prioritering, Underlagsforslag
from atgarder.queries.underlag import attsatsgrund
from atgarder.underlagsinnehall import brister, frys
from organisation.actions import logga
from organisation.models import Enhet, Person
from planering.actions import gemensamt
from planering.domain.fel import Planeringsfel
from uppfoljning.models import Atgardsforslag


class Underlagslast(Planeringsfel):
    """The paper has been handed in, or has been decided on."""


def las_underlag(underlag: Beslutsunderlag, revision: int | None = None) -> Beslutsunderlag:
    """The paper, locked until the transaction ends, and still being written. Raises Underlagslast, Krock."""
    rad = gemensamt.las_rad(underlag, revision)
    if rad.lamnat is not None:
        raise Underlagslast(
            f"Underlaget lämnades {rad.lamnat:%Y-%m-%d} och är låst. Ta tillbaka det för att ändra."
        )
    return rad


@transaction.atomic
def skapa_underlag(
    *,
    av: Person | None,
    nar: datetime,
    titel: str,
    enhet: Enhet,
    forslag: list[Atgardsforslag],
    inledning: str = "",
    att_satser: str = "",
    prioritering: Prioritering | None = None,
    diarienummer: str = "",
    avsla: Iterable[Atgardsforslag] = (),
    vid_aterremiss: Beslutsunderlag | None = None,
) -> Beslutsunderlag:
    """`avsla` are those of `forslag` that the paper proposes to reject. Without `att_satser` the wording is made from
    the proposals. Raises Forslagslast for a proposal that a paper or a decision holds."""
    nej = {f.pk for f in avsla}
    gemensamt.fraga_fel({"enhet": gemensamt.enhetsfel(enhet, None, nar.date())})
    rader = _las_forslagen(forslag)
    rad = Beslutsunderlag(
        titel=titel.strip(),
        enhet=enhet,
        diarienummer=diarienummer.strip(),
        inledning=inledning.strip(),
        att_satser=att_satser.strip() or foreslagna(attsatsgrund(rader, nej)),
        prioritering=prioritering,
        vid_aterremiss=vid_aterremiss,
    )
    gemensamt.spara(rad, av, nar)
    _satt_rader(rad, rader, nej)
    gemensamt.logga_skapad(rad, av=av, nar=nar, ovrigt={"forslag": _som_logg(rad)})
    return rad


@transaction.atomic
def andra_underlag(
    *,
    av: Person | None,
    nar: datetime,
    underlag: Beslutsunderlag,
    titel: str,
    enhet: Enhet,
    forslag: list[Atgardsforslag],
    inledning: str = "",
    att_satser: str = "",
    prioritering: Prioritering | None = None,
    diarienummer: str = "",
    avsla: Iterable[Atgardsforslag] = (),
    revision: int | None = None,
) -> Beslutsunderlag:
    """All of it anew; an emptied wording is made from the proposals again."""
    rad = las_underlag(underlag, revision)
    nej = {f.pk for f in avsla}
    gemensamt.fraga_fel({"enhet": gemensamt.enhetsfel(enhet, rad.enhet_id, nar.date())})
    rader = _las_forslagen(forslag, rad)
    fore = _som_logg(rad)
    _satt_rader(rad, rader, nej)
    falt = {
        "titel": titel.strip(),
        "enhet": enhet,
        "diarienummer": diarienummer.strip(),
        "inledning": inledning.strip(),
        "att_satser": att_satser.strip() or foreslagna(attsatsgrund(rader, nej)),
        "prioritering": prioritering,
    }
    return gemensamt.andra(rad, falt, av=av, nar=nar, ovrigt={"forslag": [fore, _som_logg(rad)]})


@transaction.atomic
def ta_bort_underlag(*, av: Person | None, nar: datetime, underlag: Beslutsunderlag) -> None:
    gemensamt.ta_bort(las_underlag(underlag), av=av, nar=nar)


@transaction.atomic
def lamna_underlag(
    *, av: Person | None, nar: datetime, underlag: Beslutsunderlag, revision: int | None = None
) -> Beslutsunderlag:
    """Hand it in: its text is frozen, and its proposals and their consequences are locked. Raises Planeringsfel with
    everything that is missing."""
    rad = las_underlag(underlag, revision)
    _las_forslagen([r.forslag for r in rad.rader.select_related("forslag")], rad)
    if saknas := [b.text for b in brister(rad) if b.hindrar]:
        raise Planeringsfel({"": saknas})
    rad.lamnat, rad.lamnat_av = nar, av.namn if av is not None else "Systemet"
    rad.innehall = frys(rad, nar)
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    data = {"forslag": _som_logg(rad), "version": rad.innehall["version"]}
    logga(av=av, nar=nar, typ="atgarder.lamna_beslutsunderlag", objekt=rad, data=data)
    return rad


@transaction.atomic
def aterta_underlag(
    *, av: Person | None, nar: datetime, underlag: Beslutsunderlag, revision: int | None = None
) -> Beslutsunderlag:
    """Take it back to go on writing, as long as nothing has been decided on it."""
    rad = gemensamt.las_rad(underlag, revision)
    if rad.lamnat is None:
        raise Planeringsfel("Underlaget är inte lämnat.")
    if rad.beslut.exists():
        raise Underlagslast("Underlaget är avgjort. Det som beslutet vilar på ändras inte i efterhand.")
    lamnat = rad.lamnat
    rad.lamnat, rad.lamnat_av, rad.innehall = None, "", {}
    rad.revision += 1
    gemensamt.spara(rad, av, nar)
    data = {"lamnat": [lamnat.isoformat(), None]}
    logga(av=av, nar=nar, typ="atgarder.aterta_beslutsunderlag", objekt=rad, data=data)
    return rad


@transaction.atomic
def svara_pa_aterremiss(*, av: Person | None, nar: datetime, underlag: Beslutsunderlag) -> Beslutsunderlag:
    """A new paper with the proposals that were sent back, and the old one's introduction to go on from."""
    gammalt = gemensamt.las_rad(underlag, None)
    punkter = Beslutspunkt.objects.filter(
        beslut__underlag=gammalt,
        beslut__rattat_av__isnull=True,
        utfall=Beslutspunkt.Utfall.ATERREMISS,
    ).select_related("forslag")
    tillbaka = [p.forslag for p in punkter.order_by("ordning", "id")]
    if not tillbaka:
        raise Planeringsfel("Inget i underlaget har skickats tillbaka.")
    avslag = set(
        gammalt.rader.filter(foreslas=Underlagsforslag.Foreslas.AVSLAG).values_list("forslag_id", flat=True)
    )
    return skapa_underlag(
        av=av,
        nar=nar,
        titel=gammalt.titel,
        enhet=gammalt.enhet,
        forslag=tillbaka,
        inledning=gammalt.inledning,
        prioritering=gammalt.prioritering,
        diarienummer=gammalt.diarienummer,
        avsla=[f for f in tillbaka if f.pk in avslag],
        vid_aterremiss=gammalt,
    )


def _las_forslagen(
    forslag: Sequence[Atgardsforslag], underlag: Beslutsunderlag | None = None
) -> list[Atgardsforslag]:
    """The proposals locked, in the order given. Raises Planeringsfel at `forslag`."""
    nycklar = list(dict.fromkeys(f.pk for f in forslag))
    if not nycklar:
        raise Planeringsfel({"forslag": ["Välj minst ett förslag att besluta om."]})
    lasta: dict[int, Atgardsforslag] = {}
    for pk in sorted(nycklar):  # always in the same order, so that two papers never wait for each other
        try:
            lasta[pk] = las_forslag(pk)
        except Planeringsfel as fel:
            raise type(fel)({"forslag": fel.fel[""]}) from None
    annat = Underlagsforslag.objects.filter(forslag__in=nycklar, underlag__lamnat__isnull=True)
    if underlag is not None:
        annat = annat.exclude(underlag=underlag)
    if upptaget := annat.select_related("underlag", "forslag").order_by("id").first():
        text = f"”{upptaget.forslag.titel}” ligger redan i underlaget ”{upptaget.underlag.titel}”."
        raise Planeringsfel({"forslag": [text]})
    return [lasta[pk] for pk in nycklar]


def _satt_rader(underlag: Beslutsunderlag, forslag: list[Atgardsforslag], avsla: set[int]) -> None:
    """Exactly these rows, in this order."""
    underlag.rader.exclude(forslag__in=forslag).delete()
    for plats, rad in enumerate(forslag, start=1):
        foreslas = Underlagsforslag.Foreslas.AVSLAG if rad.pk in avsla else Underlagsforslag.Foreslas.BIFALL
        Underlagsforslag.objects.update_or_create(
            underlag=underlag, forslag=rad, defaults={"ordning": plats, "foreslas": foreslas}
        )


def _som_logg(underlag: Beslutsunderlag) -> list[list[Any]]:
    rader = underlag.rader.order_by("ordning", "id")
    return [list(rad) for rad in rader.values_list("forslag_id", "foreslas")]
