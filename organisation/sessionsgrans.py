"""How long a log-in lasts: a working day, and not past two hours of nobody there."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout

INLOGGAD, SEDD = "inloggad", "sedd"
# The time last seen is written at most this often: a page that only reads need not write a session.
NOGGRANNHET = 300


def stampla(session) -> None:
    """Start counting. Called at log-in."""
    session[INLOGGAD] = session[SEDD] = int(time.time())


class Sessionsgrans:
    """Middleware. Ends the session of somebody logged in who has been away, or at it, for too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Not even looked at without the cookie: open pages stay the same for everybody, and cacheable.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            self._granska(request, int(time.time()))
        return self.get_response(request)

    def _granska(self, request, nu: int) -> None:
        session = request.session
        if SEDD not in session:
            stampla(session)
        elif nu - session[SEDD] > settings.SESSION_VILOTID:
            logout(request)
            messages.info(request, "Du har varit borta en stund och har därför loggats ut.")
        elif nu - session[INLOGGAD] > settings.SESSION_COOKIE_AGE:
            logout(request)
            messages.info(request, "Det har gått en arbetsdag sedan du loggade in. Logga in igen.")
        elif nu - session[SEDD] > NOGGRANNHET:
            session[SEDD] = nu
