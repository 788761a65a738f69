"""From stored rows to what a page or a file shows."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kkik.domain.signaler import Godhet, Signal, Trend
from kkik.models import Nyckeltal
from planering.models import Indikator, Kategori
from styrsnurra.gemensamt.tal import SAKNAS, formatera
from uppfoljning.domain.forbehall import forbehall
from uppfoljning.domain.maluppfyllelse import RESULTATKATEGORIER
from uppfoljning.ljusfalt import XMR
from uppfoljning.orsaker import orsakstext, saknas_text
from uppfoljning.queries import Malgrupp, Rad
from uppfoljning.texter import (
    avstand_text,
    malets_orsak,
    malniva_grans,
    malniva_text,
    med_ar,
    orsak_text,
    rang_text,
    vantat_texter,
    visad_enhet,
)


@dataclass(frozen=True, slots=True)
class Radvy:
    """One indicator's row, in words. `senast`: an older outcome, shown beside a missing one. `skal`: every reason of
    rule 10, `ovriga_skal` those that no light shows. `kalla` is the Rad itself; two rows
    that look the same are equal, whatever they come from."""

    kalla: Rad | None = field(compare=False)
    pk: int
    namn: str
    malets_namn: str
    enhet: str
    decimaler: int
    mal_signal: str
    mal_ord: str
    mal_varfor: str
    malniva: str
    malgrans: Any
    utfall: str
    saknas: str
    senast: str
    preliminar: bool
    avstand: str
    andra_signal: str
    andra_ord: str
    andra_plats: str
    andra_varfor: str
    andra_grupp: str
    trend: str
    godhet: str
    trend_ord: str
    godhet_ord: str
    trend_varfor: str
    vantat: tuple[tuple[int, str, str], ...]
    forbehall: tuple[str, ...]
    kommentar: str
    kommenterad: str
    ansvarig: str
    skal: tuple[str, ...]
    ovriga_skal: tuple[str, ...]
    serie: tuple[float | None, ...]
    avviker: bool
    raknas: bool
    kategori: str
    malniva_skal: str


def radvy(rad: Rad, ar: int, idag: date) -> Radvy:
    """The row of one indicator. What is not computed yet is shown as what cannot be judged, and says so."""
    i, b = rad.indikator, rad.bedomning
    enhet = visad_enhet(i.matt.enhet)
    grund = {
        "kalla": rad,
        "pk": i.pk,
        "namn": i.namn,
        "malets_namn": rad.mal.titel,
        "enhet": enhet,
        "decimaler": i.decimaler,
        "kommentar": rad.kommentar.text if rad.kommentar else "",
        "kommenterad": rad.kommentar.skriven_av if rad.kommentar else "",
        "ansvarig": ansvarig_text(rad),
        "serie": rad.serie,
        "raknas": i.kategori in RESULTATKATEGORIER,
        "kategori": Kategori(i.kategori).label,
        "malniva_skal": i.malniva_skal,
    }
    if b is None:
        return Radvy(**grund, **_OBERAKNAD)
    mal = b.mal_indata["mal"]
    return Radvy(
        **grund,
        mal_signal=b.mal_signal,
        mal_ord=Signal(b.mal_signal).etikett_mal,
        mal_varfor=malets_orsak(b, rad.mal.malomrade.plan, idag),
        malniva=malniva_text(mal, enhet),
        malgrans=malniva_grans(mal),
        utfall=formatera(b.utfall, i.decimaler, enhet),
        saknas=saknas_text(b.saknas_orsak, b.vantas, idag),
        senast=_senast(b.senast_utfall, b.senast_ar, i.decimaler, enhet),
        preliminar=b.utfall is not None and ar_preliminar(i.nyckeltal, ar, idag),
        avstand=avstand_text(b.mal_signal, b.avvikelse, mal, i.riktning, enhet, i.decimaler),
        andra_signal=b.andra_signal,
        andra_ord=Signal(b.andra_signal).etikett_andra,
        andra_plats=rang_text(b.andra_rang, b.andra_n) if b.andra_signal != Signal.GRA else "",
        andra_varfor="ofullständigt år"
        if b.ofullstandigt
        else orsak_text(b.andra_orsak, b.saknas_orsak, b.vantas, idag),
        andra_grupp=b.andra_grupp,
        trend=b.trend or "gra",
        godhet=b.godhet,
        trend_ord=Trend(b.trend).etikett if b.trend else Signal.GRA.etikett,
        godhet_ord=_godhet(b.godhet),
        trend_varfor=_trend_varfor(b, i, idag),
        vantat=tuple(vantat_texter(b.vantat, b.ar, i.decimaler, enhet)),
        forbehall=tuple(forbehall_om(b)),
        skal=tuple(b.skal),
        ovriga_skal=_ovriga_skal(b),
        avviker=b.avviker,
    )


_OBERAKNAD: dict[str, Any] = {
    "mal_signal": "gra",
    "mal_ord": Signal.GRA.etikett,
    "mal_varfor": "inte beräknad än",
    "malniva": SAKNAS,
    "malgrans": None,
    "utfall": SAKNAS,
    "saknas": "inte beräknad än",
    "senast": "",
    "preliminar": False,
    "avstand": "",
    "andra_signal": "gra",
    "andra_ord": Signal.GRA.etikett,
    "andra_plats": "",
    "andra_varfor": "inte beräknad än",
    "andra_grupp": "",
    "trend": "gra",
    "godhet": "",
    "trend_ord": Signal.GRA.etikett,
    "godhet_ord": "",
    "trend_varfor": "inte beräknad än",
    "vantat": (),
    "forbehall": (),
    "skal": (),
    "ovriga_skal": (),
    "avviker": False,
}


def ansvarig_text(rad: Rad) -> str:
    """The enhet, and the person when there is one."""
    i = rad.indikator
    return f"{i.agare.namn}, {i.ansvarig.namn}" if i.ansvarig is not None else i.agare.namn


def ar_preliminar(nyckeltal: Nyckeltal | None, ar: int, idag: date) -> bool:
    """Kolada has no flag: the year of publication is preliminary between the two dates (rule 11)."""
    if nyckeltal is None:
        return False
    prel, slutlig = nyckeltal.preliminar_publicering, nyckeltal.publicering
    return (
        nyckeltal.publiceringsar == ar
        and prel is not None
        and prel <= idag
        and (slutlig is None or idag < slutlig)
    )


def _senast(varde: float | None, ar: int | None, decimaler: int, enhet: str) -> str:
    return "" if varde is None else f"senast kända {med_ar(formatera(varde, decimaler, enhet), ar, enhet)}"


def _godhet(godhet: str) -> str:
    return Godhet(godhet).etikett if godhet in (Godhet.FORBATTRAS, Godhet.FORSAMRAS) else ""


def _ovriga_skal(b: Any) -> tuple[str, ...]:
    """The reasons that no light of its own shows."""
    vag = ("Inte på väg mot målet",) if b.vag_signal == Signal.ROD and b.mal_signal != Signal.ROD else ()
    return vag + (("Större könsskillnad än i de flesta kommuner",) if b.kon_avviker else ())


def _trend_varfor(b: Any, i: Indikator, idag: date) -> str:
    """Why there is no arrow; of an arrow that says little or that is not about years, that."""
    if b.trend_regel == XMR:
        return (
            "månad för månad" if i.egetmatt.frekvens == i.egetmatt.Frekvens.MANAD else "tertial för tertial"
        )
    if b.trend:
        return "som i de flesta kommuner" if b.alla_ror_sig else ""
    if b.ofullstandigt:
        return "ofullständigt år"
    return saknas_text(b.saknas_orsak, b.vantas, idag) if b.saknas_orsak else orsakstext(b.trend_orsak)


def forbehall_om(b: Any) -> list[str]:
    """What should be borne in mind before anything is made of a row's lights."""
    return forbehall(
        andra=b.andra_signal, fargbyte=b.fargbyte, godhet=b.godhet, vana=b.vana, alla_ror_sig=b.alla_ror_sig
    )


@dataclass(frozen=True, slots=True)
class Gruppvy:
    """A goal's header row and its indicators' rows. `forslag` is said only where a person has set another face."""

    grupp: Malgrupp
    signal: str
    ord: str
    sammansattning: str
    ovriga: int
    forslag: str
    rader: tuple[Radvy, ...]


def gruppvy(grupp: Malgrupp, rader: tuple[Radvy, ...]) -> Gruppvy:
    forslag = grupp.forslag
    return Gruppvy(
        grupp=grupp,
        signal=str(grupp.signal),
        ord=grupp.signal.etikett_maluppfyllelse,
        sammansattning=forslag.sammansattning,
        ovriga=forslag.ovriga,
        forslag=forslag.signal.etikett_maluppfyllelse if grupp.satt is not None else "",
        rader=rader,
    )
