"""{% load styr %}: numbers, signal marks and small pictures, each drawn by its template in _komponenter/.

Marks depend on nothing but their arguments and are cached: a table of thousands of marks costs a few
milliseconds. Every mark has its word in the HTML, visible or for screen readers.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from styrsnurra.gemensamt import datum, signalord, tal
from styrsnurra.gemensamt.farger import accentvariabler
from styrsnurra.gemensamt.gnista import gnista
from styrsnurra.gemensamt.punkter import prickbild
from styrsnurra.gemensamt.spridning import Spridningsbild

register = template.Library()


def rita(mall: str, /, **kontext: Any) -> SafeString:
    """The component `mall`, rendered without a request."""
    return get_template(f"_komponenter/{mall}.html").render(kontext)


# ---- Numbers and dates ----


@register.filter("tal")
def tal_filter(varde: Any, decimaler: Any = None) -> str:
    """{{ v|tal }} or {{ v|tal:1 }}"""
    return tal.formatera(varde, None if decimaler in (None, "") else int(decimaler))


@register.filter
def tal_enhet(varde: Any, enhet: str) -> str:
    """{{ v|tal_enhet:"kr" }}"""
    return tal.formatera(varde, enhet=enhet)


@register.filter
def skillnad(varde: Any, enhet: str = "") -> str:
    """{{ v|skillnad:"%" }} → +3,7 procentenheter"""
    return tal.formatera_skillnad(varde, enhet=enhet)


@register.filter("ar")
def ar_filter(varde: Any) -> str:
    return tal.ar(varde)


@register.filter(expects_localtime=True)
def iso(dag: Any) -> str:
    return datum.iso(dag or None)


@register.filter(expects_localtime=True)
def iso_tid(tid: Any) -> str:
    return datum.iso_tid(tid or None)


@register.simple_tag(name="tal")
def tal_tagg(varde: Any, decimaler: int | None = None, enhet: str = "", tecken: bool = False) -> str:
    """{% tal v 1 "%" %}, {% tal v 1 "pe" tecken=True %}"""
    return tal.formatera(varde, decimaler, enhet, tecken=tecken)


# ---- Signal marks ----


@register.simple_tag
def ansikte(
    signal: str | None, storlek: int = 20, text: str | None = None, synlig: bool = False
) -> SafeString:
    """The face of the target light. text: another word than the usual; synlig: the word is shown."""
    namn = signalord.signal_av(signal)
    return _marke("ansikte", namn, storlek, signalord.MAL[namn] if text is None else text, synlig)


@register.simple_tag
def ruta(signal: str | None, storlek: int = 14, text: str | None = None, synlig: bool = False) -> SafeString:
    """The square of the peer light."""
    namn = signalord.signal_av(signal)
    return _marke("ruta", namn, storlek, signalord.ANDRA[namn] if text is None else text, synlig)


@register.simple_tag
def pil(
    trend: str | None,
    godhet: str | None = "",
    storlek: int = 16,
    text: str | None = None,
    synlig: bool = False,
) -> SafeString:
    """The arrow of the trend, coloured by goodness; the word tells both unless `text` says otherwise."""
    namn, omdome = signalord.trend_av(trend), signalord.godhet_av(godhet)
    return _pil(namn, omdome, storlek, signalord.trendtext(namn, omdome) if text is None else text, synlig)


@register.simple_tag
def pil_delad(trend: str | None, godhet: str | None = "", storlek: int = 16) -> SafeString:
    """For table cells: arrow and movement, the goodness on a small line of its own."""
    namn, omdome = signalord.trend_av(trend), signalord.godhet_av(godhet)
    marke = _pil(namn, omdome, storlek, signalord.TREND[namn], True)
    return rita("pil_delad", marke=marke, omdome=signalord.GODHET[omdome] if namn != "gra" else "")


@lru_cache(maxsize=2048)
def _marke(mall: str, signal: str, storlek: int, text: str, synlig: bool) -> SafeString:
    return rita(mall, signal=signal, storlek=storlek, text=text, synlig=synlig)


@lru_cache(maxsize=512)
def _pil(trend: str, godhet: str, storlek: int, text: str, synlig: bool) -> SafeString:
    return rita(
        "pil",
        trend=trend,
        signal=signalord.GODHETSSIGNAL[godhet] if trend != "gra" else "gra",
        storlek=storlek,
        text=text,
        synlig=synlig,
        vinkel={"stigande": -45, "sjunkande": 45, "plan": 0, "gra": None}[trend],
    )


@register.simple_tag
def signaltext(ljus: str, signal: str | None, godhet: str | None = "") -> str:
    """The bare word. ljus: "mal", "andra" or "trend" (signal is then the trend)."""
    if ljus == "trend":
        return signalord.trendtext(signal, godhet)
    return {"mal": signalord.MAL, "andra": signalord.ANDRA}[ljus][signalord.signal_av(signal)]


@register.simple_tag
def tagg(text: str, signal: str = "") -> SafeString:
    """A quiet pill; signal tints it."""
    return rita("tagg", text=text, signal=signalord.signal_av(signal) if signal else "")


@register.simple_tag
def tagg_mal(signal: str | None, text: str | None = None) -> SafeString:
    return _tagg_marke("ansikte", signalord.signal_av(signal), text)


@register.simple_tag
def tagg_andra(signal: str | None, text: str | None = None) -> SafeString:
    """A pill with the square and the words of the peer light."""
    return _tagg_marke("ruta", signalord.signal_av(signal), text)


@lru_cache(maxsize=256)
def _tagg_marke(slag: str, signal: str, text: str | None) -> SafeString:
    rit, ordlista, storlek = {"ansikte": (ansikte, signalord.MAL, 16), "ruta": (ruta, signalord.ANDRA, 13)}[
        slag
    ]
    marke = rit(signal, storlek, text="")
    return rita("tagg", marke=marke, text=text or ordlista[signal], signal=signal)


@register.simple_tag
def tagg_trend(trend: str | None, godhet: str | None = "") -> SafeString:
    """A pill with the arrow and "Stiger – försämras"."""
    return rita(
        "tagg", marke=pil(trend, godhet, 15, text=""), text=signalord.trendtext(trend, godhet), signal=""
    )


@register.simple_tag
def sammansattning(antal: Mapping[str, int], forklaring: bool = True, ord_: Any = None) -> SafeString:
    """A bar of how many got which signal, and the same in words. antal: {"gron": 5, "gul": 3, …}."""
    delar, x = [], 0.0
    summa = sum(int(antal.get(s, 0)) for s in signalord.SIGNALER)
    for signal in signalord.SIGNALER:
        n = int(antal.get(signal, 0))
        if n:
            bredd = 100 * n / summa
            text = f"{n} {(ord_ or signalord.FORDELNING)[signal]}"
            delar.append({"signal": signal, "x": f"{x:.3f}", "bredd": f"{bredd:.3f}", "text": text})
            x += bredd
    return rita(
        "sammansattning", delar=delar, forklaring=forklaring, namn=", ".join(d["text"] for d in delar)
    )


@register.simple_tag
def kvartilmarke(kvartil: int | None, signal: str = "", neutral: bool = False) -> SafeString:
    """Which quarter of the municipalities: 1 worst … 4 best (neutral: 1 lowest … 4 highest)."""
    return _kvartil(
        int(kvartil) if kvartil else None, signalord.signal_av(signal) if signal else "", bool(neutral)
    )


@lru_cache(maxsize=64)
def _kvartil(kvartil: int | None, signal: str, neutral: bool) -> SafeString:
    if kvartil is not None and kvartil not in (1, 2, 3, 4):
        raise ValueError(f"a quarter is 1–4, not {kvartil}")
    text = signalord.FJARDEDEL[neutral][kvartil - 1] if kvartil else "Kan inte jämföras"
    return rita(
        "kvartilmarke",
        signal=signal,
        text=text,
        celler=[{"x": 1 + i * 11, "har": kvartil == i + 1} for i in range(4)],
        tom=kvartil is None,
    )


# ---- Small pictures ----


@register.simple_tag
def sparkline(
    varden: Any,
    ar: Any,
    malniva: Any = None,
    signal: str | None = "gra",
    bredd: int = 132,
    hojd: int = 34,
    enhet: str = "",
    decimaler: int | None = None,
) -> SafeString:
    """Years at a glance. varden: None/NaN is a gap; malniva: number, pair (interval) or None."""
    mal = tuple(malniva) if isinstance(malniva, (tuple, list)) else malniva
    nyckel = (tuple(varden), tuple(int(a) for a in ar), mal, signalord.signal_av(signal), bredd, hojd)
    return _sparkline(*nyckel, str(enhet), decimaler)


@lru_cache(maxsize=4096)
def _sparkline(varden, ar, malniva, signal, bredd, hojd, enhet, decimaler) -> SafeString:
    bild = gnista(varden, ar, malniva, bredd=bredd, hojd=hojd, enhet=enhet, decimaler=decimaler)
    return rita("sparkline", bild=bild, signal=signal)


@register.simple_tag
def prickdiagram(
    varden: Any,
    egen: Any = None,
    p25: Any = None,
    p75: Any = None,
    namn: str = "",
    enhet: str = "",
    decimaler: int | None = None,
    signal: str = "",
) -> SafeString:
    """All municipalities as dots, the middle half as a band, the own one marked by name."""
    bild = prickbild(tuple(varden), egen, p25, p75, str(namn), str(enhet), decimaler)
    return rita("prickdiagram", bild=bild, signal=signalord.signal_av(signal) if signal else "")


@register.simple_tag
def spridningsdiagram(bild: Spridningsbild) -> SafeString:
    """Two measures against each other: a dot for each municipality, the own one marked by name."""
    return rita("spridningsdiagram", bild=bild)


@register.simple_tag
def snurra(nu: str = "", klara: str = "", text: str = "", storlek: int = 140) -> SafeString:
    """The wheel. nu: the part at work (planering, uppfoljning, atgarder); klara: parts done, by comma."""
    fardiga = {k.strip() for k in klara.split(",") if k.strip()}
    delar = [
        {"d": d, "lage": "nu" if namn == nu else "klar" if namn in fardiga else "kommer", "namn": etikett}
        for namn, etikett, d in SNURRANS_DELAR
    ]
    lagen = {"nu": "pågår", "klar": "klar", "kommer": "återstår"}
    beskrivning = ". ".join(f"{d['namn']}: {lagen[d['lage']]}" for d in delar)
    nu_namn = next((etikett for namn, etikett, _ in SNURRANS_DELAR if namn == nu), "")
    return rita("snurra", delar=delar, text=text or nu_namn, storlek=storlek, beskrivning=f"{beskrivning}.")


SNURRANS_DELAR = (
    ("planering", "Planering", "M110 22a53 53 0 0 1 46 80"),
    ("uppfoljning", "Uppföljning och analys", "M151 109a53 53 0 0 1-84 0"),
    ("atgarder", "Åtgärder", "M63 101a53 53 0 0 1 40-79"),
)


@register.simple_tag(takes_context=True)
def accentstil(context: template.Context) -> SafeString:
    """The municipality's accent colour as a nonce'd style element (context: kommun, request)."""
    # str: the nonce is lazy and counts as false until someone reads it.
    nonce = str(getattr(context.get("request"), "csp_nonce", ""))
    accent = getattr(context.get("kommun"), "accentfarg", None)
    return rita("accentstil", variabler=accentvariabler(accent), nonce=nonce)
