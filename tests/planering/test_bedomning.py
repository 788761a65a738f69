"""Påverkansgrad and kategori judged with verktyg, and what was agreed written into the plan: all or nothing."""

import pytest
from django.urls import reverse

from planering import actions
from planering.actions import Planeringsfel, PlanLast
from planering.actions.bedomning import forslag, plannyckel, skriv_in_bedomning, starta_bedomning
from planering.models import Indikator
from verktyg import actions as verktyg
from verktyg.domain.plats import Plats

pytestmark = pytest.mark.django_db


@pytest.fixture
def tre(ny_indikator, nytt_nyckeltal):
    """Three indicators of stor påverkan."""
    return [ny_indikator(nytt_nyckeltal(f"N1000{nr}", titel=f"Mått {nr}")) for nr in range(3)]


@pytest.fixture
def enas(vem):
    """`enas(runda, {indikator: kod})`: what the group agrees on."""

    def satt(runda, varden, anteckning=""):
        fraga = runda.fragorna.fragor[0].id
        for indikator, kod in varden.items():
            rad = runda.rader.get(nyckel=str(indikator.pk))
            verktyg.satt_konsensus(
                **vem, genomforande=runda, plats=Plats(fraga, rad.pk), varde=kod, anteckning=anteckning
            )

    return satt


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


def grader() -> list[str]:
    return list(Indikator.objects.order_by("pk").values_list("paverkansgrad", flat=True))


def test_ovningen_har_planens_indikatorer_under_sina_mal(vem, plan, tre):
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad", oppen_for_alla=True)
    assert (runda.galler, runda.galler_nyckel) == (plan.namn, plannyckel(plan))
    assert list(runda.rader.values_list("nyckel", "etikett", "rubrik")) == [
        (str(i.pk), i.namn, "Alla elever når gymnasiet") for i in tre
    ]


def test_bara_ovningar_om_indikatorer_och_bara_om_det_finns_nagra(vem, plan):
    for instrument in ("satta-mal", "paverkansgrad"):
        with pytest.raises(Planeringsfel):
            starta_bedomning(**vem, plan=plan, instrument=instrument)


def test_det_enade_skrivs_in_genom_planens_handlingar(vem, plan, tre, enas, handelser):
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad")
    enas(runda, {tre[0]: "viss", tre[1]: "stor", tre[2]: "liten"}, "Vi var överens.")
    # The one that is what it was is no proposal.
    assert [(f.indikator, f.fore_ord, f.efter_ord, f.kraver_skal) for f in forslag(plan, runda)] == [
        (tre[0], "Till stor del", "Till viss del", False),
        (tre[2], "Till stor del", "Till liten del", False),
    ]
    skriv_in_bedomning(**vem, plan=plan, runda=runda, valda={tre[0].pk: "viss"})
    assert grader() == ["viss", "stor", "stor"]
    assert [d["andrat"] for _, d in handelser("planering.andra_indikator")] == [
        {"paverkansgrad": ["stor", "viss"]}
    ]
    assert [d["antal"] for _, d in handelser("planering.skriv_in_bedomning")] == [1]


def test_kategorin_med(vem, plan, tre, enas):
    runda = starta_bedomning(**vem, plan=plan, instrument="kategorisering")
    enas(runda, {tre[1]: "process"})
    skriv_in_bedomning(**vem, plan=plan, runda=runda, valda={tre[1].pk: "process"})
    assert [i.kategori for i in Indikator.objects.order_by("pk")] == ["objektiv", "process", "objektiv"]


def test_liten_med_malnivaer_kraver_skal_och_inget_blir_halvt(vem, plan, tre, enas):
    actions.satt_malnivaer(**vem, indikator=tre[2], nivaer={2026: 80})
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad")
    enas(runda, {tre[0]: "viss", tre[2]: "liten"})
    assert [f.kraver_skal for f in forslag(plan, runda)] == [False, True]
    valda = {tre[0].pk: "viss", tre[2].pk: "liten"}
    with pytest.raises(Planeringsfel) as fel:
        skriv_in_bedomning(**vem, plan=plan, runda=runda, valda=valda)
    assert list(fel.value.fel) == [f"skal_{tre[2].pk}"]
    assert grader() == ["stor", "stor", "stor"]
    for skal, text in (("x" * 2001, "Skälet är 2001 tecken långt."), ("a\0b", "osynligt tecken")):
        with pytest.raises(Planeringsfel, match=text) as fel:
            skriv_in_bedomning(**vem, plan=plan, runda=runda, valda=valda, skal={tre[2].pk: skal})
        assert list(fel.value.fel) == [f"skal_{tre[2].pk}"]
    assert grader() == ["stor", "stor", "stor"]
    skriv_in_bedomning(**vem, plan=plan, runda=runda, valda=valda, skal={tre[2].pk: "Fullmäktige vill."})
    assert grader() == ["viss", "stor", "liten"]
    assert Indikator.objects.get(pk=tre[2].pk).malniva_skal == "Fullmäktige vill."


