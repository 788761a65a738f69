"""The demo, loaded through the real importer and calculations: a newcomer sees what the guide shows."""

import io
from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone

from atgarder.models import (
    Aterkoppling,
    Atgardseffekt,
    Atgardsuppdrag,
    Beslut,
    Beslutsunderlag,
    Forvantadeffekt,
    Konsekvensbelopp,
    Konsekvensbeskrivning,
    Konsekvensrisk,
    Kriteriepoang,
    Malandringsforslag,
    Placering,
    Prioritering,
    Resursbehov,
)
from atgarder.queries.lage import forslagslagen, framlagda
from atgarder.queries.prioritering import prioriteringsbild
from kkik.demo.kolada import Kolada
from kkik.models import Importkorning, Lage, Nyckeltal, Riktningsval, Varde
from kommunikation.demo.organisation import PERSONER
from organisation.models import Handelse, Kommuninstallning, Person
from planering.actions import planbok
from planering.actions.bedomning import forslag, plannyckel
from planering.importers.arbetsbok import las_arbetsbok
from planering.models import (
    Aktivitet,
    Egetmatt,
    Handlingsplan,
    Indikator,
    Kunskapskort,
    Mal,
    Malforbattring,
    Malkvalitetssvar,
    Malniva,
    Plan,
)
from planering.planbok.skriv import planen_som_xlsx
from planering.queries import malkvalitet, planskillnad, plantrad
from uppfoljning.models import (
    Analys,
    Analysgrupp,
    Arbetsplan,
    Arbetsuppgift,
    Atgardsforslag,
    Bedomning,
    Belagg,
    Berakning,
    Gruppmedlem,
    Hypotes,
    Inlamning,
    Kkikberattelse,
    Kommentar,
    Malansikte,
    Ogonblicksbild,
    Omgang,
    Utfall,
)
from uppfoljning.omgangsvy import fryst
from verktyg.models import Genomforande, Konsensus, Svar
from verktyg.queries import checklistor, resultat

