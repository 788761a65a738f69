"""What rule 5 takes and hands out: the target, the words, the reasons, and the forecast with its inputs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from kkik.domain.likhet import kontrollera_intervall, slack, tal
from kkik.domain.signaler import Riktning


class Ambition(StrEnum):
    """The word for p."""

    TROLIGT = "troligt"
    UTMANANDE = "utmanande"
    MYCKET_AMBITIOST = "mycket_ambitiost"
    UTAN_MOTSTYCKE = "utan_motstycke"

    @property
    def etikett(self) -> str:
        return _AMBITION[self]


class Prognosorsak(StrEnum):
    """Why there is no p."""

    VARDERAS_EJ = "varderas_ej"
    INGEN_MALNIVA = "ingen_malniva"
    INGEN_UTGANGSPUNKT = "ingen_utgangspunkt"
    UTFALL_SAKNAS = "utfall_saknas"
    EJ_MATT = "ej_matt"
    MALAR_PASSERAT = "malar_passerat"
    MALAR_FOR_LANGT_FRAM = "malar_for_langt_fram"
    DEFINITIONSBROTT = "definitionsbrott"
    FOR_FA_FALL = "for_fa_fall"

    @property
    def etikett(self) -> str:
        return _ORSAK[self]


_AMBITION = {
    Ambition.TROLIGT: "nås troligen utan ny kraft",
    Ambition.UTMANANDE: "utmanande men prövat",
    Ambition.MYCKET_AMBITIOST: "mycket ambitiöst",
    Ambition.UTAN_MOTSTYCKE: "nästan utan motstycke",
}
_ORSAK = {
    Prognosorsak.VARDERAS_EJ: "måttet värderas inte",
    Prognosorsak.INGEN_MALNIVA: "ingen målnivå för året",
    Prognosorsak.INGEN_UTGANGSPUNKT: "utgångspunkt saknas",
    Prognosorsak.UTFALL_SAKNAS: "utfall saknas",
    Prognosorsak.EJ_MATT: "inte mätt på nytt detta år",
    Prognosorsak.MALAR_PASSERAT: "målåret ligger inte efter det senaste mätta året",
    Prognosorsak.MALAR_FOR_LANGT_FRAM: "målåret ligger mer än fyra år efter det senaste mätta året",
    Prognosorsak.DEFINITIONSBROTT: "måttet betyder något annat målåret",
    Prognosorsak.FOR_FA_FALL: "för få kommuner har varit i ett liknande läge",
}


@dataclass(frozen=True, slots=True)
class Prognosmal:
    """A target, in the measure's unit, shaped as rule 1's. Raises ValueError (Swedish) when a part is missing.

    niva: `varde` t. intervall: `a` ≤ `b`. forandring: "oka", "minska" or "oforandrad" against `utgangsvarde` u
    (None: no forecast), with the tolerance `bredd` w ≥ 0 in the unit.
    """

    slag: str
    varde: float | None = None
    a: float | None = None
    b: float | None = None
    forandring: str | None = None
    utgangsvarde: float | None = None
    bredd: float = 0.0

    def __post_init__(self) -> None:
        match str(self.slag):
            case "niva":
                if tal(self.varde) is None:
                    raise ValueError("Målnivån saknar värde.")
            case "intervall":
                if tal(self.a) is None or tal(self.b) is None:
                    raise ValueError("Ett intervall behöver två ändar.")
                kontrollera_intervall(self.a, self.b)
            case "forandring":
                if str(self.forandring) not in ("oka", "minska", "oforandrad"):
                    raise ValueError("En förändring är öka, minska eller vara oförändrad.")
                tal(self.utgangsvarde)
            case _:
                raise ValueError("En målnivå är en nivå, ett intervall eller en förändring.")
        if not 0 <= self.bredd < float("inf"):
            raise ValueError("Toleransen kan inte vara negativ.")


@dataclass(frozen=True, slots=True)
class Krav:
    """Where the outcome must end for the target to be reached (rule 1's green): None = no bound on that side.

    strikt: past the bound, not on it (oka and minska, which must change by more than the tolerance).
    """

    undre: float | None
    ovre: float | None
    strikt: bool
    referenser: tuple[float, ...]

    def uppfyller(self, slut: Any) -> Any:
        """bool, shape of `slut`: which outcomes (float64 array, or a number) reach the target."""
        forst, sist = slack(self.referenser[0]), slack(self.referenser[-1])
        ut = slut == slut
        if self.undre is not None:
            ut = ut & (slut > self.undre + forst if self.strikt else slut >= self.undre - forst)
        if self.ovre is not None:
            ut = ut & (slut < self.ovre - sist if self.strikt else slut <= self.ovre + sist)
        return ut


def krav_av(mal: Prognosmal, riktning: Riktning | str) -> Krav:
    """The bounds of a target. Raises ValueError (Swedish) for neutral, for a change without baseline, and where
    target and riktning do not go together."""
    riktning = Riktning(riktning)
    if riktning is Riktning.NEUTRAL:
        raise ValueError("Måttet värderas inte.")
    if (riktning is Riktning.INTERVALL) != (str(mal.slag) == "intervall"):
        raise ValueError("Riktningen intervall och en målnivå som är ett intervall hör ihop.")
    if str(mal.slag) == "intervall":
        return Krav(float(mal.a), float(mal.b), False, (float(mal.a), float(mal.b)))
    if str(mal.slag) == "niva":
        grans, uppat, strikt, referens = float(mal.varde), riktning is Riktning.HOG, False, float(mal.varde)
    else:
        if tal(mal.utgangsvarde) is None:
            raise ValueError("Utgångsvärdet saknas.")
        referens, strikt = float(mal.utgangsvarde), str(mal.forandring) != "oforandrad"
        uppat = str(mal.forandring) == "oka" if strikt else riktning is Riktning.HOG
        # oka ends above u + w, minska below u − w; oforandrad may lose w to the bad side.
        grans = referens + (mal.bredd if strikt == uppat else -mal.bredd)
    return Krav(grans if uppat else None, None if uppat else grans, strikt, (referens,))


@dataclass(frozen=True, slots=True)
class Vantat:
    """The likely outcome `horisont` years on if we change as the class has: its 10th, 50th and 90th percentile.

    None with fewer than 50 cases (`antal`), or across a definition break. In the unit; shares kept within 0–100.
    """

    horisont: int
    ar: int
    antal: int
    p10: float | None
    p50: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Malprognos:
    """Rule 5 for one municipality and one target. `p` None always comes with an `orsak`.

    p: (nadde + ½) / (antal + 1). antal: cases (municipality, start year) in the reference class, at most 150, from
    `antal_kommuner` municipalities; nadde: those whose change would have taken us to the target. ord: word for p.
    p10, p50, p90: likely outcome in the target year (given without a target too). trend: the same at 2 and 3 years.
    horisont: target year − start year, None without a start. start_ar, varde: the newest measured year and v.
    krav: where the outcome must end. forandringar: the class's changes, ascending.
    The rest are the inputs; `trendunderlag`: (horizon, its class's changes).
    """

    p: float | None
    antal: int
    nadde: int | None
    p10: float | None
    p50: float | None
    p90: float | None
    ord: Ambition | None
    orsak: Prognosorsak | None
    horisont: int | None
    krav: Krav | None
    trend: tuple[Vantat, ...]
    start_ar: int | None
    varde: float | None
    malar: int
    mal: Prognosmal | None
    riktning: Riktning
    andel: bool
    antal_kommuner: int
    forandringar: tuple[float, ...]
    trendunderlag: tuple[tuple[int, tuple[float, ...]], ...]
    hinder: Prognosorsak | None

    @property
    def kravd_andring(self) -> float | None:
        """r: what the outcome must change by, with its sign. For an interval the smallest such change, 0 inside.
        None without a start or a target."""
        if self.krav is None or self.varde is None:
            return None
        undre, ovre = self.krav.undre, self.krav.ovre
        if undre is not None and (ovre is None or self.varde < undre):
            return undre - self.varde
        if ovre is not None and (undre is None or self.varde > ovre):
            return ovre - self.varde
        return 0.0

    def indata(self) -> dict[str, Any]:
        """What the forecast was computed from, as plain JSON."""
        return {
            "start_ar": self.start_ar,
            "varde": self.varde,
            "malar": self.malar,
            "mal": None if self.mal is None else asdict(self.mal),
            "riktning": str(self.riktning),
            "andel": self.andel,
            "antal_kommuner": self.antal_kommuner,
            "forandringar": list(self.forandringar),
            "trendunderlag": [[h, list(f)] for h, f in self.trendunderlag],
            "hinder": None if self.hinder is None else str(self.hinder),
        }

    @staticmethod
    def fran_indata(indata: Mapping[str, Any]) -> "Malprognos":
        """The same forecast again, from what `indata` gave."""
        from kkik.domain.prognos import prognos_av_underlag  # here: the calculation needs these types first

        mal = indata["mal"]
        return prognos_av_underlag(**{**indata, "mal": None if mal is None else Prognosmal(**mal)})
