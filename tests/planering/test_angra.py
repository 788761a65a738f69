"""Undo through the log, order by drag, drafts."""

from datetime import date, timedelta

import pytest

from organisation.models import Handelse
from planering import actions, queries
from planering.actions import Krock, Planeringsfel, PlanLast
from planering.models import Handlingsplan, Indikator, Mal, Malomrade, Utkast
from planering.presenters.historik import historik

pytestmark = pytest.mark.django_db


def senaste(typ):
    return Handelse.objects.filter(typ=f"planering.{typ}").latest("id")


def fel(anrop, *args, **kwargs) -> str:
    with pytest.raises(Planeringsfel) as fangat:
        anrop(*args, **kwargs)
    return str(fangat.value)


def test_den_senaste_andringen_tas_tillbaka(vem, mal, storkoping, personer):
    actions.andra_mal(
        **vem, mal=mal, titel="Nytt", enhet=storkoping["kf"], ansvarig=personer["ansvarig"], beskrivning="B"
    )
    actions.angra(**vem, handelse=senaste("andra_mal"))
    mal.refresh_from_db()
    assert (mal.titel, mal.ansvarig, mal.beskrivning) == ("Alla elever når gymnasiet", None, "")
    # Undoing the undo is the same thing once more.
    actions.angra(**vem, handelse=senaste("andra_mal"))
    mal.refresh_from_db()
    assert (mal.titel, mal.ansvarig) == ("Nytt", personer["ansvarig"])


def test_bara_den_senaste_och_inte_i_en_beslutad_plan(vem, plan, omrade, mal):
    actions.andra_malomrade(**vem, malomrade=omrade, namn="Ett")
    forsta = senaste("andra_malomrade")
    actions.andra_malomrade(**vem, malomrade=omrade, namn="Två")
    assert fel(actions.angra, **vem, handelse=forsta).startswith("Något har ändrats sedan dess.")
    Malomrade.objects.filter(pk=omrade.pk).update(namn="Utanför loggen")
    assert fel(actions.angra, **vem, handelse=senaste("andra_malomrade")).startswith(
        "Uppgifterna har ändrats"
    )
    Malomrade.objects.filter(pk=omrade.pk).update(namn="Två")
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    with pytest.raises(PlanLast):
        actions.angra(**vem, handelse=senaste("andra_malomrade"))
    assert (
        fel(actions.angra, **vem, handelse=senaste("besluta_plan")) == "Den här händelsen går inte att ångra."
    )


def test_malnivaer_tas_tillbaka(vem, ny_indikator):
    i = ny_indikator()
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85}, utgangsvarde=80.0, utgangsar=2024)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 90, 2027: 91}, tolerans=2.0)
    actions.angra(**vem, handelse=senaste("satt_malnivaer"))
    i.refresh_from_db()
    assert (list(i.malnivaer.values_list("ar", "varde")), i.tolerans, i.utgangsvarde) == (
        [(2026, 85.0)],
        None,
        80.0,
    )


def test_indikatorn_tas_tillbaka_som_den_var(vem, ny_indikator, storkoping):
    i = ny_indikator(namn="Behöriga", varfor="Därför")
    fore = {f.attname: getattr(i, f.attname) for f in i._meta.concrete_fields}
    actions.andra_indikator(
        **vem,
        indikator=i,
        riktning="lag",
        kategori="subjektiv",
        paverkansgrad="viss",
        agare=storkoping["kulturnamnd"],
        namn="Annat",
        decimaler=3,
    )
    actions.angra(**vem, handelse=senaste("andra_indikator"))
    i.refresh_from_db()
    efter = {f.attname: getattr(i, f.attname) for f in i._meta.concrete_fields}
    assert {n for n in fore if fore[n] != efter[n]} == {"revision"}


