"""What one should know of a measure before tying a goal to it: its card, and its line in the search."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from kkik import queries as kkik
from kkik.domain.jamforelse import MINST_ANDRA
from kkik.domain.signaler import Riktning
from kkik.models import Lage, Nyckeltal, Nyckeltalslage, Varde
from planering.models import Egetmatt
from planering.presenters.gemensamt import Nyckeltalskort, nyckeltalskort
from styrsnurra.gemensamt.tal import decimaler_for, formatera

SERIEAR = 10


def mattkort(matt: Nyckeltal | Egetmatt, kommun_id: int | None, kon: str = "T") -> Nyckeltalskort:
    """The own history; a measure of one's own has none before its outcomes are reported."""
    if isinstance(matt, Nyckeltal):
        return nyckeltalskort(matt, kommun_id, kon)
    return Nyckeltalskort([], (), (), matt.decimaler, "")


@dataclass(frozen=True, slots=True)
class Grannkort:
    """Others in the nyckeltal's newest year, as the card shows them: (what, value). `rubrik` names the group."""

    rubrik: str
    rader: tuple[tuple[str, str], ...]
    anm: str


def grannkort(
    nyckeltal: Nyckeltal,
    kommun_id: int,
    *,
    kon: str = "T",
    riktning: str = Riktning.NEUTRAL,
    intervall: tuple[float, float] | None = None,
    gruppkod: str = "alla",
) -> Grannkort | None:
    """None where nobody has a value. A group that is gone gives way to all. At most three queries."""
    for kod in dict.fromkeys((gruppkod, "alla")):
        with suppress(kkik.GruppSaknas):
            p = kkik.placering(
                nyckeltal, kommun_id, kon=kon, riktning=riktning, intervall=intervall, gruppkod=kod
            )
            return None if p is None else _grannkort(p, nyckeltal.enhet)
    return None


def _grannkort(p: kkik.Placering, enhet: str) -> Grannkort:
    m = p.mot_andra
    rubrik = f"{p.grupp.etikett[:1].upper()}{p.grupp.etikett[1:]} {p.ar}"
    antal = f"{formatera(m.n, 0)} {'annan kommun' if m.n == 1 else 'andra kommuner'} med värde"
    if m.n < MINST_ANDRA:
        return Grannkort(rubrik, (), f"{antal}, för få att jämföra med.")
    tal = [("Vi", m.egen), ("Nedre kvartil", m.p25), ("Median", m.median), ("Övre kvartil", m.p75)]
    decimaler = decimaler_for(t for _, t in tal if t is not None)
    rader = [(namn, formatera(t, decimaler, enhet)) for namn, t in tal]
    if m.rang is not None:
        rader.append(("Vår plats, 1 är bäst", f"{m.rang} av {m.n + 1}"))
    elif m.over is not None:
        rader.append(("Vår plats, 1 är högst", f"{m.over + 1} av {m.n + 1}"))
    return Grannkort(rubrik, tuple(rader), f"{antal}.")


@dataclass(frozen=True, slots=True)
class Traffrad:
    """A hit, with the own last ten years and where the middle half of the country lies in its newest year.

    `landet` and `egen` are None where nothing has been computed, or we have no value. `plats` counts from the highest.
    """

    nyckeltal: Nyckeltal
    landet: Nyckeltalslage | None
    egen: Lage | None
    ar: tuple[int, ...]
    serie: tuple[float | None, ...]
    decimaler: int

    @property
    def andra(self) -> Nyckeltalslage | Lage | None:
        """The others: without ourselves where we have a value."""
        return self.egen or self.landet

    @property
    def plats(self) -> str:
        """Our place, 1 is highest; which way is good nobody has said yet. Empty where there is none."""
        e = self.egen
        if e is None or e.under is None or e.lika is None or e.n < MINST_ANDRA:
            return ""
        return f"{e.n - e.under - e.lika + 1} av {e.n + 1}"


def traffrader(traffar: Sequence[Nyckeltal], kommun_id: int | None) -> list[Traffrad]:
    """Three queries, whatever the number of hits; none for no hits."""
    if not traffar:
        return []
    nycklar = [n.pk for n in traffar]
    landet = kkik.landslagen(nycklar)
    egna = kkik.egna_lagen(nycklar, kommun_id) if kommun_id is not None else {}
    serier = _serier(nycklar, kommun_id) if kommun_id is not None else {}
    return [_rad(n, landet.get(n.pk), egna.get(n.pk), serier.get(n.pk, {})) for n in traffar]


def _rad(n: Nyckeltal, landet: Nyckeltalslage | None, egen: Lage | None, serie: dict[int, float]) -> Traffrad:
    sist = max(serie, default=0)
    ar = tuple(range(max(min(serie), sist - SERIEAR + 1), sist + 1)) if serie else ()
    varden = tuple(serie.get(a) for a in ar)
    andra = egen or landet
    granser = (andra.p25, andra.median, andra.p75) if andra is not None else ()
    return Traffrad(
        n, landet, egen, ar, varden, decimaler_for(v for v in (*varden, *granser) if v is not None)
    )


def _serier(nycklar: list[int], kommun_id: int) -> dict[int, dict[int, float]]:
    rader = Varde.objects.filter(
        nyckeltal_id__in=nycklar, kommun_id=kommun_id, kon="T", borttagen=False, varde__isnull=False
    )
    ut: dict[int, dict[int, float]] = {}
    for nyckeltal, ar, varde in rader.values_list("nyckeltal_id", "ar", "varde"):
        ut.setdefault(nyckeltal, {})[ar] = varde
    return ut
