"""What became of the school analysis' proposals: two carried, one of them with a change, one rejected, one still being
described."""

from kommunikation.demo.atgarder import Arende, Atgard, Belopp, Konsekvens, Uppdrag, Vantan
from kommunikation.demo.plan import BUN, SKOLMAL

NEJ = ("nej", "")

TIDIGT_STOD = Atgard(
    "Stöd inom två veckor i årskurs 1–3",
    Konsekvens(
        svar={
            "resurser": (
                "ja",
                "Avlösning på högstadiet det första läsåret, när speciallärarna flyttar, och läromedel till lågstadiet.",
            ),
            "verksamhet": (
                "ja",
                "Fyra speciallärare byter skola och årskurser. Lågstadiets lärare beslutar själva om stödet, utan utredning "
                "först. Rektorerna får gemensamma mallar.",
            ),
            "medborgare": (
                "ja",
                "Elever i årskurs 1–3 får hjälp inom två veckor. Under det första läsåret får några elever i årskurs 8 och "
                "9 stöd i grupp i stället för enskilt.",
            ),
            "malandring": (
                "ja",
                "Målet mäts i årskurs 9. Det behöver också en indikator för årskurs 3, med målnivåer, för det är där "
                "skillnaden görs.",
            ),
        },
        scenario="Läsåret efter beslutet finns en speciallärare på varje lågstadieskola. Den som inte följer med i läsning "
        "eller matematik får extra undervisning samma månad. Efter tre år är den första årskullen i årskurs 4 och resultaten "
        "i årskurs 3 är tillbaka där de var.",
        nollalternativ="Resultaten i årskurs 3 fortsätter att sjunka. De elever som halkar efter nu når årskurs 9 om sex "
        "år, och stödet på högstadiet växer.",
        belopp=(
            Belopp(1, "Avlösning på högstadiet", "lopande", 2_360, 4),
            Belopp(1, "Läromedel och prov till lågstadiet", "engangs", 240),
            Belopp(2, "Avlösning på högstadiet", "lopande", 1_180, 2),
        ),
        risker=(
            (
                "Elever i årskurs 9 får mindre hjälp det första året",
                3,
                3,
                "Studiegrupper finns på plats innan flytten.",
            ),
            ("Svårt att få speciallärare att byta skola", 2, 3, "Frivilligt först. Två har sagt ja."),
        ),
        grupper=(
            (
                "Elever i årskurs 1–3 som behöver stöd",
                "T",
                "battre",
                "Väntan går från en termin till två veckor.",
            ),
            ("Pojkar i årskurs 1–3", "M", "battre", "Fler pojkar än flickor får stöd i läsning."),
            (
                "Elever i årskurs 8 och 9 med stöd",
                "T",
                "samre",
                "Mer i grupp och mindre enskilt under ett läsår.",
            ),
        ),
        alternativ=(
            (
                "Anställa fyra nya speciallärare",
                "Stödet på högstadiet är kvar som i dag, och lågstadiet får eget.",
                "Kostar det dubbla, och det finns inte så många behöriga att anställa.",
            ),
        ),
        dialog=(
            "Rektorer och speciallärare på alla skolor",
            "Rätt väg, men ta inte allt på en gång. Högstadiet behöver ett läsår att ställa om.",
            "Avlösning det första läsåret lades till i förslaget.",
        ),
        mal=(SKOLMAL,),
    ),
    (
        Vantan("X15002", 84, om=3, varfor="Nivån före nedgången. De som får stöd nu går i årskurs 3 då."),
        Vantan("X15004", 87, om=2, varfor="Bara en liten del hinner märkas så tidigt."),
    ),
    "andring",
    "Två tjänster flyttas första läsåret och två det andra. Barn- och utbildningsnämnden redovisar läget efter ett år.",
    Uppdrag(
        "Utbildningsförvaltningen",
        "per.hedin",
        "Tidigt stöd i lågstadiet",
        (
            (
                "Välja skolor och speciallärare för första läsåret",
                "Grundskolechefen",
                -38,
                -10,
                "klar",
                "Stödet börjar där flest elever behöver det.",
                "Skolorna väljs efter kartläggningen i årskurs 1, i samråd med rektorerna.",
            ),
            (
                "Ta fram gemensamma mallar för stöd inom två veckor",
                "Rektorer och speciallärare",
                -24,
                40,
                "pagar",
                "Läraren kan sätta in stöd samma vecka, utan utredning först.",
                "Fyra lärare och två speciallärare skriver mallarna och prövar dem i varsin klass.",
            ),
            (
                "Två tjänster börjar på lågstadiet",
                "Rektorerna",
                45,
                240,
                "planerad",
                "Eleverna får den undervisning de behöver när de behöver den.",
                "Specialläraren är med på lektionerna tre dagar i veckan och följer upp med läraren varje månad.",
            ),
        ),
    ),
)

