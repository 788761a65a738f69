"""What comes next for a proposal, and whether it is for the one who looks."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from atgarder.domain.skede import Skede
from atgarder.queries.forslagslista import Forslagspost
from organisation.models import Person

BEREDA, REGISTRERA = "atgarder.bereda", "atgarder.registrera_beslut"
ATERKOPPLA, FOLJA_UPP = "atgarder.aterkoppla", "atgarder.folja_upp"


@dataclass(frozen=True, slots=True)
class Nastasteg:
    """`url` is empty for one who may not take the step: then it is only what the proposal waits for."""

    text: str
    url: str = ""


def _adress(vy: str, *args: Any) -> str:
    try:
        return reverse(f"atgarder:{vy}", args=args)
    except NoReverseMatch:
        return ""


def nasta_steg(post: Forslagspost, person: Person) -> Nastasteg | None:
    """None when nothing more is to be done."""
    if post.runda is not None:
        return Nastasteg("Placera förslaget i prioriteringen", _adress("prioritering", post.runda))
    text, behorighet, objekt, vy, nyckel = _steg(post)
    if not text:
        return None
    return Nastasteg(text, _adress(vy, *nyckel) if person.has_perm(behorighet, objekt) else "")


def _steg(post: Forslagspost) -> tuple[str, str, Any, str, tuple[int, ...]]:
    """(what, permission, on what, page, its key)."""
    f, lage = post.forslag, post.lage
    underlag = lage.underlag.underlag if lage.underlag else None
    match lage.skede:
        case Skede.FORESLAGET:
            return "Beskriv konsekvenserna", BEREDA, f, "andra_konsekvens", (f.pk,)
        case Skede.BESKRIVS:
            return "Fortsätt beskriva konsekvenserna", BEREDA, f, "forslag", (f.pk,)
        case Skede.BESKRIVET:
            return "Prioritera förslaget", BEREDA, f, "prioriteringar", ()
        case Skede.PRIORITERAT:
            return "Skriv beslutsunderlag", BEREDA, f, "beslutslista", ()
        case Skede.BEREDS:
            return "Skriv klart beslutsunderlaget", BEREDA, underlag, "underlag", (underlag.pk,)
        case Skede.VANTAR_BESLUT:
            return "Registrera beslutet", REGISTRERA, underlag, "underlag", (underlag.pk,)
        case Skede.ATERREMISS:
            return "Komplettera efter återremissen", BEREDA, f, "forslag", (f.pk,)
        case Skede.BESLUTAT:
            return "Ge verksamheten uppdraget", BEREDA, f, "beslut", (lage.punkt.beslut_id,)
        case Skede.GENOMFORS:
            return "Följ upp genomförandet", FOLJA_UPP, lage.uppdrag, "uppdrag", (lage.uppdrag.pk,)
    if lage.punkt is not None and not post.beslut_stangt and lage.skede is Skede.AVSLAGET:
        return "Återkoppla beslutet", ATERKOPPLA, lage.punkt.beslut, "beslut", (lage.punkt.beslut_id,)
    if lage.uppdrag is not None and not post.bedomd and lage.skede is not Skede.AVBRUTET:
        return "Bedöm effekten", FOLJA_UPP, lage.uppdrag, "uppdrag", (lage.uppdrag.pk,)
    return "", "", None, "", ()
