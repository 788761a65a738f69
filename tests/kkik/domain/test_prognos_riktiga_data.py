"""Rule 5, fast and slow, on what Kolada has really published: a sample of recorded nyckeltal."""

import random
from collections import Counter

import pytest

from kkik.domain.matris import senaste_ar
from kkik.domain.prognos import malprognos
from kkik.domain.prognosstod import ar_andel, basta_lyft
from kkik.domain.prognostyper import Prognosmal
from tests.orakel import prognos as facit
from tests.orakel import regel4
from tests.orakel.grund import lika_tal
from tests.orakel.inspelat import AR, kravs_inspelat, totaler
from tests.orakel.strategier import som_matris

ANTAL = 60
pytestmark = kravs_inspelat


@pytest.fixture(scope="module")
def land():
    return totaler(ANTAL, fro=5)


def test_snabb_och_langsam_ger_samma(land):
    """Two municipalities of every nyckeltal, horizons 1–4 by turns, targets within what the country has done; and a
    start year in the past."""
    orsaker, ord_ = Counter(), Counter()
    for kpi, serier in land.items():
        m, slump = som_matris(serier, AR), random.Random(kpi)
        if senaste_ar(m) is None:
            continue
        andel = ar_andel(m, "%")
        for h, kommun in enumerate(slump.sample(sorted(serier), 2), start=slump.choice([1, 3])):
            ar = slump.choice([None, senaste_ar(m) - 3])
            y, v, _ = facit.start(serier, kommun, ar)
            malar = (y or AR[-1]) + h
            t = (v or 0) + slump.choice([-1, 1]) * slump.random() * 0.1 * abs(v or 1)
            riktning = slump.choice(["hog", "lag"])
            nar = (facit.nar_hog if riktning == "hog" else facit.nar_lag)(t)
            r = malprognos(m, kommun, Prognosmal("niva", varde=t), malar, riktning, ar=ar, andel=andel)
            f = facit.prognos(serier, kommun, malar, nar, ar=ar, andel=andel)
            assert (r.orsak, r.antal, r.nadde, r.p) == (f["orsak"], f["antal"], f["nadde"], f["p"]), kpi
            for fort, sakta in ((r.p10, f["p10"]), (r.p50, f["p50"]), (r.p90, f["p90"])):
                assert lika_tal(fort, sakta), kpi
            lyft = basta_lyft(m, kommun, h, riktning)
            vantat = facit.basta_lyft(serier[kommun], h, riktning, regel4.upprepade(serier))
            assert (None if lyft is None else (lyft.forandring, lyft.fran, lyft.till)) == vantat, kpi
            orsaker[str(r.orsak)] += 1
            ord_[f["ord"]] += 1
    # What the sample must hold, or it proves little.
    assert orsaker["None"] >= ANTAL / 2
    assert len({k for k in ord_ if k}) == 4
