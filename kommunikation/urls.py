from django.urls import include, path

from kommunikation import views

app_name = "kommunikation"
urlpatterns = [
    path("", views.oversikt, name="oversikt"),
    path("hjulet/", views.hjulet, name="hjulet"),
    path("metod/", views.metod, name="metod"),
    path("api/", include("kommunikation.api.urls")),
]
