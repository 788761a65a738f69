"""The plan as a tree, in a constant number of queries."""

from datetime import date

import pytest

from planering import actions, queries
from planering.presenters.rodtrad import rodtrad

pytestmark = pytest.mark.django_db


def fyll(vem, plan, storkoping, nytt_nyckeltal, start, antal):
    """`antal` områden, each with a goal, a nämnd's goal under it, an indicator with levels and an action plan."""
    for nr in range(start, start + antal):
        omrade = actions.skapa_malomrade(**vem, plan=plan, namn=f"Område {nr}")
        kf = actions.skapa_mal(**vem, malomrade=omrade, titel=f"KF {nr}", enhet=storkoping["kf"])
        under = actions.skapa_mal(**vem, overordnat=kf, titel=f"Nämnd {nr}", enhet=storkoping["skolnamnd"])
        i = actions.skapa_indikator(
            **vem,
            mal=under,
            nyckeltal=nytt_nyckeltal(f"N{nr:05d}"),
            riktning="hog",
            kategori="objektiv",
            paverkansgrad="stor",
            agare=storkoping["skolnamnd"],
            ansvarig=vem["av"],
        )
        actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 86, 2028: 87})
        h = actions.skapa_handlingsplan(
            **vem, namn=f"H {nr}", omrade="O", nulage="N", malbild="M", enhet=storkoping["skolnamnd"], mal=kf
        )
        actions.skapa_aktivitet(**vem, handlingsplan=h, namn="A", ansvar="R")


def ga_igenom(plan):
    for gren in queries.plantrad(plan).malgrenar():
        str(gren.mal.enhet), str(gren.mal.ansvarig), [str(h) for h in gren.handlingsplaner]
        for i in gren.indikatorer:
            str(i.indikator.nyckeltal), str(i.indikator.agare), str(i.indikator.ansvarig), i.per_ar


@pytest.mark.parametrize("fler", [0, 2])
def test_fragorna_blir_inte_fler_med_fler_rader(
    vem, plan, storkoping, nytt_nyckeltal, django_assert_num_queries, fler
):
    fyll(vem, plan, storkoping, nytt_nyckeltal, 1, 1 + fler)
    with django_assert_num_queries(7):
        ga_igenom(plan)
    with django_assert_num_queries(1):
        for i in queries.indikatorer_i_ordning(plan):
            str(i.mal), str(i.nyckeltal), i.matt.enhet, i.far_malniva
    with django_assert_num_queries(2):
        for h in queries.handlingsplaner():
            str(h.enhet), str(h.mal), list(h.aktiviteter.all())
    with django_assert_num_queries(1):
        queries.anvanda_nyckeltal()


@pytest.mark.parametrize("fler", [0, 2])
@pytest.mark.parametrize(
    ("adress", "antal"),
    [
        ("/planering/", 14),
        ("/planering/trad/", 14),
        ("/planering/trad/?visa=lista", 14),
        ("/planering/handlingsplaner/", 7),
    ],
)
def test_sidornas_fragor(
    vem, plan, storkoping, nytt_nyckeltal, klient, kommun_9999, django_assert_num_queries, adress, antal, fler
):
    fyll(vem, plan, storkoping, nytt_nyckeltal, 1, 1 + fler)
    client = klient("analytiker")
    client.get(adress)
    with django_assert_num_queries(antal):
        client.get(adress)


def test_den_roda_traden(vem, plan, mal, storkoping, ny_indikator):
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=storkoping["skolnamnd"])
    i = ny_indikator(under=under)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85})
    trad = queries.plantrad(plan)
    (gren,) = trad.omraden[0].mal
    assert (gren.mal, [g.mal for g in gren.underordnade]) == (mal, [under])
    (indikatorgren,) = gren.underordnade[0].indikatorer
    assert [n and n.varde for n in indikatorgren.per_ar] == [85.0, None, None]
    assert indikatorgren.nivatexter == ["85,0", "", ""]
    assert trad.antal == {"mal": 2, "kf": 1, "indikatorer": 1, "brister": 5}


