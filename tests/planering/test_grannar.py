"""Others beside ourselves, before and after a nyckeltal is chosen.

Besides us nine municipalities have 61, 62 … 69 in 2024, and four of them (61–64) are our chosen neighbours.
"""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kkik.models import Kommun, Kommungrupp, Lage, Nyckeltalslage, Riktningsval, Varde
from planering import actions

pytestmark = pytest.mark.django_db
HB = "\u00a0"


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


@pytest.fixture
def landet(nytt_nyckeltal):
    n = nytt_nyckeltal(varden={2022: 64.0, 2023: 66.5, 2024: 66.5})
    Kommun.objects.bulk_create(Kommun(id=k, namn=f"K{k}", typ="K") for k in range(1, 10))
    Varde.objects.bulk_create(
        Varde(nyckeltal=n, kommun_id=k, ar=2024, kon="T", varde=60.0 + k, andrad=1) for k in range(1, 10)
    )
    return n


def kortet(svar):
    g = svar.context["grannar"]
    return g and (g.rubrik, dict(g.rader), g.anm)


def ny(analytiker, mal):
    return analytiker.get(reverse("planering:ny_indikator", args=[mal.pk]) + "?nyckeltal=N15436")


NIO = {
    "Vi": f"66,5{HB}%",
    "Nedre kvartil": f"63,0{HB}%",
    "Median": f"65,0{HB}%",
    "Övre kvartil": f"67,0{HB}%",
}


def test_kortet_nar_ingen_sagt_vad_som_ar_bra(analytiker, mal, landet):
    vantat = ("Alla kommuner 2024", NIO | {"Vår plats, 1 är högst": "4 av 10"}, "9 andra kommuner med värde.")
    svar = ny(analytiker, mal)
    assert kortet(svar) == vantat
    assert '<span class="gnistar" aria-hidden="true"><span>2022</span><span>2024</span></span>' in (
        svar.content.decode()
    )


@pytest.mark.parametrize(("riktning", "plats"), [("hog", "4 av 10"), ("lag", "7 av 10")])
def test_platsen_foljer_det_som_ar_bekraftat(analytiker, mal, landet, vem, riktning, plats):
    Riktningsval.objects.create(
        nyckeltal=landet, riktning=riktning, kalla="KS", skapad=vem["nar"], bekraftad=vem["nar"]
    )
    assert kortet(ny(analytiker, mal))[1] == NIO | {"Vår plats, 1 är bäst": plats}


def test_indikatorns_egen_grupp(analytiker, landet, ny_indikator):
    grupp = Kommungrupp.objects.create(kolada_id="G5", titel="Grannar")
    grupp.medlemmar.set([1, 2, 3, 4, 9999])
    i = ny_indikator(landet, riktning="lag", jamforelsegrupp="G5")
    svar = analytiker.get(reverse("planering:andra_indikator", args=[i.pk]))
    assert kortet(svar) == (
        "Grannar 2024",
        {
            "Vi": f"66,5{HB}%",
            "Nedre kvartil": f"61,8{HB}%",  # 61,75
            "Median": f"62,5{HB}%",
            "Övre kvartil": f"63,3{HB}%",  # 63,25
            "Vår plats, 1 är bäst": "5 av 5",
        },
        "4 andra kommuner med värde.",
    )
    grupp.delete()
    assert (
        kortet(analytiker.get(reverse("planering:andra_indikator", args=[i.pk])))[0] == "Alla kommuner 2024"
    )


def test_for_fa_och_inga_alls(analytiker, mal, landet, vem):
    Varde.objects.filter(kommun_id__in=range(1, 7)).delete()
    assert kortet(ny(analytiker, mal)) == (
        "Alla kommuner 2024",
        {},
        "3 andra kommuner med värde, för få att jämföra med.",
    )
    Varde.objects.all().delete()
    assert kortet(ny(analytiker, mal)) is None


def test_ett_eget_matt_har_inga_grannar(analytiker, mal, vem, storkoping):
    matt = actions.skapa_egetmatt(**vem, namn="Svarstid", agare=storkoping["skolnamnd"])
    svar = analytiker.get(reverse("planering:ny_indikator", args=[mal.pk]) + f"?egetmatt={matt.pk}")
    assert (svar.status_code, "grannar" in svar.context) == (200, False)


def test_traffen_visar_historia_och_grannar(analytiker, mal, landet):
    tid = datetime(2026, 1, 1, tzinfo=UTC)
    Nyckeltalslage.objects.create(
        nyckeltal=landet, kon="T", ar=2024, n=10, median=65.5, p25=63.25, p75=66.875, minst=61, storst=69,
        beraknad=tid,
    )  # fmt: skip
    adress = reverse("planering:ny_indikator", args=[mal.pk]) + "?q=elever"
    text = analytiker.get(adress).content.decode()
    assert (
        f"Kommunerna: nedre kvartil 63,3 · median 65,5 · övre kvartil 66,9{HB}% (10 med värde 2024)" in text
    )
    assert "från högst" not in text
    Lage.objects.create(
        nyckeltal=landet, kommun_id=9999, kon="T", ar=2024, varde=66.5, n=9, under=6, lika=0, median=65, p25=63,
        p75=67, minst=61, storst=69,
    )  # fmt: skip
    text = analytiker.get(adress).content.decode()
    assert f"Vi: 66,5{HB}% 2024 · plats 4 av 10 från högst" in text
    assert f"De andra: nedre kvartil 63,0 · median 65,0 · övre kvartil 67,0{HB}% (9 med värde 2024)" in text
    assert "<span>2022</span><span>2024</span>" in text


def test_fragorna_pa_kortet(analytiker, mal, landet, django_assert_num_queries):
    """As many whatever the country holds: rows of one nyckeltal are one question."""
    ny(analytiker, mal)
    with django_assert_num_queries(12) as fore:
        ny(analytiker, mal)
    Varde.objects.bulk_create(
        Varde(nyckeltal=landet, kommun_id=k, ar=2023, kon="T", varde=50.0 + k, andrad=1) for k in range(1, 10)
    )
    with django_assert_num_queries(len(fore)):
        ny(analytiker, mal)
