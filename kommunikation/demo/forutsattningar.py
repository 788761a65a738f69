"""Storköping's analysis group and its year. Days are (month, day); everything is invented."""

GRUPP = {
    "namn": "Kommunens analysgrupp",
    "understalld": "kommundirektören",
    "mandat": "Gruppen analyserar hur det går med fullmäktiges mål och lämnar underlag till kommundirektörens "
    "ledningsgrupp vid tertialrapport, delårsbokslut, årsbokslut och budgetberedning.\n\n"
    "Den som är med företräder hela kommunen, inte sin förvaltning, och får två dagar i månaden för uppdraget. "
    "Förvaltningarna lämnar de uppgifter gruppen ber om inom tio arbetsdagar.",
    "beslutar": "Vilka avvikelser som analyseras djupare, vilka som bjuds in till samtal, och när en analys är färdig "
    "att lämnas över.",
}

# konto: (roll, verksamhet, perspektiv)
MEDLEMMAR = {
    "analytiker": ("sammankallande", "Kommunledningskontoret", ""),
    "oscar.falk": ("sekreterare", "HR-avdelningen", "jämställdhet"),
    "ansvarig": ("medlem", "Medborgarkontoret", ""),
    "per.hedin": ("medlem", "Utbildningsförvaltningen", "barns rättigheter"),
    "lena.back": ("medlem", "Socialförvaltningen", ""),
    "tomas.ahl": ("adjungerad", "Kommunstyrelsen", ""),
}

# (vad, hur, börjar, klar senast, ansvarig, del av budgetåret, indikator, anteckning när den är gjord)
UPPGIFTER = (
    (
        "Jämföra kommunens resultat i KKiK med andra",
        "Gå igenom alla mått, välj de tio som skiljer mest och skriv en mening om varje till ledningsgruppen.",
        (1, 19),
        (2, 13),
        "analytiker",
        "annat",
        "",
        "Tio mått presenterade för ledningsgruppen. Skolan och svar i telefon valdes för djupare analys.",
    ),
    (
        "Analysera måluppfyllelsen till årsbokslutet",
        "Alla mål som inte nåtts: vad det beror på och vad som är på gång. Samråd med varje förvaltning.",
        (2, 2),
        (3, 6),
        "analytiker",
        "arsbokslut",
        "",
        "Underlaget ingår i årsredovisningen.",
    ),
    (
        "Söka orsaker till att behörigheten till gymnasiet står still",
        "Dela upp på skolor och kön. Samtal med rektorer, elevhälsa och socialtjänst. Pröva hypoteserna i analysen.",
        (5, 11),
        (8, 28),
        "per.hedin",
        "delar",
        "behorighet",
        "Två hypoteser stämde, två föll. Förslagen gick vidare till kommunstyrelsen.",
    ),
    (
        "Underlag till budgetberedningen: vad resultaten säger om nästa års mål",
        "Föreslå vilka målnivåer som bör ändras och varför. En sida per nämnd.",
        (4, 13),
        (5, 22),
        "tomas.ahl",
        "budget",
        "",
        "",
    ),
    (
        "Följa upp första tertialet",
        "Kommentarer och prognoser från nämnderna. Peka ut det som riskerar att inte nås i år.",
        (5, 4),
        (5, 29),
        "analytiker",
        "tertial",
        "",
        "Fyra indikatorer bedöms inte nå sina målnivåer.",
    ),
    (
        "Pröva om fler får svar i telefon efter kundtjänstens start",
        "Jämför tertialerna före och efter, och ring själva femtio samtal.",
        (8, 17),
        (9, 11),
        "ansvarig",
        "delar",
        "telefon",
        "",
    ),
    (
        "Analys till delårsbokslutet",
        "Samma form som årsbokslutet, men bara de mål som avviker. Kommunstyrelsen behöver den för sin uppsikt.",
        (8, 24),
        (9, 25),
        "analytiker",
        "delar",
        "",
        "",
    ),
    (
        "Se sjukfrånvaron uppdelad på kvinnor och män",
        "Månad för månad och per förvaltning. Ta hjälp av HR och företagshälsovården.",
        (10, 5),
        (11, 13),
        "oscar.falk",
        "manad",
        "",
        "",
    ),
    (
        "Utvärdera gruppens arbetssätt och skriva nästa arbetsplan",
        "Checklistan för uppföljning och analys, var för sig och sedan tillsammans. Vad användes, av vem?",
        (11, 16),
        (12, 11),
        "analytiker",
        "annat",
        "",
        "",
    ),
)
# What an indicator's name has in it, by the word above.
INDIKATORER = {"behorighet": "behöriga", "telefon": "telefon"}
