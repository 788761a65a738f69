"""What the pages of learning stand on, for tests that need one of each."""

from kkik.models import Definitionsbrott
from planering.models import Egetmatt, Indikator
from tests.conftest import NU
from uppfoljning.models import Arende, GottExempel


def laraobjekt(indikator: Indikator) -> dict[str, object]:
    """For tests/test_urlar.py: by the word before it in an address."""
    brott = Definitionsbrott.objects.create(nyckeltal=indikator.nyckeltal, upptackt=NU)
    arende = Arende.objects.create(
        indikator=indikator,
        orsak="definition",
        fakta=f"brott:{brott.pk}",
        text="Texten är ändrad.",
        skapad=NU,
    )
    exempel = GottExempel.objects.create(
        titel="Läsverkstad", gjordes="En timme om dagen.", vem="Påhittade Byn", skapad=NU, skapad_av="Anna"
    )
    return {
        "definitioner": brott.pk,
        "bast": indikator.pk,
        "enheter": Egetmatt.objects.create(namn="Läser flytande i årskurs 1", agare=indikator.agare).pk,
        "exempel": exempel.pk,
        "arenden": arende.pk,
    }
