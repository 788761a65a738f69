"""The pages: what is typed is kept, what is wrong is said, and what is decided stays."""

from datetime import date

import pytest
from django.urls import reverse

from planering import actions
from planering.models import Aktivitet, Handlingsplan, Indikator, Mal, Malomrade, Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


def felen(svar) -> dict:
    return dict(svar.context["form"].errors)


def adress(namn, *args) -> str:
    return reverse(f"planering:{namn}", args=args)


# ---- The whole way, as the analyst goes it ----


def test_fran_tom_plan_till_malnivaer(analytiker, storkoping, nytt_nyckeltal):
    nytt_nyckeltal("N15436", varden={2023: 82.9, 2025: 84.2, 2026: 85.0})
    svar = analytiker.post(
        adress("ny_plan"), {"namn": "Mål och budget", "fran_ar": "2026", "till_ar": "2028"}
    )
    plan = Plan.objects.get()
    assert svar.url == adress("planvy", plan.pk)
    analytiker.post(adress("nytt_malomrade", plan.pk), {"namn": "Lärande"})
    omrade = Malomrade.objects.get()
    analytiker.post(
        adress("nytt_mal", omrade.pk),
        {"titel": "Alla når gymnasiet", "enhet": storkoping["kf"].pk, "malomrade": omrade.pk},
    )
    mal = Mal.objects.get()
    svar = analytiker.post(
        adress("ny_indikator", mal.pk) + "?nyckeltal=n15436",
        {
            "riktning": "hog",
            "namn": "Behöriga",
            "kategori": "objektiv",
            "paverkansgrad": "stor",
            "agare": storkoping["skolnamnd"].pk,
            "jamforelsegrupp": "alla",
            "decimaler": "1",
        },
    )
    i = Indikator.objects.get()
    assert svar.url == adress("malnivaer", i.pk)
    sida = analytiker.get(svar.url)
    form = sida.context["form"]
    # The newest value before the plan's first year is proposed as baseline.
    assert (form["utgangsar"].value(), form["utgangsvarde"].value()) == ("2025", "84,2")
    assert form["tolerans"].value() == "5"
    svar = analytiker.post(
        adress("malnivaer", i.pk),
        {
            "revision": "1",
            "slag": "niva",
            "utgangsvarde": "84,2",
            "utgangsar": "2025",
            "ar_2026": "85",
            "ar_2027": "88 %",
            "ar_2028": "",
            "tolerans": "5",
            "tolerans_slag": "procent",
        },
    )
    assert svar.url == adress("planvy", plan.pk) + f"#indikator-{i.pk}"
    assert list(i.malnivaer.values_list("ar", "varde")) == [(2026, 85.0), (2027, 88.0)]
    i.refresh_from_db()
    assert (i.utgangsvarde, i.utgangsar, i.tolerans, i.tolerans_slag) == (84.2, 2025, 5.0, "procent")


# ---- Errors keep what was typed ----


def test_planens_ar_fel(analytiker):
    svar = analytiker.post(adress("ny_plan"), {"namn": "Mål", "fran_ar": "26", "till_ar": "2028"})
    assert felen(svar) == {"fran_ar": ["Skriv året med fyra siffror, till exempel 2026."]}
    assert svar.context["form"]["fran_ar"].value() == "26"
    assert "<title>Fel: Ny plan" in svar.content.decode()
    svar = analytiker.post(adress("ny_plan"), {"namn": "Mål", "fran_ar": "2028", "till_ar": "2026"})
    assert felen(svar) == {"till_ar": ["Sista år kan inte vara före 2028."]}


def test_otydligt_tal_fragas_om_och_star_kvar(analytiker, ny_indikator):
    i = ny_indikator()
    svar = analytiker.post(
        adress("malnivaer", i.pk),
        {
            "revision": "1",
            "slag": "niva",
            "ar_2026": "1.234",
            "ar_2027": "101",
            "tolerans": "-1",
            "tolerans_slag": "procent",
            "utgangsar": "2025",
        },
    )
    assert felen(svar) == {
        "ar_2026": ["Menade du 1,234 eller 1\u00a0234?"],
        "tolerans": ["Talet ska vara minst 0."],
        "ar_2027": ["En andel ligger mellan 0 och 100 procent."],
        "utgangsvarde": ["Skriv utgångsvärdet, eller ta bort utgångsåret."],
    }
    assert svar.context["form"]["ar_2026"].value() == "1.234"
    text = svar.content.decode()
    assert 'href="#id_ar_2026">Målnivå 2026: menade du 1,234 eller 1\u00a0234?</a>' in text
    assert i.malnivaer.count() == 0


