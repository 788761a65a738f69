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
        "uppfoljning.ge_nyckel": "Gav en leveransnyckel",
        "uppfoljning.aterkalla_nyckel": "Återkallade en leveransnyckel",
    }
