"""The whole of åtgärder in a browser: one proposal from its analysis, through consequences, two who prioritise, a paper
and a decision, to a done assignment; two years go by, and the effect is judged.

The country is tests.uppfoljning.conftest's: every other municipality rises by half a unit a year. Ours falls to 69 in
2025, and rises to 80 in 2027. Before is the mean of 2024–2026, after that of 2027.
"""

import io
import re
import zipfile
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.urls import reverse
from docx import Document
from playwright.sync_api import expect

from atgarder.actions.effekt import rakna_effekter
from atgarder.models import Atgardseffekt, Placering
from organisation.models import Handelse
from tests.uppfoljning.analyshjalp import hypotes, oppna, samtal, utan_matfel, verifiera
from tests.uppfoljning.conftest import ANDRA, EGEN, Varld, rik
from tests.webblasare.tangentbord import Tangentbord
from uppfoljning import actions as folj_upp
from uppfoljning.actions import analys as analysera
from uppfoljning.models import Atgardsforslag

__all__ = ["rik"]
SENARE = datetime(2028, 3, 13, 8, 30, tzinfo=UTC)


@pytest.fixture
def varld(transactional_db, plan_olast, storkoping, kommun_9999, klocka) -> Varld:
    return Varld(storkoping)


@pytest.fixture
def analys(rik, klocka):
    """An analysis under way whose cause is verified and whose conclusion is drawn; nothing is proposed yet."""
    nar = datetime.now(UTC)
    folj_upp.berakna_bedomningar(av=None, nar=nar)
    rad = oppna(rik["sjunker"])
    utan_matfel(rad)
    h = hypotes(rad)
    samtal(h, avgorande=True)
    h = verifiera(h)
    for fraga, text in (("beror", "Stödet ligger sent."), ("battre", "Flytta stödet.")):
        analysera.skapa_slutsats(av=None, nar=nar, analys=rad, fraga=fraga, text=text, hypoteser=[h])
    return rad


@pytest.fixture
def annan(sida, live_server):
    """A second browser session, open beside the first."""
    kontext = sida.context.browser.new_context(base_url=live_server.url, locale="sv-SE")
    page = kontext.new_page()
    page.keyboard.page = page
    page.set_default_timeout(15_000)
    yield page
    kontext.close()


def adress(namn: str, *args) -> str:
    return reverse(f"atgarder:{namn}", args=args)


class Resa:
    """One person's way through the pages by keyboard; each page passed is looked at by axe."""

    def __init__(self, page, axe) -> None:
        self.page, self.axe, self.t = page, axe, Tangentbord(page)

    def granska(self) -> None:
        assert self.axe(self.page) == [], self.page.url

    def ga(self, url: str) -> None:
        self.page.goto(url)
        self.granska()

    def tryck(self, roll: str, namn: str) -> None:
        """A name that ends with … is only its beginning."""
        helt = re.compile(f"^{re.escape(namn.removesuffix('…'))}{'' if namn.endswith('…') else '$'}")
        sak = self.page.get_by_role(roll, name=helt).first
        sak.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.granska()

    def valj(self, grupp: str, svar: str) -> None:
        self.page.get_by_role("group", name=grupp).get_by_role("radio", name=svar, exact=True).focus()
        self.page.keyboard.press("Space")

    def kryssa(self, namn: str) -> None:
        self.page.get_by_role("checkbox", name=namn).first.focus()
        self.page.keyboard.press("Space")

    def fyll(self, etikett: str, text: str) -> None:
        namn = re.compile(rf"^{re.escape(etikett)}( \(valfritt\))?$")
        self.page.get_by_role("textbox", name=namn).first.fill(text)

    def fil(self, namn: str) -> bytes:
        with self.page.expect_download() as hamtning:
            self.page.get_by_role("link", name=namn, exact=True).first.click()
        return hamtning.value.path().read_bytes()


