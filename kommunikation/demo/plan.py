"""Storköping's plan 2025–2027: goals, indicators, target levels, comments. All of it invented, around
the guide's example of four school indicators. It was decided in November and changed in one decision in February."""

from dataclasses import dataclass, field
from datetime import date

PLAN = {"namn": "Mål och budget 2025–2027", "fran_ar": 2025, "till_ar": 2027}
STYRPERIOD = {"namn": "Mandatperioden 2023–2026", "fran_ar": 2023, "till_ar": 2026}
BESLUT = {"datum": date(2024, 11, 25), "paragraf": "KF § 148"}
NYTT_BESLUT = {"datum": date(2025, 2, 24), "paragraf": "KF § 21"}
BEDOMT_AR = 2025

KS = "Kommunstyrelsen"
BUN = "Barn- och utbildningsnämnden"
SN = "Socialnämnden"
SBN = "Samhällsbyggnadsnämnden"
KFN = "Kultur- och fritidsnämnden"


@dataclass(frozen=True, slots=True)
class DemoIndikator:
    """`nivaer` are the target levels of 2025, 2026 and 2027. `grupp` is the comparison group."""

    nyckeltal: str
    namn: str
    nivaer: tuple[float, float, float]
    agare: str
    ansvarig: str
    riktning: str = "hog"
    kategori: str = "objektiv"
    paverkan: str = "stor"
    grupp: str = "alla"
    decimaler: int = 0
    tolerans: float | None = None
    tolerans_slag: str = "procent"
    marginal: float | None = None
    varfor: str = ""
    kommentar: str = ""
    kon: str = "T"


@dataclass(frozen=True, slots=True)
class DemoMal:
    titel: str
    enhet: str
    ansvarig: str
    beskrivning: str = ""
    indikatorer: tuple[DemoIndikator, ...] = ()
    underordnade: tuple["DemoMal", ...] = ()
    horisontellt: bool = False
    bidrar_till: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoOmrade:
    namn: str
    beskrivning: str
    mal: tuple[DemoMal, ...] = field(default=())


I = DemoIndikator  # noqa: E741

JAMSTALLDHET = "Flickor och pojkar, kvinnor och män ska få lika mycket av kommunens service"
SKOLMAL = "Våra skolor ska vara bland de bästa i hela landet"

