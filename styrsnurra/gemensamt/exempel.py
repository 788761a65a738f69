"""Invented material for the components page. Nothing here is about a real municipality."""

import math

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms

from styrsnurra.gemensamt.diagram import Linjedata
from styrsnurra.gemensamt.falt import ArFalt, IsoDatumfalt, SvensktTalfalt

AR = tuple(range(2013, 2023))
TRENDER = (
    ("stigande", "forbattras"),
    ("stigande", "forsamras"),
    ("sjunkande", "forbattras"),
    ("sjunkande", "forsamras"),
    ("plan", "oforandrad"),
    ("stigande", ""),
    ("gra", ""),
)
SERIER = (
    ("Hel serie", (88.1, 84.2, 85.0, 84.6, 83.1, 83.9, 81.3, 83.6, 84.9, 84.2), 88, "gul"),
    ("Luckor", (60, 61, None, 58, None, 57, 59, None, None, 64), 62, "gron"),
    ("Äldre senaste värde", (12, 14, 11, 13, 10, 9, 9.5, 8, None, None), None, "gra"),
    ("Intervall", (31, 30, 33, 37, 41, 44, 43, 41, 39, 46), (38, 44), "rod"),
    ("Ett enda värde", (None,) * 9 + (7.2,), 6, "rod"),
    ("Oförändrad", (5,) * 10, None, "gra"),
    ("Inga uppgifter", (None,) * 10, 80, "gra"),
)
TAL = (
    ("178594", 178594, 0, "kr"),
    ("84.15 (en decimal)", 84.15, 1, "%"),
    ("−0.04 (en decimal)", -0.04, 1, ""),
    ("−1234.5", -1234.5, 1, "tkr"),
    ("saknas", None, 1, "%"),
)
FILTER = [
    {"text": "Alla nämnder", "url": "?", "vald": True},
    {"text": "Bara avvikelser", "url": "?avviker=ja"},
    {"text": "Socialnämnden", "url": "?", "vald": True, "bort": True},
]
SMULOR = [{"namn": "Måluppfyllelse", "url": "?"}, {"namn": "Alla elever når gymnasiet", "url": ""}]
RADER = (
    {
        "namn": "Behöriga till yrkesprogram, åk 9",
        "signal": "gul",
        "enhet": "%",
        "decimaler": 1,
        "malniva": 88,
        "utfall": 84.2,
        "ar": 2022,
        "serie": SERIER[0][1],
        "trend": "plan",
        "godhet": "oforandrad",
        "andra": "gul",
        "plats": "plats 141 av 290",
        "kommentar": "Två skolor drar ned resultatet. Analys pågår sedan mars.",
        "ansvarig": "Barn- och utbildningsnämnden",
    },
    {
        "namn": "Kostnad förskola, kr per inskrivet barn",
        "signal": "rod",
        "enhet": "kr",
        "decimaler": 0,
        "malniva": 165000,
        "utfall": 178594,
        "ar": 2022,
        "serie": (121000, 124000, 129000, 136000, 144000, 153000, 158000, 169000, 168000, 178594),
        "trend": "stigande",
        "godhet": "forsamras",
        "andra": "rod",
        "plats": "plats 233 av 290",
        "kommentar": "Fler barn per avdelning sedan hösten.",
        "ansvarig": "Barn- och utbildningsnämnden",
    },
    {
        "namn": "Väntetid ekonomiskt bistånd",
        "signal": "gra",
        "enhet": "dagar",
        "decimaler": 0,
        "malniva": 14,
        "utfall": None,
        "ar": 2022,
        "serie": SERIER[2][1],
        "trend": "gra",
        "godhet": "",
        "andra": "gra",
        "plats": "uppgift saknas",
        "kommentar": "",
        "ansvarig": "Socialnämnden",
    },
)
FELAKTIGT = {
    "fel-riktning": "hog",
    "fel-malniva": "90.5",
    "fel-budget": "165 tkr",
    "fel-ar": "24",
    "fel-datum": "11/12/2026",
    "fel-namnd": "",
    "fel-varfor": "Måttet följer alla folkbokförda elever.",
}


