"""The frame and the components page, whole."""

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from styrsnurra.gemensamt.frontend import PAKETFILER, Lagring, Paketfiler, paketkatalog
from styrsnurra.gemensamt.views import komponenter


class Ider(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ider, self.stilar, self.rubriker, self.pekar = [], [], [], []

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if "id" in a:
            self.ider.append(a["id"])
        self.stilar += [v for k, v in attrs if k == "style" or k.startswith("on")]
        if tag in {"h1", "h2", "h3"}:
            self.rubriker.append(int(tag[1]))
        for namn in ("aria-labelledby", "aria-describedby", "for"):
            self.pekar += (a.get(namn) or "").split()


def las(html):
    p = Ider()
    p.feed(html)
    return p


@pytest.fixture
def sidan(monkeypatch):
    """The components page as HTML, without the context processors that ask the database."""
    begaran = RequestFactory().get("/komponenter/")
    monkeypatch.setattr(
        "styrsnurra.gemensamt.views.render",
        lambda request, mall, kontext: SimpleNamespace(html=_rita(mall, kontext, request)),
    )
    return komponenter(begaran).html


def _rita(mall, kontext, begaran):
    return render_to_string(mall, {**kontext, "request": begaran})


def test_komponentsidan_haller_husets_regler(sidan):
    p = las(sidan)
    assert sorted(p.ider) == sorted(set(p.ider))
    assert set(p.pekar) - set(p.ider) == set()
    assert p.stilar == []
    assert p.rubriker.count(1) == 1
    assert "|safe" not in sidan


def test_ramen_med_allt():
    html = render_to_string(
        "bas.html",
        {
            "kommun": SimpleNamespace(namn="Storköping", accentfarg="#ffcc00"),
            "demo": True,
            "sok_url": "/nyckeltal/",
            "navigering": [
                {"namn": "Översikt", "url": "/", "aktiv": False},
                {"namn": "KKiK", "url": "/kkik/", "aktiv": True},
            ],
            "request": RequestFactory().get("/kkik/"),
        },
    )
    assert html.index("Hoppa till innehållet") < html.index("<header")
    assert "Storköping och alla siffror här är påhittade." in html
    assert re.findall(r'<a href="/kkik/" aria-current="(\w+)"', html) == ["page", "page"]
    assert "--accent: #8f7300;" in html
    assert 'action="/nyckeltal/"' in html
    assert las(html).stilar == []


def test_ramen_utan_nagot_visar_bara_det_som_finns():
    html = render_to_string("bas.html", {})
    assert "<nav" not in html
    assert "påhittade" not in html
    assert 'role="search"' not in html
    assert "--accent: #1b4b7a;" in html


def test_fel_i_formular_syns_i_titeln():
    titel = re.search(r"<title>(.*?)</title>", render_to_string("bas.html", {"fel_i_formular": True})).group(
        1
    )
    assert titel.startswith("Fel: ")


@pytest.mark.parametrize("mall", ["400.html", "403.html", "404.html", "429.html", "500.html"])
def test_felsidorna_gar_att_rita_utan_sammanhang(mall):
    p = las(render_to_string(mall, {}))
    assert p.rubriker == [1]
    assert p.stilar == []


def test_paketens_filer_finns_och_hittas():
    assert Paketfiler().check() == []
    for prefix, (paket, katalog, namn) in PAKETFILER.items():
        for fil in namn:
            assert finders.find(f"{prefix}/{fil}") == str(paketkatalog(paket, katalog) / fil)
    assert Paketfiler().find("plotly/widgetbundle.js") == []


def test_ett_paket_som_saknas_sags_vid_namn():
    with pytest.raises(ModuleNotFoundError, match="finns_inte is missing: install"):
        paketkatalog("finns_inte", ".")


def test_lagringen_bryr_sig_inte_om_kallkartor():
    monster = [m if isinstance(m, str) else m[0] for _, alla in Lagring.patterns for m in alla]
    assert len(monster) == 2
    assert not any("sourceMappingURL" in m for m in monster)
