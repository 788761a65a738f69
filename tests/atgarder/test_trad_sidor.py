"""The whole thread on its page: every stage, through the versions of a plan, and what comes next for whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions import beslut as besluta
from atgarder.actions.effekt import bedom_effekt, rakna_effekter
from atgarder.actions.uppdrag import folj_upp_genomforande, ge_uppdrag
from atgarder.queries.trad import trad_for_beslut, trad_for_indikator, trad_for_mal
from planering.models import Egetmatt, Handlingsplan, Indikator, Mal, Plan
from tests.atgarder.besluthjalp import beskriv, beslutat, fler_forslag, framlagt, lamnat, uppgifter
from tests.atgarder.effekthjalp import beslutad, gjort, uppdrag_av
from tests.conftest import NU
from tests.uppfoljning.analyshjalp import hel_analys, hypotes, oppna, utan_matfel
from uppfoljning import actions as folj_upp
from uppfoljning.models import Bedomning

pytestmark = pytest.mark.usefixtures("klocka")


def adress(slag: str, pk: int) -> str:
    return reverse("atgarder:trad", args=[slag, pk])


def sida(klient, slag: str, pk: int, roll: str = "lasare"):
    svar = klient(roll).get(adress(slag, pk))
    assert svar.status_code == 200
    return svar.context["vy"]


def per_led(vy) -> dict[str, list[str]]:
    """Stage → names, next steps apart."""
    ut: dict[str, list[str]] = {}
    for n in vy.trad.noder:
        if not n.fortsattning:
            ut.setdefault(n.led, []).append(n.titel)
    return ut


def steg(vy) -> list[tuple[str, str, str, str]]:
    return [(n.led, n.titel, n.om, n.vem) for n in vy.nasta]


@pytest.fixture
def sjunker(rik) -> Indikator:
    """Deviates: 69 against 85."""
    folj_upp.berakna_bedomningar(av=None, nar=NU)
    return rik["sjunker"]


def test_en_avvikelse_som_ingen_har_analyserat(sjunker, klient):
    vy = sida(klient, "indikator", sjunker.pk)
    assert per_led(vy) == {
        "omrade": ["Lärande"],
        "namndmal": ["Alla elever når gymnasiet"],
        "indikator": ["Behöriga"],
        "avvikelse": ["69\u00a0% 2025 mot målet 85\u00a0%"],
    }
    (utfall,) = [n for n in vy.trad.noder if n.led == "avvikelse"]
    assert (utfall.ord, utfall.ton) == (
        ("Når inte målet", "I mitten i jämförelsen", "Sjunker – försämras"),
        "rod",
    )
    assert vy.slut == "Tråden har kommit till det senaste utfallet. Ingen har sökt orsaken."
    gors = "Görs av analytiker eller ansvarig för Barn- och utbildningsnämnden."
    assert steg(vy) == [("analys", "Sök orsaken: öppna en analys", "Behöriga", gors)]
    assert vy.nasta[0].url == ""
    (for_analytiker,) = sida(klient, "indikator", sjunker.pk, "analytiker").nasta
    assert for_analytiker.vem == "Du kan göra det."
    assert for_analytiker.url == f"{reverse('uppfoljning:ny_analys')}?indikator={sjunker.pk}&ar=2025"


def test_en_indikator_som_gar_bra_behover_inget(sjunker, rik, klient):
    bra = next(i for i in rik.values() if i.namn == "Besök")
    vy = sida(klient, "indikator", bra.pk)
    assert (steg(vy), vy.trad.noder[-1].led) == ([], "avvikelse")


def test_analysen_steg_for_steg(sjunker, klient):
    analys = oppna(sjunker)
    assert [s[:3] for s in steg(sida(klient, "indikator", sjunker.pk))] == [
        ("hypotes", "Ställ hypoteser om orsaken", "Varför når färre gymnasiet?")
    ]
    utan_matfel(analys)
    hypotes(analys)
    assert [s[:2] for s in steg(sida(klient, "indikator", sjunker.pk))] == [
        ("slutsats", "Pröva hypoteserna mot belägg")
    ]


def test_ett_utkast_till_forslag_laggs_fram(sjunker, klient):
    hel_analys(sjunker)
    vy = sida(klient, "indikator", sjunker.pk)
    assert per_led(vy)["hypotes"] == ["Stödet kommer för sent"]
    assert per_led(vy)["slutsats"] == ["Stödet ligger sent.", "Flytta stödet."]
    assert per_led(vy)["forslag"] == ["Tidigt stöd"]
    assert [s[:3] for s in steg(vy)] == [("konsekvens", "Lägg fram förslaget", "Tidigt stöd")]
    kanter = {(a.split("-")[0], b.split("-")[0]) for a, b in vy.trad.kanter}
    assert kanter == {
        ("omrade", "mal"),
        ("mal", "indikator"),
        ("indikator", "utfall"),
        ("utfall", "analys"),
        ("analys", "hypotes"),
        ("hypotes", "slutsats"),
        ("slutsats", "forslag"),
        ("forslag", "nasta"),
    }


def test_forslaget_steg_for_steg(sjunker, klient):
    def nasta() -> list[tuple[str, str]]:
        return [s[:2] for s in steg(sida(klient, "indikator", sjunker.pk))]

    forslag = framlagt(sjunker)
    assert nasta() == [("konsekvens", "Beskriv konsekvenserna")]
    beskriv(forslag, sjunker)
    assert nasta() == [("prioritering", "Prioritera förslaget")]
    underlag = besluta.skapa_underlag(
        av=None, nar=NU, titel="Tidigt stöd i skolan", enhet=sjunker.agare, forslag=[forslag]
    )
    assert nasta() == [("genomforande", "Lämna underlaget till beslut")]
    besluta.lamna_underlag(av=None, nar=NU, underlag=underlag)
    assert nasta() == [("genomforande", "Registrera beslutet när det är fattat")]
    assert [n.ord for n in sida(klient, "indikator", sjunker.pk).trad.noder if n.led == "beslut"] == [
        ("Lämnat 2026-03-11, väntar på beslut",)
    ]
    beslut = beslutat(underlag, "andring")
    assert nasta() == [
        ("genomforande", "Återkoppla beslutet till dem som var med"),
        ("genomforande", "Lämna beslutet till verksamheten som ett uppdrag"),
    ]
    uppdrag = ge_uppdrag(av=None, nar=NU, punkt=beslut.punkter.get(), enhet=sjunker.agare)
    assert nasta()[1] == ("effekt", "Följ upp att det blir gjort")
    vy = sida(klient, "indikator", sjunker.pk)
    assert per_led(vy)["beslut"] == ["Bifall med ändring"]
    assert per_led(vy)["effekt"] == ["Behöriga: väntat från 69\u00a0% till 75\u00a0% 2028"]
    assert per_led(vy)["nasta"] == ["Resursbehov: 3\u00a0600\u00a0tkr 2027–2028, 2 tjänster"]
    folj_upp_genomforande(
        av=None, nar=NU, uppdrag=uppdrag, genomforande="genomford", genomford=NU.date(), text="Gjort."
    )
    assert nasta()[1] == ("nasta", "Bedöm effekten när utfallen har kommit")


def test_det_som_aldrig_kan_raknas_bedoms_av_manniskor(varld, klient):
    """An own measure has no other municipalities to be compared with."""
    matt = Egetmatt.objects.create(namn="Väntetid", enhet="dagar", agare=varld.enheter["skolnamnd"])
    indikator = Indikator.objects.create(
        mal=varld.mal, egetmatt=matt, namn="Väntetid", riktning="lag", kategori="objektiv",
        paverkansgrad="stor", agare=varld.enheter["skolnamnd"],
    )  # fmt: skip
    uppdrag = uppdrag_av(beslutad(indikator, "Kortare väntan"))
    rakna_effekter(nar=NU)
    pk = uppdrag.punkt.beslut_id
    (effekt,) = [n for n in sida(klient, "beslut", pk).trad.noder if n.led == "effekt"]
    assert effekt.ord == ("Kan inte bedömas",)
    assert "Säg själva vad det gav: effekten går inte att räkna" in [
        s[1] for s in steg(sida(klient, "beslut", pk))
    ]
    bedom_effekt(av=None, nar=NU, uppdrag=uppdrag, slutsats="delvis", text="Lite.", datum=NU.date())
    assert [s[1] for s in steg(sida(klient, "beslut", pk))] == ["Återkoppla beslutet till dem som var med"]


def test_en_aterremiss_har_ett_nytt_underlag_att_vanta(sjunker, klient):
    forslag = framlagt(sjunker)
    beskriv(forslag)
    beslutat(lamnat(forslag), "aterremiss")
    vy = sida(klient, "indikator", sjunker.pk)
    assert per_led(vy)["beslut"] == ["Återremiss"]
    assert [s[1] for s in steg(vy)] == ["Svara på återremissen med ett nytt underlag"]


def test_ett_avslag_ar_ett_slut(sjunker, klient):
    forslag = framlagt(sjunker)
    beskriv(forslag)
    beslut = beslutat(lamnat(forslag), "avslag")
    vy = sida(klient, "beslut", beslut.pk)
    assert [s[1] for s in steg(vy)] == ["Återkoppla beslutet till dem som var med"]


def test_hela_vagen_till_lardomen(varld, klient):
    uppdrag = gjort(varld)
    bedom_effekt(
        av=None,
        nar=NU,
        uppdrag=uppdrag,
        slutsats="verkade",
        text="Fler nådde gymnasiet.",
        datum=date(2026, 3, 1),
    )
    vy = sida(klient, "beslut", uppdrag.punkt.beslut_id)
    assert per_led(vy)["nasta"] == ["Fler nådde gymnasiet.", "Börja med schemat."]
    (effekt,) = [n for n in vy.trad.noder if n.led == "effekt"]
    assert (effekt.ord, effekt.ton) == (("Effekt visad",), "gron")
    assert vy.slut == "Tråden går ända fram och in i nästa varv."
    # The effect's own thread is the whole way from the goal.
    egna = next(r for b in vy.bild.band for r in b.rutor if r.nod.led == "effekt").egen
    assert {n.led for n in vy.trad.noder if n.nyckel in egna} >= {
        "namndmal",
        "indikator",
        "analys",
        "beslut",
        "nasta",
    }


def test_ett_beslut_visar_bara_sina_forslag(sjunker, klient):
    forslag = framlagt(sjunker)
    annat = fler_forslag(forslag.analys, "Läxhjälp")
    beskriv(forslag)
    beslut = beslutat(lamnat(forslag))
    assert per_led(sida(klient, "beslut", beslut.pk))["forslag"] == ["Tidigt stöd"]
    assert per_led(sida(klient, "indikator", sjunker.pk))["forslag"] == ["Tidigt stöd", annat.titel]


def test_ett_rattat_beslut_leder_till_det_som_galler(sjunker, klient):
    forslag = framlagt(sjunker)
    beskriv(forslag)
    underlag = lamnat(forslag)
    gammalt = beslutat(underlag)
    nytt = besluta.ratta_beslut(
        av=None, nar=NU, rattar=gammalt, rattar_skal="Fel paragraf.", **uppgifter(underlag, paragraf="§ 24")
    )
    svar = klient("lasare").get(adress("beslut", gammalt.pk))
    assert (svar.status_code, svar.url) == (302, adress("beslut", nytt.pk))
    assert len([n for n in sida(klient, "beslut", nytt.pk).trad.noder if n.led == "beslut"]) == 1


def nasta_plan(varld, *, gammal: Indikator) -> tuple[Mal, Indikator]:
    """The goal and the indicator as they go on in the next version of the plan, which is the one in force."""
    plan = Plan.objects.create(
        namn="Mål och budget 2024–2026", fran_ar=2024, till_ar=2026, version=2, status="beslutad",
        beslutad=date(2024, 2, 19), paragraf="KF § 12",
    )  # fmt: skip
    omrade = plan.malomraden.create(namn="Lärande", foregangare=gammal.mal.malomrade)
    mal = Mal.objects.create(
        malomrade=omrade,
        titel="Alla når gymnasiet",
        enhet=gammal.mal.enhet,
        niva="namnd",
        foregangare=gammal.mal,
    )
    ny = Indikator.objects.get(pk=gammal.pk)
    ny.pk, ny._state.adding, ny.mal, ny.foregangare_id, ny.namn = (
        None,
        True,
        mal,
        gammal.pk,
        "Behöriga till gymnasiet",
    )
    ny.save()
    return mal, ny


@pytest.mark.parametrize("vilken", [0, 1])
def test_traden_haller_nar_planen_byts(sjunker, varld, klient, vilken):
    """An analysis of the old version's indicator is in the thread of both, which is told of the one in force."""
    forslag = framlagt(sjunker)
    mal, ny = nasta_plan(varld, gammal=sjunker)
    folj_upp.berakna_bedomningar(av=None, nar=NU)
    vy = sida(klient, "indikator", (sjunker.pk, ny.pk)[vilken])
    led = per_led(vy)
    assert (led["indikator"], led["namndmal"]) == (["Behöriga till gymnasiet"], ["Alla når gymnasiet"])
    assert (led["analys"], led["forslag"]) == (["Varför når färre gymnasiet?"], [forslag.titel])
    assert "Har följt med genom 2 planer" in next(n for n in vy.trad.noder if n.led == "indikator").ord
    assert per_led(sida(klient, "mal", (sjunker.mal_id, mal.pk)[vilken]))["forslag"] == [forslag.titel]


