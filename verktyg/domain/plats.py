"""Where an answer belongs: a question, and the row it is asked of if there are rows."""

import re
from typing import NamedTuple

_KOD = re.compile(r"([a-z0-9_-]{1,60})(?:\.([0-9]{1,18}))?", re.ASCII)


class Plats(NamedTuple):
    """`rad` is the key of a row, None in an instrument without rows."""

    fraga: str
    rad: int | None = None

    @property
    def kod(self) -> str:
        """As it stands in the name of a form's field."""
        return self.fraga if self.rad is None else f"{self.fraga}.{self.rad}"

    @property
    def id(self) -> str:
        """As it stands in the id of an element."""
        return self.kod.replace(".", "-")


def plats_av(kod: str) -> Plats | None:
    """The reverse of `Plats.kod`; None when it is not one."""
    traff = _KOD.fullmatch(kod)
    return Plats(traff[1], int(traff[2]) if traff[2] else None) if traff else None
