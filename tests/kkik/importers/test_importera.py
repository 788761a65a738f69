"""The importer from Kolada's socket to the rows, and back again with what Kolada has changed."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from kkik.models import (
    Gruppvarde,
    Importkorning,
    Nyckeltal,
    Varde,
    Vardeandring,
)
from organisation.models import Handelse, Kommuninstallning

from .conftest import AR, facit


def ctid() -> list[tuple]:
    """Where each row lies and which transaction wrote it: the same only while it is not rewritten."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text, xmin::text, xmax::text FROM kkik_varde ORDER BY 1")
        return cursor.fetchall()


def rader(**vantat) -> dict:
    return {"hamtade": 150, "nya": 0, "andrade": 0, "oforandrade": 150, "forsvunna": 0, "vagrade": 0} | vantat


def test_forsta_importen_lagrar_precis_det_som_kolada_har(miljo, lagrat, antal, skickade):
    korning = miljo.importera()
    assert (korning.status, korning.fel, korning.stopp) == ("klar", "", [])
    assert lagrat() == facit(miljo.data)
    assert antal(korning) == rader(nya=150, oforandrade=0)
    assert Vardeandring.objects.count() == 0
    assert set(Varde.objects.values_list("andrad", flat=True)) == {korning.pk}
    assert skickade == [("uppfoljning.tasks.berakna_efter_import", (korning.pk,), {})]


def test_korningen_berattar_om_sig(miljo):
    korning = miljo.importera()
    assert [(s.status, s.gjort, s.totalt) for s in korning.steg.all()] == [
        ("klar", 4, 4),
        ("klar", 4, 4),
        ("klar", 0, None),
        ("klar", 0, None),
    ]
    assert korning.sekunder > 0
    assert korning.katalog == {
        "kommuner": {"nya": 6, "andrade": 0, "forsvunna": 0, "aterkomna": 0},
        "nyckeltal": {"nya": 4, "andrade": 0, "forsvunna": 0, "aterkomna": 0},
        "kommungrupper": {"nya": 10, "andrade": 0, "forsvunna": 0, "aterkomna": 0},
        "nyckeltalsgrupper": {"nya": 2, "andrade": 0, "forsvunna": 0, "aterkomna": 0},
    }
    assert list(Handelse.objects.order_by("id").values_list("typ", flat=True)) == [
        "kkik.starta_import",
        "kkik.klar_import",
    ]
    assert set(Nyckeltal.objects.values_list("hamtad", flat=True)) == {korning.startad}


def test_hogst_tjugofem_id_pa_varje_axel(miljo):
    for i in range(60):
        miljo.kolada.data.listor["kpi"].append(
            {**miljo.kolada.data.listor["kpi"][0], "id": f"N1{i:04d}", "title": f"Mått {i}"}
        )
    assert miljo.importera(fran_ar=1970, till_ar=2022).status == "klar"
    axlar = [a.split("?")[0].split("/")[4::2] for a in miljo.kolada.anrop if a.startswith("/v3/data/")]
    assert max(len(ids.split(",")) for axel in axlar for ids in axel) == 25
    assert Varde.objects.count() == 150


def test_samma_innehall_igen_ror_inte_en_rad(miljo, antal, skickade):
    miljo.importera()
    fore = ctid()
    igen = miljo.importera()
    assert (igen.status, antal(igen)) == ("klar", rader())
    assert ctid() == fore
    assert Vardeandring.objects.count() == 0
    assert len(skickade) == 1


def test_gruppernas_medelvarden_hamtas_for_egna_grupper_och_ligger_for_sig(miljo, lagrat):
    Kommuninstallning.objects.create(kommunkod="0180", namn="Stockholm", ar_pahittad=False)
    miljo.importera()
    stockholms = ["G35989", "G35990", "G33612", "G2328"]
    vantat = {}
    for kod in stockholms:
        medl = miljo.kolada.data.medlemmar[kod]
        for ar in AR:
            tal = [miljo.data["values"]["N00001"]["T"][m][str(ar)] for m in medl]
            vantat["N00001", kod, ar, "T"] = (round(sum(tal) / len(tal), 8), len(tal))
    las = Gruppvarde.objects.values_list(
        "nyckeltal__kolada_id", "grupp__kolada_id", "ar", "kon", "varde", "antal"
    )
    assert {r[:4]: r[4:] for r in las} == vantat
    assert lagrat() == facit(miljo.data)


