"""What differs between two texts, word by word, for people to read.

Nothing here marks anything up: the parts are plain text, whatever the text looks like.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_BITAR = re.compile(r"\s+|\w+|[^\w\s]")
FLEST_BITAR = 3000  # of each text: the comparison takes the product of the two
KVAR = 12  # words shown on each side of a change
LANGT = 40  # an unchanged stretch of more words than this is shortened


class Slag(StrEnum):
    LIKA = "lika"
    BORT = "bort"
    NYTT = "nytt"
    HOPP = "hopp"


@dataclass(frozen=True, slots=True)
class Del:
    """A stretch of text. `hopp` stands for an unchanged stretch that is left out, and has no text."""

    slag: Slag
    text: str = ""


def orddiff(fore: str, efter: str) -> list[Del]:
    """The parts in reading order: what is gone comes before what took its place.

    The texts of `lika` and `bort` in order are `fore`, those of `lika` and `nytt` are `efter`. Texts too long to
    be compared are given whole, as gone and new.
    """
    a, b = _BITAR.findall(fore), _BITAR.findall(efter)
    if max(len(a), len(b)) > FLEST_BITAR:
        return _utan_tomma([Del(Slag.BORT, fore), Del(Slag.NYTT, efter)]) if fore != efter else _hel(fore)
    delar: list[Del] = []
    for sort, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if sort == "equal":
            delar.append(Del(Slag.LIKA, "".join(a[i:j])))
        else:
            delar += [Del(Slag.BORT, "".join(a[i:j])), Del(Slag.NYTT, "".join(b[k:m]))]
    return list(_hela_fraser(_utan_tomma(delar)))


def forkortad(delar: list[Del]) -> list[Del]:
    """The same with long unchanged stretches left out but for some words beside each change."""
    ut: list[Del] = []
    for n, d in enumerate(delar):
        bitar = _BITAR.findall(d.text)
        ord_ = [i for i, bit in enumerate(bitar) if not bit.isspace()]
        if d.slag is not Slag.LIKA or len(ord_) <= LANGT:
            ut.append(d)
            continue
        forst, sist = n == 0, n == len(delar) - 1
        fram = "" if forst else "".join(bitar[: ord_[KVAR]])
        bak = "" if sist else "".join(bitar[ord_[-KVAR] :])
        ut += [Del(Slag.LIKA, fram), Del(Slag.HOPP), Del(Slag.LIKA, bak)]
    return [d for d in ut if d.text or d.slag is Slag.HOPP]


def _hel(text: str) -> list[Del]:
    return _utan_tomma([Del(Slag.LIKA, text)])


def _utan_tomma(delar: list[Del]) -> list[Del]:
    return [d for d in delar if d.text]


def _hela_fraser(delar: list[Del]) -> Iterator[Del]:
    """Changes with only a space between them are one change: "bort nytt bort nytt" word for word is hard to read."""
    bort = nytt = ""
    for n, d in enumerate(delar):
        luft = d.slag is Slag.LIKA and d.text.isspace()
        if d.slag is Slag.BORT:
            bort += d.text
        elif d.slag is Slag.NYTT:
            nytt += d.text
        elif luft and (bort or nytt) and n + 1 < len(delar):
            bort, nytt = bort + d.text, nytt + d.text
        else:
            yield from _utan_tomma([Del(Slag.BORT, bort), Del(Slag.NYTT, nytt)])
            bort = nytt = ""
            yield d
    yield from _utan_tomma([Del(Slag.BORT, bort), Del(Slag.NYTT, nytt)])