def foresla(resa: Resa, analys) -> Atgardsforslag:
    """From the analysis: the proposal is written and laid forward, and the analysis concluded."""
    resa.ga(reverse("uppfoljning:nytt_forslag", args=[analys.pk]))
    resa.fyll("Förslag", "Stöd inom två veckor")
    resa.fyll("Vad vill vi göra?", "Flytta fyra speciallärare till årskurs 1–3.")
    resa.kryssa("Stödet kommer för sent")
    resa.valj("Status", "Föreslås")
    resa.tryck("button", "Spara förslaget")
    resa.ga(reverse("uppfoljning:avsluta_analys", args=[analys.pk]))
    resa.fyll("Vad händer nu?", "Nämnden tar ställning i mars.")
    resa.tryck("button", "Avsluta analysen")
    return Atgardsforslag.objects.get()


def beskriv(resa: Resa) -> None:
    resa.ga(adress("start"))
    resa.tryck("link", "Beskriv konsekvenserna för Stöd inom två veckor")
    resa.fyll("Så blir det", "I oktober får Alma hjälp samma vecka.")
    resa.valj("Behövs mer resurser?", "Ja")
    resa.fyll("Vilka resurser?", "Avlösning på högstadiet.")
    resa.valj("Ändras verksamheten?", "Ja")
    resa.fyll("Vad blir annorlunda i verksamheten?", "Fyra lärare byter skola.")
    resa.valj("Märker invånare och brukare skillnad?", "Ja")
    resa.fyll("Vad märker de?", "Stöd inom två veckor.")
    resa.valj("Behöver övergripande mål ändras?", "Nej")
    resa.tryck("button", "Spara konsekvenserna")
    resa.tryck("link", "Lägg till belopp eller tjänster")
    resa.fyll("Vad?", "Avlösning")
    resa.valj("Vilket slag?", "Löpande: kostar varje år")
    resa.fyll("År", "2027")
    resa.fyll("Belopp", "1 350")
    resa.tryck("button", "Spara beloppet")
    resa.tryck("link", "Lägg till effekt")
    resa.fyll("Vad väntas den bli?", "78")
    resa.fyll("Vilket år?", "2027")
    expect(resa.page.locator("#assistent .stortal")).to_be_visible()
    resa.tryck("button", "Spara effekten")
    resa.tryck("button", "Klarmarkera beskrivningen")


def prioritera(resa: Resa, andra: Resa, forslag: Atgardsforslag, inloggad) -> None:
    """Two persons, each in a session of her own, at the same time; neither sees the other's before she is done."""
    resa.ga(adress("ny_prioritering"))
    resa.fyll("Namn", "Skolans förslag")
    resa.fyll("Datum", "2026-03-11")
    resa.page.get_by_label("För vilken del av organisationen?").select_option(str(forslag.analys.enhet_id))
    for namn in ("Stöd inom två veckor", "Analytiker Storköping", "Förtroendevald Storköping"):
        resa.kryssa(namn)
    resa.tryck("button", "Öppna prioriteringen")
    url = resa.page.url
    inloggad(andra.page, "fortroendevald")
    andra.ga(url)
    for vem, insats, effekt in ((resa, "2", "5"), (andra, "3", "6")):
        vem.page.get_by_label("Insats: Stöd inom två veckor").select_option(insats)
        vem.page.get_by_label("Effekt: Stöd inom två veckor").select_option(effekt)
        expect(vem.page.locator("[data-lagestext]")).to_contain_text("Sparat. 1 av 1 bedömda.")
    resa.tryck("button", "Klar med min del")
    andra.tryck("button", "Klar med min del")
    resa.ga(url)
    resa.tryck("link", "Avsluta")
    resa.fyll("Vad kom ni fram till?", "Gör det först. Vi är nästan överens.")
    resa.tryck("button", "Avsluta prioriteringen")
    roster = Placering.objects.order_by("insats").values_list("deltagare__namn", "insats", "effekt")
    assert list(roster) == [("Analytiker Storköping", 2, 5), ("Förtroendevald Storköping", 3, 6)]


