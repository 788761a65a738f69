"""What is checked before a round changes, and what is held meanwhile."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from atgarder.models import (
    Kriteriepoang,
    Placering,
    Prioritering,
    Prioriteringsdeltagare,
    Prioriteringsforslag,
)
from atgarder.queries.lage import forslagslagen
from atgarder.queries.prioritering import far_delta
from organisation.models import Person
from planering.domain.fel import Planeringsfel
from uppfoljning.models import Atgardsforslag

HOGST_KRITERIER = 8
Kriterier = Sequence[tuple[str, int]]  # name, weight 1–5


class Prioriteringslast(Planeringsfel):
    """The round is closed."""


def las_prioritering(pk: int) -> Prioritering:
    """The round, locked until the transaction ends. Raises Prioriteringslast."""
    rad = Prioritering.objects.select_for_update(of=("self",)).select_related("enhet").filter(pk=pk).first()
    if rad is None:
        raise Planeringsfel("Prioriteringen har tagits bort av någon annan.")
    if rad.ar_avslutad:
        raise Prioriteringslast(
            f"Prioriteringen avslutades {rad.avslutad:%Y-%m-%d} och ändras inte mer. "
            "Öppna en ny om läget är ett annat."
        )
    return rad


def unika(rader: Iterable[Any]) -> list[Any]:
    return list({rad.pk: rad for rad in rader}.values())


def rena(kriterier: Kriterier) -> list[tuple[str, int]]:
    return [(namn.strip(), vikt) for namn, vikt in kriterier if namn.strip()]


def forslagsfel(nya: list[Atgardsforslag], alla: list[Atgardsforslag] | None = None) -> str | None:
    if not (nya if alla is None else alla):
        return "Välj minst ett förslag."
    # Held, so that none of them is taken back or put in a paper meanwhile.
    rader = Atgardsforslag.objects.select_for_update(of=("self",)).filter(pk__in=[f.pk for f in nya])
    lasta = list(rader.order_by("pk"))
    for rad in lasta:
        if rad.status != Atgardsforslag.Status.FORESLAS:
            return f"Förslaget ”{rad.titel}” läggs inte fram."
    lagen = forslagslagen([rad.pk for rad in lasta]) if lasta else {}
    for rad in lasta:
        if lagen[rad.pk].skede.last:
            return f"Förslaget ”{rad.titel}” är låst: {lagen[rad.pk].skede.etikett.lower()}."
    return None


def deltagarfel(nya: list[Person], dag: date, alla: list[Person] | None = None) -> str | None:
    if not (nya if alla is None else alla):
        return "Välj minst en deltagare."
    far = set(far_delta(dag).filter(pk__in=[p.pk for p in nya]).values_list("pk", flat=True))
    for person in nya:
        if not person.is_active:
            return f"Välj någon annan: {person.namn} är inte längre aktiv."
        if person.pk not in far:
            return f"{person.namn} har ingen roll som får prioritera. En administratör kan ge en."
    return None


def kriteriefel(modell: str, kriterier: Kriterier) -> str | None:
    if modell == Prioritering.Modell.MATRIS:
        return "Kriterier hör till den andra modellen." if kriterier else None
    if not kriterier:
        return "Skriv minst ett kriterium."
    if len(kriterier) > HOGST_KRITERIER:
        return f"Högst {HOGST_KRITERIER} kriterier: fler går inte att väga mot varandra."
    namn = Counter(n.casefold() for n, _ in kriterier)
    if dubbla := [n for n, _ in kriterier if namn[n.casefold()] > 1]:
        return f"Kriteriet ”{dubbla[0]}” står två gånger."
    if any(len(n) > 120 for n, _ in kriterier):
        return "Ett kriterium får vara högst 120 tecken."
    return "Vikten är 1 till 5." if any(v not in range(1, 6) for _, v in kriterier) else None


def bedomda(rader: list[Prioriteringsforslag]) -> str | None:
    for rad in rader:
        if rad.placeringar.exists() or rad.poang.exists():
            return f"”{rad.forslag.titel}” har redan bedömts och kan inte tas ur prioriteringen."
    return None


def har_bedomt(deltagare: list[Prioriteringsdeltagare]) -> str | None:
    for d in deltagare:
        if d.placeringar.exists() or d.poang.exists():
            return f"{d.namn} har redan bedömt och kan inte tas ur prioriteringen."
    return None


def kriterierna_star(runda: Prioritering) -> str | None:
    finns = Kriteriepoang.objects.filter(deltagare__prioritering=runda).exists()
    return "Kriterierna står fast sedan någon har satt poäng." if finns else None


def svar(runda: Prioritering, deltagare: Prioriteringsdeltagare | None = None) -> dict[str, dict[str, Any]]:
    """Participant's key → proposal's key → [insats, effekt], or criterion's key → score."""
    svar: dict[str, dict[str, Any]] = {}
    vilka = {"deltagare": deltagare} if deltagare is not None else {"deltagare__prioritering": runda}
    for p in Placering.objects.filter(**vilka).select_related("rad").order_by("id"):
        svar.setdefault(str(p.deltagare_id), {})[str(p.rad.forslag_id)] = [p.insats, p.effekt]
    for p in Kriteriepoang.objects.filter(**vilka).select_related("rad").order_by("id"):
        rad = svar.setdefault(str(p.deltagare_id), {}).setdefault(str(p.rad.forslag_id), {})
        rad[str(p.kriterium_id)] = p.varde
    return svar