def test_gul_grans_raknas_pa_servern(analytiker, ny_indikator):
    i = ny_indikator()
    svar = analytiker.post(
        adress("malnivaer", i.pk),
        {"slag": "niva", "ar_2026": "85", "ar_2027": "88", "tolerans": "5", "tolerans_slag": "procent"},
        headers={"HX-Request": "true"},
    )
    rader = [(g.ar, g.text) for g in svar.context["form"].granser()]
    assert rader == [("2026", "80,8\u00a0%"), ("2027", "83,6\u00a0%")]
    assert i.malnivaer.count() == 0


def test_samma_gula_grans_sags_en_gang(analytiker, ny_indikator):
    i = ny_indikator()
    data = {"slag": "niva", "tolerans": "5", "tolerans_slag": "procent"}
    data |= {"ar_2026": "80", "ar_2027": "90", "ar_2028": "80"}
    svar = analytiker.post(adress("malnivaer", i.pk), data, headers={"HX-Request": "true"})
    assert [(g.ar, g.text) for g in svar.context["form"].granser()] == [
        ("2026 och 2028", "76,0\u00a0%"),
        ("2027", "85,5\u00a0%"),
    ]


def test_forsta_malnivan_namns_ratt_nar_den_ar_fel(analytiker, ny_indikator):
    """A level that is wrong is still the first; one that cannot be read says nothing of which is."""
    i = ny_indikator()
    data = {"revision": "1", "slag": "niva", "tolerans": "5", "tolerans_slag": "procent", "ar_2028": "90"}
    data |= {"utgangsvarde": "80", "utgangsar": "2028"}
    fel = felen(analytiker.post(adress("malnivaer", i.pk), data | {"ar_2027": "120"}))
    assert fel["utgangsar"] == ["Utgångsåret ska vara före den första målnivån, 2027."]
    fel = felen(analytiker.post(adress("malnivaer", i.pk), data | {"ar_2027": "1.234"}))
    assert list(fel) == ["ar_2027"]
    fel = felen(analytiker.post(adress("malnivaer", i.pk), data))
    assert fel["utgangsar"] == ["Utgångsåret ska vara före den första målnivån, 2028."]


def test_det_som_ar_gomt_star_inte_i_vagen(analytiker, ny_indikator):
    i = ny_indikator()
    data = {"revision": "1", "slag": "forandring", "tolerans": "5", "tolerans_slag": "procent"}
    data |= {"ar_2027": "1.234", "ar_2027_f": "oka", "utgangsvarde": "80", "utgangsar": "2025"}
    assert analytiker.post(adress("malnivaer", i.pk), data).status_code == 302
    assert [(m.ar, m.forandring) for m in i.malnivaer.all()] == [(2027, "oka")]


def test_utgangsvarde_over_hundra_procent(analytiker, ny_indikator):
    i = ny_indikator()
    data = {"revision": "1", "slag": "niva", "tolerans": "5", "tolerans_slag": "procent", "ar_2027": "90"}
    svar = analytiker.post(adress("malnivaer", i.pk), data | {"utgangsvarde": "120", "utgangsar": "2024"})
    assert felen(svar) == {"utgangsvarde": ["En andel ligger mellan 0 och 100 procent."]}
    svar = analytiker.post(adress("malnivaer", i.pk), data | {"utgangsvarde": "85 tkr", "utgangsar": "2024"})
    assert felen(svar) == {"utgangsvarde": ["Här anges %, inte tkr."]}


def test_ett_ar_med_tusentalspunkt_star_kvar(analytiker, ny_indikator):
    i = ny_indikator()
    svar = analytiker.post(adress("malnivaer", i.pk), {"revision": "1", "slag": "niva", "utgangsar": "2.027"})
    assert felen(svar)["utgangsar"] == ["Skriv året med fyra siffror, till exempel 2026."]
    ruta = svar.content.decode().partition('name="utgangsar"')
    ruta = ruta[0].rpartition("<input")[2] + ruta[2].partition(">")[0]
    assert 'value="2.027"' in ruta
    assert 'maxlength="40"' in ruta


