"""Fill an empty installation with Storköping, or with a real municipality's KKiK measures."""

import re
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kkik.actions.importera import skapa_import
from kkik.actions.importlas import importlas
from kkik.actions.korning import kor_import
from kkik.demo.generator import STORKOPING
from kkik.models import Importkorning, Nyckeltal
from kommunikation.demo import ladda
from kommunikation.demo.ladda_analyser import ladda_analyser
from kommunikation.demo.ladda_atgarder import ladda_atgarder
from kommunikation.demo.ladda_forutsattningar import ladda_forutsattningar
from kommunikation.demo.ladda_kvalitet import ladda_kvalitet
from kommunikation.demo.ladda_lara import ladda_lara
from kommunikation.demo.ladda_samla import ladda_omgangar, ladda_utfallen
from kommunikation.demo.ladda_spegel import ladda_berattelser
from kommunikation.demo.ladda_verktyg import ladda_verktyg
from organisation.models import Jobbstatus
from planering.models import Plan
from uppfoljning.actions.berakning import koa_berakning, kor_berakning
from uppfoljning.models import Bedomning, Berakning


def kommunkod(text: str) -> str:
    if not re.fullmatch(r"\d{4}", text):
        raise ArgumentTypeError(f"{text!r}: en kommunkod har fyra siffror, till exempel 0180")
    return text


class Command(BaseCommand):
    help = "Laddar den påhittade kommunen Storköping, eller med --kommun en riktig kommuns KKiK-mått från Kolada."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--kommun", type=kommunkod, default=str(STORKOPING), metavar="KOD")

    def handle(self, *, kommun: str, **_: Any) -> None:
        if settings.LAGE == "produktion":
            raise CommandError("Demon har kända lösenord och laddas aldrig i produktion.")
        pahittad = int(kommun) == STORKOPING
        try:
            ladda.valj_demokommun(
                kommunkod=kommun, namn="Storköping" if pahittad else kommun, nar=timezone.now()
            )
            personer = ladda.ladda_personer()
            self._importera(pahittad)
            if pahittad:
                self._storkoping(personer)
            else:
                ladda.namnge_kommun(kommunkod=kommun, nar=timezone.now())
            self._berakna(kraver_bedomningar=pahittad)
            if pahittad:
                ladda_omgangar(personer=personer, nar=timezone.now())
                ladda_analyser(personer=personer, nar=timezone.now())
                ladda_atgarder(personer=personer, nar=timezone.now())
                ladda_forutsattningar(personer=personer, nar=timezone.now())
        except ladda.Demofel as fel:
            raise CommandError(str(fel)) from fel

    def _importera(self, pahittad: bool) -> None:
        """Through the same importer as everywhere; not again when values are there."""
        if Nyckeltal.objects.filter(hamtad__isnull=False).exists():
            return
        self._steg("Hämtar påhittade värden" if pahittad else f"Hämtar KKiK från {settings.KOLADA_URL}")
        with importlas():
            korning = skapa_import(
                av=None,
                nar=timezone.now(),
                slag=Importkorning.Slag.FULL if pahittad else Importkorning.Slag.URVAL,
                omfattning={"nyckeltal": "alla" if pahittad else "kkik"},
            )
            korning = kor_import(korning=korning, klocka=timezone.now)
        if korning.status != Jobbstatus.KLAR:
            raise CommandError(f"Importen blev inte klar: {korning.fel}")
        self.stdout.write(f"    {korning.hamtade} värden på {korning.sekunder:.0f} s")

    def _storkoping(self, personer: dict) -> None:
        ladda.bekrafta_riktningar(av=personer["administrator"], nar=timezone.now())
        if not Plan.objects.exists():
            self._steg("Lägger in mål, indikatorer och handlingsplaner")
            ladda.ladda_plan(personer=personer, nar=timezone.now())
        ladda.ladda_uppfoljning(personer=personer, nar=timezone.now())
        ladda_kvalitet(
            plan=Plan.objects.aktuell(timezone.localdate().year), personer=personer, nar=timezone.now()
        )
        ladda_utfallen(personer=personer, nar=timezone.now())
        ladda_lara(personer=personer, nar=timezone.now())
        ladda_berattelser(personer=personer, nar=timezone.now())
        ladda_verktyg(personer=personer, nar=timezone.now())

    def _berakna(self, *, kraver_bedomningar: bool) -> None:
        klar = Berakning.objects.filter(status=Jobbstatus.KLAR).exists()
        if klar and (Bedomning.objects.exists() or not kraver_bedomningar):
            return
        self._steg("Beräknar signaler")
        rad = koa_berakning(av=None, nar=timezone.now())
        kor_berakning(rad=rad, nar=timezone.now())
        rad.refresh_from_db()
        self.stdout.write(f"    {rad.antal_lagen} lägen, {rad.antal_bedomningar} bedömningar")

    def _steg(self, text: str) -> None:
        self.stdout.write(f"  {text} …")
        self.stdout.flush()
