import itertools
import json

import pytest

from styrsnurra.gemensamt.diagram import Linjedata, tabell
from styrsnurra.gemensamt.diagramsvg import SMAL, linjebild
from styrsnurra.gemensamt.plotlyfigur import plotlyfigur

AR = (2019, 2020, 2021, 2022)


def data(**andra):
    grund = {
        "rubrik": "Fynd",
        "sammanfattning": "Mening.",
        "ar": AR,
        "egen": (80.0, float("nan"), 84.0, 86.0),
        "egen_namn": "Storköping",
        "enhet": "%",
        "decimaler": 1,
        "signal": "gul",
        "bana": ((2020, 80), (2024, 90)),
        "median": (82, 83, 84, 85),
        "p25": (80, None, 82, 83),
        "p75": (84, 85, 86, 87),
        "gruppnamn": "alla",
        "prognos": ((2024, 84, 90),),
    }
    return Linjedata(**{**grund, **andra})


def test_fel_langd_vagras():
    with pytest.raises(ValueError, match="median has 2 values for 4 years"):
        data(median=(1, 2))


def test_tabellen_har_allt_som_ritas():
    t = tabell(data())
    assert t["kolumner"] == [
        "Storköping",
        "Målbana",
        "Median, alla",
        "25:e percentilen",
        "75:e percentilen",
        "Troligt lägst",
        "Troligt högst",
    ]
    assert t["rader"][1] == ("2020", ["–", "80,0", "83,0", "–", "85,0", "–", "–"])
    assert t["rader"][-1] == ("2024", ["–", "90,0", "–", "–", "–", "84,0", "90,0"])
    assert [r[0] for r in t["rader"]] == ["2019", "2020", "2021", "2022", "2024"]


def test_bildens_koordinater():
    # Years 2019–2024 over x 52–800 (149.6 a year); axis 80–90 over y 366–20 (34.6 a unit).
    bild = linjebild(data())
    assert bild.egen == ("351.2,227.6 500.8,158.4",)
    assert bild.ensamma == ((52.0, 366.0),)
    assert bild.sist == (500.8, 158.4)
    assert bild.bana == "201.6,366 800,20"
    assert bild.mal == (800.0, 20.0)
    assert [text for _, text in bild.y_marken] == ["80", "82", "84", "86", "88", "90"]
    assert len(bild.band) == 1  # 2019 stands alone, 2021–2022 is a field
    assert {e.text for e in bild.etiketter} == {
        "Storköping 86,0\u00a0%",
        "Mål 2024: 90\u00a0%",
        "Median, alla",
        "Mittersta hälften",
        "Väntat",
    }


def test_etiketterna_tacker_inte_varandra():
    bild = linjebild(data(bana=((2022, 86),), prognos=(), median=(82, 83, 84, 86), p25=(80, 81, 82, 85.9)))
    ys = sorted(e.y for e in bild.etiketter)
    assert len(ys) == 4
    assert min(b - a for a, b in itertools.pairwise(ys)) >= 19
    assert ys[-1] <= bild.matt.botten + 4


def test_smala_bilden_haller_sig_inom_sin_ram():
    bild = linjebild(data(), SMAL)
    assert {e.klass for e in bild.etiketter} == {"starkt", "mal-text"}
    assert all(0 < e.x <= SMAL.bredd and 0 < e.y < SMAL.botten for e in bild.etiketter)


@pytest.mark.parametrize(("egen", "over"), [((10, 40, 80, 90), True), ((90, 80, 40, 10), False)])
def test_smala_bildens_etikett_star_fri_fran_linjen(egen, over):
    """It ends at the line's last point: above a line that has risen to it, below one that has fallen."""
    bild = linjebild(data(bana=(), prognos=(), median=(), p25=(), p75=(), egen=egen), SMAL)
    (etikett,) = bild.etiketter
    linje = [tuple(map(float, par.split(","))) for par in bild.egen[0].split()]
    assert (etikett.ankare, etikett.x) == ("end", linje[-1][0])
    sist = linje[-1][1]
    assert etikett.y == (max(sist - 14, SMAL.topp - 8) if over else min(sist + 28, SMAL.botten - 6))


