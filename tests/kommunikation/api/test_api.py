"""The open API: exact answers worked out by hand, and what it says to everything that is wrong."""

import pytest
from django.conf import settings as installning
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkik.models import Kommungrupp, Nyckeltalslage, Riktningsval, Varde
from kommunikation.api import grind
from organisation.models import Kommuninstallning
from tests.kkik import bygg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("klocka")]
LAGE = "/api/v1/nyckeltal/N10001/kommun/1001/lage"


@pytest.fixture
def land():
    """Own 70 against 60, 65, 70 and 80 in 2022: the worked example of rule 3. Four years, too few for any noise."""
    bygg.kommuner(*range(1001, 1006))
    n = bygg.nyckeltal()
    bygg.varden(
        n,
        {
            1001: {2019: 61.0, 2020: 64.0, 2021: 67.0, 2022: 70.0},
            1002: {2019: 10.0, 2022: 60.0},
            1003: {2021: 5.0, 2022: 65.0},
            1004: {2022: 70.0},
            1005: {2022: 80.0},
            9: {2022: 99.0},
        },
    )
    bygg.varden(n, {1001: {2022: 72.0}, 1002: {2022: 60.5}}, kon="K")
    bygg.varden(n, {1001: {2022: 67.5}, 1002: {2022: 59.0}}, kon="M")
    return n


def hamta(adress: str, status: int = 200, **huvuden) -> dict:
    svar = Client().get(adress, **huvuden)
    assert svar.status_code == status, svar.content
    assert svar["Content-Type"].partition(";")[0] == "application/json"
    return svar.json()


def test_det_raknade_exemplet(land):
    assert hamta(f"{LAGE}?ar=2022&kon=T&riktning=hog&grupp=alla") == {
        "nyckeltal": "N10001",
        "kommun": "1001",
        "ar": 2022,
        "kon": "T",
        "varde": 70.0,
        "saknas_orsak": None,
        "mot_andra": {
            "signal": "gul",
            "orsak": None,
            "n": 4,
            "andel_samre": 0.625,
            "rang": 2,
            "median": 67.5,
            "p25": 63.75,
            "p75": 72.5,
            "min": 60.0,
            "max": 80.0,
        },
        "trend": {
            "trend": "stigande",
            "godhet": "forbattras",
            "lutning": 3.0,
            "z": None,
            "sigma": None,
            "ar": [2019, 2020, 2021, 2022],
        },
        "kon_gap": {"gap": 4.5, "andel": None, "avviker": None},
        "riktning": "hog",
        "grupp": "alla",
    }


def test_samma_kommun_at_andra_hallet(land):
    svar = hamta(f"{LAGE}?riktning=lag")
    assert (svar["ar"], svar["mot_andra"]["andel_samre"], svar["mot_andra"]["rang"]) == (2022, 0.375, 3)
    assert svar["trend"]["godhet"] == "forsamras"


def test_intervall(land):
    # Distances outside 64–68: own 2, others 4, 0, 2, 12. Worse: 4 and 12; equal: 2. s = (2 + ½)/4.
    svar = hamta(f"{LAGE}?riktning=intervall&a=64&b=68")
    assert svar["mot_andra"]["andel_samre"] == 0.625
    assert (svar["mot_andra"]["rang"], svar["mot_andra"]["median"], svar["riktning"]) == (
        2,
        67.5,
        "intervall",
    )


def test_neutral_farglaggs_aldrig(land):
    svar = hamta(f"{LAGE}?riktning=neutral")
    assert (svar["mot_andra"]["signal"], svar["mot_andra"]["orsak"]) == ("gra", "varderas_ej")
    assert (svar["mot_andra"]["andel_samre"], svar["mot_andra"]["n"], svar["trend"]["godhet"]) == (
        None,
        4,
        None,
    )


def test_sparad_riktning_galler_och_kan_overtas(land):
    Riktningsval.objects.create(nyckeltal=land, riktning="hog", kalla="Förslag", skapad=bygg.NU)
    assert hamta(LAGE, 422)["falt"] == "riktning"  # a proposal is no choice
    Riktningsval.objects.create(
        nyckeltal=land, riktning="intervall", intervall_a=64, intervall_b=68, kalla="KS", skapad=bygg.NU,
        bekraftad=bygg.NU,
    )  # fmt: skip
    svar = hamta(LAGE)
    assert (svar["riktning"], svar["mot_andra"]["andel_samre"]) == ("intervall", 0.625)
    assert hamta(f"{LAGE}?riktning=lag")["riktning"] == "lag"


