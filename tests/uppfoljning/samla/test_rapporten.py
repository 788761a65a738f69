"""Drafts, two who write at once, handing in, being sent back and approved."""

from datetime import timedelta

import pytest

from organisation.models import Handelse, Utskick
from tests.uppfoljning.samla.conftest import SEN
from uppfoljning.actions.inlamning import faststall_inlamning, lamna_tillbaka
from uppfoljning.actions.lamna_in import lamna_in
from uppfoljning.actions.rapport import InlamningLast, Inlamningsfel, Skriven, spara_utkast
from uppfoljning.models import Inlamning, Kommentar, Rapportrad, Utfall
from uppfoljning.queries.omgangar import skyldighet, skyldigheter
from uppfoljning.rapportrutor import rutor

pytestmark = pytest.mark.django_db


def texter(inlamning) -> dict[str, str]:
    inlamning.refresh_from_db()
    return {namn: u["text"] for namn, u in inlamning.utkast.items()}


def test_vad_varje_enhet_ska_lamna(samling):
    delar, utan = skyldigheter(samling.omgang)
    assert [
        (s.inlamning.enhet.namn, [m.matt.namn for m in s.matt], [i.indikator.namn for i in s.indikatorer])
        for s in delar
    ] == [
        ("Barn- och utbildningsnämnden", ["Sjukfrånvaro", "Svar i telefon inom en minut"],
         ["Behöriga", "Svarar i tid"]),
        ("Kultur- och fritidsnämnden", ["Besök"], ["Lån"]),
    ]  # fmt: skip
    skola = delar[0]
    assert [(m.perioder, m.kon, [e.namn for e in m.enheter]) for m in skola.matt] == [
        ((1, 2, 3, 4), ("T", "K", "M"), []),
        ((1,), ("T",), ["Ängsskolan"]),
    ]
    assert (skola.antal_varden, skola.antal_sparade, skola.att_kommentera, utan) == (13, 0, 1, [])
    assert [(i.ar, i.kraver_kommentar) for i in skola.indikatorer] == [(2025, True), (2025, False)]
    # 4 × 3 + telefon with antal, as a whole and for the school + comment and forecast of two + the summary
    assert len(rutor(skola)) == 12 + 4 + 4 + 1


def test_en_indikator_som_ingen_rapporterar(samling):
    from organisation.models import Enhet

    samling.lan.agare = Enhet.objects.create(namn="Bolaget", niva="bolag")
    samling.lan.save()
    assert skyldigheter(samling.omgang)[1] == [samling.lan]


def test_utkastet_haller_det_skrivna_som_det_skrevs(samling):
    telefon, kommentar = samling.ruta(samling.telefon, 1), f"k-{samling.behoriga.pk}"
    samling.fyll(samling.skolans, {telefon: "1.234", kommentar: " Två\nrader ", "v-9-0-T-2026-1": "x"})
    assert texter(samling.skolans) == {telefon: "1.234", kommentar: " Två\nrader "}
    assert (Utfall.objects.count(), Rapportrad.objects.count()) == (0, 0)
    assert not Handelse.objects.filter(typ="uppfoljning.lamna_in").exists()
    rev = samling.skolans.revision
    samling.fyll(samling.skolans, {telefon: "1.234"})
    assert (texter(samling.skolans)[telefon], samling.skolans.revision) == ("1.234", rev)


def skriv(samling, rutor, revision, fonster):
    return spara_utkast(
        av=samling.skolchef,
        nar=SEN,
        inlamning=samling.skolans,
        rutor=rutor,
        revision=revision,
        fonster=fonster,
    )


def test_tva_som_skriver_i_olika_rutor_stor_inte_varandra(samling):
    a, b = samling.ruta(samling.telefon, 1), samling.ruta(samling.franvaro, 1)
    start = samling.skolans.revision
    for fonster, min_ruta, annans in (("x", a, b), ("y", b, a)):
        svar = skriv(samling, {min_ruta: Skriven("", fonster), annans: Skriven("", "")}, start, fonster)
        assert svar.krockar == {}
    assert texter(samling.skolans) == {a: "x", b: "y"}


def test_tva_som_skriver_i_samma_ruta_far_veta_det(samling):
    ruta = samling.ruta(samling.telefon, 1)
    start = samling.skolans.revision
    skriv(samling, {ruta: Skriven("", "70")}, start, "x")
    svar = skriv(samling, {ruta: Skriven("", "75")}, start, "y")
    assert (svar.krockar, texter(samling.skolans)) == ({ruta: "70"}, {ruta: "70"})
    # Having seen it, one may choose one's own; the first, who has not, is told in turn.
    svar = skriv(samling, {ruta: Skriven("70", "75")}, svar.inlamning.revision, "y")
    assert (svar.krockar, texter(samling.skolans)) == ({}, {ruta: "75"})
    assert skriv(samling, {ruta: Skriven("", "71")}, start, "x").krockar == {ruta: "75"}


def test_samma_fonster_krockar_inte_med_sig_sjalvt(samling):
    ruta = samling.ruta(samling.telefon, 1)
    start = samling.skolans.revision
    for text in ("7", "74", "7", ""):
        assert skriv(samling, {ruta: Skriven("", text)}, start, "x").krockar == {}
    assert texter(samling.skolans) == {}


