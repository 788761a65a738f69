"""Resources as pure functions: what the money means, cells, rows, and a dry run."""

from decimal import Decimal

import pytest

from planering.domain import resurser as rakna
from planering.domain.resursgranskning import Lage, Verksamhetslage, granska_rader
from planering.domain.resurskolumner import PER_NAMN, Cellfel, granska, tolka
from planering.domain.resursrader import Radfel, Resursrad, tolka_tabell
from planering.domain.uppdrag import overlappar

D = Decimal
TOMT = dict.fromkeys(PER_NAMN) | {n: D(0) for n in ("bas", "upprakning", "demografi", "prioritering")}


def test_forandringen_delas_upp_och_delarna_blir_hela():
    nu = rakna.Delar(D(1000), D(30), D(-12), D(50))
    f = rakna.forandring(nu, D(990))
    assert (f.fore, f.summa, f.upprakning, f.demografi, f.prioritering, f.flytt) == (990, 78, 30, -12, 50, 10)
    assert f.upprakning + f.demografi + f.prioritering + f.flytt == f.summa
    assert f.procent == D(78) / D(990) * 100
    utan = rakna.forandring(nu, None)
    assert (utan.fore, utan.summa, utan.flytt) == (1000, 68, 0)
    assert rakna.forandring(nu, D(0)).procent is None
    summa = rakna.lagg_ihop([f, utan])
    assert (summa.fore, summa.summa, summa.flytt) == (1990, 146, 10)


@pytest.mark.parametrize(
    ("anrop", "blir"),
    [
        (lambda: rakna.volymindex(D(103), D(100)), D(103)),
        (lambda: rakna.volymindex(D(103), D(0)), None),
        (lambda: rakna.volymindex(None, D(100)), None),
        # 40 more, 172 000 kronor each, 88 percent paid: 6 054,4 tkr
        (lambda: rakna.volymkompensation(D(3600), D(3560), D(172000), D(88)), D("6054.4")),
        (lambda: rakna.volymkompensation(D(3560), D(3600), D(172000), None), D(-6880)),
        (lambda: rakna.volymkompensation(D(3560), None, D(172000), D(88)), None),
        (lambda: rakna.styckkostnad(D("627.5"), D(5)), D(125500)),
        (lambda: rakna.styckkostnad(D(1), D(0)), None),
        (lambda: rakna.konsdelat(D(200), D("48.6")), (D("97.2"), D("102.8"))),
        (lambda: rakna.konsdelat(D(200), None), None),
    ],
)
def test_talen_bakom(anrop, blir):
    assert anrop() == blir


@pytest.mark.parametrize(
    ("kolumn", "cell", "blir"),
    [
        ("bas", "1 234,5", D("1234.5")),
        ("bas", "1\u00a0234 tkr", D(1234)),
        ("bas", "", D(0)),
        ("bas", None, D(0)),
        ("prioritering", "\u2212500", D(-500)),
        ("prioritering", 0.1 + 0.2, D("0.3")),  # binary noise
        ("volym", "", None),
        ("kompensationsgrad", "80 %", D(80)),
        ("utfall", "-12,5", D("-12.5")),
    ],
)
def test_celler(kolumn, cell, blir):
    assert tolka(PER_NAMN[kolumn], cell) == blir


@pytest.mark.parametrize(
    ("kolumn", "cell", "fel"),
    [
        ("bas", "-1", "Talet ska vara minst 0."),
        ("bas", "1.234", "Menade du 1,234 eller 1\u00a0234?"),
        ("bas", "5 mkr", "Här anges tkr, inte mkr. Menade du 5\u00a0000\u00a0tkr?"),
        ("bas", "=1+1", "”=1+1” är inte ett tal. Skriv till exempel 1\u00a0234,5."),
        ("bas", "1,2345", "Skriv talet med högst 3 decimaler."),
        ("bas", 1.23456, "Skriv talet med högst 3 decimaler."),
        ("bas", True, "Cellen är inte ett tal."),
        ("bas", "#REF!", "”#REF!” är ett fel från kalkylarket, inte ett tal."),
        ("bas", "1" * 11, "Talet ska vara högst 9\u00a0999\u00a0999\u00a0999\u00a0tkr."),
        ("andel_kvinnor", "101", "Talet ska vara högst 100\u00a0%."),
    ],
)
def test_celler_som_inte_gar(kolumn, cell, fel):
    with pytest.raises(Cellfel) as e:
        tolka(PER_NAMN[kolumn], cell)
    assert (str(e.value), e.value.kolumn) == (fel, kolumn)