class Exempelformular(forms.Form):
    """One of every kind of field."""

    riktning = forms.ChoiceField(
        label="Vad är bra?",
        choices=[("hog", "Högt värde"), ("lag", "Lågt värde"), ("neutral", "Värderas inte")],
        widget=forms.RadioSelect,
    )
    malniva = SvensktTalfalt(label="Målnivå 2024", enhet="%", minst=0, hogst=100)
    budget = SvensktTalfalt(label="Budget", enhet="kr", required=False)
    ar = ArFalt(label="År")
    datum = IsoDatumfalt(label="Beslutad", help_text="Skriv som åååå-mm-dd.", required=False)
    namnd = forms.ChoiceField(
        label="Ansvarig nämnd", choices=[("", "Välj nämnd"), ("bun", "Barn och utbildning")]
    )
    matt = forms.MultipleChoiceField(
        label="Visa",
        choices=[("kvinnor", "Kvinnor"), ("man", "Män")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    varfor = forms.CharField(
        label="Varför mäter vi det här?",
        help_text="Visas på indikatorns sida och i årsredovisningen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    klar = forms.BooleanField(label="Klar för beslut", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "formular"
        self.helper.attrs = {"novalidate": True, "data-varna-osparat": True}
        self.helper.layout = Layout(
            "riktning",
            Row("ar", "malniva", "budget"),
            "datum",
            "namnd",
            "matt",
            "varfor",
            "klar",
            Submit("spara", "Spara målnivåer", css_id=f"{self.prefix}-spara"),
        )


def alla_kommuner() -> tuple[float, ...]:
    """290 values that look like a share: thick in the middle, a tail downwards."""
    andelar = ((i + 0.5) / 290 for i in range(290))
    return tuple(round(84 + 5 * math.log(a / (1 - a)) / 1.4 - 2 * (1 - a) ** 4, 1) for a in andelar)


def linje() -> Linjedata:
    return Linjedata(
        rubrik="84,2 % 2022 – målet 2024 är mycket ambitiöst",
        sammanfattning="Av 150 lägen som liknar ert nådde 21 en så stor förbättring på två år. "
        "Det troliga spannet 2024 är 77–88 %.",
        ar=tuple(range(2008, 2023)),
        egen=(89.6, 89, 84, 89.4, 86.6, 91.2, 85.6, 87.2, 86.2, 82.9, 84.2, 81.2, 83.6, 84.9, 84.2),
        egen_namn="Storköping",
        enhet="%",
        decimaler=1,
        signal="gul",
        bana=((2019, 81.2), (2024, 88)),
        median=(89.5, 89, 88.4, 88.4, 87.8, 88.1, 86.7, 85.4, 86.5, 84.6, 84.6, 83.2, 84.8, 85, 83.9),
        p25=(86.6, 86, 85, 84.1, 84.7, 84.3, 83.2, 81.4, 82.6, 80, 80.5, 79, 81.2, 81.9, 79.6),
        p75=(92.4, 92, 91.3, 91.2, 91, 91.2, 90.4, 89.8, 90.3, 88.4, 88.5, 87.2, 88.7, 88.5, 88.4),
        gruppnamn="alla",
        prognos=((2024, 77.4, 88.2),),
    )


def linje_kon() -> Linjedata:
    return Linjedata(
        rubrik="Skillnaden mellan kvinnor och män består",
        sammanfattning="Kvinnor ligger 6 procentenheter över män. Uppgift saknas 2017. Ny definition 2019.",
        ar=AR,
        egen=(70, 71, 69, 72, None, 74, 73, 75, 76, 75),
        egen_namn="Storköping",
        enhet="%",
        signal="gron",
        bana=((2022, 74),),
        kon=(
            ("Kvinnor", (73, 74, 72, 75, None, 77, 76, 78, 79, 78)),
            ("Män", (67, 68, 66, 69, None, 71, 70, 72, 73, 72)),
        ),
        brott=frozenset({2019}),
    )


def linje_tom() -> Linjedata:
    return Linjedata(
        "Uppgift saknas", "Ingen kommun har lämnat uppgift.", AR, (None,) * 10, "Storköping", "%"
    )
