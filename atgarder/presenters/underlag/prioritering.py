"""The weighing of the proposals as a paper tells it: where they lie, how far people agreed, who took part."""

from fractions import Fraction

from atgarder.domain.dokument import Block, Fakta, Kolumn, Matris, Punkt, Rubrik, Stycke, Tabell
from atgarder.domain.prioritering import Lage, Spridning
from atgarder.models import Prioritering
from atgarder.queries.prioritering import Prioriteringsbild, Radbild
from styrsnurra.gemensamt.tal import formatera

MATRISKOLUMNER = (
    Kolumn("Nr"),
    Kolumn("Förslag", vikt=6),
    Kolumn("Ruta", vikt=3),
    Kolumn("Resursinsats", tal=True, vikt=3),
    Kolumn("Effekt", tal=True, vikt=3),
    Kolumn("Hur eniga?", vikt=4),
)
POANGKOLUMNER = (
    Kolumn("Nr"),
    Kolumn("Förslag", vikt=7),
    Kolumn("Poäng", tal=True, vikt=2),
    Kolumn("Bedömt av", tal=True, vikt=2),
    Kolumn("Hur eniga?", vikt=4),
)


def prioriteringsdel(bild: Prioriteringsbild) -> list[Block]:
    p = bild.prioritering
    deltog = ", ".join(d.namn for d in bild.deltagare if d.pk in bild.raknade)
    rader = [
        ("Prioritering", p.titel),
        ("Datum", f"{p.datum:%Y-%m-%d}"),
        ("Deltog", deltog or "Ingen har bedömt"),
    ]
    if bild.kriterier:
        vikter = "; ".join(f"{k.namn} (vikt {k.vikt})" for k in bild.kriterier)
        rader.append(("Kriterier", vikter))
    ut: list[Block] = [Rubrik(1, "Prioritering"), Fakta(tuple(rader))]
    if p.modell == Prioritering.Modell.MATRIS:
        ut += _matris(bild)
    else:
        ut.append(_poang(bild))
    if p.sammanfattning:
        ut += [Rubrik(2, "Vad prioriteringen visar"), Stycke(p.sammanfattning)]
    return ut


def _nr(bild: Prioriteringsbild) -> list[tuple[int, Radbild]]:
    return list(enumerate(bild.rader, start=1))


def _matris(bild: Prioriteringsbild) -> list[Block]:
    numrerade = _nr(bild)
    punkter = tuple(_punkt(nr, r.lage) for nr, r in numrerade if r.lage is not None)
    alt = " ".join(
        f"{nr}, {r.forslag.titel}: insats {_medel(r.lage.insats)}, effekt {_medel(r.lage.effekt)}."
        for nr, r in numrerade
        if r.lage is not None
    )
    tabell = Tabell(
        "Medelvärden på skalan 1–6, med det lägsta och högsta som någon satt",
        MATRISKOLUMNER,
        tuple(_matrisrad(nr, r) for nr, r in numrerade),
    )
    if not punkter:
        return [tabell]
    return [Matris("Resursinsats mot effekt", alt, punkter), tabell]


def _punkt(nr: int, lage: Lage) -> Punkt:
    i, e = lage.insats, lage.effekt
    return Punkt(nr, float(i.medel), float(e.medel), i.minst, i.storst, e.minst, e.storst)


def _matrisrad(nr: int, r: Radbild) -> tuple[str, ...]:
    if r.lage is None:
        return str(nr), r.forslag.titel, "Inte bedömt", "–", "–", "–"
    return (
        str(nr),
        r.forslag.titel,
        " / ".join(k.etikett for k in r.lage.kvadranter),
        _spann(r.lage.insats),
        _spann(r.lage.effekt),
        f"{r.lage.enighet.etikett} ({r.lage.n} {'person' if r.lage.n == 1 else 'personer'})",
    )


def _medel(s: Spridning) -> str:
    return _tal(s.medel)


def _spann(s: Spridning) -> str:
    return f"{_tal(s.medel)} ({s.minst}–{s.storst})" if s.steg else _tal(s.medel)


def _tal(brak: Fraction) -> str:
    return formatera(float(brak), 1)


def _poang(bild: Prioriteringsbild) -> Tabell:
    rader = []
    for nr, r in _nr(bild):
        v = r.viktat
        poang = _tal(v.poang) if v is not None and v.poang is not None else "–"
        enighet = v.enighet.etikett if v is not None and v.enighet is not None else "–"
        rader.append((str(nr), r.forslag.titel, poang, str(r.n), enighet))
    return Tabell("Vägda poäng på skalan 1–6, högst först", POANGKOLUMNER, tuple(rader))
