from django.urls import path

app_name = "kommunikation"
urlpatterns: list[path] = []
