"""Opening, answering, trying, concluding: what the actions save, refuse and log."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from organisation.models import Handelse
from planering.domain.fel import Krock, Planeringsfel
from tests.conftest import NU
from tests.uppfoljning.analyshjalp import (
    avvikelse,
    hel_analys,
    hypotes,
    oppna,
    samtal,
    utan_matfel,
    verifiera,
)
from tests.uppfoljning.conftest import Varld
from uppfoljning.actions import analys as actions
from uppfoljning.actions.analys import Analyslast, Redanoppen
from uppfoljning.models import (
    Analys,
    Atgardsforslag,
    Belagg,
    Hypotes,
    Hypotesutslag,
    Kunskapskalla,
    Orsakssvar,
    Slutsats,
)


@pytest.fixture
def indikator(rik):
    return rik["sjunker"]


@pytest.fixture
def analys(indikator) -> Analys:
    rad = oppna(indikator)
    utan_matfel(rad)
    return rad


def handelser(*typer: str) -> list[str]:
    rader = Handelse.objects.filter(typ__startswith="uppfoljning.").order_by("pk")
    return [h.typ.removeprefix("uppfoljning.") for h in rader if not typer or h.typ in typer]


def fel_av(gor) -> dict[str, list[str]]:
    with pytest.raises(Planeringsfel) as fel, transaction.atomic():
        gor()
    return fel.value.fel


# ---- Opening ----


def test_oppna_fryser_avvikelsen(indikator, personer):
    person = personer["analytiker"]
    rad = oppna(
        indikator,
        av=person,
        deltagare=[(person, "", "leder"), (None, " Rut Rektor ", "skola"), (None, "", "")],
    )
    (a,) = rad.avvikelser.all()
    assert (a.indikator, a.ar, a.kon, a.mening) == (indikator, 2025, "T", "69 % 2025 mot målet 85 %.")
    assert a.ljus["mal_signal"] == "rod"
    assert (rad.status, rad.oppnad, rad.oppnad_av, rad.revision) == ("pagar", NU, person.namn, 1)
    assert [(d.namn, d.roll, d.person) for d in rad.deltagare.all()] == [
        (person.namn, "leder", person),
        ("Rut Rektor", "skola", None),
    ]
    (h,) = Handelse.objects.filter(typ="uppfoljning.oppna_analys")
    assert (h.pseudonym, h.data["avvikelser"]) == (person.pseudonym, [[indikator.pk, 2025, "T"]])


def test_en_avvikelse_analyseras_pa_ett_stalle_at_gangen(indikator, rik):
    forsta = oppna(indikator)
    with pytest.raises(Redanoppen) as fel:
        oppna(indikator, avvikelser=[avvikelse(rik["lan"]), avvikelse(indikator)])
    assert fel.value.analys == forsta
    oppna(indikator, avvikelser=[avvikelse(indikator, 2024)])  # another year is another deviation
    assert Analys.objects.count() == 2


def test_utan_avvikelse_eller_text_oppnas_ingen(indikator):
    assert fel_av(lambda: oppna(indikator, avvikelser=[])) == {"": ["Välj minst en avvikelse att analysera."]}
    assert list(fel_av(lambda: oppna(indikator, titel=" "))) == ["titel"]
    assert Analys.objects.count() == 0


def test_andra_med_gammal_revision_ar_en_krock(analys, storkoping):
    falt = {"titel": "Ny titel", "fraga": "Ny fråga?", "enhet": storkoping["skolnamnd"]}
    actions.andra_analys(av=None, nar=NU, analys=analys, revision=1, **falt)
    with pytest.raises(Krock) as krock:
        actions.andra_analys(av=None, nar=NU, analys=analys, revision=1, **falt | {"titel": "En tredje"})
    assert krock.value.aktuell.titel == "Ny titel"
    assert Analys.objects.get().revision == 2


# ---- The checklist ----


def test_matfel_maste_besvaras_forst(indikator):
    rad = oppna(indikator)
    gor = lambda rubrik, svar: actions.svara_om_orsaker(  # noqa: E731
        av=None, nar=NU, analys=rad, rubrik=rubrik, svar=svar
    )
    (text,) = fel_av(lambda: gor("omvarld", {"omvarld-lagar": ("ja", "")}))[""]
    assert text.startswith("Svara först på frågorna om mätfel (4 frågor kvar).")
    (text,) = fel_av(lambda: hypotes(rad))["orsaksklass"]
    assert text.startswith("Svara först på frågorna om mätfel")
    assert hypotes(rad, "Måttet är tolkat fel", "matfel").ordning == 1
    utan_matfel(rad)
    (svar,) = gor("omvarld", {"omvarld-lagar": ("ja", " Ny skollag. ")})
    assert (svar.svar, svar.anteckning, svar.svarad) == ("ja", "Ny skollag.", NU)
    assert hypotes(rad).ordning == 2


def test_vet_ej_om_matfel_kraver_hur_det_tas_reda_pa(indikator):
    rad = oppna(indikator)
    gor = lambda text: actions.svara_om_orsaker(  # noqa: E731
        av=None, nar=NU, analys=rad, rubrik="matfel", svar={"matfel-rakning": ("vet_ej", text)}
    )
    assert fel_av(lambda: gor(" ")) == {
        "matfel-rakning": ["Skriv hur det ska tas reda på, så går det att arbeta vidare."]
    }
    assert len(gor("Skolkontoret räknar om till fredag.")) == 1


def test_svar_av_tva_personer_krockar_och_oandrade_sparas_inte(analys):
    gor = lambda val, sedd: actions.svara_om_orsaker(  # noqa: E731
        av=None,
        nar=NU,
        analys=analys,
        rubrik="omvarld",
        svar={"omvarld-lagar": (val, "")},
        revisioner={"omvarld-lagar": sedd},
    )
    assert [s.revision for s in gor("ja", 0)] == [1]
    assert gor("ja", 0) == []  # the same answer is no conflict
    with pytest.raises(Krock) as krock:
        gor("nej", 0)
    assert krock.value.aktuell.svar == "ja"
    assert [s.revision for s in gor("nej", 1)] == [2]
    assert [
        h.data["efter"]
        for h in Handelse.objects.filter(
            typ="uppfoljning.svara_om_orsak", data__fraga="omvarld-lagar"
        ).order_by("pk")
    ] == [
        ["ja", ""],
        ["nej", ""],
    ]


@pytest.mark.parametrize(
    ("rubrik", "svar"),
    [
        ("finns-inte", {}),
        ("omvarld", {"matfel-rakning": ("ja", "")}),
        ("omvarld", {"omvarld-lagar": ("kanske", "")}),
    ],
)
def test_okanda_rubriker_fragor_och_svar_nekas(analys, rubrik, svar):
    with pytest.raises(Planeringsfel):
        actions.svara_om_orsaker(av=None, nar=NU, analys=analys, rubrik=rubrik, svar=svar)
    assert Orsakssvar.objects.filter(fraga__startswith="omvarld").count() == 0


# ---- Hypotheses and evidence ----


def test_utslag_kraver_belagg_och_skal_och_sparas_som_historia(analys, personer):
    h = hypotes(analys)
    assert list(fel_av(lambda: verifiera(h))) == ["utslag"]
    samtal(h, "neutral")
    assert list(fel_av(lambda: verifiera(h))) == ["utslag"]
    samtal(h, "for")
    assert list(fel_av(lambda: verifiera(h, skal=" "))) == ["skal"]
    assert list(fel_av(lambda: verifiera(h, "forkastad"))) == ["utslag"]
    assert list(fel_av(lambda: verifiera(h, "oppen"))) == ["utslag"]
    person = personer["analytiker"]
    h = actions.avgor_hypotes(av=person, nar=NU, hypotes=h, utslag="verifierad", skal=" Tydligt. ")
    assert (h.utslag, h.utslag_skal, h.avgjord, h.avgjord_av) == ("verifierad", "Tydligt.", NU, person.namn)
    h = actions.avgor_hypotes(
        av=None, nar=NU + timedelta(days=1), hypotes=h, utslag="oppen", skal="Nya uppgifter."
    )
    assert [(u.utslag, u.skal, u.av) for u in Hypotesutslag.objects.all()] == [
        ("oppen", "Nya uppgifter.", "Systemet"),
        ("verifierad", "Tydligt.", person.namn),
    ]
    assert [
        h.data["utslag"] for h in Handelse.objects.filter(typ="uppfoljning.avgor_hypotes").order_by("pk")
    ] == [
        ["oppen", "verifierad"],
        ["verifierad", "oppen"],
    ]


def test_belagget_som_bar_utslaget_star_kvar(analys):
    h = hypotes(analys)
    b = samtal(h)
    verifiera(h)
    falt = {"visar": b.visar, "kalla": b.kalla, "datum": b.datum}
    assert list(fel_av(lambda: actions.ta_bort_belagg(av=None, nar=NU, belagg=b))) == ["riktning"]
    assert list(
        fel_av(lambda: actions.andra_belagg(av=None, nar=NU, belagg=b, riktning="neutral", **falt))
    ) == ["riktning"]
    andra = samtal(h)
    actions.ta_bort_belagg(av=None, nar=NU, belagg=b)
    assert list(Belagg.objects.all()) == [andra]


@pytest.mark.parametrize(
    ("falt", "fel"),
    [
        ({"slag": "dokument", "rubrik": "Rapport", "lank": "javascript:alert(1)"}, "lank"),
        ({"slag": "dokument", "rubrik": " "}, "rubrik"),
        ({"slag": "dialog", "kalla": ""}, "kalla"),
        ({"slag": "dialog", "datum": None}, "datum"),
        ({"slag": "dialog", "visar": " "}, "visar"),
        ({"slag": "dialog", "riktning": "kanske"}, "riktning"),
        ({"slag": "nyckeltal"}, ""),
        ({"slag": "enheter"}, ""),
        ({"slag": "annat"}, ""),
    ],
)
def test_belagg_som_nekas(analys, falt, fel):
    h = hypotes(analys)
    assert list(fel_av(lambda: samtal(h, **falt))) == [fel]
    assert Belagg.objects.count() == 0


def test_belagg_har_bara_sitt_slags_uppgifter(analys, indikator):
    b = samtal(
        hypotes(analys),
        slag="kon",
        nyckeltal=indikator.nyckeltal,
        gruppkod="alla",
        fran_ar=2021,
        till_ar=2025,
        rubrik="Bort",
        lank="https://bort.example",
    )
    assert (b.gruppkod, b.fran_ar, b.till_ar, b.rubrik, b.lank, b.kalla, b.datum) == (
        "",
        2021,
        2025,
        "",
        "",
        "",
        None,
    )
    assert list(
        fel_av(
            lambda: actions.andra_belagg(
                av=None, nar=NU, belagg=b, riktning="for", visar="x", fran_ar=2025, till_ar=2021
            )
        )
    ) == ["till_ar"]


@pytest.mark.parametrize("tabell", ["uppfoljning_belagg", "uppfoljning_kunskapskalla"])
def test_databasen_tar_inga_andra_lankar(analys, indikator, tabell):
    """Whatever way a row comes: only the web's addresses."""
    h = hypotes(analys)
    samtal(h)
    verifiera(h)
    f = actions.skapa_forslag(av=None, nar=NU, analys=analys, titel="t", beskrivning="b", hypoteser=[h])
    actions.skapa_kunskapskalla(av=None, nar=NU, forslag=f, slag="forskning", text="x")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tabell} SET lank = 'javascript:alert(1)'")


