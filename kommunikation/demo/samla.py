"""Storköping's own measures and their outcomes, and what the nämnder say of them. All of it is invented."""

from dataclasses import dataclass

MEDBORGARKONTORET, HR = "Medborgarkontoret", "HR-avdelningen"
UTBILDNING = "Utbildningsförvaltningen"
TELEFON = "Svar i telefon inom en minut, andel (%)"
FRANVARO = "Sjukfrånvaro, andel av arbetad tid (%)"
TRYGGHET = "Elever i årskurs 9 som är trygga i skolan, andel (%)"
FRAGOR = "Frågor som löses i första samtalet, andel (%)"
BYGGLOV = "Bygglov för företag inom fyra veckor, andel (%)"


@dataclass(frozen=True, slots=True)
class DemoMatt:
    """A measure, and the indicator on it in the plan. `nivaer` are the target levels of 2025, 2026 and 2027."""

    namn: str
    frekvens: str
    sammanstallning: str
    formel: str
    agare: str
    mal: str
    indikator: str
    riktning: str
    kategori: str
    nivaer: tuple[float, float, float]
    ansvarig: str
    indikatoragare: str
    decimaler: int = 0
    konsuppdelat: bool = False


MATT = (
    DemoMatt(
        TELEFON,
        "tertial",
        "medel",
        "Samtal till kundtjänsten som besvaras inom 60 sekunder, delat med alla samtal under kontorstid, ur växeln.",
        MEDBORGARKONTORET,
        "En väg in till kommunen",
        "Svar i telefon inom en minut",
        "hog",
        "process",
        (75, 80, 85),
        "ansvarig",
        "Kommunstyrelsen",
    ),
    DemoMatt(
        FRANVARO,
        "manad",
        "medel",
        "Sjukfrånvarotimmar delat med ordinarie arbetad tid, månadsavlönade, ur lönesystemet.",
        HR,
        "Ekonomin ska vara i balans och medarbetarna må bra",
        "Sjukfrånvaro månad för månad",
        "lag",
        "process",
        (7.5, 7.2, 7.0),
        "tomas.ahl",
        "Kommunstyrelsen",
        1,
        True,
    ),
    DemoMatt(
        TRYGGHET,
        "ar",
        "",
        "Elever som svarar att de alltid eller oftast är trygga i skolan, i kommunens egen enkät i november.",
        UTBILDNING,
        "Eleverna ska vara trygga och möta behöriga lärare",
        "Trygga i årskurs 9, egen enkät",
        "hog",
        "subjektiv",
        (90, 91, 92),
        "per.hedin",
        "Barn- och utbildningsnämnden",
    ),
)

# Schools: pupils who answered and how many per cent of them feel safe, year by year from 2022.
SKOLOR: dict[str, tuple[tuple[int, float], ...]] = {
    "Björkskolan": ((112, 90), (108, 89), (115, 87), (110, 85)),
    "Centralskolan": ((148, 84), (151, 85), (149, 83), (155, 84)),
    "Lillåskolan": ((64, 93), (61, 95), (66, 94), (63, 96)),
    "Ängsskolan": ((87, 88), (90, 90), (85, 91), (91, 92)),
    "Skärgårdsskolan": ((6, 100), (5, 80), (4, 100), (4, 75)),
}
TRYGGA_FRAN = 2022
TRYGGA = (88, 88, 87, 87)

# Tertial by tertial from 2023.
SVAR_I_TELEFON = (58, 61, 63, 62, 66, 68, 69, 73, 74, 76, 78, 79, 80, 81, 82)
BYGGLOV_I_TID = (61, 58, 64, 66, 63, 68, 71, 69, 72, 70, 74, 73, 75, 74, 76)
# Month by month from 2023: women, men. January and February are the worst, July the best.
SASONG = (1.4, 1.5, 0.9, 0.2, -0.2, -0.7, -1.6, -0.9, -0.1, 0.3, 0.4, 0.2)
FRANVARO_NIVA = {2023: (8.6, 5.0), 2024: (8.7, 5.1), 2025: (8.8, 5.0), 2026: (8.5, 4.8), 2027: (8.3, 4.7)}
KVINNORS_DEL = 0.78
# Month by month from 2024; the customer service opened in January 2026.
FRAGOR_FRAN = 2024
FRAGOR_NIVA = {2024: 52, 2025: 54, 2026: 66, 2027: 70}
VAGOR = (0, 1, -1, 2, 1, -2, -3, 0, 2, 1, 0, -1)

# What the nämnd's responsible writes about indicators that deviate and that nothing is said of otherwise.
KOMMENTAR = "Förvaltningen går igenom utfallet och återkommer med orsaker i nästa rapport."
SAMMANFATTNING = {
    "Kommunstyrelsen": "Kundtjänsten har funnit sina former. Sjukfrånvaron är lägre än förra året.",
    "Barn- och utbildningsnämnden": "Behörigheten till gymnasiet ligger still. Arbetet med läsning i alla ämnen har börjat på "
    "tre skolor.",
    "Socialnämnden": "Kontinuiteten i hemtjänsten är bättre sedan grupperna blev mindre.",
    "Samhällsbyggnadsnämnden": "Handläggningen av bygglov går fortare, men underhållet av gång- och cykelvägar släpar efter.",
    "Kultur- och fritidsnämnden": "Fler besöker biblioteken efter att kvällsöppet infördes.",
}
PROGNOSER = {"Svar i telefon inom en minut": "81", "Sjukfrånvaro månad för månad": "6,9"}
ANVISNING = (
    "Skriv kort. Det viktigaste är varför ett utfall avviker och vad ni gör åt det. Bygger ett värde på något ovanligt "
    "ska det stå i sammanfattningen."
)
# Who answers for each nämnd's report.
RAPPORTERAR = {
    "Kommunstyrelsen": "ansvarig",
    "Barn- och utbildningsnämnden": "per.hedin",
    "Socialnämnden": "lena.back",
    "Samhällsbyggnadsnämnden": "samir.haddad",
    "Kultur- och fritidsnämnden": "ingrid.nyberg",
}
# A value that Kolada revised after the round was closed: nyckeltal, year, how much lower it was before.
REVIDERAT = ("X00102", 2025, -1.0)
TILLBAKA = "Skriv också varför andelen aktiva föreningar minskar, och vad nämnden gör åt det."
