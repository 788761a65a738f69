"""Rule 7 on stored values, and its pages. 21 municipalities: 1001–1020 and our own, 9999."""

import csv
import io

import numpy as np
import pytest

from kkik.definitioner.verksamheter import Kostnad, Kvalitetsdel, Verksamhet, verksamheter
from kkik.domain.index import Kvadrant
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal, Riktningsval
from kkik.queries.grupper import Grupper
from kkik.queries.index import Valdel, ar_med_index, effektivitetsbilder, eget_index
from kkik.queries.matriser import matriser
from tests.kkik import bygg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("klocka", "kommun_9999")]
ANDRA = range(1001, 1021)
GRUNDSKOLA = Verksamhet(
    "grundskola",
    "Grundskola",
    (Kvalitetsdel("X15004", Riktning.HOG, "Skäl."), Kvalitetsdel("X15001", Riktning.LAG, "Skäl.")),
    "X00106",
    Kostnad("X15010", ("X15011", "X15012")),
)


@pytest.fixture
def land():
    """Quality 0, 5 … 95 in the others and 50 at home; cost deviation is 20 less the other way, −2 at home."""
    bygg.kommuner(*ANDRA)
    bygg.kommuner(9999, namn="Storköping")
    kvalitet = bygg.nyckeltal("X15004", "Behöriga, andel (%)")
    kostnad = bygg.nyckeltal("X00106", "Nettokostnadsavvikelse, andel (%)")
    pris = bygg.nyckeltal("X15010", "Kostnad, kr/elev", enhet="kr/elev")
    bygg.nyckeltal("X15011", "Undervisning, kr/elev", enhet="kr/elev")
    bygg.varden(
        kvalitet, {k: {2024: 5.0 * i} for i, k in enumerate(ANDRA)} | {9999: {2023: 40.0, 2024: 50.0}}
    )
    bygg.varden(kostnad, {k: {2024: 20.0 - i} for i, k in enumerate(ANDRA)} | {9999: {2024: -2.0}})
    bygg.varden(pris, {1001: {2024: 100_000.0}, 1002: {2024: 110_000.0}, 9999: {2024: 120_000.0}})
    return kvalitet


def serier(*rader):
    return matriser(n.pk for n in rader)


def test_eget_index(land):
    """0, 5 … 95 and 50 ordered: percentile 2.5 lies halfway from 0 to 5, 97.5 halfway from 90 to 95."""
    svar = eget_index([Valdel(land, Riktning.HOG)], serier(land), 9999, 2024)
    poang = (50 - 2.5) / (92.5 - 2.5) * 100
    (del_,) = svar.delar
    assert (svar.ar, svar.n, svar.saknas) == (2024, 21, ())
    assert (del_.varde, del_.median) == (50.0, 50.0)
    assert del_.poang == pytest.approx(poang)
    # The points run from 0 twice … 100 once or twice; the same line once more, over the points' own percentiles.
    alla = np.clip((np.array([*(5.0 * i for i in range(20)), 50.0]) - 2.5) / 90, 0, 1) * 100
    nedre, ovre = np.percentile(alla, [2.5, 97.5])
    assert svar.varde == pytest.approx((poang - nedre) / (ovre - nedre) * 100)
    # 55, 60 … 95 are better; the other with 50 shares the place.
    assert svar.rang == 10


def test_ett_matt_utan_eget_varde_ar_ingen_del(land):
    tomt = bygg.nyckeltal("X15001", "Kostnad per poäng")
    val = [Valdel(land, Riktning.HOG), Valdel(tomt, Riktning.LAG)]
    svar = eget_index(val, serier(land, tomt), 9999, 2024)
    assert ([d.nyckeltal for d in svar.delar], svar.saknas, svar.n) == ([land], (tomt,), 21)
    assert eget_index(val[1:], serier(land, tomt), 9999, 2024) is None
    # In 2023 only the own municipality has a value.
    assert eget_index(val, serier(land, tomt), 9999, 2023) is None
    assert ar_med_index(val, serier(land, tomt), 9999) == [2024, 2023]


