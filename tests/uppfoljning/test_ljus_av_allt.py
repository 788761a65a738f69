"""The stored lights of own measures, with margins and forecasts: computed, explained, and computed again."""

from datetime import date

import pytest

from kkik.models import Nyckeltal
from planering import actions as planera
from planering.models import Egetmatt
from tests.conftest import NU
from tests.uppfoljning.conftest import ANDRA, EGEN, SJUNKER
from uppfoljning import actions
from uppfoljning.ljusfalt import ljus_av, som_json
from uppfoljning.models import Bedomning, Utfall
from uppfoljning.queries import malgrupp

LJUS = "marginal marginal_kalla trend trend_regel godhet prognos_p prognos_ar".split()


def rakna():
    return actions.berakna_bedomningar(av=None, nar=NU)


def rad(indikator, ar=2025, kon="T") -> Bedomning:
    return Bedomning.objects.get(indikator=indikator, ar=ar, kon=kon)


@pytest.fixture
def eget(varld, personer):
    """Makes an indicator on an own measure with outcomes: {(year, period): value} or with kön third."""

    def skapa(utfall: dict, *, frekvens="manad", sammanstallning="medel", niva=None, **falt):
        matt = planera.skapa_egetmatt(
            av=personer["analytiker"], nar=NU, namn=f"Eget {Egetmatt.objects.count()}", enhet="%",
            frekvens=frekvens, sammanstallning=sammanstallning, konsuppdelat=True,
            agare=varld.enheter["skolnamnd"], formel="",
        )  # fmt: skip
        for (ar, period, *kon), varde in utfall.items():
            Utfall.objects.create(
                egetmatt=matt, ar=ar, period=period, kon=(kon or ["T"])[0], varde=varde, rapporterat=NU,
                rapporterat_av="Test",
            )  # fmt: skip
        n = varld.nyckeltal(f"U98{Nyckeltal.objects.count():03d}", {2025: 70.0})
        i = varld.indikator(n, niva, **falt)
        i.nyckeltal, i.egetmatt = None, matt
        i.save()
        return i

    return skapa


LUGN = {(ar, m): 70.0 + (1.0 if m % 2 else -1.0) for ar in (2024, 2025) for m in range(1, 13)}


def test_arets_varde_och_malljus(eget):
    i = eget(LUGN, niva={2024: 70, 2025: 75}, utgangsvarde=66.0, utgangsar=2023)
    rakna()
    b = rad(i)
    # Six months of 71 and six of 69 are 70; 75 with five percent leaves 71.25.
    assert (b.utfall, b.mal_signal, b.avvikelse, b.saknas_orsak) == (70.0, "rod", -5.0, "")
    assert (rad(i, 2024).mal_signal, rad(i, 2024).vag_signal) == ("gron", "gron")
    assert (b.andra_signal, b.andra_grupp) == ("gra", "Egna mått har inga andra kommuner att jämföras med.")
    assert (b.prognos_p, b.prognos_indata, b.vantat, b.fargbyte, b.vana) == (None, {}, [], None, None)
    assert (b.avviker, b.poang, b.skal) == (True, 4, ["når inte målet"])


def test_manader_bedoms_med_xmr(eget):
    i = eget({**LUGN, (2025, 12): 50.0})
    rakna()
    b = rad(i)
    # Centre 70, moving range 2: limits 70 ± 5.32; 50 lies far below, and high is good.
    assert (b.trend, b.godhet, b.trend_regel, b.trend_antal) == ("sjunkande", "forsamras", "xmr", 24)
    assert (b.avviker, b.skal) == (True, ["försämras"])
    assert (rad(i, 2024).trend, rad(i, 2024).trend_antal) == ("plan", 12)


def test_ett_halvt_ar_har_inget_utfall_men_manaderna_syns(eget):
    i = eget({k: v for k, v in LUGN.items() if k <= (2025, 6)}, niva={2025: 70})
    rakna()
    b = rad(i)
    assert (b.utfall, b.saknas_orsak, b.senast_ar, b.senast_utfall) == (None, "perioder_saknas", 2024, 70.0)
    assert (b.mal_signal, b.mal_orsak, b.trend, b.trend_antal) == ("gra", "utfall_saknas", "plan", 18)


def test_innan_planen_borjar_ses_det_senast_rapporterade(eget, varld):
    varld.plan.fran_ar, varld.plan.till_ar = 2027, 2029
    varld.plan.save()
    i = eget({**LUGN, (2026, 1): 60.0}, niva={2027: 70})
    rakna()
    rader = (
        Bedomning.objects.filter(indikator=i)
        .order_by("ar")
        .values_list("ar", "utfall", "trend", "trend_antal")
    )
    # 2025 is the newest whole year; January 2026 is the newest of all, and lies below the limits.
    assert list(rader) == [(2025, 70.0, "plan", 24), (2026, None, "sjunkande", 25), (2027, None, "", 2)]


