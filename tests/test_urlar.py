"""Every address × every role × GET and POST: the answer is what the view's declared permission says.

A new page is tested by being there. A new kind of object in an address is added to `objekt`, under the word that
stands before it in the address.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from organisation.behorighet import OPPEN
from organisation.domain.roller import ALLMAN, BEHORIGHETER, Roll
from organisation.models import Person
from tests.atgarder.besluthjalp import beslutsobjekt
from tests.atgarder.effekthjalp import effektobjekt
from tests.atgarder.konsekvenshjalp import konsekvensobjekt
from tests.atgarder.prioriteringshjalp import prioriteringsobjekt
from tests.atgarder.uppdragshjalp import uppdragsobjekt
from tests.planering.resurshjalp import adressobjekt
from tests.uppfoljning.analyshjalp import adressobjekt as analysobjekt
from tests.uppfoljning.grupphjalp import adressobjekt as gruppobjekt
from tests.uppfoljning.larahjalp import laraobjekt
from tests.uppfoljning.samlahjalp import samlaobjekt

NU = datetime(2026, 3, 11, 8, 30, tzinfo=UTC)
UTOM = {"admin"}  # Django's own, tested in organisation/test_admin.py
ROLLER = [*Roll, None]
# Pages that are about nothing without it.
FRAGA = {"uppfoljning:ansikte": "?ar=2026", "uppfoljning:skriv_kkikberattelse": "?ar=2026"}
ARGUMENT = re.compile(r"([^/<>]+)/<(?:\w+:)?(\w+)>")
FRAMME, INLOGGNING, NEKAS = "framme", "till inloggningen", "nekas"


@dataclass(frozen=True)
class Adress:
    """`rutt` as in urls.py, "plan/<int:pk>/"; `behorighet` as the view declares it, or None."""

    rutt: str
    namn: str
    behorighet: str | None

    def __str__(self) -> str:
        return f"/{self.rutt}"


def adresser(monster=None, rutt="", namnrymd="") -> list[Adress]:
    """All addresses of the project, from its URL patterns."""
    funna = []
    for m in get_resolver().url_patterns if monster is None else monster:
        har = rutt + str(m.pattern)
        if isinstance(m, URLResolver):
            if m.namespace not in UTOM:
                rymd = f"{namnrymd}{m.namespace}:" if m.namespace else namnrymd
                funna += adresser(m.url_patterns, har, rymd)
        elif isinstance(m, URLPattern):
            behorighet = getattr(m.callback, "behorighet", None)
            funna.append(Adress(har, f"{namnrymd}{m.name}", behorighet))
    return funna


@pytest.fixture
def objekt(storkoping, kommun_9999, personer) -> dict[str, object]:
    """What stands in an address, by the word before it: "plan/<int:pk>/" is a plan's key."""
    from kkik.models import Importkorning, Kommun, Nyckeltal
    from organisation.models import Handelse, Utskick
    from planering.actions import stam_av
    from planering.models import (
        Aktivitet,
        Egetmatt,
        Handlingsplan,
        Indikator,
        Kunskapskort,
        Mal,
        Malforbattring,
        Malniva,
        Malomrade,
        Plan,
        Planinlasning,
        Styrperiod,
    )
    from verktyg import actions as verktygsactions

    skolnamnd = storkoping["skolnamnd"]
    kommun = Kommun.objects.create(id=9999, namn="Storköping", typ="K")
    nyckeltal = Nyckeltal.objects.create(kolada_id="U99901", titel="Behöriga till yrkesprogram, andel (%)")
    plan = Plan.objects.create(namn="Mål och budget 2026–2028", fran_ar=2026, till_ar=2028)
    malomrade = Malomrade.objects.create(plan=plan, namn="Lärande")
    mal = Mal.objects.create(malomrade=malomrade, enhet=skolnamnd, titel="Alla elever når gymnasiet")
    indikator = Indikator.objects.create(
        mal=mal,
        nyckeltal=nyckeltal,
        namn="Behöriga",
        riktning="hog",
        kategori="objektiv",
        paverkansgrad="viss",
        agare=skolnamnd,
    )
    Malniva.objects.create(indikator=indikator, ar=2026, varde=90)
    handlingsplan = Handlingsplan.objects.create(
        mal=mal, namn="Läslyftet", omrade="Skola", nulage="Svagt", malbild="Starkt", enhet=skolnamnd
    )
    aktivitet = Aktivitet.objects.create(handlingsplan=handlingsplan, namn="Lässtund", ansvar="Rektor")
    styrperiod = Styrperiod.objects.create(namn="Mandatperioden 2023–2026", fran_ar=2023, till_ar=2026)
    handelse = Handelse.objects.create(
        tid=NU,
        typ="planering.andra_malomrade",
        objekt="planering.Malomrade",
        objekt_id=str(malomrade.pk),
        etikett="Lärande",
        data={"andrat": {"namn": ["Skola", "Lärande"]}},
    )
    egetmatt = Egetmatt.objects.create(namn="Bygglov inom fyra veckor", agare=skolnamnd)
    forbattring = Malforbattring.objects.create(mal=mal, fraga=4, text="Byt mått", klar_senast=NU.date())
    runda = verktygsactions.starta(
        av=None,
        nar=NU,
        instrument="paverkansgrad",
        rader=[("i1", "Behöriga")],
        oppen_for_alla=True,
        galler_nyckel=f"planering.plan:{plan.pk}",
    )
    utskick = Utskick.objects.create(
        slag="test", nyckel="1", mottagare=personer["lasare"], amne="Påminnelse", text="I dag.", skapad=NU
    )
    importkorning = Importkorning.objects.create(skapad=NU, slag=Importkorning.Slag.FULL)
    ut: dict[str, object] = {
        "plan": plan.pk,
        "malomrade": malomrade.pk,
        "mal": mal.pk,
        "indikator": indikator.pk,
        "handlingsplan": handlingsplan.pk,
        "aktivitet": aktivitet.pk,
        "styrperiod": styrperiod.pk,
        "planinlasning": Planinlasning.objects.create(plan=plan, namn="plan.xlsx").pk,
        "angra": handelse.pk,
        "handelse": handelse.pk,
        "kunskapskort": Kunskapskort.objects.create(indikator=indikator, mater="Andelen").pk,
        "avstamning": stam_av(
            av=None, nar=NU, aktivitet=aktivitet, dag=NU.date(), lage="pa_plan", leder="ja"
        ).pk,
        "matt": egetmatt.pk,
        "forbattring": forbattring.pk,
        "kvalitet": 1,
        "bedomning": runda.instrument,
        "nyckeltal": nyckeltal.kolada_id,
        "riktningar": nyckeltal.kolada_id,
        "spegel": plan.pk,
        "berattelse": nyckeltal.kolada_id,
        "kommun": kommun.kod,
        "import": importkorning.pk,
        "instrument": runda.instrument,
        "genomforande": runda.pk,
    }
    for fler in (
        adressobjekt(plan, skolnamnd, mal),
        samlaobjekt(plan, skolnamnd, egetmatt, personer),
        analysobjekt(indikator),
        laraobjekt(indikator),
        gruppobjekt(personer["analytiker"]),
        {"utskick": utskick.pk, "trad": "mal"},
        uppdragsobjekt(indikator),
        prioriteringsobjekt(indikator, personer),
        effektobjekt(indikator),
        konsekvensobjekt(indikator),
        beslutsobjekt(indikator),
    ):
        ut |= fler
    return ut


