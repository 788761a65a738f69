"""What the group agrees on, entered in the meeting."""

from datetime import datetime

from django.db import transaction

from organisation.actions import logga
from organisation.models import Person
from verktyg.actions.gemensamt import granska_text, las
from verktyg.domain.fel import Krock, Verktygsfel
from verktyg.domain.plats import Plats
from verktyg.models import Genomforande, Konsensus
from verktyg.queries.resultat import resultat
from verktyg.queries.svar import platser


@transaction.atomic
def satt_konsensus(
    *,
    av: Person | None,
    nar: datetime,
    genomforande: Genomforande,
    plats: Plats,
    varde: str,
    anteckning: str = "",
    forra: int | None = None,
) -> Konsensus | None:
    """Enter, change or (with an empty `varde`) take back what was agreed. Also when the round is closed.

    `forra`: key of the agreement the page was opened with, 0 for none, None if it does not matter. Returns what now
    stands. Raises Verktygsfel, and Krock when somebody else has entered another in between.
    """
    runda = las(genomforande)
    _granska(runda, plats, varde, anteckning.strip())
    nu = runda.konsensus.filter(fraga=plats.fraga, rad_id=plats.rad, galler=True).select_related("av").first()
    if (varde, anteckning.strip()) == ((nu.varde, nu.anteckning) if nu else ("", "")):
        return nu
    if forra is not None and forra != (nu.pk if nu else 0):
        raise Krock({plats: nu})
    if nu is not None:
        Konsensus.objects.filter(pk=nu.pk).update(galler=False)
    ny = Konsensus.objects.create(
        genomforande=runda,
        rad_id=plats.rad,
        fraga=plats.fraga,
        varde=varde,
        anteckning=anteckning.strip(),
        nar=nar,
        av=av,
    )
    logga(
        av=av,
        nar=nar,
        typ="verktyg.satt_konsensus",
        objekt=runda,
        data={"plats": plats.kod, "varde": [nu.varde if nu else "", varde], "anteckning": ny.anteckning},
    )
    return ny


def _granska(runda: Genomforande, plats: Plats, varde: str, anteckning: str) -> None:
    instrument = runda.fragorna
    if instrument.gemensam:
        raise Verktygsfel("En checklistas svar är redan gemensamma.")
    fraga = instrument.fraga(plats.fraga)
    if fraga is None or plats not in platser(runda, runda.rader.all()):
        raise Verktygsfel("Raden hör inte till det här genomförandet. Ladda om sidan.")
    if varde and varde not in {a.kod for a in instrument.svarssatt(fraga).alternativ}:
        raise Verktygsfel({plats.kod: ["Välj ett av alternativen."]})
    if texten := granska_text(anteckning):
        raise Verktygsfel({plats.kod: [texten]})


@transaction.atomic
def godta_eniga(*, av: Person | None, nar: datetime, genomforande: Genomforande) -> int:
    """Agree on every row where at least two have answered, all the same, and nothing has been agreed yet. Rows that
    are hidden are left alone. Returns how many."""
    runda = las(genomforande)
    eniga = [rad for rad in resultat(runda).rader if rad.fordelning and rad.fordelning.eniga and not rad.enat]
    for rad in eniga:
        satt_konsensus(
            av=av,
            nar=nar,
            genomforande=runda,
            plats=rad.plats,
            varde=rad.fordelning.forslag,
            anteckning=rad.konsensus.anteckning if rad.konsensus else "",
        )
    return len(eniga)