def test_en_struken_indikator_med_analys_finns_kvar_under_malet(sjunker, varld, klient):
    framlagt(sjunker)
    mal, ny = nasta_plan(varld, gammal=sjunker)
    ny.delete()
    vy = sida(klient, "mal", mal.pk)
    (indikator,) = [n for n in vy.trad.noder if n.led == "indikator" and not n.fortsattning]
    assert (indikator.titel, indikator.ord[-1]) == (
        "Behöriga",
        "Inte kvar i planen. Fanns i Mål och budget 2024–2026",
    )
    assert per_led(vy)["analys"] == ["Varför når färre gymnasiet?"]


def test_malets_trad_samlar_det_som_gar_bra(sjunker, varld, klient):
    kf = Mal.objects.create(
        malomrade=varld.omraden[0], titel="En skola för alla", enhet=varld.enheter["kf"], niva="kf"
    )
    Mal.objects.filter(pk=varld.mal.pk).update(overordnat=kf)
    Handlingsplan.objects.create(
        mal=varld.mal, namn="Läslyftet", omrade="Skola", nulage="x", malbild="y", enhet=varld.enheter["skola"]
    )
    vy = sida(klient, "mal", kf.pk)
    led = per_led(vy)
    assert (led["kfmal"], led["namndmal"]) == (["En skola för alla"], ["Alla elever når gymnasiet"])
    nyast: dict[str, bool] = {}  # the newest year with an outcome has the last word
    for b in Bedomning.objects.filter(utfall__isnull=False, indikator__mal=varld.mal).order_by("ar"):
        nyast[b.indikator.namn] = b.avviker
    avviker = [namn for namn, sant in nyast.items() if sant]
    lugna = len(nyast) - len(avviker)
    assert ("Behöriga" in avviker, lugna > 1) == (True, True)
    assert sorted(led["indikator"]) == sorted([*avviker, f"{lugna} indikatorer utan avvikelse"])
    assert led["genomforande"] == ["Läslyftet"]
    assert vy.trad.rot == {f"mal-{kf.pk}"}


