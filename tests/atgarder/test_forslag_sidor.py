"""The pages of proposals over HTTP: who may what, what is kept, what is never run, how much is asked for.

Realism by hand: in tests.uppfoljning.conftest everybody else rises half a unit a year, 29 municipalities through five
years. Two years on that is 29 × 3 cases, all of them one unit up.
"""

import csv
import io
import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions import konsekvens as actions
from atgarder.actions.uppdrag import folj_upp_genomforande, ge_uppdrag
from atgarder.models import (
    Beslut,
    Beslutsavslut,
    Beslutspunkt,
    Beslutsunderlag,
    Forvantadeffekt,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Prioritering,
    Prioriteringsdeltagare,
    Prioriteringsforslag,
    Underlagsforslag,
)
from organisation.models import Handelse, Rolltilldelning
from planering.models import Utkast
from tests.atgarder.besluthjalp import SAMMANTRADE, fler_forslag, framlagt
from tests.atgarder.konsekvenshjalp import BESVARAT, DELAR, allt, beskrivning, las, ny_del, vanta
from tests.conftest import NU
from tests.uppfoljning.analyshjalp import avvikelse, oppna
from uppfoljning.models import Atgardsforslag

ONT = "<script>alert(1)</script>"
VEM = {"av": None, "nar": NU}
SVAR = BESVARAT | {"revision": "1"}


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


def meddelanden(svar) -> list[str]:
    return [str(m) for m in get_messages(svar.wsgi_request)]


def text_av(svar) -> str:
    inne = svar.content.decode().partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inne).replace("\u00a0", " "))


@pytest.fixture
def saker(rik, klocka) -> dict:
    return allt(rik["sjunker"])


@pytest.fixture
def forslag(rik, klocka) -> Atgardsforslag:
    return framlagt(rik["sjunker"])


def lamna_underlag(f: Atgardsforslag) -> Beslutsunderlag:
    las(f)
    return Beslutsunderlag.objects.get(rader__forslag=f)


def besluta(f: Atgardsforslag, utfall: str) -> Beslutspunkt:
    beslut = Beslut.objects.create(
        underlag=lamna_underlag(f),
        instans="namnd",
        namnd=f.analys.enhet,
        sammantrade=SAMMANTRADE,
        diarienummer="BUN 2026/17",
        paragraf="§ 23",
        lydelse="Nämnden beslutar.",
        informeras="Rektorerna.",
        uppfoljning_hur="I delårsrapporten.",
        uppfoljning_nar=SAMMANTRADE,
        registrerad=NU,
        registrerad_av="Nämndsekreterare",
    )
    andring = "Utred mer." if utfall == "aterremiss" else ""
    return Beslutspunkt.objects.create(beslut=beslut, forslag=f, utfall=utfall, andring=andring)


# ---- The list ----


def test_tom_lista_sager_varifran_forslag_kommer(rik, klient):
    svar = klient("analytiker").get(adress("start"))
    assert reverse("uppfoljning:analyser") in svar.content.decode().partition("<main")[2]
    assert "kommer ur analyserna" in text_av(svar)


def test_grupperat_efter_lage_med_nasta_steg_for_var_och_en(saker, rik, klient, personer):
    analys = saker["forslag"].analys
    klart, avslaget, lamnat = (fler_forslag(analys, t) for t in ("Läxhjälp", "Skolbuss", "Elevhälsa"))
    actions.klarmarkera(**VEM, beskrivning=beskrivning(klart))
    besluta(avslaget, "avslag")
    lamna_underlag(lamnat)
    for utkast in ("Utkastet",):
        Atgardsforslag.objects.filter(pk=fler_forslag(analys, utkast).pk).update(status="utkast")
    svar = klient("analytiker").get(adress("start"))
    grupper = [(g.grupp.value, [r.forslag.titel for r in g.rader]) for g in svar.context["lista"].grupper]
    assert grupper == [
        ("beskriva", ["Tidigt stöd"]),
        ("prioritera", ["Läxhjälp"]),
        ("beslut", ["Elevhälsa"]),
        ("avslutade", ["Skolbuss"]),
    ]
    assert "Utkastet" not in text_av(svar)
    rader = {r.forslag.titel: r for r in svar.context["lista"].rader}
    assert (rader["Tidigt stöd"].effekter, rader["Tidigt stöd"].kostnad) == (
        ["Behöriga: 69\u00a0% (2025) → 70\u00a0% 2027"],
        "1\u00a0350\u00a0tkr 2027, 2\u00a0tjänster",
    )
    steg = {
        roll: {r.forslag.titel: bool(r.min) for r in klient(roll).get(adress("start")).context["lista"].rader}
        for roll in ("analytiker", "namndsekreterare", "fortroendevald")
    }
    assert steg["analytiker"] == {
        "Tidigt stöd": True, "Läxhjälp": True, "Elevhälsa": False, "Skolbuss": True,
    }  # fmt: skip
    assert steg["namndsekreterare"] == {
        "Tidigt stöd": False, "Läxhjälp": False, "Elevhälsa": True, "Skolbuss": True,
    }  # fmt: skip
    assert set(steg["fortroendevald"].values()) == {False}


