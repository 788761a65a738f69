"""What should be borne in mind before anything is made of a light: said beside the reasons, never counted."""

from kkik.domain.likhet import slack
from kkik.domain.signaler import Godhet, Signal, Vana
from kkik.domain.stabilitet import OSTADIG
from kkik.domain.vana import vana_av
from styrsnurra.gemensamt.tal import formatera


def ar_ostadig(fargbyte: float | None) -> bool:
    """Whether the colours against others change so often that one year's says little. fargbyte: 0–1, None unknown."""
    return fargbyte is not None and fargbyte >= OSTADIG - slack(OSTADIG)


def forbehall(
    *,
    andra: Signal | str,
    fargbyte: float | None,
    godhet: Godhet | str,
    vana: float | None,
    alla_ror_sig: bool,
) -> list[str]:
    """Sentences without capital or full stop, in order; [] when there is nothing to add.

    fargbyte: share of municipalities that change colour from a year to the next. vana: how often two bad changes in
    a row were followed by a third. Both 0–1, None unknown. Only what bears on a light that is red or getting worse.
    """
    ut = []
    if andra == Signal.ROD and ar_ostadig(fargbyte):
        ut.append(f"färgen mot andra byts från ett år till nästa i {_procent(fargbyte)} av kommunerna")
    if godhet == Godhet.FORSAMRAS and alla_ror_sig:
        ut.append("de flesta kommuner rör sig likadant")
    if godhet == Godhet.FORSAMRAS:
        match vana_av(vana):
            case Vana.BRUKAR_VANDA:
                ut.append(f"sådana försämringar brukar vända ({_procent(vana)} höll i sig)")
            case Vana.BRUKAR_HALLA_I_SIG:
                ut.append(f"sådana försämringar brukar hålla i sig ({_procent(vana)} gjorde det)")
    return ut


def _procent(andel: float) -> str:
    return formatera(100 * andel, 0, "%")
