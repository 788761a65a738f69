"""Swedish alphabetical order, independent of the server's and the database's locale."""

import re
import unicodedata
from functools import lru_cache

Nyckel = tuple[tuple[tuple[int, int, str], ...], str, str]

_SIST = {"å": 1, "ä": 2, "æ": 2, "ö": 3, "ø": 3}
_DELAR = re.compile(r"[0-9]+|.", re.DOTALL)
# Letters that Swedish alphabetises with another one, but that do not decompose in Unicode.
_LIKA = {"đ": "d", "ð": "d", "ł": "l", "œ": "o", "þ": "t", "ı": "i"}
_BLANK, _SIFFROR, _BOKSTAV = 0, 1, 2


@lru_cache(maxsize=4096)  # the same names are sorted on every page
def svensk_nyckel(text: str) -> Nyckel:
    """A sort key: å ä ö after z, é as e and ü as y (decided by accent only when all else is equal),
    upper case as lower case, runs of digits by their value, hyphen as blank, other signs skipped.

    Blanks come before digits, digits before letters. Keys compare only with each other.
    """
    normal = unicodedata.normalize("NFC", text).casefold()
    delar: list[tuple[int, int, str]] = []
    for del_ in map(_del, _DELAR.findall(normal)):
        if del_ is not None and (del_[0] != _BLANK or (delar and delar[-1][0] != _BLANK)):
            delar.append(del_)
    return tuple(delar), normal, text


@lru_cache(maxsize=4096)
def _del(tecken: str) -> tuple[int, int, str] | None:
    """One letter, sign or run of digits; None for what is skipped."""
    if tecken[0] in "0123456789":
        siffror = tecken.lstrip("0")
        return _SIFFROR, len(siffror), siffror
    if tecken.isspace() or tecken in "-\u2010\u2011\u2013/":
        return _BLANK, 0, ""
    if tecken in _SIST:
        return _BOKSTAV, _SIST[tecken], ""
    return (_BOKSTAV, 0, _grundbokstav(tecken)) if tecken.isalpha() else None


def _grundbokstav(bokstav: str) -> str:
    if bokstav in {"ü", "ű"}:
        return "y"
    utan = unicodedata.normalize("NFD", bokstav)[0]
    return _LIKA.get(utan, utan)
