"""The addresses of own measures, knowledge cards, target levels and goal quality."""

from django.urls import path

from planering.views import bedomning, egetmatt, kunskapskort, malkvalitet, malnivaer

INDIKATORER = [
    path("matt/", egetmatt.egna_matt, name="egna_matt"),
    path("matt/nytt/", egetmatt.nytt_egetmatt, name="nytt_egetmatt"),
    path("matt/<int:pk>/", egetmatt.andra_egetmatt, name="andra_egetmatt"),
    path("matt/<int:pk>/ta-bort/", egetmatt.ta_bort_egetmatt, name="ta_bort_egetmatt"),
    path("indikator/<int:pk>/malnivaer/", malnivaer.malnivaer, name="malnivaer"),
    path("indikator/<int:pk>/kunskapskort/", kunskapskort.kunskapskort, name="kunskapskort"),
    path("plan/<int:pk>/malkvalitet/", malkvalitet.malkvalitet, name="malkvalitet"),
    path("plan/<int:pk>/malkvalitet/fil/", malkvalitet.malkvalitet_fil, name="malkvalitet_csv"),
    path("mal/<int:pk>/kvalitet/", malkvalitet.malets_kvalitet, name="malets_kvalitet"),
    path("mal/<int:pk>/kvalitet/<int:fraga>/", malkvalitet.svara, name="svara_om_malkvalitet"),
    path("mal/<int:pk>/forbattring/", malkvalitet.ny_forbattring, name="ny_forbattring"),
    path("forbattring/<int:pk>/", malkvalitet.andra_forbattring, name="andra_forbattring"),
    path("forbattring/<int:pk>/ta-bort/", malkvalitet.ta_bort_forbattring, name="ta_bort_forbattring"),
    path("bedomning/", bedomning.bedom_aktuell, name="bedom_aktuell"),
    path("plan/<int:pk>/bedomning/", bedomning.bedomningar, name="bedomningar"),
    path("plan/<int:pk>/bedomning/<slug:instrument>/", bedomning.starta, name="starta_bedomning"),
    path(
        "plan/<int:pk>/bedomning/genomforande/<int:genomforande>/",
        bedomning.forslagen,
        name="bedomningsforslag",
    ),
]
