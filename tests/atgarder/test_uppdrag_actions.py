"""Giving an assignment and saying whether it is done: what is made, what is refused, what the log keeps."""

from datetime import date, timedelta

import pytest

from atgarder.actions.beslut import ratta_beslut
from atgarder.actions.uppdrag import folj_upp_genomforande, ge_uppdrag
from atgarder.models import Atgardsuppdrag
from atgarder.queries.bakgrund import om_handlingsplan
from organisation.models import Enhet, Handelse
from planering.actions import ta_bort_handlingsplan
from planering.domain.fel import Anvands, Krock, Planeringsfel
from planering.models import Handlingsplan, Mal, Malomrade, Plan
from tests.atgarder.besluthjalp import beskriv, beslutat, framlagt, lamnat, uppgifter
from tests.atgarder.uppdragshjalp import beskrivning, besluta, bifallen_punkt, forslag_att_besluta
from tests.conftest import NU


@pytest.fixture
def indikator(rik):
    return rik["sjunker"]


@pytest.fixture
def vem(personer):
    return {"av": personer["analytiker"], "nar": NU}


@pytest.fixture
def punkt(indikator):
    return bifallen_punkt(indikator)


@pytest.fixture
def uppdrag(punkt, vem, storkoping):
    return ge_uppdrag(**vem, punkt=punkt, enhet=storkoping["forvaltning"])


def test_uppdraget_blir_en_forifylld_handlingsplan(punkt, vem, storkoping, personer, indikator):
    uppdrag = ge_uppdrag(**vem, punkt=punkt, enhet=storkoping["forvaltning"], ansvarig=personer["ansvarig"])
    plan = Handlingsplan.objects.get()
    assert (uppdrag.handlingsplan, uppdrag.punkt, uppdrag.genomforande) == (plan, punkt, "pagar")
    assert (plan.namn, plan.omrade, plan.mal) == ("Tidigt stöd", "Lärande", indikator.mal)
    assert plan.nulage == "Vad beror det på?\n\n69 % 2025 mot målet 85 %."
    assert plan.malbild == (
        "Flytta fyra tjänster till årskurs 1–3.\n\nBehöriga: från 69\xa0% (2025) till 80\xa0% 2028"
    )
    assert (plan.enhet, plan.ansvarig) == (storkoping["forvaltning"], personer["ansvarig"])
    assert set(Handelse.objects.filter(tid=NU).values_list("typ", flat=True)) >= {
        "atgarder.skapa_atgardsuppdrag",
        "planering.skapa_handlingsplan",
    }
    rad = Handelse.objects.get(typ="atgarder.skapa_atgardsuppdrag")
    assert rad.data["efter"]["handlingsplan"] == plan.pk
    assert rad.pseudonym == personer["analytiker"].pseudonym


def test_det_som_skrivs_galler_framfor_det_forifyllda(punkt, vem, storkoping):
    ge_uppdrag(
        **vem,
        punkt=punkt,
        enhet=storkoping["skola"],
        namn="Stöd i ettan",
        omrade="Grundskola",
        nulage="Sent stöd.",
        malbild="Tidigt stöd.",
        mal=None,
    )
    plan = Handlingsplan.objects.get()
    assert (plan.namn, plan.omrade, plan.nulage, plan.malbild, plan.mal, plan.enhet) == (
        "Stöd i ettan",
        "Grundskola",
        "Sent stöd.",
        "Tidigt stöd.",
        None,
        storkoping["skola"],
    )


def test_malet_ar_det_som_galler_nu(punkt, vem, storkoping, indikator):
    """The plan in force is a new version: the assignment serves its goal, not the replaced plan's."""
    forra = indikator.mal.malomrade.plan
    senare = Plan.objects.create(
        namn=forra.namn,
        fran_ar=forra.fran_ar,
        till_ar=forra.till_ar,
        version=forra.version + 1,
        foregangare=forra,
        status="beslutad",
        beslutad=date(2026, 3, 2),
        paragraf="KF § 9",
    )
    omrade = Malomrade.objects.create(plan=senare, namn="Lärande")
    nytt = Mal.objects.create(
        malomrade=omrade, titel="Alla når gymnasiet", enhet=storkoping["kf"], foregangare=indikator.mal
    )
    assert ge_uppdrag(**vem, punkt=punkt, enhet=storkoping["skola"]).handlingsplan.mal == nytt


def test_ett_andrat_bifall_star_i_malbilden(indikator, vem, storkoping):
    forslag = forslag_att_besluta(indikator)
    punkt = besluta(forslag, "andring", andring="Två tjänster i stället för fyra.")
    plan = ge_uppdrag(**vem, punkt=punkt, enhet=storkoping["skola"]).handlingsplan
    assert plan.malbild == (
        "Flytta fyra tjänster till årskurs 1–3.\n\nÄndrat i beslutet: Två tjänster i stället för fyra."
    )


@pytest.mark.parametrize("utfall", ["avslag", "aterremiss"])
def test_bara_ett_bifallet_forslag_blir_uppdrag(utfall, indikator, vem, storkoping):
    punkt = besluta(forslag_att_besluta(indikator), utfall, andring="Av omsorg om barnen.")
    with pytest.raises(Planeringsfel, match="bifölls inte"):
        ge_uppdrag(**vem, punkt=punkt, enhet=storkoping["skola"])
    assert not Handlingsplan.objects.exists()


