"""Addresses of uppdrag and resources, in `urls` among the others."""

from django.urls import path

from planering.views import resurser, resursposter, uppdrag, uppdragstext

UPPDRAG = [
    path("plan/<int:pk>/uppdrag/", uppdrag.uppdragslista, name="uppdragslista"),
    path("plan/<int:pk>/uppdrag/nytt/", uppdrag.nytt_uppdrag, name="nytt_uppdrag"),
    path("uppdrag/<int:pk>/", uppdrag.uppdrag, name="uppdrag"),
    path("uppdrag/<int:pk>/andra/", uppdrag.andra_uppdrag, name="andra_uppdrag"),
    path("uppdrag/<int:pk>/ta-bort/", uppdrag.ta_bort_uppdrag, name="ta_bort_uppdrag"),
    path("uppdragstext/<int:pk>/", uppdragstext.uppdragstext, name="uppdragstext"),
    path("uppdragstext/<int:pk>/historik/", uppdragstext.uppdragshistorik, name="uppdragshistorik"),
    path("uppdragstext/<int:pk>/kalla/", uppdragstext.ny_uppdragskalla, name="ny_uppdragskalla"),
    path("uppdragsversion/<int:pk>/aterstall/", uppdragstext.aterstall, name="aterstall_uppdragstext"),
    path("uppdragskalla/<int:pk>/", uppdragstext.andra_uppdragskalla, name="andra_uppdragskalla"),
    path("uppdragskalla/<int:pk>/ta-bort/", uppdragstext.ta_bort_uppdragskalla, name="ta_bort_uppdragskalla"),
]
RESURSER = [
    path("plan/<int:pk>/resurser/", resurser.resurser, name="resurser"),
    path("plan/<int:pk>/resurser/xlsx/", resurser.exportera_xlsx, name="resurser_xlsx"),
    path("plan/<int:pk>/resurser/csv/", resurser.exportera_csv, name="resurser_csv"),
    path("plan/<int:pk>/resurser/las-in/", resursposter.las_in, name="las_in"),
    path("plan/<int:pk>/resurser/<int:ar>/ramar/", resurser.ramar, name="ramar"),
    path("plan/<int:pk>/resurser/<int:ar>/utfall/", resurser.utfall, name="utfall"),
    path("plan/<int:pk>/verksamhet/", resursposter.ny_verksamhet, name="ny_verksamhet"),
    path("verksamhet/<int:pk>/", resursposter.andra_verksamhet, name="andra_verksamhet"),
    path("verksamhet/<int:pk>/ta-bort/", resursposter.ta_bort_verksamhet, name="ta_bort_verksamhet"),
    path("ram/<int:pk>/oronmarkning/", resursposter.ny_oronmarkning, name="ny_oronmarkning"),
    path("oronmarkning/<int:pk>/", resursposter.andra_oronmarkning, name="andra_oronmarkning"),
    path("oronmarkning/<int:pk>/ta-bort/", resursposter.ta_bort_oronmarkning, name="ta_bort_oronmarkning"),
    path("inlasning/<int:pk>/", resursposter.inlasning, name="inlasning"),
]
