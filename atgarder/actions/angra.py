"""Taking back the latest change of something about a proposal, or a deletion, with planering's machinery."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from atgarder.actions import forvantan
from atgarder.actions import konsekvens as actions
from atgarder.actions.gemensamt import las_forslag
from atgarder.actions.konsekvens.beskrivning import oppen
from atgarder.models import (
    Alternativ,
    Berordgrupp,
    Forvantadeffekt,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Verksamhetsdialog,
)
from atgarder.queries.forslagshistorik import handelser
from organisation.models import Handelse, Person
from planering.actions import angra as angra_handelse
from planering.actions import kan_angras
from planering.actions.angra import registrera
from planering.domain.fel import Planeringsfel
from uppfoljning.models import Atgardsforslag

__all__ = ["angra_forslagsandring", "kan_angras"]

registrera(
    andra={
        "atgarder.andra_konsekvensbeskrivning": (
            Konsekvensbeskrivning,
            "beskrivning",
            actions.angra_konsekvens,
        ),
        "atgarder.andra_konsekvensbelopp": (Konsekvensbelopp, "belopp", actions.andra_belopp),
        "atgarder.andra_konsekvensrisk": (Konsekvensrisk, "risk", actions.andra_risk),
        "atgarder.andra_berordgrupp": (Berordgrupp, "grupp", actions.andra_grupp),
        "atgarder.andra_alternativ": (Alternativ, "alternativ", actions.andra_alternativ),
        "atgarder.andra_verksamhetsdialog": (Verksamhetsdialog, "dialog", actions.andra_dialog),
        "atgarder.andra_forvantadeffekt": (Forvantadeffekt, "forvantan", forvantan.andra_forvantan),
    },
    ta_bort={
        f"atgarder.ta_bort_{modell._meta.model_name}": modell
        for modell in (
            Konsekvensbelopp,
            Konsekvensrisk,
            Berordgrupp,
            Alternativ,
            Verksamhetsdialog,
            Forvantadeffekt,
        )
    },
    ordning=(),
)


@transaction.atomic
def angra_forslagsandring(
    *, av: Person | None, nar: datetime, forslag: Atgardsforslag, handelse: Handelse
) -> Model:
    """The row as it is after. Raises Planeringsfel when it is no event of the proposal's, or no longer the latest, and
    as any change does when the proposal is held or its description finished."""
    rad = las_forslag(forslag.pk)
    if not kan_angras(handelse) or not handelser(rad).filter(pk=handelse.pk).exists():
        raise Planeringsfel("Den här händelsen går inte att ångra.")
    if handelse.objekt != Forvantadeffekt._meta.label:
        oppen(Konsekvensbeskrivning.objects.select_for_update().get(forslag=rad))
    elif (
        handelse.typ.startswith("atgarder.ta_bort_")
        and rad.forvantningar.filter(
            indikator=handelse.data["borttaget"][Forvantadeffekt._meta.label][0]["indikator"]
        ).exists()
    ):
        raise Planeringsfel("Förslaget har redan en annan förväntad effekt på den indikatorn.")
    return angra_handelse(av=av, nar=nar, handelse=handelse)
