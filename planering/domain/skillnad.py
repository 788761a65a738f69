"""What differs between two plans, as sentences. Plans are plain pictures of themselves here (`Planbild`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planering.domain.malnivaer import Niva
from planering.domain.regler import period
from planering.domain.regler import uppraknat as _och
from planering.domain.skillnad_pengar import Verksamhetsbild, pengaskillnad
from planering.domain.skillnad_uppdrag import Uppdragsbild, uppdragsskillnad
from planering.domain.skillnadsrader import Andring, Malskillnad, Planskillnad, Slag, faltandringar
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

FORANDRINGSORD = {"oka": "öka", "minska": "minska", "oforandrad": "vara oförändrat"}
KONSORD = {"T": "alla", "K": "kvinnor", "M": "män"}


@dataclass(frozen=True, slots=True)
class Indikatorbild:
    """`nyckel` is the same in both plans when it is the same indicator. `nivaer` are by (kön, year); `kon` is whose
    outcome the indicator is about. `falt` are the other things worth saying: label → value as people read it.
    `hogt_ar_bra` None: neither."""

    nyckel: object
    namn: str
    nivaer: Mapping[tuple[str, int], Niva]
    falt: Mapping[str, str]
    enhet: str = ""
    decimaler: int = 1
    hogt_ar_bra: bool | None = None
    kon: str = "T"


@dataclass(frozen=True, slots=True)
class Malbild:
    """`likhet` is label → what decides whether that field is the same, where its words alone do not. `horisontellt`:
    it concerns everybody."""

    nyckel: object
    titel: str
    omrade: str
    falt: Mapping[str, str]
    indikatorer: tuple[Indikatorbild, ...] = ()
    likhet: Mapping[str, object] = field(default_factory=dict)
    horisontellt: bool = False


@dataclass(frozen=True, slots=True)
class Planbild:
    """`omraden` is key → name, `beskrivningar` key → what is written about it; the rest in the plan's order."""

    namn: str
    fran_ar: int
    till_ar: int
    omraden: Mapping[object, str] = field(default_factory=dict)
    mal: tuple[Malbild, ...] = ()
    verksamheter: tuple[Verksamhetsbild, ...] = ()
    uppdrag: tuple[Uppdragsbild, ...] = ()
    beskrivningar: Mapping[object, str] = field(default_factory=dict)


def skillnad(fore: Planbild, efter: Planbild) -> Planskillnad:
    """Everything that differs: the plan and its goals, then the money, then the uppdrag; in the later plan's order,
    with what is gone last in its målområde.

    Target levels and frames are compared for the years that both plans cover: a plan moved forward a year has not
    changed the levels of a year the earlier one knew nothing of.
    """
    ar = range(max(fore.fran_ar, efter.fran_ar), min(fore.till_ar, efter.till_ar) + 1)
    grupper = list(_om_planen(fore, efter))
    da = {m.nyckel: m for m in fore.mal}
    nu = {m.nyckel: m for m in efter.mal}
    hemvist = {i.nyckel: m for m in efter.mal for i in m.indikatorer}
    kom_fran = {i.nyckel: (m, i) for m in fore.mal for i in m.indikatorer}
    omraden = list(dict.fromkeys([m.omrade for m in efter.mal] + [m.omrade for m in fore.mal]))
    for omrade in omraden:
        for m in efter.mal:
            if m.omrade == omrade:
                grupper += _mal(da.get(m.nyckel), m, ar, kom_fran, hemvist)
        for m in fore.mal:
            if m.omrade == omrade and m.nyckel not in nu:
                grupper.append(_borttaget(m, hemvist))
    grupper += pengaskillnad(fore.verksamheter, efter.verksamheter, ar)
    grupper += uppdragsskillnad(fore.uppdrag, efter.uppdrag)
    return Planskillnad(tuple(grupper))


def _om_planen(fore: Planbild, efter: Planbild) -> Iterable[Malskillnad]:
    rader = []
    if fore.namn != efter.namn:
        rader.append(Andring(Slag.ANDRAT, f"Planen bytte namn från ”{fore.namn}” till ”{efter.namn}”."))
    if (fore.fran_ar, fore.till_ar) != (efter.fran_ar, efter.till_ar):
        da, nu = period(fore.fran_ar, fore.till_ar), period(efter.fran_ar, efter.till_ar)
        rader.append(Andring(Slag.ANDRAT, f"Planen gäller {nu} i stället för {da}."))
    for nyckel, namn in efter.omraden.items():
        if nyckel not in fore.omraden:
            rader.append(Andring(Slag.TILLAGT, f"Målområdet {namn} lades till."))
        elif fore.omraden[nyckel] != namn:
            rader.append(Andring(Slag.ANDRAT, f"Målområdet {fore.omraden[nyckel]} heter nu {namn}."))
        if nyckel in fore.omraden and fore.beskrivningar.get(nyckel) != efter.beskrivningar.get(nyckel):
            rader.append(Andring(Slag.ANDRAT, f"Beskrivningen av målområdet {namn} skrevs om."))
    for nyckel, namn in fore.omraden.items():
        if nyckel not in efter.omraden:
            rader.append(Andring(Slag.BORTTAGET, f"Målområdet {namn} togs bort."))
    if rader:
        yield Malskillnad("", "", Slag.ANDRAT, tuple(rader))


