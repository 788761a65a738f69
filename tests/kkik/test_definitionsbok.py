"""The definition ledger: what waits, who decides, and that nothing is drawn across a confirmed break."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from kkik import queries
from kkik.actions.definition import (
    Definitionsfel,
    Redanavgjort,
    avfarda_brott,
    bekrafta_brott,
    lagg_till_brott,
    ta_tillbaka_beslut,
)
from kkik.actions.lagen import berakna_lagen
from kkik.anvandning import Anvandare, anvandning
from kkik.domain.prognostyper import Prognosmal
from kkik.models import Definitionsbrott, Lage, NyckeltalVersion
from kkik.queries import definitioner as ledger
from organisation.models import Handelse
from tests.conftest import NU
from tests.kkik import bygg

pytestmark = pytest.mark.django_db
LISTA = reverse("kkik:definitioner")
EFFEKTER = "atgarder.tasks.rakna_efter_definition"
RAKNA_OM = "uppfoljning.tasks.berakna_efter_definition"
FORE = ("Behöriga till yrkesprogram, andel (%)", "Antal elever som är behöriga, dividerat med alla elever.")
EFTER = (
    "Behöriga till yrkesprogram, hemkommun, andel (%)",
    "Antal elever som är behöriga, dividerat med alla elever som fått betyg.",
)


@pytest.fixture
def n(kommun_9999):
    """Forty municipalities that rise by one a year, and jump by thirty into 2023 as the definition changes."""
    bygg.kommuner(*range(1001, 1041))
    bygg.kommuner(9999, namn="Storköping")
    rad = bygg.nyckeltal("U15001", EFTER[0], beskrivning=EFTER[1])

    def varde(k: int, ar: int) -> float:
        return 40 + k % 40 / 4 + (ar - 2012) + (30 if ar >= 2023 else 0) + (0.1 if (ar + k) % 2 else -0.1)

    bygg.varden(rad, {k: {ar: varde(k, ar) for ar in range(2012, 2026)} for k in [*range(1001, 1041), 9999]})
    return rad


@pytest.fixture
def brott(n):
    for fran, (titel, text) in ((NU - timedelta(days=300), FORE), (NU, EFTER)):
        NyckeltalVersion.objects.create(nyckeltal=n, fran=fran, titel=titel, beskrivning=text)
    return Definitionsbrott.objects.create(nyckeltal=n, upptackt=NU, motivering="Kolada har ändrat texten.")


def beslut(personer, **mer) -> dict:
    return {"av": personer["analytiker"], "nar": NU, "motivering": "Nämnaren är en annan.", **mer}


def test_ett_bekraftat_brott_klipper_trenden_och_prognosens_fall(
    n, brott, personer, skickade, django_capture_on_commit_callbacks
):
    berakna_lagen(av=None, nar=NU)
    fore = Lage.objects.get(nyckeltal=n.pk, kommun=9999, kon="T")
    assert (fore.trend, fore.trend_fran, fore.trend_antal) == ("stigande", 2021, 5)
    mal = Prognosmal("niva", varde=95.0)
    prognos = queries.malprognos_for(n, 9999, mal=mal, malar=2027, riktning="hog")
    assert max(prognos.forandringar) > 30

    with django_capture_on_commit_callbacks(execute=True):
        bekrafta_brott(**beslut(personer, brott=brott, ar=2023))
    assert skickade == [(RAKNA_OM, (n.pk,), {}), (EFFEKTER, (n.pk,), {})]
    assert queries.matris(n.pk).brott == frozenset({2023})
    berakna_lagen(av=None, nar=NU)
    efter = Lage.objects.get(nyckeltal=n.pk, kommun=9999, kon="T")
    assert (efter.trend, efter.trend_fran, efter.trend_antal) == ("stigande", 2023, 3)
    assert abs(efter.lutning - 1) < 0.11  # the country's own pace, without the jump
    prognos = queries.malprognos_for(n, 9999, mal=mal, malar=2027, riktning="hog")
    # Starts 2015…2023 two years on, less 2021 and 2022 which would step over the break: 7 of 9, for 40 others.
    assert prognos.antal == 150
    assert max(prognos.forandringar) < 3

    with django_capture_on_commit_callbacks(execute=True):
        ta_tillbaka_beslut(**beslut(personer, brott=brott, status="bekraftat"))
    assert len(skickade) == 4
    assert queries.matris(n.pk).brott == frozenset()
    berakna_lagen(av=None, nar=NU)
    assert Lage.objects.get(nyckeltal=n.pk, kommun=9999, kon="T").trend_fran == 2021


def test_att_avfarda_andrar_inget_som_raknas(brott, personer, skickade, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        avfarda_brott(**beslut(personer, brott=brott))
        ta_tillbaka_beslut(**beslut(personer, brott=brott, status="avfardat"))
    assert skickade == []
    brott.refresh_from_db()
    assert (brott.status, brott.ar) == ("mojligt", None)


def test_historiken_bevaras(n, brott, personer, skickade):
    bekrafta_brott(**beslut(personer, brott=brott, ar=2023))
    ta_tillbaka_beslut(
        **beslut(personer, brott=brott, status="bekraftat", motivering="Fel år.", nar=NU + timedelta(1))
    )
    avfarda_brott(**beslut(personer, brott=brott, motivering="Bara språket.", nar=NU + timedelta(2)))
    rader = ledger.beslutshistorik([brott])[brott.pk]
    namn = personer["analytiker"].namn
    assert [(r.typ, r.vem, r.ar, r.motivering) for r in rader] == [
        ("avfarda_brott", namn, None, "Bara språket."),
        ("ta_tillbaka_brott", namn, None, "Fel år."),
        ("bekrafta_brott", namn, 2023, "Nämnaren är en annan."),
    ]


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({"ar": None, "motivering": "x"}, {"ar": "Välj det första året med den nya definitionen."}),
        ({"ar": 2023, "motivering": "  "}, {"motivering": "Skriv varför."}),
        (
            {"ar": 2023, "motivering": "x" * 2001},
            {"motivering": "Motiveringen kan vara högst 2000 tecken. Den är 2001."},
        ),
    ],
)
def test_ett_beslut_behover_ar_och_skal(brott, personer, falt, fel):
    with pytest.raises(Definitionsfel) as svar:
        bekrafta_brott(**beslut(personer, brott=brott, **falt))
    assert svar.value.fel == fel
    brott.refresh_from_db()
    assert brott.status == "mojligt"
    assert Handelse.objects.filter(typ__startswith="kkik.").count() == 0


def test_den_som_kommer_efter_far_veta_det(brott, personer, skickade):
    bekrafta_brott(**beslut(personer, brott=brott, ar=2023))
    with pytest.raises(Redanavgjort) as svar:
        avfarda_brott(**beslut(personer, brott=brott))
    assert (svar.value.brott.status, svar.value.brott.ar) == ("bekraftat", 2023)
    with pytest.raises(Redanavgjort):
        ta_tillbaka_beslut(
            **beslut(
                personer,
                brott=Definitionsbrott.objects.create(nyckeltal=brott.nyckeltal, upptackt=NU),
                status="mojligt",
            )
        )


def test_tva_brott_fran_samma_ar_finns_inte(n, brott, personer, skickade):
    lagg_till_brott(**beslut(personer, nyckeltal=n, ar=2023))
    with pytest.raises(Definitionsfel, match="finns redan ett bekräftat brott från 2023"):
        bekrafta_brott(**beslut(personer, brott=brott, ar=2023))
    with pytest.raises(Definitionsfel, match="finns redan ett bekräftat brott från 2023"):
        lagg_till_brott(**beslut(personer, nyckeltal=n, ar=2023))
    assert sorted(Definitionsbrott.objects.values_list("status", "ar")) == [
        ("bekraftat", 2023),
        ("mojligt", None),
    ]


def test_sidan_visar_skillnaden_och_fientlig_text_blir_text(n, brott, klient):
    onda = '<img src=x onerror=alert(1)>" onmouseover="'
    NyckeltalVersion.objects.filter(fran=NU).update(titel=EFTER[0] + onda, beskrivning=onda)
    for adress in (LISTA, reverse("kkik:definition", args=[brott.pk])):
        text = klient("analytiker").get(adress).content.decode()
        assert onda not in text
        assert escape(onda) in text
        assert "<img" not in text
        assert "Titeln och beskrivningen har ändrats" in text


def test_medborgaren_laser_men_avgor_inte(brott, klient):
    adress = reverse("kkik:definition", args=[brott.pk])
    svar = klient(None).get(adress)
    assert svar.status_code == 200
    assert "Bekräfta ny definition" not in svar.content.decode()
    assert klient("lasare").post(reverse("kkik:definition_bekrafta", args=[brott.pk])).status_code == 403


def test_att_bekrafta_pa_sidan(n, brott, klient, skickade):
    analytiker = klient("analytiker")
    adress = reverse("kkik:definition_bekrafta", args=[brott.pk])
    svar = analytiker.post(
        adress, {"bekrafta-status": "mojligt", "bekrafta-ar": "", "bekrafta-motivering": "Ny nämnare"}
    )
    assert svar.status_code == 422
    text = svar.content.decode()
    assert "Fel: Ändrad definition av U15001" in text
    assert "Ny nämnare" in text
    svar = analytiker.post(
        adress, {"bekrafta-status": "mojligt", "bekrafta-ar": "2023", "bekrafta-motivering": "Ny nämnare"}
    )
    assert (svar.status_code, svar.url) == (302, reverse("kkik:definition", args=[brott.pk]))
    brott.refresh_from_db()
    assert (brott.status, brott.ar, brott.motivering) == ("bekraftat", 2023, "Ny nämnare")
    svar = analytiker.post(
        reverse("kkik:definition_avfarda", args=[brott.pk]),
        {"avfarda-status": "mojligt", "avfarda-motivering": "Nej"},
    )
    assert svar.status_code == 409
    assert "Någon annan har hunnit före" in svar.content.decode()
    sida = analytiker.get(reverse("kkik:nyckeltal", args=["U15001"])).content.decode()
    assert "Ny definition från 2023: trenden räknas från det året." in sida
    assert analytiker.get(LISTA).content.decode().count('class="definition"') == 0
    assert analytiker.get(f"{LISTA}?status=bekraftat").content.decode().count('class="definition"') == 1


def test_att_lagga_till_pa_sidan(n, klient, skickade):
    adress = reverse("kkik:definition_ny", args=["U15001"])
    analytiker = klient("analytiker")
    assert analytiker.get(adress).status_code == 200
    assert analytiker.post(adress, {"ar": "2031", "motivering": "x"}).status_code == 422
    svar = analytiker.post(adress, {"ar": "2020", "motivering": "Nya läroplanen"})
    rad = Definitionsbrott.objects.get()
    assert (svar.url, rad.status, rad.ar) == (reverse("kkik:definition", args=[rad.pk]), "bekraftat", 2020)
    assert "Tillagt av en person" in analytiker.get(svar.url).content.decode()


def test_antalet_fragor_ar_konstant(n, brott, klient, django_assert_num_queries):
    client = klient("analytiker")
    client.get(LISTA)
    with django_assert_num_queries(7):
        client.get(LISTA)
    for i in range(2):
        annat = bygg.nyckeltal(f"U1500{i + 2}", f"Mått {i}")
        Definitionsbrott.objects.create(nyckeltal=annat, upptackt=NU)
        bygg.varden(annat, {9999: {2024: 1.0}})
    with django_assert_num_queries(7):
        client.get(LISTA)


def test_utan_nagon_ovanfor_anvander_ingen_det(n, settings):
    settings.NYCKELTALSANVANDNING = []
    assert anvandning([n.pk], NU.date()) == {n.pk: []}


def test_indikatorer_som_anvander_det(plan_olast, storkoping, kommun_9999):
    from tests.uppfoljning.conftest import Varld

    varld = Varld(storkoping)
    anvant, oanvant = varld.nyckeltal("U99901", {2025: 60.0}), varld.nyckeltal("U99902", {2025: 60.0})
    i = varld.indikator(anvant, namn="Behöriga")
    url = reverse("uppfoljning:indikator", args=[i.pk])
    assert anvandning([anvant.pk, oanvant.pk], NU.date()) == {
        anvant.pk: [Anvandare("Behöriga", url)],
        oanvant.pk: [],
    }
