"""The pages with everything loaded and a large plan (bench.matplan): time in the server, and queries."""

import time
from dataclasses import dataclass

import numpy as np
from django.core.signals import request_finished
from django.db import connection, reset_queries
from django.test import Client, override_settings
from django.urls import reverse

from atgarder.models import Atgardsuppdrag, Beslut, Beslutsunderlag, Prioritering
from bench import matplan, matvarv
from bench.verktyg import kommando, spara
from planering.models import Aktivitet, Handlingsplan, Indikator, Mal, Plan, Uppdragsbeskrivning
from styrsnurra.gemensamt.uppstart import varm_upp
from uppfoljning.models import Analys, Analysavvikelse, Atgardsforslag, Bedomning, Inlamning, Omgang

OMGANGAR = 40
GRANS_MS = 100
# The clocks when the newest answer had been sent.
SVARAT: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Matt:
    """One page: milliseconds at the median and the 95th percentile, those of them that this process worked (the
    rest is waiting for the database, and for whatever else the machine does), queries, and kB of HTML."""

    p50: float
    p95: float
    cpu: float
    fragor: int
    kb: float

    def __str__(self) -> str:
        over = "" if self.p95 <= GRANS_MS else f"  över {GRANS_MS}"
        return (
            f"p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms, cpu {self.cpu:.0f} ms, "
            f"{self.fragor} frågor, {self.kb:.0f} kB{over}"
        )


def mat() -> None:
    person, plan, utkast = matplan.bygg()
    svar, sekunder, _ = kommando("berakna")
    print(f"  {svar.get('bedomningar', '?')} bedömningar på {sekunder:.1f} s")
    matvarv.bygg(person, plan, matplan.AR)
    satt_statistik()
    klient = Client()
    klient.force_login(person)
    request_finished.connect(_svarat)  # before the cleaning up, so called before it
    varm_upp()
    resultat: dict = {"mål / indikatorer": f"{_mal(plan).count()} / {_indikatorer(plan).count()}"}
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for namn, adress in adresser(plan, utkast).items():
            resultat[namn] = str(matning(klient, adress))
    spara("sidorna", resultat)


