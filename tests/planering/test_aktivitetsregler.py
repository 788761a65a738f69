"""Activities that hold together: days that can be meant, a no with its reason, parts and whole, what is rejected."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from organisation.models import Handelse
from planering import actions, queries
from planering.domain.aktivitetslage import Lage, bedom, datumbrist
from planering.domain.fel import Planeringsfel
from planering.models import Aktivitet, Avstamning
from planering.presenters import aktivitetsrader, tidslinje

IDAG = date(2026, 3, 11)
ARFEL = "Året ska vara mellan 1970 och 2100."


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


@pytest.fixture
def andra(vem):
    """Saves it as it is stored, but for what is named."""
    falt = ("namn", "ansvar", "startar", "klar_senast", "status", "leder", "vag_till_mal", "avford_skal")

    def andra(aktivitet, **nytt):
        nu = Aktivitet.objects.get(pk=aktivitet.pk)
        return actions.andra_aktivitet(**vem, aktivitet=nu, **({f: getattr(nu, f) for f in falt} | nytt))

    return andra


@pytest.fixture
def stam_av(vem):
    def stam_av(aktivitet, **falt):
        grund = {"dag": IDAG, "lage": "pa_plan", "leder": "ja"}
        return actions.stam_av(**vem, aktivitet=aktivitet, **(grund | falt))

    return stam_av


def fel(action, *args, **argument) -> dict:
    with pytest.raises(Planeringsfel) as fangat:
        action(*args, **argument)
    return fangat.value.fel


def rader(h):
    return aktivitetsrader(queries.handlingsplaner_med_lage().get(pk=h.pk), IDAG)


def rad(h, aktivitet):
    return next(x for r in rader(h) for x in (r, *r.delar) if x.aktivitet.pk == aktivitet.pk)


# ---- Days ----


@pytest.mark.parametrize("dag", [date(1, 1, 1), date(1969, 12, 31), date(2101, 1, 1), date(9999, 12, 31)])
def test_dagar_som_ingen_kan_mena_tas_inte_emot(ny, stam_av, dag):
    assert fel(ny, startar=dag) == {"startar": [ARFEL]}
    assert fel(ny, klar_senast=dag) == {"klar_senast": [ARFEL]}
    assert fel(stam_av, ny(), dag=dag) == {"dag": [ARFEL]}
    assert Avstamning.objects.count() == 0


def test_modellen_sjalv_vaktar_dagarna(h, ny):
    from django.core.exceptions import ValidationError

    for rad_ in (
        Aktivitet(handlingsplan=h, namn="A", ansvar="R", klar_senast=date(9999, 1, 1)),
        Avstamning(aktivitet=ny(), dag=date(1, 1, 1), lage="pa_plan", leder="ja"),
    ):
        with pytest.raises(ValidationError, match=ARFEL):
            rad_.full_clean()


def test_en_dag_som_anda_finns_ritar_inte_arhundraden(h, klient, kommun_9999, klocka):
    """As rows may lie in the database from before: the scale ends 15 years back and 25 ahead."""
    Aktivitet.objects.create(handlingsplan=h, namn="Fjärran", ansvar="R", klar_senast=date(9999, 12, 31))
    Aktivitet.objects.create(
        handlingsplan=h, namn="Forntid", ansvar="R", startar=date(1, 1, 1), klar_senast=date(3026, 12, 31)
    )
    bild = tidslinje(rader(h), IDAG)
    assert [m.namn for m in bild.marken] == [
        "jan 2011", "2015", "2020", "2025", "2030", "2035", "2040", "2045", "2050",
    ]  # fmt: skip
    assert [(s.x, s.slut) for s in bild.staplar] == [("98.50%", "98.50%"), ("1.50%", "98.50%")]
    svar = klient("analytiker").get(reverse("planering:handlingsplan", args=[h.pk]))
    assert (svar.status_code, svar.content.count(b'<line class="nat')) == (200, 2 * 9)


def test_utan_slutdatum_pekas_ut_och_ritas_oppen(h, ny, klient, kommun_9999, klocka):
    utan = ny("Utan slut", startar=date(2026, 1, 12), status="pagar")
    ny("Utan dagar")
    hel = ny("Hel", klar_senast=date(2026, 6, 30))
    ny("Del", overordnad=hel)
    alla = rader(h)
    assert [r.datumbrist for r in alla] == ["Slutdatum saknas", "Datum saknas", ""]
    assert [d.datumbrist for r in alla for d in r.delar] == [""]  # the whole has its day
    (stapel,) = tidslinje([alla[0]], IDAG).staplar  # drawn although nothing in the plan has an end
    # 12 January is day 11 of the 90 from 1 January to 1 April; the bar goes on past the strip's edge.
    x = 1.5 + 97 * 11 / 90
    assert (stapel.x, stapel.bredd, stapel.oppen) == (f"{x:.2f}%", f"{104 - x:.2f}%", True)
    assert stapel.text == "från 2026-01-12, slutdatum saknas, pågår"
    client = klient("analytiker")
    sida = client.get(reverse("planering:handlingsplan", args=[h.pk]))
    text = sida.content.decode()
    assert ("Slutdatum saknas" in text, "till –" in text) == (True, False)
    assert sida.context["rad"].brister == ("2 utan slutdatum",)
    assert "2 utan slutdatum" in client.get(reverse("planering:handlingsplaner")).content.decode()
    assert datumbrist("klar", utan.startar, None) == ""


# ---- Does it lead to the goal? ----


def test_ett_nej_i_formularet_kraver_skal(ny, andra):
    varfor = "Skriv varför den inte leder till målet."
    assert fel(ny, leder="nej") == {"vag_till_mal": [varfor]}
    a = ny(leder="ja", vag_till_mal="Fler får svar direkt.")
    # The text of a yes is no reason for a no, and the other way.
    assert fel(andra, a, leder="nej") == {
        "vag_till_mal": [f"{varfor} Texten skrevs när svaret var ett annat."]
    }
    a = andra(a, leder="nej", vag_till_mal="Ingen ringer dit.")
    assert fel(andra, a, leder="ja") == {
        "vag_till_mal": ["Skriv hur den leder till målet. Texten skrevs när svaret var nej."]
    }
    assert andra(a, leder="ja", vag_till_mal="Nu ringer de.").leder == "ja"


def test_nej_i_en_avstamning_visas_med_sitt_eget_skal(
    h, vem, ny, andra, stam_av, klient, kommun_9999, klocka
):
    a = ny(leder="ja", vag_till_mal="Kundtjänst gör att fler får svar direkt.", status="pagar")
    stam_av(a, leder="nej", text="De som ringer frågar om annat.")
    r = rad(h, a)
    assert (r.svar, r.svarsskal, r.tankt_vag, r.leder_inte) == (
        "Leder inte till målet",
        "De som ringer frågar om annat.",
        "Kundtjänst gör att fler får svar direkt.",
        True,
    )
    client = klient("analytiker")
    sida = client.get(reverse("planering:handlingsplan", args=[h.pk]))
    text = sida.content.decode()
    assert '<span class="tagg tagg-gul">Leder inte till målet</span>' in text
    assert text.count("De som ringer frågar om annat.") == 2  # at the activity and in the check-in
    assert reverse("planering:avfor_aktivitet", args=[a.pk]) in text
    assert sida.context["rad"].brister == ("1 leder inte till målet", "1 utan slutdatum")
    assert "1 leder inte till målet" in client.get(reverse("planering:handlingsplaner")).content.decode()
    # The way to the goal reworded is not a new answer: the reason stands.
    andra(a, vag_till_mal="Kundtjänsten svarar.")
    assert rad(h, a).svarsskal == "De som ringer frågar om annat."


def test_ett_nej_som_tas_tillbaka_sager_hur(ny, stam_av):
    a = ny(leder="nej", vag_till_mal="Ingen ringer dit.")
    assert fel(stam_av, a, leder="ja") == {"text": ["Svaret var nej. Skriv hur den nu leder till målet."]}
    stam_av(a, leder="ja", text="Nu ringer de.")
    a.refresh_from_db()
    assert (a.leder, a.vag_till_mal) == ("ja", "Nu ringer de.")


def test_avfor_fyller_i_skalet_och_ar_en_handling(
    h, vem, ny, stam_av, klient, kommun_9999, klocka, handelser
):
    a = ny(leder="ja", vag_till_mal="Så.", klar_senast=date(2026, 6, 30), status="pagar")
    ny("Delen", overordnad=a)
    stam_av(a, leder="nej", text="Ingen ringer dit.")
    client, url = klient("analytiker"), reverse("planering:avfor_aktivitet", args=[a.pk])
    sida = client.get(url)
    assert (sida.context["form"]["skal"].value(), sida.context["ingress"]) == (
        "Ingen ringer dit.",
        "Med den avförs ”Delen”.",
    )
    svar = client.post(url, {"skal": " ", "revision": "2"})
    assert svar.context["form"].errors == {
        "skal": ["Skriv varför aktiviteten avförs, så att frågan inte behöver ställas om."]
    }
    assert client.post(url, {"skal": "Ingen ringer dit.", "revision": "2"}).status_code == 302
    a.refresh_from_db()
    assert (a.status, a.avford_skal, a.avford_av, a.vag_till_mal) == (
        "avford",
        "Ingen ringer dit.",
        vem["av"],
        "Så.",
    )
    assert timezone.localdate(a.avford_nar) == IDAG
    assert client.get(url).status_code == 302  # already done
    handelse = Handelse.objects.filter(typ="planering.andra_aktivitet").latest("id")
    actions.angra(**vem, handelse=handelse)
    a.refresh_from_db()
    assert (a.status, a.avford_skal, a.avford_nar, a.avford_av) == ("pagar", "", None, None)


# ---- The rejected ----


def test_avford_av_andra_skal_star_sant_i_listan(h, ny, vem, klient, kommun_9999, klocka):
    ny(
        "För dyr",
        status="avford",
        leder="ja",
        vag_till_mal="Fler får svar.",
        avford_skal="Pengarna räcker inte.",
    )
    ny("Fel väg", status="avford", leder="nej", avford_skal="Leder fel.")
    assert fel(ny, "C", status="avford", leder="ja", vag_till_mal="Fler får svar.") == {
        "avford_skal": ["Skriv varför aktiviteten avförs, så att frågan inte behöver ställas om."]
    }
    text = klient("lasare").get(reverse("planering:handlingsplan", args=[h.pk])).content.decode()
    lista = text[text.index('id="avforda"') :]
    lista = " ".join(lista[: lista.index("</section>")].split())
    assert "men leder inte till målet" not in text
    assert [
        lista.count(x) for x in ("Pengarna räcker inte.", "Leder till målet: Fler får svar.", "Leder fel.")
    ] == [1, 1, 1]
    assert lista.count(f"Avförd 2026-03-11, {vem['av'].namn}.") == 2
    assert lista.count('tagg-gul">Leder inte till målet<') == 1


def test_delarna_foljer_helheten_och_kommer_tillbaka(h, ny, andra, stam_av, klient, kommun_9999, klocka):
    hel = ny("Hel", klar_senast=date(2026, 3, 1))
    ny("Klar del", overordnad=hel, status="klar")
    oppen = ny("Öppen del", overordnad=hel, klar_senast=date(2026, 2, 1))
    andra(hel, status="avford", avford_skal="Annat görs i stället.")
    (r,) = rader(h)
    assert [(d.aktivitet.namn, d.lage.lage, d.lage.skal) for d in r.delar] == [
        ("Klar del", Lage.KLAR, ""),
        ("Öppen del", Lage.AVFORD, "med helheten"),
    ]
    assert queries.forfallna(IDAG) == []
    assert [lage.lage for _, lage in queries.med_lage(Aktivitet.objects.filter(pk=oppen.pk), IDAG)] == [
        Lage.AVFORD
    ]
    client = klient("analytiker")
    text = client.get(reverse("planering:handlingsplan", args=[h.pk])).content.decode()
    assert "Klar del (klar), Öppen del (avförd med helheten)." in text
    fil = (
        client.get(reverse("planering:handlingsplaner") + "?format=csv")
        .content.decode("utf-8-sig")
        .splitlines()
    )
    kolumner = [fil[0].split(";").index(k) for k in ("Vad (aktivitet)", "Del av", "Läge", "Skäl")]
    assert [[rad_.split(";")[k] for k in kolumner] for rad_ in fil[1:]] == [
        ["Hel", "", "Avförd", "Annat görs i stället."],
        ["Klar del", "Hel", "Klar", ""],
        ["Öppen del", "Hel", "Avförd", "med helheten"],
    ]
    assert fel(stam_av, oppen) == {"": ["Delen avfördes med ”Hel” och stäms inte av."]}
    assert fel(ny, "Ny del", overordnad=hel) == {
        "overordnad": ["”Hel” är avförd. Ta upp den igen innan den får fler delar."]
    }
    andra(hel, status="planerad")
    assert [d.lage.lage for d in rader(h)[0].delar] == [Lage.KLAR, Lage.FORSENAD]


def test_avford_del_med_helheten_i_domanen():
    grund = {"startar": None, "klar_senast": None, "senaste": None, "idag": IDAG, "helheten_avford": True}
    assert [bedom(status=s, **grund).lage for s in ("planerad", "pagar", "klar", "avford")] == [
        Lage.AVFORD,
        Lage.AVFORD,
        Lage.KLAR,
        Lage.AVFORD,
    ]


# ---- Order ----


def test_pilen_gar_forbi_en_avford_rad_som_inte_syns(h, ny, vem):
    ett = ny("Ett")
    ny("Avförd", status="avford", avford_skal="Nej.")
    tva, tre = ny("Två"), ny("Tre")

    def ordning():
        return [r.aktivitet.namn for r in rader(h)]

    assert actions.flytta_aktivitet(**vem, aktivitet=ett, steg=1) is True
    assert ordning() == ["Avförd", "Två", "Ett", "Tre"]
    assert actions.flytta_aktivitet(**vem, aktivitet=Aktivitet.objects.get(pk=tva.pk), steg=-1) is False
    actions.flytta_aktivitet(**vem, aktivitet=Aktivitet.objects.get(pk=tre.pk), steg=-1)
    assert ordning() == ["Avförd", "Två", "Tre", "Ett"]


# ---- Parts and whole ----


def test_en_oppen_del_ryms_inte_i_en_klar_helhet(ny, andra, stam_av, vem):
    hel = ny("Hel")
    del_ = ny("Del", overordnad=hel, status="klar")
    hel = andra(hel, status="klar")
    text = "”Hel” är klar som helhet. Ändra dess status först, om något återstår."
    for status in ("planerad", "pagar"):
        assert fel(ny, "Ny", overordnad=hel, status=status) == {"status": [text]}
        assert fel(andra, del_, status=status) == {"status": [text]}
    assert fel(stam_av, del_, lage="pa_plan") == {"lage": [text]}
    assert ny("Gjord", overordnad=hel, status="klar").status == "klar"
    # Nor by taking back what made the part done.
    andra(hel, status="pagar")
    annan = ny("Annan", overordnad=hel)
    stam_av(annan, lage="klar")
    andra(hel, status="klar")
    handelse = Handelse.objects.get(typ="planering.stam_av", objekt_id=str(annan.pk))
    assert fel(actions.angra, **vem, handelse=handelse) == {"": [text]}


def test_delens_dagar_ligger_inom_helhetens(ny, andra):
    hel = ny("Hel", startar=date(2026, 4, 1), klar_senast=date(2026, 6, 30))
    assert fel(ny, "D", overordnad=hel, startar=date(2026, 3, 31), klar_senast=date(2026, 7, 1)) == {
        "startar": ["Dagen ligger före helhetens start, 2026-04-01."],
        "klar_senast": ["Dagen ligger efter helhetens slut, 2026-06-30."],
    }
    ny("D", overordnad=hel, startar=date(2026, 4, 1), klar_senast=date(2026, 6, 30))
    assert fel(andra, hel, startar=date(2026, 4, 2), klar_senast=date(2026, 6, 29)) == {
        "startar": ["Delen ”D” börjar eller slutar redan 2026-04-01."],
        "klar_senast": ["Delen ”D” börjar eller slutar först 2026-06-30."],
    }
    assert andra(hel, klar_senast=date(2026, 7, 31)).klar_senast == date(2026, 7, 31)


def test_dagar_som_redan_ligger_fel_hindrar_inte_annat(h, ny, andra):
    hel = ny("Hel", klar_senast=date(2026, 6, 30))
    del_ = Aktivitet.objects.create(
        handlingsplan=h, overordnad=hel, namn="D", ansvar="R", klar_senast=date(2026, 7, 31)
    )
    assert (andra(del_, ansvar="Ny").ansvar, andra(hel, ansvar="Ny").ansvar) == ("Ny", "Ny")


# ---- Who ----


def test_den_som_slutat_sags_ocksa_nar_ansvaret_bar_namnet(h, ny, personer, klient, kommun_9999, klocka):
    person = personer["ansvarig"]
    ny("A", ansvarig=person, klar_senast=date(2026, 6, 30))
    Aktivitet.objects.update(ansvar=f"Växeln, {person.namn}")
    h.ansvarig = person
    h.save()
    person.is_active = False
    person.save()
    client = klient("analytiker")
    text = client.get(reverse("planering:handlingsplan", args=[h.pk])).content.decode()
    assert f'Växeln, {person.namn}<span class="liten">(inte längre aktiv)</span>' in text
    assert f"<br>{person.namn} (inte längre aktiv)" in text
    lista = reverse("planering:handlingsplaner")
    text = client.get(lista).content.decode()
    assert f"{person.namn} (inte längre aktiv)" in text
    assert "1 med en ansvarig som har slutat" in text
    fil = client.get(f"{lista}?format=csv").content.decode("utf-8-sig").splitlines()
    kolumner = [fil[0].split(";").index(k) for k in ("Huvudansvarig", "Person")]
    assert [fil[1].split(";")[k] for k in kolumner] == [f"{person.namn} (inte längre aktiv)"] * 2


# ---- VEM, VAD, HUR, NÄR, VARFÖR ----


def test_de_fem_orden_i_formular_tabell_och_fil(h, ny, klient, kommun_9999, klocka):
    client = klient("analytiker")
    url = reverse("planering:ny_aktivitet", args=[h.pk])
    text = client.get(url).content.decode()
    assert [
        text.count(f'<h2 class="formdel">{ord_}</h2>') for ord_ in ("Vad", "Varför", "Hur", "Vem", "När")
    ] == [1] * 5
    data = {"namn": "Intervjuer", "hur": "En timme var.", "ansvar": "Växeln", "status": "planerad"}
    data |= {"leder": "ja", "vag_till_mal": "Visar var det brister.", "klar_senast": "2026-06-30"}
    assert client.post(url, data | {"viktiga_faktorer": "Tid."}).status_code == 302
    sida = client.get(reverse("planering:handlingsplan", args=[h.pk])).content.decode()
    rubriker = sida[sida.index("<thead role") : sida.index("</thead>")]
    assert [f">{ord_}</th>" in rubriker for ord_ in ("Vad", "Hur", "Vem", "När", "Varför")] == [True] * 5
    fil = (
        client.get(reverse("planering:handlingsplaner") + "?format=csv")
        .content.decode("utf-8-sig")
        .splitlines()
    )
    rad_ = dict(zip(fil[0].split(";"), fil[1].split(";"), strict=True))
    assert {k: rad_[k] for k in rad_ if k in FILEN} == FILEN


FILEN = {
    "Område": "O",
    "Nuläge": "N",
    "Mål": "M",
    "Vad (aktivitet)": "Intervjuer",
    "Hur": "En timme var.",
    "Viktiga faktorer": "Tid.",
    "Vem (ansvar)": "Växeln",
    "När: klar senast": "2026-06-30",
    "Varför: leder till målet": "Ja",
    "Varför": "Visar var det brister.",
}


# ---- Whose goal ----


def test_annan_namnds_mal_sags_varsamt(h, vem, plan, storkoping, klient, kommun_9999, klocka):
    from planering.models import Mal

    omrade = actions.skapa_malomrade(**vem, plan=plan, namn="Lärande")
    kf = actions.skapa_mal(**vem, malomrade=omrade, titel="KF", enhet=storkoping["kf"])
    kultur = actions.skapa_mal(**vem, overordnat=kf, titel="Kultur", enhet=storkoping["kulturnamnd"])
    skolmal = actions.skapa_mal(**vem, overordnat=kf, titel="Skola", enhet=storkoping["skolnamnd"])
    ens = [
        actions.skapa_mal(**vem, overordnat=over, titel=f"E {over.titel}", enhet=storkoping["skola"])
        for over in (kf, kultur, skolmal)
    ]
    sagt = f"Bidrar till ett mål hos {storkoping['kulturnamnd'].namn}, men ligger hos {storkoping['skolnamnd'].namn}"
    brister = [b for b in queries.plantrad(plan).brister if b.text == sagt]
    assert [b.namn for b in brister] == ["E Kultur"]
    client = klient("analytiker")
    text = client.get(reverse("planering:andra_mal", args=[ens[1].pk])).content.decode()
    assert f"{sagt}. Stämmer det?" in text
    assert "Stämmer det?" not in client.get(reverse("planering:andra_mal", args=[ens[2].pk])).content.decode()
    for mal, vantat in ((kf, ()), (kultur, (sagt,)), (skolmal, ())):
        h.mal = Mal.objects.get(pk=mal.pk)
        h.save()
        assert client.get(reverse("planering:handlingsplan", args=[h.pk])).context["rad"].brister == vantat
        (listad,) = client.get(reverse("planering:handlingsplaner")).context["lista"].rader
        assert listad.brister == vantat
    h.mal = kultur
    h.save()
    text = client.get(reverse("planering:andra_handlingsplan", args=[h.pk])).content.decode()
    assert f"{sagt}. Stämmer det?" in text


def test_historiken_sager_vilken_plan_malet_ligger_i(h, vem, plan, storkoping):
    from planering.models import Plan
    from planering.presenters.historik import historik

    omrade = actions.skapa_malomrade(**vem, plan=plan, namn="Lärande")
    forst = actions.skapa_mal(**vem, malomrade=omrade, titel="Svar direkt", enhet=storkoping["kf"])
    annan = Plan.objects.create(
        namn=plan.namn, fran_ar=plan.fran_ar, till_ar=plan.till_ar, version=plan.version + 1
    )
    omrade = actions.skapa_malomrade(**vem, plan=annan, namn="Lärande")
    sen = actions.skapa_mal(**vem, malomrade=omrade, titel="Svar direkt", enhet=storkoping["kf"])
    falt = {
        "namn": "H",
        "omrade": "O",
        "nulage": "N",
        "malbild": "M",
        "enhet": h.enhet,
        "ansvarig": h.ansvarig,
    }
    h = actions.andra_handlingsplan(**vem, handlingsplan=h, **falt, mal=forst)
    h = actions.andra_handlingsplan(**vem, handlingsplan=h, **falt, mal=sen)
    (andring,) = historik(h)[0].andringar
    assert (andring.fore, andring.efter) == (
        f"Svar direkt ({plan.namn}, version {plan.version})",
        f"Svar direkt ({plan.namn}, version {plan.version + 1})",
    )


# ---- Twice the same ----


def test_samma_avstamning_tva_ganger_blir_en(ny, klient, kommun_9999, klocka):
    a = ny(klar_senast=date(2026, 6, 30))
    client, url = klient("analytiker"), reverse("planering:stam_av", args=[a.pk])
    sida = client.get(url).content.decode()
    nyckel = sida.split('name="formularnyckel" value="')[1].split('"')[0]
    data = {"lage": "pa_plan", "leder": "ja", "dag": "2026-03-11", "formularnyckel": nyckel}
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Avstamning.objects.count() == 1
