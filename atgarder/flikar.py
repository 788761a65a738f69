"""The lines of Åtgärder."""

from styrsnurra.gemensamt.flikar import Flik

SE = "atgarder.se_atgarder"
FLIKAR = (
    Flik("Förslag", "atgarder:start", SE, ("forslag/", "konsekvens/", "forvantan/")),
    Flik("Prioritera", "atgarder:prioriteringar", SE, ("prioritering/",)),
    Flik("Beslut", "atgarder:beslutslista", SE, ("underlag/", "beslut/", "aterkoppling/")),
    Flik("Uppdrag och effekt", "atgarder:uppdragslista", SE, ("uppdrag/", "effekt/")),
    Flik("Inför nästa budget", "atgarder:infor_budget", SE, ("behov/", "malandring/")),
    Flik("Det som fungerade", "atgarder:minne", "atgarder.se_minne", ("minne/",)),
)
