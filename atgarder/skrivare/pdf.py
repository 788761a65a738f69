"""A document as a tagged PDF (PDF/UA-1 and PDF/A-2a), in the fonts that come with the compiler."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from atgarder.domain.dokument import Dokument, Matris, till_json

HAR = Path(__file__).parent
NORMER = ["a-2a", "ua-1"]
SAKNAT = "□"
# What the fonts have: Latin, Greek and Cyrillic letters, punctuation, currencies, arrows and mathematical signs.
_SKRIFTER = ((0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x2027), (0x2030, 0x203A))
_TECKEN = ((0x20AC, 0x20AC), (0x2190, 0x2193), (0x2202, 0x2265), (0x25A1, 0x25A1))


def pdf(dokument: Dokument) -> bytes:
    """A sign that no font of ours has (an emoji) is shown as an empty square: the standards do not allow that it is
    left to the reader's program."""
    data = till_json(dokument)
    for forsok in (_oforandrad, _visbar):
        try:
            return _kompilera(_med(data, forsok))
        except typst.TypstError as fel:
            if forsok is _visbar or "could not be displayed" not in str(fel):
                raise
    raise AssertionError  # the last attempt either returns or raises


def matrisbild(matris: Matris) -> bytes:
    """The picture as PNG, for files that cannot hold a drawing."""
    svar = typst.compile(
        _kod("matris.typ"),
        format="png",
        ppi=200,
        ignore_system_fonts=True,
        sys_inputs={"dokument": json.dumps(asdict(matris))},
    )
    assert isinstance(svar, bytes)  # one page
    return svar


def _kompilera(data: dict[str, Any]) -> bytes:
    svar = typst.compile(
        _kod("dokument.typ"),
        format="pdf",
        pdf_standards=NORMER,
        ignore_system_fonts=True,
        sys_inputs={"dokument": json.dumps(data)},
    )
    assert isinstance(svar, bytes)
    return svar


@cache
def _kod(namn: str) -> bytes:
    """Our own source, and nothing else: what people write only ever comes beside it."""
    return b"".join(HAR.joinpath(fil).read_bytes() for fil in ("grund.typ", namn))


def _oforandrad(text: str) -> str:
    return text


def _visbar(text: str) -> str:
    omraden = _SKRIFTER + _TECKEN
    return "".join(
        t if t in "\n\t" or any(fran <= ord(t) <= till for fran, till in omraden) else SAKNAT for t in text
    )


def _med(varde: Any, gor: Callable[[str], str]) -> Any:
    """The same data with every text changed."""
    if isinstance(varde, str):
        return gor(varde)
    if isinstance(varde, dict):
        return {namn: v if namn == "slag" else _med(v, gor) for namn, v in varde.items()}
    return [_med(v, gor) for v in varde] if isinstance(varde, list) else varde
