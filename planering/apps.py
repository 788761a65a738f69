from django.apps import AppConfig

SAKER = {
    "plan": "planen",
    "malomrade": "målområdet",
    "mal": "målet",
    "indikator": "indikatorn",
    "handlingsplan": "handlingsplanen",
    "aktivitet": "aktiviteten",
    "styrperiod": "styrperioden",
}
GORANDE = {
    "skapa": "La till",
    "andra": "Ändrade",
    "flytta": "Flyttade",
    "ta_bort": "Tog bort",
    "aterstall": "Återställde",
}


class PlaneringConfig(AppConfig):
    name = "planering"
    verbose_name = "Planering"
    # Event type → what the log's page says.
    handelser = {
        f"planering.{verb}_{sak}": f"{gjorde} {namn}"
        for verb, gjorde in GORANDE.items()
        for sak, namn in SAKER.items()
    } | {
        "planering.besluta_plan": "Registrerade fullmäktiges beslut om planen",
        "planering.angra_avstamning": "Tog tillbaka en avstämning",
        "planering.satt_malnivaer": "Ändrade målnivåer",
        "planering.satt_malnivanat": "Ändrade målnivåerna för flera indikatorer på en gång",
        "planering.skapa_version": "Påbörjade en ny version av planen",
        "planering.kopiera_plan": "Kopierade planen till nästa år",
    }
