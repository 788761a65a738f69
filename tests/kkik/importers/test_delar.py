"""The packer, the raw pages and the threads, each by itself."""

import io
import struct
import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkik.importers.hamtning import Hamtning
from kkik.importers.klient import Avbruten, HamtningFel
from kkik.importers.plan import Plan, Sats, Satsfoljd
from kkik.importers.radata import Radata, RadataFel, Radataskrivare, mappnamn, rensa
from kkik.importers.struktur import Matvarde, Objekt, Vardesida
from kkik.importers.varden import HUVUD, Kartor, Packare, Paket

KARTOR = Kartor(kpi={"N00001": 7, "N00002": 32_767}, omraden={"0000": 0, "0180": 180, "9999": 9999})
SATS = Sats(kpi=("N00001", "N00002"), omraden=("0000", "0180", "9999"))


def las_copy(data: bytes) -> list[tuple]:
    """PostgreSQL's binary COPY format, read field by field as its manual describes it."""
    assert data.startswith(HUVUD)
    strom, rader = io.BytesIO(data[len(HUVUD) :]), []
    while (antal := struct.unpack(">h", strom.read(2))[0]) != -1:
        assert antal == 7
        falt = []
        for _ in range(antal):
            langd = struct.unpack(">i", strom.read(4))[0]
            falt.append(None if langd == -1 else strom.read(langd))
        kpi, omrade, ar = (struct.unpack(">h", f)[0] for f in falt[:3])
        varde = None if falt[5] is None else struct.unpack(">d", falt[5])[0]
        status = None if falt[6] is None else falt[6].decode()
        rader.append((kpi, omrade, ar, falt[3].decode(), falt[4] == b"\x01", varde, status))
    assert strom.read() == b""
    return rader


matvarden = st.builds(
    Matvarde,
    gender=st.sampled_from(["T", "K", "M", "F", ""]),
    value=st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    status=st.one_of(st.none(), st.sampled_from(["", "Missing", "preliminärt å", "x" * 60, "a\x00b"])),
    isdeleted=st.sampled_from([True, False, None]),
)
objekt = st.builds(
    Objekt,
    kpi=st.sampled_from(["N00001", "N00002", "N00003"]),
    period=st.sampled_from([1899, 1970, 2022, 2199, 2200]),
    municipality=st.sampled_from(["0000", "0180", "9999", "0181", "G2328"]),
    values=st.lists(matvarden, max_size=3),
)


@settings(deadline=None)
@given(st.lists(st.lists(objekt, max_size=8), max_size=3))
def test_det_som_packas_ar_det_som_kom(sidor):
    packare, ut, paketen = Packare(SATS, KARTOR), [], []
    for sida in sidor:
        paket = packare.packa(sida)
        paketen.append(paket)
        ut += las_copy(paket.data) if paket.data else []
    vantat: dict = {}
    for o in (o for sida in sidor for o in sida):
        for v in o.values:
            if o.kpi in KARTOR.kpi and o.municipality in KARTOR.omraden and 1900 <= o.period < 2200:
                nyckel = (KARTOR.kpi[o.kpi], int(o.municipality), o.period, v.gender)
                status = (v.status or "").replace("\x00", "")[:40] or None
                if v.gender in "TKM" and v.gender:
                    vantat.setdefault(nyckel, (*nyckel, v.isdeleted is True, v.value, status))
    assert sorted(ut, key=repr) == sorted(vantat.values(), key=repr)
    assert sum(p.mottagna for p in paketen) == sum(len(o.values) for s in sidor for o in s)
    assert sum(p.mottagna - p.rader for p in paketen) == sum(sum(p.vagrade.values()) for p in paketen)


def test_gruppvarden_packas_for_sig():
    sats = Sats(kpi=("N00001",), omraden=("G1",), grupper=True)
    sida = [
        Objekt("N00001", 2020, "G1", [Matvarde("T", 3.5, count=12), Matvarde("T", 9.0, count=1)]),
        Objekt("N00001", 2021, "G1", [Matvarde("K", None, count=0), Matvarde("M", 1.0, count=99_999)]),
        Objekt("N00001", 2020, "0180", [Matvarde("T", 1.0, count=1)]),
    ]
    paket = Packare(sats, KARTOR).packa(sida)
    assert paket.data == b""
    assert paket.gruppvarden == [
        (7, "G1", 2020, "T", 3.5, 12),
        (7, "G1", 2021, "K", None, 0),
        (7, "G1", 2021, "M", 1.0, 32_767),
    ]


# --- raw pages ---


@pytest.fixture
def hel_mapp(tmp_path):
    mapp = tmp_path / mappnamn(datetime(2026, 3, 11, tzinfo=UTC), 7)
    skrivare = Radataskrivare(mapp)
    skrivare.anrop("kpi", None, [skrivare.sida(b'{"values":[]}')])
    skrivare.anrop("data", SATS, [skrivare.sida("å".encode()), skrivare.sida(b"tv\x00")])
    skrivare.avsluta(
        url="http://k/v3", hamtad=datetime(2026, 3, 11, tzinfo=UTC), plan=Plan(("N00001",), ("0180",))
    )
    return mapp