def satt_statistik() -> None:
    """What autovacuum does on a server that has been up for a while: without it the planner guesses at the plan."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _mal(plan: Plan):
    return Mal.objects.filter(malomrade__plan=plan).order_by("pk")


def _indikatorer(plan: Plan):
    return Indikator.objects.filter(mal__malomrade__plan=plan).order_by("pk")


def adresser(plan: Plan, utkast: Plan) -> dict[str, str]:
    """Name → address of every page that grows with the plan, the organisation or the catalogue."""
    return (
        _oversikt(plan)
        | _planen(plan, utkast)
        | _formular(utkast)
        | _genomforande(plan, utkast)
        | _uppfoljning(plan)
        | _atgarder()
    )


def _oversikt(plan: Plan) -> dict[str, str]:
    indikator = Bedomning.objects.filter(utfall__isnull=False).order_by("pk").first().indikator
    nyckeltal = indikator.nyckeltal.kolada_id
    return {
        "översikt": reverse("kommunikation:oversikt"),
        "hjulet": reverse("kommunikation:hjulet"),
        "måltavla": reverse("uppfoljning:maluppfyllelse"),
        "indikatorsida": reverse("uppfoljning:indikator", args=[indikator.pk]),
        "sökning": reverse("kkik:katalog") + "?q=behöriga+elever",
        "katalog utan sökord": reverse("kkik:katalog"),
        "nyckeltalssida": reverse("kkik:nyckeltal", args=[nyckeltal]),
        "KKiK-rapport": reverse("kkik:rapport"),
        "effektivitet": reverse("kkik:effektivitet"),
        "riktningar": reverse("kkik:riktningar"),
        "api, läge": f"/api/v1/nyckeltal/N15428/kommun/{matplan.KOMMUN}/lage?riktning=hog",
    }


def _planen(plan: Plan, utkast: Plan) -> dict[str, str]:
    def sida(namn: str, vilken: Plan, fraga: str = "") -> str:
        return reverse(f"planering:{namn}", args=[vilken.pk]) + fraga

    trad = reverse("planering:trad")
    return {
        "plan, beslutad": sida("planvy", plan),
        "plan, ändras": sida("planvy", utkast),
        "beslut": sida("besluta_plan", utkast),
        "röda tråden": f"{trad}?plan={plan.pk}",
        "röda tråden, ändras": f"{trad}?plan={utkast.pk}",
        "röda tråden, lista": f"{trad}?plan={utkast.pk}&visa=lista",
        "vad som ändrats": sida("skillnad", utkast),
        "historik": sida("planhistorik", plan),
        "ta bort plan": sida("ta_bort_plan", utkast),
        "målkvalitet": sida("malkvalitet", utkast),
        "målkvalitet, alla mål": sida("malkvalitet", utkast, "?mal=alla"),
        "målets kvalitet": reverse("planering:malets_kvalitet", args=[_mal(utkast).first().pk]),
        "målnivånät": sida("malnivanat", utkast),
        "bedömningar": sida("bedomningar", utkast),
        "egna mått": reverse("planering:egna_matt"),
        "styrperioder": reverse("planering:styrperioder"),
    }


def _formular(utkast: Plan) -> dict[str, str]:
    mal, indikator = _mal(utkast).filter(niva="namnd").first(), _indikatorer(utkast).first()
    aktivitet = Aktivitet.objects.order_by("pk").first()

    def sida(namn: str, rad) -> str:
        return reverse(f"planering:{namn}", args=[rad.pk])

    return {
        "nytt mål": sida("nytt_mal", mal.malomrade),
        "ta bort målområde": sida("ta_bort_malomrade", mal.malomrade),
        "ändra mål": sida("andra_mal", mal),
        "ta bort mål": sida("ta_bort_mal", mal),
        "ny indikator, välj": sida("ny_indikator", mal),
        "ny indikator, formulär": sida("ny_indikator", mal) + "?nyckeltal=N15428",
        "ändra indikator": sida("andra_indikator", indikator),
        "målnivåer": sida("malnivaer", indikator),
        "kunskapskort": sida("kunskapskort", indikator),
        "nytt uppdrag": sida("nytt_uppdrag", utkast),
        "ny verksamhet": sida("ny_verksamhet", utkast),
        "ny handlingsplan": reverse("planering:ny_handlingsplan"),
        "ändra handlingsplan": sida("andra_handlingsplan", aktivitet.handlingsplan),
        "ny aktivitet": sida("ny_aktivitet", aktivitet.handlingsplan),
        "ändra aktivitet": sida("andra_aktivitet", aktivitet),
    }


def _genomforande(plan: Plan, utkast: Plan) -> dict[str, str]:
    uppdrag = Uppdragsbeskrivning.objects.filter(plan=utkast).order_by("pk").first()

    def sida(namn: str, vilken: Plan, *mer: int) -> str:
        return reverse(f"planering:{namn}", args=[vilken.pk, *mer])

    return {
        "uppdragslista": sida("uppdragslista", utkast),
        "uppdrag": reverse("planering:uppdrag", args=[uppdrag.pk]),
        "resurser, beslutad": sida("resurser", plan),
        "resurser, ändras": sida("resurser", utkast),
        "ramar": sida("ramar", utkast, utkast.fran_ar),
        "utfall": sida("utfall", plan, plan.fran_ar),
        "handlingsplaner": reverse("planering:handlingsplaner"),
        "handlingsplan": reverse(
            "planering:handlingsplan", args=[Handlingsplan.objects.order_by("pk").first().pk]
        ),
    }


def _uppfoljning(plan: Plan) -> dict[str, str]:
    omgang, inlamning = Omgang.objects.first(), Inlamning.objects.order_by("pk").first()
    analys = Analys.objects.order_by("pk").first()
    bedomda = Bedomning.objects.filter(indikator__mal__malomrade__plan=plan, utfall__isnull=False)
    annan = bedomda.exclude(indikator__in=Analysavvikelse.objects.values("indikator")).order_by("pk").last()

    def sida(namn: str, *nycklar: int, fraga: str = "") -> str:
        return reverse(f"uppfoljning:{namn}", args=nycklar) + fraga

    return {
        "fokus": sida("fokus"),
        "publiceringskalender": sida("publiceringskalender"),
        "omgångar": sida("omgangar"),
        "ny omgång": sida("ny_omgang"),
        "omgång": sida("omgang", omgang.pk),
        "ändra omgång": sida("andra_omgang", omgang.pk),
        "vad som saknas": sida("saknas"),
        "inlämning": sida("inlamning", inlamning.pk),
        "löften och utfall": sida("spegel", plan.pk),
        "KKiK-året": sida("kkikaret"),
        "analyser": sida("analyser"),
        "ny analys, välj": sida("ny_analys"),
        "ny analys": sida("ny_analys", fraga=f"?indikator={annan.indikator_id}&ar={annan.ar}"),
        "analys": sida("analys", analys.pk),
        "analysens förslag": sida("analys_forslag", analys.pk),
        "analysens berättelse": sida("berattelse", analys.pk),
        "vad gör de bästa": sida("bast", annan.indikator_id),
    }


def _atgarder() -> dict[str, str]:
    forslag, beslut = (modell.objects.order_by("pk").first() for modell in (Atgardsforslag, Beslut))

    def sida(namn: str, *nycklar: int | str) -> str:
        return reverse(f"atgarder:{namn}", args=nycklar)

    return {
        "åtgärder": sida("start"),
        "förslag": sida("forslag", forslag.pk),
        "konsekvenser": sida("andra_konsekvens", forslag.pk),
        "prioriteringar": sida("prioriteringar"),
        "ny prioritering": sida("ny_prioritering"),
        "prioritering": sida("prioritering", Prioritering.objects.first().pk),
        "beslutslista": sida("beslutslista"),
        "nytt beslutsunderlag": sida("nytt_underlag"),
        "beslutsunderlag": sida("underlag", Beslutsunderlag.objects.order_by("pk").first().pk),
        "ett beslut": sida("beslut", beslut.pk),
        "uppdrag ur beslut": sida("uppdragslista"),
        "ett uppdrag ur beslut": sida("uppdrag", Atgardsuppdrag.objects.order_by("pk").first().pk),
        "inför budget": sida("infor_budget"),
        "minnet": sida("minne"),
        "hela tråden, mål": sida("trad", "mal", forslag.analys.avvikelser.first().indikator.mal_id),
        "hela tråden, beslut": sida("trad", "beslut", beslut.pk),
    }


def matning(klient: Client, adress: str, omgangar: int = OMGANGAR) -> Matt:
    """After two requests to warm up, and one more that counts the queries."""
    for _ in range(2):
        _hamta(klient, adress)
    vagg, cpu = [], []
    for _ in range(omgangar):
        start, arbete = time.perf_counter(), time.process_time()
        svar = _hamta(klient, adress)
        vagg.append(SVARAT["vagg"] - start)
        cpu.append(SVARAT["cpu"] - arbete)
    connection.force_debug_cursor = True
    reset_queries()
    _hamta(klient, adress)
    fragor = len(connection.queries)
    connection.force_debug_cursor = False
    p50, p95 = np.percentile(vagg, [50, 95]) * 1000
    return Matt(p50, p95, float(np.median(cpu)) * 1000, fragor, len(svar.content) / 1000)


def _svarat(**_) -> None:
    """What the process does when the answer has been sent, nobody waits for."""
    SVARAT.update(vagg=time.perf_counter(), cpu=time.process_time())


def _hamta(klient: Client, adress: str):
    svar = klient.get(adress)
    if svar.status_code != 200:
        raise RuntimeError(f"{adress} gave {svar.status_code}")
    return svar
