"""No page of planering asks the database more when there is more to show."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisation.models import Enhet, Enhetsniva
from planering import actions
from planering.actions.resurs import skapa_oronmarkning, skapa_verksamhet
from planering.actions.resurstabell import Cell, spara_celler
from planering.actions.uppdrag import skapa_uppdrag, skapa_uppdragskalla, skriv_uppdragstext
from planering.models import (
    Aktivitet,
    Egetmatt,
    Handlingsplan,
    Indikator,
    Kunskapskort,
    Mal,
    Malforbattring,
    Malniva,
    Malomrade,
    Oronmarkning,
    Plan,
    Ram,
    Styrperiod,
    Uppdragsbeskrivning,
    Uppdragskalla,
    Uppdragstext,
    Verksamhet,
)
from tests.test_urlar import ARGUMENT, adresser

pytestmark = pytest.mark.django_db

MODELL = {
    "plan": Plan,
    "malomrade": Malomrade,
    "mal": Mal,
    "indikator": Indikator,
    "matt": Egetmatt,
    "forbattring": Malforbattring,
    "handlingsplan": Handlingsplan,
    "aktivitet": Aktivitet,
    "uppdrag": Uppdragsbeskrivning,
    "uppdragstext": Uppdragstext,
    "uppdragskalla": Uppdragskalla,
    "verksamhet": Verksamhet,
    "ram": Ram,
    "oronmarkning": Oronmarkning,
    "styrperiod": Styrperiod,
    "kunskapskort": Kunskapskort,
}
VARDE = {"resurser": 2026, "kvalitet": 6, "bedomning": "paverkansgrad"}
# Pages of what is not there (a file being read, an undoing), addresses that only lead on, and
# those that only receive.
UTOM = {
    "angra",
    "handelse",
    "ta_tillbaka_avstamning",
    "planinlasning",
    "inlasning",
    "bedom_aktuell",
    "bedomningsforslag",
    "starta_bedomning",
    "aterstall_uppdragstext",
    "ordna",
    "ny_version",
    "spara_utkast",
    "kasta_utkast",
    "flytta_malomrade",
    "flytta_mal",
    "flytta_indikator",
    "flytta_aktivitet",
}
SIDOR = [a for a in adresser() if a.namn.startswith("planering:") and a.namn.split(":")[1] not in UTOM]


@pytest.fixture
def fyll(vem, plan, storkoping, nytt_nyckeltal, personer):
    """Adds `antal` of everything that a plan holds, each hanging on the one before it."""
    actions.skapa_styrperiod(**vem, namn="Perioden", fran_ar=2026, till_ar=2029)
    nummer = iter(range(1, 100))

    def ett(nr: int) -> None:
        omrade = actions.skapa_malomrade(**vem, plan=plan, namn=f"Område {nr}")
        namnd = Enhet.objects.create(namn=f"Nämnd {nr}", niva=Enhetsniva.NAMND, overordnad=storkoping["kf"])
        enhet = Enhet.objects.create(namn=f"Enhet {nr}", niva=Enhetsniva.ENHET, overordnad=namnd)
        kf = actions.skapa_mal(
            **vem, malomrade=omrade, titel=f"KF {nr}", enhet=storkoping["kf"], horisontellt=True
        )
        under = actions.skapa_mal(**vem, overordnat=kf, titel=f"N {nr}", enhet=namnd, bidrar_till=[kf])
        actions.skapa_mal(**vem, overordnat=under, titel=f"E {nr}", enhet=enhet, ansvarig=vem["av"])
        eget = actions.skapa_egetmatt(**vem, namn=f"Eget {nr}", agare=namnd)
        grund = {"kategori": "objektiv", "paverkansgrad": "stor", "riktning": "hog", "agare": namnd}
        i = actions.skapa_indikator(**vem, mal=kf, nyckeltal=nytt_nyckeltal(f"N{nr:05d}"), **grund)
        actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 86})
        actions.skriv_kunskapskort(**vem, indikator=i, mater="Andelen")
        actions.skapa_indikator(**vem, mal=kf, egetmatt=eget, ansvarig=vem["av"], **grund)
        actions.skapa_malforbattring(**vem, mal=kf, fraga=1, text="Skriv om", klar_senast=vem["nar"].date())
        h = actions.skapa_handlingsplan(
            **vem,
            namn=f"H {nr}",
            omrade="O",
            nulage="N",
            malbild="M",
            enhet=enhet,
            mal=kf,
            ansvarig=vem["av"],
        )
        hel = actions.skapa_aktivitet(**vem, handlingsplan=h, namn="A", ansvar="R", ansvarig=vem["av"])
        actions.skapa_aktivitet(**vem, handlingsplan=h, namn="D", ansvar="R", overordnad=hel)
        _resurser(vem, plan, namnd, kf)
        _uppdrag(vem, plan, namnd)

    def fyll(antal: int) -> None:
        for _ in range(antal):
            ett(next(nummer))

    return fyll


def _resurser(vem, plan, namnd, mal) -> None:
    v = skapa_verksamhet(**vem, plan=plan, enhet=namnd, namn="Skola", volymnamn="barn")
    celler = {(v.pk, "bas"): Cell(Decimal(0), Decimal(900)), (v.pk, "volym"): Cell(None, Decimal(10))}
    spara_celler(**vem, plan=plan, ar=2026, celler=celler)
    skapa_oronmarkning(**vem, ram=v.ramar.get(), mal=mal, belopp=Decimal(5))


def _uppdrag(vem, plan, namnd) -> None:
    uppdrag = skapa_uppdrag(**vem, plan=plan, namn=f"Uppdrag {namnd.namn}", enheter=[namnd])
    text = uppdrag.texter.order_by("pk").first()
    skriv_uppdragstext(**vem, text=text, innehall="Så här.")
    skapa_uppdragskalla(**vem, text=text, titel="Lagen")


def _adress(sida) -> str:
    """The page of the first row of each kind."""
    argument = [
        VARDE[ord_] if ord_ in VARDE and namn != "pk" else MODELL[ord_].objects.order_by("pk").first().pk
        for ord_, namn in ARGUMENT.findall(sida.rutt)
    ]
    return reverse(sida.namn, args=argument)


def _antal_fragor(client, adress: str) -> int:
    client.get(adress)
    with CaptureQueriesContext(
        connection,
    ) as fragor:
        assert client.get(adress).status_code == 200
    return len(fragor)


def test_lika_manga_fragor_for_en_som_for_tre(fyll, klient, kommun_9999):
    client = klient("analytiker")
    fyll(1)
    adresser_ = [_adress(sida) for sida in SIDOR]
    for_en = {adress: _antal_fragor(client, adress) for adress in adresser_}
    fyll(2)
    assert {adress: _antal_fragor(client, adress) for adress in adresser_} == for_en


@pytest.mark.parametrize("fraga", ["", "trad/", "trad/?visa=lista"])
def test_lika_manga_for_sextio_mal_och_tvahundrafemtio_indikatorer(
    fraga, fyll, klient, kommun_9999, nytt_nyckeltal
):
    client = klient("analytiker")
    fyll(1)
    adress = f"/planering/{fraga}"
    en = _antal_fragor(client, adress)
    _sextio_mal(nytt_nyckeltal)
    assert (Mal.objects.count(), Indikator.objects.count()) == (60, 250)
    assert _antal_fragor(client, adress) == en


def _sextio_mal(nytt_nyckeltal) -> None:
    """Rows as the actions make them, but all at once."""
    namndmal, monster = Mal.objects.get(niva="namnd"), Indikator.objects.filter(nyckeltal__isnull=False).get()
    nya = Mal.objects.bulk_create(
        Mal(
            malomrade=namndmal.malomrade,
            overordnat=namndmal.overordnat,
            niva=namndmal.niva,
            enhet=namndmal.enhet,
            titel=f"Mål {nr}",
        )
        for nr in range(60 - Mal.objects.count())
    )
    indikatorer = Indikator.objects.bulk_create(
        Indikator(
            mal=nya[nr % len(nya)],
            nyckeltal=nytt_nyckeltal(f"U{nr:05d}"),
            namn=f"Indikator {nr}",
            riktning="hog",
            kategori="objektiv",
            paverkansgrad="stor",
            agare=monster.agare,
        )
        for nr in range(250 - Indikator.objects.count())
    )
    Malniva.objects.bulk_create(
        Malniva(indikator=i, ar=ar, varde=85) for i in indikatorer for ar in (2026, 2027, 2028)
    )
