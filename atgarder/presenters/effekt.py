"""What the pages say about one expected effect: the verdict, what was reached, the picture, and the reservations."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from atgarder.domain import effektmeningar as ord_
from atgarder.domain.effekt import Effekt
from atgarder.domain.effekttyper import Utslag
from atgarder.models import Atgardseffekt, Atgardsuppdrag, Beslutadeffekt
from kkik.domain.likhet import percentil
from planering.models import Indikator
from styrsnurra.gemensamt.diagram import Linjedata
from styrsnurra.gemensamt.tal import formatera, formatera_skillnad, skillnadsenhet
from uppfoljning.presenters import ar_preliminar
from uppfoljning.regelindata import intervall_av
from uppfoljning.texter import med_ar, synliga_decimaler, visad_enhet

SIGNAL = {Utslag.VISAD: "gron", Utslag.SAMRE: "rod", Utslag.EJ_VISAD: "gul", Utslag.INGET: "gra"}
EJ_RAKNAD = "Inte räknad än"
# What the project's own backtest on recorded data came to (bench/slumpen.py, docs/berakningar.md).
SLUMPEN, SLUMPEN_SAMST = "9", "12"
SAMST_FJARDEDELEN = 0.25


@dataclass(frozen=True, slots=True)
class Effektvy:
    """`r` None: not computed yet. `nadd` None: cannot be said. `uppdrag` None: none has been given."""

    effekt: Beslutadeffekt
    indikator: Indikator
    enhet: str
    ord: str
    signal: str
    mening: str
    steg: list[str]
    vantat: str
    blev: str
    nadd: bool | None
    r: Effekt | None
    linje: Linjedata | None
    prickar: dict[str, Any] | None
    forbehall: list[str]
    raknad: datetime | None

    @property
    def axelenhet(self) -> str:
        """Of the means: distances to an interval are differences."""
        return self.enhet if self.r is None or self.r.intervall is None else skillnadsenhet(self.enhet)

    @property
    def utanfor(self) -> str:
        """ " utanför 60–65 %" where the means are distances; otherwise nothing."""
        if self.r is None or self.r.intervall is None:
            return ""
        return f" utanför {ord_.intervalltext(self.r.intervall, self.enhet)}"

    @property
    def decimaler(self) -> int:
        """Of means."""
        return ord_.medeldecimaler(self.r, self.indikator.decimaler) if self.r else self.indikator.decimaler

    @property
    def placebo(self) -> str:
        return ord_.i_hundra(self.r.placeboandel) if self.r and self.r.placeboandel is not None else ""

    @property
    def spegel(self) -> str:
        return ord_.i_hundra(self.r.spegelandel) if self.r and self.r.spegelandel is not None else ""

    @property
    def ankare(self) -> str:
        return f"effekt-{self.effekt.pk}"


def effektvy(
    effekt: Beslutadeffekt,
    uppdrag: Atgardsuppdrag | None,
    kommunnamn: str,
    idag: date,
    *,
    oppen: bool = False,
) -> Effektvy:
    """No query, where `effekt` was read with its indicator, its measure, its decision and its verdict.

    oppen: for everybody; an own measure's figures are then left out (they are not published with the Kolada figures).
    """
    i, enhet = effekt.indikator, visad_enhet(effekt.indikator.matt.enhet)
    rad: Atgardseffekt | None = getattr(effekt, "utslag", None)
    if rad is None:
        mening = "Utslaget är inte räknat än. Det räknas efter varje import, och varje morgon."
        return Effektvy(
            effekt,
            i,
            enhet,
            EJ_RAKNAD,
            "gra",
            mening,
            [],
            _vantat(effekt, enhet),
            "",
            None,
            *[None] * 3,
            [],
            None,
        )
    r, serie = Effekt.fran_indata(rad.underlag["indata"]), rad.underlag["serie"]
    dolj = oppen and i.egetmatt_id is not None
    nadd = ord_.forvantat(
        i.riktning, effekt.till, (serie["utfall"] or (0, None))[1], effekt.fran, intervall_av(i)
    )
    return Effektvy(
        effekt=effekt,
        indikator=i,
        enhet=enhet,
        ord=ord_.ORD[r.utslag],
        signal=SIGNAL[r.utslag],
        mening=ord_.mening(r, enhet, i.decimaler),
        steg=ord_.hur_det_gick(r, enhet, i.decimaler),
        vantat=_vantat(effekt, enhet),
        blev=_nadd_ord(nadd) if dolj else _blev(effekt, serie, nadd, enhet),
        nadd=nadd,
        r=r,
        linje=None if dolj else _linje(effekt, r, serie, enhet, kommunnamn),
        prickar=_prickar(r, enhet, i.decimaler, kommunnamn),
        forbehall=_forbehall(r, serie.get("redan_fore"), effekt, uppdrag, idag),
        raknad=rad.raknad,
    )


def _vantat(effekt: Beslutadeffekt, enhet: str) -> str:
    i = effekt.indikator
    till = med_ar(formatera(effekt.till, _egna(effekt.till, i), enhet), effekt.effektar, enhet)
    if effekt.fran is None:
        return f"Väntat: {till}."
    return f"Väntat: från {med_ar(formatera(effekt.fran, i.decimaler, enhet), effekt.franar, enhet)} till {till}."


def _egna(varde: float, i: Indikator) -> int:
    """A number that a person set keeps its own decimals where it has fewer."""
    return 0 if varde == int(varde) else i.decimaler


def _blev(effekt: Beslutadeffekt, serie: dict[str, Any], nadd: bool | None, enhet: str) -> str:
    """What it came to, against what was expected."""
    i = effekt.indikator
    if serie["utfall"] is None:
        senast = ""
        if serie["senast"] is not None and serie["senast"][0] != effekt.franar:
            ar, varde = serie["senast"]
            senast = f" Senast mätt: {med_ar(formatera(varde, i.decimaler, enhet), ar, enhet)}."
        return f"{effekt.effektar} är inte mätt än.{senast}"
    ar, varde = serie["utfall"]
    blev = f"Det blev {med_ar(formatera(varde, i.decimaler, enhet), ar, enhet)}"
    if nadd is None:
        return f"{blev}."
    if nadd:
        return f"{blev}: det väntade nåddes."
    ifran = abs(varde - effekt.till)
    hur = formatera_skillnad(ifran, synliga_decimaler(ifran, i.decimaler), enhet, tecken=False)
    return f"{blev}: det väntade nåddes inte, {hur} ifrån."


def _nadd_ord(nadd: bool | None) -> str:
    if nadd is None:
        return ""
    return "Det väntade nåddes." if nadd else "Det väntade nåddes inte."


def _linje(
    effekt: Beslutadeffekt, r: Effekt, serie: dict[str, Any], enhet: str, kommunnamn: str
) -> Linjedata | None:
    if not any(v is not None for v in serie["egen"]):
        return None
    i, axelenhet = effekt.indikator, enhet if r.intervall is None else skillnadsenhet(enhet)
    bana = ()
    if effekt.fran is not None and r.intervall is None:
        bana = ((effekt.franar, effekt.fran), (effekt.effektar, effekt.till))
    return Linjedata(
        rubrik=_rubrik(r, enhet, i.decimaler),
        sammanfattning=_sammanfattning(r, enhet, bool(bana)),
        ar=tuple(serie["ar"]),
        egen=tuple(serie["egen"]),
        egen_namn=kommunnamn,
        enhet=axelenhet,
        decimaler=i.decimaler,
        bana=bana,
        banord=("Väntat", "Väntat"),
        median=tuple(serie["median"]) if r.grupp else (),
        p25=tuple(serie["p25"]) if r.grupp else (),
        p75=tuple(serie["p75"]) if r.grupp else (),
        gruppnamn="de jämförda",
        perioder=((r.beslutsar - 2, r.beslutsar, "Före"), (r.effektar, r.effektar + 2, "Efter")),
        handelser=((r.beslutsar, "Beslut"), (r.effektar, "Effektår")),
    )


def _rubrik(r: Effekt, enhet: str, decimaler: int) -> str:
    if r.forandring is None:
        return "Före och efter beslutet"
    d = ord_.medeldecimaler(r, decimaler)
    vi = formatera_skillnad(r.forandring, d, enhet, kort=True)
    if r.median is None:
        return f"Före och efter beslutet: {vi}"
    return f"Vi {vi}, de jämförda {formatera_skillnad(r.median, d, enhet, kort=True)}"


def _sammanfattning(r: Effekt, enhet: str, med_bana: bool) -> str:
    delar = []
    if r.intervall is not None:
        delar.append(
            f"Linjerna är avstånd till intervallet {ord_.intervalltext(r.intervall, enhet)}: noll är inom det."
        )
    delar.append("Medelvärdet av de mätta åren i det första fältet jämförs med det i det andra.")
    if med_bana:
        delar.append("Streckat: det väntade.")
    return " ".join(delar)


def _prickar(r: Effekt, enhet: str, decimaler: int, kommunnamn: str) -> dict[str, Any] | None:
    """The change of each compared municipality, and ours."""
    if not r.grupp or r.forandring is None:
        return None
    deltan = [j.forandring for j in r.grupp]
    return {
        "varden": deltan,
        "egen": r.forandring,
        "p25": percentil(np.array(deltan), 25),
        "p75": percentil(np.array(deltan), 75),
        "namn": kommunnamn,
        "enhet": skillnadsenhet(enhet),
        "decimaler": ord_.medeldecimaler(r, decimaler),
        "signal": SIGNAL[r.utslag],
    }


def _forbehall(
    r: Effekt,
    redan_fore: list[int] | None,
    effekt: Beslutadeffekt,
    uppdrag: Atgardsuppdrag | None,
    idag: date,
) -> list[str]:
    """What the verdict does not say. Only what is true of this one."""
    ut = []
    if uppdrag is None or uppdrag.genomforande == Atgardsuppdrag.Genomforande.PAGAR:
        ut.append(
            "Åtgärden är inte genomförd. Siffrorna säger vad som hänt med måttet, inte vad åtgärden gjort."
        )
    elif uppdrag.genomforande == Atgardsuppdrag.Genomforande.AVBRUTEN:
        ut.append("Åtgärden avbröts. Siffrorna säger vad som hänt med måttet.")
    if r.utslag is Utslag.INGET:
        return ut
    ut.append(
        "Det är ett samband, inte ett bevis. Vi ser hur ovanlig kommunens förändring är, inte vad den beror på: "
        "annat som hände samtidigt syns också här."
    )
    if redan_fore is not None:
        hur = "gynnsamt" if r.utslag is Utslag.VISAD else "ogynnsamt"
        ut.append(
            f"Redan före beslutet förändrades kommunen ovanligt {hur}: samma räkning med ett tänkt beslut "
            f"{redan_fore[0]} och effektår {redan_fore[1]} ger samma utslag. Det kan alltså vara en utveckling som "
            "redan pågick."
        )
    if r.samre_start is not None and r.samre_start <= SAMST_FJARDEDELEN:
        ut.append(
            "Kommunen var bland de sämsta i landet före beslutet. Den som ligger dåligt till blir ofta bättre av sig "
            "själv. Därför jämförs den med kommuner som låg lika till, men bland de sämsta räcker det inte ända fram: "
            f"där visas effekt utan åtgärd i {SLUMPEN_SAMST} fall av 100, mot {SLUMPEN} annars."
        )
    elif r.utslag is Utslag.VISAD:
        ut.append(f"Också utan någon åtgärd alls visas effekt i {SLUMPEN} fall av 100, av bara slump.")
    if r.utslag is Utslag.EJ_VISAD:
        ut.append(
            "Effekt ej visad är inte samma sak som ingen effekt. En liten effekt syns inte bland kommunernas vanliga "
            "svängningar."
        )
    if r.ofullstandig:
        sista = r.effektar + 2
        forsta = max((r.senaste or 0) + 1, r.effektar)
        ar = str(sista) if forsta == sista else f"{forsta}–{sista}"
        ut.append(f"Utslaget är inte slutligt. Det räknas om när {ar} är mätt.")
    prel = [y for y in r.ar_efter if ar_preliminar(effekt.indikator.nyckeltal, y, idag)]
    if prel:
        ut.append(f"Värdet för {prel[-1]} är preliminärt.")
    return ut
