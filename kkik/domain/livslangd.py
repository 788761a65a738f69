"""Whether a nyckeltal has come to its end, as its title says, and which one has taken over.

Kolada has no field for either: an end is written in the title, nearly always as "(-2023)". A successor is only
suggested where the two titles say the same thing; a likely-looking guess would do more harm than none.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

_SLUTAR = re.compile(r"\(\s*[-–]\s*(?P<ar>[12]\d{3})\s*\)")
_TILL_OCH_MED = re.compile(
    r"\(?\b(?:t\.?\s?o\.?\s?m\.?|till och med)\s+(?P<ar>[12]\d{3})\)?\s*$", re.IGNORECASE
)
_UPPHOR = re.compile(
    r"(?:\(\s*|[-–,]\s*)(?:upphör(?:t|de)?|avslutat|utgår|utgått|nedlagt|mäts (?:inte|ej) längre)"
    r"(?:\s+(?:efter\s+|från\s+)?(?P<ar>[12]\d{3}))?\s*\)?\s*$",
    re.IGNORECASE,
)
_GAMMAL = re.compile(r"^gamla definitionen\s*[-–:]\s*|[,(]?\s*gammal definition\s*\)?", re.IGNORECASE)
_NY = re.compile(r"^nya? definition(?:en)?\s*[-–:]\s*|[,(]?\s*ny definition\s*\)?", re.IGNORECASE)
_BORJAR = re.compile(r"\(\s*(?P<ar>[12]\d{3})\s*[-–]\s*\)")
_ORD = re.compile(r"[\w]+(?:[/-][\w]+)*|%")
# Words that come and go between two ways to say the same thing.
_FRIA = frozenset(
    "i på av och för med per den det en ett de som under till från inom samt vid mot kommunens".split()
)
LIKT_ORD = 0.88


@dataclass(frozen=True, slots=True)
class Slut:
    """`ar` is the last year, None where the title does not say; `ord_` the words that say it has ended."""

    ar: int | None
    ord_: str


def slut(titel: str) -> Slut | None:
    """What the title says of an end; None where it says nothing. A year range of a scale ("-2017 Ja=1 …") is none."""
    for monster in (_SLUTAR, _TILL_OCH_MED, _UPPHOR):
        if traff := monster.search(titel):
            return Slut(int(traff["ar"]) if traff["ar"] else None, traff[0].strip(" ,-–"))
    if traff := _GAMMAL.search(titel):
        return Slut(None, traff[0].strip(" ,-–:()"))
    return None


def efterfoljare(titel: str, kandidater: Iterable[tuple[int, str]]) -> int | None:
    """The key of the one that measures what `titel` did, None where nothing is clear.

    kandidater: (key, title) of others in the same area. Those that have ended themselves are passed over. Titles say
    the same when they have the same words but for the small ones, endings and spelling apart; numbers, negations and
    whose they are must agree. Of several, one marked as the new definition or with a first year, else the one whose
    title is most alike; two as good as each other are no answer.
    """
    egna = _karna(titel)
    if not egna:
        return None
    funna: list[tuple[tuple[bool, float], int]] = []
    for nyckel, andras in kandidater:
        if slut(andras) is not None or not _samma(egna, _karna(andras)):
            continue
        ny = bool(_NY.search(andras) or _BORJAR.search(andras))
        likhet = SequenceMatcher(None, " ".join(egna), " ".join(_karna(andras)), autojunk=False).ratio()
        funna.append(((ny, round(likhet, 6)), nyckel))
    if not funna:
        return None
    basta = max(rang for rang, _ in funna)
    nycklar = [nyckel for rang, nyckel in funna if rang == basta]
    return nycklar[0] if len(nycklar) == 1 else None


def _karna(titel: str) -> list[str]:
    """The title's words without what it says of its own life."""
    for monster in (_SLUTAR, _TILL_OCH_MED, _UPPHOR, _GAMMAL, _NY, _BORJAR):
        titel = monster.sub(" ", titel)
    return [o.casefold() for o in _ORD.findall(titel)]


def _samma(a: list[str], b: list[str]) -> bool:
    kvar_a, kvar_b = Counter(a) - Counter(b), Counter(b) - Counter(a)
    bara_a = [o for o in kvar_a.elements() if o not in _FRIA]
    bara_b = [o for o in kvar_b.elements() if o not in _FRIA]
    for ord_ in bara_a:
        lik = next((o for o in bara_b if _samma_ord(ord_, o)), None)
        if lik is None:
            return False
        bara_b.remove(lik)
    return not bara_b


def _samma_ord(a: str, b: str) -> bool:
    """Two spellings or endings of one word; never two numbers."""
    if any(t.isdigit() for t in a + b) or a[:3] != b[:3]:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= LIKT_ORD
