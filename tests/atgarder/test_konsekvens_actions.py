"""Describing consequences and expected effects: what is saved, what is logged, what is refused and in which words."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atgarder.actions import forvantan
from atgarder.actions import konsekvens as actions
from atgarder.actions.angra import angra_forslagsandring
from atgarder.actions.gemensamt import Forslagslast
from atgarder.actions.konsekvens import Beskrivningklar
from atgarder.models import Forvantadeffekt, Konsekvensbelopp, Konsekvensbeskrivning
from atgarder.queries.konsekvens import konsekvensbild
from atgarder.queries.utfall import senaste_utfall, utfallsserier
from kkik.models import Varde
from organisation.models import Handelse
from planering.domain.fel import Krock, Planeringsfel
from planering.models import Egetmatt
from tests.atgarder.besluthjalp import framlagt
from tests.atgarder.konsekvenshjalp import BESVARAT, DELAR, allt, beskrivning, las, ny_del, vanta
from tests.conftest import NU
from uppfoljning.models import Atgardsforslag, Utfall

VEM = {"av": None, "nar": NU}


@pytest.fixture
def forslag(rik) -> Atgardsforslag:
    return framlagt(rik["sjunker"])


def senaste() -> Handelse:
    return Handelse.objects.order_by("-id").first()


# ---- The four questions ----


def test_forsta_gangen_skapar_och_sedan_andras_bara_det_som_namns(forslag, rik, personer):
    mal = rik["sjunker"].mal
    b = actions.spara_konsekvens(
        av=personer["analytiker"], nar=NU, forslag=forslag, resurser="ja", malandring="ja", mal=[mal]
    )
    assert (b.revision, b.andrad_av, list(b.mal.all())) == (1, personer["analytiker"], [mal])
    h = senaste()
    assert (h.typ, h.data["efter"]["resurser"], h.data["efter"]["mal"]) == (
        "atgarder.skapa_konsekvensbeskrivning",
        "ja",
        [mal.pk],
    )
    actions.spara_konsekvens(**VEM, forslag=forslag, resurser_text="  Två tjänster. ", mal=[])
    b.refresh_from_db()
    assert (b.resurser, b.resurser_text, b.revision, b.mal.count()) == ("ja", "Två tjänster.", 2, 0)
    assert senaste().data["andrat"] == {"resurser_text": ["", "Två tjänster."], "mal": [[mal.pk], []]}
    fore = Handelse.objects.count()
    actions.spara_konsekvens(**VEM, forslag=forslag, resurser="ja")
    assert Handelse.objects.count() == fore


def test_okant_falt_och_okant_svar(forslag):
    with pytest.raises(TypeError):
        actions.spara_konsekvens(**VEM, forslag=forslag, klar=NU)
    with pytest.raises(Planeringsfel) as fel:
        actions.spara_konsekvens(**VEM, forslag=forslag, resurser="kanske")
    assert list(fel.value.fel) == ["resurser"]
    assert Konsekvensbeskrivning.objects.count() == 0


def test_mal_som_inte_ska_andras_kan_inte_valjas(forslag, rik):
    mal = rik["sjunker"].mal
    with pytest.raises(Planeringsfel) as fel:
        actions.spara_konsekvens(**VEM, forslag=forslag, malandring="nej", mal=[mal])
    assert fel.value.fel == {
        "mal": ["Svaret är att inga mål behöver ändras. Ta bort de valda målen, eller ändra svaret."]
    }
    mal_borta = type(mal)(pk=mal.pk + 10_000)
    with pytest.raises(Planeringsfel) as fel:
        actions.spara_konsekvens(**VEM, forslag=forslag, malandring="ja", mal=[mal_borta])
    assert list(fel.value.fel) == ["mal"]


def test_tva_som_skriver_marker_varandra(forslag):
    b = beskrivning(forslag)
    with pytest.raises(Krock) as krock:
        actions.spara_konsekvens(**VEM, forslag=forslag, revision=0, scenario="Min")
    assert krock.value.aktuell == b
    actions.spara_konsekvens(**VEM, forslag=forslag, revision=1, scenario="Annans")
    with pytest.raises(Krock):
        actions.spara_konsekvens(**VEM, forslag=forslag, revision=1, scenario="Min")
    b.refresh_from_db()
    assert b.scenario == "Annans"


# ---- Finished ----


def test_klar_kraver_svar_pa_alla_fragor(forslag, personer):
    b = actions.spara_konsekvens(**VEM, forslag=forslag, resurser="ja", medborgare="osakert")
    with pytest.raises(Planeringsfel) as fel:
        actions.klarmarkera(**VEM, beskrivning=b)
    assert fel.value.fel == {
        "resurser_text": ["Svaret är ja på ”Behövs mer resurser?”. Skriv vilka resurser som behövs."],
        "verksamhet": ["Frågan ”Ändras verksamheten?” har inget svar."],
        "malandring": ["Frågan ”Behöver övergripande mål ändras?” har inget svar."],
    }
    actions.spara_konsekvens(**VEM, forslag=forslag, **BESVARAT)
    klar = actions.klarmarkera(av=personer["analytiker"], nar=NU, beskrivning=b)
    assert (klar.klar, klar.klar_av) == (NU, "Analytiker Storköping")
    assert senaste().typ == "atgarder.klarmarkera_konsekvens"


def test_det_klara_ar_last_tills_det_oppnas(forslag):
    b = beskrivning(forslag)
    belopp = ny_del("belopp", b)
    actions.klarmarkera(**VEM, beskrivning=b)
    for gor in (
        lambda: actions.spara_konsekvens(**VEM, forslag=forslag, scenario="Nytt"),
        lambda: actions.klarmarkera(**VEM, beskrivning=b),
        lambda: ny_del("risk", b),
        lambda: actions.ta_bort_belopp(**VEM, belopp=belopp),
    ):
        with pytest.raises(Beskrivningklar) as fel:
            gor()
        assert str(fel.value) == (
            "Beskrivningen klarmarkerades 2026-03-11 av Systemet. Öppna den igen för att ändra."
        )
    oppen = actions.oppna_igen(**VEM, beskrivning=b)
    assert (oppen.klar, oppen.klar_av, senaste().typ) == (None, "", "atgarder.ateroppna_konsekvens")
    fore = Handelse.objects.count()
    actions.oppna_igen(**VEM, beskrivning=b)
    assert Handelse.objects.count() == fore
    ny_del("risk", b)


def test_last_av_ett_underlag(rik):
    saker = allt(rik["sjunker"])
    las(saker["forslag"])
    gor = [lambda: actions.spara_konsekvens(**VEM, forslag=saker["forslag"], scenario="x")]
    gor += [lambda: actions.oppna_igen(**VEM, beskrivning=saker["beskrivning"])]
    gor += [lambda s=s: getattr(actions, f"ta_bort_{s}")(**VEM, **{s: saker[s]}) for s in DELAR]
    gor += [lambda s=s: ny_del(s, saker["beskrivning"]) for s in DELAR]
    gor += [
        lambda: vanta(saker["forslag"], rik["lan"]),
        lambda: forvantan.ta_bort_forvantan(**VEM, forvantan=saker["forvantan"]),
        lambda: forvantan.andra_forvantan(**VEM, forvantan=saker["forvantan"], till=71, effektar=2027),
    ]
    fore = Handelse.objects.count()
    for f in gor:
        with pytest.raises(Forslagslast) as fel:
            f()
        assert "är låst: väntar på beslut." in str(fel.value)
    assert Handelse.objects.count() == fore


def test_forslag_som_inte_laggs_fram(forslag):
    Atgardsforslag.objects.filter(pk=forslag.pk).update(status="utkast")
    with pytest.raises(Planeringsfel) as fel:
        beskrivning(forslag)
    assert str(fel.value) == "Förslaget läggs inte fram längre. Ändra det i analysen först."


# ---- The rows ----


@pytest.mark.parametrize("slag", DELAR)
def test_varje_del_skapas_andras_tas_bort_och_kommer_tillbaka(slag, forslag, personer):
    modell, falt = DELAR[slag]
    av = personer["analytiker"]
    rad = ny_del(slag, beskrivning(forslag))
    assert {n: getattr(rad, n) for n in falt} == falt
    namn = modell._meta.model_name
    assert senaste().typ == f"atgarder.skapa_{namn}"
    textfalt = next(n for n, v in falt.items() if isinstance(v, str) and n not in ("kon", "riktning", "slag"))
    andra = getattr(actions, f"andra_{slag}")
    andra(av=av, nar=NU, **{slag: rad}, revision=1, **falt | {textfalt: "Något annat"})
    handelse = senaste()
    assert (handelse.typ, handelse.data["andrat"]) == (
        f"atgarder.andra_{namn}",
        {textfalt: [falt[textfalt], "Något annat"]},
    )
    with pytest.raises(Krock):
        andra(av=av, nar=NU, **{slag: rad}, revision=1, **falt)
    angra_forslagsandring(av=av, nar=NU, forslag=forslag, handelse=handelse)
    rad.refresh_from_db()
    assert getattr(rad, textfalt) == falt[textfalt]
    nyckel = rad.pk
    getattr(actions, f"ta_bort_{slag}")(av=av, nar=NU, **{slag: rad})
    borta = senaste()
    assert (borta.typ, modell.objects.count()) == (f"atgarder.ta_bort_{namn}", 0)
    angra_forslagsandring(av=av, nar=NU, forslag=forslag, handelse=borta)
    tillbaka = modell.objects.get()
    assert (tillbaka.pk, {n: getattr(tillbaka, n) for n in falt}) == (nyckel, falt)
    assert senaste().typ == f"atgarder.aterstall_{namn}"


def test_de_fyra_fragorna_blir_som_de_var(forslag, rik):
    mal = rik["sjunker"].mal
    beskrivning(forslag, malandring="ja", malandring_text="Skriv om det.", mal=[mal])
    actions.spara_konsekvens(**VEM, forslag=forslag, malandring="nej", scenario="Nytt", mal=[])
    angra_forslagsandring(**VEM, forslag=forslag, handelse=senaste())
    b = Konsekvensbeskrivning.objects.get()
    assert (b.malandring, b.scenario, list(b.mal.all())) == ("ja", "Det är oktober.", [mal])


def test_annat_forslags_handelse_angras_inte_har(rik):
    saker, annat = allt(rik["sjunker"]), framlagt(rik["lan"])
    actions.ta_bort_risk(**VEM, risk=saker["risk"])
    with pytest.raises(Planeringsfel) as fel:
        angra_forslagsandring(**VEM, forslag=annat, handelse=senaste())
    assert str(fel.value) == "Den här händelsen går inte att ångra."


def test_belopp_nekas_i_ord(forslag):
    b = beskrivning(forslag)
    for falt, vantat in (
        ({"belopp_tkr": 0, "tjanster": 0}, {"belopp_tkr": ["Skriv ett belopp eller ett antal tjänster."]}),
        ({"ar": 1999}, {"ar": ["Året ska vara mellan 2000 och 2100."]}),
    ):
        with pytest.raises(Planeringsfel) as fel:
            ny_del("belopp", b, **falt)
        assert fel.value.fel == vantat
    with pytest.raises(Planeringsfel) as fel:
        ny_del("risk", b, sannolikhet=5)
    assert list(fel.value.fel) == ["sannolikhet"]
    with pytest.raises(Planeringsfel) as fel:
        ny_del("dialog", b, datum=date(2026, 3, 12))
    assert fel.value.fel == {"datum": ["Datumet har inte varit än. Skriv in samtalet när det är hållet."]}
    assert Konsekvensbelopp.objects.count() == 0


def test_samma_belopp_flera_ar_ar_allt_eller_inget(forslag):
    b = beskrivning(forslag)
    falt = {"post": "Lärare", "slag": "lopande", "belopp_tkr": -400, "tjanster": Decimal("-0.75")}
    rader = actions.skapa_belopp_flera_ar(**VEM, beskrivning=b, ar=2027, till_ar=2029, **falt)
    assert [(r.ar, r.belopp_tkr, r.tjanster) for r in rader] == [
        (ar, -400, Decimal("-0.75")) for ar in (2027, 2028, 2029)
    ]
    with pytest.raises(Planeringsfel):
        actions.skapa_belopp_flera_ar(**VEM, beskrivning=b, ar=2098, till_ar=2102, **falt)
    assert Konsekvensbelopp.objects.count() == 3


# ---- Expected effects ----


def test_utgangspunkten_ar_det_senaste_matta(forslag, rik, personer):
    f = forvantan.skapa_forvantan(
        av=personer["analytiker"], nar=NU, forslag=forslag, indikator=rik["sjunker"], till=72, effektar=2027
    )
    assert (f.fran, f.franar, f.till, f.effektar) == (69.0, 2025, 72.0, 2027)
    assert senaste().typ == "atgarder.skapa_forvantadeffekt"
    # Revised since: read anew when it is changed.
    Varde.objects.filter(nyckeltal=rik["sjunker"].nyckeltal, kommun=9999, ar=2025, kon="T").update(varde=68.5)
    f = forvantan.andra_forvantan(**VEM, forvantan=f, till=72, effektar=2028, revision=1)
    assert (f.fran, f.effektar, f.revision) == (68.5, 2028, 2)
    with pytest.raises(Krock):
        forvantan.andra_forvantan(**VEM, forvantan=f, till=71, effektar=2028, revision=1)


def test_utfall_efter_tidpunkten_och_borttagna_raknas_inte(rik):
    assert senaste_utfall(rik["sjunker"], 2023).varde == 73.0
    assert senaste_utfall(rik["sjunker"], 2020) is None
    assert senaste_utfall(rik["borttagen"], 2026).ar == 2024
    assert senaste_utfall(rik["saknas"], 2026).ar == 2024


def test_konets_egna_utfall(rik):
    i = rik["sjunker"]
    i.kon = "K"
    assert senaste_utfall(i, 2026).varde == 72.0


def test_eget_matt(forslag, rik, storkoping):
    matt = Egetmatt.objects.create(
        namn="Svar inom en minut", agare=storkoping["skolnamnd"], enhet="%", frekvens="ar"
    )
    i = rik["lan"]
    i.nyckeltal, i.egetmatt = None, matt
    i.save()
    assert vanta(forslag, i).fran is None
    Utfall.objects.create(
        egetmatt=matt, ar=2025, kon="T", varde=61.0, rapporterat=NU, rapporterat_av="Ansvarig"
    )
    f = forvantan.andra_forvantan(**VEM, forvantan=Forvantadeffekt.objects.get(), till=75, effektar=2027)
    assert (f.fran, f.franar) == (61.0, 2025)


def test_forvantan_nekas_i_ord(forslag, rik):
    for falt, vantat in (
        ({"till": 101}, {"till": ["En andel ligger mellan 0 och 100 procent."]}),
        ({"effektar": 2025}, {"effektar": ["Effektåret ska ligga efter 2025, det senaste mätta året."]}),
        ({"effektar": 2050}, {"effektar": ["Effektåret ska ligga mellan 2026 och 2046."]}),
    ):
        with pytest.raises(Planeringsfel) as fel:
            vanta(forslag, rik["sjunker"], **falt)
        assert fel.value.fel == vantat
    vanta(forslag, rik["sjunker"])
    with pytest.raises(Planeringsfel) as fel:
        vanta(forslag, rik["sjunker"])
    assert fel.value.fel == {"": ["Förslaget har redan en förväntad effekt på den indikatorn."]}
    assert Forvantadeffekt.objects.count() == 1


def test_borttagen_forvantan_kommer_tillbaka_om_ingen_ny_finns(forslag, rik):
    f = vanta(forslag, rik["sjunker"])
    forvantan.ta_bort_forvantan(**VEM, forvantan=f)
    borta = senaste()
    ny = vanta(forslag, rik["sjunker"], till=80.0)
    with pytest.raises(Planeringsfel) as fel:
        angra_forslagsandring(**VEM, forslag=forslag, handelse=borta)
    assert str(fel.value) == "Förslaget har redan en annan förväntad effekt på den indikatorn."
    forvantan.ta_bort_forvantan(**VEM, forvantan=ny)
    angra_forslagsandring(**VEM, forslag=forslag, handelse=borta)
    assert Forvantadeffekt.objects.get().till == 70.0


# ---- Reading it ----


def fragor(gor) -> int:
    with CaptureQueriesContext(
        connection,
    ) as c:
        gor()
    return len(c)


def test_bilden_ar_hel_och_fragorna_inte_fler(rik):
    saker = allt(rik["sjunker"])
    en = fragor(lambda: konsekvensbild(saker["forslag"]))
    for slag in DELAR:
        for _ in range(2):
            ny_del(slag, saker["beskrivning"])
    ny_del("risk", saker["beskrivning"], text="Värst", sannolikhet=4, foljd=4)
    for namn in ("lan", "bast"):
        vanta(saker["forslag"], rik[namn], till=99.5)
    assert fragor(lambda: konsekvensbild(saker["forslag"])) == en == 8
    bild = konsekvensbild(saker["forslag"])
    assert [len(getattr(bild, n)) for n in ("belopp", "risker", "grupper", "alternativ", "dialoger")] == [
        3, 4, 3, 3, 3,
    ]  # fmt: skip
    assert (bild.risker[0].text, len(bild.forvantningar), bild.kostnader.summa) == ("Värst", 3, 4050)
    assert fragor(lambda: utfallsserier([rik["sjunker"], rik["lan"], rik["bast"]])) <= 2


def test_bilden_innan_nagon_borjat(forslag):
    bild = konsekvensbild(forslag)
    assert (bild.beskrivning, bild.ar_klar, bild.svar, bild.kostnader.ar) == (None, False, {}, ())
    assert list(bild.brister) == ["resurser", "verksamhet", "medborgare", "malandring"]
