"""The plan's goals as sheets ready to be drawn: nothing but texts, numbers and keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kkik.models import Kon
from planering.models import Indikator, Kategori, Malplats
from planering.queries import Indikatorgren, Malgren, Plantrad
from styrsnurra.gemensamt.tal import formatera

RIKTNINGAR = {
    Indikator.Riktning.HOG: "Högt är bra",
    Indikator.Riktning.LAG: "Lågt är bra",
    Indikator.Riktning.INTERVALL: "Bra inom ett intervall",
    Indikator.Riktning.NEUTRAL: "Värderas inte",
}


@dataclass(frozen=True, slots=True)
class Indikatorrad:
    """`kolada_id` is empty for an own measure. `skal` and `skalets_grund`: why it has target levels although the rule
    says none. `kunskap`: (question, answer) of what is written; `tomt_kort`: nothing is. `utgang`: (value, year)."""

    pk: int
    namn: str
    kolada_id: str
    om: str
    skal: str
    skalets_grund: str
    tomt_kort: bool
    kunskap: tuple[tuple[str, str], ...]
    brister: tuple[str, ...]
    utgang: tuple[str, int] | None
    nivaer: tuple[tuple[str, tuple[str, ...]], ...]
    agare: str
    ansvarig: str
    far_nivaer: bool


@dataclass(frozen=True, slots=True)
class Malblad:
    """A goal with its indicators, apart from where it stands and from the goals below it. `forst`, `sist`: among
    those that it can be moved past. `oronmarkt`: (what is set aside for it, the year)."""

    pk: int
    titel: str
    niva: str
    vem: str
    ansvarig: str
    beskrivning: str
    horisontellt: bool
    horisonter: tuple[tuple[int, str], ...]
    brister: tuple[str, ...]
    ar: tuple[int, ...]
    rader: tuple[Indikatorrad, ...]
    handlingsplaner: tuple[tuple[int, str], ...]
    malomrade: int
    rubrikniva: int
    forst: bool
    sist: bool
    andrar: bool
    far_andra: bool
    plan: int = 0
    oronmarkt: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Bladgren:
    blad: Malblad
    underordnade: tuple["Bladgren", ...]


def planblad(
    trad: Plantrad,
    *,
    andrar: bool,
    far_andra: bool,
    oronmarkt: Mapping[int, tuple[tuple[str, int], ...]] | None = None,
) -> list[tuple[object, tuple[Bladgren, ...]]]:
    """(målområde, its goals) in the plan's order. `andrar`: the reader may change this plan, `far_andra`: plans.
    `oronmarkt`: by goal the money that is set aside for it."""
    ar = tuple(trad.plan.ar)
    pengar = oronmarkt or {}

    def grenar(syskon: Iterable[Malgren], rubrikniva: int) -> tuple[Bladgren, ...]:
        alla = tuple(syskon)
        return tuple(
            Bladgren(
                replace(
                    _malblad(gren, ar, rubrikniva, nr == 0, nr == len(alla) - 1, andrar, far_andra),
                    plan=trad.plan.pk,
                    oronmarkt=pengar.get(gren.mal.pk, ()),
                ),
                grenar(gren.underordnade, min(rubrikniva + 1, 5)),
            )
            for nr, gren in enumerate(alla)
        )

    return [(omrade.malomrade, grenar(omrade.mal, 3)) for omrade in trad.omraden]


def _malblad(
    gren: Malgren,
    ar: tuple[int, ...],
    rubrikniva: int,
    forst: bool,
    sist: bool,
    andrar: bool,
    far_andra: bool,
) -> Malblad:
    mal = gren.mal
    return Malblad(
        pk=mal.pk,
        titel=mal.titel,
        niva=mal.niva,
        vem="Kommunfullmäktiges mål" if mal.niva == Malplats.KF else mal.enhet.namn,
        ansvarig=mal.ansvarig.namn if mal.ansvarig else "",
        beskrivning=mal.beskrivning,
        horisontellt=mal.horisontellt,
        horisonter=tuple((h.pk, h.titel) for h in gren.horisonter),
        brister=tuple(b.text for b in gren.brister),
        ar=ar,
        rader=tuple(_indikatorrad(i) for i in gren.indikatorer),
        handlingsplaner=tuple((h.pk, h.namn) for h in gren.handlingsplaner),
        malomrade=mal.malomrade_id,
        rubrikniva=rubrikniva,
        forst=forst,
        sist=sist,
        andrar=andrar,
        far_andra=far_andra,
    )


def _indikatorrad(gren: Indikatorgren) -> Indikatorrad:
    i = gren.indikator
    return Indikatorrad(
        pk=i.pk,
        namn=i.namn,
        kolada_id="" if i.egetmatt else i.nyckeltal.kolada_id,
        om=_om(i),
        skal=i.malniva_skal,
        skalets_grund="att den är information" if i.kategori == Kategori.INFORMATION else "liten påverkan",
        tomt_kort=gren.kunskap.tomt,
        kunskap=tuple(par for par in gren.kunskap.svar if par[1]),
        brister=tuple(b.text for b in gren.brister),
        utgang=(formatera(i.utgangsvarde, i.decimaler), i.utgangsar) if i.utgangsar else None,
        nivaer=gren.nivaceller,
        agare=i.agare.namn,
        ansvarig=i.ansvarig.namn if i.ansvarig else "",
        far_nivaer=i.riktning != Indikator.Riktning.NEUTRAL,
    )


def _om(i: Indikator) -> str:
    """What is good, in what unit, of whom, from where, and what sets it apart."""
    delar = [RIKTNINGAR[i.riktning], i.matt.enhet]
    if i.kon != Kon.TOTALT:
        delar.append(i.get_kon_display().lower())
    delar.append("eget mått" if i.egetmatt else i.nyckeltal.kolada_id)
    if not i.raknas:
        delar.append(f"{i.get_kategori_display().lower()}, räknas inte i måluppfyllelsen")
    if not i.far_malniva:
        delar.append("följs utan målnivå")
    return " · ".join(d for d in delar if d)
