"""The pages: what is typed is kept, what may not be seen is not there, and the queries do not grow."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisation.models import Person, Rolltilldelning
from tests.verktyg.conftest import NAR
from verktyg import actions, queries
from verktyg.actions import Post
from verktyg.models import Genomforande, Inbjudan, Konsensus, Svar

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, klocka):
    """The own municipality, and a clock that stands still."""


def adress(namn, *args) -> str:
    return reverse(f"verktyg:{namn}", args=args)


def koder(runda) -> list[str]:
    return [plats.kod for plats in queries.platser(runda, runda.rader.all())]


# ---- Starting ----


def test_analytikern_startar_en_ovning_och_bjuder_in(klient, personer, storkoping):
    analytiker = klient("analytiker")
    svar = analytiker.post(
        adress("starta", "paverkansgrad"),
        {
            "titel": "Påverkan",
            "enhet": storkoping["skolnamnd"].pk,
            "rader": "Skola | Behöriga\r\n\r\nNya företag\r\nVård | Behöriga",
            "vilka": "inbjudna",
            "anonym": "nej",
            "grupper": "F, T",
            "sista_dag": "2026-04-01",
        },
    )
    runda = Genomforande.objects.get()
    assert svar.url == adress("deltagare", runda.pk)
    assert list(runda.rader.values_list("nyckel", "etikett", "rubrik")) == [
        ("skola-behoriga", "Behöriga", "Skola"),
        ("nya-foretag", "Nya företag", ""),
        ("vard-behoriga", "Behöriga", "Vård"),
    ]
    sida = analytiker.get(svar.url)
    assert sida.context["form"].fields["grupp"].help_text.endswith("Finns redan: F, T.")
    analytiker.post(svar.url, {"personer": [personer["lasare"].pk, personer["ansvarig"].pk], "grupp": "F"})
    assert set(Inbjudan.objects.values_list("person", "grupp__namn")) == {
        (personer["lasare"].pk, "F"),
        (personer["ansvarig"].pk, "F"),
    }
    analytiker.post(svar.url, {"ta_bort": personer["lasare"].pk})
    assert Inbjudan.objects.get().person == personer["ansvarig"]


@pytest.mark.parametrize(
    ("byt", "fel"),
    [
        ({"rader": "  "}, {"rader": ["Detta fält måste fyllas i."]}),
        ({"rader": "A\nA"}, {"rader": ["”A” finns två gånger."]}),
        ({"rader": "Skola |"}, {"rader": ["Raden ”Skola |” saknar namn efter lodstrecket."]}),
        (
            {"sista_dag": "11/12/2026"},
            {"sista_dag": ["Menade du 2026-12-11 eller 2026-11-12? Skriv datum som åååå-mm-dd."]},
        ),
        ({"sista_dag": "2026-03-01"}, {"sista_dag": ["Sista dagen har redan varit."]}),
    ],
)
def test_fel_i_starten_behaller_allt(klient, byt, fel):
    data = {"titel": "Påverkan", "enhet": "", "rader": "A", "vilka": "alla", "anonym": "ja"} | byt
    svar = klient("analytiker").post(adress("starta", "paverkansgrad"), data)
    assert dict(svar.context["form"].errors) == fel
    assert {falt: svar.context["form"][falt].value() for falt in data} == data
    assert "<title>Fel: " in svar.content.decode()
    assert Genomforande.objects.count() == 0


def test_en_ansvarig_leder_bara_for_sin_del(klient, personer, storkoping, vem):
    Rolltilldelning.objects.filter(person=personer["ansvarig"]).update(enhet=storkoping["skolnamnd"])
    ansvarig = klient("ansvarig")
    form = ansvarig.get(adress("starta", "satta-mal")).context["form"]
    assert [namn for _, namn in form.fields["enhet"].choices] == [
        "Barn- och utbildningsnämnden",
        "Utbildningsförvaltningen",
        "Ängsskolan",
    ]
    egen = actions.starta(**vem, instrument="satta-mal", enhet=storkoping["skola"])
    annans = actions.starta(**vem, instrument="satta-mal", enhet=storkoping["kulturnamnd"])
    hela = actions.starta(**vem, instrument="satta-mal")
    sidor = [ansvarig.get(adress("andra", r.pk)).status_code for r in (egen, annans, hela)]
    svara = [ansvarig.get(adress("svara", r.pk)).status_code for r in (egen, annans, hela)]
    assert (sidor, svara) == ([200, 403, 403], [200, 403, 403])


# ---- Answering ----


def test_svara_som_formular(klient, ovning, personer):
    runda = ovning(personer=[personer["lasare"]])
    lasare = klient("lasare")
    kod = koder(runda)
    svar = lasare.post(
        adress("svara", runda.pk), {f"v-{kod[0]}": "stor", f"v-{kod[1]}": "viss", f"t-{kod[1]}": "a\r\nb"}
    )
    assert svar.url == adress("genomforande", runda.pk)
    assert list(Svar.objects.order_by("id").values_list("varde", "text")) == [("stor", ""), ("viss", "a\nb")]
    svar = lasare.post(
        adress("svara", runda.pk), {f"v-{kod[0]}": "stor", f"v-{kod[1]}": "viss", "rensa": kod[0]}
    )
    assert svar.url == f"{adress('svara', runda.pk)}#falt-{kod[0].replace('.', '-')}"
    assert list(Svar.objects.filter(galler=True).order_by("rad").values_list("varde", flat=True)) == [
        "",
        "viss",
    ]


def test_fel_i_svaren_behaller_allt(klient, ovning):
    runda = ovning(oppen_for_alla=True)
    kod = koder(runda)
    svar = klient("lasare").post(
        adress("svara", runda.pk), {f"v-{kod[0]}": "stor", f"v-{kod[2]}": "viss", f"t-{kod[2]}": "x" * 2001}
    )
    sida = svar.content.decode()
    block = [b for _, rader in svar.context["grupper"] for b in rader]
    assert [(b.varde, len(b.text), b.fel != []) for b in block] == [
        ("stor", 0, False),
        ("", 0, False),
        ("viss", 2001, True),
    ]
    assert "<title>Fel: " in sida
    assert f'href="#falt-{kod[2].replace(".", "-")}"' in sida
    assert Svar.objects.count() == 0


def test_svara_ett_i_taget(klient, ovning):
    runda = ovning(oppen_for_alla=True)
    kod = koder(runda)[1]
    svar = klient("lasare").post(
        adress("svara", runda.pk), {"bara": kod, f"v-{kod}": "viss", f"f-{kod}": "0"}, **HTMX
    )
    rad = Svar.objects.get()
    text = svar.content.decode()
    assert "Sparat 09.30" in text
    assert f'name="f-{kod}" value="{rad.pk}"' in text
    assert "1 av 3 besvarade" in text
    fel = klient("lasare").post(adress("svara", runda.pk), {"bara": kod, f"v-{kod}": "enorm"}, **HTMX)
    assert "Fel: Välj ett av alternativen." in fel.content.decode()


def test_bara_inbjudna_svarar_och_avslutat_gar_till_resultatet(klient, ovning, personer, vem):
    runda = ovning(personer=[personer["lasare"]])
    assert klient("fortroendevald").get(adress("svara", runda.pk)).status_code == 403
    assert klient("lasare").get(adress("svara", runda.pk)).status_code == 200
    klient("analytiker").post(adress("status", runda.pk), {"status": "avslutad"})
    assert klient("lasare").get(adress("svara", runda.pk)).url == adress("genomforande", runda.pk)
    klient("analytiker").post(adress("status", runda.pk), {"status": "oppen"})
    assert Genomforande.objects.get().ar_oppen


def test_tva_fyller_i_checklistan_samtidigt(klient, checklista, personer):
    kod, annan = koder(checklista)[:2]
    sida = adress("svara", checklista.pk)
    assert 'name="f-mal" value="0"' in klient("analytiker").get(sida).content.decode()
    klient("administrator").post(
        sida, {"bara": kod, f"v-{kod}": "nej", f"t-{kod}": "Saknas", f"f-{kod}": "0"}, **HTMX
    )
    # As a form: everything typed is kept, the other one's is shown, nothing is saved.
    data = {f"v-{kod}": "ja", f"t-{kod}": "Finns", f"f-{kod}": "0", f"v-{annan}": "ja", f"f-{annan}": "0"}
    svar = klient("analytiker").post(sida, data)
    assert svar.status_code == 409
    (b,) = svar.context["krockar"]
    assert (b.varde, b.text, b.krock["vem"], b.krock["svar"], b.krock["text"]) == (
        "ja",
        "Finns",
        "Administratör Storköping",
        "Nej",
        "Saknas",
    )
    assert Svar.objects.count() == 1
    # With htmx: the same, beside the question.
    svar = klient("analytiker").post(sida, {"bara": kod} | data, **HTMX)
    assert "Administratör Storköping sparade 09.30: Nej" in svar.content.decode()
    # Saving again is a choice.
    klient("analytiker").post(sida, data | {f"f-{kod}": b.forra})
    assert list(Svar.objects.filter(galler=True).order_by("fraga").values_list("fraga", "varde")) == [
        ("mal", "ja"),
        ("volym", "ja"),
    ]


# ---- Seeing ----


def test_ingen_ser_de_andras_svar_fore_sina_egna(klient, ovning, personer, svara_alla):
    runda = ovning(personer=[personer["lasare"], personer["ansvarig"]])
    svara_alla(runda, personer["ansvarig"], "stor viss liten")
    sida, fil = adress("genomforande", runda.pk), adress("csv", runda.pk)
    lasare, utomstaende = klient("lasare"), klient("fortroendevald")
    assert [
        ("res" in c.get(sida).context, c.get(fil).headers.get("Location")) for c in (lasare, utomstaende)
    ] == [
        (False, sida),
        (False, sida),
    ]
    assert klient("analytiker").get(sida).context["res"].deltagit == 1
    svara_alla(runda, personer["lasare"], "stor stor liten")
    assert lasare.get(sida).context["lage"] == {"rader": 3, "eniga": 2, "oense": 1, "enade": 0, "godtas": 2}
    assert [m.rad.etikett for m in lasare.get(sida).context["oense"]] == ["Nöjda med hemtjänsten"]
    # Names are for those who lead.
    assert "Vem svarade vad" not in lasare.get(sida).content.decode()
    assert lasare.get(adress("enas", runda.pk)).status_code == 403
    assert "Ansvarig Storköping" in klient("analytiker").get(adress("enas", runda.pk)).content.decode()


def test_anonymt_resultat_vantar_tills_det_avslutats(klient, ovning, vem, svara_alla, manga):
    fem = manga(5, prefix="deltagare")  # a name as short as P1 turns up in tokens by chance
    runda = ovning(anonym=True, personer=fem)
    for person in fem:
        svara_alla(runda, person, "stor viss liten")
    analytiker, sida = klient("analytiker"), adress("genomforande", runda.pk)
    assert "res" not in analytiker.get(sida).context
    assert analytiker.get(adress("enas", runda.pk)).url == sida
    assert "har svarat</span>" not in analytiker.get(adress("deltagare", runda.pk)).content.decode().lower()
    actions.avsluta(**vem, genomforande=runda)
    text = analytiker.get(sida).content.decode() + analytiker.get(adress("enas", runda.pk)).content.decode()
    assert analytiker.get(sida).context["res"].rader[0].fordelning.antal == (5, 0, 0)
    assert [person.namn in text for person in fem] == [False] * 5


def test_csv(klient, ovning, vem, personer, svara_alla):
    runda = ovning(
        rader=[("a", "=HYPERLINK(1)", "Skola"), ("b", "Andra")], oppen_for_alla=True, titel="Året 2026"
    )
    svara_alla(runda, personer["lasare"], "stor viss")
    svara_alla(runda, personer["ansvarig"], "stor -")
    plats = queries.platser(runda, runda.rader.all())[0]
    actions.satt_konsensus(**vem, genomforande=runda, plats=plats, varde="stor", anteckning="+ Vi styr")
    svar = klient("analytiker").get(adress("csv", runda.pk))
    assert svar["Content-Disposition"] == 'attachment; filename="aret-2026.csv"'
    rader = list(csv.reader(StringIO(svar.content.decode("utf-8-sig")), delimiter=";"))
    assert rader == [
        "Mål;Rad;Nyckel;Till stor del;Till viss del;Till liten del;Antal svar;Flest lika;Enades om;Varför;Infört".split(
            ";"
        ),
        [
            "Skola",
            "'=HYPERLINK(1)",
            "a",
            "2",
            "0",
            "0",
            "2",
            "2",
            "Till stor del",
            "'+ Vi styr",
            "2026-03-11 09:30",
        ],
        ["", "Andra", "b", "0", "1", "0", "1", "1", "", "", ""],
    ]


def test_checklistans_csv_ar_checklistan(klient, vem, personer, kommun_9999):
    runda = actions.starta(**vem, instrument="samla-information", titel="Bokslut 2025")
    forsta, andra, tredje, *_ = queries.platser(runda, ())
    actions.svara(**vem, genomforande=runda, svar=[Post(forsta, "ja", "=Klart"), Post(andra, "nej")])
    senare = NAR + timedelta(days=2, hours=1)
    av = personer["administrator"]
    actions.svara(av=av, nar=senare, genomforande=runda, svar=[Post(andra, "delvis", "Snart")])
    actions.svara(**vem, genomforande=runda, svar=[Post(tredje, "", "Bara en anteckning")])
    svar = klient("analytiker").get(adress("csv", runda.pk))
    rader = list(csv.reader(StringIO(svar.content.decode("utf-8-sig")), delimiter=";"))
    assert rader[0] == ["Avsnitt", "Fråga", "Svar", "Anteckning", "Datum", "Av"]
    fragor = [(a.rubrik, f.text) for a in runda.fragorna.avsnitt for f in a.fragor]
    assert [tuple(rad[:2]) for rad in rader[1:]] == fragor
    assert all(rubrik for rubrik, _ in fragor)
    assert [rad[2:] for rad in rader[1:5]] == [
        ["Ja", "'=Klart", "2026-03-11 09:30", "Analytiker Storköping"],
        ["Delvis", "Snart", "2026-03-13 10:30", "Administratör Storköping"],
        ["Obesvarad", "Bara en anteckning", "2026-03-11 09:30", "Analytiker Storköping"],
        ["Obesvarad", "", "", ""],
    ]


def test_for_langt_gruppnamn_ar_ett_fel_i_formularet(klient):
    data = {"titel": "Påverkan", "enhet": "", "rader": "A", "vilka": "alla", "anonym": "nej"}
    svar = klient("analytiker").post(adress("starta", "paverkansgrad"), data | {"grupper": "A, " + "G" * 81})
    assert list(svar.context["form"].errors) == ["grupper"]
    assert Genomforande.objects.count() == 0


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_nolltecken_i_en_anteckning_ger_ett_besked(klient, checklista, htmx):
    kod = koder(checklista)[0]
    data = {"bara": kod, f"v-{kod}": "ja", f"t-{kod}": "a\0b", f"f-{kod}": "0"}
    svar = klient("analytiker").post(adress("svara", checklista.pk), data, **htmx)
    assert (svar.status_code, "osynligt tecken" in svar.content.decode()) == (200, True)
    assert Svar.objects.count() == 0


def test_de_inbjudna_delas_in_i_grupper_pa_sidan(klient, ovning, personer):
    vem = [personer["lasare"], personer["ansvarig"]]
    runda = ovning(grupper=["F", "T"], personer=vem)
    text = "Alla som svarat klart ser hur varje grupp har svarat."
    assert text in klient("lasare").get(adress("svara", runda.pk)).content.decode()
    sida = adress("deltagare", runda.pk)
    assert klient("analytiker").get(sida).content.decode().count("<option") == 2 * 3
    data = {f"grupp-{vem[0].pk}": "F", f"grupp-{vem[1].pk}": "T", "gruppera": "ja"}
    svar = klient("analytiker").post(sida, data, follow=True)
    assert "2 personer har bytt grupp." in svar.content.decode()
    assert list(Inbjudan.objects.order_by("pk").values_list("grupp__namn", flat=True)) == ["F", "T"]


# ---- Agreeing ----


def test_enas_varst_forst_och_krocken_syns(klient, ovning, vem, personer, svara_alla):
    runda = ovning(oppen_for_alla=True)
    svara_alla(runda, personer["lasare"], "stor stor viss")
    svara_alla(runda, personer["ansvarig"], "stor liten liten")
    analytiker, sida = klient("analytiker"), adress("enas", runda.pk)
    block = analytiker.get(sida).context["rader"]
    assert [b.etikett for b in block] == [
        "Nöjda med hemtjänsten",
        "Nya företag",
        "Behöriga till yrkesprogram",
    ]
    kod = block[0].plats.kod
    svar = analytiker.post(
        sida, {"bara": kod, f"v-{kod}": "viss", f"t-{kod}": "Delat ansvar", f"f-{kod}": "0"}, **HTMX
    )
    assert "Sparat 09.30, Analytiker Storköping" in svar.content.decode()
    assert "1 av 3 avgjorda" in svar.content.decode()
    svar = klient("administrator").post(sida, {f"v-{kod}": "stor", f"f-{kod}": "0"})
    assert svar.status_code == 409
    (b,) = svar.context["krockar"]
    assert (b.krock["vem"], b.krock["svar"], b.krock["text"], b.varde) == (
        "Analytiker Storköping",
        "Till viss del",
        "Delat ansvar",
        "stor",
    )
    assert Konsensus.objects.get().varde == "viss"
    analytiker.post(adress("godta_eniga", runda.pk))
    assert queries.konsensus(runda.pk) == {"i1": "stor", "i2": "viss"}


# ---- Lists ----


def test_startsidan_visar_vad_som_vantar_pa_mig(klient, ovning, personer, svara_alla, vem, checklista):
    min_ = ovning(personer=[personer["lasare"]], titel="Min", sista_dag=NAR.date())
    ovning(oppen_for_alla=True, titel="Allas")
    anonym = ovning(anonym=True, personer=[personer["lasare"]], titel="Anonym")
    svara_alla(anonym, personer["lasare"], "stor viss liten")
    svara_alla(min_, personer["lasare"], "stor - -")
    plats = queries.platser(checklista, ())[0]
    actions.svara(**vem, genomforande=checklista, svar=[Post(plats, "ja")])
    kontext = klient("lasare").get(adress("start")).context
    assert [(r.genomforande.titel, r.mina, r.platser) for r in kontext["att_svara"]] == [("Min", 1, 3)]
    lagen = {
        rad["instrument"].id: (rad["checklista"] and rad["checklista"].lage.besvarade, len(rad["oppna"]))
        for steg in kontext["steg"]
        for rad in steg["rader"]
    }
    assert (lagen["resursfordelning"], lagen["paverkansgrad"], lagen["satta-mal"]) == (
        (1, 1),
        (None, 3),
        (0, 0),
    )


def test_andra_och_ta_bort(klient, ovning):
    runda = ovning()
    analytiker = klient("analytiker")
    analytiker.post(adress("andra", runda.pk), {"titel": "Nytt namn", "galler": "Plan", "sista_dag": ""})
    assert str(Genomforande.objects.get()) == "Nytt namn"
    svar = analytiker.post(adress("andra", runda.pk), {"titel": "", "sista_dag": "i morgon"})
    assert set(svar.context["form"].errors) == {"titel", "sista_dag"}
    assert analytiker.post(adress("ta_bort", runda.pk)).url == adress("instrument", "paverkansgrad")
    assert Genomforande.objects.count() == 0
    assert analytiker.get(adress("genomforande", runda.pk)).status_code == 404
    assert analytiker.get(adress("instrument", "finns-inte")).status_code == 404


@pytest.mark.parametrize("fler", [1, 3])
def test_sidornas_fragor(klient, ovning, checklista, vem, svara_alla, fler):
    """The same number with one row, person and round as with three of each."""
    rader = [(f"i{i}", f"Indikator {i}", "Mål") for i in range(fler)]
    personer = [Person.objects.create(epost=f"q{i}@storkoping.example", namn=f"Q{i}") for i in range(fler)]
    for i in range(fler):
        runda = ovning(rader=rader, personer=personer, grupper=["A"], titel=f"R{i}")
        for person in personer:
            svara_alla(runda, person, " ".join(["stor"] * fler), texter=["a"])
        for plats in queries.platser(runda, runda.rader.all()):
            actions.satt_konsensus(**vem, genomforande=runda, plats=plats, varde="stor")
        lista = actions.starta(**vem, instrument="resursfordelning", titel=f"C{i}")
        for plats in queries.platser(lista, ())[:fler]:
            actions.svara(av=vem["av"], nar=NAR + timedelta(i), genomforande=lista, svar=[Post(plats, "ja")])
    analytiker = klient("analytiker")
    sidor = {
        adress("start"): 8,
        adress("instrument", "paverkansgrad"): 6,
        adress("genomforande", runda.pk): 11,
        adress("enas", runda.pk): 8,
        adress("deltagare", runda.pk): 8,
        adress("genomforande", lista.pk): 9,
        adress("svara", lista.pk): 6,
        adress("csv", runda.pk): 10,
    }
    antal = {}
    for sida in sidor:
        assert analytiker.get(sida).status_code == 200
        with CaptureQueriesContext(connection) as fragor:
            analytiker.get(sida)
        antal[sida] = len(fragor)
    assert antal == sidor
