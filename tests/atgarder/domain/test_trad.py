"""The whole thread as nodes and links, and where they are put."""

import itertools

import pytest

from atgarder.domain.trad import Del, Led, Nod, egna_tradar, grannar, slaktled, trad
from atgarder.domain.tradbild import BREDD, GLAPP, MAX_ORD, bryt, textbredd, tradbild


def nod(nyckel: str, led: Led, titel: str = "", **falt) -> Nod:
    return Nod(nyckel, led, titel or nyckel, **falt)


MAL, INDIKATOR, UTFALL = nod("m", Led.KFMAL), nod("i", Led.INDIKATOR), nod("u", Led.AVVIKELSE)


def test_noderna_star_i_tradens_ordning():
    t = trad([UTFALL, MAL, INDIKATOR], [("i", "u"), ("m", "i"), ("m", "i")], ["i", "borta"])
    assert [n.nyckel for n in t.noder] == ["m", "i", "u"]
    assert t.kanter == (("m", "i"), ("i", "u"))
    assert t.rot == {"i"}


def test_den_forsta_av_tva_lika_star_kvar_och_lankar_till_inget_faller_bort():
    t = trad([MAL, nod("m", Led.KFMAL, "annat")], [("m", "x"), ("x", "m")], [])
    assert [n.titel for n in t.noder] == ["m"]
    assert t.kanter == ()


@pytest.mark.parametrize("par", [("i", "m"), ("i", "i")])
def test_traden_gar_aldrig_bakat(par):
    with pytest.raises(ValueError, match="backwards"):
        trad([MAL, INDIKATOR], [par], [])


def test_vad_som_ledde_till_och_vad_som_kom_av():
    a, b, c, d = (
        nod(n, led) for n, led in zip("abcd", [Led.KFMAL, Led.KFMAL, Led.INDIKATOR, Led.ANALYS], strict=True)
    )
    t = trad([a, b, c, d], [("a", "c"), ("b", "c"), ("a", "d")], [])
    assert grannar(t) == (
        {"a": [], "b": [], "c": ["a", "b"], "d": ["a"]},
        {"a": ["c", "d"], "b": ["c"], "c": [], "d": []},
    )
    # d does not light b: nothing of b led to d.
    assert egna_tradar(t) == {
        "a": {"a", "c", "d"},
        "b": {"b", "c"},
        "c": {"a", "b", "c"},
        "d": {"a", "d"},
    }


def test_led_hor_till_hjulets_tre_delar():
    assert [led.del_ for led in (Led.INDIKATOR, Led.AVVIKELSE, Led.FORSLAG, Led.KONSEKVENS)] == [
        Del.PLANERING,
        Del.UPPFOLJNING,
        Del.UPPFOLJNING,
        Del.ATGARDER,
    ]
    assert len({led.etikett for led in Led}) == len(Led)


def test_slaktled_over_planversioner():
    # 1 → 2 → 4 and 1 → 3 are one thing; 5 continues a row that is gone; 6 stands alone.
    assert slaktled({1: None, 2: 1, 3: 1, 4: 2, 5: 99, 6: None}) == {
        1: {1, 2, 3, 4},
        2: {1, 2, 3, 4},
        3: {1, 2, 3, 4},
        4: {1, 2, 3, 4},
        5: {5},
        6: {6},
    }


def test_slaktled_slutar_i_en_ring():
    assert slaktled({1: 2, 2: 1}) == {1: {1, 2}, 2: {1, 2}}


def test_noden_i_ord():
    assert (
        nod("a", Led.ANALYS, "Varför?", ord=("Klar 2026-01-01",)).i_ord == "Analys: Varför? Klar 2026-01-01."
    )
    steg = nod("b", Led.KONSEKVENS, "Beskriv", fortsattning=True, om="Tidigt stöd", vem="Du kan göra det.")
    assert steg.i_ord == "Nästa steg: Beskriv. Tidigt stöd. Du kan göra det."


def bild(noder, kanter=()):
    b = tradbild(trad(noder, kanter, []))
    return b, {r.nod.nyckel: r for band in b.band for r in band.rutor}


