"""What a plan may hold, as pure functions. Each gives a Swedish message, or None when all is well."""

import math
import re
from collections.abc import Iterable
from datetime import date

from planering.domain.malnivaer import Niva

LANGSTA_PLAN = 10
LANGST_FORE = 4  # years from a plan's decision to its first year: a styrperiod
ANDEL = "En andel ligger mellan 0 och 100 procent."
_SKILLNADSORD = re.compile(
    r"avvikelse|skillnad|differens|förändring|utveckling sedan|\bgap\b|netto(?!kostnad)|\w+netto\b|årets resultat"
)


def ar_skillnadsmatt(titel: str) -> bool:
    """Whether a measure, by its title, is a difference or a net figure that may lie around zero.

    Percent of such a figure says nothing, so rule 1 demands an absolute tolerance. "Nettokostnad" alone is a plain,
    positive cost and does not count; "nettokostnadsavvikelse" does.
    """
    return _SKILLNADSORD.search(titel.casefold()) is not None


def ar_andel(titel: str, enhet: str) -> bool:
    """Whether the measure is a share of something, which cannot leave 0–100."""
    return titel.casefold().rstrip().endswith(("andel (%)", "andel, %", "andel %")) and enhet.strip() in {
        "",
        "%",
        "andel (%)",
    }


def malnivahinder(kategori: str, paverkansgrad: str) -> str:
    """Why such an indicator takes no target level unless somebody writes a reason; empty when it may have one."""
    if kategori == "information":
        return "Viktig information följs, men är inget vi styr mot."
    if paverkansgrad == "liten":
        return "Kommunen kan bara påverka resultatet till liten del."
    return ""


def har_ord(text: str) -> bool:
    """Whether there is a letter or a digit in it: blanks, dashes and characters that cannot be seen say nothing."""
    return any(tecken.isalnum() for tecken in text)


def malniva_utan_skal(kategori: str, paverkansgrad: str, har_nivaer: bool, skal: str) -> str | None:
    hinder = malnivahinder(kategori, paverkansgrad)
    if not hinder or not har_nivaer or har_ord(skal):
        return None
    return f"{hinder} Skriv varför den ändå ska ha målnivå, eller ta bort målnivåerna."


def sammanstallning(frekvens: str, varde: str) -> str | None:
    """How a year is made: needed for a measure with periods, and for no other."""
    if frekvens == "ar":
        return "Ett mått som mäts varje år har inga perioder att ställa samman." if varde else None
    return None if varde else "Välj hur perioderna blir ett år."


def planar(fran_ar: int, till_ar: int) -> str | None:
    if till_ar < fran_ar:
        return f"Sista år kan inte vara före {fran_ar}."
    if till_ar - fran_ar >= LANGSTA_PLAN:
        return (
            f"En plan gäller högst {LANGSTA_PLAN} år. Sista år kan vara högst {fran_ar + LANGSTA_PLAN - 1}."
        )
    return None


def beslutsdatum(datum: date, dag: date, fran_ar: int, fore: date | None) -> str | None:
    """When a plan from `fran_ar` may have been decided, seen from `dag`. `fore` is the decision that it builds on."""
    if datum > dag:
        return f"Beslutsdatumet kan inte ligga i framtiden. I dag är det {dag:%Y-%m-%d}."
    if fore is not None and datum < fore:
        return f"Beslutet kan inte vara före {fore:%Y-%m-%d}, då planen som det bygger på beslutades."
    if datum.year < fran_ar - LANGST_FORE:
        return (
            f"{datum.year} är mer än {LANGST_FORE} år före planens första år, {fran_ar}. Kontrollera datumet."
        )
    return None


def paragraf(text: str) -> str | None:
    """A decision is found by its number: "KF § 42", "KF 2026-11-20 § 123"."""
    if re.search(r"[0-9]", text):
        return None
    return "Skriv beslutets paragraf med nummer, till exempel KF § 42."


def period(fran_ar: int, till_ar: int) -> str:
    return str(fran_ar) if fran_ar == till_ar else f"{fran_ar}–{till_ar}"


def i_planen(ar: int, fran_ar: int, till_ar: int) -> str | None:
    if fran_ar <= ar <= till_ar:
        return None
    return f"{ar} ligger utanför planen, som gäller {period(fran_ar, till_ar)}."


