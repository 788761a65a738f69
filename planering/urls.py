from django.urls import path

app_name = "planering"
urlpatterns: list[path] = []
