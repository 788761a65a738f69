"""koladapy fetching 16 nyckeltal × 290 municipalities × 25 years into memory, against ours fetching and storing."""

import subprocess
import sys
import tempfile
import time

from bench.verktyg import ROT, inspelad_kolada, kommando, spara
from kkik.models import Varde

NYCKELTAL = (
    "N00938 N05401 N11008 N11102 N15428 N31807 U07414 U07451 U07514 U21401 U21468 U23401 U23471 U31402 N00090 N17461"
).split()
AR = range(1998, 2023)
DERAS = """
import sys
from koladapy import KoladaAPI
adress, kpi, ar = sys.argv[1], sys.argv[2].split(","), [int(a) for a in sys.argv[3].split(",")]
api = KoladaAPI(base_url=adress + "/")
kommuner = [m["id"] for m in api.get_municipalities() if m["type"] == "K"]
print(len(api.get_data_as_dataframe(kpi_id=kpi, municipality_id=kommuner, years=ar)))
"""


def mat() -> None:
    finns = subprocess.run([sys.executable, "-c", "import koladapy"], capture_output=True, check=False)
    if finns.returncode:
        installera = f"{sys.executable} -m pip install -r requirements-bench.txt"
        print(f"\n== koladapy\n  finns inte i miljön: {installera}")
        return
    with inspelad_kolada() as adress, tempfile.TemporaryDirectory() as mapp:
        miljo = {"KOLADA_URL": adress, "RADATA_KATALOG": mapp}
        kommando(
            "importera_kolada", "--nyckeltal", "N01951", "--ar", "2022", **miljo
        )  # the server's cold start
        Varde.objects.filter(
            nyckeltal__kolada_id__in=NYCKELTAL
        ).delete()  # so that ours has something to store
        argument = ["importera_kolada", "--nyckeltal", ",".join(NYCKELTAL), "--ar", f"{AR[0]}-{AR[-1]}"]
        svar, vara, _ = kommando(*argument, **miljo)
        start = time.perf_counter()
        ut = subprocess.run(
            [sys.executable, "-c", DERAS, adress, ",".join(NYCKELTAL), ",".join(map(str, AR))],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROT,
        )
        deras = time.perf_counter() - start
    spara(
        "koladapy",
        {
            "rader hos koladapy": int(ut.stdout.split()[-1]),
            "värden hos oss (riket och regioner med)": svar["hamtade"],
            "koladapy, s": deras,
            "vår hämtning och lagring, hela kommandot, s": vara,
            "koladapy / vår": deras / vara,
        },
    )