def test_ett_gruppvarde_som_inte_langre_kommer_forsvinner(miljo):
    Kommuninstallning.objects.create(kommunkod="0180", namn="Stockholm", ar_pahittad=False)
    miljo.importera()
    miljo.kolada.data.medlemmar["G35989"] = []
    miljo.importera(fran_ar=2021, till_ar=2022)
    kvar = Gruppvarde.objects.filter(grupp__kolada_id="G35989").values_list("ar", flat=True)
    assert sorted(kvar) == [2018, 2019, 2020]


def test_en_revision_ger_nytt_varde_och_minns_det_gamla(miljo, lagrat, antal):
    forsta = miljo.importera()
    gammalt = facit(miljo.data)["N00001", "0180", 2021, "K"]
    miljo.kolada.data.satt("N00001", "0180", 2021, "K", 99.5)
    miljo.kolada.data.satt("N00002", "0114", 2023, "T", 7.0)
    andra = miljo.importera()
    vantat = facit(miljo.data) | {("N00001", "0180", 2021, "K"): 99.5, ("N00002", "0114", 2023, "T"): 7.0}
    assert lagrat() == vantat
    assert antal(andra) == rader(hamtade=151, nya=1, andrade=1, oforandrade=149)
    andring = Vardeandring.objects.get()
    assert (andring.kommun_id, andring.ar, andring.kon) == (180, 2021, "K")
    assert (andring.tidigare, andring.tidigare_borttagen) == (gammalt, False)
    assert (andring.tidigare_import, andring.importkorning) == (forsta.pk, andra.pk)
    assert set(Varde.objects.filter(andrad=andra.pk).values_list("kommun_id", "ar")) == {
        (180, 2021),
        (114, 2023),
    }


def test_det_som_inte_langre_kommer_markeras_och_kommer_tillbaka(miljo, lagrat, antal):
    miljo.importera()
    plats = ("N00002", "1440", 2018, "T")
    miljo.kolada.data.glom(*plats)
    borta = miljo.importera()
    assert lagrat() == facit(miljo.data) | {plats: "borttaget"}
    assert antal(borta) == rader(hamtade=149, oforandrade=149, forsvunna=1)
    assert borta.varningar == ["Kolada har inte längre alla värden. Flest saknas i N00002 (1)."]
    assert antal(miljo.importera()) == rader(hamtade=149, oforandrade=149)
    miljo.kolada.data.satt(*plats, facit(miljo.data)[plats])
    ater = miljo.importera()
    assert antal(ater) == rader(andrade=1, oforandrade=149)
    assert lagrat() == facit(miljo.data)
    assert list(Vardeandring.objects.order_by("id").values_list("tidigare_borttagen", "importkorning")) == [
        (False, borta.pk),
        (True, ater.pk),
    ]


def test_sedan_ett_datum_hamtas_bara_andringar_och_inget_forsvinner(miljo, lagrat, antal):
    miljo.importera()
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 50.0, datum="2026-03-02")
    miljo.kolada.data.satt("N00001", "0180", 2021, "K", None, datum="2026-03-02", borttaget=True)
    miljo.kolada.data.satt("N00001", "0114", 2020, "T", 51.0, datum="2026-02-01")
    korning = miljo.importera(slag="andringar", sedan="2026-03-01")
    assert lagrat() == facit(miljo.data) | {
        ("N00001", "0180", 2021, "T"): 50.0,
        ("N00001", "0180", 2021, "K"): "borttaget",
    }
    assert antal(korning) == rader(hamtade=3, andrade=2, oforandrade=1)
    borttaget = Varde.objects.get(kommun_id=180, ar=2021, kon="K")
    assert borttaget.varde == facit(miljo.data)["N00001", "0180", 2021, "K"]
    assert antal(miljo.importera(slag="andringar", sedan="2026-03-01")) == rader(hamtade=3, oforandrade=3)


