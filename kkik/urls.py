from django.urls import path

app_name = "kkik"
urlpatterns: list[path] = []
