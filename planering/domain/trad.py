"""The goals' tree: who lies below whom, and what may serve what. Keys and levels only."""

from collections.abc import Iterable, Mapping

DJUP = {"kf": 0, "namnd": 1, "enhet": 2}
TJANAR = {
    1: "Ett nämndmål tjänar ett av fullmäktiges mål.",
    2: "En enhets mål tjänar ett mål som en nämnd eller fullmäktige satt.",
}


def under(nyckel: int, overordnade: Mapping[int, int | None]) -> set[int]:
    """Every goal below `nyckel`, however far down. `overordnade` is goal → the goal it serves.

    Ends even if the goals form a ring.
    """
    barn: dict[int, list[int]] = {}
    for mal, over in overordnade.items():
        if over is not None:
            barn.setdefault(over, []).append(mal)
    funna: set[int] = set()
    kvar = list(barn.get(nyckel, ()))
    while kvar:
        mal = kvar.pop()
        if mal not in funna:
            funna.add(mal)
            kvar += barn.get(mal, ())
    return funna


def overordnat_fel(
    niva: str, overs_niva: str | None, *, ring: bool = False, overs_titel: str = ""
) -> str | None:
    """Why a goal of `niva` cannot serve one of `overs_niva` (None: it serves none). Swedish, or None when it can."""
    if overs_niva is None:
        return None
    if ring:
        return f"”{overs_titel}” ligger redan under det här målet, så det skulle bli en ring. Välj ett mål ovanför."
    if niva == "kf":
        return "Ett mål som fullmäktige sätter har inget överordnat mål."
    if DJUP[overs_niva] >= DJUP[niva]:
        return TJANAR[DJUP[niva]]
    return None


def nivabyte_fel(niva: str, underordnades: Iterable[str]) -> str | None:
    """Why a goal cannot become one of `niva` with goals of these levels serving it."""
    if all(DJUP[u] > DJUP[niva] for u in underordnades):
        return None
    return "Mål på lägre nivå pekar på målet, så det måste ligga högre än de. Flytta dem först."