def test_ett_mal_utan_indikator_sager_vad_som_behovs(varld, klient):
    mal = Mal.objects.create(
        malomrade=varld.omraden[1], titel="Nytt mål", enhet=varld.enheter["kulturnamnd"], niva="namnd"
    )
    vy = sida(klient, "mal", mal.pk)
    assert [s[:2] for s in steg(vy)] == [("indikator", "Välj en indikator som visar om målet nås")]
    assert vy.slut == "Tråden har kommit till målet. Ingen indikator visar än om det nås."


def test_bilden_och_listan_sager_samma_sak(sjunker, klient):
    forslag = framlagt(sjunker)
    beskriv(forslag, sjunker)
    beslutat(lamnat(forslag), "andring")
    svar = klient("analytiker").get(adress("indikator", sjunker.pk))
    vy, text = svar.context["vy"], svar.content.decode()
    i_listan = [p.nod for d in vy.lista for led in d.led for p in led.punkter]
    i_bilden = [r.nod for b in vy.bild.band for r in b.rutor]
    assert sorted(n.nyckel for n in i_listan) == sorted(n.nyckel for n in i_bilden)
    assert text.count("data-egen=") == len(i_listan) == text.count('id="rad-')
    assert "<title id=" in text
    assert 'style="' not in text
    for n in i_listan:
        if n.url:
            assert text.count(f'href="{n.url.replace("&", "&amp;")}"') >= 2


