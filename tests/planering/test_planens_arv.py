"""What goes on from one plan to the next whatever lies between, and which plans may be made beside one another."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from organisation.models import Enhet
from planering import actions, queries
from planering.actions import Planeringsfel, PlanLast
from planering.actions.bedomning import forslag, plannycklar, skriv_in_bedomning, starta_bedomning
from planering.actions.resurs import skapa_verksamhet
from planering.actions.uppdrag import skapa_uppdrag
from planering.domain.fel import PlanFinns
from planering.models import Handlingsplan, Indikator, Malforbattring, Plan, Styrperiod
from tests.planering.conftest import NAR
from verktyg import actions as verktyg
from verktyg.domain.plats import Plats

IDAG = NAR.date()


def besluta(vem, plan) -> Plan:
    return actions.besluta_plan(**vem, plan=plan, datum=IDAG, paragraf="KF § 42")


def framat(vem, plan, ar=2027) -> Plan:
    return actions.kopiera_framat(**vem, plan=plan, namn=f"Plan {ar}", fran_ar=ar, till_ar=ar + 2)


def fel(funktion, **arg) -> dict:
    with pytest.raises(Planeringsfel) as ett:
        funktion(**arg)
    return ett.value.fel


def malet(plan):
    return plan.malomraden.get().mal.get()


@pytest.fixture
def handlingsplan(vem, mal, storkoping) -> Handlingsplan:
    return actions.skapa_handlingsplan(
        **vem,
        namn="Bättre svar",
        omrade="Skola",
        nulage="Nu",
        malbild="Sedan",
        enhet=storkoping["kf"],
        mal=mal,
    )


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


# --- Action plans (2)


def test_handlingsplanerna_foljer_med_fast_en_version_kom_emellan(vem, plan, handlingsplan):
    """Next year's draft was copied from version 1; version 2 is decided before it and takes the action plans over."""
    besluta(vem, plan)
    nasta = framat(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)
    besluta(vem, tva)
    handlingsplan.refresh_from_db()
    assert handlingsplan.mal == malet(tva)
    besluta(vem, nasta)
    handlingsplan.refresh_from_db()
    assert handlingsplan.mal == malet(nasta)
    # It is under way while this year's plan is followed, and stands at the goal there too.
    for p in (plan, tva, nasta):
        (gren,) = queries.plantrad(p).malgrenar()
        assert gren.handlingsplaner == (handlingsplan,)


def test_en_aldre_plans_beslut_tar_inte_tillbaka_handlingsplanen(vem, plan, handlingsplan):
    besluta(vem, plan)
    nasta = framat(vem, plan)
    besluta(vem, nasta)
    besluta(vem, actions.ny_version(**vem, plan=plan))
    handlingsplan.refresh_from_db()
    assert handlingsplan.mal == malet(nasta)


def test_valet_av_mal_har_bara_levande_planer(vem, plan, handlingsplan, analytiker):
    besluta(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)
    besluta(vem, tva)
    nasta = framat(vem, tva)
    sida = analytiker.get(reverse("planering:andra_handlingsplan", args=[handlingsplan.pk]))
    grupper = sida.context["form"].fields["mal"].choices[1:]
    assert [(rubrik, [int(nyckel) for nyckel, _ in val]) for rubrik, val in grupper] == [
        (f"{plan.namn}, version 2, beslutad {IDAG:%Y-%m-%d}", [malet(tva).pk]),
        ("Plan 2027, version 1, utkast", [malet(nasta).pk]),
    ]


def test_det_mal_som_ar_valt_star_kvar_fast_planen_ar_ersatt(vem, plan, mal, handlingsplan, analytiker):
    besluta(vem, plan)
    besluta(vem, actions.ny_version(**vem, plan=plan))
    Handlingsplan.objects.update(mal=mal)
    sida = analytiker.get(reverse("planering:andra_handlingsplan", args=[handlingsplan.pk]))
    grupper = sida.context["form"].fields["mal"].choices[1:]
    assert [int(nyckel) for _, val in grupper for nyckel, _ in val][-1] == mal.pk


# --- Goal quality (4)


def kvalitet(plan):
    (rad,) = queries.malkvalitet(plan, 9999, IDAG).rader
    return rad