def skriv_underlag(resa: Resa, forslag: Atgardsforslag) -> None:
    resa.ga(adress("beslutslista"))
    resa.tryck("link", "Nytt beslutsunderlag")
    resa.fyll("Rubrik", "Tidigt stöd i skolan")
    resa.page.get_by_label("Vems ärende är det?").select_option(str(forslag.analys.enhet_id))
    resa.page.locator("input[name=forslag]").first.check()
    resa.page.locator("select[name=prioritering]").select_option(index=1)
    resa.page.locator("textarea[name=inledning]").fill("Färre elever når gymnasiet.")
    resa.tryck("button", "Spara underlaget")
    resa.tryck("link", "Lämna underlaget")
    resa.tryck("button", "Lämna underlaget")
    expect(resa.page.locator(".taggar").first).to_have_text("Väntar på beslut")


def las_filerna(resa: Resa) -> None:
    """What the councillors get opens as what it says it is, and says what it should."""
    with pikepdf.open(io.BytesIO(resa.fil("Ladda ner PDF"))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang).startswith("sv")
        assert str(pdf.docinfo["/Title"]) == "Tidigt stöd i skolan"
    word = resa.fil("Ladda ner Word")
    assert zipfile.ZipFile(io.BytesIO(word)).testzip() is None
    text = "\n".join(p.text for p in Document(io.BytesIO(word)).paragraphs)
    for ord_ in ("Tidigt stöd i skolan", "Stöd inom två veckor", "Färre elever når gymnasiet."):
        assert ord_ in text


def besluta(resa: Resa) -> None:
    """The nämndsekreterare records the decision, and that those who took part have been told."""
    resa.ga("/")
    resa.tryck("link", "Registrera beslutet om Tidigt stöd i skolan")
    resa.tryck("link", "Registrera beslutet")
    resa.fyll("Sammanträde", "2026-03-10")
    resa.fyll("Paragraf", "§ 23")
    resa.fyll("Diarienummer", "BUN 2026/17")
    resa.page.get_by_role("radio", name="Bifall", exact=True).first.check()
    resa.fyll("Vilka i verksamheten informeras, och hur?", "Rektorerna, på ett möte.")
    resa.fyll("Hur följs det upp att det görs?", "I delårsrapporten.")
    resa.fyll("När?", "2026-09-30")
    resa.tryck("button", "Granska beslutet")
    resa.tryck("button", "Registrera beslut")
    for namn in ("analysgruppen", "medarbetare", "brukare"):
        resa.tryck("link", f"Återkoppla till {namn}")
        resa.fyll("När?", "2026-03-11")
        resa.fyll("Hur?", "Ett möte.")
        resa.tryck("button", "Spara återkopplingen")
    resa.tryck("link", "Återkoppla till medborgare")
    resa.page.get_by_role("radio", name="Nej, vi avstår").check()
    resa.fyll("Varför ingen återkoppling?", "De deltog inte.")
    resa.tryck("button", "Spara återkopplingen")
    resa.tryck("link", "Avsluta beslutet")
    resa.tryck("button", "Avsluta beslutet")
    expect(resa.page.locator(".taggar").first).to_have_text("Avslutat")


def verkstall(resa: Resa, forslag: Atgardsforslag) -> None:
    resa.ga(adress("beslutslista"))
    resa.tryck("link", "Tidigt stöd i skolan")
    resa.tryck("link", "Ge uppdrag…")
    resa.fyll("Namn", "Tidigt stöd")
    resa.tryck("button", "Ge uppdraget")
    resa.tryck("link", "Till handlingsplanen Tidigt stöd")
    expect(resa.page.locator("h1")).to_have_text("Tidigt stöd")
    resa.ga(adress("uppdragslista"))


def folj_upp_det(resa: Resa) -> None:
    resa.ga(adress("uppdragslista"))
    resa.tryck("link", "Stöd inom två veckor")
    resa.tryck("link", "Följ upp")
    resa.page.get_by_role("radio", name="Genomförd").check()
    resa.fyll("När?", "2026-09-01")
    resa.fyll("Hur blev det?", "Fyra lärare flyttade i augusti.")
    resa.tryck("button", "Spara uppföljningen")


