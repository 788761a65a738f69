"""What has happened with a KKiK measure: written, changed and taken back."""

from datetime import datetime

from django.db import transaction

from kkik.models import Nyckeltal
from organisation.models import Person
from planering.actions import gemensamt
from planering.domain.fel import Krock
from uppfoljning.models import Kkikberattelse

LANGST = 2000


@transaction.atomic
def skriv_kkikberattelse(
    *,
    av: Person,
    nar: datetime,
    nyckeltal: Nyckeltal,
    ar: int,
    text: str,
    revision: int | None = None,
) -> Kkikberattelse:
    """The measure's text for the year. `revision`: of the row the writer saw, None when there was none to see.

    Raises Krock when somebody else has written since, Planeringsfel for an empty first text or too long a one.
    """
    text = text.strip()
    # Two who write the first text at once: the measure's row makes the second wait and see the first's.
    Nyckeltal.objects.select_for_update().only("pk").get(pk=nyckeltal.pk)
    rad = Kkikberattelse.objects.filter(nyckeltal=nyckeltal, ar=ar).first()
    gemensamt.fraga_fel(
        {
            "text": "Skriv vad som har hänt."
            if rad is None and not text
            else f"Texten kan vara högst {LANGST} tecken. Den är {len(text)}."
            if len(text) > LANGST
            else None
        }
    )
    vem = {"skriven_av": av.namn, "skriven": nar}
    if rad is None:
        return gemensamt.skapa(Kkikberattelse(nyckeltal=nyckeltal, ar=ar, text=text, **vem), av=av, nar=nar)
    if revision is None:
        raise Krock(rad)
    rad = gemensamt.las_rad(rad, revision)
    return rad if rad.text == text else gemensamt.andra(rad, {"text": text} | vem, av=av, nar=nar)
