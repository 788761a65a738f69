"""Taking back the latest change of something in an analysis, or a deletion, with planering's machinery."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from organisation.models import Handelse, Person
from planering.actions import angra as angra_handelse
from planering.actions import kan_angras
from planering.actions.angra import registrera
from planering.domain.fel import Planeringsfel
from uppfoljning.actions.analys.analys import andra_analys
from uppfoljning.actions.analys.belagg import andra_belagg
from uppfoljning.actions.analys.forslag import andra_forslag, andra_kunskapskalla
from uppfoljning.actions.analys.gemensamt import las_analys
from uppfoljning.actions.analys.hypotes import andra_hypotes
from uppfoljning.actions.analys.slutsats import andra_slutsats
from uppfoljning.models import (
    Analys,
    Atgardsforslag,
    Belagg,
    Hypotes,
    Hypotesutslag,
    Kunskapskalla,
    Slutsats,
)
from uppfoljning.queries.analyshistorik import handelser

__all__ = ["angra_analysandring", "kan_angras"]

registrera(
    andra={
        "uppfoljning.andra_analys": (Analys, "analys", andra_analys),
        "uppfoljning.andra_hypotes": (Hypotes, "hypotes", andra_hypotes),
        "uppfoljning.andra_belagg": (Belagg, "belagg", andra_belagg),
        "uppfoljning.andra_slutsats": (Slutsats, "slutsats", andra_slutsats),
        "uppfoljning.andra_atgardsforslag": (Atgardsforslag, "forslag", andra_forslag),
        "uppfoljning.andra_kunskapskalla": (Kunskapskalla, "kunskapskalla", andra_kunskapskalla),
    },
    ta_bort={
        f"uppfoljning.ta_bort_{modell._meta.model_name}": modell
        for modell in (Hypotes, Belagg, Slutsats, Atgardsforslag, Kunskapskalla)
    },
    ordning=(Hypotes, Hypotesutslag, Belagg, Slutsats, Atgardsforslag, Kunskapskalla),
)


@transaction.atomic
def angra_analysandring(*, av: Person | None, nar: datetime, analys: Analys, handelse: Handelse) -> Model:
    """The row as it is after. Raises Planeringsfel when it is no event of the analysis, or no longer the latest."""
    las_analys(analys.pk)
    if not kan_angras(handelse) or not handelser(analys).filter(pk=handelse.pk).exists():
        raise Planeringsfel("Den här händelsen går inte att ångra.")
    return angra_handelse(av=av, nar=nar, handelse=handelse)