def test_for_fa_andra(land):
    bygg.grupp("G5", "Grannar", [1001, 1002, 1005], slag="ovrig")
    m = hamta(f"{LAGE}?riktning=hog&grupp=G5")["mot_andra"]
    assert (m["signal"], m["orsak"], m["n"], m["min"], m["max"]) == (
        "gra",
        "for_fa_jamforbara",
        2,
        60.0,
        80.0,
    )


def test_liknande_kommuner(land):
    bygg.grupp(
        "G6", "x", [1002, 1003, 1004, 1005], slag="liknande", familj="grundskola", kommun_id=1001, ar=2024
    )
    svar = hamta(f"{LAGE}?riktning=hog&grupp=liknande:grundskola")
    assert (svar["grupp"], svar["mot_andra"]["n"]) == ("liknande:grundskola", 4)


def test_saknat_varde_sager_varfor(land):
    svar = hamta(f"{LAGE}?riktning=hog&ar=2018")
    assert (svar["varde"], svar["saknas_orsak"], svar["mot_andra"]["orsak"]) == (
        None,
        "ej_insamlad",
        "utfall_saknas",
    )
    assert (
        hamta("/api/v1/nyckeltal/N10001/kommun/1005/lage?riktning=hog&ar=2021")["saknas_orsak"]
        == "uppgift_saknas"
    )
    assert hamta(f"{LAGE}?riktning=hog&ar=2026")["saknas_orsak"] == "ej_publicerad"
    Varde.objects.filter(kommun=1001, ar=2022, kon="T").update(borttagen=True)
    svar = hamta(f"{LAGE}?riktning=hog&ar=2022")
    assert (svar["saknas_orsak"], svar["trend"]["trend"], svar["trend"]["ar"]) == (
        "borttagen",
        None,
        [2019, 2020, 2021],
    )


def test_konen_for_sig(land):
    svar = hamta(f"{LAGE}?riktning=hog&kon=K")
    assert (svar["kon"], svar["varde"], svar["mot_andra"]["n"], svar["kon_gap"]["gap"]) == ("K", 72.0, 1, 4.5)


def test_nyckeltalet(land):
    Riktningsval.objects.create(nyckeltal=land, riktning="hog", kalla="KS", skapad=bygg.NU, bekraftad=bygg.NU)
    Nyckeltalslage.objects.create(
        nyckeltal=land, kon="T", ar=2022, ofullstandigt_ar=2023, n=5, median=1, p25=1, p75=1, minst=1, storst=1,
        beraknad=bygg.NU,
    )  # fmt: skip
    assert hamta("/api/v1/nyckeltal/n10001") == {
        "id": "N10001",
        "titel": "Ett mått, andel (%)",
        "beskrivning": "Vad måttet mäter. Källa: Påhittade byrån.",
        "enhet": "%",
        "verksamhetsomrade": "",
        "konsuppdelat": False,
        "senaste_ar": 2022,
        "ofullstandigt_ar": 2023,
        "antal_kommuner": 5,
        "riktning": {"riktning": "hog", "a": None, "b": None, "kalla": "KS"},
        "hamtad": "2026-03-11T08:30:00+00:00",
        "forsvunnet": False,
    }


