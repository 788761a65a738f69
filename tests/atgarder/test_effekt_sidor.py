"""The pages of a verdict: what they say, to whom, what they cost, and what strange text does to them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions.effekt import rakna_effekter
from atgarder.models import Atgardseffekt, Effektbedomning
from kkik.models import Nyckeltal
from planering.models import Indikator, Utkast
from tests.atgarder.effekthjalp import SAMRE, SOM_ANDRA, VISAD, beslutad, effekt_av, gjort, uppdrag_av
from tests.atgarder.uppdragshjalp import besluta
from tests.conftest import NU
from tests.uppfoljning.conftest import EGEN

H = "\u00a0"
ELAKT = '<script>alert("å")</script>'


def text(svar) -> str:
    """The page's words without its tags."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode())).replace(" .", ".")


def sidan(client, uppdrag) -> str:
    svar = client.get(reverse("atgarder:effekt", args=[effekt_av(uppdrag).pk]))
    assert svar.status_code == 200
    return text(svar)


def test_sidan_sager_utslaget_hur_det_raknats_och_vad_det_inte_sager(varld, klient):
    sida = sidan(klient("fortroendevald"), gjort(varld))
    assert "Effekt visad" in sida
    assert (
        f"Kommunen förbättrades 9,5{H}procentenheter mer än 29 kommuner som låg lika till. "
        "3 av 100 slumpvis valda förändrades minst lika gynnsamt: effekt visad." in sida
    )
    assert f"Väntat: från 60{H}% 2021 till 69{H}% 2024. Det blev 70{H}% 2024: det väntade nåddes." in sida
    assert f"Vi +11,0{H}pe, de jämförda +1,5{H}pe" in sida
    assert "Det är ett samband, inte ett bevis." in sida
    assert "Utslaget är inte slutligt. Det räknas om när 2026 är mätt." in sida
    assert "2022, åren före är 2020–2022" in sida
    assert "0 av 29. Med oss själva inräknade blir det 3 av 100." in sida
    assert "Behöriga" not in sida  # another indicator's name


def test_bland_de_samsta_sags_att_slumpen_ar_storre(varld, klient):
    """60 is the lowest of thirty: the reservation is the one about the tail, with the backtest's figures."""
    sida = sidan(klient("lasare"), gjort(varld))
    assert "Kommunen var bland de sämsta i landet före beslutet." in sida
    assert "i 12 fall av 100, mot 9 annars" in sida


def test_mitt_i_landet_sags_det_inte(varld, klient):
    egna = {2021: 73.0, 2022: 73.5, 2023: 74.0, 2024: 85.0, 2025: 86.0}
    sida = sidan(klient("lasare"), gjort(varld, egna=egna))
    assert "bland de sämsta" not in sida
    assert "Också utan någon åtgärd alls visas effekt i 9 fall av 100" in sida


def test_en_utveckling_som_redan_pagick_sags(varld, klient):
    """Values from 2015 on: we gain three a year all the time, the others half a unit."""
    n = varld.nyckeltal("U99919", {ar: 73.0 + 3 * (ar - 2021) for ar in range(2015, 2026)})
    varld.varden(n, {k: {ar: 60 + k - 0.5 * (2025 - ar) for ar in range(2015, 2021)} for k in range(1, 30)})
    uppdrag = uppdrag_av(beslutad(varld.indikator(n)))
    rakna_effekter(nar=NU)
    sida = sidan(klient("lasare"), uppdrag)
    assert "Effekt visad" in sida
    assert "samma räkning med ett tänkt beslut 2018 och effektår 2020 ger samma utslag" in sida


def test_ej_visad_ar_inte_ingen_effekt(varld, klient):
    sida = sidan(klient("lasare"), gjort(varld, egna=SOM_ANDRA))
    assert "Effekt ej visad är inte samma sak som ingen effekt." in sida
    assert f"Det blev 61{H}% 2024: det väntade nåddes inte, 8{H}procentenheter ifrån." in sida


def test_utan_utslag_star_varfor(varld, klient):
    i = varld.indikator(varld.nyckeltal("U99915", SAMRE))
    uppdrag = uppdrag_av(beslutad(i, effektar=2027), "pagar")
    rakna_effekter(nar=NU)
    sida = sidan(klient("lasare"), uppdrag)
    assert "Kan inte bedömas" in sida
    assert "Det är för tidigt, effektåret 2027 är inte mätt i landet än." in sida
    assert "Det betyder inte att åtgärden saknade effekt." in sida
    assert f"2027 är inte mätt än. Senast mätt: 69{H}% 2025." in sida
    assert "Åtgärden är inte genomförd." in sida
    assert "Effekt ej visad" not in sida