def test_svar_och_forbattringar_lases_genom_kedjan(vem, plan, mal, personer, analytiker):
    """The answer of version 1 holds in version 2 until it is answered there; what is open is still to be done."""
    svar = {"mal": mal, "fraga": 1, "motivering": "Alla förstår."}
    forsta = actions.svara_om_malkvalitet(**vem, svar="ja", **svar)
    gor = {"mal": mal, "fraga": 2, "ansvarig": personer["ansvarig"]}
    kvar = actions.skapa_malforbattring(**vem, text="Skriv om", klar_senast=IDAG - timedelta(9), **gor)
    actions.skapa_malforbattring(**vem, text="Gjort", klar_senast=IDAG, klar=True, **gor)
    besluta(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)
    rad = kvalitet(tva)
    assert (rad.svar[1].svar, rad.personsvar[1], rad.forbattringar) == ("ja", forsta, (kvar,))
    assert {f.text for f in kvalitet(plan).forbattringar} == {"Skriv om", "Gjort"}
    text = analytiker.get(reverse("planering:malets_kvalitet", args=[malet(tva).pk])).content.decode()
    assert f", i {plan.namn}, version 1." in text
    assert f"sedan {plan.namn}, version 1" in text
    # Answered anew in version 2: that holds there, and not in version 1.
    actions.svara_om_malkvalitet(
        av=vem["av"], nar=NAR + timedelta(1), mal=malet(tva), fraga=1, svar="nej", senaste=forsta.pk
    )
    assert (kvalitet(tva).svar[1].svar, kvalitet(plan).svar[1].svar) == ("nej", "ja")
    assert [s.svar for s in queries.kvalitetshistorik(malet(tva))] == ["nej", "ja"]


def test_ett_svar_som_tagits_tillbaka_arvs_inte(vem, plan, mal):
    actions.svara_om_malkvalitet(**vem, mal=mal, fraga=1, svar="ja")
    besluta(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)
    actions.svara_om_malkvalitet(av=None, nar=NAR + timedelta(1), mal=malet(tva), fraga=1, svar="")
    assert (kvalitet(tva).svar[1].svar, kvalitet(plan).svar[1].svar) == ("", "ja")


def test_fragorna_for_arvet_ar_lika_manga(vem, plan, mal, django_assert_max_num_queries, omrade, storkoping):
    def antal(p) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as c:
            queries.malkvalitet(p, 9999, IDAG)
        return len(c)

    utan = antal(plan)
    besluta(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)
    assert antal(tva) == utan + 1
    actions.svara_om_malkvalitet(**vem, mal=malet(tva), fraga=1, svar="ja")
    for titel in ("Två", "Tre"):
        rad = actions.skapa_mal(**vem, malomrade=tva.malomraden.get(), titel=titel, enhet=storkoping["kf"])
        actions.skapa_malforbattring(**vem, mal=rad, fraga=2, text="Mer", klar_senast=IDAG)
    assert antal(tva) == utan + 1


@pytest.mark.parametrize("sida", ["kommunikation:oversikt", "kommunikation:hjulet"])
def test_den_ansvariga_far_forbattringen_som_nasta_steg(vem, plan, mal, personer, klient, klocka, sida):
    for_ = {"mal": mal, "fraga": 2, "klar_senast": IDAG - timedelta(9)}
    actions.skapa_malforbattring(**vem, text="Skriv om", ansvarig=personer["ansvarig"], **for_)
    steg = {s.text: s.url for s in klient("ansvarig").get(reverse(sida)).context["steg"]}
    text = f"Förbättra målet ”{mal.titel}”, skulle vara klar för 9 dagar sedan"
    assert steg[text] == reverse("planering:malets_kvalitet", args=[mal.pk]) + "#fraga-2"
    assert text not in {s.text for s in klient("lasare").get(reverse(sida)).context["steg"]}
    Malforbattring.objects.update(ansvarig=None)
    assert text in {s.text for s in klient("analytiker").get(reverse(sida)).context["steg"]}


# --- Plans of the same year (5)


