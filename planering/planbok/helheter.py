"""Activities and their parts that a file changes together: asked whether they hold together when all of it is in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planering.actions.aktivitetsgranskning import helhetens_fel
from planering.models import Aktivitet

if TYPE_CHECKING:
    from planering.planbok.genomfor import Genomforande


def prova_helheter(verk: "Genomforande", andrade: Mapping[str, tuple[str, ...]]) -> None:
    """Notes at the whole's row what its parts say against."""
    for rad in verk.fil.rader["aktivitet"]:
        falt = {"startar", "klar_senast", "status"} & set(andrade.get(rad.nyckel, ()))
        if not falt or rad.nyckel in verk.misslyckade:
            continue
        hel = Aktivitet.objects.get(pk=verk.objekt[rad.nyckel].pk)
        for namn, text in helhetens_fel(hel, falt).items():
            verk.anmark(rad, namn, text)