def test_ett_borttaget_varde_som_aldrig_funnits_lagras_inte(miljo, lagrat, antal):
    miljo.importera()
    miljo.kolada.data.satt("N00001", "0180", 1999, "T", None, datum="2026-03-02", borttaget=True)
    korning = miljo.importera(slag="andringar", sedan="2026-03-01")
    assert antal(korning) == rader(hamtade=1, oforandrade=1)
    assert lagrat() == facit(miljo.data)


def test_senast_betyder_sedan_varje_nyckeltal_hamtades(miljo, lagrat, klocka):
    """Two days' overlap; what was never fetched comes whole."""
    miljo.importera(["N00001", "N00002"])
    klocka.shift(timedelta(days=1))
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 50.0, datum="2026-03-10")
    miljo.kolada.data.satt("N00002", "0180", 2021, "T", 51.0, datum="2026-03-08")
    miljo.kolada.anrop.clear()
    miljo.importera("lagrade", slag="andringar", sedan="senast")
    assert lagrat() == facit(miljo.data) | {("N00001", "0180", 2021, "T"): 50.0}
    fragat = {(a.split("/")[4], "from_date=2026-03-09" in a) for a in miljo.kolada.anrop if "/data/" in a}
    assert fragat == {("N00001,N00002", True), ("N01951,U00003", False)}


def test_bara_arsspannet_kan_forsvinna(miljo, lagrat, antal):
    miljo.importera()
    miljo.kolada.data.glom("N00001", "0180", 2018, "T")
    miljo.kolada.data.glom("N00001", "0180", 2020, "T")
    korning = miljo.importera(fran_ar=2020, till_ar=2021)
    assert lagrat() == facit(miljo.data) | {("N00001", "0180", 2020, "T"): "borttaget"}
    assert antal(korning) == rader(hamtade=59, oforandrade=59, forsvunna=1)


def test_bara_de_valda_nyckeltalen_kan_forsvinna(miljo, lagrat, antal):
    miljo.importera()
    miljo.kolada.data.glom("N00001", "0180", 2018, "T")
    miljo.kolada.data.glom("N00002", "0180", 2018, "T")
    korning = miljo.importera(["N00002"])
    assert lagrat() == facit(miljo.data) | {("N00002", "0180", 2018, "T"): "borttaget"}
    assert antal(korning) == rader(hamtade=29, oforandrade=29, forsvunna=1)


def test_kkik_ar_gruppens_medlemmar_befolkningen_och_det_som_anvands(miljo, lagrat, settings):
    settings.EXTRA_NYCKELTAL = "kkik.definitioner.befolkningsmatt"
    miljo.importera("kkik")
    assert {nyckel[0] for nyckel in lagrat()} == {"N00001", "N01951"}
    assert set(Nyckeltal.objects.filter(hamtad__isnull=False).values_list("kolada_id", flat=True)) == {
        "N00001",
        "N01951",
        "U00003",
    }


def test_ett_onskat_nyckeltal_som_inte_finns_sags(miljo):
    korning = miljo.importera(["N00001", "N77777"])
    assert korning.varningar == ["Finns inte i Koladas katalog, och hämtades därför inte: N77777."]
    assert korning.status == "klar"
    assert miljo.importera(["N77777"]).fel == "Inget av de önskade nyckeltalen finns i Koladas katalog."


def test_okanda_kon_och_omraden_avvisas_och_sags(miljo, lagrat, antal):
    miljo.kolada.data.satt("N00001", "0180", 2021, "F", 1.0)
    original = miljo.kolada.data.objekt

    def med_frammande(*args):
        yield from original(*args)
        if "N00001" in args[0] and "0180" in args[1]:
            yield {
                "kpi": "N00001",
                "period": 2021,
                "municipality": "7777",
                "values": [{"gender": "T", "count": 1, "status": "", "value": 1, "isdeleted": False}],
            }

    miljo.kolada.data.objekt = med_frammande
    korning = miljo.importera()
    assert lagrat() == facit(miljo.data)
    assert antal(korning) == rader(hamtade=152, nya=150, oforandrade=0, vagrade=2)
    assert sorted(korning.varningar) == [
        "Avvisades: okänt kön ”F” (1 st).",
        "Avvisades: område ”7777” som ingen frågat efter (1 st).",
    ]