def test_efter_beslutet_ges_uppdrag_och_aterkopplas(forslag, klient, storkoping, personer):
    punkt = besluta(forslag, "bifall")

    def rad(roll: str):
        (r,) = klient(roll).get(adress("start")).context["lista"].rader
        return r.nasta.text, r.nasta.url, r.aterkoppling_kvar, r.grupp.value

    text = "Ge verksamheten uppdraget"
    assert rad("analytiker") == (text, adress("ge_uppdrag", punkt.pk), True, "genomfors")
    assert rad("namndsekreterare") == (text, "", True, "genomfors")
    Beslutsavslut.objects.create(beslut=punkt.beslut, nar=NU, av="Nämndsekreterare")
    uppdrag = ge_uppdrag(**VEM, punkt=punkt, enhet=storkoping["forvaltning"])
    text = "Följ upp genomförandet"
    assert rad("analytiker") == (text, adress("folj_upp_uppdrag", uppdrag.pk), False, "genomfors")
    folj_upp_genomforande(
        **VEM, uppdrag=uppdrag, genomforande="genomford", genomford=NU.date(), text="Tjänsterna flyttades."
    )
    assert rad("analytiker") == (
        "Bedöm effekten",
        adress("bedom_effekt", uppdrag.pk),
        False,
        "genomforda",
    )
    text = text_av(klient("fortroendevald").get(adress("forslag", forslag.pk)))
    assert "Bifall Barn- och utbildningsnämnden 2026-03-10, § 23" in text
    assert "Uppdraget Utbildningsförvaltningen, genomförd 2026-03-11" in text


def test_aterremiss_leder_till_underlaget(forslag, klient):
    punkt = besluta(forslag, "aterremiss")
    (r,) = klient("analytiker").get(adress("start")).context["lista"].rader
    assert (r.skede.value, r.nasta.url) == ("aterremiss", adress("underlag", punkt.beslut.underlag_id))
    assert klient("analytiker").get(adress("andra_konsekvens", forslag.pk)).status_code == 200


def test_den_som_ska_placera_ser_det(forslag, klient, personer):
    runda = Prioritering.objects.create(titel="Runda", enhet=forslag.analys.enhet, datum=NU.date())
    Prioriteringsforslag.objects.create(prioritering=runda, forslag=forslag)
    deltagare = Prioriteringsdeltagare.objects.create(
        prioritering=runda, person=personer["fortroendevald"], namn="F"
    )
    c = klient("fortroendevald")
    (rad,) = c.get(adress("start")).context["lista"].rader
    assert (rad.nasta.text, rad.nasta.url) == (
        "Placera förslaget i prioriteringen",
        adress("prioritering", runda.pk),
    )
    deltagare.klar = NU
    deltagare.save()
    (rad,) = c.get(adress("start")).context["lista"].rader
    assert rad.min is False
    beskrivning(forslag)
    actions.klarmarkera(**VEM, beskrivning=Konsekvensbeskrivning.objects.get())
    (rad,) = klient("analytiker").get(adress("start")).context["lista"].rader
    assert (rad.nasta.text, rad.nasta.url) == ("Avsluta prioriteringen", adress("prioritering", runda.pk))


