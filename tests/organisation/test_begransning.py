"""Limits on failed log-ins: they stop guessing, and never a named person."""

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from organisation import begransning
from organisation.begransning import FONSTER, PER_ADRESS, PER_ADRESS_OCH_KONTO, PER_ENHET, klientadress
from organisation.models import Handelse

LOSENORD = "ett långt lösenord"
OFFER = "ansvarig@storkoping.example"
HEMMA, ANGRIPAREN, ANNANSTANS = "198.51.100.7", "203.0.113.9", "192.0.2.44"


@pytest.fixture(autouse=True)
def _stilla(klocka, personer):
    """The clock stands, so that no test falls across the border between two counts."""


def forsok(client, fran, epost=OFFER, losenord="gissning"):
    return client.post("/logga-in/", {"epost": epost, "losenord": losenord}, REMOTE_ADDR=fran)


def ratt(client, fran):
    return forsok(client, fran, losenord=LOSENORD).status_code


def hamra(fran, antal=PER_ADRESS_OCH_KONTO + 5):
    client = Client()
    return [forsok(client, fran).status_code for _ in range(antal)]


def kand_enhet(fran=HEMMA):
    """Her own browser, where she has logged in once and out again."""
    client = Client()
    assert ratt(client, fran) == 302
    client.post("/logga-ut/")
    return client


def test_gissningar_mot_ett_konto_tar_slut():
    assert hamra(ANGRIPAREN, PER_ADRESS_OCH_KONTO + 2) == [200] * PER_ADRESS_OCH_KONTO + [429] * 2


def test_avvisad_far_veta_hur_lange_och_provas_inte_ens_med_ratt_losenord(klocka):
    hamra(ANGRIPAREN)
    svar = forsok(Client(), ANGRIPAREN, losenord=LOSENORD)
    # 09.30 is the border of a quarter: a whole one is left.
    assert (svar.status_code, svar["Retry-After"]) == (429, str(FONSTER + 1))
    assert svar.context["form"].non_field_errors() == [
        "För många försök härifrån. Vänta 16 minuter och försök sedan igen."
    ]
    assert f'value="{OFFER}"' in svar.content.decode()
    klocka.shift(FONSTER - 30)
    assert forsok(Client(), ANGRIPAREN).context["form"].non_field_errors() == [
        "För många försök härifrån. Vänta en minut och försök sedan igen."
    ]
    klocka.shift(30)
    assert ratt(Client(), ANGRIPAREN) == 302


def test_angrepp_fran_annan_adress_hindrar_inte_offret():
    kand = kand_enhet()
    hamra(ANGRIPAREN)
    assert ratt(kand, HEMMA) == 302
    assert ratt(Client(), ANNANSTANS) == 302


def test_angrepp_fran_offrets_egen_adress_hindrar_inte_en_kand_enhet():
    kand = kand_enhet()
    hamra(HEMMA)
    assert ratt(Client(), HEMMA) == 429
    assert ratt(kand, HEMMA) == 302


def test_angrepp_mot_alla_konton_fran_offrets_adress_hindrar_inte_en_kand_enhet():
    kand = kand_enhet()
    client = Client()
    statusar = [forsok(client, HEMMA, f"nr{n}@storkoping.example").status_code for n in range(PER_ADRESS + 1)]
    assert statusar == [200] * PER_ADRESS + [429]
    assert ratt(kand, HEMMA) == 302


def test_kaka_for_eget_konto_hjalper_inte_mot_andras():
    client = Client()
    client.post(
        "/logga-in/",
        {"epost": "lasare@storkoping.example", "losenord": LOSENORD},
        REMOTE_ADDR=ANGRIPAREN,
    )
    client.post("/logga-ut/")
    assert [forsok(client, ANGRIPAREN).status_code for _ in range(PER_ADRESS_OCH_KONTO + 1)][-1] == 429


def test_kand_enhet_har_ocksa_en_grans():
    kand = kand_enhet()
    assert [forsok(kand, HEMMA).status_code for _ in range(PER_ENHET + 1)] == [200] * PER_ENHET + [429]
    assert ratt(Client(), HEMMA) == 302  # the address itself has not failed