def test_en_hel_mapp_ger_tillbaka_sina_sidor(hel_mapp):
    radata = Radata(hel_mapp)
    assert list(radata.sidor("kpi")) == [b'{"values":[]}']
    assert list(radata.sidor(SATS)) == ["å".encode(), b"tv\x00"]
    assert radata.satser == [SATS]
    assert radata.plan == Plan(("N00001",), ("0180",))
    assert not list(hel_mapp.glob("*.del"))


@pytest.mark.parametrize(
    ("skada", "sager"),
    [
        (lambda m: (m / "manifest.json").unlink(), "saknar manifest.json"),
        (lambda m: (m / "manifest.json").write_text("{"), "går inte att läsa"),
        (lambda m: (m / "manifest.json").write_text("[]"), "fel innehåll"),
        (lambda m: (m / "manifest.json").write_text('{"format": 99}'), "fel innehåll"),
        (
            lambda m: (m / "manifest.json").write_text(
                (m / "manifest.json").read_text().replace("s000001.json.gz", "../../etc/passwd")
            ),
            "fel innehåll",
        ),
        (lambda m: (m / "s000002.json.gz").unlink(), "går inte att läsa"),
        (lambda m: (m / "s000002.json.gz").write_bytes(b"inte gzip"), "går inte att läsa"),
        (
            lambda m: (m / "s000002.json.gz").write_bytes((m / "s000002.json.gz").read_bytes()[:-3]),
            "går inte att läsa",
        ),
        (lambda m: (m / "s000002.json.gz").write_bytes((m / "s000003.json.gz").read_bytes()), "längd"),
    ],
)
def test_en_skadad_mapp_lases_inte(hel_mapp, skada, sager):
    skada(hel_mapp)
    with pytest.raises(RadataFel, match=sager):
        list(Radata(hel_mapp).sidor(SATS))


def test_rensningen_behaller_de_nyaste_hela_och_de_skyddade(tmp_path):
    for i in range(1, 7):
        mapp = tmp_path / mappnamn(datetime(2026, 3, i, tzinfo=UTC), i)
        mapp.mkdir()
        if i != 4:
            (mapp / "manifest.json").touch()
    (tmp_path / "annat").mkdir()
    skyddad = mappnamn(datetime(2026, 3, 1, tzinfo=UTC), 1)
    rensa(tmp_path, behall=2, skyddade=frozenset({skyddad}))
    kvar = {m.name for m in tmp_path.iterdir()}
    assert kvar == {"annat", skyddad, "import-20260305T000000-000005", "import-20260306T000000-000006"}
    assert rensa(tmp_path / "finns-inte", behall=2) == []


# --- threads ---


class Kalla:
    """Pages out of thin air; `vid(sats)` may do something first."""

    def __init__(self, vid=lambda sats: None):
        self.stopp, self.vid, self.samtidiga, self.flest = threading.Event(), vid, 0, 0
        self.las = threading.Lock()

    def sidor(self, sats):
        with self.las:
            self.samtidiga += 1
            self.flest = max(self.flest, self.samtidiga)
        try:
            self.vid(sats)
            yield Vardesida(
                values=[Objekt(k, 2020, o, [Matvarde("T", 1.0)]) for k in sats.kpi for o in sats.omraden]
            )
        finally:
            with self.las:
                self.samtidiga -= 1

    def foljd(self, plan):
        return Satsfoljd(plan)


PLAN = Plan(hela=tuple(f"N{i:05d}" for i in range(60)), omraden=tuple(f"{i:04d}" for i in range(1, 70)))
PLANKARTOR = Kartor({k: i for i, k in enumerate(PLAN.hela)}, {o: int(o) for o in PLAN.omraden})


def test_alla_satser_kommer_fram_en_gang():
    kalla = Kalla()
    paket: list[Paket] = list(Hamtning(kalla, PLAN, PLANKARTOR))
    assert sum(p.rader for p in paket) == 60 * 69
    assert all(p.klar for p in paket)
    assert kalla.flest <= 5


def test_ett_fel_i_en_trad_avslutar_alla_och_sags_med_sin_sats():
    def vid(sats):
        if sats.kpi[0] == "N00025":
            raise HamtningFel("nej")

    hamtning = Hamtning(Kalla(vid), PLAN, PLANKARTOR)
    with pytest.raises(HamtningFel, match=r"nyckeltal N00025–N00049 \(25\), områden .* misslyckades. nej"):
        list(hamtning)
    assert not any(t.is_alive() for t in hamtning.tradar)


def test_en_trad_som_ger_upp_osagd_lamnar_inte_ett_hal():
    """Giving up is quiet only when somebody has asked for it; otherwise its values would be missing in silence."""

    def vid(sats):
        if sats.kpi[0] == "N00025":
            raise Avbruten

    hamtning = Hamtning(Kalla(vid), PLAN, PLANKARTOR)
    with pytest.raises(Avbruten):
        list(hamtning)
    assert not any(t.is_alive() for t in hamtning.tradar)


def test_den_som_slutar_lasa_lamnar_inga_tradar():
    hamtning = Hamtning(Kalla(), PLAN, PLANKARTOR, ko=1)
    for _ in hamtning:
        break
    assert not any(t.is_alive() for t in hamtning.tradar)
