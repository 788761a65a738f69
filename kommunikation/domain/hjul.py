"""How far each step of the wheel has come this turn, as far as what is stored can tell, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kommunikation.domain.varv import Varv, Varvdel, Varvlage
from verktyg.domain.instrument import Del, Steg


class Steglage(StrEnum):
    """All but `kvar`, a step that has not begun, are told by data. `med-brister`: the plan was
    decided although the step was not done."""

    KLART = "klart"
    BRISTER = "med-brister"
    PAGAR = "pagar"
    KVAR = "kvar"

    @property
    def etikett(self) -> str:
        return _LAGEN[self]


_LAGEN = {
    Steglage.KLART: "Klart",
    Steglage.BRISTER: "Beslutad, brister kvar",
    Steglage.PAGAR: "Pågår",
    Steglage.KVAR: "Återstår",
}


@dataclass(frozen=True, slots=True)
class Planlage:
    """A plan, counted. `beslut`: paragraph and date, empty while it is not decided.

    `namnder`: nämnder and companies that exist today; `beskrivna` of them have a description of their own with
    something written, `med_ram` have a frame in one of the plan's years. `utan_indikator`: goals that no indicator
    measures. `utan_malniva`: indicators that should have target levels and lack them for some year.
    `handlingsplaner`: those of the plan's goals, and those of no goal.
    """

    namn: str
    beslut: str
    namnder: int
    beskrivna: int
    med_ram: int
    mal: int
    utan_indikator: int
    indikatorer: int
    utan_malniva: int
    utan_ansvarig: int
    handlingsplaner: int

    @property
    def malbrister(self) -> tuple[str, ...]:
        """What the goals lack before they hold together, in words."""
        par = (
            (self.utan_indikator, f"{self.utan_indikator} mål saknar indikator"),
            (self.utan_malniva, f"{_indikatorer(self.utan_malniva)} saknar målnivå"),
            (self.utan_ansvarig, f"{_indikatorer(self.utan_ansvarig)} saknar ansvarig"),
        )
        return tuple(text for antal, text in par if antal)


@dataclass(frozen=True, slots=True)
class Arslage:
    """The year that is followed up. `ar` None: nothing has been computed. `mal_avviker`: goals with deviations."""

    ar: int | None
    indikatorer: int
    mal_avviker: int


@dataclass(frozen=True, slots=True)
class Atgardslage:
    """The proposals of this turn, counted: laid forward, and neither rejected nor done. `vantar`: in a paper that has
    been handed in; `beslutade`: carried, and being carried out or about to."""

    forslag: int = 0
    beskrivna: int = 0
    prioriterade: int = 0
    vantar: int = 0
    beslutade: int = 0


@dataclass(frozen=True, slots=True)
class Stegfakta:
    lage: Steglage
    rader: tuple[str, ...] = ()


# The parts of the small wheel on the start page, and those of the guide.
VARVDEL = {
    Del.PLANERING: Varvdel.PLANERING,
    Del.UPPFOLJNING: Varvdel.UPPFOLJNING,
    Del.ATGARDER: Varvdel.ATGARDER,
}


INGA_FORSLAG = Atgardslage()


def stegfakta(
    plan: Planlage | None,
    ar: Arslage,
    lage: Varvlage,
    varv: Varv,
    checklistor: Mapping[Steg, tuple[int, int]],
    atgarder: Atgardslage = INGA_FORSLAG,
) -> dict[Steg, Stegfakta]:
    """Every step. `checklistor`: step → (answered, questions); it alone tells of a step that no data does, and of
    those about proposals while there are none.

    A step is done when what it says itself is done, and its checklist, if it has been begun, is answered. One that
    says nothing is done with its part. A step of the plan that is not done when the plan is decided will not be in
    this turn: it has shortcomings left. Not so action plans, which live on after the decision.
    """
    ut = {}
    for steg in Steg:
        egna = _MED_DATA.get(steg)
        if steg in _MED_FORSLAG and atgarder.forslag:
            fakta = _MED_FORSLAG[steg](atgarder)
        else:
            fakta = egna(plan, ar, lage) if egna else _av_checklistan(*checklistor.get(steg, (0, 0)))
        ut[steg] = _med_brister(steg, fakta, varv, *checklistor.get(steg, (0, 0)))
    return ut


def dellage(del_: Del, varv: Varv, fakta: Mapping[Steg, Stegfakta]) -> Steglage:
    """A part is done when the turn has passed it and all its steps are done; action plans, which live on, excepted."""
    delen = VARVDEL[del_]
    if delen not in varv.klara:
        return Steglage.PAGAR if delen == varv.nu else Steglage.KVAR
    stegen = [s for s in Steg if s.del_ is del_ and s not in (Steg.HANDLINGSPLAN, Steg.ANALYSGRUPP)]
    if all(fakta[s].lage is Steglage.KLART for s in stegen):
        return Steglage.KLART
    return Steglage.BRISTER if delen is Varvdel.PLANERING else Steglage.PAGAR


def _med_brister(steg: Steg, fakta: Stegfakta, varv: Varv, besvarade: int, fragor: int) -> Stegfakta:
    if fakta.lage is Steglage.KLART and 0 < besvarade < fragor:
        fakta = Stegfakta(Steglage.PAGAR, fakta.rader)
    delen = VARVDEL.get(steg.del_)
    if delen not in varv.klara or steg == Steg.HANDLINGSPLAN or fakta.lage is Steglage.KLART:
        return fakta
    if not (fakta.rader or besvarade):
        return Stegfakta(Steglage.KLART)
    return Stegfakta(Steglage.BRISTER, fakta.rader) if delen is Varvdel.PLANERING else fakta


def _av_checklistan(besvarade: int, fragor: int) -> Stegfakta:
    return Stegfakta(_andel(besvarade, fragor))


def _andel(gjort: int, av: int) -> Steglage:
    if gjort <= 0:
        return Steglage.KVAR
    return Steglage.KLART if gjort >= av else Steglage.PAGAR


def _uppdrag(plan: Planlage | None, ar: Arslage, lage: Varvlage) -> Stegfakta:
    if plan is None:
        return Stegfakta(Steglage.KVAR, ("Ingen plan än",))
    text = f"Beskrivet för {plan.beskrivna} av {plan.namnder} nämnder och bolag"
    return Stegfakta(_andel(plan.beskrivna, plan.namnder), (text,))


def _mal(plan: Planlage | None, ar: Arslage, lage: Varvlage) -> Stegfakta:
    if plan is None or not plan.mal:
        return Stegfakta(Steglage.KVAR, ("Inga mål än",))
    antal = f"{plan.mal} mål och {_indikatorer(plan.indikatorer)}"
    beslut = f"Beslutad {plan.beslut}" if plan.beslut else "Planen är inte beslutad"
    klart = plan.beslut and not plan.malbrister
    return Stegfakta(Steglage.KLART if klart else Steglage.PAGAR, (antal, *plan.malbrister, beslut))


def _resurser(plan: Planlage | None, ar: Arslage, lage: Varvlage) -> Stegfakta:
    if plan is None:
        return Stegfakta(Steglage.KVAR)
    text = f"Ramar för {plan.med_ram} av {plan.namnder} nämnder och bolag"
    return Stegfakta(_andel(plan.med_ram, plan.namnder), (text,))


def _handlingsplaner(plan: Planlage | None, ar: Arslage, lage: Varvlage) -> Stegfakta:
    if plan is None or not plan.handlingsplaner:
        return Stegfakta(Steglage.KVAR, ("Inga handlingsplaner än",))
    rader = [f"{plan.handlingsplaner} {'handlingsplan' if plan.handlingsplaner == 1 else 'handlingsplaner'}"]
    if lage.oppna:
        rader.append(f"{_aktiviteter(lage.oppna)} kvar{f', {_sena(lage.sena)}' if lage.sena else ''}")
    return Stegfakta(Steglage.PAGAR if lage.oppna else Steglage.KLART, tuple(rader))


def _samla(plan: Planlage | None, ar: Arslage, lage: Varvlage) -> Stegfakta:
    if ar.ar is None or not lage.utfall:
        return Stegfakta(Steglage.KVAR, ("Inga utfall än",))
    text = f"Utfall {ar.ar} för {lage.utfall} av {_indikatorer(ar.indikatorer)}"
    return Stegfakta(_andel(lage.utfall, ar.indikatorer), (text,))


def _fokusera(plan: Planlage | None, ar: Arslage, lage: Varvlage) -> Stegfakta:
    if not lage.utfall:
        return Stegfakta(Steglage.KVAR)
    if not lage.avvikelser:
        return Stegfakta(Steglage.KLART, ("Inget avviker",))
    return Stegfakta(Steglage.KLART, (f"{lage.avvikelser} av {_indikatorer(ar.indikatorer)} avviker",))


def _orsaker(plan: Planlage | None, ar: Arslage, lage: Varvlage) -> Stegfakta:
    if not lage.avvikelser:
        return Stegfakta(Steglage.KLART if lage.utfall else Steglage.KVAR)
    kommenterade = lage.avvikelser - lage.okommenterade
    text = f"{kommenterade} av {lage.avvikelser} avvikelser kommenterade"
    return Stegfakta(_andel(kommenterade, lage.avvikelser), (text,))


def _besluta(plan: Planlage | None, ar: Arslage, lage: Varvlage) -> Stegfakta:
    if not ar.mal_avviker:
        return Stegfakta(Steglage.KVAR)
    har = ar.mal_avviker - lage.utan_handlingsplan
    return Stegfakta(
        _andel(har, ar.mal_avviker), (f"{har} av {ar.mal_avviker} mål med avvikelser har en handlingsplan",)
    )


def _konsekvenser(a: Atgardslage) -> Stegfakta:
    return Stegfakta(_andel(a.beskrivna, a.forslag), (f"{a.beskrivna} av {a.forslag} förslag är beskrivna",))


def _prioritera(a: Atgardslage) -> Stegfakta:
    text = f"{a.prioriterade} av {a.forslag} förslag är prioriterade"
    return Stegfakta(_andel(a.prioriterade, a.forslag), (text,))


def _besluta_forslag(a: Atgardslage) -> Stegfakta:
    rader = [f"{a.beslutade} av {a.forslag} förslag är beslutade"]
    if a.vantar:
        rader.append(f"{a.vantar} väntar på beslut")
    lage = _andel(a.beslutade, a.forslag)
    return Stegfakta(Steglage.PAGAR if lage is Steglage.KVAR and a.vantar else lage, tuple(rader))


_MED_FORSLAG = {
    Steg.KONSEKVENSER: _konsekvenser,
    Steg.PRIORITERA: _prioritera,
    Steg.BESLUTA: _besluta_forslag,
}
_MED_DATA = {
    Steg.BESKRIV_UPPDRAG: _uppdrag,
    Steg.SATTA_MAL: _mal,
    Steg.RESURSFORDELNING: _resurser,
    Steg.HANDLINGSPLAN: _handlingsplaner,
    Steg.SAMLA_INFORMATION: _samla,
    Steg.FOKUSERA: _fokusera,
    Steg.SOK_ORSAKER: _orsaker,
    Steg.BESLUTA: _besluta,
}


def _indikatorer(antal: int) -> str:
    return f"{antal} {'indikator' if antal == 1 else 'indikatorer'}"


def _aktiviteter(antal: int) -> str:
    return f"{antal} {'aktivitet' if antal == 1 else 'aktiviteter'}"


def _sena(antal: int) -> str:
    return f"{antal} {'försenad' if antal == 1 else 'försenade'}"
