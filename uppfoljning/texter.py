"""Small Swedish texts about stored lights: units, target levels, distances. The long sentences are the domain's."""

from datetime import date
from typing import Any

from kkik.domain.signaler import Riktning, Signal
from planering.models import Plan
from styrsnurra.gemensamt.tal import HARDBLANK, SAKNAS, formatera, formatera_skillnad, spann
from uppfoljning.domain.malniva import Forandring, Malslag
from uppfoljning.domain.meningar import antal_decimaler
from uppfoljning.orsaker import orsakstext, saknas_text

_TYST = {"antal", "index", "balanstal", "ja/nej"}
_FORANDRING = {
    Forandring.OKA: "öka",
    Forandring.MINSKA: "minska",
    Forandring.OFORANDRAD: "vara oförändrad",
}


def visad_enhet(enhet: str) -> str:
    """The unit as it follows a figure: what it is counted per stands in the measure's name, and "antal" says
    nothing after a number."""
    bas = enhet.partition("/")[0].strip()
    return "" if bas in _TYST else bas


def med_ar(text: str, ar: int, enhet: str) -> str:
    """A figure and its year: "84,2 % 2022", but "12 (2022)" where no unit keeps the two apart."""
    return f"{text} {ar}" if enhet else f"{text} ({ar})"


def malniva_text(mal: dict[str, Any] | None, enhet: str) -> str:
    """The target level as stored in `mal_indata`: "88 %", "48–52 %", "öka från 70,3 %"; "–" when there is none."""
    if mal is None:
        return SAKNAS
    if mal["slag"] == Malslag.NIVA:
        return _kort(mal["varde"], enhet)
    if mal["slag"] == Malslag.INTERVALL:
        return f"{_kort(mal['a'], '')}–{_kort(mal['b'], enhet)}"
    att = _FORANDRING[Forandring(mal["forandring"])]
    return att if mal["utgangsvarde"] is None else f"{att} från {formatera(mal['utgangsvarde'], 1, enhet)}"


def malniva_grans(mal: dict[str, Any] | None) -> float | tuple[float, float] | None:
    """Where a small picture draws the target: a number, an interval, or nowhere."""
    if mal is None:
        return None
    if mal["slag"] == Malslag.INTERVALL:
        return mal["a"], mal["b"]
    return mal["varde"] if mal["slag"] == Malslag.NIVA else mal["utgangsvarde"]


def avstand_text(
    signal: str,
    avvikelse: float | None,
    mal: dict[str, Any] | None,
    riktning: str,
    enhet: str,
    decimaler: int,
) -> str:
    """How far from the target, as it follows the light's word: "13 594 kr för mycket". "" when there is nothing."""
    if avvikelse is None or mal is None or signal not in (Signal.GUL, Signal.ROD) or avvikelse >= 0:
        return ""
    hur = formatera_skillnad(-avvikelse, synliga_decimaler(-avvikelse, decimaler), enhet, tecken=False)
    if mal["slag"] == Malslag.NIVA:
        return f"{hur} {'kvar' if riktning == Riktning.HOG else 'för mycket'}"
    return f"{hur} utanför" if mal["slag"] == Malslag.INTERVALL else f"{hur} åt fel håll"


def synliga_decimaler(tal: float, decimaler: int) -> int:
    """As many decimals as it takes for a distance that is not zero not to be shown as zero."""
    return next((d for d in range(decimaler, 6) if abs(tal) >= 0.5 * 10**-d), 6)


def rang_text(rang: int | None, n: int) -> str:
    """ "plats 141 av 290"; "" when there is no place."""
    return "" if rang is None or not n else f"plats {rang} av{HARDBLANK}{n + 1}"


def orsak_text(orsak: str, saknas: str, vantas: date | None = None, idag: date | None = None) -> str:
    """Why a light is grey; of a missing outcome, why that is missing, and when it is to come (`vantas`, `idag`)."""
    if orsak == "utfall_saknas" and saknas:
        return orsakstext(saknas) if idag is None else saknas_text(saknas, vantas, idag)
    return orsakstext(orsak)


def malets_orsak(b: Any, plan: Plan, idag: date | None = None) -> str:
    """Why the target light of a year is grey. A year outside the plan lacks no target level: the plan says nothing
    of it."""
    if b.mal_orsak == "ingen_malniva" and b.ar not in plan.ar:
        return f"planen börjar {plan.fran_ar}" if b.ar < plan.fran_ar else f"planen slutade {plan.till_ar}"
    return orsak_text(b.mal_orsak, b.saknas_orsak, b.vantas, idag)


def marginal_text(marginal: float, kalla: str, enhet: str) -> str:
    """ "±3,1 procentenheter (osäkerhetstal U01640 i Kolada)"; a margin that a person entered says so."""
    bredd = formatera_skillnad(marginal, None, enhet, tecken=False)
    varifran = "angiven på indikatorn" if kalla == "indikator" else f"osäkerhetstal {kalla} i Kolada"
    return f"±{bredd} ({varifran})"


def vantat_texter(vantat: list[list[Any]], ar: int, decimaler: int, enhet: str) -> list[tuple[int, str, str]]:
    """(year, likely outcome, from–to) of the stored `vantat`, years that have already been left out."""
    return [
        (om_ar, formatera(p50, decimaler, enhet), spann(p10, p90, decimaler))
        for om_ar, p10, p50, p90 in vantat
        if om_ar > ar
    ]


def _kort(tal: float, enhet: str) -> str:
    return formatera(tal, antal_decimaler(tal), enhet)
