"""What several people's placements come to: the common picture, the order, and where they disagree, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from atgarder.domain.matrisbild import Punkt, Ram, bokstav, isar, prickar
from atgarder.domain.prioritering import Enighet, Kvadrant, Rost, Spridning, vid
from atgarder.presenters.prioritering import kvadranttext
from atgarder.queries.prioritering import Prioriteringsbild, Radbild
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.tal import formatera

STOR, LITEN = Ram(ruta=84, vanster=34, over=8), Ram(ruta=19, vanster=1, over=1)
MARKE, PRICK = 14, 4.5


@dataclass(frozen=True, slots=True)
class Axel:
    """One scale's figures in words. `delade`: the sentence that says how far apart people are, "" when they agree."""

    medel: str
    median: str
    spann: str
    enighet: Enighet
    delade: str


@dataclass(frozen=True, slots=True)
class Visad:
    """A proposal in the common picture. `axlar`: insats and effekt, or one for each criterion (None: no score).
    `personer`: (name, its values, quadrant or own weighted score). `poang`: the weighted score in words."""

    rad: Radbild
    bokstav: str
    kvadrant: str
    axlar: tuple[Axel | None, ...]
    meningar: tuple[str, ...]
    personer: tuple[tuple[str, tuple[int | None, ...], str], ...]
    enighet: Enighet | None
    poang: str = ""
    mini: "Matrisbild | None" = None
    remsa: "Remsa | None" = None

    @property
    def titel(self) -> str:
        return self.rad.forslag.titel

    @property
    def delade(self) -> bool:
        return self.enighet == Enighet.DELADE


@dataclass(frozen=True, slots=True)
class Marke:
    """A proposal's mean (x, y), moved from (mx, my) when it would have hidden another, with rays to its dots."""

    bokstav: str
    titel: str
    x: float
    y: float
    mx: float
    my: float
    prickar: tuple[Punkt, ...]
    delade: bool

    @property
    def flyttad(self) -> bool:
        return (self.x, self.y) != (self.mx, self.my)


@dataclass(frozen=True, slots=True)
class Matrisbild:
    ram: Ram
    marken: tuple[Marke, ...]
    horn: tuple[tuple[float, float, str, Kvadrant], ...]
    beskrivning: str


@dataclass(frozen=True, slots=True)
class Remsa:
    """Scores on a line 1–6, in a box of 240 × 26: each person's, and the weighted mean."""

    prickar: tuple[float, ...]
    medel: float


def visade(bild: Prioriteringsbild, ordning: Mapping[int, int]) -> list[Visad]:
    """Best first. `ordning`: the row's key → its number in the round, which is what gives it its letter."""
    return [_visad(bild, rad, bokstav(ordning[rad.rad.pk])) for rad in bild.rader]


def _visad(bild: Prioriteringsbild, rad: Radbild, bokstaven: str) -> Visad:
    if rad.lage is not None:
        return _i_matrisen(bild, rad, bokstaven)
    if rad.viktat is not None and rad.n:
        return _med_kriterier(bild, rad, bokstaven)
    return Visad(rad, bokstaven, "Ingen har bedömt det", (), (), (), None)


def _i_matrisen(bild: Prioriteringsbild, rad: Radbild, bokstaven: str) -> Visad:
    lage, namn = rad.lage, bild.namn
    insats = {namn[r.vem]: r.insats for r in rad.roster}
    effekt = {namn[r.vem]: r.effekt for r in rad.roster}
    axlar = (_axel(lage.insats, insats, "insatsen"), _axel(lage.effekt, effekt, "effekten"))
    personer = sorted(rad.roster, key=lambda r: svensk_nyckel(namn[r.vem]))
    return Visad(
        rad,
        bokstaven,
        kvadranttext(lage.kvadranter),
        axlar,
        tuple(filter(None, (*(a.delade for a in axlar), _rutorna(lage.roster_per, lage.n)))),
        tuple((namn[r.vem], (r.insats, r.effekt), r.kvadrant.etikett) for r in personer),
        lage.enighet,
        mini=matrisbild([(bokstaven, rad)], LITEN),
    )


def _med_kriterier(bild: Prioriteringsbild, rad: Radbild, bokstaven: str) -> Visad:
    v, namn, poang = rad.viktat, bild.namn, rad.poang or {}
    axlar = []
    for i, (kriterium, s) in enumerate(zip(bild.kriterier, v.per_kriterium, strict=True)):
        egna = {namn[d]: p[i] for d, p in poang.items() if p[i] is not None}
        axlar.append(_axel(s, egna, f"”{kriterium.namn}”") if s is not None else None)
    personer = tuple(
        (namn[d], poang[d], formatera(float(v.personers[d]), 1) if d in v.personers else "")
        for d in sorted(poang, key=lambda d: svensk_nyckel(namn[d]))
    )
    saknas = [k.namn for k, s in zip(bild.kriterier, v.per_kriterium, strict=True) if s is None]
    lucka = f"Ingen har satt poäng på {_och([f'”{n}”' for n in saknas])}." if saknas else ""
    return Visad(
        rad,
        bokstaven,
        "",
        tuple(axlar),
        tuple(filter(None, (*(a.delade for a in axlar if a), lucka))),
        personer,
        v.enighet,
        poang=formatera(float(v.poang), 1) if v.poang is not None else "",
        remsa=_remsa(rad) if v.poang is not None else None,
    )


