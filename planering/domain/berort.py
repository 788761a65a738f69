"""What an event in the log touched, and so which events can still be taken back.

An event leaves pieces behind: a field of its row, a target level, a cell of the frames, a check-in, an answer. It can
be taken back as long as every one of its pieces is as it left them, whatever else has happened to the same row. So an
event that has itself been taken back is in nobody's way: the pieces are again as the one before it left them, and that
one can be taken back too.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

FINNS = "*finns"  # the piece that says whether the row is there at all
# Follow another field: who answered, and when.
FOLJER = {"leder_nar", "leder_av", "avford_nar", "avford_av"}
# Says something about the row without changing it.
INGET = {"planering.skriv_in_bedomning", "planering.las_in_planbok"}


class Logghandelse(Protocol):
    pk: int
    typ: str
    objekt: str
    objekt_id: str
    data: dict[str, Any]


def efterlamnat(typ: str, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Piece → what the event made it. None when the log does not say: such an event counts as touching everything."""
    if typ in EGNA:
        return EGNA[typ](data)
    verb = typ.partition(".")[2].partition("_")[0]
    if typ in INGET or verb == "flytta":
        return {}
    if verb in ("skapa", "kopiera", "aterstall"):
        return {FINNS: True}
    if verb == "ta":  # ta_bort
        return {FINNS: False} if "borttaget" in data else None
    return _falt(data)


def angras_bland(handelser: Iterable[Logghandelse]) -> set[int]:
    """The keys of those whose pieces are still as they left them. `handelser`: newest first, of any rows; all that is
    newer than the oldest has to be among them."""
    nu: dict[tuple[str, str], dict[str, Any]] = {}
    stangda: set[tuple[str, str]] = set()
    ut = set()
    for h in handelser:
        rad = (h.objekt, h.objekt_id)
        delar = efterlamnat(h.typ, h.data)
        if rad in stangda:
            continue
        if delar is None:
            if rad not in nu:
                ut.add(h.pk)
            stangda.add(rad)
            continue
        finns = nu.setdefault(rad, {})
        if all(finns.get(del_, varde) == varde for del_, varde in delar.items()):
            ut.add(h.pk)
        for del_, varde in delar.items():
            finns.setdefault(del_, varde)
    return ut


def rammar(handelse: Logghandelse, utfallskolumner: Iterable[str]) -> bool:
    """Whether a plan's decision closes the event: outcomes, and what people think of a goal, come after it too."""
    if handelse.typ == "planering.svara_om_malkvalitet":
        return False
    if handelse.typ == "planering.satt_ramar":
        utfall = set(utfallskolumner)
        return bool(handelse.data.get("nya")) or any(
            set(rad["falt"]) - utfall for rad in _rader(handelse.data)
        )
    return True


def _falt(data: Mapping[str, Any]) -> dict[str, Any] | None:
    andrat = data.get("andrat")
    if not isinstance(andrat, dict) or not all(isinstance(p, list) and len(p) == 2 for p in andrat.values()):
        return None
    return {falt: efter for falt, (_, efter) in andrat.items() if falt not in FOLJER}


def _rader(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return data.get("andrat") or []


def _malnivaer(data: Mapping[str, Any]) -> dict[str, Any]:
    delar = _falt(data) or {}
    delar.pop("nivaer", None)
    for ar, (_, efter) in andrade_nivaer(data).items():
        delar[f"niva:{data['kon']}:{ar}"] = efter
    return delar


def andrade_nivaer(data: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Year → (before, after) of the levels that an event changed; None is no level."""
    fore, efter = data.get("andrat", {}).get("nivaer", ({}, {}))
    return {
        ar: (fore.get(ar), efter.get(ar)) for ar in sorted({*fore, *efter}) if fore.get(ar) != efter.get(ar)
    }


def _ramar(data: Mapping[str, Any]) -> dict[str, Any]:
    """Cell → what it was made. The verksamhet by its key, or by its name where an older log has no key."""
    return {
        f"ram:{rad.get('pk', rad['verksamhet'])}:{rad['ar']}:{kolumn}": efter
        for rad in _rader(data)
        for kolumn, (_, efter) in rad["falt"].items()
    }


def _stam_av(data: Mapping[str, Any]) -> dict[str, Any]:
    return (_falt(data) or {}) | {"avstamning": data["avstamning"]["id"]}


def _angra_avstamning(data: Mapping[str, Any]) -> dict[str, Any]:
    return (_falt(data) or {}) | {"avstamning": data["sista"]}


EGNA = {
    "planering.satt_malnivaer": _malnivaer,
    "planering.satt_malnivanat": lambda data: {"malnivanat": data["handelser"]},
    "planering.satt_ramar": _ramar,
    "planering.stam_av": _stam_av,
    "planering.angra_avstamning": _angra_avstamning,
    "planering.svara_om_malkvalitet": lambda data: {
        f"kvalitet:{data['fraga']}": [data["svar"][1], data["motivering"]]
    },
    "planering.satt_uppdragsenheter": lambda data: {"enheter": data.get("nycklar", data["enheter"])[1]},
    "planering.besluta_plan": lambda data: {f"beslut:{namn}": varde for namn, varde in data.items()},
}
