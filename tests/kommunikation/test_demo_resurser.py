"""Storköping's frames and descriptions hold together before they are loaded."""

from decimal import Decimal

import pytest

from kommunikation.demo.organisation import ENHETER
from kommunikation.demo.plan import OMRADEN, PLAN
from kommunikation.demo.resurser import ORONMARKT, VERKSAMHETER, ar_for_ar, varden
from kommunikation.demo.resurser_framat import FRAMAT
from kommunikation.demo.uppdrag import UPPDRAG
from planering.domain.resurser import langt_ifran, volymkompensation
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


def _ram(ar):
    return ar["bas"] + ar["upprakning"] + ar["demografi"] + ar["prioritering"]


def test_nasta_plans_ar_foljer_pa_och_demografin_foljer_volymen():
    """2028 adds 141 370 for prices and wages, 36 020 for volumes and 5 500 by politics to the 5 179 175 of 2027."""
    assert set(FRAMAT) == {(v.namnd, v.namn, v.omrade) for v in VERKSAMHETER}
    summor = [Decimal(0), Decimal(0)]
    for v in VERKSAMHETER:
        fore = varden(v)[-1]
        for nr, ar in enumerate(ar_for_ar(v, _ram(fore), FRAMAT[v.namnd, v.namn, v.omrade])):
            tomt = {"utfall": None, "volymutfall": None, "andel_kvinnor": None}
            assert granska(ar | tomt, reserv=v.reserv, har_volym=bool(v.volymnamn)) == []
            assert (ar["bas"], langt_ifran(_ram(ar), _ram(fore))) == (_ram(fore), False)
            ger = volymkompensation(ar["volym"], fore["volym"], ar["ersattning"], ar["kompensationsgrad"])
            assert abs(ar["demografi"] - (ger or 0)) < 10  # to the nearest ten thousand kronor
            summor[nr] += _ram(ar)
            fore = ar
    assert summor == [Decimal(5_179_175 + 141_370 + 36_020 + 5_500), Decimal(5_553_895)]


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
