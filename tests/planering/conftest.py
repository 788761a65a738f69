"""A draft plan 2026–2028 with one goal of fullmäktige's, and what is needed to add to it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.fixture
def vem(personer) -> dict:
    """The two arguments of every action."""
    return {"av": personer["analytiker"], "nar": NAR}


@pytest.fixture
def nytt_nyckeltal(db):
    """Makes a nyckeltal, and values of the own municipality's if any are given (year → value)."""
    from kkik.models import Kommun, Nyckeltal, Varde

    def skapa(kolada_id="N15436", titel="Behöriga elever, andel (%)", varden=None, **falt):
        falt = {"enhet": "%", "verksamhetsomrade": "Grundskola", "hamtad": NAR} | falt
        nyckeltal = Nyckeltal.objects.create(kolada_id=kolada_id, titel=titel, **falt)
        kommun, _ = Kommun.objects.get_or_create(id=9999, defaults={"namn": "Storköping", "typ": "K"})
        for ar, varde in (varden or {}).items():
            Varde.objects.create(nyckeltal=nyckeltal, kommun=kommun, ar=ar, kon="T", varde=varde, andrad=1)
        return nyckeltal

    return skapa


@pytest.fixture
def plan(vem):
    from planering import actions

    return actions.skapa_plan(**vem, namn="Mål och budget 2026–2028", fran_ar=2026, till_ar=2028)


@pytest.fixture
def omrade(vem, plan):
    from planering import actions

    return actions.skapa_malomrade(**vem, plan=plan, namn="Lärande")


@pytest.fixture
def mal(vem, omrade, storkoping):
    from planering import actions

    return actions.skapa_mal(
        **vem, malomrade=omrade, titel="Alla elever når gymnasiet", enhet=storkoping["kf"]
    )


@pytest.fixture
def ny_indikator(vem, mal, storkoping, nytt_nyckeltal):
    """Makes an indicator of the goal; riktning hög unless said."""
    from planering import actions

    def skapa(nyckeltal=None, under=None, **falt):
        falt = {
            "riktning": "hog",
            "kategori": "objektiv",
            "paverkansgrad": "stor",
            "agare": storkoping["skolnamnd"],
        } | falt
        return actions.skapa_indikator(
            **vem, mal=under or mal, nyckeltal=nyckeltal or nytt_nyckeltal(), **falt
        )

    return skapa


@pytest.fixture
def handelser(db):
    """The log rows of planering so far, oldest first, as (typ, data)."""

    def lista(typ=None):
        from organisation.models import Handelse

        rader = Handelse.objects.filter(typ__startswith="planering.").order_by("id")
        return [(h.typ, h.data) for h in rader if typ is None or h.typ == typ]

    return lista
