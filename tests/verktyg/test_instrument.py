"""The files: each valid, each version still there, and the loader refusing what it does not know."""

import pytest

from verktyg import instrument as filer
from verktyg.domain.instrument import Skala, Slag, Steg
from verktyg.instrument import InstrumentFel, alla, hamta, las, lasta

HEL = """
id: prov
version: 1
slag: ovning
steg: satta_mal
titel: Prov
syfte: Varför
ger: Något
tid: En stund
svar: {slag: skala, fran: 1, till: 4, ord: [Inte alls, Helt]}
avsnitt: [{fragor: [{id: a, text: A?}, {id: b, text: B?, svar: {slag: fritext}}]}]
kalla: {verk: V, kapitel: K}
"""


@pytest.fixture
def fil(tmp_path):
    def skriv(text, namn="prov.1.yaml"):
        (tmp_path / namn).write_text(text)
        return tmp_path / namn

    return skriv


def test_de_som_finns():
    """Every version that has been in use must stay, as it was: a row is never taken out of this list."""
    assert {(i.id, i.version, i.slag, i.steg, len(i.fragor)) for i in lasta().values()} >= {
        ("kultur-och-struktur", 1, Slag.CHECKLISTA, Steg.KULTUR, 9),
        ("beskriv-uppdrag", 1, Slag.CHECKLISTA, Steg.BESKRIV_UPPDRAG, 8),
        ("satta-mal", 1, Slag.CHECKLISTA, Steg.SATTA_MAL, 9),
        ("resursfordelning", 1, Slag.CHECKLISTA, Steg.RESURSFORDELNING, 5),
        ("handlingsplan", 1, Slag.CHECKLISTA, Steg.HANDLINGSPLAN, 7),
        ("uppfoljning-och-analys", 1, Slag.CHECKLISTA, Steg.ANALYSGRUPP, 7),
        ("samla-information", 1, Slag.CHECKLISTA, Steg.SAMLA_INFORMATION, 8),
        ("fokusera", 1, Slag.CHECKLISTA, Steg.FOKUSERA, 5),
        ("sok-orsaker", 1, Slag.CHECKLISTA, Steg.SOK_ORSAKER, 15),
        ("kommunikationsplan", 1, Slag.CHECKLISTA, Steg.KOMMUNICERA, 16),
        ("dra-slutsatser", 1, Slag.CHECKLISTA, Steg.SLUTSATSER, 4),
        ("konsekvensbeskrivning", 1, Slag.CHECKLISTA, Steg.KONSEKVENSER, 4),
        ("prioritera", 1, Slag.CHECKLISTA, Steg.PRIORITERA, 3),
        ("beslut", 1, Slag.CHECKLISTA, Steg.BESLUTA, 5),
        ("paverkansgrad", 1, Slag.OVNING, Steg.SATTA_MAL, 1),
        ("kategorisering", 1, Slag.OVNING, Steg.SATTA_MAL, 1),
    }


def test_varje_steg_har_sin_checklista():
    assert [i.steg for i in alla() if i.slag == Slag.CHECKLISTA] == list(Steg)


def test_koderna_ar_planeringens():
    """What planering writes back to its indicators (its Paverkansgrad and Kategori) by these very codes."""

    def koder(id):
        return [a.kod for a in hamta(id).svar.alternativ]

    assert koder("paverkansgrad") == ["stor", "viss", "liten"]
    assert koder("kategorisering") == [
        "resurs",
        "process",
        "aktivitet",
        "subjektiv",
        "objektiv",
        "effektivitet",
        "information",
    ]


def test_varje_instrument_ar_helt_beskrivet():
    for i in lasta().values():
        texter = [i.titel, i.syfte, i.ger, i.tid, i.kalla.verk, i.kalla.kapitel, *(f.text for f in i.fragor)]
        assert all(text.strip() for text in texter), i.id
        assert i.sa_gar_det_till, i.id
        assert i.foljder, i.id


def test_skalan_och_fragans_eget_svar(fil):
    i = las(fil(HEL))
    assert [a.etikett for a in i.svar.alternativ] == ["1, Inte alls", "2", "3", "4, Helt"]
    assert i.svarssatt(i.fragor[0]) == Skala(1, 4, ("Inte alls", "Helt"))
    assert i.svarssatt(i.fragor[1]).alternativ == ()


@pytest.mark.parametrize(
    ("byt", "mot", "fel"),
    [
        ("titel: Prov", "titel: Prov\nfarg: blå", "farg"),
        ("steg: satta_mal", "steg: vila", "vila"),
        ("version: 1", "version: 0", "version begins at 1"),
        ("id: b,", "id: a,", "question 'a' twice"),
        ("id: a,", "id: Å,", "'Å' is not a code"),
        ("till: 4", "till: 1", "fewer than two alternatives"),
        ("slag: ovning", "slag: checklista", "answered ja, delvis or nej"),
        ("version: 1", "version: 2", "holds prov version 2"),
        ("avsnitt: [", "avsnitt: [{{", ""),
    ],
)
def test_en_felaktig_fil_avvisas(fil, byt, mot, fel):
    with pytest.raises(InstrumentFel, match=r"^prov\.1\.yaml: ") as avslag:
        las(fil(HEL.replace(byt, mot)))
    assert fel in str(avslag.value)


def test_nyaste_version_startas_och_den_gamla_lases(fil, monkeypatch, vem):
    from verktyg import actions

    mapp = fil(HEL).parent
    monkeypatch.setattr(filer, "MAPP", mapp)
    lasta.cache_clear()
    try:
        gammal = actions.starta(**vem, instrument="prov")
        fil(HEL.replace("version: 1", "version: 2").replace("A?", "Nya A?"), "prov.2.yaml")
        lasta.cache_clear()
        ny = actions.starta(**vem, instrument="prov")
        assert [(i.id, i.version) for i in alla()] == [("prov", 2)]
        assert (gammal.fragorna.fragor[0].text, ny.fragorna.fragor[0].text) == ("A?", "Nya A?")
        with pytest.raises(InstrumentFel, match="version 3"):
            hamta("prov", 3)
        with pytest.raises(InstrumentFel, match="okand"):
            hamta("okand")
    finally:
        monkeypatch.undo()
        lasta.cache_clear()
