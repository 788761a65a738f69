from django.apps import AppConfig


class UppfoljningConfig(AppConfig):
    name = "uppfoljning"
    verbose_name = "Uppföljning"
    handelser = {
        "uppfoljning.oppna_omgang": "Öppnade en omgång",
        "uppfoljning.andra_omgang": "Ändrade en omgång",
        "uppfoljning.faststall_omgang": "Fastställde en omgång",
        "uppfoljning.lamna_in": "Lämnade in en rapport",
        "uppfoljning.lamna_tillbaka": "Lämnade tillbaka en rapport",
        "uppfoljning.faststall_inlamning": "Fastställde en rapport",
        "uppfoljning.rapportera_utfall": "Rapporterade utfall",
        "uppfoljning.ta_bort_utfall": "Tog bort utfall",
        "uppfoljning.las_in_utfall": "Läste in utfall",
        "uppfoljning.avbryt_inlasning": "Avbröt en inläsning",
        "uppfoljning.satt_mattrapportering": "Ändrade hur ett mått rapporteras",
        "uppfoljning.skapa_analysgrupp": "Skapade en analysgrupp",
        "uppfoljning.andra_analysgrupp": "Ändrade en analysgrupp",
        "uppfoljning.ta_bort_analysgrupp": "Tog bort en analysgrupp",
        "uppfoljning.aterstall_analysgrupp": "Tog tillbaka en analysgrupp",
        "uppfoljning.skapa_gruppmedlem": "La till en medlem i en analysgrupp",
        "uppfoljning.andra_gruppmedlem": "Ändrade en medlem i en analysgrupp",
        "uppfoljning.ta_bort_gruppmedlem": "Tog bort en medlem ur en analysgrupp",
        "uppfoljning.aterstall_gruppmedlem": "Tog tillbaka en medlem i en analysgrupp",
        "uppfoljning.skapa_arbetsplan": "Skapade en arbetsplan",
        "uppfoljning.andra_arbetsplan": "Ändrade en arbetsplan",
        "uppfoljning.kopiera_arbetsplan": "Kopierade en arbetsplans uppgifter",
        "uppfoljning.skapa_arbetsuppgift": "La till en arbetsuppgift",
        "uppfoljning.andra_arbetsuppgift": "Ändrade en arbetsuppgift",
        "uppfoljning.ta_bort_arbetsuppgift": "Tog bort en arbetsuppgift",
        "uppfoljning.aterstall_arbetsuppgift": "Tog tillbaka en arbetsuppgift",
        "uppfoljning.ge_kalenderadress": "Skapade en kalenderadress",
        "uppfoljning.aterkalla_kalenderadress": "Återkallade en kalenderadress",
        "uppfoljning.ge_nyckel": "Gav en leveransnyckel",
        "uppfoljning.aterkalla_nyckel": "Återkallade en leveransnyckel",
    }
