"""The causes to look for when a result deviates: headings with questions, in the order to take them.

Measuring error comes first: whoever explains a figure that is wrong explains nothing. The headings are those of the
guide; the questions are our own.
"""

from dataclasses import dataclass
from enum import StrEnum

MATFEL = "matfel"


class Svar(StrEnum):
    JA = "ja"
    NEJ = "nej"
    VET_EJ = "vet_ej"
    EJ_AKTUELLT = "ej_aktuellt"

    @property
    def etikett(self) -> str:
        return _SVAR[self]


_SVAR = {
    Svar.JA: "Ja",
    Svar.NEJ: "Nej",
    Svar.VET_EJ: "Vet ej",
    Svar.EJ_AKTUELLT: "Ej aktuellt",
}


@dataclass(frozen=True, slots=True)
class Fraga:
    """`pastaende` is what a "ja" says as a hypothesis: the words the form begins with."""

    id: str
    text: str
    pastaende: str
    hjalp: str = ""


@dataclass(frozen=True, slots=True)
class Rubrik:
    """One class of causes. `kod` is what a hypothesis' cause class holds."""

    kod: str
    namn: str
    ledtext: str
    fragor: tuple[Fraga, ...]


F = Fraga
RUBRIKER: tuple[Rubrik, ...] = (
    Rubrik(
        MATFEL,
        "Mätfel",
        "Stämmer siffran? En siffra som är fel ska rättas, inte förklaras.",
        (
            F(
                "matfel-definition",
                "Kan någon ha tolkat frågan eller definitionen på ett annat sätt än det är tänkt?",
                "Måttet är tolkat på fel sätt",
                "Läs beskrivningen av måttet tillsammans med dem som lämnar uppgiften.",
            ),
            F(
                "matfel-rakning",
                "Kan något vara felräknat eller felaktigt redovisat?",
                "Uppgiften är felräknad eller felaktigt redovisad",
            ),
            F(
                "matfel-bortfall",
                "Saknas svar eller enheter så att resultatet blir skevt?",
                "Bortfallet gör resultatet missvisande",
                "Gäller särskilt enkäter och små grupper.",
            ),
            F(
                "matfel-tidpunkt",
                "Är det mätt vid en tidpunkt som inte är rättvisande?",
                "Mätningen gjordes vid fel tidpunkt",
            ),
        ),
    ),
    Rubrik(
        "omvarld",
        "Omvärld",
        "Har något ändrats utanför kommunen, som vi inte själva styr över?",
        (
            F(
                "omvarld-lagar",
                "Har lagar, förordningar eller statens regler ändrats?",
                "Ändrade regler förklarar resultatet",
            ),
            F(
                "omvarld-arbete",
                "Har sysselsättning eller arbetslöshet ändrats?",
                "Ändringar på arbetsmarknaden förklarar resultatet",
            ),
            F(
                "omvarld-ekonomi",
                "Har de ekonomiska villkoren ändrats, för kommunen eller för invånarna?",
                "Ändrade ekonomiska villkor förklarar resultatet",
            ),
            F(
                "omvarld-konkurrens",
                "Har konkurrensen ändrats, till exempel genom nya utförare?",
                "Ändrad konkurrens förklarar resultatet",
            ),
            F(
                "omvarld-befolkning",
                "Har befolkningen ändrats: ålder, utbildning, bakgrund, inflyttning?",
                "Ändringar i befolkningen förklarar resultatet",
            ),
        ),
    ),
    Rubrik(
        "medborgare",
        "Medborgare",
        "Ser de som bor här på kommunen på ett annat sätt än förr?",
        (
            F(
                "medborgare-forvantan",
                "Väntar sig medborgarna något annat av kommunen än tidigare?",
                "Medborgarnas förväntningar har ändrats",
            ),
            F(
                "medborgare-bild",
                "Har bilden av kommunen ändrats, till exempel efter något som hänt eller stått i tidningen?",
                "Bilden av kommunen har ändrats",
            ),
        ),
    ),
    Rubrik(
        "kultur",
        "Samspel och kultur",
        "Drar organisationen åt samma håll? Svara för hur det är, inte för hur det borde vara.",
        (
            F(
                "kultur-uppdrag",
                "Händer det att chefer eller medarbetare arbetar mot annat än de beslutade målen?",
                "Arbetet styrs av annat än de beslutade målen",
            ),
            F(
                "kultur-kunskap",
                "Är målen och uppdraget okända för dem som ska förverkliga dem?",
                "Målen är inte kända i verksamheten",
            ),
            F(
                "kultur-resultat",
                "Saknas vanan att tala om resultat och lära av dem?",
                "Det saknas en resultatkultur som bärs av alla",
            ),
            F(
                "kultur-centrum",
                "Kommer något annat än medborgarens eller brukarens bästa först?",
                "Medborgaren eller brukaren är inte i centrum",
            ),
        ),
    ),
    Rubrik(
        "utrustning",
        "Utrustning och materiel",
        "Har vi rätt redskap?",
        (
            F(
                "utrustning-fel",
                "Saknas utrustning, system eller lokaler, eller passar de inte uppgiften?",
                "Fel eller bristfällig utrustning hindrar arbetet",
            ),
        ),
    ),
    Rubrik(
        "brukare",
        "Brukare",
        "Har de vi är till för ändrats?",
        (
            F("brukare-behov", "Har brukarnas behov ändrats?", "Brukarnas behov har ändrats"),
            F(
                "brukare-forvantan",
                "Väntar sig brukarna något annat än tidigare?",
                "Brukarnas förväntningar har ändrats",
            ),
            F(
                "brukare-delaktighet",
                "Har brukarnas engagemang och deltagande ändrats?",
                "Brukarna deltar på ett annat sätt än tidigare",
            ),
        ),
    ),
    Rubrik(
        "aktiviteter",
        "Aktiviteter och prestationer",
        "Hit leder de flesta spår: det vi gör, och hur vi gör det.",
        (
            F(
                "aktiviteter-satt",
                "Arbetar vi på ett sätt som inte ger det resultat vi vill ha?",
                "Vi arbetar på ett sätt som inte ger resultat",
                "Se efter hur enheter och kommuner med bättre resultat gör.",
            ),
            F(
                "aktiviteter-mangd",
                "Gör vi för lite, för sent eller för ojämnt av det som ger resultat?",
                "Det som ger resultat görs för lite, för sent eller för ojämnt",
            ),
        ),
    ),
    Rubrik(
        "resurser",
        "Resurser",
        "Kronor, arbetstid, kompetens: räcker de, och ligger de rätt?",
        (
            F(
                "resurser-fordelning",
                "Är resurserna fel fördelade mellan enheter, grupper eller insatser?",
                "Resurserna är fel fördelade",
            ),
            F(
                "resurser-kompetens",
                "Saknas rätt kompetens, eller byts personal för ofta?",
                "Det saknas rätt kompetens eller kontinuitet",
            ),
            F(
                "resurser-mangd",
                "Är resurserna för små, eller större utan att ge mer?",
                "Mängden resurser förklarar resultatet",
            ),
        ),
    ),
)

FRAGOR = {f.id: f for r in RUBRIKER for f in r.fragor}
RUBRIK_AV = {f.id: r for r in RUBRIKER for f in r.fragor}
RUBRIK = {r.kod: r for r in RUBRIKER}
MATFELSFRAGOR = frozenset(f.id for f in RUBRIK[MATFEL].fragor)


def kvar_av_matfel(besvarade: set[str]) -> int:
    """How many of the questions about measuring error have no answer. Until it is none nothing else is asked."""
    return len(MATFELSFRAGOR - besvarade)


def hinder(kod: str, besvarade: set[str]) -> str:
    """Why the heading `kod` cannot be answered, or hypothesised about, yet; "" when it can."""
    kvar = kvar_av_matfel(besvarade)
    if kod == MATFEL or not kvar:
        return ""
    antal = "en fråga" if kvar == 1 else f"{kvar} frågor"
    return (
        f"Svara först på frågorna om mätfel ({antal} kvar). En siffra som är fel ska rättas, inte förklaras."
    )
