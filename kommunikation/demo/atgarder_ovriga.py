"""A paper that waits for its meeting, and what was decided in 2022 and has been followed up."""

from datetime import date

from kommunikation.demo.atgarder import Arende, Atgard, Belopp, Konsekvens, Uppdrag, Vantan
from kommunikation.demo.plan import SBN, SN

NEJ = ("nej", "")
TRE_NEJ = {"resurser": NEJ, "verksamhet": NEJ, "malandring": NEJ}

FASTA_TEAM = Atgard(
    "Fasta team i hela hemtjänsten",
    Konsekvens(
        svar={
            "resurser": ("ja", "En planerare under ett år, medan schemana görs om."),
            "verksamhet": (
                "ja",
                "Varje team lägger sitt schema. Områdeschefen beslutar när de inte kommer överens.",
            ),
            "medborgare": (
                "ja",
                "Den som har hemtjänst möter högst åtta personer i vardagen, fler bara vid sjukdom.",
            ),
            "malandring": NEJ,
        },
        scenario="Efter ett år har varje brukare ett team som hon känner vid namn.",
        nollalternativ="Antalet olika personer fortsätter att stiga, och nöjdheten fortsätter att sjunka.",
        belopp=(Belopp(1, "Planerare under omställningen", "engangs", 620, 1),),
        risker=(("Svårare att täcka sjukfrånvaro i små team", 3, 2, "Två team kan låna av varandra."),),
        grupper=(
            ("De som har hemtjänst", "T", "battre", "Färre och kända personer."),
            ("Timanställda", "T", "bada", "Färre pass men fler tjänster."),
        ),
        dialog=(
            "Områdeschefer, planerare och skyddsombud",
            "Norr vill aldrig tillbaka. Söder är orolig för helgerna.",
            "Söder börjar med vardagarna.",
        ),
    ),
    (Vantan("X21002", 14, om=2, varfor="Norr gick från sjutton till elva på ett halvår."),),
)

HELTID = Atgard(
    "Heltid som norm och egen vikariepool",
    Konsekvens(
        svar={
            "resurser": (
                "ja",
                "Fler fasta timmar, till en del betalda av färre timvikarier och mindre övertid.",
            ),
            "verksamhet": ("ja", "En pool för två områden, med egen chef."),
            "medborgare": ("ja", "Vikarien är oftare någon man har träffat förut."),
            "malandring": NEJ,
        },
        scenario="Var tredje timanställd har en fast tjänst i poolen.",
        nollalternativ="Andelen timmar med timanställda fortsätter att stiga.",
        belopp=(
            Belopp(1, "Fasta tjänster i poolen", "lopande", 3_900, 8),
            Belopp(1, "Färre timvikarier och mindre övertid", "lopande", -2_700),
        ),
        risker=(
            ("Poolen används för att täcka hål i stället för kända ansikten", 2, 3, "Följs varje månad."),
        ),
        grupper=(
            (
                "Kvinnor som arbetar deltid i hemtjänsten",
                "K",
                "battre",
                "Nio av tio timanställda är kvinnor.",
            ),
        ),
    ),
    (Vantan("X21002", 16, om=2),),
)

HEMTJANSTENS_ARENDE = Arende(
    titel="Få och kända ansikten i hemtjänsten",
    enhet=SN,
    forberedd=50,
    inledning="Den som har hemtjänst möter allt fler olika personer. Analysen visar att sättet att lägga schema betyder "
    "mest, och att andelen timanställda förvärrar det.",
    atgarder=(FASTA_TEAM, HELTID),
    prioritering="Hemtjänstens två förslag",
    sammanfattning="Fasta team väger tyngst: de går att börja med och ger mest för brukaren. Vikariepoolen är dyrare men gör "
    "teamen hållbara.",
    placeringar={
        "lena.back": ((6, 5, 4), (5, 3, 5)),
        "analytiker": ((6, 4, 5), (4, 3, 4)),
        "tomas.ahl": ((5, 5, 5), (4, 2, 4)),
    },
    kriterier=(("Nytta för den som har hemtjänst", 5), ("Liten kostnad", 3), ("Håller över tid", 2)),
    diarienummer="SN {ar}/0203",
)

BILPOOL = Atgard(
    "Gemensam bilpool med elbilar",
    Konsekvens(
        svar=TRE_NEJ
        | {
            "verksamhet": (
                "ja",
                "Enheterna bokar bil i stället för att äga den. En enhet sköter alla avtal.",
            ),
            "medborgare": NEJ,
        },
        scenario="Om två år är bilarna en femtedel färre, och mer än hälften går på el.",
        nollalternativ="Bytet fortsätter i samma takt, och målet för 2030 nås inte.",
    ),
    (Vantan("X07003", 60, ar=2024, varfor="De bilar vars avtal går ut till dess."),),
    "bifall",
    "",
    Uppdrag(
        "Kommunledningskontoret",
        "samir.haddad",
        "Gemensam bilpool",
        gjort=date(2023, 12, 15),
        gjort_text="Alla personbilar bokas i poolen. Trettiofyra bilar byttes mot elbilar och elva ersattes inte.",
        lardom="Det som gav mest var att någon såg alla bilar. Räkna dem innan ni köper nya.",
        slutsats=(
            "verkade",
            "Bytet gick dubbelt så fort som före poolen. Elpriset och stödet till elbilar hjälpte till, men det gällde alla "
            "kommuner.",
        ),
    ),
)

GANGVAGAR = Atgard(
    "Belysning på arton gångvägar",
    Konsekvens(
        svar=TRE_NEJ | {"medborgare": ("ja", "Arton sträckor är upplysta hela natten.")},
        scenario="Den som går från stationen efter klockan sju gör det i ljus.",
        nollalternativ="Sträckorna är mörka och undviks.",
    ),
    (Vantan("X05003", 71, ar=2024, varfor="Nivån före nedgången."),),
    "bifall",
    "",
    Uppdrag(
        "Kommunledningskontoret",
        "samir.haddad",
        "Belysning på gångvägar",
        gjort=date(2023, 11, 30),
        gjort_text="Alla arton sträckorna har ny belysning, inom budget.",
        lardom="Ljuset märks där det finns, men andelen som känner sig trygg i hela kommunen följer något annat. Mät där ni "
        "gör något.",
        slutsats=(
            "verkade_inte",
            "De som går där är nöjda, men måttet för hela kommunen sjönk vidare, mer än i liknande kommuner.",
        ),
    ),
)

AREN_FORE = Arende(
    titel="Två åtgärder för fordon och trygghet",
    enhet=SBN,
    forberedd=0,
    inledning="Två analyser ledde till var sitt förslag som ryms i investeringsbudgeten.",
    atgarder=(BILPOOL, GANGVAGAR),
    prioritering="Två förslag inför budget 2023",
    sammanfattning="Båda ryms i investeringsramen och bör göras. Bilpoolen ger mest.",
    placeringar={"samir.haddad": ((3, 5), (3, 4)), "tomas.ahl": ((2, 5), (4, 3))},
    instans="kf",
    dag=date(2022, 11, 28),
    diarienummer="KS 2022/0377",
    paragraf="KF § 131",
    aterkoppling=(
        ("analysgrupp", "Skriftligt till gruppen.", ""),
        ("medarbetare", "Information på enheternas möten.", ""),
        ("medborgare", "Nyhet på webbplatsen och skyltar vid sträckorna.", ""),
    ),
    avstar=(("brukare", "Förslagen gällde inte en verksamhet med egna brukare."),),
)
ARENDEN_OVRIGA = (AREN_FORE, HEMTJANSTENS_ARENDE)
