"""The rules of the group's year, and what a group has and lacks."""

from datetime import date, timedelta

import pytest

from uppfoljning.domain.arbetsar import Uppgiftspaminnelse, flyttad, paminnelse
from uppfoljning.domain.gruppsammansattning import Medlemslage, sammansattning

SIST = date(2026, 9, 25)


@pytest.mark.parametrize(
    ("dag", "ar", "vantat"),
    [
        (date(2026, 3, 6), 1, date(2027, 3, 6)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 12, 31), -1, date(2025, 12, 31)),
    ],
)
def test_flyttad(dag, ar, vantat):
    assert flyttad(dag, ar) == vantat


def test_paminnelsen_galler_fran_en_vecka_fore_till_sista_dagen():
    dagar = {n: paminnelse(SIST, SIST - timedelta(days=n)) for n in (8, 7, 3, 1, 0, -1)}
    vecka, sist = Uppgiftspaminnelse.EN_VECKA_KVAR, Uppgiftspaminnelse.SISTA_DAGEN
    assert dagar == {8: None, 7: vecka, 3: vecka, 1: vecka, 0: sist, -1: None}


def test_en_full_grupp_saknar_inget():
    lage = sammansattning(
        [
            Medlemslage(True, "Kommunstyrelsen", "Jämställdhet, jämlikhet"),
            Medlemslage(False, "Socialnämnden", "barnkonventionen, folkhälsa och miljö"),
        ],
        mandat="Analysera",
        beslutar="Vad som analyseras",
        namnder=["Kommunstyrelsen", "Socialnämnden"],
    )
    assert lage.tackta == ("jämställdhet", "jämlikhet", "folkhälsa", "barns rättigheter", "hållbarhet")
    assert (lage.saknade, lage.utan, lage.brister) == ((), (), ())


def test_det_som_saknas_sags():
    lage = sammansattning(
        [Medlemslage(False, "Socialnämnden", "likabehandling"), Medlemslage(False, None)],
        mandat=" ",
        beslutar="",
        namnder=["Barn- och utbildningsnämnden", "Socialnämnden"],
    )
    assert (lage.tackta, lage.utan) == (("jämlikhet",), ("Barn- och utbildningsnämnden",))
    assert lage.saknade == ("jämställdhet", "folkhälsa", "barns rättigheter", "hållbarhet")
    assert lage.brister == (
        "Gruppens uppdrag och mandat är inte skrivna.",
        "Det står inte vad gruppen får besluta själv.",
        "Ingen är sammankallande.",
        "Alla kommer från samma verksamhet.",
    )


def test_en_tom_grupp_klandras_inte_for_sina_medlemmar():
    assert sammansattning([], mandat="A", beslutar="B", namnder=[]).brister == ()
