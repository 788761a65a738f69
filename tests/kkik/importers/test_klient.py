"""The HTTP client against a real socket: what it believes, what it tries again, and what it refuses."""

import gzip
import json
import socket
from datetime import UTC, datetime, timedelta

import pytest

from kkik.demo.kolada import Fel, Kolada
from kkik.importers.klient import Avbruten, HamtningFel, Talamod, nasta_fraga, retry_after
from kkik.importers.klient import Kolada as Klient
from kkik.importers.struktur import AVKODARE

NU = datetime(2026, 3, 11, 9, 30, tzinfo=UTC)
DATA = {
    "kpi": [{"id": f"N0000{i}", "title": f"Mått {i}"} for i in range(1, 8)],
    "municipality": [{"id": "0180", "title": "Stockholm", "type": "K"}],
}


@pytest.fixture
def kolada():
    with Kolada(DATA, per_sida=3) as k:
        yield k


@pytest.fixture
def vantat():
    return []


@pytest.fixture
def gor_klient(vantat):
    """`gor_klient(url, **talamod)`: a client that notes its waits instead of waiting."""
    klienter = []

    def gor(url, **talamod):
        klient = Klient(
            url, talamod=Talamod(**talamod), vanta=lambda s: vantat.append(s) or False, klocka=lambda: NU
        )
        klienter.append(klient)
        return klient

    yield gor
    for klient in klienter:
        klient.stang()


def alla(klient, sokvag="/kpi", slag="kpi"):
    return [p.id for _, sida in klient.sidor(sokvag, {}, AVKODARE[slag]) for p in sida.values]


def test_alla_sidor_foljs_till_den_egna_varden_fast_lanken_namnger_en_annan(kolada, gor_klient):
    assert alla(gor_klient(kolada.url)) == [f"N0000{i}" for i in range(1, 8)]
    assert kolada.anrop == ["/v3/kpi", "/v3/kpi?page=2", "/v3/kpi?page=3"]


def test_en_adress_bakom_en_annan_vag_behaller_sin_vag(kolada, gor_klient):
    """Of next_url only the query is used: here Kolada is reached through a path of its own."""
    kolada.vard = "ond.example"
    assert alla(gor_klient(kolada.url + "/")) == [f"N0000{i}" for i in range(1, 8)]


@pytest.mark.parametrize(
    ("next_url", "vantad"),
    [
        (None, None),
        ("", None),
        (
            "http://api.kolada.se/v3/data/kpi/N1/municipality/0180?page=2",
            {"from_date": "2026-01-01", "page": "2"},
        ),
        ("/v3/data/kpi/N1/municipality/0180/?page=3", {"from_date": "2026-01-01", "page": "3"}),
        ("http://a/v3/data/kpi/N1%2CN2/municipality/0180?page=2", ValueError),
        ("http://169.254.169.254/latest/meta-data", ValueError),
    ],
)
def test_nasta_fraga(next_url, vantad):
    def fraga():
        return nasta_fraga(next_url, "/data/kpi/N1/municipality/0180", {"from_date": "2026-01-01"})

    if vantad is ValueError:
        with pytest.raises(ValueError, match="någon annanstans"):
            fraga()
    else:
        assert fraga() == vantad


def test_en_lank_till_en_annan_resurs_foljs_inte(kolada, gor_klient):
    kropp = json.dumps(
        {"values": [{"id": "N1", "title": "x"}], "next_url": f"{kolada.url}/ou?page=2", "count": 1}
    )
    kolada.fel.append(Fel("/kpi", status=200, kropp=kropp))
    with pytest.raises(HamtningFel, match="någon annanstans"):
        alla(gor_klient(kolada.url))
    assert kolada.anrop == ["/v3/kpi"]


def test_sidor_i_cirkel_upptacks(kolada, gor_klient):
    kropp = json.dumps(
        {"values": [{"id": "N1", "title": "x"}], "next_url": f"{kolada.url}/kpi?page=1", "count": 1}
    )
    kolada.fel.append(Fel("/kpi", antal=9, status=200, kropp=kropp))
    with pytest.raises(HamtningFel, match="i cirkel"):
        alla(gor_klient(kolada.url))
    assert len(kolada.anrop) == 2


def test_en_tom_sida_ar_den_sista_aven_om_den_pekar_vidare(kolada, gor_klient):
    kropp = json.dumps({"values": [], "next_url": f"{kolada.url}/kpi?page=9", "count": 0})
    kolada.fel.append(Fel("/kpi", status=200, kropp=kropp))
    assert alla(gor_klient(kolada.url)) == []
    assert len(kolada.anrop) == 1


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_overgaende_fel_provas_igen_med_vaxande_vantan(kolada, gor_klient, vantat, status):
    kolada.fel.append(Fel("/kpi$", antal=3, status=status))
    assert alla(gor_klient(kolada.url)) == [f"N0000{i}" for i in range(1, 8)]
    assert [0.25 <= v <= 0.5 for v in vantat[:1]] == [True]
    assert [0.5 <= v <= 1.0 for v in vantat[1:2]] == [True]
    assert [1.0 <= v <= 2.0 for v in vantat[2:]] == [True]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422, 301])
def test_bestaende_fel_provas_inte_igen_och_sags_som_de_ar(kolada, gor_klient, vantat, status):
    kolada.fel.append(Fel("/kpi$", antal=9, status=status, kropp='{"detail":"för många"}'))
    with pytest.raises(HamtningFel, match=rf"/v3/kpi: Kolada svarade {status}: .*för många"):
        alla(gor_klient(kolada.url))
    assert (len(kolada.anrop), vantat) == (1, [])


