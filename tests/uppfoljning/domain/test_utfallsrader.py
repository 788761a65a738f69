"""Outcomes from tables and systems: what is read, what is refused, and what they would do."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from planering.domain.resursrader import Radfel
from uppfoljning.domain.utfallsgranskning import Mattlage, Utfallsandring, Utfallslage, granska
from uppfoljning.domain.utfallsrader import Utfallsrad, tolka_leverans, tolka_tabell

RUBRIKER = (1, ("Mått", "År", "Period", "Kön", "Enhet", "Värde", "Antal", "Notering"))


def test_en_tabell_lases():
    rader, fel, okanda = tolka_tabell(
        [
            RUBRIKER,
            (2, ("Svar i telefon", 2026, "T2", None, None, "74,5 %")),
            (3, ("Sjukfrånvaro", "2026", "mars", "kvinnor", None, Decimal("6.25"), 1200)),
            (4, ("Behöriga", 2025.0, None, "m", "Ängsskolan", 88, "41")),
            (5, ("Behöriga", 2025, None, None, None, None)),
        ]
    )
    assert (fel, okanda) == ([], ["Notering"])
    assert rader == [
        Utfallsrad(2, "Svar i telefon", 2026, 2, "T", None, 74.5, None),
        Utfallsrad(3, "Sjukfrånvaro", 2026, 3, "K", None, 6.25, 1200),
        Utfallsrad(4, "Behöriga", 2025, None, "M", "Ängsskolan", 88.0, 41),
    ]
    assert [Utfallsrad.ur_json(json.loads(json.dumps(r.som_json()))) for r in rader] == rader


@pytest.mark.parametrize(
    ("rad", "kolumn", "text"),
    [
        ((None, 2026, 1, "T", None, 3), "Mått", "Cellen är tom."),
        (("Mått", "26", 1, "T", None, 3), "År", "Skriv året med fyra siffror, till exempel 2026."),
        (("Mått", 2026, "m", "T", None, 3), "Period", "Skriv månadens nummer eller namn, eller tertialens nummer. Tomt "
         "för ett helt år."),
        (("Mått", 2026, "ju", "T", None, 3), "Period", "Skriv månadens nummer eller namn, eller tertialens nummer. "
         "Tomt för ett helt år."),
        (("Mått", 2026, 1, "x", None, 3), "Kön", "Skriv T (totalt), K (kvinnor) eller M (män)."),
        (("Mått", 2026, 1, "T", None, "1.234"), "Värde", "Menade du 1,234 eller 1\u00a0234?"),
        (("Mått", 2026, 1, "T", None, 3, 2.5), "Antal", "Skriv talet med högst 0 decimaler."),
        (("Mått", 2026, 1, "T", None, 3, -1), "Antal", "Talet ska vara minst 0."),
    ],
)  # fmt: skip
def test_fel_i_en_tabell_sags_med_rad_och_kolumn(rad, kolumn, text):
    assert tolka_tabell([RUBRIKER, (7, rad)])[:2] == ([], [Radfel(7, kolumn, text)])


def test_rubrikerna_maste_finnas_en_gang():
    assert tolka_tabell([(3, ("Mått", "Mått", "Kön"))])[1] == [
        Radfel(3, "Mått", "Rubriken finns två gånger."),
        Radfel(3, "", "Första raden ska vara rubriker. Det saknas: År, Värde."),
    ]


POST = {"matt": 4, "ar": 2026, "period": 2, "kon": "K", "enhet": "Ängsskolan", "varde": 74.5, "antal": 12}


def test_en_leverans_lases():
    assert tolka_leverans([POST, {"matt": "Telefon", "ar": 2025, "varde": 3}]) == (
        [
            Utfallsrad(1, 4, 2026, 2, "K", "Ängsskolan", 74.5, 12),
            Utfallsrad(2, "Telefon", 2025, None, "T", None, 3.0, None),
        ],
        [],
    )


@pytest.mark.parametrize(
    ("falt", "varde"),
    [
        ("varde", float("nan")), ("varde", float("inf")), ("varde", -float("inf")), ("varde", "74,5"), ("varde", None),
        ("varde", True), ("varde", 10**400), ("varde", 1e300), ("varde", [1]),
        ("matt", ""), ("matt", 0), ("matt", True), ("matt", None), ("matt", 2**31), ("matt", "a\x00"), ("matt", {}),
        ("ar", "2026"), ("ar", 20260), ("ar", 2026.0), ("ar", None),
        ("period", 0), ("period", 13), ("period", "2"), ("period", False),
        ("kon", "X"), ("kon", None), ("kon", []), ("enhet", ""), ("enhet", -1), ("antal", -1), ("antal", 2.0),
        ("antal", 10**12),
    ],
)  # fmt: skip
def test_en_leverans_tar_inte_emot_nagot_annat(falt, varde):
    rader, fel = tolka_leverans([POST | {falt: varde}])
    assert (rader, [(f.rad, f.kolumn) for f in fel]) == ([], [(1, falt)])


def test_okanda_och_saknade_falt_sags():
    assert tolka_leverans([{"matt": 4, "värde": 3}, "text"])[1] == [
        Radfel(1, "", "Fältet värde finns inte."),
        Radfel(1, "ar", "Fältet ar saknas."),
        Radfel(1, "varde", "Fältet varde saknas."),
        Radfel(2, "", "Raden ska vara ett objekt med fälten matt, ar och varde."),
    ]


TELEFON = Mattlage(4, "Svar i telefon", "tertial", False, {})
FRANVARO = Mattlage(5, "Sjukfrånvaro", "manad", True, {70: "Ängsskolan"})
ARLIGT = Mattlage(6, "Årligt", "ar", False, {})
LAGE = Utfallslage(
    date(2026, 6, 1),
    {4: TELEFON, 5: FRANVARO, 6: ARLIGT},
    {(4, None, 2026, 1, "T"): (70.0, None), (5, 70, 2026, 1, "K"): (5.0, 40)},
    {(4, None, 2025, 3, "T"): "Ingår i Tertialrapport 3 2025, som är fastställd.", (5, 2026, 4): "Inlämnad."},
)


def rad(matt=4, ar=2026, period=1, kon="T", enhet=None, varde=71.0, antal=None, nr=1):
    return Utfallsrad(nr, matt, ar, period, kon, enhet, varde, antal)


def test_nytt_andrat_och_oforandrat():
    g = granska(
        [
            rad(varde=70.0),
            rad(matt="svar i  TELEFON", ar=2025, period=2, nr=2),
            rad(matt=5, enhet="ängsskolan", kon="K", varde=5.0, nr=3),
            rad(matt=5, enhet=70, kon="M", varde=4.0, antal=30, nr=4),
            rad(matt=5, period=2, varde=6.0, nr=5),
        ],
        LAGE,
    )
    assert g.fel == []
    assert g.andringar == [
        Utfallsandring(2, (4, None, 2025, 2, "T"), None, 71.0, None, None),
        Utfallsandring(4, (5, 70, 2026, 1, "M"), None, 4.0, None, 30),
        Utfallsandring(5, (5, None, 2026, 2, "T"), None, 6.0, None, None),
    ]
    assert (g.nya, g.andrade, g.oforandrade) == (3, 0, 2)
    andrat = granska([rad(), rad(matt=5, enhet=70, kon="K", varde=5.0, antal=41, nr=2)], LAGE)
    assert [(a.fore, a.efter, a.antal_fore, a.antal) for a in andrat.andringar] == [
        (70.0, 71.0, None, None),
        (5.0, 5.0, 40, 41),
    ]


@pytest.mark.parametrize(
    ("fel_rad", "kolumn", "text"),
    [
        (rad(matt=9), "matt", "Det finns inget eget mått ”9”."),
        (rad(matt="Annat"), "matt", "Det finns inget eget mått ”Annat”."),
        (rad(enhet=70), "enhet", "Måttet rapporteras inte för enheten ”70”."),
        (rad(matt=5, enhet="Björkskolan"), "enhet", "Måttet rapporteras inte för enheten ”Björkskolan”."),
        (rad(kon="K"), "kon", "Måttet är inte uppdelat på kvinnor och män."),
        (rad(period=None), "period", "Måttet mäts varje tertial: ange tertial 1–3."),
        (rad(period=4), "period", "Måttet mäts varje tertial: ange tertial 1–3."),
        (rad(matt=5, period=None), "period", "Måttet mäts varje månad: ange månad 1–12."),
        (rad(matt=6, period=1), "period", "Måttet mäts varje år och har ingen period."),
        (rad(period=2), "period", "Tertial 2 2026 är inte slut än."),
        (rad(matt=5, period=6), "period", "Juni 2026 är inte slut än."),
        (rad(matt=6, period=None), "ar", "2026 är inte slut än."),
        (rad(ar=2025, period=3), "", "Ingår i Tertialrapport 3 2025, som är fastställd."),
        (rad(matt=5, period=4, kon="M"), "", "Inlämnad."),
    ],
)
def test_vad_som_inte_kan_sparas(fel_rad, kolumn, text):
    g = granska([fel_rad], LAGE)
    assert (g.fel, g.andringar) == ([Radfel(1, kolumn, text)], [])


def test_samma_cell_tva_ganger():
    g = granska([rad(ar=2024), rad(matt="Svar i telefon", ar=2024, varde=1.0, nr=5)], LAGE)
    assert g.fel == [Radfel(5, "", "Samma mått, period, kön och enhet som på rad 1.")]


def test_den_som_inte_far_far_hora_varfor():
    lage = replace(LAGE, matt={4: replace(TELEFON, nekat="Nyckeln gäller inte det måttet.")})
    assert granska([rad()], lage).fel == [Radfel(1, "matt", "Nyckeln gäller inte det måttet.")]


def test_fingeravtrycket_andras_nar_det_lagrade_andras():
    bas = LAGE.fingeravtryck()
    assert replace(LAGE, idag=date(2026, 6, 2)).fingeravtryck() == bas
    for andrat in (
        replace(LAGE, sparat={**LAGE.sparat, (4, None, 2026, 1, "T"): (70.0, 3)}),
        replace(LAGE, last={}),
        replace(LAGE, matt={4: TELEFON}),
    ):
        assert andrat.fingeravtryck() != bas