def test_med_kon_viker_gruppen_sa_att_serierna_ar_hogst_fyra():
    bild = linjebild(data(kon=(("Kvinnor", (81, 82, 85, 87)), ("Män", (79, 80, 83, 85)))))
    assert (bild.median, bild.band, len(bild.kon)) == ((), (), 2)


def test_utan_egna_varden_ritas_inget():
    tom = data(egen=(None,) * 4)
    assert linjebild(tom) is None
    assert plotlyfigur(tom) == {"data": [], "layout": {}}


def test_plotlyfiguren():
    figur = plotlyfigur(data(egen_namn="<b>Å & Ö</b>", brott=frozenset({2021})))
    json.dumps(figur, allow_nan=False)
    spar = {s["name"]: s for s in figur["data"]}
    egen = spar["&lt;b&gt;Å &amp; Ö&lt;/b&gt;"]
    assert (egen["x"], egen["y"], egen["connectgaps"]) == (list(AR), [80.0, None, 84.0, 86.0], False)
    assert spar["Målbana"]["line"]["dash"] == "dash"
    assert spar["Senaste utfall"]["marker"]["color"] == "#C27C00"
    assert spar["Troligt spann"]["x"] == [2022, 2024, 2024, 2022]
    layout = figur["layout"]
    assert layout["separators"] == ",\u00a0"
    assert layout["meta"] == {"rubrik": "Fynd"}
    assert layout["shapes"][0]["x0"] == 2020.5
    assert layout["yaxis"]["range"] == [80, 90]
    assert "<" not in "".join(a["text"] for a in layout["annotations"])


MARKT = {
    "perioder": ((2019, 2020, "Före"), (2022, 2024, "Efter")),
    "handelser": ((2020, "Beslut"), (2022, "Effektår")),
}


def test_perioder_och_handelser_i_bilden():
    """2019–2024 on 52–800: a year is 149.6 wide. The spans reach 0.46 years out, never outside the plot."""
    bild = linjebild(data(bana=(), prognos=(), **MARKT))
    assert [(p.x, p.bredd, p.text) for p in bild.perioder] == [(52, 218.4, "Före"), (432.0, 368.0, "Efter")]
    assert bild.perioder[1].mitt == 616.0
    assert bild.handelser == ((201.6, "Beslut 2020", "end"), (500.8, "Effektår 2022", "start"))
    assert [text for _, text in bild.x_marken] == ["2019", "2020", "2021", "2022", "2023", "2024"]


def test_namnet_star_dar_det_ryms():
    smal = linjebild(data(bana=(), prognos=(), **MARKT), SMAL)
    assert [(text, ankare) for _, text, ankare in smal.handelser] == [
        ("Beslut", "end"),
        ("Effektår", "start"),
    ]
    kant = linjebild(data(bana=(), prognos=(), handelser=((2019, "Beslut"), (2022, "Effektår"))))
    assert [ankare for *_, ankare in kant.handelser] == ["start", "end"]


def test_perioder_och_handelser_i_plotlyfiguren():
    layout = plotlyfigur(data(bana=(), prognos=(), brott=frozenset({2021}), **MARKT))["layout"]
    former = [(f["type"], f["x0"], f["x1"]) for f in layout["shapes"]]
    assert former == [
        ("rect", 2018.54, 2020.46),
        ("rect", 2021.54, 2024.46),
        ("line", 2020, 2020),
        ("line", 2022, 2022),
        ("line", 2020.5, 2020.5),
    ]
    assert {"Före", "Efter", "Beslut 2020", "Effektår 2022"} <= {a["text"] for a in layout["annotations"]}


def test_banan_kan_heta_nagot_annat():
    d = data(banord=("Väntat", "Väntat"))
    assert d.mal_text == "Väntat 2024: 90\u00a0%"
    assert "Väntat" in {s["name"] for s in plotlyfigur(d)["data"]}
    assert "Väntat" in tabell(d)["kolumner"]
