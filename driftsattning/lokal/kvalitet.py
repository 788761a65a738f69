"""`test`, `check` and `bench`: on throwaway services, or on databases and broker indexes of their own elsewhere."""

import os
import secrets
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from driftsattning.lokal import adresser, databas, forbered, instans, processer, servrar
from driftsattning.lokal.instans import Instans

WEBBLASARE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INGA_PROV = 5  # pytest's status when it found nothing to run
APT = "apt-get install -y --no-install-recommends chromium"


@contextmanager
def _engangs(
    rot: Path, slag: str, signaler: processer.Signaler, *, skydd: bool
) -> Iterator[tuple[Instans, servrar.Servrar]]:
    """A throwaway instance with servers. On servers that are not ours: a database name that no one has (pytest
    makes `test_…` of it) and empty broker indexes, both gone afterwards."""
    with ExitStack() as stack:
        inst = stack.enter_context(instans.tillfallig(rot, slag, i_var=slag == "bench"))
        s = stack.enter_context(servrar.starta(rot, inst, signaler, skydd=skydd, prov=True))
        if not s.egen_databas:
            namn = databas.eget_namn(slag)
            stack.callback(databas.ta_bort_databaser, s.agare, namn)
            s = servrar.med_databas(s, namn)
        if not s.egen_broker:
            ko, cache = stack.enter_context(databas.eget_brokerindex(s.broker))
            s = replace(s, broker=adresser.med_index(s.broker, ko), cache=adresser.cache(s.broker, cache))
        yield inst, s


# --- test -----------------------------------------------------------------------------------------------------
def hitta_chromium(omgivning: Mapping[str, str]) -> str | None:
    """The browser for the tests: the one CHROMIUM names, else one on the PATH."""
    vald = omgivning.get("CHROMIUM", "").strip()
    if vald:
        return shutil.which(vald)
    return next(filter(None, map(shutil.which, WEBBLASARE)), None)


def _sakerstall_chromium(rot: Path) -> str | None:
    """Finds Chromium, or installs Debian's as root. Without it says how to get it; the rest is tested anyway."""
    funnen = hitta_chromium(os.environ)
    if funnen or os.environ.get("CHROMIUM", "").strip():
        if not funnen:
            print(f"CHROMIUM={os.environ['CHROMIUM']} finns inte: webbläsarproven hoppas över.")
        return funnen
    if os.getuid() == 0 and shutil.which("apt-get"):
        print("Installerar Chromium för webbläsarproven …", flush=True)
        (rot / "var").mkdir(exist_ok=True)
        logg = rot / "var" / "chromium.log"
        miljo = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for argv in (["apt-get", "update"], APT.split()):
            processer.kor(argv, omgivning=miljo, katalog=rot, logg=logg)
        funnen = hitta_chromium(os.environ)
        if funnen is None:
            print(f"Det gick inte:\n{processer.slutet(logg)}")
    if funnen is None:
        print(f"Chromium saknas: webbläsarproven hoppas över. Så här fås det: sudo {APT}")
    return funnen


def test(rot: Path, argument: Sequence[str], signaler: processer.Signaler) -> int:
    """All tests: first those without a browser, then those with. `argument` goes on to pytest."""
    chromium = _sakerstall_chromium(rot)
    with _engangs(rot, "prov", signaler, skydd=False) as (inst, s):
        # pytest's databases are made and owned by the role that connects.
        miljo = servrar.omgivning(rot, inst, replace(s, app=s.agare), "test")
        miljo["CHROMIUM"] = chromium or ""
        Path(miljo["STATISK_KATALOG"]).mkdir()  # whitenoise warns of a missing one, and warnings are errors
        asynkront = {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}  # playwright has an event loop where Django sees it
        delar = {"Prov": ("not webblasare", {}), "Prov i webbläsare": ("webblasare", asynkront)}
        if "-m" in argument:
            delar = {"Prov": (None, asynkront)}
        statusar, summa = [], [0, 0, 0]
        for namn, (marke, extra) in delar.items():
            print(f"\n== {namn}", flush=True)
            rapport = inst.katalog / f"rapport-{secrets.token_hex(3)}.xml"
            argv = [
                sys.executable,
                "-m",
                "pytest",
                "-rs",
                f"--junitxml={rapport}",
                *(["-m", marke] if marke else []),
            ]
            statusar.append(processer.kor([*argv, *argument], omgivning={**miljo, **extra}, katalog=rot))
            summa = [a + b for a, b in zip(summa, rakna(rapport), strict=True)]
    print(f"\nSumma: {summa[0]} passed, {summa[1]} failed, {summa[2]} skipped", flush=True)
    return samlad_status(statusar)


