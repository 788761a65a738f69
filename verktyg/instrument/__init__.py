"""The instruments: one file for each version of each, `<id>.<version>.yaml` in this folder.

A version that has been used is never changed in meaning: a new one gets a new file, and the old one stays, so
that what was answered can always be read with the questions it answered.
"""

from functools import cache
from pathlib import Path

import msgspec

from verktyg.domain.instrument import Instrument, Steg, brister

MAPP = Path(__file__).parent


class InstrumentFel(Exception):
    """A file cannot be read as an instrument, or the one asked for is not there."""


def las(fil: Path) -> Instrument:
    """One file, checked. Raises InstrumentFel, naming the file and what is wrong."""
    try:
        instrument = msgspec.yaml.decode(fil.read_bytes(), type=Instrument)
    except (OSError, msgspec.DecodeError) as fel:
        raise InstrumentFel(f"{fil.name}: {fel}") from fel
    fel = brister(instrument)
    if fil.name != f"{instrument.id}.{instrument.version}.yaml":
        fel.append(f"holds {instrument.id} version {instrument.version}")
    if fel:
        raise InstrumentFel(f"{fil.name}: {'; '.join(fel)}")
    return instrument


@cache
def lasta(mapp: Path | None = None) -> dict[tuple[str, int], Instrument]:
    """All versions of all instruments in `mapp`, by id and version; the project's own when it is None."""
    funna = [las(fil) for fil in sorted((mapp or MAPP).glob("*.yaml"))]
    return {(i.id, i.version): i for i in funna}


def alla() -> list[Instrument]:
    """The newest version of each instrument, in the order of the wheel: checklists before exercises."""
    nyaste: dict[str, Instrument] = {}
    for instrument in sorted(lasta().values(), key=lambda i: i.version):
        nyaste[instrument.id] = instrument
    steg = list(Steg)
    return sorted(nyaste.values(), key=lambda i: (steg.index(i.steg), i.slag.value, i.titel))


def hamta(id: str, version: int | None = None) -> Instrument:
    """One version, or the newest. Raises InstrumentFel when there is none such."""
    vilka = alla() if version is None else lasta().values()
    funnet = next((i for i in vilka if i.id == id and version in (None, i.version)), None)
    if funnet is None:
        raise InstrumentFel(f"There is no instrument {id!r}{f' version {version}' if version else ''}.")
    return funnet
