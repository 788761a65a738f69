"""{% load styr_sida %}: the larger components of a page: tables, forms, paging, progress, charts."""

from itertools import groupby
from typing import Any

from django import template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from styrsnurra.gemensamt.diagram import Linjedata, tabell
from styrsnurra.gemensamt.diagramsvg import SMAL, linjebild
from styrsnurra.gemensamt.grannsidor import Grannsida, grannsidor
from styrsnurra.gemensamt.plotlyfigur import plotlyfigur
from styrsnurra.gemensamt.signalord import GODHETSSIGNAL, godhet_av, signal_av, trend_av
from styrsnurra.gemensamt.tal import formatera
from styrsnurra.gemensamt.templatetags.styr import rita

register = template.Library()


# More choices than this, and one wants to search among them.
LANG_LISTA = 12


@register.filter
def ar_lang(falt: BoundField) -> bool:
    return len(falt.subwidgets) > LANG_LISTA


@register.filter
def valgrupper(falt: BoundField) -> list[tuple[str, list[BoundWidget]]]:
    """A field's choices by the headings they stand under, in order; "" for those that stand under none."""
    rubriker = [str(n) if isinstance(val, (list, tuple)) else "" for n, val in falt.field.widget.choices]

    def rubrik(val: BoundWidget) -> str:
        return rubriker[int(str(val.data["index"]).partition("_")[0])]

    return [(namn, list(delar)) for namn, delar in groupby(falt.subwidgets, key=rubrik)]


@register.simple_block_tag
def tabellyta(content: str, namn: str, klistrad: bool = False) -> SafeString:
    """A named, focusable region that scrolls sideways when its table is wider than the page.

    klistrad: the table's header stays at the top of the window (wide screens).
    """
    return rita("tabellyta", innehall=conditional_escape(content), namn=namn, klistrad=klistrad)


@register.simple_tag(name="grannsidor")
def grannsidor_tagg(slag: str, nyckel: int) -> list[Grannsida]:
    """{% grannsidor "mal" mal.pk as grannar %}: links to what the apps above tell of it."""
    return grannsidor(slag, nyckel)


@register.simple_tag
def linjediagram(data: Linjedata, id: str = "diagram", csv_url: str = "", niva: int = 2) -> SafeString:
    """The indicator chart: heading, sentence, picture, table, downloads. niva: heading level 2, 3 or 4."""
    return rita(
        "diagram",
        data=data,
        id=id,
        data_id=f"{id}-data",
        bild=linjebild(data),
        smal_bild=linjebild(data, SMAL),
        tabell=tabell(data),
        figur=plotlyfigur(data),
        csv_url=csv_url,
        niva=niva,
    )


@register.inclusion_tag("_komponenter/ljus.html")
def ljus(
    slag: str, etikett: str, text: str, signal: str | None = "gra", trend: str = "gra", godhet: str = ""
) -> dict[str, str]:
    """One of the three lights with its sentence. slag: "mal", "andra" or "trend" (then trend, godhet)."""
    if slag == "trend":
        farg = "gra" if trend_av(trend) == "gra" else GODHETSSIGNAL[godhet_av(godhet)]
    else:
        farg = signal_av(signal)
    return {"slag": slag, "etikett": etikett, "text": text, "signal": farg, "trend": trend, "godhet": godhet}


@register.simple_tag
def felsammanfattning(*formular: Any) -> SafeString:
    """All errors of one or more forms (or formsets), each a link to its field. Nothing wrong → nothing."""
    fel = [rad for f in formular if f is not None for rad in _felrader(f)]
    antal = "en uppgift" if len(fel) == 1 else f"{_RAKNEORD.get(len(fel), len(fel))} uppgifter"
    return rita("felsammanfattning", fel=fel, antal=antal)


_RAKNEORD = dict(enumerate("två tre fyra fem sex sju åtta nio tio elva tolv".split(), start=2))