def ifylld(adress: Adress, objekt: dict[str, object]) -> str:
    """The address with objects in their places. Fails on one that no object is known for."""

    def byt(traff: re.Match) -> str:
        if traff[1] not in objekt:
            pytest.fail(f"{adress}: the fixture `objekt` has nothing for {traff[1]!r}")
        return f"{traff[1]}/{objekt[traff[1]]}"

    url = f"/{adress.rutt}"
    while ARGUMENT.search(url):  # one at a time: what was put in may be the word before the next
        url = ARGUMENT.sub(byt, url, count=1)
    assert "<" not in url, f"{adress}: an argument has no word before it"
    return url + FRAGA.get(adress.namn, "")


def svarsslag(svar, adress: Adress) -> str:
    """What became of the one who asked."""
    if svar.status_code == 302 and svar.url.startswith("/logga-in/?next="):
        return INLOGGNING
    if svar.status_code == 403:
        return NEKAS
    # Wrong method, incomplete form, conflict: the view itself has answered. Not found is an answer from the API's
    # view of all that it does not have; elsewhere the test has the wrong object.
    if svar.status_code in (
        200,
        204,
        302,
        303,
        304,
        400,
        405,
        409,
        422,
        *([401, 404] if "api/" in adress.rutt else []),
    ):
        return FRAMME
    return f"oväntat: {svar.status_code}"


