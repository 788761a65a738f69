"""Rules 1 and 2: the light against the target level, and the light on the way there."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from kkik.domain.likhet import avstand, kontrollera_intervall, lika, slack, tal
from kkik.domain.signaler import Orsak, Riktning, Signal

STANDARDTOLERANS = 5.0  # percent of |reference|


class ToleransKravs(ValueError):
    """Five percent cannot be worked out; a tolerance in the measure's unit is needed. str() is for the user."""


class Malslag(StrEnum):
    NIVA = "niva"
    INTERVALL = "intervall"
    FORANDRING = "forandring"


class Forandring(StrEnum):
    OKA = "oka"
    MINSKA = "minska"
    OFORANDRAD = "oforandrad"


@dataclass(frozen=True, slots=True)
class Tolerans:
    """The yellow band's width: in the measure's unit, or (`procent`) in percent of |reference|.

    Raises ValueError when negative.
    """

    varde: float
    procent: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.varde < float("inf"):
            raise ValueError("Toleransen kan inte vara negativ.")

    def bredd(self, referens: float) -> float:
        """w in the measure's unit."""
        return abs(referens) * self.varde / 100 if self.procent else self.varde


@dataclass(frozen=True, slots=True)
class Malniva:
    """A target level, in the measure's unit. Raises ValueError (Swedish) when a part is missing.

    niva: `varde` t. intervall: `a` ≤ `b`. forandring: `forandring` against the baseline `utgangsvarde` u.
    """

    slag: Malslag | str
    varde: float | None = None
    a: float | None = None
    b: float | None = None
    forandring: Forandring | str | None = None
    utgangsvarde: float | None = None

    def __post_init__(self) -> None:
        slag = Malslag(self.slag)
        if slag is Malslag.NIVA and tal(self.varde) is None:
            raise ValueError("Målnivån saknar värde.")
        if slag is Malslag.INTERVALL:
            if tal(self.a) is None or tal(self.b) is None:
                raise ValueError("Ett intervall behöver två ändar.")
            kontrollera_intervall(self.a, self.b)
        if slag is Malslag.FORANDRING:
            Forandring(self.forandring or "")

    def referenser(self) -> tuple[float, ...]:
        """The numbers that percent can be counted on: t, both ends, or u (none without a baseline)."""
        match Malslag(self.slag):
            case Malslag.NIVA:
                return (self.varde,)
            case Malslag.INTERVALL:
                return (self.a, self.b)
        return () if tal(self.utgangsvarde) is None else (self.utgangsvarde,)


@dataclass(frozen=True, slots=True)
class MotMalniva:
    """The target light. `avvikelse` in the unit, plus is good; `avvikelse_procent` of |reference|.

    `referens` is t, the nearer end, or u. `tolerans_bredd` is w in the unit. All None
    when the light is grey. The rest are the inputs.
    """

    signal: Signal
    orsak: Orsak | None
    avvikelse: float | None
    avvikelse_procent: float | None
    referens: float | None
    tolerans_bredd: float | None
    utfall: float | None
    mal: Malniva | None
    riktning: Riktning
    tolerans: Tolerans | None
    marginal: float | None
    ar_differens: bool

    def indata(self) -> dict[str, Any]:
        """What the light was computed from, as plain JSON."""
        return {
            "utfall": self.utfall,
            "mal": None if self.mal is None else asdict(self.mal),
            "riktning": str(self.riktning),
            "tolerans": None if self.tolerans is None else asdict(self.tolerans),
            "marginal": self.marginal,
            "ar_differens": self.ar_differens,
        }

    @staticmethod
    def fran_indata(indata: Mapping[str, Any]) -> "MotMalniva":
        """The same light again, from what `indata` gave."""
        mal, tolerans = indata["mal"], indata["tolerans"]
        return mot_malniva(
            **{
                **indata,
                "mal": None if mal is None else Malniva(**mal),
                "tolerans": None if tolerans is None else Tolerans(**tolerans),
            }
        )


def kontrollera_mal(mal: Malniva, riktning: Riktning | str) -> None:
    """Raise ValueError (Swedish) when target and riktning do not go together. Neutral goes with all."""
    riktning = Riktning(riktning)
    if riktning is Riktning.NEUTRAL:
        return
    if (riktning is Riktning.INTERVALL) != (Malslag(mal.slag) is Malslag.INTERVALL):
        raise ValueError("Riktningen intervall och en målnivå som är ett intervall hör ihop.")


