"""An invented country of thirty municipalities, and a plan whose indicators show one situation each.

All values are chosen so that every light can be worked out by hand: in 2025 municipality k (1–29) has 60 + k, and
half a unit less for each year before, so that nothing but the own municipality has any noise.
"""

from datetime import date

import pytest

from kkik.models import Kommun, Nyckeltal, Varde
from planering.models import Indikator, Mal, Malniva, Malomrade, Plan
from tests.conftest import NU

EGEN = 9999
ANDRA = range(1, 30)
AR = range(2021, 2026)


class Varld:
    """Makes nyckeltal with values, and indicators on them."""

    def __init__(self, enheter: dict) -> None:
        self.enheter = enheter
        Kommun.objects.bulk_create(
            [Kommun(id=k, namn=f"Påhittad {k}", typ="K") for k in ANDRA]
            + [Kommun(id=EGEN, namn="Storköping", typ="K"), Kommun(id=0, namn="Riket", typ="L")]
        )
        self.plan = Plan.objects.create(
            namn="Mål och budget 2024–2026",
            fran_ar=2024,
            till_ar=2026,
            status="beslutad",
            beslutad=date(2023, 11, 20),
            paragraf="KF § 101",
        )
        self.omraden = [
            Malomrade.objects.create(plan=self.plan, namn=namn, ordning=i)
            for i, namn in enumerate(("Lärande", "Fritid"))
        ]
        self.mal = Mal.objects.create(
            malomrade=self.omraden[0],
            titel="Alla elever når gymnasiet",
            enhet=enheter["skolnamnd"],
            niva="namnd",
        )
        self.annat_mal = Mal.objects.create(
            malomrade=self.omraden[1], titel="Fler läser", enhet=enheter["kulturnamnd"], niva="namnd"
        )

    def nyckeltal(
        self, kolada_id: str, egna: dict[int, float | None], *, till: int = 2025, **falt
    ) -> Nyckeltal:
        """Own values by year, and the others' through `till`."""
        rad = Nyckeltal.objects.create(
            **{
                "kolada_id": kolada_id,
                "titel": f"Mått {kolada_id}, andel (%)",
                "enhet": "%",
                "hamtad": NU,
                **falt,
            }
        )
        self.varden(rad, {EGEN: egna})
        self.varden(rad, {k: {ar: 60 + k - 0.5 * (2025 - ar) for ar in AR if ar <= till} for k in ANDRA})
        return rad

    def varden(self, rad: Nyckeltal, per_kommun: dict, kon: str = "T", **falt) -> None:
        Varde.objects.bulk_create(
            Varde(nyckeltal=rad, kommun_id=k, ar=ar, kon=kon, varde=v, andrad=1, **falt)
            for k, serie in per_kommun.items()
            for ar, v in serie.items()
        )

    def indikator(self, nyckeltal: Nyckeltal, niva: dict | None = None, **falt) -> Indikator:
        """`niva`: year → level, or the fields of a Malniva."""
        rad = Indikator.objects.create(
            **{
                "mal": self.mal,
                "nyckeltal": nyckeltal,
                "namn": f"Indikator {nyckeltal.kolada_id}",
                "riktning": "hog",
                "kategori": "objektiv",
                "paverkansgrad": "viss",
                "agare": self.enheter["skolnamnd"],
                "decimaler": 0,
                **falt,
            }
        )
        for ar, varde in (niva or {}).items():
            Malniva.objects.create(
                indikator=rad, ar=ar, **(varde if isinstance(varde, dict) else {"varde": varde})
            )
        return rad


@pytest.fixture
def varld(plan_olast, storkoping, kommun_9999) -> Varld:
    return Varld(storkoping)


SJUNKER = {2021: 77.0, 2022: 75.0, 2023: 73.0, 2024: 71.0, 2025: 69.0}


@pytest.fixture
def rik(varld) -> dict[str, Indikator]:
    """One indicator for each situation, by a word for it."""
    v = varld
    ut = {}
    behoriga = v.nyckeltal("U99901", SJUNKER, konsuppdelat=True)
    v.varden(behoriga, {EGEN: {2025: 72.0}, **{k: {2025: 60.0 + k / 10} for k in ANDRA}}, "K")
    v.varden(behoriga, {EGEN: {2025: 66.0}, **{k: {2025: 60.0} for k in ANDRA}}, "M")
    ut["sjunker"] = v.indikator(
        behoriga, {2024: 80, 2025: 85, 2026: 88}, namn="Behöriga", utgangsvarde=73.0, utgangsar=2023
    )
    ut["saknas"] = v.indikator(v.nyckeltal("U99902", {2024: 65.0, 2025: None}), {2025: 70}, namn="Ämnesprov")
    ut["ej_insamlad"] = v.indikator(
        v.nyckeltal("U99903", {2024: 65.0}, till=2024, publiceringsar=2024, publicering=date(2025, 6, 1)),
        {2025: 70},
        namn="Läslust",
    )
    ut["ej_publicerad"] = v.indikator(
        v.nyckeltal("U99904", {2024: 65.0}, till=2024, publiceringsar=2025, publicering=date(2026, 5, 1)),
        {2025: 70},
        namn="Frånvaro",
    )
    borttaget = v.nyckeltal("U99905", {2024: 65.0})
    v.varden(borttaget, {EGEN: {2025: 66.0}}, borttagen=True)
    ut["borttagen"] = v.indikator(borttaget, {2025: 70}, namn="Trygghet")
    ut["intervall"] = v.indikator(
        v.nyckeltal("U99906", {2025: 50.0}),
        {2025: {"slag": "intervall", "a": 48.0, "b": 52.0}},
        namn="Elever per lärare",
        riktning="intervall",
        intervall_a=48.0,
        intervall_b=52.0,
    )
    ut["bast"] = v.indikator(
        v.nyckeltal("U99907", {2025: 99.0}),
        {2025: 90},
        namn="Besök",
        mal=v.annat_mal,
        agare=v.enheter["kulturnamnd"],
    )
    ut["okar"] = v.indikator(
        v.nyckeltal("U99908", {2023: 60.0, 2025: 74.0}),
        {2025: {"slag": "forandring", "forandring": "oka"}},
        namn="Lån",
        mal=v.annat_mal,
        agare=v.enheter["kulturnamnd"],
        utgangsvarde=60.0,
        utgangsar=2023,
    )
    ut["neutral"] = v.indikator(
        v.nyckeltal("U99909", {2025: 70.0}), riktning="neutral", namn="Antal", kategori="information"
    )
    tunt = v.nyckeltal("U99910", {2024: 70.0, 2025: 71.0}, till=2024)
    v.varden(tunt, {k: {2025: 61.0} for k in range(1, 6)})
    ut["ofullstandig"] = v.indikator(tunt, {2025: 70}, namn="Simkunnighet")
    ut["utan_tolerans"] = v.indikator(
        v.nyckeltal("U99911", {2025: 70.0}), {2025: -1}, namn="Avvikelse från budget"
    )
    ut["lan"] = v.indikator(
        v.nyckeltal("U99912", {2025: 70.0}), {2025: 70}, namn="Körkort", jamforelsegrupp="lan"
    )
    return ut
