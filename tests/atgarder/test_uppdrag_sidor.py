"""The pages of assignments over HTTP: who may what, what is kept, what is never run, how much is asked for."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions.effekt import rakna_effekter
from atgarder.actions.paminn_uppdrag import paminn_om_uppdrag
from atgarder.actions.uppdrag import folj_upp_genomforande
from atgarder.models import Atgardseffekt, Atgardsuppdrag, Beslutadeffekt
from organisation.models import Handelse, Rolltilldelning, Utskick
from planering.actions import skapa_aktivitet
from planering.models import Handlingsplan, Utkast
from tests.atgarder.uppdragshjalp import besluta, bifallen_punkt, forslag_att_besluta, genomfort, givet
from tests.conftest import NU

ONT = "<script>alert(1)</script>"
FORM = {
    "namn": "Stöd i ettan",
    "omrade": "Grundskola",
    "nulage": "Sent stöd.",
    "malbild": "Tidigt stöd.",
}


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


@pytest.fixture
def indikator(rik, klocka):
    return rik["sjunker"]


@pytest.fixture
def uppdrag(indikator, personer):
    return givet(indikator, ansvarig=personer["ansvarig"])


def text_av(svar) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode()))


def meddelanden(svar) -> list[str]:
    return [str(m) for m in get_messages(svar.wsgi_request)]


def utslag(uppdrag: Atgardsuppdrag, slag: str) -> None:
    for effekt in uppdrag.punkt.effekter.all():
        Atgardseffekt.objects.create(effekt=effekt, utslag=slag, raknad=NU)


# ---- Giving ----


def test_formularet_ar_ifyllt_och_ger_uppdraget(indikator, klient):
    punkt = bifallen_punkt(indikator)
    c = klient("analytiker")
    sida = c.get(adress("ge_uppdrag", punkt.pk))
    form = sida.context["form"]
    assert {
        n: form[n].value() for n in ("namn", "omrade", "nulage", "enhet", "mal", "uppfoljning", "hur_ofta")
    } == {
        "namn": "Tidigt stöd",
        "omrade": "Lärande",
        "nulage": "Vad beror det på?\n\n69 % 2025 mot målet 85 %.",
        "enhet": str(indikator.agare_id),
        "mal": str(indikator.mal_id),
        "uppfoljning": "Skriftlig rapport till nämnden",
        "hur_ofta": "Senast 2026-09-30",
    }
    svar = c.post(adress("ge_uppdrag", punkt.pk), FORM | {"enhet": indikator.agare_id, "mal": ""})
    uppdrag = Atgardsuppdrag.objects.get()
    assert svar.url == adress("uppdrag", uppdrag.pk)
    assert (uppdrag.handlingsplan.namn, uppdrag.handlingsplan.mal) == ("Stöd i ettan", None)
    # Once more leads to the one that was given.
    igen = c.post(adress("ge_uppdrag", punkt.pk), FORM | {"enhet": indikator.agare_id})
    assert (igen.status_code, igen.context["tillbaka"]) == (409, adress("uppdrag", uppdrag.pk))
    assert Handlingsplan.objects.count() == 1


def test_ett_nekat_uppdrag_behaller_det_skrivna(indikator, klient):
    punkt = bifallen_punkt(indikator)
    svar = klient("analytiker").post(adress("ge_uppdrag", punkt.pk), FORM | {"malbild": "", "nulage": ONT})
    form = svar.context["form"]
    assert set(form.errors) == {"malbild", "enhet"}
    assert (form["nulage"].value(), form["namn"].value()) == (ONT, "Stöd i ettan")
    assert ONT not in svar.content.decode()
    assert (Handlingsplan.objects.count(), Atgardsuppdrag.objects.count()) == (0, 0)


def test_ett_avslag_blir_inget_uppdrag(indikator, klient):
    punkt = besluta(forslag_att_besluta(indikator), "avslag")
    c = klient("analytiker")
    assert c.get(adress("ge_uppdrag", punkt.pk)).status_code == 200
    svar = c.post(adress("ge_uppdrag", punkt.pk), FORM | {"enhet": indikator.agare_id})
    assert (svar.status_code, "bifölls inte" in text_av(svar)) == (409, True)
    assert not Atgardsuppdrag.objects.exists()


def test_bara_den_egna_namnden_ger_och_foljer_upp(uppdrag, indikator, personer, storkoping, klient):
    punkt = bifallen_punkt(indikator, "Läxhjälp")
    sidor = [adress("ge_uppdrag", punkt.pk), adress("folj_upp_uppdrag", uppdrag.pk)]
    for enhet, status in (("kulturnamnd", 403), ("skolnamnd", 200)):
        Rolltilldelning.objects.filter(person=personer["ansvarig"]).update(enhet=storkoping[enhet])
        assert [klient("ansvarig").get(s).status_code for s in sidor] == [status, status]
    sida = klient("fortroendevald").get(adress("uppdrag", uppdrag.pk))
    assert (sida.status_code, sida.context["far_folja_upp"]) == (200, False)
    assert [klient("fortroendevald").get(s).status_code for s in sidor] == [403, 403]


# ---- The list ----


def test_forsenade_uppfoljningar_forst_sedan_efter_dag(indikator, rik, klient, klocka):
    sen = givet(indikator, "Sent", uppfoljning_nar=date(2026, 2, 20))
    snart = givet(indikator, "Snart", uppfoljning_nar=date(2026, 4, 1))
    senast = givet(indikator, "Senast", uppfoljning_nar=date(2026, 2, 11))
    klart = genomfort(givet(indikator, "Klart", effektuppfoljning_nar=None))
    lista = klient("lasare").get(adress("uppdragslista")).context["lista"]
    assert [r.uppdrag for r in lista.rader] == [senast, sen, snart, klart]
    assert [r.sen for r in lista.rader] == [True, True, False, False]
    assert lista.sena == 2


def test_urvalet_star_i_adressen(indikator, rik, klient, personer, storkoping):
    pagar = givet(indikator, "Pågår", ansvarig=personer["lasare"])
    visad, ej_visad, _ = (genomfort(givet(indikator, t)) for t in ("Visad", "Ej visad", "Obedömt"))
    utslag(visad, "effekt_visad")
    utslag(ej_visad, "effekt_ej_visad")
    annan = givet(rik["bast"], "Bibliotek")
    folj_upp_genomforande(
        av=None, nar=NU, uppdrag=annan, genomforande="avbruten", genomford=NU.date(), text="Pengar saknas."
    )
    c = klient("lasare")

    def visas(fraga: str) -> set[str]:
        return {r.titel for r in c.get(adress("uppdragslista") + fraga).context["lista"].rader}

    assert visas("?lage=pagar") == visas("?mina=1") == {"Pågår"}
    assert visas("?lage=genomfort") == {"Visad", "Ej visad", "Obedömt"}
    assert visas("?lage=ej-visad") == {"Ej visad"}
    assert visas("?lage=avbrutet") == visas(f"?enhet={storkoping['kulturnamnd'].pk}") == {"Bibliotek"}
    assert visas(f"?enhet={storkoping['skolnamnd'].pk}&lage=avbrutet") == set()
    assert len(visas("?lage=ogiltigt&enhet=x&mina=2")) == 5
    lagen = {r.titel: (r.lage, r.signal) for r in c.get(adress("uppdragslista")).context["lista"].rader}
    assert lagen == {
        "Pågår": ("Pågår", ""),
        "Visad": ("Genomfört, effekt visad", "gron"),
        "Ej visad": ("Genomfört, effekt ej visad", "gul"),
        "Obedömt": ("Genomfört, effekten kan inte bedömas", ""),
        "Bibliotek": ("Avbrutet", ""),
    }
    assert pagar.handlingsplan.ansvarig == personer["lasare"]


def test_filen_ar_det_valda(uppdrag, indikator, klient):
    genomfort(givet(indikator, "=1+1"))
    plan = uppdrag.handlingsplan
    for namn, status in (("A", "klar"), ("B", "pagar")):
        skapa_aktivitet(
            av=None,
            nar=NU,
            handlingsplan=plan,
            namn=namn,
            ansvar="R",
            status=status,
            klar_senast=NU.date() - timedelta(days=1),
        )
    svar = klient("lasare").get(adress("uppdragslista") + "?lage=pagar&format=csv")
    rubriker, *rader = csv.reader(StringIO(svar.content.decode("utf-8-sig")), delimiter=";")
    (rad,) = [dict(zip(rubriker, r, strict=True)) for r in rader]
    assert {n: rad[n] for n in rubriker if n not in ("Diarienummer", "Nämnd", "Handlingsplan", "Utslag")} == {
        "Uppdrag": "Tidigt stöd",
        "Beslut": "Barn- och utbildningsnämnden § 12",
        "Sammanträde": "2026-02-10",
        "Ansvarig enhet": "Barn- och utbildningsnämnden",
        "Ansvarig": "Ansvarig Storköping",
        "Aktiviteter": "2",
        "Klara": "1",
        "Försenade": "1",
        "Läge": "Pågår",
        "Genomfört": "",
        "Nästa uppföljning": "2026-09-30",
        "Fråga": "Är det gjort?",
        "Försenad": "nej",
        "Väntad effekt": "Behöriga: från 69\xa0% (2025) till 80\xa0% 2028",
    }
    allt = klient("lasare").get(adress("uppdragslista") + "?format=csv").content.decode("utf-8-sig")
    assert "\r\n'=1+1;" in allt


def test_utan_uppdrag_sags_vad_som_gors(klient, kommun_9999):
    sida = klient("lasare").get(adress("uppdragslista"))
    assert "Inga uppdrag än" in text_av(sida)


# ---- The page, and following up ----


def test_sidan_visar_vagen_fran_beslut_till_nu(uppdrag, klient, klocka):
    folj_upp_genomforande(av=None, nar=NU, uppdrag=uppdrag, genomforande="pagar", text="Två av fyra.")
    genomfort(uppdrag)
    vag = klient("lasare").get(adress("uppdrag", uppdrag.pk)).context["vag"]
    assert [(m.nar, m.text, m.kommer) for m in vag] == [
        ("2026-02-10", "Bifall, Barn- och utbildningsnämnden § 12", False),
        ("2026-03-10", "Genomförd", False),
        ("2026-03-11", "Analysen öppnades: Varför når färre gymnasiet?", False),
        ("2026-03-11", "Uppdraget gavs till Barn- och utbildningsnämnden", False),
        ("2026-03-11", "Följdes upp", False),
        ("2026-03-11", "Följdes upp: genomförd", False),
        ("2028", "Effekten ska synas", True),
        ("2028-04-30", "Uppföljning: hade det effekt?", True),
    ]


def test_uppfoljningen_sparas_nekas_och_krockar(uppdrag, klient):
    c, url = klient("ansvarig"), adress("folj_upp_uppdrag", uppdrag.pk)
    fel = c.post(url, {"revision": 1, "genomforande": "genomford", "text": ONT, "lardom": "Schemat."})
    form = fel.context["form"]
    assert form.errors == {"genomford": ["Skriv när det var genomfört."]}
    assert (form["text"].value(), form["lardom"].value(), ONT in fel.content.decode()) == (
        ONT,
        "Schemat.",
        False,
    )
    svar = c.post(
        url,
        {"revision": 1, "genomforande": "genomford", "genomford": "2026-03-10", "text": ONT, "lardom": ONT},
    )
    assert svar.url == adress("uppdrag", uppdrag.pk)
    sida = c.get(svar.url).content.decode()
    assert (ONT in sida, "&lt;script&gt;" in sida) == (False, True)
    krock = c.post(url, {"revision": 1, "genomforande": "pagar", "text": "Mitt."})
    assert krock.status_code == 409
    assert {r.etikett for r in krock.context["form"].krockrader} == {
        "Är det gjort?",
        "När?",
        "Hur blev det?",
        "Vad har vi lärt oss?",
    }
    uppdrag.refresh_from_db()
    assert (uppdrag.genomforande, uppdrag.revision) == ("genomford", 2)


def test_det_halvskrivna_ligger_kvar(uppdrag, klient):
    c, url = klient("ansvarig"), adress("folj_upp_uppdrag", uppdrag.pk)
    c.post(f"{reverse('planering:spara_utkast')}?adress={url}", {"genomforande": "pagar", "text": "Halvvägs"})
    assert Utkast.objects.get().adress == url
    form = c.get(url).context["form"]
    assert (form["text"].value(), form.errors) == ("Halvvägs", {})


def test_en_uppfoljning_angras(uppdrag, klient):
    c = klient("analytiker")
    c.post(
        adress("folj_upp_uppdrag", uppdrag.pk),
        {"revision": 1, "genomforande": "avbruten", "genomford": "2026-03-01", "text": "Fel uppdrag."},
    )
    h = Handelse.objects.get(typ="atgarder.andra_atgardsuppdrag")
    historiken = c.get(adress("uppdragshistorik", uppdrag.pk))
    assert [r.angra for r in historiken.context["rader"]] == [h.pk, None]
    url = adress("angra_uppfoljning", uppdrag.pk, h.pk)
    assert url in historiken.content.decode()
    assert c.get(url).context["hinder"] == ""
    assert c.post(url).url == adress("uppdrag", uppdrag.pk)
    uppdrag.refresh_from_db()
    assert (uppdrag.genomforande, uppdrag.genomford, uppdrag.genomforande_text) == ("pagar", None, "")
    igen = c.post(url)
    assert (igen.status_code, bool(igen.context["hinder"])) == (409, True)
    gavs = Handelse.objects.get(typ="atgarder.skapa_atgardsuppdrag")
    assert c.get(adress("angra_uppfoljning", uppdrag.pk, gavs.pk)).context["hinder"]


def test_handlingsplanen_sager_varifran_den_kommer(uppdrag, klient, settings):
    url = reverse("planering:handlingsplan", args=[uppdrag.handlingsplan_id])
    sida = klient("lasare").get(url).content.decode()
    lankar = re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', sida[sida.index("planbakgrund") :])
    hit = adress("uppdrag", uppdrag.pk)
    assert lankar[:2] == [
        (hit, "Uppdrag efter beslut i Barn- och utbildningsnämnden 2026-02-10 § 12"),
        (f"{hit}#effekt", "Väntas ge Behöriga: från 69\xa0% (2025) till 80\xa0% 2028"),
    ]
    settings.GRANNSIDOR = {}
    assert "planbakgrund" not in klient("lasare").get(url).content.decode()


def test_fragorna_ar_lika_manga_for_ett_som_for_tre(indikator, klient):
    def antal(url: str) -> int:
        c = klient("analytiker")
        with CaptureQueriesContext(
            connection,
        ) as fragor:
            assert c.get(url).status_code == 200
        return len(fragor)

    def fyll(titel: str) -> Atgardsuppdrag:
        u = genomfort(givet(indikator, titel))
        rakna_effekter(nar=NU)
        skapa_aktivitet(av=None, nar=NU, handlingsplan=u.handlingsplan, namn="A", ansvar="R")
        return u

    forst = fyll("Ett")
    sidor = [
        adress("uppdragslista"),
        adress("uppdragslista") + "?format=csv",
        adress("uppdrag", forst.pk),
        reverse("planering:handlingsplan", args=[forst.handlingsplan_id]),
    ]
    antal(sidor[0])
    fore = [antal(s) for s in sidor]
    fyll("Två")
    fyll("Tre")
    assert [antal(s) for s in sidor] == fore


# ---- Reminders ----


def test_den_ansvariga_pamins_en_gang_per_uppfoljning(
    uppdrag, indikator, personer, django_capture_on_commit_callbacks
):
    givet(indikator, "Utan ansvarig")

    def paminn(dag: date) -> int:
        return paminn_om_uppdrag(nar=NU.replace(year=dag.year, month=dag.month, day=dag.day))

    assert [paminn(date(2026, 9, d)) for d in (22, 23, 24, 30, 30)] == [0, 1, 0, 1, 0]
    forst, sedan = Utskick.objects.order_by("pk")
    assert {forst.mottagare, sedan.mottagare} == {personer["ansvarig"]}
    assert (forst.amne, sedan.amne) == (
        "Ska följas upp 2026-09-30: Tidigt stöd",
        "Skulle följas upp 2026-09-30: Tidigt stöd",
    )
    assert "Skriftlig rapport till nämnden" in forst.text
    # Followed up and still going on: asked again after a quarter.
    folj_upp_genomforande(
        av=None, nar=NU.replace(month=10, day=1), uppdrag=uppdrag, genomforande="pagar", text="Två av fyra."
    )
    assert [paminn(d) for d in (date(2026, 10, 2), date(2026, 12, 24), date(2026, 12, 31))] == [0, 1, 1]


def test_det_gjorda_pamins_om_effekten(uppdrag):
    genomfort(uppdrag)
    assert paminn_om_uppdrag(nar=NU.replace(month=9, day=30)) == 0
    assert paminn_om_uppdrag(nar=NU.replace(year=2028, month=4, day=25)) == 1
    assert "Hade det effekt?" in Utskick.objects.get().text
    assert Beslutadeffekt.objects.count() == 1
