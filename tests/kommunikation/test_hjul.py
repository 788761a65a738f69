"""How far each step has come, and the wheel's geometry, without a database."""

from dataclasses import replace

import pytest

from kommunikation.domain.hjul import Arslage, Atgardslage, Planlage, Steglage, dellage, stegfakta
from kommunikation.domain.hjulbild import BRED, SMAL, pil, punkt, ring, sektor, skriftbana, vinklar
from kommunikation.domain.varv import varv
from kommunikation.stegtabell import DELAR, STEGEN
from tests.kommunikation.test_varv import lage
from verktyg.domain.instrument import Del, Steg

KLART, BRISTER, PAGAR, KVAR = Steglage
PLAN = Planlage(
    namn="Mål och budget 2026–2028",
    beslut="",
    namnder=4,
    beskrivna=1,
    med_ram=4,
    mal=5,
    utan_indikator=1,
    indikatorer=9,
    utan_malniva=1,
    utan_ansvarig=2,
    handlingsplaner=1,
)


def plan(**andrat) -> Planlage:
    return replace(PLAN, **andrat)


def fakta(p, ar, l, checklistor=None):  # noqa: E741
    alla = stegfakta(p, ar, l, varv(l), checklistor or {})
    return {steg: (rad.lage, rad.rader) for steg, rad in alla.items()}


def test_ett_utkast():
    ut = fakta(PLAN, Arslage(None, 0, 0), lage(beslutad=False, utfall=0, avvikelser=0, oppna=3, sena=1))
    assert ut == {
        Steg.KULTUR: (KVAR, ()),
        Steg.BESKRIV_UPPDRAG: (PAGAR, ("Beskrivet för 1 av 4 nämnder och bolag",)),
        Steg.SATTA_MAL: (
            PAGAR,
            (
                "5 mål och 9 indikatorer",
                "1 mål saknar indikator",
                "1 indikator saknar målnivå",
                "2 indikatorer saknar ansvarig",
                "Planen är inte beslutad",
            ),
        ),
        Steg.RESURSFORDELNING: (KLART, ("Ramar för 4 av 4 nämnder och bolag",)),
        Steg.HANDLINGSPLAN: (PAGAR, ("1 handlingsplan", "3 aktiviteter kvar, 1 försenad")),
        Steg.ANALYSGRUPP: (KVAR, ()),
        Steg.SAMLA_INFORMATION: (KVAR, ("Inga utfall än",)),
        Steg.FOKUSERA: (KVAR, ()),
        Steg.SOK_ORSAKER: (KVAR, ()),
        Steg.SLUTSATSER: (KVAR, ()),
        Steg.KONSEKVENSER: (KVAR, ()),
        Steg.PRIORITERA: (KVAR, ()),
        Steg.BESLUTA: (KVAR, ()),
        Steg.KOMMUNICERA: (KVAR, ()),
    }


def test_en_beslutad_plan_som_foljs():
    """What was not done when the plan was decided is left with shortcomings; the action plans live on."""
    ut = fakta(
        plan(
            beslut="KF § 148, 2025-11-24",
            utan_indikator=0,
            utan_malniva=0,
            utan_ansvarig=0,
            handlingsplaner=2,
        ),
        Arslage(2026, 9, 3),
        lage(utfall=7, avvikelser=4, okommenterade=3, utan_handlingsplan=1, oppna=1),
        {Steg.SLUTSATSER: (2, 4), Steg.KONSEKVENSER: (4, 4), Steg.PRIORITERA: (0, 3)},
    )
    assert {steg: ut[steg] for steg in list(Steg)[1:]} == {
        Steg.BESKRIV_UPPDRAG: (BRISTER, ("Beskrivet för 1 av 4 nämnder och bolag",)),
        Steg.SATTA_MAL: (KLART, ("5 mål och 9 indikatorer", "Beslutad KF § 148, 2025-11-24")),
        Steg.RESURSFORDELNING: (KLART, ("Ramar för 4 av 4 nämnder och bolag",)),
        Steg.HANDLINGSPLAN: (PAGAR, ("2 handlingsplaner", "1 aktivitet kvar")),
        Steg.ANALYSGRUPP: (KVAR, ()),
        Steg.SAMLA_INFORMATION: (PAGAR, ("Utfall 2026 för 7 av 9 indikatorer",)),
        Steg.FOKUSERA: (KLART, ("4 av 9 indikatorer avviker",)),
        Steg.SOK_ORSAKER: (PAGAR, ("1 av 4 avvikelser kommenterade",)),
        Steg.SLUTSATSER: (PAGAR, ()),
        Steg.KONSEKVENSER: (KLART, ()),
        Steg.PRIORITERA: (KVAR, ()),
        Steg.BESLUTA: (PAGAR, ("2 av 3 mål med avvikelser har en handlingsplan",)),
        Steg.KOMMUNICERA: (KVAR, ()),
    }


