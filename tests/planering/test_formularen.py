"""What every form of planering owes the one who fills it in: saved once, kept when the door is closed, and told in
plain words."""

import re
from datetime import date
from threading import Barrier, Thread

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.urls import reverse

from organisation.models import Person
from planering import actions
from planering.actions.resurs import skapa_verksamhet
from planering.actions.uppdrag import skapa_uppdrag, skriv_uppdragstext
from planering.domain.fel import Planeringsfel
from planering.domain.utkast import MINNS
from planering.forms.skrivet import visa
from planering.models import (
    Malomrade,
    Plan,
    Sparatformular,
    Uppdragsbeskrivning,
    Uppdragstext,
    Utkast,
)
from styrsnurra.gemensamt.feltexter import tala_rakt

pytestmark = pytest.mark.django_db
NY = {"namn": "Ny", "fran_ar": "2030", "till_ar": "2030"}


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


def adress(namn, *args) -> str:
    return reverse(f"planering:{namn}", args=args)


def nyckel(svar) -> dict[str, str]:
    return {"formularnyckel": re.search(r'name="formularnyckel" value="([^"]*)"', svar.content.decode())[1]}


def sagt(svar) -> list[str]:
    return [str(m) for m in svar.context["messages"]]


# ---- Sent twice ----


def test_en_plan_som_skickas_tva_ganger_blir_en(analytiker):
    sida = adress("ny_plan")
    data = NY | nyckel(analytiker.get(sida))
    svar = [analytiker.post(sida, data) for _ in range(2)]
    plan = Plan.objects.get()
    assert [s.url for s in svar] == [adress("planvy", plan.pk)] * 2
    assert sagt(analytiker.get(svar[1].url)) == [
        "Planen är skapad. Lägg till det första målområdet.",
        "Det är sparat. Formuläret skickades mer än en gång, men sparades bara en.",
    ]


def test_en_tillbakatagen_sida_som_andrats_ar_ett_annat_formular(analytiker):
    """The key is the same, but not what was written: nothing of it may be lost."""
    sida = adress("ny_plan")
    data = NY | nyckel(analytiker.get(sida))
    for namn, ar in (("Ny", 2030), ("Ny igen", 2031)):
        analytiker.post(sida, data | {"namn": namn, "fran_ar": ar, "till_ar": ar + 2})
    assert set(Plan.objects.values_list("namn", flat=True)) == {"Ny", "Ny igen"}


def test_det_som_redan_finns_ar_inget_fel_for_den_som_just_skapade_det(analytiker, plan):
    sida = adress("nytt_malomrade", plan.pk)
    data = {"namn": "Trygghet", "beskrivning": ""} | nyckel(analytiker.get(sida))
    svar = [analytiker.post(sida, data) for _ in range(2)]
    assert [s.status_code for s in svar] == [302, 302]
    # With another form the name is taken.
    data |= nyckel(analytiker.get(sida))
    svar = analytiker.post(sida, data)
    assert (svar.status_code, Malomrade.objects.count(), Sparatformular.objects.count()) == (200, 1, 1)


def test_en_andring_och_ett_beslut_som_skickas_tva_ganger(analytiker, plan, omrade, mal):
    sida = adress("andra_malomrade", omrade.pk)
    data = {"namn": "Skola", "beskrivning": "", "revision": "1"} | nyckel(analytiker.get(sida))
    assert [analytiker.post(sida, data).status_code for _ in range(2)] == [302, 302]
    sida = adress("besluta_plan", plan.pk)
    plan.refresh_from_db()
    data = {"datum": "2026-03-02", "paragraf": "KF § 42", "revision": plan.revision}
    data |= nyckel(analytiker.get(sida))
    svar = [analytiker.post(sida, data) for _ in range(2)]
    assert [s.url for s in svar] == [adress("planvy", plan.pk)] * 2


def test_det_som_vagras_ar_inte_sparat(analytiker):
    sida = adress("ny_plan")
    data = NY | nyckel(analytiker.get(sida)) | {"till_ar": "2029"}
    for _ in range(2):
        svar = analytiker.post(sida, data)
        assert dict(svar.context["form"].errors) == {"till_ar": ["Sista år kan inte vara före 2030."]}
    assert Sparatformular.objects.count() == 0