def test_urvalet_star_i_adressen_och_foljer_med_till_filen(saker, rik, klient, personer):
    annan = framlagt(rik["bast"])
    actions.klarmarkera(**VEM, beskrivning=beskrivning(annan))
    c = klient("analytiker")

    def titlar(fraga: str) -> list[str]:
        return [
            f"{r.forslag.titel} {r.forslag.analys.enhet}"
            for r in c.get(adress("start") + fraga).context["lista"].rader
        ]

    skola, kultur = ("Tidigt stöd Barn- och utbildningsnämnden", "Tidigt stöd Kultur- och fritidsnämnden")
    kulturnamnd = annan.analys.enhet_id
    assert titlar("") == [kultur, skola]
    assert titlar(f"?enhet={kulturnamnd}") == [kultur]
    assert titlar("?skede=beskriva") == [skola]
    assert titlar(f"?skede=beskriva&enhet={kulturnamnd}") == []
    assert titlar("?skede=finnsinte&enhet=x'--") == [kultur, skola]
    Rolltilldelning.objects.filter(person=personer["analytiker"]).update(enhet=kulturnamnd)
    assert titlar("?mina=1") == [kultur]
    svar = c.get(adress("start") + "?mina=1&format=csv")
    rubriker, rad = list(csv.reader(io.StringIO(svar.content.decode("utf-8-sig")), delimiter=";"))
    assert dict(zip(rubriker, rad, strict=True)) == {
        "Förslag": "Tidigt stöd",
        "Läge": "Konsekvenserna beskrivna",
        "Grupp": "Klara att prioritera",
        "Enhet": "Kultur- och fritidsnämnden",
        "Analys": annan.analys.titel,
        "Indikatorer": "Besök",
        "Nästa steg": "Prioritera förslaget",
        "Förväntad effekt": "",
        "Engångs (tkr)": "",
        "Löpande (tkr, alla år)": "",
        "Tjänster (flest ett år)": "",
        "Beslutat": "",
        "Beslut": "",
    }


# ---- One proposal ----


def test_dokumentet_sager_allt(saker, klient):
    svar = klient("fortroendevald").get(adress("forslag", saker["forslag"].pk))
    text = text_av(svar)
    delar = (
        "Det är oktober.",
        "Ja, åtgärden kräver mer resurser. Två speciallärare.",
        "Arbetssätt eller organisation ändras.",
        "Det vet vi inte än.",
        "Nej, målen kan stå kvar som de är.",
        "Elever i årskurs 1–3 , män",
        "Får det bättre",
        "Stor sannolikhet, stor följd",
        "Stor risk",
        "Att inte göra något Andelen fortsätter att sjunka.",
        "Varför inte: Når för få.",
        "Rektorerna , 2026-03-02",
        "Det ledde till: Kortare anmälan.",
        "69 % (2025) → till 70 % 2027 +1 procentenhet",
        "87 av 87 gånger har en kommun i ett läge som liknar ert ökat minst 1 procentenhet på två år.",
        "Nås troligen utan ny kraft.",
        "Stödet kommer för sent",
        "Tidigt stöd hjälper.",
    )
    assert [d for d in delar if d not in text] == []
    inne = svar.content.decode().partition("<main")[2].partition("</main")[0]
    assert re.findall(r'<form|type="submit"|/ny/|konsekvens/belopp', inne) == []


def test_tabellen_summerar_ar_for_ar(saker, klient):
    b = saker["beskrivning"]
    ny_del("belopp", b, post="Utbildning", slag="engangs", belopp_tkr=180, tjanster=0)
    ny_del("belopp", b, ar=2029, post="Mindre stöd i nian", belopp_tkr=-400, tjanster=-0.75)
    tabell = klient("lasare").get(adress("forslag", saker["forslag"].pk)).content.decode()
    tabell = tabell.partition("<table")[2].partition("</table>")[0]
    rader = [
        [
            re.sub(r"<[^>]+>|\s", " ", c).replace("\u00a0", " ").strip()
            for c in re.findall(r"<t[hd].*?</t[hd]>", r, re.S)
        ]
        for r in re.findall(r"<tr.*?</tr>", tabell, re.S)
    ]
    assert [[" ".join(c.split()) for c in r] for r in rader] == [
        ["Vad", "2027", "2028", "2029", "Summa"],
        ["Engångs"],
        ["Utbildning", "180", "–", "–", "180"],
        ["Löpande"],
        ["Speciallärare", "1 350 2 tj.", "–", "–", "1 350"],
        ["Mindre stöd i nian", "–", "–", "−400 −0,75 tj.", "−400"],
        ["Summa, tkr", "1 530", "0", "−400", "1 130"],
        ["Tjänster, årsarbetare", "2", "–", "−0,75", ""],
    ]