def test_ar_for_ar_utan_kant_brus(eget):
    ar = {(y, None): v for y, v in zip(range(2022, 2026), (60.0, 62.0, 65.0, 70.0), strict=True)}
    stiger = eget(ar, frekvens="ar", sammanstallning="")
    for_fa = eget({k: v for k, v in ar.items() if k[0] > 2022}, frekvens="ar", sammanstallning="")
    rakna()
    b = rad(stiger)
    # Up every year, and 16.7 percent in all.
    assert (b.trend, b.godhet, b.utan_brusmatt, b.trend_regel, b.trend_fran) == (
        "stigande", "forbattras", True, "", 2022,
    )  # fmt: skip
    assert (rad(for_fa).trend, rad(for_fa).trend_orsak) == ("", "for_kort_serie")


def test_kvinnor_och_man_av_ett_eget_matt_har_ingen_att_jamforas_med(eget, klient, klocka):
    ar = {(2025, None): 70.0, (2025, None, "K"): 74.0, (2025, None, "M"): 66.0}
    i = eget(ar, frekvens="ar", sammanstallning="")
    rakna()
    assert (rad(i).kon_avviker, rad(i).kon_indata["kvinnor"]) == (False, 74.0)
    text = klient("lasare").get(f"/uppfoljning/indikator/{i.pk}/?kon=1").content.decode()
    assert "Kvinnor 74\u00a0%, män 66\u00a0%: en skillnad på 8\u00a0procentenheter." in text


def test_sidan_visar_manaderna_och_grafen(eget, klient, klocka):
    i = eget({**LUGN, (2025, 12): 50.0}, niva={2025: 70})
    rakna()
    text = klient("lasare").get(f"/uppfoljning/indikator/{i.pk}/?ar=2025").content.decode()
    for del_ in (
        "Månad för månad – det senaste värdet bryter mönstret",
        "Mitten är 70,0\u00a0%, och den vanliga variationen går från 64,7 till 75,3\u00a0%.",
        "december 2025: 50\u00a0% – bryter mönstret",
        "får ingen prognos, som bygger på hur det gått för dem",
        "utanför gränserna",
    ):
        assert del_ in text, del_
    assert text.count("bryter mönstret</td>") == 1


def test_felmarginalen_tas_fran_tvillingen_for_samma_ar_och_kommun(varld, klient, klocka):
    n = varld.nyckeltal("U99901", {2024: 69.0, 2025: 69.0}, titel="NTU - Trygga på kvällen, andel (%)")
    tvilling = Nyckeltal.objects.create(
        kolada_id="U99801", titel="Osäkerhetstal - Trygga på kvällen, andel (%)"
    )
    varld.varden(tvilling, {EGEN: {2025: 3.0, 2024: 0.0}, 1: {2025: 9.0}})
    varld.varden(tvilling, {EGEN: {2023: 4.0}}, borttagen=True)
    i = varld.indikator(n, {2024: 72, 2025: 72}, tolerans=0.0)
    rakna()
    b = rad(i)
    assert (b.marginal, b.marginal_kalla, b.mal_signal, b.mal_orsak) == (
        3.0,
        "U99801",
        "gul",
        "inom_felmarginal",
    )
    assert b.andra_indata["marginal"] == 3.0
    assert (rad(i, 2024).marginal, rad(i, 2024).marginal_kalla, rad(i, 2024).mal_signal) == (None, "", "rod")
    text = klient("lasare").get(f"/uppfoljning/indikator/{i.pk}/?ar=2025").content.decode()
    assert "nära målet, inom felmarginalen ±3\u00a0procentenheter (3\u00a0procentenheter ifrån)." in text
    assert "±3\u00a0procentenheter (osäkerhetstal U99801 i Kolada)" in text


def test_en_inskriven_felmarginal_galler_fore_tvillingens(varld):
    n = varld.nyckeltal("U99901", {2025: 69.0}, titel="Trygga på kvällen, andel (%)")
    tvilling = Nyckeltal.objects.create(
        kolada_id="U99801", titel="Osäkerhetstal - Trygga på kvällen, andel (%)"
    )
    varld.varden(tvilling, {EGEN: {2025: 3.0}})
    i = varld.indikator(n, {2025: 72}, tolerans=0.0, marginal=1.0)
    rakna()
    assert (rad(i).marginal, rad(i).marginal_kalla, rad(i).mal_signal) == (1.0, "indikator", "rod")