def test_ett_kvitto_glomms_efter_ett_dygn(vem):
    def spara(nar):
        return actions.spara_en_gang(
            av=vem["av"], nar=nar, formular="a" * 12, avtryck="x", spara=lambda: "/a/"
        )

    assert [spara(vem["nar"]), spara(vem["nar"] + MINNS), spara(vem["nar"] + MINNS * 2)] == [
        ("/a/", True),
        ("/a/", False),
        ("/a/", True),
    ]


def test_en_ny_version_som_begars_tva_ganger_leder_till_den_paborjade(analytiker, vem, plan, mal):
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    svar = [analytiker.post(adress("ny_version", plan.pk)) for _ in range(2)]
    ny = Plan.objects.get(version=2)
    assert [s.url for s in svar] == [adress("planvy", ny.pk)] * 2
    assert sagt(analytiker.get(svar[1].url))[1] == "Version 2 är redan påbörjad. Fortsätt i den."


@pytest.mark.django_db(transaction=True)
def test_tva_samtidiga_klick_blir_en_plan(personer, kommun_9999):
    """The second waits at the unique key until the first is saved."""
    person = personer["analytiker"]
    grind, svar = Barrier(2), []

    def skicka() -> None:
        client = Client()
        client.force_login(Person.objects.get(pk=person.pk))
        grind.wait()
        try:
            svar.append(client.post(adress("ny_plan"), NY | {"formularnyckel": "abcdefghijkl"}).url)
        finally:
            connection.close()

    tradar = [Thread(target=skicka) for _ in range(2)]
    for trad in tradar:
        trad.start()
    for trad in tradar:
        trad.join()
    assert svar == [adress("planvy", Plan.objects.get().pk)] * 2


# ---- Decided meanwhile ----


def test_det_skrivna_visas_nar_planen_hunnit_beslutas(analytiker, vem, plan, mal, omrade, storkoping):
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    text = "Barn & unga\n<b>trygga</b>"
    svar = analytiker.post(
        adress("nytt_malomrade", plan.pk),
        {"namn": "Trygghet", "beskrivning": text, "formularnyckel": "abcdefghijkl"},
    )
    assert svar.status_code == 409
    assert [(s.etikett, s.text) for s in svar.context["skrivet"]] == [
        ("Målområde", "Trygghet"),
        ("Beskrivning", text),
    ]
    html = svar.content.decode()
    assert "Barn &amp; unga<br>&lt;b&gt;trygga&lt;/b&gt;" in html
    assert f'href="{adress("planvy", plan.pk)}"' in html
    # Of an edit only what was changed, a choice by its name.
    data = {
        "titel": mal.titel,
        "enhet": storkoping["skolnamnd"].pk,
        "malomrade": omrade.pk,
        "beskrivning": "Ny",
        "revision": "1",
    }
    svar = analytiker.post(adress("andra_mal", mal.pk), data)
    assert (svar.status_code, {s.text for s in svar.context["skrivet"]}) == (
        409,
        {"Barn- och utbildningsnämnden", "Ny"},
    )
    assert [*analytiker.get(adress("andra_mal", mal.pk)).context["skrivet"]] == []


def test_planen_beslutas_mellan_granskningen_och_spara(analytiker, vem, plan, mal, monkeypatch):
    """The view saw a draft; the action's lock sees the decision."""
    monkeypatch.setattr("planering.views.gemensamt.last_sida", lambda *a, **k: None)
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    svar = analytiker.post(adress("nytt_malomrade", plan.pk), {"namn": "Trygghet", "beskrivning": ""})
    assert (svar.status_code, [s.text for s in svar.context["skrivet"]]) == (409, ["Trygghet"])
    assert "beslutades 2026-03-02 (KF § 42)" in svar.content.decode()


def test_rutorna_i_ett_rutnat_visas_med_sina_namn(analytiker, vem, plan, mal, ny_indikator, storkoping):
    i = ny_indikator(namn="Behöriga")
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 86})
    v = skapa_verksamhet(**vem, plan=plan, enhet=storkoping["skolnamnd"], namn="Förskola")
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    svar = analytiker.post(
        adress("malnivanat", plan.pk),
        {f"c-{i.pk}-2026": "85", f"c-{i.pk}-2027": "90", f"c-{i.pk}-2028": ""},
    )
    assert (svar.status_code, [(s.etikett, s.text) for s in svar.context["skrivet"]]) == (
        409,
        [("Behöriga, 2027", "90")],
    )
    svar = analytiker.post(
        adress("ramar", plan.pk, 2026), {f"c-{v.pk}-bas": "900", f"c-{v.pk}-demografi": ""}
    )
    assert (svar.status_code, [(s.etikett, s.text) for s in svar.context["skrivet"]]) == (
        409,
        [("Barn- och utbildningsnämnden, Förskola: ingående ram", "900")],
    )