def test_effektivitetsbild(land):
    grupp, bild = effektivitetsbilder([GRUNDSKOLA], Grupper(9999), "alla")["grundskola"]
    assert (grupp.etikett, bild.ar, bild.bild.n) == ("alla kommuner", 2024, 20)
    assert bild.bild.median_kostnad == 10.5
    assert bild.bild.kvadranter[bild.egen] is Kvadrant.HOG_LAG
    assert bild.kostnad[bild.egen] == -2.0
    assert (bild.hel.varde, bild.hel.median, bild.hel.n) == (120_000.0, 105_000.0, 2)
    # X15011 has no values at all, X15012 does not exist.
    assert bild.delar == ()
    assert [n.kolada_id for n in bild.kvalitet.saknas] == []


def test_for_fa_i_gruppen(land):
    bygg.grupp("G1", "Tre grannar", [1001, 1002, 1003, 9999])
    bygg.grupp("G2", "Fyra grannar", [1001, 1002, 1003, 1004, 9999])
    assert effektivitetsbilder([GRUNDSKOLA], Grupper(9999), "G1")["grundskola"][1] is None
    assert effektivitetsbilder([GRUNDSKOLA], Grupper(9999), "G2")["grundskola"][1].bild.n == 4


def test_verksamheternas_fragor(land, django_assert_num_queries):
    for antal in (1, 3):
        rader, grupper = [GRUNDSKOLA] * antal, Grupper(9999)
        with django_assert_num_queries(3):
            effektivitetsbilder(rader, grupper, "alla")
        with django_assert_num_queries(2):  # the group has been looked up
            effektivitetsbilder(rader, grupper, "alla")


def test_uppstallningarna_ar_hela():
    for pahittad in (False, True):
        assert all(v.kvalitet and v.kostnadsavvikelse for v in verksamheter(pahittad=pahittad))


def test_sidan_kvalitet_mot_kostnad(land, client):
    svar = client.get("/kkik/effektivitet/?verksamhet=grundskola")
    assert svar.status_code == 200
    assert svar.context["mening"] == (
        "Högre kvalitet, lägre kostnad än mitten av 20 andra (alla kommuner): kvalitetsindex 53 mot 50, "
        "kostnadsavvikelse −2,0\u00a0% mot +10,5\u00a0%."
    )
    assert client.get("/kkik/effektivitet/?verksamhet=finns-inte").status_code == 404
    rader = list(
        csv.reader(
            io.StringIO(client.get("/kkik/effektivitet/?fil=csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rader[0] == ["kommun", "namn", "kvalitetsindex 2024", "kostnadsavvikelse 2024, %", "läge"]
    assert rader[-1][0:2] == ["9999", "Storköping 9999"]
    assert rader[-1][3:] == ["-2", "Högre kvalitet, lägre kostnad"]
    assert len(rader) == 22


def test_sidan_resultatindex(land, client, django_assert_num_queries):
    assert "Inga index än" in client.get("/kkik/index/").content.decode()
    bygg.kkik_grupp(land)
    assert "bekräftat vad som är bra" in client.get("/kkik/index/").content.decode()
    Riktningsval.objects.create(
        nyckeltal=land, riktning="hog", kalla="Prov", skapad=bygg.NU, bekraftad=bygg.NU
    )
    svar = client.get("/kkik/index/")
    assert svar.context["ar"] == 2024
    (del_,) = svar.context["delar"]
    assert (del_["namn"], del_["index"].rang, [r.varde for r in del_["rader"]]) == (
        "Barn och unga",
        10,
        ["50\u00a0%"],
    )
    assert client.get("/kkik/index/?ar=2023").context["delar"][0]["index"] is None
    assert client.get("/kkik/index/?ar=abcd").status_code == 404


def test_ett_matt_som_inte_varderas_ingar_inte(land, client):
    bygg.kkik_grupp(land)
    Riktningsval.objects.create(
        nyckeltal=land, riktning="neutral", kalla="Prov", skapad=bygg.NU, bekraftad=bygg.NU
    )
    assert client.get("/kkik/index/").context.get("ar") is None
    assert Nyckeltal.objects.count() == 4
