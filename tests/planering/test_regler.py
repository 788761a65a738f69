"""The rules as pure functions: no database."""

import pytest

from planering.domain import regler
from planering.domain.malnivaer import Niva, gul_grans


@pytest.mark.parametrize(
    ("riktning", "niva", "tolerans", "slag", "u", "vantat"),
    [
        # CALCULATIONS, rule 1's worked example: hog, t=85, 5 % is 4.25.
        ("hog", 85, 5, "procent", None, (80.75, None)),
        ("hog", 85, None, "procent", None, (80.75, None)),
        ("hog", 88, 5, "procent", None, (83.6, None)),
        ("lag", 320, 0, "absolut", None, (None, 320)),
        ("lag", 320, 10, "procent", None, (None, 352)),
        ("intervall", (10.0, 20.0), 10, "procent", None, (9, 22)),
        ("intervall", (10.0, 20.0), 1, "absolut", None, (9, 21)),
        ("hog", "oka", 2, "absolut", 50.0, (48, None)),
        ("lag", "minska", 2, "absolut", 50.0, (None, 52)),
        ("hog", "oforandrad", 2, "absolut", 50.0, (46, None)),
        ("lag", "oforandrad", 2, "absolut", 50.0, (None, 54)),
        ("hog", "oka", 2, "absolut", None, (None, None)),
    ],
)
def test_gul_grans(riktning, niva, tolerans, slag, u, vantat):
    assert gul_grans(riktning, Niva.av(niva), tolerans, slag, u) == pytest.approx(vantat)


@pytest.mark.parametrize(
    ("riktning", "niva", "vantat"),
    [
        ("hog", 85, None),
        ("lag", 85, None),
        ("intervall", (1.0, 2.0), None),
        ("hog", "oka", None),
        ("lag", "minska", None),
        ("lag", "oforandrad", None),
        ("neutral", 85, "Måttet värderas inte och kan därför inte ha någon målnivå."),
        ("intervall", 85, "Indikatorn är bra inom ett intervall. Ange målnivån som ett intervall."),
        ("hog", (1.0, 2.0), "Ett intervall kräver att indikatorns riktning är ”Inom ett intervall”."),
        ("intervall", (2.0, 1.0), "Övre änden ska vara minst lika stor som den nedre."),
        ("intervall", (2.0, None), "Skriv båda ändarna."),
        ("hog", "minska", "Riktningen säger att ett högt värde är bra, så målet kan inte vara att minska."),
        ("lag", "oka", "Riktningen säger att ett lågt värde är bra, så målet kan inte vara att öka."),
        ("hog", float("nan"), "Skriv ett tal."),
    ],
)
def test_niva(riktning, niva, vantat):
    assert regler.niva(riktning, Niva.av(niva)) == vantat


def test_en_andel_stannar_inom_hundra_procent():
    fel = "En andel ligger mellan 0 och 100 procent."
    titel = "Behöriga elever, andel (%)"
    assert [regler.niva("hog", Niva.av(v), titel, "%") for v in (0, 100, 101, 905)] == [None, None, fel, fel]
    assert regler.niva("lag", Niva.av(101), "Nettokostnadsavvikelse, (%)", "%") is None


@pytest.mark.parametrize(
    ("titel", "vantat"),
    [
        ("Nettokostnadsavvikelse äldreomsorg, (%)", True),
        ("Flyttnetto, antal", True),
        ("Årets resultat som andel av skatt", True),
        ("Skillnad mellan flickor och pojkar", True),
        ("Nettokostnad äldreomsorg, kr/inv", False),
        ("Elever som är behöriga, andel (%)", False),
    ],
)
def test_ar_skillnadsmatt(titel, vantat):
    assert regler.ar_skillnadsmatt(titel) is vantat


