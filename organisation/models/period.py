"""What holds from a day and to a day, both inclusive; an open end is null."""

from datetime import date

from django.db import models
from django.db.models import Q


class PeriodQuerySet(models.QuerySet):
    def gallande(self, dag: date, till: date | None = None) -> "PeriodQuerySet":
        """Those that hold on `dag`, or on some day from it through `till`."""
        return self.filter(
            Q(galler_fran__isnull=True) | Q(galler_fran__lte=till or dag),
            Q(galler_till__isnull=True) | Q(galler_till__gte=dag),
        )