def test_falsk_kaka_ar_ingen_kaka():
    client = Client()
    client.cookies[begransning.KAKA] = "eyJ4IjoieSJ9:1abcde:falsk"
    assert [forsok(client, ANGRIPAREN).status_code for _ in range(PER_ADRESS_OCH_KONTO + 1)][-1] == 429


def test_lyckade_inloggningar_raknas_inte():
    for _ in range(PER_ADRESS + 5):
        client = Client()
        assert ratt(client, HEMMA) == 302


def test_delad_dator_minns_de_fem_senaste(personer, settings):
    client = Client()
    for person in personer.values():  # seven
        forsok(client, HEMMA, person.epost, LOSENORD)
        client.post("/logga-ut/")
    request = RequestFactory().get("/logga-in/")
    request.COOKIES = {begransning.KAKA: client.cookies[begransning.KAKA].value}
    assert list(begransning._kanda(request)) == [
        begransning.konto(p.epost) for p in list(personer.values())[2:]
    ]


def test_kakans_flaggor(settings):
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    ratt(client, HEMMA)
    kaka = client.cookies[begransning.KAKA]
    assert [kaka[falt] for falt in ("httponly", "secure", "samesite", "path", "max-age")] == [
        True,
        True,
        "Strict",
        "/logga-in/",
        365 * 24 * 3600,
    ]
    assert OFFER not in kaka.value


def test_avvisningar_loggas_en_gang(personer):
    hamra(ANGRIPAREN)
    assert list(
        Handelse.objects.filter(typ="organisation.avvisa_inloggning").values_list("objekt_id", flat=True)
    ) == [str(personer["ansvarig"].pseudonym)]


def test_samtidiga_forsok_raknas_innan_de_provas(monkeypatch):
    """Tries that are all on their way at once are counted before any password is looked at."""
    provade = []
    monkeypatch.setattr(
        "organisation.views.inloggning.auth.authenticate", lambda *a, **k: provade.append(1) or None
    )
    request = RequestFactory().post("/logga-in/", REMOTE_ADDR=ANGRIPAREN)
    svar = [begransning.rakna(request, OFFER).vanta for _ in range(PER_ADRESS_OCH_KONTO + 3)]
    assert [bool(s) for s in svar] == [False] * PER_ADRESS_OCH_KONTO + [True] * 3
    assert forsok(Client(), ANGRIPAREN).status_code == 429
    assert provade == []


def test_utan_cache_kan_man_logga_in(settings, caplog):
    """No server on that socket: counts are lost, pages and log-in are not."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///finns/inte.sock?db=0"}}
    client = Client()
    assert [forsok(client, HEMMA).status_code for _ in range(PER_ADRESS_OCH_KONTO + 2)] == [200] * (
        PER_ADRESS_OCH_KONTO + 2
    )
    assert ratt(client, HEMMA) == 302
    assert client.get("/byt-losenord/").status_code == 200
    assert "The cache does not answer (incr)" in caplog.text
    assert caches["default"].get_many(["a"]) == {}
    assert caches["default"].get("a", 5) == 5


@pytest.mark.parametrize(
    ("proxyer", "vidare", "direkt", "adress"),
    [
        (0, "203.0.113.1", "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.1", "127.0.0.1", "203.0.113.1"),
        (1, "9.9.9.9, 203.0.113.1", "127.0.0.1", "203.0.113.1"),
        (2, "9.9.9.9, 203.0.113.1, 10.0.0.2", "127.0.0.1", "203.0.113.1"),
        (2, "203.0.113.1", "127.0.0.1", "127.0.0.1"),
        (1, "", "127.0.0.1", "127.0.0.1"),
        (1, "skräp", "127.0.0.1", ""),
        (0, "", "", ""),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_klientadress(settings, proxyer, vidare, direkt, adress):
    settings.ANTAL_PROXYER = proxyer
    request = RequestFactory().get("/", REMOTE_ADDR=direkt, headers={"X-Forwarded-For": vidare})
    assert klientadress(request) == adress
