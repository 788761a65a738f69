from django.urls import path

from planering.adresser import RESURSER, UPPDRAG
from planering.adresser_indikatorer import INDIKATORER
from planering.views import (
    aktivitet,
    handlingsplan,
    historik,
    indikator,
    mal,
    malnivanat,
    plan,
    planbok,
    styrperiod,
    trad,
    utkast,
    version,
)

app_name = "planering"
urlpatterns = [
    path("", plan.plan, name="plan"),
    path("plan/ny/", plan.ny_plan, name="ny_plan"),
    path("plan/<int:pk>/", plan.plan, name="planvy"),
    path("plan/<int:pk>/andra/", plan.andra_plan, name="andra_plan"),
    path("plan/<int:pk>/beslut/", plan.besluta_plan, name="besluta_plan"),
    path("plan/<int:pk>/ta-bort/", plan.ta_bort_plan, name="ta_bort_plan"),
    path("plan/<int:pk>/malomrade/", plan.nytt_malomrade, name="nytt_malomrade"),
    path("malomrade/<int:pk>/", plan.andra_malomrade, name="andra_malomrade"),
    path("malomrade/<int:pk>/ta-bort/", plan.ta_bort_malomrade, name="ta_bort_malomrade"),
    path("malomrade/<int:pk>/flytta/", plan.flytta_malomrade, name="flytta_malomrade"),
    path("malomrade/<int:pk>/mal/", mal.nytt_mal, name="nytt_mal"),
    path("mal/<int:pk>/", mal.andra_mal, name="andra_mal"),
    path("mal/<int:pk>/ta-bort/", mal.ta_bort_mal, name="ta_bort_mal"),
    path("mal/<int:pk>/flytta/", mal.flytta_mal, name="flytta_mal"),
    path("mal/<int:pk>/indikator/", indikator.ny_indikator, name="ny_indikator"),
    path("indikator/<int:pk>/", indikator.andra_indikator, name="andra_indikator"),
    path("indikator/<int:pk>/ta-bort/", indikator.ta_bort_indikator, name="ta_bort_indikator"),
    path("indikator/<int:pk>/flytta/", indikator.flytta_indikator, name="flytta_indikator"),
    path("plan/<int:pk>/version/", version.ny_version, name="ny_version"),
    path("plan/<int:pk>/kopiera/", version.kopiera_plan, name="kopiera_plan"),
    path("plan/<int:pk>/skillnad/", version.skillnad, name="skillnad"),
    path("plan/<int:pk>/ordna/", trad.ordna, name="ordna"),
    path("plan/<int:pk>/historik/", historik.plan, name="planhistorik"),
    path("trad/", trad.trad, name="trad"),
    path("styrperioder/", styrperiod.styrperioder, name="styrperioder"),
    path("styrperiod/ny/", styrperiod.ny_styrperiod, name="ny_styrperiod"),
    path("styrperiod/<int:pk>/", styrperiod.andra_styrperiod, name="andra_styrperiod"),
    path("utkast/", utkast.spara, name="spara_utkast"),
    path("utkast/kasta/", utkast.kasta, name="kasta_utkast"),
    path("angra/<int:pk>/", historik.angra, name="angra"),
    *[
        path(f"{slag}/<int:pk>/historik/", historik.objektets, {"slag": slag}, name=f"historik_{slag}")
        for slag in historik.SLAG
    ],
    path("handlingsplaner/", handlingsplan.handlingsplaner, name="handlingsplaner"),
    path("handlingsplan/ny/", handlingsplan.ny_handlingsplan, name="ny_handlingsplan"),
    path("handlingsplan/<int:pk>/", handlingsplan.handlingsplan, name="handlingsplan"),
    path("handlingsplan/<int:pk>/andra/", handlingsplan.andra_handlingsplan, name="andra_handlingsplan"),
    path(
        "handlingsplan/<int:pk>/ta-bort/", handlingsplan.ta_bort_handlingsplan, name="ta_bort_handlingsplan"
    ),
    path("handlingsplan/<int:pk>/aktivitet/", aktivitet.ny_aktivitet, name="ny_aktivitet"),
    path("aktivitet/<int:pk>/", aktivitet.andra_aktivitet, name="andra_aktivitet"),
    path("aktivitet/<int:pk>/ta-bort/", aktivitet.ta_bort_aktivitet, name="ta_bort_aktivitet"),
    path("aktivitet/<int:pk>/flytta/", aktivitet.flytta_aktivitet, name="flytta_aktivitet"),
    path("aktivitet/<int:pk>/del/", aktivitet.ny_delaktivitet, name="ny_delaktivitet"),
    path("aktivitet/<int:pk>/avstamning/", aktivitet.stam_av, name="stam_av"),
    path("plan/<int:pk>/malnivaer/", malnivanat.malnivanat, name="malnivanat"),
    *INDIKATORER,
    path("plan/<int:pk>/excel/", planbok.plan_xlsx, name="plan_xlsx"),
    path("plan/<int:pk>/excel/las-in/", planbok.las_in_plan, name="las_in_plan"),
    path("planinlasning/<int:pk>/", planbok.planinlasning, name="planinlasning"),
    *UPPDRAG,
    *RESURSER,
]