def test_status_lagras_men_raknas_inte_som_en_andring(miljo, antal):
    miljo.importera()
    original = miljo.kolada.data.objekt

    def med_status(*args):
        for objekt in original(*args):
            for v in objekt["values"]:
                v["status"] = "Missing\x00 " * 20 if v["value"] is None else ""
            yield objekt

    miljo.kolada.data.objekt = med_status
    korning = miljo.importera()
    assert antal(korning) == rader()
    assert korning.varningar == ["Kolada har ändrat status, men inte tal, på 4 värden."]
    assert Vardeandring.objects.count() == 0
    satta = Varde.objects.exclude(status=None)
    assert {(v.varde, v.status) for v in satta} == {(None, ("Missing " * 20)[:40].strip())}
    assert satta.count() == 4


def test_sidorna_sparas_och_kan_lasas_in_igen_utan_natet(miljo, lagrat, antal, settings):
    forsta = miljo.importera()
    mapp = next(miljo.mapp.iterdir())
    assert forsta.rakatalog == str(mapp)
    assert json.loads((mapp / "manifest.json").read_text())["url"] == miljo.kolada.url
    plats = ("N00001", "0180", 2021, "T")
    miljo.kolada.data.satt(*plats, 1.0)
    miljo.importera()
    assert lagrat() == facit(miljo.data) | {plats: 1.0}
    settings.KOLADA_URL = "http://127.0.0.1:1/v3"
    miljo.kolada.anrop.clear()
    igen = miljo.fran_mapp(mapp)
    assert (igen.status, antal(igen)) == ("klar", rader(andrade=1, oforandrade=149))
    assert lagrat() == facit(miljo.data)
    assert miljo.kolada.anrop == []
    assert Nyckeltal.objects.get(kolada_id="N00001").hamtad == forsta.startad


def test_en_mapp_utan_manifest_lases_inte(miljo, lagrat):
    forsta = miljo.importera()
    mapp = next(miljo.mapp.iterdir())
    (mapp / "manifest.json").unlink()
    korning = miljo.fran_mapp(mapp)
    assert korning.status == "misslyckad"
    assert "saknar manifest.json" in korning.fel
    assert lagrat() == facit(miljo.data)
    assert Importkorning.objects.get(pk=forsta.pk).status == "klar"


def test_aldre_mappar_rensas_men_inte_den_som_vantar(miljo, settings):
    settings.RADATA_BEHALL = 2
    forsta = miljo.importera()
    Importkorning.objects.filter(pk=forsta.pk).update(status="vantar", avslutad=timezone.now())
    senare = [miljo.importera() for _ in range(3)]
    assert sorted(str(m) for m in miljo.mapp.iterdir()) == sorted(
        k.rakatalog for k in [forsta, senare[1], senare[2]]
    )


def test_jobbkon_som_inte_svarar_faller_inte_importen(miljo, monkeypatch, caplog, lagrat):
    from styrsnurra.celery import app

    def nere(*args, **kwargs):
        raise ConnectionError("nej")

    monkeypatch.setattr(app, "send_task", nere)
    assert miljo.importera().status == "klar"
    assert lagrat() == facit(miljo.data)
    assert "manage.py berakna" in caplog.text


def test_hamtad_ar_nar_sidorna_hamtades(miljo, klocka):
    miljo.importera()
    assert Nyckeltal.objects.get(kolada_id="N00001").hamtad == datetime(2026, 3, 11, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("lista", ["kpi", "municipality"])
def test_en_tom_lista_ar_ett_fel_och_inget_forsvinnande(miljo, lagrat, lista):
    miljo.importera()
    miljo.kolada.data.listor[lista].clear()
    korning = miljo.importera()
    assert (korning.status, korning.fel) == (
        "misslyckad",
        "Koladas lista över nyckeltal eller kommuner är tom.",
    )
    assert lagrat() == facit(miljo.data)
    assert Nyckeltal.objects.filter(forsvunnet__isnull=False).count() == 0