def test_ordning_flyttas_och_dras(analys):
    a, b, c = (hypotes(analys, namn) for namn in "abc")
    assert actions.flytta_hypotes(av=None, nar=NU, hypotes=c, steg=-1) is True
    assert actions.flytta_hypotes(av=None, nar=NU, hypotes=a, steg=-1) is False
    namn = lambda: list(analys.hypoteser.order_by("ordning", "id").values_list("pastaende", flat=True))  # noqa: E731
    assert namn() == ["a", "c", "b"]
    ordna = lambda sedd, ny: actions.ordna_hypoteser(av=None, nar=NU, analys=analys, sedd=sedd, ny=ny)  # noqa: E731
    with pytest.raises(Krock):
        ordna([a.pk, b.pk, c.pk], [c.pk, b.pk, a.pk])
    assert ordna([a.pk, c.pk, b.pk], [b.pk, a.pk, c.pk]) is True
    assert namn() == ["b", "a", "c"]
    with pytest.raises(Krock):
        ordna([b.pk, a.pk, c.pk], [b.pk, a.pk])


def test_paverkan_satts_och_tas_tillbaka(analys):
    h = hypotes(analys)
    assert actions.satt_paverkan(av=None, nar=NU, hypotes=h, paverkan="stor").paverkan == "stor"
    assert actions.satt_paverkan(av=None, nar=NU, hypotes=h, paverkan="").paverkan == ""
    assert list(fel_av(lambda: actions.satt_paverkan(av=None, nar=NU, hypotes=h, paverkan="enorm"))) == [
        "paverkan"
    ]


