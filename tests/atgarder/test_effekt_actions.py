"""Computing the verdicts: what is written, what is logged, what it costs; and what people make of them."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from atgarder import tasks
from atgarder.actions.effekt import bedom_effekt, rakna_effekter
from atgarder.domain.effekt import Effekt
from atgarder.domain.skede import Skede
from atgarder.models import Atgardseffekt, Beslutadeffekt, Effektbedomning
from atgarder.queries.lage import forslagslage
from kkik.models import Definitionsbrott, Varde
from organisation.models import Handelse
from planering.domain.fel import Krock, Planeringsfel
from planering.models import Egetmatt, Indikator
from tests.atgarder.effekthjalp import SAMRE, SOM_ANDRA, VISAD, beslutad, effekt_av, gjort, uppdrag_av
from tests.atgarder.uppdragshjalp import besluta
from tests.conftest import NU
from tests.uppfoljning.conftest import EGEN
from uppfoljning.models import Utfall


@pytest.mark.parametrize(
    ("egna", "utslag", "skillnad", "placebo"),
    [
        (VISAD, "effekt_visad", 9.5, 1 / 30),
        (SOM_ANDRA, "effekt_ej_visad", 0.0, 1.0),
        (SAMRE, "samre_an_jamforbara", -7.5, 1.0),
    ],
)
def test_utslaget_sparas_med_det_som_det_raknats_ur(varld, egna, utslag, skillnad, placebo):
    """Before 2020–2022 (measured from 2021), after 2024–2026 (measured to 2025), against the other 29, all +1.5."""
    rad = effekt_av(gjort(varld, egna=egna)).utslag
    assert (rad.utslag, rad.orsak, rad.antal, rad.raknad) == (utslag, "", 29, NU)
    assert rad.skillnad == pytest.approx(skillnad)
    assert rad.placeboandel == pytest.approx(placebo)
    r = Effekt.fran_indata(rad.underlag["indata"])
    assert (str(r.utslag), r.fore, r.efter, r.skillnad) == (utslag, rad.fore, rad.efter, rad.skillnad)
    assert EGEN not in {j.kommun for j in r.grupp}
    assert rad.underlag["serie"]["ar"] == [2021, 2022, 2023, 2024, 2025]
    assert rad.underlag["serie"]["egen"] == list(egna.values())


@pytest.mark.parametrize(
    ("egna", "skede"),
    [(VISAD, Skede.EFFEKT_VISAD), (SOM_ANDRA, Skede.EFFEKT_EJ_VISAD), (SAMRE, Skede.SAMRE)],
)
def test_ett_gjort_forslag_far_sitt_skede(varld, egna, skede):
    assert forslagslage(gjort(varld, egna=egna).punkt.forslag).skede is skede


def test_att_rakna_om_andrar_inget_och_loggar_inget(varld):
    rad = effekt_av(gjort(varld)).utslag
    fore = {f.attname: getattr(rad, f.attname) for f in Atgardseffekt._meta.fields}
    handelser = Handelse.objects.count()
    assert rakna_effekter(nar=NU) == 1
    rad.refresh_from_db()
    assert {f.attname: getattr(rad, f.attname) for f in Atgardseffekt._meta.fields} == fore
    assert Handelse.objects.count() == handelser


def test_ett_andrat_utslag_star_i_loggen(varld):
    """A revised value takes the effect away, and the log says from what to what."""
    uppdrag = gjort(varld)
    effekt = effekt_av(uppdrag)
    forst = Handelse.objects.get(typ="atgarder.rakna_effekt")
    assert (forst.data["andrat"], forst.objekt_id, forst.pseudonym) == (
        {"utslag": ["", "effekt_visad"]},
        str(effekt.pk),
        None,
    )
    Varde.objects.filter(kommun_id=EGEN, ar__gte=2024).update(varde=61.5)
    rakna_effekter(nar=NU + timedelta(days=1))
    sist = Handelse.objects.filter(typ="atgarder.rakna_effekt").latest("pk")
    assert sist.data == {"andrat": {"utslag": ["effekt_visad", "effekt_ej_visad"]}}
    assert effekt_av(uppdrag).utslag.raknad == NU + timedelta(days=1)


def test_en_ny_definition_tar_bort_utslaget(varld):
    uppdrag = gjort(varld)
    n = effekt_av(uppdrag).indikator.nyckeltal
    Definitionsbrott.objects.create(nyckeltal=n, upptackt=NU, ar=2023, status="bekraftat")
    tasks.rakna_efter_definition(n.pk)
    rad = effekt_av(uppdrag).utslag
    assert (rad.utslag, rad.orsak, rad.placeboandel) == ("inget_utslag", "definitionsbrott", None)
    assert forslagslage(uppdrag.punkt.forslag).skede is Skede.GENOMFORT


def test_effektar_i_framtiden_vantar(varld):
    i = varld.indikator(varld.nyckeltal("U99912", VISAD))
    uppdrag_av(beslutad(i, effektar=2028))
    rakna_effekter(nar=NU)
    rad = Atgardseffekt.objects.get()
    assert (rad.utslag, rad.orsak, rad.fore, rad.efter) == ("inget_utslag", "for_tidigt", 60.0, None)


def test_ett_eget_matt_far_inget_utslag_men_sitt_utfall(varld):
    matt = Egetmatt.objects.create(namn="Väntetid", enhet="dagar", agare=varld.enheter["skolnamnd"])
    for ar, varde in ((2021, 20.0), (2024, 12.0)):
        Utfall.objects.create(egetmatt=matt, ar=ar, varde=varde, rapporterat=NU, rapporterat_av="A")
    i = Indikator.objects.create(
        mal=varld.mal, egetmatt=matt, namn="Väntetid", riktning="lag", kategori="objektiv",
        paverkansgrad="stor", agare=varld.enheter["skolnamnd"],
    )  # fmt: skip
    uppdrag_av(beslutad(i, till=10.0))
    rakna_effekter(nar=NU)
    rad = Atgardseffekt.objects.get()
    assert (rad.utslag, rad.orsak, rad.fore, rad.efter) == ("inget_utslag", "eget_matt", 20.0, 12.0)
    assert rad.underlag["serie"]["utfall"] == [2024, 12.0]


def test_bara_det_som_galler_raknas(varld):
    """Not what was rejected, and not a decision that has been corrected: its verdict goes with it."""
    uppdrag = gjort(varld)
    i = effekt_av(uppdrag).indikator
    gammal = uppdrag.punkt
    avslag = beslutad(i, "Annat stöd", utfall="avslag")
    nytt = besluta(
        gammal.forslag,
        effekter=[(i, 60.0, 2021, 69.0, 2024)],
        rattar=gammal.beslut,
        rattar_skal="Fel paragraf",
        sammantrade=gammal.beslut.sammantrade,
    )
    assert rakna_effekter(nar=NU) == 1
    assert [a.effekt.punkt_id for a in Atgardseffekt.objects.select_related("effekt")] == [nytt.pk]
    assert rakna_effekter(nar=NU, effekter=Beslutadeffekt.objects.filter(punkt=avslag)) == 0


def test_en_i_taget_ror_inte_de_andra(varld):
    forsta, andra = gjort(varld), gjort(varld, "U99913", SAMRE, "Läxhjälp")
    senare = NU + timedelta(hours=1)
    assert rakna_effekter(nar=senare, effekter=[effekt_av(forsta)]) == 1
    assert effekt_av(forsta).utslag.raknad == senare
    assert effekt_av(andra).utslag.raknad == NU


def fragor(gor) -> int:
    with CaptureQueriesContext(
        connection,
    ) as sedda:
        gor()
    return len(sedda)


def test_antalet_fragor_beror_inte_pa_hur_manga(varld):
    gjort(varld)
    en = fragor(lambda: rakna_effekter(nar=NU))
    for n in range(3):
        gjort(varld, f"U9992{n}", titel=f"Stöd {n}")
    assert fragor(lambda: rakna_effekter(nar=NU)) == en


def test_utan_kommun_och_utan_beslut(db):
    assert rakna_effekter(nar=NU) == 0


def test_jobben_ar_anmalda(varld):
    """After an import, after a definition, and every morning; each name is a task that computes."""
    uppdrag = gjort(varld)
    assert "atgarder.tasks.rakna_efter_import" in settings.EFTER_IMPORT
    assert "atgarder.tasks.rakna_efter_definition" in settings.EFTER_DEFINITION
    assert {"atgarder.tasks.rakna_effekter"} <= {r["task"] for r in settings.CELERY_BEAT_SCHEDULE.values()}
    for namn, argument in (
        ("rakna_effekter", ()),
        ("rakna_efter_import", (7,)),
        ("rakna_efter_definition", (7,)),
    ):
        Atgardseffekt.objects.all().delete()
        task = getattr(tasks, namn)
        assert task.name == f"atgarder.tasks.{namn}"
        task(*argument)
        assert effekt_av(uppdrag).utslag.utslag == "effekt_visad"


# ---- What people make of it ----


@pytest.fixture
def uppdrag(varld):
    return gjort(varld)


def bedom(uppdrag, av=None, **falt):
    grund = {"slutsats": "verkade", "text": " Fler klarar proven. ", "datum": date(2026, 3, 1)}
    return bedom_effekt(av=av, nar=NU, uppdrag=uppdrag, **grund | falt)


def test_bedomningen_sparas_andras_och_loggas(uppdrag, personer):
    vem = personer["analytiker"]
    rad = bedom(uppdrag, vem)
    assert (rad.slutsats, rad.text, rad.datum, rad.revision) == (
        "verkade",
        "Fler klarar proven.",
        date(2026, 3, 1),
        1,
    )
    rad = bedom(uppdrag, vem, slutsats="delvis", revision=1)
    assert (rad.revision, Effektbedomning.objects.count()) == (2, 1)
    typer = Handelse.objects.filter(typ__endswith="effektbedomning").order_by("pk")
    assert [(h.typ, h.pseudonym) for h in typer] == [
        ("atgarder.skapa_effektbedomning", vem.pseudonym),
        ("atgarder.andra_effektbedomning", vem.pseudonym),
    ]
    assert typer[1].data["andrat"] == {"slutsats": ["verkade", "delvis"]}


def test_bedomningen_ror_inte_utslaget(uppdrag):
    bedom(uppdrag, slutsats="verkade_inte")
    assert effekt_av(uppdrag).utslag.utslag == "effekt_visad"


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({"slutsats": "kanske"}, {"slutsats"}),
        ({"text": "  "}, {"text"}),
        ({"datum": timezone.localdate(NU) + timedelta(days=1)}, {"datum"}),
        ({"slutsats": "", "text": ""}, {"slutsats", "text"}),
    ],
)
def test_bedomningar_som_nekas(uppdrag, falt, fel):
    with pytest.raises(Planeringsfel) as e:
        bedom(uppdrag, **falt)
    assert set(e.value.fel) == fel
    assert not Effektbedomning.objects.exists()


def test_ett_uppdrag_som_pagar_kan_bara_vara_for_tidigt(varld):
    i = varld.indikator(varld.nyckeltal("U99914", VISAD))
    pagar = uppdrag_av(beslutad(i), "pagar")
    with pytest.raises(Planeringsfel) as e:
        bedom(pagar)
    assert set(e.value.fel) == {"slutsats"}
    assert bedom(pagar, slutsats="for_tidigt").slutsats == "for_tidigt"


def test_tva_som_bedomer_samtidigt(uppdrag):
    bedom(uppdrag)
    with pytest.raises(Planeringsfel, match="just bedömt"):
        bedom(uppdrag, text="Annat")
    bedom(uppdrag, text="Mer", revision=1)
    with pytest.raises(Krock):
        bedom(uppdrag, text="Annat", revision=1)