def test_skillnadsmatt_kraver_absolut_tolerans(analytiker, ny_indikator, nytt_nyckeltal):
    i = ny_indikator(nyckeltal=nytt_nyckeltal("N2", titel="Flyttnetto, antal", enhet="antal"))
    data = {"slag": "niva", "ar_2026": "10", "tolerans": "5", "tolerans_slag": "procent", "revision": "1"}
    svar = analytiker.post(adress("malnivaer", i.pk), data)
    assert list(felen(svar)) == ["tolerans"]
    assert "ange en absolut tolerans" in felen(svar)["tolerans"][0].lower()
    svar = analytiker.post(adress("malnivaer", i.pk), data | {"tolerans_slag": "absolut"})
    assert svar.status_code == 302


def test_neutral_indikator_tar_ingen_malniva(analytiker, ny_indikator):
    i = ny_indikator(riktning="neutral")
    svar = analytiker.get(adress("malnivaer", i.pk))
    assert [m.name for m in svar.templates][:1] == ["planering/malnivaer_neutral.html"]


def test_intervall_ifyllt_fran_indikatorn_och_ena_anden_racker_inte(analytiker, ny_indikator):
    i = ny_indikator(riktning="intervall", intervall_a=10.0, intervall_b=20.5)
    form = analytiker.get(adress("malnivaer", i.pk)).context["form"]
    assert (form["ar_2026_a"].value(), form["ar_2028_b"].value()) == ("10", "20,5")
    svar = analytiker.post(
        adress("malnivaer", i.pk), {"ar_2026_a": "10", "tolerans": "5", "tolerans_slag": "procent"}
    )
    assert felen(svar) == {"ar_2026_b": ["Skriv båda ändarna."]}


def test_riktning_har_inget_forval_om_ingen_ar_bekraftad(analytiker, mal, nytt_nyckeltal, vem):
    from kkik.models import Riktningsval

    nu = vem["nar"]

    n = nytt_nyckeltal("N15436")
    sida = adress("ny_indikator", mal.pk) + "?nyckeltal=N15436"
    assert analytiker.get(sida).context["form"]["riktning"].value() is None
    Riktningsval.objects.create(nyckeltal=n, riktning="lag", kalla="prov", skapad=nu)
    assert analytiker.get(sida).context["form"]["riktning"].value() is None
    Riktningsval.objects.create(nyckeltal=n, riktning="hog", kalla="prov", skapad=nu, bekraftad=nu)
    form = analytiker.get(sida).context["form"]
    assert form["riktning"].value() == "hog"
    assert form.fields["riktning"].help_text.startswith("Bekräftat för nyckeltalet: högt värde är bra.")


def test_indikatorn_kraver_riktning_kategori_och_paverkan(analytiker, mal, nytt_nyckeltal, storkoping):
    nytt_nyckeltal("N15436")
    svar = analytiker.post(
        adress("ny_indikator", mal.pk) + "?nyckeltal=N15436",
        {"namn": "N", "jamforelsegrupp": "alla", "decimaler": "1", "varfor": "Därför"},
    )
    assert felen(svar) == {
        "riktning": ["Välj vad som är bra. Kolada vet inte det, och systemet gissar aldrig."],
        "kategori": ["Välj vad indikatorn mäter."],
        "paverkansgrad": ["Välj hur mycket kommunen kan påverka."],
        "agare": ["Välj i listan."],
    }
    assert svar.context["form"]["varfor"].value() == "Därför"


def test_datum_med_snedstreck_fragas_om(analytiker, plan, mal):
    svar = analytiker.post(
        adress("besluta_plan", plan.pk), {"revision": "1", "datum": "11/12/2025", "paragraf": "§ 4"}
    )
    assert felen(svar) == {"datum": ["Menade du 2025-12-11 eller 2025-11-12? Skriv datum som åååå-mm-dd."]}
    svar = analytiker.post(
        adress("besluta_plan", plan.pk), {"revision": "1", "datum": "2025-12-11", "paragraf": "§ 4"}
    )
    plan.refresh_from_db()
    assert (svar.status_code, plan.status, plan.beslutad) == (302, "beslutad", date(2025, 12, 11))


def test_fullmaktiges_mal_slapper_ett_gomt_overordnat(analytiker, omrade, mal, storkoping):
    analytiker.post(
        adress("nytt_mal", omrade.pk),
        {"titel": "M", "enhet": storkoping["kf"].pk, "malomrade": omrade.pk, "overordnat": mal.pk},
    )
    nytt = Mal.objects.get(titel="M")
    assert (nytt.niva, nytt.overordnat) == ("kf", None)


