"""Rule 5 says itself in one Swedish sentence."""

import pytest

from kkik.domain.prognos import prognos_av_underlag
from kkik.domain.prognosmeningar import mening_malprognos, mening_troligt
from kkik.domain.prognostyper import Prognosmal

# 150 changes, −5.0 … +9.9 in steps of a tenth.
ANDRINGAR = [i / 10 for i in range(-50, 100)]
BORJAN = "gånger har en kommun i ett läge som liknar ert"


def prognos(mal=None, riktning="hog", h=2, varde=84.2, andringar=ANDRINGAR, hinder=None, start_ar=2022):
    return prognos_av_underlag(
        start_ar=start_ar, varde=varde, malar=2022 + h, mal=mal, riktning=riktning, andel=True,
        antal_kommuner=90, forandringar=andringar, trendunderlag=[], hinder=hinder,
    )  # fmt: skip


def niva(t):
    return Prognosmal("niva", varde=t)


def andrad(slag, u, w):
    return Prognosmal("forandring", forandring=slag, utgangsvarde=u, bredd=w)


@pytest.mark.parametrize(
    ("mal", "riktning", "h", "antal", "vad", "ordet"),
    [
        (niva(88), "hog", 2, 62, "ökat minst 3,8 procentenheter på två år", "Utmanande men prövat"),
        (niva(93.2), "hog", 1, 10, "ökat minst 9 procentenheter på ett år", "Mycket ambitiöst"),
        (niva(99), "hog", 3, 0, "ökat minst 14,8 procentenheter på tre år", "Nästan utan motstycke"),
        (niva(84.2), "hog", 4, 100, "ökat eller stått still på fyra år", "Utmanande men prövat"),
        (niva(80.2), "hog", 2, 140, "ökat, stått still eller minskat högst 4 procentenheter på två år",
         "Nås troligen utan ny kraft"),
        (niva(80.2), "lag", 2, 11, "minskat minst 4 procentenheter på två år", "Mycket ambitiöst"),
        (niva(84.2), "lag", 2, 51, "minskat eller stått still på två år", "Utmanande men prövat"),
        (niva(85.2), "lag", 2, 61, "minskat, stått still eller ökat högst 1 procentenhet på två år",
         "Utmanande men prövat"),
        (Prognosmal("intervall", a=86, b=88), "intervall", 2, 21,
         "ändrats mellan +1,8 och +3,8 procentenheter på två år", "Mycket ambitiöst"),
        (andrad("oka", 84.2, 2), "hog", 2, 79, "ökat mer än 2 procentenheter på två år", "Utmanande men prövat"),
        (andrad("oka", 84.2, 0), "hog", 2, 99, "ökat på två år", "Utmanande men prövat"),
        (andrad("minska", 90.2, 2), "lag", 2, 90,
         "minskat, stått still eller ökat mindre än 4 procentenheter på två år", "Utmanande men prövat"),
        (andrad("oforandrad", 85.2, 3), "hog", 2, 120,
         "ökat, stått still eller minskat högst 2 procentenheter på två år", "Utmanande men prövat"),
    ],
)  # fmt: skip
def test_meningen(mal, riktning, h, antal, vad, ordet):
    text = mening_malprognos(prognos(mal, riktning, h), "%").replace("\u00a0", " ").replace("\u2212", "-")
    assert text == f"{antal} av 150 {BORJAN} {vad}. {ordet}."


def test_kravet_visas_aldrig_som_noll():
    text = mening_malprognos(prognos(niva(84.23)), "%", 0).replace("\u00a0", " ")
    assert text == f"99 av 150 {BORJAN} ökat minst 0,03 procentenheter på två år. Utmanande men prövat."


@pytest.mark.parametrize(
    ("r", "vantat"),
    [
        (prognos(), "ingen målnivå för året"),
        (prognos(niva(1), "neutral"), "måttet värderas inte"),
        (prognos(niva(1), hinder="utfall_saknas"), "utfall för 2022 saknas"),
        (prognos(niva(1), hinder="utfall_saknas", start_ar=None, varde=None), "utfall saknas"),
        (
            prognos(niva(1), hinder="ej_matt"),
            "2022 är inte mätt på nytt, nästan alla kommuner har kvar samma värde som året innan",
        ),
        (prognos(niva(1), h=0), "målåret 2022 ligger inte efter det senaste mätta året, 2022"),
        (prognos(niva(1), h=5), "målåret 2027 ligger mer än fyra år efter det senaste mätta året, 2022"),
        (prognos(niva(1), hinder="definitionsbrott"), "måttet betyder något annat målåret"),
        (
            prognos(niva(1), andringar=ANDRINGAR[:49]),
            "bara 49 gånger har en kommun varit i ett liknande läge, minst 50 gånger behövs",
        ),
        (
            prognos(niva(1), andringar=[]),
            "ingen kommun har varit i ett liknande läge, minst 50 gånger behövs",
        ),
    ],
)
def test_varfor_inte(r, vantat):
    assert mening_malprognos(r, "%") == f"Kan inte bedömas: {vantat}."


def test_det_troliga():
    """Percentiles 10, 50 and 90 of −5.0 … 9.9: −3.51, 2.45 and 8.41."""
    text = mening_troligt(prognos(niva(88)), "%", 1).replace("\u00a0", " ")
    assert text == "Troligt 2024 utan ny kraft: 86,7 % (80,7–92,6 %)"
    assert mening_troligt(prognos(niva(88), andringar=[]), "%") == ""
