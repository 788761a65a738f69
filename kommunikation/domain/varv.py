"""How far this year's turn of the wheel has come: planning, follow-up and analysis, actions."""

from dataclasses import dataclass
from enum import StrEnum


class Varvdel(StrEnum):
    """The wheel's three parts, in order."""

    PLANERING = "planering"
    UPPFOLJNING = "uppfoljning"
    ATGARDER = "atgarder"


@dataclass(frozen=True, slots=True)
class Varvlage:
    """What is known of the turn. `utfall`: indicators with an outcome for the year. `okommenterade`: deviations that
    nobody has commented. `utan_handlingsplan`: goals that have deviations but no action plan. `oppna`: activities
    that are neither done nor dropped, `sena` those of them that should be done by now. `vantar_beslut`: papers that
    have been handed in and not decided on."""

    har_plan: bool
    beslutad: bool
    utfall: int
    avvikelser: int
    okommenterade: int
    utan_handlingsplan: int
    oppna: int
    sena: int
    vantar_beslut: int = 0


@dataclass(frozen=True, slots=True)
class Varv:
    """`nu` is the part at work, None when the turn is done. `rader`: each part's state, in words."""

    nu: Varvdel | None
    klara: tuple[Varvdel, ...]
    rader: tuple[str, ...]

    @property
    def text(self) -> str:
        """The word in the middle of the wheel."""
        return "Klart" if self.nu is None else _KORT[self.nu]

    @property
    def nu_namn(self) -> str:
        """The part at work by its whole name; "" when the turn is done."""
        return "" if self.nu is None else _NAMN[self.nu]


_NAMN = {
    Varvdel.PLANERING: "Planering",
    Varvdel.UPPFOLJNING: "Uppföljning och analys",
    Varvdel.ATGARDER: "Åtgärder",
}
_KORT = {Varvdel.PLANERING: "Planering", Varvdel.UPPFOLJNING: "Analys", Varvdel.ATGARDER: "Åtgärder"}


def varv(lage: Varvlage) -> Varv:
    """Planning is done when the plan is decided; follow-up when there are outcomes and every deviation has been
    commented; actions when every goal with deviations has an action plan, no activity remains and no paper waits."""
    klart = {
        Varvdel.PLANERING: lage.beslutad,
        Varvdel.UPPFOLJNING: lage.beslutad and lage.utfall > 0 and lage.okommenterade == 0,
    }
    kvar = lage.utan_handlingsplan or lage.oppna or lage.vantar_beslut
    klart[Varvdel.ATGARDER] = klart[Varvdel.UPPFOLJNING] and not kvar
    nu = next((d for d in Varvdel if not klart[d]), None)
    return Varv(
        nu=nu,
        klara=tuple(d for d in Varvdel if klart[d]),
        rader=(_planering(lage), _uppfoljning(lage), _atgarder(lage)),
    )


def _planering(lage: Varvlage) -> str:
    if not lage.har_plan:
        return "Planering: ingen plan än"
    return "Planering: planen är beslutad" if lage.beslutad else "Planering: planen är ett utkast"


def _uppfoljning(lage: Varvlage) -> str:
    if not lage.utfall:
        return "Uppföljning och analys: inga utfall än"
    if not lage.avvikelser:
        return "Uppföljning och analys: inget avviker"
    if not lage.okommenterade:
        return "Uppföljning och analys: alla avvikelser är kommenterade"
    return f"Uppföljning och analys: {lage.okommenterade} av {lage.avvikelser} avvikelser saknar kommentar"


def _atgarder(lage: Varvlage) -> str:
    """ "Åtgärder: 6 aktiviteter kvar, 2 försenade, 1 ärende väntar på beslut"."""
    delar = []
    if lage.oppna:
        delar.append(f"{lage.oppna} {'aktivitet' if lage.oppna == 1 else 'aktiviteter'} kvar")
        if lage.sena:
            delar.append(f"{lage.sena} {'försenad' if lage.sena == 1 else 'försenade'}")
    if lage.vantar_beslut:
        arenden = "ärende" if lage.vantar_beslut == 1 else "ärenden"
        delar.append(f"{lage.vantar_beslut} {arenden} väntar på beslut")
    return f"Åtgärder: {', '.join(delar) or 'inga pågående aktiviteter'}"
