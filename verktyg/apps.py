from django.apps import AppConfig


class VerktygConfig(AppConfig):
    name = "verktyg"
    verbose_name = "Verktyg"
    handelser = {
        "verktyg.starta": "Startade ett verktyg",
        "verktyg.andra": "Ändrade ett genomförande",
        "verktyg.avsluta": "Avslutade ett genomförande",
        "verktyg.oppna_igen": "Öppnade ett genomförande igen",
        "verktyg.ta_bort": "Tog bort ett genomförande",
        "verktyg.bjud_in": "Bjöd in till ett genomförande",
        "verktyg.gruppera": "Delade in deltagare i grupper",
        "verktyg.ta_bort_inbjudan": "Tog bort en inbjudan",
        "verktyg.svara": "Svarade i ett verktyg",
        "verktyg.satt_konsensus": "Förde in vad gruppen enats om",
    }
