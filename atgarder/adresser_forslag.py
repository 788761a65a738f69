"""The proposals and their consequences."""

from django.urls import URLPattern, path

from atgarder.views import forslag, forvantan, konsekvens, start
from atgarder.views.konsekvens import DELAR

FORSLAG: list[URLPattern] = [
    path("", start.start, name="start"),
    path("forslag/<int:pk>/", forslag.forslag, name="forslag"),
    path("forslag/<int:pk>/historik/", forslag.historik, name="forslagshistorik"),
    path("forslag/<int:pk>/angrad-konsekvens/<int:handelse>/", forslag.angra, name="angra_forslag"),
    path("forslag/<int:pk>/konsekvens/", konsekvens.andra_konsekvens, name="andra_konsekvens"),
    path("forslag/<int:pk>/konsekvens/klar/", konsekvens.klarmarkera, name="klarmarkera_konsekvens"),
    path("forslag/<int:pk>/konsekvens/oppna/", konsekvens.oppna_igen, name="oppna_konsekvens"),
    path("forslag/<int:pk>/forvantan/ny/", forvantan.ny_forvantan, name="ny_forvantan"),
    path("forvantan/<int:pk>/", forvantan.andra_forvantan, name="andra_forvantan"),
    path("forvantan/<int:pk>/ta-bort/", forvantan.ta_bort_forvantan, name="ta_bort_forvantan"),
]
for slag in DELAR:
    FORSLAG += [
        path(f"forslag/<int:pk>/konsekvens/{slag}/ny/", konsekvens.ny_del, {"slag": slag}, name=f"ny_{slag}"),
        path(f"konsekvens/{slag}/<int:pk>/", konsekvens.andra_del, {"slag": slag}, name=f"andra_{slag}"),
        path(
            f"konsekvens/{slag}/<int:pk>/ta-bort/",
            konsekvens.ta_bort_del,
            {"slag": slag},
            name=f"ta_bort_{slag}",
        ),
    ]
