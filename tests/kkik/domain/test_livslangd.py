"""Titles as Kolada writes them: which ones say that the measure has ended, and what took its place."""

import gzip
import json
from pathlib import Path

import pytest

from kkik.domain.livslangd import Slut, efterfoljare, slut

DELAD = Path(__file__).resolve().parents[4] / "shared" / "kolada" / "data" / "kpi"


@pytest.mark.parametrize(
    ("titel", "skulle"),
    [
        ("Invånare 13-15 år, antal (-2023)", Slut(2023, "(-2023)")),
        ("Brukartid hemtjänst äldreomsorg, andel (%) (- 2024)", Slut(2024, "(- 2024)")),
        ("Gymnasieelever med examen inom 4 år, fristående skolor, andel (%)(-2022)", Slut(2022, "(-2022)")),
        ("Pensionsutbetalningar exkl löneskatt (-1997) region, kr/inv", Slut(1997, "(-1997)")),
        ("Företagsklimat Insikt, antal svar, gammal definition", Slut(None, "gammal definition")),
        (
            "Gamla definitionen - Personer som arbetar året efter avslutad utbildning",
            Slut(None, "Gamla definitionen"),
        ),
        ("Kostnad, kr/inv (upphör)", Slut(None, "(upphör)")),
        ("Kostnad, kr/inv – upphörde 2021", Slut(2021, "upphörde 2021")),
        ("Kostnad, kr/inv (mäts ej längre)", Slut(None, "(mäts ej längre)")),
        ("Kostnad, kr/inv (t.o.m. 2019)", Slut(2019, "(t.o.m. 2019)")),
        # These go on.
        ("Pensionsutbetalningar exkl löneskatt (1998-) region, kr/inv", None),
        ("Systematisk uppföljning inom LSS, (-2017 Ja=1, Nej=0. 2018- Ja=2, Delvis=1, Nej=0)", None),
        ("Kursdeltagare i komvux som avslutat kurs med godkända betyg, antal", None),
        ("Långtidsarbetslöshet 15-74 år, årsmedelvärde, andel (%) av arbetslösa", None),
        ("Arbetstid som går till 7. Kommunala arbetsmarknadsanställningar, andel (%)", None),
        ("Företagsklimat Insikt - Totalt, Index, ny definition", None),
        ("Energianvändning (normalårskorrigerad med nytt normalår 2014)", None),
        ("", None),
    ],
)
def test_slut(titel, skulle):
    assert slut(titel) == skulle


@pytest.mark.parametrize(
    ("titel", "andras", "tar_over"),
    [
        # As they stood in the catalogue, some a little shortened.
        (
            "Gamla definitionen - Personer som arbetar efter avslutad utbildning inom sfi, huvudmannens skolenheter, "
            "andel (%) (-2022)",
            [
                "Personer som studerar efter avslutad utbildning inom sfi, huvudmannens skolenheter, andel (%)",
                "Ny definition - Personer som arbetar efter avslutad utbildning inom sfi, huvudmannens skolenheter,"
                " andel (%)",
            ],
            1,
        ),
        (
            "Företagsklimat Insikt - Totalt, Index, gammal definition (-2024)",
            [
                "Företagsklimat Insikt, svarsfrekvens, ny definition",
                "Företagsklimat Insikt - Totalt, Index, ny definition",
            ],
            1,
        ),
        (
            "Utpendling, andel (%) (-2021)",
            ["Utpendling, antal", "Inpendling, andel (%)", "Utpendling, andel (%)"],
            2,
        ),
        (
            "Avgift för avfallshämtning inkl. moms enligt Nils Holgersson-modellen, kr/kvm (-2023)",
            ["Avgift för avfallshämtning (ny definition) inkl. moms enligt Nils Holgersson-modellen, kr/kvm"],
            0,
        ),
        ("Pensionsutbetalningar (-1997) region, kr/inv", ["Pensionsutbetalningar (1998-) region, kr/inv"], 0),
        # Alike to the eye, and something else.
        (
            "Brukarbedömning gruppbostad LSS - Personalen bryr sig inte om brukaren, lägeskommun, andel (%) (-2024)",
            ["Brukarbedömning gruppbostad LSS - Personalen bryr sig om brukaren, lägeskommun, andel (%)"],
            None,
        ),
        (
            "Kommunens köp av äldreomsorg från privata utförare, andel (%) (-2024)",
            ["Kommunens köp av äldreomsorg totalt, andel (%)"],
            None,
        ),
        (
            "Gymnasieelever med behörighet inom 4 år, lägeskommun, andel (%) (-2023)",
            [
                "Gymnasieelever med behörighet inom 4 år, hemkommun, andel (%)",
                "Gymnasieelever med behörighet inom 3 år, lägeskommun, andel (%)",
            ],
            None,
        ),
        (
            "Utredningstid i dagar, 0-20 år, median (- 2024)",
            ["Utredningstid i dagar, 0-20 år, medelvärde"],
            None,
        ),
        ("Invånare 3-19 år, antal (-2023)", ["Invånare 19 år, antal", "Invånare 3 år, antal"], None),
        # One that has ended itself, two as good as each other, and no title at all.
        ("Utpendling, andel (%) (-2021)", ["Utpendling, andel (%) (-2023)"], None),
        ("Utpendling, andel (%) (-2021)", ["Utpendling, andel (%)", "Utpendling; andel (%)"], None),
        ("(-2021)", ["(1998-)"], None),
    ],
)
def test_efterfoljare(titel, andras, tar_over):
    assert efterfoljare(titel, list(enumerate(andras))) == tar_over


@pytest.mark.riktiga_data
@pytest.mark.skipif(not DELAD.is_dir(), reason="the recorded catalogue is not here")
def test_hela_katalogen():
    """Every ended nyckeltal of the catalogue of 2026 whose successor is in it, and nothing else."""
    katalog = json.loads(gzip.decompress((DELAD / "kpi_v3_2026-03-23.json.gz").read_bytes()))
    per_omrade: dict[str, list[tuple[str, str]]] = {}
    for k in katalog:
        per_omrade.setdefault(k["operating_area"], []).append((k["id"], k["title"]))
    slutade = [k for k in katalog if k["municipality_type"] != "L" and slut(k["title"]) is not None]
    assert len(slutade) > 300
    prov = {"U07451": "U07453", "U07551": "U07554", "U07552": "U07553", "N45923": "N45953"}
    fick = {
        k["id"]: efterfoljare(k["title"], [p for p in per_omrade[k["operating_area"]] if p[0] != k["id"]])
        for k in slutade
        if k["id"] in prov or k["id"].startswith("U26")
    }
    assert {i: e for i, e in fick.items() if e is not None} == prov
