"""A round is closed, Kolada revises a value and the importer brings it: the frozen number stays, the page says so."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.kkik.importers.conftest import miljo  # noqa: F401
from uppfoljning.actions import berakna_bedomningar
from uppfoljning.actions.omgang import faststall_omgang, oppna_omgang
from uppfoljning.models import Ogonblicksbild
from uppfoljning.omgangsvy import fryst


@pytest.mark.django_db(transaction=True)
def test_en_ny_import_ror_inte_det_frysta_men_syns(miljo, storkoping, personer):  # noqa: F811
    from kkik.models import Nyckeltal
    from organisation.models import Kommuninstallning
    from planering import actions as planera

    Kommuninstallning.objects.create(kommunkod="0114", namn="Upplands Väsby")
    miljo.kolada.data.satt("N00001", "0114", 2022, "T", 84.8)
    miljo.importera()
    av, nu = personer["analytiker"], timezone.now()
    plan = planera.skapa_plan(av=av, nar=nu, namn="Mål och budget", fran_ar=2022, till_ar=2024)
    omrade = planera.skapa_malomrade(av=av, nar=nu, plan=plan, namn="Lärande")
    mal = planera.skapa_mal(
        av=av, nar=nu, malomrade=omrade, titel="Alla når gymnasiet", enhet=storkoping["kf"]
    )
    indikator = planera.skapa_indikator(
        av=av, nar=nu, mal=mal, nyckeltal=Nyckeltal.objects.get(kolada_id="N00001"), namn="Behöriga", riktning="hog",
        kategori="objektiv", paverkansgrad="viss", agare=storkoping["skolnamnd"],
    )  # fmt: skip
    planera.satt_malnivaer(av=av, nar=nu, indikator=indikator, nivaer={2022: 90})
    berakna_bedomningar(av=None, nar=nu)
    omgang = oppna_omgang(
        av=av, nar=nu, plan=plan, slag="arsbokslut", ar=2022, period=None, oppnar=date(2023, 1, 9),
        sista_dag=date(2023, 2, 3), ansvariga={storkoping["skolnamnd"]: None},
    )  # fmt: skip
    faststall_omgang(av=av, nar=nu, omgang=omgang, utan=True)
    bilden = Ogonblicksbild.objects.get()
    assert (bilden.utfall, fryst(omgang).andrade) == (84.8, 0)

    miljo.kolada.data.satt("N00001", "0114", 2022, "T", 85.1)
    korning = miljo.importera()
    assert korning.andrade == 1
    berakna_bedomningar(av=None, nar=nu + timedelta(minutes=1))
    om = Ogonblicksbild.objects.get()
    assert (om.utfall, om.data) == (84.8, bilden.data)
    dag = timezone.localtime(korning.avslutad).strftime("%Y-%m-%d")
    assert [r.skillnader[0] for r in fryst(omgang).andrat] == [
        f"då 84,8\u00a0% – nu 85,1\u00a0% (reviderat {dag})"
    ]
    klient = Client()
    klient.force_login(av)
    sida = klient.get(f"/uppfoljning/omgang/{omgang.pk}/").content.decode()
    assert f"då 84,8\u00a0% – nu 85,1\u00a0% (reviderat {dag})" in sida
    assert "84,8\u00a0% 2022" in sida
