"""The pages of versions, the red thread, history, undo and drafts."""

import re
from datetime import date

import pytest
from django.urls import reverse

from organisation.models import Handelse
from planering import actions
from planering.models import Indikator, Mal, Malomrade, Plan, Styrperiod, Utkast

pytestmark = pytest.mark.django_db


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


def adress(namn, *args) -> str:
    return reverse(f"planering:{namn}", args=args)


def felen(svar) -> dict:
    return dict(svar.context["form"].errors)


@pytest.fixture
def beslutad(vem, plan, mal, ny_indikator):
    i = ny_indikator(namn="Behöriga", decimaler=0)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 90})
    return actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")


def test_fran_beslutad_till_ny_version_och_vad_som_andrats(analytiker, vem, beslutad):
    svar = analytiker.post(adress("ny_version", beslutad.pk))
    ny = Plan.objects.get(version=2)
    assert svar.url == adress("planvy", ny.pk)
    tom = analytiker.get(adress("skillnad", ny.pk))
    assert (tom.context["mot"], bool(tom.context["skillnad"])) == (beslutad, False)
    lika = analytiker.get(adress("skillnad", ny.pk) + "?antal").content.decode()
    assert lika.strip() == f"Planen skiljer sig inte från {ny.namn}, version 1."
    i = Indikator.objects.get(mal__malomrade__plan=ny)
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85})
    text = analytiker.get(adress("skillnad", ny.pk)).content.decode()
    assert "Målnivån 2026 för Behöriga sänktes från 90 till 85\u00a0%." in text
    assert "Lättare att nå." in text
    antal = adress("skillnad", ny.pk) + "?antal"
    assert analytiker.get(antal).content.decode().startswith(f"1 ändring mot {ny.namn}, version 1. <a href=")
    assert f'hx-get="{antal}"' in analytiker.get(adress("besluta_plan", ny.pk)).content.decode()
    # The decided one says that the work goes on elsewhere, and does not start a second draft.
    sida = analytiker.get(adress("planvy", beslutad.pk))
    assert (sida.context["paborjad"], "Fortsätt med version 2" in sida.content.decode()) == (ny, True)
    svar = analytiker.post(adress("ny_version", beslutad.pk), follow=True)
    assert ("Version 2 är redan påbörjad." in svar.content.decode(), Plan.objects.count()) == (True, 2)
    actions.besluta_plan(**vem, plan=ny, datum=date(2026, 3, 9), paragraf="KF § 60")
    sida = analytiker.get(adress("planvy", beslutad.pk))
    assert (sida.context["ersatt_av"], "Planen är ersatt av" in sida.content.decode()) == (ny, True)
    assert analytiker.get(adress("plan")).context["plan"] == ny


@pytest.mark.parametrize("fler", [0, 2])
def test_skillnadens_fragor(
    analytiker, vem, plan, omrade, storkoping, nytt_nyckeltal, django_assert_num_queries, fler
):
    for nr in range(1 + fler):
        m = actions.skapa_mal(**vem, malomrade=omrade, titel=f"M{nr}", enhet=storkoping["kf"])
        i = actions.skapa_indikator(
            **vem,
            mal=m,
            nyckeltal=nytt_nyckeltal(f"N{nr}"),
            riktning="hog",
            kategori="objektiv",
            paverkansgrad="stor",
            agare=storkoping["kf"],
        )
        actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85})
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    ny = actions.ny_version(**vem, plan=plan)
    analytiker.get(adress("skillnad", ny.pk))
    # Seven of them are the money and the uppdrag of both plans.
    with django_assert_num_queries(22):
        analytiker.get(adress("skillnad", ny.pk))
    with django_assert_num_queries(22):
        analytiker.get(adress("skillnad_csv", ny.pk))
    with django_assert_num_queries(9):
        analytiker.get(adress("planhistorik", plan.pk))
    analytiker.get(adress("besluta_plan", ny.pk))
    # Two of them count what the decision locks, one the money set aside, one the plan it comes after.
    with django_assert_num_queries(16):
        assert analytiker.get(adress("besluta_plan", ny.pk)).status_code == 200