def nya_ar(varld: Varld, indikator) -> None:
    """2026 and 2027 come from Kolada: the others go on as before, ours turns upwards."""
    varld.varden(indikator.nyckeltal, {EGEN: {2026: 70.0, 2027: 80.0}})
    varld.varden(
        indikator.nyckeltal, {k: {ar: 60 + k + 0.5 * (ar - 2025) for ar in (2026, 2027)} for k in ANDRA}
    )


def las_utslaget(resa: Resa, indikator) -> None:
    resa.ga(adress("uppdragslista"))
    resa.tryck("link", "Stöd inom två veckor")
    expect(resa.page.locator("#effekt")).to_contain_text("Effekt visad")
    resa.ga(adress("effekt", Atgardseffekt.objects.get().effekt_id))
    expect(resa.page.locator(".effektsvar h2")).to_have_text("Effekt visad")
    resa.ga(adress("trad", "indikator", indikator.pk))
    nod = resa.page.get_by_role(
        "link", name="Effekt: Behöriga: väntat från 69 % till 78 % 2027. Effekt visad."
    )
    expect(nod).to_be_visible()


HANDELSER = [
    "uppfoljning.skapa_atgardsforslag",
    "uppfoljning.avsluta_analys",
    "atgarder.skapa_konsekvensbeskrivning",
    "atgarder.skapa_konsekvensbelopp",
    "atgarder.skapa_forvantadeffekt",
    "atgarder.klarmarkera_konsekvens",
    "atgarder.oppna_prioritering",
    "atgarder.placera",
    "atgarder.placera",
    "atgarder.klar_med_prioritering",
    "atgarder.klar_med_prioritering",
    "atgarder.avsluta_prioritering",
    "atgarder.skapa_beslutsunderlag",
    "atgarder.lamna_beslutsunderlag",
    "atgarder.skapa_resursbehov",
    "atgarder.registrera_beslut",
    *["atgarder.skapa_aterkoppling"] * 4,
    "atgarder.stang_beslut",
    "planering.skapa_handlingsplan",
    "atgarder.skapa_atgardsuppdrag",
    "atgarder.andra_atgardsuppdrag",
    "atgarder.rakna_effekt",
]


def test_ett_forslag_hela_vagen(analys, rik, varld, klocka, sida, annan, inloggad, axe, skarmbild, klagomal):
    resa, andra, indikator = Resa(sida, axe), Resa(annan, axe), rik["sjunker"]
    fore = Handelse.objects.count()
    inloggad(sida, "analytiker")
    forslag = foresla(resa, analys)
    beskriv(resa)
    prioritera(resa, andra, forslag, inloggad)
    skriv_underlag(resa, forslag)
    las_filerna(resa)
    inloggad(sida, "namndsekreterare")
    besluta(resa)
    inloggad(sida, "analytiker")
    verkstall(resa, forslag)

    klocka.move_to(SENARE)
    inloggad(sida, "analytiker")
    folj_upp_det(resa)
    nya_ar(varld, indikator)
    assert rakna_effekter(nar=SENARE) == 1
    utslag = Atgardseffekt.objects.get()
    # Before (71 + 69 + 70) / 3 = 70, after 80: +10, theirs +1: none of 29 has done as well, so 1 of 30.
    assert (utslag.fore, utslag.efter, utslag.antal) == (70.0, 80.0, 29)
    assert (utslag.skillnad, utslag.placeboandel) == (pytest.approx(9.0), pytest.approx(1 / 30))
    las_utslaget(resa, indikator)
    skarmbild(sida, "hela-vagen")

    sida.context.clear_cookies()
    resa.ga(adress("minne"))
    expect(sida.locator("main")).to_contain_text("Stöd inom två veckor")
    logg = Handelse.objects.order_by("pk").values_list("typ", flat=True)[fore:]
    assert [t for t in logg if not t.startswith("organisation.")] == HANDELSER
    assert date(2026, 9, 1) == utslag.effekt.punkt.uppdrag.genomford
    # A draft that is being saved, or an assistant that answers, is cut off when one goes on at once. That is no fault.
    avbrutna = ("htmx:sendAbort", "htmx:afterRequest")
    klagomal[:] = [rad for rad in klagomal if not any(ord_ in rad for ord_ in avbrutna)]
