"""Storköping's knowledge cards, own measures and goal quality, and the draft of the next plan. All of it invented."""

from datetime import date

UTKAST = {"namn": "Mål och budget 2027–2029", "fran_ar": 2027, "till_ar": 2029}

# nyckeltal: what it measures, whose processes move it, whose do not, background. Some are left empty on purpose: the
# plan page says which.
KUNSKAPSKORT: dict[str, tuple[str, str, str, str]] = {
    "X15001": (
        "Grundskolans kostnad delad med elevernas samlade betygspoäng i årskurs 9.",
        "Barn- och utbildningsnämndens budget, lokalplaneringen och rektorernas organisation av undervisningen.",
        "Skolskjutsen, som ligger hos samhällsbyggnadsnämnden och inte räknas in.",
        "Elevernas bakgrund, antalet små skolor och löneläget i länet.",
    ),
    "X15002": (
        "Andelen elever som klarat alla delprov i svenska och matematik i årskurs 3.",
        "Förskolans och lågstadiets språkarbete, specialpedagogernas tid och elevhälsan.",
        "Högstadiets arbete. Det syns först sex år senare.",
        "Föräldrarnas utbildning och hur länge eleverna gått i svensk skola.",
    ),
    "X15003": (
        "Andelen positiva svar i den gemensamma elevenkäten i årskurs 8.",
        "Skolornas trygghetsarbete, undervisningen och hur elevråden används.",
        "Betygen: nöjda elever har inte alltid höga betyg.",
        "Hur många som svarar. Små skolor svänger mycket mellan åren.",
    ),
    "X15004": (
        "Andelen elever som slutar årskurs 9 med betyg som räcker till ett nationellt program.",
        "Grundskolan från årskurs 1, elevhälsan och socialtjänstens arbete med unga.",
        "Gymnasiet, som tar vid först efteråt.",
        "Föräldrarnas utbildning, andel nyanlända och pojkars och flickors olika resultat.",
    ),
    "X15006": (
        "Andelen lärare i grundskolan som har legitimation i sitt ämne. Vad vi sätter in, inte vad det leder till.",
        "Rekryteringen, lönesättningen och skolornas arbetsmiljö.",
        "Antalet elever.",
        "Hur många som utbildas i regionen.",
    ),
    "X21001": (
        "Andelen som svarat mycket eller ganska nöjd i den nationella enkäten till dem som har hemtjänst.",
        "Hemtjänstens planering, bemötande och hur många som kommer hem till varje person.",
        "Biståndsbeslutens omfattning, som enkäten inte frågar om.",
        "Hälsa, ålder och om en anhörig hjälpt till att svara.",
    ),
    "X21002": (
        "Medelvärdet av antalet olika medarbetare som en person möter på fjorton dagar, dagtid.",
        "Schemaläggningen, timanställningarna och sjukfrånvaron i hemtjänsten.",
        "Hemsjukvården, som regionen driver.",
        "Hur många besök personen har beviljats.",
    ),
    "X31001": (
        "Medelantal dagar från ansökan till beslut för nybesök om försörjningsstöd.",
        "Försörjningsenhetens arbetsordning och hur ansökan tas emot.",
        "Arbetsförmedlingens handläggning.",
        "Konjunkturen, som styr hur många som söker.",
    ),
    "X00101": (
        "Andelen testsamtal där en enkel fråga besvaras direkt. Mäts av en utomstående under två veckor på hösten.",
        "Växeln, kundtjänsten och varje förvaltnings vana att vara nåbar.",
        "Hur många som ringer en vanlig dag: testsamtalen är lika många varje år.",
        "Få samtal per verksamhet, så enstaka missar syns.",
    ),
    "X00102": (
        "Andelen testmejl som besvaras inom en arbetsdag.",
        "Alla förvaltningar som har en gemensam brevlåda.",
        "Svar i sociala medier och chatt, som inte ingår.",
        "",
    ),
    "X05003": (
        "Andelen som i medborgarenkäten svarat att de känner sig trygga ute när det är mörkt.",
        "Belysning, skötsel av platser och det trygghetsskapande arbetet med polisen.",
        "Kommunens inre säkerhetsarbete.",
        "Händelser i landet, mediebilden och vem som svarar på enkäten.",
    ),
    "X07001": (
        "Andelen av hushållsavfallet som materialåtervinns.",
        "Renhållningen, bostadsbolaget och informationen till hushållen.",
        "Företagens avfall.",
        "Andelen flerbostadshus och hur nära det är till en återvinningsstation.",
    ),
    "X40001": (
        "Andelen av invånarna 20–64 år som förvärvsarbetade i november.",
        "Vuxenutbildningen, arbetsmarknadsenheten och näringslivsarbetet, i liten grad.",
        "Kommunens egna anställningar, som är få i sammanhanget.",
        "Konjunkturen, pendlingen och vilka som flyttar in.",
    ),
    "X00104": (
        "Sjukfrånvaro i procent av ordinarie arbetstid. Mäter hur vi arbetar, inte vad invånarna får.",
        "Chefernas arbete med arbetsmiljö och rehabilitering i alla förvaltningar.",
        "Vikariernas frånvaro, som inte ingår.",
        "Åldersfördelningen och smittläget.",
    ),
}

