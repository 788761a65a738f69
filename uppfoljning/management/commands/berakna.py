"""manage.py berakna: the whole calculation, now and here."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from uppfoljning import actions
from uppfoljning.models import Berakning


class Command(BaseCommand):
    help = "Räknar ut alla kommuners lägen i alla nyckeltal och signalerna för planernas indikatorer."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="skriv antal och sekunder som JSON")

    def handle(self, *args: Any, **val: Any) -> None:
        """Prints how many and how long; a failure gives exit status 1 and leaves what was stored whole."""
        nu = timezone.now()
        rad = Berakning.objects.create(skapad=nu)
        try:
            if not actions.kor_berakning(rad=rad, nar=nu):
                raise CommandError("Beräkningen togs över av en annan process.")
        except CommandError:
            raise
        except Exception as fel:
            raise CommandError(f"Beräkningen misslyckades: {type(fel).__name__}: {fel}") from fel
        rad.refresh_from_db()
        svar = {
            "nyckeltal": rad.antal_nyckeltal,
            "lagen": rad.antal_lagen,
            "bedomningar": rad.antal_bedomningar,
            "sekunder": round(rad.sekunder or 0.0, 3),
        }
        if val["json"]:
            self.stdout.write(json.dumps(svar))
        else:
            self.stdout.write(
                f"{svar['lagen']} lägen i {svar['nyckeltal']} nyckeltal och {svar['bedomningar']} bedömningar "
                f"på {svar['sekunder']:.1f} s."
            )
