"""The memory as rows of a list and of a file, and what it can be narrowed by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from atgarder.domain import effektmeningar as ord_
from atgarder.domain.effekt import Effekt
from atgarder.domain.skede import Skede
from atgarder.models import Beslutadeffekt
from atgarder.queries import minne as queries
from atgarder.queries.minne import MALOMRADE, UTSLAG, VERKSAMHET, Minne, Sokning
from uppfoljning.texter import visad_enhet

KORTA = {
    Skede.EFFEKT_VISAD: "Effekt visad",
    Skede.EFFEKT_EJ_VISAD: "Genomfört, effekt ej visad",
    Skede.SAMRE: "Sämre än jämförbara",
    Skede.GENOMFORT: "Effekten kan inte bedömas",
    Skede.AVBRUTET: "Avbrutet",
}


@dataclass(frozen=True, slots=True)
class Minnesrad:
    """`meningar`: (indicator, the verdict in a sentence) of what it was to move."""

    m: Minne
    ord: str
    meningar: list[tuple[str, str]]


def minnesrad(m: Minne) -> Minnesrad:
    return Minnesrad(m, KORTA[m.skede], [(e.indikator.namn, _mening(e)) for e in m.effekter])


def _mening(effekt: Beslutadeffekt) -> str:
    rad = getattr(effekt, "utslag", None)
    if rad is None:
        return "Utslaget är inte räknat än."
    r = Effekt.fran_indata(rad.underlag["indata"])
    return ord_.mening(r, visad_enhet(effekt.indikator.matt.enhet), effekt.indikator.decimaler)


def val(s: Sokning) -> dict[str, list[Any]]:
    """Choices of the filters: (value, name, chosen), the areas under their headings. Three queries."""
    omraden = queries.omraden()
    grupper = [
        (rubrik, [_val(f"{slag}:{namn}", namn, s.omrade) for namn in omraden[slag]])
        for slag, rubrik in ((MALOMRADE, "Målområde"), (VERKSAMHET, "Verksamhetsområde"))
    ]
    return {
        "omraden": [g for g in grupper if g[1]],
        "matt": [_val(nyckel, namn, s.matt) for nyckel, namn in queries.matten()],
        "utslag": [_val(str(u), KORTA[u], s.utslag) for u in UTSLAG],
    }


def _val(nyckel: str, namn: str, vald: str) -> tuple[str, str, bool]:
    return nyckel, namn, nyckel == vald


def csvrader(minnen: Iterable[Minne]) -> tuple[Sequence[str], Iterable[Sequence[Any]]]:
    """A row for each expected effect, one for an action without any. No names of persons."""
    rubriker = [
        "Åtgärd",
        "Beslut",
        "Sammanträde",
        "Paragraf",
        "Gjort",
        "Vad gjordes",
        "Indikator",
        "Mått",
        "Från",
        "Mätt år",
        "Väntat",
        "Effektår",
        "Utslag",
        "Skillnad mot jämförda",
        "Placeboandel",
        "Jämförda kommuner",
        "Vad lärde vi oss",
    ]
    return rubriker, (rad for m in minnen for rad in _rader(m))


def _rader(m: Minne) -> Iterable[Sequence[Any]]:
    b, u = m.beslut, m.uppdrag
    forst = [m.forslag.titel, b.instansnamn, f"{b.sammantrade:%Y-%m-%d}", b.paragraf]
    forst += [f"{u.genomford:%Y-%m-%d}", u.genomforande_text]
    for e in m.effekter or [None]:
        if e is None:
            yield [*forst, *[None] * 6, m.skede.etikett, *[None] * 3, u.lardom]
            continue
        rad = getattr(e, "utslag", None)
        utslag = rad.get_utslag_display() if rad is not None else "Inte räknat än"
        tal = [rad.skillnad, rad.placeboandel, rad.antal] if rad is not None else [None] * 3
        i = e.indikator
        matt = i.nyckeltal.kolada_id if i.nyckeltal is not None else i.egetmatt.namn
        yield [*forst, i.namn, matt, e.fran, e.franar, e.till, e.effektar, utslag, *tal, u.lardom]