def test_hypotes_som_nagot_bygger_pa_tas_inte_bort(analys):
    h = hypotes(analys)
    actions.skapa_slutsats(av=None, nar=NU, analys=analys, fraga="beror", text="Så.", hypoteser=[h])
    (text,) = fel_av(lambda: actions.ta_bort_hypotes(av=None, nar=NU, hypotes=h))[""]
    assert text.startswith("Slutsatser eller förslag bygger på hypotesen")


# ---- Conclusions and proposals ----


def test_forslag_kraver_verifierad_hypotes_eller_skal(analys, rik):
    oppen, sann = hypotes(analys, "öppen"), hypotes(analys, "sann")
    samtal(sann)
    sann = verifiera(sann)
    gor = lambda hypoteser, skal="": actions.skapa_forslag(  # noqa: E731
        av=None,
        nar=NU,
        analys=analys,
        titel="Gör det",
        beskrivning="Så",
        hypoteser=hypoteser,
        utan_hypotes_skal=skal,
    )
    assert list(fel_av(lambda: gor([]))) == ["utan_hypotes_skal"]
    assert list(fel_av(lambda: gor([oppen]))) == ["hypoteser"]
    assert list(fel_av(lambda: gor([sann, oppen], "skäl"))) == ["hypoteser"]
    annan = oppna(rik["lan"])
    utan_matfel(annan)
    assert list(fel_av(lambda: gor([hypotes(annan, "annans")]))) == ["hypoteser"]
    assert list(gor([sann]).hypoteser.all()) == [sann]
    assert list(gor([], "Lagen kräver det.").hypoteser.all()) == []
    assert [f.ordning for f in Atgardsforslag.objects.order_by("pk")] == [1, 2]


