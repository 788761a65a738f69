"""One or many nyckeltal with what goes with them: riktning, versions, when the data changed."""

from collections.abc import Iterable

from django.db.models import Max

from kkik.models import Importkorning, Kommun, Nyckeltal, Nyckeltalsgrupp, Riktningsval
from organisation.models import Jobbstatus

KKIK_GRUPP = "G2KPI74586"


def hamta_nyckeltal(kolada_id: str) -> Nyckeltal | None:
    """By Kolada's id, upper or lower case."""
    return Nyckeltal.objects.filter(kolada_id=kolada_id.upper()).first()


def gallande_riktningar(nyckeltal_ids: Iterable[int]) -> dict[int, Riktningsval]:
    """The riktning that rules: per nyckeltal the newest confirmed choice. Those without one are left out. One query."""
    rader = Riktningsval.objects.filter(nyckeltal__in=list(nyckeltal_ids), bekraftad__isnull=False)
    return {r.nyckeltal_id: r for r in rader.order_by("bekraftad", "id")}


def gallande_riktning(nyckeltal_id: int) -> Riktningsval | None:
    """The newest confirmed choice for one nyckeltal."""
    return gallande_riktningar([nyckeltal_id]).get(nyckeltal_id)


def kkik_medlemmar() -> list[Nyckeltal]:
    """The members of Kolada's group for Kommunens kvalitet i korthet, by id; empty before the first import."""
    grupp = Nyckeltalsgrupp.objects.filter(kolada_id=KKIK_GRUPP).prefetch_related("medlemmar").first()
    return sorted(grupp.medlemmar.all(), key=lambda n: n.kolada_id) if grupp is not None else []


def kommunnamn() -> dict[int, str]:
    """Names of all areas: municipalities, regions and the country."""
    return dict(Kommun.objects.values_list("id", "namn"))


def dataversion() -> str:
    """Changes whenever an import has finished or a riktning was chosen: part of ETags and cache keys. Two queries."""
    sista = Importkorning.objects.filter(status=Jobbstatus.KLAR).aggregate(m=Max("avslutad"), i=Max("id"))
    val = Riktningsval.objects.aggregate(m=Max("id"), b=Max("bekraftad"))
    delar = [sista["i"], sista["m"], val["m"], val["b"]]
    return "-".join(str(int(d.timestamp() * 1e6)) if hasattr(d, "timestamp") else str(d or 0) for d in delar)