# ---- Two people at once ----


def test_krock_visar_bada_texterna_och_skriver_inte_over(analytiker, vem, omrade):
    actions.andra_malomrade(**vem, malomrade=omrade, namn="Den andras")
    data = {"revision": "1", "namn": "Min text", "beskrivning": ""}
    svar = analytiker.post(adress("andra_malomrade", omrade.pk), data)
    assert svar.status_code == 409
    form = svar.context["form"]
    assert [(k.etikett, k.sparat, k.ditt) for k in form.krockrader] == [
        ("Målområde", "Den andras", "Min text")
    ]
    assert (form["namn"].value(), form["revision"].value()) == ("Min text", "2")
    assert Malomrade.objects.get().namn == "Den andras"
    # Saving once more, from the page that showed both, is a choice.
    svar = analytiker.post(adress("andra_malomrade", omrade.pk), data | {"revision": "2"})
    assert (svar.status_code, Malomrade.objects.get().namn) == (302, "Min text")


# ---- Decided ----


def test_beslutad_plan_visas_lasbar_med_skal(analytiker, vem, plan, mal, ny_indikator):
    i = ny_indikator()
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    for namn, pk in [
        ("andra_plan", plan.pk),
        ("besluta_plan", plan.pk),
        ("ta_bort_plan", plan.pk),
        ("nytt_malomrade", plan.pk),
        ("andra_malomrade", mal.malomrade_id),
        ("nytt_mal", mal.malomrade_id),
        ("andra_mal", mal.pk),
        ("ta_bort_mal", mal.pk),
        ("ny_indikator", mal.pk),
        ("andra_indikator", i.pk),
        ("malnivaer", i.pk),
        ("ta_bort_indikator", i.pk),
    ]:
        for svar in (analytiker.get(adress(namn, pk)), analytiker.post(adress(namn, pk), {})):
            assert svar.context["skal"] == (
                "Planen ”Mål och budget 2026–2028” beslutades 2026-03-02 (KF § 42) och kan inte ändras. "
                "Ändringar kräver ett nytt beslut, i en ny version av planen."
            )
        assert svar.status_code == 409
    sida = analytiker.get(adress("plan"))
    assert sida.context["andrar"] is False
    analytiker.post(adress("flytta_mal", mal.pk), {"steg": "upp"})
    assert Indikator.objects.get() == i


# ---- Bad and hostile input ----


def test_html_i_namn_visas_som_text(analytiker, vem, plan, storkoping):
    elakt = "<script>alert(1)</script>"
    omrade = actions.skapa_malomrade(**vem, plan=plan, namn=elakt, beskrivning=elakt)
    mal = actions.skapa_mal(**vem, malomrade=omrade, titel=elakt, enhet=storkoping["kf"])
    h = actions.skapa_handlingsplan(
        **vem, namn=elakt, omrade=elakt, nulage=elakt, malbild=elakt, enhet=storkoping["kf"], mal=mal
    )
    actions.skapa_aktivitet(
        **vem, handlingsplan=h, namn=elakt, ansvar=elakt, status="avford", avford_skal=elakt
    )
    for sida in (
        adress("plan"),
        adress("andra_mal", mal.pk),
        adress("ta_bort_mal", mal.pk),
        adress("ny_indikator", mal.pk) + "?q=<script>",
        adress("handlingsplaner"),
        adress("handlingsplan", h.pk),
    ):
        text = analytiker.get(sida).content.decode()
        assert (sida, text.count("<script>alert"), "&lt;script&gt;" in text) == (sida, 0, True)


def test_forfalskade_nycklar_avvisas_i_formularet(analytiker, vem, plan, omrade, storkoping):
    annan = actions.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2030)
    annat_omrade = actions.skapa_malomrade(**vem, plan=annan, namn="Lärande")
    annat_mal = actions.skapa_mal(**vem, malomrade=annat_omrade, titel="M", enhet=storkoping["kf"])
    svar = analytiker.post(
        adress("nytt_mal", omrade.pk),
        {
            "titel": "M",
            "enhet": 987654321,
            "malomrade": annat_omrade.pk,
            "overordnat": annat_mal.pk,
            "ansvarig": "1 OR 1=1",
        },
    )
    text = ["Välj ett av alternativen i listan."]
    assert felen(svar) == {"enhet": text, "overordnat": text, "malomrade": text, "ansvarig": text}
    assert omrade.mal.count() == 0


