"""What verktyg's rounds can be about in the analysis room."""

from django.urls import reverse

from uppfoljning.models import Analys
from verktyg.queries import Amne


def analysamne(analys: Analys) -> Amne:
    """Needs `enhet`."""
    adress = reverse("uppfoljning:analys", args=[analys.pk])
    return Amne(
        f"uppfoljning.analys:{analys.pk}", analys.titel, adress, "uppfoljning.se_analys", analys.enhet
    )


def hamta_analys(pk: int) -> Amne | None:
    analys = Analys.objects.select_related("enhet").filter(pk=pk).first()
    return analysamne(analys) if analys is not None else None
