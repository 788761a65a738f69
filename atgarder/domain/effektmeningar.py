"""Rule 8 in plain words: the verdict, how it was reached, what it does not say, and whether the expected was reached.

enhet: the nyckeltal's unit as shown ("%", "kr", ""). decimaler: of its values; means are shown with one at least.
"""

from atgarder.domain.effekt import Effekt
from atgarder.domain.effekttyper import Utslag, Utslagshinder
from kkik.domain.likhet import avstand, slack
from kkik.domain.signaler import Riktning
from styrsnurra.gemensamt.tal import avrunda, formatera, formatera_skillnad

ORD = {
    Utslag.VISAD: "Effekt visad",
    Utslag.EJ_VISAD: "Effekt ej visad",
    Utslag.SAMRE: "Sämre än jämförbara",
    Utslag.INGET: "Kan inte bedömas",
}
_SLUT = {
    Utslag.VISAD: "effekt visad",
    Utslag.EJ_VISAD: "effekt ej visad",
    Utslag.SAMRE: "sämre än jämförbara",
}


def mening(r: Effekt, enhet: str = "", decimaler: int = 1) -> str:
    """What goes with the verdict's word (ORD): "Kommunen förbättrades 4,2 procentenheter mer än 50 kommuner som låg
    lika till. 6 av 100 slumpvis valda förändrades minst lika gynnsamt: effekt visad."."""
    if r.utslag is Utslag.INGET:
        skal = hindertext(r.hinder, r)
        return f"{skal[0].upper()}{skal[1:]}. Det betyder inte att åtgärden saknade effekt."
    samst = r.utslag is Utslag.SAMRE
    hur_manga = i_hundra(r.spegelandel if samst else r.placeboandel)
    return (
        f"{_jamforelse(r, enhet, decimaler)} {hur_manga} av 100 slumpvis valda förändrades minst lika "
        f"{'ogynnsamt' if samst else 'gynnsamt'}: {_SLUT[r.utslag]}."
    )


def _jamforelse(r: Effekt, enhet: str, decimaler: int) -> str:
    """How we did against the middle of the compared."""
    assert r.skillnad is not None
    assert r.forandring is not None
    fordel, egen = r.tecken * r.skillnad, r.tecken * r.forandring
    vilka = f"{r.n} kommuner som låg lika till"
    d = medeldecimaler(r, decimaler)
    hur = formatera_skillnad(abs(r.skillnad), d, enhet, tecken=False)
    if not avrunda(fordel, d):
        return f"Kommunen förändrades lika mycket som {vilka}."
    if fordel > 0 and avrunda(egen, d) and egen > 0:
        return f"Kommunen förbättrades {hur} mer än {vilka}."
    if fordel < 0 and avrunda(egen, d) and egen < 0:
        return f"Kommunen försämrades {hur} mer än {vilka}."
    return f"Kommunen utvecklades {hur} {'bättre' if fordel > 0 else 'sämre'} än {vilka}."


def i_hundra(andel: float) -> str:
    """A share as a number of a hundred; a share just above one in ten never reads as one in ten."""
    av_hundra = 100 * andel
    return formatera(av_hundra, 1 if av_hundra > 10 and avrunda(av_hundra, 0) == 10 else 0)


def hindertext(hinder: Utslagshinder | str | None, r: Effekt | None = None) -> str:
    """Why there is no verdict; with the years where the result is at hand."""
    if not hinder:
        return ""
    hinder = Utslagshinder(hinder)
    if r is None:
        return hinder.etikett
    if hinder is Utslagshinder.EJ_MATT_FORE:
        return f"kommunen har inget mätt värde {r.beslutsar - 2}–{r.beslutsar}, åren före beslutet"
    if hinder is Utslagshinder.FOR_TIDIGT:
        return f"det är för tidigt, effektåret {r.effektar} är inte mätt i landet än"
    if hinder is Utslagshinder.EJ_MATT_EFTER:
        return f"kommunen har inget mätt värde {r.effektar}–{r.effektar + 2}"
    if hinder is Utslagshinder.FOR_FA:
        vilka = {0: "ingen annan kommun", 1: "bara en annan kommun"}.get(r.n, f"bara {r.n} andra kommuner")
        return f"{vilka} är mätta både före och efter, och det behövs 20"
    return hinder.etikett


def hur_det_gick(r: Effekt, enhet: str = "", decimaler: int = 1) -> list[str]:
    """The steps behind the verdict, in words; empty when we were not measured both before and after."""
    if r.forandring is None or r.median is None:
        return []
    d = medeldecimaler(r, decimaler)
    vad = "" if r.intervall is None else f" utanför {intervalltext(r.intervall, enhet)}"

    def visa(v: float) -> str:
        if r.intervall is None:
            return formatera(v, d, enhet)
        return formatera_skillnad(v, d, enhet, tecken=False)

    ut = [
        f"Vi gick från {visa(r.fore)}{vad} ({ar_text(r.ar_fore)}) till {visa(r.efter)} ({ar_text(r.ar_efter)}): "
        f"{formatera_skillnad(r.forandring, d, enhet)}.",
        f"Mitten av de {r.n} kommuner som låg närmast oss före beslutet förändrades "
        f"{formatera_skillnad(r.median, d, enhet)} på samma tid.",
    ]
    if r.minst_lika is not None:
        ut.append(
            f"{_antal(r.minst_lika)} av dem förändrades minst lika gynnsamt som vi, "
            f"{_antal(r.minst_lika_daligt).lower()} minst lika ogynnsamt."
        )
    return ut


def forvantat(
    riktning: Riktning | str,
    till: float,
    utfall: float | None,
    fran: float | None = None,
    intervall: tuple[float, float] | None = None,
) -> bool | None:
    """Whether the outcome reached what was expected; None when nothing is measured yet.

    For `neutral` it is the way from `fran` that says which side counts; None without it. For `intervall` the outcome
    may lie no farther outside than what was expected.
    """
    if utfall is None:
        return None
    riktning, damm = Riktning(riktning), slack(till)
    if riktning is Riktning.INTERVALL:
        if intervall is None:
            raise ValueError("Ett intervall behövs för riktningen intervall.")
        return avstand(utfall, *intervall) <= avstand(till, *intervall) + damm
    if riktning is Riktning.NEUTRAL:
        if fran is None or fran == till:
            return None
        riktning = Riktning.HOG if till > fran else Riktning.LAG
    return utfall >= till - damm if riktning is Riktning.HOG else utfall <= till + damm


def intervalltext(intervall: tuple[float, float], enhet: str = "") -> str:
    return f"{formatera(intervall[0])}–{formatera(intervall[1], None, enhet)}"


def ar_text(ar: tuple[int, ...] | list[int]) -> str:
    """ "2023", "2021–2023", or "2021 och 2023" where a year between was not measured."""
    if not ar:
        return ""
    if len(ar) == ar[-1] - ar[0] + 1:
        return str(ar[0]) if len(ar) == 1 else f"medel {ar[0]}–{ar[-1]}"
    return "medel " + " och ".join(map(str, ar))


def _antal(n: int) -> str:
    return "Ingen" if n == 0 else "En" if n == 1 else str(n)


def medeldecimaler(r: Effekt, decimaler: int) -> int:
    """One at least, except for thousands; so many that a difference from the compared is not shown as none."""
    stort = max(abs(r.fore or 0), abs(r.efter or 0)) >= 1000
    minst = decimaler if stort else max(decimaler, 1)
    return next((d for d in range(minst, 4) if not r.skillnad or avrunda(r.skillnad, d)), minst)