def test_antalet_fragor_ar_detsamma(sjunker, varld):
    """With one proposal and with three decided ones: as many queries."""

    def fragor(hamta, pk: int) -> int:
        with CaptureQueriesContext(connection) as c:
            assert hamta(pk, 2026) is not None
        return len(c)

    def alla(beslut) -> list[int]:
        return [
            fragor(trad_for_mal, sjunker.mal_id),
            fragor(trad_for_indikator, sjunker.pk),
            fragor(trad_for_beslut, beslut.pk),
        ]

    forslag = framlagt(sjunker)
    beskriv(forslag, sjunker)
    beslut = beslutat(lamnat(forslag))
    ge_uppdrag(av=None, nar=NU, punkt=beslut.punkter.get(), enhet=sjunker.agare)
    forst = alla(beslut)
    fler = [fler_forslag(forslag.analys, titel) for titel in ("Läxhjälp", "Sommarskola")]
    for f in fler:
        beskriv(f, sjunker)
    nasta = beslutat(lamnat(*fler))
    for punkt in nasta.punkter.all():
        ge_uppdrag(av=None, nar=NU, punkt=punkt, enhet=sjunker.agare)
    oppna(varld.indikator(varld.nyckeltal("U99950", {2025: 60.0}), {2025: 90}, namn="Fler"))
    assert alla(nasta) == forst
    assert max(forst) <= 37


