from django.apps import AppConfig


class AtgarderConfig(AppConfig):
    name = "atgarder"
    verbose_name = "Åtgärder"
    handelser = {
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
