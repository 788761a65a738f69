"""Calculation 5 beside an expected effect: how often others in the same position have come as far in that time."""

from collections.abc import Iterable
from dataclasses import replace

from atgarder.models import Forvantadeffekt
from kkik import queries as kkik
from kkik.domain.prognos import malprognos
from kkik.domain.prognosmeningar import mening_malprognos
from kkik.domain.prognosstod import ar_andel
from kkik.domain.prognostyper import Ambition, Prognosmal
from planering.models import Indikator
from planering.presenters.assistent import Assistentvy, efter_tal, hamta, jamforelsehinder, med_svar
from styrsnurra.gemensamt.tal import antal_decimaler, formatera

RAD = {
    Ambition.TROLIGT: "Så brukar det gå ändå. Vad är det åtgärden tillför?",
    Ambition.UTMANANDE: "Andra har klarat det. Vad i förslaget gör att ni också gör det?",
    Ambition.MYCKET_AMBITIOST: "Få har klarat det. Räkna med att effekten kan bli mindre.",
    Ambition.UTAN_MOTSTYCKE: "Nästan ingen har gjort det. Vad vilar förväntan på?",
}
OFULLSTANDIG = "Skriv ett värde och ett år, så visas hur ofta kommuner i ert läge har kommit lika långt."


def riktning_for(indikator: Indikator, fran: float | None, till: float | None) -> str:
    """What counts as coming as far: the indicator's own riktning; by the change itself where that gives no side."""
    if indikator.riktning in ("hog", "lag"):
        return indikator.riktning
    return "lag" if fran is not None and till is not None and till < fran else "hog"


def realismvy(
    indikator: Indikator | None,
    kommun_id: int | None,
    fran: float | None,
    till: float | None,
    effektar: int | None,
) -> Assistentvy:
    """At most four queries. Never raises: what cannot be worked out is said. `fran`: the newest measured value."""
    if indikator is None:
        return Assistentvy("Är det rimligt?", mening="Välj en indikator, så visas vad den är nu.")
    grund = Assistentvy(_rubrik(indikator, till, effektar), effektar)
    if indikator.nyckeltal is None:
        return replace(
            grund,
            mening="Det här är ett eget mått. Andra kommuner mäter det inte, så det finns ingen jämförelse.",
        )
    if hinder := jamforelsehinder(indikator, kommun_id):
        return replace(grund, mening=hinder)
    if till is None or effektar is None:
        return replace(grund, mening=OFULLSTANDIG)
    riktning = riktning_for(indikator, fran, till)
    svar = hamta(indikator, kommun_id, Prognosmal("niva", till), effektar, riktning=riktning)
    vy = med_svar(grund, svar, indikator.matt.enhet, max(indikator.decimaler, antal_decimaler(till)))
    return replace(vy, mening=_om_effekt(vy.mening), rad=RAD.get(svar.prognos.ord, ""))


def _om_effekt(mening: str) -> str:
    """The reasons speak of a target's year; here it is the year of the effect."""
    return mening.replace("målåret", "effektåret")


def _rubrik(indikator: Indikator, till: float | None, effektar: int | None) -> str:
    if till is None or effektar is None:
        return "Är det rimligt?"
    tal = formatera(till, antal_decimaler(till), efter_tal(indikator.matt.enhet))
    return f"Är {tal} till {effektar} rimligt?"


def realismord(effekter: Iterable[Forvantadeffekt], kommun_id: int | None) -> dict[int, tuple[str, str]]:
    """Expected effect → (the sentence, the word). One query for all of the same kön."""
    ut: dict[int, tuple[str, str]] = {}
    per_kon: dict[str, list[Forvantadeffekt]] = {}
    for f in effekter:
        if hinder := jamforelsehinder(f.indikator, kommun_id):
            eget = f.indikator.nyckeltal_id is None
            ut[f.pk] = ("Eget mått: det finns ingen jämförelse med andra." if eget else hinder, "")
        else:
            per_kon.setdefault(f.indikator.kon, []).append(f)
    for kon, rader in per_kon.items():
        landet = kkik.matriser([f.indikator.nyckeltal_id for f in rader], kon)
        for f in rader:
            ut[f.pk] = _ord(f, landet.get(f.indikator.nyckeltal_id), kommun_id)
    return ut


def _ord(f: Forvantadeffekt, landet, kommun_id: int) -> tuple[str, str]:
    if landet is None or not landet.ar.size:
        return "Inga värden att jämföra med.", ""
    i = f.indikator
    r = malprognos(
        landet,
        kommun_id,
        Prognosmal("niva", f.till),
        f.effektar,
        riktning_for(i, f.fran, f.till),
        andel=ar_andel(landet, i.matt.enhet),
    )
    hel = _om_effekt(mening_malprognos(r, efter_tal(i.matt.enhet), max(i.decimaler, antal_decimaler(f.till))))
    if r.p is None:
        return hel, ""
    resten, _, ordet = hel.removesuffix(".").rpartition(". ")
    return f"{resten}.", f"{ordet}."
