from django.apps import AppConfig


class AtgarderConfig(AppConfig):
    name = "atgarder"
    verbose_name = "Åtgärder"
    handelser = {
        # Consequences and expected effects
        "atgarder.klarmarkera_konsekvens": "Klarmarkerade en konsekvensbeskrivning",
        "atgarder.oppna_konsekvens_igen": "Öppnade en konsekvensbeskrivning igen",
        "atgarder.skapa_konsekvensbeskrivning": "Började beskriva konsekvenser",
        "atgarder.andra_konsekvensbeskrivning": "Ändrade en konsekvensbeskrivning",
        "atgarder.skapa_konsekvensbelopp": "La till ett belopp",
        "atgarder.andra_konsekvensbelopp": "Ändrade ett belopp",
        "atgarder.ta_bort_konsekvensbelopp": "Tog bort ett belopp",
        "atgarder.aterstall_konsekvensbelopp": "Tog tillbaka ett belopp",
        "atgarder.skapa_konsekvensrisk": "La till en risk",
        "atgarder.andra_konsekvensrisk": "Ändrade en risk",
        "atgarder.ta_bort_konsekvensrisk": "Tog bort en risk",
        "atgarder.aterstall_konsekvensrisk": "Tog tillbaka en risk",
        "atgarder.skapa_berordgrupp": "La till en berörd grupp",
        "atgarder.andra_berordgrupp": "Ändrade en berörd grupp",
        "atgarder.ta_bort_berordgrupp": "Tog bort en berörd grupp",
        "atgarder.aterstall_berordgrupp": "Tog tillbaka en berörd grupp",
        "atgarder.skapa_alternativ": "La till ett alternativ",
        "atgarder.andra_alternativ": "Ändrade ett alternativ",
        "atgarder.ta_bort_alternativ": "Tog bort ett alternativ",
        "atgarder.aterstall_alternativ": "Tog tillbaka ett alternativ",
        "atgarder.skapa_verksamhetsdialog": "La till en dialog med verksamheten",
        "atgarder.andra_verksamhetsdialog": "Ändrade en dialog med verksamheten",
        "atgarder.ta_bort_verksamhetsdialog": "Tog bort en dialog med verksamheten",
        "atgarder.aterstall_verksamhetsdialog": "Tog tillbaka en dialog med verksamheten",
        "atgarder.skapa_forvantadeffekt": "La till en förväntad effekt",
        "atgarder.andra_forvantadeffekt": "Ändrade en förväntad effekt",
        "atgarder.ta_bort_forvantadeffekt": "Tog bort en förväntad effekt",
        "atgarder.aterstall_forvantadeffekt": "Tog tillbaka en förväntad effekt",
        "atgarder.andra_prioritering": "Ändrade en prioritering",
        "atgarder.avsluta_prioritering": "Avslutade en prioritering",
        "atgarder.klar_med_prioritering": "Blev klar med sin del av en prioritering",
        "atgarder.oppna_prioritering": "Öppnade en prioritering",
        "atgarder.oppna_prioriteringsdel": "Öppnade sin del av en prioritering igen",
        "atgarder.placera": "Placerade ett förslag i en prioritering",
        "atgarder.poangsatt": "Poängsatte ett förslag i en prioritering",
        "atgarder.ta_bort_prioritering": "Tog bort en prioritering",
        "atgarder.aterstall_prioritering": "Tog tillbaka en prioritering",
    }