@pytest.mark.parametrize(
    ("celler", "laget", "fel"),
    [
        ({"bas": 10, "prioritering": -10}, {}, []),
        (
            {"bas": 10, "prioritering": -11},
            {},
            [("bas", "Ramen kan inte bli mindre än noll. Nu blir den −1 tkr.")],
        ),
        ({"volym": 3, "volym_kvinnor": 1, "volym_man": 2}, {}, []),
        (
            {"volym": 4, "volym_kvinnor": 1, "volym_man": 2},
            {},
            [("volym", "Kvinnor och män blir 3 tillsammans, men volymen är 4.")],
        ),
        (
            {"volym": 3, "volym_man": 2},
            {},
            [("volym_kvinnor", "Ange volymen för både kvinnor och män, eller för ingen av dem.")],
        ),
        ({"volym": 3}, {"har_volym": False}, [("volym", "Ange först vad verksamhetens volym avser.")]),
        ({"volym": 3}, {"reserv": True}, [("volym", "En reserv har ingen volym.")]),
        ({"andel_kvinnor": 50}, {}, [("utfall", "Andelen gäller utfallet. Ange utfallet också.")]),
    ],
)
def test_hela_rader(celler, laget, fel):
    varden = TOMT | {k: D(v) for k, v in celler.items()}
    funna = granska(varden, **({"reserv": False, "har_volym": True} | laget))
    assert [(f.kolumn, str(f)) for f in funna] == fel


# ---- Tables ----


def test_tabellen_tolkas_och_varje_fel_har_sin_rad():
    rubriker = [
        "År",
        "nämnd",
        "Verksamhet",
        "Ingående ram",
        "Uppräkning",
        "Demografi",
        "Prioritering",
        "Ram",
        "Anteckning",
    ]
    rader, fel, okanda, halva = tolka_tabell(
        [
            (1, rubriker),
            (2, [2026, "Socialnämnden", "'=Hemtjänst", 100, "2,5", None, -1, 101.5, "x"]),
            (3, ["26", "Socialnämnden", "LSS", 1, 1, 1, 1, 4]),
            (4, ["2026", "", "LSS", "1.234", 0, 0, 0]),
            (5, [2026, "Socialnämnden", "IFO", 10, 1, 0, 0, 12]),
            (6, [2026, "socialnämnden", "=hemtjänst", 1, 1, 1, 1, 4]),
        ]
    )
    assert [(r.rad, r.ar, r.namnd, r.namn, r.varden["bas"], r.varden["upprakning"]) for r in rader] == [
        (2, 2026, "Socialnämnden", "=Hemtjänst", D(100), D("2.5"))
    ]
    assert fel == [
        Radfel(3, "År", "Skriv året med fyra siffror, till exempel 2026."),
        Radfel(4, "Nämnd", "Cellen är tom."),
        Radfel(4, "Ingående ram", "Menade du 1,234 eller 1\u00a0234?"),
        Radfel(5, "Ram", "Ramen är 12, men delarna blir 11."),
        Radfel(6, "", "Samma år, nämnd, verksamhet och område som på rad 2."),
    ]
    assert okanda == ["Anteckning"]
    assert [(r.rad, r.namnd, r.namn) for r in halva] == [
        (5, "Socialnämnden", "IFO"),
        (6, "socialnämnden", "=hemtjänst"),
    ]
    assert Resursrad.ur_json(rader[0].som_json()) == rader[0]


def test_rubriker_som_saknas_eller_ar_dubbla():
    assert tolka_tabell([(3, ["År", "Nämnd", "Nämnd"])])[1] == [
        Radfel(3, "Nämnd", "Rubriken finns två gånger."),
        Radfel(3, "", "Första raden ska vara rubriker. Det saknas: Verksamhet."),
    ]


def lage(**falt) -> Lage:
    hemtjanst = Verksamhetslage(
        7,
        1,
        "Socialnämnden",
        "Hemtjänst",
        "",
        {"slag": "verksamhet", "volymnamn": "brukare", "nyckeltal": ""},
    )
    grund = {
        "fran_ar": 2026,
        "till_ar": 2028,
        "last": False,
        "i_ar": 2026,
        "enheter": {"socialnämnden": (1, "Socialnämnden")},
        "verksamheter": {hemtjanst.nyckel: hemtjanst},
        "ramar": {(7, 2026): TOMT | {"bas": D(100), "volym": D(10)}},
        "oronmarkt": {(7, 2026): D(90)},
        "nyckeltal": frozenset({"", "X21003"}),
    }
    return Lage(**(grund | falt))


