"""What the told story of an analysis says, in the order it is told."""

from dataclasses import dataclass
from itertools import count

from styrsnurra.gemensamt.diagram import Linjedata
from uppfoljning.belaggsbilder import Bildkalla
from uppfoljning.enhetsvy import Enhetsvy
from uppfoljning.models import Atgardsforslag, Belagg, Hypotes, Kunskapskalla, Slutsats
from uppfoljning.queries.analyser import Analysbild

FLEST_BELAGG = 2


@dataclass(frozen=True, slots=True)
class Figur:
    """A piece of decisive evidence, with its picture where it has one. `nummer` makes its id on the page."""

    nummer: int
    belagg: Belagg
    linje: Linjedata | None
    enheter: Enhetsvy | None


@dataclass(frozen=True, slots=True)
class Provad:
    """A hypothesis as it is told: its verdict, why, and the evidence that decided."""

    hypotes: Hypotes
    figurer: tuple[Figur, ...]


@dataclass(frozen=True, slots=True)
class Forslagsdel:
    """A proposal and what it builds on."""

    forslag: Atgardsforslag
    bygger_pa: tuple[Hypotes, ...]
    kallor: tuple[Kunskapskalla, ...]


@dataclass(frozen=True, slots=True)
class Berattelse:
    """Verified first, then rejected, then what is still open."""

    verifierade: tuple[Provad, ...]
    forkastade: tuple[Provad, ...]
    oppna: tuple[Hypotes, ...]
    beror: tuple[Slutsats, ...]
    battre: tuple[Slutsats, ...]
    forslag: tuple[Forslagsdel, ...]

    @property
    def i_korthet(self) -> str:
        """ "Fem möjliga orsaker: två visade sig stämma, två stämde inte och en återstår att pröva." """
        delar = [
            (len(self.verifierade), "visade sig stämma"),
            (len(self.forkastade), "stämde inte"),
            (len(self.oppna), "återstår att pröva"),
        ]
        alla = sum(n for n, _ in delar)
        texter = [f"{_raknat(n)} {text}" for n, text in delar if n]
        *forst, sist = texter
        vad = f"{', '.join(forst)} och {sist}" if forst else sist
        antal = _raknat(alla)
        return f"{antal[0].upper()}{antal[1:]} {'möjlig orsak' if alla == 1 else 'möjliga orsaker'}: {vad}."


_ORD = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()


def _raknat(n: int) -> str:
    return _ORD[n] if n < len(_ORD) else str(n)


def berattelse(bild: Analysbild, kalla: Bildkalla) -> Berattelse:
    """Proposals that are not put forward are left out."""
    nummer = count(1)

    def provad(h: Hypotes) -> Provad:
        return Provad(
            h,
            tuple(
                Figur(
                    next(nummer),
                    b,
                    kalla.linje(b) if b.avgorande else None,
                    kalla.enhetsbild(b) if b.avgorande else None,
                )
                for b in avgorande(h)
            ),
        )

    forslag = [f for f in bild.forslag if f.status != Atgardsforslag.Status.AVSTAS]
    return Berattelse(
        verifierade=tuple(map(provad, bild.verifierade)),
        forkastade=tuple(map(provad, bild.forkastade)),
        oppna=tuple(bild.oppna),
        beror=tuple(bild.beror),
        battre=tuple(bild.battre),
        forslag=tuple(
            Forslagsdel(f, tuple(f.hypoteser.all()), tuple(f.kunskapskallor.all())) for f in forslag
        ),
    )


def avgorande(h: Hypotes) -> list[Belagg]:
    """The evidence marked as decisive, of the verdict's own side first; without any marked, the first of that side."""
    sida = Belagg.Riktning.FOR if h.utslag == Hypotes.Utslag.VERIFIERAD else Belagg.Riktning.MOT
    markta = sorted((b for b in h.alla_belagg if b.avgorande), key=lambda b: b.riktning != sida)
    return (markta or [b for b in h.alla_belagg if b.riktning == sida][:1])[:FLEST_BELAGG]
