"""Storköping's analyses outside the schools: the home care's, and two from the years before the plan. All invented."""

from datetime import date

from kommunikation.demo.analyser import FOR, INGA_MATFEL, DemoAnalys, DemoBelagg, DemoForslag, DemoHypotes
from kommunikation.demo.plan import SBN, SN

B, H, F = DemoBelagg, DemoHypotes, DemoForslag

HEMTJANST = DemoAnalys(
    nyckeltal="X21002",
    titel="Varför möter den som har hemtjänst så många olika personer?",
    fraga="Antalet olika medarbetare hos varje brukare stiger år efter år. Vad beror det på, och vad kan vi göra åt det?",
    till="socialnämnden",
    enhet=SN,
    oppnad=120,
    svar=INGA_MATFEL
    | {
        "aktiviteter-satt": ("ja", "Schemat läggs per område och vecka, inte per brukare."),
        "resurser-kompetens": ("ja", "Var femte arbetspass går till en timanställd."),
        "omvarld-arbete": ("nej", ""),
    },
    hypoteser=(
        H(
            "Scheman läggs efter medarbetarnas tider, inte efter vem brukaren känner",
            "aktiviteter",
            "Stämmer det borde områden med fasta team ha färre olika personer.",
            "stor",
            "aktiviteter-satt",
            (
                B(
                    "dialog",
                    FOR,
                    "I Norr, som provar fasta team sedan i våras, möter brukarna elva olika personer. I Centrum nitton.",
                    True,
                    falt={"kalla": "områdeschefer och planerare i hemtjänsten"},
                    dagar=3,
                ),
            ),
            "verifierad",
            "Samma brukargrupp och samma bemanning, men olika sätt att lägga schema. Skillnaden följer sättet.",
        ),
        H(
            "Fler timanställda än förr",
            "resurser",
            "",
            "viss",
            "resurser-kompetens",
            (
                B(
                    "dokument",
                    FOR,
                    "Andelen timmar som utförs av timanställda steg från 14 till 21 procent på fyra år.",
                    True,
                    falt={"rubrik": "Personalbokslut, socialförvaltningen"},
                    dagar=5,
                ),
            ),
            "verifierad",
            "Andelen har stigit i takt med måttet, och områdena med flest timanställda ligger högst.",
        ),
    ),
    slutsatser=(
        (
            "beror",
            "Schemat utgår från medarbetarnas tider, och allt fler pass går till timanställda.",
            (0, 1),
        ),
        ("battre", "Låt schemat utgå från brukaren, och gör timmar till tjänster.", (0, 1)),
    ),
    forslag=(
        F(
            "Fasta team i hela hemtjänsten",
            "Varje brukare får ett team om högst åtta medarbetare som lägger sitt schema tillsammans. Centrum och Söder "
            "börjar, övriga områden följer efter ett halvår.",
            "Högst fjorton olika personer på fjorton dagar om två år.",
            (0,),
            (
                (
                    "exempel",
                    "Området Norr gick från sjutton till elva olika personer på ett halvår.",
                    "Hemtjänsten Norr",
                ),
            ),
        ),
        F(
            "Heltid som norm och egen vikariepool",
            "Timanställda som vill erbjuds heltid i en pool som hör till två områden, så att vikarien är en känd person.",
            "Hälften så många arbetspass med okänd vikarie.",
            (1,),
            (
                (
                    "medarbetare",
                    "Sex av tio timanställda vill ha en fast tjänst om arbetstiderna går att förutse.",
                    "Enkät till timanställda",
                ),
            ),
        ),
    ),
    slutord="Förslagen beskrivs och prioriteras tillsammans med områdescheferna, och lämnas till socialnämnden.",
)

FORDON = DemoAnalys(
    nyckeltal="X07003",
    titel="Varför byts bilarna så långsamt?",
    fraga="Fordonsparken ska vara fossilfri 2030. Varför går bytet långsammare än det behöver?",
    till="kommunfullmäktige",
    enhet=SBN,
    oppnad=0,
    ar=2021,
    dag=date(2022, 3, 7),
    svar=INGA_MATFEL,
    hypoteser=(
        H(
            "Varje enhet köper sina egna bilar, och ingen ser helheten",
            "aktiviteter",
            "Stämmer det borde bilar bytas sent och utan att någon frågat om de behövs.",
            "stor",
            "",
            (
                B(
                    "dokument",
                    FOR,
                    "Elva enheter har egna avtal. Var fjärde bil körs under 600 mil om året.",
                    True,
                    falt={"rubrik": "Genomgång av kommunens fordon"},
                    dagar=3,
                ),
            ),
            "verifierad",
            "Genomgången visar att bytet beror på vem som råkar ha avtalet, inte på bilens ålder eller behov.",
        ),
    ),
    slutsatser=(
        (
            "beror",
            "Varje enhet har sina egna bilar och avtal, och ingen ser vilka som kan bytas eller avvaras.",
            (0,),
        ),
        ("battre", "Samla fordonen hos en som ser alla, och byt de minst körda först.", (0,)),
    ),
    forslag=(
        F(
            "Gemensam bilpool med elbilar",
            "Alla personbilar samlas i en pool som bokas gemensamt. De som byts ut ersätts med elbilar, och var femte "
            "ersätts inte alls.",
            "Sextio procent fossilfria bilar inom två år.",
            (0,),
            (("exempel", "En grannkommun minskade sina bilar med en femtedel.", "Studiebesök"),),
        ),
    ),
    slutord="Förslaget lämnas till kommunfullmäktige under hösten.",
)

BELYSNING = DemoAnalys(
    nyckeltal="X05003",
    titel="Varför känner sig färre trygga när det är mörkt?",
    fraga="Andelen som känner sig trygga ute i mörker sjunker. Vad kan kommunen göra åt det?",
    till="kommunfullmäktige",
    enhet=SBN,
    oppnad=0,
    ar=2021,
    dag=date(2022, 4, 4),
    svar=INGA_MATFEL,
    hypoteser=(
        H(
            "Mörka gångvägar gör att människor känner sig otrygga",
            "brukare",
            "Stämmer det borde de mörkaste sträckorna vara de som nämns mest.",
            "viss",
            "",
            (
                B(
                    "dialog",
                    FOR,
                    "Belysning nämndes av var tredje. Sträckan mellan stationen och Ängsberga mest av alla.",
                    True,
                    falt={"kalla": "trygghetsvandringar i fyra stadsdelar"},
                    dagar=4,
                ),
            ),
            "verifierad",
            "Platserna som nämns är de som saknar belysning.",
        ),
    ),
    slutsatser=(
        ("beror", "De sträckor som många måste gå i mörker saknar belysning.", (0,)),
        ("battre", "Lys upp de sträckor där människor går när det är mörkt.", (0,)),
    ),
    forslag=(
        F(
            "Belysning på arton gångvägar",
            "Arton sträckor som nämndes under trygghetsvandringarna får ny belysning på två år.",
            "Fler känner sig trygga ute när det är mörkt.",
            (0,),
            (("brukare", "Stationen–Ängsberga undviks av många efter klockan sju.", "Trygghetsvandringar"),),
        ),
    ),
    slutord="Förslaget lämnas till kommunfullmäktige under hösten.",
)

ANDRAS = (FORDON, BELYSNING, HEMTJANST)
