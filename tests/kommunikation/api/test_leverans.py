"""Delivery by other systems: a key that is right, all of it or nothing, errors by row; and all that is refused."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from organisation.models import Handelse
from uppfoljning.actions.leveransnyckel import aterkalla_nyckel, ge_nyckel
from uppfoljning.models import Leveransnyckel, Utfall

pytestmark = pytest.mark.django_db
ADRESS = "/api/v1/utfall"
NU = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def matt(storkoping):
    from planering.models import Egetmatt

    def skapa(namn, **falt):
        falt = {"frekvens": "tertial", "sammanstallning": "medel", "agare": storkoping["skolnamnd"]} | falt
        return Egetmatt.objects.create(namn=namn, **falt)

    return [
        skapa("Svar i telefon"),
        skapa("Sjukfrånvaro", frekvens="manad", konsuppdelat=True),
        skapa("Annat"),
    ]


@pytest.fixture
def nyckel(matt, personer, klocka, skickade):
    klocka.move_to(NU)
    return ge_nyckel(av=personer["administrator"], nar=NU, namn="Växeln", matt=matt[:2])


def leverera(data, hemlighet="", klient=None, fraga="", **mer):
    kropp = data if isinstance(data, (str, bytes)) else json.dumps(data)
    rubriker = {"Authorization": f"Bearer {hemlighet}"} if hemlighet else {}
    return (klient or Client(enforce_csrf_checks=True)).post(
        ADRESS + fraga,
        kropp,
        content_type="application/json",
        headers=rubriker | mer.pop("headers", {}),
        **mer,
    )


def rad(matt, varde=74.5, ar=2026, period=1, **mer):
    return {"matt": matt.pk, "ar": ar, "period": period, "varde": varde} | mer


def test_en_leverans_sparas_och_loggas(nyckel, matt, skickade, django_capture_on_commit_callbacks):
    poster = [
        rad(matt[0]),
        rad(matt[1], 6.5, kon="K"),
        rad(matt[1], 5.0, period=2) | {"matt": "sjukfrånvaro"},
    ]
    with django_capture_on_commit_callbacks(execute=True):
        svar = leverera(poster, nyckel[1])
    assert (svar.status_code, svar.json()) == (
        200, {"prov": False, "nya": 3, "andrade": 0, "oforandrade": 0},
    )  # fmt: skip
    assert list(
        Utfall.objects.order_by("pk").values_list("varde", "kalla", "rapporterat_av", "rapporterat")
    ) == [(v, "api", "Växeln", NU) for v in (74.5, 6.5, 5.0)]
    handelse = Handelse.objects.get(typ="uppfoljning.rapportera_utfall")
    assert (handelse.pseudonym, handelse.data["kalla"], len(handelse.data["andrat"])) == (None, "api", 3)
    assert [namn for namn, _, _ in skickade] == ["uppfoljning.tasks.kor_berakning"]
    igen = leverera([*poster[:2], rad(matt[0], 70.0, ar=2025), rad(matt[1], 5.5, period=2)], nyckel[1])
    assert igen.json() == {"prov": False, "nya": 1, "andrade": 1, "oforandrade": 2}
    assert Leveransnyckel.objects.get().senast_anvand == NU
    for rubrik in ("Access-Control-Allow-Origin", "ETag"):
        assert not svar.has_header(rubrik)
    assert svar["Cache-Control"] == "no-store"


def test_prova_sparar_inget(nyckel, matt):
    svar = leverera([rad(matt[0])], nyckel[1], fraga="?prova=true")
    assert svar.json() == {"prov": True, "nya": 1, "andrade": 0, "oforandrade": 0}
    assert (Utfall.objects.count(), Handelse.objects.filter(typ="uppfoljning.rapportera_utfall").count()) == (
        0,
        0,
    )
    assert leverera([rad(matt[0])], nyckel[1], fraga="?prova=kanske").status_code == 422


def test_allt_eller_inget_med_felen_rad_for_rad(nyckel, matt):
    svar = leverera(
        [
            rad(matt[0]),
            rad(matt[2]),
            rad(matt[0], period=2),
            rad(matt[0], varde="74,5"),
            rad(matt[0], kon="K"),
        ],
        nyckel[1],
    )
    assert (svar.status_code, svar.json()) == (
        422,
        {
            "fel": "En rad kan inte tas emot. Inget är sparat.",
            "falt": None,
            "rader": [
                {"rad": 4, "falt": "varde",
                 "fel": "varde är ett tal, till exempel 74.5. Ett värde som saknas skickas inte."},
            ],
        },
    )  # fmt: skip
    svar = leverera([rad(matt[0]), rad(matt[2]), rad(matt[0], period=2), rad(matt[0], kon="K")], nyckel[1])
    assert [(r["rad"], r["falt"], r["fel"]) for r in svar.json()["rader"]] == [
        (2, "matt", "Nyckeln gäller inte det måttet."),
        (3, "period", "Tertial 2 2026 är inte slut än."),
        (4, "kon", "Måttet är inte uppdelat på kvinnor och män."),
    ]
    assert Utfall.objects.count() == 0


def test_samma_cell_tva_ganger_i_en_leverans(nyckel, matt):
    svar = leverera([rad(matt[0]), rad(matt[0], 75.0)], nyckel[1])
    assert svar.json()["rader"] == [
        {"rad": 2, "falt": None, "fel": "Samma mått, period, kön och enhet som på rad 1."}
    ]


@pytest.mark.parametrize(
    "varde", ["NaN", "Infinity", "-Infinity", "1e999", "1e300", "null", '"3"', "true", "[]", "9" * 400]
)
def test_det_som_inte_ar_ett_tal(nyckel, matt, varde):
    svar = leverera(f'[{{"matt": {matt[0].pk}, "ar": 2026, "period": 1, "varde": {varde}}}]', nyckel[1])
    assert (svar.status_code, Utfall.objects.count()) == (422, 0)
    assert [r["falt"] for r in svar.json()["rader"]] == ["varde"]


@pytest.mark.parametrize(
    ("kropp", "status"),
    [
        ("", 400), ("{", 400), (b"\xff\xfe", 400), ("[" * 100_000, 400), ('"text"', 422), ("{}", 422), ("[]", 422),
        ("[1]", 422), ("[null]", 422), ("[[]]", 422), ("[" + ",".join(["{}"] * 5001) + "]", 422),
    ],
)  # fmt: skip
def test_kroppar_som_inte_gar_att_lasa(nyckel, kropp, status):
    svar = leverera(kropp, nyckel[1])
    assert (svar.status_code, bool(svar.json()["fel"]), Utfall.objects.count()) == (status, True, 0)


def test_manga_fel_visas_inte_alla(nyckel, matt):
    svar = leverera([rad(matt[2], ar=1900 + n) for n in range(150)], nyckel[1]).json()
    assert (svar["fel"], len(svar["rader"])) == ("150 rader kan inte tas emot. Inget är sparat.", 100)


def test_en_for_stor_kropp_lases_inte(nyckel):
    svar = leverera("[" + " " * (1024 * 1024) + "]", nyckel[1])
    assert (svar.status_code, svar.json()["fel"]) == (413, "Leveransen får vara högst 1024 kB. Dela upp den.")


@pytest.mark.parametrize(
    "hemlighet", ["", "lev_" + "a" * 43, "fel", "lev_" + "a" * 5000, "lev_å", "lev_\x00"]
)
def test_utan_ratt_nyckel(nyckel, matt, hemlighet):
    svar = leverera([rad(matt[0])], hemlighet)
    assert (svar.status_code, svar.json()["fel"]) == (401, "Nyckeln saknas, är fel eller är återkallad.")
    assert svar["WWW-Authenticate"] == 'Bearer realm="utfall"'
    assert Leveransnyckel.objects.get().senast_anvand is None


def test_nyckeln_maste_komma_som_bearer_och_inte_i_adressen(nyckel, matt):
    poster = json.dumps([rad(matt[0])])
    for rubriker, fraga in (({"Authorization": f"Basic {nyckel[1]}"}, ""), ({}, f"?key={nyckel[1]}")):
        svar = Client().post(ADRESS + fraga, poster, content_type="application/json", headers=rubriker)
        assert svar.status_code == 401


def test_en_aterkallad_nyckel_galler_inte(nyckel, matt, personer):
    aterkalla_nyckel(av=personer["administrator"], nar=NU, nyckel=nyckel[0])
    assert leverera([rad(matt[0])], nyckel[1]).status_code == 401
    aterkalla_nyckel(av=personer["administrator"], nar=NU, nyckel=nyckel[0])
    assert Handelse.objects.filter(typ="uppfoljning.aterkalla_nyckel").count() == 1


def test_en_inloggad_utan_nyckel_kommer_inte_in(nyckel, matt, klient):
    assert leverera([rad(matt[0])], klient=klient("administrator")).status_code == 401


def test_andra_metoder_och_forfragor(nyckel):
    for metod in ("get", "put", "delete", "options", "head"):
        svar = getattr(Client(), metod)(ADRESS, headers={"Origin": "https://example.com"})
        assert (svar.status_code, svar["Allow"]) == (405, "POST")
        assert not svar.has_header("Access-Control-Allow-Origin")


def test_for_manga_anrop(nyckel, matt, monkeypatch):
    from kommunikation.api import grind

    monkeypatch.setattr(grind, "PER_MINUT", 2)
    assert [leverera([rad(matt[0])], "lev_fel").status_code for _ in range(3)] == [401, 401, 429]


def test_bara_hashen_sparas(nyckel):
    import hashlib

    rad_, hemlighet = nyckel
    assert re.fullmatch(r"lev_[\w-]{43}", hemlighet)
    assert rad_.hash == hashlib.sha256(hemlighet.encode()).hexdigest()
    assert [
        f.name for f in Leveransnyckel._meta.concrete_fields if hemlighet in str(getattr(rad_, f.name))
    ] == []
    assert hemlighet not in str(list(Handelse.objects.values_list("data", flat=True)))


def test_det_star_i_beskrivningen(client):
    schema = client.get("/api/v1/openapi.json").json()
    post = schema["paths"]["/api/v1/utfall"]["post"]
    assert sorted(post["responses"]) == ["200", "400", "401", "411", "413", "422", "429"]
    modell = schema["components"]["schemas"]["Leveransrad"]
    assert (list(modell["properties"]), modell["required"]) == (
        ["matt", "ar", "period", "kon", "enhet", "varde", "antal"], ["matt", "ar", "varde"],
    )  # fmt: skip
    sida = client.get("/api/").content.decode()
    egen = sida.partition('<section id="leverera">')[2].partition("</section>")[0]
    assert "<code>POST /api/v1/utfall</code>" in egen
    assert egen.count(">i kroppen<") == 7