def intervall(riktning: str, a: float | None, b: float | None) -> dict[str, str]:
    """The ends that belong to riktning `intervall`, and to no other. Field → message."""
    if riktning != "intervall":
        if a is None and b is None:
            return {}
        falt = "intervall_a" if a is not None else "intervall_b"
        return {falt: "Bara ”Inom ett intervall” har ändar. Töm fälten eller välj intervall."}
    fel = {}
    if a is None:
        fel["intervall_a"] = "Skriv intervallets nedre ände."
    if b is None:
        fel["intervall_b"] = "Skriv intervallets övre ände."
    if a is not None and b is not None and a > b:
        fel["intervall_b"] = "Övre änden ska vara minst lika stor som den nedre."
    return fel


def niva(riktning: str, n: Niva, titel: str = "", enhet: str = "") -> str | None:
    """Whether one target level is whole and of a kind that the riktning can be judged by (rule 1)."""
    if riktning == "neutral":
        return "Måttet värderas inte och kan därför inte ha någon målnivå."
    if riktning == "intervall" and n.slag != "intervall":
        return "Indikatorn är bra inom ett intervall. Ange målnivån som ett intervall."
    if riktning != "intervall" and n.slag == "intervall":
        return "Ett intervall kräver att indikatorns riktning är ”Inom ett intervall”."
    if n.slag == "forandring":
        return _forandring(riktning, n.forandring)
    tal = [n.varde] if n.slag == "niva" else [n.a, n.b]
    if any(t is None or not math.isfinite(t) for t in tal):
        return "Skriv båda ändarna." if n.slag == "intervall" else "Skriv ett tal."
    if n.slag == "intervall" and n.a > n.b:
        return "Övre änden ska vara minst lika stor som den nedre."
    if ar_andel(titel, enhet) and any(not 0 <= t <= 100 for t in tal):
        return ANDEL
    return None


def _forandring(riktning: str, forandring: str) -> str | None:
    if forandring not in ("oka", "minska", "oforandrad"):
        return "Välj om värdet ska öka, minska eller vara oförändrat."
    if (riktning, forandring) == ("hog", "minska"):
        return "Riktningen säger att ett högt värde är bra, så målet kan inte vara att minska."
    if (riktning, forandring) == ("lag", "oka"):
        return "Riktningen säger att ett lågt värde är bra, så målet kan inte vara att öka."
    return None


def utgangslage(
    varde: float | None,
    ar: int | None,
    nivaer: dict[int, Niva],
    fran_ar: int,
    titel: str = "",
    enhet: str = "",
) -> dict[str, str]:
    """The baseline: both parts or none, before the first target year, and there when a change is the target. Of a
    share it is one itself."""
    if varde is None and ar is not None:
        return {"utgangsvarde": "Skriv utgångsvärdet, eller ta bort utgångsåret."}
    if varde is not None and ar is None:
        return {"utgangsar": "Skriv vilket år utgångsvärdet gäller."}
    if varde is None and any(n.slag == "forandring" for n in nivaer.values()):
        return {"utgangsvarde": "En förändring räknas från ett utgångsvärde. Skriv det och dess år."}
    if varde is not None and ar_andel(titel, enhet) and not 0 <= varde <= 100:
        return {"utgangsvarde": ANDEL}
    forsta = min(nivaer, default=fran_ar)
    if ar is not None and ar >= forsta and nivaer:
        return {"utgangsar": f"Utgångsåret ska vara före den första målnivån, {forsta}."}
    return {}


def tolerans(
    varde: float | None, slag: str, nivaer: dict[int, Niva], utgangsvarde: float | None, titel: str = ""
) -> str | None:
    """Rule 1: percent (5 unless said) only where every reference is positive and the measure no difference."""
    if varde is not None and (not math.isfinite(varde) or varde < 0):
        return "Toleransen kan inte vara negativ."
    if slag == "absolut":
        return "Skriv toleransen i måttets enhet." if varde is None and nivaer else None
    if varde is not None and varde > 100:
        return "Toleransen kan vara högst 100 procent."
    if not nivaer:
        return None
    if ar_skillnadsmatt(titel):
        return "Måttet är en skillnad eller ett netto, så procent säger inget. Ange en absolut tolerans."
    for ar, n in sorted(nivaer.items()):
        if any(r is None or r <= 0 for r in n.referenser(utgangsvarde)):
            vad = "Utgångsvärdet" if n.slag == "forandring" else f"Målnivån {ar}"
            return f"{vad} är inte större än noll, så procent säger inget. Ange en absolut tolerans."
    return None


def uppraknat(delar: Iterable[object]) -> str:
    """Joined: "2026", "2026 och 2027", "2026, 2027 och 2028"."""
    *forst, sist = map(str, delar)
    return f"{', '.join(forst)} och {sist}" if forst else sist
