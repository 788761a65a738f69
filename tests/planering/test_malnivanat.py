"""The grid of target levels: what Excel pastes, what is wrong in which cell, and all or nothing."""

import pytest
from django.urls import reverse

from planering import actions
from planering.actions import nivaer_for
from planering.domain.malnivaer import Niva
from planering.domain.malnivatext import Cellfel, tolka, visa
from planering.forms.klistrat import Klistrat, celler
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
    """What the page posts: every box, and what each held when the page was opened."""
    fore = {i.pk: [visa(nivaer_for(i).get(ar)) for ar in plan.ar] for i in indikatorer}
    data = {f"f-{pk}": "|".join(texter) for pk, texter in fore.items()}
    data |= {f"c-{pk}-{ar}": t for pk, texter in fore.items() for ar, t in zip(plan.ar, texter, strict=True)}
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
    assert nat.rader[0].fore == "75||"
    data[f"f-{a.pk}"] = nat.rader[0].fore
    assert analytiker.post(url, data).status_code == 302
    assert (lagrat(a), lagrat(b)) == ({2026: 80.0}, {2026: 500.0})


def test_en_ruta_som_inte_rorts_behaller_vad_nagon_annan_skrivit(analytiker, plan, tva, vem):
    """A opens the grid, B changes one year, A another: no conflict, and B's stays."""
    a, _ = tva
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2026: 80, 2027: 85, 2028: 90})
    data = formular(plan, tva, **{f"c_{a.pk}_2026": "82"})
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2026: 80, 2027: 85, 2028: 83})
    url = reverse("planering:malnivanat", args=[plan.pk])
    nat = analytiker.post(url, data | {"granska": "1"}).context["nat"]
    assert [(r.text, r.andrad) for r in nat.rader[0].rutor] == [("82", True), ("85", False), ("83", False)]
    assert analytiker.post(url, data).status_code == 302
    assert lagrat(a) == {2026: 82.0, 2027: 85.0, 2028: 83.0}


def test_efter_en_krock_galler_bara_den_egna_rutan(analytiker, plan, tva, vem):
    a, _ = tva
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2026: 80, 2027: 85, 2028: 90})
    data = formular(plan, tva, **{f"c_{a.pk}_2026": "82"})
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2026: 81, 2028: 83})
    url = reverse("planering:malnivanat", args=[plan.pk])
    svar = analytiker.post(url, data)
    nat = svar.context["nat"]
    assert (svar.status_code, [(r.etikett, r.nu, r.text) for r in nat.krockade]) == (
        409,
        [("Behöriga, 2026", "81", "82")],
    )
    # What the page now shows, sent as it stands.
    sida = {f"f-{rad.indikator.pk}": rad.fore for rad in nat.rader}
    sida |= {r.namn: r.text for rad in nat.rader for r in rad.rutor}
    assert sida[f"f-{a.pk}"] == "81||83"
    assert analytiker.post(url, sida).status_code == 302
    assert lagrat(a) == {2026: 82.0, 2028: 83.0}


def test_samma_andring_av_bada_ar_ingen_krock(analytiker, plan, tva, vem):
    a, _ = tva
    data = formular(plan, tva, **{f"c_{a.pk}_2026": "82"})
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2026: 82})
    assert analytiker.post(reverse("planering:malnivanat", args=[plan.pk]), data).status_code == 302
    assert lagrat(a) == {2026: 82.0}


def test_vad_toleransen_hindrar_star_vid_arets_ruta_med_vag_dit_den_anges(analytiker, plan, tva):
    _, b = tva
    celler = {f"c_{b.pk}_2026": "500", f"c_{b.pk}_2028": "-5"}
    svar = analytiker.post(reverse("planering:malnivanat", args=[plan.pk]), formular(plan, tva, **celler))
    text = "Målnivån 2028 är inte större än noll, så procent säger inget. Ange en absolut tolerans."
    nat = svar.context["nat"]
    assert svar.status_code == 422
    assert {r.namn: r.fel for rad in nat.rader for r in rad.rutor if r.fel} == {f"c-{b.pk}-2028": text}
    assert nat.fel == [{"id": f"c-{b.pk}-2028", "text": f"Kostnad, 2028: m{text[1:]}"}]
    html = svar.content.decode()
    assert f'id="c-{b.pk}-2028-fel">{text} <a href="/planering/indikator/{b.pk}/malnivaer/">' in html


def test_radens_fel_star_pa_raden(analytiker, plan, ny_indikator, nytt_nyckeltal, vem):
    """Women's level is what the percentage says nothing of: it has no box here."""
    i = ny_indikator(nytt_nyckeltal("N00001", "Kostnad, kr", enhet="kr", konsuppdelat=True), namn="Kostnad")
    actions.satt_malnivaer(
        **vem, indikator=i, nivaer={2026: -1}, kon="K", tolerans=1, tolerans_slag="absolut"
    )
    i.__class__.objects.filter(pk=i.pk).update(tolerans_slag="procent", tolerans=5)
    data = formular(plan, [i], **{f"c_{i.pk}_2027": "5"})
    svar = analytiker.post(reverse("planering:malnivanat", args=[plan.pk]), data)
    text = "Målnivån 2026 är inte större än noll, så procent säger inget. Ange en absolut tolerans."
    assert [rad.fel for rad in svar.context["nat"].rader] == [[text]]
    assert f'<span class="falttext-fel">{text} <a href="/planering/indikator/{i.pk}/malnivaer/">' in (
        svar.content.decode()
    )


