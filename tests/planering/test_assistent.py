"""The assistant beside the target levels, and the levels of women and men.

The country is made so that the count can be done by hand. Even years everybody has 80; odd years municipality 1–20 have
84 and the others 80. We have 80 always. From an even year all starts at the median: 1–20 rise by four from 2020 and
2022 (40 times), the others stand still from all four years (160 times). Nearest are all alike, so the lowest numbers
come first: the 40 that rose, and 110 that did not.
"""

import pytest
from django.urls import reverse

from planering import actions
from planering.actions import Planeringsfel
from planering.models import Indikator

pytestmark = pytest.mark.django_db
AR = range(2020, 2025)


@pytest.fixture
def landet(nytt_nyckeltal):
    """`landet(antal)` makes a nyckeltal with so many municipalities besides ours."""
    from kkik.models import Kommun, Varde

    def skapa(antal=60, konsuppdelat=False):
        n = nytt_nyckeltal(varden=dict.fromkeys(AR, 80.0), konsuppdelat=konsuppdelat)
        Kommun.objects.bulk_create(Kommun(id=k, namn=f"K{k:02d}", typ="K") for k in range(1, antal + 1))
        Varde.objects.bulk_create(
            Varde(
                nyckeltal=n, kommun_id=k, ar=ar, kon="T", varde=84.0 if k <= 20 and ar % 2 else 80.0, andrad=1
            )
            for k in range(1, antal + 1)
            for ar in AR
        )
        return n

    return skapa


@pytest.fixture
def sedd(vem, plan, ny_indikator):
    """Makes an indicator in a plan that begins the year after our newest value."""

    def skapa(nyckeltal, **falt):
        actions.andra_plan(**vem, plan=plan, namn=plan.namn, fran_ar=2025, till_ar=2027)
        return ny_indikator(nyckeltal, **falt)

    return skapa


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


def sida(i, kon="") -> str:
    return reverse("planering:malnivaer", args=[i.pk]) + (f"?kon={kon}" if kon else "")


def rakna(klient, i, htmx=True, **falt):
    data = {"revision": "1", "slag": "niva", "tolerans": "5", "tolerans_slag": "procent"} | falt
    return klient.post(sida(i), data, headers={"HX-Request": "true"} if htmx else {})


def vyn(svar):
    return svar.context["form"].assistent()


def test_raknat_for_hand(analytiker, landet, sedd):
    i = sedd(landet())
    svar = rakna(analytiker, i, ar_2025="84")
    a = vyn(svar)
    assert (a.rubrik, a.ar, a.tal) == ("Hur ambitiöst är 84\u00a0% till 2025?", 2025, "40 av 150")
    assert a.mening == (
        "gånger har en kommun i ett läge som liknar ert ökat minst 4,0\u00a0procentenheter på ett år."
    )
    assert (a.bedomning, a.rad.split(".")[0]) == ("Utmanande men prövat.", "Andra har klarat det")
    assert {namn: varde for namn, varde, _ in a.fakta} == {
        "Senaste egna utfall, 2024": "80,0\u00a0%",
        "Er historia, bästa ettårslyft": "0,0\u00a0pe",
        "Alla kommuner: nedre kvartil · median · övre kvartil": "80,0 · 80,0 · 80,0\u00a0%",
        "Bästa 25 % av alla kommuner, 2024": "80,0\u00a0%",
        "Troligt 2025 utan ny kraft": "80,0\u00a0%",
    }
    text = svar.content.decode()
    assert [d in text for d in ("40 av 150", 'hx-swap-oob="innerHTML"', "Gul gräns 2025 blir 79,8")] == [
        True
    ] * 3
    assert "<html" not in text
    assert Indikator.objects.get().malnivaer.count() == 0


def test_utan_skript_raknar_knappen_och_sparar_inget(analytiker, landet, sedd):
    i = sedd(landet())
    svar = rakna(analytiker, i, htmx=False, ar_2025="84", ar_2026="1.234", rakna="ja")
    assert (svar.status_code, vyn(svar).tal, i.malnivaer.count()) == (200, "40 av 150", 0)
    assert svar.context["form"].errors["ar_2026"] == ["Menade du 1,234 eller 1\u00a0234?"]
    assert svar.context["form"]["ar_2026"].value() == "1.234"