def test_enats_om_annat_sedan_sidan_visades(vem, plan, tre, enas):
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad")
    enas(runda, {tre[0]: "viss"})
    with pytest.raises(Planeringsfel) as fel:
        skriv_in_bedomning(**vem, plan=plan, runda=runda, valda={tre[0].pk: "liten", tre[1].pk: "viss"})
    assert list(fel.value.fel) == [f"vald_{tre[0].pk}", f"vald_{tre[1].pk}"]
    assert grader() == ["stor", "stor", "stor"]


def test_en_beslutad_plan_andras_inte(vem, plan, tre, enas, analytiker):
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad")
    enas(runda, {tre[0]: "viss"})
    actions.besluta_plan(**vem, plan=plan, datum=vem["nar"].date(), paragraf="KF § 1")
    with pytest.raises(PlanLast):
        skriv_in_bedomning(**vem, plan=plan, runda=runda, valda={tre[0].pk: "viss"})
    sida = reverse("planering:bedomningsforslag", args=[plan.pk, runda.pk])
    assert analytiker.post(sida, {f"vald_{tre[0].pk}": "viss"}).status_code == 409


def test_hela_vagen_pa_sidorna(analytiker, vem, plan, tre, enas, personer):
    actions.satt_malnivaer(**vem, indikator=tre[2], nivaer={2026: 80})
    lista = reverse("planering:bedomningar", args=[plan.pk])
    starta = reverse("planering:starta_bedomning", args=[plan.pk, "paverkansgrad"])
    assert starta in analytiker.get(lista).content.decode()
    fel = analytiker.post(starta, {"vilka": "inbjudna"})
    assert list(fel.context["form"].errors) == ["personer"]
    svar = analytiker.post(starta, {"vilka": "inbjudna", "personer": [personer["fortroendevald"].pk]})
    from verktyg.models import Genomforande

    runda = Genomforande.objects.get()
    assert svar.url == reverse("verktyg:genomforande", args=[runda.pk])
    assert list(runda.inbjudningar.values_list("person", flat=True)) == [personer["fortroendevald"].pk]

    sida = reverse("planering:bedomningsforslag", args=[plan.pk, runda.pk])
    assert "Ni har inte enats om något än" in analytiker.get(sida).content.decode()
    enas(runda, {tre[0]: "viss", tre[2]: "liten"})
    assert [r["vald"] for r in analytiker.get(sida).context["rader"]] == [True, True]
    sedda = {f"rev_{i.pk}": Indikator.objects.get(pk=i.pk).revision for i in tre}
    svar = analytiker.post(sida, sedda | {f"vald_{tre[2].pk}": "liten", f"skal_{tre[2].pk}": " "})
    assert (svar.status_code, [r["vald"] for r in svar.context["rader"]]) == (422, [False, True])
    text = svar.content.decode()
    assert ("<title>Fel: " in text, f'href="#id_skal_{tre[2].pk}"' in text) == (True, True)
    assert grader() == ["stor"] * 3
    svar = analytiker.post(sida, sedda | {f"vald_{tre[0].pk}": "viss", "vald_x": "viss", "skal_²": "x"})
    assert (svar.url, grader()) == (lista, ["viss", "stor", "stor"])


@pytest.fixture
def enat(vem, plan, tre, enas):
    """A round that agreed on "viss" for the first and "liten" for the third, which has target levels."""
    actions.satt_malnivaer(**vem, indikator=tre[2], nivaer={2026: 80})
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad", oppen_for_alla=True)
    enas(runda, {tre[0]: "viss", tre[2]: "liten"})
    return reverse("planering:bedomningsforslag", args=[plan.pk, runda.pk])