def test_utan_plan_och_allt_klart():
    tomt = fakta(None, Arslage(None, 0, 0), lage(har_plan=False, beslutad=False, utfall=0, avvikelser=0))
    assert tomt[Steg.BESKRIV_UPPDRAG] == (KVAR, ("Ingen plan än",))
    assert {lage_ for lage_, _ in tomt.values()} == {KVAR}
    klart = fakta(
        plan(beslut="KF § 1, 2025-11-24", beskrivna=4, utan_indikator=0, utan_malniva=0, utan_ansvarig=0),
        Arslage(2026, 9, 0),
        lage(avvikelser=0, utfall=9),
    )
    assert klart[Steg.FOKUSERA] == (KLART, ("Inget avviker",))
    utom = {Steg.KULTUR, Steg.KOMMUNICERA, Steg.ANALYSGRUPP}
    assert {klart[s.steg][0] for s in STEGEN if s.steg not in utom} == {KLART}


@pytest.mark.parametrize(
    ("andrat", "checklista", "vantat"),
    [
        ({}, (9, 9), "klart"),
        ({}, (0, 9), "klart"),
        ({}, (4, 9), "med-brister"),
        ({"utan_indikator": 1}, (9, 9), "med-brister"),
        ({"beslut": "", "utan_indikator": 1}, (9, 9), "pagar"),
    ],
)
def test_inget_ar_klart_bredvid_sina_brister(andrat, checklista, vantat):
    """A decided plan's goals, beside what they lack and a checklist that has been begun."""
    hel = {"beslut": "KF § 1, 2025-11-24", "utan_indikator": 0, "utan_malniva": 0, "utan_ansvarig": 0}
    l = lage(beslutad="beslut" not in andrat)  # noqa: E741
    alla = stegfakta(plan(**hel | andrat), Arslage(2026, 9, 0), l, varv(l), {Steg.SATTA_MAL: checklista})
    assert alla[Steg.SATTA_MAL].lage == vantat
    delen = {"klart": KLART, "med-brister": BRISTER, "pagar": PAGAR}[vantat]
    ram = {"beskrivna": 4, "med_ram": 4}
    alla = stegfakta(
        plan(**hel | ram | andrat), Arslage(2026, 9, 0), l, varv(l), {Steg.SATTA_MAL: checklista}
    )
    assert dellage(Del.PLANERING, varv(l), alla) == delen
    assert Steglage("med-brister").etikett == "Beslutad, brister kvar"


def test_tabellen_har_varje_steg_en_gang():
    assert [s.steg for s in STEGEN][:-2] == [s for s in Steg if s.del_ in DELAR and s != Steg.ANALYSGRUPP]
    assert [s.steg for s in STEGEN][-2:] == [Steg.KULTUR, Steg.KOMMUNICERA]
    assert "".join("".join(s.ord) for s in STEGEN if s.steg == Steg.RESURSFORDELNING) == "Resurs-fördelning"


def test_vinklarna_gar_runt_en_gang():
    assert vinklar([4, 4, 3]) == [
        [(0, 30), (30, 60), (60, 90), (90, 120)],
        [(120, 150), (150, 180), (180, 210), (210, 240)],
        [(240, 280), (280, 320), (320, 360)],
    ]


