"""Target levels for years or indicators that the plan had when a form was opened, and no longer has."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from planering.models import Plan


def utanfor_planen(data: Mapping[str, Any], plan: Plan) -> list[str]:
    """What the form of one indicator holds for years outside the plan, in words: it is said, not dropped."""
    skrivna: dict[int, list[str]] = {}
    for namn, varde in data.items():
        traff = re.fullmatch(r"ar_(\d{4})(_[abf])?", namn, re.ASCII)
        if traff and int(traff[1]) not in plan.ar and str(varde).strip():
            skrivna.setdefault(int(traff[1]), []).append(str(varde).strip())
    return [
        f"Planen gäller {plan.period}. Målnivån {ar} ({'–'.join(varden)}) kan inte sparas."
        for ar, varden in sorted(skrivna.items())
    ]


def borta_ur_natet(data: Mapping[str, Any], plan: Plan, indikatorer: Collection[int]) -> list[str]:
    """The same of the grid, whose boxes are named c-<indicator>-<year>; `indikatorer` are the keys that are left."""
    fel = set()
    for namn, varde in data.items():
        traff = re.fullmatch(r"c-(\d{1,18})-(\d{4})", namn, re.ASCII)
        if traff is None or not str(varde).strip():
            continue
        if int(traff[1]) not in indikatorer:
            fel.add("En indikator som du hade i tabellen finns inte längre i planen.")
        elif int(traff[2]) not in plan.ar:
            fel.add(f"Planen gäller {plan.period}. Målnivåer för {traff[2]} kan inte sparas.")
    return sorted(fel)
