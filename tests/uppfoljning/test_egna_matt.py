"""Indicators with a measure of our own, before any outcome: grey with a reason, never an error."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from uppfoljning.models import Bedomning

pytestmark = pytest.mark.django_db
NAR = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.fixture
def egen(personer, storkoping, kommun_9999):
    from planering import actions
    from uppfoljning.actions.berakna import berakna_bedomningar

    vem = {"av": personer["analytiker"], "nar": NAR}
    plan = actions.skapa_plan(**vem, namn="Mål och budget", fran_ar=2026, till_ar=2027)
    omrade = actions.skapa_malomrade(**vem, plan=plan, namn="Service")
    mal = actions.skapa_mal(**vem, malomrade=omrade, titel="Svar direkt", enhet=storkoping["kf"])
    matt = actions.skapa_egetmatt(
        **vem, namn="Lösta samtal", enhet="%", frekvens="manad", sammanstallning="medel", konsuppdelat=True,
        agare=storkoping["skolnamnd"], formel="Lösta delat med alla",
    )  # fmt: skip
    indikator = actions.skapa_indikator(
        **vem, mal=mal, egetmatt=matt, riktning="hog", kategori="objektiv", paverkansgrad="stor",
        agare=storkoping["skolnamnd"],
    )  # fmt: skip
    actions.satt_malnivaer(**vem, indikator=indikator, nivaer={2026: 70, 2027: 75})
    actions.satt_malnivaer(**vem, indikator=indikator, nivaer={2026: 72}, kon="K")
    berakna_bedomningar(av=None, nar=NAR)
    return indikator


def test_utfallet_saknas_med_skal(egen):
    rader = Bedomning.objects.filter(indikator=egen).order_by("kon", "ar")
    assert list(rader.values_list("kon", "ar", "utfall", "saknas_orsak", "mal_signal", "andra_signal")) == [
        ("K", 2026, None, "ej_inrapporterat", "gra", "gra"),
        ("T", 2026, None, "ej_inrapporterat", "gra", "gra"),
        ("T", 2027, None, "ej_inrapporterat", "gra", "gra"),
    ]
    assert set(rader.values_list("mal_orsak", "trend", "avviker", "data_hamtade")) == {
        ("utfall_saknas", "", False, None)
    }


def test_sidorna_sager_varfor(egen, klient, klocka):
    analytiker = klient("analytiker")
    tabell = analytiker.get("/uppfoljning/?ar=2026").content.decode()
    assert "inte inrapporterat än" in tabell
    sida = analytiker.get(f"/uppfoljning/indikator/{egen.pk}/?ar=2026").content.decode()
    for text in (
        "Kan inte bedömas: inte inrapporterat än.",
        "ett eget mått har inga andra kommuner att jämföras med",
        "Ingen har rapporterat måttets utfall.",
        "Mäts varje månad, året är medelvärdet av perioderna",
        "Lösta delat med alla",
    ):
        assert text in sida, text
    assert "Kolada" not in sida.partition("<footer")[0].partition("<main")[2]


def test_filerna_gar_att_hamta(egen, klient, klocka):
    analytiker = klient("analytiker")
    rad = analytiker.get("/uppfoljning/csv/?ar=2026").content.decode().split("\r\n")[1].split(";")
    assert (rad[2], rad[3], rad[4], rad[6], rad[8]) == (
        "Lösta samtal", "eget mått", "%", "70", "inte inrapporterat än",
    )  # fmt: skip
    svar = analytiker.get(f"/uppfoljning/indikator/{egen.pk}/csv/")
    assert f"indikator-{egen.pk}.csv" in svar["Content-Disposition"]


def test_oversikten_star_kvar(egen, klient, klocka):
    assert klient("analytiker").get("/").status_code == 200
