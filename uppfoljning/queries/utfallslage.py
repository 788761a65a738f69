"""What is stored of own measures, as delivered rows are compared with it."""

from collections.abc import Callable, Iterable
from datetime import date

from planering.models import Egetmatt
from uppfoljning.domain.rapportering import begarda_perioder, rapporterar
from uppfoljning.domain.utfallsgranskning import Mattlage, Utfallslage
from uppfoljning.models import Inlamning, Omgang, Utfall
from uppfoljning.queries.enheter import enheter


def utfallslage(
    ar: Iterable[int],
    idag: date,
    *,
    nekat: Callable[[Egetmatt], str],
    las: bool = False,
    utom: Inlamning | None = None,
) -> Utfallslage:
    """The state that rows about these years are judged by. `nekat(measure)` says why the sender may not report it.

    `las`: hold the measures until the transaction ends, so that nobody else changes their outcomes meanwhile. `utom`:
    the inlämning that is just being handed in, whose own values are not locked by it.
    """
    matt = Egetmatt.objects.order_by("pk")
    if las:
        list(matt.select_for_update(no_key=True).values_list("pk"))
    alla = list(matt.select_related("rapportering").prefetch_related("rapportering__enheter"))
    lage = {
        m.pk: Mattlage(
            m.pk,
            m.namn,
            m.frekvens,
            m.konsuppdelat,
            {e.pk: e.namn for e in m.rapportering.enheter.all()} if hasattr(m, "rapportering") else {},
            nekat(m),
        )
        for m in alla
    }
    sparat: dict[tuple, tuple[float, int | None]] = {}
    last: dict[tuple, str] = {}
    for rad in Utfall.objects.filter(ar__in=set(ar)).select_related("omgang"):
        cell = (rad.egetmatt_id, rad.enhet_id, rad.ar, rad.period, rad.kon)
        sparat[cell] = (rad.varde, rad.antal)
        if rad.omgang is not None and rad.omgang.ar_faststalld:
            last[cell] = f"Värdet ingår i {rad.omgang.namn}, som är fastställd."
    return Utfallslage(idag, lage, sparat, last | _inlamnade(set(ar), alla, utom))


def _inlamnade(ar: set[int], matt: list[Egetmatt], utom: Inlamning | None) -> dict[tuple, str]:
    """(measure, year, period) that somebody has handed in, in a round that is still open."""
    omgangar = Omgang.objects.filter(ar__in=ar, faststalld__isnull=True).prefetch_related(
        "inlamningar__enhet"
    )
    rader = list(omgangar)
    if not rader:
        return {}
    over = {e.pk: e.overordnad_id for e in enheter().values()}
    ut: dict[tuple, str] = {}
    for omgang in rader:
        inlamningar = {i.enhet_id: i for i in omgang.inlamningar.all()}
        ansvar = rapporterar(inlamningar, over)
        for m in matt:
            inlamning = inlamningar.get(ansvar.get(m.agare_id, 0))
            if inlamning is None or inlamning.ar_utkast or inlamning == utom:
                continue
            skal = f"{omgang.namn} är {inlamning.get_status_display().lower()} av {inlamning.enhet.namn}."
            for period in begarda_perioder(omgang.slag, omgang.period, m.frekvens):
                ut[m.pk, omgang.ar, period] = skal
    return ut
