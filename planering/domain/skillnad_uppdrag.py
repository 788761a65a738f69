"""What differs between two plans' uppdragsbeskrivningar, as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planering.domain.regler import uppraknat
from planering.domain.skillnadsrader import Andring, Del, Malskillnad, Slag, para


@dataclass(frozen=True, slots=True)
class Avsnittsbild:
    """A section: its name, a print of its text (the same for the same text, empty for none), and its sources as
    title → a print of the rest."""

    namn: str
    avtryck: str = ""
    kallor: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Uppdragsbild:
    """`nyckel` is the same in both plans when one continues the other; otherwise the name decides, and then whom it is
    for. `enheter` is key → name."""

    nyckel: object
    namn: str
    enheter: Mapping[int, str]
    avsnitt: Mapping[str, Avsnittsbild] = field(default_factory=dict)

    @property
    def vilka(self) -> str:
        return uppraknat(self.enheter.values()) if self.enheter else "ingen"


def uppdragsskillnad(fore: Iterable[Uppdragsbild], efter: Iterable[Uppdragsbild]) -> list[Malskillnad]:
    """In the later plan's order, with what is gone last."""
    par, borta = para(
        fore, efter, lambda u: u.nyckel, lambda u: u.namn, lambda u: frozenset(u.enheter) or None
    )
    ut = []
    for da, nu in par:
        rader = [_nytt(nu)] if da is None else _andrat(da, nu)
        slag = Slag.TILLAGT if da is None else Slag.ANDRAT
        if rader:
            ut.append(Malskillnad("", nu.namn, slag, tuple(rader), Del.UPPDRAG))
    for u in borta:
        text = f"Uppdragsbeskrivningen {u.namn} togs bort. Den gällde {u.vilka}."
        rader = (Andring(Slag.BORTTAGET, text),)
        ut.append(Malskillnad("", u.namn, Slag.BORTTAGET, rader, Del.UPPDRAG))
    return ut


def _nytt(u: Uppdragsbild) -> Andring:
    skrivna = [f"”{a.namn}”" for a in u.avsnitt.values() if a.avtryck]
    text = f"Uppdragsbeskrivningen {u.namn} lades till, för {u.vilka}"
    if skrivna:
        text += f", med text i {uppraknat(skrivna)}"
    return Andring(Slag.TILLAGT, f"{text}.")


def _andrat(da: Uppdragsbild, nu: Uppdragsbild) -> list[Andring]:
    rader = []
    if da.namn != nu.namn:
        rader.append(Andring(Slag.ANDRAT, f"Uppdragsbeskrivningen {da.namn} heter nu {nu.namn}."))
    vad = f"Uppdragsbeskrivningen {nu.namn} gäller"
    if nya := [namn for nyckel, namn in nu.enheter.items() if nyckel not in da.enheter]:
        rader.append(Andring(Slag.TILLAGT, f"{vad} nu även {uppraknat(nya)}."))
    if borta := [namn for nyckel, namn in da.enheter.items() if nyckel not in nu.enheter]:
        rader.append(Andring(Slag.BORTTAGET, f"{vad} inte längre {uppraknat(borta)}."))
    for nyckel, avsnitt in nu.avsnitt.items():
        rader += _avsnitt(da.avsnitt.get(nyckel, Avsnittsbild(avsnitt.namn)), avsnitt, nu)
    return rader


def _avsnitt(da: Avsnittsbild, nu: Avsnittsbild, u: Uppdragsbild) -> list[Andring]:
    rader, vad = [], f"Avsnittet ”{nu.namn}” för {u.vilka}"
    if da.avtryck != nu.avtryck:
        if not da.avtryck:
            rader.append(Andring(Slag.TILLAGT, f"{vad} skrevs."))
        elif not nu.avtryck:
            rader.append(Andring(Slag.BORTTAGET, f"{vad} tömdes."))
        else:
            rader.append(Andring(Slag.ANDRAT, f"{vad} skrevs om."))
    i = f"i avsnittet ”{nu.namn}” för {u.vilka}"
    for titel, avtryck in nu.kallor.items():
        if titel not in da.kallor:
            rader.append(Andring(Slag.TILLAGT, f"Källan ”{titel}” {i} lades till."))
        elif da.kallor[titel] != avtryck:
            rader.append(Andring(Slag.ANDRAT, f"Källan ”{titel}” {i} fick ny länk eller nytt datum."))
    for titel in da.kallor:
        if titel not in nu.kallor:
            rader.append(Andring(Slag.BORTTAGET, f"Källan ”{titel}” {i} togs bort."))
    return rader
