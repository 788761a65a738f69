"""Own measures with their outcomes."""

from collections.abc import Iterable
from dataclasses import dataclass

from kkik.models import Kon
from organisation.models import Enhet
from planering.models import Egetmatt
from styrsnurra.gemensamt.sortering import svensk_nyckel
from styrsnurra.gemensamt.tal import antal_decimaler, formatera
from uppfoljning.domain.perioder import perioder, periodnamn, periodrubrik
from uppfoljning.domain.utfallsgranskning import Utfallsandring
from uppfoljning.models import Mattrapportering, Utfall


@dataclass(frozen=True, slots=True)
class Mattrad:
    """A measure and its newest outcome as a whole; `senast` "" when it has none."""

    matt: Egetmatt
    senast: str
    period: str
    kalla: str
    antal: int


def mattlista() -> list[Mattrad]:
    """All own measures. Two queries."""
    rader: dict[int, list[Utfall]] = {}
    for u in Utfall.objects.filter(enhet__isnull=True, kon=Kon.TOTALT).order_by("ar", "period"):
        rader.setdefault(u.egetmatt_id, []).append(u)
    ut = []
    for m in sorted(Egetmatt.objects.select_related("agare"), key=lambda m: svensk_nyckel(m.namn)):
        egna = [u for u in rader.get(m.pk, []) if u.period in perioder(m.frekvens)]
        sist = egna[-1] if egna else None
        ut.append(
            Mattrad(
                m,
                formatera(sist.varde, m.decimaler, m.enhet) if sist else "",
                periodnamn(m.frekvens, sist.ar, sist.period) if sist else "",
                sist.get_kalla_display() if sist else "",
                len(egna),
            )
        )
    return ut


@dataclass(frozen=True, slots=True)
class Arsrad:
    """A year of a measure, for one kön ("" where it is not divided): one text for each period, in order."""

    ar: int
    kon: str
    varden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mattsida:
    """`rubriker`: the period of each column. `enheter`: the units it is reported for."""

    rubriker: tuple[str, ...]
    rader: tuple[Arsrad, ...]
    enheter: tuple[Enhet, ...]
    med_antal: bool


def mattsida(matt: Egetmatt) -> Mattsida:
    """The outcomes of a measure as a whole, newest year first. Three queries."""
    rapportering = Mattrapportering.objects.prefetch_related("enheter").filter(egetmatt=matt).first()
    varden = {
        (u.ar, u.period, u.kon): u.varde for u in Utfall.objects.filter(egetmatt=matt, enhet__isnull=True)
    }
    kon = [(k, Kon(k).label.lower()) for k in ("T", "K", "M")] if matt.konsuppdelat else [("T", "")]
    alla = perioder(matt.frekvens)
    return Mattsida(
        tuple(periodrubrik(matt.frekvens, 0, p).removesuffix(" 0") if p else "Utfall" for p in alla),
        tuple(
            Arsrad(ar, ord_, tuple(formatera(varden.get((ar, p, k)), matt.decimaler) for p in alla))
            for ar in sorted({a for a, _, _ in varden}, reverse=True)
            for k, ord_ in kon
        ),
        tuple(rapportering.enheter.all()) if rapportering else (),
        bool(rapportering and rapportering.antal),
    )


@dataclass(frozen=True, slots=True)
class Andringsrad:
    """A change as people read it."""

    matt: str
    under: str
    fore: str
    efter: str


def andringsrader(andringar: Iterable[Utfallsandring]) -> list[Andringsrad]:
    """Changes that would be made, in words. Two queries."""
    alla = list(andringar)
    matt = Egetmatt.objects.in_bulk({a.cell[0] for a in alla})
    enheter = Enhet.objects.in_bulk({a.cell[1] for a in alla if a.cell[1] is not None})
    ut = []
    for a in alla:
        pk, enhet, ar, period, kon = a.cell
        m = matt[pk]
        delar = [periodnamn(m.frekvens, ar, period)]
        delar += [Kon(kon).label.lower()] if m.konsuppdelat else []
        delar += [enheter[enhet].namn] if enhet is not None else []
        ut.append(
            Andringsrad(m.namn, ", ".join(delar), _text(a.fore, a.antal_fore, m), _text(a.efter, a.antal, m))
        )
    return ut


def _text(varde: float | None, antal: int | None, m: Egetmatt) -> str:
    if varde is None:
        return "–"
    text = formatera(varde, max(m.decimaler, antal_decimaler(varde)), m.enhet)
    return text if antal is None else f"{text}, {formatera(antal, 0)} personer"
