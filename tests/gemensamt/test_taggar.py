"""Every mark has its word in the HTML; nothing needs inline styles."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from styrsnurra.gemensamt.falt import SvensktTalfalt


def rita(text, **kontext):
    return Template("{% load styr styr_sida crispy_forms_tags %}" + text).render(Context(kontext))


def ord_i(html):
    return " ".join(re.sub(r"<title>.*?</title>|<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("tagg", "ord_"),
    [
        ("{% ansikte 'gron' %}", "Når målet"),
        ("{% ansikte 'gul' %}", "Nära målet"),
        ("{% ansikte 'rod' synlig=True %}", "Når inte målet"),
        ("{% ansikte 'gra' %}", "Kan inte bedömas"),
        ("{% ansikte None %}", "Kan inte bedömas"),
        ("{% ansikte 'gron' text='5 når målet' synlig=True %}", "5 når målet"),
        ("{% ruta 'gron' %}", "Bland de bästa 25 %"),
        ("{% ruta 'gul' %}", "I mitten"),
        ("{% ruta 'rod' %}", "Bland de sämsta 25 %"),
        ("{% ruta 'gra' %}", "Kan inte bedömas"),
        ("{% pil 'stigande' 'forsamras' %}", "Stiger – försämras"),
        ("{% pil 'sjunkande' 'forbattras' %}", "Sjunker – förbättras"),
        ("{% pil 'plan' 'oforandrad' %}", "Ingen säker förändring"),
        ("{% pil 'stigande' %}", "Stiger"),
        ("{% pil 'gra' %}", "Kan inte bedömas"),
        ("{% pil None None %}", "Kan inte bedömas"),
        ("{% pil_delad 'stigande' 'forsamras' %}", "Stiger försämras"),
        ("{% tagg_trend 'sjunkande' 'forsamras' %}", "Sjunker – försämras"),
        ("{% tagg_andra 'rod' %}", "Bland de sämsta 25 %"),
        ("{% tagg_mal 'gul' %}", "Nära målet"),
        ("{% tagg farligt %}", "&lt;Mätfel&gt;"),
        ("{% signaltext 'mal' 'rod' %}", "Når inte målet"),
        ("{% signaltext 'andra' 'gron' %}", "Bland de bästa 25 %"),
        ("{% signaltext 'trend' 'stigande' 'forsamras' %}", "Stiger – försämras"),
        ("{% kvartilmarke 4 %}", "Bästa fjärdedelen"),
        ("{% kvartilmarke 1 neutral=True %}", "Lägsta fjärdedelen"),
        ("{% kvartilmarke None %}", "Kan inte jämföras"),
        ("{% framsteg 'Hämtar' 412 1290 %}", "Hämtar 31 %"),
        ("{% framsteg 'Hämtar' %}", "Hämtar"),
        ("{% framsteg 'Svarar inte' lage='fel' %}", "Fel: Svarar inte"),
    ],
)
def test_market_har_sitt_ord(tagg, ord_):
    html = rita(tagg, farligt="<Mätfel>")
    assert ord_i(html).replace("\u00a0", " ") == ord_
    assert "style=" not in html


@pytest.mark.parametrize(
    "tagg",
    [
        "{% ansikte 'blå' %}",
        "{% ruta 'x' %}",
        "{% pil 'upp' %}",
        "{% pil 'plan' 'x' %}",
        "{% kvartilmarke 5 %}",
    ],
)
def test_okanda_ord_vagras(tagg):
    with pytest.raises(ValueError, match=r"unknown|quarter"):
        rita(tagg)


def test_gra_ar_en_streckad_kontur_aldrig_fylld():
    for tagg in ("{% ansikte 'gra' %}", "{% ruta 'gra' %}", "{% pil 'gra' %}"):
        html = rita(tagg)
        assert 'class="tom"' in html
        assert "marke-form" not in html


def test_pilen_visar_rorelsen_och_fargen_godheten():
    html = rita("{% pil 'stigande' 'forsamras' %}")
    assert "rotate(-45 8 8)" in html
    assert 'class="marke marke-rod"' in html


def test_sammansattningen_summerar():
    html = rita("{% sammansattning antal %}", antal={"gron": 2, "rod": 1, "gra": 1})
    assert re.findall(r'<rect class="(\S+)" x="([\d.]+)%"[^>]*width="([\d.]+)%"', html) == [
        ("del-gron", "0.000", "50.000"),
        ("del-rod", "50.000", "25.000"),
        ("del-gra", "75.000", "25.000"),
    ]
    assert 'aria-label="2 når målet, 1 når inte målet, 1 kan inte bedömas"' in html
    assert rita("{% sammansattning antal %}", antal={}).strip() == ""


def test_gnistan_sager_vad_den_visar():
    html = rita(
        "{% sparkline v ar 85 'rod' enhet='%' decimaler=0 %}", v=[70, None, 75], ar=[2020, 2021, 2022]
    )
    mening = "Från 70\u00a0% 2020 till 75\u00a0% 2022. Målnivå 85\u00a0%. Uppgift saknas 2021."
    assert f"<title>{mening}</title>" in html
    assert "polyline" not in html
    assert 'class="sist-rod"' in html


@pytest.mark.parametrize(
    ("mall", "ut"),
    [
        ("{{ 178594|tal }}", "178\u00a0594"),
        ("{{ v|tal:1 }}", "84,3"),
        ("{{ None|tal }}", "–"),
        ("{{ v|tal_enhet:'%' }}", "84,3\u00a0%"),
        ("{{ v|skillnad:'%' }}", "+84,3\u00a0procentenheter"),
        ("{{ 2026|ar }}", "2026"),
        ("{% tal v 0 'kr' tecken=True %}", "+84\u00a0kr"),
        ("{{ None|iso }}", "–"),
    ],
)
def test_talfilter(mall, ut):
    assert rita(mall, v=84.25) == ut


def test_sidor_behaller_filtret():
    from django.core.paginator import Paginator

    begaran = RequestFactory().get("/", {"namnd": "soc", "sida": "2"})
    html = rita("{% sidor sida %}", request=begaran, sida=Paginator(range(30), 10).page(2))
    assert re.findall(r'href="([^"]+)"', html) == [f"?namnd=soc&amp;sida={n}" for n in (1, 1, 2, 3, 3)]
    assert html.count('aria-current="page"') == 1


class Formular(forms.Form):
    niva = SvensktTalfalt(label="Målnivå", enhet="%", help_text="I procent.")
    val = forms.ChoiceField(label="Vad är bra?", choices=[("h", "Högt")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("Helheten stämmer inte.")


def test_felen_star_i_toppen_med_lank_och_vid_faltet():
    html = rita("{% crispy f %}", f=Formular({"niva": "90.5"}))
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html) == [
        ("id_niva", "Målnivå: menade du 90,5 eller 905?"),
        ("id_val_0", "Vad är bra? Detta fält måste fyllas i."),
    ]
    assert "Fel: tre uppgifter behöver rättas" in html
    assert "<li>Helheten stämmer inte.</li>" in html
    assert "Fel: Menade du 90,5 eller 905?" in html
    falt = re.search(r'<input[^>]*name="niva"[^>]*>', html).group()
    for del_ in ('value="90.5"', 'aria-invalid="true"', 'aria-describedby="id_niva_helptext id_niva_error"'):
        assert del_ in falt
    assert 'id="id_niva_error"' in html
    assert 'id="id_niva_helptext"' in html
    assert 'id="id_val_0"' in html


def test_utan_fel_ingen_sammanfattning():
    assert "felsammanfattning" not in rita("{% crispy f %}", f=Formular())


@pytest.mark.parametrize(
    ("ljus", "klass", "ord_"),
    [
        ("{% ljus 'mal' 'E' 'T.' 'gul' %}", "ljus ljus-gul", "E Nära målet T."),
        ("{% ljus 'andra' 'E' 'T.' 'gra' %}", "ljus ljus-gra", "E Kan inte bedömas T."),
        (
            "{% ljus 'trend' 'E' 'T.' trend='stigande' godhet='forsamras' %}",
            "ljus ljus-rod",
            "E Stiger – försämras T.",
        ),
        ("{% ljus 'trend' 'E' 'T.' trend='plan' %}", "ljus", "E Ingen säker förändring T."),
    ],
)
def test_ljuset(ljus, klass, ord_):
    html = rita(ljus)
    assert f'class="{klass}"' in html
    assert ord_i(html) == ord_
