"""Storköping's own measures hold together before they are loaded."""

from kommunikation.demo import samla
from kommunikation.demo.ladda_samla import _rader
from kommunikation.demo.organisation import ENHETER, PERSONER
from kommunikation.demo.plan import OMRADEN, PLAN
from uppfoljning.domain.perioder import perioder


def alla_mal(mal):
    for m in mal:
        yield m
        yield from alla_mal(m.underordnade)


def test_matten_hor_till_mal_enheter_och_personer_som_finns():
    mal = {m.titel for omrade in OMRADEN for m in alla_mal(omrade.mal)}
    for m in samla.MATT:
        assert m.mal in mal
        assert {m.agare, m.indikatoragare} <= set(ENHETER)
        assert m.ansvarig in PERSONER
        assert len(m.nivaer) == PLAN["till_ar"] - PLAN["fran_ar"] + 1
    assert set(samla.RAPPORTERAR) == set(samla.SAMMANFATTNING)
    assert set(samla.RAPPORTERAR) <= {e for e, (niva, _) in ENHETER.items() if niva == "namnd"}
    assert set(samla.RAPPORTERAR.values()) <= set(PERSONER)


def test_utfallen_ar_manga_nog_och_stammer_med_varandra():
    rader = _rader()
    frekvens = {m.namn: m.frekvens for m in samla.MATT} | {samla.BYGGLOV: "tertial"}
    assert all(r.period in perioder(frekvens[str(r.matt)]) for r in rader)
    assert len({(r.matt, r.ar, r.period, r.kon, r.enhet) for r in rader}) == len(rader)
    manader = [r for r in rader if r.matt == samla.FRANVARO and r.kon == "T"]
    assert len(manader) == 60
    konade = {(r.ar, r.period, r.kon): r.varde for r in rader if r.matt == samla.FRANVARO}
    for ar, manad in {(r.ar, r.period) for r in manader}:
        k, t, m = (konade[ar, manad, kon] for kon in "KTM")
        assert m < t < k
    # The whole is the schools weighed by how many answered, to the nearest per cent.
    for n, varde in enumerate(samla.TRYGGA):
        svar = sum(per_ar[n][0] for per_ar in samla.SKOLOR.values())
        trygga = sum(antal * andel / 100 for antal, andel in (per_ar[n] for per_ar in samla.SKOLOR.values()))
        assert abs(100 * trygga / svar - varde) <= 1
