"""Learning from others and from our own: the best, good examples, and items for an indicator's owner."""

from django.urls import path

from uppfoljning.views import arenden, bast, exempel

LARA = [
    path("bast/<int:pk>/", bast.bast, name="bast"),
    path("bast/enheter/<int:pk>/", bast.enheter, name="egna_enheter"),
    path("exempel/", exempel.lista, name="exempel_lista"),
    path("exempel/nytt/", exempel.nytt, name="nytt_exempel"),
    path("exempel/<int:pk>/", exempel.exempel, name="exempel"),
    path("exempel/<int:pk>/andra/", exempel.andra, name="andra_exempel"),
    path("exempel/<int:pk>/ta-bort/", exempel.ta_bort, name="ta_bort_exempel"),
    path("exempel/<int:pk>/angra/", exempel.angra, name="angra_exempel"),
    path("arenden/", arenden.lista, name="arenden"),
    path("arenden/<int:pk>/", arenden.arende, name="arende"),
]
