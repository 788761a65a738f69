"""What comes next for a proposal, and whether it is for the one who looks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

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
    return reverse(f"atgarder:{vy}", args=args)


def nasta_steg(post: Forslagspost, person: Person) -> Nastasteg | None:
    """None when nothing more is to be done."""
    if post.min_runda is not None:
        return Nastasteg("Placera förslaget i prioriteringen", _adress("prioritering", post.min_runda))
    text, behorighet, objekt, url = _steg(post)
    if not text:
        return None
    return Nastasteg(text, url if person.has_perm(behorighet, objekt) else "")


def _steg(post: Forslagspost) -> tuple[str, str, Any, str]:
    """(what, permission, on what, where)."""
    f, lage = post.forslag, post.lage
    underlag = lage.underlag.underlag if lage.underlag else None
    match lage.skede:
        case Skede.FORESLAGET:
            return "Beskriv konsekvenserna", BEREDA, f, _adress("andra_konsekvens", f.pk)
        case Skede.BESKRIVS:
            return "Fortsätt beskriva konsekvenserna", BEREDA, f, _adress("forslag", f.pk)
        case Skede.BESKRIVET if post.runda is not None:
            return "Avsluta prioriteringen", BEREDA, f, _adress("prioritering", post.runda)
        case Skede.BESKRIVET:
            return "Prioritera förslaget", BEREDA, f, f"{_adress('ny_prioritering')}?forslag={f.pk}"
        case Skede.PRIORITERAT:
            return "Skriv beslutsunderlag", BEREDA, f, f"{_adress('nytt_underlag')}?forslag={f.pk}"
        case Skede.BEREDS:
            return "Skriv klart beslutsunderlaget", BEREDA, underlag, _adress("underlag", underlag.pk)
        case Skede.VANTAR_BESLUT:
            url = _adress("registrera_beslut", underlag.pk)
            return "Registrera beslutet", REGISTRERA, underlag, url
        case Skede.ATERREMISS:
            url = _adress("underlag", lage.punkt.beslut.underlag_id)
            return "Komplettera och svara på återremissen", BEREDA, f, url
        case Skede.BESLUTAT:
            url = _adress("ge_uppdrag", lage.punkt.pk)
            return "Ge verksamheten uppdraget", FOLJA_UPP, lage.punkt, url
        case Skede.GENOMFORS:
            url = _adress("folj_upp_uppdrag", lage.uppdrag.pk)
            return "Följ upp genomförandet", FOLJA_UPP, lage.uppdrag, url
    if lage.skede is Skede.AVSLAGET and not post.beslut_stangt:
        return "Återkoppla beslutet", ATERKOPPLA, lage.punkt.beslut, _adress("beslut", lage.punkt.beslut_id)
    if lage.uppdrag is not None and not post.bedomd and lage.skede is not Skede.AVBRUTET:
        return "Bedöm effekten", FOLJA_UPP, lage.uppdrag, _adress("bedom_effekt", lage.uppdrag.pk)
    return "", "", None, ""
