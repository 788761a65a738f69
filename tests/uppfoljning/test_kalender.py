"""The secret calendar addresses: who gets what, and that nobody gets more."""

import logging
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import Handelse, Rolltilldelning
from planering.models import Aktivitet, Handlingsplan, Plan
from styrsnurra.gemensamt.loggfilter import DoljHemligheter
from tests.conftest import NU
from tests.uppfoljning import grupphjalp
from uppfoljning.actions import angra
from uppfoljning.actions.kalenderadress import aterkalla_adress, ge_adress, kontrollsumma
from uppfoljning.models import Inlamning, Kalenderadress, Omgang

SIDA = reverse("uppfoljning:kalenderadresser")


@pytest.fixture
def chef(personer, klocka):
    return personer["ansvarig"]


@pytest.fixture
def av(personer):
    return personer["analytiker"]


def hamta(nyckel: str):
    return Client().get(reverse("kalender:flode", args=[nyckel]))


def uid(svar) -> list[str]:
    """The kinds and keys of the events, in order."""
    rader = svar.content.decode().split("\r\n")
    return [r.removeprefix("UID:").partition("@")[0] for r in rader if r.startswith("UID:")]


def titlar(svar) -> list[str]:
    rader = svar.content.decode().replace("\r\n ", "").split("\r\n")
    return [r.removeprefix("SUMMARY:") for r in rader if r.startswith("SUMMARY:")]


def test_mina_uppgifter_ar_mina_och_ingen_annans(chef, av, storkoping):
    plan = grupphjalp.arbetsplan(av)
    min_ = grupphjalp.uppgift(av, plan, vad="Min analys", ansvarig=chef)
    grupphjalp.uppgift(av, plan, vad="En annans analys", ansvarig=av)
    grupphjalp.uppgift(av, plan, vad="Ingens analys")
    bort = grupphjalp.uppgift(av, plan, vad="Borttagen analys", ansvarig=chef)
    angra.ta_bort(av=av, nar=NU, rad=bort)
    aktiviteter, inlamningar = _plikter(chef, storkoping), _rapporter(chef, storkoping)
    _plikter(av, storkoping), _rapporter(av, storkoping, ar=2027)
    svar = hamta(ge_adress(av=chef, nar=NU)[1])
    assert svar.status_code == 200
    assert sorted(uid(svar)) == sorted(
        [f"arbetsuppgift-{min_.pk}", f"aktivitet-{aktiviteter}", f"inlamning-{inlamningar}"]
    )
    assert sorted(titlar(svar)) == [
        "Min analys",
        "Sista dag: Årsbokslut 2026\\, Barn- och utbildningsnämnden",
        "Ska vara klar: Lässtund",
    ]


def _plikter(person, storkoping) -> int:
    """An activity that is to be done; two that are not any more. The first one's key."""
    plan = Handlingsplan.objects.create(
        namn=f"Läslyftet {person.pk}", omrade="Skola", nulage="N", malbild="M", enhet=storkoping["skolnamnd"]
    )
    kvar, *_ = [
        Aktivitet.objects.create(
            handlingsplan=plan,
            namn="Lässtund",
            ansvar="Rektor",
            ansvarig=person,
            klar_senast=date(2026, 6, 1),
            status=status,
            avford_skal="x",
            andrad=NU,
        )
        for status in ("pagar", "klar", "avford")
    ]
    return kvar.pk


def _rapporter(person, storkoping, ar: int = 2026) -> int:
    plan, _ = Plan.objects.get_or_create(namn="P", fran_ar=2026, till_ar=2027)
    omgang = Omgang.objects.create(
        plan=plan,
        slag="arsbokslut",
        ar=ar,
        namn=f"Årsbokslut {ar}",
        oppnar=NU.date(),
        sista_dag=NU.date() + timedelta(days=20),
        skapad=NU,
    )
    kvar, _ = [
        Inlamning.objects.create(omgang=omgang, enhet=enhet, ansvarig=person, status=status, andrad=NU)
        for enhet, status in ((storkoping["skolnamnd"], "utkast"), (storkoping["kulturnamnd"], "inlamnad"))
    ]
    return kvar.pk


def test_gruppens_kalender_har_hela_arbetsplanen_och_inga_namn(chef, av):
    plan = grupphjalp.arbetsplan(av)
    rader = [
        grupphjalp.uppgift(av, plan, vad="Första", ansvarig=chef, startar=date(2026, 9, 1)),
        grupphjalp.uppgift(av, plan, vad="Andra", status="klar"),
    ]
    annan = grupphjalp.arbetsplan(av, grupp=grupphjalp.grupp(av, namn="En annan grupp"))
    grupphjalp.uppgift(av, annan, vad="Inte här")
    svar = hamta(ge_adress(av=chef, nar=NU, grupp=plan.grupp)[1])
    assert uid(svar) == [f"arbetsuppgift-{r.pk}" for r in rader]
    assert titlar(svar) == ["Första", "Andra (klar)"]
    assert chef.namn not in svar.content.decode()