def test_innan_nagon_borjat(forslag, klient):
    c = klient("analytiker")
    svar = c.get(adress("forslag", forslag.pk))
    assert "Konsekvenserna är inte beskrivna än." in text_av(svar)
    assert len(svar.context["bild"].brister) == 4
    assert adress("andra_konsekvens", forslag.pk) in svar.content.decode()
    assert c.get(adress("forslag", forslag.pk + 9999)).status_code == 404


def test_det_som_inte_laggs_fram_visas_men_andras_inte(saker, klient):
    f = saker["forslag"]
    Atgardsforslag.objects.filter(pk=f.pk).update(status="avstas")
    c = klient("analytiker")
    svar = c.get(adress("forslag", f.pk))
    assert "Förslaget läggs inte fram (läggs inte fram)." in text_av(svar)
    assert c.get(adress("andra_konsekvens", f.pk)).templates[0].name == "atgarder/konsekvens/last.html"


def test_last_sida_sager_varfor(saker, klient):
    f = saker["forslag"]
    las(f)
    c = klient("analytiker")
    andrar = [adress("andra_konsekvens", f.pk), adress("ny_forvantan", f.pk)]
    andrar += [
        adress("andra_forvantan", saker["forvantan"].pk),
        adress("ta_bort_forvantan", saker["forvantan"].pk),
    ]
    andrar += [adress(f"ny_{s}", f.pk) for s in DELAR]
    andrar += [adress(f"{gor}_{s}", saker[s].pk) for s in DELAR for gor in ("andra", "ta_bort")]
    for sida in andrar:
        assert [c.get(sida).status_code, c.post(sida).status_code] == [200, 409], sida
        assert "Läget är: väntar på beslut." in text_av(c.get(sida))
    svar = c.post(adress("oppna_konsekvens", f.pk))
    assert meddelanden(svar)[0].startswith("Förslaget ”Tidigt stöd” är låst: väntar på beslut.")
    text = text_av(c.get(adress("forslag", f.pk)))
    assert ("konsekvenserna är låsta" in text, "Lägg till" in text) == (True, False)


# ---- Who may ----


def test_ansvarig_for_en_namnd_beskriver_bara_dar(saker, klient, personer, storkoping):
    Rolltilldelning.objects.filter(person=personer["ansvarig"]).update(enhet=storkoping["kulturnamnd"])
    c, f = klient("ansvarig"), saker["forslag"]
    sidor = [adress("andra_konsekvens", f.pk), adress("ny_risk", f.pk), adress("ny_forvantan", f.pk)]
    sidor += [adress("andra_risk", saker["risk"].pk), adress("andra_forvantan", saker["forvantan"].pk)]
    assert [c.get(s).status_code for s in sidor] == [403] * 5
    assert c.post(adress("klarmarkera_konsekvens", f.pk)).status_code == 403
    assert c.get(adress("forslag", f.pk)).context["far_skriva"] is False
    Rolltilldelning.objects.filter(person=personer["ansvarig"]).update(enhet=storkoping["skolnamnd"])
    c = klient("ansvarig")
    assert [c.get(s).status_code for s in sidor] == [200] * 5


# ---- Writing ----


def test_beskriv_klarmarkera_oppna_igen(forslag, klient):
    c, pk = klient("analytiker"), forslag.pk
    svar = c.post(adress("andra_konsekvens", pk), {"revision": "0", "resurser": "ja", "scenario": "Så här"})
    assert svar.url == adress("forslag", pk)
    svar = c.post(adress("klarmarkera_konsekvens", pk))
    assert "har inget svar" in meddelanden(svar)[-1]
    c.post(adress("andra_konsekvens", pk), SVAR)
    svar = c.post(adress("klarmarkera_konsekvens", pk))
    assert meddelanden(svar)[-1] == "Konsekvensbeskrivningen är klar. Förslaget kan prioriteras."
    b = Konsekvensbeskrivning.objects.get()
    assert (b.klar_av, b.medborgare) == ("Analytiker Storköping", "osakert")
    svar = c.get(adress("andra_konsekvens", pk))
    assert "Beskrivningen är klarmarkerad av Analytiker Storköping. Öppna den igen" in text_av(svar)
    # The expected effect is no part of the description.
    assert c.get(adress("ny_forvantan", pk)).templates[0].name == "atgarder/konsekvens/forvantan.html"
    c.post(adress("oppna_konsekvens", pk))
    assert c.get(adress("andra_konsekvens", pk)).templates[0].name == "planering/formular.html"
    assert [h.typ for h in Handelse.objects.filter(typ__startswith="atgarder.").order_by("id")] == [
        "atgarder.skapa_konsekvensbeskrivning",
        "atgarder.andra_konsekvensbeskrivning",
        "atgarder.klarmarkera_konsekvens",
        "atgarder.ateroppna_konsekvens",
    ]


