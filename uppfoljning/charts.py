"""The indicator page's one chart, as data."""

from kkik.domain.signaler import Riktning, Signal
from planering.models import Malniva
from styrsnurra.gemensamt.diagram import Linjedata
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.framtidvy import solfjader
from uppfoljning.queries import Indikatorsida
from uppfoljning.texter import med_ar, visad_enhet

FLEST_AR = 18
_DOM = {Signal.GRON: "målet nås", Signal.GUL: "nära målet", Signal.ROD: "målet nås inte"}


def linje(sida: Indikatorsida) -> Linjedata:
    """The own line, the target path, and the group's middle half and median; or women and men, where asked for."""
    i, ar = sida.indikator, _ar(sida)
    band = sida.band(ar)
    enhet = visad_enhet(i.matt.enhet)
    egen = sida.egen_linje(ar)
    return Linjedata(
        rubrik=_rubrik(sida, enhet),
        sammanfattning=_sammanfattning(sida, ar, egen, band, enhet),
        ar=ar,
        egen=egen,
        egen_namn=sida.kommun.namn if sida.kommun is not None else "Kommunen",
        enhet=enhet,
        decimaler=i.decimaler,
        signal=_signal(sida, ar, egen),
        bana=_bana(sida),
        median=tuple(b[1] for b in band) if any(b[1] is not None for b in band) else (),
        p25=tuple(b[0] for b in band),
        p75=tuple(b[2] for b in band),
        gruppnamn=_kort_gruppnamn(sida),
        prognos=() if sida.kon or sida.egna_kon else solfjader(sida, _senast(ar, egen)),
        kon=_kon(sida, ar),
        brott=sida.matris.brott,
    )


def _ar(sida: Indikatorsida) -> tuple[int, ...]:
    """From our first measured year (or the country's), at most eighteen years, to the last with any value."""
    if sida.serie is not None:
        kanda = sorted(sida.serie.ar)
        return tuple(range(max(kanda[0], kanda[-1] - FLEST_AR + 1), kanda[-1] + 1)) if kanda else ()
    alla = [int(a) for a in sida.matris.ar]
    if not alla:
        return ()
    egna = [a for a, v in zip(alla, sida.egna(sida.matris, alla), strict=True) if v is not None]
    forsta = max(min(egna, default=alla[0]), alla[-1] - FLEST_AR + 1)
    return tuple(range(forsta, alla[-1] + 1))


def _kon(sida: Indikatorsida, ar: tuple[int, ...]) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    namn = {"K": "Kvinnor", "M": "Män"}
    if sida.serie is not None:
        return tuple((namn[k], tuple(serie.ar.get(a) for a in ar)) for k, serie in sida.egna_kon)
    return tuple((namn[k], sida.egna(m, ar)) for k, m in sida.kon)


def _bana(sida: Indikatorsida) -> tuple[tuple[int, float], ...]:
    i = sida.indikator
    nivaer = [(m.ar, m.varde) for m in sida.malnivaer if m.kon == i.kon and m.slag == Malniva.Slag.NIVA]
    if not nivaer or i.riktning == Riktning.INTERVALL:
        return ()
    start = [(i.utgangsar, i.utgangsvarde)] if i.utgangsar is not None else []
    return tuple(start + [n for n in nivaer if i.utgangsar is None or n[0] > i.utgangsar])


def _signal(sida: Indikatorsida, ar: tuple[int, ...], egen: tuple[float | None, ...]) -> str:
    """The target light of the newest outcome, which is the point that gets the colour."""
    return next((b.mal_signal for b in sida.bedomningar if b.ar == _senast(ar, egen)), "")


def _senast(ar: tuple[int, ...], egen: tuple[float | None, ...]) -> int | None:
    return max((a for a, v in zip(ar, egen, strict=True) if v is not None), default=None)


def _gruppnamn(sida: Indikatorsida) -> str:
    """As it reads in a sentence."""
    if sida.grupp is None or sida.grupp.kod == "alla":
        return "alla kommuner"
    return "liknande kommuner" if sida.grupp.kod.startswith("liknande") else sida.grupp.etikett


def _kort_gruppnamn(sida: Indikatorsida) -> str:
    """As it fits at the end of a line."""
    kod = sida.grupp.kod if sida.grupp is not None else "alla"
    if kod.startswith("liknande"):
        return "liknande"
    return {"alla": "alla", "lan": "länet"}.get(kod, "gruppen")


def _rubrik(sida: Indikatorsida, enhet: str) -> str:
    """What the picture says, in a few words."""
    b, i = sida.bedomning, sida.indikator
    if b is None:
        return "Inga bedömningar än"
    if b.utfall is None:
        senast = ""
        if b.senast_ar:
            senast = f" – senast {med_ar(formatera(b.senast_utfall, i.decimaler, enhet), b.senast_ar, enhet)}"
        return f"Utfall för {b.ar} saknas{senast}"
    dom = _DOM.get(Signal(b.mal_signal))
    return med_ar(formatera(b.utfall, i.decimaler, enhet), b.ar, enhet) + (f" – {dom}" if dom else "")


def _sammanfattning(
    sida: Indikatorsida, ar: tuple[int, ...], egen: tuple[float | None, ...], band: list, enhet: str
) -> str:
    d = sida.indikator.decimaler
    matta = [(a, v) for a, v in zip(ar, egen, strict=True) if v is not None]
    meningar = []
    if len(matta) > 1:
        (a0, v0), (a1, v1) = matta[0], matta[-1]
        fran, till = med_ar(formatera(v0, d, enhet), a0, enhet), med_ar(formatera(v1, d, enhet), a1, enhet)
        meningar.append(f"Från {fran} till {till}.")
    med_band = [(a, b) for a, b in zip(ar, band, strict=True) if b[0] is not None]
    if med_band:
        a, (p25, _, p75) = med_band[-1]
        grupp = _gruppnamn(sida)
        meningar.append(
            f"Mittersta hälften av {grupp} låg {a} mellan {formatera(p25, d)} och {formatera(p75, d, enhet)}."
        )
    return " ".join(meningar)
