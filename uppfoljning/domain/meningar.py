"""Every light explains itself: one Swedish sentence for rules 1, 2, 9 and 10, from the result's own inputs.

enhet: the measure's unit as shown ("%", "kr/elev", ""). decimaler: of outcomes and differences; a target level
is shown with as few as it needs. Outcome and target never look equal when they are not.
"""

from kkik.domain.meningar import KAN_INTE
from kkik.domain.signaler import Orsak, Riktning, Signal
from styrsnurra.gemensamt.tal import avrunda, formatera, formatera_skillnad, som_decimal
from uppfoljning.domain.fokus import Fokus
from uppfoljning.domain.malniva import Forandring, Malniva, Malslag, MotMalniva
from uppfoljning.domain.maluppfyllelse import Maluppfyllelse
from uppfoljning.domain.pa_vag import PaVag

_MAL_I_ORD = {Signal.GRON: "målet nås", Signal.GUL: "nära målet", Signal.ROD: "målet nås inte"}
_VAG_I_ORD = {
    Signal.GRON: "på väg mot målet",
    Signal.GUL: "nästan på väg mot målet",
    Signal.ROD: "inte på väg mot målet",
}
_FLEST_DECIMALER = 6


def mening_malniva(r: MotMalniva, enhet: str = "", decimaler: int = 1) -> str:
    """E.g. "69,0 % av 85 % – målet nås inte (16,0 procentenheter ifrån)"."""
    if r.signal is Signal.GRA:
        return f"{KAN_INTE}: {r.orsak.etikett}"
    if Malslag(r.mal.slag) is Malslag.FORANDRING:
        return _mening_forandring(r, enhet, decimaler)
    decimaler = _som_skiljer(r.utfall, r.referens, decimaler)
    utfall = formatera(r.utfall, decimaler, enhet)
    return f"{utfall} {malet_i_ord(r.mal, r.riktning, enhet)} – {_dom(r, enhet, decimaler)}"


def malet_i_ord(mal: Malniva, riktning: Riktning, enhet: str) -> str:
    """The level as it follows an outcome: "av 85 %", "mot högst 320", "mot 48–52"."""
    if Malslag(mal.slag) is Malslag.INTERVALL:
        return f"mot {formatera(mal.a, antal_decimaler(mal.a))}–{formatera(mal.b, antal_decimaler(mal.b), enhet)}"
    nivan = formatera(mal.varde, antal_decimaler(mal.varde), enhet)
    return f"av {nivan}" if riktning is Riktning.HOG else f"mot högst {nivan}"


def _dom(r: MotMalniva, enhet: str, decimaler: int) -> str:
    """The verdict and how far away, e.g. "nära målet, inom felmarginalen ±3,0 (2,0 ifrån)"."""
    text = _MAL_I_ORD[r.signal]
    if r.orsak is Orsak.INOM_FELMARGINAL:
        text += f", inom felmarginalen ±{_bredd(r.marginal, enhet, decimaler)}"
    if r.avvikelse < 0:
        text += f" ({_bredd(-r.avvikelse, enhet, decimaler)} ifrån)"
    elif r.avvikelse > 0:
        text += f" ({_bredd(r.avvikelse, enhet, decimaler)} bättre)"
    return text


def _mening_forandring(r: MotMalniva, enhet: str, decimaler: int) -> str:
    """E.g. "74,0 % från 70,0 % – målet att öka nås (+4,0 procentenheter, toleransen är 3,5 procentenheter)"."""
    att = {Forandring.OKA: "öka", Forandring.MINSKA: "minska", Forandring.OFORANDRAD: "vara oförändrad"}
    decimaler = _som_skiljer(r.utfall, r.referens, decimaler)
    malet = f"målet att {att[Forandring(r.mal.forandring)]}"
    dom = {Signal.GRON: f"{malet} nås", Signal.GUL: f"nära {malet}", Signal.ROD: f"{malet} nås inte"}[
        r.signal
    ]
    andring = formatera_skillnad(r.utfall - r.referens, decimaler, enhet)
    bredd = _bredd(r.tolerans_bredd, enhet, max(decimaler, antal_decimaler(r.tolerans_bredd, 2)))
    fran = f"{formatera(r.utfall, decimaler, enhet)} från {formatera(r.referens, decimaler, enhet)}"
    return f"{fran} – {dom} ({andring}, toleransen är {bredd})"


def mening_pa_vag(r: PaVag | None, enhet: str = "", decimaler: int = 1) -> str:
    """E.g. "81,0 % mot väntade 83,5 % 2023 – inte på väg mot målet 88 % 2025 (2,5 procentenheter ifrån)"."""
    if r is None:
        return ""
    if r.signal is Signal.GRA:
        return f"{KAN_INTE}: {r.orsak.etikett}"
    decimaler = _som_skiljer(r.utfall, r.forvantat, decimaler)
    mal = formatera(r.mal_varde, antal_decimaler(r.mal_varde), enhet)
    fran = formatera(r.forvantat, decimaler, enhet)
    text = f"{formatera(r.utfall, decimaler, enhet)} mot väntade {fran} {r.ar} – {_VAG_I_ORD[r.signal]}"
    text += f" {mal} {r.mal_ar}"
    if r.orsak is Orsak.INOM_FELMARGINAL:
        text += f", inom felmarginalen ±{_bredd(r.marginal, enhet, decimaler)}"
    if r.avvikelse:
        vart = "ifrån" if r.avvikelse < 0 else "bättre"
        text += f" ({_bredd(abs(r.avvikelse), enhet, decimaler)} {vart})"
    return text


def mening_maluppfyllelse(r: Maluppfyllelse) -> str:
    """E.g. "Målet nås inte: 1 når, 2 når inte, 1 kan inte bedömas"."""
    if r.orsak is Orsak.FOR_LITE_UNDERLAG and r.bedomda + r.gra == 0:
        return f"{KAN_INTE}: målet har inga resultatindikatorer"
    if r.signal is Signal.GRA:
        return f"{KAN_INTE}: {r.orsak.etikett} ({r.sammansattning})"
    return f"{r.signal.etikett_maluppfyllelse}: {r.sammansattning}"


def mening_fokus(r: Fokus) -> str:
    """The reasons as one sentence, e.g. "Når inte målet, bland de sämsta 25 % och försämras"."""
    skal = r.skal_i_ord
    if not skal:
        return ""
    text = skal[0] if len(skal) == 1 else f"{', '.join(skal[:-1])} och {skal[-1]}"
    return text[0].upper() + text[1:]


def antal_decimaler(tal: float, hogst: int = _FLEST_DECIMALER) -> int:
    """How many decimals a number needs to be shown as it is, at most `hogst`."""
    return next((d for d in range(hogst) if avrunda(tal, d) == som_decimal(tal)), hogst)


def _som_skiljer(tal: float, annat: float, decimaler: int) -> int:
    """At least `decimaler`, and as many as it takes for two different numbers to look different."""
    if tal == annat:
        return decimaler
    for d in range(decimaler, _FLEST_DECIMALER):
        if avrunda(tal, d) != avrunda(annat, d) and avrunda(tal - annat, d):
            return d
    return max(decimaler, _FLEST_DECIMALER)


def _bredd(tal: float, enhet: str, decimaler: int) -> str:
    """A width or a distance: percentages in percentage points, no sign."""
    return formatera_skillnad(tal, decimaler, enhet, tecken=False)