def test_jamfor_med_en_vald_plan_och_med_ingen(analytiker, vem, plan, mal):
    sida = analytiker.get(adress("skillnad", plan.pk))
    assert (sida.context["mot"], "Det finns ingen tidigare plan" in sida.content.decode()) == (None, True)
    annan = actions.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2030)
    # A later plan is nothing to compare with: it would be told backwards.
    sida = analytiker.get(adress("skillnad", plan.pk) + f"?mot={annan.pk}")
    assert (sida.context["mot"], sida.context["andra"]) == (None, [])
    for skrap in ("x", "999999", "-1", "", str(annan.pk)):
        assert analytiker.get(adress("skillnad", annan.pk) + f"?mot={skrap}").context["mot"] == plan


def test_kopiera_till_nasta_ar(analytiker, beslutad):
    form = analytiker.get(adress("kopiera_plan", beslutad.pk)).context["form"]
    assert [form[f].value() for f in ("namn", "fran_ar", "till_ar", "nivaer")] == [
        "Mål och budget 2027–2029",
        "2027",
        "2029",
        "samma",
    ]
    data = {"namn": "Mål och budget 2026–2028", "fran_ar": "2026", "till_ar": "2028", "nivaer": "linje"}
    svar = analytiker.post(adress("kopiera_plan", beslutad.pk), data)
    assert felen(svar) == {"fran_ar": ["Välj ett år efter 2026. Samma år ändras i en ny version av planen."]}
    assert svar.context["form"]["nivaer"].value() == "linje"
    svar = analytiker.post(adress("kopiera_plan", beslutad.pk), data | {"fran_ar": "2027", "till_ar": "2029"})
    ny = Plan.objects.get(fran_ar=2027)
    assert svar.url == adress("planvy", ny.pk)


def test_styrperioder(analytiker, plan):
    svar = analytiker.post(
        adress("ny_styrperiod"), {"namn": "2023–2026", "fran_ar": "2026", "till_ar": "2023"}
    )
    assert felen(svar) == {"till_ar": ["Sista år kan inte vara före 2026."]}
    analytiker.post(adress("ny_styrperiod"), {"namn": "2023–2026", "fran_ar": "2023", "till_ar": "2026"})
    assert Styrperiod.objects.get().planer.get() == plan
    assert plan.namn in analytiker.get(adress("styrperioder")).content.decode()


# ---- The red thread ----


def test_traden_lankar_upp_och_ned_och_sager_vad_som_saknas(
    analytiker, vem, plan, omrade, mal, storkoping, ny_indikator, klient
):
    jamlikt = actions.skapa_mal(
        **vem,
        malomrade=omrade,
        titel="Jämställt",
        enhet=storkoping["kf"],
        horisontellt=True,
        ansvarig=vem["av"],
    )
    under = actions.skapa_mal(
        **vem,
        overordnat=mal,
        titel="Under",
        enhet=storkoping["skolnamnd"],
        bidrar_till=[jamlikt],
        ansvarig=vem["av"],
    )
    underst = actions.skapa_mal(**vem, overordnat=under, titel="Underst", enhet=storkoping["skola"])
    i = ny_indikator(under=underst, namn="Trygga", ansvarig=vem["av"])
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 86, 2028: 87})
    trad = analytiker.get(adress("trad")).context["trad"]
    noder = {n.kort.titel: n for n in trad.noder}
    assert {
        t: (n.kort.upp and n.kort.upp[1], [b.kort.titel for b in n.barn], n.kort.djup)
        for t, n in noder.items()
    } == {
        mal.titel: (None, ["Under"], 1),
        "Under": (mal.titel, ["Underst"], 2),
        "Underst": ("Under", [], 3),
        "Jämställt": (None, [], 1),
    }
    assert {t: [lucka.text for lucka in n.kort.luckor] for t, n in noder.items()} == {
        mal.titel: ["Inga egna indikatorer, bara målen under det mäts", "Ansvarig saknas"],
        "Under": ["Inga egna indikatorer, bara målen under det mäts"],
        "Underst": ["Ansvarig saknas"],
        "Jämställt": ["Inga egna indikatorer, bara målen under det mäts"],
    }
    (h,) = trad.horisonter
    assert [(e.namn, [m.titel for m in mal_]) for e, mal_ in h.namnder] == [
        ("Barn- och utbildningsnämnden", ["Under"]),
        ("Kultur- och fritidsnämnden", []),
    ]
    for fraga in ("", "?visa=lista"):
        text = analytiker.get(adress("trad") + fraga).content.decode()
        assert all(f'id="nod-{m.pk}"' in text for m in (mal, under, underst))
        assert f'href="#nod-{under.pk}"' in text
        assert "2026: 85,0" in text
        assert f'href="{adress("andra_mal", underst.pk)}"' in text
    assert (
        adress("andra_mal", underst.pk) not in klient("fortroendevald").get(adress("trad")).content.decode()
    )


