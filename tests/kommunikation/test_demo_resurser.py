"""Storköping's frames and descriptions hold together before they are loaded."""

from decimal import Decimal

import pytest

from kommunikation.demo.organisation import ENHETER
from kommunikation.demo.plan import OMRADEN, PLAN
from kommunikation.demo.resurser import ORONMARKT, VERKSAMHETER, varden
from kommunikation.demo.uppdrag import UPPDRAG
from planering.domain.resurskolumner import granska
from planering.domain.uppdrag import FRAGOR


@pytest.mark.parametrize("v", VERKSAMHETER, ids=lambda v: f"{v.namn} {v.omrade}".strip())
def test_varje_ar_gar_att_spara_och_borjar_dar_det_forra_slutade(v):
    assert ENHETER[v.namnd][0] in ("kommun", "namnd", "bolag")
    fore = Decimal(v.bas)
    for ar in varden(v):
        tomt = {"utfall": None, "volymutfall": None, "andel_kvinnor": None}
        assert granska(ar | tomt, reserv=v.reserv, har_volym=bool(v.volymnamn)) == []
        assert ar["bas"] == fore
        fore = ar["bas"] + ar["upprakning"] + ar["demografi"] + ar["prioritering"]


def test_det_oronmarkta_gar_till_mal_som_finns_och_ryms():
    mal = {m.titel for omrade in OMRADEN for m in omrade.mal}
    rader = {(v.namnd, v.namn): v for v in VERKSAMHETER}
    assert len(ORONMARKT) == 4
    for namnd, namn, ar, titel, belopp, _ in ORONMARKT:
        assert titel in mal
        tillskott = [a.prioritering for a in rader[namnd, namn].ar[: ar - PLAN["fran_ar"] + 1]]
        # No more than what politics has added in the plan's years until then.
        assert 0 < belopp <= sum(t for t in tillskott if t > 0)


def test_uppdragen_har_kanda_avsnitt_och_enheter():
    assert [u["namn"] for u in UPPDRAG] == ["Kommunens uppdrag", "Barn- och utbildningsnämndens uppdrag"]
    for u in UPPDRAG:
        assert set(u["enheter"]) <= set(ENHETER)
        assert set(u["texter"]) | set(u["kallor"]) <= set(FRAGOR)
    assert set(UPPDRAG[0]["texter"]) == set(FRAGOR)
