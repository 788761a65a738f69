"""Which margin of error belongs to which nyckeltal: on titles as Kolada writes them."""

import gzip
import json
from pathlib import Path

import pytest

from kkik.domain.osakerhet import ar_osakerhetstal, grundtitel, tvillingar

KATALOG = Path(__file__).resolve().parents[4] / "shared/kolada/data/kpi/kpi_v3_2026-03-23.json.gz"


@pytest.mark.parametrize(
    ("titel", "tvilling"),
    [
        (
            "Medborgarundersökningen - Kommunen sköter sina olika verksamheter bra, andel (%)",
            "Osäkerhetstal - Kommunen sköter sina olika verksamheter bra, andel (%)",
        ),
        (
            "NTU - Förtroende för rättsväsendet som helhet, andel (%)",
            "Osäkerhetstal - Förtroende för rättsväsendet som helhet, andel (%)",
        ),
        (
            "Invånare 16-84 år som röker dagligen, andel (%)",
            "Osäkerhetstal - Andel invånare 16-84 år som röker dagligen, andel (%)",
        ),
        (
            "Medborgarundersökningen - Trygg utomhus i området där du bor när det är mörkt ute, andel(%)",
            "Osäkerhetstal - Trygg utomhus i området där du bor när det är mörkt ute, andel (%)",
        ),
        (
            "Medborgarundersökningen - Snöröjning av gator och vägar fungerar bra i kommunen, andel (%)",
            "Osäkerhetstal - Snöröjning av gator och vägar fungerar bra i kommunen,, andel (%)",
        ),
        (
            "NTU - Oro för brott påverkar livskvaliteten i stor utsträckning , andel (%)",
            "Osäkerhetstal - Oro för brott påverkar livskvaliteten i stor utsträckning , andel (%)",
        ),
    ],
)
def test_samma_sak_pa_tva_satt(titel, tvilling):
    assert ar_osakerhetstal(tvilling)
    assert not ar_osakerhetstal(titel)
    assert tvillingar({"N1": titel, "U1": tvilling, "N2": "Något annat, andel (%)"}) == {"N1": "U1"}


@pytest.mark.parametrize(
    ("titel", "tvilling"),
    [
        # Another age, another subject, and a word that is spelt otherwise: not the same title.
        (
            "Invånare 16-84 år som avstått tandvård av ekonomiska skäl trots behov, andel (%)",
            "Osäkerhetstal - Invånare 16+ år som avstått tandvård av ekonomiska skäl trots behov, andel (%)",
        ),
        (
            "Brukarbedömning hemtjänst äldreomsorg - trygghet (mycket trygga), andel (%)",
            "Osäkerhetstal - Brukarbedömning särskilt boende äldreomsorg - trygghet (mycket trygga), andel (%)",
        ),
    ],
)
def test_hellre_ingen_an_fel(titel, tvilling):
    assert tvillingar({"N1": titel, "U1": tvilling}) == {}


def test_tva_med_samma_titel_har_ingen_tvilling():
    samma = "Förtroende för polisen, andel (%)"
    marginal = f"Osäkerhetstal - {samma}"
    assert tvillingar({"N1": samma, "N2": f"NTU - {samma}", "U1": marginal}) == {}
    assert tvillingar({"N1": samma, "U1": marginal, "U2": marginal.upper()}) == {}
    assert grundtitel(samma) == grundtitel(marginal)


@pytest.mark.skipif(not KATALOG.exists(), reason="the recorded catalogue of Kolada is not at hand")
def test_hela_katalogen():
    """Every pair is of the same words once the differences that are laid aside are laid aside, and none is its own."""
    with gzip.open(KATALOG) as fil:
        innehall = json.load(fil)
    rader = innehall if isinstance(innehall, list) else innehall.get("values") or innehall["results"]
    titlar = {r["id"]: r["title"] for r in rader}
    par = tvillingar(titlar)
    marginaler = {k for k, t in titlar.items() if t.lower().startswith("osäkerhetstal")}
    assert len(marginaler) == 211
    # Seventeen have a title that no nyckeltal has: other ages, other wordings, and words spelt otherwise.
    assert len(par) == 194
    assert set(par.values()) <= marginaler
    assert not marginaler & par.keys()
    assert len(set(par.values())) == len(par)
    assert (par["N00640"], par["N07600"], par["N00668"]) == ("U01640", "N07648", "U01668")
