"""Drafts of the grids, stale agreements, a missing stamp, and what an autosave answers when nobody is logged in."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from planering.actions import resurs, resurstabell
from planering.models import Ram, Utkast

pytestmark = pytest.mark.django_db


@pytest.fixture
def analytiker(klient):
    return klient("analytiker")


@pytest.fixture
def forskola(vem, plan, storkoping):
    rad = resurs.skapa_verksamhet(
        **vem, plan=plan, enhet=storkoping["skolnamnd"], namn="Förskola", volymnamn="barn"
    )
    celler(vem, plan, {(rad.pk, "bas"): (0, 100), (rad.pk, "upprakning"): (0, 5)})
    return rad


def celler(vem, plan, nya):
    resurstabell.spara_celler(
        **vem,
        plan=plan,
        ar=2026,
        celler={n: resurstabell.Cell(*(None if v is None else D(v) for v in par)) for n, par in nya.items()},
    )


def spara_utkast(klient, adress, data):
    return klient.post(
        reverse("planering:spara_utkast") + f"?adress={adress}", data, headers={"HX-Request": "true"}
    )


# ---- What autosave answers ----


def test_autospar_utan_inloggning_leder_ingenstans(klient, plan):
    adress = reverse("planering:spara_utkast") + f"?adress=/planering/plan/{plan.pk}/andra/"
    huvud = {"HX-Request": "true", "X-Sjalvspar": "ja"}
    svar = klient(None).post(adress, {"namn": "X"}, headers=huvud)
    assert (svar.status_code, "HX-Redirect" in svar) == (401, False)
    # What is not saved by itself still goes to the log-in.
    svar = klient(None).post(adress, {"namn": "X"}, headers={"HX-Request": "true"})
    assert (svar.status_code, svar["HX-Redirect"].startswith("/logga-in/")) == (401, True)


def test_inloggningslaget_sager_vem_och_ger_en_nyckel(klient, personer):
    adress = reverse("organisation:inloggningslage")
    assert klient(None).get(adress).json() == {"person": "", "nyckel": ""}
    svar = klient("analytiker").get(adress)
    assert svar.json()["person"] == str(personer["analytiker"].pseudonym)
    assert len(svar.json()["nyckel"]) == 64
    assert "no-store" in svar["Cache-Control"]


# ---- After a conflict in the grids: only what the writer touched is written ----


@pytest.mark.parametrize("del_", ["ramar", "utfall"])
def test_en_krock_i_natet_skriver_inte_over_orort(analytiker, vem, plan, forskola, del_):
    rord, annan = ("bas", "upprakning") if del_ == "ramar" else ("utfall", "volymutfall")
    fore = {"bas": 100, "upprakning": 5, "utfall": None, "volymutfall": None}
    adress = reverse(f"planering:{del_}", args=[plan.pk, 2026])
    sida = analytiker.get(adress)
    data = _postat(sida.context["nat"])
    celler(vem, plan, {(forskola.pk, rord): (fore[rord], 200), (forskola.pk, annan): (fore[annan], 77)})
    data[f"c-{forskola.pk}-{rord}"] = "300"
    krock = analytiker.post(adress, data)
    assert krock.status_code == 409
    assert [r.kolumn.namn for r in krock.context["nat"].krockade] == [rord]
    # Saving again is a choice about the cell in conflict; the other keeps what somebody else wrote.
    svar = analytiker.post(adress, _postat(krock.context["nat"]))
    assert svar.status_code == 302
    ram = Ram.objects.get()
    assert (getattr(ram, rord), getattr(ram, annan)) == (D(300), D(77))


def _postat(nat) -> dict[str, str]:
    data = {f"f-{rad.verksamhet.pk}": rad.fore for rad in nat.rader}
    return data | {ruta.namn: ruta.text for rad in nat.rader for ruta in rad.finns}


def test_natets_utkast_gar_nar_det_sparas(analytiker, plan, forskola):
    adress = reverse("planering:ramar", args=[plan.pk, 2026])
    nat = analytiker.get(adress).context
    data = _postat(nat["nat"]) | {f"c-{forskola.pk}-bas": "300"}
    nyckel = {"formularnyckel": nat["utkastrad"]["nyckel"]}
    assert spara_utkast(analytiker, adress, data | nyckel).status_code == 200
    sida = analytiker.get(adress)
    rutor = {r.kolumn.namn: r.text for r in sida.context["nat"].rader[0].finns}
    assert (rutor["bas"], rutor["upprakning"]) == ("300", "5")
    assert analytiker.post(adress, data | nyckel).status_code == 302
    assert Utkast.objects.count() == 0
    # One on its way when the grid was saved is nothing to keep.
    assert spara_utkast(analytiker, adress, data | nyckel).status_code == 204
    assert Utkast.objects.count() == 0


# ---- A form that edits says which text it was opened on ----


def test_utan_revision_vagras_som_en_krock(analytiker, plan, omrade):
    adress = reverse("planering:andra_malomrade", args=[omrade.pk])
    svar = analytiker.post(adress, {"namn": "Annat"})
    omrade.refresh_from_db()
    assert (svar.status_code, omrade.namn) == (409, "Lärande")
    assert [(r.etikett, r.sparat, r.ditt) for r in svar.context["form"].krockrader] == [
        ("Målområde", "Lärande", "Annat")
    ]
    om_igen = {"namn": "Annat", "revision": svar.context["form"]["revision"].value()}
    assert analytiker.post(adress, om_igen).status_code == 302
    omrade.refresh_from_db()
    assert omrade.namn == "Annat"


def test_malnivaer_utan_revision_vagras(analytiker, ny_indikator):
    i = ny_indikator()
    data = {
        "slag": "niva",
        "ar_2026": "85",
        "utgangsvarde": "80",
        "utgangsar": "2024",
        "tolerans_slag": "procent",
    }
    adress = reverse("planering:malnivaer", args=[i.pk])
    svar = analytiker.post(adress, data)
    assert (svar.status_code, i.malnivaer.count()) == (409, 0)
    assert analytiker.post(adress, data | {"revision": i.malnivarevision}).status_code == 302
    assert list(i.malnivaer.values_list("ar", "varde")) == [(2026, 85.0)]


@pytest.mark.parametrize("namn", ["ramar", "utfall", "malnivanat"])
def test_ett_nat_som_inte_sager_vad_som_stod_vagras(analytiker, plan, forskola, ny_indikator, namn):
    i = ny_indikator()
    if namn == "malnivanat":
        adress, ruta, fore = reverse("planering:malnivanat", args=[plan.pk]), f"c-{i.pk}-2026", f"f-{i.pk}"
    else:
        adress = reverse(f"planering:{namn}", args=[plan.pk, 2026])
        ruta, fore = f"c-{forskola.pk}-{'bas' if namn == 'ramar' else 'utfall'}", f"f-{forskola.pk}"
    svar = analytiker.post(adress, {ruta: "7"})
    assert svar.status_code in (200, 422)
    assert svar.context["nat"].fel[0]["text"].startswith("Det framgår inte vad som stod i rutorna")
    assert (Ram.objects.get().bas, Ram.objects.get().utfall, i.malnivaer.count()) == (D(100), None, 0)
    rad = next(r for r in svar.context["nat"].rader if r.rutor and ruta in [x.namn for x in r.rutor if x])
    assert analytiker.post(adress, {ruta: "7", fore: rad.fore}).status_code == 302
