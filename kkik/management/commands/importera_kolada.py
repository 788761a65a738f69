"""Import from Kolada, here and now."""

import json
import re
import sys
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kkik.actions.importera import KanInteGodkannas, godkann_import, skapa_import
from kkik.actions.importlas import ImportPagar, importlas
from kkik.actions.korning import kor_import
from kkik.models import Importkorning
from organisation.models import Jobbstatus

KLAR, FEL, VANTAR = 0, 1, 2
ANTAL = {
    "hamtade": "hämtade",
    "nya": "nya",
    "andrade": "ändrade",
    "oforandrade": "oförändrade",
    "forsvunna": "försvunna",
    "vagrade": "avvisade",
}


def nyckeltal(text: str) -> str | list[str]:
    if text in ("kkik", "alla"):
        return text
    ids = [i for i in re.split(r"[,\s]+", text.upper()) if i]
    if not ids or not all(re.fullmatch(r"[A-Z][0-9]{5}", i) for i in ids):
        raise ArgumentTypeError(
            f"{text!r}: ange kkik, alla, eller Koladas id:n med komma emellan (N15428,U07414)"
        )
    return sorted(set(ids))


def ar(text: str) -> tuple[int, int]:
    funnet = re.fullmatch(r"([12][0-9]{3})(?:-([12][0-9]{3}))?", text)
    fran, till = (int(funnet[1]), int(funnet[2] or funnet[1])) if funnet else (1, 0)
    if not 1900 <= fran <= till <= 2199:
        raise ArgumentTypeError(f"{text!r}: ange ett år eller ett spann, till exempel 2015-2022")
    return fran, till


def dag(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as fel:
        raise ArgumentTypeError(f"{text!r}: ange en dag som ÅÅÅÅ-MM-DD") from fel


class Command(BaseCommand):
    help = "Hämtar nyckeltal, kommuner, grupper och värden från Kolada. Slutar med 0 = klart, 1 = fel, 2 = väntar."
    requires_system_checks = ()  # they load every page of the site, and nothing here depends on those

    def add_arguments(self, parser) -> None:
        if parser.called_from_command_line:  # argparse would end with 2, which here means that a run waits
            parser.error = lambda text: parser.exit(FEL, f"{parser.format_usage()}{text}\n")
        parser.add_argument("--nyckeltal", type=nyckeltal, metavar="kkik|alla|ID,ID", help="förval: kkik")
        parser.add_argument("--ar", type=ar, metavar="2015-2022", help="förval: alla år")
        parser.add_argument(
            "--sedan", type=dag, metavar="DATUM", help="bara det som ändrats från och med den dagen"
        )
        parser.add_argument(
            "--fran-mapp", metavar="KATALOG", help="läs in en tidigare körnings sparade sidor"
        )
        parser.add_argument(
            "--godkann",
            type=int,
            nargs="?",
            const=0,
            metavar="ID",
            help="godkänn en import som väntar, och för in den (utan ID: den senaste)",
        )
        parser.add_argument("--json", action="store_true", help="skriv resultatet som JSON")

    def handle(self, **val: Any) -> None:
        urval = [namn for namn in ("nyckeltal", "ar", "sedan") if val[namn] is not None]
        if urval and (val["fran_mapp"] or val["godkann"] is not None):
            raise CommandError(
                "--fran-mapp och --godkann tar allt som körningen hämtade, och kan inte avgränsas."
            )
        if val["fran_mapp"] and val["godkann"] is not None:
            raise CommandError("Ange antingen --fran-mapp eller --godkann.")
        try:
            with importlas():
                korning = kor_import(
                    korning=self._korning(val), klocka=timezone.now, rapport=self._rapport(sys.stderr)
                )
        except ImportPagar as fel:
            raise CommandError("En annan import pågår. Försök igen när den är klar.") from fel
        self._skriv_ut(korning, val["json"])
        if kod := {Jobbstatus.KLAR: KLAR, Jobbstatus.VANTAR: VANTAR}.get(korning.status, FEL):
            raise SystemExit(kod)

    def _korning(self, val: dict[str, Any]) -> Importkorning:
        nu = timezone.now()
        if val["godkann"] is not None:
            return self._godkand(val["godkann"])
        if val["fran_mapp"]:
            return skapa_import(
                av=None,
                nar=nu,
                slag=Importkorning.Slag.FRAN_MAPP,
                omfattning={"katalog": val["fran_mapp"]},
                rakatalog=val["fran_mapp"],
            )
        fran, till = val["ar"] or (None, None)
        vad = val["nyckeltal"] or "kkik"
        hel = vad == "alla" and fran is None
        slag = Importkorning.Slag.FULL if hel else Importkorning.Slag.URVAL
        return skapa_import(
            av=None,
            nar=nu,
            slag=Importkorning.Slag.ANDRINGAR if val["sedan"] else slag,
            omfattning={"nyckeltal": vad, "fran_ar": fran, "till_ar": till, "sedan": val["sedan"]},
        )

    @staticmethod
    def _godkand(nummer: int) -> Importkorning:
        vantande = Importkorning.objects.filter(status=Jobbstatus.VANTAR)
        korning = (
            vantande.order_by("-pk").first()
            if nummer == 0
            else Importkorning.objects.filter(pk=nummer).first()
        )
        if korning is None:
            raise CommandError(
                "Ingen import väntar på godkännande." if nummer == 0 else f"Import {nummer} finns inte."
            )
        try:
            return godkann_import(av=None, nar=timezone.now(), korning=korning, koa=False)
        except KanInteGodkannas as fel:
            raise CommandError(str(fel)) from fel

    @staticmethod
    def _rapport(strom):
        """Progress on the error stream, for a person who watches: a line per step, rewritten as it goes."""
        if not strom.isatty():
            return None
        sist: dict[str, Any] = {"steg": None, "text": None}

        def rapport(namn: str, gjort: int, totalt: int | None) -> None:
            text = f"{namn}: {gjort} av {totalt}" if totalt else namn
            if text != sist["text"]:
                strom.write(("\r\x1b[K" if sist["steg"] == namn else "\n" if sist["steg"] else "") + text)
                strom.flush()
            if totalt and gjort == totalt:
                text = None
            sist.update(steg=namn, text=text)

        return rapport

    def _skriv_ut(self, korning: Importkorning, som_json: bool) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\n")
        if som_json:
            svar = {"import": korning.pk, "status": korning.status, "fel": korning.fel}
            svar |= {namn: getattr(korning, namn) for namn in ANTAL}
            svar |= {"sekunder": korning.sekunder, "katalog": korning.katalog, "rakatalog": korning.rakatalog}
            svar |= {"varningar": korning.varningar, "stopp": korning.stopp}
            self.stdout.write(json.dumps(svar, ensure_ascii=False))
            return
        for varning in korning.varningar:
            self.stderr.write(varning)
        if korning.status == Jobbstatus.KLAR or korning.status == Jobbstatus.VANTAR:
            antal = ", ".join(f"{getattr(korning, namn)} {ord_}" for namn, ord_ in ANTAL.items())
            self.stdout.write(f"Import {korning.pk}: {antal}; {korning.sekunder:.1f} sekunder.")
        if korning.status == Jobbstatus.VANTAR:
            for skal in korning.stopp:
                self.stdout.write(skal["text"])
            self.stdout.write(
                f"Ingenting fördes in. Godkänn med: manage.py importera_kolada --godkann {korning.pk}"
            )
        elif korning.status != Jobbstatus.KLAR:
            self.stderr.write(f"Import {korning.pk} misslyckades: {korning.fel}")
