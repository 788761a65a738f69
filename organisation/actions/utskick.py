"""Mail through a queue: made once, sent at most once."""

from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from organisation.actions.jobb import skicka_task
from organisation.actions.logg import logga
from organisation.models import Person, Utskick

TASK = "organisation.tasks.skicka_utskick"
# Longer than a mail server is waited for (settings.EMAIL_TIMEOUT).
PA_VAG = timedelta(minutes=2)


@transaction.atomic
def koa_utskick(
    *, slag: str, nyckel: str, mottagare: Person, amne: str, text: str, nar: datetime
) -> Utskick | None:
    """Queue one message, sent when the transaction commits. None when that person has had it, or is inactive."""
    if not mottagare.is_active:
        return None
    rad, ny = Utskick.objects.get_or_create(
        slag=slag,
        nyckel=nyckel,
        mottagare=mottagare,
        defaults={"amne": " ".join(amne.split())[:200], "text": text, "skapad": nar},
    )
    if not ny:
        return None
    skicka_task(task=TASK)
    return rad


def skicka_koade(*, nar: datetime) -> int:
    """Send what waits, one at a time; how many went. Without a mail server (EPOST_URL) everything stays queued.

    Each row is taken by one conditional update and committed before the server is spoken to, so two that run at once
    never send the same, and one that dies in the middle leaves a row that says so instead of a second mail.
    """
    if not settings.EPOST_FINNS:
        return 0
    skickade = 0
    for rad in Utskick.objects.filter(paborjad=None, mottagare__is_active=True).order_by("skapad", "id"):
        if not Utskick.objects.filter(pk=rad.pk, paborjad=None).update(paborjad=nar):
            continue
        try:
            EmailMessage(rad.amne, rad.text, to=[rad.mottagare.epost]).send()
        except (SMTPException, OSError) as fel:
            Utskick.objects.filter(pk=rad.pk).update(fel=f"{type(fel).__name__}: {fel}"[:250])
        else:
            Utskick.objects.filter(pk=rad.pk).update(skickad=nar)
            skickade += 1
    return skickade


@transaction.atomic
def skicka_om(*, av: Person, nar: datetime, utskick: Utskick) -> bool:
    """Put one that failed, or may have failed, back in the queue: a person's choice. False, and nothing done, for one
    that is sent, waits already, or was taken so lately that it may be on its way."""
    gick_inte = Q(fel__gt="") | Q(paborjad__lt=nar - PA_VAG)
    kvar = Utskick.objects.filter(gick_inte, pk=utskick.pk, skickad=None)
    if not kvar.update(paborjad=None, fel=""):
        return False
    logga(av=av, nar=nar, typ="organisation.skicka_om_utskick", objekt=utskick)
    skicka_task(task=TASK)
    return True
