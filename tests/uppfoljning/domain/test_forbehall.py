"""What is said beside a red light, and what is not."""

import pytest

from kkik.domain.signaler import Godhet, Signal
from uppfoljning.domain.forbehall import forbehall

NBSP = "\u00a0"


def om(**andrat):
    grund = {"andra": "gron", "fargbyte": None, "godhet": "", "vana": None, "alla_ror_sig": False}
    return forbehall(**{**grund, **andrat})


@pytest.mark.parametrize(("fargbyte", "finns"), [(0.4, True), (0.3999, False), (0.55, True), (None, False)])
def test_ostadig_farg(fargbyte, finns):
    assert bool(om(andra=Signal.ROD, fargbyte=fargbyte)) is finns
    assert om(andra="gul", fargbyte=fargbyte) == []


def test_vana_och_alla():
    ner = Godhet.FORSAMRAS
    assert om(godhet=ner, vana=0.27) == [f"sådana försämringar brukar vända (27{NBSP}% höll i sig)"]
    assert om(godhet=ner, vana=0.52) == [f"sådana försämringar brukar hålla i sig (52{NBSP}% gjorde det)"]
    assert om(godhet=ner, vana=0.45) == []
    assert om(godhet=ner, alla_ror_sig=True) == ["de flesta kommuner rör sig likadant"]
    assert om(godhet="forbattras", vana=0.1, alla_ror_sig=True) == []
