"""One municipality in one nyckeltal, year and gender, against others: rules 3, 4 and 6 on what is stored."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from kkik.domain.brus import klasser_for
from kkik.domain.jamforelse import MotAndra, mot_andra
from kkik.domain.kon import KonResultat, kon_for
from kkik.domain.matris import Matris, ofullstandiga_ar, senaste_ar
from kkik.domain.saknas import Saknas, saknas_orsak
from kkik.domain.signaler import Riktning
from kkik.domain.trend import trend_alla, trend_avstand, trend_ur
from kkik.domain.trendtyper import TrendResultat
from kkik.models import Nyckeltal, Varde
from kkik.queries.grupper import ALLA, Jamforelsegrupp, alla_kommuner, grupp
from kkik.queries.matriser import befolkningsmatris, matris, matriser_per_kon

KLASSENS_AR = 15  # how far back a municipality's population is looked for


@dataclass(frozen=True, slots=True, eq=False)
class Jamforelse:
    """What is known of `kommun` in `ar`. `matriser` has the genders that were read; `varde` None comes with `saknas`.

    `senaste` is the nyckeltal's newest year (None without values), `tunna` later years with too few values.
    """

    kommun: int
    ar: int
    kon: str
    varde: float | None
    saknas: Saknas | None
    riktning: Riktning
    intervall: tuple[float, float] | None
    grupp: Jamforelsegrupp
    mot_andra: MotAndra
    trend: TrendResultat
    kon_gap: KonResultat
    senaste: int | None
    tunna: tuple[int, ...]
    matriser: dict[str, Matris]

    @property
    def matris(self) -> Matris:
        return self.matriser[self.kon]

    def gruppkolumner(self) -> np.ndarray:
        """bool [K]: the others in the group, the own municipality left out."""
        return andra_i(self.matris, self.grupp, self.kommun)


@dataclass(frozen=True, slots=True)
class Placering:
    """Where `kommun` stands among the others of `grupp` in the nyckeltal's newest year `ar`."""

    grupp: Jamforelsegrupp
    ar: int
    mot_andra: MotAndra


def placering(
    nyckeltal: Nyckeltal,
    kommun: int,
    *,
    kon: str = "T",
    riktning: Riktning | str = Riktning.NEUTRAL,
    intervall: tuple[float, float] | None = None,
    gruppkod: str = "alla",
) -> Placering | None:
    """Rule 3 alone, without trend and gap. None when the nyckeltal has no values.

    Raises GruppSaknas, and ValueError for intervall without a ≤ b. At most three queries.
    """
    landet = matris(nyckeltal.pk, kon)
    ar = senaste_ar(landet)
    if ar is None:
        return None
    valda = (
        alla_kommuner(landet.kommuner.tolist()) if gruppkod == ALLA else grupp(gruppkod, kommun, nyckeltal)
    )
    egen = landet.varde(ar, kommun) if landet.kolumn(kommun) is not None else None
    andra = landet.varden_for(ar)[andra_i(landet, valda, kommun)]
    return Placering(valda, ar, mot_andra(egen, andra, riktning, intervall))


def jamfor(
    nyckeltal: Nyckeltal,
    kommun: int,
    *,
    idag: date,
    ar: int | None = None,
    kon: str = "T",
    riktning: Riktning = Riktning.NEUTRAL,
    intervall: tuple[float, float] | None = None,
    gruppkod: str = "alla",
) -> Jamforelse | None:
    """The comparison; `ar` None = the nyckeltal's newest year, and then None when it has no values at all.

    kommun: a municipality (type K) that exists. Raises GruppSaknas, and ValueError for intervall without a ≤ b.
    At most five queries.
    """
    matriser = matriser_per_kon(nyckeltal.pk, {kon, "K", "M"})  # Kolada's own word on gender is a hint only
    egen = matriser[kon]
    senaste = senaste_ar(egen)
    if ar is None and (ar := senaste) is None:
        return None
    valda = alla_kommuner(egen.kommuner.tolist()) if gruppkod == ALLA else grupp(gruppkod, kommun, nyckeltal)
    klasser = klasser_for(egen.kommuner, befolkningsmatris(ar - KLASSENS_AR, ar), ar)
    tabell = trend_alla(egen, ar, klasser)
    avstand = trend_avstand(egen, ar, intervall, klasser) if intervall is not None else None
    varden = egen.varden_for(ar)
    varde = egen.varde(ar, kommun)
    return Jamforelse(
        kommun=kommun,
        ar=ar,
        kon=kon,
        varde=varde,
        saknas=None if varde is not None else orsak_till_saknat(nyckeltal, egen, kommun, ar, kon, idag),
        riktning=riktning,
        intervall=intervall,
        grupp=valda,
        mot_andra=mot_andra(varde, varden[andra_i(egen, valda, kommun)], riktning, intervall),
        trend=trend_ur(tabell, kommun, riktning, intervall, avstand),
        kon_gap=_kon_gap(matriser, egen, kommun, ar),
        senaste=senaste,
        tunna=tuple(ofullstandiga_ar(egen)),
        matriser=matriser,
    )


def andra_i(landet: Matris, gruppen: Jamforelsegrupp, kommun: int) -> np.ndarray:
    """bool [K]: members of the group other than `kommun`."""
    return np.isin(landet.kommuner, np.array(sorted(gruppen.medlemmar - {kommun}), dtype=np.int16))


def orsak_till_saknat(
    nyckeltal: Nyckeltal, landet: Matris, kommun: int, ar: int, kon: str, idag: date
) -> Saknas:
    """Why the value is missing. One query: whether Kolada has taken it away."""
    borttagen = Varde.objects.filter(
        nyckeltal=nyckeltal.pk, kommun=kommun, ar=ar, kon=kon, borttagen=True
    ).exists()
    return saknas_orsak(
        ar,
        idag=idag,
        publiceringsar=nyckeltal.publiceringsar,
        preliminar_publicering=nyckeltal.preliminar_publicering,
        publicering=nyckeltal.publicering,
        nagon_har_varde=bool((~np.isnan(landet.varden_for(ar))).any()),
        borttagen=borttagen,
    )


def _kon_gap(matriser: dict[str, Matris], egen: Matris, kommun: int, ar: int) -> KonResultat:
    tom = np.full(egen.kommuner.size, np.nan)
    kvinnor, man = (matriser[k].varden_for(ar) if k in matriser else tom for k in ("K", "M"))
    kolumn = egen.kolumn(kommun)
    if kolumn is None:
        raise KeyError(kommun)
    return kon_for(kvinnor, man, kolumn)
