"""Groups, work plans and reminders: the actions, and the pages that show them."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from organisation.models import Handelse, Person, Utskick
from planering.domain.fel import Krock, Planeringsfel
from planering.models import Plan
from tests.conftest import NU
from tests.uppfoljning import grupphjalp
from uppfoljning.actions import analysgrupp as grupper
from uppfoljning.actions import angra
from uppfoljning.actions import arbetsplan as actions
from uppfoljning.actions.paminn_uppgifter import paminn_om_uppgifter
from uppfoljning.models import Analysgrupp, Arbetsplan, Arbetsuppgift, Gruppmedlem, Omgang
from uppfoljning.queries.forutsattningar import arbetsplan_for, fasta_punkter, gruppbilder

SIDA = reverse("uppfoljning:forutsattningar")
IDAG = date(2026, 3, 11)  # NU


@pytest.fixture
def av(personer) -> Person:
    return personer["analytiker"]


@pytest.fixture
def grupp(av) -> Analysgrupp:
    return grupphjalp.grupp(av)


# ---- The group ----


def test_en_medlem_ar_med_en_gang_i_taget(av, grupp, personer):
    vem = {"av": av, "nar": NU, "grupp": grupp, "person": personer["ansvarig"]}
    grupper.lagg_till_medlem(**vem, galler_till=date(2025, 12, 31))
    grupper.lagg_till_medlem(**vem, galler_fran=date(2026, 1, 1), perspektiv=" barn,, folkhälsa ")
    with pytest.raises(Planeringsfel) as fel:
        grupper.lagg_till_medlem(**vem)
    assert fel.value.fel == {"person": ["Ansvarig Storköping är redan med i gruppen under den tiden."]}
    assert list(Gruppmedlem.objects.values_list("perspektiv", flat=True)) == ["", "barn, folkhälsa"]


def test_den_som_slutat_blir_inte_medlem(av, grupp, personer):
    Person.objects.filter(pk=personer["lasare"].pk).update(is_active=False)
    with pytest.raises(Planeringsfel):
        grupper.lagg_till_medlem(
            av=av, nar=NU, grupp=grupp, person=Person.objects.get(pk=personer["lasare"].pk)
        )
    assert Gruppmedlem.objects.count() == 0


def test_loggen_namner_ingen_medlem(av, grupp, personer):
    rad = grupper.lagg_till_medlem(av=av, nar=NU, grupp=grupp, person=personer["ansvarig"])
    angra.ta_bort(av=av, nar=NU, rad=rad)
    text = str(list(Handelse.objects.values("etikett", "data")))
    assert personer["ansvarig"].namn not in text
    assert str(personer["ansvarig"].pseudonym) in text


def test_andra_krocka_och_angra(av, grupp):
    grupper.andra_grupp(av=av, nar=NU, grupp=grupp, namn="Kärnan", mandat="Allt", revision=1)
    with pytest.raises(Krock):
        grupper.andra_grupp(av=av, nar=NU, grupp=grupp, namn="Annat", revision=1)
    angra.angra(av=av, nar=NU, rad=grupp)
    grupp.refresh_from_db()
    assert (grupp.namn, grupp.mandat) == ("Analysgruppen", "")
    with pytest.raises(Planeringsfel):
        angra.angra(av=av, nar=NU, rad=Arbetsplanlos.av(grupp))


class Arbetsplanlos:
    """A row that has been made and never changed has nothing to take back."""

    @staticmethod
    def av(grupp: Analysgrupp) -> Analysgrupp:
        return Analysgrupp.objects.create(namn="Ny", andrad=NU)


def test_angra_en_uppgift_med_person_och_datum(av, grupp, personer):
    plan = grupphjalp.arbetsplan(av, grupp=grupp)
    rad = grupphjalp.uppgift(av, plan, ansvarig=personer["ansvarig"], startar=date(2026, 9, 1))
    actions.andra_uppgift(av=av, nar=NU, uppgift=rad, vad="Annat", klar_senast=date(2026, 10, 1), ansvarig=av)
    angra.angra(av=av, nar=NU, rad=rad)
    rad.refresh_from_db()
    assert (rad.vad, rad.startar, rad.klar_senast, rad.ansvarig) == (
        "Analysera delåret",
        date(2026, 9, 1),
        date(2026, 9, 25),
        personer["ansvarig"],
    )


def test_vem_som_ar_med_i_dag(av, grupp, personer, storkoping, plan_olast):
    for roll, fran, till in (
        ("ansvarig", None, IDAG),
        ("lasare", IDAG + timedelta(days=1), None),
        ("kommunikator", None, None),
    ):
        grupper.lagg_till_medlem(
            av=av,
            nar=NU,
            grupp=grupp,
            person=personer[roll],
            enhet=storkoping["skola"],
            roll="sammankallande" if roll == "kommunikator" else "medlem",
            galler_fran=fran,
            galler_till=till,
        )
    (bild,) = gruppbilder(IDAG)
    assert [(m.person, n) for m, n in bild.medlemmar] == [
        (personer["kommunikator"], storkoping["skolnamnd"]),
        (personer["ansvarig"], storkoping["skolnamnd"]),
    ]
    assert [m.person for m in bild.ovriga] == [personer["lasare"]]
    assert [len(b.medlemmar) for b in gruppbilder(IDAG + timedelta(days=1))] == [2]


# ---- The year ----


def test_arbetsplanen_kopieras_framat(av, grupp, personer):
    borta = personer["lasare"]
    forra = grupphjalp.arbetsplan(av, ar=2025, grupp=grupp)
    falt = {"hur": "Så här", "steg": "delar", "status": "klar", "anteckning": "Gick bra"}
    grupphjalp.uppgift(
        av, forra, startar=date(2025, 8, 20), klar_senast=date(2025, 9, 25), ansvarig=av, **falt
    )
    grupphjalp.uppgift(av, forra, vad="Utan person", klar_senast=date(2025, 10, 1), ansvarig=borta)
    bort = grupphjalp.uppgift(av, forra, vad="Borta", klar_senast=date(2025, 10, 1))
    angra.ta_bort(av=av, nar=NU, rad=bort)
    Person.objects.filter(pk=borta.pk).update(is_active=False)
    ny = actions.skapa_arbetsplan(av=av, nar=NU, grupp=grupp, ar=2026, kopiera=forra)
    assert list(
        ny.uppgifter.values_list("vad", "hur", "startar", "klar_senast", "ansvarig", "status", "anteckning")
    ) == [
        ("Analysera delåret", "Så här", date(2026, 8, 20), date(2026, 9, 25), av.pk, "planerad", ""),
        ("Utan person", "", None, date(2026, 10, 1), None, "planerad", ""),
    ]
    assert actions.kopiera_uppgifter(av=av, nar=NU, fran=forra, till=ny) == 0
    assert Handelse.objects.filter(typ="uppfoljning.kopiera_arbetsplan").first().data["uppgifter"] == 0


def test_ett_ar_har_en_arbetsplan(av, grupp):
    grupphjalp.arbetsplan(av, grupp=grupp)
    with pytest.raises(Planeringsfel):
        grupphjalp.arbetsplan(av, grupp=grupp)
    assert Arbetsplan.objects.count() == 1


def test_budgetarets_fasta_dagar(varld):
    plan = varld.plan
    Plan.objects.filter(pk=plan.pk).update(beslutad=date(2026, 11, 23))
    Omgang.objects.create(
        plan=plan,
        slag="tertial",
        ar=2026,
        period=3,
        namn="Tertial 3",
        oppnar=date(2026, 12, 20),
        sista_dag=date(2027, 1, 15),
        skapad=NU,
    )
    for n, dag in (("U99901", date(2026, 5, 4)), ("U99902", date(2026, 5, 4)), ("U99903", date(2027, 5, 4))):
        rad = varld.nyckeltal(n, {2025: 1.0}, publiceringsar=2025, publicering=dag)
        varld.indikator(rad, {2025: 2}, namn=f"Mått {n}")
    assert [(p.dag, p.text, p.namn) for p in fasta_punkter(plan, 2026)] == [
        (date(2026, 5, 4), "Värden för 2 indikatorer publiceras", ("Mått U99901", "Mått U99902")),
        (date(2026, 11, 23), "Mål och budget 2024–2026 beslutades", ()),
        (date(2026, 12, 20), "Tertial 3 öppnar", ()),
    ]


# ---- Reminders ----


def test_en_vecka_fore_och_pa_sista_dagen_en_gang_var(av, grupp, personer, skickade):
    plan = grupphjalp.arbetsplan(av, grupp=grupp)
    sist = IDAG + timedelta(days=7)
    rad = grupphjalp.uppgift(av, plan, klar_senast=sist, ansvarig=personer["ansvarig"])
    grupphjalp.uppgift(av, plan, vad="Klar", klar_senast=sist, ansvarig=av, status="klar")
    grupphjalp.uppgift(av, plan, vad="Ingens", klar_senast=sist)

    def morgon(dagar: int) -> int:
        return paminn_om_uppgifter(nar=NU + timedelta(days=dagar))

    assert [morgon(d) for d in (-1, 0, 0, 3, 7, 7, 8)] == [0, 1, 0, 0, 1, 0, 0]
    assert list(Utskick.objects.order_by("pk").values_list("mottagare", "amne")) == [
        (personer["ansvarig"].pk, "Ska vara klar 2026-03-18: Analysera delåret"),
        (personer["ansvarig"].pk, "Ska vara klar i dag: Analysera delåret"),
    ]
    actions.andra_uppgift(
        av=av,
        nar=NU,
        uppgift=rad,
        vad=rad.vad,
        klar_senast=sist + timedelta(days=7),
        ansvarig=personer["ansvarig"],
    )
    assert morgon(8) == 1


# ---- The pages ----


def test_sidan_sager_vad_som_saknas(av, grupp, klient, storkoping, personer):
    grupper.lagg_till_medlem(
        av=av,
        nar=NU,
        grupp=grupp,
        person=personer["ansvarig"],
        enhet=storkoping["skola"],
        perspektiv="barn",
    )
    text = klient("lasare").get(SIDA).content.decode()
    assert "Gruppen bevakar barns rättigheter." in text
    assert "Ingen bevakar jämställdhet, jämlikhet, folkhälsa och hållbarhet." in text
    assert "Ingen är sammankallande." in text
    assert reverse("uppfoljning:andra_analysgrupp", args=[grupp.pk]) not in text


def test_en_ny_plan_foreslar_nasta_ar_och_tar_med_uppgifterna(av, grupp, klient):
    grupphjalp.uppgift(av, grupphjalp.arbetsplan(av, grupp=grupp))
    client, adress = klient("analytiker"), reverse("uppfoljning:ny_arbetsplan", args=[grupp.pk])
    form = client.get(adress).context["form"]
    assert (form["ar"].value(), form["kopiera"].value()) == ("2027", True)
    client.post(adress, {"ar": "2027", "kopiera": "on"})
    assert [u.klar_senast for u in Arbetsplan.objects.get(ar=2027).uppgifter.all()] == [date(2027, 9, 25)]


def test_uppgiftens_formular_gar_igenom_fel_krock_och_borttagning(av, grupp, klient, varld):
    plan = grupphjalp.arbetsplan(av, grupp=grupp)
    client, ny = klient("analytiker"), reverse("uppfoljning:ny_arbetsuppgift", args=[plan.pk])
    assert client.get(f"{ny}?manad=12").context["form"]["klar_senast"].value() == "2026-12-31"
    data = {"vad": "A", "klar_senast": "2026-05-01", "steg": "delar", "status": "planerad"}
    fel = client.post(ny, data | {"startar": "2026-06-01"})
    assert fel.context["form"].errors == {"klar_senast": ["Uppgiften måste börja innan den ska vara klar."]}
    client.post(ny, data | {"galler": f"mal:{varld.mal.pk}"})
    rad = Arbetsuppgift.objects.get()
    assert (rad.mal, rad.indikator) == (varld.mal, None)
    andra = reverse("uppfoljning:andra_arbetsuppgift", args=[rad.pk])
    assert client.get(andra).context["form"]["galler"].value() == f"mal:{varld.mal.pk}"
    client.post(andra, data | {"vad": "B", "revision": "1"})
    assert client.post(andra, data | {"vad": "C", "revision": "1"}).status_code == 409
    rad.refresh_from_db()
    assert (rad.vad, rad.mal) == ("B", None)
    client.post(reverse("uppfoljning:ta_bort_arbetsuppgift", args=[rad.pk]))
    sida = reverse("uppfoljning:arbetsplan", args=[plan.pk])
    assert "Borttagna uppgifter (1)" in client.get(sida).content.decode()
    client.post(reverse("uppfoljning:angra_arbetsuppgift", args=[rad.pk]))
    assert "Borttagna uppgifter" not in client.get(sida).content.decode()


def test_bara_den_ansvariga_och_de_som_leder_markerar_som_klar(av, grupp, klient, personer):
    plan = grupphjalp.arbetsplan(av, grupp=grupp)
    rad = grupphjalp.uppgift(av, plan, ansvarig=personer["lasare"])
    adress = reverse("uppfoljning:klar_arbetsuppgift", args=[rad.pk])
    lagen = []
    for roll in ("ansvarig", "lasare"):
        klient(roll).post(adress)
        rad.refresh_from_db()
        lagen.append(rad.status)
    assert lagen == ["planerad", "klar"]


def test_csv(av, grupp, klient, klocka):
    plan = grupphjalp.arbetsplan(av, grupp=grupp)
    grupphjalp.uppgift(av, plan, vad="=1+1", ansvarig=av)
    svar = klient("lasare").get(reverse("uppfoljning:arbetsplan", args=[plan.pk]), {"format": "csv"})
    assert svar.content.decode("utf-8-sig").splitlines() == [
        "Vad;Hur;Börjar;Klar senast;Ansvarig;Del av budgetåret;Status;Läge;Gäller",
        "'=1+1;;;2026-09-25;Analytiker Storköping;Annat;Planerad;Planerad;",
    ]


@pytest.mark.parametrize("antal", [1, 3])
def test_antalet_fragor_ar_konstant(antal, av, personer, varld, klient, klocka, django_assert_num_queries):
    for n in range(antal):
        g = grupphjalp.grupp(av, namn=f"Grupp {n}")
        for person in list(personer.values())[: antal + 1]:
            grupper.lagg_till_medlem(
                av=av, nar=NU, grupp=g, person=person, enhet=varld.enheter["skola"], perspektiv="barn"
            )
        plan = grupphjalp.arbetsplan(av, grupp=g)
        for m in range(antal):
            grupphjalp.uppgift(av, plan, vad=f"Uppgift {m}", ansvarig=av, mal=varld.mal)
        varld.indikator(varld.nyckeltal(f"U9990{n}", {2025: 1.0}, publicering=date(2026, 5, n + 1)))
    client = klient("analytiker")
    for adress, fragor in ((SIDA, 10), (reverse("uppfoljning:arbetsplan", args=[plan.pk]), 11)):
        client.get(adress)
        with django_assert_num_queries(fragor):
            assert client.get(adress).status_code == 200


def test_arbetsplanen_finns_kvar_nar_gruppen_tas_bort(av, grupp, klient):
    plan = grupphjalp.arbetsplan(av, grupp=grupp)
    client = klient("analytiker")
    client.post(reverse("uppfoljning:ta_bort_analysgrupp", args=[grupp.pk]))
    assert client.get(reverse("uppfoljning:ny_arbetsuppgift", args=[plan.pk])).status_code == 302
    assert (
        "Gruppen är borttagen."
        in client.get(reverse("uppfoljning:arbetsplan", args=[plan.pk])).content.decode()
    )
    assert arbetsplan_for(plan.pk).grupp.borttaget is not None
    assert isinstance(arbetsplan_for(plan.pk).grupp.borttaget, datetime)