def test_ett_borttaget_mal_kommer_tillbaka_med_allt(vem, mal, ny_indikator, storkoping):
    i = ny_indikator(ansvarig=vem["av"])
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 88})
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["skolnamnd"], mal=mal
    )
    actions.ta_bort_mal(**vem, mal=mal)
    assert (Mal.objects.count(), Indikator.objects.count()) == (0, 0)
    assert actions.angra(**vem, handelse=senaste("ta_bort_mal")) == mal
    tillbaka = Indikator.objects.get()
    assert (tillbaka.pk, tillbaka.mal, tillbaka.ansvarig, tillbaka.nyckeltal) == (
        i.pk,
        mal,
        vem["av"],
        i.nyckeltal,
    )
    assert list(tillbaka.malnivaer.values_list("ar", "varde")) == [(2026, 85.0), (2027, 88.0)]
    assert Handlingsplan.objects.get() == h
    assert Handlingsplan.objects.get().mal == mal
    assert fel(actions.angra, **vem, handelse=senaste("ta_bort_mal")) == (
        "”Alla elever når gymnasiet” är redan återställt."
    )


def test_ett_borttaget_omrade_med_tre_nivaer(vem, omrade, mal, storkoping):
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=storkoping["skolnamnd"])
    actions.skapa_mal(**vem, overordnat=under, titel="Underst", enhet=storkoping["skola"])
    actions.ta_bort_malomrade(**vem, malomrade=omrade)
    actions.angra(**vem, handelse=senaste("ta_bort_malomrade"))
    assert list(Mal.objects.order_by("pk").values_list("titel", "overordnat__titel")) == [
        ("Alla elever når gymnasiet", None),
        ("Under", "Alla elever når gymnasiet"),
        ("Underst", "Under"),
    ]


def test_det_som_inte_far_plats_igen_sags(vem, plan, omrade):
    actions.ta_bort_malomrade(**vem, malomrade=omrade)
    actions.skapa_malomrade(**vem, plan=plan, namn="Lärande")
    assert fel(actions.angra, **vem, handelse=senaste("ta_bort_malomrade")) == (
        "Planen har redan ett målområde med det namnet."
    )
    assert Malomrade.objects.count() == 1


def test_kommentarer_foljer_med_tillbaka(vem, mal, ny_indikator):
    """planering knows no kommentar: it is the log that does."""
    from uppfoljning.models import Kommentar

    i = ny_indikator()
    Kommentar.objects.create(indikator=i, ar=2025, text="Bra år.", skriven_av="A", skriven=vem["nar"])
    actions.ta_bort_indikator(**vem, indikator=i)
    assert Kommentar.objects.count() == 0
    actions.angra(**vem, handelse=senaste("ta_bort_indikator"))
    k = Kommentar.objects.get()
    assert (k.indikator, k.text, k.skriven) == (i, "Bra år.", vem["nar"])


# ---- History ----


def test_historiken_sager_vem_nar_och_fran_till(vem, mal, storkoping, personer, django_assert_num_queries):
    actions.andra_mal(
        **vem, mal=mal, titel="Nytt", enhet=storkoping["kf"], ansvarig=personer["ansvarig"], horisontellt=True
    )
    with django_assert_num_queries(3):
        rader = historik(mal)
    assert [(r.person, r.vad, r.angra is not None) for r in rader] == [
        ("Analytiker Storköping", "Ändrades", True),
        ("Analytiker Storköping", "Skapades", False),
    ]
    assert {(a.etikett, a.fore, a.efter) for a in rader[0].andringar} == {
        ("Mål", "Alla elever når gymnasiet", "Nytt"),
        ("Ansvarig", "tomt", "Ansvarig Storköping"),
        ("Horisontellt", "nej", "ja"),
    }


def test_historiken_visar_malnivaer_ar_for_ar_och_val_i_ord(vem, ny_indikator, storkoping):
    i = ny_indikator()
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 88})
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 90.5, 2027: 88}, tolerans=2.0)
    actions.andra_indikator(
        **vem,
        indikator=i,
        riktning="lag",
        kategori="objektiv",
        paverkansgrad="stor",
        agare=storkoping["kulturnamnd"],
        namn=i.namn,
    )
    andrad, nivaer = historik(i)[:2]
    assert [(a.etikett, a.fore, a.efter) for a in andrad.andringar] == [
        ("Vad är bra?", "Högt värde", "Lågt värde"),
        ("Ägare", "Barn- och utbildningsnämnden", "Kultur- och fritidsnämnden"),
    ]
    assert [(a.etikett, a.fore, a.efter) for a in nivaer.andringar] == [
        ("Målnivå 2026", "85", "90,5"),
        ("Tolerans", "tomt", "2"),
    ]