def test_aret_kan_bara_ha_en_plan(vem, plan, mal):
    """Neither made, copied nor moved there."""
    text = "Det finns redan en plan som börjar 2026. Fortsätt i den, eller ta bort den först."
    dubbel = {"namn": "Dubbel", "fran_ar": 2026, "till_ar": 2028}
    assert fel(actions.skapa_plan, **vem, **dubbel) == {"fran_ar": [text]}
    besluta(vem, plan)
    text = "Det finns redan en plan som börjar 2026. Det som ska ändras i den ändras i en ny version av den."
    assert fel(actions.skapa_plan, **vem, **dubbel) == {"fran_ar": [text]}
    nasta = framat(vem, plan)
    text = "Det finns redan en plan som börjar 2027. Fortsätt i den, eller ta bort den först."
    assert fel(framat, vem=vem, plan=plan) == {"fran_ar": [text]}
    annan = actions.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2032)
    assert fel(actions.andra_plan, **vem, plan=annan, namn="Annan", fran_ar=2027, till_ar=2029) == {
        "fran_ar": [text]
    }
    assert list(Plan.objects.order_by("fran_ar").values_list("pk", "version")) == [
        (plan.pk, 1),
        (nasta.pk, 1),
        (annan.pk, 1),
    ]


def test_en_ersatt_plan_kopieras_inte(vem, plan, mal):
    besluta(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)
    besluta(vem, tva)
    with pytest.raises(PlanFinns) as ett:
        framat(vem, plan)
    assert (ett.value.fel, ett.value.plan) == (
        {"": ["Planen är ersatt av version 2. Kopiera den i stället."]},
        tva,
    )


def test_en_plan_som_inte_hor_ihop_hindrar_ingen_ny_version(vem, plan, mal, analytiker):
    """From the time when a plan beside another was not refused."""
    besluta(vem, plan)
    Plan.objects.create(namn="Dubbel", fran_ar=2026, till_ar=2028, version=2)
    assert actions.pagaende_version(plan) is None
    assert analytiker.get(reverse("planering:planvy", args=[plan.pk])).context["paborjad"] is None
    tre = actions.ny_version(**vem, plan=plan)
    assert (tre.version, actions.pagaende_version(plan)) == (3, tre)


def test_formularet_lankar_till_planen_som_finns(plan, analytiker):
    svar = analytiker.post(
        reverse("planering:ny_plan"), {"namn": "Dubbel", "fran_ar": "2026", "till_ar": "2028"}
    )
    assert Plan.objects.count() == 1
    lank = f'<a href="/planering/plan/{plan.pk}/">Öppna {plan.namn}, version 1, utkast</a>'
    assert lank in svar.content.decode()


def test_ny_plan_foreslar_nasta_lediga_ar_och_de_tva_darefter(vem, plan, analytiker):
    """It is March 2026, and 2027 is taken."""
    adress = reverse("planering:ny_plan")
    forval = analytiker.get(adress).context["form"].initial
    assert (forval["fran_ar"], forval["till_ar"]) == (2027, 2029)
    actions.skapa_plan(**vem, namn="Nästa", fran_ar=2027, till_ar=2029)
    forval = analytiker.get(adress).context["form"].initial
    assert (forval["namn"], forval["fran_ar"], forval["till_ar"]) == ("Mål och budget 2028–2030", 2028, 2030)


# --- What was agreed in an exercise (6)


def test_det_enade_skrivs_in_i_kopian(vem, plan, ny_indikator, analytiker):
    i = ny_indikator()
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad", oppen_for_alla=True)
    plats = Plats(runda.fragorna.fragor[0].id, runda.rader.get().pk)
    verktyg.satt_konsensus(**vem, genomforande=runda, plats=plats, varde="liten", anteckning="")
    besluta(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)
    tre = framat(vem, plan)
    kopia = Indikator.objects.get(mal__malomrade__plan=tva)
    assert plannycklar(tva) == [f"planering.plan:{tva.pk}", f"planering.plan:{plan.pk}"]
    assert [(f.indikator, f.efter) for f in forslag(tva, runda)] == [(kopia, "liten")]
    sida = analytiker.get(reverse("planering:bedomningar", args=[tva.pk]))
    assert f"om den tidigare planen {plan.namn}" in sida.content.decode()
    svar = analytiker.get(reverse("planering:bedomningsforslag", args=[tva.pk, runda.pk]))
    assert [r["f"].indikator for r in svar.context["rader"]] == [kopia]
    skriv_in_bedomning(**vem, plan=tva, runda=runda, valda={kopia.pk: "liten"})
    assert dict(Indikator.objects.values_list("pk", "paverkansgrad")) == {
        i.pk: "stor",
        kopia.pk: "liten",
        Indikator.objects.get(mal__malomrade__plan=tre).pk: "stor",
    }


