"""Addresses of what the analysis work stands on: groups, work plans, calendars."""

from django.urls import path

from uppfoljning.views import arbetsplan, forutsattningar, kalender

FORUTSATTNINGAR = [
    path("forutsattningar/", forutsattningar.forutsattningar, name="forutsattningar"),
    path("forutsattningar/ny-grupp/", forutsattningar.ny_grupp, name="ny_analysgrupp"),
    path("forutsattningar/kalender/", kalender.adresser, name="kalenderadresser"),
    path(
        "forutsattningar/kalenderadress/<int:pk>/aterkalla/",
        kalender.aterkalla,
        name="aterkalla_kalenderadress",
    ),
    path("analysgrupp/<int:pk>/andra/", forutsattningar.andra_grupp, name="andra_analysgrupp"),
    path("analysgrupp/<int:pk>/ta-bort/", forutsattningar.ta_bort_grupp, name="ta_bort_analysgrupp"),
    path("analysgrupp/<int:pk>/angra/", forutsattningar.angra_grupp, name="angra_analysgrupp"),
    path("analysgrupp/<int:pk>/ny-medlem/", forutsattningar.ny_medlem, name="ny_gruppmedlem"),
    path("analysgrupp/<int:pk>/ny-arbetsplan/", arbetsplan.ny_arbetsplan, name="ny_arbetsplan"),
    path("gruppmedlem/<int:pk>/andra/", forutsattningar.andra_medlem, name="andra_gruppmedlem"),
    path("gruppmedlem/<int:pk>/ta-bort/", forutsattningar.ta_bort_medlem, name="ta_bort_gruppmedlem"),
    path("gruppmedlem/<int:pk>/angra/", forutsattningar.angra_medlem, name="angra_gruppmedlem"),
    path("arbetsplan/<int:pk>/", arbetsplan.arbetsplan, name="arbetsplan"),
    path("arbetsplan/<int:pk>/andra/", arbetsplan.andra_arbetsplan, name="andra_arbetsplan"),
    path("arbetsplan/<int:pk>/ny-uppgift/", arbetsplan.ny_uppgift, name="ny_arbetsuppgift"),
    path("arbetsuppgift/<int:pk>/andra/", arbetsplan.andra_uppgift, name="andra_arbetsuppgift"),
    path("arbetsuppgift/<int:pk>/klar/", arbetsplan.klarmarkera, name="klar_arbetsuppgift"),
    path("arbetsuppgift/<int:pk>/ta-bort/", arbetsplan.ta_bort_uppgift, name="ta_bort_arbetsuppgift"),
    path("arbetsuppgift/<int:pk>/angra/", arbetsplan.angra_uppgift, name="angra_arbetsuppgift"),
]
