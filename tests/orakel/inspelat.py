"""What Kolada has really published, as the oracles see it; absent where the recorded data are not."""

import csv
import gzip
import random
from collections import defaultdict
from pathlib import Path

import pytest

MAPP = Path(__file__).resolve().parents[3] / "shared/kolada/data/values/gapminder_2024-08-30"
KOMMUNER = MAPP.parents[1] / "municipalities_v3_2026-03-23.csv"
AR = list(range(1994, 2023))
kravs_inspelat = [
    pytest.mark.riktiga_data,
    pytest.mark.skipif(not MAPP.exists(), reason=f"the recorded Kolada data are not there ({MAPP})"),
]


def totaler(antal: int, fro: int) -> dict[str, dict[int, dict[int, float]]]:
    """{nyckeltal: {municipality: {year: value}}}, totals of a fixed sample."""
    with KOMMUNER.open(encoding="utf-8") as fil:
        kommuner = {rad["id"] for rad in csv.DictReader(fil) if rad["type"] == "K"}
    with (MAPP / "index.csv").open(encoding="utf-8") as fil:
        alla = sorted(rad["kpi"] for rad in csv.DictReader(fil))
    valda = set(random.Random(fro).sample(alla, antal))
    ut = defaultdict(lambda: {int(k): {} for k in kommuner})
    for prefix in sorted({kpi[:2] for kpi in valda}):
        with gzip.open(MAPP / f"values_{prefix}.csv.gz", "rt", encoding="utf-8") as fil:
            for rad in fil:
                if rad[:6] in valda and rad[7] == "T":
                    kpi, _, kommun, *varden = rad.rstrip("\n").split(",")
                    if kommun in kommuner:
                        ut[kpi][int(kommun)] = {
                            y: float(v) for y, v in zip(AR, varden, strict=True) if v not in ("", "null")
                        }
    return dict(ut)
