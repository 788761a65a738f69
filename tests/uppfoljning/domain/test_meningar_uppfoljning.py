"""Every light of rules 1, 2, 9 and 10 says itself in one Swedish sentence."""

import pytest

from uppfoljning.domain.fokus import FokusUnderlag, fokusera
from uppfoljning.domain.malniva import Malniva, Tolerans, mot_malniva
from uppfoljning.domain.maluppfyllelse import maluppfyllelse
from uppfoljning.domain.meningar import (
    antal_decimaler,
    mening_fokus,
    mening_malniva,
    mening_maluppfyllelse,
    mening_pa_vag,
)
from uppfoljning.domain.pa_vag import pa_vag


def niva(t):
    return Malniva("niva", t)


OKA = Malniva("forandring", forandring="oka", utgangsvarde=70)


@pytest.mark.parametrize(
    ("r", "enhet", "vantat"),
    [
        (
            mot_malniva(69, niva(85), "hog"),
            "%",
            "69,0 % av 85 % – målet nås inte (16,0 procentenheter ifrån)",
        ),
        (mot_malniva(82, niva(85), "hog"), "%", "82,0 % av 85 % – nära målet (3,0 procentenheter ifrån)"),
        (mot_malniva(85, niva(85), "hog"), "%", "85,0 % av 85 % – målet nås"),
        (mot_malniva(87, niva(85), "hog"), "%", "87,0 % av 85 % – målet nås (2,0 procentenheter bättre)"),
        (
            mot_malniva(84.96, niva(85), "hog", Tolerans(0)),
            "%",
            "84,96 % av 85 % – målet nås inte (0,04 procentenheter ifrån)",
        ),
        (
            mot_malniva(78, niva(80.25), "hog", Tolerans(0), 3),
            "%",
            "78,0 % av 80,25 % – nära målet, inom felmarginalen ±3,0 procentenheter "
            "(2,3 procentenheter ifrån)",
        ),
        (
            mot_malniva(1320.5, niva(1320), "lag", Tolerans(0)),
            "kr",
            "1 320,5 kr mot högst 1 320 kr – målet nås inte (0,5 kr ifrån)",
        ),
        (
            mot_malniva(53, Malniva("intervall", a=48, b=52.5), "intervall"),
            "",
            "53,0 mot 48–52,5 – nära målet (0,5 ifrån)",
        ),
        (
            mot_malniva(74, OKA, "hog"),
            "%",
            "74,0 % från 70,0 % – målet att öka nås (+4,0 procentenheter, toleransen är 3,5 procentenheter)",
        ),
        (
            mot_malniva(60, OKA, "hog", Tolerans(0.25)),
            "%",
            "60,0 % från 70,0 % – målet att öka nås inte "
            "(−10,0 procentenheter, toleransen är 0,25 procentenheter)",
        ),
        (mot_malniva(None, niva(85), "hog"), "%", "Kan inte bedömas: utfall saknas"),
        (mot_malniva(69, None, "hog"), "%", "Kan inte bedömas: ingen målnivå för året"),
        (mot_malniva(69, None, "neutral"), "%", "Kan inte bedömas: måttet värderas inte"),
    ],
)
def test_malniva(r, enhet, vantat):
    assert mening_malniva(r, enhet).replace("\u00a0", " ") == vantat


@pytest.mark.parametrize(
    ("r", "vantat"),
    [
        (
            pa_vag(79, 2023, 2021, 79, {2025: 88}, "hog"),
            "79,0 % mot väntade 83,5 % 2023 – inte på väg mot målet 88 % 2025 (4,5 procentenheter ifrån)",
        ),
        (
            pa_vag(84, 2023, 2021, 79, {2025: 88}, "hog"),
            "84,0 % mot väntade 83,5 % 2023 – på väg mot målet 88 % 2025 (0,5 procentenheter bättre)",
        ),
        (
            pa_vag(83, 2023, 2021, 79, {2025: 88}, "hog", marginal=2),
            "83,0 % mot väntade 83,5 % 2023 – nästan på väg mot målet 88 % 2025, "
            "inom felmarginalen ±2,0 procentenheter (0,5 procentenheter ifrån)",
        ),
        (pa_vag(83, 2023, None, None, {2025: 88}, "hog"), "Kan inte bedömas: utgångspunkt saknas"),
        (None, ""),
    ],
)
def test_pa_vag(r, vantat):
    assert mening_pa_vag(r, "%").replace("\u00a0", " ") == vantat


@pytest.mark.parametrize(
    ("ljus", "vantat"),
    [
        ("gron gron rod gra", "Målet nås delvis: 2 når, 1 når inte, 1 kan inte bedömas"),
        ("gron", "Målet nås: 1 når"),
        ("rod rod gul", "Målet nås inte: 1 nära, 2 når inte"),
        ("gra gra", "Kan inte bedömas: för få indikatorer kan bedömas (2 kan inte bedömas)"),
        ("", "Kan inte bedömas: målet har inga resultatindikatorer"),
    ],
)
def test_maluppfyllelse(ljus, vantat):
    assert mening_maluppfyllelse(maluppfyllelse([("objektiv", s) for s in ljus.split()])) == vantat


@pytest.mark.parametrize(
    ("mer", "vantat"),
    [
        ({}, ""),
        ({"mal": "rod"}, "Når inte målet"),
        ({"mal": "rod", "trend": "forsamras"}, "Når inte målet och försämras"),
        (
            {"mal": "rod", "andra": "rod", "trend": "forsamras"},
            "Når inte målet, bland de sämsta 25 % och försämras",
        ),
    ],
)
def test_fokus(mer, vantat):
    assert mening_fokus(fokusera(FokusUnderlag(1, "x", **mer))) == vantat


@pytest.mark.parametrize(
    ("tal", "hogst", "vantat"),
    [(85, 6, 0), (85.0, 6, 0), (80.75, 6, 2), (1 / 3, 6, 6), (0.25, 1, 1), (0.1, 6, 1)],
)
def test_antal_decimaler(tal, hogst, vantat):
    assert antal_decimaler(tal, hogst) == vantat