def test_innan_det_raknats(varld, klient):
    i = varld.indikator(varld.nyckeltal("U99915", SAMRE))
    sida = sidan(klient("lasare"), uppdrag_av(beslutad(i)))
    assert "Inte räknad än" in sida
    assert "Så är det räknat" not in sida


def test_ett_preliminart_varde_sags(varld, klient):
    uppdrag = gjort(varld)
    Nyckeltal.objects.filter(pk=effekt_av(uppdrag).indikator.nyckeltal_id).update(
        publiceringsar=2025, preliminar_publicering="2020-01-01", publicering=None
    )
    assert "Värdet för 2025 är preliminärt." in sidan(klient("lasare"), uppdrag)


def test_ett_rattat_beslut_hanvisar_till_det_nya(varld, klient):
    uppdrag = gjort(varld)
    gammal = uppdrag.punkt
    besluta(gammal.forslag, rattar=gammal.beslut, rattar_skal="Fel paragraf", paragraf="§ 99")
    assert "Beslutet har rättats och räknas inte längre." in sidan(klient("lasare"), uppdrag)


def test_ett_intervall_visas_som_avstand(varld, klient):
    """60–65 is good: we go from 60 (inside) to 71, six outside; the others from 60 + k − 1.75 to 60 + k − 0.25."""
    i = varld.indikator(
        varld.nyckeltal("U99919", VISAD), riktning="intervall", intervall_a=60.0, intervall_b=65.0
    )
    uppdrag = uppdrag_av(beslutad(i, till=64.0))
    rakna_effekter(nar=NU)
    sida = sidan(klient("lasare"), uppdrag)
    assert f"0,0{H}procentenheter utanför 60–65{H}%, mätt 2021, 2022" in sida
    assert f"6,0{H}procentenheter utanför 60–65{H}%, mätt 2024, 2025" in sida
    assert f"Linjerna är avstånd till intervallet 60–65{H}%: noll är inom det." in sida
    assert f"Det blev 70{H}% 2024: det väntade nåddes inte, 6{H}procentenheter ifrån." in sida
    assert "sämre än jämförbara." in sida


def test_de_jamforda_som_fil(varld, klient):
    e = effekt_av(gjort(varld))
    svar = klient("lasare").get(reverse("atgarder:effekt_csv", args=[e.pk]))
    rader = svar.content.decode("utf-8-sig").splitlines()
    assert rader[0] == "Kommunkod;Kommun;Före;Efter;Förändring"
    assert rader[1] == "9999;Storköping;60;71;11"
    assert rader[2] == "0001;Påhittad 1;59,25;60,75;1,5"
    assert len(rader) == 31


@pytest.mark.parametrize(("roll", "status"), [(None, 302), ("lasare", 200), ("namndsekreterare", 200)])
def test_utslagets_sida_kraver_inloggning(varld, klient, roll, status):
    adress = reverse("atgarder:effekt", args=[effekt_av(gjort(varld)).pk])
    assert klient(roll).get(adress).status_code == status


def test_en_effekt_som_inte_finns(varld, klient):
    for namn in ("effekt", "effekt_csv"):
        assert klient("lasare").get(reverse(f"atgarder:{namn}", args=[987654])).status_code == 404


def test_antalet_fragor(varld, klient):
    """Also with 29 compared municipalities, and whether or not an assignment has been given."""
    client, uppdrag = klient("analytiker"), gjort(varld)
    adress = reverse("atgarder:effekt", args=[effekt_av(uppdrag).pk])
    with CaptureQueriesContext(connection) as sedda:
        client.get(adress)
    for n in range(2):
        gjort(varld, f"U9993{n}", titel=f"Stöd {n}")
    with CaptureQueriesContext(connection) as igen:
        client.get(adress)
    assert len(igen) == len(sedda) <= 10


# ---- On the assignment's page ----


def uppdragssidan(uppdrag) -> str:
    return reverse("atgarder:uppdrag", args=[uppdrag.pk])


def test_uppdraget_visar_utslag_och_bedomning(varld, klient):
    uppdrag = gjort(varld)
    Effektbedomning.objects.create(uppdrag=uppdrag, slutsats="delvis", text=ELAKT, datum=NU.date())
    svar = klient("analytiker").get(uppdragssidan(uppdrag))
    assert "Hade det effekt?" in text(svar)
    assert "Vi menar att det verkade delvis" in text(svar)
    assert ELAKT not in svar.content.decode()
    assert "Ändra bedömningen" in text(svar)
    assert "Ändra bedömningen" not in text(klient("fortroendevald").get(uppdragssidan(uppdrag)))


def test_utan_vantad_effekt_gar_det_att_saga_vad_man_menar(varld, klient):
    i = varld.indikator(varld.nyckeltal("U99915", SAMRE))
    punkt = besluta(beslutad(i).forslag)
    sida = text(klient("analytiker").get(uppdragssidan(uppdrag_av(punkt))))
    assert "Beslutet har ingen väntad effekt i siffror." in sida
    assert "Räkna nu" not in sida


