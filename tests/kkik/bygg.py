"""Builds small made-up countries for tests. Every value is written out or follows from a formula in the test."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import connection

from kkik.models import Kommun, Kommungrupp, Nyckeltal, Nyckeltalsgrupp, Varde

NU = datetime(2026, 3, 11, 8, 30, tzinfo=UTC)
Serier = Mapping[int, Mapping[int, float | None]]


def kommuner(*ids: int, namn: str = "Kommun") -> list[Kommun]:
    """Municipalities 1001… named "Kommun 1001"…; the country 0 and region 9 always come along."""
    Kommun.objects.bulk_create(
        [Kommun(id=0, namn="Riket", typ="L"), Kommun(id=9, namn="Region Nio", typ="L")], ignore_conflicts=True
    )
    return Kommun.objects.bulk_create([Kommun(id=i, namn=f"{namn} {i}", typ="K") for i in ids])


def nyckeltal(kolada_id: str = "N10001", titel: str = "Ett mått, andel (%)", **falt) -> Nyckeltal:
    falt = {"enhet": "%", "beskrivning": "Vad måttet mäter. Källa: Påhittade byrån.", "hamtad": NU} | falt
    rad = Nyckeltal.objects.create(kolada_id=kolada_id, titel=titel, **falt)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kkik_nyckeltal SET sok = setweight(to_tsvector('swedish', titel), 'A') || "
            "setweight(to_tsvector('swedish', beskrivning), 'B') WHERE id = %s",
            [rad.pk],
        )
    return rad


def varden(n: Nyckeltal, serier: Serier, kon: str = "T", **falt) -> None:
    """{municipality: {year: value}}; None is a row that Kolada sent without a value."""
    Varde.objects.bulk_create(
        [
            Varde(nyckeltal_id=n.pk, kommun_id=k, ar=ar, kon=kon, varde=v, andrad=1, **falt)
            for k, serie in serier.items()
            for ar, v in serie.items()
        ]
    )


def grupp(kolada_id: str, titel: str, medlemmar: list[int], **falt) -> Kommungrupp:
    rad = Kommungrupp.objects.create(kolada_id=kolada_id, titel=titel, **falt)
    rad.medlemmar.set(medlemmar)
    return rad


def kkik_grupp(*medlemmar: Nyckeltal) -> Nyckeltalsgrupp:
    rad = Nyckeltalsgrupp.objects.create(kolada_id="G2KPI74586", titel="Kommunens kvalitet i korthet (KKiK)")
    rad.medlemmar.set(medlemmar)
    return rad
