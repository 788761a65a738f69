from django.urls import path

app_name = "uppfoljning"
urlpatterns: list[path] = []
