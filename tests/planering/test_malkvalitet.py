"""The ten questions: the rules by hand, what is read for them, people's answers, the page and the file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from planering import actions, queries
from planering.actions import Krock, Planeringsfel
from planering.domain.malkvalitet import (
    FRAGOR,
    Indikatorfakta,
    Kvalitetssumma,
    Kvalitetssvar,
    Malfakta,
    bedom,
    per_fraga,
    summera,
)
from planering.models import Malforbattring, Malkvalitetssvar
from planering.presenters.malkvalitet import andelstext, kvalitetsbilder

AR = (2026, 2027, 2028)
HEL = {
    "namn": "Behöriga",
    "raknas": True,
    "ar_med_niva": frozenset(AR),
    "ar_med_utfall": frozenset({2024, 2025}),
    "andra": 289,
    "i_gruppen": 7,
    "ar_samma": 2,
}


def fakta(*indikatorer, bokslutsar=None):
    return Malfakta([Indikatorfakta(**i) for i in indikatorer], AR, bokslutsar, 4)


def svaren(m) -> str:
    """The answers to 3–9 as one word: j, n."""
    return "".join(s.svar[0] for s in bedom(m).values())


# ---- The rules ----


def test_ett_helt_mal_har_allt_utom_uppfoljning_under_aret():
    m = fakta(HEL)
    assert svaren(m) == "jjjnjjj"
    assert bedom(m)[3].varfor == "Mäts av ”Behöriga”."
    assert bedom(m)[4].varfor == "”Behöriga” har värden för 289 andra kommuner."
    assert bedom(m)[5].varfor == "Alla resultatindikatorer har målnivå för 2026, 2027 och 2028."
    assert bedom(m)[7].varfor.endswith("egna utfall sedan tidigare. Inget planår är slut än.")
    assert bedom(m)[8].varfor == "”Behöriga” jämförs med 7 kommuner."


def test_ett_mal_utan_indikatorer_har_inget():
    m = fakta()
    assert svaren(m) == "nnnnnnn"
    assert {bedom(m)[nr].varfor for nr in (3, 6)} == {"Målet har inga indikatorer."}
    assert {bedom(m)[nr].varfor for nr in (4, 5, 7, 8, 9)} == {"Målet har ingen resultatindikator."}


def test_resurser_och_processer_mater_inte_resultat():
    m = fakta(HEL | {"raknas": False, "under_aret": True})
    assert svaren(m) == "nnnjnnn"
    assert bedom(m)[3].varfor == "Målet har indikatorer, men ingen som mäter verksamhetsresultat."


@pytest.mark.parametrize(
    ("falt", "vantat"),
    [
        ({"andra": 11}, "jjjnjjj"),
        ({"andra": 10}, "jnjnjjj"),  # more than ten, not ten
        ({"i_gruppen": 4}, "jjjnjjj"),
        ({"i_gruppen": 3}, "jjjnjnj"),  # too few for a light
        ({"ar_samma": 1}, "jjjnjjn"),
        ({"under_aret": True}, "jjjjjjj"),
        ({"ar_med_utfall": frozenset()}, "jjjnnjj"),
        ({"ar_med_niva": frozenset({2026, 2028})}, "jjnnjjj"),
        ({"ar_med_niva": frozenset({2027})}, "jjnnnjj"),  # nor the year that is asked about
    ],
)
def test_gransfallen(falt, vantat):
    assert svaren(fakta(HEL | falt)) == vantat


def test_bokslutet_galler_det_senaste_avslutade_aret():
    utan, med = fakta(HEL, bokslutsar=2026), fakta(HEL | {"ar_med_utfall": {2026}}, bokslutsar=2026)
    assert (bedom(utan)[7].svar, bedom(med)[7].svar) == ("nej", "ja")
    assert bedom(utan)[7].varfor == "”Behöriga” saknar utfall för 2026."


def test_alla_resultat_maste_ha_niva_men_ett_jamforbart_racker():
    annan = HEL | {
        "namn": "Trygga",
        "andra": 0,
        "i_gruppen": 0,
        "ar_samma": 0,
        "ar_med_niva": frozenset({2026}),
    }
    svar = bedom(fakta(HEL, annan))
    assert svaren(fakta(HEL, annan)) == "jjnnjjn"
    assert svar[5].varfor == "”Trygga” saknar målnivå för 2027 och 2028."
    assert svar[9].varfor == "”Trygga” har inget eget värde med samma definition."


def test_summor_och_andelar():
    ja, nej, tom = Kvalitetssvar("ja", ""), Kvalitetssvar("nej", ""), Kvalitetssvar("", "")
    assert summera([ja, ja, nej, tom]) == Kvalitetssumma(2, 1, 1)
    assert (summera([ja, ja, nej, tom]).andel, summera([]).andel) == (50.0, None)
    rader = [dict.fromkeys(FRAGOR, ja), dict.fromkeys(FRAGOR, tom)]
    assert set(per_fraga(rader).values()) == {Kvalitetssumma(1, 0, 1)}
    assert andelstext(Kvalitetssumma(2, 1, 1)) == "2 av 4, 50\u00a0% (1 obesvarad)"
    assert andelstext(Kvalitetssumma(0, 0, 0)) == "–"


def test_bilden_ritar_andelarna():
    summor = dict.fromkeys(FRAGOR, Kvalitetssumma(1, 3, 0))
    bred, smal = kvalitetsbilder(summor)
    assert ({s.ja for s in bred.staplar}, {s.ja for s in smal.staplar}) == ({120.0}, {85.0})
    assert bred.beskrivning.startswith("Andel ja. 1 Berör de flesta: 1 av 4, 25\u00a0%; 2 ")
    assert kvalitetsbilder(dict.fromkeys(FRAGOR, Kvalitetssumma(0, 0, 0))) == ()


# ---- What is read ----


@pytest.fixture
def lagen(db):
    """`lagen(nyckeltal, n)`: so many other municipalities have a value in its newest year."""
    from kkik.models import Kommun, Lage, Nyckeltalslage, Varde

    def skapa(nyckeltal, antal):
        eget = Varde.objects.filter(nyckeltal=nyckeltal, kommun=9999, kon="T", ar=2025).exists()
        tal = dict.fromkeys(("median", "p25", "p75", "minst", "storst"), 80.0)
        Nyckeltalslage.objects.create(
            nyckeltal=nyckeltal,
            kon="T",
            ar=2025,
            n=antal + eget,
            beraknad=datetime(2026, 3, 1, tzinfo=UTC),
            **tal,
        )
        for nr in range(1, antal + 1):
            Kommun.objects.get_or_create(id=nr, defaults={"namn": f"Kommun {nr}", "typ": "K"})
            Lage.objects.create(nyckeltal=nyckeltal, kommun_id=nr, kon="T", ar=2025, varde=80.0, n=antal)

    return skapa


@pytest.mark.django_db
def test_planens_uppgifter_blir_svar(vem, plan, mal, ny_indikator, nytt_nyckeltal, lagen, storkoping):
    from kkik.models import Definitionsbrott

    n = nytt_nyckeltal(varden={2022: 80, 2023: 81, 2024: 82, 2025: 83})
    i = ny_indikator(n)
    lagen(n, 11)
    matris = queries.malkvalitet(plan, 9999, date(2026, 3, 11))
    svar = matris.rader[0].svar
    assert {nr: s.svar for nr, s in svar.items()} == {
        1: "", 2: "", 3: "ja", 4: "ja", 5: "nej", 6: "nej", 7: "nej", 8: "ja", 9: "ja", 10: "",
    }  # fmt: skip
    assert svar[5].varfor == "”Behöriga elever, andel (%)” saknar målnivå för 2026, 2027 och 2028."
    assert matris.summa == Kvalitetssumma(4, 3, 3)

    actions.satt_malnivaer(**vem, indikator=i, nivaer={2026: 85, 2027: 86, 2028: 87})
    matt = actions.skapa_egetmatt(
        **vem, namn="Samtal", frekvens="manad", sammanstallning="medel", agare=storkoping["skolnamnd"]
    )
    actions.skapa_indikator(
        **vem, mal=mal, egetmatt=matt, riktning="hog", kategori="process", paverkansgrad="stor",
        agare=storkoping["skolnamnd"],
    )  # fmt: skip
    Definitionsbrott.objects.create(nyckeltal=n, ar=2025, status="bekraftat", upptackt=vem["nar"])
    svar = queries.malkvalitet(plan, 9999, date(2026, 3, 11)).rader[0].svar
    assert [svar[nr].svar for nr in range(3, 10)] == ["ja", "ja", "ja", "ja", "ja", "ja", "nej"]
    assert svar[9].varfor == "”Behöriga elever, andel (%)” har ett eget värde med samma definition."
    # A year on, the plan's first year is over, and it has no outcome yet.
    efter = queries.malkvalitet(plan, 9999, date(2027, 3, 11))
    assert (efter.bokslutsar, efter.rader[0].svar[7].svar) == (2026, "nej")


@pytest.mark.django_db
def test_varje_indikator_raknas_i_sin_egen_grupp(
    vem, plan, omrade, storkoping, ny_indikator, nytt_nyckeltal, lagen
):
    from tests.kkik import bygg

    svar = {}
    n, annat = nytt_nyckeltal("N00001"), nytt_nyckeltal("N00002")
    lagen(n, 11)
    lagen(annat, 5)
    bygg.grupp("G1", "Sju", list(range(1, 8)), slag="ovrig")
    bygg.grupp("G2", "Två", [4, 5], slag="ovrig")
    borta = bygg.grupp("G3", "Borta", [4], slag="ovrig")
    for nr, (nyckeltal, kod) in enumerate(((n, "alla"), (n, "G1"), (annat, "G1"), (annat, "G2"), (n, "G3"))):
        mal = actions.skapa_mal(**vem, malomrade=omrade, titel=f"Mål {nr}", enhet=storkoping["kf"])
        ny_indikator(nyckeltal, under=mal, namn=f"I{nr}", jamforelsegrupp=kod)
    borta.delete()
    for rad in queries.malkvalitet(plan, 9999, date(2026, 3, 11)).rader[1:]:
        svar[rad.mal.titel] = (rad.svar[8].svar, rad.svar[8].varfor)
    for_fa = (
        "nej",
        "Ingen resultatindikator har tillräckligt många kommuner med värden i sin jämförelsegrupp.",
    )
    assert svar == {
        "Mål 0": ("ja", "”I0” jämförs med 11 kommuner."),
        "Mål 1": ("ja", "”I1” jämförs med 7 kommuner."),
        "Mål 2": ("ja", "”I2” jämförs med 5 kommuner."),
        "Mål 3": for_fa,
        "Mål 4": for_fa,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("fler", [0, 2])
def test_fragorna_blir_inte_fler(
    vem, plan, omrade, storkoping, ny_indikator, nytt_nyckeltal, django_assert_num_queries, fler
):
    for nr in range(1 + fler):
        mal = actions.skapa_mal(**vem, malomrade=omrade, titel=f"Mål {nr}", enhet=storkoping["kf"])
        ny_indikator(nytt_nyckeltal(f"N{nr:05d}"), under=mal)
        actions.svara_om_malkvalitet(**vem, mal=mal, fraga=1, svar="ja")
        actions.skapa_malforbattring(**vem, mal=mal, fraga=1, text="Bryt ned", klar_senast=date(2026, 9, 1))
    with django_assert_num_queries(8):
        matris = queries.malkvalitet(plan, 9999, date(2026, 3, 11))
        [str(r.mal.malomrade) + str(r.mal.enhet) for r in matris.rader]
        [f"{f.ansvarig} {f.mal}" for f in matris.forbattringar]


# ---- People's answers ----


@pytest.mark.django_db
def test_svar_har_historik_och_krockar_syns(vem, mal, handelser):
    forsta = actions.svara_om_malkvalitet(
        **vem, mal=mal, fraga=1, svar="nej", motivering="Bara skolan.", senaste=0
    )
    senare = vem | {"nar": vem["nar"] + timedelta(days=1)}
    actions.svara_om_malkvalitet(**senare, mal=mal, fraga=1, svar="ja", senaste=forsta.pk)
    assert [s.svar for s in queries.kvalitetshistorik(mal)] == ["ja", "nej"]
    with pytest.raises(Krock) as krock:
        actions.svara_om_malkvalitet(**vem, mal=mal, fraga=1, svar="nej", senaste=forsta.pk)
    assert (krock.value.aktuell.svar, krock.value.aktuell.andrad_av) == ("ja", vem["av"])
    assert [d["svar"] for _, d in handelser("planering.svara_om_malkvalitet")] == [["", "nej"], ["nej", "ja"]]
    # The same again changes nothing; nothing at all takes the answer back.
    actions.svara_om_malkvalitet(**vem, mal=mal, fraga=1, svar="ja")
    assert Malkvalitetssvar.objects.count() == 2
    tillbaka = senare | {"nar": senare["nar"] + timedelta(days=1)}
    actions.svara_om_malkvalitet(**tillbaka, mal=mal, fraga=1, svar="")
    assert queries.malkvalitet(mal.malomrade.plan, None, date(2026, 3, 11)).rader[0].svar[1].svar == ""


@pytest.mark.django_db
@pytest.mark.parametrize(("fraga", "svar"), [(3, "ja"), (11, "ja"), (1, "kanske")])
def test_fel_svar_nekas(vem, mal, fraga, svar):
    with pytest.raises(Planeringsfel):
        actions.svara_om_malkvalitet(**vem, mal=mal, fraga=fraga, svar=svar)
    assert Malkvalitetssvar.objects.count() == 0


@pytest.mark.django_db
def test_databasen_haller_fragorna(vem, mal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Malkvalitetssvar.objects.create(mal=mal, fraga=3, svar="ja", nar=vem["nar"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Malforbattring.objects.create(mal=mal, fraga=11, text="x", klar_senast=date(2026, 9, 1))


# ---- The pages ----


@pytest.fixture
def analytiker(klient, kommun_9999, klocka):
    return klient("analytiker")


@pytest.mark.django_db
def test_svara_och_forbattra_pa_sidan(analytiker, mal, vem, personer):
    sida = reverse("planering:svara_om_malkvalitet", args=[mal.pk, 1])
    svar = analytiker.post(sida, {"revision": "", "svar": "ja", "motivering": "Alla nämnder har delmål."})
    assert svar.url == reverse("planering:malets_kvalitet", args=[mal.pk]) + "#fraga-1"
    ny = reverse("planering:ny_forbattring", args=[mal.pk]) + "?fraga=5"
    assert analytiker.get(ny).context["form"]["fraga"].value() == 5
    fel = analytiker.post(ny, {"fraga": "5", "text": "Sätt nivåer", "klar_senast": "1/9 2026"})
    assert list(fel.context["form"].errors) == ["klar_senast"]
    analytiker.post(ny, {"fraga": "5", "text": "Sätt nivåer", "klar_senast": "2026-02-01"})
    text = analytiker.get(reverse("planering:malets_kvalitet", args=[mal.pk])).content.decode()
    assert all(del_ in text for del_ in ("Alla nämnder har delmål.", "Sätt nivåer", "försenad"))
    matris = analytiker.get(reverse("planering:malkvalitet", args=[mal.malomrade.plan_id]))
    assert matris.context["matris"].summa == Kvalitetssumma(1, 7, 2)
    # Somebody else answered meanwhile: both are shown, and nothing is overwritten.
    krock = analytiker.post(sida, {"revision": "", "svar": "nej"})
    assert krock.status_code == 409
    assert [(r.etikett, r.sparat, r.ditt) for r in krock.context["form"].krockrader] == [
        ("Svar", "Ja", "Nej"),
        ("Motivering", "Alla nämnder har delmål.", "tomt"),
    ]


@pytest.mark.django_db
def test_filen_har_svaren_och_grunden(analytiker, mal, vem):
    actions.svara_om_malkvalitet(**vem, mal=mal, fraga=10, svar="nej", motivering="=Ingen analys")
    svar = analytiker.get(reverse("planering:malkvalitet_csv", args=[mal.malomrade.plan_id]))
    rader = [rad.split(";") for rad in svar.content.decode().lstrip("\ufeff").split("\r\n")]
    assert (len(rader[0]), rader[0][3]) == (25, "1. Gäller målet alla eller nästan alla verksamheter?")
    assert rader[1][:5] == [
        "Lärande",
        "Alla elever når gymnasiet",
        "Kommunfullmäktige",
        "Obesvarad",
        "Ingen har svarat än.",
    ]
    assert rader[1][21:25] == ["Nej", "'=Ingen analys", "0", "2"]
    assert (rader[2][1], rader[3][1], rader[3][3]) == ("Antal ja", "Andel ja, procent", "0")


@pytest.mark.django_db
def test_en_fraga_som_data_besvarar_gar_inte_att_svara_pa(analytiker, mal):
    svar = analytiker.get(reverse("planering:svara_om_malkvalitet", args=[mal.pk, 5]))
    assert "Frågan besvaras av systemet" in svar.content.decode()
    for finns_inte in (0, 11, 99):
        url = reverse("planering:svara_om_malkvalitet", args=[mal.pk, finns_inte])
        assert analytiker.get(url).status_code == 404


@pytest.mark.django_db
def test_bara_fullmaktiges_mal_tills_man_ber_om_alla(analytiker, vem, mal, storkoping):
    actions.skapa_mal(**vem, overordnat=mal, titel="Trygga elever", enhet=storkoping["skolnamnd"])
    sida = reverse("planering:malkvalitet", args=[mal.malomrade.plan_id])
    antal = [len(analytiker.get(a).context["matris"].rader) for a in (sida, f"{sida}?mal=alla")]
    assert antal == [1, 2]