def test_for_lang_text_sags_och_sparas_inte(samling):
    with pytest.raises(Inlamningsfel, match="högst 2000 tecken"):
        samling.fyll(samling.skolans, {f"k-{samling.behoriga.pk}": "a" * 4001})
    assert texter(samling.skolans) == {}


def test_inlamnat_blir_utfall(samling, skickade, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rad = samling.lamna(rutor=samling.hel() | {
            samling.ruta(samling.telefon, 1, enhet="skola"): "80",
            samling.ruta(samling.telefon, 1, enhet="skola", slag="n"): "41",
            f"p-{samling.egen.pk}": "76",
            "s": "En lugn tertial.",
        })  # fmt: skip
    assert (rad.status, rad.utkast, rad.inlamnad, rad.inlamnad_av) == ("inlamnad", {}, SEN, "Per Hedin")
    assert rad.sammanfattning == "En lugn tertial."
    telefon = Utfall.objects.filter(egetmatt=samling.telefon).order_by("enhet__namn")
    assert list(telefon.values_list("enhet__namn", "ar", "period", "kon", "varde", "antal", "kalla")) == [
        ("Ängsskolan", 2026, 1, "T", 80.0, 41, "formular"),
        (None, 2026, 1, "T", 74.5, None, "formular"),
    ]
    franvaro = Utfall.objects.filter(egetmatt=samling.franvaro, period=2).order_by("kon")
    assert list(franvaro.values_list("kon", "varde")) == [("K", 7.25), ("M", 4.0), ("T", 6.5)]
    assert list(Rapportrad.objects.order_by("pk").values_list("indikator", "kommentar", "prognos")) == [
        (samling.behoriga.pk, "Färre blev behöriga.", None),
        (samling.egen.pk, "", 76.0),
    ]
    assert "uppfoljning.tasks.kor_berakning" in [namn for namn, _, _ in skickade]
    assert Handelse.objects.filter(typ="uppfoljning.rapportera_utfall").count() == 1


def test_fel_sags_ruta_for_ruta_och_inget_sparas(samling):
    telefon, skolan = samling.ruta(samling.telefon, 1), samling.ruta(samling.telefon, 1, enhet="skola")
    rutor = samling.hel() | {telefon: "1.234", samling.ruta(samling.telefon, 1, enhet="skola", slag="n"): "4"}
    del rutor[f"k-{samling.behoriga.pk}"]
    with pytest.raises(Inlamningsfel) as fel:
        samling.lamna(rutor=rutor)
    assert fel.value.fel == {
        telefon: "Menade du 1,234 eller 1\u00a0234?",
        skolan: "Antalet är angivet, men inte värdet.",
        f"k-{samling.behoriga.pk}": "Indikatorn avviker. Skriv varför och vad ni gör åt det.",
    }
    assert Utfall.objects.count() == 0
    assert texter(samling.skolans)[telefon] == "1.234"


def test_ett_varde_som_saknas_maste_forklaras(samling):
    rutor = samling.hel()
    del rutor[samling.ruta(samling.telefon, 1)]
    with pytest.raises(Inlamningsfel) as fel:
        samling.lamna(rutor=rutor)
    assert fel.value.fel == {"s": "Ett värde saknas. Skriv i sammanfattningen varför."}
    assert samling.lamna(rutor={"s": "Växeln byttes."}).status == "inlamnad"
    assert Utfall.objects.filter(egetmatt=samling.telefon).count() == 0


def test_en_period_som_inte_ar_slut_kravs_inte_och_tas_inte_emot(samling, klocka):
    fore = SEN.replace(month=4)
    rutor = samling.hel()
    sparat = samling.fyll(samling.skolans, rutor, nar=fore)
    with pytest.raises(Inlamningsfel) as fel:
        lamna_in(av=samling.skolchef, nar=fore, inlamning=samling.skolans, revision=sparat.inlamning.revision)
    assert fel.value.fel == {
        samling.ruta(samling.telefon, 1): "Tertial 1 2026 är inte slut än.",
        **{samling.ruta(samling.franvaro, 4, kon): "April 2026 är inte slut än." for kon in "TKM"},
    }


def test_inlamnat_ar_last_for_den_som_rapporterar(samling):
    samling.lamna()
    with pytest.raises(InlamningLast, match="Rapporten är inlämnad"):
        samling.fyll(samling.skolans, {"s": "mer"})
    with pytest.raises(InlamningLast):
        lamna_in(av=samling.skolchef, nar=SEN, inlamning=samling.skolans, revision=samling.skolans.revision)


def test_tillbaka_med_skal_och_in_igen(samling):
    samling.lamna()
    with pytest.raises(Inlamningsfel, match="Skriv vad"):
        lamna_tillbaka(av=samling.analytiker, nar=SEN, inlamning=samling.skolans, skal=" ")
    rad = lamna_tillbaka(
        av=samling.analytiker, nar=SEN, inlamning=samling.skolans, skal="Januari ser fel ut."
    )
    assert (rad.status, rad.aterlamnad_skal) == ("utkast", "Januari ser fel ut.")
    brev = Utskick.objects.get()
    assert (brev.mottagare, "Januari ser fel ut." in brev.text) == (samling.skolchef, True)
    ruta = samling.ruta(samling.franvaro, 1)
    svar = spara_utkast(
        av=samling.skolchef, nar=SEN, inlamning=rad, rutor={ruta: Skriven("6,5", "5,5")}, revision=rad.revision,
        fonster="z",
    )  # fmt: skip
    rad = lamna_in(av=samling.skolchef, nar=SEN, inlamning=rad, revision=svar.inlamning.revision)
    assert (rad.status, rad.aterlamnad_skal) == ("inlamnad", "")
    assert Utfall.objects.get(egetmatt=samling.franvaro, period=1, kon="T").varde == 5.5
    loggat = Handelse.objects.filter(typ="uppfoljning.rapportera_utfall").latest("id").data
    assert loggat["andrat"] == [
        {"matt": samling.franvaro.pk, "ar": 2026, "period": 1, "kon": "T", "varde": [6.5, 5.5]}
    ]


def test_en_tomd_ruta_tar_tillbaka_vardet(samling):
    samling.lamna()
    lamna_tillbaka(av=samling.analytiker, nar=SEN, inlamning=samling.skolans, skal="Stryk mars.")
    samling.skolans.refresh_from_db()
    ruta = samling.ruta(samling.franvaro, 3)
    svar = skriv(samling, {ruta: Skriven("6,5", ""), "s": Skriven("", "Mars går inte att räkna.")}, 99, "q")
    lamna_in(av=samling.skolchef, nar=SEN, inlamning=samling.skolans, revision=svar.inlamning.revision)
    assert not Utfall.objects.filter(egetmatt=samling.franvaro, period=3, kon="T").exists()
    borttaget = Handelse.objects.get(typ="uppfoljning.ta_bort_utfall").data["borttaget"]
    assert [(b["period"], b["kon"], b["varde"]) for b in borttaget] == [(3, "T", 6.5)]


def test_nagon_annan_andrade_medan_man_lamnade_in(samling):
    sparat = samling.fyll(samling.skolans, samling.hel())
    samling.fyll(samling.skolans, {"s": "Från ett annat fönster"}, fonster="b")
    with pytest.raises(Inlamningsfel, match="Någon annan ändrade"):
        lamna_in(av=samling.skolchef, nar=SEN, inlamning=samling.skolans, revision=sparat.inlamning.revision)


def test_ett_system_som_levererade_emellan_skrivs_inte_over_i_tysthet(samling):
    sparat = samling.fyll(samling.skolans, samling.hel())
    Utfall.objects.create(
        egetmatt=samling.telefon, ar=2026, period=1, varde=75.0, rapporterat=SEN, rapporterat_av="Växeln",
        kalla="api",
    )  # fmt: skip
    ruta, revision = samling.ruta(samling.telefon, 1), sparat.inlamning.revision
    with pytest.raises(Inlamningsfel, match="Sedan du skrev har 75 lämnats") as fel:
        lamna_in(av=samling.skolchef, nar=SEN, inlamning=samling.skolans, revision=revision)
    assert list(fel.value.fel) == [ruta]
    lamna_in(av=samling.skolchef, nar=SEN, inlamning=samling.skolans, revision=revision)
    assert Utfall.objects.get(egetmatt=samling.telefon).varde == 74.5


def test_fastställd_rapport_ger_indikatorn_kommentaren_en_gang(samling):
    with pytest.raises(Inlamningsfel, match="Bara en inlämnad"):
        faststall_inlamning(av=samling.analytiker, nar=SEN, inlamning=samling.skolans)
    samling.lamna()
    rad = faststall_inlamning(av=samling.analytiker, nar=SEN, inlamning=samling.skolans)
    assert rad.status == Inlamning.Status.FASTSTALLD
    lamna_tillbaka(av=samling.analytiker, nar=SEN, inlamning=rad, skal="En sak till.")
    samling.skolans.refresh_from_db()
    lamna_in(
        av=samling.skolchef,
        nar=SEN + timedelta(1),
        inlamning=samling.skolans,
        revision=samling.skolans.revision,
    )
    faststall_inlamning(av=samling.analytiker, nar=SEN + timedelta(1), inlamning=samling.skolans)
    assert list(Kommentar.objects.values_list("indikator", "ar", "text", "skriven_av", "skriven")) == [
        (samling.behoriga.pk, 2025, "Färre blev behöriga.", "Per Hedin", SEN)
    ]


def test_skyldigheten_laser_lika_mycket_hur_manga_de_an_ar(samling, django_assert_num_queries):
    from planering.models import Egetmatt

    def antal():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as fragor:
            skyldighet(samling.skolans)
        return len(fragor)

    fore = antal()
    for n in range(3):
        Egetmatt.objects.create(namn=f"Mått {n}", agare=samling.enheter["skola"])
        samling.varld.indikator(samling.varld.nyckeltal(f"U9995{n}", {2025: 5.0}), {2025: 4})
    assert antal() == fore
