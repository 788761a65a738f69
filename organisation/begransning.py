"""How many times one may fail to log in. No account is ever locked: what is counted is where tries come from.

A try from a device where the person has logged in before (a signed cookie says so) has a count of its own. Any
other counts for its address and account together, and for its address. So nobody can shut a named person out: not
from elsewhere, where only their own address fills up, and not from behind the same address, as her device has its
own count. Reasons and limits: docs/beslut/0001-roller-logg-och-inloggning.md.
"""

import secrets
import time
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac

FONSTER = 15 * 60  # seconds; the counts begin anew with each
PER_ENHET, PER_ADRESS_OCH_KONTO, PER_ADRESS = 10, 10, 50
KAKA, KAKANS_TID, PERSONER_PER_KAKA = "kand_enhet", 365 * 24 * 3600, 5
SALT = "organisation.kand_enhet"


def klientadress(request) -> str:
    """The client's address; of IPv6 its /64, which is what one subscriber has. '' when there is none to see.

    X-Forwarded-For is written from the left by whoever sent the request and from the right by our own proxies, so
    it is read from the right, as many steps as we have proxies.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.ANTAL_PROXYER:
        steg = list(filter(None, map(str.strip, request.META.get("HTTP_X_FORWARDED_FOR", "").split(","))))
        if len(steg) >= settings.ANTAL_PROXYER:
            text = steg[-settings.ANTAL_PROXYER]
    try:
        adress = ip_address(text)
    except ValueError:
        return ""
    if adress.version == 6 and adress.ipv4_mapped:
        adress = adress.ipv4_mapped
    return str(adress if adress.version == 4 else ip_network((adress, 64), strict=False))


def konto(epost: str) -> str:
    """An account's name in counts, cookies and the log: says nothing to one without the secret key."""
    return salted_hmac("organisation.konto", epost.strip().casefold(), algorithm="sha256").hexdigest()[:24]


def _kanda(request) -> dict[str, str]:
    """Account → the device's number, from the cookie; nothing when it is missing, old or not ours."""
    try:
        return signing.loads(request.COOKIES.get(KAKA, ""), salt=SALT, max_age=KAKANS_TID)
    except signing.BadSignature:
        return {}


def minns_enhet(request, svar, epost: str) -> None:
    """Let this device be known for the account, for a year; of a shared computer's people, the last five.

    Called from the log-in page, the only one the cookie is sent to.
    """
    kanda = _kanda(request)
    namn = konto(epost)
    kanda[namn] = kanda.pop(namn, None) or secrets.token_hex(8)
    svar.set_cookie(
        KAKA,
        signing.dumps(dict(list(kanda.items())[-PERSONER_PER_KAKA:]), salt=SALT),
        max_age=KAKANS_TID,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
        path=request.path,
    )


@dataclass(frozen=True, slots=True)
class Forsok:
    """`vanta` is seconds to wait, 0 when the try may be made; `forst` is whether it is the first one refused."""

    nycklar: tuple[str, ...]
    vanta: int = 0
    forst: bool = False


def rakna(request, epost: str) -> Forsok:
    """Count a try before it is made, so that tries made at once cannot slip through together.

    A cache that does not answer counts nothing and refuses nobody: being able to log in comes first.
    """
    nu, namn, adress = time.time(), konto(epost), klientadress(request)
    enhet = _kanda(request).get(namn)
    granser = (
        [(f"enhet:{enhet}", PER_ENHET)]
        if enhet
        else [(f"konto:{adress}:{namn}", PER_ADRESS_OCH_KONTO), (f"adress:{adress}", PER_ADRESS)]
    )
    raknade: list[str] = []
    for vad, grans in granser:
        nyckel = f"inloggning:{int(nu // FONSTER)}:{vad}"
        antal = _oka(nyckel, 1)
        if antal is not None and antal > grans:
            return Forsok(tuple(raknade), int(FONSTER - nu % FONSTER) + 1, antal == grans + 1)
        raknade.append(nyckel)
    return Forsok(tuple(raknade))


def lyckades(forsok: Forsok) -> None:
    """Take a try that succeeded out of the counts again."""
    for nyckel in forsok.nycklar:
        _oka(nyckel, -1)


def begransa(vad: str, grans: int) -> int:
    """Count one use of `vad`, and say how many seconds to wait when it is past `grans` in this quarter of an hour; 0
    when it may go on. A cache that does not answer refuses nobody."""
    nu = time.time()
    antal = _oka(f"begransning:{int(nu // FONSTER)}:{vad}", 1)
    return int(FONSTER - nu % FONSTER) + 1 if antal is not None and antal > grans else 0


def _oka(nyckel: str, antal: int) -> int | None:
    """The count after adding to it; None when the cache cannot say."""
    cache.add(nyckel, 0, 2 * FONSTER)
    try:
        return cache.incr(nyckel, antal)
    except ValueError:  # emptied between the two
        return None
