"""The stages of a proposal gathered into what people ask for, and the way as a short path."""

from enum import StrEnum

from atgarder.domain.skede import Skede


class Skedegrupp(StrEnum):
    """In the order of the way."""

    BESKRIVA = "beskriva"
    PRIORITERA = "prioritera"
    BESLUT = "beslut"
    GENOMFORS = "genomfors"
    GENOMFORDA = "genomforda"
    AVSLUTADE = "avslutade"

    @property
    def etikett(self) -> str:
        return _GRUPPER[self][0]

    @property
    def text(self) -> str:
        """What the proposals in it wait for."""
        return _GRUPPER[self][1]


_GRUPPER = {
    Skedegrupp.BESKRIVA: (
        "Konsekvenserna ska beskrivas",
        "Innan ett förslag vägs mot andra ska det stå vad det innebär.",
    ),
    Skedegrupp.PRIORITERA: (
        "Klara att prioritera",
        "Konsekvenserna är beskrivna. Väg förslagen mot varandra.",
    ),
    Skedegrupp.BESLUT: ("På väg till beslut", "Ett underlag skrivs, eller väntar på de förtroendevalda."),
    Skedegrupp.GENOMFORS: ("Beslutade", "Verksamheten har fått eller ska få uppdraget."),
    Skedegrupp.GENOMFORDA: ("Genomförda", "Gjort. Frågan är om det hade effekt."),
    Skedegrupp.AVSLUTADE: ("Avslagna och avbrutna", "Det som inte blev av, och varför."),
}
_AV = {
    Skede.FORESLAGET: Skedegrupp.BESKRIVA,
    Skede.BESKRIVS: Skedegrupp.BESKRIVA,
    Skede.BESKRIVET: Skedegrupp.PRIORITERA,
    Skede.PRIORITERAT: Skedegrupp.BESLUT,
    Skede.BEREDS: Skedegrupp.BESLUT,
    Skede.VANTAR_BESLUT: Skedegrupp.BESLUT,
    Skede.ATERREMISS: Skedegrupp.BESLUT,
    Skede.BESLUTAT: Skedegrupp.GENOMFORS,
    Skede.GENOMFORS: Skedegrupp.GENOMFORS,
    Skede.GENOMFORT: Skedegrupp.GENOMFORDA,
    Skede.EFFEKT_VISAD: Skedegrupp.GENOMFORDA,
    Skede.EFFEKT_EJ_VISAD: Skedegrupp.GENOMFORDA,
    Skede.SAMRE: Skedegrupp.GENOMFORDA,
    Skede.AVSLAGET: Skedegrupp.AVSLUTADE,
    Skede.AVBRUTET: Skedegrupp.AVSLUTADE,
}
VAG = ("Förslag", "Konsekvenser", "Prioritering", "Beslut", "Genomförande", "Effekt")
PRIORITERING = VAG.index("Prioritering")
# How many steps of the way are done; what is broken off goes no further.
_KLARA = {
    Skede.FORESLAGET: 1,
    Skede.BESKRIVS: 1,
    Skede.BESKRIVET: 2,
    Skede.PRIORITERAT: 3,
    Skede.BEREDS: 3,
    Skede.VANTAR_BESLUT: 3,
    Skede.ATERREMISS: 3,
    Skede.AVSLAGET: 4,
    Skede.BESLUTAT: 4,
    Skede.GENOMFORS: 4,
    Skede.AVBRUTET: 5,
    Skede.GENOMFORT: 5,
    Skede.EFFEKT_VISAD: 6,
    Skede.EFFEKT_EJ_VISAD: 6,
    Skede.SAMRE: 6,
}


def grupp(skede: Skede) -> Skedegrupp:
    return _AV[skede]


def vag(skede: Skede, *, prioriterat: bool = True) -> tuple[list[str], int]:
    """(the steps, how many of them are done). A proposal that was rejected or broken off has no steps after that, and
    one that went on without having been prioritised (`prioriterat` False) has not that step."""
    klara = _KLARA[skede]
    steg = list(VAG[:klara] if grupp(skede) is Skedegrupp.AVSLUTADE else VAG)
    if klara > PRIORITERING and not prioriterat:
        del steg[PRIORITERING]
        klara -= 1
    return steg, klara
