"""Who may what. The roles and their permissions are data in `organisation.domain.roller`."""

import re
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from organisation.domain.roller import ALLMAN, BEHORIGHETER, Roll, racker
from organisation.models import Person
from organisation.queries import roller_med_enheter

# What a view says when anybody may see it.
OPPEN = "oppen"
ADMINISTRERA = "organisation.administrera"
# Django's own names for its admin site; ours are verbs in Swedish and never look like this.
DJANGOS_EGNA = re.compile(r"[a-z_]+\.(add|change|delete|view)_[a-z_]+")


def gallande_roller(person: Person) -> dict[Roll, frozenset[int] | None]:
    """What `racker` takes, for today. One query, kept on the object: a request makes one, however much it asks."""
    if not hasattr(person, "_gallande_roller"):
        person._gallande_roller = roller_med_enheter(person.pk, timezone.localdate())
    return person._gallande_roller


def egna_enheter(person: Person, behorighet: str) -> frozenset[int] | None:
    """The enheter that the person may do it for: None for all of them."""
    roller = gallande_roller(person)
    enheter: set[int] = set()
    for roll in BEHORIGHETER[behorighet] & roller.keys():
        if roller[roll] is None:
            return None
        enheter |= roller[roll]
    return frozenset(enheter)


class RollBackend(BaseBackend):
    """Log-in by e-mail, and permissions from roles alone. A permission nobody has defined is refused to everybody."""

    def authenticate(self, request, username=None, password=None, epost=None):
        epost = (epost or username or "").strip()
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
        """With an `obj` that has `behorighet_enhet_id`, a role tied to an enhet holds for it and those below it;
        an object with None there belongs to the whole municipality, and so needs a role for all of it.
        Without such an object the answer is whether the person may do it anywhere at all."""
        if perm in ALLMAN:
            return True
        if not user_obj.is_authenticated or not user_obj.is_active:
            return False
        if perm not in BEHORIGHETER and DJANGOS_EGNA.fullmatch(perm):
            perm, obj = ADMINISTRERA, None
        roller = gallande_roller(user_obj)
        if hasattr(obj, "behorighet_enhet_id"):
            return racker(roller, perm, obj.behorighet_enhet_id)
        return not roller.keys().isdisjoint(BEHORIGHETER.get(perm, ()))


def kravs(perm: str, obj: Callable | None = None):
    """Guards a view with a permission. Put it outermost.

    `obj`, if given, takes the view's URL arguments and returns the object whose enhet counts (or raises Http404);
    it is only called for someone who may do the thing somewhere. The anonymous are sent to the log-in page and
    come back after it; others are refused. `view.behorighet` says what is demanded.
    """
    if perm not in BEHORIGHETER:
        raise ValueError(f"{perm!r} is not a permission in organisation.domain.roller.")

    def dekorator(view):
        @wraps(view)
        def bevakad(request, *args, **kwargs):
            if not request.user.has_perm(perm):
                return _neka(request)
            if obj is not None and not request.user.has_perm(perm, obj(*args, **kwargs)):
                return _neka(request)
            svar = view(request, *args, **kwargs)
            if perm not in ALLMAN and not svar.has_header("Cache-Control"):
                patch_cache_control(svar, private=True, no_cache=True)
            return svar

        bevakad.behorighet = perm
        return bevakad

    return dekorator


def oppen(view):
    """Says of a view that anybody may see it. Works on any callable, so for views that a library makes too."""

    @wraps(view)
    def oppnad(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    oppnad.behorighet = OPPEN
    return oppnad


def _neka(request) -> HttpResponse:
    if request.user.is_authenticated:
        raise PermissionDenied
    if request.headers.get("X-Sjalvspar"):
        # What saves itself must not take the page away from the one who writes; the page says so, and tries again.
        return HttpResponse(status=401)
    if getattr(request, "htmx", False):
        # A log-in page must not be swapped into the middle of another; come back to the page, not the fragment.
        svar = redirect_to_login(request.htmx.current_url_abs_path or settings.LOGIN_REDIRECT_URL)
        return HttpResponse(status=401, headers={"HX-Redirect": svar.url})
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path(), redirect_field_name=REDIRECT_FIELD_NAME)
    # What was posted cannot be posted again after the log-in.
    return redirect_to_login(settings.LOGIN_REDIRECT_URL)