def vantat(behorighet: str, person: Person | None) -> str:
    """What the declaration promises; `person` None is the anonymous citizen."""
    if behorighet == OPPEN or behorighet in ALLMAN:
        return FRAMME
    if person is None:
        return INLOGGNING
    roller = set(person.roller.values_list("roll", flat=True))
    return FRAMME if roller & BEHORIGHETER[behorighet] else NEKAS


@pytest.mark.parametrize("adress", adresser(), ids=str)
def test_varje_adress_och_roll(adress, objekt, personer, klient, skickade):
    assert adress.behorighet is not None, f"{adress} ({adress.namn}) has neither @kravs nor @oppen"
    url = ifylld(adress, objekt)
    svar, skulle = {}, {}
    for roll in ROLLER:
        client = klient(roll)
        for metod in ("get", "post"):
            with transaction.atomic():  # what one role's post did is undone before the next
                svar[roll, metod] = svarsslag(getattr(client, metod)(url), adress)
                transaction.set_rollback(True)
            skulle[roll, metod] = vantat(adress.behorighet, personer[roll] if roll else None)
    assert svar == skulle


CSP = {
    "default-src": "'none'",
    "script-src": "'self' NONCE",
    "style-src": "'self' NONCE",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
NONCE = re.compile(r"'nonce-([^']+)'")
INUTI = re.compile(
    r"""<(?:script|style)(?![^>]*(?:\bnonce=|\bsrc=|type="application/json"))"""  # a block that nothing vouches for
    r"""|<[^>]*\s(?:style|on\w+)="""
)


@pytest.mark.parametrize("adress", adresser(), ids=str)
def test_varje_sida_har_strang_csp(adress, objekt, klient, skickade):
    """One policy everywhere, a new nonce each time, and nothing in the page that it would stop."""
    url, client = ifylld(adress, objekt), klient("analytiker")
    svar = [client.get(url) for _ in range(2)]
    nonce = [NONCE.findall(s["Content-Security-Policy"]) for s in svar]
    for s in svar:
        politik = dict(del_.strip().split(" ", 1) for del_ in s["Content-Security-Policy"].split(";"))
        skulle = (
            CSP
            if NONCE.search(s["Content-Security-Policy"])
            else {n: v.replace(" NONCE", "") for n, v in CSP.items()}
        )
        assert {namn: NONCE.sub("NONCE", v) for namn, v in politik.items()} == skulle
    assert set(nonce[0]) & set(nonce[1]) == set()
    if svar[0].get("Content-Type", "").startswith("text/html") and not svar[0].streaming:
        assert INUTI.findall(svar[0].content.decode()) == []


def test_en_vy_utan_deklaration_upptacks():
    def vy(request):
        """Has no declaration."""

    from django.urls import include, path

    monster = [path("a/", include(([path("plan/<int:pk>/", vy, name="vy")], "app")))]
    assert adresser(monster) == [Adress("a/plan/<int:pk>/", "app:vy", None)]


def test_alla_namngivna_adresser_ar_olika():
    namn = [a.namn for a in adresser() if not a.namn.endswith(":None")]
    assert sorted(namn) == sorted(set(namn))
