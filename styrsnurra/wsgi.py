"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrsnurra.settings")

application = get_wsgi_application()

from styrsnurra.gemensamt.uppstart import varm_upp  # noqa: E402  (needs the applications to be loaded)

varm_upp()
