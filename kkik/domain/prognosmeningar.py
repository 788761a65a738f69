"""Rule 5 in one Swedish sentence, from the forecast's own numbers."""

from kkik.domain.likhet import lika
from kkik.domain.prognostyper import Malprognos, Prognosorsak
from styrsnurra.gemensamt.tal import avrunda, formatera, formatera_skillnad, spann

_AR = {1: "ett år", 2: "två år", 3: "tre år", 4: "fyra år"}


def mening_malprognos(r: Malprognos, enhet: str = "", decimaler: int | None = None) -> str:
    """E.g. "21 av 150 gånger har en kommun i ett läge som liknar ert ökat minst 3,8 procentenheter på två år.
    Mycket ambitiöst."

    Times, not municipalities: the same one may have been in that position in several years. enhet: the nyckeltal's
    unit as shown. decimaler: of its values, None lets the size decide.
    """
    if r.p is None:
        return f"Kan inte bedömas: {_orsakstext(r)}."
    ordet = r.ord.etikett
    return (
        f"{r.nadde} av {r.antal} gånger har en kommun i ett läge som liknar ert {_andring(r, enhet, decimaler)}. "
        f"{ordet[0].upper()}{ordet[1:]}."
    )


def _orsakstext(r: Malprognos) -> str:
    match r.orsak:
        case Prognosorsak.UTFALL_SAKNAS if r.start_ar is not None:
            return f"utfall för {r.start_ar} saknas"
        case Prognosorsak.EJ_MATT:
            return (
                f"{r.start_ar} är inte mätt på nytt, nästan alla kommuner har kvar samma värde som året innan"
            )
        case Prognosorsak.MALAR_PASSERAT:
            return f"målåret {r.malar} ligger inte efter det senaste mätta året, {r.start_ar}"
        case Prognosorsak.MALAR_FOR_LANGT_FRAM:
            return f"målåret {r.malar} ligger mer än fyra år efter det senaste mätta året, {r.start_ar}"
        case Prognosorsak.FOR_FA_FALL:
            hur = "ingen kommun har" if r.antal == 0 else f"bara {r.antal} gånger har en kommun"
            return f"{hur} varit i ett liknande läge, minst 50 gånger behövs"
    return r.orsak.etikett


def _andring(r: Malprognos, enhet: str, decimaler: int | None) -> str:
    """What the others did, and in how long: "ökat minst 3,8 procentenheter på två år"."""
    pa, undre, ovre = f"på {_AR[r.horisont]}", r.krav.undre, r.krav.ovre
    if undre is not None and ovre is not None:
        fran, till = (
            formatera_skillnad(g - r.varde, _decimaler(g - r.varde, decimaler), e)
            for g, e in ((undre, ""), (ovre, enhet))
        )
        return f"ändrats mellan {fran} och {till} {pa}"
    uppat, grans = undre is not None, undre if undre is not None else ovre
    ratt, fel = ("ökat", "minskat") if uppat else ("minskat", "ökat")
    if lika(grans, r.varde):
        return f"{ratt}{'' if r.krav.strikt else ' eller stått still'} {pa}"
    avstand = abs(grans - r.varde)
    steg = formatera_skillnad(avstand, _decimaler(avstand, decimaler), enhet, tecken=False)
    if (grans > r.varde) == uppat:
        return f"{ratt} {'mer än' if r.krav.strikt else 'minst'} {steg} {pa}"
    return f"{ratt}, stått still eller {fel} {'mindre än' if r.krav.strikt else 'högst'} {steg} {pa}"


def _decimaler(steg: float, decimaler: int | None) -> int | None:
    """A step that is not nought must not be shown as nought."""
    if decimaler is None:
        return None
    return next((d for d in range(decimaler, 7) if avrunda(steg, d)), decimaler)


def mening_troligt(r: Malprognos, enhet: str = "", decimaler: int | None = None) -> str:
    """The likely outcome without new effort, "Troligt 2024 utan ny kraft: 83,0 % (80,1–86,0 %)"; empty without one."""
    if r.p50 is None:
        return ""
    mellan = spann(r.p10, r.p90, decimaler, enhet)
    return f"Troligt {r.malar} utan ny kraft: {formatera(r.p50, decimaler, enhet)} ({mellan})"
