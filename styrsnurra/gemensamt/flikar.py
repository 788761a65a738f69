"""A section's own navigation. A page that does not exist, or that the person may not see, is left out.

A section has its lines in `<app>/flikar.py` and a tag that shows them; a page has
`{% block brodsmulor %}{% flikar %}{% endblock %}`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Flik:
    """One line. `under`: what else in the section belongs to it, as the addresses begin below the section's root."""

    namn: str
    vy: str
    behorighet: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visadflik:
    """A line as it is shown. `aktiv`: "page" on its own page, "true" on one that belongs to it, "" elsewhere."""

    namn: str
    url: str
    aktiv: str


def visade(flikar: Sequence[Flik], rotvy: str, person: Any, sokvag: str) -> list[Visadflik]:
    """What a person sees from a page. `rotvy`: the section's first page; `sokvag`: the address without its query."""
    ut = []
    rot = reverse(rotvy)
    for flik in flikar:
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
