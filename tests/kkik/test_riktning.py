"""Which way is good: proposals, confirmed in one go or changed one by one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kkik import queries
from kkik.actions.riktning import bekrafta_forslag, valj_riktning
from kkik.models import Lage, Nyckeltal, Nyckeltalslage, Riktningsval
from organisation.models import Handelse
from tests.kkik import bygg

pytestmark = pytest.mark.django_db
SIDA = "/kkik/riktningar/"


@pytest.fixture
def matt():
    """Three measures with proposals (hog, lag, neutral) and one that no layout knows, all members of the group."""
    rader = {
        i: bygg.nyckeltal(i, t)
        for i, t in {
            "N15428": "Behöriga till yrkesprogram, andel (%)",
            "U23401": "Väntetid till särskilt boende, dagar",
            "N11008": "Kostnad förskola, kr/barn",
            "N99001": "Något nytt, antal",
        }.items()
    }
    bygg.kkik_grupp(*rader.values())
    return rader


@pytest.fixture
def admin(personer):
    return personer["administrator"]


def galler(n: Nyckeltal) -> tuple | None:
    val = queries.gallande_riktning(n.pk)
    return None if val is None else (val.riktning, val.intervall_a, val.intervall_b)


def test_bekrafta_alla(matt, admin):
    assert bekrafta_forslag(av=admin, nar=bygg.NU) == 3
    assert [galler(n) for n in matt.values()] == [
        ("hog", None, None), ("lag", None, None), ("neutral", None, None), None,
    ]  # fmt: skip
    val = Riktningsval.objects.get(nyckeltal=matt["N15428"])
    assert (val.bekraftad, val.bekraftad_av, val.kalla) == (
        bygg.NU, admin.pseudonym, "Förslag: KKiK från 2019, tre områden",
    )  # fmt: skip
    assert Handelse.objects.get(typ="kkik.bekrafta_forslag").data == {
        "riktningar": {"N15428": "hog", "U23401": "lag", "N11008": "neutral"}
    }


def test_det_valda_ror_forslagen_inte(matt, admin):
    valj_riktning(av=admin, nar=bygg.NU, nyckeltal=matt["N11008"], riktning="lag", kalla="KS")
    assert bekrafta_forslag(av=admin, nar=bygg.NU) == 2
    assert galler(matt["N11008"]) == ("lag", None, None)
    assert bekrafta_forslag(av=admin, nar=bygg.NU) == 0
    assert Handelse.objects.filter(typ="kkik.bekrafta_forslag").count() == 1


def test_bara_nagra(matt, admin):
    assert bekrafta_forslag(av=admin, nar=bygg.NU, kolada_ids=["U23401", "N99001"]) == 1
    assert galler(matt["U23401"]) == ("lag", None, None)


def test_det_senaste_valet_galler_och_historiken_finns_kvar(matt, admin):
    n = matt["N15428"]
    for dag, riktning in enumerate(["hog", "neutral", "lag"]):
        valj_riktning(av=admin, nar=bygg.NU + timedelta(days=dag), nyckeltal=n, riktning=riktning, kalla="KS")
    assert galler(n) == ("lag", None, None)
    assert list(Riktningsval.objects.filter(nyckeltal=n).values_list("riktning", flat=True)) == [
        "hog",
        "neutral",
        "lag",
    ]
    assert [h.data["tidigare"] for h in Handelse.objects.filter(typ="kkik.valj_riktning").order_by("id")] == [
        None, "hog", "neutral",
    ]  # fmt: skip


def test_samma_val_igen_skapar_inget(matt, admin):
    n = matt["N15428"]
    forsta = valj_riktning(av=admin, nar=bygg.NU, nyckeltal=n, riktning="hog", kalla="KS")
    assert valj_riktning(av=admin, nar=bygg.NU, nyckeltal=n, riktning="hog", a=1, b=2, kalla="Igen") == forsta
    assert Riktningsval.objects.count() == 1


def test_intervall(matt, admin):
    n = matt["N15428"]
    valj_riktning(av=admin, nar=bygg.NU, nyckeltal=n, riktning="intervall", a=1, b=1, kalla="KS")
    assert galler(n) == ("intervall", 1.0, 1.0)
    for a, b in ((None, 1), (1, None), (2, 1)):
        with pytest.raises(ValueError, match="nter"):
            valj_riktning(av=admin, nar=bygg.NU, nyckeltal=n, riktning="intervall", a=a, b=b, kalla="KS")
    assert Riktningsval.objects.count() == 1


def test_forslag_som_inte_bekraftats_galler_inte(matt):
    Riktningsval.objects.create(nyckeltal=matt["N15428"], riktning="hog", kalla="Förslag", skapad=bygg.NU)
    assert galler(matt["N15428"]) is None


# ---- Pages ----


def test_alla_far_se_bara_administratoren_far_bekrafta(matt, klient):
    assert klient(None).get(SIDA).status_code == 200
    assert b"Bekr\xc3\xa4fta alla" not in klient("analytiker").get(SIDA).content
    assert b"Bekr\xc3\xa4fta alla 3 f\xc3\xb6rslag" in klient("administrator").get(SIDA).content
    assert klient("analytiker").post(f"{SIDA}bekrafta/").status_code == 403
    assert klient(None).post(f"{SIDA}bekrafta/").status_code == 302
    assert Riktningsval.objects.count() == 0
    assert klient("analytiker").get(f"{SIDA}N15428/").status_code == 403


def test_sidan_visar_varje_medlem_och_varje_forslag(matt, klient):
    rader = klient(None).get(SIDA).context["rader"]
    assert [(r.nyckeltal.kolada_id, r.forslaget, r.galler) for r in rader] == [
        ("N11008", "Värderas inte", ""),
        ("N15428", "Högt värde är bra", ""),
        ("U23401", "Lågt värde är bra", ""),
        ("N99001", "", ""),
    ]


def test_bekrafta_fran_sidan(matt, klient):
    admin = klient("administrator")
    svar = admin.post(f"{SIDA}bekrafta/", follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["3 riktningar är bekräftade. Färgerna syns nu."]
    assert svar.context["vantar"] == 0
    assert admin.get(f"{SIDA}bekrafta/").status_code == 405
    igen = admin.post(f"{SIDA}bekrafta/", follow=True)
    assert [str(m) for m in igen.context["messages"]] == [
        "Alla förslag var redan bekräftade. Inget har ändrats."
    ]


def test_andra_en_enskild(matt, klient):
    admin = klient("administrator")
    assert admin.get(f"{SIDA}N11008/").context["form"].initial["riktning"] == "neutral"
    svar = admin.post(
        f"{SIDA}N11008/", {"riktning": "intervall", "a": "1 000,5", "b": "2000", "kalla": "KS § 12"}
    )
    assert (svar.status_code, svar["Location"]) == (302, reverse("kkik:nyckeltal", args=["N11008"]))
    assert galler(matt["N11008"]) == ("intervall", 1000.5, 2000.0)
    assert admin.get(f"{SIDA}N11008/").context["form"].initial["a"] == 1000.5
    assert admin.get(f"{SIDA}N00000/").status_code == 404


@pytest.mark.parametrize(
    ("data", "fel"),
    [
        ({}, {"riktning": ["Välj vad som är bra."], "kalla": ["Skriv varför."]}),
        ({"riktning": "hog"}, {"kalla": ["Skriv varför."]}),
        ({"riktning": "bra", "kalla": "x"}, {"riktning": ["Välj ett av alternativen."]}),
        ({"riktning": "intervall", "kalla": "x"},
         {"a": ["Skriv intervallets nedre ände."], "b": ["Skriv intervallets övre ände."]}),
        ({"riktning": "intervall", "a": "2", "b": "1", "kalla": "x"},
         {"b": ["Den övre änden måste vara minst lika stor som den nedre."]}),
        ({"riktning": "intervall", "a": "tre", "b": "1", "kalla": "x"},
         {"a": ["”tre” är inte ett tal. Skriv till exempel 1\u00a0234,5."]}),
    ],
)  # fmt: skip
def test_fel_i_formularet_sparar_inget_och_behaller_det_skrivna(matt, klient, data, fel):
    svar = klient("administrator").post(f"{SIDA}N11008/", data)
    assert svar.status_code == 422
    assert dict(svar.context["form"].errors) == fel
    assert svar.context["form"].data.get("a", "") == data.get("a", "")
    assert "<title>Fel: " in svar.content.decode()
    assert Riktningsval.objects.count() == 0


def test_fargen_foljer_valet_med_en_gang(matt, klient, admin, kommun_9999):
    n = matt["U23401"]
    bygg.kommuner(9999)
    Nyckeltalslage.objects.create(
        nyckeltal=n, kon="T", ar=2022, n=9, median=5, p25=3, p75=7, minst=1, storst=9, beraknad=bygg.NU
    )
    Lage.objects.create(nyckeltal_id=n.pk, kommun_id=9999, kon="T", ar=2022, varde=1.0, n=8, under=0, lika=0)

    def marke():
        rad = next(r for r in klient(None).get("/nyckeltal/?q=U23401").context["rader"])
        return rad.kvartil, rad.signal, rad.neutral

    assert marke() == (1, "", True)  # the lowest quarter, uncoloured
    bekrafta_forslag(av=admin, nar=bygg.NU)
    assert marke() == (4, "gron", False)  # lag is good: the lowest is best
    valj_riktning(av=admin, nar=bygg.NU + timedelta(days=1), nyckeltal=n, riktning="hog", kalla="KS")
    assert marke() == (1, "rod", False)
    valj_riktning(av=admin, nar=bygg.NU + timedelta(days=2), nyckeltal=n, riktning="neutral", kalla="KS")
    assert marke() == (1, "", True)
