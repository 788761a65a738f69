"""For the next budget over HTTP: what is shown, answered several at once, refused with all kept, seen in planering."""

import csv
import re
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions.onskemal import avboj, skapa_onskemal, ta_in
from atgarder.models import Malandringsforslag, Resursbehov
from organisation.models import Rolltilldelning
from planering.actions import kopiera_framat
from planering.models import Mal, Malomrade, Plan
from tests.atgarder.uppdragshjalp import beskrivning, besluta, bifallen_punkt, forslag_att_besluta
from tests.conftest import NU

ONT = "<script>alert(1)</script>"


def adress(namn: str) -> str:
    return reverse(f"atgarder:{namn}")


@pytest.fixture
def indikator(rik, klocka):
    return rik["sjunker"]


@pytest.fixture
def onskemal(indikator):
    """Three needs and a changed goal, of the school nämnd."""
    return skapa_onskemal(av=None, nar=NU, punkt=bifallen_punkt(indikator))


@pytest.fixture
def kultur(rik, onskemal):
    """A need of the culture nämnd, and a new goal."""
    forslag = forslag_att_besluta(rik["bast"], "Öppet på söndagar")
    beskrivning(forslag, belopp=[(2027, "Söndagsöppet", "lopande", 450, 0.75)], malandring=ONT)
    return skapa_onskemal(av=None, nar=NU, punkt=besluta(forslag))


@pytest.fixture
def utkast(varld):
    """The plan in force, copied to the years to come."""
    return kopiera_framat(
        av=None, nar=NU, plan=varld.plan, namn="Mål och budget 2027–2029", fran_ar=2027, till_ar=2029
    )


def text_av(svar) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode())).replace("\xa0", " ")


def meddelanden(svar) -> list[str]:
    return [str(m) for m in get_messages(svar.wsgi_request)]


def behov(**falt) -> list[str]:
    return [str(pk) for pk in Resursbehov.objects.filter(**falt).order_by("pk").values_list("pk", flat=True)]


def test_summorna_ar_av_det_valda(onskemal, kultur, storkoping, klient):
    c = klient("lasare")
    bild = c.get(adress("infor_budget")).context["bild"]
    assert [(s.ar, s.alla.tkr, s.alla.tjanster) for s in bild.summor] == [(2027, 3350, 4.75), (2028, 2700, 4)]
    assert [(e.namn, e.engangs, e.lopande) for e in bild.summor[0].enheter] == [
        ("Barn- och utbildningsnämnden", 300, 2600),
        ("Kultur- och fritidsnämnden", 0, 450),
    ]
    avboj(av=None, nar=NU, onskemal=Resursbehov.objects.get(post="Läromedel"), svar="Nej.")

    def tkr(fraga: str) -> list[int]:
        return [s.alla.tkr for s in c.get(adress("infor_budget") + fraga).context["bild"].summor]

    assert tkr("") == [3050, 2700]
    assert tkr("?lage=alla&ar=2027") == [3350]
    assert tkr("?lage=avbojt") == [300]
    assert tkr(f"?enhet={storkoping['kulturnamnd'].pk}") == [450]
    assert tkr("?lage=x&ar=x&enhet=x") == [3050, 2700]
    sida = c.get(adress("infor_budget")).content.decode()
    assert ONT not in sida
    assert 'type="checkbox"' not in sida  # a reader has nothing to choose


def test_flera_tas_in_pa_en_gang(onskemal, utkast, klient):
    c = klient("analytiker")
    data = {
        "behov-rad": behov(ar=2027),
        "behov-plan": utkast.pk,
        "behov-svar": "I ramen.",
        "behov-gor": "ta_in",
    }
    svar = c.post(adress("svara_om_behov"), data)
    assert (svar.url, meddelanden(svar)) == (
        adress("infor_budget"),
        ["2 behov är med i Mål och budget 2027–2029."],
    )
    assert list(Resursbehov.objects.order_by("pk").values_list("status", "plan", "svar")) == [
        ("intaget", utkast.pk, "I ramen."),
        ("intaget", utkast.pk, "I ramen."),
        ("vantar", None, ""),
    ]
    # And back.
    svar = c.post(
        adress("svara_om_behov") + "?lage=intaget", {"behov-rad": behov(ar=2027), "behov-gor": "vanta"}
    )
    assert svar.url == adress("infor_budget") + "?lage=intaget"
    assert set(Resursbehov.objects.values_list("status", flat=True)) == {"vantar"}