@pytest.mark.parametrize("med_revision", [True, False])
def test_en_indikator_som_andrats_medan_sidan_var_oppen(analytiker, vem, enat, tre, med_revision):
    sedd = {f"rev_{tre[0].pk}": Indikator.objects.get(pk=tre[0].pk).revision} if med_revision else {}
    i = Indikator.objects.get(pk=tre[0].pk)
    actions.andra_indikator(
        **vem,
        indikator=i,
        riktning=i.riktning,
        kategori="subjektiv",
        paverkansgrad="liten",
        agare=i.agare,
        namn=i.namn,
    )
    svar = analytiker.post(enat, sedd | {f"vald_{i.pk}": "viss"})
    (text,) = svar.context["rader"][0]["fel"]
    assert (svar.status_code, grader()[0]) == (422, "liten")
    assert "har ändrats av någon annan sedan du öppnade sidan. I planen står nu: till liten del." in text
    # What is shown is what stands now: saving again is a choice.
    igen = {f"rev_{i.pk}": svar.context["rader"][0]["revision"], f"vald_{i.pk}": "viss"}
    assert (analytiker.post(enat, igen).status_code, grader()[0]) == (302, "viss")


def test_skalen_star_kvar_for_den_som_kommer_tillbaka(analytiker, enat, tre):
    sida = analytiker.get(enat)
    assert (sida.context["utkast"], "data-varna-osparat" in sida.content.decode()) == (None, True)
    data = {f"rev_{i.pk}": "1" for i in tre} | {f"skal_{tre[2].pk}": "Lagen kräver det."}
    analytiker.post(
        reverse("planering:spara_utkast") + f"?adress={enat}", data, headers={"HX-Request": "true"}
    )
    rader = analytiker.get(enat).context["rader"]
    assert [(r["vald"], r["skal"]) for r in rader] == [(False, ""), (False, "Lagen kräver det.")]


def test_starten_satter_grupper_och_gar_dit_de_delas_in(analytiker, plan, tre, personer):
    from verktyg.models import Genomforande

    starta = reverse("planering:starta_bedomning", args=[plan.pk, "kategorisering"])
    data = {"vilka": "inbjudna", "personer": [personer["fortroendevald"].pk]}
    fel = analytiker.post(starta, data | {"grupper": "A, " + "G" * 81})
    assert list(fel.context["form"].errors) == ["grupper"]
    svar = analytiker.post(starta, data | {"grupper": "Förtroendevalda, Tjänstepersoner"})
    runda = Genomforande.objects.get()
    assert svar.url == reverse("verktyg:deltagare", args=[runda.pk])
    assert [g.namn for g in runda.grupper.all()] == ["Förtroendevalda", "Tjänstepersoner"]


def test_bjud_in_ar_inte_valfritt_och_hjalpen_star_under_sin_ruta(analytiker, plan, tre):
    starta = reverse("planering:starta_bedomning", args=[plan.pk, "kategorisering"])
    text = analytiker.get(starta).content.decode()
    assert "<legend>Bjud in</legend>" in text
    assert text.index("Svaren är anonyma") < text.index("Då visas resultatet först")


def test_vagen_till_planen_som_gors(analytiker, vem, plan, tre):
    """The exercises' own pages know no plan; the address without one leads to the newest that can be changed."""
    sida = reverse("planering:bedom_aktuell")
    assert analytiker.get(sida).url == reverse("planering:bedomningar", args=[plan.pk])
    nasta = actions.skapa_plan(**vem, namn="Nästa", fran_ar=2027, till_ar=2029)
    assert analytiker.get(sida).url == reverse("planering:bedomningar", args=[nasta.pk])
    nasta.delete()
    plan.delete()
    assert analytiker.get(sida).url == reverse("planering:plan")
    fri = analytiker.get(reverse("verktyg:instrument", args=["paverkansgrad"])).content.decode()
    assert f'href="{sida}"' in fri


def test_en_annan_plans_omgang_finns_inte_har(analytiker, vem, plan, tre):
    annan = actions.skapa_plan(**vem, namn="Annan", fran_ar=2030, till_ar=2031)
    runda = starta_bedomning(**vem, plan=plan, instrument="paverkansgrad")
    sida = reverse("planering:bedomningsforslag", args=[annan.pk, runda.pk])
    assert analytiker.get(sida).status_code == 404
    assert (
        analytiker.get(reverse("planering:starta_bedomning", args=[plan.pk, "satta-mal"])).status_code == 404
    )
