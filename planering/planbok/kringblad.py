"""The sheets of what a plan rests on: knowledge cards, own measures, what is to be done, and money."""

from planering.domain import resurskolumner
from planering.domain.resursrader import LANGD, RUBRIKER
from planering.models import Avsnitt, Egetmatt, Verksamhet
from planering.planbok.kolumnslag import (
    DATUM,
    DECIMAL,
    ENHET,
    ENHETLISTA,
    HELTAL,
    INDIKATORNAMN,
    JANEJ,
    NYCKEL,
    NYCKELKOLUMN,
    REF,
    REVISIONSKOLUMN,
    VAL,
    VISAS,
    Blad,
    Kolumn,
    namnkolumn,
    val_av,
)

EGNA_MATT = Blad(
    "egetmatt",
    "Egna mått",
    "E",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        namnkolumn(langst=200),
        Kolumn("enhet", "Enhet", langst=40, bredd=10),
        Kolumn("decimaler", "Decimaler", HELTAL, kravs=True, bredd=10),
        Kolumn("frekvens", "Mäts", VAL, val=val_av(Egetmatt.Frekvens.choices), kravs=True, bredd=14),
        Kolumn("sammanstallning", "Året blir", VAL, val=val_av(Egetmatt.Sammanstallning.choices), bredd=28),
        Kolumn("konsuppdelat", "Könsuppdelat", JANEJ, bredd=12),
        Kolumn("formel", "Så räknas det", bredd=60),
        Kolumn("agare", "Ägare", ENHET, kravs=True, bredd=28),
    ),
)
KUNSKAPSKORT = Blad(
    "kunskapskort",
    "Kunskapskort",
    "K",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        Kolumn("indikator", "Indikator (nyckel)", REF, blad="indikator", kravs=True, bredd=10),
        INDIKATORNAMN,
        Kolumn("mater", "Vad mäter indikatorn?", bredd=48),
        Kolumn("paverkar", "Vilkas processer påverkar den?", bredd=48),
        Kolumn("paverkar_inte", "Vilkas processer påverkar den inte?", bredd=48),
        Kolumn("bakgrund", "Vilka bakgrundsvariabler spelar in?", bredd=48),
    ),
)
UPPDRAG = Blad(
    "uppdrag",
    "Uppdrag",
    "U",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        namnkolumn("Uppdragsbeskrivning"),
        Kolumn("enheter", "Gäller (en enhet per rad i cellen)", ENHETLISTA, kravs=True, bredd=48),
    ),
)
UPPDRAGSTEXTER = Blad(
    "uppdragstext",
    "Uppdragstexter",
    "T",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        Kolumn("uppdrag", "Uppdrag (nyckel)", REF, blad="uppdrag", kravs=True, bredd=10),
        Kolumn("uppdragsnamn", "Uppdragets namn (läses inte)", VISAS, bredd=36, av="uppdrag"),
        Kolumn("avsnitt", "Avsnitt", VAL, val=val_av(Avsnitt.choices), kravs=True, bredd=30),
        Kolumn("text", "Text", langst=20_000, bredd=100),
    ),
)
UPPDRAGSKALLOR = Blad(
    "uppdragskalla",
    "Källor",
    "L",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        Kolumn("text", "Uppdragstext (nyckel)", REF, blad="uppdragstext", kravs=True, bredd=12),
        Kolumn("avsnittsnamn", "Uppdrag och avsnitt (läses inte)", VISAS, bredd=48, av="text"),
        Kolumn("titel", "Källa", kravs=True, langst=200, bredd=48),
        Kolumn("lank", "Länk", langst=500, bredd=48),
        Kolumn("datum", "Datum", DATUM, bredd=12),
    ),
)


def _ramkolumn(namn: str) -> Kolumn:
    """A column of the resources' own file, with the same heading and the same rules."""
    rubrik = RUBRIKER[namn]
    if namn in resurskolumner.PER_NAMN:
        return Kolumn(namn, rubrik, DECIMAL, bredd=13, tal=resurskolumner.PER_NAMN[namn])
    return {
        "ar": Kolumn("ar", rubrik, HELTAL, kravs=True, bredd=8),
        "slag": Kolumn("slag", rubrik, VAL, val=val_av(Verksamhet.Slag.choices), kravs=True),
        "summa": Kolumn("summa", f"{rubrik} (räknas ut, läses inte)", VISAS, bredd=13, av=NYCKEL),
    }.get(namn) or Kolumn(namn, rubrik, kravs=namn in ("namnd", "namn"), langst=LANGD[namn], bredd=28)


RAMAR = Blad("ram", "Ramar", "R", (NYCKELKOLUMN, REVISIONSKOLUMN, *(_ramkolumn(namn) for namn in RUBRIKER)))
ORONMARKNINGAR = Blad(
    "oronmarkning",
    "Öronmärkningar",
    "B",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        Kolumn("ram", "Ram (nyckel)", REF, blad="ram", kravs=True, bredd=10),
        Kolumn("ramnamn", "Ramens verksamhet och år (läses inte)", VISAS, bredd=48, av="ram"),
        Kolumn("mal", "Mål (nyckel)", REF, blad="mal", kravs=True, bredd=10),
        Kolumn("maltitel", "Målets titel (läses inte)", VISAS, bredd=36, av="mal"),
        Kolumn(
            "belopp", "Belopp (tkr)", DECIMAL, kravs=True, bredd=13,
            tal=resurskolumner.Kolumn("belopp", "Belopp", "Belopp", "tkr", 3),
        ),
        Kolumn("kommentar", "Vad pengarna ska räcka till", langst=250, bredd=48),
    ),
)  # fmt: skip
