"""Goal quality as a picture and as a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from planering.domain.malkvalitet import FRAGOR, Kvalitetsfraga, Kvalitetssumma
from planering.queries import Kvalitetsmatris
from styrsnurra.gemensamt.csvfil import csvtext
from styrsnurra.gemensamt.tal import formatera

ORD = {"ja": "Ja", "nej": "Nej", "": "Obesvarad"}
STAPELHOJD = 16


@dataclass(frozen=True, slots=True)
class Kvalitetsstapel:
    """One bar: `ja` and `obesvarade` are widths; `text` what it says."""

    fraga: Kvalitetsfraga
    y: float
    ja: float
    obesvarade: float
    text: str

    @property
    def ovan(self) -> float:
        """Where text above the bar stands."""
        return self.y - 8

    @property
    def baslinje(self) -> float:
        """Where text beside the bar stands."""
        return self.y + 13


@dataclass(frozen=True, slots=True)
class Kvalitetsbild:
    """Bars under their labels (`smal`) or beside them."""

    smal: bool
    bredd: int
    hojd: int
    x: int
    full: int
    staplar: tuple[Kvalitetsstapel, ...]
    beskrivning: str
    stapelhojd: int = STAPELHOJD


def andelstext(summa: Kvalitetssumma) -> str:
    """ "7 av 12, 58 %"; unanswered ones are told apart."""
    if summa.andel is None:
        return "–"
    text = f"{summa.ja} av {summa.antal}, {formatera(summa.andel, 0, '%')}"
    if not summa.obesvarade:
        return text
    return f"{text} ({summa.obesvarade} obesvarad{'' if summa.obesvarade == 1 else 'e'})"


def kvalitetsbilder(summor: Mapping[int, Kvalitetssumma]) -> tuple[Kvalitetsbild, ...]:
    """The wide one and the narrow one; none when there are no goals."""
    if not any(s.antal for s in summor.values()):
        return ()
    return tuple(_bild(summor, smal) for smal in (False, True))


def _bild(summor: Mapping[int, Kvalitetssumma], smal: bool) -> Kvalitetsbild:
    bredd, x, full, rad = (340, 0, 340, 62) if smal else (900, 180, 480, 34)
    staplar = []
    for nr, (nummer, summa) in enumerate(summor.items()):
        staplar.append(
            Kvalitetsstapel(
                fraga=FRAGOR[nummer],
                # Follow-up stands a little apart from steering.
                y=nr * rad + (24 if nummer > 5 else 0) + (26 if smal else 4),
                ja=round(full * summa.ja / summa.antal, 1) if summa.antal else 0.0,
                obesvarade=round(full * summa.obesvarade / summa.antal, 1) if summa.antal else 0.0,
                # There is no room for more on a phone; the table says what is unanswered.
                text=andelstext(summa).partition(" (")[0] if smal else andelstext(summa),
            )
        )
    beskrivning = "; ".join(f"{s.fraga.nummer} {s.fraga.kort}: {s.text}" for s in staplar)
    return Kvalitetsbild(
        smal,
        bredd,
        int(staplar[-1].y) + STAPELHOJD + 14,
        x,
        full,
        tuple(staplar),
        f"Andel ja. {beskrivning}.",
    )


def malkvalitet_csv(matris: Kvalitetsmatris) -> str:
    """A row a goal: its ten answers with what each builds on; last the sums."""
    rubriker = ["Målområde", "Mål", "Vems mål"]
    for fraga in FRAGOR.values():
        rubriker += [f"{fraga.nummer}. {fraga.text}", f"{fraga.nummer}, grund"]
    rubriker += ["Antal ja", "Antal obesvarade"]
    rader: list[list[object]] = []
    for rad in matris.rader:
        celler: list[object] = [rad.mal.malomrade.namn, rad.mal.titel, rad.mal.enhet.namn]
        for svar in rad.svar.values():
            celler += [ORD[svar.svar], svar.varfor]
        rader.append([*celler, rad.summa.ja, rad.summa.obesvarade])
    if matris.rader:
        for namn, varde in (("Antal ja", lambda s: s.ja), ("Andel ja, procent", lambda s: s.andel)):
            summor = [cell for s in matris.summor.values() for cell in (varde(s), "")]
            rader.append(["", namn, "", *summor, varde(matris.summa), ""])
    return csvtext(rubriker, rader)
