"""Analyses for the tests, made through the actions."""

from datetime import date
from typing import Any

from planering.models import Indikator
from tests.conftest import NU
from uppfoljning.actions import analys as actions
from uppfoljning.domain.orsakslista import MATFEL, MATFELSFRAGOR
from uppfoljning.models import Analys, Belagg, Hypotes

LJUS = {
    "mal_signal": "rod",
    "mal_ord": "Når inte målet",
    "andra_signal": "gra",
    "andra_ord": "",
    "trend": "gra",
    "godhet": "",
}


def avvikelse(indikator: Indikator, ar: int = 2025, **falt: Any) -> dict[str, Any]:
    return {
        "indikator": indikator,
        "ar": ar,
        "kon": "T",
        "mening": "69 % 2025 mot målet 85 %.",
        "ljus": LJUS,
    } | falt


def oppna(indikator: Indikator, av=None, **falt: Any) -> Analys:
    grund = {
        "titel": "Varför når färre gymnasiet?",
        "fraga": "Vad beror det på?",
        "enhet": indikator.agare,
        "avvikelser": [avvikelse(indikator)],
    }
    return actions.oppna_analys(av=av, nar=NU, **grund | falt)


def utan_matfel(analys: Analys, av=None) -> None:
    svar = dict.fromkeys(sorted(MATFELSFRAGOR), ("nej", ""))
    actions.svara_om_orsaker(av=av, nar=NU, analys=analys, rubrik=MATFEL, svar=svar)


def hypotes(
    analys: Analys, pastaende: str = "Stödet kommer för sent", klass: str = "aktiviteter", **falt
) -> Hypotes:
    return actions.skapa_hypotes(
        av=None, nar=NU, analys=analys, pastaende=pastaende, orsaksklass=klass, **falt
    )


def samtal(h: Hypotes, riktning: str = "for", **falt: Any) -> Belagg:
    grund = {
        "slag": "dialog",
        "riktning": riktning,
        "visar": "Rektorerna beskriver samma sak.",
        "kalla": "rektorerna",
        "datum": date(2026, 3, 1),
    }
    return actions.skapa_belagg(av=None, nar=NU, hypotes=h, **grund | falt)


def verifiera(h: Hypotes, utslag: str = "verifierad", skal: str = "Beläggen säger samma sak.") -> Hypotes:
    return actions.avgor_hypotes(av=None, nar=NU, hypotes=h, utslag=utslag, skal=skal)


def hel_analys(indikator: Indikator) -> dict[str, Any]:
    """One of everything, not yet concluded."""
    analys = oppna(indikator, deltagare=[(None, "Rut Rektor", "skola")])
    utan_matfel(analys)
    h = hypotes(analys)
    b = samtal(h, avgorande=True)
    h = verifiera(h)
    slutsatser = [
        actions.skapa_slutsats(av=None, nar=NU, analys=analys, fraga=fraga, text=text, hypoteser=[h])
        for fraga, text in (("beror", "Stödet ligger sent."), ("battre", "Flytta stödet."))
    ]
    forslag = actions.skapa_forslag(
        av=None, nar=NU, analys=analys, titel="Tidigt stöd", beskrivning="Flytta tjänster.", hypoteser=[h]
    )
    kalla = actions.skapa_kunskapskalla(
        av=None, nar=NU, forslag=forslag, slag="forskning", text="Tidigt stöd hjälper.", kalla="En översikt"
    )
    return {
        "analys": analys,
        "hypotes": h,
        "belagg": b,
        "slutsats": slutsatser[0],
        "forslag": forslag,
        "kalla": kalla,
    }


def adressobjekt(indikator: Indikator) -> dict[str, int]:
    """What stands in the addresses of the analysis room, by the word before it."""
    from organisation.models import Handelse

    allt = hel_analys(indikator)
    actions.andra_hypotes(
        av=None, nar=NU, hypotes=allt["hypotes"], pastaende="Stödet är sent", orsaksklass="aktiviteter"
    )
    return {
        "analys": allt["analys"].pk,
        "hypotes": allt["hypotes"].pk,
        "belagg": allt["belagg"].pk,
        "slutsats": allt["slutsats"].pk,
        "forslag": allt["forslag"].pk,
        "kunskapskalla": allt["kalla"].pk,
        "angrad-handelse": Handelse.objects.get(typ="uppfoljning.andra_hypotes").pk,
    }
