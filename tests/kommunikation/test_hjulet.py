"""The wheel's page over HTTP."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kommunikation.queries import planlagen
from organisation.domain.roller import Roll
from planering.models import (
    Aktivitet,
    Handlingsplan,
    Indikator,
    Mal,
    Malniva,
    Malomrade,
    Plan,
    Planstatus,
    Ram,
    Uppdragsbeskrivning,
    Uppdragsenhet,
    Uppdragstext,
    Verksamhet,
)
from planering.queries.amnen import planamne
from tests.conftest import NU
from uppfoljning import actions
from verktyg import actions as verktyg
from verktyg import queries as verktygsfragor
from verktyg.domain.plats import Plats

pytestmark = pytest.mark.usefixtures("klocka")
HJULET = reverse("kommunikation:hjulet")
IDAG = NU.date()


@pytest.fixture
def beraknat(rik):
    actions.berakna_bedomningar(av=None, nar=NU)
    return rik


def stegen(svar) -> dict:
    return {s.ankare: s for d in svar.context["delar"] for s in d.steg}


def att_gora(svar) -> list[tuple[str, str]]:
    return [(s.text, s.url) for s in svar.context["steg"]]


def uppdrag(plan: Plan, enhet, text: str) -> None:
    rad = Uppdragsbeskrivning.objects.create(plan=plan, namn=f"{enhet.namn} {plan.pk}")
    Uppdragsenhet.objects.create(uppdrag=rad, plan=plan, enhet=enhet)
    Uppdragstext.objects.create(uppdrag=rad, avsnitt="vision", text=text)


def ram(plan: Plan, enhet, namn: str, slag: str = "verksamhet") -> None:
    rad = Verksamhet.objects.create(plan=plan, enhet=enhet, namn=namn, slag=slag)
    for ar in plan.ar:
        Ram.objects.create(verksamhet=rad, ar=ar, bas=Decimal(100))


def test_anonyma_kommer_till_inloggningen(klient, kommun_9999):
    svar = klient(None).get(HJULET)
    assert (svar.status_code, svar.url) == (302, f"/logga-in/?next={HJULET}")


def test_utan_plan(klient, kommun_9999, storkoping):
    svar = klient("analytiker").get(HJULET)
    assert att_gora(svar) == [("Lägg upp den första planen", reverse("planering:plan"))]
    assert stegen(svar)["beskriv-uppdrag"].fakta.rader == ("Ingen plan än",)
    assert stegen(svar)["beskriv-uppdrag"].lankar == ()
    assert [d.lage and d.lage.value for d in svar.context["delar"]] == ["pagar", "kvar", "kvar", None]
    assert "Nu pågår planering." in svar.content.decode()


def test_stegen_lankar_till_sidorna_och_bilden_till_stegen(beraknat, varld, klient):
    svar = klient("fortroendevald").get(HJULET)
    s, plan = stegen(svar), svar.context["plan"]
    assert s["satta-mal"].lankar == (
        ("Planen", reverse("planering:planvy", args=[plan.pk])),
        ("Röda tråden", reverse("planering:trad")),
        ("Målkvalitet", reverse("planering:malkvalitet", args=[plan.pk])),
        ("Bedöm tillsammans", reverse("planering:bedomningar", args=[plan.pk])),
    )
    assert [(o.instrument.id, o.adress) for o in s["satta-mal"].ovningar] == [
        ("kategorisering", reverse("planering:bedomningar", args=[plan.pk])),
        ("paverkansgrad", reverse("planering:bedomningar", args=[plan.pk])),
    ]
    analytikern = stegen(klient("analytiker").get(HJULET))
    assert [t for t, _ in s["samla-information"].lankar] == ["Omgångar", "Måltavlan", "Nyckeltal", "KKiK"]
    assert [t for t, _ in analytikern["samla-information"].lankar][4:] == ["Import"]
    text = svar.content.decode()
    i_bilden = re.findall(r'<a href="#([a-z-]+)" aria-label="', text)
    bred = i_bilden[: len(i_bilden) // 2]
    assert i_bilden == bred * 2  # the wide drawing and the narrow one lead to the same places
    assert sorted(bred) == sorted([*s, "del-planering", "del-uppfoljning", "del-atgarder"])
    assert set(bred) <= set(re.findall(r' id="([a-z-]+)"', text))


def test_varje_lank_i_tabellen_leder_nagonstans(beraknat, klient, personer):
    client = klient("administrator")
    svar = client.get(HJULET)
    lankar = [url for s in stegen(svar).values() for _, url in s.lankar]
    assert {url: client.get(url).status_code for url in lankar} == dict.fromkeys(lankar, 200)


def test_arets_lage_och_checklistan(beraknat, klient, personer):
    vem = {"av": personer[Roll.ANALYTIKER], "nar": NU}
    runda = verktyg.starta(**vem, instrument="fokusera", titel="Bokslutet")
    verktyg.svara(**vem, genomforande=runda, svar=[verktyg.Post(Plats("malniva"), "ja")])
    verktyg.svara(**vem, genomforande=runda, svar=[verktyg.Post(Plats("trend"), "nej")])
    svar = klient("lasare").get(HJULET)
    s = stegen(svar)
    assert s["fokusera"].fakta.rader == ("1 av 12 indikatorer avviker",)
    assert s["sok-orsaker"].fakta.rader == ("0 av 1 avvikelser kommenterade",)
    assert s["besluta"].fakta.rader == ("0 av 1 mål med avvikelser har en handlingsplan",)
    assert [(c.lage.besvarade, c.lage.kvar) for c in s["fokusera"].checklistor] == [(2, 4)]
    text = " ".join(svar.content.decode().split())
    adress = reverse("verktyg:genomforande", args=[runda.pk])
    assert (
        f'<a href="{adress}">Checklista: Fokusera</a><span class="liten d-block">Bokslutet</span>'
        '<span class="liten d-block">2 av 5 besvarade, varav 1 återstår att göra · '
        '<span class="text-nowrap">2026-03-11</span>'
    ) in text
    assert "Inte påbörjad, 9 frågor" in text


def test_nasta_steg_for_var_och_en(beraknat, varld, klient, personer):
    """My late activities, what the draft lacks, and what awaits my answer, beside what the start page says."""
    eva = personer[Roll.ANSVARIG]
    handlingsplan = Handlingsplan.objects.create(
        mal=varld.mal, namn="Läslyftet", omrade="Skola", nulage="x", malbild="y", enhet=varld.enheter["skola"]
    )
    for namn, vems, dagar in (("Min", eva, -3), ("Annans", personer[Roll.ANALYTIKER], -9), ("I tid", eva, 3)):
        Aktivitet.objects.create(
            handlingsplan=handlingsplan, namn=namn, ansvarig=vems, klar_senast=IDAG + timedelta(dagar)
        )
    runda = verktyg.starta(
        av=personer[Roll.ANALYTIKER],
        nar=NU,
        instrument="paverkansgrad",
        titel="Vad vi påverkar",
        rader=[("1", "Behöriga")],
        personer=[eva, personer[Roll.FORTROENDEVALD]],
    )
    Plan.objects.create(namn="Nästa plan", fran_ar=2030, till_ar=2030)
    svara = ("Svara på Vad vi påverkar", reverse("verktyg:svara", args=[runda.pk]))
    hos_eva = att_gora(klient("ansvarig").get(HJULET))
    assert hos_eva[1:] == [
        ("Stäm av Min, som är försenad", reverse("planering:handlingsplan", args=[handlingsplan.pk])),
        svara,
    ]
    assert att_gora(klient("fortroendevald").get(HJULET))[1:] == [svara]
    svaret = verktygsfragor.platser(runda, runda.rader.all())[0]
    verktyg.svara(
        av=personer[Roll.FORTROENDEVALD], nar=NU, genomforande=runda, svar=[verktyg.Post(svaret, "stor")]
    )
    kvar = att_gora(klient("fortroendevald").get(HJULET))
    assert [text for text, _ in kvar] == ["Läs vad som avviker och varför"]


def test_planen_raknad(varld, storkoping):
    """Counted by hand. A description without words, a school and a reserve count for nothing."""
    skol, kultur = storkoping["skolnamnd"], storkoping["kulturnamnd"]
    plan = Plan.objects.create(namn="Nästa plan", fran_ar=2030, till_ar=2031)
    uppdrag(plan, skol, "Alla ska lyckas")
    uppdrag(plan, kultur, "")
    uppdrag(plan, storkoping["skola"], "En skola är ingen nämnd")
    ram(plan, kultur, "Bibliotek")
    ram(plan, kultur, "Bad")
    ram(plan, skol, "Oförutsett", "reserv")
    omrade = Malomrade.objects.create(plan=plan, namn="Lärande")
    ett_mal, med, _ = (
        Mal.objects.create(malomrade=omrade, enhet=skol, titel=t) for t in ("Ett", "Två", "Bart")
    )
    nyckeltal = varld.nyckeltal("U88801", {})
    for namn, mal, kon, ar, riktning, kategori in (
        ("Hel", med, "T", (2030, 2031), "hog", "objektiv"),
        ("Halv", med, "K", (2030,), "hog", "objektiv"),
        ("Följs", med, "M", (), "neutral", "objektiv"),
        ("Information", ett_mal, "T", (), "hog", "information"),
    ):
        i = Indikator.objects.create(
            mal=mal,
            nyckeltal=nyckeltal,
            namn=namn,
            agare=skol,
            paverkansgrad="stor",
            riktning=riktning,
            kategori=kategori,
            kon=kon,
        )
        for ett in ar:
            Malniva.objects.create(indikator=i, ar=ett, varde=90, kon=i.kon)
    Handlingsplan.objects.create(mal=med, namn="A", omrade="x", nulage="x", malbild="y", enhet=skol)
    Handlingsplan.objects.create(mal=None, namn="B", omrade="x", nulage="x", malbild="y", enhet=skol)
    with CaptureQueriesContext(connection) as fragor:
        lage = planlagen([plan], IDAG)[plan.pk]
    assert len(fragor) == 8
    assert {n: getattr(lage, n) for n in lage.__slots__} == {
        "namn": "Nästa plan",
        "beslut": "",
        "namnder": 2,
        "beskrivna": 1,
        "med_ram": 1,
        "mal": 3,
        "utan_indikator": 1,
        "indikatorer": 4,
        "utan_malniva": 1,
        "utan_ansvarig": 4,
        "handlingsplaner": 2,
    }


def test_beslutet_star_med_paragraf_och_dag(varld):
    plan = varld.mal.malomrade.plan
    Plan.objects.filter(pk=plan.pk).update(status=Planstatus.BESLUTAD, beslutad=IDAG, paragraf="KF § 12")
    plan.refresh_from_db()
    assert planlagen([plan], IDAG)[plan.pk].beslut == "KF § 12, 2026-03-11"


@pytest.mark.parametrize("antal", [1, 3])
def test_lika_manga_fragor(beraknat, varld, klient, personer, storkoping, antal):
    for n in range(antal):
        plan = Plan.objects.create(namn=f"Utkast {n}", fran_ar=2030 + n, till_ar=2030 + n)
        for m in range(antal):
            omrade = Malomrade.objects.create(plan=plan, namn=f"Område {m}")
            Mal.objects.create(malomrade=omrade, enhet=storkoping["skolnamnd"], titel=f"Mål {m}")
        vem = {"av": personer[Roll.ANALYTIKER], "nar": NU}
        verktyg.starta(
            **vem,
            instrument="paverkansgrad",
            titel=f"R{n}",
            rader=[(str(r), f"Rad {r}") for r in range(antal)],
            personer=[personer[Roll.ANALYTIKER]],
        )
        runda = verktyg.starta(**vem, instrument="fokusera", titel=f"C{n}")
        verktyg.svara(**vem, genomforande=runda, svar=[verktyg.Post(Plats("trend"), "ja")])
        handlingsplan = Handlingsplan.objects.create(
            mal=varld.mal, namn=f"H{n}", omrade="x", nulage="x", malbild="y", enhet=storkoping["skola"]
        )
        Aktivitet.objects.create(
            handlingsplan=handlingsplan,
            namn="A",
            ansvarig=personer[Roll.ANALYTIKER],
            klar_senast=IDAG - timedelta(1),
        )
    client = klient("analytiker")
    client.get(HJULET)
    with CaptureQueriesContext(connection) as fragor:
        assert client.get(HJULET).status_code == 200
    assert len(fragor) == 31


def test_startsidan_leder_hit(beraknat, klient):
    text = klient("lasare").get(reverse("kommunikation:oversikt")).content.decode()
    assert f'<a href="{HJULET}">Hela styrsnurran, steg för steg</a>' in text


@pytest.mark.parametrize(
    ("sida", "instrument", "steg"),
    [
        ("uppdragslista", "beskriv-uppdrag", "beskriv-uppdrag"),
        ("planvy", "satta-mal", "satta-mal"),
        ("resurser", "resursfordelning", "resursfordelning"),
        ("handlingsplaner", "handlingsplan", "handlingsplan"),
    ],
)
def test_stegets_sida_visar_sin_checklista(varld, klient, sida, instrument, steg):
    plan = varld.mal.malomrade.plan
    argument = [] if sida == "handlingsplaner" else [plan.pk]
    text = klient("lasare").get(reverse(f"planering:{sida}", args=argument)).content.decode()
    stod = text[text.index("Stöd för steget") :]
    assert stod.count("Checklista:") == 1
    fraga = planamne(plan).fraga if argument else ""
    assert f'href="{reverse("verktyg:instrument", args=[instrument])}{fraga}"' in stod
    assert f'href="{HJULET}#{steg}"' in stod