def test_det_som_saknas_pekas_ut(vem, plan, omrade, mal, storkoping, ny_indikator, nytt_nyckeltal, personer):
    utan_mal = actions.skapa_mal(**vem, malomrade=omrade, titel="Eget", enhet=storkoping["skolnamnd"])
    slutat = personer["ansvarig"]
    a = ny_indikator(ansvarig=slutat)
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2027: 85})
    ny_indikator(
        nyckeltal=nytt_nyckeltal("N2", titel="Utan"), riktning="lag", kategori="resurs", ansvarig=vem["av"]
    )
    slutat.is_active = False
    slutat.save()
    brister = [(b.namn, b.text) for b in queries.plantrad(plan).brister]
    assert brister == [
        (mal.titel, "Ingen nämnd har brutit ned målet"),
        (mal.titel, "Ansvarig saknas"),
        ("Behöriga elever, andel (%)", "Målnivå saknas för 2026 och 2028"),
        ("Behöriga elever, andel (%)", "Ansvarig Storköping är inte längre aktiv"),
        ("Utan", "Målnivåer saknas"),
        (utan_mal.titel, "Indikatorer saknas"),
        (utan_mal.titel, "Inte kopplat till något av fullmäktiges mål"),
        (utan_mal.titel, "Ansvarig saknas"),
    ]


def test_en_enhet_som_inte_finns_hela_planen_pekas_ut(
    vem, plan, mal, storkoping, ny_indikator, nytt_nyckeltal
):
    """In the plan and in the red thread; the plan goes on to the end of 2028."""
    skola, kultur = storkoping["skolnamnd"], storkoping["kulturnamnd"]
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=kultur, ansvarig=vem["av"])
    i = ny_indikator(under=under, ansvarig=vem["av"])
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 86, 2028: 87})

    def brister():
        return [(b.namn, b.text) for b in queries.plantrad(plan).brister if b.namn != mal.titel]

    assert brister() == []
    skola.galler_till, kultur.galler_till = date(2026, 6, 30), date(2028, 12, 31)
    skola.save()
    kultur.save()
    slut = "Ägaren, Barn- och utbildningsnämnden, finns bara till och med 2026-06-30"
    assert brister() == [(i.namn, slut)]
    kultur.galler_till = date(2025, 12, 31)
    kultur.save()
    malets = f"Målets enhet, {kultur.namn}, finns bara till och med 2025-12-31"
    assert brister() == [("Under", malets), (i.namn, slut)]
    trad = rodtrad(queries.plantrad(plan), [], {}, andrar=True)
    luckor = [(x.text, x.gor, x.url) for n in trad.noder for x in n.kort.luckor if n.kort.titel == "Under"]
    assert luckor == [
        (malets, "Välj enhet", f"/planering/mal/{under.pk}/"),
        (f"{i.namn}: {slut}", "Välj ägare", f"/planering/indikator/{i.pk}/"),
    ]


def _brister(plan):
    return {gren.mal.titel: [b.text for b in gren.brister] for gren in queries.plantrad(plan).malgrenar()}


def test_mal_utan_barn_pekas_ut_dar_namnden_annars_bryter_ned(
    vem, plan, mal, storkoping, ny_indikator, nytt_nyckeltal
):
    ansvar = {"ansvarig": vem["av"]}
    actions.andra_mal(**vem, mal=mal, titel=mal.titel, enhet=mal.enhet, **ansvar)
    bun, kultur = storkoping["skolnamnd"], storkoping["kulturnamnd"]
    a, b, c = (
        actions.skapa_mal(**vem, overordnat=mal, titel=titel, enhet=enhet, **ansvar)
        for titel, enhet in (("A", bun), ("B", bun), ("C", kultur))
    )
    samma = nytt_nyckeltal("N00001")
    for under in (a, b, c):
        ny_indikator(nyckeltal=samma, under=under)
    utan_matt = "Inga egna indikatorer, bara målen under det mäts"
    assert _brister(plan) == {mal.titel: [utan_matt], "A": [], "B": [], "C": []}
    actions.skapa_mal(**vem, overordnat=a, titel="D", enhet=storkoping["skola"], **ansvar)
    assert _brister(plan) == {
        mal.titel: [utan_matt],
        "A": [],
        "B": ["Ingen enhet har brutit ned målet, som nämndens andra mål"],
        "C": [],  # its nämnd has no goals for its enheter
        "D": ["Indikatorer saknas"],
    }


