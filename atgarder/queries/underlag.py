"""What a decision paper is made of and may be made of."""

from collections.abc import Iterable

from django.db.models import Sum

from atgarder.domain.attsatser import Forslagsgrund
from atgarder.models import Beslutsunderlag, Forvantadeffekt, Konsekvensbelopp, Konsekvensbeskrivning, Svar
from atgarder.queries.lage import Forslagslage, forslagslagen, framlagda
from uppfoljning.models import Atgardsforslag


def valbara(underlag: Beslutsunderlag | None = None) -> list[tuple[Atgardsforslag, Forslagslage]]:
    """Laid forward, neither held by a paper or a decision, nor in another paper that is written; those already in
    this paper too. Seven queries."""
    rader = list(framlagda())
    egna = set(underlag.rader.values_list("forslag_id", flat=True)) if underlag is not None else set()
    lagen = forslagslagen(f.pk for f in rader)
    return [
        (f, lagen[f.pk])
        for f in rader
        if f.pk in egna or not (lagen[f.pk].skede.last or _skrivs(lagen[f.pk]))
    ]


def _skrivs(lage: Forslagslage) -> bool:
    return lage.underlag is not None and lage.underlag.underlag.lamnat is None


def attsatsgrund(forslag: Iterable[Atgardsforslag], avsla: Iterable[int] = ()) -> list[Forslagsgrund]:
    """What the proposed wording is made from. Three queries."""
    alla, nej = list(forslag), set(avsla)
    belopp = (
        Konsekvensbelopp.objects.filter(beskrivning__forslag__in=alla)
        .values_list("beskrivning__forslag", "ar")
        .annotate(summa=Sum("belopp_tkr"))
        .order_by("beskrivning__forslag", "ar")
    )
    behov: dict[int, list[tuple[int, int]]] = {}
    for nyckel, ar, summa in belopp:
        if summa > 0:
            behov.setdefault(nyckel, []).append((ar, summa))
    effekter: dict[int, set[int]] = {}
    for nyckel, ar in Forvantadeffekt.objects.filter(forslag__in=alla).values_list("forslag", "effektar"):
        effekter.setdefault(nyckel, set()).add(ar)
    andrar = set(
        Konsekvensbeskrivning.objects.filter(forslag__in=alla, malandring=Svar.JA).values_list(
            "forslag", flat=True
        )
    )
    return [
        Forslagsgrund(
            titel=f.titel,
            bifall=f.pk not in nej,
            behov=tuple(behov.get(f.pk, ())),
            effektar=tuple(sorted(effekter.get(f.pk, ()))),
            malandring=f.pk in andrar,
        )
        for f in alla
    ]


def hamta_underlag(pk: int) -> Beslutsunderlag | None:
    return (
        Beslutsunderlag.objects.select_related("enhet", "prioritering", "andrad_av", "vid_aterremiss")
        .filter(pk=pk)
        .first()
    )
