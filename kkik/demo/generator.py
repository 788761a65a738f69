"""Values for an invented country: 290 municipalities and Storköping, from a seed.

The numbers behave as such numbers do: each municipality has a lasting place among the others, drifts slowly, and jumps
from year to year the more the fewer people it has. Storköping's own course for the guide's measures is written out in
`kkik.demo.storkoping`. Everything is a function of the seed; nothing is taken from any real municipality.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from kkik.demo.matt import FOLKMANGD, MATT, Matt
from kkik.demo.namn import LANSNAMN, kommunnamn
from kkik.demo.storkoping import FOLKMANGD_STORKOPING, SAKNAS, SERIER

FRO = 2013
STORKOPING = 9999
FORSTA_KOMMUN = 9001
ANTAL_KOMMUNER = 290
FORSTA_REGION = 9901
FORSTA_AR, SISTA_AR = 2012, 2025
RIKET = 0
KKIK_GRUPP = "G2KPI74586"
# Like "Liknande kommuner" in Kolada: how much each family looks at size and at living conditions.
FAMILJER = {
    "övergripande": (1.0, 1.0),
    "grundskola": (0.7, 1.3),
    "gymnasieskola": (0.8, 1.2),
    "förskola": (0.7, 1.1),
    "fritidshem": (0.8, 1.0),
    "äldreomsorg": (1.1, 0.8),
    "LSS": (1.2, 0.6),
    "IFO": (0.6, 1.5),
    "ekonomiskt bistånd": (0.5, 1.6),
    "socioekonomi": (0.3, 1.8),
    "arbetsmarknad": (0.6, 1.4),
    "räddningstjänst": (1.5, 0.3),
}


@dataclass(frozen=True, slots=True)
class Land:
    """`koder` [K] municipality codes, Storköping last; `namn` [K]; `folk` [K] people; `villkor` [K] a standard-normal
    index of living conditions; `lan` [K] index into LANSNAMN."""

    koder: np.ndarray
    namn: list[str]
    folk: np.ndarray
    villkor: np.ndarray
    lan: np.ndarray


def land(fro: int = FRO) -> Land:
    slump = np.random.default_rng([fro, 1])
    folk = np.exp(slump.normal(9.75, 0.95, ANTAL_KOMMUNER)).clip(2400, 900_000).round()
    folk[:3] = (905_000, 548_000, 331_000)
    villkor = slump.normal(0, 1, ANTAL_KOMMUNER)
    lan = np.arange(ANTAL_KOMMUNER) % len(LANSNAMN)
    return Land(
        koder=np.append(FORSTA_KOMMUN + np.arange(ANTAL_KOMMUNER), STORKOPING),
        namn=[*kommunnamn(ANTAL_KOMMUNER, fro), "Storköping"],
        folk=np.append(folk, FOLKMANGD_STORKOPING),
        villkor=np.append(villkor, -0.2),
        lan=np.append(lan, 15),
    )


def _avrunda(x: np.ndarray, matt: Matt) -> np.ndarray:
    """Clip to the measure's bounds and round half away from zero, as published figures are. NaN stays."""
    faktor = 10.0**matt.decimaler
    klippt = np.clip(x, matt.golv, matt.tak)
    return np.sign(klippt) * np.floor(np.abs(klippt) * faktor + 0.5) / faktor


def _folkmangd(riket: Land, ar: np.ndarray) -> np.ndarray:
    slump = np.random.default_rng([FRO, 2])
    takt = slump.normal(0.004, 0.007, len(riket.folk))
    takt[-1] = 0.009
    return riket.folk * (1 + takt) ** (ar[:, None] - SISTA_AR)


def serie(matt: Matt, nummer: int, riket: Land, fro: int = FRO) -> tuple[np.ndarray, np.ndarray]:
    """Years [Y] and the total values [Y, K] of one measure, NaN where the municipality did not take part."""
    slump = np.random.default_rng([fro, 100 + nummer])
    ar = np.arange(max(FORSTA_AR, matt.fran), matt.till + 1)
    if matt.id == FOLKMANGD:
        return ar, _avrunda(_folkmangd(riket, ar), matt)
    antal = len(riket.folk)
    lutar = {"hog": 1.0, "lag": -1.0}.get(matt.riktning, 0.3)
    plats = matt.spridning * (
        0.45 * lutar * riket.villkor + math.sqrt(1 - 0.45**2) * slump.normal(0, 1, antal)
    )
    brus = matt.brus * np.clip((riket.folk / 20_000) ** -0.3, 0.45, 2.2)
    vandring = np.cumsum(slump.normal(0, 1, (len(ar), antal)) * 0.3 * brus, axis=0)
    egen_takt = slump.normal(0, 0.12 * matt.spridning / 4, antal)
    gemensamt = np.cumsum(slump.normal(matt.arlig, 0.12 * matt.brus, len(ar)))
    gemensamt -= gemensamt[-1]
    x = (
        matt.niva
        + plats
        + vandring
        - vandring[-1] * 0.5
        + gemensamt[:, None]
        + egen_takt * (ar[:, None] - matt.till)
        + slump.normal(0, 1, (len(ar), antal)) * brus
    )
    if matt.vart_fjarde:  # the figure of the last election stands until the next
        x = x[[max(0, int(a) - int(ar[0]) - (int(a) - 2014) % 4) for a in ar]]
    if matt.tackning < 1:
        med = slump.random(antal) < matt.tackning + (slump.random(antal) - 0.5) * 0.3
        x[~(med & (slump.random((len(ar), antal)) < 0.95))] = np.nan
    return ar, _avrunda(x, matt)