def test_ett_horisontellt_mal_bars_av_andras(vem, plan, omrade, mal, storkoping, ny_indikator):
    """It is broken down when it is carried, measured when those are; and they hang on something."""
    jamlikt = actions.skapa_mal(
        **vem,
        malomrade=omrade,
        titel="Jämlikt",
        enhet=storkoping["kf"],
        horisontellt=True,
        ansvarig=vem["av"],
    )
    skolan = actions.skapa_mal(
        **vem,
        malomrade=omrade,
        titel="Skolans",
        enhet=storkoping["skola"],
        bidrar_till=[jamlikt],
        ansvarig=vem["av"],
    )
    ny_indikator(under=skolan)
    brister = _brister(plan)
    assert brister["Jämlikt"] == ["Inga egna indikatorer, bara målen under det mäts"]
    assert brister["Skolans"] == []
    namnder = [storkoping["skolnamnd"], storkoping["kulturnamnd"]]
    bild = rodtrad(queries.plantrad(plan), namnder, queries.namnder(), andrar=False)
    (horisont,) = bild.horisonter
    assert [(e.namn, [m.titel for m in m_]) for e, m_ in horisont.namnder] == [
        (storkoping["skolnamnd"].namn, ["Skolans"]),  # the school lies under it
        (storkoping["kulturnamnd"].namn, []),
    ]


def test_traden_pekar_ut_precis_det_som_planens_sida_gor(
    vem, plan, omrade, mal, storkoping, ny_indikator, nytt_nyckeltal
):
    actions.skapa_mal(**vem, malomrade=omrade, titel="Eget", enhet=storkoping["skolnamnd"])
    ny_indikator(nyckeltal=nytt_nyckeltal("N2", titel="Utan"), kategori="resurs", riktning="neutral")
    trad = queries.plantrad(plan)
    bild = rodtrad(trad, [], queries.namnder(), andrar=True)
    assert bild.luckor == trad.antal["brister"] == len(trad.brister)
    assert all(lucka.url for nod in bild.noder for lucka in nod.kort.luckor)


def test_man_gar_langs_traden_at_alla_hall(vem, plan, omrade, mal, storkoping):
    for titel in "AB":
        actions.skapa_mal(**vem, overordnat=mal, titel=titel, enhet=storkoping["skolnamnd"])
    bild = rodtrad(queries.plantrad(plan), [], queries.namnder(), andrar=False)
    vagar = {
        n.kort.titel: [lank and lank[1] for lank in (n.kort.upp, n.kort.ned, n.kort.fore, n.kort.efter)]
        for n in bild.noder
    }
    assert vagar == {
        mal.titel: [None, "A", None, None],
        "A": [mal.titel, None, None, "B"],
        "B": [mal.titel, None, "A", None],
    }


def test_bara_resursmatt_gor_inte_malet_bedombart(plan, ny_indikator):
    ny_indikator(kategori="resurs", riktning="neutral")
    texter = [b.text for b in queries.plantrad(plan).brister]
    assert texter == [
        "Ingen nämnd har brutit ned målet",
        "Ingen indikator mäter resultat, så målet kan inte bedömas",
        "Ansvarig saknas",  # the goal's
        "Ansvarig saknas",  # the indicator's
    ]


def test_anvanda_nyckeltal_en_gang_var_i_ordning(
    vem, plan, mal, omrade, storkoping, ny_indikator, nytt_nyckeltal
):
    b, a = nytt_nyckeltal("N20000"), nytt_nyckeltal("N10000")
    nytt_nyckeltal("N30000")
    andra = actions.skapa_mal(**vem, malomrade=omrade, titel="Andra", enhet=storkoping["kf"])
    ny_indikator(nyckeltal=b)
    ny_indikator(nyckeltal=b, under=andra)
    ny_indikator(nyckeltal=a)
    assert queries.anvanda_nyckeltal() == ["N10000", "N20000"]


def test_egen_historik_ar_bara_riktiga_varden(nytt_nyckeltal):
    from kkik.models import Varde

    n = nytt_nyckeltal(varden={2024: 84.2, 2022: 82.9})
    Varde.objects.create(nyckeltal=n, kommun_id=9999, ar=2023, kon="T", varde=None, andrad=1)
    Varde.objects.create(nyckeltal=n, kommun_id=9999, ar=2021, kon="T", varde=1.0, borttagen=True, andrad=1)
    Varde.objects.create(nyckeltal=n, kommun_id=9999, ar=2020, kon="K", varde=1.0, andrad=1)
    assert queries.egen_historik(n.pk, 9999) == [(2022, 82.9), (2024, 84.2)]
