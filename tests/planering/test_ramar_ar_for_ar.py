"""Frames from one year to the next: the year before the plan, what is fetched, what is asked about, and one order."""

import io
from decimal import Decimal

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kkik.domain.matris import Matris
from kkik.models import Nyckeltal, Nyckeltalslage
from kkik.queries import Jamforelsegrupp
from planering import actions as planera
from planering.actions import resurs, resurstabell
from planering.actions.resurstabell import Cell, Tabellfel
from planering.domain.fel import Planeringsfel
from planering.domain.resurser import langt_ifran, mater_kr_per
from planering.domain.resursgranskning import TOMMA
from planering.forms.resurs import Verksamhetsformular
from planering.models import Plan, Ram, Verksamhet
from planering.presenters.planblad import planblad
from planering.presenters.resurser import resursar
from planering.presenters.resurskostnad import Koladakostnad, koladakostnader
from planering.presenters.rodtrad import rodtrad
from planering.queries import namnder, plantrad
from planering.queries.resurser import oronmarkt_per_mal, ramar_fore_planen, verksamheter
from planering.templatetags.resurser import resursmening

pytestmark = pytest.mark.django_db
D = Decimal
BUN = "Barn- och utbildningsnämnden"


def rent(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.fixture
def satt(vem):
    def _satt(v, ar, **varden):
        celler = {(v.pk, namn): Cell(TOMMA[namn], D(str(t))) for namn, t in varden.items()}
        return resurstabell.spara_celler(**vem, plan=v.plan, ar=ar, celler=celler)

    return _satt


@pytest.fixture
def skola(vem, storkoping):
    def _ny(plan, namn="Förskola", volymnamn="barn", **falt):
        falt = {"enhet": storkoping["skolnamnd"]} | falt
        return resurs.skapa_verksamhet(**vem, plan=plan, namn=namn, volymnamn=volymnamn, **falt)

    return _ny


@pytest.fixture
def nasta(vem, plan, skola, satt, mal):
    """The plan 2027–2029 copied from the decided 2026–2028; Förskola had 3 560 children in 2026 for 641 120 tkr."""
    v = skola(plan)
    satt(v, 2026, bas=641120, volym=3560)
    planera.besluta_plan(**vem, plan=plan, datum=vem["nar"].date(), paragraf="KF § 1")
    ny = Plan.objects.create(namn="Nästa", fran_ar=2027, till_ar=2029, foregangare=plan)
    v = skola(ny)
    satt(
        v, 2027, bas=641120, upprakning=17600, demografi=-3010, prioritering=2000,
        volym=3540, ersattning=172000, kompensationsgrad=88,
    )  # fmt: skip
    return ny, v


def bild(plan, ar):
    rader = list(verksamheter(plan))
    return resursar(rader, ar, list(plan.ar), None, ramar_fore_planen(plan, rader))


def test_planens_forsta_ar_har_ett_ar_fore(nasta):
    """−20 children × 172 000 kr × 88 % = −3 027,2 tkr; 3 540 of 3 560 is index 99,438…"""
    ny, _ = nasta
    rad = bild(ny, 2027).rader[0]
    assert rad.kompensation == D("-3027.2")
    assert (rad.volymindex, rad.basar) == (D(3540) / D(3560) * 100, 2026)
    assert rad.kompensationsglapp == D("17.2")
    # 641 120 + 17 600 − 3 010 + 2 000 = 657 710, 16 590 more than 641 120
    assert (rad.forandring.fore, rad.forandring.summa, rad.forandring.flytt) == (641120, 16590, 0)
    assert bild(ny, 2027).fran_ingaende is False
    assert rent(resursmening(bild(ny, 2027))).startswith(
        "657 710 tkr fördelas, 16 590 tkr mer än 2026 (+2,6 %). +17 600 tkr är uppräkning"
    )


def test_aret_fore_tas_ur_den_beslutade_planen_fore_kopians(vem, nasta, plan, skola, satt):
    """A draft made of the decided plan, and a later decided one with the year: the newest decided counts."""
    ny, v = nasta
    mellan = Plan.objects.create(namn="Mellan", fran_ar=2026, till_ar=2026, version=7)
    satt(skola(mellan), 2026, bas=1, volym=1)
    assert ramar_fore_planen(ny, [v])[v.pk].bas == 641120
    omrade = planera.skapa_malomrade(**vem, plan=mellan, namn="O")
    planera.skapa_mal(**vem, malomrade=omrade, titel="M", enhet=v.enhet)
    planera.besluta_plan(**vem, plan=mellan, datum=vem["nar"].date(), paragraf="KF § 2")
    assert ramar_fore_planen(ny, [v])[v.pk].bas == 1


def test_samma_antal_fragor_hur_manga_de_an_ar(nasta, plan, skola):
    ny = nasta[0]

    def fragor():
        rader = list(verksamheter(ny))
        with CaptureQueriesContext(connection) as lista:
            ramar_fore_planen(ny, rader)
        return len(lista)

    assert fragor() == 2
    skola(ny, "Grundskola")
    assert fragor() == 2


def test_ett_ar_utan_ramar_sager_det_och_inget_annat(nasta, klient, kommun_9999, klocka):
    ny = nasta[0]
    tomt = bild(ny, 2028)
    assert (tomt.tomt, tomt.summa.belopp, tomt.flyttat, tomt.rader[0].forandring) == (True, None, [], None)
    assert resursmening(tomt) == "Inga ramar är satta för 2028 än."
    sida = rent(klient("fortroendevald").get(f"/planering/plan/{ny.pk}/resurser/?ar=2028").content.decode())
    assert ("flyttat" in sida, "−657 710" in sida, "Inga ramar är satta för 2028 än." in sida) == (
        False,
        False,
        True,
    )
    sida = klient("analytiker").get(f"/planering/plan/{ny.pk}/resurser/?ar=2028").content.decode()
    assert f"/planering/plan/{ny.pk}/resurser/2028/ramar/?hamta=1" in sida


def test_en_utan_ram_raknas_inte_och_namns(nasta, skola, klient, kommun_9999, klocka):
    ny, _ = nasta
    skola(ny, "Grundskola")
    aret = bild(ny, 2027)
    assert [str(r.verksamhet) for r in aret.utan_ram] == ["Grundskola"]
    assert rent(resursmening(aret)).endswith("En verksamhet har ingen ram än och räknas inte med.")
    sida = rent(klient("lasare").get(f"/planering/plan/{ny.pk}/resurser/?ar=2027").content.decode())
    assert sida.count("ingen ram än</span>") == 1


# ---- Fetched from the year before ----


@pytest.fixture
def grid(klient, kommun_9999, klocka, nasta):
    return klient("analytiker"), f"/planering/plan/{nasta[0].pk}/resurser/2028/ramar/"


def test_hamtat_visas_forst_och_sparas_sedan(grid, nasta):
    client, adress = grid
    v = nasta[1]
    assert "Hämta från 2027" in client.get(adress).content.decode()
    svar = client.post(adress, {"hamta": "1"})
    rutor = {r.namn: rent(r.text) for rad in svar.context["nat"].rader for r in rad.finns if r.text}
    assert rutor == {
        f"c-{v.pk}-bas": "657 710",
        f"c-{v.pk}-volym": "3 540",
        f"c-{v.pk}-ersattning": "172 000",
        f"c-{v.pk}-kompensationsgrad": "88",
    }
    assert Ram.objects.filter(ar=2028).count() == 0
    assert "En verksamhet är ifylld från 2027" in rent(svar.content.decode())
    fore = {f"f-{rad.verksamhet.pk}": rad.fore for rad in svar.context["nat"].rader}
    client.post(adress, fore | rutor | {f"c-{v.pk}-upprakning": "18 100"})
    ram = Ram.objects.get(ar=2028)
    assert (ram.bas, ram.upprakning, ram.belopp, ram.volym) == (657710, 18100, 675810, 3540)


def test_det_som_redan_ar_skrivet_eller_sparat_ligger_kvar(grid, nasta, skola, satt):
    client, adress = grid
    ny, v = nasta
    annan = skola(ny, "Grundskola")
    satt(annan, 2027, bas=100)
    satt(annan, 2028, bas=7)
    svar = client.post(adress, {"hamta": "1", f"c-{v.pk}-bas": "5"})
    texter = [rad.rutor[0].text for rad in svar.context["nat"].rader]
    assert (texter, svar.context["hamtade"]) == (["5", "7"], 0)
    assert "Det finns inget att hämta" in svar.content.decode()


def test_en_ram_langt_fran_forra_arets_fragas_om(grid, nasta):
    """Only the compensation was typed: 17 600 against 657 710 is −97,3 percent."""
    client, adress = grid
    _, v = nasta
    text = (
        "Barn- och utbildningsnämnden, Förskola: ramen 2028 blir 17 600 tkr, mot 657 710 tkr 2027 (−97,3 %)."
    )
    granskad = client.post(adress, {f"c-{v.pk}-upprakning": "17600", "granska": "1"})
    assert text in rent(granskad.content.decode())
    fore = {f"f-{rad.verksamhet.pk}": rad.fore for rad in granskad.context["nat"].rader}
    sparad = client.post(adress, fore | {f"c-{v.pk}-upprakning": "17600"}, follow=True)
    assert (text in rent(sparad.content.decode()), Ram.objects.get(ar=2028).belopp) == (True, 17600)


@pytest.mark.parametrize(
    ("belopp", "fore", "langt"), [(125, 100, False), (126, 100, True), (74, 100, True), (5, 0, False)]
)
def test_langt_ifran_ar_mer_an_en_fjardedel(belopp, fore, langt):
    assert langt_ifran(D(belopp), D(fore)) is langt
    assert langt_ifran(D(belopp), None) is False


# ---- The grid's sums ----


def test_rutnatet_summerar_det_som_star_i_rutorna(grid, nasta, skola, satt):
    """3 500 children are 40 fewer than 3 540: −40 × 172 000 × 88 % = −6 054,4 tkr."""
    client, adress = grid
    ny, v = nasta
    annan = skola(ny, "Bibliotek", "")
    satt(annan, 2027, bas=1000)
    data = {
        f"c-{v.pk}-bas": "657 710", f"c-{v.pk}-upprakning": "18 100", f"c-{v.pk}-volym": "3500",
        f"c-{v.pk}-ersattning": "172000", f"c-{v.pk}-kompensationsgrad": "88",
    }  # fmt: skip
    svar = client.post(adress, data, headers={"hx-request": "true"})
    b = svar.context["bild"]
    rader = {rad.pk: (rad.belopp, rad.fore, rad.kompensation) for rad in b.rader}
    assert rader == {annan.pk: (None, 1000, None), v.pk: (675810, 657710, D("-6054.4"))}
    assert (b.alla.belopp, b.alla.fore, b.alla.skillnad) == (675810, 658710, 18100)
    text = rent(svar.content.decode())
    assert f'<span id="ram-{v.pk}" hx-swap-oob="true">675 810' in text
    assert f'id="volymger-{v.pk}" hx-swap-oob="true">volymen ger −6 054</span>' in text
    assert Ram.objects.filter(ar=2028).count() == 0
    olast = client.post(adress, data | {f"c-{v.pk}-prioritering": "x"}, headers={"hx-request": "true"})
    assert {rad.pk: rad.belopp for rad in olast.context["bild"].rader}[v.pk] is None


def test_hela_sidan_har_summorna_utan_skript(grid, nasta):
    client, adress = grid
    text = rent(client.get(adress).content.decode())
    assert (text.count("hx-swap-oob"), "2027: 657 710" in text) == (0, True)


# ---- One order ----


def test_sida_rutnat_och_fil_har_samma_ordning(vem, plan, storkoping, skola, klient, kommun_9999, klocka):
    """Å Ä Ö after Z, as Swedish has it, and the nämnd's reserve last, also where its name comes first."""
    for namn in ("Ängar", "Åker", "Öppen förskola", "Zoo"):
        skola(plan, namn, "")
    skola(plan, "Anslag", "", slag="reserv")
    skola(plan, "Bibliotek", "", enhet=storkoping["kulturnamnd"])
    ordning = ["Zoo", "Åker", "Ängar", "Öppen förskola", "Anslag", "Bibliotek"]
    client = klient("analytiker")
    adress = f"/planering/plan/{plan.pk}/resurser/"
    sida = client.get(f"{adress}?ar=2026").context["bild"]
    nat = client.get(f"{adress}2026/ramar/").context["nat"]
    ark = load_workbook(io.BytesIO(client.get(f"{adress}xlsx/").content)).active
    rader = [rad[:3] for rad in ark.iter_rows(min_row=2, values_only=True)]
    assert [r.verksamhet.namn for r in sida.rader] == ordning
    assert [r.verksamhet.namn for r in nat.rader] == ordning
    # Every year has all the rows, so that what is copied for one year lands on the same rows of its grid.
    assert [(ar, namn) for ar, _, namn in rader] == [(ar, namn) for ar in plan.ar for namn in ordning]
    assert {namnd for _, namnd, namn in rader if namn == "Zoo"} == {BUN}


# ---- Cost measures ----


@pytest.mark.parametrize(
    ("titel", "enhet", "gar"),
    [
        ("Kostnad för förskola, kr/inskrivet barn", "kr/inskrivet barn", True),
        ("Kostnad per elev", "kr per elev", True),
        ("Nettokostnadsavvikelse, andel (%)", "%", False),
        ("Kostnad för gator, tkr", "tkr", False),
        ("Skuld, tkr/inv", "tkr/inv", False),
    ],
)
def test_vad_som_ar_ett_kostnadsmatt(titel, enhet, gar):
    assert mater_kr_per(titel, enhet) is gar


@pytest.fixture
def matt(nytt_nyckeltal):
    avvikelse = nytt_nyckeltal("N00106", "Nettokostnadsavvikelse förskola, kostnad, andel (%)", enhet="%")
    kostnad = nytt_nyckeltal("N11008", "Kostnad för förskola, kr/inskrivet barn", enhet="kr/inskrivet barn")
    return avvikelse, kostnad


def test_bara_kostnad_per_nagot_gar_att_valja(vem, plan, skola, matt, storkoping):
    avvikelse, kostnad = matt
    with pytest.raises(Planeringsfel) as e:
        skola(plan, nyckeltal=avvikelse)
    fel = "N00106 mäter inte kronor per något, som kr per barn, elev eller brukare. Välj ett sådant mått."
    assert e.value.fel == {"nyckeltal": [fel]}
    v = skola(plan, nyckeltal=kostnad)
    rader = [resurstabell.Resursrad(2, 2026, BUN, "Förskola", "", {"nyckeltal": "N00106"}, {})]
    with pytest.raises(Tabellfel) as e:
        resurstabell.las_in(**vem, plan=plan, namn="a", rader=rader)
    assert [(f.kolumn, f.text) for f in e.value.rader] == [("Koladas kostnadsmått", fel)]
    assert v.nyckeltal == kostnad


def test_den_som_skriver_ord_far_veta_vad_hon_ska_valja(matt, vem, plan):
    """The words lead to two measures, of which one is kronor per something; only that one is proposed."""
    tal = dict.fromkeys(("median", "p25", "p75", "minst", "storst"), 1) | {"beraknad": vem["nar"]}
    for n in matt:
        Nyckeltalslage.objects.create(nyckeltal=n, kon="T", ar=2025, n=1, **tal)
    form = Verksamhetsformular({"nyckeltal": "kostnad förskola"}, plan=plan)
    assert form.errors["nyckeltal"] == [
        "Välj i listan eller skriv måttets id. Menade du N11008 (Kostnad för förskola, kr/inskrivet barn)?"
    ]
    assert [n.kolada_id for n in form.forslag] == ["N11008"]
    utan = Verksamhetsformular({"nyckeltal": "gruva"}, plan=plan)
    assert utan.errors["nyckeltal"] == [
        "Skriv måttets id i Kolada, till exempel N15006. Inget kostnadsmått i katalogen passar orden."
    ]


def test_koladas_tal_har_sina_ar_och_sin_grupp():
    """The newest own value is 2024's. The others of the group have 70 000 and 110 000: the median is 90 000."""
    m = Matris(
        np.array([2024, 2025], dtype=np.int16),
        np.array([1, 2, 3, 4], dtype=np.int16),
        np.array([[90000.0, 70000.0, 110000.0, 5.0], [np.nan, 1.0, 1.0, 1.0]]),
    )
    n = Nyckeltal(kolada_id="N11008", titel="Kostnad, kr/barn")
    ut = koladakostnader(
        {7: n}, {7: m}, lambda *_: Jamforelsegrupp("x", "gruppen", None, frozenset({1, 2, 3})), 1
    )
    assert ut == {7: Koladakostnad("N11008", "Kostnad, kr/barn", 2024, 90000.0, 90000.0, "gruppen")}


def test_bade_ram_och_utfall_stalls_mot_kolada(nasta):
    """657 710 tkr for 3 540 children is 185 793,78… kronor each."""
    ny, v = nasta
    v.nyckeltal_id = 7
    rader = list(verksamheter(ny))
    rader[0].nyckeltal_id = 7
    rad = resursar(
        rader, 2027, list(ny.ar), {7: Koladakostnad("N", "K", 2025, 180000.0, 171000.0, "g")}
    ).rader[0]
    assert rad.planerad_mot_kolada == D(657710) * 1000 / 3540 - 180000
    assert (rad.mot_kolada, rad.kolada.median, rad.kolada.ar) == (None, 171000.0, 2025)


# ---- A volume's name ----


@pytest.mark.parametrize("falt", ["volym", "volym_kvinnor", "ersattning", "kompensationsgrad", "volymutfall"])
def test_volymens_namn_behovs_for_allt_som_hor_till_den(vem, plan, skola, satt, falt):
    v = skola(plan)
    if falt == "volym_kvinnor":
        satt(v, 2026, volym=4, volym_kvinnor=2, volym_man=2)
    else:
        satt(v, 2026, **{falt: 50})
    with pytest.raises(Planeringsfel) as e:
        resurs.andra_verksamhet(**vem, verksamhet=v, enhet=v.enhet, namn="Förskola")
    assert list(e.value.fel) == ["volymnamn"]


def test_felet_namner_raden_nar_volymen_saknar_namn(plan, skola, satt):
    v = skola(plan)
    satt(v, 2026, kompensationsgrad=50)
    Verksamhet.objects.update(volymnamn="")
    with pytest.raises(Tabellfel) as e:
        satt(v, 2026, bas=5)
    assert [f.text for f in e.value.rader] == [
        f"{BUN}, Förskola: kompensationsgrad är angiven. Ange först vad verksamhetens volym avser."
    ]


# ---- What is set aside, and areas ----


def test_det_oronmarkta_star_vid_malet(vem, plan, mal, skola, satt, klient, kommun_9999, klocka):
    for namn, belopp in (("Hemtjänst", 4000), ("Särskilt boende", "0.5")):
        v = skola(plan, namn)
        satt(v, 2026, bas=9000)
        resurs.skapa_oronmarkning(**vem, ram=Ram.objects.get(verksamhet=v), mal=mal, belopp=D(belopp))
    with CaptureQueriesContext(connection) as lista:
        per_mal = oronmarkt_per_mal(plan)
    texter = [(rent(text), ar) for text, ar in per_mal[mal.pk]]
    assert texter == [("4 000 tkr ur Hemtjänst 2026", 2026), ("0,5 tkr ur Särskilt boende 2026", 2026)]
    assert len(lista) == 1
    trad = plantrad(plan)
    blad = planblad(trad, andrar=False, far_andra=False, oronmarkt=per_mal)
    assert blad[0][1][0].blad.oronmarkt == per_mal[mal.pk]
    kort = rodtrad(trad, [], namnder(), andrar=False, oronmarkt=per_mal).noder[0].kort
    assert kort.oronmarkt == per_mal[mal.pk]
    client = klient("lasare")
    adress = f'href="/planering/plan/{plan.pk}/resurser/?ar=2026#oronmarkt">4 000 tkr ur Hemtjänst 2026</a>'
    for sida in (f"/planering/plan/{plan.pk}/", "/planering/trad/", "/planering/trad/?visa=lista"):
        assert adress in rent(client.get(sida).content.decode()), sida


def test_omradenas_summor(plan, skola, satt):
    """Fritidsgårdar and Bibliotek in Ängsberga: 100 + 20 and 40 are 160, of which 20 more than before."""
    for namn, omrade, tal in (
        ("Fritidsgårdar", "Ängsberga", {"bas": 100, "upprakning": 20}),
        ("Bibliotek", "Ängsberga", {"bas": 40}),
        ("Bibliotek", "Centrum", {"bas": 7}),
        ("Kulturskola", "", {"bas": 1000}),
    ):
        satt(skola(plan, namn, "", omrade=omrade), 2026, **tal)
    omraden = bild(plan, 2026).omraden
    assert [(o.namn, o.verksamheter, o.summa.belopp, o.summa.forandring.summa) for o in omraden] == [
        ("Centrum", "Bibliotek", 7, 0),
        ("Ängsberga", "Bibliotek, Fritidsgårdar", 160, 20),
    ]
