"""The signal table as a file."""

from collections.abc import Iterable
from typing import Any

from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.tal import SAKNAS
from uppfoljning.presenters import Radvy

KOLUMNER = (
    "Målområde",
    "Mål",
    "Indikator",
    "Nyckeltal",
    "Enhet",
    "År",
    "Målnivå",
    "Utfall",
    "Utfall saknas",
    "Senast kända",
    "Mot målnivån",
    "Mot målnivån, orsak",
    "Avvikelse, plus är bra",
    "Mot andra kommuner",
    "Plats",
    "Antal kommuner",
    "Jämförs med",
    "Trend",
    "Trend, omdöme",
    "Väntas om två år, år",
    "Väntas om två år, lägst troligt",
    "Väntas om två år, mest troligt",
    "Väntas om två år, högst troligt",
    "Väntas om tre år, år",
    "Väntas om tre år, lägst troligt",
    "Väntas om tre år, mest troligt",
    "Väntas om tre år, högst troligt",
    "Prognosens målår",
    "Så ofta har målet nåtts från ett liknande läge",
    "Felmarginal",
    "Felmarginalen kommer från",
    "Avviker",
    "Skäl",
    "Kommentar",
    "Ansvarig",
)


def signaltabell_csv(rader: Iterable[Radvy], ar: int | None) -> str:
    """The rows as shown on the page, in the same order."""
    return csvtext(KOLUMNER, (_rad(r, ar) for r in rader))


def _rad(r: Radvy, ar: int | None) -> list[object]:
    i, b, mal = r.kalla.indikator, r.kalla.bedomning, r.kalla.mal
    return [
        mal.malomrade.namn,
        mal.titel,
        i.namn,
        "eget mått" if i.nyckeltal is None else i.nyckeltal.kolada_id,
        i.matt.enhet,
        ar,
        "" if r.malniva == SAKNAS else _malcell(r),
        b.utfall if b else None,
        r.saknas,
        r.senast,
        r.mal_ord,
        r.mal_varfor,
        b.avvikelse if b else None,
        r.andra_ord,
        b.andra_rang if b else None,
        b.andra_n + 1 if b and b.andra_rang is not None else None,
        r.andra_grupp,
        r.trend_ord,
        r.godhet_ord,
        *_vantat(b),
        b.prognos_ar if b else None,
        b.prognos_p if b else None,
        b.marginal if b else None,
        b.marginal_kalla if b else "",
        r.avviker,
        ", ".join(r.skal),
        r.kommentar,
        r.ansvarig,
    ]


def _malcell(r: Radvy) -> object:
    """A plain level as a number, other kinds of target in words."""
    mal = r.kalla.bedomning.mal_indata["mal"] if r.kalla.bedomning else None
    return float(mal["varde"]) if mal and mal["varde"] is not None else r.malniva


def _vantat(b: Any) -> list[object]:
    """Year, p10, p50, p90 at two and three years; nothing where nothing is expected."""
    rader = list(b.vantat) if b else []
    return [tal for rad in (rader + [[None] * 4] * 2)[:2] for tal in rad]