def test_mal_ur_den_gallande_planen_kan_valjas(forslag, rik, klient):
    c = klient("analytiker")
    form = c.get(adress("andra_konsekvens", forslag.pk)).context["form"]
    assert form["mal"].label == "Vilka mål i Mål och budget 2024–2026?"
    mal = rik["sjunker"].mal
    c.post(
        adress("andra_konsekvens", forslag.pk), SVAR | {"revision": "0", "malandring": "ja", "mal": [mal.pk]}
    )
    assert list(Konsekvensbeskrivning.objects.get().mal.all()) == [mal]
    assert mal.titel in text_av(c.get(adress("forslag", forslag.pk)))
    svar = c.post(adress("andra_konsekvens", forslag.pk), SVAR | {"malandring": "nej", "mal": [mal.pk]})
    assert list(svar.context["form"].errors) == ["mal"]
    assert svar.context["form"]["scenario"].value() == BESVARAT["scenario"]
    svar = c.post(adress("andra_konsekvens", forslag.pk), SVAR | {"malandring": "ja", "mal": ["999999"]})
    assert list(svar.context["form"].errors) == ["mal"]


def test_gammal_revision_visar_bada_texterna(saker, klient):
    c, f = klient("analytiker"), saker["forslag"]
    actions.spara_konsekvens(**VEM, forslag=f, scenario="Annans text")
    svar = c.post(adress("andra_konsekvens", f.pk), SVAR | {"scenario": "Min text"})
    assert svar.status_code == 409
    assert [(r.sparat, r.ditt) for r in svar.context["form"].krockrader] == [("Annans text", "Min text")]
    # One who opened the form before there was a description.
    svar = c.post(adress("andra_konsekvens", f.pk), SVAR | {"revision": "0", "scenario": "Min text"})
    assert svar.status_code == 409


def test_utkast_sparas_medan_man_skriver(forslag, klient):
    c, sida = klient("analytiker"), adress("andra_konsekvens", forslag.pk)
    c.post(reverse("planering:spara_utkast") + f"?adress={sida}", {"scenario": "Halvt på", "revision": "0"})
    assert Utkast.objects.get().adress == sida
    assert c.get(sida).context["form"]["scenario"].value() == "Halvt på"
    c.post(sida, SVAR | {"revision": "0"})
    assert Utkast.objects.count() == 0


def test_forsta_raden_borjar_beskrivningen(forslag, klient):
    c = klient("analytiker")
    data = {"text": "Ingen söker", "sannolikhet": "4", "foljd": "1", "hantering": ""}
    svar = c.post(adress("ny_risk", forslag.pk), data)
    assert svar.url == adress("forslag", forslag.pk) + "#risker"
    assert Konsekvensrisk.objects.get().beskrivning == Konsekvensbeskrivning.objects.get()
    # Refused: nothing is begun.
    Konsekvensbeskrivning.objects.all().delete()
    svar = c.post(adress("ny_belopp", forslag.pk), {"post": "Lärare", "slag": "lopande", "ar": "2027"})
    assert svar.context["form"].errors == {"belopp_tkr": ["Skriv ett belopp eller ett antal tjänster."]}
    assert svar.context["form"]["post"].value() == "Lärare"
    assert Konsekvensbeskrivning.objects.count() == 0


@pytest.mark.parametrize(
    ("belopp", "tjanster", "sparat"),
    [
        ("1\u00a0350", "2", (1350, "2.00")),
        ("\u22121 350 tkr", "\u22120,75", (-1350, "-0.75")),
        ("", "0,5", (0, "0.50")),
    ],
)
def test_tal_som_excel_skriver_dem(forslag, klient, belopp, tjanster, sparat):
    data = {"post": "Lärare", "slag": "lopande", "ar": "2027", "belopp_tkr": belopp, "tjanster": tjanster}
    assert klient("analytiker").post(adress("ny_belopp", forslag.pk), data).status_code == 302
    b = Konsekvensbelopp.objects.get()
    assert (b.belopp_tkr, str(b.tjanster)) == sparat


