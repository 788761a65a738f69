"""Every light explains itself: one Swedish sentence for rules 3, 4 and 6, from the result's own inputs.

enhet: the nyckeltal's unit as shown ("%", "kr/inv", ""). decimaler: of its values, None lets the size decide.
"""

from kkik.domain.jamforelse import MotAndra
from kkik.domain.kon import KonResultat
from kkik.domain.signaler import Orsak, Riktning, Trend
from kkik.domain.trendtyper import TrendResultat
from kkik.domain.vana import Vanor
from kkik.domain.xmr import XmrResultat
from styrsnurra.gemensamt.tal import avrunda, formatera, formatera_skillnad

KAN_INTE = "Kan inte bedömas"


def mening_mot_andra(
    r: MotAndra, enhet: str = "", decimaler: int | None = None, ar: int | None = None
) -> str:
    """E.g. "84,2 % 2022 – i mitten: plats 141 av 290, de andras median är 83,9 %"."""
    nar = "" if ar is None else f" {ar}"
    median = f"de andras median är {formatera(r.median, decimaler, enhet)}"
    if r.orsak is Orsak.UTFALL_SAKNAS:
        return f"{KAN_INTE}: {r.orsak.etikett}{nar}" + (f" ({median})" if r.n else "")
    if r.orsak is Orsak.FOR_FA_JAMFORBARA:
        vilka = {0: "ingen annan kommun", 1: "bara en annan kommun"}.get(r.n, f"bara {r.n} andra kommuner")
        return f"{KAN_INTE}: {vilka} har ett värde{nar}"
    if r.orsak is Orsak.VARDERAS_EJ:
        return f"{KAN_INTE}: {r.orsak.etikett}" + (f" ({median})" if r.n else "")
    ordet = r.signal.etikett_andra
    plats = f"{'delad plats' if r.lika else 'plats'} {r.rang} av {r.n + 1}"
    text = f"{formatera(r.egen, decimaler, enhet)}{nar} – {ordet[0].lower()}{ordet[1:]}: {plats}"
    if r.intervall is not None:
        text += f" efter avstånd till {_intervall(r.intervall, enhet)}"
    text += f", {median}"
    if r.orsak is Orsak.INOM_FELMARGINAL:
        text += f"; felmarginalen ±{_bredd(r.marginal, decimaler, enhet)} når en annan färg"
    return text


def mening_trend(r: TrendResultat, enhet: str = "", decimaler: int | None = None) -> str:
    """E.g. "Stiger – försämras: +412 kr/inv per år 2018–2022 (5 mätta år), mer än vad slumpen brukar ge"."""
    if r.trend is None:
        return f"{KAN_INTE}: {_ingen_trend(r)}"
    forst = r.punkter[0][0]
    arlig = formatera_skillnad(r.lutning, _lutningsdecimaler(r, decimaler), enhet)
    ordet = r.trend.etikett
    if r.godhet is not None and not (r.trend is Trend.PLAN and r.riktning is not Riktning.INTERVALL):
        ordet += f" – {r.godhet.etikett}"
    text = f"{ordet}: {arlig} per år {forst}–{r.ar} ({len(r.punkter)} mätta år)"
    if r.utan_brusmatt and r.trend is Trend.PLAN:
        text += ", inte åt samma håll hela vägen eller högst 5 % i allt"
    elif r.utan_brusmatt:
        text += ", åt samma håll hela vägen och mer än 5 % i allt (måttets brus är inte känt)"
    elif r.trend is Trend.PLAN:
        text += ", inte mer än vad slumpen brukar ge i kommuner av samma storlek"
    else:
        text += ", mer än vad slumpen brukar ge i kommuner av samma storlek"
    if r.alla_ror_sig:
        text += f"; som i {formatera(100 * r.andel_samma_hall, 0, '%')} av kommunerna"
    return text


def _ingen_trend(r: TrendResultat) -> str:
    if r.orsak is Orsak.EJ_MATT:
        return f"{r.ar} är inte mätt på nytt, nästan alla kommuner har kvar samma värde som {r.ar - 1}"
    if not any(y == r.ar for y, _ in r.punkter):
        return f"uppgift för {r.ar} saknas"
    antal = "bara ett mätt år" if len(r.punkter) == 1 else f"bara {len(r.punkter)} mätta år"
    return f"{antal} {r.ar - 4}–{r.ar}" + ("" if r.sigma is not None else " och måttets brus är inte känt")


def mening_vana(vanor: Vanor, riktning: Riktning | str) -> str:
    """What two changes in the bad direction in a row have led to; empty when there is nothing to say."""
    andel, vana = vanor.andel(riktning), vanor.vana(riktning)
    if andel is None:
        return ""
    text = f"Två försämringar i rad har följts av en tredje i {formatera(100 * andel, 0, '%')} av fallen"
    return text if vana is None else f"{text}: {vana.etikett}"


def mening_kon(r: KonResultat, enhet: str = "", decimaler: int | None = None) -> str:
    """E.g. "Kvinnor 84,0 %, män 80,0 % – skillnaden 4,0 procentenheter är större än i 82 % av 210 kommuner"."""
    if r.gap is None:
        return f"{KAN_INTE}: värde för både kvinnor och män saknas"
    text = f"Kvinnor {formatera(r.kvinnor, decimaler, enhet)}, män {formatera(r.man, decimaler, enhet)}"
    text += f" – skillnaden {_bredd(abs(r.gap), decimaler, enhet)}"
    if r.andel is None:
        return f"{text} kan inte jämföras, för få andra kommuner har båda värdena ({r.n})"
    vad = "är större än i de flesta kommuner" if r.avviker else "är som i andra kommuner"
    return f"{text} {vad} (större än i {formatera(100 * r.andel, 0, '%')} av {r.n} andra)"


def mening_xmr(r: XmrResultat, enhet: str = "", decimaler: int | None = None) -> str:
    """E.g. "Stiger: 20,0 min är utanför gränserna 6,4–13,6 min kring 10,0 min"."""
    if r.trend is None:
        return f"{KAN_INTE}: färre än tolv värden"
    ordet = r.trend.etikett + (f" – {r.godhet.etikett}" if r.godhet and r.sarskilda else "")
    senast = formatera(next(v for v in reversed(r.varden) if v is not None), decimaler, enhet)
    spann = f"{formatera(r.undre, decimaler)} till {formatera(r.ovre, decimaler, enhet)}"
    varfor = ", ".join(s.etikett for s, _ in r.sarskilda) or "inget utöver den vanliga variationen"
    return f"{ordet}: senast {senast}, vanlig variation {spann} – {varfor}"


def _bredd(tal: float, decimaler: int | None, enhet: str) -> str:
    """A width or a distance: percentages in percentage points, no sign."""
    return formatera_skillnad(tal, decimaler, enhet, tecken=False)


def _intervall(granser: tuple[float, float], enhet: str) -> str:
    return f"{formatera(granser[0])}–{formatera(granser[1], None, enhet)}"


def _lutningsdecimaler(r: TrendResultat, decimaler: int | None) -> int | None:
    """A slope is smaller than the values: one decimal at least, and more when an arrow would stand beside 0."""
    if decimaler is None:
        return None
    minst = max(decimaler, 1)
    if r.trend is Trend.PLAN:
        return minst
    return next((d for d in range(minst, 6) if avrunda(r.lutning, d)), 6)