def test_i_en_beslutad_plan_startas_ingen_ovning(vem, plan, ny_indikator, analytiker):
    ny_indikator()
    besluta(vem, plan)
    with pytest.raises(PlanLast):
        starta_bedomning(**vem, plan=plan, instrument="paverkansgrad", oppen_for_alla=True)
    adress = reverse("planering:starta_bedomning", args=[plan.pk, "paverkansgrad"])
    assert analytiker.post(adress, {"oppen_for_alla": "on"}).status_code == 409
    sida = analytiker.get(reverse("planering:bedomningar", args=[plan.pk])).content.decode()
    assert adress not in sida


# --- Mandatperioder (7)


def test_en_period_utan_planer_tas_bort_och_kan_angras(vem, analytiker):
    period = actions.skapa_styrperiod(**vem, namn="2031–2034", fran_ar=2031, till_ar=2034)
    svar = analytiker.post(reverse("planering:ta_bort_styrperiod", args=[period.pk]), follow=True)
    assert not Styrperiod.objects.exists()
    assert "Ångra borttagningen" in svar.content.decode()
    handelse = queries.senaste_borttagning("planering.Styrperiod", str(period.pk))
    actions.angra(**vem, handelse=handelse)
    assert list(Styrperiod.objects.values_list("pk", "namn", "fran_ar", "till_ar")) == [
        (period.pk, "2031–2034", 2031, 2034)
    ]


def test_en_period_med_planer_tas_inte_bort(vem, plan, analytiker):
    period = actions.skapa_styrperiod(**vem, namn="2023–2026", fran_ar=2023, till_ar=2026)
    text = (
        f"Planen ”{plan.namn}” hör till perioden, för den börjar 2026. "
        "Ändra periodens namn eller år i stället."
    )
    assert fel(actions.ta_bort_styrperiod, **vem, styrperiod=period) == {"": [text]}
    svar = analytiker.post(reverse("planering:ta_bort_styrperiod", args=[period.pk]))
    assert (svar.status_code, Styrperiod.objects.count()) == (409, 1)


def test_en_period_som_kommer_efter_beslutet_har_planen_anda(vem, plan, mal, analytiker):
    besluta(vem, plan)
    period = actions.skapa_styrperiod(**vem, namn="2023–2026", fran_ar=2023, till_ar=2026)
    kontext = analytiker.get(reverse("planering:styrperioder")).context
    assert (kontext["perioder"], kontext["utan"]) == ([(period, [plan])], [])


def test_en_andrad_period_tar_upp_utkast(vem, plan):
    period = actions.skapa_styrperiod(**vem, namn="P", fran_ar=2023, till_ar=2025)
    actions.andra_styrperiod(**vem, styrperiod=period, namn="P", fran_ar=2023, till_ar=2026)
    plan.refresh_from_db()
    assert plan.styrperiod == period


# --- Who registers the decision (10)


def test_namndsekreteraren_registrerar_beslutet(vem, plan, mal, klient, kommun_9999, klocka):
    sekreterare = klient("namndsekreterare")
    adress = reverse("planering:besluta_plan", args=[plan.pk])
    planvy = reverse("planering:planvy", args=[plan.pk])
    assert adress in sekreterare.get(planvy).content.decode()
    assert adress not in klient("lasare").get(planvy).content.decode()
    assert klient("ansvarig").get(adress).status_code == 403
    sekreterare.post(adress, {"datum": f"{IDAG:%Y-%m-%d}", "paragraf": "KF § 42", "revision": "1"})
    plan.refresh_from_db()
    assert (plan.status, plan.andrad_av.epost) == ("beslutad", "namndsekreterare@storkoping.example")


# --- Enheter of the plan's years (11)


@pytest.fixture
def nasta(vem) -> Plan:
    return actions.skapa_plan(**vem, namn="Nästa", fran_ar=2027, till_ar=2029)


def namnd(storkoping, namn="Ny nämnd", **falt) -> Enhet:
    return Enhet.objects.create(namn=namn, niva="namnd", overordnad=storkoping["kf"], **falt)