def test_kunskapskallans_lank(analys):
    f = actions.skapa_forslag(
        av=None, nar=NU, analys=analys, titel="t", beskrivning="b", hypoteser=[], utan_hypotes_skal="s"
    )
    gor = lambda lank: actions.skapa_kunskapskalla(  # noqa: E731
        av=None, nar=NU, forslag=f, slag="exempel", text="De gör så.", kalla="En kommun", lank=lank
    )
    assert list(fel_av(lambda: gor("javascript:alert(1)"))) == ["lank"]
    assert gor(" https://kommun.example/ ").lank == "https://kommun.example/"


# ---- Concluding ----


def test_avsluta_nar_allt_finns_och_las_sedan(indikator):
    allt = hel_analys(indikator)
    analys = allt["analys"]
    avsluta = lambda ord_: actions.avsluta_analys(av=None, nar=NU, analys=analys, avslutande_ord=ord_)  # noqa: E731
    assert list(fel_av(lambda: avsluta(" "))) == ["avslutande_ord"]
    klar = avsluta("Kommunstyrelsen tar ställning.")
    assert (klar.status, klar.avslutad, klar.avslutad_av) == ("klar", NU, "Systemet")
    forsok = [
        lambda: hypotes(analys),
        lambda: samtal(allt["hypotes"]),
        lambda: verifiera(allt["hypotes"], "forkastad"),
        lambda: actions.satt_paverkan(av=None, nar=NU, hypotes=allt["hypotes"], paverkan="stor"),
        lambda: actions.ta_bort_belagg(av=None, nar=NU, belagg=allt["belagg"]),
        lambda: actions.ta_bort_slutsats(av=None, nar=NU, slutsats=allt["slutsats"]),
        lambda: actions.ta_bort_forslag(av=None, nar=NU, forslag=allt["forslag"]),
        lambda: actions.ta_bort_kunskapskalla(av=None, nar=NU, kunskapskalla=allt["kalla"]),
        lambda: utan_matfel(analys),
        lambda: avsluta("igen"),
    ]
    for gor in forsok:
        with pytest.raises(Analyslast), transaction.atomic():
            gor()


