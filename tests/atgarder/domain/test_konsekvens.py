"""The four questions, the sums, the risks, and what an expected effect must be."""

from datetime import date
from decimal import Decimal

import pytest

from atgarder.domain.forvantan import forvantansfel
from atgarder.domain.konsekvens import (
    FRAGOR,
    Innehall,
    Post,
    arsfel,
    beloppsfel,
    brister,
    dialogfel,
    kostnadsbild,
    kvar,
    malfel,
    riskniva,
)
from atgarder.domain.skede import Skede
from atgarder.domain.skedegrupp import VAG, Skedegrupp, grupp, vag

SVAR = {
    "resurser": "ja",
    "resurser_text": "Två tjänster.",
    "verksamhet": "nej",
    "verksamhet_text": "",
    "medborgare": "osakert",
    "medborgare_text": "",
    "malandring": "nej",
    "malandring_text": "",
}


def test_alla_fyra_fragorna_kravs():
    assert list(brister({})) == ["resurser", "verksamhet", "medborgare", "malandring"]
    assert brister({})["verksamhet"] == "Frågan ”Ändras verksamheten?” har inget svar."
    assert brister(SVAR) == {}


def test_ett_ja_kraver_ord():
    assert brister(SVAR | {"resurser_text": "  "}) == {
        "resurser_text": "Svaret är ja på ”Behövs mer resurser?”. Skriv vilka resurser som behövs."
    }


def test_varje_svar_har_en_mening():
    assert [sorted(f.besked) for f in FRAGOR] == [["ja", "nej", "osakert"]] * 4


def test_det_som_skulle_starka_underlaget():
    tomt = Innehall(SVAR, False, False, 0, 0, 0, 0, 0, 0)
    assert [ankare for ankare, _ in kvar(tomt)] == [
        "scenario",
        "fragor",
        "pengar",
        "grupper",
        "risker",
        "alternativ",
        "alternativ",
        "dialog",
        "effekt",
    ]
    assert kvar(tomt)[1][1] == "Ta reda på det som är osäkert: ”Märker invånare och brukare skillnad?”."
    fullt = Innehall(SVAR | {"medborgare": "nej"}, True, True, 1, 1, 1, 1, 1, 1)
    assert kvar(fullt) == []


def test_pengar_utan_belopp_sags_bara_nar_resurser_behovs():
    utan = Innehall(SVAR | {"resurser": "nej", "medborgare": "nej"}, True, True, 0, 1, 1, 1, 1, 1)
    assert kvar(utan) == []


def test_summor_ar_for_ar_ocksa_ar_utan_nagot():
    bild = kostnadsbild(
        [
            Post(1, 2027, "Lärare", "lopande", 1350, Decimal("2")),
            Post(2, 2027, "Utbildning", "engangs", 180, Decimal(0)),
            Post(3, 2029, "Lärare", "lopande", -400, Decimal("-0.75")),
        ]
    )
    assert [(s.ar, s.engangs, s.lopande, s.summa, s.tjanster) for s in bild.ar] == [
        (2027, 180, 1350, 1530, Decimal("2")),
        (2028, 0, 0, 0, Decimal(0)),
        (2029, 0, -400, -400, Decimal("-0.75")),
    ]
    assert (bild.engangs, bild.lopande, bild.summa) == (180, 950, 1130)
    assert kostnadsbild([]).ar == ()


@pytest.mark.parametrize(
    ("sannolikhet", "foljd", "niva"),
    [(1, 1, "liten"), (1, 3, "liten"), (2, 2, "mattlig"), (2, 4, "mattlig"), (3, 3, "stor"), (4, 4, "stor")],
)
def test_risk_i_ord(sannolikhet, foljd, niva):
    assert riskniva(sannolikhet, foljd) == riskniva(foljd, sannolikhet) == niva


def test_belopp():
    assert beloppsfel(2027, 0, Decimal(0)) == {"belopp_tkr": "Skriv ett belopp eller ett antal tjänster."}
    assert beloppsfel(2027, -5, None) == {}
    assert beloppsfel(1999, 5, None) == {"ar": "Året ska vara mellan 2000 och 2100."}


def test_samma_belopp_flera_ar():
    assert [arsfel(2027, till, "lopande") for till in (None, 2027, 2028, 2036)] == [{}] * 4
    fel = {"till_ar": "Sista året ska ligga efter 2027 och högst 9 år senare."}
    assert [arsfel(2027, till, "lopande") for till in (2026, 2037)] == [fel] * 2
    assert list(arsfel(2027, 2028, "engangs")) == ["till_ar"]
    assert arsfel(2027, 2027, "engangs") == {}


def test_dialog_och_mal():
    assert dialogfel(date(2026, 3, 11), date(2026, 3, 11)) == {}
    assert list(dialogfel(date(2026, 3, 12), date(2026, 3, 11))) == ["datum"]
    assert [malfel(svar, 1) == {} for svar in ("ja", "osakert", "", "nej")] == [True, True, True, False]
    assert malfel("nej", 0) == {}


def test_forvantan():
    fel = lambda till, ar, fran, andel=True: forvantansfel(till, ar, fran, 2026, andel=andel)  # noqa: E731
    assert fel(88.0, 2027, 2025) == {}
    assert fel(101.0, 2027, 2025) == {"till": "En andel ligger mellan 0 och 100 procent."}
    assert fel(101.0, 2027, 2025, andel=False) == {}
    assert fel(float("nan"), None, 2025) == {"till": "Skriv ett tal.", "effektar": "Skriv ett år."}
    assert fel(88.0, 2026, 2026) == {"effektar": "Effektåret ska ligga efter 2026, det senaste mätta året."}
    ut = {"effektar": "Effektåret ska ligga mellan 2026 och 2046."}
    assert [fel(88.0, ar, None) for ar in (2025, 2026, 2046, 2047)] == [ut, {}, {}, ut]


def test_varje_skede_har_grupp_och_vag():
    assert {grupp(s) for s in Skede} == set(Skedegrupp)
    assert vag(Skede.FORESLAGET) == (list(VAG), 1)
    assert vag(Skede.VANTAR_BESLUT) == (list(VAG), 3)
    assert vag(Skede.AVSLAGET) == (["Förslag", "Konsekvenser", "Prioritering", "Beslut"], 4)
    utan = ["Förslag", "Konsekvenser", "Beslut", "Genomförande", "Effekt"]
    assert vag(Skede.BEREDS, prioriterat=False) == (utan, 2)
    assert vag(Skede.GENOMFORS, prioriterat=False) == (utan, 3)
    assert vag(Skede.AVSLAGET, prioriterat=False) == (utan[:3], 3)
    assert vag(Skede.BESKRIVET, prioriterat=False) == (list(VAG), 2)
    assert vag(Skede.EFFEKT_EJ_VISAD) == (list(VAG), 6)
    assert [vag(s)[1] <= len(vag(s)[0]) for s in Skede] == [True] * len(Skede)
