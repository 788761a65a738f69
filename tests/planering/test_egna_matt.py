"""Own measures, the reason that overrides the rule, and knowledge cards."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from planering import actions, queries
from planering.actions import Krock, Planeringsfel, PlanLast
from planering.models import Egetmatt, Indikator, Kunskapskort

pytestmark = pytest.mark.django_db


@pytest.fixture
def nytt_matt(vem, storkoping):
    def skapa(**falt):
        falt = {"namn": "Bygglov inom fyra veckor", "agare": storkoping["kulturnamnd"]} | falt
        return actions.skapa_egetmatt(**vem, **falt)

    return skapa


@pytest.fixture
def egen(vem, mal, nytt_matt, storkoping):
    """Makes an indicator with an own measure."""

    def skapa(matt=None, under=None, **falt):
        falt = {
            "riktning": "hog",
            "kategori": "objektiv",
            "paverkansgrad": "stor",
            "agare": storkoping["skolnamnd"],
        } | falt
        return actions.skapa_indikator(**vem, mal=under or mal, egetmatt=matt or nytt_matt(), **falt)

    return skapa


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


def fel(handling, **falt) -> dict:
    with pytest.raises(Planeringsfel) as fel:
        handling(**falt)
    return fel.value.fel


# ---- The measure ----


def test_perioder_kraver_sammanstallning_och_ar_har_ingen(vem, nytt_matt, storkoping):
    grund = vem | {"namn": "Samtal", "agare": storkoping["skolnamnd"]}
    assert fel(actions.skapa_egetmatt, **grund, frekvens="manad") == {
        "sammanstallning": ["Välj hur perioderna blir ett år."]
    }
    assert list(fel(actions.skapa_egetmatt, **grund, sammanstallning="summa")) == ["sammanstallning"]
    assert nytt_matt(frekvens="tertial", sammanstallning="medel").matning == (
        "varje tertial, året är medelvärdet av perioderna"
    )
    assert list(fel(nytt_matt, namn=" Bygglov inom fyra veckor ")) == ["namn"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Egetmatt.objects.create(namn="x", agare=storkoping["skolnamnd"], frekvens="manad")


def test_ett_matt_av_tva_slag(vem, mal, nytt_matt, nytt_nyckeltal, storkoping, egen):
    grund = vem | {
        "mal": mal, "riktning": "hog", "kategori": "objektiv", "paverkansgrad": "stor",
        "agare": storkoping["skolnamnd"],
    }  # fmt: skip
    matt, nyckeltal = nytt_matt(), nytt_nyckeltal()
    assert list(fel(actions.skapa_indikator, **grund)) == [""]
    assert list(fel(actions.skapa_indikator, **grund, egetmatt=matt, nyckeltal=nyckeltal)) == [""]
    i = egen(matt)
    assert (i.matt, i.namn) == (matt, "Bygglov inom fyra veckor")
    assert fel(egen, matt=matt) == {"egetmatt": ["Målet har redan en indikator med det måttet."]}
    for falt in ({"nyckeltal": nyckeltal}, {"egetmatt": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Indikator.objects.filter(pk=i.pk).update(**falt)


def test_samma_matt_pa_flera_mal_med_olika_nivaer(vem, omrade, mal, storkoping, nytt_matt, egen):
    matt = nytt_matt()
    annat = actions.skapa_mal(**vem, malomrade=omrade, titel="Annat", enhet=storkoping["kf"])
    for i, niva in ((egen(matt), 80), (egen(matt, under=annat, agare=storkoping["kulturnamnd"]), 60)):
        actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: niva}, tolerans=1, tolerans_slag="absolut")
    rader = Indikator.objects.filter(egetmatt=matt).order_by("pk")
    assert [(i.agare.namn, i.malnivaer.get().varde) for i in rader] == [
        (storkoping["skolnamnd"].namn, 80.0),
        (storkoping["kulturnamnd"].namn, 60.0),
    ]


def test_det_beslutade_maste_betyda_detsamma(vem, plan, nytt_matt, egen):
    matt = nytt_matt(enhet="dagar")
    i = egen(matt)
    grund = vem | {"egetmatt": matt, "namn": matt.namn, "agare": matt.agare}
    actions.andra_egetmatt(**grund, enhet="veckor")
    actions.besluta_plan(**vem, plan=plan, datum=vem["nar"].date(), paragraf="KF § 1")
    assert list(fel(actions.andra_egetmatt, **grund, enhet="dagar")) == ["enhet"]
    assert actions.andra_egetmatt(**grund, enhet="veckor", formel="Räknas så").formel == "Räknas så"
    assert "En indikator mäts med måttet" in str(fel(actions.ta_bort_egetmatt, **vem, egetmatt=matt))
    with pytest.raises(PlanLast):
        actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 80})


def test_konsuppdelning_slutar_inte_under_malnivaer(vem, nytt_matt, egen):
    matt = nytt_matt(konsuppdelat=True)
    i = egen(matt)
    grund = vem | {"egetmatt": matt, "namn": matt.namn, "agare": matt.agare}
    actions.satt_malnivaer(
        **vem, indikator=i, nivaer={2026: 80}, kon="K", tolerans=1, tolerans_slag="absolut"
    )
    assert list(fel(actions.andra_egetmatt, **grund, konsuppdelat=False)) == ["konsuppdelat"]
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 80})  # those for all do not hide the women's
    assert list(fel(actions.andra_egetmatt, **grund, konsuppdelat=False)) == ["konsuppdelat"]
    actions.satt_malnivaer(**vem, indikator=i, nivaer={}, kon="K")
    assert actions.andra_egetmatt(**grund, konsuppdelat=False).konsuppdelat is False


def test_fran_nytt_matt_till_malniva_pa_sidorna(analytiker, mal, storkoping):
    ny = reverse("planering:nytt_egetmatt") + f"?mal={mal.pk}"
    grund = {
        "namn": "Samtal", "enhet": "%", "decimaler": "1", "agare": storkoping["skolnamnd"].pk,
        "formel": "Lösta delat med alla",
    }  # fmt: skip
    svar = analytiker.post(ny, grund | {"frekvens": "manad"})
    assert dict(svar.context["form"].errors) == {"sammanstallning": ["Välj hur perioderna blir ett år."]}
    svar = analytiker.post(ny, grund | {"frekvens": "manad", "sammanstallning": "medel"})
    matt = Egetmatt.objects.get()
    assert svar.url == reverse("planering:ny_indikator", args=[mal.pk]) + f"?egetmatt={matt.pk}"
    sida = analytiker.get(svar.url)
    assert "jamforelsegrupp" not in sida.context["form"].fields
    assert "Mäts" in sida.content.decode()
    val = {
        "riktning": "hog", "namn": "Samtal", "kategori": "objektiv", "paverkansgrad": "stor",
        "agare": storkoping["skolnamnd"].pk, "decimaler": "0",
    }  # fmt: skip
    svar = analytiker.post(svar.url, val)
    i = Indikator.objects.get()
    assert (svar.url, i.egetmatt, i.nyckeltal) == (reverse("planering:malnivaer", args=[i.pk]), matt, None)
    assistent = analytiker.get(svar.url).context["form"].assistent()
    assert (assistent.tal, assistent.mening.startswith("Det här är ett eget mått.")) == ("", True)
    # It is in the list to choose from, and said to be in use.
    lista = analytiker.get(reverse("planering:ny_indikator", args=[mal.pk])).content.decode()
    assert "målet har redan en indikator med det" in lista
    assert f'id="matt-{matt.pk}"' in analytiker.get(reverse("planering:egna_matt")).content.decode()


# ---- Kategori and påverkansgrad have consequences ----


@pytest.mark.parametrize("falt", [{"paverkansgrad": "liten"}, {"kategori": "information"}])
def test_liten_paverkan_och_information_far_ingen_niva_utan_skal(vem, ny_indikator, plan, falt):
    i = ny_indikator(**falt)
    (gren,) = [g for m in queries.plantrad(plan).malgrenar() for g in m.indikatorer]
    assert (i.far_malniva, [b for b in gren.brister if "Målnivå" in b.text]) == (False, [])
    assert list(fel(actions.satt_malnivaer, **vem, indikator=i, nivaer={2026: 80})) == ["malniva_skal"]
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 80}, malniva_skal=" Fullmäktige vill. ")
    i.refresh_from_db()
    assert (i.malniva_skal, i.far_malniva, i.malnivaer.count()) == ("Fullmäktige vill.", True, 1)
    # Without levels the reason may go; with levels it may not.
    assert list(fel(actions.satt_malnivaer, **vem, indikator=i, nivaer={2026: 80}, malniva_skal="")) == [
        "malniva_skal"
    ]
    actions.satt_malnivaer(**vem, indikator=i, nivaer={}, malniva_skal="")
    i.refresh_from_db()
    assert (i.malniva_skal, i.malnivaer.count()) == ("", 0)


def andra(vem, i, **falt):
    nu = {n: getattr(i, n) for n in ("riktning", "kategori", "paverkansgrad", "agare", "namn")}
    return actions.andra_indikator(**vem, indikator=i, **(nu | falt))


def test_byte_till_liten_med_nivaer_kraver_skal(vem, ny_indikator):
    i = ny_indikator()
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 80})
    with pytest.raises(Planeringsfel) as fel_:
        andra(vem, i, paverkansgrad="liten")
    assert list(fel_.value.fel) == ["malniva_skal"]
    i = andra(vem, i, paverkansgrad="liten", malniva_skal="Vi vill samla krafterna.")
    assert i.malniva_skal == "Vi vill samla krafterna."
    # Other changes leave it; a category that may have levels needs none.
    assert andra(vem, i, namn="Nytt namn").malniva_skal == "Vi vill samla krafterna."
    assert andra(vem, i, paverkansgrad="stor").malniva_skal == ""


def test_skalet_fragas_efter_i_formularen_och_visas(analytiker, vem, ny_indikator, plan):
    i = ny_indikator(paverkansgrad="liten")
    sida = reverse("planering:malnivaer", args=[i.pk])
    data = {"revision": "1", "slag": "niva", "ar_2026": "80", "tolerans": "5", "tolerans_slag": "procent"}
    svar = analytiker.post(sida, data)
    (text,) = svar.context["form"].errors["malniva_skal"]
    assert text.startswith("Kommunen kan bara påverka resultatet till liten del. Skriv varför")
    assert svar.context["form"]["ar_2026"].value() == "80"
    analytiker.post(sida, data | {"malniva_skal": "Ett <b>skäl</b>"})
    plansida = analytiker.get(reverse("planering:planvy", args=[plan.pk])).content.decode()
    assert "Målnivå trots liten påverkan: Ett &lt;b&gt;skäl&lt;/b&gt;" in plansida
    assert "Ett &lt;b&gt;skäl&lt;/b&gt;" in analytiker.get(f"/uppfoljning/indikator/{i.pk}/").content.decode()


# ---- Knowledge cards ----


def test_kortet_skrivs_ocksa_nar_planen_ar_beslutad(vem, plan, ny_indikator):
    i = ny_indikator(varfor="Det avgör hur det går sedan.")
    actions.besluta_plan(**vem, plan=plan, datum=vem["nar"].date(), paragraf="KF § 1")
    assert actions.skriv_kunskapskort(**vem, indikator=i) is None
    assert [x.pk for x in queries.plantrad(plan).tomma_kort] == [i.pk]
    kort = actions.skriv_kunskapskort(**vem, indikator=i, mater="Andelen behöriga.", revision=0)
    i.refresh_from_db()
    kunskap = queries.kunskapskort(i)
    assert (kunskap.tomt, kunskap.besvarade, kunskap.saknas[0]) == (
        False, 2, "Vilkas processer påverkar den?",
    )  # fmt: skip
    assert queries.plantrad(plan).tomma_kort == []
    with pytest.raises(Krock):
        actions.skriv_kunskapskort(**vem, indikator=i, mater="Annat", revision=0)
    actions.skriv_kunskapskort(**vem, indikator=i, mater="Nytt", revision=kort.revision)
    assert (Kunskapskort.objects.get().mater, Kunskapskort.objects.get().revision) == ("Nytt", 2)


def test_kortet_pa_sidorna(analytiker, ny_indikator, plan):
    i = ny_indikator()
    assert "1 tomt kunskapskort" in analytiker.get(f"/planering/plan/{plan.pk}/").content.decode()
    sida = reverse("planering:kunskapskort", args=[i.pk])
    assert analytiker.get(sida).context["form"]["revision"].value() == 0
    svar = analytiker.post(sida, {"revision": "0", "mater": "Andelen <i>behöriga</i>", "bakgrund": "Inkomst"})
    assert svar.status_code == 302
    for adress in (f"/planering/plan/{plan.pk}/", f"/uppfoljning/indikator/{i.pk}/"):
        text = analytiker.get(adress).content.decode()
        assert "Andelen &lt;i&gt;behöriga&lt;/i&gt;" in text, adress
    # Written by somebody else meanwhile.
    svar = analytiker.post(sida, {"revision": "0", "mater": "Annat"})
    assert (svar.status_code, [r.etikett for r in svar.context["form"].krockrader]) == (
        409,
        ["Vad mäter indikatorn?", "Vilka bakgrundsvariabler spelar in?"],
    )


def test_kopian_tar_med_kort_skal_och_konens_nivaer(vem, plan, nytt_nyckeltal, ny_indikator):
    i = ny_indikator(nytt_nyckeltal(konsuppdelat=True), paverkansgrad="liten")
    gor = vem | {"indikator": i}
    actions.satt_malnivaer(**gor, nivaer={2026: 80}, malniva_skal="Skäl")
    actions.satt_malnivaer(**gor, nivaer={2026: 82}, kon="K")
    actions.skriv_kunskapskort(**gor, mater="Andelen")
    actions.besluta_plan(**vem, plan=plan, datum=vem["nar"].date(), paragraf="KF § 1")
    ny = actions.ny_version(**vem, plan=plan)
    kopia = Indikator.objects.select_related("kunskapskort").get(mal__malomrade__plan=ny)
    assert (kopia.malniva_skal, kopia.kunskapskort.mater) == ("Skäl", "Andelen")
    assert list(kopia.malnivaer.order_by("kon").values_list("kon", "varde")) == [("K", 82.0), ("T", 80.0)]


def test_det_som_inte_syns_ar_inget_namn(vem, plan, omrade, storkoping, nytt_matt):
    fraga = {"namn": ["Skriv med bokstäver eller siffror."]}
    for namn in ("\u200b", "\u2060–", " … "):
        assert fel(nytt_matt, namn=namn) == fraga
        assert fel(actions.skapa_malomrade, **vem, plan=plan, namn=namn) == fraga
    grund = vem | {"malomrade": omrade, "enhet": storkoping["kf"]}
    assert fel(actions.skapa_mal, **grund, titel="\u200b") == {"titel": fraga["namn"]}
    assert nytt_matt(namn="90 %").namn == "90 %"


def test_dubbelt_tryck_sparar_en_gang_och_leder_till_samma_sida(analytiker, mal, storkoping, nytt_nyckeltal):
    """A new own measure, and a new indicator: the second answer is the first one's, not "det finns redan"."""
    data = {
        "formularnyckel": "abcdefghijkl",
        "namn": "Svarstid",
        "decimaler": "0",
        "frekvens": "ar",
        "agare": storkoping["skolnamnd"].pk,
    }
    svar = [analytiker.post(reverse("planering:nytt_egetmatt"), data) for _ in range(2)]
    assert [s.status_code for s in svar] == [302, 302]
    assert svar[0].url == svar[1].url
    assert Egetmatt.objects.count() == 1
    nytt_nyckeltal()
    data = {
        "formularnyckel": "abcdefghijkm",
        "namn": "Behöriga",
        "riktning": "hog",
        "kategori": "objektiv",
        "paverkansgrad": "stor",
        "decimaler": "1",
        "jamforelsegrupp": "alla",
        "agare": storkoping["skolnamnd"].pk,
    }
    sida = reverse("planering:ny_indikator", args=[mal.pk]) + "?nyckeltal=N15436"
    svar = [analytiker.post(sida, data) for _ in range(2)]
    assert [s.status_code for s in svar] == [302, 302]
    assert svar[0].url == svar[1].url
    assert Indikator.objects.count() == 1
