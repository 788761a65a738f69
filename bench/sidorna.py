"""The pages with everything loaded and a plan of 60 goals and 250 indicators: time in the server, and queries."""

import time
from datetime import date

import numpy as np
from django.db import connection, reset_queries
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from bench.verktyg import kommando, spara
from kkik.models import Kommun, Lage, Nyckeltal
from organisation.actions import valj_kommun
from organisation.domain.roller import Roll
from organisation.models import Enhet, Enhetsniva, Person, Rolltilldelning
from planering import actions as planera
from planering.models import Indikator, Plan

KOMMUN = 1382
AR = 2022
ANTAL_MAL, ANTAL_INDIKATORER, ANTAL_NAMNDER = 60, 250, 12
OMGANGAR = 60


def bygg_plan() -> Person:
    """A plan that is larger than most, on real nyckeltal; made once."""
    nu = timezone.now()
    epost = "matning@matning.example"
    finns = Person.objects.filter(epost=epost).first()
    if finns:
        return finns
    if not Lage.objects.exists():
        kommando("berakna")
    valj_kommun(
        av=None, nar=nu, kommunkod=f"{KOMMUN:04d}", namn=Kommun.objects.get(pk=KOMMUN).namn, ar_pahittad=False
    )
    person = Person.objects.create_user(epost, None, namn="Mätning")
    Rolltilldelning.objects.create(person=person, roll=Roll.ANALYTIKER.value)
    kf = Enhet.objects.create(namn="Kommunfullmäktige", niva=Enhetsniva.KOMMUN)
    namnder = [
        Enhet.objects.create(namn=f"Nämnd {i + 1}", niva=Enhetsniva.NAMND, overordnad=kf)
        for i in range(ANTAL_NAMNDER)
    ]
    lagen = Lage.objects.filter(kommun_id=KOMMUN, kon="T", ar=AR, varde__gt=0, n__gte=100).order_by(
        "nyckeltal_id"
    )
    rader = list(lagen[:: max(1, lagen.count() // ANTAL_INDIKATORER)][:ANTAL_INDIKATORER])
    nyckeltal = Nyckeltal.objects.in_bulk([rad.nyckeltal_id for rad in rader])
    plan = planera.skapa_plan(av=person, nar=nu, namn="Mätplan", fran_ar=AR, till_ar=AR + 2)
    omraden = [
        planera.skapa_malomrade(av=person, nar=nu, plan=plan, namn=f"Målområde {i + 1}") for i in range(6)
    ]
    mal = [
        planera.skapa_mal(
            av=person,
            nar=nu,
            malomrade=omraden[i % 6],
            titel=f"Mål {i + 1}",
            enhet=namnder[i % ANTAL_NAMNDER],
        )
        for i in range(ANTAL_MAL)
    ]
    for i, rad in enumerate(rader):
        indikator = planera.skapa_indikator(
            av=person,
            nar=nu,
            mal=mal[i % ANTAL_MAL],
            nyckeltal=nyckeltal[rad.nyckeltal_id],
            riktning="hog" if i % 3 else "lag",
            kategori="objektiv",
            paverkansgrad="stor",
            agare=namnder[i % ANTAL_NAMNDER],
            jamforelsegrupp=("alla", "liknande", "lan")[i % 3],
            utgangsvarde=rad.varde,
            utgangsar=AR - 1,
        )
        nivaer = dict.fromkeys(range(AR, AR + 3), rad.varde * (1 + 0.02 * (i % 5 - 2)))
        planera.satt_malnivaer(
            av=person,
            nar=nu,
            indikator=indikator,
            nivaer=nivaer,
            tolerans=abs(rad.varde) * 0.05,
            tolerans_slag="absolut",
        )
    planera.besluta_plan(av=person, nar=nu, plan=plan, datum=date(2021, 11, 22), paragraf="KF § 1")
    return person


def mat() -> None:
    person = bygg_plan()
    svar, sekunder, _ = kommando("berakna")
    print(f"  {svar.get('bedomningar', '?')} bedömningar på {sekunder:.1f} s")
    klient = Client()
    klient.force_login(person)
    indikator = Indikator.objects.order_by("pk").first()
    sidor = {
        "översikt": reverse("kommunikation:oversikt"),
        "måltavla": reverse("uppfoljning:maluppfyllelse"),
        "indikatorsida": reverse("uppfoljning:indikator", args=[indikator.pk]),
        "sökning": reverse("kkik:katalog") + "?q=behöriga+elever",
        "katalog utan sökord": reverse("kkik:katalog"),
        "nyckeltalssida": reverse("kkik:nyckeltal", args=[indikator.nyckeltal.kolada_id]),
        "KKiK-rapport": reverse("kkik:rapport"),
        "plan": reverse("planering:plan") + f"?plan={Plan.objects.get().pk}",
        "api, läge": f"/api/v1/nyckeltal/N15428/kommun/{KOMMUN}/lage?riktning=hog",
    }
    resultat: dict = {"mål / indikatorer": f"{ANTAL_MAL} / {Indikator.objects.count()}"}
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for namn, adress in sidor.items():
            tider, antal = _en_sida(klient, adress)
            p50, p95 = np.percentile(tider, [50, 95]) * 1000
            resultat[namn] = f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, {antal} frågor"
    spara("sidorna", resultat)


def _en_sida(klient: Client, adress: str) -> tuple[list[float], int]:
    """Seconds of each of OMGANGAR requests after two to warm up, and the number of queries of the last."""
    tider = []
    for omgang in range(OMGANGAR + 2):
        sist = omgang == OMGANGAR + 1
        connection.force_debug_cursor = sist
        reset_queries()
        start = time.perf_counter()
        svar = klient.get(adress)
        tider.append(time.perf_counter() - start)
        if svar.status_code != 200:
            raise RuntimeError(f"{adress} gave {svar.status_code}")
    antal = len(connection.queries)
    connection.force_debug_cursor = False
    return tider[2:-1], antal
