"""The guard rails, on the numbers and through the importer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kkik.actions.granser import stopp
from kkik.actions.importera import KanInteGodkannas, avsla_import, fanga_avbrutna_importer, godkann_import
from kkik.actions.infogning import Jamforelse
from kkik.actions.katalog import Andringar
from kkik.actions.korning import _flest_saknas, kor_import
from kkik.models import Gruppvarde, Importkorning, Kommungrupp, Nyckeltal, Varde, Vardeandring
from organisation.models import Handelse

from .conftest import AR, OMRADEN, OTALIG, facit


@pytest.mark.parametrize(
    ("jamforelse", "slag"),
    [
        (Jamforelse(), []),
        (Jamforelse(nya=10**6), []),
        (Jamforelse(lagrade=100, lagrade_varden=80, forsvunna=5), []),
        (Jamforelse(lagrade=100, lagrade_varden=80, forsvunna=6), ["forsvinner"]),
        (Jamforelse(lagrade=100, lagrade_varden=80, forsvunna=3, borttagna=3, andrade=3), ["forsvinner"]),
        (Jamforelse(lagrade=100, lagrade_varden=80, forsvunna=6, tomda=6), ["forsvinner"]),
        (Jamforelse(lagrade=100, lagrade_varden=80, forsvunna=5, tomda=5), ["toms"]),
        (Jamforelse(lagrade=100, lagrade_varden=100, andrade=5, tomda=5), []),
        (Jamforelse(lagrade=100, lagrade_varden=100, andrade=6, tomda=6), ["toms"]),
        (Jamforelse(lagrade=100, lagrade_varden=100, andrade=20), []),
        (Jamforelse(lagrade=100, lagrade_varden=100, andrade=21), ["andras"]),
        (Jamforelse(lagrade=100, lagrade_varden=100, andrade=25, aterkomna=5), []),
        (Jamforelse(lagrade=100, lagrade_varden=100, andrade=30, forsvunna=30), ["forsvinner", "andras"]),
        (Jamforelse(lagrade=1, lagrade_varden=1, forsvunna=1), ["forsvinner"]),
    ],
)
def test_granserna(jamforelse, slag):
    assert [s["slag"] for s in stopp(jamforelse, {})] == slag


@pytest.mark.parametrize(
    ("fanns", "forsvunna", "stoppas"),
    [
        (6099, 119, False),
        (6099, 609, False),
        (6099, 610, True),
        (100, 19, False),
        (100, 20, True),
        (4, 4, False),
    ],
)
def test_en_lista_som_krymper_for_mycket(fanns, forsvunna, stoppas):
    skal = stopp(Jamforelse(), {"nyckeltal": Andringar(fanns=fanns, forsvunna=forsvunna)})
    assert [s["slag"] for s in skal] == (["nyckeltal"] if stoppas else [])


def test_skalet_star_i_klartext():
    skal = stopp(Jamforelse(lagrade=17_140, lagrade_varden=17_000, forsvunna=1234), {})
    assert skal == [
        {
            "slag": "forsvinner",
            "antal": 1234,
            "av": 17_140,
            "grans": 0.05,
            "text": "7,2\xa0% av de lagrade värdena skulle försvinna (1\xa0234 av 17\xa0140; gränsen är 5\xa0%).",
        }
    ]


@pytest.fixture
def stoppad(miljo):
    """A run that waits: 8 of 150 values have vanished, one is revised, and a title has changed."""
    miljo.importera()
    for omrade in list(OMRADEN)[:4]:
        for ar in (2018, 2019):
            miljo.kolada.data.glom("N00002", omrade, ar, "T")
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 50.0)
    miljo.kolada.data.listor["kpi"][0]["title"] = "Nytt namn, andel (%)"
    return miljo.importera()


def efter_godkannandet(miljo) -> dict:
    borta = {("N00002", o, ar, "T"): "borttaget" for o in list(OMRADEN)[:4] for ar in (2018, 2019)}
    return facit(miljo.data) | borta | {("N00001", "0180", 2021, "T"): 50.0}


def kor(korning):
    return kor_import(korning=korning, klocka=timezone.now, talamod=OTALIG)


def test_for_manga_som_forsvinner_vantar_och_inget_fors_in(miljo, stoppad, lagrat, antal, skickade):
    assert stoppad.status == "vantar"
    assert [s["text"] for s in stoppad.stopp] == [
        "5,3\xa0% av de lagrade värdena skulle försvinna (8 av 150; gränsen är 5\xa0%)."
    ]
    assert (stoppad.forsvunna, stoppad.andrade, stoppad.hamtade) == (8, 1, 142)
    assert lagrat() == facit(miljo.data)
    assert Vardeandring.objects.count() == 0
    assert Nyckeltal.objects.get(kolada_id="N00001").titel == "Elever i åk 9 som är behöriga, andel (%)"
    assert Handelse.objects.latest("id").typ == "kkik.stoppad_import"
    assert len(skickade) == 1


def test_fler_an_en_femtedel_andrade_vantar(miljo, lagrat):
    miljo.importera()
    for nr, (kpi, omrade, ar, kon) in enumerate(sorted(facit(miljo.data))):
        if nr < 31:
            miljo.kolada.data.satt(kpi, omrade, ar, kon, 1.0)
    korning = miljo.importera()
    assert (korning.status, [s["slag"] for s in korning.stopp]) == ("vantar", ["andras"])
    assert lagrat() == facit(miljo.data)


def test_precis_en_femtedel_andrade_fors_in(miljo, lagrat):
    miljo.importera()
    nya = dict.fromkeys(sorted(facit(miljo.data))[:30], 1.0)
    for (kpi, omrade, ar, kon), varde in nya.items():
        miljo.kolada.data.satt(kpi, omrade, ar, kon, varde)
    assert miljo.importera().status == "klar"
    assert lagrat() == facit(miljo.data) | nya


def test_ett_tomt_svar_dar_det_fanns_varden_vantar(miljo, lagrat):
    miljo.importera()
    miljo.kolada.data.celler.clear()
    korning = miljo.importera()
    assert (korning.status, korning.forsvunna, korning.hamtade) == ("vantar", 150, 0)
    assert lagrat() == facit(miljo.data)


def test_varden_som_alla_blir_tomma_vantar(miljo, lagrat):
    miljo.importera()
    for kpi, omrade, ar, kon in [n for n in facit(miljo.data) if n[0] == "N00002"][:8]:
        miljo.kolada.data.satt(kpi, omrade, ar, kon, None)
    korning = miljo.importera()
    assert (korning.status, [s["slag"] for s in korning.stopp]) == ("vantar", ["toms"])
    assert lagrat() == facit(miljo.data)


def test_en_godkand_import_fors_in_fran_sina_sidor(miljo, stoppad, lagrat, personer, settings, skickade):
    settings.KOLADA_URL = "http://127.0.0.1:1/v3"
    person = personer["administrator"]
    godkand = godkann_import(av=person, nar=timezone.now(), korning=stoppad)
    assert (godkand.status, godkand.godkand_av) == ("koad", person.pseudonym)
    assert skickade[-1] == ("kkik.tasks.kor_import", (stoppad.pk,), {})
    klar = kor(godkand)
    assert (klar.status, klar.forsvunna, klar.andrade) == ("klar", 8, 1)
    assert lagrat() == efter_godkannandet(miljo)
    assert Nyckeltal.objects.get(kolada_id="N00001").titel == "Nytt namn, andel (%)"


def test_en_godkand_import_ror_inte_vad_en_senare_andrat(miljo, stoppad, lagrat):
    """Between the two a nightly import has brought a newer value, a newer title, and fewer members."""
    miljo.kolada.data.satt("N00001", "0180", 2021, "T", 60.0, datum="2026-03-10")
    miljo.kolada.data.listor["kpi"][0]["title"] = "Nyaste namnet, andel (%)"
    miljo.kolada.data.listor["municipality_groups"][0]["members"].pop()
    miljo.importera(slag="andringar", sedan="2026-03-10")
    kor(godkann_import(av=None, nar=timezone.now(), korning=stoppad, koa=False))
    assert lagrat() == efter_godkannandet(miljo) | {("N00001", "0180", 2021, "T"): 60.0}
    assert Nyckeltal.objects.get(kolada_id="N00001").titel == "Nyaste namnet, andel (%)"
    assert Nyckeltal.objects.get(kolada_id="N00001").versioner.count() == 2
    grupp = Kommungrupp.objects.get(kolada_id="G35989")
    assert [m.id for m in grupp.medlemmar.all()] == [114]


def test_efter_sju_dagar_ar_det_for_sent(miljo, stoppad, lagrat):
    i_tid = stoppad.avslutad + timedelta(days=7)
    with pytest.raises(KanInteGodkannas, match="sju dagar"):
        godkann_import(av=None, nar=i_tid + timedelta(seconds=1), korning=stoppad)
    assert fanga_avbrutna_importer(nar=i_tid) == 0
    assert fanga_avbrutna_importer(nar=i_tid + timedelta(seconds=1)) == 1
    stoppad.refresh_from_db()
    assert (stoppad.status, stoppad.fel) == (
        "avbruten",
        "Godkändes inte inom sju dagar. Ingenting fördes in.",
    )
    assert lagrat() == facit(miljo.data)


def test_i_sista_stund_gar_det(stoppad):
    i_tid = stoppad.avslutad + timedelta(days=7)
    assert godkann_import(av=None, nar=i_tid, korning=stoppad, koa=False).status == "koad"


def test_en_senare_hel_import_gar_fore(miljo, stoppad):
    miljo.importera(["N01951"])
    with pytest.raises(KanInteGodkannas, match="senare import"):
        godkann_import(av=None, nar=timezone.now(), korning=stoppad)


def test_avslag(miljo, stoppad, lagrat, personer):
    avslagen = avsla_import(av=personer["administrator"], nar=timezone.now(), korning=stoppad)
    assert (avslagen.status, avslagen.fel) == ("avbruten", "Avslogs. Ingenting fördes in.")
    assert lagrat() == facit(miljo.data)
    with pytest.raises(KanInteGodkannas, match="väntar inte"):
        godkann_import(av=None, nar=timezone.now(), korning=stoppad)
    assert Handelse.objects.latest("id").pseudonym == personer["administrator"].pseudonym


def test_utan_sina_sidor_misslyckas_den_godkanda_och_inget_andras(miljo, stoppad, lagrat):
    for fil in miljo.mapp.glob("*/s000003.json.gz"):
        fil.write_bytes(fil.read_bytes()[:-5])
    klar = kor(godkann_import(av=None, nar=timezone.now(), korning=stoppad, koa=False))
    assert klar.status == "misslyckad"
    assert "s000003.json.gz går inte att läsa" in klar.fel
    assert lagrat() == facit(miljo.data)


def test_gruppvarden_vaktas_inte_men_halls_borta_fran_varden(miljo):
    miljo.importera()
    assert Gruppvarde.objects.count() == 0
    assert Varde.objects.filter(ar__in=AR).count() == 150
    assert Importkorning.objects.get().stopp == []


def test_antalen_skrivs_som_andra_tal():
    text = "Kolada har inte längre alla värden. Flest saknas i N01951 (13\u00a0137), N15428 (12)."
    assert _flest_saknas([("N01951", 13137), ("N15428", 12)]) == text
