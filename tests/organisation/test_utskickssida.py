"""The administrators' page of the mail queue."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from organisation import actions
from organisation.models import Handelse, Utskick
from tests.conftest import NU

SIDA = reverse("organisation:utskick")


@pytest.fixture
def rader(personer, klocka) -> dict[str, Utskick]:
    lagen = {
        "ko": {},
        "skickat": {"paborjad": NU, "skickad": NU},
        "fel": {"paborjad": NU, "fel": "SMTPServerDisconnected: stängt"},
        "oklart": {"paborjad": NU - timedelta(minutes=3)},
        "pa_vag": {"paborjad": NU - timedelta(minutes=1)},
    }
    return {
        namn: Utskick.objects.create(
            slag="test",
            nyckel=namn,
            mottagare=personer["lasare"],
            amne=f"Brev {namn}",
            text="Rad ett\n\n<b>Rad två</b>",
            skapad=NU,
            **falt,
        )
        for namn, falt in lagen.items()
    }


def test_listan_visar_och_valjer(rader, klient):
    client = klient("administrator")
    alla = client.get(SIDA)
    assert [v["text"] for v in alla.context["val"]] == [
        "Alla (5)",
        "I kö (1)",
        "Skickade (1)",
        "Kunde inte skickas (1)",
        "Oklara (2)",
    ]
    valda = {
        lage: [u.nyckel for u in client.get(SIDA, {"lage": lage}).context["sida"]] for lage in ("ko", "fel")
    }
    assert valda == {"ko": ["ko"], "fel": ["fel"]}
    assert len(client.get(SIDA, {"lage": "påhittat"}).context["sida"].object_list) == 5


def test_brevet_visas_som_text(rader, klient):
    svar = klient("administrator").get(reverse("organisation:utskicksbrev", args=[rader["fel"].pk]))
    text = svar.content.decode()
    assert "&lt;b&gt;Rad två&lt;/b&gt;" in text
    assert "SMTPServerDisconnected: stängt" in text


def test_bara_det_som_inte_gatt_fram_skickas_om(rader, klient, personer, skickade):
    client = klient("administrator")
    for rad in rader.values():
        client.post(reverse("organisation:skicka_om_utskick", args=[rad.pk]))
    nu = {u.nyckel: u.lage for u in Utskick.objects.all()}
    assert nu == {
        "ko": "i kö",
        "skickat": "skickat",
        "fel": "i kö",
        "oklart": "i kö",
        "pa_vag": "oklart om det skickats",
    }
    loggat = Handelse.objects.filter(typ="organisation.skicka_om_utskick").order_by("id")
    assert [(h.objekt_id, h.pseudonym) for h in loggat] == [
        (str(rader[n].pk), personer["administrator"].pseudonym) for n in ("fel", "oklart")
    ]


def test_tiden_pa_vag_ar_langre_an_servern_far_ta():
    assert actions.utskick.PA_VAG.total_seconds() > settings.EMAIL_TIMEOUT


@pytest.mark.parametrize("antal", [1, 3])
def test_antalet_fragor_ar_konstant(antal, personer, klient, django_assert_num_queries):
    for n in range(antal):
        Utskick.objects.create(
            slag="test", nyckel=str(n), mottagare=personer["lasare"], amne="A", text="B", skapad=NU
        )
    client = klient("administrator")
    client.get(SIDA)
    with django_assert_num_queries(6):
        client.get(SIDA)
