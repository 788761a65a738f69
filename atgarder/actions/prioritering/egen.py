"""A participant's own part of a round. Each raises Planeringsfel, and its Prioriteringslast for a closed round.

What somebody places is not for the others until she is done, and not for the one who leads until all are: so the log
says that something was placed, not where. When the round is closed the log has it all.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from atgarder.actions.prioritering.gemensamt import las_prioritering, svar
from atgarder.domain.prioritering import HOGST, LAGST, STEG
from atgarder.models import (
    Kriteriepoang,
    Placering,
    Prioritering,
    Prioriteringsdeltagare,
    Prioriteringsforslag,
)
from organisation.actions import logga
from organisation.models import Person
from planering.domain.fel import Planeringsfel


@transaction.atomic
def placera(
    *, av: Person, nar: datetime, rad: Prioriteringsforslag, insats: int | None, effekt: int | None
) -> Placering | None:
    """Put one proposal in the matrix, anew or elsewhere; both None takes it out of it. Nothing happens, and nothing is
    logged, when it is there already."""
    runda = las_prioritering(rad.prioritering_id)
    deltagare = _deltar(runda, av)
    _ar_kvar(runda, rad)
    if runda.modell != Prioritering.Modell.MATRIS:
        raise Planeringsfel("Den här prioriteringen görs med kriterier, inte i matrisen.")
    if (insats, effekt) != (None, None) and not (insats in STEG and effekt in STEG):
        raise Planeringsfel(f"Välj både insats och effekt, från {LAGST} till {HOGST}.")
    nu = Placering.objects.filter(deltagare=deltagare, rad=rad).first()
    if (nu.insats if nu else None, nu.effekt if nu else None) == (insats, effekt):
        return nu
    if insats is None:
        nu.delete()
        nu, vad = None, "tog bort"
    else:
        vad = "flyttade" if nu else "placerade"
        nu = nu or Placering(deltagare=deltagare, rad=rad)
        nu.insats, nu.effekt, nu.nar = insats, effekt, nar
        nu.save()
    data = {"prioritering": runda.pk, "forslag": rad.forslag_id, "vad": vad}
    logga(av=av, nar=nar, typ="atgarder.placera", objekt=rad, data=data)
    return nu


@transaction.atomic
def poangsatt(
    *, av: Person, nar: datetime, rad: Prioriteringsforslag, poang: Mapping[int, int | None]
) -> list[Kriteriepoang]:
    """Score one proposal on the round's criteria: criterion's key → 1–6, or None to take a score back. Criteria that
    are not given stay as they are. Returns all of the person's scores of the proposal."""
    runda = las_prioritering(rad.prioritering_id)
    deltagare = _deltar(runda, av)
    _ar_kvar(runda, rad)
    egna = {k.pk for k in runda.kriterier.all()}
    if not egna:
        raise Planeringsfel("Den här prioriteringen görs i matrisen, inte med kriterier.")
    if not poang.keys() <= egna:
        raise Planeringsfel("Kriteriet hör inte till den här prioriteringen. Ladda om sidan.")
    if any(p is not None and p not in STEG for p in poang.values()):
        raise Planeringsfel(f"Välj poäng från {LAGST} till {HOGST}.")
    nu = {p.kriterium_id: p for p in Kriteriepoang.objects.filter(deltagare=deltagare, rad=rad)}
    andrade = {k: p for k, p in poang.items() if (nu[k].varde if k in nu else None) != p}
    for kriterium, varde in andrade.items():
        if varde is None:
            nu.pop(kriterium).delete()
            continue
        rad_nu = nu.setdefault(kriterium, Kriteriepoang(deltagare=deltagare, rad=rad, kriterium_id=kriterium))
        rad_nu.varde, rad_nu.nar = varde, nar
        rad_nu.save()
    if andrade:
        data = {"prioritering": runda.pk, "forslag": rad.forslag_id, "kriterier": sorted(andrade)}
        logga(av=av, nar=nar, typ="atgarder.poangsatt", objekt=rad, data=data)
    return [nu[k] for k in sorted(nu)]


@transaction.atomic
def klar_med_min_del(*, av: Person, nar: datetime, prioritering: Prioritering) -> Prioriteringsdeltagare:
    """From now on the others' placements are shown, and the own ones stay. What is not placed counts as not judged.
    Refused while nothing is; to say it twice changes nothing."""
    runda = las_prioritering(prioritering.pk)
    deltagare = _deltar(runda, av, ocksa_klar=True)
    if deltagare.klar is not None:
        return deltagare
    egna = svar(runda, deltagare)
    if not egna:
        raise Planeringsfel("Bedöm minst ett förslag först.")
    deltagare.klar = nar
    deltagare.save(update_fields=["klar"])
    data = {"deltagare": deltagare.pk, "forslag": sorted(map(int, egna[str(deltagare.pk)]))}
    logga(av=av, nar=nar, typ="atgarder.klar_med_prioritering", objekt=runda, data=data)
    return deltagare


@transaction.atomic
def oppna_min_del(*, av: Person, nar: datetime, prioritering: Prioritering) -> Prioriteringsdeltagare:
    """Take up the own part again while the round is open. The picture says afterwards who did, since she had seen what
    the others placed."""
    runda = las_prioritering(prioritering.pk)
    deltagare = _deltar(runda, av, ocksa_klar=True)
    if deltagare.klar is None:
        return deltagare
    deltagare.klar = None
    deltagare.save(update_fields=["klar"])
    logga(
        av=av,
        nar=nar,
        typ="atgarder.oppna_prioriteringsdel",
        objekt=runda,
        data={"deltagare": deltagare.pk},
    )
    return deltagare


def _ar_kvar(runda: Prioritering, rad: Prioriteringsforslag) -> None:
    if not runda.rader.filter(pk=rad.pk).exists():
        raise Planeringsfel("Förslaget har tagits ur prioriteringen. Ladda om sidan.")


def _deltar(runda: Prioritering, av: Person, *, ocksa_klar: bool = False) -> Prioriteringsdeltagare:
    deltagare = runda.deltagare.select_for_update(of=("self",)).filter(person=av).first()
    if deltagare is None:
        raise Planeringsfel("Du deltar inte i den här prioriteringen.")
    if deltagare.klar is not None and not ocksa_klar:
        raise Planeringsfel("Du har sagt att du är klar med din del. Öppna den igen för att ändra.")
    return deltagare