def test_for_lang_text_sags_vid_faltet_och_star_kvar(analytiker, plan):
    svar = analytiker.post(adress("nytt_malomrade", plan.pk), {"namn": "å" * 121})
    assert list(felen(svar)) == ["namn"]
    assert svar.context["form"]["namn"].value() == "å" * 121


@pytest.mark.parametrize("nyckel", ["0", "99999999999999999999", "7"])
@pytest.mark.parametrize(
    "namn", ["andra_mal", "andra_indikator", "malnivaer", "handlingsplan", "andra_aktivitet"]
)
def test_okanda_nycklar_ar_404(analytiker, namn, nyckel):
    assert analytiker.get(adress(namn, int(nyckel))).status_code == 404


@pytest.mark.parametrize("fraga", ["?under=abc", "?under=99999999999999999999", "?under=²", "?under="])
def test_underligt_overordnat_i_adressen_bortses_fran(analytiker, omrade, fraga):
    svar = analytiker.get(adress("nytt_mal", omrade.pk) + fraga)
    assert svar.context["form"]["overordnat"].value() is None


# ---- Choosing a nyckeltal ----


def test_sok_nyckeltal_med_och_utan_htmx(analytiker, mal, ny_indikator, nytt_nyckeltal):
    redan = nytt_nyckeltal("N11111", titel="Elever ett")
    nytt_nyckeltal("N22222", titel="Elever två")
    nytt_nyckeltal("N33333", titel="Regionens elever", kommuntyp="L")
    nytt_nyckeltal("N44444", titel="Äldre")
    ny_indikator(nyckeltal=redan)
    sida = adress("ny_indikator", mal.pk) + "?q=elever"
    hel = analytiker.get(sida)
    assert [rad.nyckeltal.kolada_id for rad in hel.context["traffar"]] == ["N11111", "N22222"]
    text = hel.content.decode()
    assert (f"{mal.pk}/indikator/?nyckeltal=N22222" in text, "?nyckeltal=N11111" in text) == (True, False)
    del_ = analytiker.get(sida, headers={"HX-Request": "true"})
    assert [m.name for m in del_.templates][:1] == ["planering/_traffar.html"]
    assert "<html" not in del_.content.decode()


def test_okant_nyckeltal_leder_tillbaka_till_sokningen(analytiker, mal):
    svar = analytiker.get(adress("ny_indikator", mal.pk) + "?nyckeltal=N99999")
    assert (svar.status_code, svar.context["fel_okant"]) == (200, True)


# ---- Deleting, moving, reading ----


def test_borttagning_fragar_forst(analytiker, mal, ny_indikator):
    ny_indikator()
    sida = analytiker.get(adress("ta_bort_mal", mal.pk))
    assert sida.context["borta"] == [("indikator", 1)]
    assert Mal.objects.count() == 1
    svar = analytiker.post(adress("ta_bort_mal", mal.pk))
    assert (svar.status_code, Mal.objects.count(), Indikator.objects.count()) == (302, 0, 0)


def test_flytta_kraver_post(analytiker, vem, plan, omrade):
    andra = actions.skapa_malomrade(**vem, plan=plan, namn="Andra")
    assert analytiker.get(adress("flytta_malomrade", andra.pk)).status_code == 405
    analytiker.post(adress("flytta_malomrade", andra.pk), {"steg": "upp"})
    assert list(plan.malomraden.values_list("namn", flat=True)) == ["Andra", "Lärande"]


@pytest.mark.parametrize("roll", ["fortroendevald", "lasare", "ansvarig"])
def test_andra_laser_men_andrar_inte(klient, kommun_9999, plan, mal, ny_indikator, roll):
    i = ny_indikator()
    client = klient(roll)
    sida = client.get(adress("plan"))
    assert (sida.status_code, sida.context["andrar"], sida.context["far_andra"]) == (200, False, False)
    assert [client.get(adress(n, i.pk)).status_code for n in ("andra_indikator", "malnivaer")] == [403, 403]
    text = sida.content.decode()
    assert ("Lägg till" in text, "/andra/" in text, "flytta" in text) == (False, False, False)