def test_rakna_nu(varld, klient):
    uppdrag = gjort(varld)
    Atgardseffekt.objects.all().delete()
    adress = reverse("atgarder:rakna_effekt", args=[uppdrag.pk])
    svar = klient("analytiker").post(adress)
    assert (svar.status_code, svar.url) == (302, f"{uppdragssidan(uppdrag)}#effekt")
    assert effekt_av(uppdrag).utslag.utslag == "effekt_visad"
    assert klient("analytiker").get(adress).status_code == 405
    assert klient("fortroendevald").post(adress).status_code == 403


def test_bedomningen_skrivs_andras_och_krockar(varld, klient):
    uppdrag, client = gjort(varld), klient("analytiker")
    adress = reverse("atgarder:bedom_effekt", args=[uppdrag.pk])
    svar = client.get(adress)
    assert "Effekt visad" in text(svar)  # the computed verdict is in sight
    skrivet = {"slutsats": "verkade", "text": "Proven blev bättre.", "datum": "2026-03-01", "revision": ""}
    svar = client.post(adress, skrivet)
    assert (svar.status_code, svar.url) == (302, f"{uppdragssidan(uppdrag)}#effekt")
    svar = client.post(adress, skrivet | {"text": "Nej.", "slutsats": "verkade_inte", "revision": "1"})
    assert svar.status_code == 302
    assert Effektbedomning.objects.get().slutsats == "verkade_inte"
    krock = client.post(adress, skrivet | {"text": "Jo.", "revision": "1"})
    assert krock.status_code == 409
    assert "Jo." in krock.content.decode()
    assert Effektbedomning.objects.get().text == "Nej."


def test_fel_star_vid_faltet_och_det_skrivna_ar_kvar(varld, klient):
    uppdrag = gjort(varld)
    adress = reverse("atgarder:bedom_effekt", args=[uppdrag.pk])
    svar = klient("analytiker").post(adress, {"slutsats": "", "text": ELAKT, "datum": "2099-01-01"})
    sida = svar.content.decode()
    assert "<title>Fel: " in sida
    assert "Välj vad ni menar." in sida
    assert "&lt;script&gt;" in sida
    assert ELAKT not in sida
    assert not Effektbedomning.objects.exists()


def test_ett_paborjat_utkast_kommer_tillbaka(varld, klient, personer):
    uppdrag = gjort(varld)
    adress = reverse("atgarder:bedom_effekt", args=[uppdrag.pk])
    klient("analytiker").post(
        f"{reverse('planering:spara_utkast')}?adress={adress}",
        {"slutsats": "delvis", "text": "Halvvägs", "datum": "2026-03-01"},
        headers={"HX-Request": "true"},
    )
    assert Utkast.objects.filter(adress=adress).exists()
    assert "Halvvägs" in klient("analytiker").get(adress).content.decode()


@pytest.mark.parametrize(("roll", "status"), [(None, 302), ("fortroendevald", 403), ("analytiker", 200)])
def test_vem_som_far_bedoma(varld, klient, roll, status):
    uppdrag = gjort(varld)
    assert klient(roll).get(reverse("atgarder:bedom_effekt", args=[uppdrag.pk])).status_code == status


def test_den_ansvariga_bedomer_bara_i_sin_enhet(varld, klient, personer, storkoping):
    personer["ansvarig"].roller.update(enhet=storkoping["kulturnamnd"])
    uppdrag = gjort(varld)
    assert klient("ansvarig").get(reverse("atgarder:bedom_effekt", args=[uppdrag.pk])).status_code == 403


def test_konstiga_namn_gor_inget(varld, klient):
    uppdrag = gjort(varld, titel=ELAKT)
    e = effekt_av(uppdrag)
    Indikator.objects.filter(pk=e.indikator_id).update(namn=ELAKT)
    for namn, nyckel in (("effekt", e.pk), ("uppdrag", uppdrag.pk), ("minnet", uppdrag.pk)):
        sida = klient("analytiker").get(reverse(f"atgarder:{namn}", args=[nyckel])).content.decode()
        assert ELAKT not in sida
        assert "&lt;script&gt;" in sida


def test_egen_kommun_i_fel_land(varld, klient):
    """A municipality that Kolada does not know gets no verdict, and a page."""
    from organisation.models import Kommuninstallning

    Kommuninstallning.objects.update(kommunkod="0180")
    uppdrag = gjort(varld)
    assert str(EGEN) != "0180"
    assert "Kommunen har inget mätt värde 2020–2022" in sidan(klient("lasare"), uppdrag)