@pytest.mark.parametrize(
    ("tolerans", "slag", "nivaer", "u", "titel", "vantat"),
    [
        (None, "procent", {2026: 85}, None, "", None),
        (5, "procent", {2026: 85}, None, "", None),
        (5, "procent", {}, None, "Flyttnetto", None),
        (
            5,
            "procent",
            {2026: 85, 2027: 0},
            None,
            "",
            "Målnivån 2027 är inte större än noll, så procent säger inget. Ange en absolut tolerans.",
        ),
        (
            None,
            "procent",
            {2026: 5},
            None,
            "Flyttnetto",
            "Måttet är en skillnad eller ett netto, så procent säger inget. Ange en absolut tolerans.",
        ),
        (
            5,
            "procent",
            {2026: "oka"},
            -3.0,
            "",
            "Utgångsvärdet är inte större än noll, så procent säger inget. Ange en absolut tolerans.",
        ),
        (2, "absolut", {2026: -85}, None, "Flyttnetto", None),
        (None, "absolut", {2026: 85}, None, "", "Skriv toleransen i måttets enhet."),
        (-1, "absolut", {2026: 85}, None, "", "Toleransen kan inte vara negativ."),
        (101, "procent", {2026: 85}, None, "", "Toleransen kan vara högst 100 procent."),
    ],
)
def test_tolerans(tolerans, slag, nivaer, u, titel, vantat):
    nivaer = {ar: Niva.av(n) for ar, n in nivaer.items()}
    assert regler.tolerans(tolerans, slag, nivaer, u, titel) == vantat


@pytest.mark.parametrize(
    ("varde", "ar", "nivaer", "vantat"),
    [
        (None, None, {2026: 85}, {}),
        (84.0, 2025, {2026: 85}, {}),
        (84.0, None, {}, {"utgangsar": "Skriv vilket år utgångsvärdet gäller."}),
        (None, 2025, {}, {"utgangsvarde": "Skriv utgångsvärdet, eller ta bort utgångsåret."}),
        (84.0, 2026, {2026: 85}, {"utgangsar": "Utgångsåret ska vara före den första målnivån, 2026."}),
        (
            None,
            None,
            {2026: "oka"},
            {"utgangsvarde": "En förändring räknas från ett utgångsvärde. Skriv det och dess år."},
        ),
    ],
)
def test_utgangslage(varde, ar, nivaer, vantat):
    nivaer = {a: Niva.av(n) for a, n in nivaer.items()}
    assert regler.utgangslage(varde, ar, nivaer, 2026) == vantat


@pytest.mark.parametrize(("varde", "fel"), [(0, False), (100, False), (120, True), (-0.5, True)])
def test_utgangsvardet_for_en_andel_ar_en_andel(varde, fel):
    vantat = {"utgangsvarde": "En andel ligger mellan 0 och 100 procent."} if fel else {}
    nivaer = {2026: Niva.av(85)}
    assert regler.utgangslage(varde, 2025, nivaer, 2026, "Behöriga elever, andel (%)", "%") == vantat
    assert regler.utgangslage(varde, 2025, nivaer, 2026, "Nettoavvikelse (%)", "%") == {}


@pytest.mark.parametrize(
    ("skal", "racker"),
    [
        ("Uppdrag från KF", True),
        ("§ 4", True),
        ("", False),
        ("\u200b", False),
        (" – ", False),
        ("\u2060.", False),
    ],
)
def test_ett_skal_har_ord(skal, racker):
    assert (regler.malniva_utan_skal("information", "stor", True, skal) is None) is racker


@pytest.mark.parametrize(
    ("riktning", "a", "b", "falt"),
    [
        ("hog", None, None, []),
        ("intervall", 1.0, 2.0, []),
        ("intervall", 2.0, 2.0, []),
        ("intervall", 2.0, 1.0, ["intervall_b"]),
        ("intervall", None, 1.0, ["intervall_a"]),
        ("intervall", None, None, ["intervall_a", "intervall_b"]),
        ("lag", 1.0, None, ["intervall_a"]),
    ],
)
def test_intervall(riktning, a, b, falt):
    assert list(regler.intervall(riktning, a, b)) == falt


def test_planens_ar():
    assert regler.planar(2026, 2035) is None
    assert regler.planar(2026, 2025) == "Sista år kan inte vara före 2026."
    assert regler.planar(2026, 2036) == "En plan gäller högst 10 år. Sista år kan vara högst 2035."
    assert regler.i_planen(2028, 2026, 2028) is None
    assert regler.i_planen(2029, 2026, 2028) == "2029 ligger utanför planen, som gäller 2026–2028."


def test_uppraknat():
    assert [regler.uppraknat(d) for d in ([2026], [2026, 2027], [1, 2, 3])] == [
        "2026",
        "2026 och 2027",
        "1, 2 och 3",
    ]
