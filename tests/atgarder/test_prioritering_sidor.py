"""The pages of prioritising over HTTP: who sees what and when, what is kept, what is never run, how much is asked."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions import prioritering as actions
from atgarder.models import Forvantadeffekt, Kriteriepoang, Placering, Prioritering
from organisation.models import Enhet, Handelse, Rolltilldelning
from planering.models import Utkast
from tests.atgarder.prioriteringshjalp import forslagen, placera_alla, runda, satt_poang
from tests.atgarder.uppdragshjalp import beskrivning
from tests.conftest import NU

ONT = "<script>alert(1)</script>"


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


@pytest.fixture
def forslag(rik):
    return forslagen(rik["sjunker"])


@pytest.fixture
def ada(personer):
    return personer["analytiker"]


@pytest.fixture
def bo(personer):
    return personer["fortroendevald"]


@pytest.fixture
def r(forslag, ada, bo):
    return runda(forslag, [ada, bo], av=ada)


def text_av(svar) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode()))


def meddelanden(svar) -> list[str]:
    return [str(m) for m in get_messages(svar.wsgi_request)]


def mall(svar) -> str:
    return svar.templates[0].name.removeprefix("atgarder/prioritering/")


# ---- Opening ----


def test_oppna_fran_formularet(forslag, ada, bo, klient, klocka):
    c = klient("analytiker")
    sida = c.get(adress("ny_prioritering") + f"?forslag={forslag[1].pk}")
    assert sida.context["form"].initial["forslag"] == [forslag[1]]
    assert "Läsare Storköping" not in text_av(sida)
    data = {
        "titel": "Inför budgeten",
        "enhet": forslag[0].analys.enhet_id,
        "datum": "2026-03-20",
        "modell": "kriterier",
        "forslag": [forslag[0].pk, forslag[2].pk],
        "deltagare": [ada.pk, bo.pk],
        "kriterium_1": "Nytta",
        "vikt_1": "4",
        "kriterium_3": "Liten risk",
    }
    svar = c.post(adress("ny_prioritering"), data)
    r = Prioritering.objects.get()
    assert svar.url == adress("prioritering", r.pk)
    assert [(k.namn, k.vikt) for k in r.kriterier.all()] == [("Nytta", 4), ("Liten risk", 1)]
    assert [x.forslag for x in r.rader.all()] == [forslag[0], forslag[2]]
    assert {d.person for d in r.deltagare.all()} == {ada, bo}
    assert r.oppnad_av == "Analytiker Storköping"


def test_fel_star_vid_sitt_falt_och_det_skrivna_star_kvar(forslag, ada, klient):
    data = {
        "titel": "Inför budgeten",
        "enhet": forslag[0].analys.enhet_id,
        "datum": "i morgon",
        "modell": "kriterier",
        "forslag": [forslag[0].pk],
        "deltagare": [ada.pk],
    }
    c = klient("analytiker")
    svar = c.post(adress("ny_prioritering"), data)
    assert list(svar.context["form"].errors) == ["datum"]
    svar = c.post(adress("ny_prioritering"), data | {"datum": "2026-03-20"})
    assert svar.context["form"].errors == {"kriterium_1": ["Skriv minst ett kriterium."]}
    assert svar.context["form"]["titel"].value() == "Inför budgeten"
    assert "<title>Fel: Öppna en prioritering" in svar.content.decode()
    assert not Prioritering.objects.exists()


def test_kriterier_foljer_inte_med_i_matrisen(forslag, ada, klient):
    data = {
        "titel": "T",
        "enhet": forslag[0].analys.enhet_id,
        "datum": "2026-03-20",
        "modell": "matris",
        "forslag": [forslag[0].pk],
        "deltagare": [ada.pk],
        "kriterium_1": "Nytta",
    }
    klient("analytiker").post(adress("ny_prioritering"), data)
    assert Prioritering.objects.get().kriterier.count() == 0


def test_utan_forslag_sags_vad_som_ska_goras(personer, klient):
    svar = klient("analytiker").get(adress("ny_prioritering"))
    assert mall(svar) == "inget_att_valja.html"


def test_bara_for_den_egna_enheten(forslag, ada, klient, storkoping):
    Rolltilldelning.objects.filter(person=ada).update(enhet=storkoping["kulturnamnd"])
    c = klient("analytiker")
    sida = c.get(adress("ny_prioritering"))
    assert [e.namn for e in sida.context["form"].fields["enhet"].rader.values()] == [
        "Kultur- och fritidsnämnden"
    ]
    annan = runda(forslag, [ada])
    for namn in ("andra_prioritering", "avsluta_prioritering", "ta_bort_prioritering"):
        assert c.get(adress(namn, annan.pk)).status_code == 403
    # Who has been asked to take part does, whatever her own enhet.
    rad = annan.rader.first()
    assert c.post(adress("placera", rad.pk), {"insats": 1, "effekt": 6}).status_code == 302
    assert Placering.objects.count() == 1


def test_andra_visar_valen_och_krocken(r, forslag, ada, bo, klient):
    c = klient("analytiker")
    sida = c.get(adress("andra_prioritering", r.pk))
    form = sida.context["form"]
    assert form.initial["forslag"] == forslag
    assert "modell" not in form.fields
    data = {
        "revision": r.revision,
        "titel": "Bo var först",
        "enhet": r.enhet_id,
        "datum": "2026-03-11",
        "forslag": [f.pk for f in forslag],
        "deltagare": [ada.pk, bo.pk],
    }
    assert c.post(adress("andra_prioritering", r.pk), data).url == adress("prioritering", r.pk)
    svar = c.post(adress("andra_prioritering", r.pk), data | {"titel": "Ada sist"})
    assert svar.status_code == 409
    assert [(k.sparat, k.ditt) for k in svar.context["form"].krockrader] == [("Bo var först", "Ada sist")]


def test_utkastet_star_kvar(r, klient):
    c = klient("analytiker")
    url = adress("avsluta_prioritering", r.pk)
    c.post(f"{reverse('planering:spara_utkast')}?adress={url}", {"sammanfattning": "Halvvägs"})
    assert Utkast.objects.count() == 1
    assert c.get(url).context["form"]["sammanfattning"].value() == "Halvvägs"


# ---- The own part ----


def test_placera_med_formularet_och_angra(r, klient):
    c, rad = klient("analytiker"), r.rader.first()
    svar = c.post(adress("placera", rad.pk), {"insats": "2", "effekt": "5"})
    assert svar.url == f"{adress('prioritering', r.pk)}?fran={rad.pk}&insats=&effekt=#rad-{rad.pk}"
    assert meddelanden(svar) == ["Tidigt stöd: liten insats (2), stor effekt (5): Gör först"]
    sida = c.get(svar.url)
    assert mall(sida) == "placera.html"
    assert sida.context["angra"] == {"rad": rad.pk, "insats": "", "effekt": ""}
    ruta = next(x for x in sida.context["rutor"] if (x.insats, x.effekt) == (2, 5))
    assert [n.titel for n in ruta.nalar] == ["Tidigt stöd"]
    assert len(sida.context["rutor"]) == 36
    svar = c.post(adress("placera", rad.pk), {"insats": "6", "effekt": "1"})
    angra = c.get(svar.url).context["angra"]
    assert angra == {"rad": rad.pk, "insats": "2", "effekt": "5"}
    c.post(adress("placera", rad.pk), angra)
    p = Placering.objects.get()
    assert (p.insats, p.effekt) == (2, 5)


@pytest.mark.parametrize("fraga", ["?fran=x", "?fran=1&insats=9", "?fran=&insats=2&effekt=5"])
def test_konstig_angring_visas_inte(r, klient, fraga):
    assert klient("analytiker").get(adress("prioritering", r.pk) + fraga).context["angra"] is None


def test_skriptet_far_json(r, klient):
    c, rad = klient("analytiker"), r.rader.first()
    json = {"Accept": "application/json"}
    svar = c.post(adress("placera", rad.pk), {"insats": "2", "effekt": "5"}, headers=json)
    assert svar.json() == {"text": "liten insats (2), stor effekt (5): Gör först"}
    svar = c.post(adress("placera", rad.pk), {"insats": "", "effekt": ""}, headers=json)
    assert svar.json() == {"text": "Inte placerad"}
    for data in ({"insats": "7", "effekt": "1"}, {"insats": "x", "effekt": "1"}, {"insats": "2"}):
        svar = c.post(adress("placera", rad.pk), data, headers=json)
        assert (svar.status_code, svar.json()) == (
            400,
            {"fel": "Välj både insats och effekt, från 1 till 6."},
        )
    placera_alla(r, r.deltagare.first().person, [(1, 1), None, None], klar=False)
    actions.avsluta_prioritering(av=None, nar=NU, prioritering=r, sammanfattning="Klart.")
    svar = c.post(adress("placera", rad.pk), {"insats": "2", "effekt": "5"}, headers=json)
    assert svar.status_code == 409
    assert "avslutades 2026-03-11" in svar.json()["fel"]


def test_utan_skript_sags_felet_pa_sidan(r, klient):
    svar = klient("analytiker").post(adress("placera", r.rader.first().pk), {"insats": "2", "effekt": ""})
    assert meddelanden(svar) == ["Välj både insats och effekt, från 1 till 6."]
    assert not Placering.objects.exists()


def test_poang_med_formular_och_skript(forslag, ada, klient):
    r = runda(forslag, [ada], modell="kriterier", kriterier=[("Nytta", 3), ("Liten risk", 1)])
    c, rad, (nytta, risk) = klient("analytiker"), r.rader.first(), [k.pk for k in r.kriterier.all()]
    svar = c.post(adress("poangsatt", rad.pk), {f"k{nytta}": "5", f"k{risk}": ""})
    assert meddelanden(svar) == ["Tidigt stöd: 1 av 2 poäng satta"]
    json = {"Accept": "application/json"}
    svar = c.post(adress("poangsatt", rad.pk), {f"k{nytta}": "", f"k{risk}": "2"}, headers=json)
    assert svar.json() == {"text": "1 av 2 poäng satta"}
    assert list(Kriteriepoang.objects.values_list("kriterium", "varde")) == [(risk, 2)]
    svar = c.post(adress("poangsatt", rad.pk), {f"k{nytta}": "9"}, headers=json)
    assert (svar.status_code, svar.json()) == (400, {"fel": "Välj poäng från 1 till 6."})
    sida = c.get(adress("prioritering", r.pk))
    assert [(k.namn, egen) for k, egen in sida.context["rader"][0].poang] == [
        ("Nytta", None),
        ("Liten risk", 2),
    ]
    assert sida.context["bedomda"] == 1


def test_fakta_star_vid_forslaget(r, forslag, rik, klient):
    Forvantadeffekt.objects.create(
        forslag=forslag[0], indikator=rik["sjunker"], fran=69, franar=2025, till=80, effektar=2028
    )
    Forvantadeffekt.objects.create(forslag=forslag[1], indikator=rik["sjunker"], till=80, effektar=2028)
    beskrivning(
        forslag[0],
        belopp=[
            (2027, "Lärare", "lopande", 2600, 4),
            (2028, "Lärare", "lopande", 2700, 3),
            (2027, "X", "engangs", 300, 0),
        ],
    )
    beskrivning(forslag[1], belopp=[(2027, "Lokal", "lopande", -500, -1)])
    beskrivning(forslag[2])
    rader = klient("analytiker").get(adress("prioritering", r.pk)).context["rader"]
    assert rader[0].fakta == (
        "Behöriga: från 69 till 80\u00a0% 2028",
        "Kostar 5\u00a0600\u00a0tkr 2027–2028",
        "4 tjänster 2027",
    )
    assert rader[1].fakta == (
        "Behöriga: till 80\u00a0% 2028",
        "Sparar 500\u00a0tkr 2027",
        "1 tjänst färre 2027",
    )
    assert rader[2].fakta == ("Ryms i det som finns",)
    assert [x.utan_beskrivning for x in rader] == [False, False, False]
    assert not any(x.tillbakadraget for x in rader)
    type(forslag[0]).objects.filter(pk=forslag[1].pk).update(status="avstas")
    sida = klient("analytiker").get(adress("prioritering", r.pk))
    assert [x.tillbakadraget for x in sida.context["rader"]] == [False, True, False]
    assert text_av(sida).count("Läggs inte fram längre") == 1


# ---- Who sees what, and when ----


def test_de_andras_syns_forst_nar_min_del_ar_klar(r, ada, bo, klient):
    placera_alla(r, bo, [(6, 6), (6, 6), (6, 6)])
    url = adress("prioritering", r.pk)
    anna, bos = klient("analytiker"), klient("fortroendevald")
    assert mall(anna.get(url)) == "placera.html"
    assert all(x.insats is None for x in anna.get(url).context["rader"])
    assert mall(bos.get(url)) == "bild.html"
    placera_alla(r, ada, [(1, 1), None, None], klar=False)
    assert bos.get(url).context["bild"].raknade == {r.deltagare.get(person=bo).pk}
    svar = anna.post(adress("klar_med_prioritering", r.pk))
    assert meddelanden(svar) == ["Din del är klar. Här är den gemensamma bilden av dem som är klara."]
    sida = bos.get(url)
    stodet = next(v for v in sida.context["visade"] if v.titel == "Tidigt stöd")
    assert stodet.meningar[0] == (
        "Delade meningar om insatsen: 1–6 (Analytiker Storköping 1, Förtroendevald Storköping 6)."
    )
    anna.post(adress("oppna_prioriteringsdel", r.pk))
    assert mall(anna.get(url)) == "placera.html"
    anna.post(adress("klar_med_prioritering", r.pk))
    assert "Analytiker Storköping ändrade sin del efter att ha sett de andras." in text_av(bos.get(url))


def test_den_som_leder_ser_vem_som_ar_klar_men_inte_vad(r, ada, bo, klient):
    placera_alla(r, bo, [(6, 6), None, None])
    url = adress("prioritering", r.pk)
    ansvarig, sekreterare = klient("ansvarig"), klient("namndsekreterare")
    text = text_av(ansvarig.get(url))
    assert "Förtroendevald Storköping klar" in text
    assert "Analytiker Storköping inte klar" in text
    assert mall(ansvarig.get(url)) == mall(sekreterare.get(url)) == "vantar.html"
    assert "inte klar" not in text_av(sekreterare.get(url))
    placera_alla(r, ada, [(1, 6), None, None])
    assert mall(ansvarig.get(url)) == "bild.html"
    assert mall(sekreterare.get(url)) == "vantar.html"
    svar = sekreterare.get(adress("prioritering_csv", r.pk))
    assert svar.url == url
    ansvarig.post(
        adress("avsluta_prioritering", r.pk), {"sammanfattning": "Stödet först.", "revision": r.revision}
    )
    assert "Stödet först." in text_av(sekreterare.get(url))


def test_avsluta_sager_vilka_som_inte_ar_klara(r, ada, klient):
    placera_alla(r, ada, [(1, 6), None, None])
    sida = klient("analytiker").get(adress("avsluta_prioritering", r.pk))
    assert sida.context["vantar"] == ["Förtroendevald Storköping"]
    assert "Förtroendevald Storköping har inte sagt sig vara klar." in text_av(sida)
    svar = klient("analytiker").post(adress("avsluta_prioritering", r.pk), {"sammanfattning": ""})
    assert svar.context["form"].errors == {"sammanfattning": ["Skriv vad ni kom fram till."]}


def test_en_avslutad_svarar_409(r, ada, klient):
    placera_alla(r, ada, [(1, 6), None, None])
    actions.avsluta_prioritering(av=ada, nar=NU, prioritering=r, sammanfattning="Klart.")
    c = klient("analytiker")
    for namn in ("andra_prioritering", "avsluta_prioritering", "ta_bort_prioritering"):
        assert c.get(adress(namn, r.pk)).status_code == 200
        svar = c.post(adress(namn, r.pk), {"sammanfattning": "Igen"})
        assert (svar.status_code, mall(svar)) == (409, "last.html")
    for namn in ("klar_med_prioritering", "oppna_prioriteringsdel"):
        assert c.post(adress(namn, r.pk)).status_code == 409
    svar = c.post(adress("placera", r.rader.first().pk), {"insats": 3, "effekt": 3})
    assert (svar.status_code, mall(svar)) == (409, "last.html")
    r.refresh_from_db()
    assert r.sammanfattning == "Klart."
    assert Placering.objects.get().insats == 1


def test_ta_bort_och_angra(r, ada, klient):
    placera_alla(r, ada, [(1, 6), None, None])
    c = klient("analytiker")
    assert c.get(adress("ta_bort_prioritering", r.pk)).status_code == 200
    svar = c.post(adress("ta_bort_prioritering", r.pk))
    h = Handelse.objects.get(typ="atgarder.ta_bort_prioritering")
    assert svar.url == adress("prioriteringar")
    assert adress("angra_prioritering", h.pk) in meddelanden(svar)[0]
    assert c.get(adress("angra_prioritering", h.pk)).status_code == 200
    assert c.post(adress("angra_prioritering", h.pk)).url == adress("prioritering", r.pk)
    assert Placering.objects.count() == 1
    svar = c.post(adress("angra_prioritering", h.pk))
    assert svar.status_code == 409
    assert "redan återställt" in text_av(svar)
    assert c.get(adress("angra_prioritering", 999999)).status_code == 404


# ---- The list and the files ----


def test_listan(r, forslag, ada, bo, klient):
    annan = runda(forslag[:1], [bo], titel="Avslutad")
    placera_alla(annan, bo, [(1, 6)])
    actions.avsluta_prioritering(av=ada, nar=NU, prioritering=annan, sammanfattning="Stödet är värt det.")
    c = klient("analytiker")
    sida = c.get(adress("prioriteringar"))
    assert [
        (p.titel, p.antal_forslag, p.antal_deltagare, p.antal_klara) for p in sida.context["prioriteringar"]
    ] == [
        ("Avslutad", 1, 1, 1),
        ("Skolförslagen", 3, 2, 0),
    ]
    assert sida.context["min_tur"] == {r.pk}
    for visa, titlar in (
        ("oppna", ["Skolförslagen"]),
        ("avslutade", ["Avslutad"]),
        ("x", ["Avslutad", "Skolförslagen"]),
    ):
        sida = c.get(adress("prioriteringar") + f"?visa={visa}")
        assert [p.titel for p in sida.context["prioriteringar"]] == titlar
    fil = c.get(adress("prioriteringar_csv") + "?visa=avslutade").content.decode("utf-8-sig").splitlines()
    assert fil[1:] == [
        "Avslutad;Barn- och utbildningsnämnden;2026-03-11;Insats mot effekt;1;1;1;Avslutad;Stödet är värt det."
    ]


def test_tom_lista_sager_vad_som_ska_goras(personer, klient):
    assert "Öppna en prioritering" in text_av(klient("analytiker").get(adress("prioriteringar")))
    assert "Öppna en prioritering" not in text_av(klient("fortroendevald").get(adress("prioriteringar")))
    svar = klient("fortroendevald").get(adress("prioriteringar") + "?visa=oppna")
    assert "Inga prioriteringar att visa" in text_av(svar)


def test_resultatfilen(r, ada, bo, klient):
    """Ada (2, 5), Bo (3, 6): means 2,5 and 5,5, Gör först. Läxhjälp: Ada alone."""
    placera_alla(r, ada, [(2, 5), (5, 2), None])
    placera_alla(r, bo, [(3, 6), None, None])
    fil = klient("analytiker").get(adress("prioritering_csv", r.pk))
    assert fil["Content-Disposition"] == 'attachment; filename="skolforslagen.csv"'
    assert fil.content.decode("utf-8-sig").splitlines() == [
        "Plats;Bokstav;Förslag;Person;Insats;Effekt;Insats: medel;Insats: median;Insats: spridning;"
        "Effekt: medel;Effekt: median;Effekt: spridning;Kvadrant",
        "1;A;Tidigt stöd;Analytiker Storköping;2;5;2,5;2,5;2–3;5,5;5,5;5–6;Gör först",
        "1;A;Tidigt stöd;Förtroendevald Storköping;3;6;2,5;2,5;2–3;5,5;5,5;5–6;Gör först",
        "2;B;Läxhjälp;Analytiker Storköping;5;2;5,0;5;5;2,0;2;2;Avstå",
        ";C;Ny skola;;;;;;;;;;Ingen har bedömt det",
    ]


def test_resultatfilen_med_kriterier(forslag, ada, klient):
    r = runda(forslag[:2], [ada], modell="kriterier", kriterier=[("Nytta", 3), ("Liten risk", 1)])
    satt_poang(r, ada, [(6, 2), (5, None)])
    assert klient("analytiker").get(adress("prioritering_csv", r.pk)).content.decode(
        "utf-8-sig"
    ).splitlines()[1:] == [
        "1;A;Tidigt stöd;Analytiker Storköping;6;2;6,0;6;6;2,0;2;2;5,0",
        ";B;Läxhjälp;Analytiker Storköping;5;;5,0;5;5;;;;",
    ]
    sida = klient("analytiker").get(adress("prioritering", r.pk))
    assert sida.context["visade"][1].meningar == ("Ingen har satt poäng på ”Liten risk”.",)
    assert sida.context["rubrik"] == "Tidigt stöd kommer först"


# ---- In words ----


def test_fyndet_i_ord(r, ada, bo, klient):
    """Two equal first, one on the border of all four, divided in both."""
    placera_alla(r, ada, [(1, 6), (1, 6), (1, 1)])
    placera_alla(r, bo, [(2, 6), (2, 6), (6, 6)])
    sida = klient("analytiker").get(adress("prioritering", r.pk))
    assert sida.context["rubrik"] == "Tidigt stöd och Läxhjälp kommer först, lika"
    assert sida.context["mening"] == "Meningarna är delade om ett förslag: C. Tala om dem innan ni avslutar."
    sist = sida.context["visade"][2]
    assert (sist.bokstav, sist.kvadrant) == ("C", "På gränsen mellan alla fyra")
    assert sist.meningar == (
        "Delade meningar om insatsen: 1–6 (Analytiker Storköping 1, Förtroendevald Storköping 6).",
        "Delade meningar om effekten: 1–6 (Analytiker Storköping 1, Förtroendevald Storköping 6).",
        "1 av 2 placerar det i Satsa, 1 i Gör när det passar.",
    )
    assert [v.rad.plats for v in sida.context["visade"]] == [1, 1, 3]
    # Equal means lie beside each other in the picture, with a line to where they belong.
    a, b, _ = sida.context["matris"].marken
    assert (a.mx, a.my) == (b.mx, b.my) == (a.x, a.y)
    assert b.flyttad


def test_pa_gransen_mellan_tva(r, ada, bo, klient):
    placera_alla(r, ada, [(3, 6), None, None])
    placera_alla(r, bo, [(4, 6), None, None])
    sida = klient("analytiker").get(adress("prioritering", r.pk))
    assert sida.context["visade"][0].kvadrant == "På gränsen mellan Gör först och Satsa"
    assert sida.context["mening"] == "Ni är i stort sett överens om alla förslag."


def test_en_ensam_ar_inte_en_enighet(r, ada, klient):
    placera_alla(r, ada, [(3, 6), None, None])
    sida = klient("analytiker").get(adress("prioritering", r.pk))
    assert sida.context["mening"] == "Bara en har bedömt, så hur eniga ni är går inte att säga."


def test_fientlig_text_visas_som_text(forslag, ada, bo, klient):
    Enhet.objects.filter(pk=forslag[0].analys.enhet_id).update(namn=ONT)
    type(forslag[0]).objects.filter(pk=forslag[0].pk).update(titel=ONT)
    forslag[0].refresh_from_db()
    for modell, kriterier in (("matris", ()), ("kriterier", [(ONT, 2)])):
        r = runda(forslag, [ada, bo], titel=ONT, modell=modell, kriterier=kriterier)
        c = klient("analytiker")
        sidor = [
            c.get(adress(n, r.pk)) for n in ("prioritering", "andra_prioritering", "avsluta_prioritering")
        ]
        if kriterier:
            satt_poang(r, ada, [(6,), (1,), (None,)])
        else:
            placera_alla(r, ada, [(2, 5), (5, 2), None])
        sidor += [c.get(adress("prioritering", r.pk)), klient("ansvarig").get(adress("prioritering", r.pk))]
        actions.avsluta_prioritering(av=ada, nar=NU, prioritering=r, sammanfattning=ONT)
        sidor += [c.get(adress("prioritering", r.pk)), c.get(adress("prioriteringar"))]
        sidor += [c.get(adress("andra_prioritering", r.pk)), c.get(adress("ny_prioritering"))]
        for sida in sidor:
            assert sida.status_code == 200
            assert ONT not in sida.content.decode()
        assert "&lt;script&gt;" in sidor[0].content.decode()


# ---- How much is asked ----


def fragor(c, url: str) -> int:
    c.get(url)
    with CaptureQueriesContext(
        connection,
    ) as q:
        assert c.get(url).status_code == 200
    return len(q)


@pytest.mark.parametrize("modell", ["matris", "kriterier"])
def test_lika_manga_fragor_hur_mycket_det_an_ar(rik, personer, klient, modell):
    """One proposal and one participant, against three and three, on every page of the round and the list."""
    folk = [personer[p] for p in ("analytiker", "fortroendevald", "ansvarig")]
    kriterier = [("Nytta", 2)] if modell == "kriterier" else []
    mangd = []
    c = klient("analytiker")
    alla = forslagen(rik["sjunker"])
    for n in (1, 3):
        r = runda(alla[:n], folk[:n], modell=modell, kriterier=kriterier)
        url = adress("prioritering", r.pk)
        antal = [fragor(c, url)]
        for p in folk[:n]:
            if kriterier:
                satt_poang(r, p, [(4,)] * n)
            else:
                placera_alla(r, p, [(2, 5)] * n)
        antal += [fragor(c, url), fragor(c, adress("avsluta_prioritering", r.pk))]
        antal += [fragor(c, adress("andra_prioritering", r.pk)), fragor(c, adress("prioritering_csv", r.pk))]
        actions.avsluta_prioritering(av=folk[0], nar=NU, prioritering=r, sammanfattning="Klart.")
        antal += [fragor(c, url)]
        mangd.append(antal)
    assert mangd[0] == mangd[1]


def test_lika_manga_fragor_i_listan(r, forslag, ada, klient):
    c = klient("analytiker")
    en = [fragor(c, adress(n)) for n in ("prioriteringar", "prioriteringar_csv", "ny_prioritering")]
    for titel in ("Två", "Tre"):
        runda(forslag, [ada], titel=titel)
    assert [fragor(c, adress(n)) for n in ("prioriteringar", "prioriteringar_csv", "ny_prioritering")] == en
