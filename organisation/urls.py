from django.urls import path

from organisation.views import handelser, inloggning, utskick

app_name = "organisation"
urlpatterns = [
    path("logga-in/", inloggning.logga_in, name="logga_in"),
    path("inloggningslage/", inloggning.lage, name="inloggningslage"),
    path("logga-ut/", inloggning.logga_ut, name="logga_ut"),
    path("byt-losenord/", inloggning.byt_losenord, name="byt_losenord"),
    path("utskick/", utskick.utskick, name="utskick"),
    path("utskick/<int:pk>/", utskick.brev, name="utskicksbrev"),
    path("utskick/<int:pk>/skicka-om/", utskick.skicka_om, name="skicka_om_utskick"),
    path("handelser/", handelser.handelser, name="handelser"),
]
