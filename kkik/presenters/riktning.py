"""The list of proposals."""

from dataclasses import dataclass

from kkik.definitioner.kkik import Forslag
from kkik.domain.signaler import Riktning
from kkik.models import Nyckeltal, Riktningsval
from styrsnurra.gemensamt.tal import formatera


@dataclass(frozen=True, slots=True)
class Forslagsrad:
    """`gallande` None: nothing is confirmed yet. `avviker`: what is confirmed is not what is proposed."""

    nyckeltal: Nyckeltal
    forslag: Forslag | None
    forslaget: str
    gallande: Riktningsval | None
    galler: str
    avviker: bool


def riktningsord(riktning: str, a: float | None, b: float | None) -> str:
    if riktning == Riktning.INTERVALL:
        return f"Mellan {formatera(a)} och {formatera(b)} är bra"
    return Riktning(riktning).etikett


def forslagsrad(n: Nyckeltal, forslag: Forslag | None, gallande: Riktningsval | None) -> Forslagsrad:
    ord_ = riktningsord(forslag.riktning, forslag.a, forslag.b) if forslag else ""
    galler = riktningsord(gallande.riktning, gallande.intervall_a, gallande.intervall_b) if gallande else ""
    return Forslagsrad(n, forslag, ord_, gallande, galler, bool(forslag and gallande and ord_ != galler))
