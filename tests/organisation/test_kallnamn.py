"""Invented figures are never said to be Kolada's."""

import pytest

from organisation.kontext import sidram
from organisation.models import Kommuninstallning

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("pahittad", "kallnamn"), [(True, "påhittade uppgifter"), (False, "Kolada")])
def test_the_source_is_named_for_what_it_is(rf, pahittad, kallnamn):
    Kommuninstallning.objects.create(kommunkod="9999", namn="Storköping", ar_pahittad=pahittad)
    assert sidram(rf.get("/"))["kallnamn"] == kallnamn


def test_without_a_municipality_the_figures_are_koladas(rf):
    assert sidram(rf.get("/"))["kallnamn"] == "Kolada"
