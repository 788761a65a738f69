"""The grid of target levels: what Excel pastes, what is wrong in which cell, and all or nothing."""

import pytest
from django.urls import reverse

from planering import actions
from planering.actions import nivaer_for
from planering.domain.malnivaer import Niva
from planering.domain.malnivatext import Cellfel, tolka, visa
from planering.models import Malniva

NBSP, SMAL, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("text", "riktning", "enhet", "vantat"),
    [
        ("", "hog", "", None),
        (NBSP, "hog", "", None),
        ("85", "hog", "%", Niva("niva", 85.0)),
        ("85,5 %", "hog", "%", Niva("niva", 85.5)),
        (f"1{NBSP}234,5", "hog", "kr", Niva("niva", 1234.5)),
        (f"1{SMAL}234", "lag", "", Niva("niva", 1234.0)),
        (f"{MINUS}3,2", "hog", "", Niva("niva", -3.2)),
        ("Öka", "hog", "", Niva("forandring", forandring="oka")),
        ("vara oförändrad", "lag", "", Niva("forandring", forandring="oforandrad")),
        ("10–20", "intervall", "", Niva("intervall", a=10.0, b=20.0)),
        (f"{MINUS}1,5 till 2", "intervall", "", Niva("intervall", a=-1.5, b=2.0)),
        ("10 - 20 %", "intervall", "%", Niva("intervall", a=10.0, b=20.0)),
    ],
)
def test_en_cell(text, riktning, enhet, vantat):
    assert tolka(text, riktning, enhet) == vantat
    if vantat:
        assert tolka(visa(vantat), riktning, enhet) == vantat


@pytest.mark.parametrize(
    ("text", "riktning", "enhet", "fel"),
    [
        ("1.234", "hog", "", f"Menade du 1,234 eller 1{NBSP}234?"),
        ("#DIVISION/0!", "hog", "", "”#DIVISION/0!” är ett fel från kalkylarket, inte ett tal."),
        ("165 tkr", "hog", "kr", f"Här anges kr, inte tkr. Menade du 165{NBSP}000{NBSP}kr?"),
        ("10", "intervall", "", "Skriv båda ändarna, till exempel 10–20."),
        ("=1+1", "hog", "", f"”=1+1” är inte ett tal. Skriv till exempel 1{NBSP}234,5."),
    ],
)
def test_en_cell_som_inte_kan_lasas(text, riktning, enhet, fel):
    with pytest.raises(Cellfel) as fangat:
        tolka(text, riktning, enhet)
    assert str(fangat.value) == fel


@pytest.fixture
def tva(ny_indikator, nytt_nyckeltal):
    return [
        ny_indikator(nytt_nyckeltal("N00001", "Behöriga elever, andel (%)"), namn="Behöriga"),
        ny_indikator(
            nytt_nyckeltal("N00002", "Kostnad per elev, kr", enhet="kr"), namn="Kostnad", riktning="lag"
        ),
    ]


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


def lagrat(i):
    return {ar: niva.varde for ar, niva in nivaer_for(i).items()}


def formular(plan, indikatorer, **celler):
    """What the page posts: every box and every stamp."""
    data = {f"r-{i.pk}": str(i.malnivarevision) for i in indikatorer}
    data |= {f"c-{i.pk}-{ar}": visa(nivaer_for(i).get(ar)) for i in indikatorer for ar in plan.ar}
    return data | {namn.replace("_", "-"): text for namn, text in celler.items()}


def test_ett_block_med_en_felaktig_cell_rattas_och_sparas(analytiker, plan, tva):
    a, _ = tva
    url = reverse("planering:malnivanat", args=[plan.pk])
    block = f"85,5 %\t1.234\t90\n\t1{NBSP}100,5\t1{SMAL}050\r\n"
    data = formular(plan, tva) | {
        "klistra": "1", "block": block, "fran_rad": str(a.pk), "fran_ar": "2026",
    }  # fmt: skip
    svar = analytiker.post(url, data)
    nat = svar.context["nat"]
    assert svar.status_code == 422
    assert nat.fel == [{"id": f"c-{a.pk}-2027", "text": f"Behöriga, 2027: menade du 1,234 eller 1{NBSP}234?"}]
    assert [[r.text for r in rad.rutor] for rad in nat.rader] == [
        ["85,5 %", "1.234", "90"],
        ["", f"1{NBSP}100,5", f"1{SMAL}050"],
    ]
    assert Malniva.objects.count() == 0
    # Mended, looked at, and saved.
    rattat = formular(plan, tva) | {r.namn: r.text for rad in nat.rader for r in rad.rutor}
    rattat[f"c-{a.pk}-2027"] = "88"
    svar = analytiker.post(url, rattat | {"granska": "1"})
    assert (svar.status_code, svar.context["nat"].antal_andrade, Malniva.objects.count()) == (200, 5, 0)
    assert analytiker.post(url, rattat).status_code == 302
    assert [lagrat(i) for i in tva] == [{2026: 85.5, 2027: 88.0, 2028: 90.0}, {2027: 1100.5, 2028: 1050.0}]


