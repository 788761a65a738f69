"""Rule 8, fast and slow, on what Kolada has really published: a sample of recorded nyckeltal."""

import random
from collections import Counter

import numpy as np
import pytest

from atgarder.domain.effekt import Effekt, atgardseffekt
from kkik.domain.matris import senaste_ar
from tests.orakel import regel8
from tests.orakel.grund import lika_tal
from tests.orakel.inspelat import AR, kravs_inspelat, totaler
from tests.orakel.strategier import som_matris

ANTAL = 60
pytestmark = kravs_inspelat


@pytest.fixture(scope="module")
def land():
    return totaler(ANTAL, fro=8)


def test_snabb_och_langsam_ger_samma(land):
    """Three municipalities of every nyckeltal, decisions and effect years of its own history, all four riktningar."""
    utslag, hinder = Counter(), Counter()
    for kpi, serier in land.items():
        m, slump = som_matris(serier, AR), random.Random(kpi)
        sista = senaste_ar(m)
        if sista is None:
            continue
        mitten = tuple(np.nanpercentile(m.varden, [40, 60]).tolist())
        for kommun in slump.sample(sorted(serier), 3):
            d = slump.randint(sista - 9, sista - 1)
            e = d + slump.randint(1, 4)
            for riktning in ("hog", "lag", "intervall", "neutral"):
                intervall = mitten if riktning == "intervall" else None
                svar = atgardseffekt(m, kommun, d, e, riktning, intervall)
                facit = regel8.effekt(serier, kommun, d, e, riktning, intervall)
                assert (svar.utslag, svar.hinder) == (facit["utslag"], facit["hinder"]), (kpi, kommun)
                assert {j.kommun for j in svar.grupp} == set(facit["grupp"]), (kpi, kommun)
                for fort, sakta in ((svar.fore, facit["fore"]), (svar.median, facit["median"])):
                    assert lika_tal(fort, sakta), (kpi, kommun)
                assert (svar.placeboandel, svar.spegelandel) == (facit["placebo"], facit["spegel"])
                assert svar.samre_start == facit["samre"]
                assert Effekt.fran_indata(svar.indata()) == svar
                utslag[svar.utslag] += 1
                hinder[svar.hinder] += 1
    assert min(utslag.values()) > 0
    assert len(utslag) == 4
    assert {"for_tidigt", "ej_matt_fore", None} <= set(hinder)
