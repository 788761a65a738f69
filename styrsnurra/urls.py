"""Addresses. Each app has its own file; what each may be seen by stands with its views."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("kommunikation.urls")),
    path("", include("organisation.urls")),
    path("", include("kkik.urls")),
    path("verktyg/", include("verktyg.urls")),
    path("planering/", include("planering.urls")),
    path("uppfoljning/", include("uppfoljning.urls")),
    path("", include("uppfoljning.kalenderurls")),
    path("atgarder/", include("atgarder.urls")),
    path("", include("styrsnurra.gemensamt.urls")),
    path("administration/", admin.site.urls),
]