def test_ett_uppdrag_ges_en_gang_och_bara_ur_det_beslut_som_galler(
    uppdrag, punkt, indikator, vem, storkoping
):
    with pytest.raises(Planeringsfel, match="redan givet"):
        ge_uppdrag(**vem, punkt=punkt, enhet=storkoping["skola"])
    annat = bifallen_punkt(indikator, "Annat stöd")
    besluta(annat.forslag, rattar=annat.beslut, rattar_skal="Fel paragraf.")
    with pytest.raises(Planeringsfel, match="rättat"):
        ge_uppdrag(**vem, punkt=annat, enhet=storkoping["skola"])
    assert Handlingsplan.objects.count() == Atgardsuppdrag.objects.count() == 1


def test_inget_sparas_nar_enheten_har_upphort(punkt, vem, storkoping):
    Enhet.objects.filter(pk=storkoping["skola"].pk).update(galler_till=NU.date() - timedelta(days=1))
    with pytest.raises(Planeringsfel) as fel:
        ge_uppdrag(**vem, punkt=punkt, enhet=Enhet.objects.get(pk=storkoping["skola"].pk))
    assert list(fel.value.fel) == ["enhet"]
    assert (Handlingsplan.objects.count(), Atgardsuppdrag.objects.count()) == (0, 0)


def test_handlingsplanen_bakom_ett_uppdrag_tas_inte_bort(uppdrag, vem):
    with pytest.raises(Anvands, match="1 uppdrag"):
        ta_bort_handlingsplan(**vem, handlingsplan=uppdrag.handlingsplan)


def test_genomfort_och_loggat(uppdrag, vem):
    nu = folj_upp_genomforande(
        **vem,
        uppdrag=uppdrag,
        genomforande="genomford",
        genomford=date(2026, 3, 10),
        text=" Fyra tjänster flyttade. ",
        lardom="Börja med schemat.",
        revision=1,
    )
    assert (nu.genomforande, nu.genomford, nu.genomforande_text, nu.lardom, nu.revision) == (
        "genomford",
        date(2026, 3, 10),
        "Fyra tjänster flyttade.",
        "Börja med schemat.",
        2,
    )
    assert Handelse.objects.get(typ="atgarder.andra_atgardsuppdrag").data["andrat"] == {
        "genomforande": ["pagar", "genomford"],
        "genomford": [None, "2026-03-10"],
        "genomforande_text": ["", "Fyra tjänster flyttade."],
        "lardom": ["", "Börja med schemat."],
    }


def test_det_som_pagar_har_ingen_dag(uppdrag, vem):
    nu = folj_upp_genomforande(
        **vem, uppdrag=uppdrag, genomforande="pagar", genomford=date(2026, 1, 1), text="Två av fyra."
    )
    assert (nu.genomforande, nu.genomford, nu.genomforande_text) == ("pagar", None, "Två av fyra.")


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({"genomforande": "genomford"}, {"genomford", "text"}),
        ({"genomforande": "genomford", "genomford": date(2026, 3, 1)}, {"text"}),
        ({"genomforande": "genomford", "genomford": date(2026, 3, 12), "text": "Klart"}, {"genomford"}),
        ({"genomforande": "avbruten", "genomford": date(2026, 3, 1), "text": "  "}, {"text"}),
        ({"genomforande": "avbruten", "text": "Pengarna tog slut."}, {"genomford"}),
        ({"genomforande": "pagar"}, {"text"}),
        ({"genomforande": "nastan", "text": "?"}, {"genomforande"}),
    ],
)
def test_det_som_saknas_nekas(falt, fel, uppdrag, vem):
    with pytest.raises(Planeringsfel) as nekat:
        folj_upp_genomforande(**vem, uppdrag=uppdrag, **falt)
    assert set(nekat.value.fel) == fel
    uppdrag.refresh_from_db()
    assert (uppdrag.genomforande, uppdrag.revision) == ("pagar", 1)
    assert not Handelse.objects.filter(typ="atgarder.andra_atgardsuppdrag").exists()


def test_tva_som_foljer_upp_samtidigt_marks(uppdrag, vem):
    folj_upp_genomforande(**vem, uppdrag=uppdrag, genomforande="pagar", text="En sak.", revision=1)
    with pytest.raises(Krock) as krock:
        folj_upp_genomforande(**vem, uppdrag=uppdrag, genomforande="pagar", text="En annan.", revision=1)
    assert krock.value.aktuell.genomforande_text == "En sak."


def test_utan_effekter_tas_analysens_indikator(indikator, vem, storkoping):
    forslag = forslag_att_besluta(indikator)
    beskrivning(forslag)
    plan = ge_uppdrag(**vem, punkt=besluta(forslag), enhet=storkoping["skola"]).handlingsplan
    assert (plan.mal, plan.malbild) == (indikator.mal, "Flytta fyra tjänster till årskurs 1–3.")


def test_ett_rattat_beslut_tar_med_uppdraget_och_behoven(indikator, vem, storkoping):
    """The whole way through the actions: the assignment and what it asks for follow to the decision that holds."""
    forslag = framlagt(indikator)
    beskriv(forslag, indikator, malandring="ja", malandring_text="Höj.", mal=[indikator.mal])
    underlag = lamnat(forslag)
    beslut = beslutat(underlag)
    uppdrag = ge_uppdrag(**vem, punkt=beslut.punkter.get(), enhet=storkoping["skola"])
    nytt = ratta_beslut(
        **vem, rattar=beslut, rattar_skal="Fel paragraf.", **uppgifter(underlag, paragraf="§ 24")
    )
    punkt = nytt.punkter.get()
    uppdrag.refresh_from_db()
    assert uppdrag.punkt == punkt
    assert list(punkt.resursbehov.values_list("ar", "belopp_tkr")) == [(2027, 1200), (2028, 2400)]
    assert punkt.malandringar.get().mal == indikator.mal
    assert om_handlingsplan(uppdrag.handlingsplan_id)[0][0] == (
        "Uppdrag efter beslut i Barn- och utbildningsnämnden 2026-03-10 § 24"
    )
