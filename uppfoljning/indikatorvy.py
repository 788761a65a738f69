"""What the indicator page says about each light: its sentence, the rule in short, and what went into it."""

from dataclasses import dataclass
from datetime import date

from kkik.domain.jamforelse import MotAndra
from kkik.domain.kon import KonResultat
from kkik.domain.meningar import mening_kon, mening_mot_andra, mening_trend, mening_xmr
from kkik.domain.signaler import Riktning, Signal
from kkik.domain.trendtyper import TrendResultat
from kkik.domain.vana import vana_av
from kkik.domain.xmr import XmrResultat
from planering.models import Indikator
from styrsnurra.gemensamt.tal import formatera, formatera_skillnad
from uppfoljning.domain.forbehall import ar_ostadig
from uppfoljning.domain.malniva import MotMalniva, ToleransKravs
from uppfoljning.domain.meningar import antal_decimaler, mening_malniva, mening_pa_vag
from uppfoljning.domain.pa_vag import PaVag
from uppfoljning.ljusfalt import trend_av
from uppfoljning.models import Bedomning
from uppfoljning.orsaker import saknas_text
from uppfoljning.queries import Indikatorsida
from uppfoljning.texter import (
    malets_orsak,
    malniva_text,
    marginal_text,
    med_ar,
    orsak_text,
    synliga_decimaler,
    visad_enhet,
)

Indata = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ljusvy:
    """One light: `meningar` in the order to read them, `regel` the rule in short, `indata` name and value."""

    slag: str
    etikett: str
    signal: str
    trend: str
    godhet: str
    meningar: tuple[str, ...]
    regel: str
    ankare: str
    indata: Indata


def ljusen(sida: Indikatorsida, idag: date) -> tuple[Ljusvy, ...]:
    """The three lights, apart from each other; none before anything has been computed."""
    b = sida.bedomning
    if b is None:
        return ()
    return _mal(sida, b, idag), _andra(sida, b, idag), _trend(sida, b, idag)


def _mal(sida: Indikatorsida, b: Bedomning, idag: date) -> Ljusvy:
    i, enhet = sida.indikator, visad_enhet(sida.indikator.matt.enhet)
    try:
        ljus = MotMalniva.fran_indata(b.mal_indata)
    except (ToleransKravs, ValueError):
        ljus = None
    if ljus is None or ljus.signal is Signal.GRA:
        mening = f"Kan inte bedömas: {malets_orsak(b, i.mal.malomrade.plan, idag)}"
        if b.senast_ar is not None:
            senast = med_ar(formatera(b.senast_utfall, i.decimaler, enhet), b.senast_ar, enhet)
            mening += f". Senast kända utfall är {senast}"
    else:
        mening = mening_malniva(ljus, enhet, i.decimaler)
    meningar = [_punkt(mening)]
    if b.vag_signal and b.vag_signal != Signal.GRA:
        vag = PaVag.fran_indata(b.vag_indata)
        if vag.fore_malaret:  # in a target year the way says what the target light says
            meningar.append(f"På väg: {_punkt(mening_pa_vag(vag, enhet, i.decimaler))}")
    indata = [
        ("Utfall", formatera(b.utfall, i.decimaler, enhet)),
        ("Målnivå", malniva_text(b.mal_indata["mal"], enhet)),
    ]
    if ljus is not None and ljus.tolerans_bredd is not None:
        indata.append(("Tolerans", _tolerans(i, ljus, enhet)))
    if b.marginal is not None:
        indata.append(("Felmarginal", marginal_text(b.marginal, b.marginal_kalla, enhet)))
    if i.utgangsar is not None:
        indata.append((f"Utgångsläge {i.utgangsar}", formatera(i.utgangsvarde, i.decimaler, enhet)))
    regel = (
        "Utfallet jämförs med årets målnivå, aldrig ett äldre utfall. Gult är att missa med högst toleransen."
    )
    return Ljusvy(
        "mal", f"Mot målnivån {b.ar}", b.mal_signal, "", "", tuple(meningar), regel, "malniva", tuple(indata)
    )


def _tolerans(i: Indikator, ljus: MotMalniva, enhet: str) -> str:
    bredd = ljus.tolerans_bredd
    text = formatera_skillnad(bredd, max(i.decimaler, antal_decimaler(bredd, 2)), enhet, tecken=False)
    if i.tolerans is None:
        return f"{text} (5 procent av målnivån)"
    if i.tolerans_slag == Indikator.Toleransslag.PROCENT:
        return f"{text} ({formatera(i.tolerans)} procent av målnivån)"
    return text