def test_enhetens_mal_gar_att_lagga_in_i_formularet(analytiker, vem, omrade, mal, storkoping):
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=storkoping["skolnamnd"])
    sida = analytiker.get(adress("nytt_mal", omrade.pk) + f"?under={under.pk}")
    assert sida.context["form"]["overordnat"].value() == str(under.pk)
    analytiker.post(
        adress("nytt_mal", omrade.pk),
        {
            "titel": "Underst",
            "enhet": storkoping["skola"].pk,
            "malomrade": omrade.pk,
            "overordnat": under.pk,
            "horisontellt": "on",
        },
    )
    nytt = Mal.objects.get(titel="Underst")
    assert (nytt.niva, nytt.overordnat, nytt.horisontellt) == ("enhet", under, False)


def test_horisontella_kopplingar_i_formularet(analytiker, vem, omrade, mal, storkoping):
    jamlikt = actions.skapa_mal(
        **vem, malomrade=omrade, titel="Jämställt", enhet=storkoping["kf"], horisontellt=True
    )
    under = actions.skapa_mal(**vem, overordnat=mal, titel="Under", enhet=storkoping["skolnamnd"])
    data = {
        "revision": "1",
        "titel": "Under",
        "enhet": storkoping["skolnamnd"].pk,
        "malomrade": omrade.pk,
        "overordnat": mal.pk,
        "bidrar_till": [jamlikt.pk],
    }
    analytiker.post(adress("andra_mal", under.pk), data)
    assert [k.horisontellt for k in under.horisontkopplingar.all()] == [jamlikt]
    form = analytiker.get(adress("andra_mal", under.pk)).context["form"]
    assert form["bidrar_till"].value() == [str(jamlikt.pk)]
    svar = analytiker.post(adress("andra_mal", under.pk), data | {"bidrar_till": [mal.pk], "revision": "2"})
    assert felen(svar) == {"bidrar_till": ["Välj bland alternativen i listan."]}
    # A stale edit shows both, in words.
    svar = analytiker.post(
        adress("andra_mal", under.pk), {k: v for k, v in data.items() if k != "bidrar_till"}
    )
    assert svar.status_code == 409
    assert [(k.etikett, k.sparat, k.ditt) for k in svar.context["form"].krockrader] == [
        ("Bidrar det också till något horisontellt mål?", "Jämställt", "tomt")
    ]


# ---- Order by drag ----


