"""The pages of papers and decisions: who sees and does what, and that nothing that was typed is lost."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions import beslut as actions
from atgarder.models import Aterkoppling, Beslut, Beslutsavslut, Beslutsunderlag
from organisation.models import Rolltilldelning
from tests.atgarder.besluthjalp import (
    aterkoppla_alla,
    beskriv,
    beslutat,
    fler_forslag,
    framlagt,
    lamnat,
    underlaget,
)
from tests.conftest import NU


@pytest.fixture
def forslag(rik):
    rad = framlagt(rik["sjunker"])
    beskriv(rad, rik["sjunker"])
    return rad


@pytest.fixture
def ett(klocka, forslag):
    return lamnat(forslag)


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


def text(svar) -> str:
    return svar.content.decode()


def formular(underlag: Beslutsunderlag, **falt) -> dict[str, str]:
    """What the nämndsekreterare types."""
    forslag = [r.forslag_id for r in underlag.rader.all()]
    return {
        "instans": "namnd",
        "namnd": str(underlag.enhet_id),
        "sammantrade": "2026-03-10",
        "diarienummer": "BUN 2026/17",
        "paragraf": "§ 23",
        "lydelse": underlag.att_satser,
        "reservation": "",
        "informeras": "Rektorerna, på ett möte.",
        "uppfoljning_hur": "I delårsrapporten.",
        "uppfoljning_nar": "2026-09-30",
        "effektuppfoljning_nar": "",
        **{f"utfall_{f}": "bifall" for f in forslag},
        **{f"andring_{f}": "" for f in forslag},
    } | falt


# ---- The list ----


def test_listan_ar_tom_och_sager_vad_som_kommer(klient):
    svar = text(klient("analytiker").get(adress("beslutslista")))
    assert "Ett beslut börjar med ett underlag." in svar
    svar = text(klient("fortroendevald").get(adress("beslutslista")))
    assert "Nytt beslutsunderlag" not in svar
    assert "Inga beslut än" in svar


def test_listan_visar_det_som_vantar_forst_och_det_som_aterstar(klient, ett, rik):
    rad = beslutat(ett)
    actions.aterkoppla(av=None, nar=NU, beslut=rad, till="analysgrupp", datum=NU.date(), hur="Möte.")
    annat = fler_forslag(ett.rader.get().forslag.analys, "Läxhjälp")
    beskriv(annat)
    vantar = lamnat(annat, titel="Läxhjälp i alla skolor")
    sida = text(klient("fortroendevald").get(adress("beslutslista")))
    assert sida.index("Läxhjälp i alla skolor") < sida.index("Tidigt stöd i skolan")
    assert "Kvar: medarbetare, brukare, medborgare" in sida
    assert adress("underlag_pdf", vantar.pk) in sida
    assert adress("registrera_beslut", vantar.pk) not in sida
    assert adress("registrera_beslut", vantar.pk) in text(
        klient("namndsekreterare").get(adress("beslutslista"))
    )


def test_listan_valjs_och_laddas_ner_som_den_valts(klient, ett):
    rad = beslutat(ett, reservation="=HYPERLINK(1)")
    annat = fler_forslag(ett.rader.get().forslag.analys, "Läxhjälp")
    beskriv(annat)
    beslutat(lamnat(annat, titel="Läxhjälp"), "avslag", instans="ks", namnd=None)
    klient_ = klient("lasare")
    sida = text(klient_.get(adress("beslutslista"), {"instans": "ks"}))
    assert "1 av 2 beslut" in sida
    assert adress("beslut", rad.pk) not in sida
    svar = klient_.get(adress("beslutslista"), {"instans": str(rad.namnd_id), "ar": "2026", "format": "csv"})
    (rubriker, data) = list(csv.reader(io.StringIO(text(svar).removeprefix("\ufeff")), delimiter=";"))
    assert dict(zip(rubriker, data, strict=True)) | {"Vad ändrades, eller varför": ""} == {
        "Ärende": "Tidigt stöd i skolan",
        "Beslutat av": "Barn- och utbildningsnämnden",
        "Sammanträde": "2026-03-10",
        "Diarienummer": "BUN 2026/17",
        "Paragraf": "§ 23",
        "Förslag": "Tidigt stöd",
        "Utfall": "Bifall",
        "Vad ändrades, eller varför": "",
        "Reservation": "'=HYPERLINK(1)",
        "Följs upp": "2026-09-30",
        "Effekten följs upp": "",
        "Återkoppling kvar till": "Analysgruppen, Medarbetare, Brukare, Medborgare",
        "Avslutat": "",
        "Rättar": "",
    }
    assert "2 beslut" in text(klient_.get(adress("beslutslista"), {"instans": "x", "ar": "'"}))


def test_sidornas_fragor_ar_lika_manga_med_ett_och_tre(klient, ett, rik):
    klient_ = klient("namndsekreterare")
    beslut = beslutat(ett)
    aterkoppla_alla(beslut)

    def antal() -> list[int]:
        ut = []
        for url in (adress("beslutslista"), adress("underlag", Beslutsunderlag.objects.latest("id").pk)):
            klient_.get(url)
            with CaptureQueriesContext(connection) as fragor:
                klient_.get(url)
            ut.append(len(fragor))
        with CaptureQueriesContext(connection) as fragor:
            klient_.get(adress("beslut", Beslut.objects.latest("id").pk))
        return [*ut, len(fragor)]

    fore = antal()
    analys = ett.rader.get().forslag.analys
    tre = [fler_forslag(analys, f"Förslag {i}") for i in range(3)]
    for f in tre:
        beskriv(f, rik["sjunker"])
    aterkoppla_alla(beslutat(lamnat(*tre, titel="Tre"), paragraf="§ 24"))
    assert antal() == fore


# ---- The paper ----


def test_underlag_skapas_med_forval_ur_fragan(klient, klocka, forslag):
    klient_ = klient("analytiker")
    url = f"{adress('nytt_underlag')}?forslag={forslag.pk}"
    sida = text(klient_.get(url))
    assert f'value="{forslag.pk}"' in sida
    assert "checked" in sida
    data = {
        "titel": "Tidigt stöd",
        "enhet": forslag.analys.enhet_id,
        "forslag": [forslag.pk],
        "inledning": "Kort.",
        "att_satser": "",
    }
    svar = klient_.post(url, data)
    rad = Beslutsunderlag.objects.get()
    assert svar.url == adress("underlag", rad.pk)
    assert rad.att_satser.startswith("att bifalla förslaget ”Tidigt stöd”")
    sida = text(klient_.get(svar.url))
    assert "Lämna underlaget" in sida
    assert "att bifalla förslaget ”Tidigt stöd”" in sida


def test_fel_i_underlaget_behaller_allt_som_skrivits(klient, klocka, forslag):
    svar = klient("analytiker").post(
        adress("nytt_underlag"),
        {"titel": "", "enhet": forslag.analys.enhet_id, "avsla": [forslag.pk], "inledning": "Min långa text"},
    )
    sida = text(svar)
    assert "Fel: " in sida
    assert "Välj minst ett förslag att besluta om." in sida
    assert "Det som föreslås avslås måste vara med bland förslagen." in sida
    assert "Min långa text" in sida
    assert not Beslutsunderlag.objects.exists()


def test_utan_forslag_att_valja_sags_det(klient):
    assert "Inga förslag att besluta om" in text(klient("analytiker").get(adress("nytt_underlag")))


def test_den_ansvariga_skriver_bara_for_sin_enhet(klient, personer, storkoping, klocka, forslag):
    Rolltilldelning.objects.filter(person=personer["ansvarig"]).update(enhet=storkoping["kulturnamnd"])
    rad = underlaget(forslag)
    annat = fler_forslag(forslag.analys, "Läxhjälp")
    klient_ = klient("ansvarig")
    assert klient_.get(adress("andra_underlag", rad.pk)).status_code == 403
    assert klient_.post(adress("lamna_underlag", rad.pk)).status_code == 403
    sida = text(klient_.get(adress("nytt_underlag")))
    assert "Kultur- och fritidsnämnden" in sida
    assert f'<option value="{rad.enhet_id}"' not in sida
    svar = klient_.post(adress("nytt_underlag"), {"titel": "x", "enhet": rad.enhet_id, "forslag": [annat.pk]})
    assert svar.status_code == 200
    assert Beslutsunderlag.objects.count() == 1


def test_lamna_fragar_och_fryser(klient, klocka, forslag):
    rad = underlaget(forslag)
    klient_ = klient("analytiker")
    sida = text(klient_.get(adress("lamna_underlag", rad.pk)))
    assert "Det här saknas, och det kommer att stå i underlaget" in sida
    assert klient_.post(adress("lamna_underlag", rad.pk)).url == adress("underlag", rad.pk)
    rad.refresh_from_db()
    assert rad.innehall["version"] == 1
    assert klient_.get(adress("andra_underlag", rad.pk)).status_code == 200
    svar = klient_.post(adress("andra_underlag", rad.pk), {"titel": "Ny"})
    assert svar.status_code == 409
    assert "Underlaget ligger fast" in text(svar)
    klient_.post(adress("aterta_underlag", rad.pk))
    rad.refresh_from_db()
    assert (rad.lamnat, rad.innehall) == (None, {})


def test_lamna_som_nekas_sager_varfor(klient, klocka, rik):
    rad = underlaget(framlagt(rik["sjunker"]))
    klient_ = klient("analytiker")
    assert "kan inte lämnas än" in text(klient_.get(adress("lamna_underlag", rad.pk)))
    svar = klient_.post(adress("lamna_underlag", rad.pk))
    assert svar.status_code == 409
    assert "är inte beskrivna" in text(svar)


def test_filerna_har_ratt_typ_och_namn(klient, ett):
    klient_ = klient("fortroendevald")
    svar = klient_.get(adress("underlag_pdf", ett.pk))
    assert (svar["Content-Type"], svar.content[:4]) == ("application/pdf", b"%PDF")
    assert svar["Content-Disposition"] == 'attachment; filename="beslutsunderlag-tidigt-stod-i-skolan.pdf"'
    svar = klient_.get(adress("underlag_word", ett.pk))
    assert svar.content[:2] == b"PK"
    assert svar["Content-Disposition"].endswith('skolan.docx"')


def test_sidan_slapper_inte_igenom_kod(klient, klocka, rik):
    f = framlagt(rik["sjunker"])
    ond = '<script>alert(1)</script>"><img src=x onerror=y>'
    beskriv(f, scenario=ond, resurser_text=ond, nollalternativ=ond)
    rad = lamnat(f, titel=ond[:200], inledning=ond, att_satser=ond, diarienummer="<b>1</b>")
    beslut = beslutat(rad, lydelse=ond, reservation=ond, informeras=ond)
    klient_ = klient("namndsekreterare")
    for url in (adress("underlag", rad.pk), adress("beslut", beslut.pk), adress("beslutslista")):
        sida = text(klient_.get(url))
        assert "<script>alert" not in sida
        assert "<img src=x" not in sida
        assert "&lt;script&gt;alert(1)" in sida


# ---- Recording ----


def test_beslutet_granskas_innan_det_registreras(klient, ett):
    klient_ = klient("namndsekreterare")
    url = adress("registrera_beslut", ett.pk)
    sida = text(klient_.get(url))
    assert "att bifalla förslaget ”Tidigt stöd”" in sida
    data = formular(ett)
    sida = text(klient_.post(url, data))
    assert "Stämmer det?" in sida
    assert not Beslut.objects.exists()
    tillbaka = text(klient_.post(url, data | {"skriv": "ja"}))
    assert "Rektorerna, på ett möte." in tillbaka
    assert not Beslut.objects.exists()
    svar = klient_.post(url, data | {"registrera": "ja"})
    rad = Beslut.objects.get()
    assert svar.url == adress("beslut", rad.pk)
    assert (rad.paragraf, rad.informeras) == ("§ 23", "Rektorerna, på ett möte.")
    assert klient_.get(url).url == adress("beslut", rad.pk)
    assert klient_.post(url, data | {"registrera": "ja"}).url == adress("beslut", rad.pk)
    assert Beslut.objects.count() == 1


def test_fel_i_beslutet_behaller_allt(klient, ett):
    nyckel = ett.rader.get().forslag_id
    data = formular(
        ett,
        sammantrade=f"{NU.date() + timedelta(days=3):%Y-%m-%d}",
        reservation="Min reservation",
        **{f"utfall_{nyckel}": "andring"},
    )
    for extra in ({}, {"registrera": "ja"}):
        svar = klient("namndsekreterare").post(adress("registrera_beslut", ett.pk), data | extra)
        sida = text(svar)
        assert "Beslutet registreras när sammanträdet har varit." in sida
        assert "Skriv vad som ändrades." in sida
        assert "Min reservation" in sida
        assert f'href="#id_andring_{nyckel}"' in sida
    assert not Beslut.objects.exists()
    sida = text(klient("namndsekreterare").post(adress("registrera_beslut", ett.pk), {"paragraf": "§ 9"}))
    assert "Välj var beslutet fattades." in sida
    assert "Välj utfall för ”Tidigt stöd”." in sida


def test_fullmaktige_har_ingen_namnd(klient, ett):
    """The nämnd is filled in beforehand, and need not be taken away."""
    klient_, url = klient("namndsekreterare"), adress("registrera_beslut", ett.pk)
    data = formular(ett, instans="kf")
    assert "Vilken nämnd?" not in text(klient_.post(url, data))
    klient_.post(url, data | {"registrera": "ja"})
    rad = Beslut.objects.get()
    assert (rad.instans, rad.namnd) == ("kf", None)


@pytest.mark.parametrize("roll", ["analytiker", "ansvarig", "fortroendevald", "administrator", "lasare"])
def test_bara_namndsekreteraren_registrerar(klient, ett, roll):
    klient_ = klient(roll)
    assert klient_.post(adress("registrera_beslut", ett.pk), formular(ett)).status_code == 403
    assert "Registrera beslutet" not in text(klient_.get(adress("underlag", ett.pk)))


def test_ett_utkast_gar_inte_att_besluta_om(klient, klocka, forslag):
    rad = underlaget(forslag)
    svar = klient("namndsekreterare").post(adress("registrera_beslut", rad.pk), formular(rad))
    assert svar.url == adress("underlag", rad.pk)
    assert not Beslut.objects.exists()


def test_ratta_borjar_med_det_gamla_och_pekar_pa_det(klient, ett):
    gammalt = beslutat(ett)
    klient_ = klient("namndsekreterare")
    url = adress("ratta_beslut", gammalt.pk)
    assert "I delårsrapporten." in text(klient_.get(url))
    data = formular(ett, paragraf="§ 32")
    assert "Skriv vad som rättas, och varför." in text(klient_.post(url, data | {"registrera": "ja"}))
    svar = klient_.post(url, data | {"rattar_skal": "Siffrorna kastades om.", "registrera": "ja"})
    nytt = Beslut.objects.latest("id")
    assert svar.url == adress("beslut", nytt.pk)
    sida = text(klient_.get(adress("beslut", gammalt.pk)))
    assert "Rättat genom" in sida
    assert "Siffrorna kastades om." in sida
    assert "Rätta beslutet" not in sida
    assert klient_.get(url).url == adress("beslut", nytt.pk)
    assert "Rättar <a" in text(klient_.get(adress("beslut", nytt.pk)))


def test_aterremiss_leder_till_ett_nytt_underlag(klient, ett):
    rad = beslutat(ett, "aterremiss")
    klient_ = klient("analytiker")
    assert "Nytt underlag ur det här" in text(klient_.get(adress("beslut", rad.pk)))
    assert "Återremitterat, nytt underlag saknas" in text(klient_.get(adress("beslutslista")))
    svar = klient_.post(adress("svara_pa_aterremiss", ett.pk))
    nytt = Beslutsunderlag.objects.latest("id")
    assert (nytt.vid_aterremiss, svar.url) == (ett, adress("andra_underlag", nytt.pk))
    assert adress("underlag", nytt.pk) in text(klient_.get(adress("underlag", ett.pk)))
    assert "nytt underlag saknas" not in text(klient_.get(adress("beslutslista")))


# ---- Återkoppling ----


def test_aterkoppla_avsta_och_avsluta(klient, ett):
    rad = beslutat(ett)
    klient_ = klient("analytiker")
    svar = klient_.post(
        adress("aterkoppla", rad.pk, "brukare"),
        {"gjord": "ja", "datum": "2026-03-11", "hur": "", "sagt": "Bra"},
    )
    assert "Skriv hur det gjordes." in text(svar)
    assert "Bra" in text(svar)
    assert klient_.post(adress("avsluta_beslut", rad.pk)).status_code == 409
    for till in Aterkoppling.Till.values:
        svar = klient_.post(adress("aterkoppla", rad.pk, till), {"gjord": "nej", "skal": "Ingen deltog."})
        assert svar.url == f"{adress('beslut', rad.pk)}#aterkoppling"
    rev = Aterkoppling.objects.get(till="brukare").revision
    data = {
        "gjord": "ja",
        "datum": "2026-03-11",
        "hur": "Elevrådet",
        "sagt": "Bra",
        "skal": "",
        "revision": rev,
    }
    klient_.post(adress("aterkoppla", rad.pk, "brukare"), data)
    krock = klient_.post(adress("aterkoppla", rad.pk, "brukare"), data | {"hur": "Annat"})
    assert krock.status_code == 409
    sida = text(klient_.get(adress("beslut", rad.pk)))
    assert "Elevrådet" in sida
    assert klient_.post(adress("avsluta_beslut", rad.pk)).url == adress("beslut", rad.pk)
    assert Beslutsavslut.objects.filter(beslut=rad).exists()
    svar = klient_.post(adress("aterkoppla", rad.pk, "brukare"), data)
    assert svar.status_code == 409
    assert "återkopplingen ligger fast" in text(svar)


def test_okand_mottagare_finns_inte(klient, ett):
    rad = beslutat(ett)
    assert klient("analytiker").get(adress("aterkoppla", rad.pk, "alla")).status_code == 404


def test_det_som_bifalls_ges_i_uppdrag_harifran(klient, ett):
    rad = beslutat(ett)
    punkt = rad.punkter.get()
    assert adress("ge_uppdrag", punkt.pk) in text(klient("analytiker").get(adress("beslut", rad.pk)))
    sida = text(klient("fortroendevald").get(adress("beslut", rad.pk)))
    assert adress("ge_uppdrag", punkt.pk) not in sida
    assert "Inget uppdrag är givet än." in sida
