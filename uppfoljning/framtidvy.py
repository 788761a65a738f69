"""Rule 5 on the indicator's page: will the target be reached, and where do we end up without new effort?"""

from dataclasses import dataclass

from kkik.domain.prognosmeningar import mening_malprognos, mening_troligt
from kkik.domain.prognostyper import Malprognos
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.models import Bedomning
from uppfoljning.queries import Indikatorsida
from uppfoljning.texter import vantat_texter, visad_enhet


@dataclass(frozen=True, slots=True)
class Framtidsvy:
    """`mening` about the target, "" without one; `trolig` the likely outcome in the target year. `vantat`: (year,
    likely, from–to) at two and three years. `underlag`: what it rests on."""

    rubrik: str
    mening: str
    trolig: str
    vantat: tuple[tuple[int, str, str], ...]
    underlag: str


def framtid(sida: Indikatorsida) -> Framtidsvy | None:
    """None before anything has been computed, without a value to start from, and for own measures: it rests on how it
    has gone for other municipalities."""
    i, b = sida.indikator, sida.bedomning
    if b is None or not b.prognos_indata:
        return None
    rubrik = "Utan ny kraft"
    r, enhet = Malprognos.fran_indata(b.prognos_indata), visad_enhet(i.matt.enhet)
    vantat = tuple(vantat_texter(b.vantat, b.ar, i.decimaler, enhet))
    if r.mal is None and not vantat:
        return None
    mening = mening_malprognos(r, enhet, i.decimaler) if r.mal is not None and i.riktning != "neutral" else ""
    if mening:
        rubrik = f"Når vi målet {r.malar}?" if r.malar > r.start_ar else rubrik
    return Framtidsvy(
        rubrik,
        mening,
        mening_troligt(r, enhet, i.decimaler) if r.mal is not None else "",
        vantat,
        _underlag(r),
    )


def _underlag(r: Malprognos) -> str:
    """What the counting rests on."""
    antal = r.antal or max((v.antal for v in r.trend), default=0)
    if not antal:
        return ""
    text = f"Räknat från {r.start_ar} på {formatera(antal, 0)} fall där en kommun har varit i ett läge som liknar vårt"
    return text + (f", i {formatera(r.antal_kommuner, 0)} kommuner." if r.antal_kommuner else ".")


def solfjader(sida: Indikatorsida, senaste_ar: int | None) -> tuple[tuple[int, float, float], ...]:
    """(year, low, high) of the likely outcomes after the newest one, for the chart."""
    b: Bedomning | None = next(
        (
            b
            for b in sida.bedomningar
            if b.prognos_fran == senaste_ar and b.prognos_fran is not None and b.vantat
        ),
        None,
    )
    return () if b is None else tuple((ar, p10, p90) for ar, p10, _, p90 in b.vantat)
