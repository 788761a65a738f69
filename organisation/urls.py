from django.urls import path

from organisation.views import handelser, inloggning

app_name = "organisation"
urlpatterns = [
    path("logga-in/", inloggning.logga_in, name="logga_in"),
    path("logga-ut/", inloggning.logga_ut, name="logga_ut"),
    path("byt-losenord/", inloggning.byt_losenord, name="byt_losenord"),
    path("handelser/", handelser.handelser, name="handelser"),
]
