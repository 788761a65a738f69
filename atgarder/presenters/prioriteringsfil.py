"""Rounds of prioritising as files."""

from collections.abc import Iterable, Sequence

from atgarder.models import Prioritering
from atgarder.presenters.prioriteringsbild import Visad
from atgarder.queries.prioritering import Prioriteringsbild
from styrsnurra.gemensamt.csvfil import csvtext

LISTA = (
    "Prioritering",
    "Gäller",
    "Datum",
    "Modell",
    "Förslag",
    "Deltagare",
    "Klara",
    "Läge",
    "Sammanfattning",
)


def listfil(rader: Iterable[Prioritering]) -> str:
    """The list as it is filtered; `rader` as `queries.prioritering.prioriteringar` gives them."""
    return csvtext(
        LISTA,
        (
            (
                r.titel,
                r.enhet.namn,
                f"{r.datum:%Y-%m-%d}",
                r.get_modell_display(),
                r.antal_forslag,
                r.antal_deltagare,
                r.antal_klara,
                "Avslutad" if r.ar_avslutad else "Pågår",
                r.sammanfattning,
            )
            for r in rader
        ),
    )


def resultatfil(bild: Prioriteringsbild, visade: Sequence[Visad]) -> str:
    """A row for each judgement, with the proposal's own figures beside it; a proposal without any has one row."""
    axlar = [k.namn for k in bild.kriterier] or ["Insats", "Effekt"]
    rubriker = ["Plats", "Bokstav", "Förslag", "Person", *axlar]
    rubriker += [f"{a}: {vad}" for a in axlar for vad in ("medel", "median", "spridning")]
    rubriker += ["Vägd poäng"] if bild.kriterier else ["Kvadrant"]
    return csvtext(rubriker, (rad for v in visade for rad in _rader(v, len(axlar))))


def _rader(v: Visad, antal: int) -> list[tuple]:
    slut: list[object] = []
    for axel in v.axlar or (None,) * antal:
        slut += [axel.medel, axel.median, axel.spann] if axel else [None, None, None]
    slut.append(v.kvadrant or v.poang)
    personer = v.personer or (("", (None,) * antal, ""),)
    return [(v.rad.plats, v.bokstav, v.titel, namn, *varden, *slut) for namn, varden, _ in personer]
