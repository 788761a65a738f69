"""Job rows: one taker, heartbeats of the right try only, and stopped jobs that come back three times."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from kkik.models import Importkorning
from organisation import actions
from organisation.models import Handelse, Jobbstatus
from organisation.tasks import fanga_stannade_jobb
from uppfoljning.models import Berakning

NU = datetime(2026, 3, 11, 8, 30, tzinfo=UTC)
EFTER = timedelta(minutes=5)
pytestmark = pytest.mark.django_db


def jobb(**falt):
    return Berakning.objects.create(**{"skapad": NU, **falt})


def importjobb():
    return Importkorning.objects.create(skapad=NU, slag=Importkorning.Slag.FULL)


def fanga(nar, modell=Berakning):
    return actions.fanga_stannade(modell=modell, nar=nar, efter=EFTER)


def tillstand(rad):
    rad.refresh_from_db()
    return rad.status, rad.forsok, rad.hjartslag, rad.avslutad, rad.fel


def test_ta_och_avsluta():
    rad = jobb()
    assert actions.ta_jobb(rad=rad, nar=NU) is True
    assert (rad.status, rad.forsok, rad.startad) == (Jobbstatus.PAGAR, 1, NU)
    assert actions.ta_jobb(rad=Berakning.objects.get(pk=rad.pk), nar=NU) is False
    sedan = NU + timedelta(seconds=30)
    assert actions.hjartslag(rad=rad, nar=sedan) is True
    assert tillstand(rad) == (Jobbstatus.PAGAR, 1, sedan, None, "")
    assert actions.avsluta(rad=rad, nar=sedan) is True
    assert tillstand(rad) == (Jobbstatus.KLAR, 1, sedan, sedan, "")
    assert rad.sekunder == 30
    assert actions.hjartslag(rad=rad, nar=sedan) is False


def test_misslyckas():
    rad = jobb()
    actions.ta_jobb(rad=rad, nar=NU)
    assert actions.misslyckas(rad=rad, nar=NU, fel="Kolada svarar inte.") is True
    assert tillstand(rad) == (Jobbstatus.MISSLYCKAD, 1, NU, NU, "Kolada svarar inte.")


def test_bara_en_import_i_taget():
    forsta, andra = importjobb(), importjobb()
    assert actions.ta_jobb(rad=forsta, nar=NU) is True
    assert actions.ta_jobb(rad=andra, nar=NU) is False
    assert tillstand(andra)[:2] == (Jobbstatus.KOAD, 0)
    actions.avsluta(rad=forsta, nar=NU)
    assert actions.ta_jobb(rad=andra, nar=NU) is True


@pytest.mark.django_db(transaction=True)
def test_bara_en_av_manga_far_jobbet():
    rad = jobb()
    start, svar = Barrier(4, timeout=60), []  # were one to fail, the others would wait for ever

    def ta():
        try:
            egen = Berakning.objects.get(pk=rad.pk)
            start.wait()
            svar.append(actions.ta_jobb(rad=egen, nar=NU))
        finally:
            connection.close()

    tradar = [Thread(target=ta) for _ in range(4)]
    for trad in tradar:
        trad.start()
    for trad in tradar:
        trad.join()
    assert sorted(svar) == [False, False, False, True]


def test_stannat_jobb_koas_igen_och_den_gamla_arbetaren_far_inte_skriva(
    skickade, django_capture_on_commit_callbacks
):
    gammal = jobb()
    actions.ta_jobb(rad=gammal, nar=NU)
    with django_capture_on_commit_callbacks(execute=True):
        assert fanga(NU + EFTER) == {"koade": 0, "parkerade": 0, "skickade": 0}
    assert skickade == []
    sedan = NU + EFTER + timedelta(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert fanga(sedan) == {"koade": 1, "parkerade": 0, "skickade": 0}
    assert skickade == [("uppfoljning.tasks.kor_berakning", (gammal.pk,), {})]
    ny = Berakning.objects.get(pk=gammal.pk)
    assert tillstand(ny) == (Jobbstatus.KOAD, 1, sedan, None, "Försök 1 av 3 avbröts.")
    assert actions.ta_jobb(rad=ny, nar=sedan) is True
    assert actions.avsluta(rad=gammal, nar=sedan) is False
    assert actions.hjartslag(rad=gammal, nar=sedan) is False
    assert tillstand(ny)[:2] == (Jobbstatus.PAGAR, 2)
    assert actions.avsluta(rad=ny, nar=sedan) is True
    assert tillstand(ny)[4] == ""


def test_parkeras_efter_tre_forsok(skickade):
    rad, nar = jobb(), NU
    resultat = []
    for _ in range(3):
        assert actions.ta_jobb(rad=rad, nar=nar) is True
        nar += EFTER * 2
        resultat.append(fanga(nar))
        rad.refresh_from_db()
    assert [(r["koade"], r["parkerade"]) for r in resultat] == [(1, 0), (1, 0), (0, 1)]
    assert rad.status == Jobbstatus.PARKERAD
    assert rad.avslutad == nar
    assert actions.ta_jobb(rad=rad, nar=nar) is False
    assert fanga(nar + EFTER * 2) == {"koade": 0, "parkerade": 0, "skickade": 0}
    assert list(Handelse.objects.order_by("id").values_list("typ", "pseudonym", "objekt_id")) == [
        ("organisation.koa_stannat_jobb", None, str(rad.pk)),
        ("organisation.koa_stannat_jobb", None, str(rad.pk)),
        ("organisation.parkera_jobb", None, str(rad.pk)),
    ]


def test_koat_jobb_som_ingen_tog_skickas_igen(skickade, django_capture_on_commit_callbacks):
    rad = importjobb()
    nar = NU + EFTER + timedelta(seconds=1)
    for _ in range(2):  # the second time it has just been sent
        with django_capture_on_commit_callbacks(execute=True):
            fanga(nar, Importkorning)
    assert skickade == [("kkik.tasks.kor_import", (rad.pk,), {})]
    assert tillstand(rad)[:2] == (Jobbstatus.KOAD, 0)


def test_uppgiften_gar_igenom_alla_jobbslag(klocka, skickade, settings, django_capture_on_commit_callbacks):
    nu = datetime.now(UTC)
    importkorning, berakning = importjobb(), jobb()
    klara = jobb(status=Jobbstatus.KLAR)
    for rad in (importkorning, berakning):
        actions.ta_jobb(rad=rad, nar=nu)
    klocka.shift(settings.JOBB_STANNAT_EFTER + 1)
    with django_capture_on_commit_callbacks(execute=True):
        fanga_stannade_jobb()
    assert skickade == [
        ("kkik.tasks.kor_import", (importkorning.pk,), {}),
        ("uppfoljning.tasks.kor_berakning", (berakning.pk,), {}),
    ]
    assert tillstand(klara)[0] == Jobbstatus.KLAR


def test_skicka_jobb_vantar_pa_att_raden_ar_sparad(skickade, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rad = jobb()
        actions.skicka_jobb(rad=rad)
        assert skickade == []
    assert skickade == [("uppfoljning.tasks.kor_berakning", (rad.pk,), {})]


def test_arbetare_som_startar_letar_efter_stannade_jobb(skickade):
    from celery.signals import worker_ready

    from styrsnurra.celery import app

    worker_ready.send(sender=type("Konsument", (), {"app": app}))
    egna = [uppgift for uppgift in skickade if uppgift[0].startswith("organisation.")]
    assert egna == [("organisation.tasks.fanga_stannade_jobb", (), {})]
