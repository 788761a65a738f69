"""A year in KKiK: the leaflet and the texts in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisation.domain.roller import Roll
from organisation.models import Handelse
from planering.domain.fel import Krock, Planeringsfel
from planering.models import Utkast
from tests.conftest import NU
from tests.kkik import bygg
from uppfoljning import actions
from uppfoljning.actions.kkikberattelse import skriv_kkikberattelse
from uppfoljning.models import Kkikberattelse
from uppfoljning.queries.kkikaret import berattat

pytestmark = pytest.mark.usefixtures("klocka")
SIDA = reverse("uppfoljning:kkikaret")


@pytest.fixture
def matt(varld):
    """Two members of KKiK. The layout of 2025 knows the first; own 70, 72, 74 against 60.5 … 89."""
    behoriga = varld.nyckeltal("N15428", {2023: 70.0, 2024: 72.0, 2025: 74.0}, titel="Behöriga, andel (%)")
    okant = varld.nyckeltal("N99901", {2025: 99.0}, titel="Ett eget mått, andel (%)")
    bygg.kkik_grupp(behoriga, okant)
    return behoriga


def skriv(personer, nyckeltal, text, **falt):
    return skriv_kkikberattelse(
        av=personer[Roll.ANALYTIKER], nar=NU, nyckeltal=nyckeltal, ar=2025, text=text, **falt
    )


def adress(nyckeltal, ar=2025) -> str:
    return reverse("uppfoljning:skriv_kkikberattelse", args=[nyckeltal.kolada_id]) + f"?ar={ar}"


def test_en_text_skrivs_andras_och_tas_tillbaka(matt, personer):
    with pytest.raises(Planeringsfel, match="Skriv vad som har hänt"):
        skriv(personer, matt, "  ")
    with pytest.raises(Planeringsfel, match=r"högst 2000 tecken\. Den är 2001"):
        skriv(personer, matt, "x" * 2001)
    rad = skriv(personer, matt, " Sommarskola för alla. ")
    assert (rad.text, rad.skriven_av, rad.revision) == (
        "Sommarskola för alla.",
        "Analytiker Storköping",
        1,
    )
    assert skriv(personer, matt, "Sommarskola för alla.", revision=1).revision == 1  # nothing new
    rad = skriv(personer, matt, "Läxhjälp.", revision=1)
    with pytest.raises(Krock):
        skriv(personer, matt, "Något annat.", revision=1)
    with pytest.raises(Krock):
        skriv(personer, matt, "Den första texten, trodde jag.")
    assert berattat([matt.pk], 2025)[matt.pk].text == "Läxhjälp."
    skriv(personer, matt, "", revision=rad.revision)
    assert berattat([matt.pk], 2025) == {}
    handelser = Handelse.objects.filter(objekt="uppfoljning.Kkikberattelse").order_by("id")
    assert [h.typ for h in handelser] == [
        "uppfoljning.skapa_kkikberattelse",
        *["uppfoljning.andra_kkikberattelse"] * 2,
    ]
    assert handelser[1].data["andrat"]["text"] == ["Sommarskola för alla.", "Läxhjälp."]


def test_utan_text_visas_den_nyaste_kommentaren(matt, varld, personer):
    i, annan = (varld.indikator(matt, {2025: 80}, mal=m) for m in (varld.mal, varld.annat_mal))
    for indikator, ar, text in ((i, 2025, "Först."), (annan, 2025, "Sedan."), (i, 2024, "Förra året.")):
        actions.kommentera(av=personer[Roll.ANALYTIKER], nar=NU, indikator=indikator, ar=ar, text=text)
    svar = berattat([matt.pk], 2025)[matt.pk]
    assert (svar.text, svar.egen, svar.indikator) == ("Sedan.", False, annan.pk)
    skriv(personer, matt, "Egen text.")
    assert berattat([matt.pk], 2025)[matt.pk].egen is True


def test_bladet(matt, klient, personer):
    skriv(personer, matt, "Sommarskola för alla.")
    svar = klient("fortroendevald").get(SIDA)
    text = svar.content.decode()
    assert svar.context["ar"] == 2025
    rader = {r.rad.nyckeltal.kolada_id: r for _, rader in svar.context["delar"] for r in rader}
    behoriga = rader["N15428"]
    assert (behoriga.tidigare, behoriga.rad.varden[0]) == ([(70.0, 2023), (72.0, 2024)], 74.0)
    # 61 … 89 in 29 others: 13 do worse, one the same, 15 better.
    assert (behoriga.rad.platsord, behoriga.rad.median, behoriga.rad.n) == ("i mitten", 75.0, 29)
    assert rader["N99901"].berattat is None
    assert "Sommarskola för alla." in text
    assert "Skriv vad som har hänt" not in text  # a politician reads
    analytikern = klient("analytiker").get(SIDA).content.decode()
    assert "1 av 2 mått har en text om vad som har hänt." in analytikern
    assert klient("analytiker").get(SIDA + "?ar=2019").status_code == 200
    assert "Alla kommuner visas" in klient("analytiker").get(SIDA + "?grupp=lan").content.decode()


def test_tomt_blad(storkoping, kommun_9999, klient):
    assert "Inga mått än" in klient("lasare").get(SIDA).content.decode()


def test_formularet_sparar_minns_utkast_och_ser_krockar(matt, klient, personer):
    analytiker = klient("analytiker")
    assert analytiker.get(adress(matt)).status_code == 200
    assert "Skriv vad som har hänt." in analytiker.post(adress(matt), {"text": ""}).content.decode()
    svar = analytiker.post(adress(matt), {"text": "Sommarskola."})
    assert svar.url == f"{SIDA}?ar=2025#N15428"
    skriv(personer, matt, "Läxhjälp.", revision=1)
    krock = analytiker.post(adress(matt), {"text": "Min.", "revision": 1})
    assert krock.status_code == 409
    assert "Läxhjälp." in krock.content.decode()
    assert analytiker.post(adress(matt), {"text": "Min.", "revision": 2}).status_code == 302
    assert Kkikberattelse.objects.get().text == "Min."
    Utkast.objects.create(
        person=personer[Roll.ANALYTIKER], adress=adress(matt), data={"text": ["Halvfärdig"]}, sparad=NU
    )
    assert "Halvfärdig" in analytiker.get(adress(matt)).content.decode()


@pytest.mark.parametrize("fel", ["?ar=abcd", "?ar=20255", ""])
def test_utan_ar_finns_inget_att_skriva_om(matt, klient, fel):
    url = reverse("uppfoljning:skriv_kkikberattelse", args=[matt.kolada_id]) + fel
    assert klient("analytiker").get(url).status_code == 404
    okand = reverse("uppfoljning:skriv_kkikberattelse", args=["N00000"]) + "?ar=2025"
    assert klient("analytiker").get(okand).status_code == 404


def test_antalet_fragor_ar_detsamma_for_ett_och_tre_matt(varld, klient, personer):
    analytiker, alla, antal = klient("analytiker"), [], []
    grupp = bygg.kkik_grupp()
    for n in range(3):
        alla.append(varld.nyckeltal(f"U9770{n}", {2025: 70.0 + n}))
        skriv(personer, alla[-1], f"Text {n}.")
        grupp.medlemmar.set(alla)
        if n != 1:
            analytiker.get(SIDA)
            with CaptureQueriesContext(connection) as fragor:
                assert analytiker.get(SIDA).content.decode().count("Text ") == n + 1
            antal.append(len(fragor))
    assert antal[0] == antal[1] <= 16
