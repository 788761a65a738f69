"""The log: one row for everything a person or a job did."""

from datetime import datetime

from django.db import models

from organisation.models import Handelse, Person


def logga(
    *,
    av: Person | None,
    nar: datetime,
    typ: str,
    objekt: models.Model | None = None,
    data: dict | None = None,
) -> None:
    """Add a row to the log, in the caller's transaction. `av` None is a job. `typ` is "app.verb_noun".

    An object that is a person is told by pseudonym only, so that the person can be removed and the log stay; see
    to it that no name of a person is in `data`.
    """
    if isinstance(objekt, Person):
        nyckel, etikett = str(objekt.pseudonym), ""
    else:
        nyckel, etikett = (str(objekt.pk), str(objekt)[:250]) if objekt is not None else ("", "")
    Handelse.objects.create(
        tid=nar,
        pseudonym=av.pseudonym if av is not None else None,
        typ=typ,
        objekt=objekt._meta.label if objekt is not None else "",
        objekt_id=nyckel,
        etikett=etikett,
        data=data or {},
    )