def _felrader(formular: Any) -> list[dict[str, str]]:
    if not getattr(formular, "is_bound", False):
        return []
    if hasattr(formular, "forms"):
        egna = [{"id": "", "text": str(fel)} for fel in formular.non_form_errors()]
        return egna + [rad for f in formular.forms for rad in _felrader(f)]
    rader = [{"id": "", "text": str(fel)} for fel in formular.non_field_errors()]
    for namn, fel in formular.errors.items():
        if namn not in formular.fields:
            continue
        falt = formular[namn]
        etikett = str(falt.label)
        fraga = etikett.endswith("?")  # a sentence of its own begins after it
        texter = [f"{etikett} {text}" if fraga else f"{etikett}: {_gemen(str(text))}" for text in fel]
        rader += [{"id": falt_id(falt), "text": text} for text in texter]
    return rader


@register.filter
def falt_id(falt: Any) -> str:
    """The id to jump to: for a group of choices its first choice."""
    grupp = getattr(falt.field.widget, "use_fieldset", False) and falt.auto_id
    return (grupp and falt.subwidgets and falt.subwidgets[0].id_for_label) or falt.auto_id


def _gemen(text: str) -> str:
    return text[:1].lower() + text[1:]


@register.inclusion_tag("_komponenter/tomt.html")
def tomt(rubrik: str, text: str = "", url: str = "", knapp: str = "") -> dict[str, str]:
    """An empty state that says what to do next."""
    return {"rubrik": rubrik, "text": text, "url": url, "knapp": knapp}


@register.inclusion_tag("_komponenter/sidor.html", takes_context=True)
def sidor(context: template.Context, sida: Any, parameter: str = "sida") -> dict[str, Any]:
    """Paging for a Django Page; keeps the other parameters of the address."""
    fraga = context["request"].GET
    antal = sida.paginator.num_pages

    def adress(nummer: int) -> str:
        kopia = fraga.copy()
        kopia[parameter] = str(nummer)
        return f"?{kopia.urlencode()}"

    nummer = list(sida.paginator.get_elided_page_range(sida.number, on_each_side=1, on_ends=1))
    return {
        "sida": sida,
        "antal": antal,
        "poster": formatera(sida.paginator.count, 0),
        "nummer": [
            {"n": n, "url": adress(n) if isinstance(n, int) else "", "nu": n == sida.number} for n in nummer
        ],
        "forra": adress(sida.number - 1) if sida.has_previous() else "",
        "nasta": adress(sida.number + 1) if sida.has_next() else "",
    }


@register.inclusion_tag("_komponenter/filter.html")
def filterrad(val: list[dict[str, Any]], namn: str = "Filter") -> dict[str, Any]:
    """Chips that are links: [{"text", "url", "vald": bool, "bort": bool}]."""
    return {"val": val, "namn": namn}


@register.inclusion_tag("_komponenter/framsteg.html")
def framsteg(
    text: str, klart: int | None = None, av: int | None = None, detalj: str = "", lage: str = "pagar"
) -> dict[str, Any]:
    """Progress of a long job. klart/av None: it runs, nobody knows how long. lage: pagar, klar, fel."""
    andel = f"{100 * klart // av}\u00a0%" if klart is not None and av else ""
    return {"text": text, "klart": klart, "av": av, "andel": andel, "detalj": detalj, "lage": lage}


@register.inclusion_tag("_komponenter/kalla.html", takes_context=True)
def kalla(context, hamtad: Any = None, egen: str = "", nyckeltal: str = "") -> dict[str, Any]:
    """Says "Källa: Kolada (N…), hämtat …" and, apart from it, what is own processing.

    `kallnamn` comes with every page: invented figures are never said to be Kolada's.
    """
    return {
        "kallnamn": context.get("kallnamn", "Kolada"),
        "hamtad": hamtad,
        "egen": egen,
        "nyckeltal": nyckeltal,
    }


@register.inclusion_tag("_komponenter/steg.html")
def steg(namn: list[str], nu: int) -> dict[str, Any]:
    """Steps of a process; nu is the index of the one at work, len(namn) when all are done."""
    lagen = ["klar" if i < nu else "nu" if i == nu else "" for i in range(len(namn))]
    return {"steg": list(zip(namn, lagen, strict=True))}
