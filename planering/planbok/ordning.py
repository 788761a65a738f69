"""Siblings put in the order that the file has them in."""

from typing import Any

from planering.actions import gemensamt
from planering.actions.ordna import SLAG, ordna
from planering.models import Aktivitet, Plan


def ordna_syskon(kod: str, onskad: list[int], plan: Plan, vem: dict[str, Any]) -> None:
    """`onskad` are the keys of some siblings of a kind; others, that have come since, stay where they are."""
    if len(onskad) < 2:
        return
    if kod == "aktivitet":
        _aktiviteter(onskad, vem)
        return
    modell, _, gemensamma = SLAG[kod]
    forst = modell.objects.get(pk=onskad[0])
    syskon = modell.objects.filter(**{falt: getattr(forst, falt) for falt in gemensamma})
    sedd = list(syskon.order_by("ordning", "id").values_list("pk", flat=True))
    ordna(**vem, plan=plan, slag=kod, sedd=sedd, ny=_pa_sina_platser(sedd, onskad))


def _aktiviteter(onskad: list[int], vem: dict[str, Any]) -> None:
    forst = Aktivitet.objects.get(pk=onskad[0])
    syskon = Aktivitet.objects.filter(
        handlingsplan_id=forst.handlingsplan_id, overordnad_id=forst.overordnad_id
    ).order_by("ordning", "id")
    ny = _pa_sina_platser([a.pk for a in syskon], onskad)
    for plats, pk in enumerate(ny):
        rader = list(syskon.all())
        nu = [a.pk for a in rader].index(pk)
        if nu != plats:
            gemensamt.flytta(rader[nu], rader, plats - nu, **vem)


def _pa_sina_platser(sedd: list[int], onskad: list[int]) -> list[int]:
    """`sedd` with those of `onskad` in that order, in the places that they hold together."""
    med = set(onskad)
    i_tur = iter([pk for pk in onskad if pk in sedd])
    return [next(i_tur) if pk in med else pk for pk in sedd]
