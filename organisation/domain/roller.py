"""Roles and what each may do, as data. Every check goes through `user.has_perm(name, obj)`."""

from enum import StrEnum


class Roll(StrEnum):
    ADMINISTRATOR = "administrator"
    ANALYTIKER = "analytiker"
    ANSVARIG = "ansvarig"
    NAMNDSEKRETERARE = "namndsekreterare"
    KOMMUNIKATOR = "kommunikator"
    FORTROENDEVALD = "fortroendevald"
    LASARE = "lasare"

    @property
    def etikett(self) -> str:
        return ETIKETTER[self]


ETIKETTER = {
    Roll.ADMINISTRATOR: "Administratör",
    Roll.ANALYTIKER: "Analytiker",
    Roll.ANSVARIG: "Ansvarig",
    Roll.NAMNDSEKRETERARE: "Nämndsekreterare",
    Roll.KOMMUNIKATOR: "Kommunikatör",
    Roll.FORTROENDEVALD: "Förtroendevald",
    Roll.LASARE: "Läsare",
}

ALLA = frozenset(Roll)
# A permission is "app.verb_noun". ALLMAN ones hold for the anonymous citizen too: Kolada's public figures, and what
# decided actions have led to.
ALLMAN = frozenset({"kkik.se_nyckeltal", "atgarder.se_minne"})
BEHORIGHETER: dict[str, frozenset[Roll]] = {
    "kkik.se_nyckeltal": ALLA,
    "kkik.se_import": frozenset({Roll.ADMINISTRATOR, Roll.ANALYTIKER}),
    "kkik.starta_import": frozenset({Roll.ADMINISTRATOR}),
    "kkik.bekrafta_riktning": frozenset({Roll.ADMINISTRATOR}),
    "verktyg.se": ALLA,
    "verktyg.svara": ALLA,
    "verktyg.leda": frozenset({Roll.ADMINISTRATOR, Roll.ANALYTIKER, Roll.ANSVARIG}),
    "planering.se_plan": ALLA,
    "planering.andra_plan": frozenset({Roll.ANALYTIKER, Roll.ADMINISTRATOR}),
    "planering.registrera_beslut": frozenset({Roll.ANALYTIKER, Roll.ADMINISTRATOR, Roll.NAMNDSEKRETERARE}),
    "planering.stam_av": frozenset({Roll.ANALYTIKER, Roll.ADMINISTRATOR, Roll.ANSVARIG}),
    "planering.andra_resurser": frozenset({Roll.ANALYTIKER, Roll.ADMINISTRATOR}),
    "uppfoljning.se_signaler": ALLA,
    "uppfoljning.satt_ansikte": frozenset({Roll.ANALYTIKER, Roll.ANSVARIG}),
    "uppfoljning.kommentera": frozenset({Roll.ANALYTIKER, Roll.ANSVARIG}),
    "uppfoljning.se_analys": ALLA,
    "uppfoljning.analysera": frozenset({Roll.ANALYTIKER, Roll.ANSVARIG}),
    "uppfoljning.leda": frozenset({Roll.ANALYTIKER, Roll.ADMINISTRATOR}),
    "uppfoljning.rapportera": frozenset({Roll.ANALYTIKER, Roll.ANSVARIG}),
    "uppfoljning.ge_nycklar": frozenset({Roll.ADMINISTRATOR}),
    "kkik.bekrafta_definition": frozenset({Roll.ADMINISTRATOR, Roll.ANALYTIKER}),
    "atgarder.se_atgarder": ALLA,
    "atgarder.se_minne": ALLA,
    "atgarder.bereda": frozenset({Roll.ANALYTIKER, Roll.ANSVARIG}),
    "atgarder.prioritera": ALLA - {Roll.LASARE},  # those who are asked to take part in a round
    "atgarder.registrera_beslut": frozenset({Roll.NAMNDSEKRETERARE}),
    "atgarder.aterkoppla": frozenset({Roll.NAMNDSEKRETERARE, Roll.ANALYTIKER, Roll.ANSVARIG}),
    "atgarder.folja_upp": frozenset({Roll.ANALYTIKER, Roll.ANSVARIG}),
    "atgarder.ta_in_i_plan": frozenset({Roll.ANALYTIKER, Roll.ADMINISTRATOR}),
    "kommunikation.se_oversikt": ALLA,
    "organisation.byt_losenord": ALLA,
    "organisation.se_logg": frozenset({Roll.ADMINISTRATOR}),
    "organisation.administrera": frozenset({Roll.ADMINISTRATOR}),
}


def racker(roller: dict[Roll, frozenset[int] | None], behorighet: str, enhet: int | None) -> bool:
    """Whether `roller` allow `behorighet` on something that belongs to the enhet with key `enhet`.

    `roller` maps each role a person has to the keys of the enheter it holds for, or to None: the whole
    municipality. `enhet` None is something of the whole municipality. An unknown permission is never allowed.
    """
    for roll in BEHORIGHETER.get(behorighet, frozenset()) & roller.keys():
        enheter = roller[roll]
        if enheter is None or enhet in enheter:
            return True
    return False