# ---- The decision ----


@pytest.mark.parametrize(
    ("datum", "text"),
    [
        ("2025-12-31", "Beslutet kan inte vara före 2026-03-02, då planen som det bygger på beslutades."),
        ("2026-03-12", "Beslutsdatumet kan inte ligga i framtiden. I dag är det 2026-03-11."),
    ],
)
def test_beslutet_ligger_efter_det_som_det_bygger_pa(analytiker, vem, plan, mal, datum, text):
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    ny = actions.ny_version(**vem, plan=plan)
    svar = analytiker.post(adress("besluta_plan", ny.pk), {"datum": datum, "paragraf": "KF", "revision": "1"})
    form = svar.context["form"]
    assert dict(form.errors) == {
        "datum": [text],
        "paragraf": ["Skriv beslutets paragraf med nummer, till exempel KF § 42."],
    }
    assert (form["datum"].value(), form["paragraf"].value()) == (datum, "KF")


def test_samma_dag_som_det_forra_beslutet_gar(vem, plan, mal):
    actions.besluta_plan(**vem, plan=plan, datum=date(2026, 3, 2), paragraf="KF § 42")
    ny = actions.ny_version(**vem, plan=plan)
    ny = actions.besluta_plan(**vem, plan=ny, datum=date(2026, 3, 2), paragraf="KF 2026-03-02 § 43")
    assert ny.ar_last


# ---- Plain words ----


def test_djangos_ord_byts_mot_raka(analytiker, plan):
    svar = analytiker.post(adress("ny_plan"), NY | {"namn": "å" * 175})
    assert dict(svar.context["form"].errors) == {"namn": ["Skriv högst 160 tecken. Nu är det 175."]}
    svar = analytiker.post(adress("ny_plan"), NY | {"namn": ""})
    assert dict(svar.context["form"].errors) == {"namn": ["Fyll i fältet."]}
    svar = analytiker.post(adress("nytt_malomrade", plan.pk), {"namn": "a\x00b"})
    assert dict(svar.context["form"].errors) == {
        "namn": ["Texten innehåller ett tecken som inte går att spara. Skriv om den för hand."]
    }
    svar = analytiker.post(
        adress("andra_plan", plan.pk),
        {"namn": "N", "fran_ar": "2026", "till_ar": "2028", "status": "x", "revision": "1"},
    )
    assert dict(svar.context["form"].errors) == {"status": ["Välj ett av alternativen i listan."]}


def test_ett_falts_egna_ord_gar_fore():
    falt = forms.IntegerField(min_value=3, error_messages={"min_value": "Minst tre."})
    lank = forms.URLField(assume_scheme="https")
    tala_rakt([falt, lank])

    def fel(f, varde):
        with pytest.raises(forms.ValidationError) as fangat:
            f.clean(varde)
        return fangat.value.messages

    assert fel(falt, "2") == ["Minst tre."]
    assert fel(falt, "x") == ["Skriv ett heltal, utan decimaler."]
    assert fel(lank, "http://") == ["Skriv hela adressen, till exempel https://www.kommunen.se."]


def test_aven_det_som_bara_databasens_regler_ser(vem):
    with pytest.raises(Planeringsfel) as fangat:
        actions.skapa_plan(**vem, namn="å" * 175, fran_ar=2026, till_ar=2026)
    assert fangat.value.fel == {"namn": ["Skriv högst 160 tecken. Nu är det 175."]}


# ---- A stale edit ----


def test_krocken_om_uppdragets_enheter_visar_namn(analytiker, vem, plan, storkoping):
    rad = skapa_uppdrag(**vem, plan=plan, namn="U", enheter=[storkoping["skolnamnd"]])
    namnd = [storkoping[n].pk for n in ("skolnamnd", "kulturnamnd")]
    svar = analytiker.post(
        adress("andra_uppdrag", rad.pk), {"namn": "U", "enheter": namnd, "revision": rad.revision + 5}
    )
    (krock,) = svar.context["form"].krockrader
    assert (svar.status_code, krock.sparat, krock.ditt) == (
        409,
        "Barn- och utbildningsnämnden",
        "Barn- och utbildningsnämnden, Kultur- och fritidsnämnden",
    )


