"""The section's own navigation. Each part of Uppföljning och analys has its line; a page that does not exist, or that
the person may not see, is left out.

A page shows it with `{% load uppfoljningsflikar %}` and `{% block brodsmulor %}{% flikar %}{% endblock %}`.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Flik:
    """One line. `under`: what else in the section belongs to it, as the addresses begin below /uppfoljning/."""

    namn: str
    vy: str
    behorighet: str
    under: tuple[str, ...] = ()


FLIKAR = (
    Flik("Måluppfyllelse", "uppfoljning:maluppfyllelse", "uppfoljning.se_signaler", ("indikator/", "mal/")),
    Flik(
        "Förutsättningar",
        "uppfoljning:forutsattningar",
        "uppfoljning.se_analys",
        ("forutsattningar/", "analysgrupp/", "gruppmedlem/", "arbetsplan/", "arbetsuppgift/"),
    ),
    Flik(
        "Samla in",
        "uppfoljning:omgangar",
        "uppfoljning.se_signaler",
        ("omgang/", "inlamning/", "utfall/", "nycklar/"),
    ),
    Flik("Fokus", "uppfoljning:fokus", "uppfoljning.se_signaler", ("fokus/",)),
    Flik(
        "Analyser",
        "uppfoljning:analyser",
        "uppfoljning.se_analys",
        ("analys/", "hypotes/", "belagg/", "slutsats/", "forslag/", "kunskapskalla/"),
    ),
    Flik("Goda exempel", "uppfoljning:exempel_lista", "uppfoljning.se_analys", ("exempel/", "bast/")),
    Flik("Ärenden", "uppfoljning:arenden", "uppfoljning.se_analys", ("arenden/",)),
    Flik("Löften och utfall", "uppfoljning:spegelstart", "uppfoljning.se_signaler"),
    Flik("Ett år i siffror", "uppfoljning:kkikaret", "uppfoljning.se_signaler"),
)


@dataclass(frozen=True, slots=True)
class Visadflik:
    """A line as it is shown. `aktiv`: "page" on its own page, "true" on one that belongs to it, "" elsewhere."""

    namn: str
    url: str
    aktiv: str


def visade(person: Any, sokvag: str) -> list[Visadflik]:
    """What a person sees from a page. `sokvag`: the page's address without its query."""
    ut = []
    rot = reverse("uppfoljning:maluppfyllelse")
    for flik in FLIKAR:
        try:
            url = reverse(flik.vy)
        except NoReverseMatch:
            continue
        if not person.has_perm(flik.behorighet):
            continue
        under = [rot + u for u in flik.under] if url == rot else [url, *(rot + u for u in flik.under)]
        hor_hit = any(sokvag.startswith(u) for u in under)
        ut.append(Visadflik(flik.namn, url, "page" if sokvag == url else "true" if hor_hit else ""))
    return ut