@pytest.mark.parametrize(
    ("falt", "varde", "fel"),
    [
        ("belopp_tkr", "1.234", "Menade du 1,234 eller 1\u00a0234?"),
        ("belopp_tkr", "1,5", "Skriv talet utan decimaler."),
        ("belopp_tkr", "99999999999", "Talet ska vara högst 100\u00a0000\u00a0000\u00a0tkr."),
        ("tjanster", "0,125", "Skriv talet med högst 2 decimaler."),
        ("ar", "27", "Skriv året med fyra siffror, till exempel 2026."),
        ("till_ar", "2050", "Sista året ska ligga efter 2027 och högst 9 år senare."),
    ],
)
def test_belopp_som_inte_gar_att_lasa(forslag, klient, falt, varde, fel):
    data = {"post": "Lärare", "slag": "lopande", "ar": "2027", "belopp_tkr": "5", "tjanster": "1"}
    svar = klient("analytiker").post(adress("ny_belopp", forslag.pk), data | {falt: varde})
    form = svar.context["form"]
    assert (dict(form.errors), form[falt].value(), form["post"].value()) == ({falt: [fel]}, varde, "Lärare")
    assert Konsekvensbelopp.objects.count() == 0


def test_samma_belopp_flera_ar_i_ett_svep(forslag, klient):
    data = {"post": "Lärare", "slag": "lopande", "ar": "2027", "till_ar": "2029", "belopp_tkr": "900"}
    klient("analytiker").post(adress("ny_belopp", forslag.pk), data)
    assert list(Konsekvensbelopp.objects.values_list("ar", "belopp_tkr")) == [
        (2027, 900), (2028, 900), (2029, 900),
    ]  # fmt: skip


@pytest.mark.parametrize("slag", DELAR)
def test_varje_del_andras_tas_bort_och_angras(slag, saker, klient):
    c, rad, f = klient("analytiker"), saker[slag], saker["forslag"]
    modell, _ = DELAR[slag]
    sida = c.get(adress(f"andra_{slag}", rad.pk))
    visat = {n: sida.context["form"][n].value() for n in sida.context["form"].fields}
    data = {n: sida.context["form"].fields[n].prepare_value(v) for n, v in visat.items()}
    sparad = c.post(adress(f"andra_{slag}", rad.pk), {n: "" if v is None else v for n, v in data.items()})
    assert (sparad.status_code, modell.objects.get().revision) == (302, 1)  # what it shows is what there is
    svar = c.post(adress(f"ta_bort_{slag}", rad.pk))
    assert modell.objects.count() == 0
    (lank,) = re.findall(r'href="([^"]+)"', meddelanden(svar)[-1])
    assert c.get(lank).status_code == 200
    c.post(lank)
    assert modell.objects.get().pk == rad.pk
    assert c.post(lank).context["hinder"].endswith("är redan återställt.")
    assert f.titel in text_av(c.get(adress("forslagshistorik", f.pk)))


def test_historiken_angrar_det_senaste(saker, klient):
    c, f = klient("analytiker"), saker["forslag"]
    actions.spara_konsekvens(**VEM, forslag=f, scenario="Annat")
    sida = c.get(adress("forslagshistorik", f.pk))
    h = Handelse.objects.get(typ="atgarder.andra_konsekvensbeskrivning")
    assert sida.context["rader"][0].angra == h.pk
    assert c.post(adress("angra_forslag", f.pk, h.pk)).url == adress("forslag", f.pk)
    assert Konsekvensbeskrivning.objects.get().scenario == "Det är oktober."
    assert c.get(adress("angra_forslag", f.pk, h.pk + 9999)).status_code == 404
    las(f)
    assert c.post(adress("angra_forslag", f.pk, h.pk)).status_code == 409


# ---- Expected effects ----


def levande(c, sida: str, **data):
    return c.post(sida, data, headers={"HX-Request": "true"})


def test_analysens_indikatorer_forst_och_planens_andra(forslag, rik, klient):
    svar = klient("analytiker").get(adress("ny_forvantan", forslag.pk))
    val = dict(svar.context["form"].fields["indikator"].choices)
    assert [namn for _, namn in val["I analysen"]] == ["Behöriga"]
    assert len(val["Andra i planen"]) == len(rik) - 1
    assert svar.context["form"]["indikator"].value() == str(rik["sjunker"].pk)
    assert "Nu: 69 % 2025, det senaste mätta året." in text_av(svar)