def test_val_under_rubriker_visas_med_namn():
    val = [("", "Välj …"), ("Nämnder", [("3", "Skolan"), ("13", "Kulturen")]), ("5", "Kommunen")]
    en, flera = forms.ChoiceField(choices=val), forms.MultipleChoiceField(choices=val)
    assert [visa(en, v) for v in ("13", 5, "", "99")] == [
        "Kulturen",
        "Kommunen",
        "tomt",
        "något som inte finns i listan",
    ]
    assert visa(flera, ["3", "13", "5"]) == "Skolan, Kulturen, Kommunen"


# ---- Uppdrag ----


def test_en_uppdragstext_som_inte_kom_fram_skriver_inte_over(analytiker, vem, plan, storkoping):
    rad = skapa_uppdrag(**vem, plan=plan, namn="U", enheter=[storkoping["skolnamnd"]])
    text = rad.texter.get(avsnitt="vision")
    skriv_uppdragstext(**vem, text=text, innehall="Det som stod.")
    sida = adress("uppdragstext", text.pk)
    assert analytiker.post(sida, {"revision": "2"}).status_code == 400
    # Without the stamp nobody knows what it was written over: both texts are shown.
    svar = analytiker.post(sida, {"text": "Nytt"})
    (krock,) = svar.context["form"].krockrader
    assert (svar.status_code, krock.sparat, krock.ditt) == (409, "Det som stod.", "Nytt")
    svar = analytiker.post(sida, {"revision": "2"}, headers={"HX-Request": "true"})
    assert "Inte sparat. Texten kom inte fram." in svar.content.decode()
    assert Uppdragstext.objects.get(pk=text.pk).text == "Det som stod."
    # What is emptied on purpose is emptied.
    assert analytiker.post(sida, {"text": "", "revision": "2"}).status_code == 302
    assert Uppdragstext.objects.get(pk=text.pk).text == ""


def test_ett_tecken_som_inte_gar_att_spara_tas_bort_medan_man_skriver(analytiker, vem, plan, storkoping):
    rad = skapa_uppdrag(**vem, plan=plan, namn="U", enheter=[storkoping["skolnamnd"]])
    text = rad.texter.get(avsnitt="vision")
    data = {"text": "a\x00b", "revision": "1"}
    svar = analytiker.post(adress("uppdragstext", text.pk), data, headers={"HX-Request": "true"})
    assert ("Sparat" in svar.content.decode(), Uppdragstext.objects.get(pk=text.pk).text) == (True, "ab")


def test_samma_enhet_tva_ganger_ar_en(analytiker, plan, storkoping):
    namnd = storkoping["skolnamnd"]
    svar = analytiker.post(adress("nytt_uppdrag", plan.pk), {"namn": "U", "enheter": [namnd.pk, namnd.pk]})
    rad = Uppdragsbeskrivning.objects.get()
    assert (svar.status_code, [e.enhet for e in rad.enhetsrader.all()]) == (302, [namnd])
    data = {"namn": "U", "enheter": [storkoping["kulturnamnd"].pk] * 2, "revision": rad.revision}
    assert analytiker.post(adress("andra_uppdrag", rad.pk), data).status_code == 302
    assert [e.enhet for e in rad.enhetsrader.all()] == [storkoping["kulturnamnd"]]


def test_utkast_finns_kvar_dagen_efter_ett_sparat_formular(analytiker, plan, klocka):
    """A form gone back to: what is typed in it is on its way no more, but new."""
    sida = adress("nytt_malomrade", plan.pk)
    data = nyckel(analytiker.get(sida))
    analytiker.post(sida, {"namn": "Trygghet", "beskrivning": ""} | data)
    utkast = adress("spara_utkast") + f"?adress={sida}"
    analytiker.post(utkast, {"namn": "Try"} | data)
    assert Utkast.objects.count() == 0
    klocka.shift(3601)
    analytiker.post(utkast, {"namn": "Kultur"} | data)
    assert Utkast.objects.get().data == {"namn": ["Kultur"]}