def test_for_fa_kommuner_sags_i_ord(analytiker, landet, sedd):
    a = vyn(rakna(analytiker, sedd(landet(9)), ar_2025="84"))
    # Nine municipalities from four years.
    assert (a.tal, a.bild) == ("", None)
    assert a.mening == (
        "Kan inte bedömas: bara 36 gånger har en kommun varit i ett liknande läge, minst 50 gånger behövs."
    )


def test_varje_utfall_har_ord(analytiker, landet, sedd):
    i = sedd(landet())
    tom = vyn(analytiker.get(sida(i)))
    assert (tom.mening.split(",")[0], len(tom.fakta)) == ("Skriv en målnivå", 5)
    svar = {niva: vyn(rakna(analytiker, i, ar_2025=niva)) for niva in ("80", "90", "79")}
    assert {niva: (a.tal, a.bedomning) for niva, a in svar.items()} == {
        "80": ("150 av 150", "Nås troligen utan ny kraft."),
        "90": ("0 av 150", "Nästan utan motstycke."),
        "79": ("150 av 150", "Nås troligen utan ny kraft."),
    }
    okat = vyn(rakna(analytiker, i, slag="forandring", ar_2025_f="oka", utgangsvarde="80", utgangsar="2024"))
    # Five percent of 80 is 4: more than that is needed, and four is not more.
    assert (okat.rubrik, okat.tal) == ("Hur ambitiöst är det att öka till 2025?", "0 av 150")


@pytest.fixture
def grannar(landet):
    """The neighbours 1–4 with 65, 70, 75 and 80 in our newest year, and a country around them."""
    from kkik.models import Kommungrupp, Varde

    n = landet()
    grupp = Kommungrupp.objects.create(kolada_id="G5", titel="Grannar")
    grupp.medlemmar.set([1, 2, 3, 4, 9999])
    for k in range(1, 5):
        Varde.objects.filter(nyckeltal=n, kommun_id=k, ar=2024).update(varde=60.0 + 5 * k)
    return n


def faktarad(a, borjan):
    (rad,) = [r for r in a.fakta if r[0].startswith(borjan)]
    return rad


@pytest.mark.parametrize("riktning", ["hog", "lag"])
def test_gruppens_kvartiler(analytiker, grannar, sedd, riktning):
    """Of 65, 70, 75 and 80 by a straight line: three quarters of a step in, the middle, and a quarter past 75."""
    i = sedd(grannar, riktning=riktning, jamforelsegrupp="G5", decimaler=2)
    a = vyn(rakna(analytiker, i, ar_2025="78"))
    assert faktarad(a, "Grannar") == (
        "Grannar: nedre kvartil · median · övre kvartil",
        "68,75 · 72,50 · 76,25\u00a0%",
        "4 kommuner, 2024",
    )
    assert faktarad(a, "Bästa 25 %")[1] == {"hog": "76,25\u00a0%", "lag": "68,75\u00a0%"}[riktning]


def test_for_fa_for_kvartiler(analytiker, grannar, sedd):
    from kkik.models import Varde

    Varde.objects.filter(nyckeltal=grannar, kommun_id=1, ar=2024).delete()
    a = vyn(rakna(analytiker, sedd(grannar, jamforelsegrupp="G5"), ar_2025="78"))
    assert faktarad(a, "Grannar")[1:] == ("–", "3 kommuner, 2024: för få för kvartiler")
    assert not any(namn.startswith("Bästa 25 %") for namn, *_ in a.fakta)


@pytest.mark.parametrize(
    ("riktning", "varden", "namn", "varde"),
    [
        ("hog", (80, 81, 79, 78, 76), "bästa ettårslyft", "+1,0\u00a0pe"),
        ("hog", (84, 83, 81, 80, 77), "minsta ettårsnedgång", "\u22121,0\u00a0pe"),
        ("lag", (77, 80, 82, 83, 86), "minsta ettårsökning", "+1,0\u00a0pe"),
        ("lag", (80, 80, 80, 80, 80), "bästa ettårssänkning", "0,0\u00a0pe"),
    ],
)
def test_den_egna_historien_med_ratt_ord(analytiker, landet, sedd, riktning, varden, namn, varde):
    from kkik.models import Varde

    n = landet()
    for ar, v in zip(AR, varden, strict=True):
        Varde.objects.filter(nyckeltal=n, kommun_id=9999, ar=ar).update(varde=v)
    a = vyn(rakna(analytiker, sedd(n, riktning=riktning), ar_2025="80"))
    assert faktarad(a, "Er historia")[:2] == (f"Er historia, {namn}", varde)