def test_en_namnd_som_borjar_under_planens_ar_kan_valjas(vem, nasta, storkoping, nytt_nyckeltal, analytiker):
    ny = namnd(storkoping, galler_fran=date(2027, 1, 1))
    omrade = actions.skapa_malomrade(**vem, plan=nasta, namn="Lärande")
    mal = actions.skapa_mal(**vem, malomrade=omrade, titel="Mål", enhet=ny)
    falt = {"riktning": "hog", "kategori": "objektiv", "paverkansgrad": "stor"}
    i = actions.skapa_indikator(**vem, mal=mal, nyckeltal=nytt_nyckeltal(), agare=ny, **falt)
    uppdrag = skapa_uppdrag(**vem, plan=nasta, namn="Uppdrag", enheter=[ny])
    skapa_verksamhet(**vem, plan=nasta, enhet=ny, namn="Skola")
    assert (mal.enhet, i.agare, [r.enhet for r in uppdrag.enhetsrader.all()]) == (ny, ny, [ny])
    for adress, falt in (
        (reverse("planering:nytt_mal", args=[omrade.pk]), "enhet"),
        (reverse("planering:nytt_uppdrag", args=[nasta.pk]), "enheter"),
        (reverse("planering:ny_verksamhet", args=[nasta.pk]), "enhet"),
    ):
        assert str(ny.pk) in analytiker.get(adress).context["form"].fields[falt].rader


def test_en_namnd_som_upphort_fore_planen_kan_inte_valjas(vem, nasta, storkoping):
    borta = namnd(storkoping, galler_till=date(2026, 6, 30))
    omrade = actions.skapa_malomrade(**vem, plan=nasta, namn="Lärande")
    text = "Välj en annan: Ny nämnd upphörde 2026-06-30."
    assert fel(actions.skapa_mal, **vem, malomrade=omrade, titel="Mål", enhet=borta) == {"enhet": [text]}


def test_en_namnd_som_borjar_efter_planen_kan_inte_valjas(vem, omrade, storkoping):
    sen = namnd(storkoping, galler_fran=date(2029, 1, 1))
    text = "Välj en annan: Ny nämnd finns först från 2029-01-01."
    assert fel(actions.skapa_mal, **vem, malomrade=omrade, titel="Mål", enhet=sen) == {"enhet": [text]}


def test_de_horisontella_malens_tabell_har_planens_namnder(vem, plan, nasta, storkoping, analytiker):
    """In March 2026: the one that ends in June stays in 2026's plan, the one that begins in 2027 is in 2027's."""
    slutar = namnd(storkoping, "Slutar", galler_till=date(2026, 1, 30))
    borjar = namnd(storkoping, "Börjar", galler_fran=date(2027, 1, 1))
    for p in (plan, nasta):
        omrade = actions.skapa_malomrade(**vem, plan=p, namn="Alla")
        actions.skapa_mal(**vem, malomrade=omrade, titel="Jämlikt", enhet=storkoping["kf"], horisontellt=True)

    def namnder(p: Plan) -> set[Enhet]:
        svar = analytiker.get(f"{reverse('planering:trad')}?plan={p.pk}")
        return {e for h in svar.context["trad"].horisonter for e, _ in h.namnder}

    assert {slutar, borjar} & namnder(plan) == {slutar, borjar}
    assert {slutar, borjar} & namnder(nasta) == {borjar}


# --- What a plan is compared with (2)


def test_planen_jamfors_med_den_nyaste_versionen_av_sin_foregangare(vem, plan, mal, analytiker):
    besluta(vem, plan)
    nasta = framat(vem, plan)
    tva = actions.ny_version(**vem, plan=plan)

    def mot(p: Plan) -> Plan:
        return analytiker.get(reverse("planering:skillnad", args=[p.pk])).context["mot"]

    assert (mot(nasta), mot(tva)) == (plan, plan)  # version 2 is only begun
    besluta(vem, tva)
    assert (mot(nasta), mot(tva)) == (tva, plan)
    for sida in ("planvy", "besluta_plan"):
        kontext = analytiker.get(reverse(f"planering:{sida}", args=[nasta.pk])).context
        assert kontext["mot" if sida == "besluta_plan" else "jamfors_med"] == tva
