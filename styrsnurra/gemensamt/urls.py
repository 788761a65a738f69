from django.urls import path

from styrsnurra.gemensamt import views

app_name = "gemensamt"
urlpatterns = [path("komponenter/", views.komponenter, name="komponenter")]
