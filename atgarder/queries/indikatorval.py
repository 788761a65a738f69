"""Which indicators an effect may be expected on."""

from planering.models import Indikator, Plan
from uppfoljning.models import Atgardsforslag


def indikatorval(forslag: Atgardsforslag, ar: int) -> tuple[list[Indikator], list[Indikator]]:
    """(those that the analysis is about, the others of the plan that is followed in `ar`); without those that have
    one already. Four queries."""
    redan = set(forslag.forvantningar.values_list("indikator", flat=True))
    alla = (
        Indikator.objects.select_related("nyckeltal", "egetmatt")
        .defer("nyckeltal__sok", "nyckeltal__beskrivning")
        .exclude(pk__in=redan)
    )
    analysens = list(
        alla.filter(analysavvikelser__analys=forslag.analys_id).distinct().order_by("namn", "id")
    )
    forsta = {i.pk for i in analysens}
    i_planen = alla.filter(mal__malomrade__plan=Plan.objects.aktuell(ar)).order_by("namn", "id")
    return analysens, [i for i in i_planen if i.pk not in forsta]
