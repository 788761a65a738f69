"""What can be taken back: any event whose pieces are as it left them, also the grids, the check-ins and the answers."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.urls import reverse

from organisation.models import Handelse
from planering import actions
from planering.actions import Planeringsfel, PlanLast, resurs, resurstabell, uppdrag
from planering.actions.malnivanat import Nivacell, satt_malnivanat
from planering.actions.resurstabell import Cell
from planering.domain.malnivaer import Niva
from planering.domain.malnivatext import visa
from planering.domain.resursrader import tolka_tabell
from planering.models import Avstamning, Malkvalitetssvar, Ram, Verksamhet
from planering.presenters.historik import historik

pytestmark = pytest.mark.django_db


def senaste(typ):
    return Handelse.objects.filter(typ=f"planering.{typ}").latest("id")


def vagrar(vem, handelse) -> str:
    with pytest.raises(Planeringsfel) as fangat:
        actions.angra(**vem, handelse=handelse)
    return str(fangat.value)


def gar(objekt) -> list[str]:
    """The events that the history offers to take back, newest first."""
    nycklar = [r.angra for r in historik(objekt) if r.angra is not None]
    typer = dict(Handelse.objects.filter(pk__in=nycklar).values_list("pk", "typ"))
    return [typer[pk].partition(".")[2] for pk in nycklar]


@pytest.fixture
def forskola(vem, plan, storkoping):
    return resurs.skapa_verksamhet(
        **vem, plan=plan, enhet=storkoping["skolnamnd"], namn="Förskola", volymnamn="barn"
    )


@pytest.fixture
def satt(vem, plan):
    def spara(celler, ar=2026):
        resurstabell.spara_celler(
            **vem, plan=plan, ar=ar, celler={n: Cell(*par) for n, par in celler.items()}
        )
        return senaste("satt_ramar")

    return spara


# ---- What lies beside is in nobody's way ----


def test_ett_svar_om_kvalitet_hindrar_inte_malets_text(vem, mal, storkoping):
    actions.andra_mal(**vem, mal=mal, titel=mal.titel, enhet=storkoping["kf"], beskrivning="Fel")
    actions.svara_om_malkvalitet(**vem, mal=mal, fraga=1, svar="ja", motivering="Alla förstår.")
    assert gar(mal) == ["svara_om_malkvalitet", "andra_mal"]
    actions.angra(**vem, handelse=senaste("andra_mal"))
    mal.refresh_from_db()
    assert mal.beskrivning == ""


def test_ramarna_hindrar_inte_planens_namn(vem, plan, forskola, satt):
    actions.andra_plan(**vem, plan=plan, namn="Fel namn", fran_ar=2026, till_ar=2028)
    satt({(forskola.pk, "bas"): (D(0), D(100))})
    assert gar(plan) == ["satt_ramar", "andra_plan"]
    actions.angra(**vem, handelse=senaste("andra_plan"))
    plan.refresh_from_db()
    assert plan.namn == "Mål och budget 2026–2028"


def test_andra_falt_pa_samma_rad_hindrar_inte_men_samma_gor_det(vem, mal, storkoping):
    grund = {"mal": mal, "enhet": storkoping["kf"]}
    actions.andra_mal(**vem, **grund, titel="Ett", beskrivning="")
    forsta = senaste("andra_mal")
    actions.andra_mal(**vem, **grund, titel="Ett", beskrivning="B")
    assert gar(mal) == ["andra_mal", "andra_mal"]
    actions.andra_mal(**vem, **grund, titel="Två", beskrivning="B")
    assert len(gar(mal)) == 2
    assert vagrar(vem, forsta).startswith("Något har ändrats sedan dess.")
    # The one that hid it is taken back, and then it can be too: step by step into the past.
    actions.angra(**vem, handelse=senaste("andra_mal"))
    actions.angra(**vem, handelse=forsta)
    mal.refresh_from_db()
    assert (mal.titel, mal.beskrivning) == ("Alla elever når gymnasiet", "B")


def test_andra_ars_nivaer_star_kvar(vem, ny_indikator):
    i = ny_indikator()
    grund = {"utgangsvarde": 80.0, "utgangsar": 2024}
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85}, **grund)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 90}, **grund)
    fel = senaste("satt_malnivaer")
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 90, 2027: 91}, **grund)
    actions.angra(**vem, handelse=fel)
    assert list(i.malnivaer.values_list("ar", "varde")) == [(2026, 85.0), (2027, 91.0)]
    assert vagrar(vem, fel).startswith("Något har ändrats sedan dess.")


# ---- Frames and outcomes ----


def test_ramarna_tas_tillbaka_cell_for_cell(vem, plan, forskola, satt):
    satt({(forskola.pk, "bas"): (D(0), D("100.5")), (forskola.pk, "volym"): (None, D(12))})
    andra = satt({(forskola.pk, "bas"): (D("100.5"), D(200)), (forskola.pk, "volym"): (D(12), D(13))})
    satt({(forskola.pk, "upprakning"): (D(0), D(7))})
    actions.angra(**vem, handelse=andra)
    ram = Ram.objects.get()
    assert (ram.bas, ram.volym, ram.upprakning) == (D("100.5"), D(12), D(7))
    assert senaste("satt_ramar").data["kalla"] == "ångrat"


def test_en_cell_som_andrats_sedan_dess_vagras(vem, plan, forskola, satt):
    forsta = satt({(forskola.pk, "bas"): (D(0), D(100)), (forskola.pk, "upprakning"): (D(0), D(5))})
    satt({(forskola.pk, "bas"): (D(100), D(200))})
    assert [r.angra is not None for r in historik(plan)][:2] == [True, False]
    assert vagrar(vem, forsta).startswith("Något har ändrats sedan dess.")
    Ram.objects.update(bas=D(100), upprakning=D(6))  # behind the log's back
    assert "Något har ändrats sedan dess." in vagrar(vem, forsta)
    assert Ram.objects.get().upprakning == D(6)


def test_en_ny_ram_forsvinner_men_inte_den_som_nagot_hanger_pa(vem, plan, mal, forskola, satt):
    satt({(forskola.pk, "bas"): (D(0), D(100))})
    actions.angra(**vem, handelse=senaste("satt_ramar"))
    assert Ram.objects.count() == 0
    actions.angra(**vem, handelse=senaste("satt_ramar"))  # the undoing undone
    ram = Ram.objects.get()
    assert ram.bas == D(100)
    resurs.skapa_oronmarkning(**vem, ram=ram, mal=mal, belopp=D(50))
    assert "öronmärkta" in vagrar(vem, senaste("satt_ramar"))


def test_en_hel_inlasning_tas_tillbaka(vem, plan, forskola, storkoping, satt):
    satt({(forskola.pk, "bas"): (D(0), D(100))})
    rubriker = ["År", "Nämnd", "Verksamhet", "Volymen avser", "Ingående ram", "Volym"]
    namnd = "Barn- och utbildningsnämnden"
    tabell = [
        rubriker,
        ["2026", namnd, "Förskola", "platser", "150", "20"],
        ["2027", namnd, "Förskola", "platser", "160", "21"],
        ["2026", namnd, "Grundskola", "elever", "900", "300"],
    ]
    svar = tolka_tabell(list(enumerate(tabell, start=1)))
    rader = svar.rader if hasattr(svar, "rader") else svar[0]
    inlasning, _ = resurstabell.las_in(**vem, plan=plan, namn="ramar.xlsx", rader=rader)
    resurstabell.bekrafta_inlasning(**vem, inlasning=inlasning)
    assert Ram.objects.count() == 3
    actions.angra(**vem, handelse=senaste("satt_ramar"))
    assert list(Verksamhet.objects.values_list("namn", "volymnamn")) == [("Förskola", "barn")]
    assert list(Ram.objects.values_list("ar", "bas", "volym")) == [(2026, D(100), None)]


def test_ramar_i_en_beslutad_plan_men_utfall_gar(vem, plan, mal, forskola, satt):
    ramarna = satt({(forskola.pk, "bas"): (D(0), D(100))})
    utfall = satt({(forskola.pk, "utfall"): (None, D(99))})
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    plan.refresh_from_db()
    assert [r.angra for r in historik(plan, last=True) if r.angra] == [utfall.pk]
    with pytest.raises(PlanLast):
        actions.angra(**vem, handelse=ramarna)
    actions.angra(**vem, handelse=utfall)
    assert Ram.objects.get().utfall is None


def test_alla_celler_gar_att_lasa(vem, plan, storkoping, satt, klient):
    rader = [
        resurs.skapa_verksamhet(**vem, plan=plan, enhet=storkoping["skolnamnd"], namn=f"V{nr:03d}")
        for nr in range(25)
    ]
    satt({(v.pk, "bas"): (D(0), D(nr + 1)) for nr, v in enumerate(rader)})
    rad = historik(plan)[0]
    assert (len(rad.andringar), len(rad.fler), rad.resten) == (20, 5, 0)
    assert [a.efter for a in (*rad.andringar, *rad.fler)] == [str(n) for n in range(1, 26)]
    fler = [
        resurs.skapa_verksamhet(**vem, plan=plan, enhet=storkoping["skolnamnd"], namn=f"W{nr:03d}")
        for nr in range(70)
    ]
    delar = ("bas", "upprakning", "demografi")
    satt({(v.pk, del_): (D(0), D(1)) for v in fler for del_ in delar})
    rad = historik(plan)[0]
    assert (len(rad.andringar), rad.fler, rad.resten) == (20, (), 190)
    sida = klient("lasare").get(reverse("planering:handelse", args=[rad.pk]))
    assert len(sida.context["rader"][0].andringar) == 210


# ---- Check-ins ----


@pytest.fixture
def aktivitet(vem, mal, storkoping):
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["skolnamnd"], mal=mal
    )
    return actions.skapa_aktivitet(**vem, handlingsplan=h, namn="Telefoner", ansvar="Rektor")


def avstam(vem, aktivitet, dag, lage, timmar=0, **falt):
    nar = vem["nar"] + timedelta(hours=timmar)
    return actions.stam_av(
        **(vem | {"nar": nar}), aktivitet=aktivitet, dag=dag, lage=lage, **({"leder": "ja"} | falt)
    )


def test_en_avstamning_tas_tillbaka_och_laget_ar_som_fore(vem, aktivitet):
    actions.andra_aktivitet(**vem, aktivitet=aktivitet, namn="Telefonplan", ansvar="Rektor")
    avstam(vem, aktivitet, date(2026, 3, 10), "klar", text="Allt infört.")
    aktivitet.refresh_from_db()
    assert (aktivitet.status, aktivitet.leder, aktivitet.leder_av) == ("klar", "ja", vem["av"])
    assert gar(aktivitet) == ["stam_av", "andra_aktivitet"]
    actions.angra(**vem, handelse=senaste("stam_av"))
    aktivitet.refresh_from_db()
    assert (aktivitet.status, aktivitet.leder, aktivitet.leder_av, aktivitet.leder_nar) == (
        "planerad", "", None, None,
    )  # fmt: skip
    assert Avstamning.objects.count() == 0
    rad = historik(aktivitet)[0]
    assert rad.vad == "En avstämning togs tillbaka"
    assert {("Avstämning, läge", "Klar", "tomt"), ("Avstämning, hur går det", "Allt infört.", "tomt")} <= {
        (a.etikett, a.fore, a.efter) for a in rad.andringar
    }
    assert gar(aktivitet) == ["andra_aktivitet"]


def test_bara_den_sista_avstamningen(vem, aktivitet):
    avstam(vem, aktivitet, date(2026, 3, 1), "pa_plan")
    forsta = senaste("stam_av")
    avstam(vem, aktivitet, date(2026, 3, 5), "forsenad", timmar=1, text="Sjukdom")
    andra = senaste("stam_av")
    assert vagrar(vem, forsta).startswith("Något har ändrats sedan dess.")
    actions.angra(**vem, handelse=andra)
    actions.angra(**vem, handelse=forsta)
    aktivitet.refresh_from_db()
    assert (aktivitet.status, Avstamning.objects.count()) == ("planerad", 0)


def test_den_som_stammer_av_kan_ta_tillbaka(vem, aktivitet, klient, storkoping):
    rad = avstam(vem, aktivitet, date(2026, 3, 10), "klar")
    adress = reverse("planering:ta_tillbaka_avstamning", args=[rad.pk])
    assert klient("lasare").get(adress).status_code == 403
    svar = klient("ansvarig").post(adress)
    assert (svar.status_code, svar.url) == (
        302,
        reverse("planering:handlingsplan", args=[aktivitet.handlingsplan_id]) + f"#aktivitet-{aktivitet.pk}",
    )
    aktivitet.refresh_from_db()
    assert (aktivitet.status, Avstamning.objects.count()) == ("planerad", 0)


# ---- Goal quality, enheter, the grid ----


def test_ett_kvalitetssvar_tas_tillbaka_till_det_forra(vem, mal):
    actions.svara_om_malkvalitet(**vem, mal=mal, fraga=1, svar="nej", motivering="Bara skolan.")
    senare = vem | {"nar": vem["nar"] + timedelta(hours=1)}
    actions.svara_om_malkvalitet(**senare, mal=mal, fraga=1, svar="ja", motivering="Alla.")
    assert {(a.etikett, a.fore, a.efter) for a in historik(mal)[0].andringar} >= {
        ("Fråga 1, motivering", "Bara skolan.", "Alla.")
    }
    sist = vem | {"nar": vem["nar"] + timedelta(hours=2)}
    actions.angra(**sist, handelse=senaste("svara_om_malkvalitet"))
    nu = Malkvalitetssvar.objects.filter(mal=mal, fraga=1).first()
    assert (nu.svar, nu.motivering) == ("nej", "Bara skolan.")


def test_kvalitetssvar_gar_att_ta_tillbaka_efter_beslutet(vem, plan, mal):
    actions.svara_om_malkvalitet(**vem, mal=mal, fraga=2, svar="ja")
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    assert [r.angra is not None for r in historik(mal, last=True)][:1] == [True]
    senare = vem | {"nar": vem["nar"] + timedelta(hours=1)}
    actions.angra(**senare, handelse=senaste("svara_om_malkvalitet"))
    assert Malkvalitetssvar.objects.filter(mal=mal, fraga=2).first().svar == ""


def test_uppdragets_enheter_tas_tillbaka(vem, plan, storkoping):
    rad = uppdrag.skapa_uppdrag(**vem, plan=plan, namn="Skolan", enheter=[storkoping["skolnamnd"]])
    assert gar(rad) == []
    uppdrag.andra_uppdrag(**vem, uppdrag=rad, namn="Nytt namn", enheter=[storkoping["kulturnamnd"]])
    assert gar(rad) == ["andra_uppdragsbeskrivning", "satt_uppdragsenheter"]
    actions.angra(**vem, handelse=senaste("satt_uppdragsenheter"))
    rad.refresh_from_db()
    assert (rad.namn, [e.enhet for e in rad.enhetsrader.all()]) == ("Nytt namn", [storkoping["skolnamnd"]])


def test_malnivanatet_tas_tillbaka_helt_eller_inte_alls(vem, plan, mal, ny_indikator, nytt_nyckeltal):
    a, b = ny_indikator(), ny_indikator(nytt_nyckeltal("N00002"))

    def nat(*nivaer):
        rader = {
            i.pk: {2026: Nivacell(visa(actions.nivaer_for(i).get(2026)), Niva.av(n))}
            for i, n in zip((a, b), nivaer, strict=True)
        }
        satt_malnivanat(**vem, plan=plan, rader=rader)
        return senaste("satt_malnivanat")

    nat(80, 70)
    andra = nat(81, 71)
    actions.angra(**vem, handelse=andra)
    assert [list(i.malnivaer.values_list("varde", flat=True)) for i in (a, b)] == [[80.0], [70.0]]
    assert gar(plan) == ["satt_malnivanat"]
    tredje = nat(82, 72)
    actions.satt_malnivaer(**vem, indikator=b, nivaer={2026: 99})
    assert "Något har ändrats sedan dess" in vagrar(vem, tredje)
    assert [list(i.malnivaer.values_list("varde", flat=True)) for i in (a, b)] == [[82.0], [99.0]]


# ---- The pages ----


def test_resurserna_har_sin_historik(vem, plan, forskola, satt, klient):
    satt({(forskola.pk, "bas"): (D(0), D(100))})
    sida = klient("analytiker").get(reverse("planering:resurshistorik", args=[plan.pk]))
    assert [(r.vad, r.angra is not None) for r in sida.context["rader"]] == [
        ("Ramar och utfall ändrades", True),
        ("Skapades", False),
    ]
    adress = reverse("planering:angra", args=[sida.context["rader"][0].angra])
    svar = klient("analytiker").post(adress)
    assert svar.url == reverse("planering:resurser", args=[plan.pk])
    assert Ram.objects.count() == 0


def test_ett_formular_med_lang_historik_leder_till_hela(vem, plan, klient):
    period = actions.skapa_styrperiod(**vem, namn="P", fran_ar=2026, till_ar=2029)
    for nr in range(11):
        actions.andra_styrperiod(**vem, styrperiod=period, namn=f"P{nr}", fran_ar=2026, till_ar=2029)
    sida = klient("analytiker").get(reverse("planering:andra_styrperiod", args=[period.pk]))
    assert (len(sida.context["historik"]), sida.context["historik_mer"]) == (
        10,
        reverse("planering:historik_styrperiod", args=[period.pk]),
    )
    hela = klient("analytiker").get(sida.context["historik_mer"])
    assert len(hela.context["rader"]) == 12


def test_angralankar_pa_en_senare_sida_vet_vad_som_hant_sedan(vem, plan, klient):
    omrade = actions.skapa_malomrade(**vem, plan=plan, namn="O")
    for nr in range(60):
        actions.andra_malomrade(**vem, malomrade=omrade, namn=f"O{nr}")
    sida = klient("analytiker").get(reverse("planering:planhistorik", args=[plan.pk]) + "?sida=2")
    assert [r.angra for r in sida.context["rader"]] == [None] * 12
