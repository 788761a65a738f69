"""The wording that a paper proposes, made from what its proposals say; people go on from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from styrsnurra.gemensamt.tal import formatera


@dataclass(frozen=True, slots=True)
class Forslagsgrund:
    """One proposal as the wording needs it. `behov`: year → tkr over what there is, only years that cost more.
    `effektar`: the years in which an effect is expected. `malandring`: overriding goals would have to change."""

    titel: str
    bifall: bool = True
    behov: tuple[tuple[int, int], ...] = ()
    effektar: tuple[int, ...] = ()
    malandring: bool = False


def att_satser(forslag: Iterable[Forslagsgrund]) -> str:
    """One att-sats a line: each proposal first, then what the carried ones ask of budget, goals and follow-up."""
    alla = list(forslag)
    bifallna = [f for f in alla if f.bifall]
    rader = [
        f"att {'bifalla' if f.bifall else 'avslå'} förslaget ”{f.titel}” enligt beslutsunderlaget"
        for f in alla
    ]
    behov: dict[int, int] = {}
    for f in bifallna:
        for ar, tkr in f.behov:
            behov[ar] = behov.get(ar, 0) + tkr
    if behov:
        belopp = _uppraknat(f"{formatera(float(tkr), 0, 'tkr')} {ar}" for ar, tkr in sorted(behov.items()))
        rader.append(f"att behovet av resurser, {belopp}, tas upp i arbetet med nästa budget")
    if any(f.malandring for f in bifallna):
        rader.append("att förändringen av övergripande mål tas upp i arbetet med nästa plan")
    if ar := sorted({ar for f in bifallna for ar in f.effektar}):
        rader.append(f"att effekten följs upp när utfallet för {_uppraknat(map(str, ar))} är känt")
    return "\n".join(_slut(rader))


def _slut(rader: list[str]) -> list[str]:
    """Commas between, "samt" before the last, and a full stop."""
    if len(rader) > 1:
        rader = [f"{r}," for r in rader[:-2]] + [f"{rader[-2]}, samt", rader[-1]]
    return [*rader[:-1], f"{rader[-1]}."] if rader else []


def _uppraknat(texter: Iterable[str]) -> str:
    *forst, sist = list(texter)
    return f"{', '.join(forst)} och {sist}" if forst else sist


def satser(text: str) -> tuple[str, ...]:
    """What was written, a line each, without empty lines."""
    return tuple(rad.strip() for rad in text.splitlines() if rad.strip())