def test_planens_historik_har_det_som_ar_borta(vem, plan, omrade, mal):
    annan = actions.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2030)
    actions.skapa_malomrade(**vem, plan=annan, namn="Utanför")
    actions.ta_bort_mal(**vem, mal=mal)
    assert [(h.typ.partition(".")[2], h.etikett) for h in queries.planhistorik(plan)] == [
        ("ta_bort_mal", "Alla elever når gymnasiet"),
        ("skapa_malomrade", "Lärande"),
        ("skapa_plan", "Mål och budget 2026–2028"),
    ]


# ---- Order ----


def test_en_ny_ordning_och_en_som_nagon_hunnit_andra(vem, plan):
    a, b, c = (actions.skapa_malomrade(**vem, plan=plan, namn=n).pk for n in "ABC")
    assert actions.ordna(**vem, plan=plan, slag="malomrade", sedd=[a, b, c], ny=[c, a, b]) is True
    assert list(plan.malomraden.values_list("namn", flat=True)) == ["C", "A", "B"]
    with pytest.raises(Krock):
        actions.ordna(**vem, plan=plan, slag="malomrade", sedd=[a, b, c], ny=[b, a, c])
    for sedd, ny in (
        ([c, a], [a, c]),
        ([c, a, b], [c, a, a]),
        ([c, a, b], [c, a]),
        ([c, a, 10**9], [a, c, 10**9]),
    ):
        with pytest.raises(Krock):
            actions.ordna(**vem, plan=plan, slag="malomrade", sedd=sedd, ny=ny)
    assert list(plan.malomraden.values_list("namn", flat=True)) == ["C", "A", "B"]


def test_mal_ordnas_bara_bland_sina_syskon(vem, plan, omrade, mal, storkoping):
    under = actions.skapa_mal(**vem, overordnat=mal, titel="U", enhet=storkoping["skolnamnd"])
    andra = actions.skapa_mal(**vem, malomrade=omrade, titel="A", enhet=storkoping["kf"])
    with pytest.raises(Krock):
        actions.ordna(**vem, plan=plan, slag="mal", sedd=[mal.pk, under.pk], ny=[under.pk, mal.pk])
    actions.ordna(**vem, plan=plan, slag="mal", sedd=[mal.pk, andra.pk], ny=[andra.pk, mal.pk])
    assert [g.mal for g in queries.plantrad(plan).omraden[0].mal] == [andra, mal]


# ---- Drafts ----


def test_utkast_ett_per_person_och_formular_och_de_gamla_gar(vem, personer):
    nar = vem["nar"]
    actions.spara_utkast(
        av=vem["av"], nar=nar - timedelta(days=31), adress="/planering/plan/1/", data={"a": ["1"]}
    )
    actions.spara_utkast(av=vem["av"], nar=nar, adress="/planering/plan/ny/", data={"namn": ["Halv"]})
    actions.spara_utkast(av=vem["av"], nar=nar, adress="/planering/plan/ny/", data={"namn": ["Halva"]})
    actions.spara_utkast(av=personer["administrator"], nar=nar, adress="/planering/plan/ny/", data={})
    assert Utkast.objects.count() == 2
    egen = queries.utkast(person=vem["av"], adress="/planering/plan/ny/", nar=nar)
    assert egen.data == {"namn": ["Halva"]}
    senare = nar + timedelta(days=31)
    assert queries.utkast(person=vem["av"], adress="/planering/plan/ny/", nar=senare) is None
    assert "för lång" in fel(
        actions.spara_utkast, av=vem["av"], nar=nar, adress="/x/", data={"a": ["x" * 200_001]}
    )
