"""What an analysis group has and lacks, in words. Who should be in it is for people to judge: these are reminders."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# What cuts through every verksamhet, and the beginnings of the words by which it is known. Source of the choice: the
# guide's examples (equality between women and men, equality, public health), with those that the law has since put on
# every municipality (the Convention on the Rights of the Child) or that most budgets carry (sustainability).
PERSPEKTIV: Mapping[str, tuple[str, ...]] = {
    "jämställdhet": ("jämställd", "genus"),
    "jämlikhet": ("jämlik", "likabehandling", "mångfald"),
    "folkhälsa": ("folkhäls",),
    "barns rättigheter": ("barn", "ungdom", "unga"),
    "hållbarhet": ("hållbar", "miljö", "klimat", "agenda"),
}
MINST_VERKSAMHETER = 2


@dataclass(frozen=True, slots=True)
class Medlemslage:
    """One member today: whether she calls the group together, the nämnd she comes from, her perspectives."""

    sammankallande: bool
    namnd: str | None
    perspektiv: str = ""


@dataclass(frozen=True, slots=True)
class Sammansattning:
    """`tackta` and `saknade` are perspectives; `utan` nämnder that own indicators and have nobody in the group;
    `brister` whole sentences about what else is missing."""

    tackta: tuple[str, ...]
    saknade: tuple[str, ...]
    utan: tuple[str, ...]
    brister: tuple[str, ...]


def sammansattning(
    medlemmar: Iterable[Medlemslage], *, mandat: str, beslutar: str, namnder: Iterable[str]
) -> Sammansattning:
    """`namnder`: those that own indicators. Words are matched by their beginnings, in whatever case."""
    alla = list(medlemmar)
    ord_ = [o for m in alla for o in re.findall(r"\w+", m.perspektiv.casefold())]
    tackta = tuple(namn for namn, borjan in PERSPEKTIV.items() if any(o.startswith(borjan) for o in ord_))
    fran = {m.namnd for m in alla if m.namnd}
    brister = [
        text
        for text, saknas in (
            ("Gruppens uppdrag och mandat är inte skrivna.", not mandat.strip()),
            ("Det står inte vad gruppen får besluta själv.", not beslutar.strip()),
            ("Ingen är sammankallande.", bool(alla) and not any(m.sammankallande for m in alla)),
            ("Alla kommer från samma verksamhet.", len(alla) > 1 and len(fran) < MINST_VERKSAMHETER),
        )
        if saknas
    ]
    return Sammansattning(
        tackta,
        tuple(namn for namn in PERSPEKTIV if namn not in tackta),
        tuple(n for n in namnder if n not in fran),
        tuple(brister),
    )
