"""Mail: made once, sent at most once, kept when it can't be sent."""

from datetime import UTC, datetime
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail

from organisation import actions
from organisation.models import Utskick
from organisation.tasks import skicka_utskick

NU = datetime(2026, 3, 11, 8, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def koa(person, nyckel="12:sista-dag", **falt):
    return actions.koa_utskick(
        **{"slag": "paminnelse", "nyckel": nyckel, "amne": "Lämna in", "text": "I dag.", "nar": NU} | falt,
        mottagare=person,
    )


def test_samma_sak_koas_en_gang(personer):
    rad = koa(personer["ansvarig"])
    assert koa(personer["ansvarig"]) is None
    assert koa(personer["analytiker"]) is not None
    assert koa(personer["ansvarig"], nyckel="13:sista-dag") is not None
    assert (rad.lage, Utskick.objects.count()) == ("i kö", 3)


def test_den_som_slutat_far_inget(personer):
    personer["ansvarig"].is_active = False
    assert koa(personer["ansvarig"]) is None


def test_ett_radbyte_i_amnet_blir_ett_mellanslag(personer):
    assert (
        koa(personer["ansvarig"], amne="Lämna in\r\nBcc: alla@example.org").amne
        == "Lämna in Bcc: alla@example.org"
    )


def test_skickas_en_gang(personer):
    rad = koa(personer["ansvarig"])
    skicka_utskick()
    skicka_utskick()
    (brev,) = mail.outbox
    assert (brev.subject, brev.body, brev.to) == ("Lämna in", "I dag.", [personer["ansvarig"].epost])
    rad.refresh_from_db()
    assert rad.lage == "skickat"


def test_det_som_inte_gick_star_kvar_och_kan_skickas_om(personer, monkeypatch):
    rad = koa(personer["ansvarig"])

    def faller(self):
        raise SMTPServerDisconnected("stängt")

    with monkeypatch.context() as m:
        m.setattr("django.core.mail.EmailMessage.send", faller)
        assert actions.skicka_koade(nar=NU) == 0
    rad.refresh_from_db()
    assert (rad.lage, rad.fel) == ("kunde inte skickas", "SMTPServerDisconnected: stängt")
    assert (actions.skicka_koade(nar=NU), mail.outbox) == (0, [])
    assert actions.skicka_om(av=personer["administrator"], nar=NU, utskick=rad)
    assert (actions.skicka_koade(nar=NU), len(mail.outbox)) == (1, 1)


def test_ett_som_avbrots_mitt_i_skickas_inte_av_sig_sjalvt(personer):
    rad = koa(personer["ansvarig"])
    Utskick.objects.update(paborjad=NU)
    assert (actions.skicka_koade(nar=NU), mail.outbox) == (0, [])
    rad.refresh_from_db()
    assert rad.lage == "oklart om det skickats"


def test_utan_server_star_allt_i_ko(personer, settings):
    settings.EPOST_FINNS = False
    rad = koa(personer["ansvarig"])
    assert (actions.skicka_koade(nar=NU), mail.outbox) == (0, [])
    rad.refresh_from_db()
    assert rad.lage == "i kö"