def test_dragen_ordning_och_en_som_hunnit_bli_gammal(analytiker, vem, plan, omrade):
    andra = actions.skapa_malomrade(**vem, plan=plan, namn="Andra")
    data = {
        "slag": "malomrade",
        "sedd": f"{omrade.pk},{andra.pk}",
        "ny": f"{andra.pk},{omrade.pk}",
        "flyttad": str(andra.pk),
    }
    svar = analytiker.post(adress("ordna", plan.pk), data)
    assert svar.url == adress("planvy", plan.pk) + f"#omrade-{andra.pk}"
    assert list(plan.malomraden.values_list("namn", flat=True)) == ["Andra", "Lärande"]
    svar = analytiker.post(adress("ordna", plan.pk), data, follow=True)
    assert "Någon annan har ändrat ordningen" in svar.content.decode()
    assert list(plan.malomraden.values_list("namn", flat=True)) == ["Andra", "Lärande"]
    for skrap in ("", "a,b", "1;2", "²"):
        assert analytiker.post(adress("ordna", plan.pk), data | {"sedd": skrap}).status_code == 400
    analytiker.post(adress("ordna", plan.pk), data | {"slag": "annat"})


# ---- History and undo ----


def test_borttaget_angras_fran_meddelandet(analytiker, mal, ny_indikator):
    ny_indikator()
    svar = analytiker.post(adress("ta_bort_mal", mal.pk), follow=True)
    handelse = Handelse.objects.get(typ="planering.ta_bort_mal")
    assert f'<a href="{adress("angra", handelse.pk)}">Ångra borttagningen</a>' in svar.content.decode()
    sida = analytiker.get(adress("angra", handelse.pk))
    assert (sida.context["antal"], Mal.objects.count()) == (2, 0)
    svar = analytiker.post(adress("angra", handelse.pk))
    assert svar.url == adress("planvy", mal.malomrade.plan_id) + f"#mal-{mal.pk}"
    assert (Mal.objects.get(), Indikator.objects.count()) == (mal, 1)
    svar = analytiker.post(adress("angra", handelse.pk))
    assert (svar.status_code, "redan återställt" in svar.content.decode()) == (409, True)


def test_historiken_star_pa_objektets_sida_och_for_alla_pa_sin_egen(analytiker, vem, omrade, klient):
    actions.andra_malomrade(**vem, malomrade=omrade, namn="Skola")
    sida = analytiker.get(adress("andra_malomrade", omrade.pk))
    assert [(r.person, r.vad) for r in sida.context["historik"]] == [
        ("Analytiker Storköping", "Ändrades"),
        ("Analytiker Storköping", "Skapades"),
    ]
    lasare = klient("lasare").get(adress("historik_malomrade", omrade.pk)).content.decode()
    assert ("Lärande" in lasare, "Skola" in lasare, "/angra/" in lasare) == (True, True, False)
    assert klient("lasare").get(adress("angra", 1)).status_code == 403


# ---- Drafts ----


def skriv(client, sida, data):
    return client.post(adress("spara_utkast") + f"?adress={sida}", data, headers={"HX-Request": "true"})


def test_det_skrivna_finns_kvar_nar_man_kommer_tillbaka(analytiker, plan, klient, klocka):
    sida = adress("nytt_malomrade", plan.pk)
    assert "utkast" not in analytiker.get(sida).context
    klocka.shift(120)
    svar = skriv(analytiker, sida, {"namn": "Lär", "beskrivning": "å" * 5000, "csrfmiddlewaretoken": "x"})
    assert "Utkast sparat 09.32" in svar.content.decode()
    assert Utkast.objects.get().data == {"namn": ["Lär"], "beskrivning": ["å" * 5000]}
    tillbaka = analytiker.get(sida)
    form = tillbaka.context["form"]
    # Nothing has been sent, so nothing is wrong yet, though it could not be saved as it is.
    assert (form["namn"].value(), form["beskrivning"].value(), felen(tillbaka)) == ("Lär", "å" * 5000, {})
    assert "Du har osparade ändringar från 2026-03-11 09.32" in tillbaka.content.decode().replace(
        "\u00a0", " "
    )
    assert "utkast" not in klient("administrator").get(sida).context
    analytiker.post(sida, {"namn": "Lärande", "beskrivning": ""})
    assert (Malomrade.objects.get().namn, Utkast.objects.count()) == ("Lärande", 0)


def formularnyckel(svar) -> str:
    return re.search(r'name="formularnyckel" value="([^"]*)"', svar.content.decode())[1]


