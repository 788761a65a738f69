"""What a decision locks, in words."""

from collections.abc import Mapping
from decimal import Decimal

from planering.domain.regler import uppraknat
from styrsnurra.gemensamt.tal import formatera

# What is counted → one, several. In the order they are read.
ORD = {
    "malomraden": ("målområde", "målområden"),
    "mal": ("mål", "mål"),
    "indikatorer": ("indikator", "indikatorer"),
    "malnivaer": ("målnivå", "målnivåer"),
    "ramar": ("ram", "ramar"),
    "oronmarkningar": ("öronmärkning", "öronmärkningar"),
    "uppdrag": ("uppdragsbeskrivning", "uppdragsbeskrivningar"),
}


def lasningstext(antal: Mapping[str, int], ramar: Mapping[int, Decimal]) -> str:
    """One sentence of what there is, and one of the frames' sums. `ramar` is year → tkr. Empty for an empty plan."""
    delar = [f"{formatera(n, 0)} {ord_[n != 1]}" for slag, ord_ in ORD.items() if (n := antal.get(slag, 0))]
    if not delar:
        return ""
    text = f"Beslutet låser {uppraknat(delar)}."
    if ramar:
        summor = [f"{formatera(summa, 0, 'tkr')} {ar}" for ar, summa in sorted(ramar.items())]
        text += f" Ramarna är tillsammans {uppraknat(summor)}."
    return text