@pytest.mark.parametrize(
    ("data", "fel"),
    [
        ({"behov-rad": [], "behov-gor": "ta_in"}, {"rad": ["Välj minst en i listan."]}),
        ({"behov-gor": "ta_in", "behov-plan": ""}, {"plan": ["Välj vilken plan det tas in i."]}),
        ({"behov-gor": "ta_in", "behov-plan": "0"}, {"plan": ["Välj ett av alternativen i listan."]}),
        ({"behov-gor": "avboj"}, {"svar": ["Skriv varför det inte tas med."]}),
    ],
)
def test_det_nekade_behaller_det_valda(data, fel, onskemal, utkast, klient):
    alla = behov()
    grund = {"behov-rad": alla, "behov-plan": str(utkast.pk), "behov-svar": ""}
    svar = klient("analytiker").post(adress("svara_om_behov"), grund | data)
    assert svar.status_code == 200
    assert dict(svar.context["behov"]["form"].errors) == fel
    valda = set(data.get("behov-rad", alla))
    assert {str(v.r.rad.pk) for v in svar.context["behov"]["rader"] if v.vald} == valda
    assert "<title>Fel: " in svar.content.decode()
    assert set(Resursbehov.objects.values_list("status", flat=True)) == {"vantar"}


def test_fel_ar_stoppar_alla_och_sags_vid_planen(onskemal, klient, db):
    kort = Plan.objects.create(namn="Budget 2027", fran_ar=2027, till_ar=2027)
    data = {"behov-rad": behov(), "behov-plan": kort.pk, "behov-svar": "Kanske.", "behov-gor": "ta_in"}
    svar = klient("analytiker").post(adress("svara_om_behov"), data)
    form = svar.context["behov"]["form"]
    assert form.errors == {"plan": ["”Speciallärare” gäller 2028, men planen ”Budget 2027” gäller 2027."]}
    assert form["svar"].value() == "Kanske."
    assert set(Resursbehov.objects.values_list("status", flat=True)) == {"vantar"}


def test_det_som_nagon_annan_hann_fore_med_sags(onskemal, utkast, klient):
    (mal,) = Malandringsforslag.objects.all()
    avboj(av=None, nar=NU, onskemal=mal, svar="Nej.")
    data = {"mal-rad": [mal.pk], "mal-plan": utkast.pk, "mal-gor": "ta_in"}
    svar = klient("analytiker").post(adress("svara_om_malandringar"), data)
    assert svar.context["mal"]["form"].non_field_errors() == [
        "”Alla elever når gymnasiet” är redan besvarat: inte med."
    ]


def test_det_intagna_malet_leder_till_malet_i_utkastet(onskemal, indikator, utkast, klient):
    (mal,) = Malandringsforslag.objects.all()
    c = klient("analytiker")
    data = {"mal-rad": [mal.pk], "mal-plan": utkast.pk, "mal-gor": "ta_in"}
    c.post(adress("svara_om_malandringar"), data)
    kopia = Mal.objects.get(malomrade__plan=utkast, foregangare=indikator.mal)
    sida = c.get(adress("infor_budget") + "?lage=intaget")
    assert sida.context["mal"]["rader"][0].r.malet == kopia
    assert reverse("planering:andra_mal", args=[kopia.pk]) in sida.content.decode()
    # One who cannot plan is led to look at it.
    lasare = klient("lasare").get(adress("infor_budget") + "?lage=intaget").content.decode()
    assert reverse("planering:andra_mal", args=[kopia.pk]) not in lasare
    assert f"{reverse('planering:planvy', args=[utkast.pk])}#mal-{kopia.pk}" in lasare


def test_malet_i_en_kopias_kopia_och_i_en_plan_utan_det(onskemal, varld, utkast, klient):
    nasta = kopiera_framat(
        av=None, nar=NU, plan=utkast, namn="Mål och budget 2028–2030", fran_ar=2028, till_ar=2030
    )
    (mal,) = Malandringsforslag.objects.all()
    ta_in(av=None, nar=NU, onskemal=mal, plan=nasta)
    c = klient("analytiker")
    (rad,) = c.get(adress("infor_budget") + "?lage=alla").context["mal"]["rader"]
    assert rad.r.malet == Mal.objects.get(malomrade__plan=nasta, titel="Alla elever når gymnasiet")
    ny = Plan.objects.create(namn="Ny plan", fran_ar=2031, till_ar=2033)
    Mal.objects.create(
        malomrade=Malomrade.objects.create(plan=ny, namn="Annat"), titel="Annat", enhet=varld.enheter["kf"]
    )
    Malandringsforslag.objects.update(plan=ny)
    sida = c.get(adress("infor_budget") + "?lage=alla")
    assert sida.context["mal"]["rader"][0].r.malet is None
    assert "Målet finns inte i planen." in text_av(sida)


