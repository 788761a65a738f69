"""What Storköping has learned: good examples from invented municipalities, how pupils in year 1 read school by school,
and texts that have been rewritten. All of it invented."""

# titel, vem, nyckeltal, område, från, till, vad som gjordes, vad det gav, källa, länk
EXEMPEL = (
    (
        "Läsverkstad före skoldagen",
        "Nordanby kommun",
        "X15002",
        "Grundskola åk 0-9 inkl förskoleklass",
        2021,
        None,
        "Elever i årskurs 1–3 som halkat efter läser en halvtimme om dagen i grupper om fyra, i åtta veckor åt gången. "
        "Speciallärare och fritidspersonal håller i det tillsammans. Bussarna går en halvtimme tidigare.",
        "Andelen som klarar proven i årskurs 3 steg från 71 till 84 procent på tre år. Kostade två halvtidstjänster.",
        "Studiebesök 2024-10-03, skolchefen berättade",
        "https://nordanby.example/lasverkstad",
    ),
    (
        "Betygssamtal med alla elever i årskurs 8",
        "Västerhamns kommun",
        "X15004",
        "Grundskola åk 0-9 inkl förskoleklass",
        2019,
        2023,
        "Varje elev som riskerar att sakna behörighet fick en egen plan i februari i årskurs 8, med lovskola inräknad. "
        "Rektor följde upp varje månad.",
        "Behörigheten steg fem procentenheter jämfört med liknande kommuner, mest bland pojkar.",
        "Västerhamns årsredovisning 2023",
        "https://vasterhamn.example/arsredovisning-2023",
    ),
    (
        "Samma fyra personer hos varje brukare",
        "Sjövadets kommun",
        "X21002",
        "Äldre och funktionshinder",
        2020,
        None,
        "Hemtjänsten delades i lag om tolv som planerar sin egen vecka. Vikarier hör till ett lag och inte till en pool.",
        "Från 17 till 11 personer på fjorton dagar. Sjukfrånvaron sjönk också, men det kan ha andra orsaker.",
        "Samtal med enhetschefen, 2025-02-11",
        "",
    ),
    (
        "En väg in för frågor",
        "Medborgarkontoret, Storköping",
        "X00101",
        "Kommunen, övergripande",
        2024,
        None,
        "Växeln och kundtjänsten fick samma ärendesystem, och de tjugo vanligaste frågorna fick färdiga svar.",
        "Inte utvärderat än. Första mätningen kommer i höst.",
        "Egen erfarenhet",
        "",
    ),
    (
        "Återbruk i stället för avgift",
        "Ekliden och Tallmo, samverkan",
        "X07001",
        "Infrastruktur, miljö- och hälsoskydd mm",
        2018,
        2022,
        "En gemensam återbruksgård vid varje större bostadsområde, öppen tre kvällar i veckan och skött av föreningar.",
        "Materialåtervinningen ökade från 38 till 47 procent. Hyran för marken blev dyrare än väntat.",
        "Slutrapport från projektet",
        "https://ekliden.example/aterbruk",
    ),
)

LASNING = {
    "namn": "Läser flytande i slutet av årskurs 1, andel (%)",
    "enhet": "%",
    "decimaler": 0,
    "frekvens": "ar",
    "konsuppdelat": True,
    "formel": "Elever som läser en okänd text med flyt, enligt lärarens bedömning i maj, delat med alla i årskursen.",
}
LASAGARE = "Barn- och utbildningsnämnden"
# år: skola → (flickor, av dem läser), (pojkar, av dem läser). Skärgårdsskolan har bara några få elever i årskursen.
SKOLOR: dict[int, dict[str, tuple[tuple[int, int], tuple[int, int]]]] = {
    2024: {
        "Björkskolan": ((27, 22), (29, 20)),
        "Centralskolan": ((36, 27), (38, 26)),
        "Lillåskolan": ((16, 14), (15, 12)),
        "Ängsskolan": ((22, 19), (21, 18)),
        "Skärgårdsskolan": ((2, 2), (4, 2)),
    },
    2025: {
        "Björkskolan": ((28, 24), (27, 18)),
        "Centralskolan": ((37, 29), (39, 28)),
        "Lillåskolan": ((14, 13), (17, 13)),
        "Ängsskolan": ((23, 21), (22, 18)),
        "Skärgårdsskolan": ((3, 2), (3, 2)),
    },
}

# nyckeltal: (som det står nu, som det stod), i titeln eller beskrivningen
OMSKRIVNA = {
    "X21001": ("65 år", "75 år"),
    "X15003": ("årskurs 8", "årskurs 8 och 9"),
}
BEKRAFTAT = (
    "X15003",
    2016,
    "Till och med 2015 svarade även årskurs 9, så åren före går inte att jämföra med.",
)
SLUTAT = {
    "nyckeltal": "X21099",
    "namn": "Nöjda med trygghetslarmet",
    "mal": "Äldre i Storköping ska känna sig trygga",
    "agare": "Socialnämnden",
    "ansvarig": "lena.back",
}