def rakna(rapport: Path) -> tuple[int, int, int]:
    """(passed, failed, skipped) of a pytest report in JUnit's XML; errors count as failed, no report as nothing."""
    if not rapport.exists():
        return 0, 0, 0
    sviter = ET.parse(rapport).getroot().iter("testsuite")
    antal = [
        [int(svit.get(namn, 0)) for namn in ("tests", "failures", "errors", "skipped")] for svit in sviter
    ]
    alla, misslyckade, fel, hoppade = (sum(kolumn) for kolumn in zip(*antal, strict=True))
    return alla - misslyckade - fel - hoppade, misslyckade + fel, hoppade


def samlad_status(statusar: Sequence[int]) -> int:
    """One exit status of pytest's several: a part without tests is no failure, unless every part was."""
    riktiga = [status for status in statusar if status != INGA_PROV]
    if not riktiga:
        return INGA_PROV
    return max(map(abs, riktiga))


# --- check ----------------------------------------------------------------------------------------------------
def kontroller(rot: Path) -> dict[str, list[str]]:
    """The checks by name, each a command run at the root."""
    program = Path(sys.executable).parent
    mallar = [
        str(mall.relative_to(rot))
        for mapp in ("templates", "*/templates")
        for mall in rot.glob(f"{mapp}/**/*.html")
    ]
    hantera, kort = [sys.executable, "manage.py"], ["--output-format", "concise"]
    alla = {
        "ruff: regler": [str(program / "ruff"), "check", *kort, "."],
        "ruff: format": [str(program / "ruff"), "format", "--check", *kort, "."],
        "import-linter: lager": [str(program / "lint-imports"), "--no-cache"],
        "djade: mallarnas format": [
            str(program / "djade"),
            "--check",
            "--target-version",
            "5.2",
            *sorted(mallar),
        ],
        "djlint: mallar": [str(program / "djlint"), "--lint", "--quiet", *sorted(mallar)],
        "Django: migreringar": [*hantera, "makemigrations", "--check", "--dry-run"],
        "Django: driftsättning": [*hantera, "check", "--deploy", "--fail-level", "WARNING"],
    }
    return {namn: argv for namn, argv in alla.items() if mallar or "mallar" not in namn}


def check(rot: Path, signaler: processer.Signaler) -> int:
    """All checks, each named, all run; what failed is shown as it happens and summed up at the end."""
    misslyckade = []
    with _engangs(rot, "check", signaler, skydd=False) as (inst, s):
        if not s.egen_databas:
            databas.skapa_databas(s.agare)
        miljo = servrar.omgivning(rot, inst, s, "produktion", som_agare=True) | {
            "HEMLIG_NYCKEL": secrets.token_urlsafe(60),
            "TILLATNA_VARDAR": "styrsnurran.example",
        }
        alla = kontroller(rot)
        for namn, argv in alla.items():
            svar = subprocess.run(argv, env=miljo, cwd=rot, capture_output=True, text=True, check=False)
            print(f"  {namn}: {'misslyckades' if svar.returncode else 'bra'}", flush=True)
            if svar.returncode:
                misslyckade.append(namn)
                print(
                    "\n".join(f"    {rad}" for rad in (svar.stdout + svar.stderr).strip().splitlines()),
                    flush=True,
                )
    if misslyckade:
        print(f"\n{len(misslyckade)} av {len(alla)} kontroller misslyckades: {', '.join(misslyckade)}")
        return 1
    print(f"\nAlla {len(alla)} kontroller är bra.")
    return 0


# --- bench ----------------------------------------------------------------------------------------------------
def bench(rot: Path, argument: Sequence[str], signaler: processer.Signaler) -> int:
    """The measurements in bench/, with migrated servers whose data are thrown away. Data are kept as safe as in
    production while it runs, so that the times mean something."""
    if not (rot / "bench" / "__main__.py").exists():
        raise adresser.Fel("Det finns inga mätningar i bench/.")
    with _engangs(rot, "bench", signaler, skydd=True) as (inst, s):
        if not s.egen_databas:
            databas.skapa_databas(s.agare)
        forbered.migrera(inst, s, "utveckling")
        miljo = servrar.omgivning(rot, inst, s, "utveckling")
        return processer.kor([sys.executable, "-m", "bench", *argument], omgivning=miljo, katalog=rot)
