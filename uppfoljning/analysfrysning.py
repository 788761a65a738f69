"""A deviation as it is written into an analysis when that is opened: its sentence, and the lights as they stood."""

from datetime import date
from typing import Any

from planering.models import Indikator
from uppfoljning.presenters import Radvy, radvy
from uppfoljning.queries import Rad, Signaltabell, signaltabell, sikt_for
from uppfoljning.texter import med_ar

_FALT = (
    "utfall",
    "malniva",
    "mal_signal",
    "mal_ord",
    "mal_varfor",
    "avstand",
    "andra_signal",
    "andra_ord",
    "andra_plats",
    "andra_grupp",
    "andra_varfor",
    "trend",
    "godhet",
    "trend_ord",
    "godhet_ord",
    "trend_varfor",
    "enhet",
    "decimaler",
)


def tabell_for(indikator: Indikator, ar: int | None) -> Signaltabell:
    """The year that an indicator's deviation is seen in, with only its row; `ar` None: the year the plan's pages
    open with."""
    return signaltabell(sikt_for(indikator.mal.malomrade.plan_id, ar), bara=[indikator.pk], serier=False)


def fryst(rad: Rad, ar: int, idag: date) -> dict[str, Any]:
    """What `oppna_analys` takes. The lights are those of the row; nothing of them is computed again later."""
    r = radvy(rad, ar, idag)
    ljus = {namn: getattr(r, namn) for namn in _FALT}
    ljus |= {"skal": list(r.skal), "utfall_tal": rad.bedomning.utfall if rad.bedomning else None}
    return {
        "indikator": rad.indikator,
        "ar": ar,
        "kon": rad.indikator.kon,
        "mening": mening(r, ar),
        "ljus": ljus,
    }


def mening(r: Radvy, ar: int) -> str:
    """The deviation in words: what it is, against what, and what the other two lights say."""
    if r.saknas:
        forst = f"Utfall för {ar} saknas: {r.saknas}."
    else:
        mot = f" mot målet {r.malniva}" if r.malgrans is not None else ""
        hur = f" – {r.avstand}" if r.avstand else ""
        forst = f"{med_ar(r.utfall, ar, r.enhet)}{mot}. {r.mal_ord}{hur}."
    delar = [forst]
    if r.andra_signal != "gra":
        plats = f" ({r.andra_plats})" if r.andra_plats else ""
        delar.append(f"{r.andra_ord}{plats}.")
    if r.trend != "gra":
        delar.append(f"{r.trend_ord}{f' – {r.godhet_ord}' if r.godhet_ord else ''}.")
    return " ".join(delar)
