"""Storköping's analyses of its schools: one that is finished, and one under way. All of it invented, on the demo's own
values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kommunikation.demo.plan import BEDOMT_AR

FOR, MOT, NEUTRAL = "for", "mot", "neutral"


@dataclass(frozen=True, slots=True)
class DemoBelagg:
    """`dagar`: how many days before it was written down the conversation or document is dated."""

    slag: str
    riktning: str
    visar: str
    avgorande: bool = False
    nyckeltal: str = ""
    falt: dict[str, Any] = field(default_factory=dict)
    dagar: int | None = None


@dataclass(frozen=True, slots=True)
class DemoHypotes:
    pastaende: str
    klass: str
    beskrivning: str = ""
    paverkan: str = ""
    fraga: str = ""
    belagg: tuple[DemoBelagg, ...] = ()
    utslag: str = ""
    skal: str = ""


@dataclass(frozen=True, slots=True)
class DemoForslag:
    """`bygger_pa` are places among the hypotheses. `kallor` are (slag, text, källa)."""

    titel: str
    beskrivning: str
    effekt: str
    bygger_pa: tuple[int, ...]
    kallor: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DemoAnalys:
    """`svar`: question → (answer, note); `oppnad`: days before the load. `slutord` concludes it.

    One of long ago has `dag`, the day it was opened, and `ar`, the outcome it set out from, before there were lights.
    """

    nyckeltal: str
    titel: str
    fraga: str
    till: str
    oppnad: int
    svar: dict[str, tuple[str, str]]
    hypoteser: tuple[DemoHypotes, ...]
    slutsatser: tuple[tuple[str, str, tuple[int, ...]], ...] = ()
    forslag: tuple[DemoForslag, ...] = ()
    slutord: str = ""
    enhet: str = "Barn- och utbildningsnämnden"
    ar: int = BEDOMT_AR
    dag: date | None = None


GRUPP = "Kommunens analysgrupp"
DELTAGARE = (
    ("analytiker", "leder analysgruppen"),
    ("per.hedin", "skola"),
    ("tomas.ahl", "ekonomi"),
    ("lena.back", "socialtjänst"),
    ("oscar.falk", "jämställdhet och folkhälsa"),
)
B, H = DemoBelagg, DemoHypotes

INGA_MATFEL = {
    "matfel-definition": (
        "nej",
        "Definitionen är genomgången med skolkontoret. Alla skolor räknar likadant.",
    ),
    "matfel-rakning": ("nej", "Uppgifterna är stämda mot skolornas egna betygsregister."),
    "matfel-bortfall": ("nej", "Alla kommunens skolor är med."),
    "matfel-tidpunkt": ("ej_aktuellt", "Betygen räknas vid läsårets slut, som varje år."),
}

BEHORIGA = DemoAnalys(
    nyckeltal="X15004",
    titel="Varför når inte fler elever gymnasiet?",
    fraga="Vad beror det på att andelen behöriga står still trots flera satsningar, och vad ska vi göra för att fler "
    "ska nå behörighet?",
    till="kommunstyrelsen",
    oppnad=150,
    svar={
        "matfel-definition": ("ja", "Elever som byter skola sent på våren kan ha hamnat fel. Prövas."),
        "matfel-rakning": ("nej", "Uppgifterna är stämda mot skolornas egna betygsregister."),
        "matfel-bortfall": ("nej", "Alla kommunens skolor är med."),
        "matfel-tidpunkt": ("ej_aktuellt", ""),
        "omvarld-lagar": ("nej", ""),
        "omvarld-arbete": ("nej", ""),
        "omvarld-ekonomi": ("ja", "Sägs ofta i lärarrummen: fler familjer har det svårt. Prövas."),
        "omvarld-konkurrens": ("nej", ""),
        "omvarld-befolkning": ("vet_ej", "Liten inflyttning, men sammansättningen är inte undersökt."),
        "medborgare-forvantan": ("nej", ""),
        "medborgare-bild": ("nej", ""),
        "kultur-uppdrag": ("nej", ""),
        "kultur-kunskap": ("nej", "Målet är väl känt på alla skolor."),
        "kultur-resultat": ("vet_ej", "Skolorna följer upp på olika sätt."),
        "kultur-centrum": ("nej", ""),
        "utrustning-fel": ("nej", ""),
        "brukare-behov": ("nej", ""),
        "brukare-forvantan": ("nej", ""),
        "brukare-delaktighet": ("ja", "Flickorna säger oftare att skolan inte är till för dem."),
        "aktiviteter-satt": ("ja", "Stödet läggs i de sista årskurserna."),
        "aktiviteter-mangd": ("ja", "Olika mellan skolorna."),
        "resurser-fordelning": ("ja", "Speciallärarna finns på högstadiet."),
        "resurser-kompetens": ("ja", "Gäller enskilda ämnen."),
        "resurser-mangd": ("nej", ""),
    },
    hypoteser=(
        H(
            "Stödet kommer för sent: den som tappar i lågstadiet får hjälp först i årskurs 8 och 9",
            "aktiviteter",
            "Stämmer det borde resultaten i årskurs 3 sjunka före resultaten i årskurs 9, och stödtimmarna ligga sent.",
            "stor",
            "aktiviteter-satt",
            (
                B(
                    "nyckeltal",
                    FOR,
                    "Andelen som klarar alla prov i årskurs 3 har fallit från 84,5 till 76 procent på sex år.",
                    True,
                    "X15002",
                    {"gruppkod": "liknande", "fran_ar": 2016},
                ),
                B(
                    "dialog",
                    FOR,
                    "Två av tre stödtimmar ligger i årskurs 8 och 9. Lärarna vet redan i trean vilka elever som får svårt.",
                    True,
                    falt={"kalla": "rektorer och speciallärare på alla skolor"},
                    dagar=2,
                ),
                B(
                    "nyckeltal",
                    MOT,
                    "Vi ligger fortfarande över liknande kommuner i årskurs 3.",
                    nyckeltal="X15002",
                    falt={"gruppkod": "liknande", "fran_ar": 2021},
                ),
            ),
            "verifierad",
            "Resultaten i årskurs 3 har sjunkit i fyra år medan stödet ligger kvar i de sista årskurserna. Rektorerna "
            "och speciallärarna beskriver samma sak var för sig. Att vi ligger över liknande kommuner ändrar inte att "
            "fler halkar efter tidigt.",
        ),
        H(
            "Undervisning och stöd når inte flickorna lika väl som pojkarna",
            "brukare",
            "Stämmer det borde gapet finnas år efter år och synas också i hur eleverna upplever skolan.",
            "viss",
            "brukare-delaktighet",
            (
                B(
                    "kon",
                    FOR,
                    "Flickorna ligger under pojkarna varje år. 2025 är skillnaden fem procentenheter.",
                    True,
                    "X15004",
                    {"fran_ar": 2016},
                ),
                B(
                    "kon",
                    FOR,
                    "Flickorna ser mindre positivt på skolan och undervisningen i årskurs 8.",
                    nyckeltal="X15003",
                    falt={"fran_ar": 2016},
                ),
                B(
                    "dialog",
                    FOR,
                    "Flickorna berättar att de väntar längre på hjälp, och att de inte vill be om den inför andra.",
                    falt={"kalla": "elevråden på högstadiet"},
                    dagar=4,
                ),
            ),
            "verifierad",
            "Gapet finns alla år, i behörighet och i synen på skolan, och elevråden beskriver varför.",
        ),
        H(
            "Lärare saknar behörighet i just de ämnen som avgör",
            "resurser",
            "Andelen behöriga lärare i alla ämnen säger inget om matematik och svenska som andraspråk.",
            "",
            "resurser-kompetens",
            (
                B(
                    "nyckeltal",
                    MOT,
                    "Andelen behöriga lärare har stigit varje år och är högre än i liknande kommuner.",
                    nyckeltal="X15006",
                    falt={"gruppkod": "liknande", "fran_ar": 2016},
                ),
                B(
                    "fritext",
                    NEUTRAL,
                    "Måttet visar alla ämnen tillsammans. Per ämne finns uppgiften bara hos skolorna.",
                ),
            ),
        ),
        H(
            "Fler elever lever under svårare villkor än förr",
            "omvarld",
            "Stämmer det borde försörjningsstödet ha ökat.",
            "",
            "omvarld-ekonomi",
            (
                B(
                    "nyckeltal",
                    MOT,
                    "Andelen som får försörjningsstöd har minskat från 3,6 till 2,6 procent sedan 2017.",
                    True,
                    "X31002",
                    {"gruppkod": "liknande", "fran_ar": 2016},
                ),
                B(
                    "nyckeltal",
                    MOT,
                    "Fler har arbete än för några år sedan.",
                    nyckeltal="X40001",
                    falt={"gruppkod": "liknande", "fran_ar": 2016},
                ),
            ),
            "forkastad",
            "Villkoren har blivit bättre, inte sämre, så de kan inte förklara att resultatet står still.",
        ),
        H(
            "Elever som byter skola sent räknas fel",
            "matfel",
            "",
            "",
            "matfel-definition",
            (
                B(
                    "dokument",
                    MOT,
                    "Av 512 elever var elva fel registrerade. Rättat ändras andelen med en tiondels procentenhet.",
                    True,
                    falt={"rubrik": "Genomgång av betygsregistren, skolkontoret"},
                    dagar=6,
                ),
            ),
            "forkastad",
            "Felet finns men är för litet för att betyda något. Siffran går att lita på.",
        ),
    ),
    slutsatser=(
        (
            "beror",
            "Elever som halkar efter redan i lågstadiet får stöd först i årskurs 8 och 9, när det är svårt att hinna "
            "ikapp.",
            (0,),
        ),
        (
            "beror",
            "Flickorna får inte hjälp på ett sätt som når dem. Fem procentenheter skiljer mellan flickor och pojkar, "
            "år efter år.",
            (1,),
        ),
        (
            "battre",
            "Vi ska flytta stödet dit det gör mest nytta, i de första skolåren, och se till att det når flickor och "
            "pojkar lika.",
            (0, 1),
        ),
    ),
    forslag=(
        DemoForslag(
            "Stöd inom två veckor i årskurs 1–3",
            "Varje elev som inte följer med i läsning eller matematik får extra undervisning inom två veckor. Fyra "
            "speciallärartjänster flyttas från högstadiet till lågstadiet under två läsår.",
            "Resultaten i årskurs 3 ska vara tillbaka på 84 procent om tre år. Behörigheten i årskurs 9 rör sig först "
            "när de eleverna kommer dit.",
            (0,),
            (
                (
                    "forskning",
                    "Tidiga och täta insatser i liten grupp ger störst effekt på läsning och matematik.",
                    "Forskningsöversikt som skolkontoret tagit fram",
                ),
                (
                    "exempel",
                    "En liknande kommun halverade väntan på stöd genom att låta lågstadiets lärare besluta om det.",
                    "Studiebesök i mars",
                ),
                (
                    "medarbetare",
                    "Speciallärarna vill arbeta tidigare, men behöver avlösning på högstadiet det första året.",
                    "Samtal med rektorer och speciallärare",
                ),
            ),
        ),
        DemoForslag(
            "Studiegrupper dit man kommer utan att fråga",
            "På varje högstadieskola finns studiegrupp två eftermiddagar i veckan, ledd av lärare, öppen för alla. "
            "Deltagandet följs för flickor och pojkar.",
            "Skillnaden mellan flickor och pojkar ska halveras till 2028.",
            (1,),
            (
                (
                    "brukare",
                    "Elevråden vill ha hjälp som inte kräver att man räcker upp handen inför klassen.",
                    "Samtal med elevråden på högstadiet",
                ),
                (
                    "exempel",
                    "Ängsskolan har haft öppen studiegrupp i två år. Där är skillnaden mellan flickor och pojkar minst.",
                    "Ängsskolan",
                ),
            ),
        ),
        DemoForslag(
            "Sommarskola för alla i årskurs 8",
            "Fyra veckors undervisning varje sommar för alla som riskerar att inte nå behörighet.",
            "Några fler når behörighet året efter.",
            (0,),
            (
                (
                    "forskning",
                    "Sommarskola hjälper den som saknar ett enda betyg, men mindre den som har halkat efter länge.",
                    "Forskningsöversikt som skolkontoret tagit fram",
                ),
            ),
        ),
        DemoForslag(
            "Samma läsprov i alla skolor varje höst",
            "Alla elever i årskurs 1–3 gör samma korta läsprov i september, så att stödet går till dem som behöver det "
            "vilken skola de än går i.",
            "Skolorna upptäcker svårigheter samma månad, och stödet går att jämföra.",
            (0,),
            (
                (
                    "medarbetare",
                    "Lärarna vill ha ett prov som säger vad de ska göra på måndag, inte en siffra till.",
                    "Samtal med lärare i årskurs 1–3",
                ),
            ),
        ),
    ),
    slutord="Kommunstyrelsen tar ställning till förslagen vid sitt nästa sammanträde. Rektorer, speciallärare och "
    "elevråd får veta vad som beslutas veckan efter.",
)

KOSTNAD = DemoAnalys(
    nyckeltal="X15001",
    titel="Varför kostar varje betygspoäng mer?",
    fraga="Kostnaden per betygspoäng stiger varje år, mer än i liknande kommuner. Är det kostnaden som växer eller "
    "resultatet som sjunker, och vad kan vi göra åt det?",
    till="barn- och utbildningsnämnden",
    oppnad=12,
    svar=INGA_MATFEL
    | {
        "omvarld-lagar": ("nej", ""),
        "omvarld-befolkning": ("ja", "Elevkullarna minskar i kommunens ytterområden."),
        "resurser-fordelning": ("ja", "Lokalerna är lika stora som förr."),
    },
    hypoteser=(
        H(
            "Lokaler och fasta kostnader är kvar när elevkullarna minskar",
            "resurser",
            "Stämmer det borde vår kostnad ligga över den som strukturen förklarar.",
            "stor",
            "resurser-fordelning",
            (
                B(
                    "nyckeltal",
                    FOR,
                    "Grundskolan kostar nära fem procent mer än strukturen förklarar. Liknande kommuner ligger under noll.",
                    True,
                    "X00106",
                    {"gruppkod": "liknande", "fran_ar": 2016},
                ),
            ),
        ),
        H(
            "Betygen har sjunkit, så att samma kostnad delas på färre poäng",
            "aktiviteter",
            "Andelen behöriga står still, men det säger inget om poängen.",
        ),
    ),
)

SKOLANS = (BEHORIGA, KOSTNAD)
