"""The lights of a plan of 250 indicators, all signals, as after an import: everything computed and stored anew."""

import time

from django.utils import timezone

from bench.matplan import bygg
from bench.verktyg import minne_mb, spara
from planering.models import Indikator
from uppfoljning.actions import berakna_bedomningar
from uppfoljning.models import Bedomning


def mat() -> None:
    _, plan, _ = bygg()
    antal = Indikator.objects.filter(mal__malomrade__plan=plan).count()
    resultat: dict = {"indikatorer": antal}
    for vad in ("allt nytt", "inget ändrat"):
        if vad == "allt nytt":
            Bedomning.objects.filter(indikator__mal__malomrade__plan=plan).delete()
        vagg, cpu = time.perf_counter(), time.process_time()
        gjort = berakna_bedomningar(av=None, nar=timezone.now(), plan=plan)
        resultat[f"bedömningar, {vad}"] = gjort.bedomningar
        resultat[f"sekunder, {vad}"] = time.perf_counter() - vagg
        resultat[f"varav processortid, {vad}"] = time.process_time() - cpu
    resultat["största minne, MB"] = minne_mb()
    spara("ljusen", resultat)
