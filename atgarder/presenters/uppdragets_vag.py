"""From the decision to now, and what comes: the days of an assignment in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from atgarder.models import Atgardsuppdrag
from atgarder.presenters.uppdrag import Uppdragsrad
from organisation.models import Handelse

GENOMFORANDE = dict(Atgardsuppdrag.Genomforande.choices)


@dataclass(frozen=True, slots=True)
class Vagmarke:
    """`nar` is a day or a year as text; `kommer`: it has not been yet; `sen`: it should have been."""

    nar: str
    text: str
    url: str = ""
    kommer: bool = False
    sen: bool = False


def uppdragets_vag(rad: Uppdragsrad, handelser: Sequence[Handelse], idag: date) -> list[Vagmarke]:
    """What has been, by day; then what comes. `handelser` are the assignment's own, oldest first."""
    u = rad.uppdrag
    analys, beslut = u.punkt.forslag.analys, u.punkt.beslut
    hant: list[tuple[date, Vagmarke]] = []

    def har_hant(dag: date, text: str, url: str = "") -> None:
        hant.append((dag, Vagmarke(f"{dag:%Y-%m-%d}", text, url)))

    har_hant(
        timezone.localdate(analys.oppnad),
        f"Analysen öppnades: {analys.titel}",
        reverse("uppfoljning:analys", args=[analys.pk]),
    )
    har_hant(
        beslut.sammantrade,
        f"{u.punkt.get_utfall_display()}, {beslut.instansnamn} {beslut.paragraf}",
        reverse("atgarder:beslut", args=[beslut.pk]),
    )
    for h in handelser:
        har_hant(timezone.localdate(h.tid), _ord_om(h, u))
    if u.genomford is not None:
        har_hant(u.genomford, GENOMFORANDE[u.genomforande])
    marken = [m for _, m in sorted(hant, key=lambda par: par[0])]
    return marken + _kommande(rad, idag)


def _ord_om(h: Handelse, u: Atgardsuppdrag) -> str:
    if h.typ == "atgarder.skapa_atgardsuppdrag":
        return f"Uppdraget gavs till {u.enhet.namn}"
    fore_efter = h.data.get("andrat", {}).get("genomforande")
    if fore_efter is None:
        return "Följdes upp"
    return f"Följdes upp: {GENOMFORANDE.get(fore_efter[1], fore_efter[1]).lower()}"


def _kommande(rad: Uppdragsrad, idag: date) -> list[Vagmarke]:
    ut = []
    if rad.nasta is not None:
        ut.append(
            Vagmarke(
                f"{rad.nasta.dag:%Y-%m-%d}", f"Uppföljning: {rad.nasta.slag.fraga.lower()}", "", True, rad.sen
            )
        )
    ar = {e.effekt.effektar for e in rad.effekter if not e.utslag and e.effekt.effektar >= idag.year}
    if rad.uppdrag.genomforande != Atgardsuppdrag.Genomforande.AVBRUTEN:
        ut += [Vagmarke(str(a), "Effekten ska synas", "", True) for a in sorted(ar)]
    return sorted(ut, key=lambda m: m.nar)
