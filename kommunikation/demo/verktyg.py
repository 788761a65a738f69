"""Storköping's checklists. All of it invented. Days are counted back from the day the demo is loaded."""

from dataclasses import dataclass

NASTA = "Mål och budget 2027–2029"


@dataclass(frozen=True, slots=True)
class DemoChecklista:
    """`galler`: what it is about; a plan, an action plan or an analysis of that name becomes its subject.
    `svar`: question → (ja, delvis or nej; the note; who wrote it; how many days ago)."""

    instrument: str
    titel: str
    galler: str
    dagar: int
    svar: dict[str, tuple[str, str, str, int]]


CHECKLISTOR: tuple[DemoChecklista, ...] = (
    DemoChecklista(
        "beskriv-uppdrag",
        "Beskriv uppdrag inför 2027–2029",
        NASTA,
        64,
        {
            "vision": ("ja", "Vision 2035 gäller. Den togs upp på planeringsdagen.", "analytiker", 64),
            "program": ("ja", "Majoritetens program är genomgånget punkt för punkt.", "analytiker", 64),
            "dokument": (
                "ja",
                "Översiktsplanen, klimatplanen och jämställdhetsstrategin är med.",
                "analytiker",
                64,
            ),
            "lagar": (
                "ja",
                "Den nya socialtjänstlagen är störst. Lena har skrivit vad den kräver.",
                "analytiker",
                64,
            ),
            "grupper": (
                "delvis",
                "Kön och ålder är klara. Socioekonomi finns för skolan men inte för omsorgen. "
                "Nästa steg: Oscar tar fram det till januari.",
                "analytiker",
                57,
            ),
            "omvarld": (
                "ja",
                "Regionens omvärldsanalys, med eget tillägg om personalförsörjning.",
                "analytiker",
                57,
            ),
            "beslut": ("ja", "Alla beslut ur årsredovisningen är inlagda.", "analytiker", 57),
            "dialog": ("ja", "Trygghetsdialogen och elevrådens dag.", "kommunikator", 55),
        },
    ),
    DemoChecklista(
        "satta-mal",
        "Sätta mål inför 2027–2029",
        NASTA,
        30,
        {
            "strategiskt": ("ja", "Fem områden, oförändrade sedan förra planen.", "analytiker", 30),
            "paverkan": ("ja", "Bedömt tillsammans i övningen Påverkansgrad.", "analytiker", 12),
            "riktade": (
                "delvis",
                "Målen om kontakt och bemötande gäller alla. Flera andra gäller bara en nämnd.",
                "analytiker",
                30,
            ),
            "indikatorer": (
                "nej",
                "Två mål saknar indikator. Nästa steg: Jonas föreslår mått till mötet i december.",
                "analytiker",
                12,
            ),
        },
    ),
    DemoChecklista(
        "resursfordelning",
        "Resursfördelning inför 2027–2029",
        NASTA,
        41,
        {
            "mal": ("delvis", "Fyra mål har öronmärkta medel. De andra ryms i ramen.", "analytiker", 41),
            "volym": (
                "ja",
                "Barn, elever och äldre räknas upp efter befolkningsprognosen.",
                "analytiker",
                41,
            ),
            "oforutsett": ("ja", "Kommunstyrelsens reserv.", "analytiker", 41),
            "langsikt": ("ja", "Ramarna är beräknade för alla tre åren.", "analytiker", 40),
            "uppfoljning": (
                "delvis",
                "Skola och äldreomsorg är uppdelade på kön. Nästa steg: Tomas tar med kultur och fritid.",
                "analytiker",
                40,
            ),
        },
    ),
    DemoChecklista(
        "handlingsplan",
        "Handlingsplan: Bättre tillgänglighet per telefon",
        "Bättre tillgänglighet per telefon",
        96,
        {
            "omrade": ("ja", "Tillgänglighet, med målet 85 % direkta svar.", "analytiker", 96),
            "ansvarig": ("ja", "Eva Olsson.", "analytiker", 96),
            "genomforande": (
                "ja",
                "Medel finns. Tio invånare har provat kundtjänstens frågor.",
                "ansvarig",
                90,
            ),
            "aktiviteter": (
                "ja",
                "De smarta telefonerna avfördes, eftersom de inte leder till målet.",
                "ansvarig",
                90,
            ),
            "nar": ("ja", "", "ansvarig", 90),
            "aktivitetsansvar": ("ja", "", "ansvarig", 90),
            "uppfoljning": ("ja", "Mätning varje kvartal, avstämning med kommunchefen.", "ansvarig", 90),
        },
    ),
    DemoChecklista(
        "kultur-och-struktur",
        "Kultur och struktur i Storköping",
        "Hela kommunen",
        120,
        {
            "vardegrund": ("ja", "Antagen 2019 och omskriven med medarbetarna 2024.", "administrator", 120),
            "forebild": (
                "delvis",
                "Ledningsgruppen tar upp den varje termin, men det märks olika.",
                "analytiker",
                120,
            ),
            "utbildning": (
                "delvis",
                "Nya chefer får utbildning. Nästa steg: HR tar fram en för alla medarbetare till hösten.",
                "analytiker",
                120,
            ),
            "rekrytering": ("ja", "Finns med i kravprofilen sedan i våras.", "analytiker", 113),
            "lon": (
                "nej",
                "Resultat nämns inte i lönekriterierna. Nästa steg: Tomas och HR lämnar förslag före lönerevisionen.",
                "analytiker",
                113,
            ),
            "enkat": ("ja", "Tre frågor i medarbetarenkäten, vartannat år.", "analytiker", 113),
        },
    ),
    DemoChecklista(
        "uppfoljning-och-analys",
        "Analysgruppen 2026",
        "Bokslut 2025",
        150,
        {
            "ledare": ("ja", "Jonas Ek.", "administrator", 150),
            "medlemmar": ("ja", "Oscar, Per, Lena, Samir, Ingrid och Tomas.", "analytiker", 150),
            "mandat": ("ja", "Uppdrag från kommunchefen, beslutat i ledningsgruppen.", "analytiker", 150),
            "roll": ("ja", "En sida om rollen, genomgången med varje chef.", "analytiker", 148),
            "matt": ("ja", "Kunskapskort för de flesta indikatorer.", "analytiker", 148),
            "horisontellt": (
                "delvis",
                "Jämställdhet finns i gruppen. Nästa steg: bjud in folkhälsosamordnaren från regionen.",
                "analytiker",
                148,
            ),
            "arbetsplan": ("ja", "Bokslut, delårsrapport och en fördjupning om skolan.", "analytiker", 148),
        },
    ),
    DemoChecklista(
        "samla-information",
        "Samla information till bokslut 2025",
        "Bokslut 2025",
        140,
        {
            "mot-mal": ("ja", "Alla utfall visas mot målnivån.", "analytiker", 140),
            "arsredovisning": ("ja", "Målens ansikten och indikatorerna är med.", "analytiker", 140),
            "under-aret": (
                "delvis",
                "Telefon och bygglov mäts varje månad. Nästa steg: sjukfrånvaron till delårsrapporten.",
                "analytiker",
                140,
            ),
            "resurser": ("ja", "Kostnad per betygspoäng och per brukare.", "analytiker", 139),
            "andra": ("ja", "Liknande kommuner för varje mått.", "analytiker", 139),
            "ledning": ("ja", "Ledningsgruppen och kommunstyrelsen i mars.", "analytiker", 120),
        },
    ),
    DemoChecklista(
        "fokusera",
        "Fokusera, bokslut 2025",
        "Bokslut 2025",
        118,
        {
            "malniva": ("ja", "", "analytiker", 118),
            "jamforelse": ("ja", "", "analytiker", 118),
            "trend": ("ja", "Pilen kräver mer än vad slumpen ger.", "analytiker", 118),
            "avvikelser": ("ja", "Karin hittade dem på en halv minut.", "politiker", 117),
            "bilder": ("ja", "Ansikte, fyrkant och pil, alltid med ord.", "politiker", 117),
        },
    ),
    DemoChecklista(
        "sok-orsaker",
        "Orsaker till behörigheten till gymnasiet",
        "Varför når inte fler elever gymnasiet?",
        34,
        {
            "definition": ("ja", "Skolverkets definition, samma sedan 2019.", "analytiker", 34),
            "rakning": ("ja", "Avstämt mot skolornas egna betygslistor.", "analytiker", 34),
            "bortfall": ("ja", "", "analytiker", 34),
            "tidpunkt": ("ja", "Vårterminens slutbetyg varje år.", "analytiker", 34),
            "befolkning": ("ja", "Eleverna liknar dem i jämförbara kommuner.", "analytiker", 33),
            "kunskap": (
                "delvis",
                "Rektorerna känner till målet. Nästa steg: fråga lärarna i årskurs 4–6.",
                "per.hedin",
                30,
            ),
            "arbetssatt": ("ja", "Stödet sätts in sent, mest i årskurs 8 och 9.", "per.hedin", 30),
            "resurser": (
                "delvis",
                "Var speciallärarna arbetar är undersökt, inte deras tid.",
                "per.hedin",
                30,
            ),
        },
    ),
    DemoChecklista(
        "kommunikationsplan",
        "Kommunikation om mål och budget",
        NASTA,
        26,
        {
            "informera-vilka": ("ja", "Alla invånare, medarbetarna och föreningarna.", "kommunikator", 26),
            "informera-enkelt": (
                "delvis",
                "Kortversionen är skriven. Nästa steg: låt fem invånare läsa den.",
                "kommunikator",
                26,
            ),
            "dialog-vilka": ("ja", "Ungdomsrådet och pensionärsrådet.", "kommunikator", 25),
            "dialog-hur": ("ja", "Två kvällar med bordssamtal, ett ämne per bord.", "kommunikator", 25),
        },
    ),
    DemoChecklista(
        "dra-slutsatser",
        "Slutsatser om behörighet till gymnasiet",
        "Varför når inte fler elever gymnasiet?",
        20,
        {
            "forskning": ("ja", "Två översikter om tidiga insatser.", "per.hedin", 20),
            "exempel": (
                "delvis",
                "Två liknande kommuner är uppringda. Nästa steg: studiebesök i januari.",
                "per.hedin",
                18,
            ),
        },
    ),
)