@pytest.mark.parametrize(
    ("adress", "status", "falt", "fel"),
    [
        ("/api/v1/nyckeltal/N99999", 404, "id", "Nyckeltalet N99999 finns inte."),
        ("/api/v1/nyckeltal/hej", 404, "id", "Nyckeltalet hej finns inte."),
        ("/api/v1/nyckeltal/N10001/kommun/1099/lage?riktning=hog", 404, "kommun",
         "Kommunen 1099 finns inte. Ange fyra siffror, till exempel 1382."),
        ("/api/v1/nyckeltal/N10001/kommun/0009/lage?riktning=hog", 404, "kommun",
         "Region Nio är ingen kommun och jämförs inte med kommuner."),
        (f"{LAGE}", 422, "riktning",
         "Ingen riktning är vald för nyckeltalet. Ange riktning=hog, lag, intervall eller neutral."),
        (f"{LAGE}?riktning=upp", 422, "riktning", "riktning är hog, lag, intervall eller neutral."),
        (f"{LAGE}?riktning=hog&ar=tjugo", 422, "ar", "ar är ett kalenderår, till exempel 2022."),
        (f"{LAGE}?riktning=hog&ar=99999", 422, "ar", "ar är ett kalenderår, till exempel 2022."),
        (f"{LAGE}?riktning=hog&kon=F", 422, "kon", "kon är T, K eller M."),
        (f"{LAGE}?riktning=intervall&a=1", 422, "b", "riktning=intervall behöver både a och b."),
        (f"{LAGE}?riktning=intervall", 422, "a", "riktning=intervall behöver både a och b."),
        (f"{LAGE}?riktning=intervall&a=2&b=1", 422, "a", "Intervallets nedre ände a måste vara högst den övre b."),
        (f"{LAGE}?riktning=intervall&a=nan&b=1", 422, "a", "a är ett tal med decimalpunkt, till exempel 12.5."),
        (f"{LAGE}?riktning=intervall&a=0&b=inf", 422, "b", "b är ett tal med decimalpunkt, till exempel 12.5."),
        (f"{LAGE}?riktning=hog&a=1", 422, "a", "a och b hör till riktning=intervall."),
        (f"{LAGE}?a=1&b=2", 422, "riktning", "a och b hör till riktning=intervall."),
        (f"{LAGE}?riktning=hog&grupp=G404", 422, "grupp", "Gruppen G404 finns inte."),
        (f"{LAGE}?riktning=hog&grupp=alla%20andra", 422, "grupp",
         "grupp är alla, liknande:<område> eller ett grupp-id i Kolada, till exempel G33612."),
        (f"{LAGE}?riktning=hog&grupp=liknande:LSS", 422, "grupp",
         "Det finns ingen lista över liknande kommuner (LSS) för den här kommunen."),
        ("/api/v1/nyckeltal/N10001/kommun/1001/lage?riktning=hog&kon=M&ar=2022x", 422, "ar",
         "ar är ett kalenderår, till exempel 2022."),
        ("/api/v1/hej", 404, None, "Adressen finns inte. Se /api/ för vad som finns."),
    ],
)  # fmt: skip
def test_fel_pa_svenska(land, adress, status, falt, fel):
    assert hamta(adress, status) == {"fel": fel, "falt": falt}


def test_utan_nagra_varden(land):
    bygg.nyckeltal("N10002")
    assert hamta("/api/v1/nyckeltal/N10002/kommun/1001/lage?riktning=hog", 404)["falt"] == "ar"
    svar = hamta("/api/v1/nyckeltal/N10002/kommun/1001/lage?riktning=hog&ar=2020")
    assert (svar["varde"], svar["saknas_orsak"], svar["mot_andra"]["n"]) == (None, "ej_insamlad", 0)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    vag=st.tuples(
        st.one_of(st.just("N10001"), st.text(max_size=8)), st.one_of(st.just("1001"), st.text(max_size=6))
    ),
    fraga=st.dictionaries(
        st.sampled_from(["ar", "kon", "riktning", "a", "b", "grupp", "x"]),
        st.one_of(
            st.sampled_from(
                [
                    "2022",
                    "T",
                    "K",
                    "hog",
                    "intervall",
                    "alla",
                    "liknande",
                    "lan",
                    "G1",
                    "1",
                    "-1e308",
                    "1e309",
                ]
            ),
            st.text(max_size=12),
        ),
        max_size=6,
    ),
)
def test_aldrig_500(land, monkeypatch, vag, fraga):
    monkeypatch.setattr(grind, "PER_MINUT", 10**9)
    from urllib.parse import quote

    adress = f"/api/v1/nyckeltal/{quote(vag[0], safe='')}/kommun/{quote(vag[1], safe='')}/lage"
    svar = Client(raise_request_exception=True).get(adress, fraga)
    assert svar.status_code in (200, 404, 422)
    if svar.status_code != 200:
        assert set(svar.json()) == {"fel", "falt"}
        assert svar.json()["fel"]


def test_bara_lasning(land):
    svar = Client().post(LAGE)
    assert (svar.status_code, svar["Allow"], svar.json()) == (
        405, "GET, HEAD, OPTIONS", {"fel": "Här kan man bara läsa (GET).", "falt": None},
    )  # fmt: skip


