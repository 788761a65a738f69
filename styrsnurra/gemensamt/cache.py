"""The cache is a help, never a condition: when its server is away, pages are slower and the rest goes on."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as Bruten
from redis.exceptions import TimeoutError as Drojer

logg = logging.getLogger(__name__)


def _utan(metod: str, svar):
    """RedisCache's method, answering `svar(args, kwargs)` when the server cannot be reached."""
    egentlig = getattr(RedisCache, metod)

    def forsok(self, *args, **kwargs):
        try:
            return egentlig(self, *args, **kwargs)
        except (Bruten, Drojer) as fel:
            logg.warning("The cache does not answer (%s): %s", metod, fel)
            return svar(args, kwargs)

    forsok.__name__ = metod
    return forsok


class TaligCache(RedisCache):
    """Redis as Django has it, but a server that is away looks like an empty cache that keeps nothing.

    `incr` then returns None: whoever counts must say what that means to them.
    """

    get = _utan("get", lambda args, kwargs: args[1] if len(args) > 1 else kwargs.get("default"))
    set = _utan("set", lambda args, kwargs: None)
    add = _utan("add", lambda args, kwargs: True)
    delete = _utan("delete", lambda args, kwargs: False)
    touch = _utan("touch", lambda args, kwargs: False)
    incr = _utan("incr", lambda args, kwargs: None)
    has_key = _utan("has_key", lambda args, kwargs: False)
    get_many = _utan("get_many", lambda args, kwargs: {})
    set_many = _utan("set_many", lambda args, kwargs: [])
    delete_many = _utan("delete_many", lambda args, kwargs: None)
