"""What stands in the way of saving an activity, or a check-in on one: what the person can mend at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from planering.actions import gemensamt
from planering.domain.aktivitetslage import dagfel, utanfor
from planering.domain.fel import Planeringsfel
from planering.domain.regler import uppraknat
from planering.models import Aktivitet, Avstamning, LederTillMal

KLARA = (Aktivitet.Status.KLAR, Aktivitet.Status.AVFORD)
DAGAR = ("startar", "klar_senast")
VARFOR_INTE = "Skriv varför den inte leder till målet."


def granska(rad: Aktivitet, falt: dict[str, Any], prova_delar: bool = True) -> None:
    """`rad` as it is stored (without key: a new one), `falt` as it would be. Raises Planeringsfel.

    Without `prova_delar` its parts are not asked: they change after it, and `helhetens_fel` asks then.
    """
    fel: dict[str, str | None] = {"ansvarig": gemensamt.ansvarigfel(falt["ansvarig"], rad.ansvarig_id)}
    fel |= _datumfel(rad, falt, prova_delar)
    fel |= {"avford_skal": skalfel(falt), "vag_till_mal": _vagfel(rad, falt)}
    if falt["tjanst"] is not None and falt["tjanst"] <= 0:
        fel["tjanst"] = "Tjänsten är en andel större än noll, till exempel 0,2."
    if falt["status"] not in Aktivitet.Status:
        fel["status"] = "Välj en status."
    elif prova_delar and falt["status"] == Aktivitet.Status.KLAR != rad.status:
        fel["status"] = _delarfel(rad)
    if falt["leder"] and falt["leder"] not in LederTillMal:
        fel["leder"] = "Välj ett av svaren."
    gemensamt.fraga_fel(fel | _delfel(rad, falt))


def granska_avstamning(rad: Aktivitet, dag: date, lage: str, leder: str, text: str, idag: date) -> None:
    """Raises Planeringsfel."""
    gemensamt.fraga_fel(
        {
            "dag": dagfel(dag) or _framtidsfel(dag, idag),
            "lage": _lagefel(rad, lage),
            "text": None if text else _textfel(rad, lage, leder),
            "leder": None if leder in LederTillMal else "Svara på om aktiviteten leder till målet.",
        }
    )


def _textfel(rad: Aktivitet, lage: str, leder: str) -> str | None:
    """Why a check-in cannot do without words."""
    if leder == LederTillMal.NEJ:
        return VARFOR_INTE
    if rad.leder == LederTillMal.NEJ and leder in LederTillMal:
        return "Svaret var nej. Skriv hur den nu leder till målet."
    return "Skriv varför." if lage == Avstamning.Lage.FORSENAD else None


def skalfel(falt: dict[str, Any]) -> str | None:
    if falt["status"] != Aktivitet.Status.AVFORD or falt["avford_skal"]:
        return None
    return "Skriv varför aktiviteten avförs, så att frågan inte behöver ställas om."


def svarade_i_avstamning(rad: Aktivitet) -> bool:
    """Whether the answer to "does it lead to the goal?" was given in a check-in, which then holds the reason."""
    return bool(
        rad.pk and rad.leder_nar and rad.avstamningar.filter(andrad=rad.leder_nar, leder=rad.leder).exists()
    )


def _vagfel(rad: Aktivitet, falt: dict[str, Any]) -> str | None:
    """A no needs its reason, and a text that was written for another answer is none for this one."""
    fore, nu = rad.leder if rad.pk else "", falt["leder"]
    if fore == nu or falt["status"] == Aktivitet.Status.AVFORD:
        return None
    samma = rad.pk is not None and falt["vag_till_mal"] == rad.vag_till_mal
    if nu == LederTillMal.NEJ:
        if not falt["vag_till_mal"]:
            return VARFOR_INTE
        return f"{VARFOR_INTE} Texten skrevs när svaret var ett annat." if samma and fore else None
    if fore == LederTillMal.NEJ and samma and rad.vag_till_mal and not svarade_i_avstamning(rad):
        return "Skriv hur den leder till målet. Texten skrevs när svaret var nej."
    return None


def helhetens_fel(rad: Aktivitet, andrade: Iterable[str]) -> dict[str, str]:
    """Field → why a whole cannot stand as it is stored with its parts, as far as what has changed goes."""
    falt = {namn: getattr(rad, namn) for namn in DAGAR}
    fel = _delarnas_datumfel(rad, falt, [namn for namn in DAGAR if namn in andrade])
    if "status" in andrade and rad.status == Aktivitet.Status.KLAR:
        fel["status"] = _delarfel(rad)
    return {namn: text for namn, text in fel.items() if text}


def _datumfel(rad: Aktivitet, falt: dict[str, Any], prova_delar: bool) -> dict[str, str | None]:
    """Days that no plan has, an end before the start, and a part outside its whole, seen from both."""
    startar, klar = falt["startar"], falt["klar_senast"]
    fel = {namn: dagfel(falt[namn]) for namn in DAGAR}
    if any(fel.values()):
        return fel
    if startar and klar and klar < startar:
        return {"klar_senast": f"Slutdatumet ligger före starten, {startar:%Y-%m-%d}."}
    over: Aktivitet | None = falt["overordnad"]
    andrade = [namn for namn in DAGAR if rad.pk is None or falt[namn] != getattr(rad, namn)]
    if over is not None:
        return {namn: utanfor(falt[namn], over.startar, over.klar_senast) for namn in andrade}
    return _delarnas_datumfel(rad, falt, andrade) if prova_delar and rad.pk and andrade else {}


def _delarnas_datumfel(rad: Aktivitet, falt: dict[str, Any], andrade: list[str]) -> dict[str, str | None]:
    delar = rad.delaktiviteter.exclude(status=Aktivitet.Status.AVFORD)
    dagar = [(dag, d.namn) for d in delar for dag in (d.startar, d.klar_senast) if dag]
    if not dagar:
        return {}
    (forst, forsta), (sist, sista) = min(dagar), max(dagar)
    fel = {}
    if "startar" in andrade and falt["startar"] and forst < falt["startar"]:
        fel["startar"] = f"Delen ”{forsta}” börjar eller slutar redan {forst:%Y-%m-%d}."
    if "klar_senast" in andrade and falt["klar_senast"] and sist > falt["klar_senast"]:
        fel["klar_senast"] = f"Delen ”{sista}” börjar eller slutar först {sist:%Y-%m-%d}."
    return fel


def _delfel(rad: Aktivitet, falt: dict[str, Any]) -> dict[str, str]:
    over: Aktivitet | None = falt["overordnad"]
    if over is None:
        return {}
    if over.handlingsplan_id != rad.handlingsplan_id:
        return {"overordnad": "Aktiviteten hör till en annan handlingsplan."}
    if over.overordnad_id is not None or (rad.pk and rad.delaktiviteter.exists()):
        return {"overordnad": "En delaktivitet kan inte ha egna delaktiviteter."}
    if rad.pk is None and over.status == Aktivitet.Status.AVFORD:
        return {"overordnad": f"”{over.namn}” är avförd. Ta upp den igen innan den får fler delar."}
    text = "Pengar och tid anges på aktiviteten som helhet, inte på en del av den."
    fel = {namn: text for namn in ("kostnad_tkr", "tjanst") if falt[namn] is not None}
    oppen = falt["status"] in Aktivitet.Status and falt["status"] not in KLARA
    if oppen and (rad.pk is None or rad.status in KLARA) and over.status == Aktivitet.Status.KLAR:
        fel["status"] = _helheten_ar_klar(over)
    return fel


def helhetsfel(rad: Aktivitet) -> str | None:
    """Why an activity cannot stand as `rad` does: it is open, and its whole is done."""
    over = rad.overordnad
    if rad.status in KLARA or over is None or over.status != Aktivitet.Status.KLAR:
        return None
    return _helheten_ar_klar(over)


def _helheten_ar_klar(over: Aktivitet) -> str:
    return f"”{over.namn}” är klar som helhet. Ändra dess status först, om något återstår."


def _delarfel(rad: Aktivitet) -> str | None:
    """Why the whole is not done: parts of it are not."""
    if rad.pk is None:
        return None
    kvar = [f"”{del_.namn}”" for del_ in rad.delaktiviteter.exclude(status__in=KLARA)]
    return f"{uppraknat(kvar)} är inte klar än." if kvar else None


def _framtidsfel(dag: date, idag: date) -> str | None:
    return f"Dagen har inte varit än. I dag är det {idag:%Y-%m-%d}." if dag > idag else None


def _lagefel(rad: Aktivitet, lage: str) -> str | None:
    over = rad.overordnad
    if rad.status == Aktivitet.Status.AVFORD:
        raise Planeringsfel("Aktiviteten är avförd och stäms inte av. Ändra dess status först.")
    if over is not None and over.status == Aktivitet.Status.AVFORD:
        raise Planeringsfel(f"Delen avfördes med ”{over.namn}” och stäms inte av.")
    if lage not in Avstamning.Lage:
        return "Välj hur det går."
    if lage != Avstamning.Lage.KLAR:
        return _helheten_ar_klar(over) if over is not None and over.status == Aktivitet.Status.KLAR else None
    return _delarfel(rad)
