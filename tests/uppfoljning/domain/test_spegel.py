"""The year's mirror, worked out by hand."""

from datetime import date

import pytest

from uppfoljning.domain.spegel import (
    Lage,
    Post,
    Slag,
    Version,
    aktivitetens,
    forsvunna,
    galler_aret,
    indikatorns,
    malets,
    pengarnas,
    rakna,
)

IDAG = date(2026, 3, 11)


def test_ett_mal_ar_redovisat_med_ett_ansikte():
    assert malets("rod", False).lage is Lage.REDOVISAT
    assert malets("gra", True).lage is Lage.REDOVISAT
    assert malets("gra", False).lage is Lage.UTAN
    assert malets("gra", False, pagar=True).lage is Lage.VANTAR


def test_en_indikator_ar_redovisad_med_utfall_eller_ord():
    assert indikatorns(0.0, "").lage is Lage.REDOVISAT
    assert indikatorns(None, "Mätningen ställdes in.").lage is Lage.REDOVISAT
    assert indikatorns(None, "  ", "uppgift saknas").saknas == (
        "utfall saknas (uppgift saknas) och ingen har kommenterat"
    )
    assert indikatorns(None, "").saknas == "utfall saknas och ingen har kommenterat"


def test_ett_utfall_som_inte_kan_finnas_an_vantar():
    svar = indikatorns(None, "", "väntas 1 maj", vantar=True)
    assert (svar.lage, svar.saknas) == (Lage.VANTAR, "utfallet väntas 1 maj")
    assert indikatorns(None, "", "inte beräknad än", vantar=True).saknas == "utfallet är inte känt än"
    assert indikatorns(4.0, "", vantar=True).lage is Lage.REDOVISAT


def test_pengar_ar_redovisade_med_ramens_utfall():
    assert (pengarnas(0).lage, pengarnas(None).lage) == (Lage.REDOVISAT, Lage.UTAN)
    assert pengarnas(None, pagar=True).lage is Lage.VANTAR


@pytest.mark.parametrize(
    ("startar", "klar", "svar"),
    [
        (None, None, True),
        (date(2025, 12, 31), None, True),
        (date(2026, 1, 1), None, False),
        (None, date(2025, 1, 1), True),
        (None, date(2024, 12, 31), False),
        (date(2024, 3, 1), date(2026, 3, 1), True),
        (date(2024, 3, 1), date(2024, 6, 1), False),
    ],
)
def test_vilka_aktiviteter_aret_lovade(startar, klar, svar):
    assert galler_aret(startar, klar, 2025) is svar


@pytest.mark.parametrize(
    ("status", "startar", "klar", "avstamd", "saknas"),
    [
        ("klar", None, date(2025, 3, 1), None, ""),
        ("avford", None, date(2025, 3, 1), None, ""),
        ("pagar", None, date(2025, 3, 1), date(2025, 1, 1), ""),
        (
            "pagar",
            None,
            date(2025, 3, 1),
            date(2024, 12, 31),
            "skulle vara klar 2025-03-01 och inget är sagt om den",
        ),
        ("pagar", date(2025, 1, 1), date(2026, 1, 1), None, ""),
        ("planerad", date(2025, 5, 1), None, None, "skulle ha börjat 2025-05-01 och inget är sagt om den"),
        ("planerad", date(2026, 1, 1), date(2026, 2, 1), None, ""),
        ("planerad", None, None, None, "inget är sagt om den"),
    ],
)
def test_om_en_aktivitet_ar_redovisad(status, startar, klar, avstamd, saknas):
    svar = aktivitetens(status, startar, klar, avstamd, 2025, IDAG)
    assert (svar.lage, svar.saknas) == (Lage.UTAN if saknas else Lage.REDOVISAT, saknas)


def test_under_aret_fragas_bara_efter_det_som_har_passerat():
    assert aktivitetens("pagar", None, date(2026, 3, 12), None, 2026, IDAG).lage is Lage.REDOVISAT
    assert aktivitetens("pagar", None, date(2026, 3, 11), None, 2026, IDAG).lage is Lage.UTAN
    assert aktivitetens("planerad", None, None, None, 2026, IDAG).lage is Lage.REDOVISAT


def mal(nyckel, titel=None):
    return Post(Slag.MAL, nyckel, titel)


def indikator(nyckel, matt=None):
    return Post(Slag.INDIKATOR, nyckel, matt)


def niva(nyckel, matt=None):
    return Post(Slag.MALNIVA, nyckel, matt, hor_till=nyckel)


def vad(versioner):
    return [(f.post.slag, f.post.nyckel, f.fore.beslut, f.efter.beslut) for f in forsvunna(versioner)]


def test_det_som_forsvann_star_med_versionen_det_forsvann_med():
    versioner = [
        Version("förra", [mal(1), mal(2), indikator(10), indikator(11)], tidigare_plan=True),
        Version("version 1", [mal(1), mal(3), indikator(10), niva(10), indikator(12), niva(12)]),
        Version("version 2", [mal(1), indikator(10)]),
    ]
    assert vad(versioner) == [
        (Slag.MAL, 2, "förra", "version 1"),
        (Slag.INDIKATOR, 11, "förra", "version 1"),
        (Slag.MAL, 3, "version 1", "version 2"),
        (Slag.MALNIVA, 10, "version 1", "version 2"),
        (Slag.INDIKATOR, 12, "version 1", "version 2"),  # its level goes along, and is not said twice
    ]
    assert vad(versioner[-1:]) == vad([]) == []


def test_det_som_kom_tillbaka_eller_skrevs_om_ar_inte_borta():
    assert vad([Version("1", [mal(1)]), Version("2", []), Version("3", [mal(1)])]) == []
    assert vad([Version("1", [indikator(1, ("N1", "T"))]), Version("2", [indikator(7, ("N1", "T"))])]) == []
    # The same key of another kind is another thing; and two without likeness are not alike.
    assert vad([Version("1", [mal(1)]), Version("2", [indikator(1)])]) == [(Slag.MAL, 1, "1", "2")]


def test_det_som_gick_kom_och_gick_star_dar_det_gick_sist():
    versioner = [Version(str(i), [mal(1)] if i in (1, 3) else []) for i in range(1, 6)]
    assert vad(versioner) == [(Slag.MAL, 1, "3", "4")]


def test_rubriken():
    lagen = [Lage.REDOVISAT] * 27 + [Lage.UTAN] * 2
    assert rakna(lagen, ["med version 2"]).mening == (
        "27 av 30 löften redovisade, 2 utan utfall, 1 försvann med version 2"
    )
    assert rakna([Lage.REDOVISAT], []).mening == "1 av 1 löfte redovisat"
    assert rakna([Lage.REDOVISAT, Lage.VANTAR], []).mening == "1 av 2 löften redovisade, 1 väntar på utfall"
    assert rakna([], []).mening == "Inga löften för året"
    assert rakna([], ["med version 2", "med årets plan", "med version 2"]).med == (
        ("med version 2", 2),
        ("med årets plan", 1),
    )
