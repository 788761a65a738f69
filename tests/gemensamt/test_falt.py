from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test.html import parse_html
from django.utils import formats, translation

from styrsnurra.gemensamt.falt import ArFalt, IsoDatumfalt, Listval, SvensktTalfalt


class Formular(forms.Form):
    niva = SvensktTalfalt(label="Målnivå", enhet="%", minst=0, hogst=100, decimaler=1)
    ar = ArFalt(label="År", minst=2000, hogst=2050)
    dag = IsoDatumfalt(label="Dag", required=False)


def test_ratt_ifyllt():
    f = Formular({"niva": "84,2 %", "ar": "2026", "dag": "2026-05-09"})
    assert f.is_valid()
    assert f.cleaned_data == {"niva": Decimal("84.2"), "ar": 2026, "dag": date(2026, 5, 9)}


@pytest.mark.parametrize(
    ("falt", "text", "fel"),
    [
        ("niva", "90.5", "Menade du 90,5 eller 905?"),
        ("niva", "101", "Talet ska vara högst 100\u00a0%."),
        ("niva", "−1", "Talet ska vara minst 0\u00a0%."),
        ("niva", "84,25", "Skriv talet med högst en decimal."),
        ("niva", " ", "Skriv ett tal."),
        ("ar", "26", "Skriv året med fyra siffror, till exempel 2026."),
        ("ar", "2 026", "Skriv året med fyra siffror, till exempel 2026."),
        ("ar", "1999", "Året ska vara mellan 2000 och 2050."),
        ("ar", "", "Skriv ett år."),
        ("dag", "11/12/2026", "Menade du 2026-12-11 eller 2026-11-12? Skriv datum som åååå-mm-dd."),
    ],
)
def test_fel_sags_pa_svenska_och_det_skrivna_star_kvar(falt, text, fel):
    f = Formular({"niva": "1", "ar": "2026", "dag": "", falt: text})
    assert f.errors == {falt: [fel]}
    assert f[falt].value() == text


def test_lagrade_varden_visas_pa_svenska():
    f = Formular(initial={"niva": Decimal("1234.50"), "ar": 2026, "dag": date(2026, 5, 9)})
    assert [f[n].value() for n in ("niva", "ar", "dag")] == ["1\u00a0234,5", "2026", "2026-05-09"]
    assert 'value="2026"' in str(f["ar"])


def test_samma_tal_skrivet_annorlunda_ar_ingen_andring():
    start = {"niva": Decimal("84.20"), "ar": 2026, "dag": date(2026, 5, 9)}
    assert Formular({"niva": "84,2 %", "ar": "2026", "dag": "2026-05-09"}, initial=start).changed_data == []
    assert Formular({"niva": "84.2", "ar": "2025", "dag": ""}, initial=start).changed_data == [
        "niva",
        "ar",
        "dag",
    ]


def test_djangos_egen_formatering_ar_aldrig_fel():
    with translation.override("sv"):
        assert formats.localize(2026, use_l10n=True) == "2026"
        assert formats.number_format(2026, force_grouping=True) == "2026"
        assert (
            Template("{{ d }} {{ a }} {{ t|floatformat:1 }}").render(
                Context({"d": date(2026, 5, 9), "a": 2026, "t": 84.25})
            )
            == "2026-05-09 2026 84,3"
        )
        with pytest.raises(forms.ValidationError):
            forms.DateField().clean("11/12/2026")


# ---- A select without templates ----

GRUPPER = [("", "Ingen än"), ("Skola & fritid", [("1", "Å <b>"), (2, 'Ö "x"')]), ("3", "Ä")]


@pytest.mark.parametrize("vald", [None, "", "1", 2, "3", "finns inte"])
def test_listval_ar_samma_html_som_djangos(vald):
    egenskaper = {"class": "form-select", "id": "id_x", "required": True, "disabled": False}

    def tolkat(klass):
        return parse_html(klass(choices=GRUPPER).render("x<y", vald, egenskaper))

    assert tolkat(Listval) == tolkat(forms.Select)


@pytest.mark.parametrize(
    ("text", "duger"),
    [
        ("2000-01-01", True),
        ("2100-12-31", True),
        ("1999-12-31", False),
        ("9999-12-31", False),
        ("0001-01-01", False),
    ],
)
def test_datum_ligger_i_seklet(text, duger):
    falt = IsoDatumfalt()
    if duger:
        assert str(falt.clean(text)) == text
        return
    with pytest.raises(ValidationError) as fel:
        falt.clean(text)
    assert fel.value.messages == ["Datumet ska ligga mellan 2000-01-01 och 2100-12-31."]


def test_datumens_granser_kan_valjas():
    falt = IsoDatumfalt(minst=date(1900, 1, 1), hogst=date(2030, 6, 30))
    assert falt.clean("1900-01-01") == date(1900, 1, 1)
    with pytest.raises(ValidationError):
        falt.clean("2030-07-01")