def test_andra_webbplatser_far_lasa(land):
    svar = Client().get("/api/v1/nyckeltal/N10001", HTTP_ORIGIN="https://example.com")
    assert svar["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in svar
    assert not svar.cookies
    forfraga = Client().options("/api/v1/nyckeltal/N10001")
    assert (forfraga.status_code, forfraga["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_oforandrat_svar_skickas_inte_igen(land):
    forsta = Client().get(f"{LAGE}?riktning=hog")
    assert forsta["Cache-Control"] == "public, max-age=300"
    igen = Client().get(f"{LAGE}?riktning=hog", HTTP_IF_NONE_MATCH=forsta["ETag"])
    assert (igen.status_code, igen.content, igen["Access-Control-Allow-Origin"]) == (304, b"", "*")
    Riktningsval.objects.create(nyckeltal=land, riktning="hog", kalla="KS", skapad=bygg.NU, bekraftad=bygg.NU)
    nytt = Client().get(f"{LAGE}?riktning=hog", HTTP_IF_NONE_MATCH=forsta["ETag"])
    assert (nytt.status_code, nytt["ETag"] == forsta["ETag"]) == (200, False)


def test_head_svarar_som_get(land):
    get, head = Client().get(LAGE + "?riktning=hog"), Client().head(LAGE + "?riktning=hog")
    assert (head.status_code, head["ETag"], head.content) == (200, get["ETag"], b"")


def test_utan_cache_svarar_apiet_anda(land):
    caches = {"default": {**installning.CACHES["default"], "LOCATION": "unix:///finns/inte.sock?db=0"}}
    with override_settings(CACHES=caches):
        svar = Client().get("/api/v1/nyckeltal/N10001")
    assert (svar.status_code, svar.json()["id"]) == (200, "N10001")


def test_for_manga_anrop(land, monkeypatch, klocka):
    monkeypatch.setattr(grind, "PER_MINUT", 2)
    klient = Client()
    assert [klient.get("/api/v1/nyckeltal/N10001").status_code for _ in range(3)] == [200, 200, 429]
    svar = klient.get("/api/v1/nyckeltal/N10001")
    assert svar.json()["fel"] == "För många anrop: högst 2 i minuten. Försök igen om 61 sekunder."
    assert (svar["Retry-After"], svar["Cache-Control"], svar["Access-Control-Allow-Origin"]) == (
        "61",
        "no-store",
        "*",
    )
    assert Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/nyckeltal/N10001").status_code == 200
    klocka.shift(61)
    assert klient.get("/api/v1/nyckeltal/N10001").status_code == 200


def test_pahittade_uppgifter_sags(land, kommun_9999):
    assert Client().get("/api/v1/nyckeltal/N10001")["X-Pahittade-Uppgifter"] == "ja"
    assert Client().get("/api/v1/nyckeltal/N99999")["X-Pahittade-Uppgifter"] == "ja"


def test_riktiga_uppgifter_sager_ingenting(land):
    Kommuninstallning.objects.create(kommunkod="1001", namn="Kommun 1001")
    assert "X-Pahittade-Uppgifter" not in Client().get("/api/v1/nyckeltal/N10001")


@pytest.mark.parametrize("antal", [1, 3])
def test_antal_fragor_vaxer_inte(land, antal, django_assert_num_queries):
    for i in range(antal):
        n = bygg.nyckeltal(f"N2000{i}")
        bygg.varden(n, {k: {2022: float(i)} for k in range(1001, 1006)})
    bygg.varden(bygg.nyckeltal("N01951", "Invånare"), {1001: {2021: 10.0}})
    Kommungrupp.objects.create(kolada_id="G1", titel="En")
    Client().get(f"{LAGE}?riktning=hog")
    with django_assert_num_queries(7):
        Client().get(f"{LAGE}?riktning=hog")


def test_beskrivningen_och_sidan(land):
    schema = hamta("/api/v1/openapi.json")
    assert sorted(schema["paths"]) == [
        "/api/v1/nyckeltal/{id}", "/api/v1/nyckeltal/{id}/kommun/{kommun}/lage",
        "/api/v1/nyckeltal/{id}/kommun/{kommun}/prognos", "/api/v1/utfall",
    ]  # fmt: skip
    lage = schema["paths"]["/api/v1/nyckeltal/{id}/kommun/{kommun}/lage"]["get"]
    assert [p["name"] for p in lage["parameters"]] == [
        "id",
        "kommun",
        "ar",
        "kon",
        "riktning",
        "a",
        "b",
        "grupp",
    ]
    svar = Client().get("/api/")
    assert svar.status_code == 200
    text = svar.content.decode()
    for falt in ("mot_andra.andel_samre", "kon_gap.avviker", "trend.ar", "saknas_orsak", "riktning.kalla"):
        assert f"<code>{falt}</code>" in text