def test_ett_fel_som_inte_gar_over_sager_var_och_hur_manga_forsok(kolada, gor_klient, vantat):
    kolada.fel.append(Fel("/kpi$", antal=99, status=503))
    with pytest.raises(HamtningFel, match=r"/v3/kpi: Kolada svarade 503 \(4 försök\)"):
        alla(gor_klient(kolada.url, forsok=4))
    assert (len(kolada.anrop), len(vantat)) == (4, 3)


@pytest.mark.parametrize(
    ("huvud", "vantad"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("Wed, 11 Mar 2026 09:30:20 GMT", 20.0),
        ("Wed, 11 Mar 2026 09:29:00 GMT", 0.0),
        ("snart", None),
        ("-5", None),
        (None, None),
    ],
)
def test_retry_after(huvud, vantad):
    assert retry_after(huvud, NU) == vantad


def test_retry_after_foljs_men_inte_hur_langt_som_helst(kolada, gor_klient, vantat):
    om_en_timme = (NU + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    kolada.fel += [
        Fel("/kpi$", status=429, rubriker={"Retry-After": "17"}),
        Fel("/kpi$", status=503, rubriker={"Retry-After": om_en_timme}),
    ]
    alla(gor_klient(kolada.url, retry_after_tak=90.0))
    assert vantat == [17.0, 90.0]


def test_ett_svar_som_tar_slut_i_fortid_hamtas_om(kolada, gor_klient, vantat):
    kolada.fel.append(Fel("/kpi$", antal=2, kapa=True))
    assert alla(gor_klient(kolada.url)) == [f"N0000{i}" for i in range(1, 8)]
    assert len(vantat) == 2


def test_ett_avkortat_svar_utan_angiven_langd_hamtas_om(kolada, gor_klient, vantat):
    """Without a length only the JSON tells that half of it is missing."""
    kolada.fel.append(Fel("/kpi$", kapa=True, utan_langd=True))
    assert alla(gor_klient(kolada.url)) == [f"N0000{i}" for i in range(1, 8)]
    assert len(vantat) == 1


def test_ingen_som_svarar_ar_ett_fel_som_provas_igen(gor_klient, vantat):
    with socket.socket() as upptagen:
        upptagen.bind(("127.0.0.1", 0))
        port = upptagen.getsockname()[1]
    with pytest.raises(HamtningFel, match=r"Kolada går inte att nå: .* \(3 försök\)"):
        alla(gor_klient(f"http://127.0.0.1:{port}/v3", forsok=3))
    assert len(vantat) == 2


def test_den_som_aldrig_svarar_overges_efter_tidsgransen(kolada, gor_klient, vantat):
    import threading

    kolada.fel.append(Fel("/kpi$", antal=1, hall=threading.Event()))
    assert alla(gor_klient(kolada.url, tidsgrans=0.2)) == [f"N0000{i}" for i in range(1, 8)]
    assert len(vantat) == 1


@pytest.mark.parametrize(
    ("kropp", "orsak"),
    [
        ('{"detail": "hej"}', "fel form"),
        ('{"values": null}', "fel form"),
        ('{"values": [{"id": 5, "title": "x"}]}', "fel form"),
        ('{"values": [{"id": "N00001"}]}', "fel form"),
        ('{"values": {}, "next_url": null}', "fel form"),
        ("[1, 2]", "fel form"),
        ("null", "fel form"),
    ],
)
def test_ett_svar_med_fel_form_avvisas_helt_och_genast(kolada, gor_klient, vantat, kropp, orsak):
    kolada.fel.append(Fel("/kpi", antal=9, status=200, kropp=kropp))
    with pytest.raises(HamtningFel, match=orsak):
        alla(gor_klient(kolada.url))
    assert vantat == []


@pytest.mark.parametrize("kropp", ["<html>fel</html>", "", b"\xff\xfe", '{"values": [' + "[" * 100_000])
def test_det_som_inte_ar_json_provas_igen_och_avvisas(kolada, gor_klient, vantat, kropp):
    kolada.fel.append(Fel("/kpi", antal=9, status=200, kropp=kropp))
    with pytest.raises(HamtningFel):
        alla(gor_klient(kolada.url, forsok=2))


@pytest.mark.parametrize("tal", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400, '"12"', "[]", "true"])
def test_ett_varde_som_inte_ar_ett_tal_avvisas(kolada, gor_klient, tal):
    kropp = (
        '{"values":[{"kpi":"N00001","period":2020,"municipality":"0180","values":[{"gender":"T","count":1,'
        f'"status":"","value":{tal},"isdeleted":false}}]}}],"next_url":null,"count":1}}'
    )
    kolada.fel.append(Fel("/data/", antal=9, status=200, kropp=kropp))
    with pytest.raises(HamtningFel):
        alla(gor_klient(kolada.url, forsok=2), "/data/kpi/N00001/municipality/0180", "data")


def test_ett_for_stort_svar_overges(kolada, gor_klient):
    kolada.fel.append(Fel("/kpi", status=200, kropp="x" * 2000))
    with pytest.raises(HamtningFel, match="större än 1000 byte"):
        alla(gor_klient(kolada.url, storsta=1000))


def test_ett_packat_svar_mats_uppackat(kolada, gor_klient):
    kolada.fel.append(
        Fel("/kpi", status=200, kropp=gzip.compress(b" " * 5_000_000), rubriker={"Content-Encoding": "gzip"})
    )
    with pytest.raises(HamtningFel, match="större än 1000000 byte"):
        alla(gor_klient(kolada.url, storsta=1_000_000))


def test_den_som_ombeds_sluta_slutar(kolada):
    klient = Klient(kolada.url)
    klient.stopp.set()
    with pytest.raises(Avbruten):
        alla(klient)
    klient.stang()
    assert kolada.anrop == []
