"""What a run asks for."""

import pytest

from kkik.actions.omfang import gor_plan
from kkik.importers.katalog import Katalog, Nyckeltalsgruppost, Nyckeltalspost
from kkik.queries.nyckeltal import KKIK_GRUPP

pytestmark = pytest.mark.django_db


def katalog(titlar: dict[str, str], kkik: frozenset[str]) -> Katalog:
    poster = {
        k: Nyckeltalspost(k, titel, "", "%", False, "K", "", "", "", None, None, None, False)
        for k, titel in titlar.items()
    }
    grupper = {KKIK_GRUPP: Nyckeltalsgruppost(KKIK_GRUPP, "KKiK", kkik)}
    return Katalog(poster, {}, {}, grupper, ())


def test_med_en_undersokning_foljer_dess_osakerhetstal():
    lista = katalog(
        {
            "N00668": "Medborgarundersökningen - Kommunen sköter sina olika verksamheter bra, andel (%)",
            "U01668": "Osäkerhetstal - Kommunen sköter sina olika verksamheter bra, andel (%)",
            "N00640": "Medborgarundersökningen - Bra bemötande, andel (%)",
            "U01640": "Osäkerhetstal - Bra bemötande, andel (%)",
        },
        frozenset({"N00668"}),
    )
    plan, varningar = gor_plan(lista, {"nyckeltal": "kkik"})
    assert (plan.hela, varningar) == (("N00668", "U01668"), [])
    # Who names what is to be fetched gets that.
    plan, _ = gor_plan(lista, {"nyckeltal": ["N00668"]})
    assert plan.hela == ("N00668",)
