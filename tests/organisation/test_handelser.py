"""The log page, its export, and people who are removed from everything but the log."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from organisation import actions
from organisation.models import Handelse, Person
from organisation.presenters import Loggrad, ofarlig

NU = datetime(2026, 3, 11, 22, 59, tzinfo=UTC)  # 23.59 in Sweden
SIDA = "/handelser/"


def rader(svar):
    return [(r.person, r.handelse, r.galler, r.uppgifter) for r in svar.context["rader"]]


@pytest.fixture
def logg(personer, storkoping):
    admin, analytiker = personer["administrator"], personer["analytiker"]
    actions.logga(av=analytiker, nar=NU, typ="organisation.logga_in")
    actions.logga(av=None, nar=NU + timedelta(minutes=2), typ="kkik.okand_typ", data={"nya": 3, "fel": ["å"]})
    actions.tilldela_roll(
        av=admin, nar=NU + timedelta(minutes=3), person=analytiker, roll="ansvarig", enhet=storkoping["skola"]
    )


ALLT = [
    ("Administratör Storköping", "Gav en roll", "Analytiker Storköping", "roll: Ansvarig, enhet: Ängsskolan"),
    ("Systemet", "kkik.okand_typ", "", 'fel: ["å"], nya: 3'),
    ("Analytiker Storköping", "Loggade in", "", ""),
]


def test_senaste_forst(klient, logg):
    assert rader(klient("administrator").get(SIDA)) == ALLT


@pytest.mark.parametrize(
    ("fraga", "vilka"),
    [
        ({"person": "jobb"}, [1]),
        ({"person": "analytiker"}, [2]),
        ({"typ": "organisation.tilldela_roll"}, [0]),
        ({"fran": "2026-03-12"}, [0, 1]),
        ({"till": "2026-03-11"}, [2]),
        ({"fran": "2026-03-11", "till": "2026-03-12"}, [0, 1, 2]),
        ({"fran": "0001-01-01", "till": "9999-12-31"}, [0, 1, 2]),
        ({"person": "jobb", "till": "2026-03-11"}, []),
    ],
)
def test_filter(klient, personer, logg, fraga, vilka):
    if fraga.get("person") in personer:
        fraga = {**fraga, "person": str(personer[fraga["person"]].pseudonym)}
    client = klient("administrator")
    assert rader(client.get(SIDA, fraga)) == [ALLT[n] for n in vilka]
    csv = b"".join(client.get(SIDA, {**fraga, "format": "csv"}).streaming_content).decode()
    assert len(csv.splitlines()) == len(vilka) + 1


@pytest.mark.parametrize(
    ("fraga", "fel"),
    [
        ({"fran": "11/3 2026"}, "fran"),
        ({"fran": "2026-03-12", "till": "2026-03-11"}, "till"),
        ({"typ": "finns.inte"}, "typ"),
        ({"person": "eller 1=1"}, "person"),
    ],
)
def test_felaktigt_filter_sags_och_hamtar_inget(klient, logg, fraga, fel):
    client = klient("administrator")
    svar = client.get(SIDA, fraga)
    assert (list(svar.context["form"].errors), rader(svar)) == ([fel], [])
    assert client.get(SIDA, {**fraga, "format": "csv"})["Content-Type"] == "text/html; charset=utf-8"


def test_csv(klient, logg):
    svar = klient("administrator").get(SIDA, {"format": "csv", "typ": "organisation.tilldela_roll"})
    assert b"".join(svar.streaming_content).decode() == (
        "\ufeffTid;Person;Händelse;Gäller;Uppgifter\r\n"
        "2026-03-12 00:02:00;Administratör Storköping;Gav en roll;Analytiker Storköping;"
        "roll: Ansvarig, enhet: Ängsskolan\r\n"
    )
    assert svar["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_formler_blir_text(cell):
    assert ofarlig(cell) == f"'{cell}"
    rad = Loggrad(NU, cell, cell, cell, cell)
    assert rad.csv() == ["2026-03-11 23:59:00", *[f"'{cell}"] * 4]


@pytest.mark.parametrize("cell", ["", "Anna", "Mål = 3", "2026-03-11"])
def test_vanlig_text_ar_som_den_ar(cell):
    assert ofarlig(cell) == cell


@pytest.mark.parametrize("antal", [1, 3])
def test_antal_fragor_ar_lika(klient, personer, kommun_9999, django_assert_num_queries, antal):
    for person in list(personer.values())[:antal]:
        actions.logga(av=person, nar=NU, typ="organisation.byt_losenord", objekt=person)
    client = klient("administrator")
    client.get(SIDA)
    with django_assert_num_queries(7):  # person, roles, types, people, count, rows, names
        assert len(client.get(SIDA).context["rader"]) == antal


def test_sidor(klient, personer):
    Handelse.objects.bulk_create([Handelse(tid=NU + timedelta(seconds=n), typ=f"x.{n}") for n in range(51)])
    client = klient("administrator")
    assert [r[1] for r in rader(client.get(SIDA))][:2] == ["x.50", "x.49"]
    assert rader(client.get(SIDA, {"sida": 2})) == [("Systemet", "x.0", "", "")]


def test_tom_logg_och_inga_traffar(klient, personer):
    client = klient("administrator")
    assert "Inget har hänt än" in client.get(SIDA).content.decode()
    actions.logga(av=None, nar=NU, typ="x.y")
    assert "Inga händelser stämmer" in client.get(SIDA, {"fran": "2027-01-01"}).content.decode()


def test_ta_bort_person(klient, personer, logg):
    analytiker = personer["analytiker"]
    actions.ta_bort_person(av=personer["administrator"], nar=NU + timedelta(hours=1), person=analytiker)
    assert not Person.objects.filter(epost="analytiker@storkoping.example").exists()
    assert rader(klient("administrator").get(SIDA)) == [
        ("Administratör Storköping", "Tog bort en person", "borttagen person", ""),
        ("Administratör Storköping", "Gav en roll", "borttagen person", "roll: Ansvarig, enhet: Ängsskolan"),
        ALLT[1],
        ("borttagen person", "Loggade in", "", ""),
    ]
    alla = [str(v) for rad in Handelse.objects.values_list() for v in rad]
    assert [v for v in alla if "Analytiker" in v or "analytiker@" in v] == []


def test_ta_bort_sig_sjalv_eller_den_sista_administratoren(personer):
    admin = personer["administrator"]
    with pytest.raises(ValidationError, match="inte ta bort dig själv"):
        actions.ta_bort_person(av=admin, nar=NU, person=admin)
    with pytest.raises(ValidationError, match="den enda administratören"):
        actions.ta_bort_person(av=None, nar=NU, person=admin)
    assert Person.objects.filter(pk=admin.pk).exists()
    assert Handelse.objects.count() == 0
    actions.tilldela_roll(av=admin, nar=NU, person=personer["lasare"], roll="administrator")
    actions.ta_bort_person(av=personer["lasare"], nar=NU, person=admin)
    assert not Person.objects.filter(pk=admin.pk).exists()


def test_tilldela_roll_igen_andrar_perioden(personer):
    for till in (None, NU.date()):
        actions.tilldela_roll(av=None, nar=NU, person=personer["lasare"], roll="ansvarig", galler_till=till)
    assert [(r.roll, r.galler_till) for r in personer["lasare"].roller.order_by("id")] == [
        ("lasare", None),
        ("ansvarig", NU.date()),
    ]
    assert [h.data for h in Handelse.objects.order_by("id")] == [
        {"roll": "ansvarig"},
        {"roll": "ansvarig", "galler_till": "2026-03-11"},
    ]