def test_rimligheten_raknas_medan_man_skriver_och_inget_sparas(forslag, rik, klient):
    c, sida = klient("analytiker"), adress("ny_forvantan", forslag.pk)
    i = rik["sjunker"].pk
    svar = levande(c, sida, indikator=i, till="70", effektar="2027")
    a = svar.context["form"].levande().assistent
    assert (a.rubrik, a.tal, a.bedomning) == (
        "Är 70\u00a0% till 2027 rimligt?",
        "87 av 87",
        "Nås troligen utan ny kraft.",
    )
    assert "Så brukar det gå ändå." in svar.content.decode()
    assert "+1 procentenhet" in svar.content.decode().replace("\u00a0", " ")
    svar = levande(c, sida, indikator=i, till="71", effektar="2027")
    a = svar.context["form"].levande().assistent
    assert (a.tal, a.bedomning) == ("0 av 87", "Nästan utan motstycke.")
    svar = levande(c, sida, indikator=i, till="60", effektar="2027")
    assert "alltså en försämring" in svar.content.decode()
    svar = levande(c, sida, indikator=i, till="70", effektar="2040")
    assert svar.context["form"].levande().assistent.mening == (
        "Kan inte bedömas: effektåret 2040 ligger mer än fyra år efter det senaste mätta året, 2025."
    )
    for skrap in ({"till": "x"}, {"indikator": "999999"}, {"effektar": "x'--"}, {}):
        svar = levande(
            c, sida, **({"indikator": str(i), "till": "70", "effektar": "2027"} | skrap if skrap else {})
        )
        assert svar.status_code == 200
        assert svar.context["form"].levande().assistent.tal == ""
    utan_skript = c.post(sida, {"indikator": i, "till": "70", "effektar": "2027", "rakna": "ja"})
    assert "87 av 87" in text_av(utan_skript)
    assert Forvantadeffekt.objects.count() == 0


def test_beloppets_enhet_foljer_den_valda_indikatorn(forslag, rik, klient):
    """Not the one that the page was opened with."""
    i = rik["lan"]
    i.nyckeltal.enhet, i.nyckeltal.titel = "kr/elev", "Kostnad (kr/elev)"
    i.nyckeltal.save()
    c, sida = klient("analytiker"), adress("ny_forvantan", forslag.pk)
    assert "med-enhet" not in c.get(sida).content.decode()
    data = {"indikator": i.pk, "effektar": "2027"}
    form = c.post(sida, data | {"till": "9 tkr"}).context["form"]
    assert (list(form.errors), form["till"].value()) == (["till"], "9 tkr")
    assert c.post(sida, data | {"till": "9\u00a0000 kr"}).status_code == 302
    assert Forvantadeffekt.objects.get().till == 9000.0


def test_neutral_och_intervall_bedoms_efter_at_vilket_hall_de_ror_sig(forslag, rik, klient):
    c, sida = klient("analytiker"), adress("ny_forvantan", forslag.pk)
    for namn, till in (("neutral", "71"), ("intervall", "51")):
        a = levande(c, sida, indikator=rik[namn].pk, till=till, effektar="2027").context["form"].levande()
        assert a.assistent.tal == "87 av 87", namn
        assert a.nu.samre is False


def test_eget_matt_har_ingen_jamforelse(forslag, rik, klient, storkoping):
    from planering.models import Egetmatt

    i = rik["lan"]
    i.nyckeltal, i.egetmatt = (
        None,
        Egetmatt.objects.create(namn="Svar", enhet="%", agare=storkoping["skolnamnd"]),
    )
    i.save()
    c = klient("analytiker")
    svar = levande(c, adress("ny_forvantan", forslag.pk), indikator=i.pk, till="80", effektar="2027")
    assert "så det finns ingen jämförelse" in svar.content.decode()
    assert "Indikatorn är inte mätt än." in svar.content.decode()
    vanta(forslag, i, till=80.0)
    text = text_av(c.get(adress("forslag", forslag.pk)))
    assert "inte mätt än → till 80 % 2027" in text
    assert "Eget mått: det finns ingen jämförelse med andra." in text


