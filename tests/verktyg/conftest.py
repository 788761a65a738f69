"""Rounds of the two exercises and of a checklist, and people to answer them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
RADER = [
    ("i1", "Behöriga till yrkesprogram", "Skola"),
    ("i2", "Nöjda med hemtjänsten", "Äldre"),
    ("i3", "Nya företag", ""),
]


@pytest.fixture
def vem(personer) -> dict:
    """The two arguments of every action, the analyst's."""
    return {"av": personer["analytiker"], "nar": NAR}


@pytest.fixture
def ovning(vem):
    """Starts a round of påverkansgrad with three rows."""
    from verktyg import actions

    def starta(instrument="paverkansgrad", rader=RADER, **falt):
        return actions.starta(**vem, instrument=instrument, rader=rader, **falt)

    return starta


@pytest.fixture
def checklista(vem):
    from verktyg import actions

    return actions.starta(**vem, instrument="resursfordelning", titel="Resurser 2027")


@pytest.fixture
def manga(db):
    """Makes people without roles: `manga(5)`."""
    from organisation.models import Person

    def skapa(antal, prefix="p"):
        return [
            Person.objects.create(epost=f"{prefix}{i}@storkoping.example", namn=f"{prefix.upper()}{i}")
            for i in range(antal)
        ]

    return skapa


@pytest.fixture
def svara_alla():
    """Lets a person answer the rows of a round in order: `svara_alla(runda, person, "stor viss -")`; - is nothing."""
    from verktyg import actions
    from verktyg.domain.plats import Plats

    def svara(runda, person, ord_, texter=()):
        fraga = runda.fragorna.fragor[0].id
        poster = []
        for i, (rad, varde) in enumerate(zip(runda.rader.all(), ord_.split(), strict=True)):
            text = texter[i] if i < len(texter) else ""
            poster.append(actions.Post(Plats(fraga, rad.pk), "" if varde == "-" else varde, text))
        return actions.svara(av=person, nar=NAR, genomforande=runda, svar=poster)

    return svara
