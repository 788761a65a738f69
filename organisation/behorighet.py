"""Who may what. The roles and their permissions are data in `organisation.domain.roller`."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from organisation.domain.roller import ALLMAN, BEHORIGHETER, Roll
from organisation.models import Person, Rolltilldelning


def gallande_roller(person) -> list[Rolltilldelning]:
    """The person's assignments today, read once per request and kept on the object."""
    if not hasattr(person, "_gallande_roller"):
        idag = timezone.localdate()
        person._gallande_roller = [
            t
            for t in person.roller.all()
            if (t.galler_fran is None or t.galler_fran <= idag)
            and (t.galler_till is None or idag <= t.galler_till)
        ]
    return person._gallande_roller


class RollBackend(BaseBackend):
    """Log-in by e-mail, and permissions from roles. Unknown permission names are refused, even to a superuser."""

    def authenticate(self, request, username=None, password=None, epost=None):
        epost = epost or username
        if not epost or password is None:
            return None
        try:
            person = Person.objects.get_by_natural_key(epost)
        except Person.DoesNotExist:
            make_password(password)  # the same work, so that timing does not tell whether the address exists
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id):
        return Person.objects.filter(pk=user_id, is_active=True).first()

    def has_perm(self, user_obj, perm, obj=None):
        """`obj` may have `behorighet_enhet_id`: a role tied to an enhet then holds for that enhet only."""
        if perm in ALLMAN:
            return True
        if not user_obj.is_authenticated or not user_obj.is_active or perm not in BEHORIGHETER:
            return False
        enhet = getattr(obj, "behorighet_enhet_id", None)
        return any(
            Roll(t.roll) in BEHORIGHETER[perm]
            and (t.enhet_id is None or enhet is None or t.enhet_id == enhet)
            for t in gallande_roller(user_obj)
        )
