"""The history says whatever the log holds, and what was changed on the pages of planering can be taken back there."""

from decimal import Decimal as D

import pytest

from planering import actions
from planering.actions import resurs, resurstabell, uppdrag
from planering.actions.resurstabell import Cell
from planering.presenters.historik import historik
from planering.queries import plantrad


@pytest.fixture
def forskola(vem, plan, storkoping):
    return resurs.skapa_verksamhet(
        **vem, plan=plan, enhet=storkoping["skolnamnd"], namn="Förskola", volymnamn="barn"
    )


def ramar(vem, plan, celler):
    return resurstabell.spara_celler(
        **vem, plan=plan, ar=2026, celler={n: Cell(*par) for n, par in celler.items()}
    )


def test_andrade_ramar_syns_i_planens_historik(vem, plan, forskola):
    ramar(vem, plan, {(forskola.pk, "bas"): (D(0), D("32900.5")), (forskola.pk, "volym"): (None, D(12))})
    rad = historik(plan)[0]
    namn = "Barn- och utbildningsnämnden: Förskola, 2026, "
    assert rad.vad == "Ramar och utfall ändrades"
    assert [(a.etikett, a.fore, a.efter) for a in rad.andringar] == [
        (f"{namn}ingående ram", "0", "32\u00a0900,5"),
        (f"{namn}volym", "tomt", "12"),
    ]
    assert rad.angra is not None


@pytest.mark.parametrize("sida", ["andra", "beslut", "historik"])
def test_planens_sidor_gar_att_oppna_nar_ramar_andrats(vem, plan, mal, forskola, klient, sida):
    ramar(vem, plan, {(forskola.pk, "bas"): (D(0), D(100))})
    svar = klient("analytiker").get(f"/planering/plan/{plan.pk}/{sida}/")
    assert svar.status_code == 200


def test_uppdragets_enheter_syns_i_historiken(vem, plan, storkoping):
    rad = uppdrag.skapa_uppdrag(**vem, plan=plan, namn="Skolan", enheter=[storkoping["skolnamnd"]])
    uppdrag.andra_uppdrag(**vem, uppdrag=rad, namn="Skolan", enheter=[storkoping["kulturnamnd"]])
    senaste = historik(rad)[0]
    assert (senaste.vad, [(a.fore, a.efter) for a in senaste.andringar]) == (
        "Enheterna ändrades",
        [("Barn- och utbildningsnämnden", "Kultur- och fritidsnämnden")],
    )


def test_en_malniva_visas_som_den_sattes(vem, plan, ny_indikator):
    i = ny_indikator(decimaler=0)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 84.5, 2027: 85})
    gren = plantrad(plan).omraden[0].mal[0].indikatorer[0]
    assert gren.nivatexter == ["84,5", "85", ""]
    assert [a.efter for a in historik(i)[0].andringar][:2] == ["84,5", "85"]
