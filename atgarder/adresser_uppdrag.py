"""Assignments, and what they ask of the next budget and plan."""

from django.urls import path

from atgarder.views import infor_budget, uppdrag

UPPDRAG = [
    path("uppdrag/", uppdrag.lista, name="uppdragslista"),
    path("beslutspunkt/<int:pk>/uppdrag/", uppdrag.ge, name="ge_uppdrag"),
    path("uppdrag/givet/<int:pk>/", uppdrag.uppdrag, name="uppdrag"),
    path("uppdrag/givet/<int:pk>/folj-upp/", uppdrag.folj_upp, name="folj_upp_uppdrag"),
    path("uppdrag/givet/<int:pk>/historik/", uppdrag.historiken, name="uppdragshistorik"),
    path("uppdrag/givet/<int:pk>/angra-uppfoljning/<int:handelse>/", uppdrag.angra, name="angra_uppfoljning"),
    path("infor-budget/", infor_budget.sida, name="infor_budget"),
    path("behov/", infor_budget.svara_om_behov, name="svara_om_behov"),
    path("behov/fil/", infor_budget.behovsfil, name="behov_csv"),
    path("malandring/", infor_budget.svara_om_malandringar, name="svara_om_malandringar"),
    path("malandring/fil/", infor_budget.malandringsfil, name="malandring_csv"),
]
