"""Who may answer, and who may see what the answers amount to. Leading is a permission; these depend on the round."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac

from organisation.models import Person
from verktyg.models import Genomforande

LEDA = "verktyg.leda"


def far_leda(person: Person, runda: Genomforande) -> bool:
    return person.has_perm(LEDA, runda)


def far_svara(person: Person, runda: Genomforande, *, inbjuden: bool) -> bool:
    """A checklist's shared answers may also be written by whoever leads it."""
    return inbjuden or runda.oppen_for_alla or (runda.fragorna.gemensam and far_leda(person, runda))


def far_se_resultat(runda: Genomforande, *, leder: bool, har_svarat_klart: bool) -> bool:
    """Nobody sees the others' answers before giving their own. An anonymous round shows nothing until it is closed:
    a result that is looked at twice, before and after one more answer, tells what that answer was."""
    if runda.fragorna.gemensam or not runda.ar_oppen:
        return True
    return not runda.anonym and (leder or har_svarat_klart)


def deltagarnycklar(runda: Genomforande, person: Person) -> Iterable[str]:
    """What the person's answers in an anonymous round can stand under: the first with the present secret key, the
    others with earlier ones."""
    for hemlig in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        grund = f"{runda.pk}:{person.pseudonym}"
        yield salted_hmac("verktyg.deltagande", grund, secret=hemlig, algorithm="sha256").hexdigest()