EGNA_MATT = (
    {
        "namn": "Frågor som löses i första samtalet, andel (%)",
        "enhet": "%",
        "decimaler": 0,
        "frekvens": "manad",
        "sammanstallning": "medel",
        "formel": "Ärenden som kundtjänsten avslutar i samtalet, delat med alla ärenden, ur ärendesystemet. Tas ut den "
        "femte varje månad.",
        "agare": "Medborgarkontoret",
    },
    {
        "namn": "Bygglov för företag inom fyra veckor, andel (%)",
        "enhet": "%",
        "decimaler": 0,
        "frekvens": "tertial",
        "sammanstallning": "medel",
        "formel": "Beslut inom 28 dagar från komplett ansökan, delat med alla beslut om bygglov för företag.",
        "agare": "Samhällsbyggnadsnämnden",
    },
    {
        "namn": "Deltagare i ungas fritidsaktiviteter",
        "enhet": "",
        "decimaler": 0,
        "frekvens": "tertial",
        "sammanstallning": "summa",
        "konsuppdelat": True,
        "formel": "Antal unika deltagare 13–19 år i kommunens öppna verksamhet.",
        "agare": "Kultur- och fritidsnämnden",
    },
)

# In the draft only: what is decided stays as it was.
EGNA_INDIKATORER = (
    {
        "matt": "Frågor som löses i första samtalet, andel (%)",
        "mal": "Den som kontaktar kommunen ska få svar direkt",
        "namn": "Frågor som löses i första samtalet",
        "kategori": "objektiv",
        "paverkansgrad": "stor",
        "agare": "Kommunstyrelsen",
        "varfor": "Den årliga mätningen kommer för sent för att styra på. Det här ser vi varje månad.",
        "nivaer": {2027: 70, 2028: 75, 2029: 78},
    },
    {
        "matt": "Bygglov för företag inom fyra veckor, andel (%)",
        "mal": "Fler ska ha ett arbete att gå till",
        "namn": "Bygglov för företag inom fyra veckor",
        "kategori": "process",
        "paverkansgrad": "stor",
        "agare": "Samhällsbyggnadsnämnden",
        "varfor": "Väntan på bygglov är det företagen oftast tar upp.",
        "nivaer": {2027: 80, 2028: 85, 2029: 90},
    },
)
UNDANTAG = {
    "nyckeltal": "X40001",
    "paverkansgrad": "liten",
    "skal": "Kommunen råder inte över konjunkturen, men fullmäktige vill ha en nivå att samla skola, vuxenutbildning "
    "och näringsliv kring.",
}
# Beside the levels for all, girls' and boys' own.
KONSNIVAER = {"X15004": {"K": {2027: 92, 2028: 92, 2029: 93}, "M": {2027: 89, 2028: 90, 2029: 92}}}

SKOLMAL = "Våra skolor ska vara bland de bästa i hela landet"
# (mål, fråga): svar, motivering, av
MALKVALITET: dict[tuple[str, int], tuple[str, str, str]] = {
    (SKOLMAL, 1): ("nej", "", "analytiker"),
    (SKOLMAL, 2): (
        "ja",
        "Gäller grundskola och gymnasium, och är avgörande för hela kommunen.",
        "analytiker",
    ),
    (SKOLMAL, 10): ("ja", "Analysgruppens rapport om behörighet, redovisad i mars.", "per.hedin"),
    ("Äldre i Storköping ska känna sig trygga", 1): (
        "ja",
        "Socialnämnden, bostadsbolaget och samhällsbyggnadsnämnden har egna mål under det.",
        "analytiker",
    ),
    ("Äldre i Storköping ska känna sig trygga", 2): ("nej", "", "analytiker"),
    ("Äldre i Storköping ska känna sig trygga", 10): (
        "nej",
        "Analysen av boendena är inte klar.",
        "lena.back",
    ),
    ("Den som kontaktar kommunen ska få svar direkt", 1): (
        "ja",
        "Alla förvaltningar tar emot frågor.",
        "ansvarig",
    ),
    ("Den som kontaktar kommunen ska få svar direkt", 2): ("nej", "", "ansvarig"),
    ("Den som kontaktar kommunen ska få svar direkt", 10): (
        "ja",
        "Handlingsplanen för telefoni bygger på analysen.",
        "ansvarig",
    ),
    ("Kommunens egna inköp och resor ska vara fossilfria", 1): (
        "ja",
        "Alla köper in och reser.",
        "samir.haddad",
    ),
    ("Kommunens egna inköp och resor ska vara fossilfria", 2): ("nej", "", "samir.haddad"),
}
# mål, fråga, vad, ansvarig, klar senast, klar
FORBATTRINGAR = (
    (
        "Den som kontaktar kommunen ska få svar direkt",
        6,
        "Lägg till ett mått som tas ut varje månad, så att delårsbokslutet har något att visa.",
        "ansvarig",
        date(2026, 8, 31),
        False,
    ),
    (
        "Äldre i Storköping ska känna sig trygga",
        10,
        "Gör klart analysen av särskilda boenden, och skriv vad den betyder för nästa budget.",
        "lena.back",
        date(2026, 4, 30),
        False,
    ),
    (
        "Kommunens egna inköp och resor ska vara fossilfria",
        3,
        "Byt aktivitetsmåtten mot utsläppen från resor och transporter.",
        "samir.haddad",
        date(2026, 10, 15),
        False,
    ),
    (
        SKOLMAL,
        10,
        "Lägg analysgruppens rapport på intranätet, så att rektorerna hittar den.",
        "per.hedin",
        date(2026, 3, 31),
        True,
    ),
)
