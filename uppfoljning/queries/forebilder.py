"""Whom to call about an indicator."""

from kkik.domain.prognostyper import Prognosmal
from kkik.queries.bast import Forebilder, forebilder
from planering.models import Indikator, Malniva


def forebilder_for(indikator: Indikator, kommun: int) -> Forebilder:
    """For an indicator that measures by a nyckeltal, against its own target levels. Five queries."""
    nivaer = indikator.malnivaer.filter(kon=indikator.kon, slag=Malniva.Slag.NIVA).order_by("ar")
    intervall = None
    if indikator.riktning == Indikator.Riktning.INTERVALL:
        intervall = (indikator.intervall_a, indikator.intervall_b)
    return forebilder(
        indikator.nyckeltal,
        kommun,
        riktning=indikator.riktning,
        kon=indikator.kon,
        intervall=intervall,
        malnivaer=[(n.ar, Prognosmal("niva", varde=n.varde)) for n in nivaer] if intervall is None else (),
    )
