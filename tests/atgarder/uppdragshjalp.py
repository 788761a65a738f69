"""A proposal with its consequences, a decision on it and its assignment, for the tests. Decisions are put straight into
the tables, so that a test can have any; `besluthjalp` takes the way through the actions."""

from datetime import date
from typing import Any

from atgarder.actions.onskemal import skapa_onskemal
from atgarder.actions.uppdrag import folj_upp_genomforande, ge_uppdrag
from atgarder.models import (
    Atgardsuppdrag,
    Beslut,
    Beslutadeffekt,
    Beslutspunkt,
    Beslutsunderlag,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Underlagsforslag,
)
from organisation.models import Handelse
from planering.models import Indikator, Mal
from tests.conftest import NU
from tests.uppfoljning.analyshjalp import hypotes, oppna, samtal, utan_matfel, verifiera
from uppfoljning.actions import analys as analysactions
from uppfoljning.models import Atgardsforslag

SAMMANTRADE = date(2026, 2, 10)
FOLJS_UPP = date(2026, 9, 30)
EFFEKT_FOLJS_UPP = date(2028, 4, 30)


def forslag_att_besluta(indikator: Indikator, titel: str = "Tidigt stöd") -> Atgardsforslag:
    """Laid forward in an analysis of its own, of a year of its own."""
    ar = 2000 + Atgardsforslag.objects.count()
    analys = oppna(
        indikator,
        avvikelser=[
            {
                "indikator": indikator,
                "ar": ar,
                "kon": "T",
                "mening": "69 % 2025 mot målet 85 %.",
                "ljus": {},
            }
        ],
    )
    utan_matfel(analys)
    h = hypotes(analys)
    samtal(h, avgorande=True)
    verifiera(h)
    return analysactions.skapa_forslag(
        av=None,
        nar=NU,
        analys=analys,
        titel=titel,
        beskrivning="Flytta fyra tjänster till årskurs 1–3.",
        hypoteser=[h],
        status=Atgardsforslag.Status.FORESLAS,
    )


def beskrivning(
    forslag: Atgardsforslag,
    belopp: list[tuple[int, str, str, int, float]] = (),
    mal: list[Mal] = (),
    malandring: str = "",
) -> Konsekvensbeskrivning:
    """`belopp`: (year, post, slag, tkr, posts). `malandring`: what should change; then the answer is yes."""
    rad = Konsekvensbeskrivning.objects.create(
        forslag=forslag,
        resurser="ja" if belopp else "nej",
        resurser_text="Fyra tjänster." if belopp else "",
        verksamhet="nej",
        medborgare="ja",
        medborgare_text="Stöd inom två veckor.",
        malandring="ja" if malandring else "nej",
        malandring_text=malandring,
        klar=NU,
        klar_av="Analytiker Storköping",
    )
    rad.mal.set(mal)
    for ar, post, slag, tkr, tjanster in belopp:
        Konsekvensbelopp.objects.create(
            beskrivning=rad, ar=ar, post=post, slag=slag, belopp_tkr=tkr, tjanster=tjanster
        )
    return rad


def besluta(
    forslag: Atgardsforslag,
    utfall: str = "bifall",
    effekter: list[tuple[Indikator, float | None, int | None, float, int]] = (),
    andring: str = "",
    **falt: Any,
) -> Beslutspunkt:
    """A decision with one point. `effekter`: (indicator, from, measured in, to, effect year)."""
    enhet = forslag.analys.enhet
    underlag = Beslutsunderlag.objects.create(
        titel=f"Ärende om {forslag.titel}", enhet=enhet, lamnat=NU, lamnat_av="Analytiker Storköping"
    )
    Underlagsforslag.objects.create(underlag=underlag, forslag=forslag)
    grund = {
        "instans": "namnd",
        "namnd": enhet,
        "sammantrade": SAMMANTRADE,
        "diarienummer": "BUN 2026/17",
        "paragraf": "§ 12",
        "lydelse": "Nämnden beslutar enligt förslaget.",
        "informeras": "Rektorerna på ledningsmötet.",
        "uppfoljning_hur": "Skriftlig rapport till nämnden",
        "uppfoljning_nar": FOLJS_UPP,
        "effektuppfoljning_nar": EFFEKT_FOLJS_UPP,
        "registrerad": NU,
        "registrerad_av": "Nämndsekreterare Storköping",
    }
    beslut = Beslut.objects.create(underlag=underlag, **grund | falt)
    punkt = Beslutspunkt.objects.create(beslut=beslut, forslag=forslag, utfall=utfall, andring=andring)
    for indikator, fran, franar, till, effektar in effekter:
        Beslutadeffekt.objects.create(
            punkt=punkt, indikator=indikator, fran=fran, franar=franar, till=till, effektar=effektar
        )
    return punkt


def bifallen_punkt(indikator: Indikator, titel: str = "Tidigt stöd", **falt: Any) -> Beslutspunkt:
    """Carried, with money for two years, a goal that should change and an expected effect."""
    forslag = forslag_att_besluta(indikator, titel)
    beskrivning(
        forslag,
        belopp=[
            (2027, "Speciallärare", "lopande", 2600, 4),
            (2028, "Speciallärare", "lopande", 2700, 4),
            (2027, "Läromedel", "engangs", 300, 0),
        ],
        mal=[indikator.mal],
        malandring="Höj målnivån till 92 %.",
    )
    return besluta(forslag, effekter=[(indikator, 69.0, 2025, 80.0, 2028)], **falt)


def givet(
    indikator: Indikator, titel: str = "Tidigt stöd", av=None, ansvarig=None, **falt: Any
) -> Atgardsuppdrag:
    """An assignment of a carried point, with what it asks of the next budget."""
    punkt = bifallen_punkt(indikator, titel, **falt)
    skapa_onskemal(av=av, nar=NU, punkt=punkt)
    return ge_uppdrag(av=av, nar=NU, punkt=punkt, enhet=indikator.agare, ansvarig=ansvarig)


def genomfort(uppdrag: Atgardsuppdrag, dag: date = date(2026, 3, 10)) -> Atgardsuppdrag:
    return folj_upp_genomforande(
        av=None,
        nar=NU,
        uppdrag=uppdrag,
        genomforande="genomford",
        genomford=dag,
        text="Fyra tjänster flyttade.",
    )


def uppdragsobjekt(indikator: Indikator) -> dict[str, int]:
    """What stands in the addresses of assignments, by the word before it."""
    uppdrag = givet(indikator)
    folj_upp_genomforande(av=None, nar=NU, uppdrag=uppdrag, genomforande="pagar", text="Två av fyra.")
    return {
        "givet": uppdrag.pk,
        "beslutspunkt": bifallen_punkt(indikator, "Läxhjälp").pk,
        "angra-uppfoljning": Handelse.objects.get(typ="atgarder.andra_atgardsuppdrag").pk,
    }