def _andra(sida: Indikatorsida, b: Bedomning, idag: date) -> Ljusvy:
    i, enhet = sida.indikator, visad_enhet(sida.indikator.matt.enhet)
    r = MotAndra.fran_indata(b.andra_indata)
    if i.egetmatt is not None:
        mening = "Kan inte bedömas: ett eget mått har inga andra kommuner att jämföras med"
    elif b.ofullstandigt:
        mening = f"Kan inte bedömas: för få kommuner har lämnat uppgift för {b.ar} än"
    elif b.andra_orsak == "utfall_saknas":
        mening = f"Kan inte bedömas: {orsak_text(b.andra_orsak, b.saknas_orsak, b.vantas, idag)}"
    else:
        mening = mening_mot_andra(r, enhet, i.decimaler, b.ar if r.signal is Signal.GRA else None)
    meningar = [_punkt(mening)]
    if grans := _till_grans(r, enhet, i.decimaler):
        meningar.append(grans)
    if r.signal is not Signal.GRA:
        meningar.append(
            f"Jämfört med {b.andra_grupp}. Relativt: säger hur vi ligger, inte om det är bra i sig."
        )
        if ar_ostadig(b.fargbyte):
            hur_ofta = formatera(100 * b.fargbyte, 0, "%")
            meningar.append(f"Färgen är ostadig: från ett år till nästa byts den i {hur_ofta} av kommunerna.")
    visa = lambda v: formatera(v, i.decimaler, enhet)  # noqa: E731
    indata = [("Jämförs med", b.andra_grupp), ("Andra med värde", formatera(r.n, 0))]
    if r.n:
        indata += [
            ("De andras median", visa(r.median)),
            ("25:e–75:e percentilen", f"{formatera(r.p25, i.decimaler)}–{visa(r.p75)}"),
            ("Lägst och högst", f"{formatera(r.min, i.decimaler)} och {visa(r.max)}"),
        ]
    if r.andel_samre is not None:
        indata.append(("Andel som ligger sämre till", formatera(100 * r.andel_samre, 0, "%")))
    if b.fargbyte is not None:
        indata.append(("Kommuner som byter färg från år till år", formatera(100 * b.fargbyte, 0, "%")))
    if b.marginal is not None:
        indata.append(("Felmarginal", marginal_text(b.marginal, b.marginal_kalla, enhet)))
    regel = "Grönt när minst 75 procent av de andra ligger sämre till, rött när högst 25 procent gör det."
    etikett = f"Mot andra kommuner {b.ar}"
    return Ljusvy("andra", etikett, b.andra_signal, "", "", tuple(meningar), regel, "andra", tuple(indata))


def _till_grans(r: MotAndra, enhet: str, decimaler: int) -> str:
    """How far the nearest other colour is, where the way there is plain (not for intervals)."""
    if (
        r.till_grans is None
        or r.riktning is Riktning.INTERVALL
        or r.signal is Signal.GRA
        or r.orsak is not None
    ):
        return ""
    d = synliga_decimaler(r.till_grans, max(decimaler, 1) if r.till_grans < 10 else decimaler)
    hur = formatera_skillnad(r.till_grans, d, enhet, tecken=False)
    battre = (r.till_grans_at == "upp") == (r.riktning is Riktning.HOG)
    if r.signal is Signal.GUL:
        return f"{hur} till de {'bästa' if battre else 'sämsta'} 25\u00a0%."
    return f"{hur} till mitten."