def test_okand_aterkallad_och_forbrukad_ger_samma_svar(chef, av, personer):
    aterkallad, borta = ge_adress(av=chef, nar=NU)
    aterkalla_adress(av=chef, nar=NU, adress=aterkallad)
    _, bytt = ge_adress(av=av, nar=NU)
    ge_adress(av=av, nar=NU)
    grupp = grupphjalp.grupp(av)
    _, gruppens = ge_adress(av=chef, nar=NU, grupp=grupp)
    angra.ta_bort(av=av, nar=NU, rad=grupp)
    _, utan_roll = ge_adress(av=personer["lasare"], nar=NU)
    Rolltilldelning.objects.filter(person=personer["lasare"]).delete()
    slutat = personer["kommunikator"]
    _, slutad = ge_adress(av=slutat, nar=NU)
    slutat.is_active = False
    slutat.save()
    svaren = [hamta(n) for n in ("A" * 43, "kort", "å" * 43, borta, bytt, gruppens, utan_roll, slutad)]
    assert {(s.status_code, s.content, s["Cache-Control"], s["X-Robots-Tag"]) for s in svaren} == {
        (404, b"Adressen finns inte.", "private, no-store", "noindex, nofollow")
    }


def test_bara_kontrollsumman_sparas_och_nyckeln_visas_en_gang(chef, klient):
    client = klient("ansvarig")
    svar = client.post(SIDA)
    (rad,) = Kalenderadress.objects.all()
    (adress,) = {d for d in svar.content.decode().split("<code>")[1:] for d in [d.partition("</code>")[0]]}
    nyckel = adress.rpartition("/")[2].removesuffix(".ics")
    assert (len(nyckel), rad.nyckel_hash, svar["Cache-Control"]) == (43, kontrollsumma(nyckel), "no-store")
    assert nyckel not in client.get(SIDA).content.decode()
    assert nyckel not in str(list(Handelse.objects.values()))
    assert hamta(nyckel).status_code == 200
    assert Kalenderadress.objects.get().senast_anvand == NU


def test_en_ny_ersatter_den_forra_och_ingen_annans_kan_aterkallas(chef, av, klient):
    client = klient("ansvarig")
    client.post(SIDA)
    client.post(SIDA)
    assert [r.aterkallad for r in Kalenderadress.objects.order_by("pk")] == [NU, None]
    kvar = Kalenderadress.objects.get(aterkallad=None)
    adress = reverse("uppfoljning:aterkalla_kalenderadress", args=[kvar.pk])
    klient("analytiker").post(adress)
    assert Kalenderadress.objects.filter(aterkallad=None).count() == 1
    assert client.post(adress).status_code == 302
    assert Kalenderadress.objects.filter(aterkallad=None).count() == 0
    assert Handelse.objects.filter(typ="uppfoljning.aterkalla_kalenderadress").count() == 2


def test_svaret_far_inte_sparas_eller_hittas(chef):
    svar = hamta(ge_adress(av=chef, nar=NU)[1])
    assert {n: svar[n] for n in ("Content-Type", "Cache-Control", "X-Robots-Tag", "Referrer-Policy")} == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
    }
    assert "Set-Cookie" not in svar


def test_for_manga_hamtningar_far_vanta_och_andras_adresser_gar_bra(chef, av, monkeypatch):
    monkeypatch.setattr("uppfoljning.views.kalender.PER_NYCKEL", 2)
    _, min_ = ge_adress(av=chef, nar=NU)
    _, annans = ge_adress(av=av, nar=NU)
    assert [hamta(min_).status_code for _ in range(3)] == [200, 200, 429]
    assert hamta(min_)["Retry-After"] == "901"
    assert hamta(annans).status_code == 200


def test_en_plats_som_provar_sig_fram_stoppas(chef, monkeypatch):
    monkeypatch.setattr("uppfoljning.views.kalender.PER_ADRESS", 3)
    assert [hamta(tecken * 43).status_code for tecken in "ABCD"] == [404, 404, 404, 429]


def test_nyckeln_syns_aldrig_i_loggen(chef, caplog):
    nyckel = "hemlig" * 7 + "x"
    with caplog.at_level(logging.INFO):
        caplog.handler.addFilter(DoljHemligheter())
        assert hamta(nyckel).status_code == 404
    assert [r.getMessage() for r in caplog.records] == ["Not Found: /kalender/…"]


@pytest.mark.parametrize("antal", [1, 3])
def test_antalet_fragor_ar_konstant(antal, chef, av, django_assert_num_queries):
    plan = grupphjalp.arbetsplan(av)
    for n in range(antal):
        grupphjalp.uppgift(av, plan, vad=f"Uppgift {n}", ansvarig=chef)
    _, nyckel = ge_adress(av=chef, nar=NU)
    with django_assert_num_queries(6):
        assert len(uid(hamta(nyckel))) == antal