@pytest.mark.parametrize(
    ("grader", "x", "y"), [(0, 360, 260), (90, 460, 360), (180, 360, 460), (270, 260, 360)]
)
def test_klockans_riktningar(grader, x, y):
    assert punkt(BRED, 100, grader) == pytest.approx((x, y))


def test_formerna():
    assert (
        sektor(BRED, (100, 200), 0, 90)
        == "M360.0 160.0A200 200 0 0 1 560.0 360.0L460.0 360.0A100 100 0 0 0 360.0 260.0Z"
    )
    assert sektor(BRED, (100, 200), 0, 270).count(" 0 1 ") == 2  # the long way round, both arcs
    assert ring(SMAL, (50, 60)) == (
        "M180.0 130.0A50 50 0 0 1 180.0 230.0A50 50 0 0 1 180.0 130.0Z"
        "M180.0 120.0A60 60 0 0 1 180.0 240.0A60 60 0 0 1 180.0 120.0Z"
    )
    # The point stands out as far as the beginning gives way.
    spets, hak = punkt(BRED, 150, 95), punkt(BRED, 150, 5)
    assert f"L{spets[0]:.1f} {spets[1]:.1f}L" in pil(BRED, (100, 200), 0, 90)
    assert pil(BRED, (100, 200), 0, 90).endswith(f"L{hak[0]:.1f} {hak[1]:.1f}Z")


def test_orden_star_aldrig_pa_huvudet():
    """Along the top from left to right, along the bottom too."""
    assert skriftbana(BRED, 100, 300, 420) == "M273.4 310.0A100 100 0 0 1 446.6 310.0"
    assert skriftbana(BRED, 100, 120, 240) == "M273.4 410.0A100 100 0 0 0 446.6 410.0"


@pytest.mark.parametrize(
    ("forslag", "konsekvenser", "prioritera", "besluta"),
    [
        (Atgardslage(3), (KVAR, "0 av 3"), (KVAR, "0 av 3"), (KVAR, "0 av 3")),
        (Atgardslage(3, 1, 0, 0, 0), (PAGAR, "1 av 3"), (KVAR, "0 av 3"), (KVAR, "0 av 3")),
        (Atgardslage(3, 3, 2, 1, 0), (KLART, "3 av 3"), (PAGAR, "2 av 3"), (PAGAR, "0 av 3")),
        (Atgardslage(3, 3, 3, 0, 3), (KLART, "3 av 3"), (KLART, "3 av 3"), (KLART, "3 av 3")),
    ],
)
def test_forslagens_vag(forslag, konsekvenser, prioritera, besluta):
    """Proposals count before the checklists, and before the action plans of the goals that deviate."""
    l = lage(oppna=1)  # noqa: E741
    checklistor = dict.fromkeys((Steg.KONSEKVENSER, Steg.PRIORITERA, Steg.BESLUTA), (5, 5))
    alla = stegfakta(PLAN, Arslage(2025, 9, 2), l, varv(l), checklistor, forslag)
    ord_ = {Steg.KONSEKVENSER: "beskrivna", Steg.PRIORITERA: "prioriterade", Steg.BESLUTA: "beslutade"}
    for steg, (vantat, antal) in zip(ord_, (konsekvenser, prioritera, besluta), strict=True):
        assert alla[steg].lage == vantat
        assert alla[steg].rader[0] == f"{antal} förslag är {ord_[steg]}"
    assert alla[Steg.BESLUTA].rader[1:] == (("1 väntar på beslut",) if forslag.vantar else ())


def test_utan_forslag_galler_checklistorna():
    l = lage(oppna=1)  # noqa: E741
    alla = stegfakta(PLAN, Arslage(2025, 9, 2), l, varv(l), {Steg.PRIORITERA: (2, 3)}, Atgardslage())
    assert (alla[Steg.KONSEKVENSER].lage, alla[Steg.PRIORITERA].lage) == (KVAR, PAGAR)
