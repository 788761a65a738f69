"""The words of the history: what was done, and what its parts are called."""

GORANDE = {
    "skapa": "Skapades",
    "andra": "Ändrades",
    "ta_bort": "Togs bort",
    "aterstall": "Återställdes efter borttagning",
    "besluta": "Fullmäktiges beslut registrerades",
    "satt": "Målnivåerna ändrades",
    "kopiera": "Skapades som kopia av en tidigare plan",
    "oppna": "Öppnades",
    "svara": "Checklistan besvarades",
    "avgor": "Avgjordes",
    "avsluta": "Avslutades",
    "ateroppna": "Öppnades igen",
    "klarmarkera": "Klarmarkerades",
}
EGNA = {
    "atgarder.aterta_beslutsunderlag": "Återtogs för att ändras",
    "atgarder.lamna_beslutsunderlag": "Lämnades till beslut",
    "planering.skapa_version": "Skapades som ny version",
    "planering.angra_avstamning": "En avstämning togs tillbaka",
    "planering.stam_av": "Stämdes av",
    "planering.las_in_planbok": "Lästes in ur Excel",
    "planering.satt_malnivanat": "Målnivåerna för flera indikatorer ändrades på en gång",
    "planering.satt_ramar": "Ramar och utfall ändrades",
    "planering.satt_uppdragsenheter": "Enheterna ändrades",
    "planering.skriv_in_bedomning": "En gemensam bedömning skrevs in",
    "planering.svara_om_malkvalitet": "Målkvaliteten bedömdes",
    "planering.skriv_uppdragstext": "En ny version började skrivas",
    "atgarder.klar_med_prioritering": "En deltagare blev klar med sin del",
    "atgarder.oppna_prioriteringsdel": "En deltagare öppnade sin del igen",
}
ETIKETTER = {
    "bidrar_till": "Bidrar till",
    "nivaer": "Målnivå",
    "enheter": "Enheter",
    "antal_deltagare": "Antal deltagare",
}
# A table of hundreds of cells may be read in at once. Its first cells say what it was; the rest are folded, and when
# they are too many for that, they are on the event's own page.
FLEST_CELLER, FLEST_VIKTA = 20, 200
FORANDRINGAR = {"oka": "öka", "minska": "minska", "oforandrad": "vara oförändrad"}
# Says nothing to the reader beside the rest.
GOMDA = {"niva", "version", "leder_nar", "leder_av", "avford_nar", "avford_av", "pseudonymer"}