def test_tomma_sidor_sager_vad_som_ar_nasta_steg(analytiker, klient):
    assert "Skapa den första planen" in analytiker.get(adress("plan")).content.decode()
    assert "Skapa den första handlingsplanen" in analytiker.get(adress("handlingsplaner")).content.decode()
    lasare = klient("lasare").get(adress("plan")).content.decode()
    assert ("Ingen plan än" in lasare, "Skapa den första planen" in lasare) == (True, False)


# ---- The guide's telephone plan ----

TELEFONPLAN = {
    "namn": "Bättre svar i telefon",
    "omrade": "Tillgänglighet",
    "nulage": "69 % av dem som ringer får direkt svar på en enkel fråga.",
    "malbild": "85 % av dem som ringer får direkt svar på en enkel fråga.",
    "uppfoljning": "Rapport",
    "hur_ofta": "Varje kvartal",
}
AKTIVITETER = [
    {
        "namn": "Intervjuer med växeln",
        "viktiga_faktorer": "Avsatt tid",
        "kostnad_tkr": "25",
        "tjanst": "0,2",
        "ansvar": "Stöd och resurs, Oscar Falk",
        "uppfoljning": "Rapport, intranätet",
        "klar_senast": "2015-03-31",
        "status": "klar",
    },
    {
        "namn": "Inrättande av kundtjänst",
        "kostnad_tkr": "750",
        "tjanst": "0,5",
        "ansvar": "Ledningsgruppen",
        "hur_ofta": "Varje kvartal",
        "startar": "2015-04-01",
        "klar_senast": "2016-01-31",
        "status": "pagar",
    },
    {
        "namn": "Utbildning av personal",
        "kostnad_tkr": "500",
        "ansvar": "HR-avdelningen",
        "klar_senast": "2015-11-30",
        "status": "planerad",
    },
    {
        "namn": "Smarta telefoner till cheferna",
        "kostnad_tkr": "900",
        "ansvar": "IT-avdelningen",
        "status": "avford",
        "avford_skal": "Den som ringer växeln får inte svar snabbare av det.",
    },
]


def test_guidens_telefonplan(analytiker, storkoping, klocka):
    klocka.move_to("2015-12-15T12:00:00+01:00")
    analytiker.post(adress("ny_handlingsplan"), TELEFONPLAN | {"enhet": storkoping["kulturnamnd"].pk})
    h = Handlingsplan.objects.get()
    for data in AKTIVITETER:
        svar = analytiker.post(adress("ny_aktivitet", h.pk), data)
        assert svar.status_code == 302
    sida = analytiker.get(adress("handlingsplan", h.pk))
    rad = sida.context["rad"]
    assert (rad.klara, rad.antal, rad.sena, rad.kostnad_tkr, rad.tjanst) == (1, 3, 1, 1275, 0.7)
    assert [(r.aktivitet.namn, r.sen) for r in sida.context["aktiviteter"]] == [
        ("Intervjuer med växeln", False),
        ("Inrättande av kundtjänst", False),
        ("Utbildning av personal", True),
    ]
    assert [r.aktivitet.namn for r in sida.context["avforda"]] == ["Smarta telefoner till cheferna"]
    bild = sida.context["bild"]
    assert [(s.namn, s.bredd == "", s.sen) for s in bild.staplar] == [
        ("Intervjuer med växeln", True, False),
        ("Inrättande av kundtjänst", False, False),
        ("Utbildning av personal", True, True),
    ]
    assert [m.namn for m in bild.marken] == ["2015", "apr", "juli", "okt", "2016"]
    text = sida.content.decode()
    assert "Den som ringer växeln får inte svar snabbare av det." in text


def test_aktivitetens_fel_star_vid_faltet(analytiker, vem, storkoping):
    h = actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["kf"]
    )
    svar = analytiker.post(
        adress("ny_aktivitet", h.pk),
        {"namn": "A", "ansvar": "R", "status": "avford", "kostnad_tkr": "165 kr"},
    )
    assert felen(svar) == {"kostnad_tkr": ["Här anges tkr, inte kr. Menade du 0,165\u00a0tkr?"]}
    svar = analytiker.post(adress("ny_aktivitet", h.pk), {"namn": "A", "ansvar": "R", "status": "avford"})
    assert felen(svar) == {
        "avford_skal": ["Skriv varför aktiviteten avförs, så att frågan inte behöver ställas om."]
    }
    assert Aktivitet.objects.count() == 0
