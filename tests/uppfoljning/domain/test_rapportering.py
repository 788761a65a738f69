"""What a round asks for, who answers, and which reminder holds on a day."""

from datetime import date, timedelta

import pytest

from uppfoljning.domain.paminnelser import Paminnelse, galler
from uppfoljning.domain.rapportering import begarda_perioder, omgangens_manader, omgangsnamn, rapporterar


@pytest.mark.parametrize(
    ("slag", "period", "manad", "tertial", "ar"),
    [
        ("manad", 4, (4,), (), ()),
        ("tertial", 1, (1, 2, 3, 4), (1,), ()),
        ("tertial", 3, (9, 10, 11, 12), (3,), ()),
        ("delar", 6, tuple(range(1, 7)), (1,), ()),
        ("delar", 8, tuple(range(1, 9)), (1, 2), ()),
        ("arsbokslut", None, tuple(range(1, 13)), (1, 2, 3), (None,)),
    ],
)
def test_vad_en_omgang_begar(slag, period, manad, tertial, ar):
    assert begarda_perioder(slag, period, "manad") == manad
    assert begarda_perioder(slag, period, "tertial") == tertial
    assert begarda_perioder(slag, period, "ar") == ar


def test_en_omgang_utan_period_ar_ett_arsbokslut():
    assert omgangens_manader("arsbokslut", None) == range(1, 13)
    with pytest.raises(ValueError, match="period"):
        omgangens_manader("manad", None)


def test_namnen():
    assert [
        omgangsnamn("manad", 2026, 3),
        omgangsnamn("tertial", 2026, 2),
        omgangsnamn("delar", 2026, 8),
        omgangsnamn("arsbokslut", 2026, None),
    ] == [
        "Månadsuppföljning mars 2026",
        "Tertialrapport 2 2026",
        "Delårsrapport januari–augusti 2026",
        "Årsbokslut 2026",
    ]


def test_den_narmast_over_rapporterar():
    #   1 ─ 2 ─ 3 ─ 4      5 ─ 6
    over = {1: None, 2: 1, 3: 2, 4: 3, 5: 1, 6: 5}
    assert rapporterar([2, 4], over) == {2: 2, 3: 2, 4: 4}
    assert rapporterar([1], over) == dict.fromkeys(over, 1)
    assert rapporterar([], over) == {}


def test_en_ring_av_enheter_hanger_inget():
    assert rapporterar([9], {1: 2, 2: 1, 9: None}) == {9: 9}


SISTA = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("dag", "vantat"),
    [
        (date(2026, 4, 30), None),
        (date(2026, 5, 1), Paminnelse.OPPNAR),
        (date(2026, 5, 12), Paminnelse.OPPNAR),
        (date(2026, 5, 13), Paminnelse.EN_VECKA_KVAR),
        (date(2026, 5, 18), Paminnelse.EN_VECKA_KVAR),
        (date(2026, 5, 19), Paminnelse.DAGEN_FORE),
        (date(2026, 5, 20), Paminnelse.DAGEN_FORE),
        (date(2026, 5, 21), None),
        (date(2026, 5, 22), Paminnelse.FORSENAD),
        (date(2026, 8, 1), Paminnelse.FORSENAD),
    ],
)
def test_vilken_paminnelse_som_galler(dag, vantat):
    assert galler(date(2026, 5, 1), SISTA, dag) == vantat


def test_varje_paminnelse_galler_i_en_foljd_och_i_ordning():
    dagar = [date(2026, 5, 1) + timedelta(days=n) for n in range(40)]
    foljd = [p for d in dagar if (p := galler(dagar[0], SISTA, d)) is not None]
    assert list(dict.fromkeys(foljd)) == list(Paminnelse)
    assert foljd == sorted(foljd, key=list(Paminnelse).index)


def test_en_sent_oppnad_omgang_far_bara_den_som_passar():
    assert galler(SISTA - timedelta(days=3), SISTA, SISTA - timedelta(days=3)) == Paminnelse.EN_VECKA_KVAR
    assert galler(SISTA, SISTA, SISTA) == Paminnelse.DAGEN_FORE


def test_bara_den_forsenade_gar_till_ledningen():
    assert [p for p in Paminnelse if p.gar_till_ledningen] == [Paminnelse.FORSENAD]