def _storkoping(matt: Matt, ar: np.ndarray, x: np.ndarray) -> None:
    """Put Storköping's written course in its column, in place."""
    for i, a in enumerate(ar):
        if matt.id in SERIER:
            x[i, -1] = SERIER[matt.id].get(int(a), np.nan)
        if int(a) in SAKNAS.get(matt.id, ()):
            x[i, -1] = np.nan


def _rad(ar: np.ndarray, x: np.ndarray, koder: np.ndarray) -> dict[str, dict[str, float | None]]:
    return {
        f"{kod:04d}": {
            str(a): (None if math.isnan(v) else float(v)) for a, v in zip(ar, x[:, k], strict=True)
        }
        for k, kod in enumerate(koder)
    }


def _kpi(matt: Matt) -> dict:
    return {
        "id": matt.id,
        "title": matt.titel,
        "description": f"{matt.text} Påhittade uppgifter. Källa: Storköpings demonstration.",
        "is_divided_by_gender": matt.kongap is not None,
        "municipality_type": "K",
        "auspice": "X",
        "operating_area": matt.omrade,
        "perspective": matt.perspektiv,
        "prel_publication_date": None,
        "publication_date": None if matt.till < SISTA_AR - 1 else matt.publiceras,
        "publ_period": None if matt.till < SISTA_AR - 1 else str(matt.till + 1),
        "has_ou_data": False,
    }


def _grupper(riket: Land) -> list[dict]:
    """Groups in Kolada's form: everyone, the counties, and seven like municipalities per family and municipality."""
    medlem = [
        {"member_id": f"{k:04d}", "member_title": n} for k, n in zip(riket.koder, riket.namn, strict=True)
    ]
    grupper = [{"id": "G92328", "title": "Alla kommuner (ovägt medel)", "members": medlem}]
    for i, lan in enumerate(LANSNAMN):
        med = [m for m, hemma in zip(medlem, riket.lan == i, strict=True) if hemma]
        grupper.append(
            {"id": f"G{933612 + i}", "title": f"{lan}s läns kommuner (ovägt medel)", "members": med}
        )
    storlek = np.log(riket.folk)
    storlek = (storlek - storlek.mean()) / storlek.std()
    for f, (familj, (vikt_storlek, vikt_villkor)) in enumerate(FAMILJER.items()):
        skillnad = vikt_storlek * np.abs(storlek[:, None] - storlek) + vikt_villkor * np.abs(
            riket.villkor[:, None] - riket.villkor
        )
        np.fill_diagonal(skillnad, np.inf)
        narmast = np.argsort(skillnad, axis=1, kind="stable")[:, :7]
        skilj = ", " if familj == "övergripande" else " "
        for k, namn in enumerate(riket.namn):
            titel = f"Liknande kommuner{skilj}{familj}, {namn}, {SISTA_AR - 1}"
            grupper.append(
                {
                    "id": f"G{800000 + f * 1000 + k}",
                    "title": titel,
                    "members": [medlem[i] for i in sorted(narmast[k])],
                }
            )
    return grupper


def land_som_kolada(fro: int = FRO) -> dict:
    """The whole country in the form that `kkik.demo.kolada` serves."""
    riket = land(fro)
    values: dict[str, dict] = {}
    for nummer, matt in enumerate(MATT):
        ar, x = serie(matt, nummer, riket, fro)
        _storkoping(matt, ar, x)
        values[matt.id] = {"T": _rad(ar, x, riket.koder)}
        if matt.kongap is not None:
            slump = np.random.default_rng([fro, 500 + nummer])
            andel = 0.5 if matt.id == FOLKMANGD else 1.0
            halv = matt.kongap / 2 + slump.normal(0, max(matt.brus, 0.01) * 0.5, x.shape[1])
            halv = halv + slump.normal(0, max(matt.brus, 0.01) * 0.35, x.shape)
            values[matt.id]["K"] = _rad(ar, _avrunda(x * andel + halv, matt), riket.koder)
            values[matt.id]["M"] = _rad(ar, _avrunda(x * andel - halv, matt), riket.koder)
        vag = np.nan_to_num(x) * riket.folk
        vikt = (~np.isnan(x)) * riket.folk
        riksvarde = (
            x.sum(axis=1) if matt.id == FOLKMANGD else vag.sum(axis=1) / np.maximum(vikt.sum(axis=1), 1)
        )
        values[matt.id]["T"].update(
            _rad(ar, _avrunda(riksvarde[:, None], _utan_tak(matt)), np.array([RIKET]))
        )
    kommuner = [
        {"id": f"{k:04d}", "title": n, "type": "K"} for k, n in zip(riket.koder, riket.namn, strict=True)
    ]
    regioner = [
        {"id": f"{FORSTA_REGION + i:04d}", "title": f"Region {n}", "type": "L"}
        for i, n in enumerate(LANSNAMN)
    ]
    kkik = [{"member_id": m.id, "member_title": m.titel} for m in MATT if m.kkik]
    return {
        "kpi": [_kpi(m) for m in MATT],
        "municipality": [{"id": "0000", "title": "Riket (påhittat)", "type": "L"}, *regioner, *kommuner],
        "municipality_groups": _grupper(riket),
        "kpi_groups": [
            {"id": KKIK_GRUPP, "title": "Kommunens kvalitet i korthet (påhittad)", "members": kkik}
        ],
        "values": values,
    }


def _utan_tak(matt: Matt) -> Matt:
    return replace(matt, tak=math.inf) if matt.id == FOLKMANGD else matt