def las(varden, ar=2026, namn="Hemtjänst", namnd="Socialnämnden", texter=None):
    return Resursrad(2, ar, namnd, namn, "", texter or {}, {k: D(v) for k, v in varden.items()})


def test_torrkorningen_sager_vad_som_skulle_andras():
    g = granska_rader([las({"bas": 100}), las({"bas": 5}, ar=2027), las({"bas": 1}, namn="LSS")], lage())
    assert (g.fel, g.oforandrade, [str(v) for v in g.nya.values()]) == ([], 1, ["LSS"])
    assert [
        (str(r.verksamhet), r.ar, r.ny, [(c.rubrik, c.fore, c.efter) for c in r.celler]) for r in g.rader
    ] == [
        ("Hemtjänst", 2027, True, [("Ingående ram", D(0), D(5))]),
        ("LSS", 2026, True, [("Ingående ram", D(0), D(1))]),
    ]


@pytest.mark.parametrize(
    ("rad", "laget", "fel"),
    [
        (las({}, ar=2029), {}, ("År", "2029 ligger utanför planen, som gäller 2026–2028.")),
        (
            las({}, namnd="Nämnden"),
            {},
            ("Nämnd", "Det finns ingen nämnd eller något bolag som heter ”Nämnden”."),
        ),
        (
            las({}, texter={"nyckeltal": "N99999"}),
            {},
            ("Koladas kostnadsmått", "Nyckeltalet N99999 finns inte i katalogen."),
        ),
        (
            las({}, namn="Ny", texter={"slag": "reserv", "volymnamn": "barn"}),
            {},
            ("Slag", "En reserv har varken volym eller kostnadsmått. Töm de cellerna."),
        ),
        (
            las({}, texter={"volymnamn": ""}),
            {},
            ("Volymen avser", "Verksamheten har volymer. Töm dem först."),
        ),
        (las({"bas": 80}), {}, ("Ingående ram", "90 tkr är öronmärkta för mål, mer än ramen på 80 tkr.")),
        (las({"utfall": 1}, ar=2027), {}, ("Utfall", "Utfall för 2027 kan anges först när året har börjat.")),
        (
            las({"bas": 120}),
            {"last": True},
            ("Ingående ram", "Planen är beslutad, så ramar och volymer kan inte ändras."),
        ),
        (
            las({}, namn="Ny"),
            {"last": True},
            ("", "Planen är beslutad, så verksamheter kan inte läggas till eller ändras."),
        ),
    ],
)
def test_det_som_hindrar(rad, laget, fel):
    g = granska_rader([rad], lage(**laget))
    assert (g.fel, g.andrar_nagot and not g.fel) == ([Radfel(2, *fel)], False)


def test_utfall_tas_emot_nar_planen_ar_beslutad():
    g = granska_rader([las({"bas": 100, "utfall": 105})], lage(last=True))
    assert (g.fel, [c.kolumn for c in g.rader[0].celler]) == ([], ["utfall"])


def test_fingeravtrycket_foljer_varje_cell():
    samma = lage(ramar={(7, 2026): TOMT | {"bas": D("100.000"), "volym": D(10)}})
    annat = lage(ramar={(7, 2026): TOMT | {"bas": D(100), "volym": D(11)}})
    assert lage().fingeravtryck() == samma.fingeravtryck() != annat.fingeravtryck()


# ---- Overlapping enheter ----


def test_overlappande_enheter():
    over, namn = (
        {1: None, 2: 1, 3: 2, 4: 1},
        {1: "Kommunen", 2: "Socialnämnden", 3: "Hemtjänsten", 4: "Skolan"},
    )
    assert overlappar([2, 4], over, namn) == []
    assert overlappar([3, 2], over, namn) == [
        "Välj bara den ena: Hemtjänsten ligger under Socialnämnden och ingår redan."
    ]
    assert overlappar([3, 1], over, namn) == [
        "Välj bara den ena: Hemtjänsten ligger under Kommunen och ingår redan."
    ]
    assert overlappar([5], {5: 6, 6: 5}, {5: "A", 6: "B"}) == []  # a ring ends
