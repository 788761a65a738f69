"""Done actions and what became of them, for the tests: in the invented country of tests/uppfoljning/conftest.py every
other municipality's mean of 2021–2022 is 1.5 below its mean of 2024–2025."""

from datetime import date
from typing import Any

from atgarder.actions.effekt import rakna_effekter
from atgarder.models import Atgardsuppdrag, Beslutadeffekt, Beslutspunkt
from planering.models import Handlingsplan, Indikator
from tests.atgarder.uppdragshjalp import besluta, forslag_att_besluta
from tests.conftest import NU
from tests.uppfoljning.conftest import SJUNKER

BESLUT = date(2022, 3, 1)
# Own values by what they come to: from 60 to 71 (+11), from 60 to 61.5 (as everybody), from 76 to 70 (−6).
VISAD = {2021: 60.0, 2022: 60.0, 2023: 62.0, 2024: 70.0, 2025: 72.0}
SOM_ANDRA = {2021: 60.0, 2022: 60.0, 2023: 61.0, 2024: 61.0, 2025: 62.0}
SAMRE = SJUNKER


def beslutad(
    indikator: Indikator,
    titel: str = "Tidigt stöd",
    *,
    till: float = 69.0,
    effektar: int = 2024,
    fran: float | None = 60.0,
    franar: int | None = 2021,
    **falt: Any,
) -> Beslutspunkt:
    """Carried in 2022, with one expected effect."""
    forslag = forslag_att_besluta(indikator, titel)
    return besluta(
        forslag, effekter=[(indikator, fran, franar, till, effektar)], **{"sammantrade": BESLUT} | falt
    )


def uppdrag_av(punkt: Beslutspunkt, genomforande: str = "genomford", **falt: Any) -> Atgardsuppdrag:
    """An assignment straight into the tables; done in 2023 unless something else is said."""
    enhet = punkt.forslag.analys.enhet
    plan = Handlingsplan.objects.create(
        namn=punkt.forslag.titel, omrade="Skola", nulage="Sent stöd", malbild="Tidigt stöd", enhet=enhet
    )
    grund: dict[str, Any] = {"genomforande": genomforande}
    if genomforande != "pagar":
        grund |= {
            "genomford": date(2023, 1, 15),
            "genomforande_text": "Fyra speciallärare flyttades till årskurs 1–3.",
            "lardom": "Börja med schemat.",
        }
    return Atgardsuppdrag.objects.create(punkt=punkt, enhet=enhet, handlingsplan=plan, **grund | falt)


def gjort(
    varld, kolada_id: str = "U99911", egna: dict | None = None, titel: str = "Tidigt stöd", **falt: Any
):
    """A done action on a nyckeltal of its own, with its verdict computed."""
    indikator = varld.indikator(varld.nyckeltal(kolada_id, VISAD if egna is None else egna))
    uppdrag = uppdrag_av(beslutad(indikator, titel), **falt)
    rakna_effekter(nar=NU)
    return uppdrag


def effekt_av(uppdrag: Atgardsuppdrag) -> Beslutadeffekt:
    return Beslutadeffekt.objects.select_related("utslag", "indikator").get(punkt=uppdrag.punkt_id)


def effektobjekt(indikator: Indikator) -> dict[str, int]:
    """What stands in the addresses of effects and of the memory, by the word before it."""
    uppdrag = uppdrag_av(beslutad(indikator, "Stöd på lovet"))
    rakna_effekter(nar=NU)
    return {"effekt": effekt_av(uppdrag).pk, "minne": uppdrag.pk}
