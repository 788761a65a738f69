"""The order of the apps, and domain functions that know nothing of the web: import-linter's contracts."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]
PROGRAM = Path(sys.executable).with_name("lint-imports")


def test_lagren_halls():
    svar = subprocess.run([PROGRAM, "--no-cache"], cwd=ROT, capture_output=True, text=True, check=False)
    assert svar.returncode == 0, svar.stdout + svar.stderr


def test_varje_app_och_varje_domain_star_under_kontrakt():
    """A new app or domain package that no contract names would be held by none."""
    regler = tomllib.loads((ROT / "pyproject.toml").read_text())["tool"]["importlinter"]
    appar = {fil.parent.name for fil in ROT.glob("*/__init__.py")} - {"tests", "driftsattning", "bench"}
    assert set(regler["root_packages"]) == appar
    lager = {namn.strip() for rad in regler["contracts"][0]["layers"] for namn in rad.split("|")}
    assert lager == appar - {"styrsnurra"} | {"styrsnurra.gemensamt"}
    domaner = {f"{mapp.parent.name}.domain" for mapp in ROT.glob("*/domain")}
    assert set(regler["contracts"][1]["source_modules"]) == domaner