@pytest.mark.parametrize(
    ("text", "besked"),
    [
        ("1.234", "Menade du 1,234 eller 1\u00a0234?"),
        ("120", "En andel ligger mellan 0 och 100 procent."),
        ("−5", "En andel ligger mellan 0 och 100 procent."),
        ("nan", "”nan” är inte ett tal. Skriv till exempel 1\u00a0234,5."),
        ("85 tkr", "Här anges %, inte tkr."),
    ],
)
def test_det_som_inte_gar_att_lasa_sags_och_aret_star_kvar(analytiker, landet, sedd, text, besked):
    i = sedd(landet())
    forst = rakna(analytiker, i, ar_2025="84", ar_2026="84")
    fore = {"assistent_ar": "2026", "assistent_skrivet": vyn(forst).skrivet}
    svar = rakna(analytiker, i, ar_2025=text, ar_2026="84", **fore)
    a = vyn(svar)
    assert (a.ar, a.rubrik, a.mening, a.tal) == (2025, "Målnivån 2025 behöver rättas", besked, "")
    assert besked in a.sagt
    assert a.bild is None
    assert [(r.ar, r.kort) for r in a.rader] == [(2026, "0 av 150")]  # the way back
    igen = rakna(analytiker, i, ar_2025=text, ar_2026="84", tolerans="6", assistent_ar="2025",
                 assistent_skrivet=a.skrivet)  # fmt: skip
    assert vyn(igen).ar == 2025


def test_en_andring_utan_utgangsvarde(analytiker, landet, sedd):
    i = sedd(landet())
    a = vyn(rakna(analytiker, i, slag="forandring", ar_2025_f="oka"))
    assert (a.tal, a.mening) == ("", "Kan inte bedömas: utgångspunkt saknas.")


def test_alla_ar_och_det_man_skriver_i(analytiker, landet, sedd):
    i = sedd(landet())
    forst = vyn(rakna(analytiker, i, ar_2025="84", ar_2026="80"))
    assert [(r.ar, r.niva, r.kort, r.vald) for r in forst.rader] == [
        (2025, "84\u00a0%", "40 av 150", False),
        (2026, "80\u00a0%", "150 av 150", True),
    ]
    # The first year's box has changed since: it is the one that is thought about.
    bytt = vyn(
        rakna(analytiker, i, ar_2025="80", ar_2026="80", assistent_ar="2026", assistent_skrivet=forst.skrivet)
    )
    assert (bytt.ar, bytt.tal) == (2025, "150 av 150")
    samma = vyn(
        rakna(analytiker, i, ar_2025="80", ar_2026="80", assistent_ar="2025", assistent_skrivet=bytt.skrivet)
    )
    assert samma.ar == 2025
    vald = vyn(rakna(analytiker, i, ar_2025="80", ar_2026="80", assistent_skrivet=bytt.skrivet, rakna="2026"))
    assert vald.ar == 2026
    # What is not of ours to begin with.
    for skrap in ("{", "[]", "null", '{"2025": 7}'):
        assert rakna(analytiker, i, ar_2025="84", assistent_skrivet=skrap, rakna="x'--").status_code == 200


def test_intervall(analytiker, landet, sedd):
    i = sedd(landet(), riktning="intervall", intervall_a=83, intervall_b=85)
    a = vyn(rakna(analytiker, i, ar_2025_a="83", ar_2025_b="85"))
    assert (a.tal, a.rubrik, a.bild) == ("40 av 150", "Hur ambitiöst är 83–85\u00a0% till 2025?", None)


