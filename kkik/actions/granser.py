"""The guard rails: when a run must wait for a person. Pure."""

from typing import Any

from kkik.actions.infogning import Jamforelse
from kkik.actions.katalog import Andringar
from styrsnurra.gemensamt.tal import formatera

BORTFALL = 0.05
ANDRADE = 0.20
KATALOGBORTFALL = 0.10
MINST_I_KATALOG = 20  # of a short list, one that vanishes is a large share
LISTOR = {
    "kommuner": "kommunerna",
    "nyckeltal": "nyckeltalen",
    "kommungrupper": "kommungrupperna",
    "nyckeltalsgrupper": "nyckeltalsgrupperna",
}


def stopp(jamforelse: Jamforelse, katalog: dict[str, Andringar]) -> list[dict[str, Any]]:
    """Why the run may not go on by itself, empty when it may. A first import has nothing to compare with."""
    j = jamforelse
    funna = [
        _over(
            "forsvinner",
            j.forsvunna + j.borttagna,
            j.lagrade,
            BORTFALL,
            "av de lagrade värdena skulle försvinna",
        ),
        _over("toms", j.tomda, j.lagrade_varden, BORTFALL, "av de lagrade värdena skulle bli utan tal"),
        _over(
            "andras",
            j.andrade - j.aterkomna - j.borttagna,
            j.lagrade,
            ANDRADE,
            "av de lagrade värdena skulle ändras",
        ),
    ]
    for namn, a in katalog.items():
        if a.forsvunna >= MINST_I_KATALOG:
            funna.append(
                _over(
                    namn, a.forsvunna, a.fanns, KATALOGBORTFALL, f"av {LISTOR[namn]} saknas i Koladas lista"
                )
            )
    utan = [f for f in funna if f is not None]
    if any(f["slag"] == "forsvinner" for f in utan):
        utan = [f for f in utan if f["slag"] != "toms"]  # the same values, said twice
    return utan


def _over(slag: str, antal: int, av: int, grans: float, vad: str) -> dict[str, Any] | None:
    if not av or antal / av <= grans:
        return None
    andel, tak = formatera(100 * antal / av, 1, "%"), formatera(round(100 * grans), 0, "%")
    text = f"{andel} {vad} ({formatera(antal, 0)} av {formatera(av, 0)}; gränsen är {tak})."
    return {"slag": slag, "antal": antal, "av": av, "grans": grans, "text": text}