def test_kvinnors_och_mans_malnivaer_har_egna_rutnat(analytiker, plan, ny_indikator, nytt_nyckeltal, vem):
    delat = ny_indikator(nytt_nyckeltal("N00001", konsuppdelat=True), namn="Delat")
    odelat = ny_indikator(nytt_nyckeltal("N00002"), namn="Odelat")
    mans = ny_indikator(nytt_nyckeltal("N00003", konsuppdelat=True), namn="Mäns", kon="M")
    actions.satt_malnivaer(**vem, indikator=delat, nivaer={2026: 80})
    url = reverse("planering:malnivanat_kvinnor", args=[plan.pk])
    assert url == f"/planering/plan/{plan.pk}/malnivaer/kvinnor/"
    svar = analytiker.get(url)
    assert [(rad.indikator.namn, rad.hinder, len(rad.rutor)) for rad in svar.context["nat"].rader] == [
        ("Delat", "", 3),
        ("Odelat", "Måttet är inte könsuppdelat", 0),
        ("Mäns", "Avser bara män", 0),
    ]
    assert [(v["text"], v["vald"]) for v in svar.context["konval"]] == [
        ("Alla", False), ("Kvinnor", True), ("Män", False),
    ]  # fmt: skip
    block = {"klistra": "1", "block": "82\t83\t84", "fran_rad": str(delat.pk), "fran_ar": "2026"}
    nat = analytiker.post(url, block).context["nat"]
    sida = {f"f-{delat.pk}": "||"} | {r.namn: r.text for r in nat.rader[0].rutor}
    assert analytiker.post(url, sida).status_code == 302
    kvinnor = {ar: n.varde for ar, n in nivaer_for(delat, "K").items()}
    assert (lagrat(delat), kvinnor, lagrat(odelat)) == (
        {2026: 80.0},
        {2026: 82.0, 2027: 83.0, 2028: 84.0},
        {},
    )
    man = reverse("planering:malnivanat_man", args=[plan.pk])
    sida = {f"f-{mans.pk}": "||", f"c-{mans.pk}-2026": "70"}
    assert analytiker.post(man, sida).status_code == 302
    assert lagrat(mans) == {2026: 70.0}


def test_utan_konsuppdelade_matt_finns_inget_konsval(analytiker, plan, tva):
    svar = analytiker.get(reverse("planering:malnivanat", args=[plan.pk]))
    assert svar.context["konval"] == []


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("85\t90\n", [["85", "90"]]),
        ('"85"\t"9""0"\r\n1', [["85", '9"0'], ["1"]]),
        ('"rad\nett\tord"\t2', [["rad\nett\tord", "2"]]),
        ('"oavslutat\t2\n3', [['"oavslutat', "2"], ["3"]]),
        ("\t5\n\n6", [["", "5"], [""], ["6"]]),
        ('12" rör\t1', [['12" rör', "1"]]),
    ],
)
def test_celler_som_kalkylarket_skriver_dem(text, vantat):
    assert celler(text) == vantat


@pytest.mark.parametrize(
    ("text", "kolumn", "vantat"),
    [
        ("2026\t2027\n80\t81", 1, Klistrat([[(0, "80"), (1, "81")]], True)),
        ("Mått\t2025\t2026\nA\t79\t80", 0, Klistrat([[(None, "79"), (0, "80")]], True)),
        ("2027\n81\n82", 1, Klistrat([[(1, "81")], [(1, "82")]], True)),
        ("2027\n81", 0, Klistrat([[(0, "2027")], [(0, "81")]])),
        ("2026\t2100\n1\t2", 0, Klistrat([[(0, "2026"), (1, "2100")], [(0, "1"), (1, "2")]])),
        ("2026\t12,5\n1\t2", 0, Klistrat([[(0, "2026"), (1, "12,5")], [(0, "1"), (1, "2")]])),
        ("2026\t2027", 0, Klistrat([[(0, "2026"), (1, "2027")]])),
    ],
)
def test_en_rad_med_artal_ar_rubriker(text, kolumn, vantat):
    assert Klistrat.av(text, [2026, 2027, 2028], kolumn) == vantat


def test_ett_block_med_arsrubriker_laggs_under_sina_ar(analytiker, plan, tva):
    a, _ = tva
    data = formular(plan, tva) | {"klistra": "1", "fran_rad": str(a.pk), "fran_ar": "2026"}
    block = '2027\t2028\t2029\n"85"\t86\t87'
    nat = analytiker.post(reverse("planering:malnivanat", args=[plan.pk]), data | {"block": block}).context[
        "nat"
    ]
    assert [r.text for r in nat.rader[0].rutor] == ["", "85", "86"]
    assert nat.upplysning == "Raden med årtal är inte inlagd. Varje kolumn ligger under sitt år."
    assert [f["text"] for f in nat.fel] == [
        "En cell fick inte plats i tabellen: 87. Börja i en annan ruta eller klistra in mindre."
    ]


def test_block_som_inte_ryms_och_tomma(analytiker, plan, tva):
    url = reverse("planering:malnivanat", args=[plan.pk])
    data = formular(plan, tva) | {"klistra": "1", "fran_rad": str(tva[1].pk), "fran_ar": "2028"}
    svar = analytiker.post(url, data | {"block": "1\t2\n3"})
    assert svar.context["nat"].fel == [
        {
            "id": "",
            "text": "2 celler fick inte plats i tabellen: 2, 3. Börja i en annan ruta eller klistra in mindre.",
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
    with django_assert_num_queries(6):  # one of them asks for a draft
        analytiker.get(url)