def galler_tolerans(mal: Malniva, tolerans: Tolerans | None, ar_differens: bool = False) -> Tolerans:
    """The tolerance in force: the given one, or 5 percent where that makes sense.

    ar_differens: the measure is a difference or a net figure, where percent of a level means nothing.
    Raises ToleransKravs when none is given and a reference is ≤ 0 or missing, or the measure is a difference.
    """
    if tolerans is not None:
        return tolerans
    if ar_differens:
        raise ToleransKravs("Måttet är en skillnad eller ett netto: ange toleransen i måttets enhet.")
    referenser = mal.referenser()
    if not referenser or not all(r > 0 for r in referenser):
        raise ToleransKravs(
            "Fem procent går bara att räkna på tal över noll: ange toleransen i måttets enhet."
        )
    return Tolerans(STANDARDTOLERANS, procent=True)


def mot_malniva(
    utfall: float | None,
    mal: Malniva | None,
    riktning: Riktning | str,
    tolerans: Tolerans | None = None,
    marginal: float | None = None,
    ar_differens: bool = False,
) -> MotMalniva:
    """The target light of one outcome (rule 1).

    utfall: the year's own outcome in the unit, None or NaN = missing. mal: None = no level for the year.
    marginal: m in the unit, None = none. Order of the grey reasons: a neutral measure is never judged; no
    level; a change without baseline (ingen_utgangspunkt); no outcome.
    Raises ToleransKravs, and ValueError when target and riktning do not go together or the margin is negative.
    """
    riktning, utfall, marginal = Riktning(riktning), tal(utfall), tal(marginal)
    if marginal is not None and marginal < 0:
        raise ValueError("Felmarginalen kan inte vara negativ.")
    indata = (utfall, mal, riktning, tolerans, marginal, ar_differens)
    orsak = _gra_orsak(utfall, mal, riktning)
    if orsak is not None:
        return MotMalniva(Signal.GRA, orsak, None, None, None, None, *indata)
    kontrollera_mal(mal, riktning)
    galler = galler_tolerans(mal, tolerans, ar_differens)
    referens = _narmaste(utfall, mal)
    bredd = galler.bredd(referens)
    avvikelse = _avvikelse(utfall, mal, riktning, referens)
    if Malslag(mal.slag) is Malslag.FORANDRING:
        signal, orsak = _forandringssignal(avvikelse, mal, bredd, slack(referens)), None
    else:
        signal, orsak = _nivasignal(avvikelse, bredd, marginal, slack(referens))
    procent = None if lika(referens, 0.0) else avvikelse / abs(referens) * 100
    return MotMalniva(signal, orsak, avvikelse, procent, referens, bredd, *indata)


def _gra_orsak(utfall: float | None, mal: Malniva | None, riktning: Riktning) -> Orsak | None:
    if riktning is Riktning.NEUTRAL:
        return Orsak.VARDERAS_EJ
    if mal is None:
        return Orsak.INGEN_MALNIVA
    if not mal.referenser():
        return Orsak.INGEN_UTGANGSPUNKT
    return Orsak.UTFALL_SAKNAS if utfall is None else None


def _narmaste(utfall: float, mal: Malniva) -> float:
    """The reference: t, u, or the end nearest to the outcome (the lower one on a draw)."""
    return min(mal.referenser(), key=lambda r: abs(utfall - r))


def _avvikelse(utfall: float, mal: Malniva, riktning: Riktning, referens: float) -> float:
    """Deviation with plus for good; exactly 0 where outcome and reference are equal."""
    if Malslag(mal.slag) is Malslag.INTERVALL:
        return 0.0 - avstand(utfall, mal.a, mal.b)
    if lika(utfall, referens):
        return 0.0
    upp_ar_bra = riktning is Riktning.HOG
    if mal.forandring in (Forandring.OKA, Forandring.MINSKA):
        upp_ar_bra = mal.forandring == Forandring.OKA
    return utfall - referens if upp_ar_bra else referens - utfall


def _nivasignal(
    avvikelse: float, bredd: float, marginal: float | None, damm: float
) -> tuple[Signal, Orsak | None]:
    if avvikelse >= 0:
        return Signal.GRON, None
    if marginal and -avvikelse <= marginal + damm:
        return Signal.GUL, Orsak.INOM_FELMARGINAL
    return (Signal.GUL if -avvikelse <= bredd + damm else Signal.ROD), None


def _forandringssignal(avvikelse: float, mal: Malniva, bredd: float, damm: float) -> Signal:
    """oka, minska: the change must exceed w. oforandrad: within w is good, and so is the good side."""
    if mal.forandring == Forandring.OFORANDRAD:
        if -avvikelse <= bredd + damm:
            return Signal.GRON
        return Signal.GUL if -avvikelse <= 2 * bredd + damm else Signal.ROD
    if avvikelse > bredd + damm:
        return Signal.GRON
    return Signal.ROD if -avvikelse > bredd + damm else Signal.GUL
