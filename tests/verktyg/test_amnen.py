"""A checklist at its step, for what the page is about: every step has one, and nobody else's is shown as yours."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from organisation.models import Person
from planering.models import Plan
from planering.queries.amnen import planamne
from tests.test_urlar import adresser, ifylld, objekt
from tests.verktyg.conftest import NAR
from verktyg import actions, queries
from verktyg.actions import Post
from verktyg.domain.instrument import Slag, Steg
from verktyg.instrument import alla
from verktyg.models import Genomforande

__all__ = ["objekt"]
pytestmark = pytest.mark.django_db

# Where each step is done; what has no page of its own is on the wheel's.
SIDOR = {
    Steg.KULTUR: ["kommunikation:hjulet"],
    Steg.BESKRIV_UPPDRAG: ["planering:uppdragslista", "planering:uppdrag"],
    Steg.SATTA_MAL: ["planering:plan", "planering:planvy"],
    Steg.RESURSFORDELNING: ["planering:resurser"],
    Steg.HANDLINGSPLAN: ["planering:handlingsplaner", "planering:handlingsplan"],
    Steg.ANALYSGRUPP: ["uppfoljning:forutsattningar"],
    Steg.SAMLA_INFORMATION: ["uppfoljning:maluppfyllelse"],
    Steg.FOKUSERA: ["uppfoljning:fokus"],
    Steg.SOK_ORSAKER: ["uppfoljning:analyser", "uppfoljning:analys_matfel", "uppfoljning:analys_orsaker"],
    Steg.SLUTSATSER: ["uppfoljning:analys_slutsatser", "uppfoljning:analys_forslag"],
    Steg.KONSEKVENSER: ["atgarder:start", "atgarder:forslag"],
    Steg.PRIORITERA: ["atgarder:prioriteringar", "atgarder:prioritering"],
    Steg.BESLUTA: ["atgarder:beslutslista", "atgarder:underlag", "atgarder:beslut"],
    Steg.KOMMUNICERA: ["kommunikation:hjulet", "uppfoljning:berattelse"],
}
CHECKLISTOR = {i.steg: i for i in alla() if i.slag == Slag.CHECKLISTA}
# What the pages are about, where they are about one thing; by the word before it in the address.
AMNEN = {
    "planering:uppdrag": ("planering.uppdragsbeskrivning", "uppdrag"),
    "planering:planvy": ("planering.plan", "plan"),
    "planering:resurser": ("planering.plan", "plan"),
    "planering:handlingsplan": ("planering.handlingsplan", "handlingsplan"),
    "uppfoljning:analys_orsaker": ("uppfoljning.analys", "analys"),
    "uppfoljning:analys_slutsatser": ("uppfoljning.analys", "analys"),
    "uppfoljning:berattelse": ("uppfoljning.analys", "analys"),
    "atgarder:forslag": ("uppfoljning.atgardsforslag", "forslag"),
    "atgarder:prioritering": ("atgarder.prioritering", "prioritering"),
    "atgarder:underlag": ("atgarder.beslutsunderlag", "underlag"),
}


@pytest.fixture(autouse=True)
def _kommun(kommun_9999, klocka):
    """The own municipality, and a clock that stands still."""


@pytest.fixture
def plan(db):
    return Plan.objects.create(namn="Mål och budget 2026–2028", fran_ar=2026, till_ar=2028)


def sidan(namn: str, objekt: dict[str, object]) -> str:
    return ifylld(next(a for a in adresser() if a.namn == namn), objekt)


def test_varje_steg_har_en_sida():
    assert list(SIDOR) == list(CHECKLISTOR) == list(Steg)


@pytest.mark.parametrize(("steg", "namn"), [(s, n) for s, rad in SIDOR.items() for n in rad])
def test_stegets_sida_lankar_till_checklistan(steg, namn, objekt, klient):
    instrument = CHECKLISTOR[steg]
    svar = klient("analytiker").get(sidan(namn, objekt))
    assert svar.status_code == 200
    lank = f'href="{reverse("verktyg:instrument", args=[instrument.id])}'
    text = svar.content.decode()
    assert (lank in text, f"Checklista: {escape(instrument.titel)}</a>" in text) == (True, True)


@pytest.mark.parametrize("namn", AMNEN)
def test_ett_amne_har_sina_egna_genomforanden(namn, objekt, klient, vem):
    """What was begun for something else is not shown; what is started from the page is about what the page is."""
    steg = next(s for s, rad in SIDOR.items() if namn in rad)
    slag, ord_ = AMNEN[namn]
    id, nyckel = CHECKLISTOR[steg].id, f"{slag}:{objekt[ord_]}"
    actions.starta(**vem, instrument=id, titel="Någon annans", galler_nyckel=f"{slag}:987654")
    actions.starta(**vem, instrument=id, titel="Ingens")
    analytiker, url = klient("analytiker"), sidan(namn, objekt)
    (rad,) = analytiker.get(url).context["stod"].checklistor
    assert (rad.genomforande, rad.amne.nyckel) == (None, nyckel)
    starta = reverse("verktyg:starta", args=[id]) + rad.fraga
    form = analytiker.get(starta).context["form"]
    data = {"titel": "Vår", "enhet": form.initial["enhet"], "vilka": "alla"}
    analytiker.post(starta, data)
    egen = Genomforande.objects.get(titel="Vår")
    assert (egen.galler_nyckel, egen.galler) == (nyckel, rad.amne.namn)
    (rad,) = analytiker.get(url).context["stod"].checklistor
    assert (rad.genomforande, rad.fler) == (egen, 0)
    assert "<span" in (sida := analytiker.get(url).content.decode())
    assert (">Vår" in sida, "Någon annans" in sida, "Ingens" in sida) == (True, False, False)
    assert analytiker.get(reverse("verktyg:genomforande", args=[egen.pk])).context["amne"] == rad.amne


def test_uppdragslistan_visar_planens_och_uppdragens(vem, klient, plan, storkoping):
    from planering.actions.uppdrag import skapa_uppdrag

    uppdrag = skapa_uppdrag(**vem, plan=plan, namn="Skola", enheter=[storkoping["skolnamnd"]])
    for nyckel in ("planering.plan:0", "planering.uppdragsbeskrivning:0"):
        actions.starta(**vem, instrument="beskriv-uppdrag", galler_nyckel=nyckel)
    url = reverse("planering:uppdragslista", args=[plan.pk])
    (rad,) = klient("analytiker").get(url).context["stod"].checklistor
    assert (rad.genomforande, rad.amne) == (None, planamne(plan))
    nyckel = f"planering.uppdragsbeskrivning:{uppdrag.pk}"
    egen = actions.starta(**vem, instrument="beskriv-uppdrag", galler_nyckel=nyckel)
    (rad,) = klient("analytiker").get(url).context["stod"].checklistor
    assert rad.genomforande == egen


@pytest.mark.parametrize(
    "nyckel", ["", "planering.plan", "planering.plan:x", "planering.plan:0", "annat.slag:1"]
)
def test_okant_amne_ar_inget_amne(personer, nyckel):
    assert queries.amnet(nyckel, personer["analytiker"]) is None


def test_amnet_kraver_dess_behorighet(personer, objekt):
    nyckel = f"uppfoljning.analys:{objekt['analys']}"
    utan_roll = Person.objects.create(epost="utan@storkoping.example", namn="Utan roll")
    assert [bool(queries.amnet(nyckel, p)) for p in (personer["analytiker"], utan_roll)] == [True, False]


# ---- Continuing ----


def test_fortsatt_eller_starta_en_ny(klient, vem, plan):
    """The open one is continued, that of the subject when there is one; a new one can always be started."""
    analytiker, sida = klient("analytiker"), reverse("verktyg:instrument", args=["satta-mal"])
    amne = planamne(plan)
    knappar = [analytiker.get(sida).content.decode().count(t) for t in ("Fyll i checklistan", "Fortsätt")]
    assert knappar == [1, 0]
    annan = actions.starta(
        **vem, instrument="satta-mal", titel="Annan plan", galler_nyckel="planering.plan:0"
    )
    egen = actions.starta(**vem, instrument="satta-mal", titel="Egen", galler_nyckel=amne.nyckel)
    senast = actions.starta(**vem, instrument="satta-mal", titel="Senast")

    def fortsatt(fraga="", roll="analytiker"):
        svar = klient(roll).get(sida + fraga)
        rad = svar.context["fortsatt"]
        text = svar.content.decode()
        lank = rad and f'href="{reverse("verktyg:svara", args=[rad.genomforande.pk])}"' in text
        return rad and rad.genomforande, lank, "Starta en ny" in text

    assert fortsatt() == (senast, True, True)
    assert fortsatt(amne.fraga) == (egen, True, True)
    actions.avsluta(**vem, genomforande=egen)
    assert fortsatt(amne.fraga) == (None, None, False)
    actions.avsluta(**vem, genomforande=senast)
    assert fortsatt() == (annan, True, True)
    assert fortsatt(roll="lasare") == (None, None, False)


# ---- Words ----


@pytest.mark.parametrize(
    ("svar", "ord_"),
    [
        ("", "0 av 5 besvarade"),
        ("ja ja", "2 av 5 besvarade"),
        ("ja ja ja ja delvis", "5 av 5 besvarade, varav 1 återstår att göra"),
        ("ja nej delvis", "3 av 5 besvarade, varav 2 återstår att göra"),
        ("ja ja ja ja ja", "Alla 5 besvarade med ja"),
    ],
)
def test_orden_sager_inte_emot_sig(klient, vem, checklista, svar, ord_):
    poster = [
        Post(plats, kod) for plats, kod in zip(queries.platser(checklista, ()), svar.split(), strict=False)
    ]
    actions.svara(av=vem["av"], nar=NAR, genomforande=checklista, svar=poster)
    sida = klient("analytiker").get(reverse("verktyg:start")).content.decode()
    assert f'<span class="liten d-block">{ord_}' in sida
