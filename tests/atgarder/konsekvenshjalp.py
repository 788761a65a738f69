"""Proposals with consequences for the tests, made through the actions; a paper that holds them."""

from datetime import date
from typing import Any

from atgarder.actions import forvantan
from atgarder.actions import konsekvens as actions
from atgarder.models import (
    Alternativ,
    Berordgrupp,
    Beslutsunderlag,
    Forvantadeffekt,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Underlagsforslag,
    Verksamhetsdialog,
)
from organisation.models import Handelse
from planering.models import Indikator
from tests.atgarder.besluthjalp import framlagt
from tests.atgarder.uppdragshjalp import forslag_att_besluta
from tests.conftest import NU
from uppfoljning.models import Atgardsforslag

BESVARAT = {
    "resurser": "ja",
    "resurser_text": "Två speciallärare.",
    "verksamhet": "ja",
    "verksamhet_text": "Stödet flyttas till årskurs 1–3.",
    "medborgare": "osakert",
    "medborgare_text": "",
    "malandring": "nej",
    "malandring_text": "",
    "scenario": "Det är oktober.",
    "nollalternativ": "Andelen fortsätter att sjunka.",
}
# What a new row of each kind is made of, and what its form calls what is wrong when that is left out.
DELAR: dict[str, tuple[type, dict[str, Any]]] = {
    "belopp": (
        Konsekvensbelopp,
        {"ar": 2027, "post": "Speciallärare", "slag": "lopande", "belopp_tkr": 1350, "tjanster": 2},
    ),
    "risk": (
        Konsekvensrisk,
        {"text": "Ingen söker tjänsterna", "sannolikhet": 3, "foljd": 3, "hantering": "Utbilda egna."},
    ),
    "grupp": (
        Berordgrupp,
        {"namn": "Elever i årskurs 1–3", "kon": "M", "riktning": "battre", "text": "Mest stöd."},
    ),
    "alternativ": (Alternativ, {"titel": "Läxhjälp", "text": "Efter skolan.", "varfor_inte": "Når för få."}),
    "dialog": (
        Verksamhetsdialog,
        {
            "datum": date(2026, 3, 2),
            "med": "Rektorerna",
            "sagt": "Det går.",
            "ledde_till": "Kortare anmälan.",
        },
    ),
}


def beskrivning(forslag: Atgardsforslag, **falt: Any) -> Konsekvensbeskrivning:
    return actions.spara_konsekvens(av=None, nar=NU, forslag=forslag, **BESVARAT | falt)


def ny_del(sort: str, b: Konsekvensbeskrivning, **falt: Any) -> Any:
    """`sort` is a key of DELAR."""
    skapa = getattr(actions, f"skapa_{sort}")
    return skapa(av=None, nar=NU, beskrivning=b, **DELAR[sort][1] | falt)


def vanta(forslag: Atgardsforslag, indikator: Indikator, **falt: Any) -> Forvantadeffekt:
    grund = {"till": 70.0, "effektar": 2027, "varfor": "Andra har klarat det."}
    return forvantan.skapa_forvantan(av=None, nar=NU, forslag=forslag, indikator=indikator, **grund | falt)


def allt(indikator: Indikator, forslag: Atgardsforslag | None = None) -> dict[str, Any]:
    """A proposal with one of everything, not yet finished."""
    forslag = forslag or framlagt(indikator)
    b = beskrivning(forslag)
    return {
        "forslag": forslag,
        "beskrivning": b,
        **{slag: ny_del(slag, b) for slag in DELAR},
        "forvantan": vanta(forslag, indikator),
    }


def las(forslag: Atgardsforslag) -> None:
    """A paper with the proposal is handed in."""
    underlag = Beslutsunderlag.objects.create(
        titel="Underlag", enhet=forslag.analys.enhet, lamnat=NU, lamnat_av="Analytiker Storköping"
    )
    Underlagsforslag.objects.create(underlag=underlag, forslag=forslag)


def konsekvensobjekt(indikator: Indikator) -> dict[str, int]:
    """What stands in the addresses of a proposal and its consequences, by the word before it."""
    saker = allt(indikator, forslag_att_besluta(indikator))
    actions.andra_risk(av=None, nar=NU, risk=saker["risk"], text="Ingen söker", sannolikhet=2, foljd=3)
    return {
        "forslag": saker["forslag"].pk,
        "angrad-konsekvens": Handelse.objects.get(typ="atgarder.andra_konsekvensrisk").pk,
        **{slag: saker[slag].pk for slag in (*DELAR, "forvantan")},
    }
