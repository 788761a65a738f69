"""What the analysis found: the deviation, the causes that were tried, and what it comes to."""

from atgarder.domain.dokument import Block, Fakta, Kolumn, Lista, Rubrik, Stycke, Tabell
from uppfoljning.berattelse import avgorande
from uppfoljning.models import Hypotes
from uppfoljning.queries.analyser import Analysbild

UTSLAG = {
    Hypotes.Utslag.VERIFIERAD: "Stämmer",
    Hypotes.Utslag.FORKASTAD: "Stämmer inte",
    Hypotes.Utslag.OPPEN: "Inte prövad",
}
ORSAKSKOLUMNER = (
    Kolumn("Möjlig orsak", vikt=4),
    Kolumn("Prövningen visar", vikt=2),
    Kolumn("Påverkan", vikt=2),
    Kolumn("Varför", vikt=6),
)


def analysdel(bild: Analysbild) -> list[Block]:
    a = bild.analys
    ut: list[Block] = [Rubrik(1, f"Analysen: {a.titel}"), Stycke(a.fraga)]
    ut.append(Rubrik(2, "Vad som avviker"))
    ut.append(Lista(tuple(f"{v.indikator.namn}: {v.mening}" for v in bild.avvikelser)))
    ut.append(Fakta(_om(bild)))
    if bild.hypoteser:
        ut += [Rubrik(2, "Orsaker som har prövats"), _orsaker(bild)]
    for rubrik, slutsatser in (
        ("Vad det beror på", bild.beror),
        ("Vad som kan göra resultatet bättre", bild.battre),
    ):
        if slutsatser:
            ut.append(Rubrik(2, rubrik))
            ut += [Stycke(s.text) for s in slutsatser]
    return ut


def _om(bild: Analysbild) -> tuple[tuple[str, str], ...]:
    a = bild.analys
    rader = [("Gäller", a.enhet.namn), ("Öppnad", f"{a.oppnad:%Y-%m-%d}")]
    if a.ar_klar and a.avslutad is not None:
        rader.append(("Avslutad", f"{a.avslutad:%Y-%m-%d}"))
    if a.grupp:
        rader.append(("Analysgrupp", a.grupp))
    if bild.deltagare:
        namn = [f"{d.namn} ({d.roll})" if d.roll else d.namn for d in bild.deltagare]
        rader.append(("Deltagare", ", ".join(namn)))
    return tuple(rader)


def _orsaker(bild: Analysbild) -> Tabell:
    """What was found true first, then what was not, then what nobody has tried."""
    alla = [*bild.verifierade, *bild.forkastade, *bild.oppna]
    rader = tuple(
        (h.pastaende, UTSLAG[Hypotes.Utslag(h.utslag)], h.get_paverkan_display() or "Inte vägd", _varfor(h))
        for h in alla
    )
    return Tabell("Möjliga orsaker och vad prövningen visar", ORSAKSKOLUMNER, rader)


def _varfor(h: Hypotes) -> str:
    delar = [h.utslag_skal] if h.utslag_skal and h.utslag != Hypotes.Utslag.OPPEN else []
    if h.utslag != Hypotes.Utslag.OPPEN:
        delar += [f"Belägg, {b.namn}: {b.visar}" for b in avgorande(h)]
    return "\n".join(delar) or "–"
