"""What was decided last on the cockpit, what waits, and the wheel's three steps of åtgärder."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atgarder.actions import beslut as besluta
from atgarder.actions import prioritering
from atgarder.actions.uppdrag import folj_upp_genomforande, ge_uppdrag
from kommunikation.domain.hjul import Atgardslage, Steglage
from kommunikation.queries import atgardslage
from organisation.domain.roller import Roll
from tests.atgarder.besluthjalp import (
    SAMMANTRADE,
    aterkoppla_alla,
    beskriv,
    beslutat,
    fler_forslag,
    framlagt,
    lamnat,
    uppgifter,
)
from tests.conftest import NU
from tests.kommunikation.test_hjulet import HJULET
from uppfoljning import actions as folj_upp
from verktyg.domain.instrument import Steg

pytestmark = pytest.mark.usefixtures("klocka")
OVERSIKT = reverse("kommunikation:oversikt")


@pytest.fixture
def indikator(rik):
    folj_upp.berakna_bedomningar(av=None, nar=NU)
    return rik["sjunker"]


@pytest.fixture
def forslag(indikator):
    rad = framlagt(indikator)
    beskriv(rad)
    return rad


def rader(klient, roll: str = "fortroendevald") -> dict[str, list[tuple[str, str]]]:
    vy = klient(roll).get(OVERSIKT).context["beslut"]
    return {namn: [(r.text, r.om) for r in getattr(vy, namn)] for namn in ("senaste", "vantar", "folj_upp")}


def steg(klient, roll: str, url: str = OVERSIKT) -> list[tuple[str, str]]:
    return [(s.text, s.url) for s in klient(roll).get(url).context["steg"]]


def test_inget_beslut_och_inget_som_vantar(indikator, klient):
    assert rader(klient) == {"senaste": [], "vantar": [], "folj_upp": []}
    assert "Senast beslutat" not in klient("lasare").get(OVERSIKT).content.decode()


def test_det_som_vantar_pa_beslut(forslag, klient):
    underlag = lamnat(forslag)
    namnd = "Barn- och utbildningsnämnden"
    assert rader(klient)["vantar"] == [("Tidigt stöd i skolan", f"väntar på beslut, {namnd}")]
    varvet = klient("lasare").get(OVERSIKT).context["varv"].rader[2]
    assert varvet == "Åtgärder: 1 ärende väntar på beslut"
    registrera = (
        "Registrera beslutet om Tidigt stöd i skolan",
        reverse("atgarder:underlag", args=[underlag.pk]),
    )
    assert steg(klient, "namndsekreterare")[0] == registrera
    assert registrera not in steg(klient, "analytiker")


def test_det_som_beslutades_senast(forslag, klient):
    annat = fler_forslag(forslag.analys, "Läxhjälp")
    beskriv(annat)
    beslut = beslutat(lamnat(forslag, annat), "andring", "avslag")
    assert rader(klient)["senaste"] == [
        ("Tidigt stöd i skolan", "Barn- och utbildningsnämnden 2026-03-10: 1 bifall, 1 avslag")
    ]
    url = reverse("atgarder:beslut", args=[beslut.pk])
    assert steg(klient, "analytiker")[:2] == [
        ("Lämna till verksamheten Tidigt stöd i skolan", url),
        ("Återkoppla beslutet om Tidigt stöd i skolan", url),
    ]
    assert steg(klient, "namndsekreterare")[0] == ("Återkoppla beslutet om Tidigt stöd i skolan", url)
    ge_uppdrag(av=None, nar=NU, punkt=beslut.punkter.get(forslag=forslag), enhet=beslut.underlag.enhet)
    aterkoppla_alla(beslut)
    besluta.stang_beslut(av=None, nar=NU, beslut=beslut)
    assert [s for s in steg(klient, "analytiker") if s[1] == url] == []


def test_ett_rattat_beslut_star_inte_kvar(forslag, klient):
    underlag = lamnat(forslag)
    gammalt = beslutat(underlag)
    falt = uppgifter(underlag, "bifall", sammantrade=SAMMANTRADE - timedelta(days=1))
    besluta.ratta_beslut(av=None, nar=NU, rattar=gammalt, rattar_skal="Fel dag.", **falt)
    assert [om for _, om in rader(klient)["senaste"]] == ["Barn- och utbildningsnämnden 2026-03-09: bifall"]
    assert rader(klient)["vantar"] == []


def test_dagen_for_uppfoljning_har_kommit(forslag, klient, klocka):
    beslut = beslutat(lamnat(forslag))
    uppdrag = ge_uppdrag(av=None, nar=NU, punkt=beslut.punkter.get(), enhet=beslut.underlag.enhet)
    assert rader(klient)["folj_upp"] == []
    klocka.shift(timedelta(days=204).total_seconds())  # to 2026-10-01, the day after
    assert rader(klient)["folj_upp"] == [("Tidigt stöd i skolan", "skulle följas upp i går: är det gjort?")]
    assert "Följ upp beslutet om Tidigt stöd i skolan" in [text for text, _ in steg(klient, "analytiker")]
    idag = (NU + timedelta(days=204)).date()
    folj_upp_genomforande(
        av=None,
        nar=NU + timedelta(days=204),
        uppdrag=uppdrag,
        genomforande="genomford",
        genomford=idag,
        text="Ja.",
    )
    assert rader(klient)["folj_upp"] == []


def test_hjulet_raknar_varvets_forslag(forslag, klient, personer):
    fler_forslag(forslag.analys, "Läxhjälp")
    ada = personer[Roll.ANALYTIKER]
    runda = prioritering.oppna_prioritering(
        av=ada, nar=NU, titel="Skolans förslag", enhet=forslag.analys.enhet, datum=NU.date(), modell="matris",
        forslag=[forslag], deltagare=[ada],
    )  # fmt: skip
    assert atgardslage()[0] == Atgardslage(forslag=2, beskrivna=1)
    assert ("Prioritera: Skolans förslag", reverse("atgarder:prioritering", args=[runda.pk])) in steg(
        klient, "analytiker", HJULET
    )
    assert "Beskriv konsekvenserna av Läxhjälp" in [text for text, _ in steg(klient, "analytiker", HJULET)]
    (rad,) = runda.rader.all()
    prioritering.placera(av=ada, nar=NU, rad=rad, insats=2, effekt=5)
    prioritering.avsluta_prioritering(av=ada, nar=NU, prioritering=runda, sammanfattning="Gör det.")
    lamnat(forslag)
    fakta = {
        s.steg: (s.fakta.lage, s.fakta.rader)
        for d in klient("lasare").get(HJULET).context["delar"]
        for s in d.steg
    }
    assert fakta[Steg.KONSEKVENSER] == (Steglage.PAGAR, ("1 av 2 förslag är beskrivna",))
    assert fakta[Steg.PRIORITERA] == (Steglage.PAGAR, ("1 av 2 förslag är prioriterade",))
    assert fakta[Steg.BESLUTA] == (
        Steglage.PAGAR,
        ("0 av 2 förslag är beslutade", "1 väntar på beslut"),
    )
    assert atgardslage()[0] == Atgardslage(forslag=2, beskrivna=1, prioriterade=1, vantar=1)


def test_det_som_ar_avslaget_raknas_inte(forslag):
    beslutat(lamnat(forslag), "avslag")
    assert atgardslage()[0] == Atgardslage()


@pytest.mark.parametrize("url", [OVERSIKT, HJULET])
def test_lika_manga_fragor_for_ett_och_tre(forslag, klient, url):
    def fragor() -> int:
        client = klient("analytiker")
        client.get(url)
        with CaptureQueriesContext(connection) as c:
            assert client.get(url).status_code == 200
        return len(c)

    def besluta_om(rad) -> None:
        beslut = beslutat(lamnat(rad, titel=f"Ärende om {rad.titel}"))
        ge_uppdrag(av=None, nar=NU, punkt=beslut.punkter.get(), enhet=beslut.underlag.enhet)

    besluta_om(forslag)
    lamnade = [fler_forslag(forslag.analys, f"Läxhjälp {n}") for n in range(4)]
    for rad in lamnade:
        beskriv(rad)
    lamnat(lamnade[0])
    forst = fragor()
    besluta_om(lamnade[1])
    besluta_om(lamnade[2])
    lamnat(lamnade[3])
    assert fragor() == forst