@pytest.mark.parametrize("slag", ["mal", "indikator", "beslut"])
def test_det_som_inte_finns(slag, varld, klient):
    assert klient("lasare").get(adress(slag, 987654)).status_code == 404
    svar = klient(None).get(adress(slag, 987654))
    assert (svar.status_code, svar.url) == (302, f"/logga-in/?next={adress(slag, 987654)}")


def test_malet_indikatorn_och_beslutet_leder_till_traden(sjunker, klient):
    forslag = framlagt(sjunker)
    beskriv(forslag, sjunker)
    beslut = beslutat(lamnat(forslag))
    lasare = klient("lasare")
    plan = lasare.get(reverse("planering:planvy", args=[sjunker.mal.malomrade.plan_id])).content.decode()
    assert f'href="{adress("mal", sjunker.mal_id)}"' in plan
    lista = lasare.get(f"{reverse('planering:trad')}?visa=lista").content.decode()
    assert f'href="{adress("mal", sjunker.mal_id)}"' in lista
    indikator = lasare.get(reverse("uppfoljning:indikator", args=[sjunker.pk])).content.decode()
    assert f'href="{adress("indikator", sjunker.pk)}">Hela tråden' in indikator
    assert (
        f'href="{reverse("atgarder:beslut", args=[beslut.pk])}">Tidigt stöd: bifall 2026-03-10' in indikator
    )
    assert (
        adress("beslut", beslut.pk)
        in lasare.get(reverse("atgarder:beslut", args=[beslut.pk])).content.decode()
    )