def _trend(sida: Indikatorsida, b: Bedomning, idag: date) -> Ljusvy:
    i, enhet = sida.indikator, visad_enhet(sida.indikator.matt.enhet)
    r = trend_av(vars(b))
    if isinstance(r, XmrResultat):
        return _perioder(sida, b, r, enhet)
    if b.ofullstandigt:
        mening = f"Kan inte bedömas: för få kommuner har lämnat uppgift för {b.ar} än"
    elif b.saknas_orsak and r.trend is None:
        mening = f"Kan inte bedömas: {saknas_text(b.saknas_orsak, b.vantas, idag)}"
    else:
        mening = mening_trend(r, enhet, i.decimaler)
        if r.trend is not None:  # the heading has already said the word
            mening = mening.partition(": ")[2]
    meningar = [_punkt(mening)]
    if r.alla_ror_sig:
        meningar.append(
            "När de flesta rör sig likadant säger det lite om oss, och räknas inte som avvikelse."
        )
    vana = vana_av(b.vana)
    if b.godhet == "forsamras" and vana is not None:
        hur_ofta = formatera(100 * b.vana, 0, "%")
        meningar.append(
            f"Måttet {vana.etikett}: två försämringar i rad följdes av en tredje i {hur_ofta} av fallen."
        )
    forst = r.punkter[0][0] if r.punkter else b.ar - 4
    regel = "En pil ritas bara när lutningen över fem år är större än vad slumpen brukar ge: |z| över 1,75."
    if i.egetmatt is not None:
        regel = (
            "Måttets brus är inte känt: en pil ritas när alla år går åt samma håll och ändringen är över 5 %."
        )
    return Ljusvy(
        "trend", f"Trend {forst}–{b.ar}", _godhetssignal(b), b.trend or "gra", b.godhet,
        tuple(meningar), regel, "trend", _trendindata(r, b, enhet, i.decimaler),
    )  # fmt: skip


def _trendindata(r: TrendResultat, b: Bedomning, enhet: str, decimaler: int) -> Indata:
    indata = [(str(a), formatera(v, decimaler, enhet)) for a, v in r.punkter]
    if r.lutning is not None:
        indata.append(("Lutning per år", formatera_skillnad(r.lutning, max(decimaler, 1), enhet)))
    if r.sigma is not None:
        brus = formatera_skillnad(r.sigma, max(decimaler, 1), enhet, tecken=False)
        indata.append(("Vanligt brus mellan två år (σ)", brus))
    if r.z is not None:
        indata.append(("Lutning mot brus (z)", formatera(r.z, 2, tecken=True)))
    if b.vana is not None:
        indata.append(("Två försämringar i rad följdes av en tredje", formatera(100 * b.vana, 0, "%")))
    return tuple(indata)


def _perioder(sida: Indikatorsida, b: Bedomning, r: XmrResultat, enhet: str) -> Ljusvy:
    """Rule 4 on months or tertials: the newest against the process behaviour of the first twelve."""
    i = sida.indikator
    ofta = "månad" if i.egetmatt.frekvens == i.egetmatt.Frekvens.MANAD else "tertial"
    mening = mening_xmr(r, enhet, i.decimaler).partition(": ")[2]
    indata = (
        ("Mitten, av de tolv första", formatera(r.mitt, max(i.decimaler, 1), enhet)),
        ("Medelrörelse", formatera_skillnad(r.rorelse, max(i.decimaler, 1), enhet, tecken=False)),
        ("Antal värden", formatera(b.trend_antal, 0)),
    )
    regel = (
        f"Varje {ofta} jämförs med måttets vanliga variation: mitten ± 2,66 gånger medelrörelsen. En pil ritas bara "
        "när det senaste värdet bryter mönstret."
    )
    return Ljusvy(
        "trend", f"{ofta.capitalize()} för {ofta}", _godhetssignal(b), b.trend or "gra", b.godhet,
        (_punkt(mening[0].upper() + mening[1:]),), regel, "trend", indata,
    )  # fmt: skip


def _godhetssignal(b: Bedomning) -> str:
    return {"forbattras": "gron", "forsamras": "rod", "oforandrad": "slat"}.get(
        b.godhet, "slat" if b.trend else "gra"
    )


def kon_mening(sida: Indikatorsida) -> str:
    """The gap between women and men, in a sentence; "" where the measure is not divided."""
    b = sida.bedomning
    if b is None or not b.kon_indata:
        return ""
    r = KonResultat.fran_indata(b.kon_indata)
    if r.gap is None:
        return ""
    i, enhet = sida.indikator, visad_enhet(sida.indikator.matt.enhet)
    if i.egetmatt is not None:
        kvinnor, man = (formatera(v, i.decimaler, enhet) for v in (r.kvinnor, r.man))
        gap = formatera_skillnad(abs(r.gap), i.decimaler, enhet, tecken=False)
        return f"Kvinnor {kvinnor}, män {man}: en skillnad på {gap}. Ett eget mått har ingen annan att jämföras med."
    return _punkt(mening_kon(r, enhet, i.decimaler))


def _punkt(mening: str) -> str:
    return mening if mening.endswith(".") else f"{mening}."