def test_en_rad_per_del_och_en_kolumn_per_led():
    b, rutor = bild([MAL, INDIKATOR, UTFALL], [("m", "i"), ("i", "u")])
    assert [band.del_ for band in b.band] == [Del.PLANERING, Del.UPPFOLJNING]
    assert [namn for _, _, namn in b.band[0].kolumner] == ["Fullmäktiges mål", "Indikator"]
    assert rutor["i"].x - rutor["m"].x == BREDD + GLAPP
    assert rutor["u"].x == rutor["m"].x
    assert rutor["u"].y > rutor["m"].y + rutor["m"].hojd
    assert rutor["i"].mitt == rutor["m"].mitt


def test_rutor_i_samma_kolumn_ligger_aldrig_pa_varandra():
    noder = [MAL, *(nod(f"i{n}", Led.INDIKATOR, "En indikator med ett långt namn " * n) for n in range(1, 6))]
    _, rutor = bild(noder, [("m", n.nyckel) for n in noder[1:]])
    lagda = sorted((rutor[n.nyckel] for n in noder[1:]), key=lambda r: r.y)
    assert all(a.y + a.hojd < b.y for a, b in itertools.pairwise(lagda))
    assert lagda[0].y >= 0


def test_en_lank_forbi_en_kolumn_gar_mellan_rutorna():
    """From the KF goal past the nämnd's goals to an indicator: its lane lies where no box does."""
    namnd = [nod(f"n{n}", Led.NAMNDMAL) for n in range(3)]
    b, rutor = bild([MAL, *namnd, INDIKATOR], [*(("m", n.nyckel) for n in namnd), ("m", "i")])
    d = next(lank.d for lank in b.lankar if lank.till == "i")
    forsta = d.split("H")[0]
    hojd = float(forsta.rpartition(" ")[2])
    assert all(not r.y <= hojd <= r.y + r.hojd for r in (rutor[n.nyckel] for n in namnd))
    assert d.count("C") == 2


def test_en_lank_till_nasta_del_gar_ned_och_tillbaka():
    b, rutor = bild([MAL, INDIKATOR, UTFALL], [("m", "i"), ("i", "u")])
    d = next(lank.d for lank in b.lankar if lank.till == "u")
    assert d.startswith("M")
    assert "C" not in d
    assert d.endswith(f"H{rutor['u'].x:g}")


def test_samma_trad_ger_samma_bild():
    noder = [MAL, INDIKATOR, UTFALL, nod("a", Led.ANALYS)]
    kanter = [("m", "i"), ("i", "u"), ("u", "a")]
    assert bild(noder, kanter)[0] == bild(list(reversed(noder)), list(reversed(kanter)))[0]


def test_en_tom_trad():
    b, rutor = bild([])
    assert (b.band, b.lankar, rutor) == ((), (), {})


@pytest.mark.parametrize(
    ("text", "rader"),
    [
        ("Kort", ("Kort",)),
        ("två ord", ("två ord",)),
        ("ord " * 12, None),
    ],
)
def test_text_bryts_mellan_ord(text, rader):
    ut = bryt(text.strip(), 136, 13, 9)
    assert " ".join(ut) == text.strip()
    assert all(textbredd(rad, 13) <= 136 for rad in ut)
    assert rader is None or ut == rader


def test_ett_langt_ord_delas_med_bindestreck_och_lamnar_minst_fyra_bokstaver():
    ut = bryt("Utbildningsförvaltningen", 136, 12, 3)
    assert "".join(rad.removesuffix("-") for rad in ut) == "Utbildningsförvaltningen"
    assert ut[0].endswith("-")
    assert len(ut[-1]) >= 4
    assert all(textbredd(rad, 12) <= 136 for rad in ut)


def test_det_som_inte_far_plats_slutar_med_tre_punkter():
    ut = bryt("Ett namn som är längre än vad som ryms på två rader i rutan", 136, 13, 2)
    assert len(ut) == 2
    assert ut[-1].endswith("…")
    assert textbredd(ut[-1], 13) <= 136
    _, rutor = bild([nod("a", Led.ANALYS, "Kort", ord=("ett", "två ord " * 30, "sist"))])
    assert rutor["a"].ord[0] == "ett"
    assert len(rutor["a"].ord) == MAX_ORD
    assert rutor["a"].ord[-1].endswith("…")
    assert (rutor["a"].kapad, rutor["a"].egna) == (False, "a")