def _mal(
    da: Malbild | None, nu: Malbild, ar: range, kom_fran: Mapping, hemvist: Mapping
) -> list[Malskillnad]:
    rader: list[Andring] = []
    if da is None:
        rader.append(Andring(Slag.TILLAGT, "Målet lades till."))
    else:
        if da.titel != nu.titel:
            rader.append(Andring(Slag.ANDRAT, f"Målet löd tidigare ”{da.titel}”."))
        if da.omrade != nu.omrade:
            rader.append(Andring(Slag.ANDRAT, f"Målet flyttades från {da.omrade} till {nu.omrade}."))
        if da.horisontellt != nu.horisontellt:
            rader.append(
                Andring(Slag.ANDRAT, f"Målet är {'nu' if nu.horisontellt else 'inte längre'} horisontellt.")
            )
        rader += faltandringar("", da.falt, {e: v for e, v in nu.falt.items() if not _samma(e, da, nu)})
    for i in nu.indikatorer:
        tidigare = kom_fran.get(i.nyckel)
        if tidigare is None:
            rader.append(Andring(Slag.TILLAGT, _ny_indikator(i, ar)))
            continue
        over, bild = tidigare
        if over.nyckel != nu.nyckel:
            rader.append(Andring(Slag.ANDRAT, f"Indikatorn {i.namn} flyttades hit från ”{over.titel}”."))
        rader += _indikator(bild, i, ar)
    if da is not None:
        rader += [
            Andring(Slag.BORTTAGET, f"Indikatorn {i.namn} togs bort.")
            for i in da.indikatorer
            if i.nyckel not in hemvist
        ]
    slag = Slag.TILLAGT if da is None else Slag.ANDRAT
    return [Malskillnad(nu.omrade, nu.titel, slag, tuple(rader))] if rader else []


def _samma(etikett: str, da: Malbild, nu: Malbild) -> bool:
    return etikett in nu.likhet and da.likhet.get(etikett) == nu.likhet[etikett]


def _borttaget(m: Malbild, hemvist: Mapping) -> Malskillnad:
    med = [i.namn for i in m.indikatorer if i.nyckel not in hemvist]
    text = "Målet togs bort."
    if med:
        text = f"Målet togs bort, med {'indikatorn' if len(med) == 1 else 'indikatorerna'} {_och(med)}."
    return Malskillnad(m.omrade, m.titel, Slag.BORTTAGET, (Andring(Slag.BORTTAGET, text),))


def _ny_indikator(i: Indikatorbild, ar: range) -> str:
    nivaer = [
        f"{_text(n, i)} {y}" + (f" för {KONSORD[kon]}" if kon != i.kon else "")
        for (kon, y), n in sorted(i.nivaer.items(), key=lambda par: (par[0][0] != i.kon, par[0]))
        if y in ar
    ]
    return f"Indikatorn {i.namn} lades till" + (f" med målnivå {_och(nivaer)}." if nivaer else ".")


def _indikator(da: Indikatorbild, nu: Indikatorbild, ar: range) -> list[Andring]:
    rader = []
    if da.namn != nu.namn:
        rader.append(Andring(Slag.ANDRAT, f"Indikatorn {da.namn} heter nu {nu.namn}."))
    # The level of whose outcome the indicator is about first, then the others'.
    for kon in sorted(KONSORD, key=lambda k: k != nu.kon):
        vems = nu.namn if kon == nu.kon else f"{nu.namn}, {KONSORD[kon]},"
        for y in ar:
            if a := _niva(f"Målnivån {y} för {vems}", da.nivaer.get((kon, y)), nu.nivaer.get((kon, y)), nu):
                rader.append(a)
    return rader + faltandringar(nu.namn, da.falt, nu.falt)


def _niva(vad: str, da: Niva | None, nu: Niva | None, i: Indikatorbild) -> Andring | None:
    if da == nu:
        return None
    if da is None:
        return Andring(Slag.TILLAGT, f"{vad} sattes till {_text(nu, i)}.")
    if nu is None:
        return Andring(Slag.BORTTAGET, f"{vad} togs bort. Den var {_text(da, i)}.")
    # Both with as many decimals as the finer of them needs: a change must not look like none.
    varden = [v for n in (da, nu) for v in (n.varde, n.a, n.b) if v is not None]
    decimaler = max([i.decimaler if any(v != int(v) for v in varden) else 0, *map(antal_decimaler, varden)])
    fran, till = _text(da, i, decimaler, med_enhet=False), _text(nu, i, decimaler)
    if da.slag == nu.slag == "niva":
        upp = nu.varde > da.varde
        ambition = None if i.hogt_ar_bra is None else upp == i.hogt_ar_bra
        return Andring(
            Slag.ANDRAT, f"{vad} {'höjdes' if upp else 'sänktes'} från {fran} till {till}.", ambition
        )
    return Andring(Slag.ANDRAT, f"{vad} ändrades från {fran} till {till}.")


def _text(n: Niva, i: Indikatorbild, decimaler: int | None = None, *, med_enhet: bool = True) -> str:
    if n.slag == "forandring":
        return f"”{FORANDRINGSORD[n.forandring]}”"
    if decimaler is None:
        tal = [v for v in (n.varde, n.a, n.b) if v is not None]
        decimaler = max(map(antal_decimaler, tal), default=0)
    enhet = i.enhet if med_enhet else ""
    if n.slag == "intervall":
        return f"{formatera(n.a, decimaler)}–{formatera(n.b, decimaler, enhet)}"
    return formatera(n.varde, decimaler, enhet)
