"""What the actions let through, what they refuse, and what the log keeps."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from organisation.models import Handelse
from planering import actions
from planering.actions import Krock, Planeringsfel, PlanLast
from planering.models import Aktivitet, Handlingsplan, Indikator, Mal, Malniva, Malomrade, Plan

pytestmark = pytest.mark.django_db


def fel(anrop, *args, **kwargs) -> dict:
    with pytest.raises(Planeringsfel) as fangat:
        anrop(*args, **kwargs)
    return fangat.value.fel


def beslutad(vem, plan):
    return actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")


def test_loggen_haller_fore_och_efter_och_namnger_ingen(vem, plan, personer, handelser, storkoping, omrade):
    mal = actions.skapa_mal(
        **vem, malomrade=omrade, titel="Ett", enhet=storkoping["kf"], ansvarig=personer["ansvarig"]
    )
    actions.andra_mal(**vem, mal=mal, titel="Två", enhet=storkoping["kf"])
    pseudonym = str(personer["ansvarig"].pseudonym)
    (_, skapat), (_, andrat) = handelser("planering.skapa_mal") + handelser("planering.andra_mal")
    assert skapat["efter"]["ansvarig"] == pseudonym
    assert andrat == {"andrat": {"titel": ["Ett", "Två"], "ansvarig": [pseudonym, None]}}
    assert (
        Handelse.objects.filter(typ="planering.andra_mal").get().pseudonym == personer["analytiker"].pseudonym
    )


def test_att_spara_utan_andring_ar_ingen_handelse(vem, mal, storkoping, handelser):
    actions.andra_mal(**vem, mal=mal, titel=mal.titel, enhet=storkoping["kf"])
    mal.refresh_from_db()
    assert (mal.revision, handelser("planering.andra_mal")) == (1, [])


def test_den_som_andrar_en_gammal_text_far_krock_och_inget_skrivs_over(vem, omrade):
    actions.andra_malomrade(**vem, malomrade=omrade, namn="Första", revision=1)
    with pytest.raises(Krock) as fangat:
        actions.andra_malomrade(**vem, malomrade=omrade, namn="Andra", revision=1)
    assert (fangat.value.aktuell.namn, fangat.value.aktuell.andrad_av) == ("Första", vem["av"])
    assert Malomrade.objects.get().namn == "Första"


def test_malnivaer_och_indikator_krockar_inte_med_varandra(vem, ny_indikator, storkoping):
    i = ny_indikator()
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85}, revision=1)
    actions.andra_indikator(
        **vem,
        indikator=i,
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="viss",
        agare=storkoping["skolnamnd"],
        namn="Nytt namn",
        revision=1,
    )
    i.refresh_from_db()
    assert (i.namn, i.revision, i.malnivarevision) == ("Nytt namn", 2, 2)


# ---- A decided plan ----


def test_beslut_kraver_mal_datum_och_paragraf(vem, plan):
    assert fel(beslutad, vem, plan) == {
        "": ["Planen har inga mål än. Lägg in minst ett mål innan den beslutas."]
    }
    svar = fel(actions.besluta_plan, **vem, plan=plan, datum=date(2026, 3, 12), paragraf=" ")
    assert svar == {
        "datum": ["Beslutsdatumet kan inte ligga i framtiden. I dag är det 2026-03-11."],
        "paragraf": ["Skriv beslutets paragraf med nummer, till exempel KF § 42."],
    }
    svar = fel(actions.besluta_plan, **vem, plan=plan, datum=date(1900, 1, 1), paragraf="KF")
    assert svar == {
        "datum": ["1900 är mer än 4 år före planens första år, 2026. Kontrollera datumet."],
        "paragraf": ["Skriv beslutets paragraf med nummer, till exempel KF § 42."],
    }


def test_en_beslutad_plan_kan_inte_andras_pa_nagot_satt(vem, plan, omrade, mal, ny_indikator, storkoping):
    i = ny_indikator()
    beslutad(vem, plan)
    kf, namnd = storkoping["kf"], storkoping["skolnamnd"]
    indikatorfalt = {
        "riktning": "hog",
        "kategori": "objektiv",
        "paverkansgrad": "stor",
        "agare": namnd,
        "namn": "X",
    }
    forsok = [
        lambda: actions.andra_plan(**vem, plan=plan, namn="X", fran_ar=2026, till_ar=2028),
        lambda: beslutad(vem, plan),
        lambda: actions.ta_bort_plan(**vem, plan=plan),
        lambda: actions.skapa_malomrade(**vem, plan=plan, namn="X"),
        lambda: actions.andra_malomrade(**vem, malomrade=omrade, namn="X"),
        lambda: actions.flytta_malomrade(**vem, malomrade=omrade, steg=1),
        lambda: actions.ta_bort_malomrade(**vem, malomrade=omrade),
        lambda: actions.skapa_mal(**vem, malomrade=omrade, titel="X", enhet=kf),
        lambda: actions.andra_mal(**vem, mal=mal, titel="X", enhet=kf),
        lambda: actions.flytta_mal(**vem, mal=mal, steg=1),
        lambda: actions.ta_bort_mal(**vem, mal=mal),
        lambda: actions.skapa_indikator(**vem, mal=mal, nyckeltal=i.nyckeltal, **indikatorfalt),
        lambda: actions.andra_indikator(**vem, indikator=i, **indikatorfalt),
        lambda: actions.flytta_indikator(**vem, indikator=i, steg=1),
        lambda: actions.ta_bort_indikator(**vem, indikator=i),
        lambda: actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85}),
    ]
    texter = set()
    for ett in forsok:
        with pytest.raises(PlanLast) as fangat:
            ett()
        texter.add(str(fangat.value))
    assert texter == {
        "Planen ”Mål och budget 2026–2028” beslutades 2026-03-02 (KF § 42) och kan inte ändras. "
        "Ändringar kräver ett nytt beslut, i en ny version av planen."
    }


def test_handlingsplaner_kan_andras_nar_planen_ar_beslutad(vem, plan, mal, storkoping):
    beslutad(vem, plan)
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["skolnamnd"], mal=mal
    )
    actions.skapa_aktivitet(**vem, handlingsplan=h, namn="A", ansvar="Rektor")
    assert list(mal.handlingsplaner.values_list("aktiviteter__namn", flat=True)) == ["A"]


# ---- Goals ----


def test_namndens_mal_hamnar_under_fullmaktiges(vem, omrade, mal, storkoping):
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Trygga elever", enhet=storkoping["skolnamnd"])
    assert (under.niva, under.malomrade, under.overordnat, mal.niva) == ("namnd", omrade, mal, "kf")


def test_en_ring_av_mal_ar_omojlig(vem, omrade, mal, storkoping):
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=storkoping["skolnamnd"])
    underst = actions.skapa_mal(**vem, overordnat=under, titel="Underst", enhet=storkoping["skola"])
    kf, namnd, skola = storkoping["kf"], storkoping["kulturnamnd"], storkoping["skola"]
    assert fel(actions.skapa_mal, **vem, overordnat=under, titel="X", enhet=namnd) == {
        "overordnat": ["Ett nämndmål tjänar ett av fullmäktiges mål."]
    }
    assert fel(actions.skapa_mal, **vem, overordnat=underst, titel="X", enhet=skola) == {
        "overordnat": ["En enhets mål tjänar ett mål som en nämnd eller fullmäktige satt."]
    }
    fritt = actions.skapa_mal(**vem, malomrade=omrade, titel="Fritt", enhet=kf)
    assert fel(actions.andra_mal, **vem, mal=fritt, titel="X", enhet=kf, overordnat=under) == {
        "overordnat": ["Ett mål som fullmäktige sätter har inget överordnat mål."]
    }
    for mal_, enhet, over in ((under, namnd, under), (under, namnd, underst), (mal, kf, underst)):
        svar = fel(actions.andra_mal, **vem, mal=mal_, titel="X", enhet=enhet, overordnat=over)
        assert svar == {
            "overordnat": [
                f"”{over.titel}” ligger redan under det här målet, så det skulle bli en ring. Välj ett mål ovanför."
            ]
        }
    svar = fel(actions.andra_mal, **vem, mal=mal, titel="X", enhet=namnd)
    assert svar == {
        "enhet": ["Mål på lägre nivå pekar på målet, så det måste ligga högre än de. Flytta dem först."]
    }


def test_databasen_slapper_inte_igenom_en_ring(vem, mal, storkoping):
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=storkoping["skolnamnd"])
    annat = actions.skapa_mal(**vem, overordnat=mal, titel="Annat", enhet=storkoping["kulturnamnd"])
    for nyckel, over in ((under.pk, annat.pk), (mal.pk, under.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mal.objects.filter(pk=nyckel).update(overordnat=over)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mal.objects.filter(pk=mal.pk).update(niva="enhet")


def test_databasen_haller_en_beslutad_plan_fast(vem, plan, mal, ny_indikator, personer):
    i = ny_indikator(ansvarig=personer["ansvarig"])
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85})
    beslutad(vem, plan)
    forsok = (
        lambda: Plan.objects.filter(pk=plan.pk).update(status="utkast", beslutad=None, paragraf=""),
        lambda: Malomrade.objects.filter(plan=plan).update(namn="X"),
        lambda: Mal.objects.filter(pk=mal.pk).update(titel="X"),
        lambda: Mal.objects.create(malomrade=mal.malomrade, titel="Nytt", enhet=mal.enhet),
        lambda: Indikator.objects.filter(pk=i.pk).update(riktning="lag"),
        lambda: Indikator.objects.filter(pk=i.pk).update(ansvarig=vem["av"]),
        lambda: Malniva.objects.filter(indikator=i).update(varde=1),
        lambda: Malniva.objects.filter(indikator=i).delete(),
        lambda: plan.delete(),
    )
    for ett in forsok:
        with pytest.raises(IntegrityError), transaction.atomic():
            ett()
    # A person can be removed all the same: what they were responsible for lets go of them.
    Indikator.objects.filter(pk=i.pk).update(ansvarig=None)


def test_en_annan_plans_rader_gar_inte_att_anvanda(vem, plan, mal, storkoping, ny_indikator):
    annan = actions.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2030)
    annat_omrade = actions.skapa_malomrade(**vem, plan=annan, namn="Lärande")
    annat_mal = actions.skapa_mal(**vem, malomrade=annat_omrade, titel="M", enhet=storkoping["kf"])
    kf = storkoping["kf"]
    assert fel(actions.andra_mal, **vem, mal=mal, titel="X", enhet=kf, malomrade=annat_omrade) == {
        "malomrade": ["Målområdet hör till en annan plan."]
    }
    i = ny_indikator()
    svar = fel(
        actions.andra_indikator,
        **vem,
        indikator=i,
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="stor",
        agare=kf,
        namn="X",
        mal=annat_mal,
    )
    assert svar == {"mal": ["Målet hör till en annan plan."]}


def test_namndmal_foljer_med_nar_fullmaktiges_mal_byter_omrade(vem, plan, mal, storkoping):
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=storkoping["skolnamnd"])
    nytt = actions.skapa_malomrade(**vem, plan=plan, namn="Trygghet")
    actions.andra_mal(**vem, mal=mal, titel=mal.titel, enhet=storkoping["kf"], malomrade=nytt)
    under.refresh_from_db()
    assert under.malomrade == nytt


def test_den_som_slutat_kan_inte_bli_ansvarig_men_far_sta_kvar(vem, omrade, personer, storkoping):
    kf, person = storkoping["kf"], personer["ansvarig"]
    mal = actions.skapa_mal(**vem, malomrade=omrade, titel="M", enhet=kf, ansvarig=person)
    person.is_active = False
    person.save()
    actions.andra_mal(**vem, mal=mal, titel="Nytt", enhet=kf, ansvarig=person)
    svar = fel(actions.skapa_mal, **vem, malomrade=omrade, titel="X", enhet=kf, ansvarig=person)
    assert svar == {"ansvarig": ["Välj någon annan: Ansvarig Storköping är inte längre aktiv."]}


def test_en_nedlagd_namnd_kan_inte_sattas(vem, omrade, storkoping):
    namnd = storkoping["skolnamnd"]
    namnd.galler_till, namnd.efterfoljare = date(2025, 12, 31), storkoping["kulturnamnd"]
    namnd.save()
    svar = fel(actions.skapa_mal, **vem, malomrade=omrade, titel="X", enhet=namnd)
    assert svar == {
        "enhet": [
            "Välj en annan: Barn- och utbildningsnämnden upphörde 2025-12-31. "
            "Efterföljaren är Kultur- och fritidsnämnden."
        ]
    }


def test_for_lang_text_avvisas_med_faltets_namn(vem, omrade, storkoping):
    svar = fel(actions.skapa_mal, **vem, malomrade=omrade, titel="x" * 251, enhet=storkoping["kf"])
    assert list(svar) == ["titel"]


def test_flytta_ordnar_om_och_stannar_i_kanten(vem, plan):
    for namn in ("A", "B", "C"):
        actions.skapa_malomrade(**vem, plan=plan, namn=namn)
    c = Malomrade.objects.get(namn="C")
    assert actions.flytta_malomrade(**vem, malomrade=c, steg=-1) is True
    assert list(plan.malomraden.values_list("namn", flat=True)) == ["A", "C", "B"]
    a = Malomrade.objects.get(namn="A")
    assert actions.flytta_malomrade(**vem, malomrade=a, steg=-1) is False


# ---- Indicators and target levels ----


def test_samma_nyckeltal_en_gang_per_mal(vem, ny_indikator):
    i = ny_indikator()
    assert fel(ny_indikator, nyckeltal=i.nyckeltal) == {
        "nyckeltal": ["Målet har redan en indikator med det nyckeltalet."]
    }


def test_kon_kraver_konsuppdelat_nyckeltal(ny_indikator, nytt_nyckeltal):
    assert fel(ny_indikator, kon="K") == {"kon": ["Nyckeltalet är inte könsuppdelat."]}
    delat = nytt_nyckeltal("N15030", konsuppdelat=True)
    assert ny_indikator(nyckeltal=delat, kon="K").kon == "K"


def test_jamforelsegruppen_maste_finnas(ny_indikator):
    assert fel(ny_indikator, jamforelsegrupp="G99") == {"jamforelsegrupp": ["Gruppen finns inte."]}


def test_malnivaer_ersatts_som_helhet_och_loggas(vem, ny_indikator, handelser):
    i = ny_indikator()
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 88}, utgangsvarde=84.2, utgangsar=2024)
    forsta = Malniva.objects.get(ar=2027).pk
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2027: 90, 2028: 91})
    assert list(i.malnivaer.values_list("ar", "varde")) == [(2027, 90.0), (2028, 91.0)]
    assert Malniva.objects.get(ar=2027).pk == forsta
    i.refresh_from_db()
    assert (i.utgangsvarde, i.utgangsar) == (84.2, 2024)
    (_, data) = handelser("planering.satt_malnivaer")[1]
    assert data == {
        "kon": "T",
        "andrat": {"nivaer": [{"2026": 85.0, "2027": 88.0}, {"2027": 90.0, "2028": 91.0}]},
    }


def test_malniva_utanfor_planen_namner_planens_ar(vem, ny_indikator):
    svar = fel(actions.satt_malnivaer, **vem, indikator=ny_indikator(), nivaer={2026: 85, 2030: 88})
    assert svar == {"ar_2030": ["2030 ligger utanför planen, som gäller 2026–2028."]}
    assert Malniva.objects.count() == 0


def test_ar_med_malniva_kan_inte_skaras_bort_ur_planen(vem, plan, ny_indikator):
    actions.satt_malnivaer(**vem, indikator=ny_indikator(), nivaer={2026: 85, 2028: 88})
    svar = fel(actions.andra_plan, **vem, plan=plan, namn="X", fran_ar=2026, till_ar=2027)
    assert svar == {"till_ar": ["Det finns målnivåer för 2028. Ta bort dem innan åren lämnar planen."]}


def test_riktning_som_malnivan_inte_kan_bedomas_med_avvisas(vem, ny_indikator, storkoping):
    i = ny_indikator()
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85})
    falt = {"kategori": "objektiv", "paverkansgrad": "stor", "agare": storkoping["skolnamnd"], "namn": "X"}
    svar = fel(actions.andra_indikator, **vem, indikator=i, riktning="neutral", **falt)
    text = "Målnivån för 2026 passar inte den riktningen. Ändra eller ta bort målnivåerna först."
    assert svar == {"riktning": [text]}
    assert actions.andra_indikator(**vem, indikator=i, riktning="lag", **falt).riktning == "lag"


def test_forandring_och_intervall_gar_att_satta(vem, ny_indikator, nytt_nyckeltal):
    a = ny_indikator()
    actions.satt_malnivaer(**vem, indikator=a, nivaer={2026: "oka"}, utgangsvarde=80.0, utgangsar=2025)
    b = ny_indikator(nyckeltal=nytt_nyckeltal("N1"), riktning="intervall", intervall_a=10.0, intervall_b=20.0)
    actions.satt_malnivaer(**vem, indikator=b, nivaer={2027: (12.0, 18.0)})
    rader = Malniva.objects.order_by("ar").values_list("slag", "varde", "a", "b", "forandring")
    assert list(rader) == [
        ("forandring", None, None, None, "oka"),
        ("intervall", None, 12.0, 18.0, ""),
    ]


# ---- Deletion ----


def test_borttagning_sager_vad_som_foljer_med_och_loggen_har_allt(
    vem, mal, ny_indikator, storkoping, handelser
):
    i = ny_indikator()
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 88})
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["skolnamnd"], mal=mal
    )
    borta, losa = actions.foljer_med(mal)
    assert (sorted(borta), losa) == ([("indikator", 1), ("målnivåer", 2)], [("handlingsplan", 1)])
    actions.ta_bort_mal(**vem, mal=mal)
    h.refresh_from_db()
    assert (Mal.objects.count(), Indikator.objects.count(), Malniva.objects.count(), h.mal) == (0, 0, 0, None)
    ((_, data),) = handelser("planering.ta_bort_mal")
    assert sorted(data["borttaget"]) == ["planering.Indikator", "planering.Mal", "planering.Malniva"]
    assert [n["varde"] for n in data["borttaget"]["planering.Malniva"]] == [85.0, 88.0]
    assert data["borttaget"]["planering.Mal"][0]["titel"] == "Alla elever når gymnasiet"
    assert data["losgjort"] == {"planering.Handlingsplan": [h.pk]}


def test_fullmaktiges_mal_med_namndmal_tas_inte_bort_men_omradet_kan(vem, omrade, mal, storkoping):
    actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=storkoping["skolnamnd"])
    text = "Ett nämndmål tjänar målet. Flytta eller ta bort dem först, så att den röda tråden inte bryts."
    assert fel(actions.ta_bort_mal, **vem, mal=mal) == {"": [text]}
    actions.ta_bort_malomrade(**vem, malomrade=omrade)
    assert (Mal.objects.count(), Plan.objects.count()) == (0, 1)


def test_det_som_nagon_annan_tagit_bort_gar_inte_att_andra(vem, omrade):
    Malomrade.objects.all().delete()
    svar = fel(actions.andra_malomrade, **vem, malomrade=omrade, namn="X")
    assert svar == {"": ["Det du ändrade har tagits bort av någon annan."]}


# ---- Action plans ----


def test_avford_aktivitet_kraver_skal_och_slut_kommer_efter_start(vem, storkoping):
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["skolnamnd"]
    )
    svar = fel(
        actions.skapa_aktivitet,
        **vem,
        handlingsplan=h,
        namn="A",
        ansvar="R",
        status="avford",
        startar=date(2026, 5, 1),
        klar_senast=date(2026, 4, 1),
    )
    assert svar == {
        "klar_senast": ["Slutdatumet ligger före starten, 2026-05-01."],
        "avford_skal": ["Skriv varför aktiviteten avförs, så att frågan inte behöver ställas om."],
    }


def test_aktiviteter_andras_flyttas_och_tas_bort(vem, storkoping, handelser):
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["skolnamnd"]
    )
    a = actions.skapa_aktivitet(**vem, handlingsplan=h, namn="A", ansvar="R")
    b = actions.skapa_aktivitet(**vem, handlingsplan=h, namn="B", ansvar="R")
    actions.flytta_aktivitet(**vem, aktivitet=b, steg=-1)
    actions.andra_aktivitet(**vem, aktivitet=a, namn="A", ansvar="R", status="klar", revision=1)
    assert list(h.aktiviteter.values_list("namn", "status")) == [("B", "planerad"), ("A", "klar")]
    actions.ta_bort_handlingsplan(**vem, handlingsplan=h)
    assert (Handlingsplan.objects.count(), Aktivitet.objects.count()) == (0, 0)
    ((_, data),) = handelser("planering.ta_bort_handlingsplan")
    assert [rad["namn"] for rad in data["borttaget"]["planering.Aktivitet"]] == ["A", "B"]


def test_an_indicator_without_a_name_takes_as_much_of_the_title_as_fits(ny_indikator, nytt_nyckeltal):
    lang = nytt_nyckeltal(titel="a" * 226)
    assert ny_indikator(nyckeltal=lang).namn == "a" * 199 + "…"
