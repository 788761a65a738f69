"""Storköping's frames 2025–2027 with volumes, and the outcome of 2025. All of it invented, of the size that such
verksamheter have in a municipality of seventy thousand people."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kommunikation.demo.plan import BUN, KFN, KS, SBN, SKOLMAL, SN

KF = "Kommunfullmäktige"


@dataclass(frozen=True, slots=True)
class DemoAr:
    """tkr; volumes as (all, women and girls, men and boys), or () where nothing is counted."""

    upprakning: int
    demografi: int = 0
    prioritering: int = 0
    volym: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoUtfall:
    utfall: str
    volym: int | None = None
    andel_kvinnor: str | None = None


@dataclass(frozen=True, slots=True)
class DemoVerksamhet:
    """`bas` is the frame of 2024. `ersattning` is kronor for one more, of which `grad` percent is paid."""

    namnd: str
    namn: str
    bas: int
    ar: tuple[DemoAr, DemoAr, DemoAr]
    utfall: DemoUtfall
    omrade: str = ""
    volymnamn: str = ""
    nyckeltal: str = ""
    ersattning: int | None = None
    grad: int | None = None
    reserv: bool = False

    @property
    def slag(self) -> str:
        return "reserv" if self.reserv else "verksamhet"


V, A, U = DemoVerksamhet, DemoAr, DemoUtfall

VERKSAMHETER: tuple[DemoVerksamhet, ...] = (
    V(KF, "Fullmäktige, revision och val", 8_700, (A(260), A(240, 0, 1_400), A(250, 0, -1_400)), U("8914.2")),
    V(KS, "Kommunledning", 176_400, (A(5_300, 0, -1_500), A(4_900, 0, 1_275), A(4_800)), U("179820.5")),
    V(KS, "Näringsliv och besök", 23_100, (A(700), A(640), A(650, 0, 500)), U("22960")),
    V(KS, "Räddningstjänst", 56_300, (A(1_700), A(1_600, 0, 1_200), A(1_650)), U("58240.8")),
    V(KS, "Kommunstyrelsens reserv", 25_000, (A(0), A(0, 0, 5_000), A(0)), U("9350"), reserv=True),
    V(
        BUN, "Förskola", 611_500,
        (
            A(18_900, -5_160, 0, (3_600, 1_748, 1_852)),
            A(17_900, -6_020, 4_000, (3_560, 1_729, 1_831)),
            A(17_600, -3_010, 2_000, (3_540, 1_719, 1_821)),
        ),
        U("627410.4", 3_583, "48.6"), volymnamn="inskrivna barn", nyckeltal="X11002", ersattning=172_000, grad=88,
    ),
    V(
        BUN, "Grundskola", 1_102_000,
        (
            A(34_000, 4_300, 0, (8_940, 4_336, 4_604)),
            A(32_500, 5_200, 12_000, (8_990, 4_361, 4_629)),
            A(32_900, 2_080, 6_000, (9_010, 4_370, 4_640)),
        ),
        U("1148905.9", 8_962, "46.1"), volymnamn="elever", nyckeltal="X15010", ersattning=130_000, grad=80,
    ),
    V(
        BUN, "Gymnasieskola", 389_000,
        (
            A(11_900, 5_840, 0, (2_780, 1_341, 1_439)),
            A(11_500, 8_180, 0, (2_850, 1_375, 1_475)),
            A(11_800, 7_010, 0, (2_910, 1_404, 1_506)),
        ),
        U("405120.7", 2_771, "48.0"), volymnamn="elever", nyckeltal="X17002", ersattning=146_000, grad=80,
    ),
    V(
        SN, "Hemtjänst", 378_600,
        (
            A(11_400, 9_650, 0, (1_475, 976, 499)),
            A(11_200, 10_720, 3_000, (1_520, 1_003, 517)),
            A(11_500, 12_060, 3_000, (1_570, 1_033, 537)),
        ),
        U("409733.1", 1_511, "64.8"), volymnamn="brukare", nyckeltal="X21003", ersattning=268_000, grad=90,
    ),
    V(
        SN, "Särskilt boende", 618_200,
        (
            A(18_700, 9_090, 0, (636, 433, 203)),
            A(18_300, 18_180, 0, (656, 446, 210)),
            A(18_900, 36_360, 0, (696, 472, 224)),
        ),
        U("652018.3", 641, "67.7"), volymnamn="boende", nyckeltal="X23003", ersattning=1_010_000, grad=90,
    ),
    V(
        SN, "Stöd till personer med funktionsnedsättning", 452_000,
        (
            A(13_600, 4_100, 0, (905, 380, 525)),
            A(13_300, 4_500, 0, (914, 384, 530)),
            A(13_600, 4_500, 1_500, (923, 388, 535)),
        ),
        U("471260", 909, "41.5"), volymnamn="personer med beslut", ersattning=505_000, grad=100,
    ),
    V(SN, "Individ- och familjeomsorg", 281_000, (A(8_400, 0, 3_500), A(8_300, 0, 6_000), A(8_500)), U("297640.2", None, "52.3")),
    V(SBN, "Gator och parker", 138_200, (A(4_200), A(3_900, 0, 2_000), A(4_000, 0, 2_000)), U("149310.6")),
    V(SBN, "Kollektivtrafik", 93_500, (A(2_900), A(2_800, 0, 1_500), A(2_900)), U("96120")),
    V(SBN, "Plan, bygg och miljö", 37_400, (A(1_100), A(1_050), A(1_100)), U("35870.4")),
    V(KFN, "Bibliotek", 44_600, (A(1_350), A(1_300, 0, 900), A(1_350)), U("45810.3")),
    V(
        KFN, "Kulturskola", 20_300,
        (A(620, 0, 0, (1_440, 861, 579)), A(600, 0, 400, (1_480, 880, 600)), A(620, 0, 0, (1_500, 885, 615))),
        U("20740", 1_402, "60.2"), volymnamn="elever",
    ),
    V(KFN, "Idrott och fritid", 113_700, (A(3_500), A(3_300), A(3_400)), U("117905.5", None, "43.8")),
    V(KFN, "Fritidsgårdar", 9_500, (A(290), A(280), A(290)), U("9702"), omrade="Centrum"),
    V(KFN, "Fritidsgårdar", 8_100, (A(250), A(240, 0, 1_200), A(290)), U("8455.5"), omrade="Ängsberga"),
)  # fmt: skip

# (nämnd, verksamhet, år, mål, tkr, vad det ska räcka till)
ORONMARKT: tuple[tuple[str, str, int, str, int, str], ...] = (
    (BUN, "Grundskola", 2026, SKOLMAL, 12_000, "Fler speciallärare i årskurs 1–3 och tid för kollegialt lärande."),
    (BUN, "Grundskola", 2027, SKOLMAL, 18_000, "Satsningen fortsätter och utökas till årskurs 4–6."),
    (
        KS, "Kommunledning", 2026, "Den som kontaktar kommunen ska få svar direkt", 1_275,
        "Kundtjänst, utbildning och intervjuer med växeln.",
    ),
    (
        SBN, "Gator och parker", 2026, "Invånarna ska kunna påverka och känna sig trygga ute", 2_000,
        "Belysning på gångvägarna till stationen och i Ängsberga.",
    ),
)  # fmt: skip


def varden(v: DemoVerksamhet) -> list[dict[str, Decimal | None]]:
    """The columns of each year of the plan in force."""
    return ar_for_ar(v, Decimal(v.bas), v.ar)


def ar_for_ar(v: DemoVerksamhet, bas: Decimal, aren: Iterable[DemoAr]) -> list[dict[str, Decimal | None]]:
    """The columns of each year; the frame one comes from is the year before's, and the first one's is `bas`."""
    ut = []
    for ar in aren:
        alla, k, m = ar.volym or (None, None, None)
        rad = {
            "bas": bas,
            "upprakning": Decimal(ar.upprakning),
            "demografi": Decimal(ar.demografi),
            "prioritering": Decimal(ar.prioritering),
            "volym": alla,
            "volym_kvinnor": k,
            "volym_man": m,
            "ersattning": v.ersattning if alla is not None else None,
            "kompensationsgrad": v.grad if alla is not None else None,
        }
        bas += ar.upprakning + ar.demografi + ar.prioritering
        ut.append({namn: None if t is None else Decimal(t) for namn, t in rad.items()})
    return ut
