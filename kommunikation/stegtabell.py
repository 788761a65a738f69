"""What each step of the wheel is for, and where in the system it is done. A new page is a new row here."""

from dataclasses import dataclass

from verktyg.domain.instrument import Del, Steg


@dataclass(frozen=True, slots=True)
class Lank:
    """A page that does the step. `i_plan`: its address takes the plan's key."""

    text: str
    vy: str
    behorighet: str
    i_plan: bool = False
    fraga: str = ""


@dataclass(frozen=True, slots=True)
class Hjulsteg:
    """`ord`: the name as it is broken into lines in the picture. `namn`: where verktyg's own name does not fit."""

    steg: Steg
    ord: tuple[str, ...]
    syfte: str
    lankar: tuple[Lank, ...] = ()
    namn: str = ""


SE_PLAN = "planering.se_plan"
SIGNALER = "uppfoljning.se_signaler"
ANALYS = "uppfoljning.se_analys"
ATGARDER = "atgarder.se_atgarder"

DELAR: dict[Del, str] = {
    Del.PLANERING: "Bestäm vad kommunen ska uppnå, vad det får kosta och vem som gör vad.",
    Del.UPPFOLJNING: "Ta reda på hur det gick, var det avviker och varför.",
    Del.ATGARDER: "Väg förslagen mot varandra och besluta vad som ska göras åt det som avviker.",
}
GENOM_VARVET = "Det som får hjulet att snurra, och det som går runt det."

STEGEN: tuple[Hjulsteg, ...] = (
    Hjulsteg(
        Steg.BESKRIV_UPPDRAG,
        ("Beskriv", "uppdrag"),
        "Samla det som målen ska vila på: vision, lagar, befolkning, omvärld och vad invånarna har sagt.",
        (Lank("Uppdrag", "planering:uppdragslista", SE_PLAN, True),),
    ),
    Hjulsteg(
        Steg.SATTA_MAL,
        ("Sätta mål",),
        "Välj de mål som betyder mest, och säg med indikatorer och målnivåer när de är nådda.",
        (
            Lank("Planen", "planering:planvy", SE_PLAN, True),
            Lank("Röda tråden", "planering:trad", SE_PLAN),
            Lank("Målkvalitet", "planering:malkvalitet", SE_PLAN, True),
            Lank("Bedöm tillsammans", "planering:bedomningar", SE_PLAN, True),
        ),
    ),
    Hjulsteg(
        Steg.RESURSFORDELNING,
        ("Resurs-", "fördelning"),
        "Låt pengarna följa behoven och målen, efter regler som går att förklara.",
        (
            Lank("Resurser", "planering:resurser", SE_PLAN, True),
            Lank("Inför nästa budget", "atgarder:infor_budget", ATGARDER),
        ),
    ),
    Hjulsteg(
        Steg.HANDLINGSPLAN,
        ("Handlings-", "plan"),
        "Skriv vem som gör vad, hur och när, och pröva om det leder till målet.",
        (
            Lank("Handlingsplaner", "planering:handlingsplaner", SE_PLAN),
            Lank("Uppdrag och effekt", "atgarder:uppdragslista", ATGARDER),
        ),
    ),
    Hjulsteg(
        Steg.SAMLA_INFORMATION,
        ("Samla", "information"),
        "Hämta utfallen och ställ dem mot målnivåer, kostnader och andra kommuner.",
        (
            Lank("Omgångar", "uppfoljning:omgangar", SIGNALER),
            Lank("Måltavlan", "uppfoljning:maluppfyllelse", SIGNALER),
            Lank("Nyckeltal", "kkik:katalog", "kkik.se_nyckeltal"),
            Lank("KKiK", "kkik:rapport", "kkik.se_nyckeltal"),
            Lank("Import", "kkik:importer", "kkik.se_import"),
        ),
    ),
    Hjulsteg(
        Steg.FOKUSERA,
        ("Fokusera",),
        "Låt det fåtal indikatorer som avviker synas bland alla andra.",
        (
            Lank("Översikt", "kommunikation:oversikt", "kommunikation.se_oversikt"),
            Lank("Fokus", "uppfoljning:fokus", SIGNALER),
            Lank("Vad publiceras när", "uppfoljning:publiceringskalender", SIGNALER),
        ),
    ),
    Hjulsteg(
        Steg.SOK_ORSAKER,
        ("Sök", "orsaker"),
        "Fråga varför det blev så, och pröva svaren innan ni tror på dem.",
        (
            Lank("Analysgrupp", "uppfoljning:forutsattningar", ANALYS),
            Lank("Analyser", "uppfoljning:analyser", ANALYS),
            Lank("Goda exempel", "uppfoljning:exempel_lista", ANALYS),
            Lank(
                "Avvikelser utan kommentar",
                "uppfoljning:maluppfyllelse",
                SIGNALER,
                fraga="?okommenterade=1",
            ),
        ),
    ),
    Hjulsteg(
        Steg.SLUTSATSER,
        ("Dra slutsatser", "och föreslå", "åtgärder"),
        "Sammanfatta vad orsakerna betyder, och lär av forskning, andra kommuner, medarbetare och brukare.",
        (Lank("Analyser", "uppfoljning:analyser", ANALYS),),
    ),
    Hjulsteg(
        Steg.KONSEKVENSER,
        ("Konsekvens-", "beskriv"),
        "Tänk igenom vad varje förslag kostar, kräver och innebär för dem det berör.",
        (Lank("Förslag", "atgarder:start", ATGARDER),),
    ),
    Hjulsteg(
        Steg.PRIORITERA,
        ("Prioritera",),
        "Ställ insats mot väntad effekt, och välj det som ger mest.",
        (Lank("Prioriteringar", "atgarder:prioriteringar", ATGARDER),),
    ),
    Hjulsteg(
        Steg.BESLUTA,
        ("Besluta",),
        "Fatta beslutet, låt det bli en handlingsplan och bestäm när effekten ska följas upp.",
        (
            Lank("Underlag och beslut", "atgarder:beslutslista", ATGARDER),
            Lank("Uppdrag och effekt", "atgarder:uppdragslista", ATGARDER),
            Lank("Handlingsplaner", "planering:handlingsplaner", SE_PLAN),
        ),
    ),
    Hjulsteg(
        Steg.KULTUR,
        ("Kultur och", "struktur"),
        "Styrningen fungerar först när värdegrund, mål och resultat märks i ledarskap, lön och vardag.",
    ),
    Hjulsteg(
        Steg.KOMMUNICERA,
        ("Kommunikation",),
        "Berätta, fråga och samtala i varje steg, med medarbetare, förtroendevalda och medborgare.",
        (
            Lank("Så räknas signalerna", "kommunikation:metod", "kommunikation.se_oversikt"),
            Lank("KKiK-rapporten", "kkik:rapport", "kkik.se_nyckeltal"),
            Lank("Det som fungerade", "atgarder:minne", "atgarder.se_minne"),
        ),
        "Kommunikation",
    ),
)
