"""The sheets of the plan's workbook and their columns. What is written is what is read."""

from dataclasses import replace

from kkik.models import Kon
from planering.models import (
    Aktivitet,
    Indikator,
    Kategori,
    LederTillMal,
    Malniva,
    Paverkansgrad,
    Planstatus,
)
from planering.planbok.kolumnslag import (
    ANSVARIG,
    DATUM,
    EGETMATT,
    ENHET,
    ENHETSKOLUMN,
    HELTAL,
    INDIKATORNAMN,
    JANEJ,
    NIVAREVISION,
    NYCKELKOLUMN,
    NYCKELTAL,
    REF,
    REFLISTA,
    REVISIONSKOLUMN,
    TAL,
    VAL,
    VISAS,
    Blad,
    Kolumn,
    namnkolumn,
    val_av,
)
from planering.planbok.kringblad import (
    EGNA_MATT,
    KUNSKAPSKORT,
    ORONMARKNINGAR,
    RAMAR,
    UPPDRAG,
    UPPDRAGSKALLOR,
    UPPDRAGSTEXTER,
)

PLAN = Blad(
    "plan",
    "Plan",
    "P",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        namnkolumn(),
        Kolumn("fran_ar", "Första år", HELTAL, kravs=True, bredd=10),
        Kolumn("till_ar", "Sista år", HELTAL, kravs=True, bredd=10),
        Kolumn("status", "Status", VAL, val=val_av(Planstatus.choices), kravs=True, bredd=14),
    ),
)
MALOMRADEN = Blad(
    "malomrade",
    "Målområden",
    "O",
    (NYCKELKOLUMN, REVISIONSKOLUMN, namnkolumn(langst=120), Kolumn("beskrivning", "Beskrivning", bredd=60)),
    (),
)
MAL = Blad(
    "mal",
    "Mål",
    "M",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        Kolumn("malomrade", "Målområde (nyckel)", REF, blad="malomrade", kravs=True, bredd=12),
        Kolumn("overordnat", "Överordnat mål (nyckel)", REF, blad="mal", bredd=14),
        Kolumn("titel", "Mål", kravs=True, langst=250, bredd=48),
        Kolumn("beskrivning", "Vad målet betyder", bredd=48),
        replace(ENHETSKOLUMN, rubrik="Vems mål"),
        ANSVARIG,
        Kolumn("horisontellt", "Horisontellt", JANEJ, bredd=12),
        Kolumn("bidrar_till", "Bidrar till (nycklar)", REFLISTA, blad="mal", bredd=16),
    ),
    ("malomrade", "overordnat"),
)
INDIKATORER = Blad(
    "indikator",
    "Indikatorer",
    "I",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        Kolumn(NIVAREVISION, "Målnivåernas revision", HELTAL, bredd=12),
        Kolumn("mal", "Mål (nyckel)", REF, blad="mal", kravs=True, bredd=10),
        Kolumn("maltitel", "Målets titel (läses inte)", VISAS, bredd=36, av="mal"),
        Kolumn("nyckeltal", "Nyckeltal", NYCKELTAL, bredd=11),
        Kolumn("egetmatt", "Eget mått", EGETMATT, bredd=24),
        Kolumn("namn", "Namn", langst=200, bredd=36),
        Kolumn("riktning", "Vad är bra?", VAL, val=val_av(Indikator.Riktning.choices), kravs=True, bredd=16),
        Kolumn("intervall_a", "Intervallets nedre ände", TAL, bredd=12),
        Kolumn("intervall_b", "Intervallets övre ände", TAL, bredd=12),
        Kolumn("kategori", "Kategori", VAL, val=val_av(Kategori.choices), kravs=True),
        Kolumn("paverkansgrad", "Påverkas", VAL, val=val_av(Paverkansgrad.choices), kravs=True, bredd=16),
        Kolumn("agare", "Ägare", ENHET, kravs=True, bredd=28),
        ANSVARIG,
        Kolumn("jamforelsegrupp", "Jämförs med", kravs=True, langst=80, bredd=14),
        Kolumn("kon", "Kön", VAL, val=val_av(Kon.choices), kravs=True, bredd=10),
        Kolumn("decimaler", "Decimaler", HELTAL, kravs=True, bredd=10),
        Kolumn("varfor", "Varför mäter vi det?", bredd=40),
        Kolumn("malniva_skal", "Skäl för målnivå", bredd=30),
        Kolumn("utgangsvarde", "Utgångsvärde", TAL, bredd=13),
        Kolumn("utgangsar", "Utgångsår", HELTAL, bredd=11),
        Kolumn("tolerans", "Tolerans", TAL, bredd=10),
        Kolumn(
            "tolerans_slag",
            "Toleransen anges",
            VAL,
            val=val_av(Indikator.Toleransslag.choices),
            kravs=True,
            bredd=20,
        ),
        Kolumn("marginal", "Felmarginal", TAL, bredd=12),
    ),
    ("mal",),
)
MALNIVAER = Blad(
    "malniva",
    "Målnivåer",
    "",
    (
        Kolumn("indikator", "Indikator (nyckel)", REF, blad="indikator", kravs=True, bredd=10),
        INDIKATORNAMN,
        Kolumn("ar", "År", HELTAL, kravs=True, bredd=8),
        Kolumn("kon", "Kön", VAL, val=val_av(Kon.choices), kravs=True, bredd=10),
        Kolumn("slag", "Slag", VAL, val=val_av(Malniva.Slag.choices), kravs=True, bredd=12),
        Kolumn("varde", "Nivå", TAL, bredd=12),
        Kolumn("a", "Nedre ände", TAL, bredd=12),
        Kolumn("b", "Övre ände", TAL, bredd=12),
        Kolumn("forandring", "Förändring", VAL, val=val_av(Malniva.Forandring.choices), bredd=18),
    ),
)
HANDLINGSPLANER = Blad(
    "handlingsplan",
    "Handlingsplaner",
    "H",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        Kolumn("mal", "Mål (nyckel)", REF, blad="mal", bredd=10),
        namnkolumn(),
        Kolumn("omrade", "Område", kravs=True, langst=120),
        Kolumn("nulage", "Nuläge", kravs=True, bredd=48),
        Kolumn("malbild", "Vad ska vara uppnått?", kravs=True, bredd=48),
        replace(ENHETSKOLUMN, rubrik="Ansvarig enhet"),
        ANSVARIG,
        Kolumn("uppfoljning", "Uppföljning", langst=160),
        Kolumn("hur_ofta", "När", langst=120, bredd=18),
    ),
)
AKTIVITETER = Blad(
    "aktivitet",
    "Aktiviteter",
    "A",
    (
        NYCKELKOLUMN,
        REVISIONSKOLUMN,
        Kolumn("handlingsplan", "Handlingsplan (nyckel)", REF, blad="handlingsplan", kravs=True, bredd=14),
        Kolumn("overordnad", "Del av (nyckel)", REF, blad="aktivitet", bredd=10),
        namnkolumn("Aktivitet", 200, 40),
        Kolumn("leder", "Leder den till målet?", VAL, val=val_av(LederTillMal.choices), bredd=12),
        Kolumn("vag_till_mal", "Varför: hur den leder till målet, eller varför inte", langst=2000, bredd=40),
        Kolumn("hur", "Hur", langst=2000, bredd=40),
        Kolumn("viktiga_faktorer", "Viktiga faktorer", langst=2000, bredd=36),
        Kolumn("kostnad_tkr", "Kostnad (tkr)", HELTAL, bredd=11),
        Kolumn("tjanst", "Tjänst", TAL, bredd=9),
        Kolumn("ansvar", "Ansvar", kravs=True, langst=120),
        replace(ANSVARIG, rubrik="Person (e-post)"),
        Kolumn("startar", "Startar", DATUM, bredd=12),
        Kolumn("klar_senast", "Klar senast", DATUM, bredd=12),
        Kolumn("status", "Status", VAL, val=val_av(Aktivitet.Status.choices), kravs=True, bredd=12),
        Kolumn("avford_skal", "Avförd därför att", langst=2000, bredd=36),
        Kolumn("uppfoljning", "Uppföljning", langst=160),
        Kolumn("hur_ofta", "Följs upp", langst=120, bredd=18),
    ),
    ("handlingsplan", "overordnad"),
)
BLAD = (
    PLAN, MALOMRADEN, MAL, INDIKATORER, MALNIVAER, KUNSKAPSKORT, EGNA_MATT, HANDLINGSPLANER, AKTIVITETER,
    UPPDRAG, UPPDRAGSTEXTER, UPPDRAGSKALLOR, RAMAR, ORONMARKNINGAR,
)  # fmt: skip
PER_KOD = {blad.kod: blad for blad in BLAD}
UTTAG = "Uttag"
LAS_MIG = "Läs mig"
