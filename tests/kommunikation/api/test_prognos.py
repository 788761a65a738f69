"""The forecast over HTTP: answers worked out by hand, what is refused, and that the question leaves no trace."""

import json
import logging

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkik.models import Definitionsbrott, Riktningsval, Varde
from kommunikation.api import grind
from tests.kkik import bygg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("klocka")]
ADRESS = "/api/v1/nyckeltal/N10001/kommun/1001/prognos"
FRAGA = {"ar": 2022, "mal": 60.0, "malar": 2024, "riktning": "hog", "kon": "T"}
TOMT = dict.fromkeys(("p", "nadde", "p10", "p50", "p90"))


@pytest.fixture
def land():
    """Own 50 in 2022. Sixty others went from 50 in 2020 to 51, 51, 52, 52, … 80 in 2022: sixty cases at two years."""
    bygg.kommuner(*range(1001, 1062))
    n = bygg.nyckeltal()
    andra = {1001 + i: {2020: 50.0, 2022: 50.0 + (i + 1) // 2} for i in range(1, 61)}
    bygg.varden(n, {1001: {2022: 50.0}, **andra})
    bygg.varden(n, {1001: {2022: 40.0}}, kon="K")
    return n


def fraga(status: int = 200, adress: str = ADRESS, **kropp) -> dict:
    svar = Client().post(adress, json.dumps(FRAGA | kropp), content_type="application/json")
    assert svar.status_code == status, svar.content
    assert svar["Content-Type"].partition(";")[0] == "application/json"
    return svar.json()


def test_det_raknade_exemplet(land):
    """Changes of ten or more: 10 … 30, each twice, is 42. Percentile 10 is place 5.9 between 3 and 4."""
    svar = fraga()
    assert (svar.pop("p10"), svar.pop("p50"), svar.pop("p90")) == pytest.approx((53.9, 65.5, 77.1))
    assert svar == {"p": 42.5 / 61, "antal": 60, "nadde": 42, "ord": "utmanande men prövat"}


def test_lag_och_intervall(land):
    assert fraga(riktning="lag", mal=55)["nadde"] == 10
    assert fraga(riktning="intervall", mal=[55, 60])["nadde"] == 12
    assert fraga(riktning="hog", mal=81)["ord"] == "nästan utan motstycke"
    assert fraga(riktning="hog", mal=40)["ord"] == "nås troligen utan ny kraft"


def test_startaret_kan_utelamnas(land):
    assert fraga(ar=None) == fraga()
    kort = {k: FRAGA[k] for k in ("mal", "malar", "riktning")}
    assert Client().post(ADRESS, json.dumps(kort), content_type="application/json").json() == fraga()


def test_sparad_riktning_galler_nar_ingen_anges(land):
    assert fraga(422, riktning=None) == {
        "fel": "Ingen riktning är vald för nyckeltalet. Ange riktning: hog, lag eller intervall.",
        "falt": "riktning",
    }
    Riktningsval.objects.create(nyckeltal=land, riktning="lag", kalla="KS", skapad=bygg.NU, bekraftad=bygg.NU)
    assert fraga(riktning=None, mal=55)["nadde"] == 10
    Riktningsval.objects.create(
        nyckeltal=land, riktning="neutral", kalla="KS", skapad=bygg.NU, bekraftad=bygg.NU
    )
    assert fraga(422, riktning=None)["falt"] == "riktning"


def test_utan_tillrackligt_manga_fall(land):
    Varde.objects.filter(kommun__gte=1051, ar=2020).delete()
    assert fraga() == {
        **TOMT, "antal": 49, "ord": "för få kommuner har varit i ett liknande läge",
    }  # fmt: skip


def test_utan_utfall(land):
    assert fraga(kon="M") == {**TOMT, "antal": 0, "ord": "utfall saknas"}
    assert fraga(ar=2021, malar=2022) == {**TOMT, "antal": 0, "ord": "utfall saknas"}


def test_over_ett_definitionsbrott(land):
    Definitionsbrott.objects.create(nyckeltal=land, ar=2023, status="bekraftat", upptackt=bygg.NU)
    assert fraga() == {**TOMT, "antal": 0, "ord": "måttet betyder något annat målåret"}


def test_bara_andelar_halls_inom_hundra(land):
    Varde.objects.filter(kommun=1001, ar=2022, kon="T").update(varde=95.0)
    assert fraga()["p90"] == 100.0
    Varde.objects.filter(kommun=1002, ar=2020).update(varde=101.0)  # so it is no share after all
    assert fraga()["p90"] > 100.0


MAL = "mal är ett tal, till exempel 88, eller intervallets två ändar, till exempel [40, 60]."
MALAR = "malar är ett kalenderår, till exempel 2026."
HORISONT = "malar ska ligga ett till fyra år efter startåret 2022."


@pytest.mark.parametrize(
    ("kropp", "falt", "fel"),
    [
        ({"malar": 2022}, "malar", HORISONT),
        ({"malar": 2027}, "malar", HORISONT),
        ({"malar": 2000, "ar": None}, "malar", HORISONT),
        ({"malar": "2024"}, "malar", MALAR),
        ({"malar": None}, "malar", MALAR),
        ({"malar": 99999}, "malar", MALAR),
        ({"mal": None}, "mal", MAL),
        ({"mal": "88"}, "mal", MAL),
        ({"mal": True}, "mal", MAL),
        ({"mal": [1]}, "mal", MAL),
        ({"mal": [1, 2, 3]}, "mal", MAL),
        ({"mal": float("nan")}, "mal", MAL),
        ({"mal": float("inf")}, "mal", MAL),
        ({"mal": 1e300}, "mal", MAL),
        ({"mal": 10**400}, "mal", MAL),
        ({"mal": [40, 60]}, "mal", "mal är ett tal när riktningen är hog eller lag."),
        ({"riktning": "intervall"}, "mal",
         "mal är intervallets två ändar när riktningen är intervall, till exempel [40, 60]."),
        ({"riktning": "intervall", "mal": [2, 1]}, "mal", "Intervallets nedre ände måste vara högst den övre."),
        ({"riktning": "neutral"}, "riktning",
         "riktning är hog, lag eller intervall. Ett mått som inte värderas har ingen prognos."),
        ({"riktning": "upp"}, "riktning",
         "riktning är hog, lag eller intervall. Ett mått som inte värderas har ingen prognos."),
        ({"kon": "F"}, "kon", "kon är T, K eller M."),
        ({"ar": 20.5}, "ar", "ar är ett kalenderår, till exempel 2022."),
        ({"malår": 2024}, "malår", "Fältet ”malår” finns inte. Fälten är mal, malar, riktning, kon, ar."),
        ({"x" * 50: 1}, "x" * 40, f"Fältet ”{'x' * 40}” finns inte. Fälten är mal, malar, riktning, kon, ar."),
    ],
)  # fmt: skip
def test_fel_pa_svenska(land, kropp, falt, fel):
    assert fraga(422, **kropp) == {"fel": fel, "falt": falt}


@pytest.mark.parametrize(
    ("adress", "falt"),
    [
        ("/api/v1/nyckeltal/N99999/kommun/1001/prognos", "id"),
        ("/api/v1/nyckeltal/N10001/kommun/1099/prognos", "kommun"),
        ("/api/v1/nyckeltal/N10001/kommun/0009/prognos", "kommun"),
    ],
)
def test_det_som_inte_finns(land, adress, falt):
    assert fraga(404, adress)["falt"] == falt


@pytest.mark.parametrize(
    ("kropp", "status"),
    [
        (b"{", 400), (b"\xff\xfe", 400), (b"[" * 4000, 400), (b'{"mal": ' + b"9" * 4000 + b"}", 422),
        (b"", 422), (b"[]", 422), (b"null", 422), (b"7", 422), (b'"x"', 422), (b"{}", 422),
        (b" " * 4097, 413),
    ],
)  # fmt: skip
def test_kroppar_som_inte_ar_en_fraga(land, kropp, status):
    svar = Client().post(ADRESS, kropp, content_type="application/json")
    assert svar.status_code == status
    assert (set(svar.json()), bool(svar.json()["fel"])) == ({"fel", "falt"}, True)


def test_kroppen_sags_vad_den_ska_vara(land):
    def skicka(kropp, **mer):
        svar = Client().post(ADRESS, kropp, content_type="application/json", **mer)
        return svar.status_code, svar.json()

    vad = "Kroppen ska vara ett JSON-objekt med fälten mal och malar, och om det behövs riktning, kon, ar."
    for kropp in (b"", b"[]", b"7"):
        assert skicka(kropp) == (422, {"fel": vad, "falt": None})
    saknas = {"fel": f"malar saknas. {MALAR}", "falt": "malar"}
    assert skicka(b'{"mal": 60}') == (422, saknas)
    # The misspelt one is said, not what is missing because of it.
    assert skicka('{"mal": 60, "malår": 2024}'.encode())[1]["falt"] == "malår"


@pytest.mark.parametrize("adress", [ADRESS, "/api/v1/utfall"])
def test_en_kropp_i_bitar_nekas_med_besked(land, adress):
    svar = Client().generic(
        "POST", adress, b"", content_type="application/json", headers={"Transfer-Encoding": "chunked"}
    )
    text = (
        "Kroppens längd saknas. Skicka den hel, med huvudet Content-Length i stället för Transfer-Encoding."
    )
    assert (svar.status_code, svar.json()) == (411, {"fel": text, "falt": None})


def test_formular_och_filer_ar_ingen_fraga(land):
    assert Client().post(ADRESS, {"mal": "60", "malar": "2024"}).status_code == 400


json_varden = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
        st.sampled_from(["hog", "lag", "intervall", "T", 2022, 2023, 2024, 50.5, -1e308, [1, 2], [60, 50]]),
    ),
    lambda inre: st.one_of(
        st.lists(inre, max_size=3), st.dictionaries(st.text(max_size=4), inre, max_size=3)
    ),
    max_leaves=5,
)  # fmt: skip


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    kropp=st.one_of(
        st.fixed_dictionaries(
            {}, optional={k: st.one_of(st.just(v), json_varden) for k, v in FRAGA.items()}
        ).map(json.dumps),
        json_varden.map(json.dumps),
        st.binary(max_size=40),
    )
)
def test_aldrig_500(land, monkeypatch, kropp):
    monkeypatch.setattr(grind, "PER_MINUT", 10**9)
    svar = Client(raise_request_exception=True).post(ADRESS, kropp, content_type="application/json")
    assert svar.status_code in (200, 400, 422)
    assert set(svar.json()) == ({"fel", "falt"} if svar.status_code != 200 else {*TOMT, "antal", "ord"})


