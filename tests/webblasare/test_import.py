"""The import pages: every state of a run looked at, and a whole run begun, followed and decided from the keyboard."""

import threading
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from kkik.actions.importlas import importlas
from kkik.actions.korning import kor_import
from kkik.demo.kolada import Fel
from kkik.models import Importkorning, Importsteg
from tests.kkik.importers.conftest import OTALIG, facit, lagrat, miljo
from tests.webblasare.tangentbord import Tangentbord

__all__ = ["lagrat", "miljo"]
BREDDER = [1300, 360]
STEG = ("Hämta Koladas fyra listor", "Hämta värden, nyckeltal för nyckeltal", "Jämföra", "Föra in")


def korning(status: str, **falt) -> Importkorning:
    nu = timezone.now()
    slut = {} if status in ("koad", "pagar") else {"avslutad": nu + timedelta(seconds=83)}
    grund = {"slag": "full", "omfattning": {"nyckeltal": "alla"}, "skapad": nu, "startad": nu}
    return Importkorning.objects.create(status=status, **grund | slut | falt)


def med_steg(rad: Importkorning, klara: int) -> Importkorning:
    for nr, namn in enumerate(STEG, start=1):
        status = "klar" if nr <= klara else "pagar" if nr == klara + 1 else "koad"
        tid = timezone.now() if status == "klar" else None
        Importsteg.objects.create(
            importkorning=rad,
            ordning=nr,
            namn=namn,
            status=status,
            gjort=1250 * nr,
            totalt=6099,
            avslutad=tid,
        )
    return rad


ANTAL = {"hamtade": 179_298, "nya": 1_200, "andrade": 83, "oforandrade": 178_015, "forsvunna": 7_104}
STOPP = [{"text": "7 104 av 179 298 lagrade värden (4 %) skulle försvinna, och 21 % ändras."}]
LISTOR = {"nyckeltal": {"nya": 12, "andrade": 3, "forsvunna": 1, "aterkomna": 0}}
LAGEN = {
    "tom": lambda: None,
    "koad": lambda: korning("koad", startad=None),
    "pagar": lambda: med_steg(korning("pagar"), 1),
    "vantar": lambda: med_steg(korning("vantar", stopp=STOPP, katalog=LISTOR, **ANTAL), 3),
    "misslyckad": lambda: med_steg(
        korning("misslyckad", fel="http://127.0.0.1/v3/kpi: Kolada svarade 503"), 1
    ),
    "avbruten": lambda: korning("avbruten", fel="Körningen avbröts. Ingenting fördes in."),
    "klar": lambda: med_steg(
        korning("klar", katalog=LISTOR, varningar=["Nyckeltalet N00003 finns inte längre."], **ANTAL), 4
    ),
}


@pytest.mark.parametrize("pixlar", BREDDER)
@pytest.mark.parametrize("lage", LAGEN)
def test_varje_lage(sida, inloggad, kommun_9999, axe, bredd, skarmbild, lage, pixlar):
    rad = LAGEN[lage]()
    with ExitStack() as medan:
        if lage == "pagar":  # or the page would find that nobody is at work, and say so
            medan.enter_context(importlas())
        inloggad(sida, "administrator")
        for adress in ("/import/", *([f"/import/{rad.pk}/"] if rad else [])):
            sida.goto(adress)
            assert bredd(sida, pixlar), adress
            assert axe(sida) == [], adress
            skarmbild(sida, f"import-{lage}" + ("-sidan" if adress != "/import/" else ""))
        sida.goto("about:blank")  # it asks for its progress no more


def test_ett_fel_i_formularet(sida, inloggad, kommun_9999, axe, bredd, skarmbild):
    inloggad(sida, "administrator").goto("/import/")
    sida.get_by_label("Nyckeltal som jag anger").check()
    sida.get_by_role("button", name="Starta importen").click()
    sida.wait_for_function("() => document.title.startsWith('Fel: ')")
    for pixlar in BREDDER:
        assert bredd(sida, pixlar)
        assert axe(sida) == []
        skarmbild(sida, "import-fel-i-formularet")


@contextmanager
def arbetare(rad: Importkorning):
    """Runs it as a worker would, beside the browser; when the block is left it has ended."""
    fel: list[BaseException] = []

    def arbeta() -> None:
        try:
            kor_import(korning=rad, klocka=timezone.now, talamod=OTALIG)
        except BaseException as ett:
            fel.append(ett)
        finally:
            connections.close_all()

    trad = threading.Thread(target=arbeta)
    trad.start()
    try:
        yield
    finally:
        trad.join(60)
    assert (trad.is_alive(), fel) == (False, [])


def test_en_import_startas_foljs_och_godkanns_utan_mus(
    sida, inloggad, miljo, lagrat, skickade, axe, skarmbild
):
    inloggad(sida, "administrator").goto("/import/")
    tangenter = Tangentbord(sida)
    tangenter.till("radio", "KKiK, invånarna och det som målen använder")
    sida.keyboard.press("ArrowDown")
    sida.keyboard.press("ArrowDown")
    assert sida.get_by_label("Alla nyckeltal i Kolada").is_checked()
    tangenter.till("button", "Starta importen")
    sida.keyboard.press("Enter")
    sida.get_by_text("I kö. Börjar så snart det finns en ledig plats.").wait_for()
    rad = Importkorning.objects.get()
    assert skickade == [("kkik.tasks.kor_import", (rad.pk,), {})]

    hall = Fel("/data/", hall=threading.Event())
    miljo.kolada.fel.append(hall)
    with arbetare(rad):
        try:
            assert hall.natt.wait(30)
            sida.get_by_role("status").get_by_text("Hämta värden, nyckeltal för nyckeltal").wait_for()
            assert sida.locator(".framsteg").get_by_text("Steg 2 av 4").count() == 1
            assert axe(sida) == []
            skarmbild(sida, "import-foljs")
        finally:
            hall.hall.set()
    sida.get_by_role("heading", name="Värden", exact=True).wait_for()
    assert lagrat() == facit(miljo.data)
    assert sida.locator(".importantal dd").first.inner_text() == "150"

    miljo.kolada.data.celler["N00002"].clear()
    vantar = miljo.importera()
    sida.goto(f"/import/{vantar.pk}/")
    tangenter.till("button", "Godkänn och för in")
    sida.keyboard.press("Enter")
    sida.get_by_text("Importen är godkänd och förs in.").wait_for()
    vantar.refresh_from_db()
    with arbetare(vantar):
        pass
    sida.get_by_role("heading", name="Värden", exact=True).wait_for()
    borta = [v for (kpi, *_), v in lagrat().items() if kpi == "N00002"]
    assert borta == ["borttaget"] * 30
    assert sida.get_by_text("Godkänd").count() == 1
