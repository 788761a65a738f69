"""The full import of the recorded data against the floor: the same pages downloaded and decoded, nothing more."""

import http.client
import json
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.verktyg import inspelad_kolada, kommando, spara


def golv(adress: str, radata: Path) -> tuple[float, int, int]:
    """Seconds, pages and bytes for fetching every page of an import again, one after another, in this process."""
    bas = urlsplit(adress)
    manifest = json.loads(next(radata.glob("import-*/manifest.json")).read_text())
    sokvagar = []
    for anrop in manifest["anrop"]:
        sokvag = f"/{anrop['slag']}" if anrop["sats"] is None else _sokvag(anrop["sats"])
        sokvagar += [f"{bas.path}{sokvag}?page={n}" for n in range(1, len(anrop["sidor"]) + 1)]
    forbindelse = http.client.HTTPConnection(bas.hostname, bas.port)
    start, antal_byte = time.perf_counter(), 0
    for sokvag in sokvagar:
        forbindelse.request("GET", sokvag)
        svar = forbindelse.getresponse().read()
        antal_byte += len(svar)
        json.loads(svar)
    return time.perf_counter() - start, len(sokvagar), antal_byte


def _sokvag(sats: dict) -> str:
    ar = "" if sats["ar"] is None else f"/year/{','.join(map(str, sats['ar']))}"
    return f"/data/kpi/{','.join(sats['kpi'])}/municipality/{','.join(sats['omraden'])}{ar}"


def mat() -> None:
    with tempfile.TemporaryDirectory() as mapp, inspelad_kolada() as adress:
        miljo = {"KOLADA_URL": adress, "RADATA_KATALOG": mapp}
        svar, sekunder, minne = kommando("importera_kolada", "--nyckeltal", "alla", **miljo)
        golvtid, sidor, antal_byte = golv(adress, Path(mapp))
        igen, sekunder_igen, _ = kommando("importera_kolada", "--nyckeltal", "alla", **miljo)
    spara(
        "importen",
        {
            "värden": svar["hamtade"],
            "sidor": sidor,
            "MB JSON": antal_byte / 1e6,
            "golv: hämta och avkoda, s": golvtid,
            "import, s": sekunder,
            "import / golv": sekunder / golvtid,
            "minne, MB": minne,
            "samma import igen, s": sekunder_igen,
            "ändrade andra gången": igen["nya"] + igen["andrade"],
        },
    )
