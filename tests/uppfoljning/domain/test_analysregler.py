"""What an analysis may hold."""

import pytest

from uppfoljning.domain import analysregler
from uppfoljning.domain.orsakslista import (
    FRAGOR,
    MATFEL,
    MATFELSFRAGOR,
    RUBRIK_AV,
    RUBRIKER,
    hinder,
    kvar_av_matfel,
)

LANKFEL = "Skriv en webbadress som börjar med https:// eller http://."


def test_checklistans_rubriker_och_fragor():
    assert [(r.kod, len(r.fragor)) for r in RUBRIKER] == [
        ("matfel", 4),
        ("omvarld", 5),
        ("medborgare", 2),
        ("kultur", 4),
        ("utrustning", 1),
        ("brukare", 3),
        ("aktiviteter", 2),
        ("resurser", 3),
    ]
    assert len(FRAGOR) == 24  # every question has an id of its own
    assert {f: RUBRIK_AV[f].kod for f in FRAGOR} == {f: f.partition("-")[0] for f in FRAGOR}
    assert max(len(f) for f in FRAGOR) <= 40


def test_matfel_fore_allt_annat():
    fyra = sorted(MATFELSFRAGOR)
    assert [kvar_av_matfel(set(fyra[:n])) for n in range(5)] == [4, 3, 2, 1, 0]
    assert hinder(MATFEL, set()) == ""
    assert hinder("omvarld", set(fyra)) == ""
    assert hinder("omvarld", set(fyra[:3])) == (
        "Svara först på frågorna om mätfel (en fråga kvar). En siffra som är fel ska rättas, inte förklaras."
    )
    assert hinder("resurser", {"omvarld-lagar"}) == (
        "Svara först på frågorna om mätfel (4 frågor kvar). En siffra som är fel ska rättas, inte förklaras."
    )


@pytest.mark.parametrize(
    ("text", "fel"),
    [
        ("", None),
        ("https://www.kolada.se/?kpi=N15428", None),
        ("http://storkoping.example/rapport", None),
        ("javascript:alert(1)", LANKFEL),
        ("JavaScript:alert(1)", LANKFEL),
        (" javascript:alert(1)", LANKFEL),
        ("java\nscript:alert(1)", LANKFEL),
        ("data:text/html,<script>alert(1)</script>", LANKFEL),
        ("//storkoping.example", LANKFEL),
        ("https://", LANKFEL),
        ("https://a b", LANKFEL),
        ('https://a.example/"onmouseover="x', LANKFEL),
        ("https://[ogiltig", LANKFEL),
        ("storkoping.example", LANKFEL),
    ],
)
def test_bara_webbadresser(text, fel):
    assert analysregler.lank(text) == fel


@pytest.mark.parametrize(
    ("utslag", "skal", "antal_for", "antal_mot", "falt"),
    [
        ("verifierad", "därför", 1, 0, []),
        ("verifierad", "därför", 0, 3, ["utslag"]),
        ("forkastad", "därför", 0, 1, []),
        ("forkastad", "därför", 2, 0, ["utslag"]),
        ("forkastad", "  ", 2, 1, ["skal"]),
        ("verifierad", "", 0, 0, ["utslag", "skal"]),
        ("oppen", "nytt har kommit fram", 0, 0, []),
        ("oppen", "", 1, 1, ["skal"]),
    ],
)
def test_utslag_vilar_pa_belagg_och_skal(utslag, skal, antal_for, antal_mot, falt):
    assert list(analysregler.utslag(utslag, skal, antal_for, antal_mot)) == falt


def test_belagget_far_inte_dras_undan():
    assert [
        analysregler.belagget_bar(u, f, m) is None
        for u, f, m in [("oppen", 0, 0), ("verifierad", 1, 0), ("verifierad", 0, 1), ("forkastad", 1, 0)]
    ] == [True, True, False, False]


@pytest.mark.parametrize(
    ("verifierade", "andra", "skal", "falt"),
    [
        (1, 0, "", []),
        (0, 0, "Lagen kräver det.", []),
        (0, 0, " ", ["utan_hypotes_skal"]),
        (2, 1, "", ["hypoteser"]),
        (0, 1, "skäl", ["hypoteser"]),
    ],
)
def test_forslag_bygger_pa_verifierat_eller_sager_varfor(verifierade, andra, skal, falt):
    assert list(analysregler.forslag_bygger_pa(verifierade, andra, skal)) == falt


def test_vad_som_saknas_for_att_avsluta():
    allt = {"kvar_av_matfel": 0, "besvarade": ["beror", "battre", "beror"], "lost_hangande": []}
    assert analysregler.kan_avslutas(**allt) == []
    assert analysregler.kan_avslutas(kvar_av_matfel=1, besvarade=[], lost_hangande=["Läxhjälp"]) == [
        "Svara på alla frågor om mätfel.",
        "Skriv minst en slutsats om vad avvikelsen beror på.",
        "Skriv minst en slutsats om vad vi ska göra för att bli bättre.",
        "Förslaget ”Läxhjälp” bygger inte på någon verifierad hypotes. Välj en, eller skriv varför.",
    ]
