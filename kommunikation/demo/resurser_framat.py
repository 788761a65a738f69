"""Storköping's frames of 2028 and 2029, which the draft of the next plan adds. All of it invented."""

from kommunikation.demo.plan import BUN, KFN, KS, SBN, SN
from kommunikation.demo.resurser import KF, DemoAr

A = DemoAr

# (nämnd, verksamhet, område) → 2028 and 2029, in the columns of `resurser.VERKSAMHETER`.
FRAMAT: dict[tuple[str, str, str], tuple[DemoAr, DemoAr]] = {
    (KF, "Fullmäktige, revision och val", ""): (A(260), A(270)),
    (KS, "Kommunledning", ""): (A(5_000), A(5_200)),
    (KS, "Näringsliv och besök", ""): (A(670), A(690)),
    (KS, "Räddningstjänst", ""): (A(1_700), A(1_750)),
    (KS, "Kommunstyrelsens reserv", ""): (A(0), A(0, 0, 5_000)),
    (BUN, "Förskola", ""): (A(18_100, -6_050, 0, (3_500, 1_699, 1_801)), A(18_400, -3_030, 0, (3_480, 1_690, 1_790))),
    (BUN, "Grundskola", ""): (
        A(33_900, 3_120, 4_000, (9_040, 4_384, 4_656)), A(34_900, 1_040, 0, (9_050, 4_389, 4_661)),
    ),
    (BUN, "Gymnasieskola", ""): (A(12_300, 4_670, 0, (2_950, 1_423, 1_527)), A(12_600, 3_500, 0, (2_980, 1_437, 1_543))),
    (SN, "Hemtjänst", ""): (A(12_400, 12_060, 0, (1_620, 1_065, 555)), A(13_100, 13_270, 0, (1_675, 1_100, 575))),
    (SN, "Särskilt boende", ""): (A(20_300, 18_180, 0, (716, 485, 231)), A(21_300, 21_820, 0, (740, 501, 239))),
    (SN, "Stöd till personer med funktionsnedsättning", ""): (
        A(13_900, 4_040, 0, (931, 391, 540)), A(14_400, 4_040, 0, (939, 394, 545)),
    ),
    (SN, "Individ- och familjeomsorg", ""): (A(8_700), A(8_900)),
    (SBN, "Gator och parker", ""): (A(4_200, 0, 1_500), A(4_400)),
    (SBN, "Kollektivtrafik", ""): (A(2_900), A(3_000)),
    (SBN, "Plan, bygg och miljö", ""): (A(1_100), A(1_150)),
    (KFN, "Bibliotek", ""): (A(1_350), A(1_400)),
    (KFN, "Kulturskola", ""): (A(620, 0, 0, (1_520, 895, 625)), A(640, 0, 0, (1_540, 905, 635))),
    (KFN, "Idrott och fritid", ""): (A(3_400), A(3_500)),
    (KFN, "Fritidsgårdar", "Centrum"): (A(290), A(300)),
    (KFN, "Fritidsgårdar", "Ängsberga"): (A(280), A(290)),
}  # fmt: skip