def _axel(s: Spridning, vem: Mapping[str, int], vad: str) -> Axel:
    delade = ""
    if s.enighet == Enighet.DELADE:
        lag, hog = (_och(sorted(vid(vem, v), key=svensk_nyckel)) for v in (s.minst, s.storst))
        delade = f"Delade meningar om {vad}: {s.minst}–{s.storst} ({lag} {s.minst}, {hog} {s.storst})."
    spann = str(s.minst) if s.minst == s.storst else f"{s.minst}–{s.storst}"
    return Axel(formatera(float(s.medel), 1), formatera(s.median), spann, s.enighet, delade)


def _rutorna(per: Mapping[Kvadrant, int], n: int) -> str:
    """ "2 av 3 placerar det i Gör först, 1 i Satsa."; nothing when all agree on the quadrant."""
    if len(per) < 2:
        return ""
    ordnade = sorted(per.items(), key=lambda par: -par[1])
    forsta, resten = ordnade[0], ordnade[1:]
    text = f"{forsta[1]} av {n} placerar det i {forsta[0].etikett}"
    return f"{text}, {_och([f'{antal} i {k.etikett}' for k, antal in resten])}."


def _och(delar: Sequence[str]) -> str:
    return delar[0] if len(delar) == 1 else f"{', '.join(delar[:-1])} och {delar[-1]}"


def _remsa(rad: Radbild) -> Remsa:
    def x(p) -> float:
        return round(20 + (float(p) - 1) / 5 * 200, 1)

    return Remsa(tuple(x(p) for p in rad.viktat.personers.values()), x(rad.viktat.poang))


# ---- The picture ----


def matrisbild(par: Sequence[tuple[str, Radbild]], ram: Ram = STOR) -> Matrisbild:
    """`par`: (letter, proposal) of those that have been placed, most important first: the later give way."""
    satta = [(bokstaven, rad) for bokstaven, rad in par if rad.lage is not None]
    medel = [ram.punkt(float(r.lage.insats.medel), float(r.lage.effekt.medel)) for _, r in satta]
    platser = isar(medel, 2 * MARKE + 2, ram) if ram is STOR else medel
    # The dots of all proposals share the squares, so that none hides another's.
    alla: list[Rost] = [r for _, rad in satta for r in rad.roster]
    punkter = iter(prickar(ram, alla))
    marken = tuple(
        Marke(
            bokstaven,
            rad.forslag.titel,
            *(round(v, 1) for v in plats),
            *(round(v, 1) for v in mitt),
            tuple((round(x, 1), round(y, 1)) for x, y in (next(punkter) for _ in rad.roster)),
            rad.lage.enighet == Enighet.DELADE,
        )
        for (bokstaven, rad), plats, mitt in zip(satta, platser, medel, strict=True)
    )
    return Matrisbild(ram, marken, _horn(ram), _beskrivning(satta))


def _horn(ram: Ram) -> tuple[tuple[float, float, str, Kvadrant], ...]:
    """On the line between two rows of squares, where no mark has its middle."""
    (mx, _), ovre, nedre = ram.mitt, ram.over + ram.ruta, ram.under - ram.ruta
    vanster, hoger = (ram.vanster + mx) / 2, (mx + ram.hoger) / 2
    return (
        (vanster, ovre, "middle", Kvadrant.GOR_FORST),
        (hoger, ovre, "middle", Kvadrant.SATSA),
        (vanster, nedre, "middle", Kvadrant.PASSAR),
        (hoger, nedre, "middle", Kvadrant.AVSTA),
    )


def _beskrivning(satta: Sequence[tuple[str, Radbild]]) -> str:
    delar = [
        f"{bokstaven} {rad.forslag.titel}: {kvadranttext(rad.lage.kvadranter)}" for bokstaven, rad in satta
    ]
    return f"Insats åt höger, effekt uppåt. {'. '.join(delar)}." if delar else "Inget är placerat."


def fynd(visade: Sequence[Visad], *, avslutad: bool) -> tuple[str, str]:
    """The finding as a heading, and a sentence on how far people agree."""
    forst = [v for v in visade if v.rad.plats == 1]
    if not forst:
        return "Inget att visa än", ""
    if len(forst) == 1:
        rubrik = f"{forst[0].titel} kommer först"
    else:
        rubrik = (
            f"{_och([v.titel for v in forst[:3]])} kommer först, lika"
            if len(forst) <= 3
            else "Många kommer lika"
        )
    delade = [v.bokstav for v in visade if v.delade]
    ensamma = [v.enighet == Enighet.ENSAM for v in visade if v.enighet is not None]
    if all(ensamma):
        return rubrik, "Bara en har bedömt, så hur eniga ni är går inte att säga."
    if not delade and any(ensamma):
        return rubrik, "Ni är i stort sett överens om det som flera har bedömt."
    if not delade:
        return rubrik, "Ni är i stort sett överens om alla förslag."
    antal = "ett förslag" if len(delade) == 1 else f"{len(delade)} förslag"
    uppmaning = "" if avslutad else " Tala om dem innan ni avslutar."
    return rubrik, f"Meningarna är delade om {antal}: {_och(delade)}.{uppmaning}"
