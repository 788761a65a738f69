"""A small country in the project's own Kolada, and the importer pointed at it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone

from kkik.demo.kolada import Kolada
from kkik.importers.klient import Talamod

OTALIG = Talamod(forsok=4, forsta_vantan=0.001, langsta_vantan=0.002, retry_after_tak=0.002, tidsgrans=10)
OMRADEN = {
    "0000": ("Riket", "L"),
    "0001": ("Region Stockholm", "L"),
    "0114": ("Upplands Väsby", "K"),
    "0180": ("Stockholm", "K"),
    "0380": ("Uppsala", "K"),
    "1440": ("Ale", "K"),
}
AR = range(2018, 2023)
GRUPPER = {
    "G35989": ("Liknande kommuner grundskola, Stockholm, 2024", ["0114", "0380"]),
    "G35990": ("Liknande kommuner, övergripande, Stockholm, 2025", ["0380", "1440"]),
    "G35991": ("Liknande kommuner grundskola, Ale, 2024", ["0114"]),
    "G35992": ("Liknande kommuner räddningstjänst, Region Stockholm, 2024", ["0380"]),
    "G35993": ("Liknande regioner socioekonomi, Region Stockholm, 2024", ["0001"]),
    "G33612": ("Stockholms läns kommuner (ovägt medel)", ["0114", "0180"]),
    "G33613": ("Uppsala läns kommuner (ovägt medel)", ["0380"]),
    "G2328": ("Alla kommuner (ovägt medel)", ["0114", "0180", "0380", "1440"]),
    "G30829": ("Kommuner med 30 000 - 49 999 invånare (ovägt medel)", ["1440"]),
    "G92787": ("Storstäder (ovägt medel)", ["0180"]),
}


def medlemmar(ids) -> list[dict]:
    return [{"member_id": i, "member_title": i} for i in ids]


def landet() -> dict:
    """Three nyckeltal with 150 values in all, one without any. Ale has no values for women and men in 2018–2019."""
    varden = {"N00001": {"T": {}, "K": {}, "M": {}}, "N00002": {"T": {}}, "N01951": {"T": {}}}
    for nr, omrade in enumerate(OMRADEN, start=1):
        for kpi, kon_karta in varden.items():
            for kon in kon_karta:
                tal = {str(ar): nr * 10 + ar % 100 + ord(kon) / 100 + int(kpi[-1]) / 8 for ar in AR}
                if kon != "T" and omrade == "1440":
                    tal |= {"2018": None, "2019": None}
                kon_karta[kon][omrade] = tal
    return {
        "kpi": [
            {
                "id": "N00001",
                "title": "Elever i åk 9 som är behöriga, andel (%)",
                "description": "Antal behöriga delat med alla. Källa: Skolverket.",
                "is_divided_by_gender": True,
                "operating_area": "Grundskola, förskoleklass och fritidshem",
                "perspective": "Kvalitet och resultat",
                "publication_date": "2026-05-04",
                "publ_period": "2025",
            },
            {
                "id": "N00002",
                "title": "Kostnad grundskola, kr/elev (-2022)",
                "description": "Kronor.\\nKälla: SCB.",
            },
            {"id": "N01951", "title": "Invånare totalt, antal"},
            {"id": "U00003", "title": "Elever som simmar, antal"},
        ],
        "municipality": [{"id": i, "title": namn, "type": typ} for i, (namn, typ) in OMRADEN.items()],
        "municipality_groups": [
            {"id": i, "title": titel, "members": medlemmar(ids)} for i, (titel, ids) in GRUPPER.items()
        ],
        "kpi_groups": [
            {
                "id": "G2KPI74586",
                "title": "Kommunens kvalitet i korthet",
                "members": medlemmar(["N00001", "U00003"]),
            },
            {"id": "G2KPI1", "title": "Skolan", "members": medlemmar(["N00001", "N00002", "N99999"])},
        ],
        "values": varden,
    }


def facit(data: dict) -> dict[tuple[str, str, int, str], float | None]:
    """Every value of a data set, by nyckeltal, area, year and gender."""
    return {
        (kpi, omrade, int(ar), kon): varde
        for kpi, kon_karta in data["values"].items()
        for kon, omraden in kon_karta.items()
        for omrade, ar_karta in omraden.items()
        for ar, varde in ar_karta.items()
    }


@dataclass
class Miljo:
    """The stand-in, and what a test does with the importer."""

    kolada: Kolada
    data: dict
    mapp: Path

    def importera(self, nyckeltal="alla", *, slag="urval", rakatalog="", **omfattning):
        """Run an import as a job would; its row afterwards."""
        from kkik.actions.importera import skapa_import
        from kkik.actions.korning import kor_import

        korning = skapa_import(
            av=None,
            nar=timezone.now(),
            slag=slag,
            omfattning={"nyckeltal": nyckeltal, **omfattning},
            rakatalog=rakatalog,
        )
        return kor_import(korning=korning, klocka=timezone.now, talamod=OTALIG)

    def fran_mapp(self, mapp):
        return self.importera(slag="fran_mapp", rakatalog=str(mapp))


@pytest.fixture
def miljo(transactional_db, settings, tmp_path, skickade):
    """An empty database and Kolada with `landet()`. Pages are short, so that there are several."""
    data = landet()
    settings.RADATA_KATALOG = tmp_path / "radata"
    settings.EXTRA_NYCKELTAL = ""
    settings.EFTER_IMPORT = ["uppfoljning.tasks.berakna_efter_import"]
    with Kolada(data, per_sida=17) as kolada:
        settings.KOLADA_URL = kolada.url
        yield Miljo(kolada, data, settings.RADATA_KATALOG)


@pytest.fixture
def lagrat() -> Callable[[], dict]:
    """What is stored: value, or "borttaget", by nyckeltal, area, year and gender."""

    def las() -> dict:
        from kkik.models import Nyckeltal, Varde

        namn = dict(Nyckeltal.objects.values_list("id", "kolada_id"))
        rader = Varde.objects.values_list("nyckeltal_id", "kommun_id", "ar", "kon", "varde", "borttagen")
        return {(namn[n], f"{k:04d}", ar, kon): "borttaget" if b else v for n, k, ar, kon, v, b in rader}

    return las


@pytest.fixture
def antal() -> Callable[[object], dict]:
    def las(korning) -> dict:
        return {
            n: getattr(korning, n)
            for n in ("hamtade", "nya", "andrade", "oforandrade", "forsvunna", "vagrade")
        }

    return las
