"""What the log says of people coming and going. The address typed and the client's address are never in it."""

from datetime import datetime

from organisation.actions.logg import logga
from organisation.models import Person


def logga_inloggning(*, av: Person, nar: datetime) -> None:
    logga(av=av, nar=nar, typ="organisation.logga_in")


def logga_utloggning(*, av: Person, nar: datetime) -> None:
    logga(av=av, nar=nar, typ="organisation.logga_ut")


def logga_misslyckad_inloggning(*, epost: str, konto: str, nar: datetime, avvisad: bool = False) -> None:
    """Somebody unknown tried an address: a person of ours, told by pseudonym, or else only `konto`, a keyed digest
    of what was typed (people type their passwords there too). `avvisad`: too many tries, this one was not made."""
    person = Person.objects.filter(epost__iexact=epost.strip()).first()
    typ = "organisation.avvisa_inloggning" if avvisad else "organisation.misslyckas_logga_in"
    logga(av=None, nar=nar, typ=typ, objekt=person, data={} if person else {"konto": konto})


def byt_losenord(*, av: Person, nar: datetime, losenord: str) -> None:
    """The person's own new password, already validated."""
    av.set_password(losenord)
    av.save(update_fields=["password"])
    logga(av=av, nar=nar, typ="organisation.byt_losenord", objekt=av)
