"""What a reader chooses, and the order of the rows, without a database."""

from types import SimpleNamespace as Rad

import pytest
from django.http import QueryDict

from uppfoljning.urval import Urval


def test_urvalet_ur_en_adress_och_tillbaka():
    u = Urval.av(QueryDict("ar=2025&namnd=3&omrade=7&avvikelser=1&sortering=trend&fallande=1&plan=2"))
    assert u == Urval(plan=2, ar=2025, namnd=3, omrade=7, avvikelser=True, sortering="trend", fallande=True)
    assert u.fraga() == "?plan=2&ar=2025&namnd=3&omrade=7&avvikelser=1&sortering=trend&fallande=1"
    assert u.fraga(namnd=None, sortering="", fallande=False) == "?plan=2&ar=2025&omrade=7&avvikelser=1"
    assert Urval().fraga() == "?"


@pytest.mark.parametrize(
    "fraga",
    [
        "ar=tjugo",
        "ar=-1",
        "namnd=1e3",
        "namnd=٣",
        "plan=12345678901234567890",
        "sortering=losenord",
        "avvikelser=ja",
    ],
)
def test_det_som_inte_gar_att_lasa_ar_inte_valt(fraga):
    assert Urval.av(QueryDict(fraga)) == Urval()


def rad(pk: int, namn: str, **bedomning) -> Rad:
    grund = {
        "avviker": True,
        "poang": 4,
        "avvikelse_procent": None,
        "mal_indata": {"mal": None},
        "utfall": None,
        "trend": "",
        "godhet": "",
        "andra_rang": None,
        "andra_n": 0,
        "andra_signal": "gra",
    }
    b = None if bedomning.get("saknas") else Rad(**(grund | bedomning))
    i = Rad(pk=pk, namn=namn, agare=Rad(namn=bedomning.get("agare", "A")))
    return Rad(indikator=i, bedomning=b)


def ordnade(sortering: str, rader: list, fallande: bool = False) -> list[int]:
    return [r.indikator.pk for r in Urval(sortering=sortering, fallande=fallande).ordna(rader)]


def test_viktigast_ar_poang_sedan_storst_avvikelse_sedan_namn():
    rader = [
        rad(1, "Ö", avvikelse_procent=-10.0),
        rad(2, "B", avvikelse_procent=None),
        rad(3, "Ä", avvikelse_procent=-10.0),
        rad(4, "C", poang=6),
        rad(5, "D", avvikelse_procent=12.0),
        rad(6, "E", poang=9, avviker=False),
        rad(7, "F", saknas=True),
    ]
    assert ordnade("viktigast", rader) == [4, 5, 3, 1, 2, 6, 7]


def test_den_som_saknar_star_sist_at_bada_hallen():
    rader = [rad(1, "A"), rad(2, "B", utfall=3.0), rad(3, "C", utfall=1.0)]
    assert ordnade("utfall", rader) == [3, 2, 1]
    assert ordnade("utfall", rader, fallande=True) == [2, 3, 1]


def test_trend_och_andra_borjar_med_det_samsta():
    rader = [
        rad(1, "A", trend="plan", godhet="oforandrad", andra_rang=10, andra_n=29, andra_signal="gul"),
        rad(2, "B", trend="sjunkande", godhet="forbattras", andra_rang=28, andra_n=29, andra_signal="rod"),
        rad(3, "C", trend="stigande", godhet="forsamras", andra_rang=30, andra_n=29, andra_signal="rod"),
        rad(4, "D"),
    ]
    assert ordnade("trend", rader) == [3, 1, 2, 4]
    assert ordnade("andra", rader) == [3, 2, 1, 4]


def test_malniva_namn_och_ansvarig():
    rader = [
        rad(1, "Ö", mal_indata={"mal": {"varde": 9.0, "a": None}}, agare="Ö"),
        rad(2, "Z", mal_indata={"mal": {"varde": None, "a": 2.0}}, agare="Å"),
        rad(3, "Å", agare="B"),
    ]
    assert ordnade("malniva", rader) == [2, 1, 3]
    assert ordnade("namn", rader) == [2, 3, 1]
    assert ordnade("ansvarig", rader) == [3, 2, 1]
    assert ordnade("", rader) == [1, 2, 3]
