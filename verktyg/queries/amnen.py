"""What a round can be about: a plan, an analysis, a proposal. The apps that own such things say how one is found.

`Genomforande.galler_nyckel` is "app.model:key"; settings.VERKTYGSAMNEN names, for each "app.model", a function that
takes the key and gives the `Amne`, or None when there is none (any more).
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils.module_loading import import_string

from organisation.models import Enhet, Person


@dataclass(frozen=True, slots=True)
class Amne:
    """`nyckel` is what rounds are found by, `namn` what people call it, `adress` its page, `behorighet` what it takes
    to see that page. `enhet`: the part of the organisation that a new round belongs to, if it is one."""

    nyckel: str
    namn: str
    adress: str
    behorighet: str
    enhet: Enhet | None = None

    @property
    def fraga(self) -> str:
        """The end of an address that passes it on."""
        return "?" + urlencode({"amne": self.nyckel})


def amnet(nyckel: str, person: Person) -> Amne | None:
    """What a key names, if there is such a thing and the person may see it."""
    slag, _, pk = nyckel.partition(":")
    vag = settings.VERKTYGSAMNEN.get(slag)
    if vag is None or not (pk.isascii() and pk.isdecimal() and len(pk) <= 18):
        return None
    funnet: Amne | None = import_string(vag)(int(pk))
    return funnet if funnet is not None and person.has_perm(funnet.behorighet) else None