def test_prognosen_galler_nasta_mal_och_raknas_fran_det_kanda(varld):
    i = varld.indikator(varld.nyckeltal("U99901", SJUNKER), {2025: 85, 2026: 69.5})
    rakna()
    b = rad(i)
    # Everybody has risen half a unit a year, and half a unit is what 69.5 asks for: 4 start years × 29.
    assert (b.prognos_fran, b.prognos_ar, b.prognos_orsak) == (2025, 2026, "")
    assert b.prognos_p == pytest.approx(116.5 / 117)
    assert b.vantat == [[2027, 70.0, 70.0, 70.0], [2028, 70.5, 70.5, 70.5]]
    # The year ahead has no outcome: its own target, from what is known, and no points for what is not.
    fram = rad(i, 2026)
    assert (fram.prognos_fran, fram.prognos_ar, fram.poang) == (2025, 2026, 0)
    assert fram.prognos_p == b.prognos_p


def test_ett_varde_som_vantas_har_sin_dag(varld, klient, klocka):
    n = varld.nyckeltal(
        "U99904", {2024: 65.0}, till=2024, publiceringsar=2025,
        preliminar_publicering=date(2026, 9, 29), publicering=date(2027, 2, 1),
    )  # fmt: skip
    i = varld.indikator(n, {2025: 70, 2026: 72}, namn="Frånvaro")
    rakna()
    assert (rad(i).saknas_orsak, rad(i).vantas) == ("ej_publicerad", date(2026, 9, 29))
    # Of the year after nothing is known but that it comes later.
    assert (rad(i, 2026).saknas_orsak, rad(i, 2026).vantas) == ("ej_publicerad", None)
    k = klient("lasare")
    assert "väntas 29 september" in k.get("/uppfoljning/?ar=2025").content.decode()
    assert (
        "Kan inte bedömas: väntas 29 september."
        in k.get(f"/uppfoljning/indikator/{i.pk}/?ar=2025").content.decode()
    )
    assert "väntas 29 september" in k.get("/?ar=2025").content.decode()


def test_allt_lagrat_ger_samma_ljus_igen(eget, varld, rik):
    eget({**LUGN, (2025, 12): 50.0}, niva={2025: 72}, marginal=1.5)
    eget(LUGN, niva={2025: {"slag": "forandring", "forandring": "oka"}}, utgangsvarde=60.0, utgangsar=2023)
    n = varld.nyckeltal("U99950", {2025: 69.0}, titel="Trygga på kvällen, andel (%)")
    tvilling = Nyckeltal.objects.create(
        kolada_id="U99801", titel="Osäkerhetstal - Trygga på kvällen, andel (%)"
    )
    varld.varden(tvilling, {EGEN: {2025: 3.0}})
    varld.indikator(n, {2025: 72, 2026: 75}, tolerans=0.0)
    rakna()
    rader = list(Bedomning.objects.all())
    assert {b.trend_regel for b in rader} == {"", "xmr"}
    assert {b.marginal_kalla for b in rader} == {"", "indikator", "U99801"}
    assert any(b.prognos_p is not None for b in rader)
    for b in rader:
        igen = som_json(ljus_av(vars(b)))
        assert igen == {namn: getattr(b, namn) for namn in igen}, b
    assert rakna().oforandrade == len(rader)


def test_landets_vanor_raknas_over_kommunerna(varld):
    """All others keep their order for ever: no colour changes. None has two falls in a row, since all rise."""
    i = varld.indikator(varld.nyckeltal("U99901", SJUNKER), {2025: 85})
    rakna()
    # Own 77, 75, 73, 71, 69 among 60 + k − 0.5 · years back: places 13, 15 … of 29 pass others, who stay put.
    b = rad(i)
    assert b.fargbyte is not None
    assert b.fargbyte < 0.05
    assert b.vana is None
    assert len(ANDRA) == 29


def test_malets_ansikte_av_egna_matt_och_ett_satt_ansikte(eget, varld, personer):
    """Own measures are results as any other: the face is of them too, and a person may set another."""
    for niva in (70, 68, 70):
        eget(LUGN, niva={2025: niva}, mal=varld.annat_mal)
    eget({}, niva={2025: 70}, mal=varld.annat_mal)
    eget({**LUGN, (2025, 1): 0.0}, niva={2025: 70}, mal=varld.annat_mal, kategori="process")
    rakna()
    grupp = malgrupp(varld.annat_mal.pk, 2025)
    # Three of the four results are judged, all reach; the process misses and is not counted.
    assert (str(grupp.signal), grupp.forslag.sammansattning) == ("gron", "3 når, 1 kan inte bedömas")
    actions.satt_ansikte(
        av=personer["ansvarig"], nar=NU, mal=varld.annat_mal, ar=2025, signal="rod", motivering="En saknas."
    )
    rakna()
    grupp = malgrupp(varld.annat_mal.pk, 2025)
    assert (str(grupp.signal), str(grupp.forslag.signal), grupp.satt.motivering) == (
        "rod",
        "gron",
        "En saknas.",
    )