pytestmark = pytest.mark.django_db(transaction=True)
RAKNADE = (
    Person, Nyckeltal, Varde, Riktningsval, Plan, Mal, Indikator, Malniva, Handlingsplan, Aktivitet, Kommentar,
    Malansikte, Bedomning, Lage, Importkorning, Berakning, Kkikberattelse,
    Egetmatt, Kunskapskort, Malkvalitetssvar, Malforbattring, Genomforande, Svar, Konsensus,
    Omgang, Inlamning, Ogonblicksbild, Utfall,
    Analys, Hypotes, Belagg, Atgardsforslag, Analysgrupp, Gruppmedlem, Arbetsplan, Arbetsuppgift,
    Konsekvensbeskrivning, Konsekvensbelopp, Konsekvensrisk, Forvantadeffekt, Prioritering, Placering, Kriteriepoang,
    Beslutsunderlag, Beslut, Aterkoppling, Atgardsuppdrag, Resursbehov, Malandringsforslag, Atgardseffekt,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _radata(settings, tmp_path):
    settings.RADATA_KATALOG = tmp_path / "kolada"


@pytest.fixture
def _utan_broker(skickade):
    """Nothing is sent: the command computes by itself."""


def ladda(*argument: str) -> str:
    ut = io.StringIO()
    call_command("ladda_demo", *argument, stdout=ut)
    return ut.getvalue()


def _analysgruppen() -> None:
    """Six from several verksamheter, two horizontal perspectives, nine tasks of this year on two of the indicators."""
    assert sorted(Gruppmedlem.objects.values_list("roll", "perspektiv")) == [
        ("adjungerad", ""),
        ("medlem", ""),
        ("medlem", ""),
        ("medlem", "barns rättigheter"),
        ("sammankallande", ""),
        ("sekreterare", "jämställdhet"),
    ]
    plan = Arbetsplan.objects.get(grupp=Analysgrupp.objects.get())
    assert {u.klar_senast.year for u in plan.uppgifter.all()} == {plan.ar}
    assert plan.uppgifter.count() == 9
    assert list(plan.uppgifter.filter(indikator__isnull=False).values_list("indikator__namn", flat=True)) == [
        "Behöriga till nationellt program på gymnasiet",
        "Direkt svar per telefon på en enkel fråga",
    ]


@pytest.mark.usefixtures("_utan_broker")
def test_storkoping_shows_the_guides_example_and_loads_once():
    ladda()
    skola = {
        b.indikator.nyckeltal.kolada_id: (b.utfall, b.mal_signal, b.trend, b.godhet)
        for b in Bedomning.objects.filter(
            ar=2025,
            indikator__mal__titel__startswith="Våra skolor",
            indikator__mal__malomrade__plan__status="beslutad",
        ).select_related("indikator__nyckeltal")
    }
    assert skola == {
        "X15001": (354.0, "rod", "stigande", "forsamras"),
        "X15002": (76.0, "gron", "sjunkande", "forsamras"),
        "X15003": (86.0, "gron", "plan", "oforandrad"),
        "X15004": (84.8, "rod", "plan", "oforandrad"),
    }
    nivaer = dict(
        Malniva.objects.filter(ar=2025, indikator__nyckeltal__kolada_id__in=skola).values_list(
            "indikator__nyckeltal__kolada_id", "varde"
        )
    )
    assert nivaer == {"X15001": 320.0, "X15002": 75.0, "X15003": 85.0, "X15004": 90.0}
    assert Malansikte.objects.get().signal == "gron"
    forsta, andra = Plan.objects.filter(status="beslutad").order_by("version")
    assert (forsta.status, andra.status, andra.styrperiod.namn) == (
        "beslutad",
        "beslutad",
        "Mandatperioden 2023–2026",
    )
    assert [a.text for a in planskillnad(forsta, andra).andringar] == [
        "Målnivån 2026 för Behöriga till nationellt program på gymnasiet sänktes från 92 till 90\u00a0%.",
        "Målnivån 2027 för Behöriga till nationellt program på gymnasiet sänktes från 94 till 91\u00a0%.",
        "Målnivån 2027 för Direkt svar per telefon på en enkel fråga höjdes från 85 till 88\u00a0%.",
        "Indikatorn Flickors deltagande i idrott togs bort.",
        "Ägare för Bibliotekets öppethållande kvällar och helger ändrades från ”Kommunstyrelsen” till "
        "”Kultur- och fritidsnämnden”.",
    ]
    jamstalldhet = Mal.objects.get(malomrade__plan=andra, horisontellt=True)
    assert set(jamstalldhet.nedbrytningar.values_list("mal__enhet__namn", flat=True)) == {
        "Barn- och utbildningsnämnden",
        "Socialnämnden",
    }

    _kvaliteten(andra)
    _analysgruppen()
    _verktygen()
    telefon = Handlingsplan.objects.get(omrade="Tillgänglighet")
    hela = telefon.aktiviteter.filter(overordnad=None)
    assert list(hela.values_list("kostnad_tkr", "status", "leder")) == [
        (25, "klar", "ja"),
        (750, "pagar", "ja"),
        (500, "pagar", "osakert"),
        (None, "avford", "nej"),
    ]
    assert [(a.delaktiviteter.count(), a.avstamningar.count()) for a in hela] == [
        (3, 2),
        (3, 2),
        (0, 2),
        (0, 0),
    ]

    for plan in Plan.objects.all():
        fil = las_arbetsbok(planen_som_xlsx(plan, timezone.now()))
        provning = planbok.prova(av=None, nar=timezone.now(), plan=plan, blad=fil)
        assert (provning.fel, provning.andringar) == ([], [])

    _analyserna()
    _atgarderna()
    inloggade = [k for k, (*_, loggar_in) in PERSONER.items() if loggar_in]
    assert {
        p.split("@")[0] for p in Person.objects.values_list("epost", flat=True) if _kan_logga_in(p)
    } == set(inloggade)

    _insamlat()
    antal = {modell: modell.objects.count() for modell in RAKNADE}
    ladda()
    assert {modell: modell.objects.count() for modell in RAKNADE} == antal


def _insamlat() -> None:
    """A closed round with a number revised since, and an open one with a report in every state."""
    oppen, stangd = Omgang.objects.get(faststalld=None), Omgang.objects.get(faststalld__isnull=False)
    assert set(stangd.inlamningar.values_list("status", flat=True)) == {"faststalld"}
    assert sorted(oppen.inlamningar.values_list("status", flat=True)) == [
        "faststalld", "inlamnad", "utkast", "utkast", "utkast",
    ]  # fmt: skip
    assert oppen.inlamningar.exclude(utkast={}).count() == 1
    assert oppen.inlamningar.exclude(aterlamnad_skal="").count() == 1
    assert [(r.namn, r.skillnader[0].partition(" (")[0]) for r in fryst(stangd).andrat] == [
        ("Svar på e-post inom en arbetsdag", "då 92\u00a0% – nu 93\u00a0%")
    ]


def _kvaliteten(plan: Plan) -> None:
    """Knowledge cards with some left empty, goal quality, and a draft with own measures and an override."""
    kort = Kunskapskort.objects.filter(indikator__mal__malomrade__plan=plan).count()
    assert (kort, len(plantrad(plan).tomma_kort)) == (17, _indikatorer(plan).count() - 17)
    svar = malkvalitet(plan, 9999, date(2026, 3, 11), bara_kf=True)
    skola = svar.rader[0].svar
    assert [skola[nr].svar for nr in range(1, 11)] == ["nej"] + ["ja"] * 4 + ["nej"] + ["ja"] * 4
    assert [f.klar for f in svar.forbattringar] == [False, False, False, True]

    utkast = Plan.objects.get(fran_ar=2027)
    egna = _indikatorer(utkast).filter(egetmatt__isnull=False)
    assert {(i.egetmatt.frekvens, i.raknas, i.malnivaer.count()) for i in egna} == {
        ("ar", True, 3),
        ("manad", False, 3),
        ("manad", True, 3),
        ("tertial", False, 3),
    }
    (undantag,) = _indikatorer(utkast).exclude(malniva_skal="")
    assert (undantag.paverkansgrad, undantag.malnivaer.count()) == ("liten", 3)
    konad = _indikatorer(utkast).get(nyckeltal__kolada_id="X15004", kon="T")
    assert set(konad.malnivaer.values_list("kon", flat=True)) == {"T", "K", "M"}
    assert Kunskapskort.objects.filter(indikator__mal__malomrade__plan=utkast).count() == kort


def _verktygen() -> None:
    """Checklists done, begun and not begun; one exercise agreed on and written into the draft, one going on."""
    lage = {
        c.instrument.id: (c.lage.besvarade, c.lage.kvar) if c.genomforande else None for c in checklistor()
    }
    assert lage == {
        "kultur-och-struktur": (6, 6),
        "beskriv-uppdrag": (8, 1),
        "satta-mal": (4, 7),
        "resursfordelning": (5, 2),
        "handlingsplan": (7, 0),
        "uppfoljning-och-analys": (7, 1),
        "samla-information": (6, 3),
        "fokusera": (5, 0),
        "sok-orsaker": (8, 9),
        "dra-slutsatser": (2, 3),
        "konsekvensbeskrivning": None,
        "prioritera": None,
        "beslut": None,
        "kommunikationsplan": (4, 13),
    }
    utkast = Plan.objects.get(fran_ar=2027)
    klar, pagar = (
        Genomforande.objects.get(instrument=i, galler_nyckel=plannyckel(utkast))
        for i in ("paverkansgrad", "kategorisering")
    )
    antal = _indikatorer(utkast).count()
    res = resultat(klar)
    assert (klar.status, res.deltagit, sum(bool(r.enat) for r in res.rader)) == ("avslutad", 7, antal)
    assert sum(r.fordelning.oense for r in res.rader) == 10
    assert forslag(utkast, klar) == []
    assert set(
        _indikatorer(utkast)
        .filter(
            paverkansgrad="viss", namn__in=["Gymnasieexamen inom fyra år", "Resultat av skatter och bidrag"]
        )
        .values_list("namn", flat=True)
    ) == {"Gymnasieexamen inom fyra år", "Resultat av skatter och bidrag"}
    res = resultat(pagar)
    assert (pagar.status, res.deltagit, pagar.inbjudningar.count()) == ("oppen", 6, 8)
    assert [r.enat for r in res.rader if r.enat] == ["resurs", "aktivitet", "objektiv"]
    assert [f.indikator.namn for f in forslag(utkast, pagar)] == ["Bygglov för företag inom fyra veckor"]


def _indikatorer(plan: Plan):
    return Indikator.objects.filter(mal__malomrade__plan=plan)


def _analyserna() -> None:
    """Two of the years before the plan; two finished, with their stories; one under way."""
    fordon, belysning, klar, hemtjanst, pagar = Analys.objects.order_by("oppnad")
    assert [a.status for a in (fordon, belysning, klar, hemtjanst, pagar)] == ["klar"] * 4 + ["pagar"]
    assert [
        a.avvikelser.get().mening.partition(".")[0] for a in (fordon, belysning, klar, hemtjanst, pagar)
    ] == [
        "45\u00a0% 2021",
        "68\u00a0% 2021",
        "84,8\u00a0% 2025 mot målet 90\u00a0%",
        "19 (2025) mot målet 14",
        "354\u00a0kr 2025 mot målet 320\u00a0kr",
    ]
    assert list(klar.hypoteser.values_list("orsaksklass", "utslag")) == [
        ("aktiviteter", "verifierad"),
        ("brukare", "verifierad"),
        ("resurser", "oppen"),
        ("omvarld", "forkastad"),
        ("matfel", "forkastad"),
    ]
    assert [f.kunskapskallor.count() for f in klar.forslag.all()] == [3, 2, 1, 1]


def _atgarderna() -> None:
    """The whole wheel: one of each thing that can become of a proposal."""
    lagen = forslagslagen(framlagda().values_list("pk", flat=True))
    skeden = {f.titel: lagen[f.pk].skede for f in framlagda()}
    assert skeden == {
        "Gemensam bilpool med elbilar": "effekt_visad",
        "Belysning på arton gångvägar": "effekt_ej_visad",
        "Stöd inom två veckor i årskurs 1–3": "genomfors",
        "Studiegrupper dit man kommer utan att fråga": "genomfors",
        "Sommarskola för alla i årskurs 8": "avslaget",
        "Samma läsprov i alla skolor varje höst": "beskrivs",
        "Fasta team i hela hemtjänsten": "vantar_beslut",
        "Heltid som norm och egen vikariepool": "vantar_beslut",
    }
    tidigare, nytt = Beslut.objects.order_by("sammantrade")
    idag = timezone.localdate()
    assert (tidigare.sammantrade, nytt.sammantrade.weekday()) == (date(2022, 11, 28), 0)
    assert 48 <= (idag - nytt.sammantrade).days <= 54
    assert list(nytt.punkter.values_list("utfall", flat=True)) == ["andring", "bifall", "avslag"]
    assert list(nytt.aterkopplingar.exclude(avstar_skal="").values_list("till", flat=True)) == ["medborgare"]
    assert all(hasattr(b, "avslut") for b in (tidigare, nytt))

    skolans = Prioritering.objects.get(modell="matris", enhet__namn="Barn- och utbildningsnämnden")
    assert skolans.deltagare.count() == 4
    oense = {r.forslag.titel: r.lage.enighet for r in prioriteringsbild(skolans).rader}
    assert oense == {
        "Stöd inom två veckor i årskurs 1–3": "overens",
        "Studiegrupper dit man kommer utan att fråga": "overens",
        "Sommarskola för alla i årskurs 8": "delade",
    }
    # 4 posts and 2 600 tkr, then 2 posts and 1 180; the study groups 420 each year. None is waiting from 2022.
    assert sorted(Resursbehov.objects.values_list("ar", "belopp_tkr", "status")) == [
        (idag.year + 1, 240, "vantar"),
        (idag.year + 1, 420, "vantar"),
        (idag.year + 1, 2360, "vantar"),
        (idag.year + 2, 420, "vantar"),
        (idag.year + 2, 1180, "vantar"),
    ]
    assert Malandringsforslag.objects.get().malnamn == "Våra skolor ska vara bland de bästa i hela landet"
    assert [
        u.handlingsplan.aktiviteter.count() for u in Atgardsuppdrag.objects.filter(genomforande="pagar")
    ] == [2, 3]
    (effekt,) = Atgardseffekt.objects.filter(utslag="effekt_visad")
    # From 45, the mean of 40, 45 and 50 (2020–2022), to 64, that of 61 and 67 (2024–2025).
    assert (effekt.fore, effekt.efter) == (45.0, 64.0)
    framtid = Handelse.objects.filter(tid__gt=timezone.now())
    assert not framtid.exists()


def _kan_logga_in(epost: str) -> bool:
    return authenticate(None, epost=epost, password="storkoping") is not None


@pytest.mark.usefixtures("_utan_broker")
def test_a_real_municipality_gets_koladas_kkik_and_no_invented_goals(settings):
    data = {
        "kpi": [
            {"id": "N15428", "title": "Behöriga, andel (%)"},
            {"id": "N01951", "title": "Invånare, antal"},
        ],
        "municipality": [{"id": f"0{i}", "title": f"Kommun {i}", "type": "K"} for i in range(180, 186)],
        "municipality_groups": [],
        "kpi_groups": [
            {
                "id": "G2KPI74586",
                "title": "Kommunens kvalitet i korthet (KKiK)",
                "members": [{"member_id": "N15428", "member_title": "Behöriga, andel (%)"}],
            }
        ],
        "values": {
            kpi: {"T": {f"0{i}": {"2021": 80.0 + i, "2022": 81.0 + i} for i in range(180, 186)}}
            for kpi in ("N15428", "N01951")
        },
    }
    with Kolada(data) as kolada:
        settings.KOLADA_URL = kolada.url
        ladda("--kommun", "0183")
    kommun = Kommuninstallning.objects.get()
    assert (kommun.namn, kommun.kommunkod, kommun.ar_pahittad) == ("Kommun 183", "0183", False)
    assert Varde.objects.count() == 2 * 6 * 2
    assert Lage.objects.get(kommun_id=183, nyckeltal__kolada_id="N15428").under == 3
    assert (Plan.objects.count(), Riktningsval.objects.count()) == (0, 0)


@pytest.mark.usefixtures("_utan_broker")
def test_a_code_that_no_municipality_has_is_refused(settings):
    data = {
        "kpi": [{"id": "N01951", "title": "Invånare, antal"}],
        "municipality": [{"id": "0180", "title": "A", "type": "K"}],
    }
    with Kolada({**data, "municipality_groups": [], "kpi_groups": [], "values": {}}) as kolada:
        settings.KOLADA_URL = kolada.url
        with pytest.raises(CommandError, match="Kolada har ingen kommun med koden 0999"):
            ladda("--kommun", "0999")
    assert Kommuninstallning.objects.count() == 0


def test_it_is_never_loaded_in_production(settings):
    settings.LAGE = "produktion"
    with pytest.raises(CommandError, match="aldrig i produktion"):
        ladda()
    assert Person.objects.count() == 0


def test_another_municipality_s_database_is_refused():
    Kommuninstallning.objects.create(kommunkod="0180", namn="Stockholm")
    with pytest.raises(CommandError, match="visar redan Stockholm"):
        ladda()