def test_fragan_lamnar_inget_spar(land, caplog):
    """A target that can be recognised, asked about well and badly, at the most talkative level."""
    with caplog.at_level(logging.DEBUG):
        fraga(mal=61.73519)
        fraga(422, mal=[61.73519])
        fraga(422, mal="61.73519")
        fraga(422, mal=61.73519, malar=2050)
        Client().post(ADRESS, b'{"mal": 61.73519', content_type="application/json")
    assert caplog.records  # something was logged, so that silence says something
    assert "61.73519" not in caplog.text
    assert not [r for r in caplog.records if "61.73519" in repr(vars(r))]


def test_varken_kaka_csrf_eller_cache(land):
    klient = Client(enforce_csrf_checks=True)
    svar = klient.post(
        ADRESS, json.dumps(FRAGA), content_type="application/json", HTTP_ORIGIN="https://example.com"
    )
    assert (svar.status_code, svar["Cache-Control"], svar.has_header("ETag")) == (200, "no-store", False)
    assert (svar["Access-Control-Allow-Origin"], bool(svar.cookies)) == ("*", False)
    forfraga = klient.options(ADRESS)
    assert (forfraga.status_code, forfraga["Access-Control-Allow-Methods"]) == (204, "POST, OPTIONS")
    assert forfraga["Access-Control-Allow-Headers"] == "Content-Type"


