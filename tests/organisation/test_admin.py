"""Django's admin site: administrators', through our log-in, logged in our log."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from organisation.models import Enhet, Handelse, Kommuninstallning, Person

BAS = "/administration/"


def handelser():
    return list(Handelse.objects.order_by("id").values_list("typ", "objekt", "objekt_id", "data"))


def personformular(person, **andrat):
    """What the person page posts, with its roles."""
    roller = list(person.roller.order_by("id"))
    data = {
        "epost": person.epost,
        "namn": person.namn,
        "titel": person.titel,
        "is_active": "on",
        "roller-TOTAL_FORMS": len(roller),
        "roller-INITIAL_FORMS": len(roller),
    }
    for n, rad in enumerate(roller):
        data |= {f"roller-{n}-id": rad.pk, f"roller-{n}-person": person.pk, f"roller-{n}-roll": rad.roll}
        data |= {f"roller-{n}-enhet": rad.enhet_id or "", f"roller-{n}-galler_till": rad.galler_till or ""}
    return {k: v for k, v in {**data, **andrat}.items() if v is not None}


@pytest.mark.parametrize("modell", admin.site._registry, ids=lambda m: m._meta.label)
def test_varje_register_gar_att_oppna(klient, modell):
    client = klient("administrator")
    url = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
    assert client.get(reverse(f"{url}_changelist")).status_code == 200
    kan_lagga_till = admin.site._registry[modell].has_add_permission(client.get(BAS).wsgi_request)
    assert client.get(reverse(f"{url}_add")).status_code == (200 if kan_lagga_till else 403)


def test_inloggningen_ar_var(client, db):
    assert client.get(BAS).url == f"{BAS}login/?next={BAS}"
    assert client.get(f"{BAS}login/?next={BAS}").url == f"/logga-in/?next={BAS}"
    assert client.post(f"{BAS}login/", {"username": "a", "password": "b"}).url == f"/logga-in/?next={BAS}"


def test_bara_administratorer(klient):
    client = klient("analytiker")
    assert client.get(BAS, follow=True).status_code == 403
    assert klient("administrator").get(f"{BAS}login/").url == BAS


def test_losenord_och_utloggning_gar_till_vara_sidor(klient):
    client = klient("administrator")
    assert client.get(f"{BAS}password_change/").url == "/byt-losenord/"
    assert client.post(f"{BAS}logout/").url == "/logga-in/"
    assert [h[0] for h in handelser()] == ["organisation.logga_ut"]


def test_ny_person(klient):
    svar = klient("administrator").post(
        f"{BAS}organisation/person/add/",
        {
            "epost": "Ny@Storkoping.example",
            "namn": "Ny",
            "password1": "korrekt häst batteri",
            "password2": "korrekt häst batteri",
        },
    )
    ny = Person.objects.get(namn="Ny")
    assert svar.status_code == 302
    assert (ny.epost, ny.check_password("korrekt häst batteri")) == ("ny@storkoping.example", True)
    assert handelser() == [
        ("organisation.lagg_till_i_register", "organisation.Person", str(ny.pseudonym), {})
    ]


def test_roller_ges_andras_och_tas_bort_med_spar(klient, personer, storkoping):
    lasare, client = personer["lasare"], klient("administrator")
    sida = f"{BAS}organisation/person/{lasare.pk}/change/"
    ny = {"roller-TOTAL_FORMS": 2, "roller-1-person": lasare.pk, "roller-1-roll": "ansvarig"}
    ny["roller-1-enhet"] = storkoping["skola"].pk
    assert client.post(sida, personformular(lasare, titel="Rektor", **ny)).status_code == 302
    assert (
        client.post(sida, personformular(lasare, **{"roller-1-galler_till": "2030-01-01"})).status_code == 302
    )
    assert client.post(sida, personformular(lasare, **{"roller-0-DELETE": "on"})).status_code == 302
    lasare.refresh_from_db()
    assert [(r.roll, str(r.galler_till)) for r in lasare.roller.all()] == [("ansvarig", "2030-01-01")]
    vem = ("organisation.Person", str(lasare.pseudonym))
    skola = {"roll": "ansvarig", "enhet": "Ängsskolan"}
    assert [h for h in handelser() if h[0] != "organisation.andra_i_register"] == [
        ("organisation.tilldela_roll", *vem, skola),
        ("organisation.andra_roll", *vem, {**skola, "galler_till": "2030-01-01"}),
        ("organisation.ta_bort_roll", *vem, {"roll": "lasare"}),
    ]
    assert next(h[3] for h in handelser() if h[0] == "organisation.andra_i_register") == {"fält": "Titel"}
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize(
    "andrat", [{"is_active": None}, {"roller-0-DELETE": "on"}, {"roller-0-roll": "lasare"}]
)
def test_den_sista_administratoren_forblir(klient, personer, andrat):
    chef = personer["administrator"]
    sida = f"{BAS}organisation/person/{chef.pk}/change/"
    svar = klient("administrator").post(sida, personformular(chef, **andrat))
    assert svar.status_code == 200
    assert "den enda administratören" in svar.content.decode()
    assert Person.objects.get(pk=chef.pk).is_staff is True


def test_ta_bort_person(klient, personer):
    client = klient("administrator")
    url = f"{BAS}organisation/person/{personer['lasare'].pk}/delete/"
    assert client.get(url).status_code == 200
    client.post(url, {"post": "yes"})
    assert not Person.objects.filter(pk=personer["lasare"].pk).exists()
    assert [h[0] for h in handelser()] == ["organisation.ta_bort_person"]
    egen = f"{BAS}organisation/person/{personer['administrator'].pk}/delete/"
    svar = client.post(egen, {"post": "yes"}, follow=True)
    assert "inte ta bort dig själv" in svar.content.decode()
    assert Person.objects.filter(pk=personer["administrator"].pk).exists()


def test_enhet(klient):
    klient("administrator").post(f"{BAS}organisation/enhet/add/", {"namn": "Socialnämnden", "niva": "namnd"})
    enhet = Enhet.objects.get()
    assert handelser() == [("organisation.lagg_till_i_register", "organisation.Enhet", str(enhet.pk), {})]


def test_kommunen_byter_namn_men_inte_kod(klient, kommun_9999):
    client = klient("administrator")
    client.get(BAS)
    client.post(
        f"{BAS}organisation/kommuninstallning/1/change/",
        {"kommunkod": "0180", "namn": "Nyköping", "genitiv": "", "accentfarg": "#335533"},
    )
    kommun = Kommuninstallning.objects.get()
    assert (kommun.kommunkod, kommun.namn, kommun.genitiv) == ("9999", "Nyköping", "Nyköpings")
    assert [h[0] for h in handelser()] == ["organisation.valj_kommun"]


def test_loggen_gar_bara_att_lasa(klient, personer):
    from organisation.actions import logga

    client = klient("administrator")
    logga(av=None, nar=personer["lasare"].skapad, typ="organisation.prova")
    rad = Handelse.objects.get()
    sida = f"{BAS}organisation/handelse/{rad.pk}/"
    assert client.get(f"{sida}change/").status_code == 200
    assert client.post(f"{sida}change/", {"typ": "x"}).status_code == 403
    assert client.post(f"{sida}delete/", {"post": "yes"}).status_code == 403
