"""Activities, their parts and check-ins: where each stands, and what follows from a check-in."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from planering import actions, queries
from planering.domain.aktivitetslage import Lage, bedom, status_efter
from planering.domain.fel import Planeringsfel
from planering.models import Aktivitet, Avstamning
from planering.presenters import aktivitetsrader, tidslinje

IDAG = date(2026, 3, 11)


def lage(status="planerad", startar=None, klar_senast=None, senaste=None):
    return bedom(status=status, startar=startar, klar_senast=klar_senast, senaste=senaste, idag=IDAG)


@pytest.mark.parametrize(
    ("falt", "vantat"),
    [
        ({}, (Lage.PLANERAD, "", None)),
        ({"klar_senast": IDAG}, (Lage.PLANERAD, "", None)),  # the last day is not late
        (
            {"klar_senast": IDAG - timedelta(1)},
            (Lage.FORSENAD, "skulle vara klar 2026-03-10", 1),
        ),
        (
            {"status": "pagar", "klar_senast": date(2025, 12, 31)},
            (Lage.FORSENAD, "skulle vara klar 2025-12-31", 70),
        ),
        ({"status": "klar", "klar_senast": date(2025, 1, 1)}, (Lage.KLAR, "", None)),
        ({"status": "avford", "klar_senast": date(2025, 1, 1)}, (Lage.AVFORD, "", None)),
        ({"startar": IDAG}, (Lage.PLANERAD, "", None)),
        ({"startar": date(2026, 3, 1)}, (Lage.INTE_BORJAD, "skulle ha börjat 2026-03-01", 10)),
        ({"status": "pagar", "startar": date(2026, 3, 1)}, (Lage.PAGAR, "", None)),
        (
            {"status": "pagar", "senaste": (date(2026, 3, 2), "pa_plan")},
            (Lage.PAGAR, "på plan 2026-03-02", None),
        ),
        (
            {"status": "pagar", "klar_senast": date(2026, 6, 1), "senaste": (date(2026, 3, 2), "forsenad")},
            (Lage.FORSENAD, "enligt avstämningen 2026-03-02", None),
        ),
        # On plan once is not done: the date that has passed is what counts.
        (
            {"status": "pagar", "klar_senast": date(2026, 3, 9), "senaste": (date(2026, 3, 2), "pa_plan")},
            (Lage.FORSENAD, "skulle vara klar 2026-03-09", 2),
        ),
    ],
)
def test_laget_av_datum_och_avstamningar(falt, vantat):
    svar = lage(**falt)
    assert (svar.lage, svar.skal, svar.dagar) == vantat


@pytest.mark.parametrize(
    ("status", "vad", "startat", "blir"),
    [
        ("planerad", "pa_plan", True, "pagar"),
        ("planerad", "pa_plan", False, "planerad"),
        ("planerad", "forsenad", False, "pagar"),
        ("pagar", "klar", True, "klar"),
        ("klar", "forsenad", True, "pagar"),
    ],
)
def test_status_efter_avstamning(status, vad, startat, blir):
    assert status_efter(status, vad, har_startat=startat) == blir


@pytest.fixture
def h(vem, storkoping):
    return actions.skapa_handlingsplan(
        **vem, namn="H", omrade="O", nulage="N", malbild="M", enhet=storkoping["skola"], ansvarig=vem["av"]
    )


@pytest.fixture
def ny(vem, h):
    def skapa(namn="A", **falt):
        return actions.skapa_aktivitet(**vem, handlingsplan=h, namn=namn, ansvar="R", **falt)

    return skapa


def fel(action, **argument) -> dict:
    with pytest.raises(Planeringsfel) as fangat:
        action(**argument)
    return fangat.value.fel


def test_delar_bara_i_ett_led_och_utan_egna_pengar(ny, h, vem, storkoping):
    hel = ny("Hel", kostnad_tkr=100)
    del_ = ny("Del", overordnad=hel)
    assert list(hel.delaktiviteter.all()) == [del_]
    arg = {**vem, "handlingsplan": h, "namn": "X", "ansvar": "R"}
    assert fel(actions.skapa_aktivitet, **arg, overordnad=del_) == {
        "overordnad": ["En delaktivitet kan inte ha egna delaktiviteter."]
    }
    pengar = "Pengar och tid anges på aktiviteten som helhet, inte på en del av den."
    assert fel(actions.skapa_aktivitet, **arg, overordnad=hel, kostnad_tkr=1, tjanst=0.1) == {
        "kostnad_tkr": [pengar],
        "tjanst": [pengar],
    }
    annan = actions.skapa_handlingsplan(
        **vem, namn="B", omrade="O", nulage="N", malbild="M", enhet=storkoping["kf"]
    )
    assert fel(actions.skapa_aktivitet, **(arg | {"handlingsplan": annan}), overordnad=hel) == {
        "overordnad": ["Aktiviteten hör till en annan handlingsplan."]
    }
    andra = ny("Andra", overordnad=hel)
    topp = ny("Topp")
    assert [(a.ordning) for a in (hel, del_, andra, topp)] == [1, 1, 2, 2]
    actions.flytta_aktivitet(**vem, aktivitet=andra, steg=-1)
    assert [a.namn for a in hel.delaktiviteter.order_by("ordning")] == ["Andra", "Del"]


def test_helheten_blir_inte_klar_fore_delarna(ny, vem):
    hel = ny("Hel")
    ny("Ett", overordnad=hel)
    ny("Två", overordnad=hel, status="klar")
    text = "”Ett” är inte klar än."
    arg = {**vem, "aktivitet": hel}
    assert fel(actions.stam_av, **arg, dag=IDAG, lage="klar", leder="ja") == {"lage": [text]}
    assert fel(actions.andra_aktivitet, **arg, namn="Hel", ansvar="R", status="klar") == {"status": [text]}
    assert Avstamning.objects.count() == 0


def test_avstamningen_satter_status_och_svaret_med_vem_och_nar(ny, vem, handelser):
    a = ny("A", leder="osakert", vag_till_mal="Kanske.", startar=date(2026, 3, 1))
    assert (a.leder_av, a.leder_nar) == (vem["av"], vem["nar"])
    senare = vem["nar"] + timedelta(days=2)
    actions.stam_av(
        av=None, nar=senare, aktivitet=a, dag=date(2026, 3, 13), lage="pa_plan", leder="ja", kvar="Resten"
    )
    a.refresh_from_db()
    assert (a.status, a.leder, a.leder_nar, a.leder_av, a.revision) == ("pagar", "ja", senare, None, 2)
    ((_, data),) = handelser("planering.stam_av")
    assert data["avstamning"]["kvar"] == "Resten"
    assert data["andrat"]["status"] == ["planerad", "pagar"]
    # One about an earlier day is kept, but does not decide.
    actions.stam_av(
        **(vem | {"nar": senare}), aktivitet=a, dag=date(2026, 3, 5), lage="klar", leder="nej", text="Fel."
    )
    a.refresh_from_db()
    assert (a.status, a.leder, a.avstamningar.count()) == ("pagar", "ja", 2)


def test_avstamningens_fel(ny, vem):
    a = ny()
    arg = {**vem, "aktivitet": a}
    assert fel(actions.stam_av, **arg, dag=date(2026, 3, 12), lage="forsenad", leder="") == {
        "dag": ["Dagen har inte varit än. I dag är det 2026-03-11."],
        "text": ["Skriv varför."],
        "leder": ["Svara på om aktiviteten leder till målet."],
    }
    assert fel(actions.stam_av, **arg, dag=IDAG, lage="bra", leder="nej") == {
        "lage": ["Välj hur det går."],
        "text": ["Skriv varför den inte leder till målet."],
    }
    avford = ny("B", status="avford", avford_skal="Nej.")
    assert fel(actions.stam_av, **vem, aktivitet=avford, dag=IDAG, lage="pa_plan", leder="ja") == {
        "": ["Aktiviteten är avförd och stäms inte av. Ändra dess status först."]
    }


def test_svaret_stamplas_bara_nar_det_andras(ny, vem):
    a = ny(leder="ja", vag_till_mal="Så.")
    senare = vem["nar"] + timedelta(days=1)
    samma = {"aktivitet": a, "namn": "A", "leder": "ja", "vag_till_mal": "Så."}
    a = actions.andra_aktivitet(av=vem["av"], nar=senare, **samma, ansvar="Ny")
    assert a.leder_nar == vem["nar"]
    a = actions.andra_aktivitet(av=vem["av"], nar=senare, **(samma | {"leder": "osakert"}), ansvar="Ny")
    assert a.leder_nar == senare


def test_forfallna_och_vem_som_ska_paminnas(ny, vem, h, personer):
    sen = ny("Sen", klar_senast=date(2026, 3, 1), ansvarig=personer["ansvarig"])
    senast = ny("Senast", klar_senast=date(2026, 1, 1), status="pagar")
    borjar = ny("Börjar", startar=date(2026, 3, 10), klar_senast=date(2026, 9, 1))
    ny("Klar", klar_senast=date(2026, 1, 1), status="klar")
    avford = ny("Avförd", status="avford", avford_skal="Nej")
    Aktivitet.objects.create(
        handlingsplan=h, overordnad=avford, namn="Del", ansvar="R", klar_senast=date(2026, 1, 1)
    )
    ny("I tid", klar_senast=IDAG)
    rader = queries.forfallna(IDAG)
    assert [(f.aktivitet, f.lage.dagar, f.mottagare) for f in rader] == [
        (senast, 69, vem["av"]),
        (sen, 10, personer["ansvarig"]),
        (borjar, 1, vem["av"]),
    ]
    personer["ansvarig"].is_active = False
    personer["ansvarig"].save()
    assert queries.forfallna(IDAG)[1].mottagare == vem["av"]


@pytest.mark.parametrize("antal", [1, 3])
def test_forfallnas_fragor(ny, antal, django_assert_num_queries):
    for nr in range(antal):
        a = ny(f"A{nr}", klar_senast=date(2026, 1, 1))
        Avstamning.objects.create(aktivitet=a, dag=IDAG, lage="pa_plan", leder="ja")
    with django_assert_num_queries(2):
        for f in queries.forfallna(IDAG):
            str(f.aktivitet.handlingsplan.enhet), str(f.mottagare)


@pytest.mark.parametrize("antal", [1, 3])
def test_handlingsplanens_fragor(ny, klient, kommun_9999, klocka, h, antal, django_assert_num_queries):
    client = klient("ansvarig")
    for nr in range(antal):
        hel = ny(f"A{nr}", klar_senast=date(2026, 1, 1))
        for a in (hel, ny("del", overordnad=hel, klar_senast=date(2025, 12, 31))):
            Avstamning.objects.create(aktivitet=a, dag=IDAG, lage="pa_plan", leder="ja")
    client.get(reverse("planering:handlingsplan", args=[h.pk]))
    with django_assert_num_queries(
        7
    ):  # two of them: the decision behind it, and has the step's checklist been begun
        assert client.get(reverse("planering:handlingsplan", args=[h.pk])).status_code == 200


def test_tidslinjen_bar_delar_sena_och_avstamningar(ny, vem, h):
    hel = ny("Hel", startar=date(2026, 1, 1), klar_senast=date(2026, 2, 1), status="pagar")
    # As it may have been saved before the days of a part were held against its whole's.
    Aktivitet.objects.create(
        handlingsplan=h, overordnad=hel, namn="Del", ansvar="R", klar_senast=date(2026, 6, 30)
    )
    ny("Utan datum")
    Avstamning.objects.create(aktivitet=hel, dag=date(2026, 1, 15), lage="forsenad", text="Sjuk", leder="ja")
    plan = queries.handlingsplaner_med_lage().get(pk=h.pk)
    bild = tidslinje(aktivitetsrader(plan, IDAG), IDAG)
    # The scale goes from 1 January to 1 October 2026 (273 days), with 1.5 % to spare at either end.
    hela, delen = bild.staplar

    def x(dag):
        return f"{1.5 + 97 * (dag - date(2026, 1, 1)).days / 181:.2f}%"

    assert [m.namn for m in bild.marken] == ["2026", "apr"]
    assert (hela.x, hela.slut, hela.sen, hela.del_) == (x(date(2026, 1, 1)), x(date(2026, 2, 1)), True, False)
    assert hela.over == f"{97 * 38 / 181:.2f}%"
    assert [(p.x, p.lage) for p in hela.punkter] == [(x(date(2026, 1, 15)), "forsenad")]
    assert hela.text == "2026-01-01 till 2026-02-01, försenad, 1 avstämning, senast 2026-01-15"
    assert (delen.bredd, delen.x, delen.del_) == ("", x(date(2026, 6, 30)), True)
    assert bild.idag == x(IDAG)
    assert tidslinje([], IDAG) is None


def test_borttagen_aktivitet_kommer_tillbaka_med_delar_och_avstamningar(ny, vem):
    from organisation.models import Handelse

    hel = ny("Hel", leder="ja")
    ny("Del", overordnad=hel)
    actions.stam_av(**vem, aktivitet=hel, dag=IDAG, lage="pa_plan", leder="ja", kvar="Allt")
    nyckel = hel.pk
    actions.ta_bort_aktivitet(**vem, aktivitet=hel)
    assert (Aktivitet.objects.count(), Avstamning.objects.count()) == (0, 0)
    actions.angra(**vem, handelse=Handelse.objects.filter(typ="planering.ta_bort_aktivitet").get())
    hel = Aktivitet.objects.get(pk=nyckel)
    assert ([d.namn for d in hel.delaktiviteter.all()], [a.kvar for a in hel.avstamningar.all()]) == (
        ["Del"],
        ["Allt"],
    )
    assert (hel.leder_av, hel.leder_nar) == (vem["av"], vem["nar"])


# ---- The pages ----


def test_ansvarig_stammer_av_sitt_men_inte_andras(klient, personer, kommun_9999, klocka, ny, storkoping, h):
    from organisation.models import Rolltilldelning

    a = ny(klar_senast=date(2026, 3, 1))
    url = reverse("planering:stam_av", args=[a.pk])
    Rolltilldelning.objects.filter(person=personer["ansvarig"]).update(enhet=storkoping["kulturnamnd"])
    assert klient("ansvarig").get(url).status_code == 403
    Rolltilldelning.objects.filter(person=personer["ansvarig"]).update(enhet=storkoping["skolnamnd"])
    client = klient("ansvarig")
    assert client.get(url).context["form"]["dag"].value() == "2026-03-11"
    svar = client.post(url, {"lage": "forsenad", "dag": "2026-03-11", "text": ""})
    assert dict(svar.context["form"].errors) == {"leder": ["Svara på om aktiviteten leder till målet."]}
    svar = client.post(url, {"lage": "forsenad", "leder": "ja", "dag": "2026-03-11", "text": "Sjukdom"})
    assert svar.url == reverse("planering:handlingsplan", args=[h.pk]) + f"#aktivitet-{a.pk}"
    sida = client.get(reverse("planering:handlingsplan", args=[h.pk]))
    assert [v.text for v in sida.context["avstamningar"]] == ["Sjukdom"]
    assert (sida.context["far_stamma_av"], sida.context["far_andra"]) == (True, False)


def test_listan_filtreras_och_hamtas(klient, personer, kommun_9999, klocka, ny, vem, h, storkoping):
    ny("Sen", klar_senast=date(2026, 3, 1), ansvarig=personer["ansvarig"], kostnad_tkr=5)
    ny("Sedan", klar_senast=date(2026, 5, 1))
    b = actions.skapa_handlingsplan(
        **vem, namn="B", omrade="=O", nulage="N", malbild="M", enhet=storkoping["kulturnamnd"]
    )
    client, url = klient("ansvarig"), reverse("planering:handlingsplaner")

    def visade(fraga=""):
        return [r.plan.namn for r in client.get(url + fraga).context["lista"].rader]

    kultur, skola = storkoping["kulturnamnd"].pk, storkoping["skolnamnd"].pk
    assert visade() == ["B", "H"]
    assert visade("?forsenade=1") == ["H"]
    assert visade("?mina=1") == ["H"]
    assert visade(f"?namnd={kultur}") == ["B"]
    assert visade(f"?namnd={skola}&forsenade=1") == ["H"]  # the school lies under the nämnd
    assert visade(f"?namnd={kultur}&forsenade=1") == []
    assert visade("?namnd=x&forsenade=2") == ["B", "H"]
    svar = client.get(url + "?forsenade=1&format=csv")
    rader = svar.content.decode("utf-8-sig").splitlines()
    assert rader[0].split(";")[:10] == [
        "Handlingsplan", "Område", "Nuläge", "Mål", "Hör till målet", "Ansvarig enhet", "Nämnd", "Huvudansvarig",
        "Planens uppföljning", "Planen följs upp",
    ]  # fmt: skip

    def kolumner(*namn):
        platser = [rader[0].split(";").index(n) for n in namn]
        return [[rad.split(";")[plats] for plats in platser] for rad in rader[1:]]

    vilka = ("Vad (aktivitet)", "Vem (ansvar)", "Person", "Kostnad (tkr)", "När: klar senast", "Läge")
    assert kolumner(*vilka) == [["Sen", "R", "Ansvarig Storköping", "5", "2026-03-01", "Försenad"]]
    ny("Del", overordnad=h.aktiviteter.first())
    actions.skapa_aktivitet(**vem, handlingsplan=b, namn="X", ansvar="R", status="avford", avford_skal="=1")
    rader = client.get(url + "?format=csv").content.decode("utf-8-sig").splitlines()
    delar = [["X", ""], ["Sen", ""], ["Del", "Sen"], ["Sedan", ""]]
    assert kolumner("Vad (aktivitet)", "Del av") == delar
    assert kolumner("Område", "Skäl")[0] == ["'=O", "'=1"]


def test_delaktivitet_genom_formularet(klient, kommun_9999, klocka, ny, h):
    client, hel = klient("analytiker"), ny("Hel")
    url = reverse("planering:ny_delaktivitet", args=[hel.pk])
    form = client.get(url).context["form"]
    assert ("kostnad_tkr" in form.fields, form["ansvar"].value()) == (False, "R")
    client.post(url, {"namn": "Del", "ansvar": "R", "status": "planerad"})
    del_ = hel.delaktiviteter.get()
    assert client.get(reverse("planering:ny_delaktivitet", args=[del_.pk])).status_code == 404
    client.post(
        reverse("planering:andra_aktivitet", args=[del_.pk]),
        {"namn": "Delen", "ansvar": "R", "status": "pagar", "revision": "1"},
    )
    del_.refresh_from_db()
    assert (del_.namn, del_.overordnad_id) == ("Delen", hel.pk)


def test_alla_status_har_ett_lage():
    assert {s.value for s in Aktivitet.Status} <= {x.value for x in Lage}