OMRADEN: tuple[DemoOmrade, ...] = (
    DemoOmrade(
        "Lärande",
        "Barn och unga i Storköping ska lyckas i skolan, vilken skola de än går i.",
        (
            DemoMal(
                SKOLMAL,
                "Kommunfullmäktige",
                "per.hedin",
                "Resultaten ska höra till landets bästa, till en kostnad som står i proportion till dem.",
                (
                    I(
                        "X15001",
                        "Kostnad per betygspoäng",
                        (320, 320, 315),
                        BUN,
                        "per.hedin",
                        "lag",
                        "effektivitet",
                        "stor",
                        "liknande",
                        varfor="Visar om resurserna i grundskolan ger resultat.",
                        kommentar="Kostnaden har stigit varje år sedan 2012. Nämnden ser över lokaler och gruppstorlekar "
                        "och återkommer i delårsrapporten.",
                    ),
                    I(
                        "X15002",
                        "Resultat i årskurs 3 i de nationella proven",
                        (75, 77, 80),
                        BUN,
                        "per.hedin",
                        varfor="Tidiga kunskaper avgör hur det går senare.",
                        kommentar="Nivån nås men resultaten har sjunkit fyra år i rad. Förslag till åtgärder läggs fram "
                        "under hösten.",
                    ),
                    I(
                        "X15003",
                        "Elevernas syn på skolan och undervisningen i årskurs 8",
                        (85, 85, 86),
                        BUN,
                        "per.hedin",
                        kategori="subjektiv",
                        varfor="Elever som trivs och får stöd lär sig mer.",
                        kommentar="Samma goda nivå i flera år. En dialog med elevråden hålls i vår.",
                    ),
                    I(
                        "X15004",
                        "Behöriga till nationellt program på gymnasiet",
                        (90, 90, 91),
                        BUN,
                        "per.hedin",
                        decimaler=1,
                        varfor="Behörighet till gymnasiet är det bästa skyddet mot utanförskap.",
                        kommentar="Andelen ligger kvar trots flera satsningar. Analysgruppen söker orsaker.",
                    ),
                ),
                (
                    DemoMal(
                        "Eleverna ska vara trygga och möta behöriga lärare",
                        BUN,
                        "per.hedin",
                        "",
                        (
                            I(
                                "X15005",
                                "Trygga elever i årskurs 9",
                                (86, 87, 88),
                                BUN,
                                "per.hedin",
                                kategori="subjektiv",
                                decimaler=1,
                                kommentar="Två skolor drar ned. Trygghetsteam finns nu på alla högstadieskolor.",
                            ),
                            I(
                                "X15006",
                                "Behöriga lärare i grundskolan",
                                (76, 78, 80),
                                BUN,
                                "per.hedin",
                                kategori="resurs",
                                decimaler=1,
                                grupp="liknande",
                            ),
                            I(
                                "X17001",
                                "Gymnasieexamen inom fyra år",
                                (75, 76, 77),
                                BUN,
                                "per.hedin",
                                decimaler=1,
                            ),
                        ),
                    ),
                    DemoMal(
                        "Pojkar och flickor ska lyckas lika bra i skolan",
                        BUN,
                        "per.hedin",
                        "",
                        (
                            I(
                                "X15004",
                                "Behöriga till nationellt program, pojkar",
                                (82, 84, 86),
                                BUN,
                                "per.hedin",
                                decimaler=1,
                                kon="M",
                            ),
                        ),
                        bidrar_till=(JAMSTALLDHET,),
                    ),
                    DemoMal(
                        "Förskola när familjen behöver den",
                        BUN,
                        "per.hedin",
                        "",
                        (
                            I(
                                "X11003",
                                "Plats i förskolan på önskat datum",
                                (80, 85, 90),
                                BUN,
                                "per.hedin",
                                kommentar="Två nya förskolor öppnade i augusti. Kön väntas vara borta till våren.",
                            ),
                            I(
                                "X11001",
                                "Barn per årsarbetare i förskolan",
                                (5.0, 5.0, 4.9),
                                BUN,
                                "per.hedin",
                                "lag",
                                "resurs",
                                decimaler=1,
                                grupp="liknande",
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    DemoOmrade(
        "Omsorg och trygghet",
        "Den som behöver stöd ska få det i tid och känna igen den som kommer.",
        (
            DemoMal(
                "Äldre i Storköping ska känna sig trygga",
                "Kommunfullmäktige",
                "lena.back",
                "",
                (
                    I(
                        "X21001",
                        "Nöjda med hemtjänsten",
                        (91, 91, 92),
                        SN,
                        "lena.back",
                        kategori="subjektiv",
                        marginal=4.5,
                        kommentar="Nöjdheten sjunker i takt med att fler olika personer kommer hem till varje brukare.",
                    ),
                    I(
                        "X23001",
                        "Nöjda med sitt särskilda boende",
                        (84, 84, 85),
                        SN,
                        "lena.back",
                        kategori="subjektiv",
                        kommentar="Fjärde året med nedgång. Analysen är igång och redovisas i april.",
                    ),
                ),
                (
                    DemoMal(
                        "Kvinnor och män ska vara lika nöjda med hemtjänsten",
                        SN,
                        "lena.back",
                        "",
                        (
                            I(
                                "X21001",
                                "Nöjda med hemtjänsten, kvinnor",
                                (88, 89, 90),
                                SN,
                                "lena.back",
                                kategori="subjektiv",
                                kon="K",
                            ),
                        ),
                        bidrar_till=(JAMSTALLDHET,),
                    ),
                    DemoMal(
                        "Få och kända ansikten i hemtjänsten",
                        SN,
                        "lena.back",
                        "",
                        (
                            I(
                                "X21002",
                                "Olika personal hos en person med hemtjänst på fjorton dagar",
                                (14, 13, 12),
                                SN,
                                "lena.back",
                                "lag",
                                grupp="liknande",
                                tolerans=1,
                                tolerans_slag="absolut",
                                kommentar="Schemaläggningen görs om i mars: fasta team om åtta i varje område.",
                            ),
                            I(
                                "X23002",
                                "Väntetid till särskilt boende",
                                (50, 45, 40),
                                SN,
                                "lena.back",
                                "lag",
                                kommentar="Fyrtio nya platser står klara 2027.",
                            ),
                        ),
                    ),
                ),
            ),
            DemoMal(
                "Stöd i rätt tid ska göra stödet kort",
                SN,
                "lena.back",
                "",
                (
                    I(
                        "X31001",
                        "Väntetid till beslut om försörjningsstöd",
                        (12, 11, 10),
                        SN,
                        "lena.back",
                        "lag",
                        kommentar="Digital ansökan och kvällstider har kortat väntan varje år.",
                    ),
                    I(
                        "X31002",
                        "Invånare med försörjningsstöd",
                        (2.5, 2.4, 2.3),
                        SN,
                        "lena.back",
                        "lag",
                        decimaler=1,
                        paverkan="viss",
                        grupp="liknande",
                    ),
                    I(
                        "X31003",
                        "Unga som inte återkommer efter avslutad insats",
                        (80, 81, 82),
                        SN,
                        "lena.back",
                    ),
                    I(
                        "X25001",
                        "Kvalitetsaspekter i gruppbostad och servicebostad",
                        (90, 91, 92),
                        SN,
                        "lena.back",
                        grupp="liknande",
                    ),
                ),
            ),
        ),
    ),
    DemoOmrade(
        "Öppen och nära kommun",
        "Det ska vara lätt att nå kommunen, få svar och kunna påverka.",
        (
            DemoMal(
                "Den som kontaktar kommunen ska få svar direkt",
                "Kommunfullmäktige",
                "ansvarig",
                "",
                (
                    I(
                        "X00101",
                        "Direkt svar per telefon på en enkel fråga",
                        (85, 85, 88),
                        KS,
                        "ansvarig",
                        kommentar="Kundtjänsten öppnar i januari. Handlingsplanen för telefoni följs upp varje kvartal.",
                    ),
                    I("X00102", "Svar på e-post inom en arbetsdag", (90, 92, 93), KS, "ansvarig"),
                    I("X00103", "Gott bemötande", (85, 87, 88), KS, "ansvarig", kategori="subjektiv"),
                ),
                (
                    DemoMal(
                        "En väg in till kommunen",
                        KS,
                        "ansvarig",
                        "Den som ringer, skriver eller kommer ska inte behöva veta vem som gör vad.",
                        (),
                        (
                            DemoMal(
                                "Kundtjänsten löser de vanligaste frågorna i första samtalet",
                                "Medborgarkontoret",
                                "ansvarig",
                                "",
                                (
                                    I(
                                        "X00101",
                                        "Svar i första samtalet",
                                        (80, 82, 85),
                                        "Medborgarkontoret",
                                        "ansvarig",
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
            DemoMal(
                JAMSTALLDHET,
                "Kommunfullmäktige",
                "analytiker",
                "Ett horisontellt mål: varje nämnd bryter ned det i sin egen verksamhet.",
                horisontellt=True,
            ),
            DemoMal(
                "Invånarna ska kunna påverka och känna sig trygga ute",
                "Kommunfullmäktige",
                "analytiker",
                "",
                (
                    I(
                        "X05002",
                        "Upplever att de kan påverka besluten",
                        (25, 25, 27),
                        KS,
                        "analytiker",
                        kategori="subjektiv",
                        paverkan="viss",
                        kommentar="Medborgarbudgeten provas i två stadsdelar nästa år.",
                    ),
                    I(
                        "X05003",
                        "Trygga utomhus när det är mörkt",
                        (70, 71, 72),
                        SBN,
                        "samir.haddad",
                        kategori="subjektiv",
                        paverkan="viss",
                        grupp="liknande",
                    ),
                    I(
                        "X05004",
                        "Kan rekommendera andra att flytta hit",
                        (66, 66, 68),
                        KS,
                        "analytiker",
                        kategori="subjektiv",
                        paverkan="viss",
                    ),
                    I(
                        "X09001",
                        "Bibliotekets öppethållande kvällar och helger",
                        (20, 22, 24),
                        KFN,
                        "ingrid.nyberg",
                        kategori="aktivitet",
                        kommentar="Meröppet infördes på huvudbiblioteket i september.",
                    ),
                ),
            ),
        ),
    ),
    DemoOmrade(
        "Hållbar kommun",
        "Kommunen ska lämna mindre avtryck och ge fler ett arbete.",
        (
            DemoMal(
                "Kommunens egna inköp och resor ska vara fossilfria",
                "Kommunfullmäktige",
                "samir.haddad",
                "",
                (
                    I(
                        "X07003",
                        "Fossilfria bilar i kommunens fordonspark",
                        (60, 72, 85),
                        SBN,
                        "samir.haddad",
                        kategori="aktivitet",
                    ),
                    I(
                        "X07001",
                        "Hushållsavfall till återvinning",
                        (48, 50, 52),
                        SBN,
                        "samir.haddad",
                        paverkan="viss",
                    ),
                    I(
                        "X07002",
                        "Ekologiska livsmedel",
                        (31, 32, 33),
                        SBN,
                        "samir.haddad",
                        kategori="aktivitet",
                        kommentar="Priserna styr inköpen. Nytt avtal från mars.",
                    ),
                ),
            ),
            DemoMal(
                "Fler ska ha ett arbete att gå till",
                "Kommunfullmäktige",
                "tomas.ahl",
                "",
                (
                    I(
                        "X40001",
                        "Förvärvsarbetande 20–64 år",
                        (82, 82.5, 83),
                        KS,
                        "tomas.ahl",
                        paverkan="viss",
                        decimaler=1,
                        grupp="liknande",
                    ),
                    I(
                        "X00105",
                        "Företagens omdöme om kommunens service",
                        (77, 78, 79),
                        KS,
                        "tomas.ahl",
                        kategori="subjektiv",
                    ),
                ),
            ),
        ),
    ),
    DemoOmrade(
        "God ekonomi och god arbetsplats",
        "Ekonomin ska hålla också för nästa generation, och medarbetarna må bra.",
        (
            DemoMal(
                "Ekonomin ska vara i balans och medarbetarna må bra",
                "Kommunfullmäktige",
                "tomas.ahl",
                "",
                (
                    I(
                        "X03001",
                        "Resultat av skatter och bidrag",
                        (2.0, 2.0, 2.0),
                        KS,
                        "tomas.ahl",
                        decimaler=1,
                        tolerans=0.5,
                        tolerans_slag="absolut",
                    ),
                    I(
                        "X00104",
                        "Sjukfrånvaro bland medarbetarna",
                        (7.5, 7.2, 7.0),
                        KS,
                        "tomas.ahl",
                        "lag",
                        "process",
                        decimaler=1,
                        kommentar="Korttidsfrånvaron är tillbaka på samma nivå som 2019, den långa ökar i omsorgen.",
                    ),
                ),
            ),
        ),
    ),
)

# What the plan said until the decision in February: (nyckeltal, goal) → target levels, and who owned it.
FORE_NYTT_BESLUT = {
    ("X15004", SKOLMAL): {"nivaer": (90, 92, 94)},
    ("X00101", "Den som kontaktar kommunen ska få svar direkt"): {"nivaer": (85, 85, 85)},
    ("X09001", "Invånarna ska kunna påverka och känna sig trygga ute"): {"agare": KS},
}

ANSIKTE = {
    "mal": SKOLMAL,
    "signal": "gron",
    "motivering": "Två av fyra nivåer nås, och både resultaten i årskurs 3 och elevernas syn på skolan ligger över dem. "
    "Nämnden bedömer att målet är på väg att nås och att kostnaden hanteras i budgeten för 2027.",
    "av": "per.hedin",
}
