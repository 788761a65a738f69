"""The calculation for the whole country, against the slow second versions of the rules."""

import random

import pytest

from kkik import queries
from kkik.actions import lagen
from kkik.actions.lagen import Berakning, berakna_lagen
from kkik.domain.matris import senaste_ar
from kkik.models import Lage, Nyckeltalslage, Varde
from organisation.models import Handelse
from tests.kkik import bygg
from tests.orakel import regel3, regel4, regel6

pytestmark = pytest.mark.django_db
KOMMUNER = range(1001, 1046)


def berakna(**val) -> Berakning:
    return berakna_lagen(av=None, nar=bygg.NU, **val)


@pytest.fixture
def land():
    """45 municipalities, a population, and three nyckeltal: by gender, only totals with gaps, and none at all."""
    slump = random.Random(20260311)
    bygg.kommuner(*KOMMUNER)
    folk = bygg.nyckeltal("N01951", "Invånare totalt, antal")
    bygg.varden(folk, {k: {2021: 900.0 + 700 * i} for i, k in enumerate(KOMMUNER)})
    konat, glest, tomt = (bygg.nyckeltal(f"N1000{i}") for i in (1, 2, 3))
    for kon, niva in (("T", 50), ("K", 55), ("M", 45)):
        bygg.varden(
            konat,
            {k: {ar: round(niva + slump.gauss(0, 4), 1) for ar in range(2012, 2023)} for k in KOMMUNER},
            kon,
        )
    bygg.varden(
        glest,
        {
            k: {ar: float(slump.randrange(6)) for ar in range(2015, 2022) if slump.random() < 0.7}
            for k in KOMMUNER
        },
    )
    bygg.varden(glest, {1001: {2023: 3.0}, 9: {2025: 1.0}})
    bygg.varden(tomt, {1001: {2020: None}, 9: {2020: 4.0}})
    return {"konat": konat, "glest": glest, "tomt": tomt, "folk": folk}


def som_land(m) -> dict[int, dict[int, float]]:
    """{municipality: {year: value}}, as the slow versions want it."""
    ut = {}
    for i, k in enumerate(m.kommuner.tolist()):
        ut[k] = {int(y): float(v) for y, v in zip(m.ar, m.varden[:, i], strict=True) if v == v}
    return ut


def test_det_som_raknas_och_det_som_inte_gor_det(land):
    resultat = berakna()
    assert resultat.nyckeltal == 3  # the population is a nyckeltal too; the empty one has no newest year
    assert resultat.lagen == Lage.objects.count()
    assert set(Nyckeltalslage.objects.values_list("nyckeltal__kolada_id", "kon")) == {
        ("N01951", "T"), ("N10001", "T"), ("N10001", "K"), ("N10001", "M"), ("N10002", "T"),
    }  # fmt: skip
    handelse = Handelse.objects.get(typ="kkik.berakna_lagen")
    assert handelse.data == {"nyckeltal": 3, "lagen": resultat.lagen}


@pytest.mark.parametrize(("namn", "kon"), [("konat", "T"), ("konat", "K"), ("glest", "T"), ("folk", "T")])
def test_platserna_ar_de_langsamma_versionernas(land, namn, kon):
    berakna()
    n = land[namn]
    m = queries.matris(n.pk, kon)
    ar = senaste_ar(m)
    rader = {r.kommun_id: r for r in Lage.objects.filter(nyckeltal=n.pk, kon=kon)}
    varden = {k: m.varde(ar, k) for k in KOMMUNER}
    assert set(rader) == {k for k, v in varden.items() if v is not None}
    for k, r in rader.items():
        andra = [v for j, v in varden.items() if j != k and v is not None]
        under, lika, _ = regel3.under_lika_over(varden[k], andra)
        facit = regel3.mot_andra(varden[k], andra, "hog")
        assert (r.ar, r.varde, r.n, r.under, r.lika) == (ar, varden[k], len(andra), under, lika)
        assert [r.median, r.p25, r.p75, r.minst, r.storst] == pytest.approx(
            [facit[x] for x in ("median", "p25", "p75", "min", "max")], rel=1e-12
        )


@pytest.mark.parametrize(("namn", "kon"), [("konat", "T"), ("konat", "M"), ("glest", "T"), ("folk", "T")])
def test_trenderna_ar_de_langsamma_versionernas(land, namn, kon):
    berakna()
    n = land[namn]
    m = queries.matris(n.pk, kon)
    ar, hela = senaste_ar(m), som_land(m)
    folk = {k: s[max(y for y in s)] for k, s in som_land(queries.befolkningsmatris()).items()}
    klasser = {k: regel4.befolkningsklass(folk, k) if ar >= 2021 else None for k in KOMMUNER}
    ej_matt = regel4.upprepade(hela)
    for r in Lage.objects.filter(nyckeltal=n.pk, kon=kon):
        arrow, orsak, lutning, z, utan, sigma = regel4.pil_for(hela, r.kommun_id, ar, klasser, (), ej_matt)
        assert (r.trend, r.trend_orsak, r.utan_brusmatt) == (arrow, orsak, utan)
        assert [r.lutning, r.z, r.sigma] == [
            None if x is None else pytest.approx(x, rel=1e-9, abs=1e-12) for x in (lutning, z, sigma)
        ]


