"""What the comparison page was asked for: read from the address, corrected with a word where it cannot be had."""

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, QueryDict

from kkik.domain.signaler import Riktning
from kkik.models import Kommun, Kon, Riktningsval
from organisation.queries import kommuninstallning
from styrsnurra.gemensamt.tal import TalFel, tolka_tal

RIKTNINGSVAL = [(r.value, r.etikett) for r in Riktning]
_FRAN_VALET = "vald"


@dataclass(slots=True)
class Val:
    """`riktning` is what is shown, `bekraftad` whether it is the confirmed one. `fel` are words for the person."""

    kommun: Kommun
    ar: int | None
    kon: str
    grupp: str
    riktning: Riktning
    intervall: tuple[float, float] | None
    bekraftad: bool
    visa_kon: bool
    fel: list[str] = field(default_factory=list)


def vald_kommun(request: HttpRequest) -> Kommun | None:
    """`?kommun=` or the own municipality; None before one is chosen. Raises Http404 for an unknown one."""
    kod = request.GET.get("kommun", "")
    installning = kommuninstallning()
    if not kod and installning is None:
        return None
    if not kod and installning is not None:
        kod = installning.kommunkod
    rad = (
        Kommun.objects.kommuner().filter(pk=int(kod)).first()
        if kod.isascii() and kod.isdigit() and len(kod) == 4
        else None
    )
    if rad is None and request.GET.get("kommun"):
        raise Http404("Kommunen finns inte.")
    return rad


def las_val(fraga: QueryDict, kommun: Kommun, bekraftat: Riktningsval | None) -> Val:
    """Unknown choices fall back to the usual ones, and `fel` says so."""
    fel: list[str] = []
    text = fraga.get("ar", "")
    ar = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    if text and ar is None:
        fel.append("Året kunde inte läsas; det senaste visas.")
    kon = fraga.get("kon", Kon.TOTALT)
    if kon not in Kon.values:
        fel.append("Könet kunde inte läsas; totalt visas.")
        kon = Kon.TOTALT
    riktning, intervall, bekraftad = _riktning(fraga, bekraftat, fel)
    grupp = fraga.get("grupp", "").replace("\x00", "") or "alla"
    return Val(kommun, ar, str(kon), grupp, riktning, intervall, bekraftad, fraga.get("visa") == "kon", fel)


def _riktning(
    fraga: QueryDict, bekraftat: Riktningsval | None, fel: list[str]
) -> tuple[Riktning, tuple[float, float] | None, bool]:
    vald = fraga.get("riktning", "")
    if vald and vald not in Riktning.__members__.values():
        fel.append("Riktningen kunde inte läsas.")
        vald = ""
    if vald == Riktning.INTERVALL:
        if (andar := _andar(fraga)) is not None:
            return Riktning.INTERVALL, andar, False
        fel.append("Ett intervall behöver två tal, det nedre först.")
        vald = ""
    if vald:
        return Riktning(vald), None, bekraftat is not None and bekraftat.riktning == vald
    if bekraftat is None:
        return Riktning.NEUTRAL, None, False
    andar = (
        (bekraftat.intervall_a, bekraftat.intervall_b) if bekraftat.riktning == Riktning.INTERVALL else None
    )
    return Riktning(bekraftat.riktning), andar, True


def _andar(fraga: QueryDict) -> tuple[float, float] | None:
    try:
        a, b = float(tolka_tal(fraga.get("a", ""))), float(tolka_tal(fraga.get("b", "")))
    except TalFel:
        return None
    return (a, b) if a <= b else None