def test_forvantan_sparas_andras_och_tas_bort(forslag, rik, klient):
    c = klient("analytiker")
    i = rik["sjunker"].pk
    svar = c.post(
        adress("ny_forvantan", forslag.pk),
        {"indikator": i, "till": "71,5 %", "effektar": "2027", "varfor": "Andra har gjort det."},
    )
    assert svar.url == adress("forslag", forslag.pk) + "#effekt"
    f = Forvantadeffekt.objects.get()
    assert (f.fran, f.franar, f.till, f.effektar) == (69.0, 2025, 71.5, 2027)
    sida = adress("andra_forvantan", f.pk)
    assert c.get(sida).context["form"]["till"].value() == "71,5"
    for falt, varde, fel in (
        ("till", "1.234", "Menade du 1,234 eller 1\u00a0234?"),
        ("till", "120", "En andel ligger mellan 0 och 100 procent."),
        ("effektar", "2025", "Effektåret ska ligga efter 2025, det senaste mätta året."),
    ):
        data = {"till": "72", "effektar": "2027", "varfor": "Skäl", "revision": "1"} | {falt: varde}
        form = c.post(sida, data).context["form"]
        assert (dict(form.errors), form[falt].value(), form["varfor"].value()) == (
            {falt: [fel]},
            varde,
            "Skäl",
        )
    c.post(sida, {"till": "72", "effektar": "2028", "varfor": "", "revision": "1"})
    svar = c.post(sida, {"till": "73", "effektar": "2028", "varfor": "", "revision": "1"})
    assert (svar.status_code, [(r.sparat, r.ditt) for r in svar.context["form"].krockrader]) == (
        409,
        [("72", "73")],
    )
    svar = c.post(adress("ta_bort_forvantan", f.pk))
    (lank,) = re.findall(r'href="([^"]+)"', meddelanden(svar)[-1])
    c.post(lank)
    assert Forvantadeffekt.objects.get().till == 72.0


# ---- Hostile text, and how much is asked for ----


def test_text_kors_aldrig(rik, klient, klocka):
    f = framlagt(rik["sjunker"])
    Atgardsforslag.objects.filter(pk=f.pk).update(titel=ONT, beskrivning=ONT, forvantad_effekt=ONT)
    ont = {n: ONT for n in BESVARAT if n.endswith("_text") or n in ("scenario", "nollalternativ")}
    b = beskrivning(f, **ont)
    delar = {
        slag: ny_del(slag, b, **{n: ONT for n, v in falt.items() if isinstance(v, str) and len(v) > 8})
        for slag, (_, falt) in DELAR.items()
    }
    v = vanta(f, rik["sjunker"], varfor=ONT)
    c = klient("analytiker")
    sidor = [adress("start"), adress("forslag", f.pk), adress("forslagshistorik", f.pk)]
    sidor += [adress("andra_konsekvens", f.pk), adress("ny_forvantan", f.pk), adress("andra_forvantan", v.pk)]
    sidor += [adress(f"{gor}_{s}", rad.pk) for s, rad in delar.items() for gor in ("andra", "ta_bort")]
    for sida in sidor:
        svar = c.get(sida)
        assert (svar.status_code, svar.content.decode().count("<script>alert")) == (200, 0), sida
    assert ONT in c.get(adress("start") + "?format=csv").content.decode()


def fragor(c, sida: str) -> int:
    with CaptureQueriesContext(connection) as rakning:
        assert c.get(sida).status_code == 200
    return len(rakning)


def test_fragorna_blir_inte_fler_med_fler_rader(saker, rik, klient):
    c, f = klient("analytiker"), saker["forslag"]
    sidor = (adress("start"), adress("forslag", f.pk))
    for sida in sidor:
        c.get(sida)
    en = [fragor(c, s) for s in sidor]
    for slag in DELAR:
        for _ in range(2):
            ny_del(slag, saker["beskrivning"])
    for namn in ("lan", "bast"):
        vanta(f, rik[namn], till=99.5)
        annan = framlagt(rik[namn])
        ny_del("belopp", beskrivning(annan))
        vanta(annan, rik["sjunker"])
    assert [fragor(c, s) for s in sidor] == en


def test_flera_avvikelser_i_en_analys(rik, klient, klocka):
    analys = oppna(rik["sjunker"], avvikelser=[avvikelse(rik["sjunker"]), avvikelse(rik["lan"])])
    f = fler_forslag(analys, "Läxhjälp")
    c = klient("analytiker")
    (rad,) = c.get(adress("start")).context["lista"].rader
    assert [namn for _, _, namn in rad.indikatorer] == ["Behöriga", "Körkort"]
    val = dict(c.get(adress("ny_forvantan", f.pk)).context["form"].fields["indikator"].choices)
    assert [namn for _, namn in val["I analysen"]] == ["Behöriga", "Körkort"]
    assert Underlagsforslag.objects.count() == 0