def test_ateroppna_med_skal_om_ingen_annan_tagit_over(indikator):
    analys = hel_analys(indikator)["analys"]
    actions.avsluta_analys(av=None, nar=NU, analys=analys, avslutande_ord="Klart.")
    gor = lambda skal: actions.ateroppna_analys(av=None, nar=NU, analys=analys, skal=skal)  # noqa: E731
    assert list(fel_av(lambda: gor(" "))) == ["skal"]
    annan = oppna(indikator)  # a concluded one does not hinder a new one
    with pytest.raises(Redanoppen) as fel, transaction.atomic():
        gor("Nya uppgifter.")
    assert fel.value.analys == annan
    annan.avvikelser.all().delete()
    rad = gor("Nya uppgifter.")
    assert (rad.status, rad.avslutad, rad.ateroppnad_skal) == ("pagar", None, "Nya uppgifter.")


def test_brister_raknas_upp(indikator):
    rad = oppna(indikator)
    assert actions.brister(rad) == [
        "Svara på alla frågor om mätfel.",
        "Skriv minst en slutsats om vad avvikelsen beror på.",
        "Skriv minst en slutsats om vad vi ska göra för att bli bättre.",
    ]


def test_forslag_vars_hypotes_faller_hindrar_avslut(indikator):
    allt = hel_analys(indikator)
    assert actions.brister(allt["analys"]) == []
    verifiera(allt["hypotes"], "oppen", "Nya uppgifter.")
    assert actions.brister(allt["analys"]) == [
        "Förslaget ”Tidigt stöd” bygger inte på någon verifierad hypotes. Välj en, eller skriv varför."
    ]
    f = allt["forslag"]
    actions.andra_forslag(
        av=None,
        nar=NU,
        forslag=f,
        titel=f.titel,
        beskrivning=f.beskrivning,
        hypoteser=[],
        utan_hypotes_skal="Vi prövar ändå.",
    )
    assert actions.brister(allt["analys"]) == []


# ---- The log, and taking back ----


def test_varje_handelse_loggas(indikator):
    hel_analys(indikator)
    assert handelser() == [
        "oppna_analys",
        *["svara_om_orsak"] * 4,
        "skapa_hypotes",
        "skapa_belagg",
        "avgor_hypotes",
        "skapa_slutsats",
        "skapa_slutsats",
        "skapa_atgardsforslag",
        "skapa_kunskapskalla",
    ]


def test_andring_angras(analys):
    h = hypotes(analys)
    actions.andra_hypotes(av=None, nar=NU, hypotes=h, pastaende="Annat", orsaksklass="resurser")
    (handelse,) = Handelse.objects.filter(typ="uppfoljning.andra_hypotes")
    rad = actions.angra_analysandring(av=None, nar=NU, analys=analys, handelse=handelse)
    assert (rad.pastaende, rad.orsaksklass) == ("Stödet kommer för sent", "aktiviteter")
    with pytest.raises(Planeringsfel):
        actions.angra_analysandring(av=None, nar=NU, analys=analys, handelse=handelse)


