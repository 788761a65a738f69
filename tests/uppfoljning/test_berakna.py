"""The stored lights against values worked out by hand; idempotence, recomputation and the rows that go away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kkik.models import Varde
from organisation.models import Handelse
from planering.models import Indikator, Malniva
from tests.conftest import NU
from tests.uppfoljning.conftest import EGEN, SJUNKER
from uppfoljning.actions import Beraknat, berakna_bedomningar
from uppfoljning.ljusfalt import ljus_av, som_json
from uppfoljning.models import Bedomning

SENARE = NU.replace(hour=20)


def rakna(nar=NU, **val) -> Beraknat:
    return berakna_bedomningar(av=None, nar=nar, **val)


def falt(b: Bedomning) -> dict:
    return {f.attname: getattr(b, f.attname) for f in Bedomning._meta.fields}


def rad(indikator: Indikator, ar: int = 2025) -> Bedomning:
    return Bedomning.objects.get(indikator=indikator, ar=ar)


def test_ett_malljus_ett_jamforelseljus_och_en_trend(rik):
    rakna()
    b = rad(rik["sjunker"])
    # 69 of 85 with 5 %: far below 80.75. 16 below 85 is 18.8 percent of it.
    assert (b.utfall, b.mal_signal, b.mal_orsak, b.avvikelse) == (69.0, "rod", "", -16.0)
    assert b.avvikelse_procent == pytest.approx(-16 / 85 * 100)
    # Others 61–89: eight are lower, one is equal, twenty are higher; s = 8.5/29 = 0.29.
    assert (b.andra_signal, b.andra_n, b.andra_rang) == ("gul", 29, 21)
    assert (b.andra_grupp, b.andra_grupp_ar) == ("alla kommuner", None)
    # Two down every year while nobody has any noise: σ is 0 and any slope is beyond it.
    assert (b.trend, b.godhet, b.trend_fran, b.trend_antal, b.alla_ror_sig) == (
        "sjunkande",
        "forsamras",
        2021,
        5,
        False,
    )
    # Women 72, men 66: a gap of 6 where the others' are at most 2.9.
    assert b.kon_avviker is True
    # 4 for the target, 2 for the trend, 1 for the gap, 1 for the forecast: nobody has risen 19 in a year.
    # On the way: 2025 is itself a target year, so no point.
    assert (b.avviker, b.overraskning, b.poang, b.vag_signal) == (True, False, 8, "rod")
    assert b.skal == [
        "når inte målet",
        "försämras",
        "skillnaden mellan kvinnor och män är större än i de flesta kommuner",
        "få kommuner i samma läge har nått så långt på den tiden",
    ]
    assert (b.data_hamtade, b.beraknad) == (NU, NU)


def test_pa_vag_fore_malaret(varld):
    i = varld.indikator(varld.nyckeltal("U99901", SJUNKER), {2026: 88}, utgangsvarde=73.0, utgangsar=2023)
    rakna()
    b = rad(i)
    # From 73 in 2023 to 88 in 2026 the path is at 83 in 2025; 5 % of 88 is 4.4; 69 is 14 below.
    assert (b.vag_signal, b.vag_orsak, b.mal_orsak) == ("rod", "", "ingen_malniva")
    # 2 for the trend, 1 for not being on the way and 1 for the forecast: all others rise half a unit a year.
    langt = "få kommuner i samma läge har nått så långt på den tiden"
    assert (b.poang, b.skal) == (4, ["försämras", "inte på väg mot målet", langt])


@pytest.mark.parametrize(
    ("ord_", "orsak", "senast"),
    [
        ("saknas", "uppgift_saknas", (65.0, 2024)),
        ("ej_insamlad", "ej_insamlad", (65.0, 2024)),
        ("ej_publicerad", "ej_publicerad", (65.0, 2024)),
        ("borttagen", "borttagen", (65.0, 2024)),
    ],
)
def test_ett_utfall_som_saknas_sager_varfor(rik, ord_, orsak, senast):
    rakna()
    b = rad(rik[ord_])
    assert (b.utfall, b.saknas_orsak, (b.senast_utfall, b.senast_ar)) == (None, orsak, senast)
    # 65 would have been more than 5 % below 70, but a year is never judged on an older outcome.
    assert (b.mal_signal, b.mal_orsak, b.andra_signal, b.trend) == ("gra", "utfall_saknas", "gra", "")
    assert (b.avviker, b.poang, b.skal) == (False, 0, [])


@pytest.mark.parametrize(
    ("ord_", "mal", "andra", "overraskning"),
    [
        ("intervall", ("gron", ""), ("gron", ""), False),  # inside, where none of the others is
        ("bast", ("gron", ""), ("gron", ""), True),  # 9 above the level and first of thirty
        ("okar", ("gron", ""), ("gul", ""), False),  # 14 up where 3 counts as a change; 13 of 29 are lower
        ("neutral", ("gra", "varderas_ej"), ("gra", "varderas_ej"), False),
        ("ofullstandig", ("gron", ""), ("gra", "for_fa_jamforbara"), False),
        ("utan_tolerans", ("gra", "tolerans_saknas"), ("gul", ""), False),
        ("lan", ("gron", ""), ("gra", "for_fa_jamforbara"), False),
    ],
)
def test_varje_slags_lage(rik, ord_, mal, andra, overraskning):
    rakna()
    b = rad(rik[ord_])
    assert (b.mal_signal, b.mal_orsak) == mal
    assert (b.andra_signal, b.andra_orsak) == andra
    assert b.overraskning is overraskning


def test_ett_tunt_ar_jamfors_inte_men_malnivan_bedoms(rik):
    rakna()
    b = rad(rik["ofullstandig"])
    assert (b.ofullstandigt, b.mal_signal, b.andra_signal, b.andra_n, b.trend) == (True, "gron", "gra", 0, "")
    assert rad(rik["sjunker"]).ofullstandigt is False


def test_en_grupp_som_inte_finns_sags(rik):
    rakna()
    assert rad(rik["lan"]).andra_grupp == "Kommunens län är inte inläst."


def test_alla_planar_till_och_med_senaste_dataar_och_ar_med_malniva(rik):
    rakna()
    ar = Bedomning.objects.filter(indikator=rik["sjunker"]).order_by("ar").values_list("ar", flat=True)
    assert list(ar) == [2024, 2025, 2026]
    ar = Bedomning.objects.filter(indikator=rik["bast"]).order_by("ar").values_list("ar", flat=True)
    assert list(ar) == [2024, 2025]
    b = rad(rik["sjunker"], 2026)
    assert (b.utfall, b.saknas_orsak, b.senast_ar) == (None, "ej_publicerad", 2025)


def test_en_plan_vars_ar_alla_ligger_fram_ses_fran_dar_den_borjar(varld):
    varld.plan.fran_ar, varld.plan.till_ar = 2027, 2028
    varld.plan.save()
    i = varld.indikator(varld.nyckeltal("U99901", SJUNKER), {2027: 80})
    rakna()
    ar = Bedomning.objects.filter(indikator=i).order_by("ar").values_list("ar", "mal_orsak", "trend")
    assert list(ar) == [(2025, "ingen_malniva", "sjunkande"), (2027, "utfall_saknas", "")]


def test_en_malniva_for_kvinnor_bedoms_med_kvinnors_utfall(varld):
    n = varld.nyckeltal("U99901", SJUNKER, konsuppdelat=True)
    varld.varden(n, {EGEN: {2025: 86.0}}, "K")
    i = varld.indikator(n, {2025: 85})
    Malniva.objects.create(indikator=i, ar=2025, kon="K", varde=85)
    rakna()
    rader = Bedomning.objects.filter(indikator=i, ar=2025).order_by("kon")
    assert [(b.kon, b.utfall, b.mal_signal) for b in rader] == [("K", 86.0, "gron"), ("T", 69.0, "rod")]


def test_lagrade_indata_ger_de_lagrade_ljusen(rik):
    rakna()
    rader = list(Bedomning.objects.all())
    assert len(rader) == 25  # twelve indicators in 2024 and 2025, and one target level in 2026
    for b in rader:
        lagrat = falt(b)
        igen = som_json(ljus_av(lagrat))
        assert igen == {namn: lagrat[namn] for namn in igen}


def test_samma_indata_igen_andrar_ingenting(rik):
    assert rakna() == Beraknat(25, 25, 0, 0, 0)
    fore = [falt(b) for b in Bedomning.objects.order_by("pk")]
    handelser = Handelse.objects.count()
    assert rakna(SENARE) == Beraknat(25, 0, 0, 25, 0)
    assert [falt(b) for b in Bedomning.objects.order_by("pk")] == fore
    assert Handelse.objects.count() == handelser


def test_bara_det_som_andrats_skrivs_om(rik):
    rakna()
    Varde.objects.filter(nyckeltal=rik["bast"].nyckeltal, kommun=EGEN, ar=2025).update(varde=80.0)
    assert rakna(SENARE) == Beraknat(25, 0, 1, 24, 0)
    b = rad(rik["bast"])
    assert (b.utfall, b.mal_signal, b.overraskning, b.beraknad) == (80.0, "rod", False, SENARE)
    assert rad(rik["sjunker"]).beraknad == NU


def test_en_malniva_som_tas_bort_tar_sin_rad_med_sig(rik):
    rakna()
    Malniva.objects.filter(indikator=rik["sjunker"], ar=2026).delete()
    assert rakna(SENARE).borttagna == 1
    assert not Bedomning.objects.filter(ar=2026).exists()


def test_en_plan_i_taget_ror_inte_de_andra(rik, varld):
    rakna()
    assert rakna(plan=varld.plan) == Beraknat(25, 0, 0, 25, 0)
    varld.plan.pk = None
    varld.plan.version = 2
    varld.plan.save()
    assert rakna(plan=varld.plan) == Beraknat(0, 0, 0, 0, 0)
    assert Bedomning.objects.count() == 25


def test_utan_vald_kommun_finns_inga_utfall(rik, kommun_9999):
    kommun_9999.delete()
    rakna()
    b = rad(rik["sjunker"])
    assert (b.utfall, b.mal_signal, b.andra_signal, b.trend) == (None, "gra", "gra", "")


def test_antalet_fragor_beror_inte_pa_antalet_indikatorer(varld):
    def matt() -> int:
        with CaptureQueriesContext(connection) as fragor:
            rakna(SENARE)
        return len(fragor)

    antal = []
    for n in range(1, 7):
        varld.indikator(varld.nyckeltal(f"U9990{n}", SJUNKER, konsuppdelat=True), {2025: 85})
        if n in (1, 3, 6):
            rakna()
            antal.append(matt())
    assert antal[0] == antal[1] == antal[2] <= 16


def test_framsteg_sags_efter_varje_indikator(rik):
    sagt = []
    rakna(framsteg=lambda gjort, av: sagt.append((gjort, av)))
    assert sagt == [(n, 12) for n in range(1, 13)]