def test_vad_regeln_inte_tillater_star_i_cellen_och_inget_sparas(analytiker, plan, tva):
    a, b = tva
    celler = {f"c_{a.pk}_2026": "101", f"c_{a.pk}_2027": "10–20", f"c_{b.pk}_2026": "500"}
    svar = analytiker.post(reverse("planering:malnivanat", args=[plan.pk]), formular(plan, tva, **celler))
    rutor = {r.namn: r.fel for rad in svar.context["nat"].rader for r in rad.rutor if r.fel}
    assert rutor == {f"c-{a.pk}-2027": "”10–20” är inte ett tal. Skriv till exempel 1\u00a0234,5.",
                     f"c-{a.pk}-2026": "En andel ligger mellan 0 och 100 procent."}  # fmt: skip
    assert Malniva.objects.count() == 0


def test_det_som_inte_ror_sig_ar_exakt_som_det_var(analytiker, plan, tva, vem):
    a, _ = tva
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2026: 0.1 + 0.2, 2027: 85})
    a.refresh_from_db()
    data = formular(plan, tva, **{f"c_{a.pk}_2027": "86"})
    analytiker.post(reverse("planering:malnivanat", args=[plan.pk]), data)
    assert lagrat(a) == {2026: 0.30000000000000004, 2027: 86.0}


def test_krock_visar_bada_och_kan_sparas_igen(analytiker, plan, tva, vem):
    a, b = tva
    data = formular(plan, tva, **{f"c_{a.pk}_2026": "80", f"c_{b.pk}_2026": "500"})
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2026: 75})
    url = reverse("planering:malnivanat", args=[plan.pk])
    svar = analytiker.post(url, data)
    nat = svar.context["nat"]
    assert (svar.status_code, next((r.etikett, r.nu, r.text) for r in nat.krockade)) == (
        409,
        ("Behöriga, 2026", "75", "80"),
    )
    assert (lagrat(a), lagrat(b)) == ({2026: 75.0}, {})
    data[f"r-{a.pk}"] = str(nat.rader[0].revision)
    assert analytiker.post(url, data).status_code == 302
    assert (lagrat(a), lagrat(b)) == ({2026: 80.0}, {2026: 500.0})


def test_block_som_inte_ryms_och_tomma(analytiker, plan, tva):
    url = reverse("planering:malnivanat", args=[plan.pk])
    data = formular(plan, tva) | {"klistra": "1", "fran_rad": str(tva[1].pk), "fran_ar": "2028"}
    svar = analytiker.post(url, data | {"block": "1\t2\n3"})
    assert svar.context["nat"].fel == [
        {
            "id": "",
            "text": "2 celler fick inte plats i tabellen. Börja i en annan ruta eller klistra in mindre.",
        }
    ]
    assert svar.context["klistrat"] == "1\t2\n3"
    svar = analytiker.post(url, data | {"block": "\n"})
    assert svar.context["nat"].fel == [{"id": "", "text": "Klistra in cellerna i rutan först."}]


def test_vissa_indikatorer_har_inga_rutor(analytiker, plan, ny_indikator, nytt_nyckeltal):
    ny_indikator(nytt_nyckeltal("N00003"), riktning="neutral", namn="Neutral")
    ny_indikator(nytt_nyckeltal("N00004"), kategori="information", namn="Info")
    nat = analytiker.get(reverse("planering:malnivanat", args=[plan.pk])).context["nat"]
    assert [(rad.indikator.namn, rad.hinder, rad.rutor) for rad in nat.rader] == [
        ("Neutral", "Värderas inte", []),
        ("Info", "Viktig information följs, men är inget vi styr mot.", []),
    ]


def test_beslutad_plan_ar_last(analytiker, plan, mal, tva, vem):
    from datetime import date

    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 1), paragraf="KF § 1")
    svar = analytiker.post(reverse("planering:malnivanat", args=[plan.pk]), {})
    assert (svar.status_code, Malniva.objects.count()) == (409, 0)


@pytest.mark.parametrize("antal", [1, 3])
def test_sidans_fragor(analytiker, plan, ny_indikator, nytt_nyckeltal, antal, django_assert_num_queries):
    for nr in range(antal):
        ny_indikator(nytt_nyckeltal(f"N1000{nr}"), namn=f"I{nr}")
    url = reverse("planering:malnivanat", args=[plan.pk])
    analytiker.get(url)
    with django_assert_num_queries(5):
        analytiker.get(url)
