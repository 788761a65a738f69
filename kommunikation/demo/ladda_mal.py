"""Storköping's goals, indicators and target levels, put in through the actions; and the decision that changed them."""

from collections.abc import Callable, Iterator
from datetime import datetime

from kkik.demo.generator import STORKOPING
from kkik.models import Nyckeltal
from kkik.queries import matris
from kommunikation.demo.ladda_spegel import slapp
from kommunikation.demo.plan import (
    FORE_NYTT_BESLUT,
    NYTT_BESLUT,
    OMRADEN,
    PLAN,
    DemoIndikator,
    DemoMal,
)
from organisation.models import Enhet, Person
from planering import actions as planera
from planering.models import Indikator, Mal, Plan

UTGANGSAR = 2023  # the newest year that was known when the plan was decided in the autumn of 2024


def ladda_mal(
    mal: DemoMal,
    overordnat: Mal | None,
    skapa: Callable[[Mal | None, dict], Mal],
    personer: dict[str, Person],
    enheter: dict[str, Enhet],
    nar: datetime,
) -> None:
    rad = skapa(
        overordnat,
        {
            "titel": mal.titel,
            "enhet": enheter[mal.enhet],
            "beskrivning": mal.beskrivning,
            "ansvarig": personer[mal.ansvarig],
            "horisontellt": mal.horisontellt,
        },
    )
    for indikator in mal.indikatorer:
        _indikator(indikator, rad, personer, enheter, nar)
    for under in mal.underordnade:
        ladda_mal(under, rad, skapa, personer, enheter, nar)


def bryt_ned_horisontella(plan: Plan, av: Person, nar: datetime) -> None:
    mal = {m.titel: m for m in Mal.objects.filter(malomrade__plan=plan).select_related("malomrade")}
    for demo in _alla_mal():
        if demo.bidrar_till:
            rad = mal[demo.titel]
            planera.andra_mal(
                av=av,
                nar=nar,
                mal=rad,
                titel=rad.titel,
                enhet=rad.enhet,
                overordnat=rad.overordnat,
                beskrivning=rad.beskrivning,
                ansvarig=rad.ansvarig,
                bidrar_till=[mal[titel] for titel in demo.bidrar_till],
            )


def nytt_beslut(plan: Plan, enheter: dict[str, Enhet], av: Person, nar: datetime) -> Plan:
    """The second version: the same plan with the few things that were decided anew."""
    ny = planera.ny_version(av=av, nar=nar, plan=plan)
    rader = {
        (i.nyckeltal.kolada_id, i.mal.titel): i
        for i in Indikator.objects.filter(mal__malomrade__plan=ny, nyckeltal__isnull=False).select_related(
            "nyckeltal", "mal__malomrade"
        )
    }
    for demo, mal in demoindikatorer(OMRADEN):
        fore = FORE_NYTT_BESLUT.get((demo.nyckeltal, mal))
        if fore is None:
            continue
        rad = rader[demo.nyckeltal, mal]
        if "nivaer" in fore:
            planera.satt_malnivaer(av=av, nar=nar, indikator=rad, nivaer=_nivaer(demo))
        if "agare" in fore:
            falt = {n: getattr(rad, n) for n in ("riktning", "kategori", "paverkansgrad", "namn", "varfor")}
            falt |= {n: getattr(rad, n) for n in ("ansvarig", "jamforelsegrupp", "decimaler", "kon")}
            planera.andra_indikator(av=av, nar=nar, indikator=rad, **(falt | {"agare": enheter[demo.agare]}))
    slapp(plan=ny, av=av, nar=nar)
    return planera.besluta_plan(av=av, nar=nar, plan=ny, **NYTT_BESLUT)


def _nivaer(demo: DemoIndikator, nivaer: tuple[float, ...] | None = None) -> dict[int, float]:
    return dict(enumerate(nivaer or demo.nivaer, PLAN["fran_ar"]))


def _indikator(
    i: DemoIndikator, mal: Mal, personer: dict[str, Person], enheter: dict[str, Enhet], nar: datetime
) -> None:
    av = personer["analytiker"]
    fore = FORE_NYTT_BESLUT.get((i.nyckeltal, mal.titel), {})
    nyckeltal = Nyckeltal.objects.get(kolada_id=i.nyckeltal)
    utgangsvarde, utgangsar = _utgangslage(nyckeltal, i.kon)
    indikator = planera.skapa_indikator(
        av=av,
        nar=nar,
        mal=mal,
        nyckeltal=nyckeltal,
        namn=i.namn,
        riktning=i.riktning,
        kategori=i.kategori,
        paverkansgrad=i.paverkan,
        agare=enheter[fore.get("agare", i.agare)],
        ansvarig=personer[i.ansvarig],
        jamforelsegrupp=i.grupp,
        decimaler=i.decimaler,
        varfor=i.varfor,
        utgangsvarde=utgangsvarde,
        utgangsar=utgangsar,
        kon=i.kon,
    )
    tolerans = {} if i.tolerans is None else {"tolerans": i.tolerans, "tolerans_slag": i.tolerans_slag}
    if i.marginal is not None:
        tolerans["marginal"] = i.marginal
    planera.satt_malnivaer(
        av=av, nar=nar, indikator=indikator, nivaer=_nivaer(i, fore.get("nivaer")), **tolerans
    )


def _utgangslage(nyckeltal: Nyckeltal, kon: str) -> tuple[float | None, int | None]:
    """Storköping's newest value that was known when the plan was decided, and its year."""
    m = matris(nyckeltal.pk, kon)
    egna = m.varden[:, list(m.kommuner).index(STORKOPING)]
    kanda = [(float(v), int(a)) for a, v in zip(m.ar, egna, strict=True) if a <= UTGANGSAR and v == v]
    return kanda[-1] if kanda else (None, None)


def _alla_mal() -> Iterator[DemoMal]:
    def ned(mal: DemoMal) -> Iterator[DemoMal]:
        yield mal
        for under in mal.underordnade:
            yield from ned(under)

    for omrade in OMRADEN:
        for mal in omrade.mal:
            yield from ned(mal)


def demoindikatorer(omraden) -> Iterator[tuple[DemoIndikator, str]]:
    def ur(mal: DemoMal) -> Iterator[tuple[DemoIndikator, str]]:
        yield from ((i, mal.titel) for i in mal.indikatorer)
        for under in mal.underordnade:
            yield from ur(under)

    for omrade in omraden:
        for mal in omrade.mal:
            yield from ur(mal)
