"""The memory: what is in it, how it is found, that anybody may read it, and that no names are in it."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions.effekt import rakna_effekter
from atgarder.models import Effektbedomning
from atgarder.queries.minne import Sokning, forsok_for, matten, minnen, minnet, omraden
from planering.models import Egetmatt, Indikator
from tests.atgarder.effekthjalp import SAMRE, SOM_ANDRA, VISAD, beslutad, effekt_av, gjort, uppdrag_av
from tests.conftest import NU
from uppfoljning.forsok import tidigare_forsok
from uppfoljning.models import Utfall

H = "\u00a0"


def text(svar) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode()))


@pytest.fixture
def fyra(varld):
    """One of each verdict, and one that is under way."""
    visad = gjort(varld, "U99911", VISAD, "Läslyftet i alla skolor", genomford=date(2023, 1, 15))
    ej = gjort(varld, "U99912", SOM_ANDRA, "Läxhjälp", genomford=date(2023, 2, 15))
    samre = gjort(
        varld, "U99913", SAMRE, "Nya scheman", genomford=date(2023, 3, 15), lardom="Fråga barnen först."
    )
    i = varld.indikator(varld.nyckeltal("U99914", VISAD))
    avbrutet = uppdrag_av(
        beslutad(i, "Bussning"), "avbruten", genomford=date(2023, 4, 15), genomforande_text="Ingen busslinje."
    )
    pagar = uppdrag_av(beslutad(i, "Pågår ännu"), "pagar")
    rakna_effekter(nar=NU)
    return {"visad": visad, "ej": ej, "samre": samre, "avbrutet": avbrutet, "pagar": pagar}


def titlar(**falt) -> list[str]:
    return [m.forslag.titel for m in minnen(Sokning(**falt))]


def test_det_gjorda_och_det_avbrutna_men_inte_det_som_pagar(fyra):
    assert titlar() == ["Bussning", "Nya scheman", "Läxhjälp", "Läslyftet i alla skolor"]
    assert minnet(fyra["pagar"].pk) is None
    assert minnet(fyra["visad"].pk).skede == "effekt_visad"


@pytest.mark.parametrize(
    ("utslag", "vantat"),
    [
        ("effekt_visad", ["Läslyftet i alla skolor"]),
        ("effekt_ej_visad", ["Läxhjälp"]),
        ("samre", ["Nya scheman"]),
        ("avbrutet", ["Bussning"]),
        ("genomfort", []),
        ("finns-inte", []),
    ],
)
def test_efter_vad_det_gav(fyra, utslag, vantat):
    assert titlar(utslag=utslag) == vantat


@pytest.mark.parametrize(
    ("ord_", "vantat"),
    [
        ("läslyft", {"Läslyftet i alla skolor"}),
        ("skola", {"Läslyftet i alla skolor"}),  # inflected
        ("speciallärarna", {"Läslyftet i alla skolor", "Läxhjälp", "Nya scheman"}),  # what was done
        ("U99912", {"Läxhjälp"}),  # in the indicator's name
        ("busslinje", {"Bussning"}),
        ("barn", {"Nya scheman"}),  # what was learnt
        ("nya scheman", {"Nya scheman"}),
        ("finns inte alls", set()),
        ("' OR 1=1 --", set()),
        ("\x00", {"Läslyftet i alla skolor", "Läxhjälp", "Nya scheman", "Bussning"}),
    ],
)
def test_efter_ord(fyra, ord_, vantat):
    assert set(titlar(text=ord_)) == vantat


def test_titeln_vager_tyngst(varld):
    gjort(varld, "U99911", VISAD, "Något annat", genomforande_text="Vi gjorde läxhjälp.")
    gjort(varld, "U99912", VISAD, "Läxhjälp", genomford=date(2022, 6, 1))
    assert titlar(text="läxhjälp") == ["Läxhjälp", "Något annat"]


def test_efter_omrade(fyra, varld):
    fritid = varld.indikator(
        varld.nyckeltal("U99916", VISAD, verksamhetsomrade="Fritid och kultur"), mal=varld.annat_mal
    )
    uppdrag_av(beslutad(fritid, "Öppna hallar"))
    assert omraden() == {"mal": ["Fritid", "Lärande"], "verksamhet": ["Fritid och kultur"]}
    assert titlar(omrade="mal:Fritid") == ["Öppna hallar"]
    assert titlar(omrade="verksamhet:Fritid och kultur") == ["Öppna hallar"]
    assert "Öppna hallar" not in titlar(omrade="mal:Lärande")
    assert titlar(omrade="mal:Finns inte") == titlar(omrade="konstigt\x00") == []


def test_efter_matt(fyra, varld):
    assert titlar(matt="U99912") == ["Läxhjälp"]
    assert titlar(matt="e12") == titlar(matt="e" + "9" * 30) == titlar(matt="exx\x00") == []
    assert [nyckel for nyckel, _ in matten()] == ["U99911", "U99912", "U99913", "U99914"]


def test_en_analys_av_mattet_racker_for_att_hittas(varld):
    """Decided without an expected effect in numbers: found by what the analysis was about."""
    from tests.atgarder.uppdragshjalp import besluta, forslag_att_besluta

    i = varld.indikator(varld.nyckeltal("U99917", VISAD))
    uppdrag = uppdrag_av(besluta(forslag_att_besluta(i, "Utan siffror")))
    assert titlar(matt="U99917") == ["Utan siffror"]
    assert [(f.namn, f.utslag, f.signal) for f in forsok_for([i.nyckeltal_id])] == [
        ("Utan siffror", "Genomfört, effekten kan inte bedömas", "gra")
    ]
    assert forsok_for([i.nyckeltal_id])[0].url == reverse("atgarder:minnet", args=[uppdrag.pk])


def test_forsoken_pa_ett_matt_i_vilken_plan_det_an_star(fyra, varld):
    i = effekt_av(fyra["visad"]).indikator
    samma = varld.indikator(i.nyckeltal, mal=varld.annat_mal, namn="Samma mått")
    ett = [("Läslyftet i alla skolor", "Genomfört, effekt visad", "gron", 2023)]
    for fraga in ([i], [samma], [i, samma]):
        assert [(f.namn, f.utslag, f.signal, f.ar) for f in tidigare_forsok(fraga)] == ett
    assert tidigare_forsok([]) == []
    assert settings.TIDIGARE_FORSOK == ["atgarder.queries.minne.forsok_for"]


def fragor(gor) -> int:
    with CaptureQueriesContext(connection) as sedda:
        gor()
    return len(sedda)


def test_antalet_fragor_beror_inte_pa_hur_manga(varld, klient):
    client = klient("analytiker")
    gjort(varld)
    adress = reverse("atgarder:minne")
    en, en_sida = fragor(minnen), fragor(lambda: client.get(adress))
    for n in range(3):
        gjort(varld, f"U9994{n}", titel=f"Stöd {n}")
    assert (fragor(minnen), fragor(lambda: client.get(adress))) == (en, en_sida)
    assert en == 2


# ---- The pages ----


def test_vem_som_helst_far_lasa(fyra, klient):
    client = klient(None)
    sida = text(client.get(reverse("atgarder:minne")))
    assert "4 åtgärder." in sida
    assert "Genomfört, effekt ej visad" in sida
    assert "Vi lärde oss:" in sida
    assert "Goda exempel" not in sida  # for those who are logged in
    svar = client.get(reverse("atgarder:minnet", args=[fyra["visad"].pk]))
    assert svar.status_code == 200
    assert f"Det blev 70{H}% 2024: det väntade nåddes." in text(svar)
    assert client.get(reverse("atgarder:minnet", args=[fyra["pagar"].pk])).status_code == 404
    assert reverse("atgarder:minne") in client.get("/metod/").content.decode()


def test_inga_namn_pa_personer(fyra, klient, personer):
    u = fyra["visad"]
    u.handlingsplan.ansvarig = personer["ansvarig"]
    u.handlingsplan.save()
    u.andrad_av = personer["analytiker"]
    u.save()
    Effektbedomning.objects.create(
        uppdrag=u, slutsats="verkade", text="Det märks.", datum=NU.date(), andrad_av=personer["analytiker"]
    )
    namn = {p.namn for p in personer.values()} | {p.epost for p in personer.values()} | {"Rut Rektor"}
    namn |= {u.punkt.beslut.registrerad_av}
    adresser = [reverse("atgarder:minne"), reverse("atgarder:minne_csv")]
    for adress in [*adresser, reverse("atgarder:minnet", args=[u.pk])]:
        sida = klient(None).get(adress).content.decode()
        assert "Läslyftet" in sida
        assert {n for n in namn if n in sida} == set()


def test_det_egna_mattets_utfall_visas_inte_for_alla(varld, klient):
    matt = Egetmatt.objects.create(namn="Väntetid", enhet="dagar", agare=varld.enheter["skolnamnd"])
    for ar, varde in ((2021, 20.0), (2024, 12.4)):
        Utfall.objects.create(egetmatt=matt, ar=ar, varde=varde, rapporterat=NU, rapporterat_av="A")
    i = Indikator.objects.create(
        mal=varld.mal, egetmatt=matt, namn="Väntetid", riktning="lag", kategori="objektiv",
        paverkansgrad="stor", agare=varld.enheter["skolnamnd"],
    )  # fmt: skip
    uppdrag = uppdrag_av(beslutad(i, till=10.0, fran=20.0))
    rakna_effekter(nar=NU)
    adress = reverse("atgarder:minnet", args=[uppdrag.pk])
    oppen, inne = (text(klient(roll).get(adress)) for roll in (None, "lasare"))
    assert "Det väntade nåddes inte." in oppen
    assert "12,4" not in oppen
    assert f"Det blev 12,4{H}dagar 2024: det väntade nåddes inte, 2,4{H}dagar ifrån." in inne


def test_det_tomma_minnet(db, kommun_9999, klient):
    sida = klient(None).get(reverse("atgarder:minne")).content.decode()
    assert "Ingenting är genomfört än" in sida
    assert 'role="search" aria-label="Sök i det som gjorts"' not in sida


def test_inget_som_stammer(fyra, klient):
    sida = text(klient(None).get(reverse("atgarder:minne"), {"q": "månlandning"}))
    assert "Inget stämmer med det du valt" in sida


def test_konstiga_urval_ger_en_sida(fyra, klient):
    for fraga in ({"q": "\x00"}, {"omrade": "\x00:'"}, {"matt": "e-1"}, {"utslag": "🚲"}, {"sida": "-3"}):
        assert klient(None).get(reverse("atgarder:minne"), fraga).status_code == 200


def test_filen_ar_som_den_ar_filtrerad(fyra, klient):
    def rader(**fraga):
        svar = klient(None).get(reverse("atgarder:minne_csv"), fraga)
        return svar.content.decode("utf-8-sig").splitlines()

    assert len(rader()) == 5
    rubriker, rad = rader(utslag="effekt_visad")
    assert rubriker.split(";")[:2] == ["Åtgärd", "Beslut"]
    assert "Läslyftet i alla skolor" in rad
    assert ";U99911;60;2021;69;2024;Effekt visad;9,5;" in rad


def test_det_har_har_provats_pa_indikatorn_och_i_analysen(fyra, klient):
    e = effekt_av(fyra["visad"])
    adress = reverse("atgarder:minnet", args=[fyra["visad"].pk])
    for sida in (
        reverse("uppfoljning:indikator", args=[e.indikator_id]),
        reverse("uppfoljning:analys_forslag", args=[fyra["visad"].punkt.forslag.analys_id]),
    ):
        svar = klient("lasare").get(sida)
        assert "Det här har prövats:" in text(svar)
        assert adress in svar.content.decode()


def test_dar_inget_provats_star_inget(varld, klient):
    i = varld.indikator(varld.nyckeltal("U99918", VISAD))
    svar = klient("lasare").get(reverse("uppfoljning:indikator", args=[i.pk]))
    assert "Det här har prövats" not in text(svar)