def test_gapet_ar_den_langsamma_versionens(land):
    n = land["konat"]
    Varde.objects.filter(nyckeltal=n.pk, kommun=1007, kon="K", ar=2022).delete()
    berakna()
    k_, m_ = queries.matris(n.pk, "K"), queries.matris(n.pk, "M")
    kvinnor = {k: k_.varde(2022, k) for k in KOMMUNER if k != 1007}
    man = {k: m_.varde(2022, k) for k in KOMMUNER}
    for r in Lage.objects.filter(nyckeltal=n.pk):
        gap, andel, _, antal = regel6.kon(kvinnor, man, r.kommun_id)
        assert (r.gap, r.gap_andel, r.gap_n) == (gap, andel, None if gap is None else antal)
    assert set(Lage.objects.filter(nyckeltal=land["glest"].pk).values_list("gap", "gap_andel", "gap_n")) == {
        (None, None, None)
    }


def test_landets_rad(land):
    berakna()
    n = land["glest"]
    rad = Nyckeltalslage.objects.get(nyckeltal=n, kon="T")
    m = queries.matris(n.pk)
    varden = [v for k in KOMMUNER if (v := m.varde(2021, k)) is not None]
    assert (rad.ar, rad.ofullstandigt_ar, rad.n) == (2021, 2023, len(varden))
    assert (rad.minst, rad.storst, rad.beraknad) == (min(varden), max(varden), bygg.NU)
    pilar = list(Lage.objects.filter(nyckeltal=n.pk, trend__isnull=False).values_list("trend", flat=True))
    assert rad.andel_stigande == pytest.approx(pilar.count("stigande") / len(pilar))
    assert rad.andel_sjunkande == pytest.approx(pilar.count("sjunkande") / len(pilar))
    hela = som_land(m)
    halla = rad.brukar_halla
    assert (halla["fall_ned"], halla["tredje_ned"]) == regel4.vanor(hela, -1, 2021)
    assert (halla["fall_upp"], halla["tredje_upp"]) == regel4.vanor(hela, 1, 2021)
    assert (halla["hog"], halla["lag"]) == (None, None)  # far from a hundred cases


def test_samma_rader_igen(land):
    berakna()
    fore = sorted(Lage.objects.values_list()), sorted(map(str, Nyckeltalslage.objects.values()))
    berakna()
    assert (sorted(Lage.objects.values_list()), sorted(map(str, Nyckeltalslage.objects.values()))) == fore


def test_bara_de_valda_raknas_om(land):
    berakna()
    fore = list(Lage.objects.filter(nyckeltal=land["konat"].pk).order_by("pk").values_list())
    Varde.objects.filter(nyckeltal=land["glest"].pk).delete()
    Varde.objects.filter(nyckeltal=land["konat"].pk).update(varde=1.0)
    assert berakna(nyckeltal=[land["glest"].pk, 32000]) == Berakning(nyckeltal=0, lagen=0)
    assert not Lage.objects.filter(nyckeltal=land["glest"].pk).exists()
    assert not Nyckeltalslage.objects.filter(nyckeltal=land["glest"]).exists()
    assert list(Lage.objects.filter(nyckeltal=land["konat"].pk).order_by("pk").values_list()) == fore


def test_ett_avbrott_lamnar_det_gamla_helt(land):
    berakna()
    fore = list(Lage.objects.order_by("pk").values_list())
    Varde.objects.filter(varde__isnull=False).update(varde=1.0)

    def avbryt(gjort, totalt):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        berakna(framsteg=avbryt)
    assert list(Lage.objects.order_by("pk").values_list()) == fore
    assert berakna().nyckeltal == 3  # and the next run is not locked out


def test_framsteg_efter_varje_omgang(land, monkeypatch):
    monkeypatch.setattr(lagen, "OMGANG", 3)
    sett = []
    hela = berakna()
    assert berakna(framsteg=lambda *par: sett.append(par)) == hela
    assert sett == [(3, 4), (4, 4)]


def test_inget_att_rakna():
    assert berakna() == Berakning(0, 0)
    bygg.nyckeltal()
    assert berakna() == Berakning(0, 0)


def test_borttagna_varden_ar_inte_med(land):
    Varde.objects.filter(nyckeltal=land["konat"].pk, kommun=1005, ar=2022).update(borttagen=True)
    berakna()
    assert not Lage.objects.filter(nyckeltal=land["konat"].pk, kommun=1005).exists()
    assert Lage.objects.get(nyckeltal=land["konat"].pk, kommun=1001, kon="T").n == len(KOMMUNER) - 2
