"""One proposal in a paper: what it is, what it builds on, what it would mean, and what it is expected to give."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from atgarder.domain.dokument import Block, Fakta, Kolumn, Lista, Rubrik, Stycke, Tabell
from atgarder.domain.konsekvens import FRAGOR
from atgarder.models import Forvantadeffekt, Konsekvensrisk, Underlagsforslag
from atgarder.queries.konsekvens import Konsekvensbild
from kkik.models import Kon
from planering.models import Mal
from styrsnurra.gemensamt.tal import formatera
from uppfoljning.models import Hypotes
from uppfoljning.texter import visad_enhet

ARSKOLUMNER = (
    Kolumn("År"),
    Kolumn("Engångs", tal=True),
    Kolumn("Löpande", tal=True),
    Kolumn("Summa", tal=True),
    Kolumn("Årsarbetare", tal=True),
)
POSTKOLUMNER = (
    Kolumn("Vad", vikt=5),
    Kolumn("År"),
    Kolumn("Slag", vikt=2),
    Kolumn("Tkr", tal=True, vikt=2),
    Kolumn("Årsarbetare", tal=True, vikt=2),
)
RISKKOLUMNER = (
    Kolumn("Vad kan gå fel?", vikt=4),
    Kolumn("Hur troligt?", vikt=2),
    Kolumn("Hur illa?", vikt=2),
    Kolumn("Vad gör vi åt det?", vikt=5),
)
GRUPPKOLUMNER = (
    Kolumn("Vilka", vikt=3),
    Kolumn("Kön", vikt=2),
    Kolumn("Hur går det för dem?", vikt=3),
    Kolumn("På vilket sätt?", vikt=5),
)
EFFEKTKOLUMNER = (
    Kolumn("Indikator", vikt=5),
    Kolumn("Från", tal=True, vikt=2),
    Kolumn("Till", tal=True, vikt=2),
    Kolumn("Effektår", tal=True, vikt=2),
)


@dataclass(frozen=True, slots=True)
class Forslagsgrund:
    """`realism`: the expected effect's key → calculation 5's sentence."""

    nummer: int
    rad: Underlagsforslag
    bygger_pa: tuple[Hypotes, ...]
    bild: Konsekvensbild
    realism: Mapping[int, str]


def forslagsdel(g: Forslagsgrund) -> list[Block]:
    f = g.rad.forslag
    ut: list[Block] = [Rubrik(2, f"Förslag {g.nummer}: {f.titel}"), Stycke(f.beskrivning)]
    rader = [("Underlaget föreslår", "bifall" if g.rad.foreslas == "bifall" else "avslag")]
    grund = "; ".join(h.pastaende for h in g.bygger_pa) or f.utan_hypotes_skal
    if grund:
        rader.append(("Bygger på", grund))
    if f.forvantad_effekt:
        rader.append(("Väntas ge", f.forvantad_effekt))
    ut.append(Fakta(tuple(rader)))
    if kallor := list(f.kunskapskallor.all()):
        ut += [Rubrik(3, "Kunskap som förslaget bygger på"), Lista(tuple(_kalla(k) for k in kallor))]
    return [*ut, *_konsekvenser(g.bild), *_effekter(g)]


def _kalla(k) -> str:
    var = ", ".join(t for t in (k.kalla, k.lank) if t)
    return f"{k.get_slag_display()}: {k.text}{f' ({var})' if var else ''}"


def _konsekvenser(bild: Konsekvensbild) -> list[Block]:
    b = bild.beskrivning
    if b is None:
        return []
    ut: list[Block] = []
    if b.scenario:
        ut += [Rubrik(3, "Så blir det"), Stycke(b.scenario)]
    ut.append(Rubrik(3, "Konsekvenser"))
    ut.append(Fakta(tuple((f.fraga, _besked(bild, f)) for f in FRAGOR)))
    if bild.belopp:
        ut += [Rubrik(3, "Pengar och tjänster"), _per_ar(bild), _poster(bild)]
    if bild.grupper:
        ut += [Rubrik(3, "Vilka som berörs"), _grupper(bild)]
    if bild.risker:
        ut += [Rubrik(3, "Risker"), _risker(bild)]
    ut += _alternativ(bild)
    if bild.dialoger:
        ut += [Rubrik(3, "Samtal med verksamheten"), Lista(tuple(_dialog(d) for d in bild.dialoger))]
    return ut


def _besked(bild: Konsekvensbild, fraga) -> str:
    svar, text = bild.svar.get(fraga.falt, ""), bild.svar.get(f"{fraga.falt}_text", "")
    delar = [fraga.besked.get(svar, "Inte besvarad."), text]
    if fraga.falt == "malandring" and bild.mal:
        delar.append(f"Mål som berörs: {'; '.join(map(_malnamn, bild.mal))}.")
    return "\n".join(d for d in delar if d)


def _malnamn(mal: Mal) -> str:
    return f"{mal.titel} ({mal.malomrade.plan.namn})"


def _tkr(belopp: int) -> str:
    return formatera(float(belopp), 0)


def _tjanster(tal: Decimal) -> str:
    return formatera(float(tal)) if tal else "–"


def _per_ar(bild: Konsekvensbild) -> Tabell:
    k = bild.kostnader
    rader = tuple(
        (str(a.ar), _tkr(a.engangs), _tkr(a.lopande), _tkr(a.summa), _tjanster(a.tjanster)) for a in k.ar
    )
    # Årsarbetare are not summed over years: the same person would count once a year.
    summa = ("Hela perioden", _tkr(k.engangs), _tkr(k.lopande), _tkr(k.summa), "") if len(rader) > 1 else ()
    return Tabell("Belopp per år, tkr. Minus är det som sparas.", ARSKOLUMNER, rader, summa)


def _poster(bild: Konsekvensbild) -> Tabell:
    rader = tuple(
        (
            b.post,
            str(b.ar),
            b.get_slag_display(),
            _tkr(b.belopp_tkr) if b.belopp_tkr else "–",
            _tjanster(b.tjanster),
        )
        for b in bild.belopp
    )
    return Tabell("Vad pengarna går till", POSTKOLUMNER, rader)


def _risker(bild: Konsekvensbild) -> Tabell:
    grad = dict(Konsekvensrisk.Grad.choices)
    rader = tuple(
        (r.text, str(grad[r.sannolikhet]), str(grad[r.foljd]), r.hantering or "–") for r in bild.risker
    )
    return Tabell("Risker, den största först", RISKKOLUMNER, rader)


def _grupper(bild: Konsekvensbild) -> Tabell:
    rader = tuple(
        (
            g.namn,
            "Alla" if g.kon == Kon.TOTALT else g.get_kon_display(),
            g.get_riktning_display(),
            g.text or "–",
        )
        for g in bild.grupper
    )
    return Tabell("Grupper som berörs", GRUPPKOLUMNER, rader)


def _alternativ(bild: Konsekvensbild) -> list[Block]:
    b = bild.beskrivning
    noll = b.nollalternativ if b is not None else ""
    if not noll and not bild.alternativ:
        return []
    ut: list[Block] = [Rubrik(3, "Andra vägar")]
    rader = [("Om vi inte gör något", noll)] if noll else []
    for a in bild.alternativ:
        rader.append((a.titel, f"{a.text}\nFöreslås inte: {a.varfor_inte}" if a.varfor_inte else a.text))
    return [*ut, Fakta(tuple(rader))]


def _dialog(d) -> str:
    forst = f"{d.datum:%Y-%m-%d}, {d.med}: {d.sagt}"
    return f"{forst}\nDet ledde till: {d.ledde_till}" if d.ledde_till else forst


def _effekter(g: Forslagsgrund) -> list[Block]:
    if not g.bild.forvantningar:
        return []
    rader = tuple(_effektrad(e) for e in g.bild.forvantningar)
    ut: list[Block] = [
        Rubrik(3, "Effekt som väntas"),
        Tabell("Effekt på indikatorerna", EFFEKTKOLUMNER, rader),
    ]
    for e in g.bild.forvantningar:
        delar = [e.varfor, g.realism.get(e.pk, "")]
        if text := "\n".join(d for d in delar if d):
            ut.append(Stycke(f"{e.indikator.namn}: {text}"))
    return ut


def _effektrad(e: Forvantadeffekt) -> tuple[str, ...]:
    i = e.indikator
    enhet = visad_enhet(i.matt.enhet)
    fran = f"{formatera(e.fran, i.decimaler, enhet)} ({e.franar})" if e.fran is not None else "inte mätt"
    return i.namn, fran, formatera(e.till, i.decimaler, enhet), str(e.effektar)
