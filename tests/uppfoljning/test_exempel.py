"""Good examples: written with a source, found by words, changed without anybody's text being lost, and put back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organisation.models import Handelse
from planering.domain.fel import Krock, Planeringsfel
from planering.models import Egetmatt, Utkast
from styrsnurra.gemensamt.webblank import FEL
from tests.conftest import NU
from uppfoljning.actions.exempel import andra_exempel, angra_exempel, skapa_exempel, ta_bort_exempel
from uppfoljning.models import GottExempel
from uppfoljning.queries.exempel import Exempeltraff, exempel, exempel_om, sok_exempel

pytestmark = pytest.mark.django_db
LISTA, NYTT = reverse("uppfoljning:exempel_lista"), reverse("uppfoljning:nytt_exempel")
TEXTER = {
    "titel": "Läsverkstad",
    "gjordes": "En timme varje morgon för dem som halkat efter.",
    "vem": "Nordby kommun",
}


@pytest.fixture
def matt(storkoping):
    return Egetmatt.objects.create(
        namn="Läser flytande i årskurs 1", enhet="%", agare=storkoping["skolnamnd"]
    )


@pytest.fixture
def gor(personer) -> dict:
    return {"av": personer["analytiker"], "nar": NU}


@pytest.fixture
def lasverkstad(gor):
    return skapa_exempel(**gor, **TEXTER, gav="Fler klarade proven.", fran_ar=2022)


def test_sokningen_kan_svenska(gor, lasverkstad, matt):
    skapa_exempel(
        **gor, titel="Samma vikarie", gjordes="Fast pool.", vem="Sjövik", egetmatt=matt, omrade="Äldreomsorg"
    )
    traff = Exempeltraff(
        lasverkstad.pk, "Läsverkstad (Nordby kommun)", reverse("uppfoljning:exempel", args=[lasverkstad.pk])
    )
    assert sok_exempel("verkstad") == [traff]
    assert sok_exempel("timmar") == [traff]  # another form of a word in the text
    assert sok_exempel("nord") == [traff]  # an unfinished word
    assert [t.etikett for t in sok_exempel("flytande")] == [
        "Samma vikarie (Sjövik)"
    ]  # the measure's own words
    assert sok_exempel("finns inte") == []
    assert [t.etikett for t in sok_exempel("")] == ["Samma vikarie (Sjövik)", "Läsverkstad (Nordby kommun)"]
    assert [e.titel for e in exempel("", omrade="Äldreomsorg")] == ["Samma vikarie"]
    assert [e.titel for e in exempel_om(egetmatt=matt.pk)] == ["Samma vikarie"]
    assert exempel_om() == []


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({"titel": " "}, {"titel": ["Ge exemplet ett namn."]}),
        ({"vem": ""}, {"vem": ["Skriv vilken kommun, enhet eller organisation det var."]}),
        ({"fran_ar": 2024, "till_ar": 2023}, {"till_ar": ["Det sista året kan inte komma före det första."]}),
        ({"lank": "javascript:alert(1)"}, {"lank": [FEL]}),
        ({"lank": "ftp://exempel.se/fil"}, {"lank": [FEL]}),
    ],
)
def test_uppgifterna_granskas(gor, falt, fel):
    with pytest.raises(Planeringsfel) as svar:
        skapa_exempel(**gor, **(TEXTER | falt))
    assert svar.value.fel == fel
    assert GottExempel.objects.count() == 0


def test_tva_som_andrar_samtidigt(gor, lasverkstad):
    andra_exempel(**gor, exempel=lasverkstad, **(TEXTER | {"titel": "Läsverkstan"}), revision=1)
    with pytest.raises(Krock) as krock:
        andra_exempel(**gor, exempel=lasverkstad, **(TEXTER | {"titel": "Läsrummet"}), revision=1)
    assert krock.value.aktuell.titel == "Läsverkstan"


def test_den_senaste_andringen_angras(gor, lasverkstad, matt):
    senare = gor | {"nar": NU + timedelta(hours=1)}
    andra_exempel(**senare, exempel=lasverkstad, **(TEXTER | {"titel": "Läsrummet"}), egetmatt=matt)
    assert [t.pk for t in sok_exempel("läsrum")] == [lasverkstad.pk]
    angra_exempel(**senare, exempel=lasverkstad)
    lasverkstad.refresh_from_db()
    assert (lasverkstad.titel, lasverkstad.egetmatt, lasverkstad.gav, lasverkstad.fran_ar) == (
        "Läsverkstad",
        None,
        "Fler klarade proven.",
        2022,
    )
    assert sok_exempel("läsrum") == []


def test_det_som_inte_andrats_gar_inte_att_angra(gor, lasverkstad):
    with pytest.raises(Planeringsfel, match="ingen ändring att ångra"):
        angra_exempel(**gor, exempel=lasverkstad)


def test_ett_borttaget_exempel_forsvinner_ur_listan_men_inte_for_den_som_hanvisar_dit(
    gor, lasverkstad, klient
):
    ta_bort_exempel(**gor, exempel=lasverkstad)
    assert sok_exempel("läsverkstad") == []
    sida = klient("analytiker").get(reverse("uppfoljning:exempel", args=[lasverkstad.pk])).content.decode()
    assert "togs bort ur listan 2026-03-11" in sida
    assert "Ångra borttagningen" in sida
    klient("analytiker").post(reverse("uppfoljning:angra_exempel", args=[lasverkstad.pk]))
    assert len(sok_exempel("läsverkstad")) == 1
    typer = list(
        Handelse.objects.filter(objekt="uppfoljning.GottExempel").order_by("id").values_list("typ", flat=True)
    )
    assert typer == [f"uppfoljning.{t}_gottexempel" for t in ("skapa", "ta_bort", "aterstall")]


def test_formularet(klient, matt):
    analytiker = klient("analytiker")
    assert analytiker.get(f"{NYTT}?egetmatt={matt.pk}").context["form"].initial["egetmatt"] == matt
    svar = analytiker.post(NYTT, TEXTER | {"titel": "", "nyckeltal": "N99999", "lank": "javascript:alert(1)"})
    text = svar.content.decode()
    assert "Det finns inget nyckeltal med id N99999." in text
    assert "En timme varje morgon" in text
    svar = analytiker.post(NYTT, TEXTER | {"lank": "exempel.se/rapport", "egetmatt": matt.pk})
    rad = GottExempel.objects.get()
    assert svar.url == reverse("uppfoljning:exempel", args=[rad.pk])
    assert (rad.lank, rad.egetmatt, rad.skapad_av) == (
        "https://exempel.se/rapport",
        matt,
        "Analytiker Storköping",
    )
    sida = analytiker.get(svar.url).content.decode()
    assert 'href="https://exempel.se/rapport" rel="noopener noreferrer"' in sida


def test_ett_utkast_sparas_medan_man_skriver(klient):
    adress = f"{reverse('planering:spara_utkast')}?adress={NYTT}"
    analytiker = klient("analytiker")
    assert analytiker.post(adress, {"titel": "Halv"}).status_code == 200
    assert Utkast.objects.get().data == {"titel": ["Halv"]}
    assert 'value="Halv"' in analytiker.get(NYTT).content.decode()


def test_krocken_visas_pa_sidan(klient, lasverkstad, gor):
    adress = reverse("uppfoljning:andra_exempel", args=[lasverkstad.pk])
    andra_exempel(**gor, exempel=lasverkstad, **(TEXTER | {"titel": "Läsverkstan"}))
    svar = klient("analytiker").post(adress, TEXTER | {"titel": "Läsrummet", "revision": "1"})
    assert svar.status_code == 409
    assert "har ändrat det här medan du skrev" in svar.content.decode()


def test_lasaren_laser_bara(klient, lasverkstad):
    lasare = klient("lasare")
    assert "Nytt exempel" not in lasare.get(LISTA).content.decode()
    assert lasare.get(NYTT).status_code == 403


def test_antalet_fragor_ar_konstant(klient, lasverkstad, gor, django_assert_num_queries):
    analytiker = klient("analytiker")
    analytiker.get(LISTA)
    with django_assert_num_queries(6):
        analytiker.get(LISTA)
    for n in range(2):
        skapa_exempel(**gor, **(TEXTER | {"titel": f"Nummer {n}"}))
    with django_assert_num_queries(6):
        analytiker.get(LISTA)