def test_ett_utkast_som_kommer_efter_det_sparade_blir_inget_utkast(analytiker, plan):
    """The last of what was typed may be on its way when the save overtakes it."""
    sida = adress("nytt_malomrade", plan.pk)
    nyckel = formularnyckel(analytiker.get(sida))
    skriv(analytiker, sida, {"namn": "Lär", "formularnyckel": nyckel})
    assert Utkast.objects.get().data == {"namn": ["Lär"]}
    analytiker.post(sida, {"namn": "Lärande", "beskrivning": "", "formularnyckel": nyckel})
    svar = skriv(analytiker, sida, {"namn": "Lärand", "formularnyckel": nyckel})
    assert (svar.status_code, svar.content, Utkast.objects.count()) == (204, b"", 0)
    # The next form at the same address is another one.
    nasta = formularnyckel(analytiker.get(sida))
    skriv(analytiker, sida, {"namn": "Trygg", "formularnyckel": nasta})
    assert (nasta == nyckel, Utkast.objects.get().data) == (False, {"namn": ["Trygg"]})


def test_formularets_nyckel_ar_densamma_nar_det_visas_med_fel(analytiker, plan):
    sida = adress("nytt_malomrade", plan.pk)
    nyckel = formularnyckel(analytiker.get(sida))
    assert formularnyckel(analytiker.post(sida, {"namn": "", "formularnyckel": nyckel})) == nyckel
    for falsk in ("{% now 'Y' %}", "{{ form }}", '"><script>', "x" * 13, ""):
        ny = formularnyckel(analytiker.post(sida, {"namn": "", "formularnyckel": falsk}))
        assert re.fullmatch(r"[\w-]{12}", ny)
        assert ny != falsk


def test_utkastet_kastas_med_en_knapp(analytiker, plan):
    sida = adress("nytt_malomrade", plan.pk)
    skriv(analytiker, sida, {"namn": "Lär"})
    svar = analytiker.post(adress("kasta_utkast") + f"?adress={sida}")
    assert (svar.url, Utkast.objects.count()) == (sida, 0)


def test_ett_utkast_pa_en_text_som_andrats_blir_en_krock(analytiker, vem, omrade):
    sida = adress("andra_malomrade", omrade.pk)
    skriv(analytiker, sida, {"revision": "1", "namn": "Mitt", "beskrivning": ""})
    actions.andra_malomrade(**vem, malomrade=omrade, namn="Deras")
    form = analytiker.get(sida).context["form"]
    assert (form["namn"].value(), form["revision"].value()) == ("Mitt", "1")
    svar = analytiker.post(sida, {"revision": "1", "namn": "Mitt", "beskrivning": ""})
    assert (svar.status_code, Malomrade.objects.get().namn, Utkast.objects.count()) == (409, "Deras", 1)


def test_malnivaernas_utkast_haller_det_som_inte_gar_att_lasa(analytiker, ny_indikator):
    sida = adress("malnivaer", ny_indikator().pk)
    skriv(
        analytiker,
        sida,
        {"revision": "1", "slag": "niva", "ar_2026": "1.234", "tolerans": "5", "tolerans_slag": "procent"},
    )
    svar = analytiker.get(sida)
    assert (svar.context["form"]["ar_2026"].value(), felen(svar)) == ("1.234", {})


@pytest.mark.parametrize(
    "sida", ["", "https://elak.example/", "//elak.example/planering/", "/logga-in/", "/planering/finns-inte/"]
)
def test_bara_egna_formular_har_utkast(analytiker, klient, sida):
    assert (skriv(analytiker, sida, {"a": "1"}).status_code, Utkast.objects.count()) == (400, 0)
    assert analytiker.post(adress("kasta_utkast") + f"?adress={sida}").status_code == 400


def test_den_som_inte_far_andra_har_inga_utkast(klient, plan):
    assert skriv(klient("lasare"), adress("ny_plan"), {"namn": "X"}).status_code == 400
    assert Utkast.objects.count() == 0