STUDIEGRUPPER = Atgard(
    "Studiegrupper dit man kommer utan att fråga",
    Konsekvens(
        svar={
            "resurser": ("ja", "Lärarledd tid två eftermiddagar i veckan på tre skolor, och mellanmål."),
            "verksamhet": ("nej", "Lärarna gör det inom sin tjänst, mot minskad undervisning."),
            "medborgare": (
                "ja",
                "Elever på högstadiet kan få hjälp utan att be om den inför klassen. Det når flickorna bättre.",
            ),
            "malandring": NEJ,
        },
        scenario="Två eftermiddagar i veckan är biblioteket öppet med två lärare och smörgåsar. Den som vill kommer.",
        nollalternativ="Skillnaden mellan flickor och pojkar består, som den har gjort i tio år.",
        belopp=(
            Belopp(1, "Lärartid och mellanmål", "lopande", 420, 0.6),
            Belopp(2, "Lärartid och mellanmål", "lopande", 420, 0.6),
        ),
        risker=(
            (
                "De som behöver det mest kommer inte",
                3,
                2,
                "Mentorerna bjuder in personligen de första veckorna.",
            ),
        ),
        grupper=(
            ("Flickor på högstadiet", "K", "battre", "Elevråden har bett om just detta."),
            ("Pojkar på högstadiet", "M", "battre", ""),
        ),
        dialog=(
            "Elevråden på högstadiet",
            "Bra om det inte heter läxhjälp. Och ha det inte i klassrummet.",
            "Studiegrupperna läggs i biblioteken.",
        ),
    ),
    (
        Vantan(
            "X15004", 87, om=2, varfor="Ängsskolans skillnad mot de andra, på tre skolor i stället för en."
        ),
    ),
    "bifall",
    "",
    Uppdrag(
        "Utbildningsförvaltningen",
        "per.hedin",
        "Studiegrupper på alla högstadieskolor",
        (
            (
                "Planera tider, lärare och lokaler på de tre skolorna",
                "Rektorerna",
                -35,
                -12,
                "klar",
                "Studiegruppen finns när och där eleverna kan komma.",
                "Elevråden frågas om tid och plats innan schemat läggs.",
            ),
            (
                "Öppna studiegrupperna och räkna vilka som kommer",
                "Rektorerna",
                -7,
                180,
                "pagar",
                "Deltagandet för flickor och pojkar visar om de nås lika.",
                "Öppet två eftermiddagar i veckan. Den som kommer skriver upp sig, utan anmälan.",
            ),
        ),
    ),
)

SOMMARSKOLA = Atgard(
    "Sommarskola för alla i årskurs 8",
    Konsekvens(
        svar={
            "resurser": ("ja", "Lärare under fyra veckor på två skolor, skolskjuts och lunch."),
            "verksamhet": ("ja", "Skolorna hålls öppna i juli."),
            "medborgare": (
                "ja",
                "Elever i årskurs 8 får fyra veckors undervisning till. En del har sommarjobb då.",
            ),
            "malandring": NEJ,
        },
        scenario="Omkring nittio elever går i sommarskolan varje år.",
        nollalternativ="De elever som saknar ett betyg får hjälp under terminen, som i dag.",
        belopp=(
            Belopp(1, "Lärare, skolskjuts och lunch", "lopande", 1_850, 1.8),
            Belopp(2, "Lärare, skolskjuts och lunch", "lopande", 1_900, 1.8),
        ),
        risker=(("Det är svårt att bemanna i juli", 3, 3, "Lärarstudenter och pensionerade lärare."),),
        grupper=(
            ("Elever som saknar ett eller två betyg", "T", "battre", "Fler hinner ikapp före årskurs 9."),
        ),
    ),
    (Vantan("X15004", 85.5, om=2),),
    "avslag",
    "Stödet behövs tidigare. Pengarna används bättre i lågstadiet.",
)

LASPROV = Atgard(
    "Samma läsprov i alla skolor varje höst",
    Konsekvens(
        svar={
            "resurser": NEJ,
            "verksamhet": (
                "ja",
                "Alla lärare i årskurs 1–3 gör samma prov samma vecka och går igenom svaren tillsammans.",
            ),
            "medborgare": ("osakert", ""),
            "malandring": ("", ""),
        },
        scenario="I september gör alla i årskurs 1–3 ett läsprov på tjugo minuter.",
        klar=False,
    ),
)

SKOLANS_ARENDE = Arende(
    titel="Fler behöriga till gymnasiet: åtgärder efter analysen",
    enhet=BUN,
    forberedd=96,
    inledning="Andelen behöriga till gymnasiet har stått still trots flera satsningar. Analysgruppen fann två orsaker: "
    "stödet kommer för sent, och det når inte flickorna lika väl. Kommunstyrelsen bad om konsekvenser och en prioritering "
    "innan fullmäktige tar ställning.",
    atgarder=(TIDIGT_STOD, STUDIEGRUPPER, SOMMARSKOLA),
    prioritering="Skolans tre förslag",
    sammanfattning="Studiegrupperna ger mest för minst. Tidigt stöd kräver mer men ger störst effekt. Om sommarskolan var vi "
    "oense: Karin Björk ser en snabb hjälp, vi andra en dyr som kommer för sent.",
    placeringar={
        "per.hedin": ((4, 6), (2, 4), (5, 2)),
        "analytiker": ((5, 6), (2, 4), (5, 1)),
        "tomas.ahl": ((5, 5), (3, 4), (6, 2)),
        "politiker": ((4, 6), (2, 5), (2, 5)),
    },
    instans="kf",
    dagar=48,
    diarienummer="KS {ar}/0418",
    paragraf="KF § 112",
    reservation="Två ledamöter reserverar sig mot avslaget på sommarskolan.",
    aterkoppling=(
        ("analysgrupp", "Genomgång på gruppens möte.", "Nöjda. De vill följa läget efter första läsåret."),
        (
            "medarbetare",
            "Arbetsplatsträffar på alla skolor.",
            "Speciallärarna vill vara med och välja skolor.",
        ),
        (
            "brukare",
            "Besök i elevråden på högstadiet.",
            "Glada över studiegrupperna. De undrar varför sommarskolan föll.",
        ),
    ),
    avstar=(
        ("medborgare", "Medborgarna fick inga frågor i analysen. Beslutet berättas på kommunens webbplats."),
    ),
)