def test_kurvan_och_punkten(analytiker, landet, sedd):
    bild = vyn(rakna(analytiker, sedd(landet()), ar_2025="84")).bild
    assert next(text for _, text in bild.y_marken) == "0\u00a0%"
    # The target is where the curve ends: 40,5 of 151 reached it.
    assert bild.mal[0] == 386.0
    assert bild.beskrivning.endswith("27\u00a0% nådde 84,0\u00a0%.")


def test_kommun_som_inte_ar_vald(klient, klocka, landet, sedd):
    i = sedd(landet())
    assert vyn(rakna(klient("analytiker"), i, ar_2025="84")).mening.startswith("Kommunen är inte vald")


@pytest.mark.parametrize("antal", [1, 3])
def test_fragorna_blir_inte_fler_med_fler_ar(analytiker, landet, sedd, django_assert_num_queries, antal):
    from planering.forms import Malnivaformular
    from planering.presenters.assistent import assistentvy

    i = Indikator.objects.select_related("nyckeltal", "egetmatt", "mal__malomrade__plan").get(
        pk=sedd(landet()).pk
    )
    data = {f"ar_{ar}": "84" for ar in range(2025, 2025 + antal)} | {
        "slag": "niva", "tolerans": "5", "tolerans_slag": "procent",
    }  # fmt: skip
    form = Malnivaformular(data, objekt=i, plan=i.mal.malomrade.plan, historik=[(2024, 80.0)])
    form.is_valid()
    with django_assert_num_queries(3 if antal == 1 else 4):
        assistentvy(i, 9999, form, data)


# ---- Women and men ----


def test_konens_nivaer_pa_egna_flikar(analytiker, landet, sedd):
    i = sedd(landet(konsuppdelat=True))
    assert analytiker.get(sida(i)).context["flikar"][1] == {
        "kon": "K", "namn": "Kvinnor", "antal": 0, "vald": False,
    }  # fmt: skip
    kvinnor = analytiker.get(sida(i, "K"))
    assert {"tolerans", "utgangsvarde", "slag"} & set(kvinnor.context["form"].fields) == set()
    svar = analytiker.post(sida(i, "K"), {"revision": "1", "ar_2025": "86", "ar_2026": "101"})
    assert dict(svar.context["form"].errors) == {"ar_2026": ["En andel ligger mellan 0 och 100 procent."]}
    assert analytiker.post(sida(i, "K"), {"revision": "1", "ar_2025": "86"}).status_code == 302
    assert list(i.malnivaer.values_list("kon", "ar", "varde")) == [("K", 2025, 86.0)]
    i.refresh_from_db()
    assert (i.malnivarevision, i.tolerans) == (2, None)
    # All have theirs apart, and the plan shows both.
    analytiker.post(
        sida(i),
        {"revision": "2", "slag": "niva", "ar_2025": "84", "tolerans": "5", "tolerans_slag": "procent"},
    )
    assert i.malnivaer.count() == 2
    assert "kvinnor 86,0" in analytiker.get("/planering/").content.decode()


def test_kon_som_inte_finns_nekas(vem, landet, sedd, nytt_nyckeltal, ny_indikator):
    i = sedd(landet())
    for kon, text in (("K", "Måttet är inte könsuppdelat."), ("X", "Välj kvinnor, män eller totalt.")):
        with pytest.raises(Planeringsfel) as fel:
            actions.satt_malnivaer(**vem, indikator=i, nivaer={2025: 80}, kon=kon)
        assert fel.value.fel == {"kon": [text]}


def test_bara_en_niva_for_andra_kon(vem, landet, sedd):
    i = sedd(landet(konsuppdelat=True))
    actions.satt_malnivaer(**vem, indikator=i, nivaer={2025: "oka"}, utgangsvarde=80, utgangsar=2024)
    with pytest.raises(Planeringsfel) as fel:
        actions.satt_malnivaer(**vem, indikator=i, nivaer={2025: "oka"}, kon="K")
    assert list(fel.value.fel) == ["ar_2025"]
    # The tolerance is that of all: percent of nothing says nothing, whoever the level is for.
    with pytest.raises(Planeringsfel) as fel:
        actions.satt_malnivaer(**vem, indikator=i, nivaer={2025: 0}, kon="M")
    assert list(fel.value.fel) == ["tolerans"]