def test_get_hanvisar_till_post(land):
    svar = Client().get(ADRESS)
    assert (svar.status_code, svar["Allow"], svar.json()["fel"]) == (
        405, "POST, OPTIONS", "Här frågar man med POST.",
    )  # fmt: skip


def test_samma_grans_som_for_allt_annat(land, monkeypatch):
    monkeypatch.setattr(grind, "PER_MINUT", 2)
    klient = Client()
    assert klient.get("/api/v1/nyckeltal/N10001").status_code == 200
    svar = [klient.post(ADRESS, json.dumps(FRAGA), content_type="application/json") for _ in range(2)]
    assert [s.status_code for s in svar] == [200, 429]


@pytest.mark.parametrize("antal", [1, 3])
def test_antal_fragor_vaxer_inte(land, antal, django_assert_num_queries):
    bygg.kommuner(*range(1100, 1100 + antal))
    bygg.varden(land, {1100 + i: {2020: 1.0 * i, 2022: 2.0} for i in range(antal)})
    fraga()
    with django_assert_num_queries(4):  # nyckeltal, kommun, the matrix, whether the municipality is invented
        fraga()


def test_beskrivningen_och_sidan(land):
    schema = Client().get("/api/v1/openapi.json").json()
    post = schema["paths"]["/api/v1/nyckeltal/{id}/kommun/{kommun}/prognos"]["post"]
    assert sorted(post["responses"]) == ["200", "400", "404", "411", "413", "422", "429"]
    fraga_ = schema["components"]["schemas"]["Prognosfraga"]
    assert (list(fraga_["properties"]), fraga_["required"]) == (
        ["ar", "mal", "malar", "riktning", "kon"], ["mal", "malar"],
    )  # fmt: skip
    text = Client().get("/api/").content.decode()
    assert "<code>POST /api/v1/nyckeltal/{id}/kommun/{kommun}/prognos</code>" in text
    (avsnitt,) = (a for a in text.split("<section id=") if "/prognos</code>" in a)
    assert avsnitt.count(">i kroppen<") == 5
    for falt in ("nadde", "p10", "p50", "p90", "ord", "malar"):
        assert f"<code>{falt}</code>" in text