def test_slutsatsens_hypoteser_angras_ocksa(analys):
    h = hypotes(analys)
    s = actions.skapa_slutsats(av=None, nar=NU, analys=analys, fraga="beror", text="Så.", hypoteser=[h])
    actions.andra_slutsats(av=None, nar=NU, slutsats=s, fraga="battre", text="Så.", hypoteser=[])
    assert list(s.hypoteser.all()) == []
    (handelse,) = Handelse.objects.filter(typ="uppfoljning.andra_slutsats")
    rad = actions.angra_analysandring(av=None, nar=NU, analys=analys, handelse=handelse)
    assert (rad.fraga, list(rad.hypoteser.all())) == ("beror", [h])


def test_borttaget_kommer_tillbaka_med_sina_belagg(analys):
    h = hypotes(analys)
    b = samtal(h)
    samtal(h, "mot")
    verifiera(h)
    actions.ta_bort_hypotes(av=None, nar=NU, hypotes=h)
    assert (Hypotes.objects.count(), Belagg.objects.count(), Hypotesutslag.objects.count()) == (0, 0, 0)
    (handelse,) = Handelse.objects.filter(typ="uppfoljning.ta_bort_hypotes")
    assert handelse.data["analys"] == analys.pk
    actions.angra_analysandring(av=None, nar=NU, analys=analys, handelse=handelse)
    igen = Hypotes.objects.get()
    assert (igen.pk, igen.utslag, igen.belagg.count(), igen.utslagshistorik.count()) == (
        h.pk,
        "verifierad",
        2,
        1,
    )
    assert Belagg.objects.get(pk=b.pk).datum == date(2026, 3, 1)


def test_forslag_kommer_tillbaka_med_kallor_och_grund(indikator):
    allt = hel_analys(indikator)
    actions.ta_bort_forslag(av=None, nar=NU, forslag=allt["forslag"])
    assert (Atgardsforslag.objects.count(), Kunskapskalla.objects.count()) == (0, 0)
    (handelse,) = Handelse.objects.filter(typ="uppfoljning.ta_bort_atgardsforslag")
    actions.angra_analysandring(av=None, nar=NU, analys=allt["analys"], handelse=handelse)
    igen = Atgardsforslag.objects.get()
    assert (list(igen.hypoteser.all()), igen.kunskapskallor.count()) == ([allt["hypotes"]], 1)


def test_angra_nar_inte_in_i_en_annan_eller_avslutad_analys(analys, rik):
    h = hypotes(analys)
    actions.andra_hypotes(av=None, nar=NU, hypotes=h, pastaende="Annat", orsaksklass="resurser")
    (handelse,) = Handelse.objects.filter(typ="uppfoljning.andra_hypotes")
    with pytest.raises(Planeringsfel):
        actions.angra_analysandring(av=None, nar=NU, analys=oppna(rik["lan"]), handelse=handelse)
    for fraga in ("beror", "battre"):
        actions.skapa_slutsats(av=None, nar=NU, analys=analys, fraga=fraga, text="Så.", hypoteser=[])
    actions.avsluta_analys(av=None, nar=NU, analys=analys, avslutande_ord="Klart.")
    with pytest.raises(Analyslast):
        actions.angra_analysandring(av=None, nar=NU, analys=analys, handelse=handelse)
    assert Slutsats.objects.count() == 2


# ---- Several people at once ----


@pytest.fixture
def varld_pa_riktigt(transactional_db, plan_olast, storkoping, kommun_9999):
    return Varld(storkoping)


def test_av_manga_som_oppnar_samma_avvikelse_far_en_den(varld_pa_riktigt):
    v = varld_pa_riktigt
    indikator = v.indikator(v.nyckeltal("U99901", {2025: 69.0}), {2025: 85})
    start, svar = Barrier(4), []

    def forsok():
        start.wait()
        try:
            oppna(indikator)
            svar.append("öppnad")
        except Redanoppen:
            svar.append("redan öppen")
        connection.close()

    tradar = [Thread(target=forsok) for _ in range(4)]
    for trad in tradar:
        trad.start()
    for trad in tradar:
        trad.join()
    assert sorted(svar) == ["redan öppen"] * 3 + ["öppnad"]
    assert Analys.objects.count() == 1
