"""What a decision asks of the next budget and plan."""

import pytest

from atgarder.actions.onskemal import (
    avboj,
    avboj_flera,
    skapa_onskemal,
    ta_in,
    ta_in_flera,
    vanta_igen,
)
from atgarder.models import Malandringsforslag, Resursbehov
from organisation.models import Handelse
from planering.domain.fel import Planeringsfel
from planering.models import Plan
from tests.atgarder.uppdragshjalp import beskrivning, besluta, bifallen_punkt, forslag_att_besluta
from tests.conftest import NU


@pytest.fixture
def indikator(rik):
    return rik["sjunker"]


@pytest.fixture
def vem(personer):
    return {"av": personer["analytiker"], "nar": NU}


@pytest.fixture
def onskemal(indikator, vem):
    return skapa_onskemal(**vem, punkt=bifallen_punkt(indikator))


@pytest.fixture
def utkast(db):
    return Plan.objects.create(namn="Mål och budget 2027–2029", fran_ar=2027, till_ar=2029)


def test_behoven_ar_konsekvensernas_belopp(onskemal, indikator):
    assert list(
        Resursbehov.objects.values_list("ar", "post", "slag", "belopp_tkr", "tjanster", "status")
    ) == [
        (2027, "Speciallärare", "lopande", 2600, 4, "vantar"),
        (2027, "Läromedel", "engangs", 300, 0, "vantar"),
        (2028, "Speciallärare", "lopande", 2700, 4, "vantar"),
    ]
    assert list(Malandringsforslag.objects.values_list("mal", "malnamn", "text")) == [
        (indikator.mal_id, "Alla elever når gymnasiet", "Höj målnivån till 92 %.")
    ]
    assert Handelse.objects.filter(typ="atgarder.skapa_resursbehov").count() == 3
    assert Handelse.objects.filter(typ="atgarder.skapa_malandringsforslag").count() == 1


def test_onskemalen_skapas_en_gang(onskemal, vem):
    assert skapa_onskemal(**vem, punkt=onskemal[0].punkt) == []
    assert (Resursbehov.objects.count(), Malandringsforslag.objects.count()) == (3, 1)


def test_ett_avslag_ber_inte_om_nagot(indikator, vem):
    forslag = forslag_att_besluta(indikator)
    beskrivning(forslag, belopp=[(2027, "Tjänst", "lopande", 700, 1)])
    assert skapa_onskemal(**vem, punkt=besluta(forslag, "avslag")) == []
    assert not Resursbehov.objects.exists()


def test_ett_nytt_mal_har_inget_att_peka_pa(indikator, vem):
    forslag = forslag_att_besluta(indikator)
    beskrivning(forslag, malandring="Ett mål om läsning.")
    (rad,) = skapa_onskemal(**vem, punkt=besluta(forslag))
    assert (rad.mal, rad.malnamn, rad.text, str(rad)) == (
        None,
        "",
        "Ett mål om läsning.",
        "Ett mål om läsning.",
    )


def test_utan_beskrivning_finns_inget_att_be_om(indikator, vem):
    assert skapa_onskemal(**vem, punkt=besluta(forslag_att_besluta(indikator))) == []


def test_flera_tas_in_pa_en_gang_och_loggas_var_for_sig(onskemal, utkast, vem):
    behov = Resursbehov.objects.all()
    ta_in_flera(**vem, onskemal=list(behov), plan=utkast, svar="I förvaltningens ram.")
    assert set(behov.values_list("status", "plan", "svar")) == {
        ("intaget", utkast.pk, "I förvaltningens ram.")
    }
    andrade = Handelse.objects.filter(typ="atgarder.andra_resursbehov")
    assert andrade.count() == 3
    assert andrade[0].data["andrat"] == {
        "status": ["vantar", "intaget"],
        "svar": ["", "I förvaltningens ram."],
        "plan": [None, utkast.pk],
    }


def test_ett_behov_utanfor_planens_ar_stoppar_alla(onskemal, vem):
    bara_2027 = Plan.objects.create(namn="Budget 2027", fran_ar=2027, till_ar=2027)
    with pytest.raises(Planeringsfel) as fel:
        ta_in_flera(**vem, onskemal=list(Resursbehov.objects.all()), plan=bara_2027)
    assert fel.value.fel == {"plan": ["”Speciallärare” gäller 2028, men planen ”Budget 2027” gäller 2027."]}
    assert set(Resursbehov.objects.values_list("status", flat=True)) == {"vantar"}


def test_en_beslutad_plan_tar_inte_emot_nagot(onskemal, varld, vem):
    (mal,) = Malandringsforslag.objects.all()
    with pytest.raises(Planeringsfel) as fel:
        ta_in(**vem, onskemal=mal, plan=varld.plan)
    assert list(fel.value.fel) == ["plan"]
    mal.refresh_from_db()
    assert (mal.status, mal.plan) == ("vantar", None)


def test_att_avboja_kraver_svar(onskemal, vem):
    behov = list(Resursbehov.objects.all())
    with pytest.raises(Planeringsfel) as fel:
        avboj_flera(**vem, onskemal=behov, svar="  ")
    assert list(fel.value.fel) == ["svar"]
    avboj_flera(**vem, onskemal=behov, svar="Inget utrymme.")
    assert set(Resursbehov.objects.values_list("status", "svar")) == {("avbojt", "Inget utrymme.")}


def test_det_som_ar_besvarat_besvaras_inte_igen_utan_att_svaret_tas_tillbaka(onskemal, utkast, vem):
    (mal,) = Malandringsforslag.objects.all()
    avboj(**vem, onskemal=mal, svar="Nej.")
    with pytest.raises(Planeringsfel, match="redan besvarat: inte med"):
        ta_in(**vem, onskemal=mal, plan=utkast)
    vanta_igen(**vem, onskemal=mal)
    ta_in(**vem, onskemal=mal, plan=utkast)
    mal.refresh_from_db()
    assert (mal.status, mal.plan, mal.svar) == ("intaget", utkast, "")
    assert [
        h.data["andrat"]["status"]
        for h in Handelse.objects.filter(typ="atgarder.andra_malandringsforslag").order_by("pk")
    ] == [["vantar", "avbojt"], ["avbojt", "vantar"], ["vantar", "intaget"]]