def test_bara_den_egna_namndens_behov_kan_besvaras(onskemal, kultur, utkast, personer, storkoping, klient):
    Rolltilldelning.objects.filter(person=personer["analytiker"]).update(enhet=storkoping["kulturnamnd"])
    c = klient("analytiker")
    sida = c.get(adress("infor_budget"))
    assert {v.r.rad.post for v in sida.context["behov"]["rader"] if v.falt_id} == {"Söndagsöppet"}
    data = {"behov-rad": behov(post="Läromedel"), "behov-svar": "Nej.", "behov-gor": "avboj"}
    assert set(c.post(adress("svara_om_behov"), data).context["behov"]["form"].errors) == {"rad"}
    assert klient("ansvarig").post(adress("svara_om_behov"), data).status_code == 403
    assert not Resursbehov.objects.exclude(status="vantar").exists()


def test_filerna_ar_det_valda(onskemal, kultur, klient):
    c = klient("lasare")
    svar = c.get(adress("behov_csv") + "?ar=2028")
    rubriker, rad = csv.reader(StringIO(svar.content.decode("utf-8-sig")), delimiter=";")
    assert dict(zip(rubriker, rad, strict=True)) == {
        "År": "2028",
        "Nämnd": "Barn- och utbildningsnämnden",
        "Vad": "Speciallärare",
        "Slag": "Löpande",
        "Belopp (tkr)": "2700",
        "Tjänster (årsarbetare)": "4,00",
        "Förslag": "Tidigt stöd",
        "Beslut": "Barn- och utbildningsnämnden 2026-02-10 § 12",
        "Diarienummer": "BUN 2026/17",
        "Läge": "Väntar",
        "Plan": "",
        "Svar": "",
    }
    rader = list(
        csv.reader(StringIO(c.get(adress("malandring_csv")).content.decode("utf-8-sig")), delimiter=";")
    )
    assert [r[:4] for r in rader[1:]] == [
        [
            "Alla elever når gymnasiet",
            "Mål och budget 2024–2026",
            "Höj målnivån till 92 %.",
            "Barn- och utbildningsnämnden",
        ],
        ["Nytt mål", "", ONT, "Kultur- och fritidsnämnden"],
    ]


def test_utan_onskemal_och_utan_utkast_sags_vad_som_gors(varld, klient, indikator):
    assert "Inget att ta med än" in text_av(klient("analytiker").get(adress("infor_budget")))
    skapa_onskemal(av=None, nar=NU, punkt=bifallen_punkt(indikator))
    sida = klient("analytiker").get(adress("infor_budget"))
    assert reverse("planering:kopiera_plan", args=[varld.plan.pk]) in sida.content.decode()
    assert 'value="ta_in"' not in sida.content.decode()


def test_planeringen_ser_att_nagot_vantar(onskemal, kultur, utkast, varld, klient, settings):
    c = klient("analytiker")

    def vantar(namn: str, plan: Plan, c=c) -> list[str]:
        sida = c.get(reverse(f"planering:{namn}", args=[plan.pk])).content.decode()
        return re.findall(rf'<a href="{adress("infor_budget")}">([^<]+)</a>', sida)

    vantat = ["4 behov och 2 målförslag från beslut väntar"]
    assert vantar("planvy", utkast) == vantar("resurser", utkast) == vantat
    assert vantar("planvy", varld.plan) == []  # decided: it takes nothing in
    assert vantar("planvy", utkast, klient("lasare")) == []  # who cannot plan has nothing to answer
    for mal in Malandringsforslag.objects.all():
        avboj(av=None, nar=NU, onskemal=mal, svar="Nej.")
    kort = Plan.objects.create(namn="Budget 2028", fran_ar=2028, till_ar=2028)
    assert vantar("planvy", kort) == ["1 behov från beslut väntar"]
    settings.GRANNSIDOR = {}
    assert vantar("planvy", utkast) == []


def test_fragorna_ar_lika_manga_for_ett_som_for_tre(onskemal, indikator, rik, utkast, klient):
    sidor = [adress(n) for n in ("infor_budget", "behov_csv", "malandring_csv")]
    sidor += [adress("infor_budget") + "?lage=alla", reverse("planering:planvy", args=[utkast.pk])]

    def antal(url: str) -> int:
        c = klient("analytiker")
        with CaptureQueriesContext(connection) as fragor:
            assert c.get(url).status_code == 200
        return len(fragor)

    ta_in(av=None, nar=NU, onskemal=Malandringsforslag.objects.get(), plan=utkast)
    antal(sidor[0])
    fore = [antal(s) for s in sidor]
    for i, titel in ((indikator, "Läxhjälp"), (rik["bast"], "Bibliotek")):
        for rad in skapa_onskemal(av=None, nar=NU, punkt=bifallen_punkt(i, titel)):
            if isinstance(rad, Malandringsforslag):
                ta_in(av=None, nar=NU, onskemal=rad, plan=utkast)
    assert [antal(s) for s in sidor] == fore
